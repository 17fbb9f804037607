"""Values of several years become findings where they do not look like one series."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from statistics import median

from reportgen.checks.check import Check, listed, plain
from reportgen.checks.index import Index
from reportgen.facts import Track
from reportgen.findings import Card, Finding, Severity
from reportgen.model import Report, Result, Target

FALLS = Card(
    "RES040",
    "cumulative-falls",
    "warning",
    why="A value that holds all years before cannot fall; it is often the year's own number, and the status is then wrong.",
    example="120 in 2023 and 45 in 2024, where accumulation is cumulative",
    mend="Enter the value with the years before, or correct the accumulation; where records were cleaned, say so in the "
    "comment or the caveat.",
)
LOOKS_CUMULATIVE = Card(
    "RES041",
    "sum-looks-cumulative",
    "info",
    why="If the values already hold the years before, adding them up counts people and things several times.",
    example="100, 210, 330 and a target of 400, where accumulation is sum",
    mend="If each value holds the years before, write accumulation: cumulative; else nothing has to be done.",
)
JUMP = Card(
    "RES042",
    "jump-over-ten-times",
    "info",
    why="A jump of a power of ten is often a lost or doubled digit, or thousands beside units.",
    example="1950 in 2023 and 19800 in 2024",
    mend="Compare both values with their sources; where they are right, say why in the comment.",
)
SHARE_OF_ONE = Card(
    "RES043",
    "percent-stored-as-share",
    "warning",
    why="Per cent runs from 0 to 100; 0.58 beside a target of 60 is printed as 0.58 per cent and rated as missed.",
    example="result 0.58, target 60, measure percent",
    mend="Write 58 for 58 per cent; where it really is a fraction of one per cent, say so in a note: "
    "ignore RES043 because ...",
)
SAME_SERIES = Card(
    "RES046",
    "same-values-as-another",
    "info",
    why="Two indicators with the same values in every year are often one row that was pasted and not changed.",
    example="310, 420 and 465 for both D_1.1.A and D_2.1.B",
    mend="Compare both with their sources; where both are right, nothing has to be done.",
)
NEAR_TEN = Decimal(10)
"""Over this many times from one year to the next is a jump; over a thousand times a slip of the unit."""
Known = tuple[int, Decimal, Result]


def known_numbers(track: Track) -> list[Known]:
    """Return year, number and result of every year that has a number for the whole."""
    wholes = ((year, seen.whole) for year, seen in track.years.items())
    return [(year, whole.number, whole) for year, whole in wholes if whole is not None and whole.number is not None]


def _explained(result: Result) -> bool:
    return bool(result.caveat or result.comment)


def _tracks(report: Report, *measures: str) -> Iterator[Track]:
    for track in Index.of(report).numbers.tracks.values():
        if track.indicator.measure in measures and track.years:
            yield track


def cumulative_falls(report: Report) -> Iterator[Finding]:
    """A value that holds the years before does not fall."""
    for track in _tracks(report, "number", "money"):
        if track.indicator.accumulation != "cumulative":
            continue
        for (before, old, _), (year, new, result) in pairwise(known_numbers(track)):
            if new >= old:
                continue
            message = (
                f"{track.indicator.code} is cumulative, but its value of {year}, {plain(new)}, is below that of {before}, "
                f"{plain(old)}. If it is the year's own number, {plain(old + new)} is meant."
            )
            severity: Severity = "info" if _explained(result) else "warning"
            yield FALLS.at(
                result.place("value"), message, found=plain(new), expected=f"{plain(old)} or more", severity=severity
            )


def sum_looks_cumulative(report: Report) -> Iterator[Finding]:
    """The values of an indicator that adds up are the years' own."""
    for track in _tracks(report, "number", "money"):
        known = known_numbers(track)
        numbers = [number for _, number, _ in known]
        if track.indicator.accumulation != "sum" or len(numbers) < 3 or numbers[0] <= 0:
            continue
        if any(new <= old for old, new in pairwise(numbers)):
            continue
        over = len(numbers) > 3 and all(number > sum(numbers[:at]) for at, number in enumerate(numbers))
        goal = track.target.value.number if track.target else None
        total = sum((number for year, number, _ in known if year >= track.since), Decimal(0))
        past = goal is not None and numbers[-1] * 10 <= goal * 11 and total * 2 > goal * 3
        if over or past:
            so = f"add up to {plain(total)}" + (
                f", where the target is {plain(goal)}" if goal is not None and past else ""
            )
            message = (
                f"{track.indicator.code} adds up year by year, and its values ({listed(map(plain, numbers))}) {so}. "
                "Does each value hold the years before?"
            )
            yield LOOKS_CUMULATIVE.at(known[-1][2].place("value"), message, found="sum", expected="cumulative, perhaps")


