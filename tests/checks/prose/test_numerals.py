"""Numbers, amounts, percentages, dates and ranges in sentences: what is found, and what mends it."""

import pytest

from tests.checks.conftest import says
from tests.checks.prose.mending import FILE, FIRST, findings, found, mended

MENDED = [
    (
        "NAR120",
        "In 2023, 5 knowledge products and 4 brochures came.",
        "In 2023, five knowledge products and four brochures came.",
    ),
    ("NAR120", "It opened. 3 districts joined a 5-day course.", "It opened. Three districts joined a five-day course."),
    ("NAR121", "It got $1.95m, USD1.9M and US $ 5 in fees.", "It got $1.95 million, USD 1.9 million and US$5 in fees."),
    ("NAR122", "Votes rose by 8% and then by 9 percent.", "Votes rose by 8 per cent and then by 9 per cent."),
    ("NAR123", "The share was 58,3 per cent.", "The share was 58.3 per cent."),
    ("NAR124", "The post had 37300 views.", "The post had 37,300 views."),
]
SILENT = [
    (
        "NAR120",
        "5 of 17 agencies and 8 or 12 posts, 5 km, 5 per cent, 3 million, children aged 5 years, on 3 March, in 2 to 4 weeks.",
    ),
    ("NAR120", "SDG 5, resolution 1325, phase 2 of the plan, 24/7, No. 5, Ward 4 and the 16 Days of Activism."),
    ("NAR121", "It got US$1.95 million, USD 1.9 million, €5 and $330,068."),
    ("NAR122", "| Share |\n|---|\n| 8% |\n\nThe share (+8%) was 9 per cent; a percentage counts."),
    ("NAR123", "It drew 1,000 people, lists of 1,2 and 3, and 58.3 per cent."),
    ("NAR124", "In 2024, call 0800123 or 37300; resolution 13250, ID 48211 and ISO 14001 hold."),
    ("NAR125", "2024 was dry. 8 March is a holiday. 16 Days of Activism began. The 310,000 people came."),
    ("NAR126", "On 3 March 2024 we met; 24/7, 50/50 and 9/11 are no dates, nor are 2022/2023 and version 1.2.3."),
    ("NAR127", "Data from 2019–2021 show it; from 5–10 to 15–20 per cent; between 15 and 24; 2019–2021."),
    ("NAR128", "It rose (+8%), an increase of 8 per cent; COVID-19 growth; growth of −2 per cent."),
]


@pytest.mark.parametrize(("rule", "text"), SILENT)
def test_correct_numbers_are_left_alone(rule: str, text: str):
    assert found(rule, text) == []


def test_a_small_number_is_found_with_its_noun():
    [finding] = findings("NAR120", "They published 5 knowledge products.")
    assert says([finding]) == [
        f"{FILE}:{FIRST}:16: warning: 5 stands in digits; numbers below 10 are written in words."
    ]
    assert (finding.found, finding.expected) == ("5 knowledge", "five knowledge")


@pytest.mark.parametrize(("rule", "text"), [("NAR120", "They published 5 guides."), ("NAR122", "It rose by 8%.")])
def test_a_style_that_leaves_numbers_open_is_silent(rule: str, text: str):
    assert found(rule, text) and found(rule, text, editorial="plain") == []


def test_thousands_in_short_and_a_currency_said_twice_are_left_to_the_author():
    [short, twice] = findings("NAR121", "It paid $20k, then US$5 USD.")
    assert (short.expected, short.edit) == ("$20,000", None)
    assert twice.message == "“US$5 USD” says the currency twice." and twice.edit is None


def test_a_decimal_point_is_found_in_french_and_a_comma_is_not():
    assert mended("NAR123", "Le taux est de 58.3 % ici.", language="fr") == "Le taux est de 58,3 % ici."
    assert found("NAR123", "Le taux est de 58,3 % ici.", language="fr") == []


def test_points_and_pairs_between_digits_are_found_without_a_mend():
    made = findings("NAR124", "It reached 37.300 people and 1,23,456 voters.")
    assert sorted((f.found, f.expected) for f in made) == [("1,23,456", "123,456"), ("37.300", "37,300")]
    assert not any(f.edit for f in made)


def test_a_comma_in_an_index_is_found_and_a_pair_of_numbers_is_not():
    assert found("NAR123", "Parity was 0,72, with an index of 3,75 and a share of 0,385.") == ["0,72", "3,75", "0,385"]
    assert found("NAR123", "Items 0,1 and 2 on pages 3,12 of 1,000 copies.") == []


def test_a_label_that_begins_a_sentence_is_no_count():
    assert found("NAR120", "Bus 6 stops there. Tank 3 holds water.") == []
    assert found("NAR120", "Only 6 stops were left.") == ["6 stops"]


def test_hours_and_short_forms_before_a_number_end_no_sentence():
    assert found("NAR125", "At 6.30 p.m. 45 of them met.") == []


def test_names_and_versions_made_of_dates_are_left_alone():
    assert found("NAR126", "The 25th of November Square has version 2024.03.05 of the map.") == []
    assert found("NAR126", "On the 25th of November women marched.") == ["25th of November"]


def test_ages_are_a_range_and_origins_are_none():
    assert found("NAR127", "Women from 20-35 years came.") == ["from 20-35"]
    assert found("NAR127", "Learning from 2020-21, women from 12–15 villages came.") == []


def test_a_sentence_that_begins_with_digits_is_pointed_out():
    [finding] = findings("NAR125", "The video ran. 310,000 people saw it.")
    assert (finding.severity, finding.found) == ("info", "310,000 people")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met on March 3rd, 2024.", "3 March 2024"),
        ("They met on March 3, 2024.", "3 March 2024"),
        ("They met on 3/4/2024.", "3 April 2024 or 4 March 2024"),
        ("They met on 2024/03/05.", "5 March 2024"),
        ("They met on 25/12/2024.", "25 December 2024"),
    ],
)
def test_a_date_is_shown_as_the_house_writes_it(text: str, expected: str):
    [finding] = findings("NAR126", text)
    assert finding.expected == expected and finding.edit is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [("It rose from 5-10 people.", "from 5 to 10"), ("It was held between 2019–21.", "between 2019 and 2021")],
)
def test_half_a_range_is_found_with_its_other_half(text: str, expected: str):
    assert [finding.expected for finding in findings("NAR127", text)] == [expected]


def test_sign_and_word_that_say_the_same_or_contradict_are_found():
    [same, other] = findings("NAR128", "New members (+8% increase) and staff (−5% increase).")
    assert same.message == "“+8% increase” says the change twice."
    assert other.message.endswith("sign and word contradict each other.")
