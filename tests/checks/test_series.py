"""Values of several years."""

import pytest

from tests.checks.conftest import Found, says
from tests.reports import RESULTS, outcomes, result, targets


def years(*values: str, first: int = 2022, **columns: str) -> str:
    """Return results.csv with one value a year; an empty one leaves the year out."""
    return RESULTS + "".join(
        result(value, first + at, **columns) for at, value in enumerate(values) if value
    )  # fmt: skip


def test_a_cumulative_value_that_falls_is_found_with_what_may_be_meant(found: Found):
    files = {"outcomes": outcomes(accumulation="cumulative"), "results": years("120", "165", "45")}
    assert says(found("RES040", **files)) == [
        "results.csv:4:value: warning: D_1.1.A is cumulative, but its value of 2024, 45, is below that of 2023, 165. "
        "If it is the year's own number, 210 is meant."
    ]


def test_a_cumulative_fall_that_is_explained_is_a_note(found: Found):
    rows = "indicator,period_start,period_end,value,comment\nD_1.1.A,2023-01-01,2023-12-31,9,\n"
    rows += "D_1.1.A,2024-01-01,2024-12-31,7,The register was cleaned\n"
    [finding] = found("RES040", outcomes=outcomes(accumulation="cumulative"), results=rows)
    assert finding.severity == "info"


@pytest.mark.parametrize("accumulation", ["sum", "latest", "none"])
def test_other_values_may_fall(found: Found, accumulation: str):
    assert found("RES040", outcomes=outcomes(accumulation=accumulation), results=years("9", "4")) == []


def test_a_cumulative_value_that_stays_or_skips_a_year_is_right(found: Found):
    cumulative = outcomes(accumulation="cumulative")
    assert found("RES040", outcomes=cumulative, results=years("9", "", "9")) == []
    # Restated: the first value of 2023 does not count any more.
    rows = years("9", "30", "12") + result("10", 2023, recorded="2024-05-01")
    assert found("RES040", outcomes=cumulative, results=rows) == []


def test_values_that_add_up_to_far_more_than_the_target_look_cumulative(found: Found):
    files = {"results": years("100", "210", "330"), "targets": targets("0", None, "400")}
    assert says(found("RES041", **files)) == [
        "results.csv:4:value: info: D_1.1.A adds up year by year, and its values (100, 210, 330) add up to 640, where the "
        "target is 400. Does each value hold the years before?"
    ]


def test_four_values_each_over_all_before_look_cumulative(found: Found):
    files = {"results": years("3", "5", "12", "25", first=2021), "targets": targets("0", None, None)}
    assert len(found("RES041", **files)) == 1


@pytest.mark.parametrize("values", [("410", "760", "1230"), ("100", "90", "330"), ("0", "2", "5"), ("1", "1", "2")])
def test_growing_years_within_the_target_do_not_look_cumulative(found: Found, values: tuple[str, ...]):
    assert found("RES041", results=years(*values), targets=targets("0", None, "5100")) == []


def test_a_jump_over_ten_times_is_said_and_over_a_thousand_warned_of(found: Found):
    assert says(found("RES042", results=years("1950", "19800"))) == [
        "results.csv:3:value: info: D_1.1.A: from 1950 in 2022 to 19800 in 2023, a change by 10 times."
    ]
    [finding] = found("RES042", results=years("1950", "1980000"))
    assert finding.severity == "warning"


@pytest.mark.parametrize("values", [("2", "40"), ("0", "5000"), ("1000", "9999"), ("900", "", "95")])
def test_small_numbers_zeros_and_changes_below_ten_times_are_no_jump(found: Found, values: tuple[str, ...]):
    assert found("RES042", results=years(*values)) == []


def test_years_that_cannot_be_compared_do_not_jump(found: Found):
    assert found("RES042", outcomes=outcomes(accumulation="none"), results=years("10", "1000")) == []


def test_a_percentage_that_is_stored_as_a_share_is_found(found: Found):
    percent = outcomes(measure="percent", accumulation="latest", unit="")
    files = {"outcomes": percent, "results": years("0.55", "0.58"), "targets": targets("52", "60")}
    assert says(found("RES043", **files)) == [
        "results.csv:2:value: warning: D_1.1.A: 0.55 per cent stands beside 52, 60, and 1 more such values. Is 55 meant?"
    ]
    files = {"outcomes": percent, "results": years("55", "58"), "targets": targets("0.52", "0.6")}
    assert [finding.place.file for finding in found("RES043", **files)] == ["targets.csv"]


@pytest.mark.parametrize(
    ("results", "goals"),
    [
        (("0.3", "0.4"), ("0.2", "0.5")),
        (("0.4", "1.2"), ("0.3", "2")),
        (("0", "1", "60"), ("0", "60")),
        (("0.1",), ("0", "40")),
    ],
)
def test_small_percentages_are_percentages(found: Found, results: tuple[str, ...], goals: tuple[str, str]):
    percent = outcomes(measure="percent", accumulation="latest", unit="")
    assert found("RES043", outcomes=percent, results=years(*results), targets=targets(*goals)) == []


TWO = (
    outcomes()
    + """\
          - code: D_1.1.B
            statement: {en: Number of councils}
            measure: number
            unit: {en: councils}
            accumulation: sum
"""
)


def test_a_pasted_row_is_found(found: Found):
    rows = years("311", "423", "465")
    rows += rows.removeprefix(RESULTS).replace("D_1.1.A", "D_1.1.B")
    assert says(found("RES046", outcomes=TWO, results=rows)) == [
        "results.csv:7:value: info: D_1.1.B has the same values as D_1.1.A in every year: 311, 423, 465."
    ]
    assert (
        found(
            "RES046",
            outcomes=TWO,
            results=rows.replace("D_1.1.B,2024-01-01,2024-12-31,,465", "D_1.1.B,2024-01-01,2024-12-31,,466"),
        )
        == []
    )


@pytest.mark.parametrize("values", [("1", "2", "4"), ("100", "200", "300"), ("311", "423")])
def test_small_round_or_few_values_may_be_the_same(found: Found, values: tuple[str, ...]):
    rows = years(*values)
    assert found("RES046", outcomes=TWO, results=rows + rows.removeprefix(RESULTS).replace("D_1.1.A", "D_1.1.B")) == []