def jump_over_ten_times(report: Report) -> Iterator[Finding]:
    """From year to year a value changes by less than ten times, or its comment says why."""
    for track in _tracks(report, "number", "money"):
        if track.indicator.accumulation == "none":
            continue
        for (before, old, _), (year, new, result) in pairwise(known_numbers(track)):
            small, large = sorted((abs(old), abs(new)))
            if small == 0 or large < 100 or large <= small * NEAR_TEN or _explained(result):
                continue
            times = plain((large / small).quantize(Decimal(1)))
            step = f"from {plain(old)} in {before} to {plain(new)} in {year}"
            message = f"{track.indicator.code}: {step}, a change by {times} times."
            severity: Severity = "warning" if large > small * 1000 else "info"
            yield JUMP.at(result.place("value"), message, found=plain(new), severity=severity)


def percent_stored_as_share(report: Report) -> Iterator[Finding]:
    """Percentages run from 0 to 100, results and targets alike."""
    for track in _tracks(report, "percent"):
        goals = [goal.current for goal in (track.baseline, *track.milestones.values(), track.target) if goal]
        rows: list[Result | Target] = [*goals, *(result for _, _, result in known_numbers(track))]
        values = [(row, row.value.number) for row in rows if row.value is not None and row.value.number is not None]
        large = [number for _, number in values if number > 1]
        if not large:
            continue
        middle = median(large)
        # A hundred times the value is near the others: so 0.4 beside 1.2 stays 0.4 per cent.
        odd = [(row, n) for row, n in values if 0 < n < 1 and middle <= 300 * n and 100 * n <= min(100, 3 * middle)]
        if odd:
            row, number = odd[0]
            more = f", and {len(odd) - 1} more such values" if len(odd) > 1 else ""
            message = (
                f"{track.indicator.code}: {plain(number)} per cent stands beside {listed(map(plain, large), 3)}{more}. "
                f"Is {plain(number * 100)} meant?"
            )
            yield SHARE_OF_ONE.at(row.place("value"), message, found=plain(number), expected=plain(number * 100))


def same_values_as_another(report: Report) -> Iterator[Finding]:
    """No two indicators have the same values in three years or more."""
    held: dict[tuple[tuple[int, Decimal], ...], list[tuple[str, Result]]] = defaultdict(list)
    for track in _tracks(report, "number", "money", "percent"):
        known = known_numbers(track)
        # Small or round numbers are alike by chance.
        telling = {number for _, number, _ in known if number >= 20 and number % 10 != 0}
        if len(telling) >= 3:
            key = tuple((year, number) for year, number, _ in known)
            held[key].append((track.indicator.code, known[-1][2]))
    for key, twins in held.items():
        first = twins[0][0]
        for code, result in twins[1:]:
            values = listed(plain(number) for _, number in key)
            message = f"{code} has the same values as {first} in every year: {values}."
            yield SAME_SERIES.at(result.place("value"), message, found=values, expected="values of its own")


CHECKS: tuple[Check, ...] = (
    Check(FALLS, cumulative_falls),
    Check(LOOKS_CUMULATIVE, sum_looks_cumulative),
    Check(JUMP, jump_over_ten_times),
    Check(SHARE_OF_ONE, percent_stored_as_share),
    Check(SAME_SERIES, same_values_as_another),
)
