"""A projected report becomes a catalogue of facts: every figure that a narrative may print, by its path."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from typing import Any, Literal

from reportgen.errors import FactError
from reportgen.facts.grammar import parse_path, spell
from reportgen.facts.money import OFFICE, Amount
from reportgen.facts.numbers import Numbers
from reportgen.facts.results import Goal, Track
from reportgen.findings import Place
from reportgen.model import STAGES, Indicator, LocalText, Report, Value

Kind = Literal["number", "percent", "money", "date", "text", "absent"]
NO_UNIT = LocalText({})
SOURCES = ("regular", "other")


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
    """The catalogue. Paths that an audience may not see are not in it, since it is made from the projected report."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.facts: dict[tuple[str, ...], Fact] = {}
        for steps, fact in _all(report):
            self.facts[steps] = fact

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
        try:
            return self.facts[steps]
        except KeyError:
            near = self.nearest(steps)
            raise FactError(f"there is no figure {path.strip()}", near) from None

    def nearest(self, steps: tuple[str, ...]) -> tuple[str, ...]:
        """Return up to three existing paths near `steps`: those that go on from it, else those spelled alike."""
        under = [key for key in self.facts if key[: len(steps)] == steps]
        if under:
            return tuple(spell(key) for key in under[:3])
        names = {spell(key): key for key in self.facts if key[0] == steps[0]} or {spell(k): k for k in self.facts}
        if len(names) > 20_000:
            names = {n: k for n, k in names.items() if k[1][:2] == (steps[1:2] or ("",))[0][:2]} or names
        return tuple(get_close_matches(spell(steps), list(names), 3, 0.6))


Pair = tuple[tuple[str, ...], Fact]


def _make(steps: tuple[str, ...], kind: Kind, **values: Any) -> Pair:
    """Return a fact with its steps; `values` are the other fields of `Fact`."""
    return steps, Fact(spell(steps), kind, **values)


def _all(report: Report) -> Iterator[Pair]:
    numbers = Numbers.of(report)
    yield from _report(report, numbers)
    for indicator in report.indicators:
        yield from _indicator(numbers.tracks[indicator.code], report)
    for year in report.settings.years:
        for outcome in report.outcomes:
            yield from _money(("outcomes", outcome.code, "finance", str(year)), numbers, outcome.code, year)
            for output in outcome.outputs:
                yield from _money(("outcomes", output.code, "finance", str(year)), numbers, output.code, year)
        yield from _money(("office", "finance", str(year)), numbers, OFFICE, year)
    yield from _partners(report, numbers)


