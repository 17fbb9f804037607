"""Targets and results become tracks: goals, totals, progress, and the status by its formula."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reportgen.facts import Numbers, Rating, Track
from reportgen.model import Report
from tests.reports import RESULTS, TARGETS, outcomes, report, result, targets

CODE = "D_1.1.A"


def rating(of: Report, year: int = 2024) -> Rating:
    [indicator] = of.indicators
    return Numbers.of(of).rating(indicator, year)


def track(of: Report) -> Track:
    return Numbers.of(of).tracks[CODE]


def measured(value: str, *, goals: str | None = None, **indicator: str) -> Report:
    given = targets("0", "10") if goals is None else goals
    return report(outcomes=outcomes(**indicator), targets=given, results=RESULTS + result(value))


@pytest.mark.parametrize(
    ("accumulation", "direction", "baseline", "milestone", "value", "status"),
    [
        ("latest", "increase", "0", "10", "10", "met"),
        ("latest", "increase", "0", "10", "11", "met"),
        ("latest", "increase", "0", "10", "9.99", "partly"),
        ("latest", "increase", "0", "10", "5", "partly"),
        ("latest", "increase", "0", "10", "4.99", "not-met"),
        ("latest", "increase", "0", "10", "-1", "not-met"),
        # What counts is the way from the baseline, not the share of the milestone.
        ("latest", "increase", "80", "90", "84", "not-met"),
        ("latest", "increase", "80", "90", "85", "partly"),
        ("cumulative", "increase", "80", "90", "90", "met"),
        # Downwards the way is counted downwards.
        ("latest", "decrease", "20", "10", "10", "met"),
        ("latest", "decrease", "20", "10", "15", "partly"),
        ("latest", "decrease", "20", "10", "16", "not-met"),
        ("latest", "decrease", "20", "10", "25", "not-met"),
        # Each year starts anew: the baseline does not count.
        ("sum", "increase", "80", "10", "5", "partly"),
        ("sum", "increase", "80", "10", "10", "met"),
        ("none", "increase", "0", "10", "10", "met"),
        # Kept is what is no worse.
        ("latest", "maintain", "90", "90", "90", "met"),
        ("latest", "maintain", "90", "90", "95", "met"),
        ("latest", "maintain", "90", "90", "89", "not-met"),
        ("latest", "increase", "10", "10", "10", "met"),
        ("latest", "increase", "10", "10", "9", "not-met"),
        ("latest", "decrease", "10", "10", "10", "met"),
        ("latest", "decrease", "10", "10", "11", "not-met"),
        # Without a baseline the way begins at zero.
        ("latest", "increase", None, "10", "5", "partly"),
    ],
)
def test_status(
    accumulation: str, direction: str, baseline: str | None, milestone: str, value: str, status: Rating
) -> None:
    of = measured(value, goals=targets(baseline, milestone), accumulation=accumulation, direction=direction)
    assert rating(of) == status


@pytest.mark.parametrize(
    ("measure", "value", "status"), [("yes-no", "yes", "met"), ("yes-no", "no", "not-met"), ("text", "x", "not-rated")]
)
def test_status_of_answers_and_words(measure: str, value: str, status: Rating) -> None:
    of = measured(value, goals=targets("no", "Yes"), measure=measure, accumulation="latest")
    assert rating(of) == status


def test_undeclared_accumulation_has_neither_total_nor_status() -> None:
    of = measured("10", accumulation="")
    assert rating(of) == "not-rated"
    assert track(of).total(2024) is None and track(of).progress(2024) is None


def test_without_a_goal_there_is_no_status() -> None:
    assert rating(measured("10", goals=TARGETS)) == "not-rated"


def test_an_absence_is_no_data_and_not_zero() -> None:
    of = report(results=RESULTS + result("", absence="not-collected"))
    assert rating(of) == "no-data" and track(of).total(2024) is None and track(of).progress(2024) is None


def test_a_year_without_a_row_is_no_data() -> None:
    assert rating(report(), 2023) == "no-data"


def test_an_override_wins() -> None:
    of = report(results=RESULTS + result("0", status="met", status_reason="The law came into force in January."))
    assert rating(of) == "met"


def test_the_thresholds_come_from_the_report() -> None:
    from tests.helpers import MINIMAL

    settings = MINIMAL["report.yaml"] + "status: {met: 90, partly: 20}\n"
    for value, status in [("9", "met"), ("2", "partly"), ("1.9", "not-met")]:
        assert rating(report(report=settings, targets=targets("0", "10"), results=RESULTS + result(value))) == status


def test_the_target_counts_where_the_year_has_no_milestone_unless_years_add_up() -> None:
    goals = targets("0", None, "10")
    assert rating(measured("10", goals=goals, accumulation="latest")) == "met"
    assert rating(measured("10", goals=goals, accumulation="sum")) == "not-rated"


@pytest.mark.parametrize(("accumulation", "total"), [("sum", 9), ("cumulative", 5), ("latest", 5), ("none", None)])
def test_totals_follow_the_accumulation(accumulation: str, total: int | None) -> None:
    rows = RESULTS + result("7", 2021) + result("4", 2022) + result("", 2023, absence="not-due") + result("5", 2024)
    of = report(outcomes=outcomes(accumulation=accumulation), results=rows)
    assert track(of).total(2024) == (None if total is None else Decimal(total)), "2021 is before the plan"


def test_totals_stop_at_the_year() -> None:
    of = report(results=RESULTS + result("4", 2022) + result("5", 2024))
    assert [track(of).total(year) for year in (2021, 2022, 2023, 2024)] == [None, 4, 4, 9]


def test_original_and_current_target_are_both_kept() -> None:
    rows = targets("0", "10") + f"{CODE},2023-06-01,milestone,2024,8,Board,Less money\n"
    of = report(targets=rows, results=RESULTS + result("8"))
    goal = track(of).milestones[2024]
    assert (goal.original.value.number, goal.current.value.number, goal.changed) == (10, 8, True)
    assert rating(of) == "met"
    assert not track(report()).milestones[2024].changed


def test_a_restated_result_keeps_what_it_restates() -> None:
    rows = result("12", recorded="2025-01-10") + result("10", recorded="2024-12-01")
    seen = track(report(results=RESULTS + rows)).years[2024]
    assert seen.whole and seen.restates
    assert (seen.whole.number, seen.restates.number) == (12, 10)


def test_parts_stand_beside_the_whole_and_never_for_it() -> None:
    of = report(
        outcomes=outcomes(disaggregation="{sex: partition}"),
        results=RESULTS + result("7", dimensions="sex=female") + result("3", dimensions="sex=male"),
    )
    seen = track(of).years[2024]
    assert seen.whole is None and len(seen.parts) == 2 and rating(of) == "not-rated"


def test_halves_of_a_year_add_up_where_years_do() -> None:
    rows = (
        RESULTS + result("4", start="2024-01-01", end="2024-06-30") + result("3", start="2024-07-01", end="2024-12-31")
    )
    assert track(report(results=rows)).years[2024].number == 7
    latest = report(outcomes=outcomes(accumulation="latest"), results=rows)
    assert track(latest).years[2024].number == 3


def test_half_a_year_is_not_the_year() -> None:
    rows = RESULTS + result("", start="2024-01-01", end="2024-06-30", absence="not-collected")
    of = report(results=rows + result("3", start="2024-07-01", end="2024-12-31"))
    seen = track(of).years[2024]
    assert seen.number is None and seen.whole and seen.whole.absence == "not-collected"
    assert rating(of) == "no-data"


def test_halves_that_overlap_do_not_add_up() -> None:
    rows = (
        RESULTS + result("4", start="2024-01-01", end="2024-07-30") + result("3", start="2024-07-01", end="2024-12-31")
    )
    assert track(report(results=rows)).years[2024].number == 3


def test_tracks_are_listed_in_the_order_of_the_plan_and_made_once() -> None:
    numbers = Numbers.of(measured("5"))
    assert list(numbers.tracks) == [CODE] and len(numbers.tracks) == 1
    assert numbers.tracks[CODE] is numbers.tracks[CODE] and "D_9" not in numbers.tracks
    assert dict(numbers.tracks)[CODE].years[2024].number == 5
