"""Goals, targets and indicators of the 2030 Agenda become findings where the Agenda does not have them."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.checks.check import Check, Names
from reportgen.checks.sdg import GOALS, KNOWN, TARGETS, is_indicator
from reportgen.findings import Card, Finding, Place
from reportgen.model import Report

UNKNOWN_SDG = Card(
    "STR110",
    "unknown-sdg",
    "error",
    why="A goal or target that the Agenda does not have cannot be shown with its name and colour.",
    example="18, or 5.7 (Goal 5 has the targets 5.1 to 5.6 and 5.a to 5.c)",
    mend="Use the number of a goal, 1 to 17, or the code of a target, such as 5.2 or 5.c.",
    source="General Assembly resolution 70/1",
)
TARGET_NOT_OF_GOAL = Card(
    "STR111",
    "sdg-target-not-of-goal",
    "error",
    why="The share would be counted under one goal and explained by the target of another.",
    example="goal 5 with target 16.7",
    mend="Write the goal that the target begins with, or another target.",
    source="General Assembly resolution 70/1",
)
SDG_INDICATOR = Card(
    "STR112",
    "sdg-indicator",
    "error",
    why="Readers look an SDG indicator up by its code; one that is malformed leads them nowhere.",
    example="sdg_indicator: 5.2, which is a target; its indicators are 5.2.1 and 5.2.2",
    mend="Write target and number of the indicator, such as 5.2.1 or 5.c.1.",
    source="Global indicator framework, General Assembly resolution 71/313",
)


def _aligned(report: Report) -> Iterator[tuple[str, Place, frozenset[str]]]:
    """Yield goals and targets with the codes that may stand there."""
    goals, targets = frozenset(GOALS), frozenset(TARGETS)
    for outcome in report.outcomes:
        for number, code in enumerate(outcome.sdgs):
            yield code, outcome.place(f"sdgs[{number}]"), KNOWN
    for share in report.sdg:
        yield share.goal, share.place("goal"), goals
        if share.target is not None:
            yield share.target, share.place("target"), targets


def unknown_sdg(report: Report) -> Iterator[Finding]:
    """Goals are 1 to 17, targets are the 169 of the Agenda."""
    names = Names.of((*GOALS, *TARGETS))
    for code, place, allowed in _aligned(report):
        if code in allowed:
            continue
        goal = code.partition(".")[0].lstrip("0")
        of_goal = [target for target in TARGETS if target.partition(".")[0] == goal]
        if allowed == frozenset(GOALS):
            message, expected = f"There is no Sustainable Development Goal “{code}”.", "1 to 17"
            if code in KNOWN:
                message, expected = (
                    f"“{code}” is a target; its goal belongs here, the target in the next column.",
                    goal,
                )
        elif of_goal:
            near = names.near(code) if code.casefold() not in KNOWN else code.casefold()
            message = f"Goal {goal} has no target “{code}”." + (f" Is “{near}” meant?" if near in of_goal else "")
            expected = f"one of {', '.join(of_goal)}"
        else:
            message, expected = (
                f"There is no goal or target “{code}”.",
                "a goal, 1 to 17, or a target such as 5.2",
            )
        yield UNKNOWN_SDG.at(place, message, found=code, expected=expected)


def target_not_of_goal(report: Report) -> Iterator[Finding]:
    """A share's target belongs to its goal."""
    for share in report.sdg:
        if share.target is None or share.target not in KNOWN or share.goal not in KNOWN:
            continue
        goal = share.target.partition(".")[0]
        if goal != share.goal:
            message = f"Target {share.target} belongs to goal {goal}, but goal {share.goal} is given."
            yield TARGET_NOT_OF_GOAL.at(share.place("target"), message, found=share.target, expected=f"goal {goal}")


def sdg_indicator(report: Report) -> Iterator[Finding]:
    """An SDG indicator is a target of the Agenda and a number."""
    for indicator in report.indicators:
        code = indicator.sdg_indicator
        if code is not None and not is_indicator(code):
            what = "is a target, not an indicator" if code in TARGETS else "is not an SDG indicator"
            message = f"{indicator.code}: “{code}” {what}."
            yield SDG_INDICATOR.at(
                indicator.place("sdg_indicator"),
                message,
                found=code,
                expected="a code such as 5.2.1 or 5.c.1",
            )


CHECKS: tuple[Check, ...] = (
    Check(UNKNOWN_SDG, unknown_sdg),
    Check(TARGET_NOT_OF_GOAL, target_not_of_goal),
    Check(SDG_INDICATOR, sdg_indicator),
)