def _report(report: Report, numbers: Numbers) -> Iterator[Pair]:
    settings = report.settings
    yield _make(("report", "year"), "text", text=str(settings.year), places=(settings.place("year"),))
    yield _make(("report", "date"), "date", day=settings.date, places=(settings.place("date"),))
    if settings.as_of:
        yield _make(("report", "as_of"), "date", day=settings.as_of, places=(settings.place("as_of"),))
    for fact in report.office.facts:
        steps, place = ("office", "facts", fact.id), (fact.place("value"),)
        if fact.value is None:
            yield _make(steps, "absent", text=fact.absence or "not-published", places=place)
        else:
            yield _valued(steps, fact.value, "number", places=place, unit=fact.unit, decimals=fact.decimals)
    ratings = numbers.ratings(numbers.active, report.year)
    counts = {
        "outcomes": len(report.outcomes),
        "outputs": len(report.outputs),
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


def _valued(steps: tuple[str, ...], value: Value, kind: Kind, **rest: Any) -> Pair:
    if value.number is None:
        return _make(steps, "text", text=value.text, places=rest["places"])
    return _make(steps, kind, value=value.number, text=value.text, **rest)


_KINDS: dict[str, Kind] = {
    "number": "number",
    "percent": "percent",
    "money": "money",
    "yes-no": "text",
    "text": "text",
}


def _indicator(track: Track, report: Report) -> Iterator[Pair]:
    indicator = track.indicator
    root = ("indicators", indicator.code)

    def valued(steps: tuple[str, ...], value: Value, place: Place) -> Pair:
        return _valued(
            steps, value, _KINDS[indicator.measure], places=(place,), unit=indicator.unit,
            decimals=indicator.decimals, currency=report.settings.currency if indicator.measure == "money" else "",
        )  # fmt: skip

    def goal(steps: tuple[str, ...], goal: Goal | None) -> Iterator[Pair]:
        if goal is not None:
            yield valued(steps, goal.current.value, goal.current.place("value"))
            yield valued((*steps, "original"), goal.original.value, goal.original.place("value"))

    yield from goal((*root, "baseline"), track.baseline)
    yield from goal((*root, "target"), track.target)
    for year, milestone in track.milestones.items():
        yield from goal((*root, str(year), "milestone"), milestone)
    for year, seen in track.years.items():
        here = (*root, str(year))
        for result in ([seen.whole] if seen.whole else []) + list(seen.parts):
            steps = (*here, "result", *([result.dimensions] if result.dimensions else []))
            if result.value is None:
                yield _make(steps, "absent", text=result.absence, places=(result.place("absence"),))
            else:
                yield valued(steps, result.value, result.place("value"))
        if seen.restates and seen.restates.value:
            yield valued((*here, "result", "original"), seen.restates.value, seen.restates.place("value"))
    yield from _computed(track, report, root)


def _computed(track: Track, report: Report, root: tuple[str, ...]) -> Iterator[Pair]:
    indicator: Indicator = track.indicator
    year = report.year
    kind = _KINDS[indicator.measure]
    currency = report.settings.currency if kind == "money" else ""
    places = tuple(o.whole.place("value") for o in track.years.values() if o.whole)
    total = track.total(year)
    if total is not None:
        yield _make(
            (*root, "total"), kind, value=total, places=places, unit=indicator.unit, decimals=indicator.decimals,
            currency=currency,
        )  # fmt: skip
    progress = track.progress(year)
    if progress is not None:
        yield _make((*root, str(year), "progress"), "percent", value=progress, decimals=0, places=places)


def _money(root: tuple[str, ...], numbers: Numbers, code: str, year: int) -> Iterator[Pair]:
    money, currency = numbers.resources(code, year), numbers.report.settings.currency

    def amount(steps: tuple[str, ...], amount: Amount | None) -> Iterator[Pair]:
        if amount is not None:
            places = tuple(line.place("amount") for line in amount.lines)
            yield _make(steps, "money", value=amount.value, currency=currency, places=places)

    for source in ("", *SOURCES):
        here = (*root, source) if source else root
        for stage in STAGES:
            yield from amount((*here, stage), money.amount(stage, source))
        yield from amount((*here, "budget"), money.budget(source))
        gap, rate = money.gap(source), money.delivery_rate(source)
        places = tuple(line.place("amount") for a in money.by_stage.values() for line in a.lines)
        if gap is not None:
            yield _make((*here, "gap"), "money", value=gap, currency=currency, places=places)
        if rate is not None:
            yield _make((*here, "delivery_rate"), "percent", value=rate, decimals=0, places=places)


def _partners(report: Report, numbers: Numbers) -> Iterator[Pair]:
    currency = report.settings.currency
    for year in (*report.settings.years, None):
        for total in numbers.partner_totals(year=year):
            steps = ("partners", total.partner, "contributions", str(year) if year else "total")
            places = tuple(row.place("amount") for row in total.rows)
            yield _make(steps, "money", value=total.total, currency=currency, places=places)
    for agreement in report.agreements:
        steps, places = ("agreements", agreement.id, "amount"), (agreement.place("amount"),)
        yield _make(steps, "money", value=agreement.amount, currency=agreement.currency, places=places)
        for name in ("start", "end"):
            yield _make(
                ("agreements", agreement.id, name),
                "date",
                day=getattr(agreement, name),
                places=(agreement.place(name),),
            )
    for share in report.sdg:
        steps = ("sdg", share.outcome, str(share.year), share.target or share.goal)
        yield _make(steps, "percent", value=share.share, places=(share.place("share"),))
    for outcome in report.outcomes:
        for year in report.settings.years:
            places = tuple(share.place("share") for share in numbers.sdg(outcome.code, year))
            for goal, total in numbers.sdg_goals(outcome.code, year):
                yield _make(("sdg", outcome.code, str(year), goal), "percent", value=total, places=places)
