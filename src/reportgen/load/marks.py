"""What is not Markdown is hidden from its parser, letter by letter, so that every offset stays.

A reference to the data, ``{{ path | format }}``, becomes a run of one private letter: its underscores,
quotation marks and pipes then mean nothing to the parser, in table cells neither. Whole-line directives
become blanks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from reportgen.model.narrative import FactReference, Span

LETTER = "\ue000"
"""A letter of the private-use area: to Markdown neither space nor punctuation (CommonMark 0.31, 2.1)."""
_DIRECTIVE = re.compile(r"^[ \t]*<!--[ \t]*reportgen:(?P<words>[^\n]*?)-->[ \t]*$", re.MULTILINE)
_IGNORE = re.compile(
    r"ignore\s+(?P<rule>[A-Z]{3}\d{3}|[a-z\d]+(?:-[a-z\d]+)*)(?:\s+because\b(?P<reason>.*))?", re.IGNORECASE
)
"""A rule by its code or its name; that the reason lacks is said by the checks, which know the rule."""


@dataclass(frozen=True, slots=True)
class Ignored:
    """A directive and the offset of its line."""

    rule: str
    reason: str
    start: int


@dataclass(frozen=True, slots=True)
class Masked:
    """The text for the parser, and what was hidden from it.

    Attributes:
        text: As long as the source.
        facts: By offset, in order.
        ignored: In order.
        misspelt: Directives that are not understood: offset and text.
    """

    text: str
    facts: tuple[FactReference, ...]
    ignored: tuple[Ignored, ...]
    misspelt: tuple[tuple[int, str], ...]


def mask(source: str) -> Masked:
    """Hide facts and directives of `source`."""
    ignored: list[Ignored] = []
    misspelt: list[tuple[int, str]] = []

    def blank(match: re.Match[str]) -> str:
        ignore = _IGNORE.fullmatch(match["words"].strip())
        if ignore:
            ignored.append(Ignored(ignore["rule"], (ignore["reason"] or "").strip(), match.start()))
        else:
            misspelt.append((match.start(), match[0].strip()))
        return " " * len(match[0])

    text = _DIRECTIVE.sub(blank, source)
    facts = _facts(text)
    pieces: list[str] = []
    done = 0
    for fact in facts:
        pieces += (text[done : fact.span.start], LETTER * (fact.span.end - fact.span.start))
        done = fact.span.end
    return Masked("".join((*pieces, text[done:])), facts, tuple(ignored), tuple(misspelt))


def _facts(text: str) -> tuple[FactReference, ...]:
    """Find every ``{{ ... }}`` that is closed on its line; a brace after a backslash opens nothing."""
    facts: list[FactReference] = []
    at = text.find("{{")
    while at >= 0:
        newline = text.find("\n", at)
        stop = len(text) if newline < 0 else newline
        if _escaped(text, at):
            at = text.find("{{", at + 1)
            continue
        end = _end(text, at + 2, stop)
        if end < 0:
            at = text.find("{{", stop)
            continue
        path, form = _split(text[at + 2 : end])
        facts.append(FactReference(path, form, Span(at, end + 2)))
        at = text.find("{{", end + 2)
    return tuple(facts)


def _escaped(text: str, at: int) -> bool:
    before = at
    while before and text[before - 1] == "\\":
        before -= 1
    return (at - before) % 2 == 1


def _end(text: str, at: int, stop: int) -> int:
    """Return where the closing braces stand: outside quotation marks, or anywhere if those are open."""
    position = at
    while True:
        close = text.find("}}", position, stop)
        quote = text.find('"', position, stop)
        if close < 0 or quote < 0 or close < quote:
            return close if close >= 0 else text.find("}}", at, stop)
        position = text.find('"', quote + 1, stop) + 1
        if not position:
            return text.find("}}", at, stop)


def _split(words: str) -> tuple[str, str]:
    """Part path and format at the first pipe outside quotation marks."""
    quoted = False
    for index, letter in enumerate(words):
        if letter == '"':
            quoted = not quoted
        elif letter == "|" and not quoted:
            # In a table cell some authors escape the pipe, as Markdown would have it.
            return words[:index].removesuffix("\\").strip(), words[index + 1 :].strip()
    return words.strip(), ""
