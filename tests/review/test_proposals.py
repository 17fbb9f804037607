"""What stands in a figure's place is read as the value that it means, or as none."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest

from reportgen.build.check import check_workspace
from reportgen.facts import Fact, Facts
from reportgen.findings import Place
from reportgen.language import Words
from reportgen.review.proposals import Proposal, clashes, plain_number, propose, read_value
from tests.conftest import ROOT

WORKSPACE = ROOT / "inputs" / "demo"
WORDS = Words("en")


@pytest.fixture(scope="module")
def facts() -> Facts:
    report = check_workspace(WORKSPACE).report
    assert report is not None
    return Facts.of(report)


def money(value: str) -> Fact:
    return Fact("p", "money", Decimal(value), currency="USD")


def number(value: str) -> Fact:
    return Fact("p", "number", Decimal(value))


@pytest.mark.parametrize(
    ("text", "old", "value"),
    [
        ("US$1.95 million", "US$1.94 million", "1950000"),
        ("US$ 1.95 million", "US$1.94 million", "1950000"),
        ("1.95 million", "US$1.94 million", "1950000"),
        ("US$1,950,000", "US$1.94 million", "1950000"),
        ("1,950,000", "US$1.94 million", "1950000"),
        ("US$1,950,000", "US$1,940,000", "1950000"),
        ("−US$5,000", "US$1,940,000", "-5000"),
        ("-US$5,000", "US$1,940,000", "-5000"),
        ("US$−5,000", "US$1,940,000", "-5000"),
        ("US$0", "US$1,940,000", "0"),
        ("US$0", "US$1.94 million", "0"),
    ],
)
def test_an_amount_is_read_in_full_and_in_millions(text: str, old: str, value: str) -> None:
    assert read_value(text, old, money("1940000"), WORDS) == Decimal(value)


@pytest.mark.parametrize("text", ["US$2 billion", "950 thousand", "US$1.95", "1.95", "US$1.95m", "US$1.95 millions"])
def test_an_amount_in_another_power_of_ten_than_was_printed_is_no_value(text: str) -> None:
    assert read_value(text, "US$1.94 million", money("1940000"), WORDS) is None


@pytest.mark.parametrize(
    ("text", "old", "value"),
    [
        ("1,950,000", "1,940,000", "1950000"),
        ("1 950 000", "1,940,000", "1950000"),
        ("1\u00a0950\u202f000", "1,940,000", "1950000"),
        ("1'950'000", "1,940,000", "1950000"),
        ("1.950.000", "1,940,000", "1950000"),
        ("19,50,000", "1,940,000", "1950000"),
        ("1950000", "1,940,000", "1950000"),
        ("19.5", "19.4", "19.5"),
        ("0.413", "0.412", "0.413"),
        ("19.5%", "19.4%", "19.5"),
        ("19.5 per cent", "19.4 per cent", "19.5"),
        ("19.5 per cent", "19.4%", "19.5"),
        ("19.5%", "19.4 per cent", "19.5"),
        ("−3.5", "−3.4", "-3.5"),
        ("-3.5", "−3.4", "-3.5"),
        ("+5", "4", "5"),
        ("500.", "480", "500"),
        ("(500)", "480", "500"),
        ("\u2066500\u2069", "480", "500"),
        ("0", "480", "0"),
    ],
)
def test_a_number_is_read_however_its_thousands_are_parted(text: str, old: str, value: str) -> None:
    fact = number(old.split()[0].strip("%").replace(",", "").replace("−", "-"))
    assert read_value(text, old, fact, WORDS) == Decimal(value)


def test_numbers_up_to_nine_are_read_in_words() -> None:
    words = "one two three four five six seven eight nine".split()
    assert [read_value(each, "two", number("2"), WORDS) for each in words] == [Decimal(each) for each in range(1, 10)]
    assert read_value("Nine", "two", number("2"), WORDS) == 9
    assert read_value("12", "two", number("2"), WORDS) == 12


@pytest.mark.parametrize(
    "text",
    ["", "many", "ten", "about 500", "between 5 and 6", "5–6", "5 of 6", "1,5", "1,50", "5 million", "1.2.3", "n/a"],
)
def test_what_is_no_single_number_is_no_value(text: str) -> None:
    assert read_value(text, "480", number("480"), WORDS) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 March 2025", "2025-03-01"),
        ("1 March 2031", "2031-03-01"),
        ("2025-03-01", "2025-03-01"),
        ("31 February 2025", None),
        ("2025-13-45", None),
        ("1 March", None),
        ("soon", None),
    ],
)
def test_a_date_is_read_as_it_is_printed(text: str, value: str | None) -> None:
    fact = Fact("p", "date", day=datetime.date(2025, 2, 28))
    assert read_value(text, "28 February 2025", fact, WORDS) == value


@pytest.mark.parametrize(
    ("text", "value"), [("Yes", "yes"), ("no", "no"), ("Lower middle", "Lower middle"), ("", None)]
)
def test_words_stay_words_and_yes_and_no_are_those_of_the_data(text: str, value: str | None) -> None:
    assert read_value(text, "yes", Fact("p", "text", text="yes"), WORDS) == value


def test_a_figure_that_is_typed_at_one_place_has_that_place(facts: Facts) -> None:
    found = propose(WORKSPACE, facts, WORDS, 'office.facts["population"]', "18,410,000", "18,510,000")
    assert (found.value, found.typed, found.note) == ("18510000", "18410000", "")
    assert found.place.startswith("office.yaml:")


def test_a_figure_of_a_table_has_its_line_and_column(facts: Facts) -> None:
    found = propose(WORKSPACE, facts, WORDS, 'indicators["D_1.A"].baseline', "21.4%", "21.5 per cent")
    assert (found.value, found.place, found.typed) == ("21.5", "targets.csv:2:value", "21.4")


def test_a_figure_that_is_computed_from_several_has_no_place(facts: Facts) -> None:
    path = next(
        str(fact.path) for fact in facts.facts.values() if len(fact.places) > 7 and fact.value and fact.kind == "money"
    )
    found = propose(WORKSPACE, facts, WORDS, path, "US$1", "US$2")
    assert (found.place, found.typed) == ("", "")
    assert "it is computed from " in found.note
    assert found.note.endswith("...)")


def test_a_value_that_was_rounded_says_what_the_data_hold(facts: Facts) -> None:
    found = propose(WORKSPACE, facts, WORDS, 'office.facts["inequality-index"]', "0.41", "0.42")
    assert found.value == "0.42"
    assert found.note == "what was printed is rounded; the data hold 0.412"


def test_the_same_value_written_otherwise_proposes_none(facts: Facts) -> None:
    found = propose(WORKSPACE, facts, WORDS, 'office.facts["population"]', "18,410,000", "18 410 000")
    assert found.value == ""
    assert found.note == "the same value, written otherwise: change the format in the narrative"


def test_words_that_are_no_value_are_told(facts: Facts) -> None:
    found = propose(WORKSPACE, facts, WORDS, 'office.facts["population"]', "18,410,000", "many")
    assert (found.value, found.note) == ("", "the new words are no value: accept it with --value")


@pytest.mark.parametrize("path", ["", 'office.facts["gone"]', "no path ["])
def test_a_figure_that_is_gone_from_the_data_is_told(facts: Facts, path: str) -> None:
    found = propose(WORKSPACE, facts, WORDS, path, "5", "6")
    assert found == Proposal(path, "5", "6", note="the data no longer have this figure")


def test_numbers_are_written_as_tables_hold_them() -> None:
    values = ("1.95E+6", "19.50", "100", "-0.5", "0")
    assert [plain_number(Decimal(each)) for each in values] == ["1950000", "19.5", "100", "-0.5", "0"]


def test_two_values_for_one_figure_clash() -> None:
    found = [Proposal("a", "1", "2", "2"), Proposal("a", "1", "3", "3"), Proposal("b", "1", "2", "2")]
    assert clashes([*found, Proposal("b", "1", "2", "2")]) == {"a": ["2", "3"]}
    assert str(Place("a.csv", 2, "value")) == "a.csv:2:value"
