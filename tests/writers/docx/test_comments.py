from __future__ import annotations

from typing import Any

import pytest

from reportgen.document.nodes import Break, Fact, Link, Note, Strong, Text
from reportgen.writers.docx import Comment, Draft, Reply, anchor_name, fact_name, write_docx

from .read_back import W, part
from .trees import PICTURES, content, document, p

W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
DAY = "2025-03-01T00:00:00Z"


def remark(text: str = "Why?", anchor: str = "n.md#1", quote: str = "", **more: Any) -> Comment:
    return Comment(author="Ana", initials="A", date=DAY, text=text, anchor=anchor_name(anchor), quote=quote, **more)


@pytest.fixture
def drafted(theme):
    def make(*blocks, comments=()):
        draft = Draft(
            watermark="DRAFT",
            stamp="Draft for review",
            build="b",
            round="round-1",
            workspace="w",
            comments=tuple(comments),
        )
        return write_docx(document(*blocks), theme, PICTURES, None, {}, draft=draft)

    return make


def ranges(docx: bytes) -> list[tuple[str, str]]:
    """Return the words of each comment with the words that it stands around, in the order of their numbers."""
    said = {
        each.get(f"{W}id"): "\n".join("".join(t.text for t in q.iter(f"{W}t")) for q in each.iter(f"{W}p"))
        for each in part(docx, "word/comments.xml")
    }
    open_: set[str] = set()
    words = dict.fromkeys(said, "")
    for element in part(docx).iter():
        if element.tag == f"{W}commentRangeStart":
            open_.add(element.get(f"{W}id"))
        elif element.tag == f"{W}commentRangeEnd":
            open_.remove(element.get(f"{W}id"))
        elif element.tag == f"{W}t":
            for key in open_:
                words[key] += element.text
    assert not open_
    assert [e.get(f"{W}id") for e in part(docx).iter(f"{W}commentReference")]
    return [(said[key], words[key]) for key in said]


def test_a_comment_stands_exactly_around_what_it_quotes(drafted, validate):
    docx = drafted(p("Six provinces chose new councils.", origin="n.md#1"), comments=[remark(quote="provinces chose")])
    assert ranges(docx) == [("Why?", "provinces chose")]
    assert validate(docx) == []
    assert "".join(t.text for t in part(docx).iter(f"{W}t")) == "Six provinces chose new councils."


@pytest.mark.parametrize("quote", ["", "words that are gone"])
def test_without_its_quote_a_comment_stands_around_the_piece(drafted, quote):
    assert ranges(drafted(p("One line.", origin="n.md#1"), comments=[remark(quote=quote)])) == [("Why?", "One line.")]


def test_a_quote_may_run_over_bold_words_breaks_and_kinds_of_space(drafted, validate):
    words = (
        Text(text="Of 1\u202f042 "),
        Strong(content=content("women-led")),
        Break(),
        Text(text="enter\u00adprises in all"),
    )
    docx = drafted(p(words, origin="n.md#1"), comments=[remark(quote="042 women-led enterprises")])
    assert ranges(docx) == [("Why?", "042 women-ledenterprises")]
    assert validate(docx) == []
    assert [e.getparent().tag for e in part(docx).iter(f"{W}softHyphen")] == [f"{W}r"]


def test_the_second_of_two_same_words_is_found_in_its_own_piece(drafted):
    blocks = (p("Same words.", origin="n.md#1"), p("Same words.", origin="n.md#2"))
    docx = drafted(*blocks, comments=[remark(anchor="n.md#2", quote="words")])
    [start] = part(docx).iter(f"{W}commentRangeStart")
    assert start.getparent() is not None and len(list(start.getparent().itersiblings(f"{W}p"))) == 0


def test_a_comment_on_a_bound_figure_stands_around_it(drafted):
    fact = Fact(value="31.2", ref="a.b", trace="", content=content("31.2"))
    comment = Comment(author="Ana", date=DAY, text="Sure?", anchor=fact_name("a.b"))
    assert ranges(drafted(p((Text(text="It is "), fact, Text(text=" now"))), comments=[comment])) == [("Sure?", "31.2")]


def test_a_comment_in_a_footnote_stands_at_its_mark(drafted, validate):
    note = Note(content=content("A survey."), origin="n.md#^a")
    docx = drafted(p((Text(text="Words"), note), origin="n.md#1"), comments=[remark(anchor="n.md#^a", quote="survey")])
    assert ranges(docx) == [("Why?", "")]
    [start] = part(docx).iter(f"{W}commentRangeStart")
    assert start.getnext().find(f"{W}footnoteReference") is not None
    assert validate(docx) == []


def test_a_quote_that_ends_in_a_link_is_marked_there(drafted, validate):
    link = Link(href="https://example.org", content=content("the annual survey"))
    docx = drafted(
        p((Text(text="See "), link, Text(text=".")), origin="n.md#1"), comments=[remark(quote="See the annual")]
    )
    assert ranges(docx) == [("Why?", "See the annual")]
    assert validate(docx) == []


def test_replies_stand_in_their_thread_and_what_is_resolved_is_so(drafted, validate):
    replies = (Reply(author="Ben", date=DAY, text="Because."), Reply(author="Ana", date=DAY, text="I see."))
    comments = [remark(replies=replies, resolved=True, quote="line"), remark("Two\nlines")]
    docx = drafted(p("One line.", origin="n.md#1"), comments=comments)
    assert ranges(docx) == [("Why?", "line"), ("Because.", "line"), ("I see.", "line"), ("Two\nlines", "One line.")]
    marks = [list(e.iter(f"{W}p"))[-1].get(f"{W14}paraId") for e in part(docx, "word/comments.xml")]
    threads = part(docx, "word/commentsExtended.xml")
    assert [e.get(f"{W15}paraId") for e in threads] == marks and len(set(marks)) == 4
    assert [e.get(f"{W15}paraIdParent") for e in threads] == [None, marks[0], marks[0], None]
    assert [e.get(f"{W15}done") for e in threads] == ["1", "1", "1", "0"]
    assert validate(docx) == []


def test_without_its_piece_a_comment_stands_at_the_paragraph_with_its_words(drafted):
    comment = Comment(
        author="Ana", date=DAY, text="Typo", block="A  caption of a figure", quote="caption", lost="On that:"
    )
    assert ranges(drafted(p("First."), p("A caption of a figure"), comments=[comment])) == [("Typo", "caption")]


def test_without_any_place_a_comment_stands_at_the_first_paragraph_and_says_what_it_was_about(drafted):
    comment = Comment(author="Ana", date=DAY, text="Typo", block="gone", quote="gone", lost="On “gone”:")
    assert ranges(drafted(p("First."), p("Second."), comments=[comment])) == [("On “gone”:\nTypo", "First.")]


def test_comments_may_overlap(drafted, validate):
    comments = [remark("a", quote="one two"), remark("b", quote="two three"), remark("c", quote="two")]
    docx = drafted(p("one two three", origin="n.md#1"), comments=comments)
    assert ranges(docx) == [("a", "one two"), ("b", "two three"), ("c", "two")]
    assert validate(docx) == []


def test_characters_that_xml_forbids_do_not_break_the_file(drafted, validate):
    assert validate(drafted(p("x", origin="n.md#1"), comments=[remark("a\x0bb <&>")])) == []
