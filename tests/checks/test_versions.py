"""Versions of targets."""

import pytest

from tests.checks.conftest import Found, says
from tests.reports import GOALS, TARGETS, goal, outcomes


def row(kind: str, period: int, value: str, version: str, approved: str = "", reason: str = "") -> str:
    return f"D_1.1.A,{version},{kind},{period},{value},{approved},{reason}\n"


def test_a_version_after_the_date_of_issue_is_found(found: Found):
    assert says(found("RES054", targets=TARGETS + row("milestone", 2024, "3", "2026-01-15"))) == [
        "targets.csv:2:version: warning: D_1.1.A: the milestone for 2024, version 2026-01-15, was approved after the "
        "report's date of issue, 2025-03-31."
    ]
    assert found("RES054", targets=TARGETS + row("milestone", 2024, "3", "2025-03-31")) == []


def test_a_version_long_before_the_plan_is_a_note(found: Found):
    [finding] = found("RES054", targets=TARGETS + row("target", 2025, "3", "2012-01-15"))
    assert finding.severity == "info"
    old = (
        row("baseline", 2017, "0", "2017-06-01")
        + row("target", 2021, "9", "2017-12-01")
        + row("target", 2025, "9", "2021-12-10")
    )
    assert found("RES054", targets=TARGETS + old) == []


def test_a_milestone_that_becomes_easier_after_its_year_is_found(found: Found):
    moved = row("milestone", 2023, "30", "2022-01-15") + row("milestone", 2023, "20", "2024-02-01", "Board", "Flood")
    assert says(found("RES058", targets=TARGETS + moved)) == [
        "targets.csv:3:version: warning: D_1.1.A: the milestone for 2023 became easier on 2024-02-01, after its year: "
        "20 instead of 30."
    ]


@pytest.mark.parametrize(
    ("value", "version", "direction"),
    [("20", "2023-11-15", "increase"), ("40", "2024-02-01", "increase"), ("20", "2024-02-01", "decrease"), ("30", "2024-02-01", "increase")],
)  # fmt: skip
def test_a_milestone_may_be_moved_in_time_or_become_harder(found: Found, value: str, version: str, direction: str):
    moved = row("milestone", 2023, "30", "2022-01-15") + row("milestone", 2023, value, version, "Board", "Review")
    assert found("RES058", targets=TARGETS + moved, outcomes=outcomes(direction=direction)) == []


def test_a_target_that_moves_to_a_later_year_in_silence_is_found(found: Found):
    moved = row("target", 2025, "12", "2022-01-15") + row("target", 2027, "12", "2024-01-10")
    assert says(found("RES059", targets=TARGETS + moved)) == [
        "targets.csv:3:approved_by: warning: D_1.1.A: the target moved from 2025 to 2027 on 2024-01-10 without "
        "approved_by and reason."
    ]
    explained = moved.replace("2024-01-10,target,2027,12,,", "2024-01-10,target,2027,12,Board,Extension of the plan")
    assert found("RES059", targets=TARGETS + explained) == []
    # The target of the plan before stays where it was.
    assert found("RES059", targets=TARGETS + moved.replace(",2025,", ",2021,")) == []


def test_a_part_s_goal_has_versions_of_its_own(found: Found):
    whole, women = goal("10"), goal("4", part="sex=female", version="2025-02-01")
    assert found("RES058", targets=GOALS + whole + women) == []
    easier = GOALS + goal("6", part="sex=female") + women
    [finding] = found("RES058", targets=easier)
    assert "the milestone for 2024 (sex=female) became easier on 2025-02-01" in finding.message
    moved = goal("9", "target", 2027, "sex=female", version="2024-01-01")
    assert found("RES059", targets=GOALS + goal("9", "target", 2025) + moved) == []
    assert len(found("RES059", targets=GOALS + goal("9", "target", 2025, "sex=female") + moved)) == 1
