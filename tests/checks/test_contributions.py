"""Agreements and tranches."""

from tests.checks.conftest import Found, says

HEAD = "partner,agreement,outcome,year,amount,currency,rate,rate_date,development,humanitarian\n"
AGREEMENT = "id,partner,outcomes,start,end,currency,amount\nA-01,norlund,D_1,2022-01-01,2024-12-31,{},1200000\n"


def rows(*lines: str) -> str:
    return HEAD + "".join(f"norlund,{line}\n" for line in lines)


def test_a_foreign_currency_without_a_rate_is_found(found: Found):
    assert says(found("FIN020", contributions=rows(",D_1,2024,400000,EUR,,,,"))) == [
        "contributions.csv:2:rate: error: norlund, 2024: 400000 EUR has no rate, so it cannot be given in USD."
    ]
    assert found("FIN020", contributions=rows(",D_1,2024,400000,EUR,1.08,2024-05-02,,")) == []


def test_a_rate_without_its_day_and_a_rate_of_the_own_currency_are_found(found: Found):
    findings = found("FIN020", contributions=rows(",D_1,2024,4,EUR,1.08,,,", ",D_1,2024,4,USD,1.08,2024-05-02,,"))
    assert says(findings) == [
        "contributions.csv:3:rate: error: norlund, 2024: 4 USD has a rate, 1.08, though the report is kept in USD.",
        "contributions.csv:2:rate_date: warning: norlund, 2024: 4 EUR has a rate without its day.",
    ]


def test_a_split_that_misses_the_amount_is_found(found: Found):
    assert says(found("FIN021", contributions=rows(",D_1,2024,250,USD,,,200,0"))) == [
        "contributions.csv:2:development: error: norlund, 2024: development and humanitarian add up to "
        "200, the amount is "
        "250."
    ]
    assert found("FIN021", contributions=rows(",D_1,2024,250,USD,,,200,50", ",D_1,2024,9,USD,,,,")) == []


def test_half_a_split_is_found(found: Found):
    [finding] = found("FIN021", contributions=rows(",D_1,2024,250,USD,,,200,"))
    assert finding.severity == "warning" and finding.expected == "50" and finding.place.column == "humanitarian"


def test_contributions_that_differ_from_what_was_received_are_found(found: Found):
    assert says(found("FIN022", contributions=rows(",D_1,2024,900000,USD,,,,"))) == [
        "finance.csv:3:amount: warning: D_1, 2024: 950000 of other funds was received, but its "
        "contributions add up to "
        "900000 (1 rows)."
    ]
    assert found("FIN022", contributions=rows(",D_1,2024,1000000,EUR,0.95,2024-05-02,,")) == []
    [own] = found("FIN022", contributions=rows(",D_1,2024,900000,USD,,,,"))
    [foreign] = found("FIN022", contributions=rows(",D_1,2024,1000000,EUR,1.05,2024-05-02,,"))
    assert foreign.hint == f"{own.hint} Amounts in EUR are in the sum: a rate may be wrong."
    assert found("FIN022", contributions=rows(",D_1,2024,1000000,EUR,,,,")) == []


def test_a_contribution_outside_its_agreement_is_found(found: Found):
    agreements = AGREEMENT.format("USD")
    assert says(found("FIN023", agreements=agreements, contributions=rows("A-01,D_1,2025,5,USD,,,,"))) == [
        "contributions.csv:2:year: warning: norlund: a contribution of 2025 under A-01, which runs from 2022 to 2024."
    ]
    silent = rows("A-01,D_1,2024,5,USD,,,,", "A-01,D_1,2025,-5,USD,,,,")
    assert found("FIN023", agreements=agreements, contributions=silent) == []


def test_contributions_over_their_agreement_are_found(found: Found):
    twice = rows("A-01,D_1,2022,700000,USD,,,,", "A-01,D_1,2023,700000,USD,,,,")
    assert says(found("FIN024", agreements=AGREEMENT.format("USD"), contributions=twice)) == [
        "contributions.csv:3:amount: warning: A-01: its contributions add up to 1400000 USD, the "
        "agreement is about "
        "1200000 USD."
    ]
    assert found("FIN024", agreements=AGREEMENT.format("EUR"), contributions=twice) == []
    refund = twice + "norlund,A-01,D_1,2024,-300000,USD,,,,\n"
    assert found("FIN024", agreements=AGREEMENT.format("USD"), contributions=refund) == []
