"""Dated targets and results become, for each indicator, one track: baseline, milestones, target, results, status."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import pairwise
from operator import itemgetter
from typing import Literal

from reportgen.model import Indicator, Report, Result, Target, Value

Parts = tuple[tuple[str, str], ...]
"""Dimensions with their values, in one order whichever way they are typed; empty for the whole."""
GoalKey = tuple[str, str, int, Parts]
"""Indicator, kind, period and parts: what all versions of one goal have in common."""
Rating = Literal["met", "partly", "not-met", "no-data", "not-rated"]
RATINGS: tuple[Rating, ...] = ("met", "partly", "not-met", "no-data", "not-rated")


def parts_key(row: Target | Result) -> Parts:
    """Return the part that a row is about."""
    return tuple(sorted(row.parts.items())) if row.dimensions else ()


def goal_key(target: Target) -> GoalKey:
    """Return what all versions of a goal have in common."""
    return target.indicator, target.kind, target.period, parts_key(target)


@dataclass(frozen=True, slots=True)
class Goal:
    """A baseline, milestone or target: as first approved, and as it stands now."""

    original: Target
    current: Target

    @property
    def value(self) -> Value:
        """The current value."""
        return self.current.value

    @property
    def changed(self) -> bool:
        """Whether the current value differs from the original one."""
        return self.original.value.text != self.current.value.text


@dataclass(frozen=True, slots=True)
class Observation:
    """What one year's reporting says of an indicator: the whole, what it restates, and its parts."""

    whole: Result | None
    restates: Result | None = None
    parts: tuple[Result, ...] = ()

    @property
    def number(self) -> Decimal | None:
        """The number of the whole, where there is one."""
        return self.whole.number if self.whole else None


@dataclass(frozen=True, slots=True)
class Track:
    """All that is known of one indicator.

    Attributes:
        indicator: The indicator.
        baseline: The newest baseline of the whole.
        milestones: Year -> milestone of the whole.
        target: The last target of the whole.
        years: Year -> what was observed.
        since: The first year of the plan, from which yearly results add up.
        part_goals: Kind, period and parts -> a goal for one part; it never stands for the whole's.
    """

    indicator: Indicator
    baseline: Goal | None = None
    milestones: Mapping[int, Goal] = field(default_factory=dict[int, Goal])
    target: Goal | None = None
    years: Mapping[int, Observation] = field(default_factory=dict[int, Observation])
    since: int = 0
    part_goals: Mapping[tuple[str, int, Parts], Goal] = field(default_factory=dict[tuple[str, int, Parts], Goal])

    def goal(self, year: int) -> Goal | None:
        """Return what the year's result is measured against: its milestone, else a target that ends in that year or later."""
        if year in self.milestones:
            return self.milestones[year]
        if self.target and self.indicator.accumulation != "sum" and self.target.current.period >= year:
            return self.target
        return self.target if self.target and self.target.current.period == year else None

    def total(self, year: int) -> Decimal | None:
        """Return what has been achieved up to `year`, by the declared accumulation; None where it cannot be said.

        ``sum``: the results of the plan's years added; ``cumulative`` and ``latest``: the newest value up to that year.
        """
        known = {y: o.number for y, o in self.years.items() if y <= year and o.number is not None}
        if not known or self.indicator.measure not in ("number", "percent", "money"):
            return None
        if self.indicator.accumulation == "sum":
            return sum((number for y, number in known.items() if y >= self.since), Decimal(0))
        if self.indicator.accumulation in ("cumulative", "latest"):
            return known[max(known)]
        return None

    def progress(self, year: int) -> Decimal | None:
        """Return per cent of the way from the baseline to the year's goal; None where it cannot be computed.

        For ``sum`` the baseline does not count, since every year starts anew.
        """
        goal, seen = self.goal(year), self.years.get(year)
        if self.indicator.accumulation is None or goal is None or seen is None or seen.number is None:
            return None
        end = goal.value.number
        if end is None:
            return None
        start = self.baseline.value.number if self.baseline else None
        if self.indicator.accumulation == "sum" or start is None:
            start = Decimal(0)
        if end == start:
            return None
        return (seen.number - start) / (end - start) * 100


