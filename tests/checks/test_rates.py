"""Rates of payments in other currencies."""

import pytest

from tests.checks.conftest import Found, says

HEAD = "partner,outcome,year,amount,currency,rate,rate_date\n"


def paid(*rates: str) -> str:
    """Return contributions.csv; each rate is said with its day, and perhaps another currency."""
    out = HEAD
    for each in rates:
        rate, day, *currency = each.split()
        out += f"norlund,D_1,{day[:4]},100,{''.join(currency) or 'EUR'},{rate},{day}\n"
    return out


def test_a_rate_that_is_upside_down_is_found_with_what_is_meant(found: Found):
    rows = paid("1.08 2024-04-02", "1.09 2024-06-02", "0.92 2024-09-02")
    assert found("FIN056", contributions=rows) == []  # 1.09 to 0.92 is within 30 per cent
    rows = paid("0.1004 2024-04-02 SEK", "0.0964 2024-06-02 SEK", "10.35 2024-09-02 SEK")
    assert says(found("FIN056", contributions=rows)) == [
        "contributions.csv:4:rate: warning: norlund, 2024: 1 SEK is 10.35 USD, but 0.0964 on 2024-06-02. "
        "Is it upside down (0.0966)?"
    ]


def test_a_slipped_point_is_found_even_if_it_was_typed_for_two_outcomes(found: Found):
    rows = paid("1.08 2024-04-02", "10.9 2024-06-02", "10.9 2024-06-02", "1.07 2024-09-02")
    [finding] = found("FIN056", contributions=rows)
    assert str(finding.place) == "contributions.csv:3:rate" and finding.expected == "near 1.08"


def test_of_two_rates_the_later_is_asked_about(found: Found):
    [finding] = found("FIN056", contributions=paid("1.08 2024-04-02", "0.5 2024-06-02"))
    assert finding.place.line == 3


def test_a_rate_that_its_sister_of_the_same_day_contradicts_is_found(found: Found):
    for rates in (
        ("1.0892 2024-04-02", "0.9181 2024-04-02", "1.08 2024-01-15"),
        ("1.0892 2024-04-01", "0.9181 2024-04-05"),
    ):
        [finding] = found("FIN056", contributions=paid(*rates))
        assert str(finding.place) == "contributions.csv:3:rate"
        assert finding.message.endswith("Is it upside down (1.0892)?")
    assert (
        found("FIN056", contributions=HEAD + "norlund,D_1,2024,1,EUR,1.0892,\nnorlund,D_1,2024,1,EUR,0.9181,\n") == []
    )


@pytest.mark.parametrize(
    "rates",
    [
        ("1.2036 2021-06-26", "1.0574 2022-04-10", "1.0740 2023-04-09"),
        ("0.115 2021-12-01 TRY", "0.060 2022-12-10 TRY"),  # a currency that loses its worth
        ("1.08 2024-04-02", "0.0964 2024-04-02 SEK", "1.25 2024-04-02 GBP"),
        ("1.08 2024-04-02",),
        ("1.0892 2024-04-02", "1.0921 2024-04-02", "1.08 2024-04-03"),
        ("1.08 2021-04-02", "0.5 2024-06-02"),  # years apart
    ],
)
def test_rates_that_move_with_the_market_are_right(found: Found, rates: tuple[str, ...]):
    assert found("FIN056", contributions=paid(*rates)) == []


def test_a_day_in_another_year_than_the_payment_is_found(found: Found):
    rows = (
        HEAD
        + "norlund,D_1,2024,100,EUR,1.08,2023-05-12\nnorlund,D_1,2024,-5,EUR,1.08,2024-05-12\nnorlund,D_1,2024,5,USD,,\n"
    )
    assert says(found("FIN057", contributions=rows)) == [
        "contributions.csv:2:rate_date: warning: norlund: the payment is of 2024, but its day is 2023-05-12."
    ]
