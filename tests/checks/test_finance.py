"""Money by stage."""

import pytest

from tests.checks.conftest import Found, says

HEAD = "code,year,source_of_funds,stage,amount,currency,as_of,status\n"
SDG = "outcome,year,goal,target,share\n"


def rows(*lines: str) -> str:
    """Return finance.csv; a line says code, source, stage, amount and perhaps a status."""
    out = HEAD
    for line in lines:
        code, source, stage, amount, *status = line.split()
        out += f"{code},2024,{source},{stage},{amount},USD,2025-02-28,{''.join(status)}\n"
    return out


def test_shares_that_miss_100_are_found_with_their_sum(found: Found):
    assert says(found("FIN001", sdg=SDG + "D_1,2024,5,5.5,60\nD_1,2024,16,,30\n")) == [
        "sdg.csv:3:share: error: D_1, 2024: the shares add up to 90 instead of 100 (2 rows)."
    ]


@pytest.mark.parametrize(("share", "severities"), [("40.5", []), ("40.8", ["warning"]), ("41.1", ["error"])])
def test_rounding_of_shares_is_forgiven(found: Found, share: str, severities: list[str]):
    findings = found("FIN001", sdg=SDG + f"D_1,2024,5,,60\nD_1,2024,16,,{share}\n")
    assert [finding.severity for finding in findings] == severities


def test_years_and_outcomes_are_added_apart(found: Found):
    assert found("FIN001", sdg=SDG + "D_1,2023,5,,100\nD_1,2024,5,,100\n") == []


def test_more_spent_than_available_is_found_by_source(found: Found):
    finance = rows("D_1 other available 500000", "D_1 other expended 620000", "D_1 regular available 900000")
    assert says(found("FIN002", finance=finance)) == [
        "finance.csv:3:amount: warning: D_1, 2024, other funds: 620000 expended is over 500000 available (line 2)."
    ]
    assert found("FIN004", finance=finance) == []
    assert found("FIN002", finance=finance.replace("620000", "500000")) == []


def test_a_later_as_of_date_replaces_an_amount(found: Found):
    finance = rows("D_1 other available 500000", "D_1 other expended 620000")
    finance += "D_1,2024,other,available,650000,USD,2025-03-10,\n"
    assert found("FIN002", finance=finance) == []


def test_more_spent_than_received_is_said_unless_it_was_available(found: Found):
    finance = rows("D_1 other received 300000", "D_1 other expended 450000")
    [finding] = found("FIN003", finance=finance)
    assert finding.severity == "info" and "450000 expended is over 300000 received" in finding.message
    assert found("FIN003", finance=finance + "D_1,2024,other,available,500000,USD,2025-02-28,\n") == []
    over = finance + "D_1,2024,other,available,400000,USD,2025-02-28,\n"
    assert found("FIN003", finance=over) == [] and len(found("FIN002", finance=over)) == 1


def test_a_delivery_over_100_names_the_source_without_available_money(found: Found):
    finance = rows("D_1 regular available 500", "D_1 regular expended 400", "D_1 other expended 250")
    assert says(found("FIN004", finance=finance)) == [
        "finance.csv:4:amount: warning: D_1, 2024: the delivery rate is 130 per cent. Nothing is "
        "available of other funds."
    ]
    assert found("FIN004", finance=finance.replace("250", "100")) == []


def test_an_amount_without_its_day_is_found(found: Found):
    findings = found("FIN005", finance=rows("D_1 other received 5").replace("2025-02-28", ""))
    assert says(findings) == ["finance.csv:2:as_of: warning: D_1, 2024: received 5 has no as_of date."]
    assert found("FIN005", finance=rows("D_1 other received 5")) == []


def test_provisional_beside_certified_is_said(found: Found):
    finance = rows("D_1 other available 5 certified", "D_1 other expended 4 provisional")
    [finding] = found("FIN006", finance=finance)
    assert str(finding.place) == "finance.csv:3:status" and finding.severity == "info"
    assert found("FIN006", finance=finance.replace("certified", "provisional")) == []


def test_an_amount_in_a_foreign_currency_is_found(found: Found):
    findings = found("FIN007", finance=rows("D_1 other received 5").replace("USD", "EUR"))
    assert says(findings) == [
        "finance.csv:2:currency: error: D_1, 2024: the amount is in EUR, but the report is kept in USD."
    ]


def test_outputs_over_their_outcome_are_found(found: Found):
    finance = rows("D_1 other planned 500", "D_1.1 other planned 700")
    assert says(found("FIN008", finance=finance)) == [
        "finance.csv:2:amount: warning: D_1, 2024, planned (other): its outputs add up to 700, the outcome has 500."
    ]
    assert found("FIN008", finance=finance.replace("700", "500")) == found("FIN007", finance=finance) == []


def test_negative_amounts_are_found(found: Found):
    findings = found(
        "FIN009",
        finance=rows("D_1 other planned -5"),
        sdg=SDG + "D_1,2024,5,,110\nD_1,2024,16,,-10\n",
        agreements="id,partner,start,end,currency,amount,fees\nA-1,norlund,2022-01-01,2025-12-31,USD,-9,8\n",
    )
    assert says(findings) == [
        "agreements.csv:2:amount: error: A-1: amount is -9.",
        "finance.csv:2:amount: error: D_1, 2024: planned is -5.",
        "sdg.csv:3:share: error: D_1, 2024: the share of goal 16 is -10.",
    ]


def test_a_refund_may_be_negative(found: Found):
    assert found("FIN009", contributions="partner,year,amount,currency\nnorlund,2024,-5,USD\n") == []
