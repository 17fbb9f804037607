"""A narrative is read as passages whose letters know their place in the source."""

from reportgen.checks.prose.passages import HOLE, Passage, Prose
from reportgen.model import Report
from tests.reports import report

FILE = "narratives/en/story.md"
BODY = r"""---
kind: story
year: 2024
title: A title
by: Ana Orr
---
## A heading

One **strong word** and {{ office.facts["population-women"] | number }} women\
on a new line, with\
a *link to [the web](https://example.org)* and a note.[^n]

> Somebody said this.

- An item
  that goes on

| Head | Two |
|---|---|
| a \| b | {{ counts.nothing }} |

[^n]: The note’s words.
"""


def read(body: str = BODY) -> tuple[Report, list[Passage]]:
    made = report(**{FILE: body})
    return made, [each for each in Prose.of(made).everything if each.narrative.file == FILE]


def test_every_stretch_of_text_is_a_passage_of_its_kind():
    _, passages = read()
    assert [(each.kind, each.text) for each in passages] == [
        ("title", "A title"),
        ("by", "Ana Orr"),
        ("heading", "A heading"),
        ("paragraph", "One strong word and 688,000 women\non a new line, with\na link to the web and a note."),
        ("note", "The note’s words."),
        ("paragraph", "Somebody said this."),
        ("paragraph", "An item that goes on"),
        ("cell", "Head"),
        ("cell", "Two"),
        ("cell", "a | b"),
        ("cell", HOLE),
    ]
    assert [each.quoted for each in passages].index(True) == 5


def test_a_letter_knows_its_place_and_what_was_typed_there():
    made, passages = read()
    narrative = passages[0].narrative
    for passage in passages:
        for offset, letter in enumerate(passage.text):
            span = passage.source_of(offset, offset + 1)
            assert span is None or narrative.source[slice(*span)] == letter
    paragraph = passages[3]
    at = paragraph.text.index("web")
    assert str(paragraph.place(at)) == f"{FILE}:11:17"
    assert str(passages[0].place(0)) == f"{FILE}:4:8"
    edit = paragraph.edit(paragraph.text.index("strong"), paragraph.text.index("strong") + 6, "weak")
    assert edit and narrative.source[: edit.start] + edit.new + narrative.source[edit.end :] == BODY.replace(
        "strong", "weak"
    )
    assert made is not None


def test_what_was_typed_otherwise_cannot_be_edited():
    _, passages = read()
    paragraph = passages[3]
    start = paragraph.text.index("688,000")
    assert paragraph.edit(start, start + 7, "x") is None and paragraph.is_bound(start, start + 1)
    assert paragraph.edit(paragraph.text.index("word"), paragraph.text.index("688,000") + 1, "x") is None
    assert passages[0].edit(0, 1, "x") is None


def test_an_edit_across_marks_is_refused_and_one_that_touches_them_is_not():
    _, passages = read("---\nkind: story\ntitle: T\n---\nA **b**c d&amp;e\n")
    text = passages[1]
    assert text.text == "A bc d&e"
    assert text.edit(2, 4, "x") is None and text.edit(2, 3, "x") is not None and text.edit(5, 8, "x") is None


def test_quotations_are_known():
    _, passages = read('---\nkind: story\ntitle: T\n---\nHe said “so it is” and “that”, but "this" 5\'10".\n')
    paragraph = passages[1]
    assert [paragraph.text[start:end] for start, end in paragraph.quotations] == ["“so it is”", "“that”", '"this"']
    assert paragraph.in_quotation(paragraph.text.index("so it")) and not paragraph.in_quotation(0)


def test_passages_are_those_of_the_card_s_languages():
    from reportgen.checks.prose.claims import RATIO

    made = report(**{"narratives/fr/story.md": "---\nkind: story\ntitle: T\n---\nUn mot.\n", FILE: BODY})
    assert {each.language for each in Prose.of(made).passages()} == {"en", "fr"}
    assert {each.language for each in Prose.of(made).passages(RATIO)} == {"en"}
