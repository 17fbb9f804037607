"""Facts about the country."""

import pytest

from tests.checks.conftest import Found, says

HEAD = "code: XM-DAC-41146-NLD\nname: {en: UN Women %s}\ncountry: {en: %s}\nfacts:\n"


def facts(*lines: str, country: str = "Norlund", name: str = "") -> str:
    return HEAD % (name or country, country) + "".join(f"  - {{{line}}}\n" for line in lines)


def fact(id: str, value: str, unit: str = "people", label: str = "", more: str = "year: 2023, source: Census") -> str:
    return f"id: {id}, label: {{en: {label or id}}}, value: {value}, unit: {{en: {unit}}}, {more}"


def test_a_fact_that_names_another_country_is_found(found: Found):
    office = facts(fact("seats", "24", "per cent", "Seats in the Parliament of Kenya"))
    assert says(found("STR157", office=office)) == [
        "office.yaml:5:24: warning: “Seats in the Parliament of Kenya” names Kenya, but the office's country is Norlund."
    ]
    assert [f.found for f in found("STR157", office=facts(fact("a", "1"), name="China"))] == ["China"]


@pytest.mark.parametrize(
    ("country", "label"),
    [
        ("Kenya", "Seats in the Parliament of Kenya"),
        ("Papua New Guinea", "Women in Papua New Guinea"),
        ("Lao People's Democratic Republic", "Women in Laos and Lao villages"),
        ("Norlund", "Exports to China"),
        ("Norlund", "Migrants from Kenya"),
        ("Norlund", "Trade with the United States"),
        ("Norlund", "Women in chadors and in jordanian dress"),
        ("Norlund", "World Bank income class"),
        ("Norlund", "Rank among members of the United Nations"),
    ],
)
def test_the_own_country_and_those_it_is_compared_with_are_right(found: Found, country: str, label: str):
    assert found("STR157", office=facts(fact("a", "1", label=label), country=f'"{country}"' if "'" in country else country,
                                        name="Office")) == []  # fmt: skip


@pytest.mark.parametrize(
    "lines",
    [
        [fact("population-men", "9.5", "per cent")],
        [fact("population", "18400000"), fact("population-women", "1932000")],
        [fact("population", "18400000"), fact("population-women", "93200000")],
        [fact("population", "18400000"), fact("population-women", "9300000"), fact("population-men", "8100000")],
    ],
)
def test_a_population_that_cannot_be_is_found(found: Found, lines: list[str]):
    [finding] = found("STR160", office=facts(*lines))
    assert finding.severity == "warning"


@pytest.mark.parametrize(
    "lines",
    [
        [fact("population", "18410000"), fact("population-women", "9320000"), fact("population-rural", "46", "per cent")],
        [fact("population", "18.4", "million"), fact("population-women", "9.3", "million"), fact("population-men", "9.1", "million")],
        [fact("population", "18400000"), fact("population-women", "9300000", more="year: 2020, source: Census"), fact("population-men", "8900000")],
        [fact("women-in-parliament", "9.5", "per cent", "Women in parliament")],
        [fact("population-women-rural", "9.5", "per cent")],
        [fact("population-women", "49.5", "per cent"), fact("population", "18400000")],
        [fact("population-women", "688000")],
        [fact("women", "9.5", "per cent", "Women among ministers")],
        [fact("population", "0"), fact("population-women", "0"), fact("population-men", "0")],
        ["id: population-women, label: Women, absence: not-published"],
    ],
)  # fmt: skip
def test_a_population_that_can_be_and_other_shares_are_right(found: Found, lines: list[str]):
    assert found("STR160", office=facts(*lines)) == []


def test_a_note_says_why_a_population_is_right(found: Found):
    more = 'year: 2023, source: Census, note: "ignore STR160 because most residents are migrant workers"'
    assert found("STR160", office=facts(fact("population-women", "27", "per cent", more=more))) == []
    assert found("NAR022", office=facts(fact("population-women", "27", "per cent", more=more))) == []


def test_a_fact_without_a_source_is_found_and_without_a_year_said(found: Found):
    [finding] = found("STR161", office=facts(fact("a", "1", more="year: 2023")))
    assert finding.severity == "warning"
    [finding] = found("STR161", office=facts(fact("a", "1", more="source: Census")))
    assert finding.severity == "info"
    absent = "id: a, label: A, absence: not-published"
    assert found("STR161", office=facts(fact("a", "1"), absent.replace("id: a", "id: b"))) == []
    assert found("STR161", office=facts(fact("a", "1", more="date: 2023-01-01, source: Census"))) == []


def test_a_share_over_100_per_cent_is_found(found: Found):
    assert says(found("STR162", office=facts(fact("seats", "246", "per cent", "Seats held by women")))) == [
        "office.yaml:5:58: warning: Seats held by women is 246 per cent."
    ]


@pytest.mark.parametrize(
    ("label", "value", "unit"),
    [
        ("Seats held by women", "100", "per cent"),
        ("Growth of the economy", "-3", "per cent"),
        ("Public debt", "160", "per cent of GDP"),
        ("Gross enrolment ratio of girls", "104", "per cent"),
        ("Mobile subscriptions", "120", "per cent"),
        ("Maternal deaths", "246", "per 100 000 births"),
    ],
)
def test_rates_that_may_pass_100_are_right(found: Found, label: str, value: str, unit: str):
    assert found("STR162", office=facts(fact("a", value, unit, label))) == []


def test_a_fact_after_the_report_is_found(found: Found):
    [finding] = found("STR163", office=facts(fact("a", "1", more="year: 2024, source: C, date: 2025-07-11")))
    assert "2025-07-11" in finding.message
    assert len(found("STR163", office=facts(fact("a", "1", more="year: 2026, source: C")))) == 1
    projected = fact("a", "1", label="Projected population", more="year: 2030, source: C, date: 2025-03-31")
    assert found("STR163", office=facts(projected)) == []
