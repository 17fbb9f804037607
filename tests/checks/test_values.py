"""Values that their indicator does not measure."""

import pytest

from reportgen.checks.values import spellings
from tests.checks.conftest import Found, says
from tests.helpers import MINIMAL

HEAD = "indicator,period_start,period_end,value\n"


def measured(measure: str) -> str:
    return MINIMAL["outcomes.yaml"].replace("measure: number", f"measure: {measure}")


def row(value: str) -> str:
    return HEAD + f'D_1.1.A,2024-01-01,2024-12-31,"{value}"\n'


@pytest.mark.parametrize(
    ("typed", "message", "expected"),
    [
        (
            "1,950",
            "has separators between thousands; write 1950 or 1.950, whichever is meant",
            "1950 or 1.950",
        ),
        ("1 950 000", "has separators between thousands; write 1950000", "1950000"),
        ("58,3", "has a comma where a decimal point is expected; write 58.3", "58.3"),
        ("over 25", "is words, but D_1.1.A is measured as number; write 25", "25"),
        ("TBD", "is words, but D_1.1.A is measured as number", "a number"),
    ],
)
def test_words_for_a_number_are_found_with_the_right_spelling(found: Found, typed: str, message: str, expected: str):
    [finding] = found("RES002", results=row(typed))
    assert says([finding]) == [f"results.csv:2:value: error: D_1.1.A: “{typed}” {message}."]
    assert finding.found == typed and finding.expected == expected


def test_words_for_a_target_are_found(found: Found):
    targets = "indicator,version,kind,period,value\nD_1.1.A,2022-01-15,baseline,2021,TBD\n"
    [finding] = found("RES002", targets=targets)
    assert str(finding.place) == "targets.csv:2:value" and "delete the row" in finding.hint


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("1.234,5", ("1234.5",)),
        ("1,234.5", ("1234.5",)),
        ("US$1,950,000", ("1950000",)),
        ("12 %", ("12",)),
        ("−3,5", ("-3.5",)),
        ("1000 / 700", ()),
        ("2020:6,218,104", ()),
        ("none", ()),
    ],
)
def test_what_a_text_may_stand_for(typed: str, right: tuple[str, ...]):
    assert spellings(typed) == right


def test_a_plain_number_and_an_absence_are_silent(found: Found):
    head = "indicator,period_start,period_end,value,absence\n"
    results = head + "D_1.1.A,2024-01-01,2024-12-31,,not-collected\nD_1.1.A,2023-01-01,2023-12-31,-2.5,\n"
    assert found("RES002", results=results) == []
    assert found("RES002", outcomes=measured("text"), results=row("in force")) == []


def test_an_answer_other_than_yes_or_no_is_found(found: Found):
    assert says(found("RES003", outcomes=measured("yes-no"), targets=None, results=row("partly"))) == [
        "results.csv:2:value: error: D_1.1.A is answered by yes or no, but “partly” stands here."
    ]
    assert found("RES003", outcomes=measured("yes-no"), targets=None, results=row("Yes")) == []


def test_a_percentage_over_100_is_found(found: Found):
    assert says(found("RES004", outcomes=measured("percent"), results=row("130"))) == [
        "results.csv:2:value: warning: D_1.1.A is 130 per cent, outside 0 to 100. Is it a count, or a growth?"
    ]
    assert len(found("RES004", outcomes=measured("percent"), results=row("-1"))) == 1


def test_percentages_from_0_to_100_and_counts_over_100_are_silent(found: Found):
    assert found("RES004", outcomes=measured("percent"), results=row("100")) == []
    assert found("RES004", results=row("130")) == []
