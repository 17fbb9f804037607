"""A projected report becomes a catalogue of facts: every figure that a narrative may print, by its path."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from functools import cached_property, partial
from typing import Any, Literal, cast

from reportgen.errors import FactError
from reportgen.facts.grammar import parse_path, spell
from reportgen.facts.money import OFFICE, Resources
from reportgen.facts.numbers import Numbers
from reportgen.facts.results import Goal, Track
from reportgen.findings import Place
from reportgen.model import STAGES, Indicator, LocalText, Record, Report, Stage, Value

Kind = Literal["number", "percent", "money", "date", "text", "absent"]
NO_UNIT = LocalText({})
SOURCES = ("regular", "other")
Steps = tuple[str, ...]
BY_CODE = ("indicators", "outcomes")
"""First steps of the paths that go on with one of thousands of codes."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure of the projected report.

    Attributes:
        path: Canonical spelling of its path.
        kind: What it is; ``absent`` has no value, and `text` names the absence.
        value: The number (money in `currency`, per cent 0 to 100), or None for words and dates.
        text: Words, for ``text``; the absence's name, for ``absent``; else the number as typed, where it was typed.
        day: For ``date``.
        unit: Of an indicator or country fact.
        places: The cells that it was read or computed from.
    """

    path: str
    kind: Kind
    value: Decimal | None = None
    text: str = ""
    day: datetime.date | None = None
    currency: str = ""
    decimals: int | None = None
    unit: LocalText = NO_UNIT
    places: tuple[Place, ...] = ()

    @property
    def trace(self) -> str:
        """A hash of the projected value, so that a deliverable can be traced; never of an input file."""
        parts = (self.path, self.kind, str(self.value), self.text, str(self.day), self.currency)
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]

    @property
    def machine(self) -> str:
        """The value for ``<data value>``: a plain number, an ISO date, or the words."""
        if self.value is not None:
            return format(self.value.normalize() if self.value else Decimal(0), "f")
        return self.day.isoformat() if self.day else self.text


class Facts:
    """The catalogue. Paths that an audience may not see are not in it, since it is made from the projected report.

    It is made chapter by chapter, each when the first of its paths is asked for: an office's indicators have a hundred
    thousand figures, of which its narratives print a few.
    """

    def __init__(self, report: Report) -> None:
        self.report = report
        self._chapters: dict[Steps, Iterable[Pair]] = dict(_chapters(report))
        self._begun: dict[Steps, Mapping[Steps, Callable[[], Fact | None]]] = {}
        self._made: dict[Steps, Fact | None] = {}

    @classmethod
    def of(cls, report: Report) -> Facts:
        """Return the catalogue of `report`, made once for each report object."""
        held = report.memo.get("facts")
        if isinstance(held, Facts) and held.report is report:
            return held
        facts = cls(report)
        report.memo["facts"] = facts
        return facts

    def get(self, path: str) -> Fact:
        """Return the fact at `path`.

        Raises:
            FactError: Not a path, or nothing stands there; `nearest` holds up to three paths that are near.
        """
        steps = parse_path(path)
        fact = self.find(steps)
        if fact is None:
            raise FactError(f"there is no figure {path.strip()}", self.nearest(steps))
        return fact

    def find(self, steps: Steps) -> Fact | None:
        """Return the fact at the end of `steps`, or None."""
        if steps not in self._made:
            make = self._chapter(steps[:2] if steps[0] in BY_CODE else steps[:1]).get(steps)
            self._made[steps] = make() if make else None
        return self._made[steps]

    @cached_property
    def facts(self) -> Mapping[Steps, Fact]:
        """All facts, in the order of the report."""
        return {steps: fact for chapter in self._chapters for steps, fact in self.chapter(*chapter).items()}

    def chapter(self, *steps: str) -> Mapping[Steps, Fact]:
        """Return the facts of one chapter, such as ``("indicators", "D_1.A")`` or ``("office",)``; none where there is none."""
        return {path: fact for path in self._chapter(steps) if (fact := self.find(path))}

    def _chapter(self, chapter: Steps) -> Mapping[Steps, Callable[[], Fact | None]]:
        if chapter not in self._begun:
            self._begun[chapter] = dict(self._chapters.get(chapter, ()))
        return self._begun[chapter]

    def nearest(self, steps: Steps) -> tuple[str, ...]:
        """Return up to three existing paths near `steps`: those that go on from it, else those spelled alike."""
        under = [key for key in self.facts if key[: len(steps)] == steps]
        if under:
            return tuple(spell(key) for key in under[:3])
        names = {spell(key): key for key in self.facts if key[0] == steps[0]} or {spell(k): k for k in self.facts}
        if len(names) > 20_000:
            names = {n: k for n, k in names.items() if k[1][:2] == (steps[1:2] or ("",))[0][:2]} or names
        return tuple(get_close_matches(spell(steps), list(names), 3, 0.6))


Pair = tuple[Steps, Callable[[], Fact | None]]
"""The steps of a path, and what makes its fact, or finds that there is none: few of a chapter are ever asked for."""


def _make(steps: Steps, kind: Kind, *records: Record, key: str = "value", **values: Any) -> Pair:
    """Return how a fact is made, with its steps.

    `records` are those that it was read or computed from, `key` names their cells; `values` are other fields of `Fact`.
    """
    return steps, partial(_fact, steps, kind, records, key, **values)


def _fact(steps: Steps, kind: Kind, records: Iterable[Record], key: str, **values: Any) -> Fact:
    return Fact(spell(steps), kind, places=tuple(record.place(key) for record in records), **values)


def _chapters(report: Report) -> Iterator[tuple[Steps, Iterator[Pair]]]:
    """Yield each chapter's name and its facts, of which none is computed yet."""
    numbers = Numbers.of(report)
    yield ("report",), _report(report)
    yield ("office",), _office(report, numbers)
    yield ("counts",), _counts(report, numbers)
    for indicator in report.indicators:
        yield ("indicators", indicator.code), _indicator(indicator, report, numbers)
    for outcome in report.outcomes:
        for code in (outcome.code, *(output.code for output in outcome.outputs)):
            yield ("outcomes", code), _money(("outcomes", code), code, report, numbers)
    yield ("partners",), _partners(report, numbers)
    yield ("agreements",), _agreements(report)
    yield ("sdg",), _sdg(report, numbers)


