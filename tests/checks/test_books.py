"""Days on which amounts were drawn from the accounts."""

import pytest

from tests.checks.conftest import Found, says
from tests.helpers import MINIMAL

HEAD = "code,year,source_of_funds,stage,amount,currency,as_of,status\n"


def line(stage: str, as_of: str, year: int = 2024, status: str = "provisional") -> str:
    return f"D_1,{year},other,{stage},500,USD,{as_of},{status}\n"


def test_a_day_after_the_report_is_found(found: Found):
    assert says(found("FIN047", finance=HEAD + line("expended", "2025-12-31"))) == [
        "finance.csv:2:as_of: error: The day is 2025-12-31, after the report's date of issue, 2025-03-31."
    ]
    report = MINIMAL["report.yaml"] + "as_of: 2025-04-01\n"
    assert [f.place.file for f in found("FIN047", report=report)] == ["report.yaml"]
    assert found("FIN047", finance=HEAD + line("expended", "2025-03-31")) == found("FIN047") == []


def test_amounts_drawn_before_the_end_of_their_year_are_found_once_for_each_day(found: Found):
    finance = HEAD + line("received", "2024-10-31") + line("expended", "2024-10-31")
    assert says(found("FIN048", finance=finance)) == [
        "finance.csv:2:as_of: warning: D_1, 2024, received 500 and 1 more: as of 2024-10-31, before the year was over."
    ]
    assert found("FIN048", finance=HEAD + line("planned", "2023-12-01") + line("available", "2024-10-31")) == []
    # A later line counts in its place.
    assert found("FIN048", finance=HEAD + line("expended", "2024-10-31") + line("expended", "2025-02-28")) == []


def test_a_report_within_its_year_may_be_as_of_then(found: Found):
    report = MINIMAL["report.yaml"].replace("2025-03-31", "2024-11-15")
    assert found("FIN048", finance=HEAD + line("expended", "2024-10-31"), report=report) == []


@pytest.mark.parametrize(("status", "severities"), [("provisional", ["info"]), ("certified", [])])
def test_provisional_amounts_of_half_a_year_ago_are_said(found: Found, status: str, severities: list[str]):
    report = MINIMAL["report.yaml"].replace("2025-03-31", "2025-11-15")
    findings = found("FIN048", finance=HEAD + line("expended", "2025-02-28", status=status), report=report)
    assert [finding.severity for finding in findings] == severities


def test_what_is_spent_after_the_year_of_the_report_is_said(found: Found):
    [finding] = found("FIN049", finance=HEAD + line("expended", "2025-03-01", year=2025))
    assert finding.severity == "info" and str(finding.place) == "finance.csv:2:year"
    [finding] = found("FIN049", finance=HEAD + line("expended", "2025-03-01", year=2026))
    assert finding.severity == "warning"
    assert (
        found("FIN049", finance=HEAD + line("planned", "2025-03-01", year=2025) + line("expended", "2025-03-01")) == []
    )
