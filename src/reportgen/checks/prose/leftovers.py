"""What was never meant to be printed becomes a finding: placeholders, guidance, remarks, page furniture, a "
"title said twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.checks.check import Check
from reportgen.checks.prose.passages import Passage, Prose
from reportgen.checks.prose.remnants import (
    FURNITURE,
    GUIDANCE,
    LABEL,
    NOTHING,
    PLACEHOLDERS,
    REMARKS,
    Remnant,
    remnants,
)
from reportgen.findings import Card, Finding
from reportgen.model import Report

PLACEHOLDER = Card(
    "NAR180",
    "placeholder-text",
    "warning",
    why="A placeholder in print tells every reader that nobody read the page before it went out.",
    example="“Lorem ipsum”, “XX women were trained”, “TBC”, “[insert number]”, “???”",
    mend="Write what belongs there, or delete it.",
)
GUIDE = Card(
    "NAR181",
    "guidance-left-in",
    "warning",
    why="What a form asks its author to do is not for readers.",
    example="“Please describe the main results (max. 200 words)”",
    mend="Delete the guidance.",
)
REMARK = Card(
    "NAR182",
    "remark-left-in",
    "warning",
    why="A remark between colleagues names people and doubts that were never meant for the public.",
    example="“(Tom to check)”, “@Anna”, “TODO”, “to be confirmed with M&E”",
    mend="Settle the question and delete the remark; in a file it can stand as <!-- ... -->, which is not printed.",
)
PAGE = Card(
    "NAR183",
    "page-furniture",
    "warning",
    why="Buttons and labels of a web page were copied along with its text; in a report they lead nowhere.",
    example="“View SDG data for”, “Chart Tableau”, “Read more”, “Click here”",
    mend="Delete it; give a link the name of what it leads to.",
)
TITLE_AGAIN = Card(
    "NAR185",
    "heading-repeats-title",
    "warning",
    why="The title is printed above the text; the reader meets the same words twice in two lines.",
    example="title: Four laws were revised, and the text begins “## Four laws were revised”",
    mend="Delete the heading or paragraph; the front matter’s title is enough.",
)
_IN_SENTENCE = re.compile(
    r"\b(?:to|not|they|we|who|and|children|girls|women|people|students|pupils|could|can|would|will|a|an|one|each"
    r"|every|another|single|last|first|of) $",
    re.IGNORECASE,
)
LEAD = 20
"""Blanks of a paragraph behind which a heading opens a part of the text, and not the text."""
_LETTER = re.compile(r"\w+")


def _found(report: Report, card: Card, table: tuple[Remnant, ...]) -> Iterator[tuple[Passage, re.Match[str]]]:
    """Yield what a table of patterns finds outside of figures from the data."""
    for passage in Prose.of(report).passages(card):
        for match in remnants(table, passage.text):
            if not passage.is_bound(*match.span()):
                yield passage, match


def placeholder_text(report: Report) -> Iterator[Finding]:
    """No text stands for one that is still to be written."""
    for passage, match in _found(report, PLACEHOLDER, PLACEHOLDERS):
        if (match[0].isupper() and _is_named(passage, match)) or _is_cry(passage, match):
            continue
        message = f"“{match[0][:80]}” stands for what is still to be written."
        yield passage.find(PLACEHOLDER, *match.span(), message)
    for passage in Prose.of(report).passages(PLACEHOLDER, kinds=("paragraph", "title", "heading", "note")):
        text = passage.text
        if len(text) < 24 and NOTHING.fullmatch(text) and not any(True for _ in remnants(PLACEHOLDERS, text)):
            yield passage.find(PLACEHOLDER, 0, len(text), f"“{text}” is no text.")


def _is_cry(passage: Passage, match: re.Match[str]) -> bool:
    """Say whether question marks end what somebody is quoted to have asked, in so many words."""
    start = match.start()
    asked = passage.text[start - 2 : start].isalpha() or passage.text[start - 1 : start] in ("“", '"', "«")
    return match[0].startswith("?") and passage.in_quotation(start) and asked


def _is_named(passage: Passage, match: re.Match[str]) -> bool:
    """Say whether the letters are a name: explained somewhere, or part of one, as in TBC Bank."""
    after = passage.text[match.end() : match.end() + 3]
    return _is_defined(passage, match[0]) or re.match(r" [A-Z][a-z]", after) is not None


def _is_defined(passage: Passage, word: str) -> bool:
    """Say whether the text explains `word` as an acronym: “tick-borne disease (TBD)”, “TBC (tuberculosis)”."""
    source = passage.narrative.source
    at = source.find(f"({word})")
    name = source[max(0, at - 60) : at].split("\n")[-1].lower()
    return (
        at > 0 and re.search(rf"\b{word[0].lower()}\w*(?:[ -]\w+){{1,3}} $", name) is not None
    ) or f"{word} ({word[0].lower()}" in source


def guidance_left_in(report: Report) -> Iterator[Finding]:
    """No text asks its author for something."""
    for passage, match in _found(report, GUIDE, GUIDANCE):
        if not passage.in_quotation(match.start()):
            message = f"“{match[0][:80]}” tells the author what to write."
            yield passage.find(GUIDE, *match.span(), message)


def remark_left_in(report: Report) -> Iterator[Finding]:
    """No text holds a remark from one colleague to another."""
    for passage, match in _found(report, REMARK, REMARKS):
        message = f"“{match[0][:80]}” is a remark for colleagues."
        yield passage.find(REMARK, *match.span(), message)


def page_furniture(report: Report) -> Iterator[Finding]:
    """No button or label of a web page stands in a text."""
    for passage in Prose.of(report).passages(PAGE, kinds=("paragraph", "title", "heading", "note")):
        text = passage.text
        if len(text) < 100 and LABEL.fullmatch(text):
            yield passage.find(PAGE, 0, len(text), f"“{text.strip()}” is a label of a web page.")
            continue
        for match in remnants(FURNITURE, text):
            before = text[max(0, match.start() - 12) : match.start()]
            if not _IN_SENTENCE.search(before) and not passage.in_quotation(match.start()):
                yield passage.find(PAGE, *match.span(), f"“{match[0]}” is a label of a web page.")


def heading_repeats_title(report: Report) -> Iterator[Finding]:
    """A text does not begin with its title."""
    seen: set[tuple[int, str]] = set()
    told: set[int] = set()
    for passage in Prose.of(report).passages(TITLE_AGAIN, kinds=("heading", "paragraph")):
        key = (id(passage.narrative), passage.kind)
        if key in seen or passage.block < 0 or passage.quoted or (passage.kind == "heading" and key[0] in told):
            continue
        if passage.kind == "paragraph" and passage.text.count(" ") >= LEAD:
            told.add(key[0])
        seen.add(key)
        title = _bare(passage.narrative.title)
        if title and _bare(passage.text) == title:
            message = f"The {passage.kind} repeats the title."
            yield passage.find(TITLE_AGAIN, 0, len(passage.text), message, expected="text that goes on from the title")


def _bare(text: str) -> str:
    return " ".join(_LETTER.findall(text.replace("’", "'").casefold()))


CHECKS: tuple[Check, ...] = (
    Check(PLACEHOLDER, placeholder_text),
    Check(GUIDE, guidance_left_in),
    Check(REMARK, remark_left_in),
    Check(PAGE, page_furniture),
    Check(TITLE_AGAIN, heading_repeats_title),
)
