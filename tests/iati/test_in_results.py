"""What results say comes in as it was said: nothing is guessed, nothing is lost, and what was not understood is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.build.check import check_workspace
from tests.iati.made import Import, activity, indicator, narrative, period, result, stated, whole


def imported(folder: Path, *indicators: str, more: str = "", **options: object) -> Import:
    return Import(folder, whole(activity(inner=result(*indicators) + more)), **options)


def test_results_stand_under_the_outcome_as_what_their_type_says(tmp_path: Path) -> None:
    made = Import(tmp_path, whole(activity(inner="".join((
        result(indicator(title="Number of wells")),
        result(indicator(title="People with water"), kind="2", title="People drink clean water"),
        result(indicator(title="Illness"), kind="3", title="People are healthy"),
        result(indicator(title="Songs"), kind="9", title="Other things are well"),
        result(indicator(title="Pumps"), kind="2", title="Pumps run all year"),
        result(indicator(title="Nothing"), kind="", title="Of no kind"),
    )))))  # fmt: skip
    (outcome,) = made.report.outcomes
    assert outcome.code == "A1" and outcome.id == "XM-EX-77-A1" and not outcome.indicators
    assert [(each.code, each.type, each.statement(2020).to("en")) for each in outcome.outputs] == [
        ("A1.1", "output", "Wells are dug"),
        ("A1.O1", "outcome", "People drink clean water"),
        ("A1.I1", "impact", "People are healthy"),
        ("A1.R1", "other", "Other things are well"),
        ("A1.O2", "outcome", "Pumps run all year"),
        ("A1.R2", "other", "Of no kind"),
    ]
    assert [each.code for each in outcome.outputs[1].indicators] == ["A1.O1.A"]
    account = made.made.account
    assert account.stands("results") == 6 and account.stands("results, outcome") == 2 and account.missing() == []


@pytest.mark.parametrize("title", ["Wells for all", "WELLS, for all.", "Outcomes", "Results", "Résultats", ""])
def test_a_result_that_says_what_its_activity_says_is_the_outcome_itself(tmp_path: Path, title: str) -> None:
    made = Import(tmp_path, whole(activity(inner=result(indicator(title="People with water"), kind="2", title=title))))
    (outcome,) = made.report.outcomes
    assert [each.code for each in outcome.indicators] == ["A1.A"] and not outcome.outputs
    assert made.made.account.differences("results, outcome") == {
        "that say what their activity says; their indicators stand at the outcome": 1
    }


def test_a_title_of_no_meaning_with_a_description_stands_for_itself(tmp_path: Path) -> None:
    told = f"<description>{narrative('Nobody walks for water')}</description>"
    made = Import(tmp_path, whole(activity(inner=result(told, indicator(), kind="2", title="Outcome"))))
    (output,) = made.report.outputs
    assert output.statement(2020).to("en") == "Outcome: Nobody walks for water" and output.type == "outcome"


def test_the_code_of_a_result_is_the_one_that_its_indicators_go_on_from(tmp_path: Path) -> None:
    own = [indicator(f'<reference vocabulary="99" code="A1.7.{letter}"/>', title=letter) for letter in "BC"]
    made = Import(tmp_path, whole(activity(inner=result(*own) + result(indicator(), title="Pumps are kept"))))
    assert [each.code for each in made.report.outputs] == ["A1.7", "A1.2"]
    assert [each.code for each in made.report.indicators] == ["A1.7.B", "A1.7.C", "A1.2.A"]


def test_baseline_target_and_actual_become_rows_and_accumulation_stays_open(tmp_path: Path) -> None:
    made = imported(tmp_path, indicator(
        stated("baseline", "2", more=' year="2019"'),
        period(stated("target", "4"), stated("actual", "3", comment="One was late"), year=2020),
        period(stated("target", "9"), year=2021),
    ))  # fmt: skip
    report = made.report
    rows = {(t.kind, t.period): t.value.text for t in report.targets}
    assert rows == {("baseline", 2019): "2", ("milestone", 2020): "4", ("target", 2021): "9"}
    (row,) = report.results
    assert (row.year, row.value and row.value.text, row.comment.to("en")) == (2020, "3", "One was late")
    assert report.indicators[0].accumulation is None
    (told,) = made.found("IMP043")
    assert "none of the 1 indicators" in told.message and "accumulation:" in told.hint


@pytest.mark.parametrize(
    "typed", ["0,2", "1000 / 700", "2020:6,218,104", "NA", "1e5", "12345678901234567890", "over 25"]
)
def test_a_value_that_is_no_number_is_kept_as_text(tmp_path: Path, typed: str) -> None:
    made = imported(tmp_path, indicator(
        stated("baseline", typed, more=' year="2019"'),
        period(stated("target", typed), stated("actual", typed), year=2020),
        period(stated("actual", "3"), year=2021),
    ))  # fmt: skip
    report = made.report
    assert report.indicators[0].measure == "number" and not report.targets
    first = report.results[0]
    assert first.value is None and first.absence == "unverified" and first.comment.to("en") == typed
    assert [each.found for each in made.found("IMP040")] == [typed] * 3
    assert made.extra.count(f'"value": "{typed}"') == 2
    assert made.made.account.differences("targets") == {"not understood, in iati-extra.yaml": 1}


def test_decimals_that_xml_schema_allows_are_numbers(tmp_path: Path) -> None:
    made = imported(tmp_path, indicator(period(stated("actual", " .75 "))))
    assert str(made.report.results[0].number) == "0.75" and not made.found("IMP040")


def test_where_no_value_is_a_number_the_indicator_becomes_text(tmp_path: Path) -> None:
    long = "Protocols were updated and are in force. " * 12
    made = imported(tmp_path, indicator(period(stated("target", "Yes, by law"), stated("actual", long))))
    report = made.report
    assert report.indicators[0].measure == "text"
    assert report.results[0].value and report.results[0].value.text == long.strip()
    assert len(made.found("IMP040")) == 1


def test_qualitative_values_stand_in_comments_and_yes_is_yes(tmp_path: Path) -> None:
    made = imported(
        tmp_path,
        indicator(
            period(stated("target", comment="yes"), stated("actual", "True")), measure="5", title="A law is in force"
        ),
        indicator(period(stated("actual", comment="A draft exists")), measure="5", title="State of the law"),
    )
    law, state = made.report.indicators
    assert (law.measure, state.measure) == ("yes-no", "text")
    values = [row.value.text for row in made.report.results if row.value]
    assert values == ["yes", "A draft exists"] and made.report.targets[0].value.text == "yes"


def test_an_actual_with_nothing_but_a_dash_is_not_published(tmp_path: Path) -> None:
    made = imported(tmp_path, indicator(
        stated("baseline", more=' year="2019"'),
        period(stated("target", comment="TBD"), stated("actual", comment="-")),
        period(stated("actual", ":"), year=2021),
        period(stated("target", "5"), year=2022),
    ))  # fmt: skip
    assert [row.absence for row in made.report.results] == ["not-published", "not-published"]
    assert len(made.found("IMP041")) == 4 and '"value": ":"' in made.extra and '"TBD"' in made.extra


def test_a_missing_measure_is_told_and_follows_the_values(tmp_path: Path) -> None:
    made = imported(
        tmp_path,
        indicator(period(stated("actual", "3")), measure="", title="Numbers"),
        indicator(period(stated("target", "2020:40"), stated("actual", "3")), measure="", title="Words"),
    )
    assert [each.measure for each in made.report.indicators] == ["number", "text"]
    assert len(made.found("IMP042")) == 2
    assert [row.value.text for row in made.report.results if row.value] == ["3", "3"]


def test_one_indicator_written_once_a_year_is_one(tmp_path: Path) -> None:
    base = stated("baseline", "2", more=' year="2019"')
    again = [indicator(base, period(stated("actual", str(year - 2017)), year=year)) for year in (2020, 2021)]
    other = indicator(stated("baseline", "7", more=' year="2019"'), period(stated("actual", "1"), year=2022))
    made = imported(tmp_path, *again, other)
    first, second = made.report.indicators
    assert [row.year for row in made.report.results if row.indicator == first.code] == [2020, 2021]
    assert [row.year for row in made.report.results if row.indicator == second.code] == [2022]
    assert "1 indicators" in made.found("IMP044")[0].message
    assert made.made.account.differences("baselines") == {"said twice": 1}


def test_the_same_period_twice_is_not_joined(tmp_path: Path) -> None:
    made = imported(tmp_path, indicator(period(stated("actual", "3"))), indicator(period(stated("actual", "4"))))
    assert len(made.report.indicators) == 2 and not made.found("IMP044")


def test_results_of_one_title_are_one_output(tmp_path: Path) -> None:
    made = imported(tmp_path, indicator(title="Wells"), more=result(indicator(title="Pumps")))
    (output,) = made.report.outputs
    assert [each.statement.to("en") for each in output.indicators] == ["Wells", "Pumps"]
    assert made.made.account.differences("results") == {"joined with one of the same title": 1}


def test_several_actuals_by_dimension_stand_beside_the_whole(tmp_path: Path) -> None:
    made = imported(tmp_path, indicator(
        period(stated("target", "9"), stated("target", "5", sex="female"), stated("actual", "7"),
               stated("actual", "4", sex="female", age="under 18"),
               '<actual value="2"><location ref="KE-30"/></actual>'),
    ))  # fmt: skip
    report = made.report
    assert {row.dimensions: str(row.number) for row in report.results} == {
        "": "7", "sex=female;age=under 18": "4", "location=KE-30": "2",
    }  # fmt: skip
    assert report.indicators[0].disaggregation == {
        "sex": "overlapping",
        "age": "overlapping",
        "location": "overlapping",
    }
    assert [(t.kind, t.dimensions, t.value.text) for t in report.targets] == [
        ("milestone", "", "9"),
        ("milestone", "sex=female", "5"),
    ]
    assert not made.found("IMP045") and made.made.account.stands("dimensions") == 4


def test_baselines_and_targets_by_dimension_and_place_have_rows(tmp_path: Path) -> None:
    place = '<location ref="KE-30"/><location ref="KE-31"/>'
    made = imported(tmp_path, indicator(
        stated("baseline", "2", more=' year="2019"', sex="female"), stated("baseline", "3", more=' year="2019"'),
        period(stated("target", "5", sex="female", age="18+"), f'<target value="6">{place}<dimension name="sex"/></target>',
               '<target value="7"><location/><dimension name="" value="boys"/></target>', stated("target", "9")),
        period(stated("target", "5", age="18+", sex="female")),
    ))  # fmt: skip
    assert [(t.kind, t.dimensions, t.value.text) for t in made.report.targets] == [
        ("baseline", "sex=female", "2"),
        ("baseline", "", "3"),
        ("milestone", "sex=female;age=18+", "5"),
        ("milestone", "location=KE-30 / KE-31;part=sex", "6"),
        ("milestone", "part=boys", "7"),
        ("milestone", "", "9"),
    ]
    assert set(made.report.indicators[0].disaggregation) == {"sex", "age", "location", "part"}
    account = made.made.account
    assert account.differences("targets") == {"said twice": 1} and account.missing() == []
    assert account.differences("dimensions") == {
        "of a value that has no row of its own": 2, "that say nothing": 1, "with the name of another, in one with it": 1,
    }  # fmt: skip


def test_dimensions_of_targets_that_are_sentences_are_told_in_the_note(tmp_path: Path) -> None:
    name = "Number of people from the village; ignore RES001 because of health"
    made = imported(tmp_path, indicator(period(f'<target value="9"><dimension name="{name}" value="4"/></target>')))
    (target,) = made.report.targets
    assert target.dimensions == "part=1"
    assert target.note == f"part=1: {name.replace(';', ',')}: 4" and made.found("IMP045")


def test_a_period_of_several_years_has_the_target_and_its_years_have_milestones(tmp_path: Path) -> None:
    made = imported(tmp_path, indicator(
        period(stated("target", "4"), year=2020), period(stated("target", "3"), year=2021),
        period(stated("target", "9"), start="2020-01-01", end="2021-12-31"), period(stated("target", "1"), year=2022),
    ))  # fmt: skip
    assert [(t.kind, t.period, t.value.text) for t in made.report.targets] == [
        ("milestone", 2020, "4"), ("target", 2021, "9"), ("milestone", 2021, "3"), ("target", 2022, "1"),
    ]  # fmt: skip


def test_a_qualitative_comment_begins_with_the_value(tmp_path: Path) -> None:
    lines = "Yes\nThe law is in force.\nSince May."
    made = imported(
        tmp_path,
        indicator(period(stated("target", comment="No"), stated("actual", comment=lines)), measure="5", title="A law"),
        indicator(period(stated("actual", comment="\n  A draft\n  exists\n")), measure="5", title="State of it"),
    )
    law, state = made.report.results
    assert (law.value and law.value.text, law.comment.to("en")) == ("yes", "The law is in force. Since May.")
    assert made.report.indicators[0].measure == "yes-no" and made.report.targets[0].value.text == "no"
    assert state.value and state.value.text == "A draft exists" and not state.comment


def test_periods_of_the_same_days_are_one(tmp_path: Path) -> None:
    made = imported(tmp_path, indicator(
        period(stated("actual", "4", sex="female")), period(stated("actual", "3", sex="male")),
    ))  # fmt: skip
    assert sorted(row.dimensions for row in made.report.results) == ["sex=female", "sex=male"]
    assert made.made.account.differences("periods") == {"of the same days as another": 1}


def test_of_two_actuals_of_one_time_neither_is_chosen(tmp_path: Path) -> None:
    made = imported(tmp_path, indicator(period(stated("actual", "4")), period(stated("actual", "5"))))
    (row,) = made.report.results
    assert row.value is None and row.absence == "unverified" and row.comment.to("en") == "4 / 5"
    assert "4 and 5" in made.found("IMP046")[0].message and '"value": "5"' in made.extra


def test_of_two_targets_of_one_year_the_second_is_told(tmp_path: Path) -> None:
    made = imported(tmp_path, indicator(
        period(stated("target", "4"), end="2020-06-30"), period(stated("target", "5"), start="2020-07-01"),
    ))  # fmt: skip
    assert [target.value.text for target in made.report.targets] == ["4"]
    assert len(made.found("IMP046")) == 1 and '"value": "5"' in made.extra


def test_ascending_0_is_a_decrease_and_told_where_everything_falls(tmp_path: Path) -> None:
    falling = [indicator(title=f"Wells {n}", more=' ascending="0"') for n in range(3)]
    made = imported(tmp_path, *falling)
    assert {each.direction for each in made.report.indicators} == {"decrease"}
    (told,) = made.found("IMP047")
    assert told.place.column.endswith("/indicator[1]/@ascending")
    mixed = tmp_path / "mixed"
    mixed.mkdir()
    assert not imported(mixed, *falling, indicator(title="Rises")).found("IMP047")


def test_texts_come_in_all_languages_however_they_are_marked(tmp_path: Path) -> None:
    title = (
        narrative("Wells")
        + narrative("Puits", "FR")
        + narrative("Pozos", "spa")
        + narrative("Brunnen", "german language")
    )
    text = whole(activity(inner=result(indicator()))).replace(narrative("Number of wells"), title)
    made = Import(tmp_path, text)
    statement = made.report.indicators[0].statement.root
    assert statement == {"en": "Wells", "fr": "Puits", "es": "Pozos", "und": "Brunnen"}
    assert "german language" in made.found("IMP048")[0].message
    assert made.report.settings.languages == ("en",)


def test_a_title_that_is_a_code_takes_the_description_along(tmp_path: Path) -> None:
    text = whole(
        activity(
            inner=result(
                indicator(f"<description>{narrative('laws that protect wells')}</description>", title="1400-A")
            )
        )
    )
    assert Import(tmp_path, text).report.indicators[0].statement.to("en") == "1400-A: laws that protect wells"


def test_a_day_that_is_none_keeps_its_period_outside(tmp_path: Path) -> None:
    made = imported(tmp_path, indicator(
        period(stated("target", "4"), stated("actual", "3"), end="31/12/2020"),
        period(stated("target", "5"), stated("actual", "4"), start="2021-12-31", end="2021-01-01"),
        "<period><period-start/></period>",
        stated("baseline", "1"),
    ))  # fmt: skip
    assert not made.report.results and [target.period for target in made.report.targets] == [2021]
    assert {each.found for each in made.found("IMP049")} == {"31/12/2020", ""}
    assert "31/12/2020" in made.extra and made.made.account.missing() == []


def test_a_result_of_a_period_that_goes_on_is_told(tmp_path: Path) -> None:
    text = whole(activity(
        attributes='last-updated-datetime="2020-05-31T10:00:00Z"', inner=result(indicator(period(stated("actual", "3")))),
    ))  # fmt: skip
    made = Import(tmp_path, text)
    assert "2020-12-31" in made.found("IMP058")[0].message
    assert str(made.report.settings.date) == "2020-12-31" and str(made.report.settings.as_of) == "2020-05-31"


def test_a_text_longer_than_any_cell_is_cut_and_kept_whole_beside(tmp_path: Path) -> None:
    text = "wells and pumps " * 5_000
    made = imported(tmp_path, indicator(period(stated("actual", comment=text)), measure="5"))
    assert len(made.found("IMP059")) >= 1 and text.strip() in made.extra
    assert made.report.results[0].value is not None


def test_markup_and_quotation_marks_come_in_as_letters(tmp_path: Path) -> None:
    odd = "{{ 7*7 }} &lt;b&gt; &quot;#&quot; : - [x], 'y' \\n — \u2028 &#133; é 水"
    made = imported(tmp_path, indicator(period(stated("actual", comment=odd)), measure="5", title=odd))
    statement = made.report.indicators[0].statement.to("en")
    assert statement.startswith("{{ 7*7 }} <b> \"#\" : - [x], 'y' \\n —") and statement.endswith("é 水")
    assert made.report.results[0].value and made.report.results[0].value.text == statement


def test_sdg_indicators_and_own_codes_are_taken_where_they_fit(tmp_path: Path) -> None:
    made = imported(tmp_path, indicator(
        '<reference vocabulary="9" code="6.1.1"/><reference vocabulary="99" code="A1.1.W"/>', title="Wells",
    ), indicator('<reference vocabulary="9" code="19.1.1"/><reference vocabulary="99" code="OTHER"/>', title="Pumps"))  # fmt: skip
    wells, pumps = made.report.indicators
    assert (wells.code, wells.sdg_indicator, pumps.code, pumps.sdg_indicator) == ("A1.1.W", "6.1.1", "A1.1.B", None)
    assert "OTHER" in made.extra


def test_dimensions_that_are_sentences_are_numbered_and_told_in_the_comment(tmp_path: Path) -> None:
    actual = '<actual value="9">' + "".join(
        f'<dimension name="Number of people from village {n} who were reached by health workers" value="{n}"/>' for n in range(4)
    ) + "</actual>"  # fmt: skip
    made = imported(tmp_path, indicator(period(actual)))
    (row,) = made.report.results
    assert row.dimensions == "part=1" and "village 3 who were reached by health workers: 3" in row.comment.to("en")
    assert made.report.indicators[0].disaggregation == {"part": "overlapping"} and made.found("IMP045")


def test_a_whole_that_is_smaller_than_a_part_is_printed_as_no_value(tmp_path: Path) -> None:
    part = {"sex": "female"}
    made = imported(tmp_path, indicator(
        stated("baseline", "1", more=' year="2019"'), stated("baseline", "5", more=' year="2019"', **part),
        period(stated("target", "4"), stated("target", "7", **part), stated("actual", "4", comment="Late"), stated("actual", "7", **part)),
        period(stated("target", "9"), stated("target", "7", **part), stated("actual", "9"), stated("actual", "7", **part), year=2021),
    ))  # fmt: skip
    rows = [
        (r.year, r.dimensions, r.value and r.value.text, r.absence, r.comment.to("en")) for r in made.report.results
    ]
    assert rows == [
        (2020, "", None, "unverified", "4 (Late)"), (2020, "sex=female", "7", None, ""),
        (2021, "", "9", None, ""), (2021, "sex=female", "7", None, ""),
    ]  # fmt: skip
    assert [(t.period, t.dimensions, t.value.text) for t in made.report.targets] == [
        (2019, "sex=female", "5"), (2020, "sex=female", "7"), (2021, "", "9"), (2021, "sex=female", "7"),
    ]  # fmt: skip
    assert len(made.found("IMP038")) == 3 and '"value": "4"' in made.extra
    account = made.made.account
    assert account.missing() == []
    assert account.differences("targets") == {"smaller than one of its parts, in iati-extra.yaml": 1}
    assert not [each for each in check_workspace(made.into).findings if each.severity == "error"]


def test_of_percentages_a_part_may_be_over_the_whole(tmp_path: Path) -> None:
    made = imported(
        tmp_path, indicator(period(stated("actual", "40"), stated("actual", "60", sex="female")), measure="2")
    )
    assert [row.value and row.value.text for row in made.report.results] == ["40", "60"] and not made.found("IMP038")


def test_results_of_the_same_words_stay_apart_where_codes_of_their_indicators_say_that_they_are_two(
    tmp_path: Path,
) -> None:
    own = '<reference vocabulary="99" code="A1.{0}.A"/>'
    inner = "".join(result(indicator(own.format(n), period(stated("actual", n)))) for n in ("3", "7"))
    report = Import(tmp_path, whole(activity(inner=inner))).report
    assert [output.code for output in report.outputs] == ["A1.3", "A1.7"]
    assert [each.code for each in report.indicators] == ["A1.3.A", "A1.7.A"]
