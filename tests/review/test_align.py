"""Paragraphs as sent find their own among those that came back."""

from __future__ import annotations

from reportgen.review.align import Group, Line, align, in_order, likeness

ALPHA = "Women hold a third of the seats in provincial councils after the vote."
BETA = "Ministries answered the letters that came from the highlands within weeks."
GAMMA = "Nobody has counted how many shelters were closed during the flood."
DELTA = "Two courts opened rooms where witnesses can wait by themselves."
TEXTS = (ALPHA, BETA, GAMMA, DELTA)


def lines(*texts: str, anchors: bool = True, table: bool = False) -> list[Line]:
    return [Line(text, frozenset({f"rg_{at}"} if anchors else ()), table) for at, text in enumerate(texts)]


def line(text: str, *anchors: int, table: bool = False) -> Line:
    return Line(text, frozenset(f"rg_{each}" for each in anchors), table)


def pairs(before: list[Line], after: list[Line]) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [(group.before, group.after) for group in align(before, after)]


def one_to_one(count: int) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [((each,), (each,)) for each in range(count)]


def test_equal_paragraphs_go_together() -> None:
    assert pairs(lines(*TEXTS), lines(*TEXTS)) == one_to_one(4)
    assert align([], []) == []


def test_without_any_bookmark_words_tell() -> None:
    before, after = lines(*TEXTS, anchors=False), lines(*TEXTS, anchors=False)
    assert pairs(before, after) == one_to_one(4)
    after[1] = line(BETA.replace("weeks", "months"))
    assert pairs(before, after) == one_to_one(4)


def test_a_paragraph_typed_wholly_anew_between_two_that_stayed_is_the_one_that_stood_there() -> None:
    after = lines(*TEXTS, anchors=False)
    after[2] = line("Something else is said here in other words.")
    assert pairs(lines(*TEXTS, anchors=False), after) == one_to_one(4)


def test_a_bookmark_holds_a_paragraph_whatever_its_words() -> None:
    after = [line(ALPHA, 0), line("Something else.", 1), line(GAMMA, 2), line(DELTA, 3)]
    assert pairs(lines(*TEXTS), after) == one_to_one(4)


def test_a_moved_paragraph_is_known_by_its_bookmark() -> None:
    after = [line(DELTA, 3), line(ALPHA, 0), line(BETA, 1), line(GAMMA, 2)]
    assert pairs(lines(*TEXTS), after) == [((3,), (0,)), ((0,), (1,)), ((1,), (2,)), ((2,), (3,))]


def test_a_moved_paragraph_is_known_by_its_words_where_its_bookmark_is_lost() -> None:
    after = [line(DELTA), line(ALPHA, 0), line(BETA, 1), line(GAMMA, 2)]
    assert pairs(lines(*TEXTS), after)[0] == ((3,), (0,))
    other = [line(DELTA.replace("Two", "Three")), line(ALPHA), line(BETA), line(GAMMA)]
    assert pairs(lines(*TEXTS, anchors=False), other)[0] == ((3,), (0,))


def test_a_moved_paragraph_that_shares_few_words_is_a_deleted_and_a_new_one() -> None:
    after = [line("Two courts have other plans for the spring."), line(ALPHA, 0), line(BETA, 1), line(GAMMA, 2)]
    assert pairs(lines(*TEXTS), after) == [((), (0,)), ((0,), (1,)), ((1,), (2,)), ((2,), (3,)), ((3,), ())]


def test_a_paragraph_that_was_split_is_one_before_and_two_after() -> None:
    first, second = "Women hold a third of the seats", "in provincial councils after the vote."
    after = [line(first, 0), line(second), line(BETA, 1), line(GAMMA, 2), line(DELTA, 3)]
    assert pairs(lines(*TEXTS), after)[0] == ((0,), (0, 1))
    after = [line(first), line(second, 0), *after[2:]]
    assert pairs(lines(*TEXTS), after)[0] == ((0,), (0, 1))


def test_a_new_paragraph_behind_another_is_no_split() -> None:
    after = [line(ALPHA, 0), line("The seats in councils are many."), line(BETA, 1), line(GAMMA, 2), line(DELTA, 3)]
    assert pairs(lines(*TEXTS), after)[:2] == [((0,), (0,)), ((), (1,))]


def test_paragraphs_that_were_merged_are_two_before_and_one_after() -> None:
    rest = [line(GAMMA, 2), line(DELTA, 3)]
    assert pairs(lines(*TEXTS), [line(f"{ALPHA} {BETA}", 0, 1), *rest])[0] == ((0, 1), (0,))
    assert pairs(lines(*TEXTS), [line(f"{ALPHA} {BETA}", 1), *rest])[0] == ((0, 1), (0,))
    assert pairs(lines(*TEXTS, anchors=False), [line(f"{ALPHA} {BETA}"), *rest])[0] == ((0, 1), (0,))


def test_the_bookmark_of_a_deleted_paragraph_that_slipped_into_the_next_says_nothing() -> None:
    after = [line(BETA, 0, 1), line(GAMMA, 2), line(DELTA, 3)]
    assert pairs(lines(*TEXTS), after) == [((1,), (0,)), ((2,), (1,)), ((3,), (2,)), ((0,), ())]


def test_a_slipped_bookmark_says_nothing_though_the_two_share_words() -> None:
    before = [line("first number", 0), line("second number", 1), line("Below them.", 2)]
    assert pairs(before, [line("second number", 0, 1), line("Below them.", 2)])[0] == ((1,), (0,))


def test_two_paragraphs_that_share_words_can_still_be_merged() -> None:
    before = [line("first number", 0), line("second number", 1), line("Below them.", 2)]
    after = [line("first number second number", 0, 1), line("Below them.", 2)]
    assert pairs(before, after)[0] == ((0, 1), (0,))


def test_rows_with_equal_words_keep_their_places() -> None:
    before = [line(text, at, table=True) for at, text in enumerate(["Velda", "12", "Norr", "12", "Sul", "12"])]
    assert pairs(before, before) == one_to_one(6)
    bare = [line(each.text, table=True) for each in before]
    assert pairs(bare, bare) == one_to_one(6)
    changed = [*bare[:3], line("13", table=True), *bare[4:]]
    assert pairs(bare, changed) == one_to_one(6)


def test_the_row_that_was_deleted_is_the_one_whose_cells_are_gone() -> None:
    before = [line(text, at, table=True) for at, text in enumerate(["Velda", "12", "Norr", "12", "Sul", "12"])]
    found = pairs(before, [*before[:2], *before[4:]])
    assert found == [((0,), (0,)), ((1,), (1,)), ((4,), (2,)), ((5,), (3,)), ((2,), ()), ((3,), ())]


def test_a_cell_is_never_a_paragraph_outside_the_table() -> None:
    before, after = [line(ALPHA, 0, table=True), line(BETA, 1)], [line(ALPHA, 0), line(BETA, 1)]
    assert pairs(before, after) == [((), (0,)), ((1,), (1,)), ((0,), ())]


def test_everything_can_be_new_or_deleted() -> None:
    assert align([], lines(ALPHA)) == [Group((), (0,))]
    assert align(lines(ALPHA), []) == [Group((0,), ())]


def test_likeness_is_the_share_of_words() -> None:
    assert likeness("", "") == 1.0
    assert likeness("one two", "two one") == 1.0
    assert likeness("one two", "two three") == 0.5
    assert likeness("one", "") == 0.0


def test_the_longest_run_in_order_stays() -> None:
    assert in_order([(0, 3), (1, 0), (2, 1), (3, 2)]) == [(1, 0), (2, 1), (3, 2)]
    assert in_order([]) == []
