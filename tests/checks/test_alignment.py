"""Goals, targets and indicators of the 2030 Agenda."""

import pytest

from reportgen.checks.sdg import GOALS, TARGETS, is_indicator
from tests.checks.conftest import Found, says
from tests.helpers import MINIMAL

HEAD = "outcome,year,goal,target,share\n"


def test_the_agenda_has_17_goals_and_169_targets():
    assert len(GOALS) == 17 and len(TARGETS) == len(set(TARGETS)) == 169


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("D_1,2024,18,,100", "goal: error: There is no Sustainable Development Goal “18”."),
        (
            "D_1,2024,5.5,,100",
            "goal: error: “5.5” is a target; its goal belongs here, the target in the next column.",
        ),
        ("D_1,2024,5,5.7,100", "target: error: Goal 5 has no target “5.7”."),
        ("D_1,2024,5,5.C,100", "target: error: Goal 5 has no target “5.C”. Is “5.c” meant?"),
        ("D_1,2024,5,99.1,100", "target: error: There is no goal or target “99.1”."),
    ],
)  # fmt: skip
def test_a_goal_or_target_that_does_not_exist_is_found(found: Found, row: str, message: str):
    assert says(found("STR110", sdg=HEAD + row + "\n")) == [f"sdg.csv:2:{message}"]


def test_goals_and_targets_of_an_outcome_are_looked_up(found: Found):
    outcomes = MINIMAL["outcomes.yaml"].replace("    outputs:\n", '    sdgs: ["5", "5.5", "21"]\n    outputs:\n')
    [finding] = found("STR110", outcomes=outcomes)
    assert str(finding.place) == "outcomes.yaml:6:24" and finding.found == "21"


def test_real_goals_and_targets_are_silent(found: Found):
    sdg = HEAD + "D_1,2024,5,5.c,60\nD_1,2024,17,17.19,30\nD_1,2024,1,,10\n"
    assert found("STR110", sdg=sdg) == found("STR111", sdg=sdg) == []


def test_a_target_of_another_goal_is_found(found: Found):
    assert says(found("STR111", sdg=HEAD + "D_1,2024,5,16.7,100\n")) == [
        "sdg.csv:2:target: error: Target 16.7 belongs to goal 16, but goal 5 is given."
    ]


@pytest.mark.parametrize("code", ["5.2.1", "5.c.1", "17.18.3", "16.b.1"])
def test_a_well_formed_sdg_indicator_is_one(code: str):
    assert is_indicator(code)


@pytest.mark.parametrize("code", ["5.2", "5.7.1", "5.2.1.1", "18.1.1", "five"])
def test_anything_else_is_no_sdg_indicator(code: str):
    assert not is_indicator(code)


def test_a_malformed_sdg_indicator_is_found(found: Found):
    outcomes = MINIMAL["outcomes.yaml"] + '            sdg_indicator: "5.5"\n'
    [finding] = found("STR112", outcomes=outcomes)
    assert finding.message == "D_1.1.A: “5.5” is a target, not an indicator."
    assert found("STR112", outcomes=outcomes.replace("5.5", "5.5.1")) == []
