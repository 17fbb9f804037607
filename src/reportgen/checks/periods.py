"""Years of plans, results and targets become findings where they do not fit together."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.checks.check import Check
from reportgen.checks.index import Index
from reportgen.checks.series import known_numbers
from reportgen.findings import Card, Finding
from reportgen.model import Plan, Report, Target

PLAN_ORDER = Card(
    "STR150",
    "plan-ends-before-start",
    "error",
    why="A plan without a single day holds no year, no target and no wording.",
    example="start: 2025-01-01, end: 2022-12-31",
    mend="Correct the two days of the plan in plan.yaml.",
)
YEAR_OUTSIDE = Card(
    "STR151",
    "year-outside-plan",
    "warning",
    why="Targets, codes and totals are taken from the plan in force; those of another plan are wrong for the year.",
    example="year: 2026, plan: SP-2022-2025",
    mend="Name the plan of that year under plan in report.yaml, or correct the year.",
)
RESULT_OUTSIDE = Card(
    "RES050",
    "result-outside-plan",
    "info",
    why="A result of a year that no plan holds is measured against nothing.",
    example="A result of 2021, where plan.yaml has only the plan of 2022 to 2025",
    mend="Add the plan of that year to plan.yaml, or correct the period.",
)
LATE_BASELINE = Card(
    "RES051",
    "baseline-after-result",
    "warning",
    why="A baseline says where the work began; one that comes after the first result hides what was achieved before.",
    example="baseline 2023, first result of the plan 2022",
    mend="Correct the year of the baseline, or add the one from before the first result.",
)
LATE_MILESTONE = Card(
    "RES052",
    "milestone-after-target",
    "warning",
    why="A milestone is on the way to the target; after it there is nothing to be on the way to.",
    example="milestone 2026, target 2025",
    mend="Correct one of the two years.",
)
OLD_TARGET = Card(
    "RES053",
    "target-of-another-plan",
    "warning",
    why="A target that ended before the plan began says nothing about the plan's work.",
    example="target 2021, plan 2022 to 2025",
    mend="Add the target of the plan in force; the old one may stay beside it.",
)


def plan_ends_before_start(report: Report) -> Iterator[Finding]:
    """A plan ends after it starts."""
    for key, plan in report.plans.items():
        if plan.end < plan.start:
            message = f"The plan {key} ends on {plan.end}, before it starts on {plan.start}."
            yield PLAN_ORDER.at(plan.place("end"), message, found=str(plan.end), expected=f"after {plan.start}")


def _holds(plan: Plan, year: int) -> bool:
    return plan.start.year <= year <= plan.end.year


def year_outside_plan(report: Report) -> Iterator[Finding]:
    """The plan in force holds the year reported on."""
    plan = report.plan
    if plan and plan.start <= plan.end and not _holds(plan, report.year):
        message = f"The report is about {report.year}, but its plan {report.settings.plan} runs from {plan.start} to {plan.end}."
        yield YEAR_OUTSIDE.at(report.settings.place("plan"), message, found=report.settings.plan)


def result_outside_plan(report: Report) -> Iterator[Finding]:
    """Every year that the report shows and that has results is of a plan."""
    shown = report.settings.years
    held = {year for year in shown if any(_holds(plan, year) for plan in report.plans.values())}
    said: set[int] = set()
    for result in report.results:
        year = result.year
        if year in held or year in said or not shown[0] <= year <= shown[-1]:
            continue
        said.add(year)
        message = f"{result.indicator} has a result of {year}, and no plan of plan.yaml holds that year."
        yield RESULT_OUTSIDE.at(result.place("period_end"), message, found=str(year), expected="a year of a plan")


def baseline_after_result(report: Report) -> Iterator[Finding]:
    """A baseline is no later than the plan's first result."""
    first: dict[str, Target] = {}
    for target in report.targets:
        held = first.get(target.indicator)
        if target.kind == "baseline" and not target.parts and (held is None or target.period < held.period):
            first[target.indicator] = target
    for code, track in Index.of(report).numbers.tracks.items():
        baseline = first.get(code)
        years = [year for year, _, _ in known_numbers(track) if year >= track.since]
        if baseline is not None and years and baseline.period > years[0]:
            message = f"{code}: the baseline is of {baseline.period}, but there is a result of {years[0]} already."
            yield LATE_BASELINE.at(
                baseline.place("period"), message, found=str(baseline.period), expected=f"{years[0]} or earlier"
            )


def milestone_after_target(report: Report) -> Iterator[Finding]:
    """No milestone is of a year after the target's."""
    for code, track in Index.of(report).numbers.tracks.items():
        if track.target is None:
            continue
        end = track.target.current.period
        for year, goal in track.milestones.items():
            if year > end:
                message = f"{code} has a milestone for {year}, after its target for {end}."
                yield LATE_MILESTONE.at(
                    goal.current.place("period"), message, found=str(year), expected=f"{end} or earlier"
                )


def target_of_another_plan(report: Report) -> Iterator[Finding]:
    """The newest target of an indicator is of the plan in force."""
    plan = report.plan
    if plan is None or plan.end < plan.start:
        return
    for code, track in Index.of(report).numbers.tracks.items():
        end = track.target.current.period if track.target else None
        # A milestone of the plan is measured against, whatever became of the old target.
        if track.target is None or end is None or end >= plan.start.year or max(track.milestones, default=0) > end:
            continue
        message = (
            f"{code}: the only target is for {end}, before the plan {report.settings.plan} began in {plan.start.year}."
        )
        yield OLD_TARGET.at(
            track.target.current.place("period"), message, found=str(end), expected=f"a year up to {plan.end.year}"
        )


CHECKS: tuple[Check, ...] = (
    Check(PLAN_ORDER, plan_ends_before_start),
    Check(YEAR_OUTSIDE, year_outside_plan),
    Check(RESULT_OUTSIDE, result_outside_plan),
    Check(LATE_BASELINE, baseline_after_result),
    Check(LATE_MILESTONE, milestone_after_target),
    Check(OLD_TARGET, target_of_another_plan),
)
