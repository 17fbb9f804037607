"""Narratives become passages: stretches of plain text as they are printed, each letter with its place in the source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import assert_never

from reportgen.checks.index import Index
from reportgen.checks.prose.passage import HOLE, Bound, Kind, Passage, Stretch
from reportgen.errors import FactError
from reportgen.facts import Fact, Facts, parse_format, parse_path, print_fact
from reportgen.findings import Card
from reportgen.language import Words
from reportgen.language import languages as languages_with_strings
from reportgen.model import Narrative, Report
from reportgen.model import narrative as m

__all__ = ["HOLE", "Bound", "Kind", "Passage", "Prose", "Stretch"]


@dataclass(slots=True)
class Prose:
    """All passages of a report, made once for all rules."""

    report: Report
    everything: tuple[Passage, ...]
    by_language: dict[str, tuple[Passage, ...]]

    @classmethod
    def of(cls, report: Report) -> Prose:
        """Return the passages of `report`, made once for each report object."""
        held = report.memo.get("checks.prose.passages")
        if isinstance(held, Prose) and held.report is report:
            return held
        everything = tuple(_passages(report))
        codes = dict.fromkeys(passage.language for passage in everything)
        made = cls(report, everything, {code: tuple(p for p in everything if p.language == code) for code in codes})
        report.memo["checks.prose.passages"] = made
        return made

    def passages(self, card: Card | None = None, *, kinds: tuple[Kind, ...] = ()) -> Iterator[Passage]:
        """Yield the passages in the languages of `card` (all, where it names none), of some kinds only if they are given."""
        for language, passages in self.by_language.items():
            if card is None or not card.languages or language.partition("-")[0] in card.languages:
                yield from (passage for passage in passages if not kinds or passage.kind in kinds)


def _passages(report: Report) -> Iterator[Passage]:
    reader = _Reader(report)
    for narrative in report.narratives:
        yield from reader.read(narrative)


class _Reader:
    """Reads passages, printing each figure as the edition would."""

    def __init__(self, report: Report) -> None:
        self.index = Index.of(report)
        self.facts = Facts.of(report)
        self.words: dict[str, Words] = {}
        self.printed: dict[tuple[str, str, str], tuple[str, Fact | None]] = {}

    def read(self, narrative: Narrative) -> Iterator[Passage]:
        head: tuple[tuple[Kind, str], ...] = (("title", narrative.title), ("by", narrative.by))
        for kind, text in head:
            if text:
                yield Passage(narrative, kind, text, (), index=self.index)
        noted: set[str] = set()
        for number, block in enumerate(narrative.blocks):
            yield from self.block(narrative, block, number, False, noted)

    def block(
        self, narrative: Narrative, block: m.NarrativeBlock, number: int, quoted: bool, noted: set[str]
    ) -> Iterator[Passage]:
        match block:
            case m.TextBlock():
                kind: Kind = "heading" if block.level else "paragraph"
                yield from self.passage(narrative, kind, block.content, number, quoted, noted)
            case m.ListBlock():
                for inner in (each for item in block.items for each in item):
                    yield from self.block(narrative, inner, number, quoted, noted)
            case m.QuoteBlock():
                for inner in block.blocks:
                    yield from self.block(narrative, inner, number, True, noted)
            case m.TableBlock():
                for content in (cell for row in (block.head, *block.rows) for cell in row):
                    yield from self.passage(narrative, "cell", content, number, quoted, noted)
            case _:
                assert_never(block)

    def passage(
        self,
        narrative: Narrative,
        kind: Kind,
        content: tuple[m.Inline, ...],
        number: int,
        quoted: bool,
        noted: set[str],
    ) -> Iterator[Passage]:
        made = _Made()
        self.put(made, content, narrative.language)
        yield Passage(
            narrative, kind, "".join(made.parts), tuple(made.stretches), tuple(made.bound), quoted, number,
            index=self.index,
        )  # fmt: skip
        for note in made.notes:
            if note.label not in noted:
                noted.add(note.label)
                yield from self.passage(narrative, "note", note.content, number, quoted, noted)

    def put(self, made: _Made, content: Iterable[m.Inline], language: str) -> None:
        for inline in content:
            match inline:
                case m.Words():
                    made.add(inline.text, inline.span, len(inline.text) == inline.span.end - inline.span.start)
                case m.Emphasis() | m.WebLink():
                    self.put(made, inline.content, language)
                case m.FactReference():
                    text, fact = self.print(inline, language)
                    made.bound.append(Bound(made.length, made.length + len(text), inline, fact))
                    made.add(text, inline.span, False)
                case m.LineBreak():
                    made.add("\n", inline.span, False)
                case m.Footnote():
                    made.notes.append(inline)
                case _:
                    assert_never(inline)

    def print(self, reference: m.FactReference, language: str) -> tuple[str, Fact | None]:
        """Return the words that the edition prints, and the fact."""
        key = (reference.path, reference.format, language)
        if key not in self.printed:
            self.printed[key] = self._print(reference, language)
        return self.printed[key]

    def _print(self, reference: m.FactReference, language: str) -> tuple[str, Fact | None]:
        if language not in self.words:
            self.words[language] = Words(language if language in languages_with_strings() else "en")
        try:
            fact = self.facts.find(parse_path(reference.path))
            if fact is None:
                return HOLE, None
            return print_fact(fact, parse_format(reference.format), self.words[language]), fact
        except FactError:
            return HOLE, None


@dataclass(slots=True)
class _Made:
    """A passage in the making."""

    parts: list[str] = field(default_factory=list[str])
    stretches: list[Stretch] = field(default_factory=list[Stretch])
    bound: list[Bound] = field(default_factory=list[Bound])
    notes: list[m.Footnote] = field(default_factory=list[m.Footnote])
    length: int = 0

    def add(self, text: str, span: m.Span, verbatim: bool) -> None:
        if text:
            # A line end was typed as one character or more and is read as a space.
            self.stretches.append(Stretch(self.length, len(text), span.start, span.end, verbatim and text != " "))
            self.parts.append(text)
            self.length += len(text)
