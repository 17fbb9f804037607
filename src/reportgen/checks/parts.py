"""Results by sex, age and other dimensions become findings where they contradict the whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from reportgen.checks.check import Check, Details, Names, listed, plain, unknown
from reportgen.checks.index import Index
from reportgen.findings import Card, Finding
from reportgen.model import Indicator, Report, Result

PARTITION = Card(
    "RES030",
    "parts-do-not-add-up",
    "error",
    why="Readers add the parts up; where they miss the whole, one of the printed numbers is wrong.",
    example="whole 100, sex=female 60, sex=male 30",
    mend="Correct the numbers, add the missing part (such as sex=not-stated), or declare the dimension as overlapping.",
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


@dataclass(frozen=True, slots=True)
class Division:
    """The whole of one period, and its parts by one set of dimensions."""

    indicator: Indicator
    names: tuple[str, ...]
    whole: Result
    parts: tuple[Result, ...]


def _newest(
    results: tuple[Result, ...],
) -> dict[tuple[date, date], dict[tuple[tuple[str, str], ...], Result]]:
    """Return by period, then by dimensions, the results that count: restated ones do not."""
    periods: dict[tuple[date, date], dict[tuple[tuple[str, str], ...], Result]] = defaultdict(dict)
    for result in results:
        cell = periods[result.period_start, result.period_end]
        key = tuple(sorted(result.parts.items()))
        held = cell.get(key)
        if held is None or (result.recorded or date.min) >= (held.recorded or date.min):
            cell[key] = result
    return periods


def _divisions(report: Report) -> Iterator[Division]:
    """Yield the divisions of counts and amounts; percentages of parts have bases of their own."""
    for code, results in Index.of(report).results.items():
        indicator = Index.of(report).indicators[code]
        if indicator.measure not in ("number", "money") or not any(result.dimensions for result in results):
            continue
        for cell in _newest(results).values():
            whole = cell.get(())
            groups: dict[tuple[str, ...], list[Result]] = defaultdict(list)
            for key, result in cell.items():
                if key:
                    groups[tuple(name for name, _ in key)].append(result)
            if whole is not None and whole.number is not None:
                for names, parts in groups.items():
                    yield Division(indicator, names, whole, tuple(parts))


def parts_do_not_add_up(report: Report) -> Iterator[Finding]:
    """The parts of a partition add up to the whole."""
    for division in _divisions(report):
        indicator, whole = division.indicator, division.whole.number
        if whole is None or any(indicator.disaggregation.get(name) != "partition" for name in division.names):
            continue
        known = [part.number for part in division.parts if part.number is not None]
        total = sum(known, Decimal(0))
        hidden = len(known) < len(division.parts)
        # Each part may have been rounded to the indicator's decimals.
        slack = Decimal(len(known)) / 2 * Decimal(10) ** -indicator.decimals if indicator.decimals else Decimal(0)
        if abs(total - whole) <= slack or (hidden and total < whole):
            continue
        message = (
            f"{indicator.code}, {division.whole.year}: the parts by {' and '.join(division.names)} add up to "
            f"{plain(total)}, but the whole is {plain(whole)} "
            f"({'+' if total > whole else ''}{plain(total - whole)})."
        )
        place = division.parts[-1].place("value")
        yield PARTITION.at(place, message, found=plain(total), expected=plain(whole))


def part_over_whole(report: Report) -> Iterator[Finding]:
    """No part is larger than its whole."""
    for division in _divisions(report):
        indicator, whole = division.indicator, division.whole.number
        kinds = {indicator.disaggregation.get(name) for name in division.names}
        for part in division.parts:
            if whole is None or part.number is None or part.number <= whole or not kinds & {"of-which", "overlapping"}:
                continue
            message = (
                f"{indicator.code}, {part.year}: the part {part.dimensions}, {plain(part.number)}, is "
                "over the whole, "
                f"{plain(whole)}."
            )
            yield OVER_WHOLE.at(
                part.place("value"), message, found=plain(part.number), expected=f"at most {plain(whole)}"
            )


def undeclared_dimension(report: Report) -> Iterator[Finding]:
    """Every dimension of a result is declared by its indicator."""
    index = Index.of(report)
    for code, results in index.results.items():
        names = Names.of(index.indicators[code].disaggregation)
        for result in results:
            for name, value in result.parts.items():
                if value and name in names.known:
                    continue
                if not value:
                    message = f"{code}: “{name}” is not a dimension and its value."
                    details: Details = {
                        "found": result.dimensions,
                        "expected": f"{listed(names.known) or 'sex'}=value",
                    }
                else:
                    message, details = unknown(f"dimension of {code} called", name, names)
                yield UNDECLARED_DIMENSION.at(result.place("dimensions"), message, **details)


CHECKS: tuple[Check, ...] = (
    Check(PARTITION, parts_do_not_add_up),
    Check(OVER_WHOLE, part_over_whole),
    Check(UNDECLARED_DIMENSION, undeclared_dimension),
)
