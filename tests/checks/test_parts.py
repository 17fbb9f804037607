"""Parts against their whole."""

from tests.checks.conftest import Found, says
from tests.helpers import MINIMAL
from tests.reports import GOALS, goal

HEAD = "indicator,period_start,period_end,dimensions,value,absence,recorded\n"


def rows(*lines: str) -> str:
    return HEAD + "".join(f"D_1.1.A,2024-01-01,2024-12-31,{line}\n" for line in lines)


def divided(kinds: str) -> str:
    return MINIMAL["outcomes.yaml"] + f"            disaggregation: {{{kinds}}}\n"


SEX = divided("sex: partition")


def test_a_partition_that_misses_the_whole_is_found(found: Found):
    results = rows(",100,,", "sex=female,60,,", "sex=male,30,,")
    assert says(found("RES030", outcomes=SEX, results=results)) == [
        "results.csv:4:value: error: D_1.1.A, 2024: the parts by sex add up to 90, but the whole is 100 (-10)."
    ]


def test_a_partition_that_adds_up_and_overlapping_parts_are_silent(found: Found):
    results = rows(",100,,", "sex=female,60,,", "sex=male,40,,")
    assert found("RES030", outcomes=SEX, results=results) == []
    overlapping = rows(",100,,", "need=food,80,,", "need=shelter,70,,")
    assert found("RES030", outcomes=divided("need: overlapping"), results=overlapping) == []


def test_an_absent_part_may_be_what_is_missing(found: Found):
    results = rows(",100,,", "sex=female,60,,", "sex=male,,withheld,")
    assert found("RES030", outcomes=SEX, results=results) == []
    assert len(found("RES030", outcomes=SEX, results=results.replace("60", "101"))) == 1


def test_percentages_of_parts_do_not_add_up(found: Found):
    outcomes = SEX.replace("measure: number", "measure: percent")
    assert found("RES030", outcomes=outcomes, results=rows(",55,,", "sex=female,60,,", "sex=male,40,,")) == []


def test_a_restated_whole_is_what_counts(found: Found):
    results = rows(",90,,2025-01-10", ",100,,2025-02-10", "sex=female,60,,", "sex=male,40,,")
    assert found("RES030", outcomes=SEX, results=results) == []


def test_a_part_over_its_whole_is_found(found: Found):
    outcomes = divided("survivors: of-which")
    assert says(found("RES031", outcomes=outcomes, results=rows(",1290,,", "survivors=yes,16053,,"))) == [
        "results.csv:3:value: error: D_1.1.A, 2024: the part survivors=yes, 16053, is over the whole, 1290."
    ]
    assert found("RES031", outcomes=outcomes, results=rows(",16053,,", "survivors=yes,1290,,")) == []


def test_an_undeclared_dimension_is_found(found: Found):
    findings = found("RES032", outcomes=SEX, results=rows(",100,,", "sexes=female,60,,", "female,40,,"))
    assert says(findings) == [
        "results.csv:3:dimensions: error: There is no dimension of D_1.1.A called “sexes”. Is “sex” meant?",
        "results.csv:4:dimensions: error: D_1.1.A: “female” is not a dimension and its value.",
    ]
    assert findings[1].expected == "sex=value"
    assert found("RES032", outcomes=SEX, results=rows(",100,,", "sex=female,60,,")) == []


def goals(*lines: str) -> str:
    return GOALS + "".join(lines)


def test_goals_of_a_partition_add_up_to_the_whole_as_results_do(found: Found):
    women, men = goal("60", part="sex=female"), goal("30", part="sex=male")
    assert says(found("RES030", outcomes=SEX, targets=goals(goal("100"), women, men))) == [
        "targets.csv:4:value: error: D_1.1.A, milestone for 2024: the parts by sex add up to 90, but the whole is 100 (-10)."
    ]
    assert found("RES030", outcomes=SEX, targets=goals(goal("90"), women, men)) == []
    assert found("RES030", outcomes=divided("sex: overlapping"), targets=goals(goal("100"), women, men)) == []
    assert found("RES030", outcomes=SEX, targets=goals(women, men)) == [], "no whole is stated"
    assert found("RES030", outcomes=SEX, targets=goals(goal("100", "target", 2025), women, men)) == []


def test_a_goal_for_one_part_alone_need_not_be_the_whole(found: Found):
    women = goal("60", "target", 2025, part="sex=female")
    assert found("RES030", outcomes=SEX, targets=goals(goal("100", "target", 2025), women)) == []
    assert len(found("RES030", outcomes=SEX, targets=goals(goal("50", "target", 2025), women))) == 1


def test_of_goals_the_versions_that_hold_are_added(found: Found):
    rows = (
        goal("100", "baseline", 2021),
        goal("70", "baseline", 2021, "sex=female"),
        goal("40", "baseline", 2021, "sex=male"),
        goal("60", "baseline", 2021, "sex=female", version="2023-06-30"),
    )
    assert found("RES030", outcomes=SEX, targets=goals(*rows)) == []
    assert len(found("RES030", outcomes=SEX, targets=goals(*rows[:3]))) == 1


def test_a_goal_of_a_part_over_the_whole_s_is_found(found: Found):
    targets = goals(goal("10"), goal("12", part="survivors=yes"))
    assert says(found("RES031", outcomes=divided("survivors: of-which"), targets=targets)) == [
        "targets.csv:3:value: error: D_1.1.A, milestone for 2024: the part survivors=yes, 12, is over the whole, 10."
    ]


def test_an_undeclared_dimension_of_a_goal_is_found(found: Found):
    targets = goals(goal("60", part="gender=female"), goal("40", part="male"))
    assert [str(each.place) for each in found("RES032", outcomes=SEX, targets=targets)] == [
        "targets.csv:2:dimensions",
        "targets.csv:3:dimensions",
    ]
