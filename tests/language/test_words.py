"""How English editions write numbers, money, percentages, dates and lists."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.errors import TemplateError
from reportgen.language import Words, direction, languages, plain_decimals, rounded

EN = Words("en")


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        ("0", None, "0"), ("-0.0", None, "0"), ("-0.001", None, "0"), ("-0.4", 0, "0"), ("-0.5", 0, "−1"),
        ("1234567", None, "1,234,567"), ("1234.5", None, "1,234.5"), ("1234.567", None, "1,234.57"), ("1.50", None, "1.5"),
        ("2.5", 0, "3"), ("3.5", 0, "4"), ("-1234.5", 1, "−1,234.5"), ("1e3", None, "1,000"), ("0.005", 2, "0.01"),
        ("99.995", 2, "100.00"), ("12", 3, "12.000"),
    ],
)  # fmt: skip
def test_numbers(value: str, decimals: int | None, text: str) -> None:
    assert EN.number(Decimal(value), decimals) == text


@given(
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=4),
    st.integers(0, 4),
)
def test_a_printed_number_reads_back_as_the_rounded_value(value: Decimal, decimals: int) -> None:
    text = EN.number(value, decimals)
    assert Decimal(text.replace(",", "").replace("−", "-")) == rounded(value, decimals)
    assert not (text.startswith("−") and set(text) <= set("−0.,")), "there is no negative zero"


@pytest.mark.parametrize(
    ("value", "currency", "decimals", "text"),
    [
        ("1950000", "USD", 0, "US$1,950,000"), ("-330068.4", "USD", 0, "−US$330,068"), ("0", "USD", 0, "US$0"),
        ("-0.2", "USD", 0, "US$0"), ("12.5", "USD", 2, "US$12.50"),
    ],
)  # fmt: skip
def test_money(value: str, currency: str, decimals: int, text: str) -> None:
    assert EN.money(Decimal(value), currency, decimals) == text


@pytest.mark.parametrize("currency", ["EUR", "GBP", "SEK", "CHF", "CNY", "XAF"])
def test_money_of_every_currency_says_which(currency: str) -> None:
    text = EN.money(Decimal("1234.5"), currency, 2)
    assert "1,234.50" in text and text.replace("1,234.50", "").strip()


@pytest.mark.parametrize(
    ("value", "decimals", "unit", "text"),
    [
        ("1950000", None, "million", "US$1.95 million"), ("2000000", None, "million", "US$2 million"),
        ("330068", None, "thousand", "US$330.07 thousand"), ("1950000", 1, "million", "US$2.0 million"),
        ("-500000", None, "million", "−US$0.5 million"), ("2500000000", None, "billion", "US$2.5 billion"),
    ],
)  # fmt: skip
def test_money_in_short(value: str, decimals: int | None, unit: str, text: str) -> None:
    assert EN.money_short(Decimal(value), "USD", decimals, unit) == text


def test_per_cent_is_words_in_prose_and_a_sign_in_tables() -> None:
    assert EN.percent_prose(19) == "19 per cent" and EN.percent(19) == "19%"
    assert EN.percent_prose(Decimal("31.25")) == "31.3 per cent" and EN.percent(Decimal("-0.01")) == "0%"
    assert EN.percent(Decimal("74"), 1) == "74.0%"


def test_small_counts_are_words() -> None:
    assert [EN.count(n) for n in (1, 9, 10, 0, -3)] == ["one", "nine", "10", "0", "−3"]
    assert EN.count(Decimal("2.5")) == "2.5" and EN.count(Decimal("3.0")) == "three"


def test_dates() -> None:
    day = datetime.date(2025, 3, 5)
    assert EN.date(day) == "5 March 2025" and EN.month(day) == "March 2025"


def test_lists_have_no_comma_before_and() -> None:
    assert [EN.list(parts) for parts in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a and b", "a, b and c"]


def test_strings_are_filled_and_nothing_else_is_done_to_them() -> None:
    assert EN.t("results.first", value="{0} {{7*7}} %s") == EN.t("results.first", value="X").replace(
        "X", "{0} {{7*7}} %s"
    )
    with pytest.raises(TemplateError, match=r"no interface string 'no\.such'"):
        EN.t("no.such")


def test_a_string_without_its_value_is_an_error() -> None:
    with pytest.raises(TemplateError, match="wants a value for 'value'"):
        EN.t("results.first", other="x")


def test_directions() -> None:
    assert [direction(code) for code in ("en", "ar", "zh", "he", "ar-EG")] == ["ltr", "rtl", "ltr", "rtl", "rtl"]


def test_an_unknown_language_is_told() -> None:
    with pytest.raises(TemplateError, match="'xx-yy-zz' is not a language code"):
        Words("xx-yy-zz")


def test_english_ships() -> None:
    assert "en" in languages()


@pytest.mark.parametrize(("value", "most", "places"), [("1.50", 2, 1), ("1.005", 2, 2), ("100", 2, 0), ("0.001", 2, 0)])
def test_decimals_that_are_needed(value: str, most: int, places: int) -> None:
    assert plain_decimals(Decimal(value), most) == places


@pytest.mark.parametrize(
    ("thousands", "number", "money"),
    [("", "1,234,567.5", "€1,234,567.50"), ("space", "1\u202f234\u202f567.5", "€1\u202f234\u202f567.50"),
     ("point", "1.234.567,5", "€1.234.567,50"), ("apostrophe", "1’234’567.5", "€1’234’567.50")],
)  # fmt: skip
def test_a_donor_s_mark_between_thousands_takes_the_place_of_the_language_s(thousands: str, number: str, money: str):
    words = Words("en", thousands=thousands)
    assert words.number(Decimal("1234567.5")) == number and words.money(Decimal("1234567.5"), "EUR", 2) == money
    assert words.decimal_mark == ("," if thousands == "point" else ".")


def test_a_donor_s_pattern_of_dates_takes_the_place_of_the_language_s():
    assert Words("en", dates="dd/MM/y").date(datetime.date(2025, 3, 1)) == "01/03/2025"
    assert Words("en").date(datetime.date(2025, 3, 1)) == "1 March 2025"
