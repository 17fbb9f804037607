"""Years of plans, results and targets."""

import pytest

from tests.checks.conftest import Found, says
from tests.helpers import MINIMAL
from tests.reports import GOALS, RESULTS, TARGETS, goal, result, targets

PLAN, REPORT = MINIMAL["plan.yaml"], MINIMAL["report.yaml"]


def row(kind: str, period: int, value: str, version: str = "2022-01-15") -> str:
    return f"D_1.1.A,{version},{kind},{period},{value},,\n"


def test_a_plan_that_ends_before_it_starts_is_found(found: Found):
    [finding] = found("STR150", plan=PLAN.replace("2025-12-31", "2021-12-31"))
    assert finding.severity == "error" and "ends on 2021-12-31, before it starts on 2022-01-01" in finding.message
    assert found("STR150") == []


def test_a_year_outside_the_plan_is_found(found: Found):
    [finding] = found(
        "STR151", report=REPORT.replace("year: 2024", "year: 2026", 1).replace("2025-03-31", "2027-03-31")
    )
    assert str(finding.place).startswith("report.yaml:5")
    assert found("STR151", report=REPORT.replace("year: 2024", "year: 2025", 1)) == []


def test_results_of_a_year_without_a_plan_are_said_once(found: Found):
    rows = RESULTS + result("1", 2021) + result("2", 2021, dimensions="sex=female") + result("4", 2024)
    [finding] = found("RES050", results=rows, report=REPORT.replace("first_year: 2022", "first_year: 2021"))
    assert finding.place.line == 2 and finding.severity == "info"
    # A year that is not shown RES006 speaks of; a plan of its own makes the year right.
    assert found("RES050", results=rows) == []
    old = PLAN + "  OLD:\n    name: {en: Old}\n    start: 2018-01-01\n    end: 2021-12-31\n"
    assert found("RES050", results=rows, plan=old, report=REPORT.replace("first_year: 2022", "first_year: 2021")) == []


def test_a_baseline_after_the_first_result_is_found(found: Found):
    rows = RESULTS + result("1", 2022) + result("4", 2024)
    assert says(found("RES051", results=rows, targets=TARGETS + row("baseline", 2023, "0"))) == [
        "targets.csv:2:period: warning: D_1.1.A: the baseline is of 2023, but there is a result of 2022 already."
    ]


def test_results_of_an_earlier_plan_and_a_renewed_baseline_are_right(found: Found):
    rows = RESULTS + result("1", 2019) + result("1", 2022) + result("4", 2024)
    assert found("RES051", results=rows, targets=TARGETS + row("baseline", 2021, "0")) == []
    renewed = TARGETS + row("baseline", 2021, "0") + row("baseline", 2023, "2", "2023-11-15")
    assert found("RES051", results=rows, targets=renewed) == []
    absent = RESULTS + result("", 2022, absence="not-due") + result("4", 2024)
    assert found("RES051", results=absent, targets=TARGETS + row("baseline", 2023, "0")) == []


def test_a_milestone_after_the_target_is_found(found: Found):
    late = TARGETS + row("milestone", 2026, "9") + row("target", 2025, "12")
    assert says(found("RES052", targets=late)) == [
        "targets.csv:2:period: warning: D_1.1.A has a milestone for 2026, after its target for 2025."
    ]
    assert found("RES052", targets=targets("0", "3", "12")) == found("RES052", targets=targets("0", "3", None)) == []
    assert found("RES052", targets=late.replace("milestone,2026", "milestone,2025")) == []


@pytest.mark.parametrize(
    ("rows", "count"),
    [
        (row("target", 2021, "9"), 1),
        (row("target", 2021, "9") + row("target", 2025, "9"), 0),
        (row("target", 2021, "9") + row("milestone", 2024, "9"), 0),
        (row("target", 2030, "9"), 0),
    ],
)
def test_a_target_of_a_plan_that_is_over_is_found_unless_there_is_a_newer(found: Found, rows: str, count: int):
    assert len(found("RES053", targets=TARGETS + rows)) == count


def test_a_late_baseline_of_a_part_says_nothing_of_the_whole(found: Found):
    part = goal("0", "baseline", 2025, "sex=female")
    assert found("RES051", targets=GOALS + part) == []
    assert len(found("RES051", targets=GOALS + goal("0", "baseline", 2025))) == 1
