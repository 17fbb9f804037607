"""What one donor gave, to what, and its share by the stated method."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from reportgen.facts import DonorView
from reportgen.model import Report
from tests.helpers import MINIMAL
from tests.reports import report

AGREEMENTS = "id,partner,outcomes,start,end,currency,amount,earmarking\n"
PAID = "partner,agreement,outcome,year,amount,currency,rate,rate_date\n"
SPENT = "agreement,outcome,period_start,period_end,stage,amount,currency,as_of,status\n"
MONEY = "code,year,source_of_funds,stage,amount,currency\n"


def view(*, agreements: str = "", paid: str = "", spent: str = "", money: str = "", only: str = "") -> DonorView:
    partners = MINIMAL["partners.yaml"] + "  - {id: ash, name: {en: Ash Trust}, roles: [funder]}\n"
    of = report(
        agreements=AGREEMENTS + agreements, contributions=PAID + paid, spending=SPENT + spent, finance=MONEY + money,
        partners=partners,
    )  # fmt: skip
    return DonorView(of, "norlund", only=only)


ONE = "A-1,norlund,D_1,2023-01-01,2025-12-31,USD,900,earmarked\n"


def test_a_share_is_what_was_paid_of_all_that_the_outcome_received() -> None:
    money = "D_1,2024,other,received,300,USD\nD_1,2024,regular,received,100,USD\n"
    paid = "norlund,A-1,D_1,2024,100,USD,,\nash,,D_1,2024,200,USD,,\nnorlund,A-1,D_1,2023,50,USD,,\n"
    [share] = view(agreements=ONE, paid=paid, money=money).shares
    assert (share.paid, share.base, share.percent, share.how) == (100, 400, 25, "helped")


def test_where_the_outcome_s_receipts_are_withheld_there_is_no_share() -> None:
    [share] = view(agreements=ONE, paid="norlund,A-1,D_1,2024,100,USD,,\n").shares
    assert share.base is None and share.percent is None


@pytest.mark.parametrize(
    ("earmarking", "how"), [("earmarked", "helped"), ("softly-earmarked", "helped"), ("pooled", "contributed")]
)
def test_pooled_money_contributed_and_other_money_helped(earmarking: str, how: str) -> None:
    [share] = view(agreements=ONE.replace("earmarked", earmarking), paid="norlund,A-1,D_1,2024,1,USD,,\n").shares
    assert share.how == how


@pytest.mark.parametrize(
    "paid", ["norlund,,,2024,70,USD,,\n", "norlund,A-1,,2024,70,USD,,\n", "norlund,A-1,D_1,2024,70,USD,,\n"]
)
def test_core_money_is_attributed_to_nothing(paid: str) -> None:
    of = view(agreements=ONE.replace("earmarked", "core"), paid=paid)
    assert of.shares == () and of.core == 70 and of.received == 70 and of.reported == ()


def test_the_reporting_period_is_that_of_the_accounts_else_the_calendar_year_in_force() -> None:
    of = view(agreements=ONE)
    [agreement] = of.agreements
    assert of.period(agreement) and of.period(agreement).calendar_year  # type: ignore[union-attr]
    late = view(agreements=ONE.replace("2023-01-01", "2024-05-01"))
    period = late.period(late.agreements[0])
    assert period and (period.start, period.end, period.calendar_year) == (date(2024, 5, 1), date(2024, 12, 31), False)
    own = view(agreements=ONE, spent="A-1,D_1,2024-04-01,2025-03-31,expended,5,USD,,\n")
    period = own.period(own.agreements[0])
    assert period and (period.start, period.end) == (date(2024, 4, 1), date(2025, 3, 31))


def test_an_agreement_that_ended_before_the_year_is_not_reported() -> None:
    of = view(agreements=ONE.replace("2025-12-31", "2023-12-31"))
    assert of.agreements == () and len(of.all_agreements) == 1


def test_an_account_carries_forward_and_balances() -> None:
    paid = "norlund,A-1,D_1,2023,100,USD,,2023-05-01\nnorlund,A-1,D_1,2024,60,USD,,2024-05-01\n"
    spent = (
        "A-1,D_1,2023-01-01,2023-12-31,expended,80,USD,2024-02-01,certified\n"
        "A-1,D_1,2024-01-01,2024-12-31,planned,70,USD,,\n"
        "A-1,D_1,2024-01-01,2024-12-31,expended,50,USD,2025-02-28,provisional\n"
        "A-1,D_1,2024-01-01,2024-12-31,committed,9,USD,2025-02-28,provisional\n"
    )
    of = view(agreements=ONE, paid=paid, spent=spent)
    it = of.account(of.agreements[0])
    assert (it.received_before, it.received, it.expended_before, it.expended) == (100, 60, 80, 50)
    assert (it.budget, it.committed, it.balance, it.outstanding) == (70, 9, 30, 740)
    assert it.delivery_rate == Decimal(130) / 160 * 100
    assert it.provisional and it.as_of == date(2025, 2, 28)


def test_payments_of_an_april_to_march_period_go_by_their_day() -> None:
    paid = "norlund,A-1,D_1,2024,10,USD,,2024-02-01\nnorlund,A-1,D_1,2025,20,USD,,2025-02-01\nnorlund,A-1,D_1,2025,40,USD,,2025-06-01\n"
    of = view(agreements=ONE, paid=paid, spent="A-1,D_1,2024-04-01,2025-03-31,expended,5,USD,,\n")
    it = of.account(of.agreements[0])
    assert (it.received_before, it.received) == (10, 20), "what came after the period is of the next report"


def test_foreign_money_is_worth_what_it_was_on_its_day_and_spending_the_average() -> None:
    euro = ONE.replace("USD", "EUR")
    paid = "norlund,A-1,D_1,2023,100,EUR,1.20,2023-05-01\nnorlund,A-1,D_1,2024,300,EUR,1.00,2024-05-01\n"
    of = view(agreements=euro, paid=paid, spent="A-1,D_1,2024-01-01,2024-12-31,expended,210,USD,,\n")
    own, theirs = of.account(of.agreements[0]), of.account(of.agreements[0], currency="EUR")
    assert (own.received_before, own.received, own.expended) == (120, 300, 210)
    assert (theirs.received_before, theirs.received, theirs.expended) == (100, 300, 200)
    assert theirs.rate == Decimal(400) / 420 and theirs.agreed == 900 and own.agreed == 945


def test_one_agreement_alone_has_its_own_numbers() -> None:
    two = ONE + ONE.replace("A-1", "A-2")
    paid = "norlund,A-1,D_1,2024,10,USD,,\nnorlund,A-2,D_1,2024,5,USD,,\n"
    assert view(agreements=two, paid=paid).received == 15 and view(agreements=two, paid=paid, only="A-2").received == 5


def test_among_few_indicators_one_that_fell_short_keeps_its_place(demo) -> None:
    from reportgen.project import project

    of: Report = project(demo.loaded, "donor:norlund")
    donor = DonorView(of, "norlund")
    for most in (1, 3, 5):
        chosen = donor.indicators(most)
        assert len(chosen) == most
        assert any(donor.numbers.rating(i, 2024) in ("partly", "not-met") for i in chosen)
