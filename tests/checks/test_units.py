"""Statement, unit, measure and decimals of an indicator."""

import pytest

from tests.checks.conftest import Found, says
from tests.reports import RESULTS, outcomes, result


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"statement": "{en: Percentage of councils with a plan}", "unit": ""}, "the statement speaks of a percentage, but the measure is number"),
        ({"statement": "{en: Number of laws}", "measure": "percent", "unit": ""}, "the statement speaks of a number, but the measure is percent"),
        ({"measure": "percent", "unit": "{en: women}", "statement": "{en: Women in councils}"}, "the unit is women, but the measure is percent"),
        ({"statement": "{fr: Pourcentage des conseils}", "unit": ""}, "the statement speaks of a percentage, but the measure is number"),
    ],
)  # fmt: skip
def test_a_measure_that_the_words_contradict_is_found(found: Found, changes: dict[str, str], message: str):
    [finding] = found("RES044", outcomes=outcomes(**changes))
    assert finding.message == f"D_1.1.A: {message}." and finding.severity == "warning"


def test_a_number_in_per_cent_is_asked_about(found: Found):
    [finding] = found("RES044", outcomes=outcomes(unit="{en: per cent}", statement="{en: Women in councils}"))
    assert finding.severity == "info"


@pytest.mark.parametrize(
    "changes",
    [
        {"statement": "{en: Percentage change in followers}", "unit": "{en: per cent}"},
        {"statement": "{en: Growth of the network}", "unit": "{en: per cent}"},
        {"statement": "{en: Rate of return}", "unit": "{en: percentage points}"},
        {"statement": "{en: Women per 100 men in councils}", "measure": "percent", "unit": ""},
        {"statement": "{en: Percentage of laws}", "measure": "percent", "unit": "{en: per cent}"},
        {"statement": "{en: Numbering of houses}", "measure": "percent", "unit": ""},
    ],
)
def test_growth_points_and_ratios_are_no_contradiction(found: Found, changes: dict[str, str]):
    assert found("RES044", outcomes=outcomes(**changes)) == []


def test_a_proportion_from_zero_to_one_may_be_a_number(found: Found):
    files = {"outcomes": outcomes(statement="{en: Proportion of seats}", unit=""), "results": RESULTS + result("0.41")}
    assert found("RES044", **files) == []


def test_half_a_person_is_found(found: Found):
    people = outcomes(unit="{en: women}")
    assert says(found("RES045", outcomes=people, results=RESULTS + result("31.5"))) == [
        "results.csv:2:value: warning: D_1.1.A: 31.5 has decimals, but people are counted whole."
    ]
    assert len(found("RES045", outcomes=outcomes(decimals="0"), results=RESULTS + result("31.5"))) == 1


@pytest.mark.parametrize(
    ("changes", "value"),
    [
        ({"unit": "{en: women}"}, "31.0"),
        ({"unit": "{en: people per session}"}, "31.5"),
        ({"unit": "{en: million people}"}, "1.95"),
        ({"unit": "{en: people}", "decimals": "1"}, "31.5"),
        ({"unit": "{en: hours}"}, "31.5"),
        ({"unit": "{en: US dollars}", "measure": "money", "decimals": "0"}, "31.55"),
        ({"unit": "", "measure": "percent", "decimals": "0"}, "31.5"),
    ],
)
def test_averages_amounts_and_percentages_may_have_decimals(found: Found, changes: dict[str, str], value: str):
    assert found("RES045", outcomes=outcomes(**changes), results=RESULTS + result(value)) == []
