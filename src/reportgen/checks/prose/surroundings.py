"""A place in a passage becomes what stands around it: the words beside it, and whether it is part of an address or a code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from reportgen.checks.prose.passages import Kind, Passage, Prose
from reportgen.findings import Card, Finding
from reportgen.model import Report
from reportgen.model import narrative as m

RUNNING: tuple[Kind, ...] = ("paragraph", "note")
"""Running text, where numbers and signs are written in words; tables and titles are short of room."""
SPEECH: tuple[Kind, ...] = ("paragraph", "note", "heading", "title")
BLANKS = " \t\u00a0\u202f\u2009"
"""Blanks within a line, those that do not break among them."""
REACH = 40
"""How many letters on either side are looked at: longer than a word, short enough for a text that is one word of a megabyte."""
_SENTENCE_END = re.compile(r"(?:^|[.!?…:][\"”’)]*\s+|\n|[“\"(])$")
_SENTENCE_BREAK = re.compile(r"[.!?…][\"”’)]*\s+(?=[A-Z“(\d])|\n")
_BEFORE = re.compile(r"\S*\s*$")
_AFTER = re.compile(r"\s*\S*")
_OPAQUE = re.compile(
    r"^[(\[“‘\"«]*[#@]\w|https?:|www\.|\w@\w|_|[A-Za-z]/\w+/|\\|%[0-9A-F]{2}"
    r"|\w\.(?:com|org|net|int|gov|edu|info|io|ai|html?|aspx?|php|pdf|docx?|xlsx?|pptx?|csv|md|ya?ml|json|xml"
    r"|zip|jpe?g|png|mp[34]"
    r"|js|py|[a-z]{2}/)(?!\w)|\.(?:gov|org|com|ac|co)\.[a-z]{2}\b"
)


def token(text: str, at: int) -> str:
    """Return the stretch without blanks that holds the character at `at`, of an address so long its neighbourhood only."""
    left, right = text[max(0, at - 2 * REACH) : at], text[at : at + 2 * REACH]
    return re.split(r"\s", left)[-1] + re.split(r"\s", right, maxsplit=1)[0]


def is_opaque(text: str, at: int) -> bool:
    """Say whether a character is part of an address, a file name, a hashtag or a code, which have rules of their own."""
    return _OPAQUE.search(token(text, at)) is not None


def around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span of ``text[start:end]`` with the word before it and the word after it."""
    low = max(0, start - REACH)
    before = _BEFORE.search(text[low:start])
    after = _AFTER.match(text[end : end + REACH])
    return (low + before.start() if before else start), (end + after.end() if after else end)


def word_before(text: str, at: int) -> str:
    """Return the word that ends right before `at`, blanks between them left aside; empty where a mark stands there."""
    found = re.search(r"[\w’'.&-]*$", text[max(0, at - REACH) : at].rstrip(" \u00a0"))
    return found[0] if found else ""


def word_after(text: str, at: int) -> str:
    """Return the word that begins right after `at`, blanks between them left aside; empty where a mark stands there."""
    found = re.match(r"[ \u00a0]*([\w’'-]*)", text[at : at + REACH])
    return found[1] if found else ""


def in_brackets(text: str, at: int) -> bool:
    """Say whether a bracket is open before a character."""
    before = text[max(0, at - 300) : at]
    return before.rfind("(") > before.rfind(")")


def in_list(passage: Passage) -> bool:
    """Say whether a passage is an item of a list."""
    blocks = passage.narrative.blocks
    return 0 <= passage.block < len(blocks) and isinstance(blocks[passage.block], m.ListBlock)


def shown(
    passage: Passage,
    card: Card,
    start: int,
    end: int,
    message: str,
    *,
    expected: str = "",
    new: str | None = None,
) -> Finding:
    """Return a finding that quotes the words around a slip; the edit touches ``text[start:end]`` alone."""
    finding = passage.find(card, *around(passage.text, start, end), message, expected=expected)
    return finding if new is None else replace(finding, edit=passage.edit(start, end, new))


def starts_sentence(text: str, at: int) -> bool:
    """Say whether a sentence begins at a character, from the few before it."""
    return at == 0 or _SENTENCE_END.search(text[max(0, at - 8) : at]) is not None


def clause_around(text: str, start: int, end: int, reach: int = 300) -> tuple[int, int]:
    """Return the span of the sentence that holds ``text[start:end]``, of a long one its middle."""
    low = max(0, start - reach)
    ends = [match.end() for match in _SENTENCE_BREAK.finditer(text, low, start)]
    after = _SENTENCE_BREAK.search(text, end, end + reach)
    return (ends[-1] if ends else low), (after.start() + 1 if after else min(len(text), end + reach))


def matches(
    report: Report,
    card: Card,
    pattern: re.Pattern[str],
    kinds: tuple[Kind, ...] = (),
    needs: tuple[str, ...] = (),
    hints: tuple[re.Pattern[str], ...] = (),
) -> Iterator[tuple[Passage, re.Match[str]]]:
    """Yield where a pattern stands in what authors typed; words from the data, addresses and codes are left out.

    `needs` are strings of which a passage must hold one to be searched: far faster than a pattern of many words.
    `hints` are patterns likewise, each of which should start with a letter or a class of them, which is fast to seek.
    """
    for passage in Prose.of(report).passages(card, kinds=kinds):
        if needs and not any(each in passage.text for each in needs):
            continue
        if hints and not any(each.search(passage.text) for each in hints):
            continue
        for match in pattern.finditer(passage.text):
            if not passage.is_bound(*match.span()) and not is_opaque(passage.text, match.start()):
                yield passage, match


def said(
    report: Report,
    card: Card,
    pattern: re.Pattern[str],
    kinds: tuple[Kind, ...] = (),
    needs: tuple[str, ...] = (),
    hints: tuple[re.Pattern[str], ...] = (),
) -> Iterator[tuple[Passage, re.Match[str]]]:
    """Yield what `matches` yields, quotations left out: their wording is somebody else’s."""
    for passage, match in matches(report, card, pattern, kinds, needs, hints):
        if not passage.in_quotation(match.start()):
            yield passage, match
