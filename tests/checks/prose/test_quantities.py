"""Numbers in English sentences are read with their units; years, days and parts of names are left aside."""

from decimal import Decimal

import pytest

from reportgen.checks.prose.passages import Prose
from reportgen.checks.prose.quantities import Quantity, quantities, years
from tests.corpus import Case, report_of


def read(text: str) -> list[Quantity]:
    report = report_of(Case("", 1, (), {"text": text, "title": "T"}))
    passage = next(each for each in Prose.of(report).everything if each.kind == "paragraph")
    return list(quantities(passage))


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("It paid US$1.95 million.", "1950000", "money"),
        ("It paid $1.95m.", "1950000", "money"),
        ("It paid EUR 40,000.", "40000", "money"),
        ("It paid 12 dollars.", "12", "money"),
        ("A share of 19 per cent.", "19", "percent"),
        ("A share of 58.3%.", "58.3", "percent"),
        ("A share of 58,3%.", "58.3", "percent"),
        ("A gain of five percentage points.", "5", "points"),
        ("Some 37,300 impressions.", "37300", "number"),
        ("About 1.6 billion views.", "1600000000", "number"),
        ("Twenty-five women came.", "25", "number"),
        ("Over 2,000 women came.", "2000", "number"),
    ],
)
def test_a_number_is_read_with_its_unit(text: str, value: str, kind: str):
    found = read(text)
    assert [(each.value, each.kind) for each in found] == [(Decimal(value), kind)]


@pytest.mark.parametrize(
    "text",
    [
        "In 2024 it rained.", "On 15 March it rained.", "On March 15 it rained.", "At CSW67 and Beijing+30 they met.",
        "During the 16 Days of Activism.", "Aligned to SDG 5 and resolution 1325.", "Article 35 of Act No. 45.", "A 22-year-old baker.",
        "Call 0800 112 358 now.", "Open from 10 a.m. onwards.", "Women under 30 may vote.", "In the 1990s it rained.", "See page 114.",
        "The 2nd of them, code SP_D_0.3.3.", "During COVID-19.", "The vote of 24/7 and a ratio of 3:1.",
    ],
)  # fmt: skip
def test_what_is_no_quantity_is_left_aside(text: str):
    assert read(text) == []


def test_words_before_and_behind_a_number_are_kept():
    about, over = read("It had about 300 readers. More than 40 small shops opened.")
    assert (about.approximate, about.noun, over.approximate) == ("about", "readers", "over")
    assert over.noun.startswith("small shops")


def test_the_step_is_one_more_in_the_last_digit():
    assert [each.step for each in read("US$1.95 million, 58.3 per cent, 310 people and two million more.")] == [
        Decimal(10000), Decimal("0.1"), Decimal(1), Decimal(1000000),
    ]  # fmt: skip


def test_a_number_from_the_data_is_known_as_bound():
    bound, typed = read('It has {{ office.facts["population-women"] | number }} women and 12 ports.')
    assert bound.bound and bound.value == 688000 and not typed.bound


def test_years_stand_by_themselves():
    assert [year for _, year in years("From 2021 to 2024, 2,025 people; US$2024; 2019 women in 2020; No. 20245.")] == [
        2021,
        2024,
        2020,
    ]


def test_a_megabyte_of_digits_is_read():
    assert read("1" * 1_000_000) == [] and len(read("12 and " * 20_000)) == 20_000
