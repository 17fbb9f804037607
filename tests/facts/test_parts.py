"""Goals and results of parts stand side by side, and none of them for the whole."""

from __future__ import annotations

from decimal import Decimal

from reportgen.facts import Facts, Numbers, Track
from reportgen.facts.parts import Part
from reportgen.model import Report
from tests.reports import GOALS, RESULTS, goal, outcomes, report, result

CODE = "D_1.1.A"
BY_SEX = outcomes(disaggregation="{sex: partition, age: partition}", accumulation="latest")
WOMEN, MEN = (("sex", "female"),), (("sex", "male"),)


def given(*rows: str, results: str = "", outcomes_: str = BY_SEX) -> Report:
    return report(outcomes=outcomes_, targets=GOALS + "".join(rows), results=RESULTS + results)


def track(of: Report) -> Track:
    return Numbers.of(of).tracks[CODE]


def parts(of: Report, year: int = 2024) -> tuple[Part, ...]:
    return Numbers.of(of).parts(of.indicators[0], year)


def test_a_goal_of_a_part_never_becomes_the_whole_s():
    of = given(
        goal("60", part="sex=female"),
        goal("100"),
        goal("5", "baseline", 2022, "sex=female"),
        goal("10", "baseline", 2021),
        goal("900", "target", 2026, "sex=female"),
        results=result("50"),
    )
    seen = track(of)
    assert seen.baseline and seen.baseline.value.number == 10
    assert seen.milestones[2024].value.number == 100 and seen.target is None
    assert round(seen.progress(2024) or 0, 4) == round(Decimal(4000) / 90, 4)
    assert {key: each.value.number for key, each in seen.part_goals.items()} == {
        ("baseline", 2022, WOMEN): 5,
        ("milestone", 2024, WOMEN): 60,
        ("target", 2026, WOMEN): 900,
    }


def test_with_goals_of_parts_alone_nothing_is_rated():
    of = given(goal("60", part="sex=female"), results=result("50"))
    assert track(of).goal(2024) is None and Numbers.of(of).rating(of.indicators[0], 2024) == "not-rated"


def test_versions_of_one_part_are_found_together_in_whatever_order_its_dimensions_are_typed():
    of = given(
        goal("60", part="sex=female;age=15-24"),
        goal("40", part="age=15-24;sex=female", version="2023-06-30"),
        goal("7", part="age=15-24;sex=Female"),
    )
    [changed, other] = track(of).part_goals.values()
    if not changed.changed:
        changed, other = other, changed
    assert (changed.original.value.number, changed.value.number, other.value.number) == (60, 40, 7)


def test_the_parts_of_a_year_are_those_with_a_result_or_a_goal():
    of = given(
        goal("60", part="sex=female"),
        goal("8", "milestone", 2023, "age=old"),
        goal("90", "target", 2025, "age=young"),
        goal("1", "baseline", 2021, "sex=female"),
        goal("2", "baseline", 2021, "age=all"),
        results=result("50", dimensions="sex=male") + result("9", dimensions="sex=female"),
    )
    [men, women, young] = parts(of)
    assert (men.parts, women.parts, young.parts) == (MEN, WOMEN, (("age", "young"),))
    assert men.result and men.result.number == 50 and men.milestone is men.target is men.baseline is None
    assert women.result and women.milestone and women.baseline
    assert (women.result.number, women.milestone.value.number, women.baseline.value.number) == (9, 60, 1)
    assert young.result is None and young.target and young.target.value.number == 90


def test_of_several_targets_of_a_part_the_last_stands():
    of = given(goal("60", "target", 2025, "sex=female"), goal("50", "target", 2021, "sex=female"))
    [women] = parts(of)
    assert women.target and women.target.current.period == 2025


def test_a_restated_part_is_one_and_halves_of_a_year_add_up():
    rows = result("9", dimensions="sex=female", recorded="2025-01-10")
    rows += result("8", dimensions="sex=female", recorded="2025-02-10")
    [women] = parts(given(goal("100"), results=rows))
    assert women.result and women.result.number == 8
    halves = result("4", start="2024-01-01", end="2024-06-30", dimensions="sex=female")
    halves += result("3", start="2024-07-01", end="2024-12-31", dimensions="sex=female")
    [women] = parts(given(goal("100"), results=halves, outcomes_=outcomes(disaggregation="{sex: partition}")))
    assert women.result and women.result.number == 7


def test_an_indicator_without_parts_has_none():
    assert parts(report()) == ()


def test_goals_of_parts_have_paths_of_their_own():
    of = given(
        goal("60", part="sex=female"),
        goal("55", part="sex=female", version="2023-06-30"),
        goal("5", "baseline", 2021, "sex=female"),
        goal("400", "target", 2025, "sex=female;age=15-24"),
    )
    facts = Facts.of(of)
    root = f'indicators["{CODE}"]'
    assert facts.get(f'{root}.2024.milestone["sex=female"]').value == 55
    assert facts.get(f'{root}.2024.milestone["sex=female"].original').value == 60
    assert facts.get(f'{root}.baseline["sex=female"]').value == 5
    assert facts.get(f'{root}.target["sex=female;age=15-24"]').value == 400
    assert facts.find(("indicators", CODE, "2024", "milestone")) is None
    assert all(facts.get(fact.path) is fact for fact in facts.facts.values())


def test_what_is_no_output_is_not_counted_as_one():
    text = outcomes()
    assert Facts.of(report()).get("counts.outputs").value == 1
    for kind in ("outcome", "impact", "other"):
        of = report(outcomes=text.replace("      - code: D_1.1\n", f"      - code: D_1.1\n        type: {kind}\n"))
        assert of.outputs[0].type == kind and Facts.of(of).get("counts.outputs").value == 0


def test_values_of_parts_alone_are_data_though_nothing_rates_them():
    by_sex = result("3", dimensions="sex=female")
    assert Numbers.of(given(goal("60"), results=by_sex)).rating(given().indicators[0], 2024) == "not-rated"
    none = result("", dimensions="sex=female", absence="not-collected")
    assert Numbers.of(given(goal("60"), results=none)).rating(given().indicators[0], 2024) == "no-data"