def rate(track: Track, year: int, *, met: Decimal, partly: Decimal) -> Rating:
    """Return the status of an indicator in `year` by the report's formula.

    An override with its reason wins. No result (or an absence) is ``no-data``; no goal, an undeclared accumulation, a
    value in words or values of parts alone are ``not-rated``. ``maintain`` and a goal equal to the baseline are met when
    the result is no worse.
    """
    seen = track.years.get(year)
    if seen is None:
        return "no-data"
    if seen.whole is None:
        return "not-rated" if any(part.value is not None for part in seen.parts) else "no-data"
    if seen.whole.status is not None:
        return seen.whole.status
    if seen.whole.value is None:
        return "no-data"
    goal, indicator = track.goal(year), track.indicator
    if goal is None or indicator.accumulation is None or indicator.measure == "text":
        return "not-rated"
    if indicator.measure == "yes-no":
        return "met" if seen.whole.value.text.lower() == goal.value.text.lower() else "not-met"
    progress = track.progress(year)
    number, end = seen.number, goal.value.number
    if number is None or end is None:
        return "not-rated"
    if progress is None or indicator.direction == "maintain":
        better = number <= end if indicator.direction == "decrease" else number >= end
        return "met" if better else "not-met"
    if progress >= met:
        return "met"
    return "partly" if progress >= partly else "not-met"


def _goal(targets: list[Target]) -> Goal:
    ordered = sorted(targets, key=lambda t: t.version) if len(targets) > 1 else targets
    return Goal(ordered[0], ordered[-1])


def standing(indicator: Indicator, rows: list[Result]) -> Result | None:
    """Return the result that stands for a year, of rows about one part or about the whole; None where there is none."""
    ordered = sorted(rows, key=lambda r: (r.period_end, r.recorded or date.min))
    last = ordered[-1] if ordered else None
    return (_year_of(ordered) or last) if indicator.accumulation == "sum" else last


def _observe(indicator: Indicator, results: list[Result]) -> Observation:
    if len(results) == 1 and not results[0].parts:
        return Observation(results[0])
    wholes = sorted((r for r in results if not r.parts), key=lambda r: (r.period_end, r.recorded or date.min))
    last = standing(indicator, wholes)
    same = [r for r in wholes if last and (r.period_start, r.period_end) == (last.period_start, last.period_end)]
    return Observation(last, same[-2] if len(same) > 1 else None, tuple(r for r in results if r.parts))


def _year_of(wholes: list[Result]) -> Result | None:
    """Return several periods of one year (two halves, four quarters) added up.

    Where one of them is absent so is the year; None where there is one period, or they overlap.
    """
    newest = {(r.period_start, r.period_end): r for r in wholes}
    parts = [newest[key] for key in sorted(newest)]
    numbers = [part.number for part in parts if part.number is not None]
    apart = all(a.period_end < b.period_start for a, b in pairwise(parts))
    if len(parts) < 2 or not apart:
        return None
    absent = [part for part in parts if part.value is None]
    if absent:  # half a year must not be printed as the year
        return absent[-1]
    if len(numbers) < len(parts):
        return None
    total = sum(numbers, Decimal(0))
    update = {"period_start": parts[0].period_start, "value": Value(format(total, "f"), total)}
    return parts[-1].model_copy(update=update)


class Tracks(Mapping[str, Track]):
    """Indicator code -> its track, made when it is first asked for: a projection is asked for few."""

    def __init__(self, report: Report) -> None:
        self._goals: dict[str, dict[tuple[str, int, Parts], list[Target]]] = defaultdict(lambda: defaultdict(list))
        for target in report.targets:
            self._goals[target.indicator][target.kind, target.period, parts_key(target)].append(target)
        self._results: dict[str, dict[int, list[Result]]] = defaultdict(lambda: defaultdict(list))
        for result in report.results:
            self._results[result.indicator][result.year].append(result)
        self._since = report.plan.start.year if report.plan else 0
        self._indicators = {indicator.code: indicator for indicator in report.indicators}
        self._made: dict[str, Track] = {}

    def __getitem__(self, code: str) -> Track:
        if code not in self._made:
            self._made[code] = self._track(self._indicators[code])
        return self._made[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._indicators)

    def __len__(self) -> int:
        return len(self._indicators)

    def _track(self, indicator: Indicator) -> Track:
        goals: dict[str, dict[int, Goal]] = {"baseline": {}, "milestone": {}, "target": {}}
        of_parts: dict[tuple[str, int, Parts], Goal] = {}
        for key, dated in sorted(self._goals.pop(indicator.code, {}).items(), key=itemgetter(0)):
            kind, period, parts = key
            if parts:
                of_parts[key] = _goal(dated)
            else:
                goals[kind][period] = _goal(dated)
        baselines, targets = goals["baseline"], goals["target"]
        return Track(
            indicator,
            baselines[max(baselines)] if baselines else None,
            goals["milestone"],
            targets[max(targets)] if targets else None,
            {year: _observe(indicator, rows) for year, rows in sorted(self._results.pop(indicator.code, {}).items())},
            self._since,
            of_parts,
        )
