"""A report becomes an index: every code looked up once, so that no check has to search for it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from reportgen.checks.check import Names
from reportgen.facts import Numbers
from reportgen.findings import Place, Severity
from reportgen.model import (
    Agreement,
    FinanceLine,
    Image,
    Indicator,
    Narrative,
    Outcome,
    Output,
    Partner,
    Record,
    Report,
    Result,
    Stage,
)
from reportgen.model.narrative import (
    Emphasis,
    FactReference,
    Footnote,
    Inline,
    ListBlock,
    NarrativeBlock,
    QuoteBlock,
    Span,
    TableBlock,
    TextBlock,
    WebLink,
)
from reportgen.model.report import Table

T = TypeVar("T")
Cell = tuple[str, int, Stage, str]
"""Code, year, stage and source of funds of an amount."""


@dataclass(frozen=True, slots=True)
class Reference:
    """One ``{{ ... }}`` of a narrative."""

    narrative: Narrative
    fact: FactReference


@dataclass(frozen=True, slots=True)
class Index:
    """What checks look up. Of two records with one code the first is kept; loading speaks of both."""

    report: Report
    numbers: Numbers
    outcomes: Mapping[str, Outcome]
    outputs: Mapping[str, Output]
    indicators: Mapping[str, Indicator]
    partners: Mapping[str, Partner]
    agreements: Mapping[str, Agreement]
    images: Mapping[str, Image]
    home: Mapping[str, Outcome]
    """Output code -> its outcome."""
    results: Mapping[str, tuple[Result, ...]]
    """Indicator code -> its results; of unknown indicators none."""
    money: Mapping[Cell, FinanceLine]
    """The line that counts for each amount in the report's currency: the one of the latest as-of date."""
    references: tuple[Reference, ...]
    users: Mapping[str, tuple[Narrative, ...]]
    """Image id -> the narratives that show it."""
    _names: dict[str, Names] = field(default_factory=dict[str, Names])
    _lines: dict[str, list[int]] = field(default_factory=dict[str, list[int]])

    @classmethod
    def of(cls, report: Report) -> Index:
        """Return the index of `report`, made once for each report object."""
        held = report.memo.get("checks.index")
        if isinstance(held, Index) and held.report is report:
            return held
        index = _make(report)
        report.memo["checks.index"] = index
        return index

    def names(self, what: str) -> Names:
        """Return the codes of one kind of record (the name of an attribute), to find near ones among."""
        if what not in self._names:
            self._names[what] = Names.of(getattr(self, what))
        return self._names[what]

    def at(self, narrative: Narrative, offset: int) -> Place:
        """Return the place of a character of a narrative's file."""
        starts = self._lines.get(narrative.file)
        if starts is None:
            starts = [0, *(match.end() for match in re.finditer("\n", narrative.source))]
            self._lines[narrative.file] = starts
        line = bisect_right(starts, offset)
        return Place(narrative.file, line, str(offset - starts[line - 1] + 1))

    def unless_unbuilt(self, narrative: Narrative) -> Severity | None:
        """Return ``info`` for a narrative whose language no edition is in: it must not stop the others."""
        return None if narrative.language in self.report.settings.languages else "info"

    def public(self, table: Table, record: Record) -> bool:
        """Say whether a record is open to everybody on the day of issue."""
        effective = self.report.disclosure_of(table, record)
        if effective.kind == "embargo" and effective.until:
            return effective.until <= self.report.settings.date
        return effective.kind == "public"


def inlines(content: tuple[Inline, ...]) -> Iterator[Inline]:
    """Yield every inline, those within emphasis, links and footnotes too."""
    for inline in content:
        yield inline
        if isinstance(inline, Emphasis | WebLink | Footnote):
            yield from inlines(inline.content)


def texts(blocks: tuple[NarrativeBlock, ...]) -> Iterator[tuple[Inline, ...]]:
    """Yield the content of every paragraph, heading and cell, in the order of reading."""
    for block in blocks:
        match block:
            case TextBlock():
                yield block.content
            case ListBlock():
                for item in block.items:
                    yield from texts(item)
            case QuoteBlock():
                yield from texts(block.blocks)
            case TableBlock():
                yield from block.head
                for row in block.rows:
                    yield from row


def span_of(narrative: Narrative, number: int) -> Span | None:
    """Return the span of one block; None where there is no such block."""
    return narrative.blocks[number].span if 0 <= number < len(narrative.blocks) else None


def _references(report: Report) -> Iterator[Reference]:
    for narrative in report.narratives:
        for content in texts(narrative.blocks):
            for inline in inlines(content):
                if isinstance(inline, FactReference):
                    yield Reference(narrative, inline)


def _money(report: Report) -> dict[Cell, FinanceLine]:
    numbers = Numbers.of(report)
    cells: dict[Cell, FinanceLine] = {}
    for code, year in dict.fromkeys((line.code, line.year) for line in report.finance):
        for (stage, source), amount in numbers.resources(code, year).by_stage.items():
            cells[code, year, stage, source] = amount.lines[0]
    return cells


def _first(pairs: Iterable[tuple[str, T]]) -> dict[str, T]:
    found: dict[str, T] = {}
    for code, record in pairs:
        found.setdefault(code, record)
    return found


def _make(report: Report) -> Index:
    results: dict[str, list[Result]] = defaultdict(list)
    for result in report.results:
        results[result.indicator].append(result)
    users: dict[str, list[Narrative]] = defaultdict(list)
    for narrative in report.narratives:
        if narrative.image:
            users[narrative.image].append(narrative)
    indicators = _first((indicator.code, indicator) for indicator in report.indicators)
    return Index(
        report=report,
        numbers=Numbers.of(report),
        outcomes=_first((outcome.code, outcome) for outcome in report.outcomes),
        outputs=_first((output.code, output) for output in report.outputs),
        indicators=indicators,
        partners=_first((partner.id, partner) for partner in report.partners),
        agreements=_first((agreement.id, agreement) for agreement in report.agreements),
        images=_first((image.id, image) for image in report.images),
        home=_first((output.code, outcome) for outcome in report.outcomes for output in outcome.outputs),
        results={code: tuple(results.get(code, ())) for code in indicators},
        money=_money(report),
        references=tuple(_references(report)),
        users={image: tuple(narratives) for image, narratives in users.items()},
    )
