"""Days, amounts, outcomes and payments of agreements."""

import pytest

from tests.checks.conftest import Found, says
from tests.helpers import MINIMAL

HEAD = "id,partner,outcomes,start,end,currency,amount,earmarking,reports_due,reports_sent\n"
PAID = "partner,agreement,outcome,year,amount,currency\n"


def agreement(start: str = "2022-01-01", end: str = "2025-12-31", *, id: str = "A-1", outcomes: str = "D_1",
              amount: str = "900", earmarking: str = "earmarked", due: str = "", sent: str = "") -> str:  # fmt: skip
    return HEAD + f"{id},norlund,{outcomes},{start},{end},USD,{amount},{earmarking},{due},{sent}\n"


def test_an_agreement_that_ends_before_it_starts_is_found(found: Found):
    assert says(found("FIN050", agreements=agreement("2024-01-01", "2022-12-31"))) == [
        "agreements.csv:2:end: error: A-1 ends on 2022-12-31, before it starts on 2024-01-01."
    ]
    assert found("FIN050", agreements=agreement("2024-01-01", "2024-01-01")) == []


@pytest.mark.parametrize(
    ("columns", "severity"),
    [
        ({"due": "2021-03-31"}, "warning"),
        ({"due": "2028-03-31"}, "info"),
        ({"due": "2023-03-31", "sent": "2021-03-31"}, "warning"),
        ({"due": "2023-03-31", "sent": "2025-06-30"}, "warning"),
        ({"due": "2023-03-31", "sent": "2023-03-31;2024-03-31"}, "info"),
    ],
)
def test_reports_on_odd_days_are_found(found: Found, columns: dict[str, str], severity: str):
    [finding] = found("FIN051", agreements=agreement(**columns))
    assert finding.severity == severity and finding.place.column.startswith("reports_")


def test_a_final_report_after_the_end_and_one_sent_late_are_right(found: Found):
    assert found("FIN051", agreements=agreement(due="2023-03-31;2026-06-30", sent="2023-05-31")) == []


def test_an_agreement_about_nothing_is_found(found: Found):
    assert says(found("FIN052", agreements=agreement(amount="0"))) == [
        "agreements.csv:2:amount: warning: A-1 is about 0 USD."
    ]
    assert found("FIN052", agreements=agreement(amount="0.01")) == []


def test_an_agreement_outside_the_plan_is_said(found: Found):
    [finding] = found("FIN053", agreements=agreement("2017-01-01", "2019-12-31"))
    assert finding.severity == "info"
    assert found("FIN053", agreements=agreement("2017-01-01", "2022-01-31")) == []
    # Years that the report shows count too.
    report = MINIMAL["report.yaml"].replace("first_year: 2022", "first_year: 2019")
    assert found("FIN053", agreements=agreement("2017-01-01", "2019-12-31"), report=report) == []


def test_an_agreement_without_a_payment_is_said_where_payments_are_kept(found: Found):
    paid = PAID + "norlund,A-1,D_1,2024,5,USD\n"
    two = agreement() + agreement(id="A-2").removeprefix(HEAD)
    assert says(found("FIN054", agreements=two, contributions=paid)) == [
        "agreements.csv:3:id: info: A-2 with norlund runs since 2022-01-01, and no contribution names it."
    ]
    assert found("FIN054", agreements=two) == []
    assert (
        found(
            "FIN054", agreements=agreement() + agreement("2024-05-01", id="A-2").removeprefix(HEAD), contributions=paid
        )
        == []
    )


@pytest.mark.parametrize(("earmarking", "severities"), [("earmarked", ["warning"]), ("pooled", ["info"]), ("core", [])])
def test_an_agreement_without_outcomes_is_found_unless_it_is_core(found: Found, earmarking: str, severities: list[str]):
    findings = found("FIN055", agreements=agreement(outcomes="", earmarking=earmarking))
    assert [finding.severity for finding in findings] == severities
    assert found("FIN055", agreements=agreement(earmarking=earmarking)) == []


def test_a_funder_without_money_is_said_where_money_is_kept(found: Found):
    partners = (
        MINIMAL["partners.yaml"]
        + "  - {id: idle, name: Idle, roles: [funder, government]}\n  - {id: doer, name: Doer}\n"
    )
    [finding] = found("FIN058", partners=partners, agreements=agreement())
    assert "idle" in finding.message and finding.severity == "info"
    assert found("FIN058", partners=partners) == []
    paid = PAID + "norlund,A-1,D_1,2024,5,USD\nidle,,,2024,5,USD\n"
    assert found("FIN058", partners=partners, agreements=agreement(), contributions=paid) == []
