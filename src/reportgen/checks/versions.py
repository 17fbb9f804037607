"""Versions of targets become findings where a goal was moved without a word, too late, or on an impossible day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from reportgen.checks.check import Check
from reportgen.checks.index import Index
from reportgen.checks.targets import goal_name
from reportgen.facts import GoalKey, Parts, goal_key, parts_key
from reportgen.findings import Card, Finding
from reportgen.model import Report, Target

VERSION = Card(
    "RES054",
    "version-impossible",
    "warning",
    why="The report prints the day of approval; nothing can be approved after the report went out.",
    example="version 2026-01-15 in a report of 2025-03-31",
    mend="Write the day on which the value was approved.",
)
AFTERWARDS = Card(
    "RES058",
    "target-moved-afterwards",
    "warning",
    why="A milestone that is changed after its year is over looks as if it had been moved to be met.",
    example="milestone 2023 was 30, and 20 by the version of 2024-02-01",
    mend="Keep the value that held at the end of the year; the difference belongs into the comment of the result.",
)
MOVED_YEAR = Card(
    "RES059",
    "target-year-moved",
    "warning",
    why="A target that moves to a later year is a changed target, and has to be approved and explained like one.",
    example="target 2025 by the version of 2022, target 2027 by that of 2024, and neither approval nor reason",
    mend="Say in approved_by who approved the new year, and in reason why it changed.",
)


def version_impossible(report: Report) -> Iterator[Finding]:
    """Targets were approved before the report was issued, and not long before their plan began."""
    issued, plan = report.settings.date, report.plan
    early = plan.start - timedelta(days=3 * 366) if plan else None
    for target in report.targets:
        what = f"{target.indicator}: the {goal_name(target)}, version {target.version}"
        if target.version > issued:
            message = f"{what}, was approved after the report's date of issue, {issued}."
            yield VERSION.at(
                target.place("version"), message, found=str(target.version), expected=f"{issued} or earlier"
            )
        elif (
            plan and early and target.kind != "baseline" and target.version < early and plan.start.year <= target.period
        ):
            message = f"{what}, was approved more than three years before the plan {report.settings.plan} began."
            yield VERSION.at(target.place("version"), message, found=str(target.version), severity="info")


def _versions(report: Report) -> Iterator[tuple[Target, Target]]:
    """Yield each version of a milestone or target with the one before it."""
    groups: dict[GoalKey, list[Target]] = defaultdict(list)
    for target in report.targets:
        if target.kind != "baseline":
            groups[goal_key(target)].append(target)
    for rows in groups.values():
        yield from pairwise(sorted(rows, key=lambda row: row.version))


def target_moved_afterwards(report: Report) -> Iterator[Finding]:
    """Milestones and targets do not become easier once their year is over."""
    index = Index.of(report)
    for old, new in _versions(report):
        indicator = index.indicators.get(new.indicator)
        before, after = old.value.number, new.value.number
        if indicator is None or before is None or after is None or new.version <= date(new.period, 12, 31):
            continue
        easier = after < before if indicator.direction != "decrease" else after > before
        if easier:
            message = (
                f"{new.indicator}: the {goal_name(new)} became easier on {new.version}, after its year: "
                f"{new.value.text} instead of {old.value.text}."
            )
            yield AFTERWARDS.at(new.place("version"), message, found=str(new.version), expected=old.value.text)


def target_year_moved(report: Report) -> Iterator[Finding]:
    """A target that moves to a later year names who approved it, and why."""
    ends: dict[tuple[str, Parts], list[Target]] = defaultdict(list)
    for target in report.targets:
        if target.kind == "target":
            ends[target.indicator, parts_key(target)].append(target)
    start = report.plan.start.year if report.plan else 0
    for (code, _), rows in ends.items():
        ordered = sorted((row for row in rows if row.period >= start), key=lambda row: row.version)
        for old, new in pairwise(ordered):
            lacks = [key for key in ("approved_by", "reason") if not getattr(new, key).strip()]
            if new.period > old.period and new.version > old.version and lacks:
                message = (
                    f"{code}: the target moved from {old.period} to {new.period} on {new.version} without "
                    f"{' and '.join(lacks)}."
                )
                yield MOVED_YEAR.at(new.place(lacks[0]), message, expected=" and ".join(lacks))


CHECKS: tuple[Check, ...] = (
    Check(VERSION, version_impossible),
    Check(AFTERWARDS, target_moved_afterwards),
    Check(MOVED_YEAR, target_year_moved),
)
