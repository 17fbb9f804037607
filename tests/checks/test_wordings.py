"""The plan's wordings over the years."""

import pytest

from tests.checks.conftest import Found, says
from tests.helpers import MINIMAL

OLD = MINIMAL["plan.yaml"] + "  OLD:\n    name: {en: Old}\n    start: 2018-01-01\n    end: 2021-12-31\n"
ONE = "      - {plan: SP-2022-2025, from: 2022, text: {en: Women lead in public life}}\n"


def wordings(*lines: str) -> dict[str, str]:
    text = "".join(f"      - {{{line}}}\n" for line in lines)
    return {"outcomes": MINIMAL["outcomes.yaml"].replace(ONE, text), "plan": OLD}


def test_years_without_a_wording_are_found(found: Found):
    files = wordings("plan: OLD, from: 2018, to: 2020, text: A", "plan: SP-2022-2025, from: 2022, text: A")
    assert says(found("RES055", **files)) == ["outcomes.yaml:5:37: warning: D_1 has no wording for 2021."]
    assert (
        found(
            "RES055", **wordings("plan: OLD, from: 2018, to: 2021, text: A", "plan: SP-2022-2025, from: 2022, text: A")
        )
        == []
    )
    # In whatever order they are typed.
    assert (
        found(
            "RES055", **wordings("plan: SP-2022-2025, from: 2022, text: A", "plan: OLD, from: 2018, to: 2021, text: A")
        )
        == []
    )


def test_a_gap_after_the_years_of_the_report_does_no_harm(found: Found):
    files = wordings("plan: SP-2022-2025, from: 2022, to: 2024, text: A", "plan: SP-2022-2025, from: 2026, text: A")
    assert found("RES055", **files) == []


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("plan: SP-2022-2025, from: 2019, text: A", 1),
        ("plan: OLD, from: 2018, to: 2023, text: A", 1),
        ("plan: SP-2022-2025, from: 2022, to: 2025, text: A", 0),
        ("plan: SP-2022-2025, from: 2023, text: A", 0),
    ],
)
def test_a_wording_outside_its_plan_is_found(found: Found, line: str, count: int):
    assert len(found("RES056", **wordings(line))) == count


def test_a_wording_that_changes_within_a_plan_is_said(found: Found):
    files = wordings(
        "plan: SP-2022-2025, from: 2022, to: 2023, text: {en: A}", "plan: SP-2022-2025, from: 2024, text: {en: B}"
    )
    assert says(found("RES057", **files)) == [
        "outcomes.yaml:6:48: info: D_1: the wording changes in 2024, within the plan SP-2022-2025."
    ]


@pytest.mark.parametrize(
    "later", ["plan: SP-2022-2025, from: 2024, text: {en: 'A  a'}", "plan: SP-2022-2025, from: 2024, text: {fr: B}"]
)
def test_spaces_and_another_language_are_no_change(found: Found, later: str):
    assert found("RES057", **wordings("plan: SP-2022-2025, from: 2022, to: 2023, text: {en: A a}", later)) == []


def test_a_new_plan_may_have_a_new_wording(found: Found):
    files = wordings("plan: OLD, from: 2018, to: 2021, text: {en: A}", "plan: SP-2022-2025, from: 2022, text: {en: B}")
    assert found("RES057", **files) == []
