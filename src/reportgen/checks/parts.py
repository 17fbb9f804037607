"""Results and targets by sex, age and other dimensions become findings where they contradict the whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from reportgen.checks.check import Check, Details, Names, listed, plain, unknown
from reportgen.checks.index import Index
from reportgen.checks.targets import goal_name
from reportgen.facts import Goal, Parts, Track, parts_key
from reportgen.findings import Card, Finding
from reportgen.model import Indicator, Report, Result, Target

PARTITION = Card(
    "RES030",
    "parts-do-not-add-up",
    "error",
    why="Readers add the parts up; where they miss the whole, one of the printed numbers is wrong.",
    example="whole 100, sex=female 60, sex=male 30",
    mend="Correct the numbers, add the missing part (such as sex=not-stated), or declare the dimension as overlapping. "
    "A target of one part alone need not be the whole.",
)
OVER_WHOLE = Card(
    "RES031",
    "part-over-whole",
    "error",
    why="A part larger than its whole shows that one of the two was counted differently.",
    example="whole 16053, survivors=yes 21290, where survivors is of-which",
    mend="Correct the part or the whole.",
)
UNDECLARED_DIMENSION = Card(
    "RES032",
    "undeclared-dimension",
    "error",
    why="Unless it is said whether the parts share out the whole or overlap, nobody knows if they may be added.",
    example="dimensions: gender=female, where the indicator declares sex",
    mend="Write dimensions as name=value, and declare each name under the indicator's disaggregation "
    "as partition, "
    "overlapping or of-which.",
)


Row = Result | Target
_Cell = dict[Parts, Row]
"""What is said of one period, by part; of the whole under no dimension."""


@dataclass(frozen=True, slots=True)
class Division:
    """The whole of one period, and its parts by one set of dimensions."""

    indicator: Indicator
    names: tuple[str, ...]
    whole: Row
    parts: tuple[Row, ...]

    @property
    def when(self) -> str:
        """What messages call the period."""
        return goal_name(self.whole) if isinstance(self.whole, Target) else str(self.whole.year)


def _number(row: Row) -> Decimal | None:
    return row.value.number if row.value is not None else None


def _observed(results: tuple[Result, ...]) -> Iterator[_Cell]:
    """Yield for each period the results that count: restated ones do not."""
    periods: dict[tuple[date, date], dict[Parts, Result]] = defaultdict(dict)
    for result in results:
        cell, key = periods[result.period_start, result.period_end], parts_key(result)
        held = cell.get(key)
        if held is None or (result.recorded or date.min) >= (held.recorded or date.min):
            cell[key] = result
    for cell in periods.values():
        yield {**cell}


def _aimed(track: Track) -> Iterator[_Cell]:
    """Yield for each kind and period of goals those that hold now."""
    wholes: dict[tuple[str, int], Goal] = {("milestone", year): goal for year, goal in track.milestones.items()}
    for goal in (track.baseline, track.target):
        if goal is not None:
            wholes[goal.current.kind, goal.current.period] = goal
    cells: dict[tuple[str, int], _Cell] = defaultdict(dict)
    for (kind, period, parts), goal in track.part_goals.items():
        cells[kind, period][parts] = goal.current
    for key, cell in cells.items():
        if key in wholes:
            yield {(): wholes[key].current, **cell}


def _divisions(report: Report) -> Iterator[Division]:
    """Yield the divisions of counts and amounts; percentages of parts have bases of their own."""
    index = Index.of(report)
    for code, indicator in index.indicators.items():
        if indicator.measure not in ("number", "money"):
            continue
        results = index.results.get(code, ())
        if any(result.dimensions for result in results):
            for cell in _observed(results):
                yield from _divided(indicator, cell)
        if (track := index.numbers.tracks[code]).part_goals:
            for cell in _aimed(track):
                yield from _divided(indicator, cell)


def _divided(indicator: Indicator, cell: _Cell) -> Iterator[Division]:
    whole = cell.get(())
    groups: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for key, row in cell.items():
        if key:
            groups[tuple(name for name, _ in key)].append(row)
    if whole is not None and _number(whole) is not None:
        for names, parts in groups.items():
            yield Division(indicator, names, whole, tuple(parts))


def parts_do_not_add_up(report: Report) -> Iterator[Finding]:
    """The parts of a partition add up to the whole."""
    for division in _divisions(report):
        indicator, whole = division.indicator, _number(division.whole)
        if whole is None or any(indicator.disaggregation.get(name) != "partition" for name in division.names):
            continue
        known = [number for part in division.parts if (number := _number(part)) is not None]
        total = sum(known, Decimal(0))
        # What is aimed at for women alone says nothing of the others.
        alone = isinstance(division.whole, Target) and len(division.parts) == 1
        hidden = alone or len(known) < len(division.parts)
        # Each part may have been rounded to the indicator's decimals.
        slack = Decimal(len(known)) / 2 * Decimal(10) ** -indicator.decimals if indicator.decimals else Decimal(0)
        if abs(total - whole) <= slack or (hidden and total < whole):
            continue
        message = (
            f"{indicator.code}, {division.when}: the parts by {' and '.join(division.names)} add up to "
            f"{plain(total)}, but the whole is {plain(whole)} "
            f"({'+' if total > whole else ''}{plain(total - whole)})."
        )
        place = division.parts[-1].place("value")
        yield PARTITION.at(place, message, found=plain(total), expected=plain(whole))


def part_over_whole(report: Report) -> Iterator[Finding]:
    """No part is larger than its whole."""
    for division in _divisions(report):
        indicator, whole = division.indicator, _number(division.whole)
        kinds = {indicator.disaggregation.get(name) for name in division.names}
        for part in division.parts:
            number = _number(part)
            if whole is None or number is None or number <= whole or not kinds & {"of-which", "overlapping"}:
                continue
            message = (
                f"{indicator.code}, {division.when}: the part {part.dimensions}, {plain(number)}, is over the whole, "
                f"{plain(whole)}."
            )
            yield OVER_WHOLE.at(part.place("value"), message, found=plain(number), expected=f"at most {plain(whole)}")


def undeclared_dimension(report: Report) -> Iterator[Finding]:
    """Every dimension of a result or target is declared by its indicator."""
    index = Index.of(report)
    for code, rows in rows_of_parts(report).items():
        names = Names.of(index.indicators[code].disaggregation)
        for row in rows:
            for name, value in row.parts.items():
                if value and name in names.known:
                    continue
                if not value:
                    message = f"{code}: “{name}” is not a dimension and its value."
                    details: Details = {
                        "found": row.dimensions,
                        "expected": f"{listed(names.known) or 'sex'}=value",
                    }
                else:
                    message, details = unknown(f"dimension of {code} called", name, names)
                yield UNDECLARED_DIMENSION.at(row.place("dimensions"), message, **details)


def rows_of_parts(report: Report) -> dict[str, list[Row]]:
    """Return indicator code -> its results and targets that are about a part; of unknown indicators none."""
    index = Index.of(report)
    found: dict[str, list[Row]] = defaultdict(list)
    for code, results in index.results.items():
        if parts := [result for result in results if result.dimensions]:
            found[code].extend(parts)
    for target in report.targets:
        if target.dimensions and target.indicator in index.indicators:
            found[target.indicator].append(target)
    return found


CHECKS: tuple[Check, ...] = (
    Check(PARTITION, parts_do_not_add_up),
    Check(OVER_WHOLE, part_over_whole),
    Check(UNDECLARED_DIMENSION, undeclared_dimension),
)
