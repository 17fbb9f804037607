"""Amounts of several stages and years."""

import pytest

from tests.checks.conftest import Found, says

HEAD = "code,year,source_of_funds,stage,amount,currency,as_of\n"


def rows(*lines: str) -> str:
    """Return finance.csv; a line says stage, amount and perhaps the year."""
    out = HEAD
    for line in lines:
        stage, amount, *year = line.split()
        out += f"D_1,{''.join(year) or 2024},other,{stage},{amount},USD,2025-02-28\n"
    return out


def test_spent_and_committed_over_available_are_found(found: Found):
    assert says(found("FIN042", finance=rows("available 500", "expended 400", "committed 150"))) == [
        "finance.csv:4:amount: warning: D_1, 2024, other funds: 400 expended and 150 committed are 550, over 500 available."
    ]


@pytest.mark.parametrize("committed", ["100", "101"])
def test_a_balance_of_nothing_and_a_rounded_unit_are_right(found: Found, committed: str):
    assert found("FIN042", finance=rows("available 500", "expended 400", f"committed {committed}")) == []


def test_a_commitment_that_may_hold_what_was_spent_is_a_note_and_overspending_is_left_to_its_own_rule(found: Found):
    [finding] = found("FIN042", finance=rows("available 500", "expended 400", "committed 450"))
    assert finding.severity == "info"
    assert found("FIN042", finance=rows("available 500", "expended 600", "committed 50")) == []
    assert found("FIN042", finance=rows("expended 600", "committed 50")) == []


def test_a_budget_that_more_than_doubles_is_said_and_ten_times_as_much_warned_of(found: Found):
    assert [f.severity for f in found("FIN044", finance=rows("planned 80000", "revised 170000"))] == ["info"]
    assert says(found("FIN044", finance=rows("planned 80000", "revised 800000"))) == [
        "finance.csv:3:amount: warning: D_1, 2024, other funds: planned 80000, revised 800000."
    ]


@pytest.mark.parametrize("revised", ["160000", "40000", "0"])
def test_an_ordinary_revision_and_a_budget_given_up_are_right(found: Found, revised: str):
    assert found("FIN044", finance=rows("planned 80000", f"revised {revised}")) == []
    assert found("FIN044", finance=rows("planned 0", "revised 80000")) == []


def test_less_available_than_received_is_found(found: Found):
    assert says(found("FIN045", finance=rows("received 700", "available 650"))) == [
        "finance.csv:3:amount: warning: D_1, 2024, other funds: 650 available is below 700 received."
    ]
    assert found("FIN045", finance=rows("received 700", "available 700", "available 10 2023")) == []


def test_an_amount_that_jumps_is_said(found: Found):
    assert says(found("FIN046", finance=rows("planned 90000 2023", "planned 1200000"))) == [
        "finance.csv:3:amount: info: D_1, other funds, planned: 90000 in 2023 and 1200000 in 2024."
    ]
    [finding] = found("FIN046", finance=rows("planned 950 2023", "planned 950000"))
    assert finding.severity == "warning"


def test_a_jump_over_what_was_available_is_said_once(found: Found):
    spent = ("expended 90000 2023", "expended 1200000")
    assert len(found("FIN046", finance=rows(*spent, "available 1300000"))) == 1
    assert found("FIN046", finance=rows(*spent, "available 130000")) == []


@pytest.mark.parametrize("lines", [("planned 500 2023", "planned 90000"), ("planned 0 2023", "planned 900000"),
                                   ("planned 90000 2022", "planned 1200000"), ("committed 1000 2023", "committed 200000")])  # fmt: skip
def test_small_amounts_first_years_gaps_and_commitments_may_jump(found: Found, lines: tuple[str, ...]):
    assert found("FIN046", finance=rows(*lines)) == []