def _report(report: Report) -> Iterator[Pair]:
    settings = report.settings
    yield _make(("report", "year"), "text", settings, key="year", text=str(settings.year))
    yield _make(("report", "date"), "date", settings, key="date", day=settings.date)
    if settings.as_of:
        yield _make(("report", "as_of"), "date", settings, key="as_of", day=settings.as_of)


def _office(report: Report, numbers: Numbers) -> Iterator[Pair]:
    for fact in report.office.facts:
        steps = ("office", "facts", fact.id)
        if fact.value is None:
            yield _make(steps, "absent", fact, text=fact.absence or "not-published")
        else:
            yield _valued(steps, fact.value, "number", fact, unit=fact.unit, decimals=fact.decimals)
    yield from _money(("office",), OFFICE, report, numbers)


def _counts(report: Report, numbers: Numbers) -> Iterator[Pair]:
    ratings = numbers.ratings(numbers.active, report.year)
    counts = {
        "outcomes": len(report.outcomes),
        "outputs": sum(each.type == "output" for each in report.outputs),
        "indicators": len(numbers.active),
        "partners": len(report.partners),
        "agreements": len(report.agreements),
        "indicators_met": ratings.get("met", 0),
        "indicators_partly": ratings.get("partly", 0),
        "indicators_not_met": ratings.get("not-met", 0),
        "indicators_no_data": ratings.get("no-data", 0),
    }
    for name, count in counts.items():
        yield _make(("counts", name), "number", value=Decimal(count), decimals=0)


def _valued(steps: Steps, value: Value, kind: Kind, record: Record, **rest: Any) -> Pair:
    if value.number is None:
        return _make(steps, "text", record, text=value.text)
    return _make(steps, kind, record, value=value.number, text=value.text, **rest)


_KINDS: dict[str, Kind] = {
    "number": "number",
    "percent": "percent",
    "money": "money",
    "yes-no": "text",
    "text": "text",
}


