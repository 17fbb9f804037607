"""Periods, absences, statuses and comments of results."""

from tests.checks.conftest import Found, says
from tests.helpers import MINIMAL

HEAD = "indicator,period_start,period_end,dimensions,value,absence,comment,recorded,status,status_reason\n"
YEAR = "D_1.1.A,2024-01-01,2024-12-31"


def rows(*lines: str) -> str:
    return HEAD + "".join(line + "\n" for line in lines)


def test_the_minimal_workspace_is_silent(found: Found):
    for number in range(1, 12):
        assert found(f"RES{number:03}") == []


def test_an_undeclared_accumulation_is_found(found: Found):
    outcomes = MINIMAL["outcomes.yaml"].replace("            accumulation: sum\n", "")
    [finding] = found("RES001", outcomes=outcomes)
    assert str(finding.place) == "outcomes.yaml:11:13" and finding.severity == "warning"
    assert finding.message == "D_1.1.A does not say whether its years add up, so it gets no total and no status."
    assert found("RES001", outcomes=outcomes.replace("measure: number", "measure: text")) == []


def test_a_period_after_the_date_of_issue_is_found(found: Found):
    assert says(found("RES005", results=rows("D_1.1.A,2025-01-01,2025-12-31,,4,,,,,"))) == [
        "results.csv:2:period_end: error: D_1.1.A: the period ends on 2025-12-31, after the report's "
        "date of issue, "
        "2025-03-31."
    ]


def test_a_result_that_is_not_due_may_lie_in_the_future(found: Found):
    assert found("RES005", results=rows("D_1.1.A,2025-01-01,2025-12-31,,,not-due,,,,")) == []


def test_a_year_that_is_not_shown_is_said(found: Found):
    [finding] = found("RES006", results=rows("D_1.1.A,2020-01-01,2020-12-31,,4,,,,,"))
    assert finding.severity == "info" and finding.expected == "2022 to 2024"


def test_a_period_over_a_year_is_said(found: Found):
    results = rows("D_1.1.A,2022-01-01,2024-12-31,,4,,,,,")
    [finding] = found("RES007", results=results)
    assert "from 2022-01-01 to 2024-12-31" in finding.message and finding.severity == "info"
    assert found("RES007", results=rows("D_1.1.A,2023-07-01,2024-06-30,,4,,,,,")) == []


def test_two_results_of_one_period_are_found(found: Found):
    assert says(found("RES008", results=rows(f"{YEAR},,4,,,,,", f"{YEAR},,5,,,,,"))) == [
        "results.csv:3:recorded: error: D_1.1.A: line 2 has a result for the same period, 2024-01-01 "
        "to 2024-12-31, and "
        "nothing says which is newer."
    ]


def test_a_restatement_with_its_day_and_parts_of_one_period_are_silent(found: Found):
    assert found("RES008", results=rows(f"{YEAR},,4,,,,,", f"{YEAR},,5,,,2025-02-01,,")) == []
    assert found("RES008", results=rows(f"{YEAR},sex=female,4,,,,,", f"{YEAR},sex=male,5,,,,,")) == []


def test_an_indicator_without_a_word_for_the_year_is_found(found: Found):
    [finding] = found("RES009", results=rows("D_1.1.A,2023-01-01,2023-12-31,,4,,,,,"))
    assert says([finding]) == ["outcomes.yaml:11:19: warning: D_1.1.A has neither a result nor an absence for 2024."]
    assert "not-collected" in finding.hint


def test_parts_are_no_result_of_the_whole(found: Found):
    [finding] = found("RES009", results=rows(f"{YEAR},sex=female,4,,,,,"))
    assert "only parts" in finding.message


def test_an_absence_and_a_dropped_output_are_silent(found: Found):
    assert found("RES009", results=rows(f"{YEAR},,,not-collected,,,,")) == []
    dropped = "        dropped: {date: 2023-06-30, reason: {en: Merged}}\n        indicators:\n"
    outcomes = MINIMAL["outcomes.yaml"].replace("        indicators:\n", dropped)
    assert found("RES009", outcomes=outcomes, results=HEAD) == []


def test_a_status_without_a_reason_is_found(found: Found):
    assert says(found("RES010", results=rows(f"{YEAR},,4,,,,met,"))) == [
        "results.csv:2:status_reason: error: D_1.1.A: the status of 2024 was set to “met” without a reason."
    ]
    assert found("RES010", results=rows(f"{YEAR},,4,,,,met,Late count")) == []


def test_a_comment_over_25_words_is_found(found: Found):
    [finding] = found("RES011", results=rows(f"{YEAR},,4,,{'word ' * 26},,,"))
    assert finding.message == "D_1.1.A: the comment has 26 words; the table has room for 25."
    assert found("RES011", results=rows(f"{YEAR},,4,,{'word ' * 25},,,")) == []
