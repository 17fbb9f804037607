"""Codes, identifiers and statements that are nearly one, or somebody else's."""

import pytest

from tests.checks.conftest import Found, says
from tests.helpers import MINIMAL
from tests.reports import outcomes

OUTCOMES, OFFICE = MINIMAL["outcomes.yaml"], MINIMAL["office.yaml"]
SAME = """\
          - code: {code}
            statement: {{en: {statement}}}
            measure: {measure}
            unit: {{en: laws}}
            accumulation: sum
"""


def second(code: str = "D_1.1.B", statement: str = "Number of councils", measure: str = "number") -> str:
    return OUTCOMES + SAME.format(code=code, statement=statement, measure=measure)


def test_the_same_statement_under_two_codes_is_found(found: Found):
    assert says(found("RES065", outcomes=second(statement="number of laws - adopted or revised."))) == [
        "outcomes.yaml:17:24: warning: D_1.1.B has the same statement as D_1.1.A."
    ]


def test_the_same_of_another_output_or_measure_is_a_note(found: Found):
    [finding] = found("RES065", outcomes=second(statement="Number of laws adopted or revised", measure="percent"))
    assert finding.severity == "info"
    other = (
        OUTCOMES
        + "      - code: D_1.2\n        statements: [{plan: SP-2022-2025, from: 2022, text: B}]\n        indicators:\n"
    )
    other += SAME.format(code="D_1.2.A", statement="Number of laws adopted or revised", measure="number")
    assert [finding.severity for finding in found("RES065", outcomes=other)] == ["info"]


@pytest.mark.parametrize("statement", ["Number of laws adopted", "Number of laws adopted or revised in 2 years"])
def test_statements_that_differ_in_a_word_are_two(found: Found, statement: str):
    assert found("RES065", outcomes=second(statement=statement)) == []


@pytest.mark.parametrize("code", ["d_1.1.a", "D_1.1_A", "D_1.1.A-old", "D_1.1.A (2)", "D_1.1.A copy"])
def test_a_code_that_is_nearly_another_is_found(found: Found, code: str):
    [finding] = found("RES066", outcomes=second(code=code))
    assert finding.message == f"The code “{code}” is nearly “D_1.1.A”." and finding.severity == "warning"


@pytest.mark.parametrize(
    "code", ["D_11.A", "D_1.1.AB", "D_1.1.A2", "D_1.1.A.1", "D_1.1.Anew", "threshold", "D_1.1.B-old"]
)
def test_codes_that_are_apart_are_two(found: Found, code: str):
    assert found("RES066", outcomes=second(code=code)) == []


def identified(*ids: str) -> str:
    text = OUTCOMES.replace("  - code: D_1\n", f"  - code: D_1\n    id: {ids[0]}\n")
    return text.replace("      - code: D_1.1\n", f"      - code: D_1.1\n        id: {ids[1]}\n") if ids[1:] else text


def test_a_space_within_an_identifier_is_found(found: Found):
    assert says(found("STR154", outcomes=identified("XM-DAC-41146-NLD_D _1"))) == [
        "outcomes.yaml:3:9: warning: “XM-DAC-41146-NLD_D _1” has a space in it."
    ]
    assert found("STR154", outcomes=identified("XM-DAC-41146-NLD_D_1")) == found("STR154") == []


def test_an_identifier_of_another_office_is_found(found: Found):
    assert says(found("STR155", outcomes=identified("XM-DAC-41146-IND_D_1"))) == [
        "outcomes.yaml:3:9: warning: D_1: the identifier XM-DAC-41146-IND_D_1 does not begin with the office's code, "
        "XM-DAC-41146-NLD."
    ]
    [finding] = found("STR155", outcomes=identified("XM-DAC-41146-NLD_D_1", "XM-DAC-41146-NLDX_D_1.1"))
    assert finding.place.line == 9


def test_where_no_identifier_is_the_offices_it_is_said_once(found: Found):
    [finding] = found("STR155", outcomes=identified("UNSDCF-1", "UNSDCF-1.1"))
    assert finding.severity == "info" and finding.place.file == "office.yaml"


@pytest.mark.parametrize("identifier", ["XM-DAC-41146-NLD_D_1", "xm-dac-41146-nld_D_1", "XM-DAC-41146-NLD _D_1", "''"])
def test_the_offices_own_identifier_is_right_however_it_is_spelt(found: Found, identifier: str):
    assert found("STR155", outcomes=identified(identifier)) == []


def test_an_identifier_of_two_records_is_found(found: Found):
    assert says(found("STR156", outcomes=identified("XM-DAC-41146-NLD_D_1", "XM-DAC-41146-NLD_D_1"))) == [
        "outcomes.yaml:9:13: warning: D_1.1 has the identifier of D_1."
    ]
    assert found("STR156", outcomes=identified("XM-DAC-41146-NLD_D_1", "XM-DAC-41146-NLD_D_1.1")) == []
    assert found("STR156", outcomes=identified("''", "''")) == found("STR156", outcomes=outcomes()) == []