def _indicator(indicator: Indicator, report: Report, numbers: Numbers) -> Iterator[Pair]:
    track = numbers.tracks[indicator.code]
    root = ("indicators", indicator.code)

    def valued(steps: Steps, value: Value, record: Record) -> Pair:
        return _valued(
            steps, value, _KINDS[indicator.measure], record, unit=indicator.unit,
            decimals=indicator.decimals, currency=report.settings.currency if indicator.measure == "money" else "",
        )  # fmt: skip

    def goal(steps: Steps, goal: Goal | None) -> Iterator[Pair]:
        if goal is not None:
            yield valued(steps, goal.current.value, goal.current)
            yield valued((*steps, "original"), goal.original.value, goal.original)

    yield from goal((*root, "baseline"), track.baseline)
    yield from goal((*root, "target"), track.target)
    for year, milestone in track.milestones.items():
        yield from goal((*root, str(year), "milestone"), milestone)
    for year, seen in track.years.items():
        here = (*root, str(year))
        for result in ([seen.whole] if seen.whole else []) + list(seen.parts):
            steps = (*here, "result", *([result.dimensions] if result.dimensions else []))
            if result.value is None:
                yield _make(steps, "absent", result, key="absence", text=result.absence)
            else:
                yield valued(steps, result.value, result)
        if seen.restates and seen.restates.value:
            yield valued((*here, "result", "original"), seen.restates.value, seen.restates)
    for steps, of_part in _part_goals(track):
        yield from goal((*root, *steps), of_part)
    yield from _computed(track, report, root)


def _part_goals(track: Track) -> Iterator[tuple[Steps, Goal]]:
    """Yield the path and the goal of each part: its milestones, and the last of its baselines and targets."""
    last: dict[Steps, Goal] = {}
    for (kind, period, _), goal in track.part_goals.items():
        part = goal.current.dimensions
        last[(str(period), kind, part) if kind == "milestone" else (kind, part)] = goal
    yield from last.items()


def _computed(track: Track, report: Report, root: Steps) -> Iterator[Pair]:
    indicator = track.indicator
    year = report.year
    kind = _KINDS[indicator.measure]
    currency = report.settings.currency if kind == "money" else ""
    wholes = [o.whole for o in track.years.values() if o.whole]
    total = track.total(year)
    if total is not None:
        yield _make(
            (*root, "total"), kind, *wholes, value=total, unit=indicator.unit, decimals=indicator.decimals,
            currency=currency,
        )  # fmt: skip
    progress = track.progress(year)
    if progress is not None:
        yield _make((*root, str(year), "progress"), "percent", *wholes, value=progress, decimals=0)


def _money(root: Steps, code: str, report: Report, numbers: Numbers) -> Iterator[Pair]:
    currency = report.settings.currency
    for year in report.settings.years:
        money = numbers.resources(code, year)
        for source in ("", *SOURCES) if money.by_stage else ():
            here = (*root, "finance", str(year), *([source] if source else []))
            for name in (*STAGES, "budget", "gap", "delivery_rate"):
                steps = (*here, name)
                yield steps, partial(_amount, steps, money, source, currency)


def _amount(steps: Steps, money: Resources, source: str, currency: str) -> Fact | None:
    """Return the figure that the last of the steps names; None where it is not known."""
    name = steps[-1]
    if name in ("gap", "delivery_rate"):
        lines = [line for amount in money.by_stage.values() for line in amount.lines]
        if name == "gap":
            gap = money.gap(source)
            return None if gap is None else _fact(steps, "money", lines, "amount", value=gap, currency=currency)
        rate = money.delivery_rate(source)
        return None if rate is None else _fact(steps, "percent", lines, "amount", value=rate, decimals=0)
    amount = money.budget(source) if name == "budget" else money.amount(cast("Stage", name), source)
    return amount and _fact(steps, "money", amount.lines, "amount", value=amount.value, currency=currency)


def _partners(report: Report, numbers: Numbers) -> Iterator[Pair]:
    currency = report.settings.currency
    for year in (*report.settings.years, None):
        for total in numbers.partner_totals(year=year):
            steps = ("partners", total.partner, "contributions", str(year) if year else "total")
            yield _make(steps, "money", *total.rows, key="amount", value=total.total, currency=currency)


def _agreements(report: Report) -> Iterator[Pair]:
    for agreement in report.agreements:
        root, money = ("agreements", agreement.id), {"value": agreement.amount, "currency": agreement.currency}
        yield _make((*root, "amount"), "money", agreement, key="amount", **money)
        for name in ("start", "end"):
            yield _make((*root, name), "date", agreement, key=name, day=getattr(agreement, name))


def _sdg(report: Report, numbers: Numbers) -> Iterator[Pair]:
    for share in report.sdg:
        steps = ("sdg", share.outcome, str(share.year), share.target or share.goal)
        yield _make(steps, "percent", share, key="share", value=share.share)
    for outcome in report.outcomes:
        for year in report.settings.years:
            shares = numbers.sdg(outcome.code, year)
            for goal, total in numbers.sdg_goals(outcome.code, year):
                yield _make(("sdg", outcome.code, str(year), goal), "percent", *shares, key="share", value=total)
