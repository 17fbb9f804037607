from __future__ import annotations

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.review import three_way
from reportgen.review.three_way import Conflict, Merged, merge

TEXT = """---
kind: progress-note
title: Women lead
outcome: D_1
---

In 2024, 100 women took part in councils, and the law was revised.

The second paragraph names {{ result.D_1.A }} and ends here.

- one item
- another item

The last paragraph.
"""


def clean(base: str, ours: str, theirs: str) -> str:
    merged, mirrored = merge(base, ours, theirs), merge(base, theirs, ours)
    assert merged.conflicts == mirrored.conflicts == ()
    assert merged.text == mirrored.text
    return merged.text


def changed(*pairs: tuple[str, str], text: str = TEXT) -> str:
    for old, new in pairs:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


WORDS = st.lists(
    st.sampled_from(
        [
            "a",
            "b",
            "the",
            "100",
            "1,950.5",
            "{{ x.y }}",
            " ",
            " ",
            "\n",
            "\n\n",
            "\r\n",
            "\r",
            ".",
            ",",
            "---\n",
            "k: v\n",
            "é",
            "स्त्री",
        ]
    ),
    max_size=30,
).map("".join)
ANY = st.one_of(WORDS, st.text(max_size=40))


@given(ANY, ANY)
def test_what_one_side_changed_is_taken_to_the_byte(base: str, changed: str):
    assert merge(base, base, changed) == Merged(changed, ())
    assert merge(base, changed, base) == Merged(changed, ())
    assert merge(base, changed, changed) == Merged(changed, ())


@given(WORDS, WORDS, WORDS)
@settings(max_examples=400)
def test_the_sides_are_equal_before_the_merge(base: str, ours: str, theirs: str):
    merged, mirrored = merge(base, ours, theirs), merge(base, theirs, ours)
    assert len(merged.conflicts) == len(mirrored.conflicts)
    if not merged.conflicts:
        assert merged.text == mirrored.text
    for conflict, other in zip(merged.conflicts, mirrored.conflicts, strict=True):
        assert ours[conflict.start :].startswith(conflict.ours)
        assert (conflict.base, conflict.ours, conflict.theirs) == (other.base, other.theirs, other.ours)
        assert conflict.ours != conflict.theirs


@given(ANY)
def test_the_pieces_of_a_text_are_the_text(text: str):
    assert "".join(three_way._pieces(text)) == text
    assert "".join(three_way._TOKEN.findall(text)) == text


@given(st.lists(st.tuples(st.integers(0, 39), st.booleans()), max_size=12), st.integers(0, 2**32))
def test_changes_of_words_that_do_not_touch_are_joined_and_taken_back(edits: list[tuple[int, bool]], seed: int):
    draw = random.Random(seed)
    words = [f"w{number}" for number in range(40)]
    gaps = [draw.choice((" ", " ", "\n", "\n\n")) for _ in words]
    owner: dict[int, bool] = {}
    for place, ours in edits:  # at least one word between the changes of both
        if all(owner.get(place + step, ours) == ours for step in (-1, 0, 1)):
            owner[place] = ours

    def text(*sides: bool) -> str:
        new = [f"new{number}" if owner.get(number) in sides else word for number, word in enumerate(words)]
        return "".join(word + gap for word, gap in zip(new, gaps, strict=True))

    assert clean(text(), text(True), text(False)) == text(True, False)
    assert clean(text(True), text(True, False), text()) == text(False)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ([("women took", "young women took")], [("\n\n- one", "\n\nA new block.\n\n- one")]),
        ([("women took", "young women took")], [("revised.\n", "revised.\n\nA new block.\n")]),
        ([("was revised", "was adopted")], [("\n\nThe second", "\n\nA new block.\n\nThe second")]),
        (
            [("last paragraph.", "final one!")],
            [("- another item\n", "- another item\n- third\n")],
        ),
        ([("- one item\n- another item\n\n", "")], [("councils", "parliament")]),
        ([("law was revised", "law was adopted")], [("The second", "A second")]),
        ([("ends here.", "stops there.")], [("- one item", "- first item")]),
        ([("In 2024", "In 2023")], [("revised", "adopted")]),
        ([("kind: progress-note", "kind: story")], [("title: Women lead", "title: Women decide")]),
        ([("title: Women lead", "title: Women decide")], [("outcome: D_1\n", "outcome: D_1\nlanguage: en\n")]),
        ([("{{ result.D_1.A }}", "{{ result.D_1.B }}")], [("ends here", "ends there")]),
        ([("councils, and", "councils.\n\nAnd")], [("In 2024", "In 2023")]),
    ],
)
def test_changes_apart_are_both_taken(ours: list[tuple[str, str]], theirs: list[tuple[str, str]]):
    assert clean(TEXT, changed(*ours), changed(*theirs)) == changed(*ours, *theirs)
    # And back: what `ours` did is taken out of the text that has both.
    assert clean(changed(*ours), changed(*ours, *theirs), TEXT) == changed(*theirs)


def test_a_block_at_the_end_leaves_the_last_word_free():
    assert clean("A b\n\nC d", "A b\n\nC e", "A b\n\nC d\n\nNew") == "A b\n\nC e\n\nNew"
    assert clean("A b\n", "A c\n", "A b\n\nNew\n") == "A c\n\nNew\n"


