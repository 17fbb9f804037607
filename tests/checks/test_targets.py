"""Versions and values of baselines, milestones and targets; wordings in force."""

from tests.checks.conftest import Found, says
from tests.helpers import MINIMAL
from tests.reports import GOALS, goal

HEAD = "indicator,version,kind,period,value,approved_by,reason\n"
LATEST = MINIMAL["outcomes.yaml"].replace("accumulation: sum", "accumulation: latest")


def rows(*lines: str) -> str:
    return HEAD + "".join(f"D_1.1.A,{line}\n" for line in lines)


def test_the_minimal_workspace_is_silent(found: Found):
    for number in range(20, 25):
        assert found(f"RES{number:03}") == found(f"RES{number:03}", outcomes=LATEST) == []


def test_two_values_of_one_version_are_found(found: Found):
    targets = rows("2022-01-15,target,2025,12,,", "2022-01-15,target,2025,14,,")
    assert says(found("RES020", targets=targets)) == [
        "targets.csv:3:version: error: D_1.1.A: line 2 already has a target for 2025 of version "
        "2022-01-15 (12; here 14)."
    ]


def test_a_change_without_approval_or_reason_is_found(found: Found):
    targets = rows("2022-01-15,target,2025,12,,", "2023-06-30,target,2025,10,Regional Director,")
    assert says(found("RES021", targets=targets)) == [
        "targets.csv:3:reason: warning: D_1.1.A: the target for 2025 changed from 12 to 10 on "
        "2023-06-30 without reason."
    ]


def test_a_documented_change_and_an_unchanged_value_are_silent(found: Found):
    documented = rows("2022-01-15,target,2025,12,,", "2023-06-30,target,2025,10,Director,Fewer provinces")
    assert found("RES021", targets=documented) == found("RES020", targets=documented) == []
    assert found("RES021", targets=rows("2022-01-15,target,2025,12,,", "2023-06-30,target,2025,12,,")) == []


def test_a_milestone_beyond_the_target_is_found(found: Found):
    targets = rows("2022-01-15,milestone,2024,60,,", "2022-01-15,target,2025,50,,")
    assert says(found("RES022", outcomes=LATEST, targets=targets)) == [
        "targets.csv:2:value: warning: D_1.1.A should increase, but its milestone for 2024, 60, is "
        "beyond its target, 50."
    ]


def test_direction_decides_what_is_beyond(found: Found):
    falling = LATEST.replace("            unit:", "            direction: decrease\n            unit:")
    targets = rows("2022-01-15,milestone,2024,60,,", "2022-01-15,target,2025,50,,")
    assert found("RES022", outcomes=falling, targets=targets) == []
    assert len(found("RES022", outcomes=falling, targets=targets.replace("60", "40"))) == 1


def test_milestones_that_add_up_to_more_than_the_target_are_found(found: Found):
    targets = rows("2022-01-15,milestone,2023,8,,", "2022-01-15,milestone,2024,8,,", "2022-01-15,target,2025,12,,")
    [finding] = found("RES022", targets=targets)
    assert "milestones add up to 16" in finding.message and finding.expected == "16 or more"
    assert found("RES022", outcomes=LATEST, targets=targets) == []


def test_a_target_worse_than_the_baseline_is_found(found: Found):
    targets = rows("2022-01-15,baseline,2021,25,,", "2022-01-15,target,2025,20,,")
    assert says(found("RES023", outcomes=LATEST, targets=targets)) == [
        "targets.csv:3:value: warning: D_1.1.A should increase, but its target, 20, is worse than its baseline, 25."
    ]
    falling = LATEST.replace("            unit:", "            direction: decrease\n            unit:")
    assert found("RES023", outcomes=falling, targets=targets) == []


def test_overlapping_statements_are_found(found: Found):
    second = (
        "      - {plan: SP-2022-2025, from: 2022, text: {en: Women lead in public life}}\n"
        "      - {plan: SP-2022-2025, from: 2024, text: {en: Women lead}}\n"
    )
    outcomes = MINIMAL["outcomes.yaml"].replace(second.split("\n")[0] + "\n", second)
    [finding] = found("RES024", outcomes=outcomes)
    assert finding.message == (
        "D_1: the statement from 2022 (to: no last year) still holds when the one from 2024 begins."
    )
    assert str(finding.place).startswith("outcomes.yaml:5") and finding.expected == "to: 2023"
    assert found("RES024", outcomes=outcomes.replace("from: 2022, text: {en: Women lead in", "from: 2022, to: 2023, text: {en: Women lead in")) == []  # fmt: skip


def test_a_value_for_a_part_is_no_second_one_for_the_whole(found: Found):
    whole, women = goal("12", "target", 2025), goal("8", "target", 2025, "sex=female")
    later = goal("9", "target", 2025, "sex=male", version="2023-06-30")
    for rule in ("RES020", "RES021"):
        assert found(rule, targets=GOALS + whole + women + later) == []


def test_two_values_of_one_part_are_found_in_whatever_order_its_dimensions_are_typed(found: Found):
    one = goal("8", "target", 2025, "sex=female;age=15-24")
    two = goal("9", "target", 2025, "age=15-24;sex=female")
    assert says(found("RES020", targets=GOALS + one + two)) == [
        "targets.csv:3:version: error: D_1.1.A: line 2 already has a target for 2025 (age=15-24;sex=female) of version "
        "2022-01-15 (8; here 9)."
    ]
    again = goal("9", "target", 2025, "age=15-24;sex=female", version="2023-06-30")
    [finding] = found("RES021", targets=GOALS + one + again)
    assert "the target for 2025 (age=15-24;sex=female) changed from 8 to 9 on 2023-06-30" in finding.message


def test_a_part_may_aim_at_more_or_less_than_the_whole(found: Found):
    rows = GOALS + goal("10", "target", 2025) + goal("60", part="sex=female") + goal("99", "baseline", 2021, "sex=male")
    assert found("RES022", targets=rows, outcomes=LATEST) == found("RES023", targets=rows, outcomes=LATEST) == []
