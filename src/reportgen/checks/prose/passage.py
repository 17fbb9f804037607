"""A stretch of plain text as it is printed becomes places, sentences, quotations and edits in its source."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from reportgen.checks.index import Index
from reportgen.checks.prose.sentences import sentences
from reportgen.facts import Fact
from reportgen.findings import Card, Edit, Finding, Place, Severity
from reportgen.model import Narrative
from reportgen.model import narrative as m

Kind = Literal["title", "by", "heading", "paragraph", "cell", "note"]
HOLE = "\ufffc"
"""What stands in a passage for a figure that cannot be printed."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a passage that stands in the source letter for letter, or (`verbatim` False) as something else.

    Attributes:
        at: Offset in the passage's text.
        length: Characters in the text.
        start, end: Span in the source.
        verbatim: Whether the text of the stretch is what stands in the source.
    """

    at: int
    length: int
    start: int
    end: int
    verbatim: bool


@dataclass(frozen=True, slots=True)
class Bound:
    """A ``{{ ... }}`` in a passage: where its printed words stand in the text, and the fact (None = there is none)."""

    start: int
    end: int
    reference: m.FactReference
    fact: Fact | None


@dataclass(frozen=True)
class Passage:
    """One stretch of text that a reader reads at once: a paragraph, an item of a list, a heading, a cell, a note, a title.

    Attributes:
        narrative: The text that it is part of.
        kind: What it is.
        text: As printed, a figure's words in the place of its ``{{ ... }}``, a space for a line end.
        stretches: How the text follows from the source, in order, without gaps in the text.
        bound: The figures that come from the data.
        quoted: Whether it is part of a quotation (a block of ``>``).
        block: Number of its block in the narrative, from 0; -1 for front matter.
        index: For places.
    """

    narrative: Narrative
    kind: Kind
    text: str
    stretches: tuple[Stretch, ...]
    bound: tuple[Bound, ...] = ()
    quoted: bool = False
    block: int = -1
    index: Index = field(repr=False, kw_only=True)

    @property
    def language(self) -> str:
        """The language that it is written in."""
        return self.narrative.language

    @cached_property
    def _starts(self) -> list[int]:
        return [stretch.at for stretch in self.stretches]

    def _stretch(self, offset: int) -> Stretch:
        return self.stretches[max(0, bisect_right(self._starts, offset) - 1)]

    def source_of(self, start: int, end: int) -> tuple[int, int] | None:
        """Return the span in the source of ``text[start:end]``; None where it is not there letter for letter."""
        if not self.stretches or start >= end:
            return None
        first, last = self._stretch(start), self._stretch(end - 1)
        if first is not last:
            gapless = (
                self.narrative.source[self._at(first, start) : self._at(last, end - 1) + 1] == self.text[start:end]
            )
            if not (gapless and first.verbatim and last.verbatim):
                return None
        elif not first.verbatim:
            return None
        return self._at(first, start), self._at(last, end - 1) + 1

    @staticmethod
    def _at(stretch: Stretch, offset: int) -> int:
        return stretch.start + (offset - stretch.at) if stretch.verbatim else stretch.start

    def place(self, offset: int) -> Place:
        """Return the place of a character of the text."""
        if self.kind in ("title", "by"):
            place = self.narrative.place(self.kind)
            return place if place.file else Place(self.narrative.file, 1)
        if not self.stretches:
            return Place(self.narrative.file, 1)
        return self.index.at(self.narrative, self._at(self._stretch(offset), offset))

    def edit(self, start: int, end: int, new: str) -> Edit | None:
        """Return the edit that writes `new` for ``text[start:end]``; None where that does not stand in the source so."""
        span = self.source_of(start, end)
        if span is None or self.kind in ("title", "by"):
            return None
        return Edit(self.narrative.file, *span, self.narrative.source[span[0] : span[1]], new)

    def is_bound(self, start: int, end: int) -> bool:
        """Say whether a part of the text comes from the data."""
        return bool(self.bound) and any(bound.start < end and start < bound.end for bound in self.bound)

    def find(
        self,
        card: Card,
        start: int,
        end: int,
        message: str,
        *,
        expected: str = "",
        hint: str = "",
        severity: Severity | None = None,
        new: str | None = None,
    ) -> Finding:
        """Return a finding about ``text[start:end]``; `new` is what ``check --fix`` may write there.

        In a language that no edition is in, it is information only.
        """
        return card.at(
            self.place(start), message, found=self.text[start:end][:120], expected=expected, hint=hint,
            severity=self.index.unless_unbuilt(self.narrative) or severity,
            edit=None if new is None else self.edit(start, end, new),
        )  # fmt: skip

    @cached_property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """Spans of the sentences in the text; abbreviations and numbers do not end one."""
        return tuple(sentences(self.text))

    def sentence_of(self, offset: int) -> tuple[int, int]:
        """Return the span of the sentence that holds a character."""
        starts = self._sentence_starts
        return self.sentences[max(0, bisect_right(starts, offset) - 1)] if starts else (0, len(self.text))

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [start for start, _ in self.sentences]

    @cached_property
    def quotations(self) -> tuple[tuple[int, int], ...]:
        """Spans between quotation marks: words of somebody else, whose spelling is theirs."""
        return tuple(match.span() for match in _QUOTED.finditer(self.text))

    def in_quotation(self, offset: int) -> bool:
        """Say whether a character stands in a quotation."""
        if self.quoted or not self.quotations:
            return self.quoted
        at = bisect_right(self._quotation_starts, offset) - 1
        return at >= 0 and offset < self.quotations[at][1]

    @cached_property
    def _quotation_starts(self) -> list[int]:
        return [start for start, _ in self.quotations]


_QUOTED = re.compile(
    r"“[^“”]{1,600}”|«[^«»]{1,600}»|„[^„“”]{1,600}[“”]|(?<![\w\"])\"[^\"\n]{1,600}\"(?![\w\"])"
    r"|‘(?:[^‘’]|(?<=\w)’(?=\w)){2,200}’(?!\w)"
)
