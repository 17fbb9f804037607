"""Baselines, milestones, targets and wordings become findings where they contradict each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from reportgen.checks.check import Check, plain
from reportgen.checks.index import Index
from reportgen.facts import Goal, GoalKey, Track, goal_key
from reportgen.findings import Card, Finding
from reportgen.model import Outcome, Output, Report, Target

SAME_VERSION = Card(
    "RES020",
    "two-targets-of-one-version",
    "error",
    why="Of two values approved on the same day only one can be printed, and nobody could say which holds.",
    example="Two rows for D_1.1.A, milestone, 2024, both of version 2022-01-15",
    mend="Delete one, or give the later one the day on which it was approved.",
)
UNDOCUMENTED_CHANGE = Card(
    "RES021",
    "target-changed-in-silence",
    "warning",
    why="A target that moves without approval or reason looks like one that was moved to be met.",
    example="Milestone 2024 was 30 in the version of 2021 and is 20 in that of 2023; reason is empty.",
    mend="Say in approved_by who approved the new value, and in reason why it changed.",
)
BEYOND_TARGET = Card(
    "RES022",
    "milestone-beyond-target",
    "warning",
    why="When a year asks for more than the whole plan, one of the two is wrong, and the status with it.",
    example="Milestone 2024 is 60 and the target for 2025 is 50, for an indicator that should rise.",
    mend="Correct the milestone, the target, or the indicator's direction or accumulation.",
)
WORSE_THAN_BASELINE = Card(
    "RES023",
    "target-worse-than-baseline",
    "warning",
    why="A plan that aims below where it started is usually a slip, or the direction is wrong.",
    example="Baseline 25, target 20, direction increase",
    mend="Correct the baseline, the target or the direction; to hold a level, write direction: maintain.",
)
STATEMENT_OVERLAP = Card(
    "RES024",
    "statements-overlap",
    "error",
    why="Where two wordings hold in one year, only the first is printed, and it may be the outdated one.",
    example="One statement from 2018 without an end, and another from 2022",
    mend="Give the earlier statement a last year (to), one before the later begins.",
)


def goal_name(target: Target) -> str:
    """Return what messages call a goal: its kind, its year and, of a part, the part."""
    return f"{target.kind} for {target.period}" + (f" ({target.dimensions})" if target.dimensions else "")


def two_targets_of_one_version(report: Report) -> Iterator[Finding]:
    """Each version of a baseline, milestone or target has one value."""
    seen: dict[tuple[object, ...], Target] = {}
    for target in report.targets:
        first = seen.setdefault((*goal_key(target), target.version), target)
        if first is not target:
            message = (
                f"{target.indicator}: line {first.place().line} already has a {goal_name(target)} of version "
                f"{target.version} ({first.value.text}; here {target.value.text})."
            )
            yield SAME_VERSION.at(
                target.place("version"),
                message,
                found=str(target.version),
                expected="one row for each version",
            )


def target_changed_in_silence(report: Report) -> Iterator[Finding]:
    """A changed target names who approved it, and why."""
    groups: dict[GoalKey, list[Target]] = defaultdict(list)
    for target in report.targets:
        groups[goal_key(target)].append(target)
    for rows in groups.values():
        ordered = sorted(rows, key=lambda row: row.version)
        for old, new in pairwise(ordered):
            lacks = [key for key in ("approved_by", "reason") if not getattr(new, key).strip()]
            if old.version == new.version or old.value == new.value or not lacks:
                continue
            message = (
                f"{new.indicator}: the {goal_name(new)} changed from {old.value.text} to {new.value.text} "
                f"on {new.version} without {' and '.join(lacks)}."
            )
            yield UNDOCUMENTED_CHANGE.at(new.place(lacks[0]), message, expected=" and ".join(lacks))


def _beyond(track: Track, number: Decimal, end: Decimal) -> bool:
    """Say whether `number` is further in the wanted direction than `end`."""
    direction = track.indicator.direction
    return (direction == "increase" and number > end) or (direction == "decrease" and number < end)


def milestone_beyond_target(report: Report) -> Iterator[Finding]:
    """No milestone asks for more than the target at the end of the plan."""
    for track in Index.of(report).numbers.tracks.values():
        end = track.target.value.number if track.target else None
        if track.target is None or end is None or track.indicator.accumulation == "none":
            continue
        goals = {year: goal for year, goal in track.milestones.items() if year <= track.target.current.period}
        if track.indicator.accumulation == "sum":
            yield from _sum_beyond(track, goals, end)
            continue
        for year, goal in goals.items():
            number = goal.value.number
            if number is not None and _beyond(track, number, end):
                message = (
                    f"{track.indicator.code} should {track.indicator.direction}, but its milestone for "
                    f"{year}, "
                    f"{plain(number)}, is beyond its target, {plain(end)}."
                )
                yield BEYOND_TARGET.at(
                    goal.current.place("value"),
                    message,
                    found=plain(number),
                    expected=f"{plain(end)} or short of it",
                )


def _sum_beyond(track: Track, goals: dict[int, Goal], end: Decimal) -> Iterator[Finding]:
    numbers = [goal.value.number for goal in goals.values() if goal.value.number is not None]
    total = sum(numbers, Decimal(0))
    # Years that add up to less than the target are a plan with a gap; more than it is a contradiction.
    if track.target and track.indicator.direction == "increase" and total > end:
        message = (
            f"{track.indicator.code}: its milestones add up to {plain(total)}, more than its target for "
            "the whole plan, "
            f"{plain(end)}."
        )
        yield BEYOND_TARGET.at(
            track.target.current.place("value"), message, found=plain(end), expected=f"{plain(total)} or more"
        )


def target_worse_than_baseline(report: Report) -> Iterator[Finding]:
    """A target is no worse than the baseline."""
    for track in Index.of(report).numbers.tracks.values():
        if not track.target or not track.baseline or track.indicator.accumulation in ("sum", "none"):
            continue  # a baseline is one year's amount, a target here the whole plan's
        start, end = track.baseline.value.number, track.target.value.number
        if start is not None and end is not None and _beyond(track, start, end):
            message = (
                f"{track.indicator.code} should {track.indicator.direction}, but its target, "
                f"{plain(end)}, is worse "
                f"than its baseline, {plain(start)}."
            )
            yield WORSE_THAN_BASELINE.at(
                track.target.current.place("value"),
                message,
                found=plain(end),
                expected=f"beyond {plain(start)}",
            )


def statements_overlap(report: Report) -> Iterator[Finding]:
    """In each year one wording of an outcome or output holds."""
    for record in (*report.outcomes, *report.outputs):
        yield from _overlaps(record)


def _overlaps(record: Outcome | Output) -> Iterator[Finding]:
    ordered = sorted(record.statements, key=lambda statement: statement.from_)
    for earlier, later in pairwise(ordered):
        if earlier.to is not None and earlier.to < later.from_:
            continue
        until = str(earlier.to) if earlier.to is not None else "no last year"
        message = (
            f"{record.code}: the statement from {earlier.from_} (to: {until}) still holds when the one from "
            f"{later.from_} begins."
        )
        place = earlier.place("to") if earlier.to is not None else earlier.place()
        yield STATEMENT_OVERLAP.at(place, message, found=f"to: {until}", expected=f"to: {later.from_ - 1}")


CHECKS: tuple[Check, ...] = (
    Check(SAME_VERSION, two_targets_of_one_version),
    Check(UNDOCUMENTED_CHANGE, target_changed_in_silence),
    Check(BEYOND_TARGET, milestone_beyond_target),
    Check(WORSE_THAN_BASELINE, target_worse_than_baseline),
    Check(STATEMENT_OVERLAP, statements_overlap),
)
