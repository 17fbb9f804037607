"""Offsets in a narrative become places, words and facts."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from reportgen.findings import Card, Finding, Place
from reportgen.model.narrative import FactReference, Inline, Span, TextBlock, Words


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of an inline's content that stands in the source unbroken.

    Attributes:
        at: Offset in the content.
        start: Offset in the source.
        length: Characters in the content.
        end: End in the source; farther than `length` where one character was typed as two (``\\|`` in a
        table).
    """

    at: int
    start: int
    length: int
    end: int


@dataclass(slots=True)
class Text:
    """The source, and what holds for all of it.

    Attributes:
        source: What the parser read, facts hidden in it.
        file: Its name, for places.
        facts: In order.
        notes: Label -> content of its footnote; empty while the notes themselves are read.
        used: Labels that a mark was found for.
        findings: What is wrong so far.
    """

    source: str
    file: str
    facts: tuple[FactReference, ...]
    notes: dict[str, tuple[Inline, ...]] = field(default_factory=dict[str, tuple[Inline, ...]])
    used: set[str] = field(default_factory=set[str])
    in_note: bool = False
    findings: list[Finding] = field(default_factory=list[Finding])
    starts: list[int] = field(default_factory=list[int])
    lines: list[int] = field(default_factory=list[int])

    def __post_init__(self) -> None:
        self.starts = [fact.span.start for fact in self.facts]
        self.lines = [0, *(match.end() for match in re.finditer("\n", self.source))]

    def place(self, offset: int) -> Place:
        """Return line and column of an offset."""
        line = bisect_right(self.lines, offset)
        return Place(self.file, line, str(offset - self.lines[line - 1] + 1))

    def find(self, card: Card, offset: int, message: str, *, found: str = "", expected: str = "") -> None:
        """Note what is wrong at an offset."""
        self.findings.append(card.at(self.place(offset), message, found=found, expected=expected))

    def words(self, start: int, end: int) -> list[Inline]:
        """Return a part of the source as it stands: words, facts, and a space for each line end."""
        inlines: list[Inline] = []
        index = bisect_left(self.starts, start)
        while start < end:
            fact = self.facts[index] if index < len(self.facts) else None
            stop = min(end, fact.span.start) if fact else end
            inlines.extend(self.plain(start, stop))
            if fact and stop == fact.span.start and stop < end:
                inlines.append(fact)
                stop = fact.span.end
                index += 1
            start = stop
        return inlines

    def plain(self, start: int, end: int) -> list[Inline]:
        """Return a part of the source without facts: words, and a space for each line end and what surrounds it."""
        inlines: list[Inline] = []
        while start < end:
            newline = self.source.find("\n", start, end)
            stop = end if newline < 0 else newline
            first, last = start, stop
            if newline >= 0:
                # Counted by hand: a pattern for blanks before a line end is slow where there are many within a line.
                while last > first and self.source[last - 1] in " \t":
                    last -= 1
                stop += 1
                while stop < end and self.source[stop] in " \t":
                    stop += 1
            if first < last:
                inlines.append(Words(self.source[first:last], Span(first, last)))
            if newline >= 0:
                inlines.append(Words(" ", Span(last, stop)))
            start = stop
        return inlines

    def paragraphs(self, start: int, end: int) -> tuple[TextBlock, ...]:
        """Return a part of the source as paragraphs of plain words, parted at empty lines."""
        blocks: list[TextBlock] = []
        first = last = at = start
        for line in (*self.source[start:end].split("\n"), ""):
            if line.strip():
                if last == first:
                    first = at + len(line) - len(line.lstrip())
                last = at + len(line.rstrip())
            elif last > first:
                blocks.append(TextBlock(tuple(self.words(first, last)), 0, Span(first, last)))
                first = last
            at += len(line) + 1
        return tuple(blocks)
