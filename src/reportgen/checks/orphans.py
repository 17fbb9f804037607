"""Records that belong together become findings where one stands alone."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.checks.check import RESULT_KINDS, Check
from reportgen.checks.index import Index
from reportgen.facts import Track
from reportgen.findings import Card, Finding, Severity
from reportgen.model import Report
from reportgen.model.donors import OFFICE_LOGO

NO_INDICATOR = Card(
    "RES060",
    "outcome-without-indicator",
    "warning",
    why="An outcome of which nothing is measured has a chapter without results.",
    example="D_7 has a statement and money, but neither indicators nor outputs with indicators",
    mend="Add the indicators of the plan, or drop the output with the day and the reason.",
)
NO_BASELINE = Card(
    "RES061",
    "target-without-baseline",
    "warning",
    why="The formula measures the way from the baseline; without one it starts at zero, and the status is too good.",
    example="milestones 60 and 62, no baseline, accumulation latest",
    mend="Add the baseline to targets.csv.",
)
NO_TARGET = Card(
    "RES062",
    "indicator-without-target",
    "info",
    why="Among indicators with targets one without looks forgotten, and it has no status.",
    example="D_1.1.B has results, but neither milestone nor target",
    mend="Add milestone and target to targets.csv; where the plan has none, nothing has to be done.",
)
UNUSED_IMAGE = Card(
    "STR153",
    "image-unused",
    "info",
    why="A picture that nothing shows is often one whose id was mistyped in a text.",
    example="market-day in images.yaml, and no narrative with image: market-day",
    mend="Name it in a narrative, or delete it with its file.",
)


def outcome_without_indicator(report: Report) -> Iterator[Finding]:
    """Something is measured of every outcome, and of every output that was not dropped."""
    for outcome in report.outcomes:
        if not outcome.all_indicators:
            message = f"{outcome.code} has no indicator, nor have its outputs."
            yield NO_INDICATOR.at(outcome.place("code"), message, expected="indicators")
            continue
        for output in outcome.outputs:
            if not output.indicators and not output.dropped:
                message = f"The {RESULT_KINDS[output.type]} {output.code} has no indicator."
                yield NO_INDICATOR.at(output.place("code"), message, expected="indicators", severity="info")


def target_without_baseline(report: Report) -> Iterator[Finding]:
    """What is measured from a baseline has one."""
    for indicator in Index.of(report).numbers.active:
        track = Index.of(report).numbers.tracks[indicator.code]
        goals = [goal.current for goal in (*track.milestones.values(), track.target) if goal]
        counted = indicator.measure in ("number", "percent", "money") and indicator.direction != "maintain"
        if track.baseline or not goals or not counted or indicator.accumulation not in ("cumulative", "latest"):
            continue  # where each year starts anew the baseline does not count
        # An indicator that counts up from nothing may do without a zero.
        severity: Severity = "info" if indicator.accumulation == "cumulative" else "warning"
        message = f"{indicator.code} has {len(goals)} milestones and targets, but no baseline."
        yield NO_BASELINE.at(goals[0].place("indicator"), message, expected="a row of kind baseline", severity=severity)


def _has_goal(track: Track) -> bool:
    """Say whether anything is aimed at, for the whole or for a part."""
    return bool(track.target or track.milestones or any(kind != "baseline" for kind, _, _ in track.part_goals))


def indicator_without_target(report: Report) -> Iterator[Finding]:
    """Where most indicators have targets, all have."""
    numbers = Index.of(report).numbers
    without = [each for each in numbers.active if not _has_goal(numbers.tracks[each.code])]
    if not without or len(without) * 2 > len(numbers.active):
        return  # an office that sets no targets knows it
    for indicator in without:
        message = f"{indicator.code} has neither a milestone nor a target, unlike most indicators."
        yield NO_TARGET.at(indicator.place("code"), message, expected="rows in targets.csv")


def image_unused(report: Report) -> Iterator[Finding]:
    """Every picture is shown by a text, on the cover or in a donor's pack."""
    index = Index.of(report)
    used = {OFFICE_LOGO, report.settings.logo or "", *index.users}
    for donor in report.donors:
        used |= {*donor.logos, donor.emblem}
    for code, image in index.images.items():
        until = image.consent.until if image.consent else None
        # Of a picture whose consent has ended IMG012 speaks.
        if code not in used and not (until and until < report.settings.date):
            yield UNUSED_IMAGE.at(image.place("id"), f"Nothing shows the picture {code}.", found=code)


CHECKS: tuple[Check, ...] = (
    Check(NO_INDICATOR, outcome_without_indicator),
    Check(NO_BASELINE, target_without_baseline),
    Check(NO_TARGET, indicator_without_target),
    Check(UNUSED_IMAGE, image_unused),
)