def test_the_same_change_on_both_sides_is_taken_once():
    both = ("100 women", "120 women")
    assert clean(TEXT, changed(both, ("revised", "adopted")), changed(both, ("In 2024", "In 2023"))) == changed(
        both, ("revised", "adopted"), ("In 2024", "In 2023")
    )
    new = ("\n\n- one", "\n\nA new block.\n\n- one")
    assert clean(TEXT, changed(new, both), changed(new)) == changed(new, both)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (("100", "120"), ("100", "130")),
        (("100 women", "120 women"), ("100 women", "100 girls")),
        (("100 women", "120 women"), ("100 women took", "100 took")),
        (("the law was revised", "it was revised"), ("the law was revised", "")),
        (("\n\n- one", "\n\nNew.\n\n- one"), ("\n\n- one", "\n\nOther.\n\n- one")),
        (("revised.\n", "revised!\n\nNew.\n"), ("revised.\n", "revised.\n\nOther.\n")),
        (("- one item\n- another item\n\n", ""), ("- another", "- a second")),
        (("women took", "young women took"), ("women took", "old women took")),
        (("women took", "women and girls took"), ("women took", "women or girls took")),
        (("2024,", "2023,"), ("2024,", "2024:")),
        (("Women lead", "Women decide"), ("Women lead", "Women rule")),
        (("{{ result.D_1.A }}", "{{ result.D_1.B }}"), ("{{ result.D_1.A }}", "{{ result.D_2.A }}")),
    ],
)
def test_changes_that_touch_are_a_conflict(ours: tuple[str, str], theirs: tuple[str, str]):
    mine, other = changed(ours), changed(theirs)
    for one, two in ((mine, other), (other, mine)):
        merged = merge(TEXT, one, two)
        [conflict] = merged.conflicts
        assert merged.text == one
        assert one[conflict.start :].startswith(conflict.ours)
        assert one[: conflict.start] + conflict.theirs + one[conflict.start + len(conflict.ours) :] == two


def test_a_conflict_names_the_whole_block_and_leaves_the_rest_joined():
    ours = changed(("100", "120"), ("one item", "first item"))
    merged = merge(TEXT, ours, changed(("100", "130"), ("last", "final")))
    assert merged.text == changed(("100", "120"), ("one item", "first item"), ("last", "final"))
    block = "\n\nIn 2024, 100 women took part in councils, and the law was revised."
    old, new = block.replace("100", "120"), block.replace("100", "130")
    assert merged.conflicts == (Conflict(block, old, new, ours.index(old)),)


def test_a_number_is_one_token_and_never_joined_from_two():
    base = "spent 1,950.5 in all"
    assert merge(base, "spent 1,960.5 in all", "spent 1,950.7 in all").conflicts
    assert merge("100", "120", "130").text == "120"


def test_new_blocks_of_both_at_one_end_are_a_conflict_whatever_stop_they_share():
    assert merge("Law revised.\n", "Law revised!\n\nNew.\n", "Law revised.\n\nOther.\n").conflicts


def test_a_rewording_across_blocks_adds_none():
    base = "a b\n\nc d\n\ne f\n"
    assert clean("x " + base, "y " + base, "x a b\n\nc d\n\ng h\n") == "y a b\n\nc d\n\ng h\n"


def test_a_word_with_vowel_signs_is_one_token():
    assert merge("x स्त्री y", "x पत्री y", "x स्त्रा y").conflicts


def test_line_ends_of_windows_are_kept():
    base, ours, theirs = (
        text.replace("\n", "\r\n") for text in (TEXT, changed(("last", "final")), changed(("100", "120")))
    )
    assert clean(base, ours, theirs) == changed(("last", "final"), ("100", "120")).replace("\n", "\r\n")


def long_text(blocks: int, words: int, seed: int = 1, between: str = "\n\n") -> str:
    draw = random.Random(seed)
    vocabulary = ["the", "of", "and", *(f"word{number}" for number in range(400))]
    weights = [60, 40, 30, *(1 for _ in range(400))]
    return between.join(" ".join(draw.choices(vocabulary, weights, k=words)) + "." for _ in range(blocks)) + "\n"


@pytest.mark.parametrize(("blocks", "words", "between"), [(100, 80, "\n\n"), (100, 80, "\n"), (100, 80, " ")])
def test_few_changes_in_a_long_text_take_no_time(blocks: int, words: int, between: str):
    base = long_text(blocks, words, between=between)
    assert len(base) > 45_000
    third = base.index(" ", len(base) // 3), base.index(" ", 2 * len(base) // 3), base.index(" ", len(base) // 2)
    ours = base[: third[0]] + " NEW" + base[third[0] : third[1]] + " MORE" + base[third[1] :]
    theirs = base[: third[2]] + " OTHER" + base[third[2] :]
    start = time.perf_counter()
    merged = merge(base, ours, theirs)
    assert time.perf_counter() - start < 0.3
    assert merged.conflicts == ()
    assert all(word in merged.text for word in (" NEW", " MORE", " OTHER"))


@pytest.mark.parametrize("between", ["\n\n", "\n", " "])
def test_texts_that_have_nothing_in_common_end_as_a_conflict_soon(between: str):
    texts = [long_text(2_000, 80, seed, between) for seed in (1, 2, 3)]
    assert len(texts[0]) > 900_000
    start = time.perf_counter()
    merged = merge(*texts)
    assert time.perf_counter() - start < 20
    assert merged.text == texts[1]
    assert merged.conflicts


def test_one_word_over_and_over_ends_soon():
    texts = ["\n\n".join(("x", "y") * 20_000), "\n\n".join(("x", "z") * 20_000), "\n\n".join(("q", "y") * 20_000)]
    start = time.perf_counter()
    assert merge(*texts).conflicts
    assert time.perf_counter() - start < 20
