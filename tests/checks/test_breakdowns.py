"""Parts of results over the years."""

import pytest

from tests.checks.conftest import Found, says
from tests.reports import GOALS, RESULTS, goal, outcomes, result

BY_SEX = outcomes(unit="{en: people}") + "            disaggregation: {sex: partition}\n"


def year(number: int, whole: str, *parts: str) -> str:
    rows = result(whole, number)
    return rows + "".join(result(part.split()[1], number, dimensions=part.split()[0]) for part in parts)


def test_a_breakdown_that_stops_is_said(found: Found):
    rows = RESULTS + year(2023, "100", "sex=female 60", "sex=male 40") + year(2024, "120")
    assert says(found("RES070", outcomes=BY_SEX, results=rows)) == [
        "results.csv:5:dimensions: info: D_1.1.A: the parts by sex are missing for 2024, though earlier years have them."
    ]


def test_a_breakdown_that_starts_or_of_an_absent_or_zero_year_is_right(found: Found):
    started = RESULTS + year(2023, "120") + year(2024, "100", "sex=female 60", "sex=male 40")
    assert found("RES070", outcomes=BY_SEX, results=started) == []
    first = RESULTS + year(2022, "100", "sex=female 60", "sex=male 40")
    assert (
        found("RES070", outcomes=BY_SEX, results=first + result("", 2023, absence="not-due") + result("0", 2024)) == []
    )
    of_which = BY_SEX.replace("sex: partition", "sex: of-which")
    assert found("RES070", outcomes=of_which, results=first + result("100", 2023)) == []


@pytest.mark.parametrize(
    ("one", "other"), [("female", "Female"), ("female", "women"), ("18-29", "18–29"), ("M", "male")]
)
def test_two_spellings_of_a_part_are_found(found: Found, one: str, other: str):
    rows = RESULTS + year(2023, "100", f"sex={one} 60") + year(2024, "100", f"sex={other} 60")
    assert says(found("RES071", outcomes=BY_SEX, results=rows)) == [
        f"results.csv:5:dimensions: warning: D_1.1.A: sex is “{other}” here and “{one}” in other rows."
    ]


def test_parts_of_other_names_are_right(found: Found):
    rows = (
        RESULTS
        + year(2023, "100", "sex=female 60", "sex=male 40")
        + year(2024, "100", "sex=female 60", "sex=not-stated 40")
    )
    assert found("RES071", outcomes=BY_SEX, results=rows) == []
    rows = RESULTS + year(2024, "100", "sex=18-29 60", "sex=1-829 40")
    assert found("RES071", outcomes=BY_SEX, results=rows) == []


def test_another_spelling_in_another_indicator_is_one_note(found: Found):
    text = BY_SEX
    for code in "BC":
        text += f"          - {{code: D_1.1.{code}, statement: S{code}, accumulation: sum, disaggregation: {{sex: partition}}}}\n"
    rows = RESULTS + year(2024, "100", "sex=female 60")
    for code in "BC":
        rows += year(2024, "100", "sex=Female 60").replace("D_1.1.A", f"D_1.1.{code}")
    [finding] = found("RES071", outcomes=text, results=rows)
    assert finding.severity == "info" and "“female” in other rows of D_1.1.A" in finding.message


def test_few_survivors_are_said(found: Found):
    survivors = outcomes(unit="{en: survivors}")
    assert says(found("RES073", outcomes=survivors, results=RESULTS + result("3"))) == [
        "results.csv:2:value: info: D_1.1.A, 2024: 3 people are counted."
    ]
    assert found("RES073", outcomes=survivors, results=RESULTS + result("5") + result("0", 2023)) == []
    assert found("RES073", outcomes=survivors, results=RESULTS + result("3", disclosure="internal")) == []
    assert (
        found(
            "RES073",
            outcomes=outcomes(unit="{en: women}", statement="{en: Women judges}"),
            results=RESULTS + result("3"),
        )
        == []
    )
    laws = outcomes(statement="{en: Number of laws on refugees}")
    assert found("RES073", outcomes=laws, results=RESULTS + result("3")) == []


def test_a_target_spells_its_part_as_results_do(found: Found):
    rows = RESULTS + year(2024, "100", "sex=female 60")
    targets = GOALS + goal("60", part="sex=Female")
    assert says(found("RES071", outcomes=BY_SEX, results=rows, targets=targets)) == [
        "targets.csv:2:dimensions: warning: D_1.1.A: sex is “Female” here and “female” in other rows."
    ]
    assert found("RES071", outcomes=BY_SEX, results=rows, targets=GOALS + goal("60", part="sex=female")) == []
