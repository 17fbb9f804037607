"""What figures say: specs made from small reports, as text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from reportgen.document.chart import Chart
from reportgen.facts import Numbers
from reportgen.figures import FIGURES, SDG_COLOURS, sdg_label, table_of
from reportgen.figures.canvas import KINDS, draw
from reportgen.language import Words
from reportgen.load import load
from reportgen.model import Report
from reportgen.project import project
from reportgen.theme import load_theme
from tests.figures.cases import a_large_report
from tests.helpers import MINIMAL, write_workspace

Draw = Callable[..., Chart]
OUTCOMES = """\
outcomes:
  - code: D_1
    short: {en: Leadership}
    statements: [{plan: SP-2022-2025, from: 2022, text: {en: Women lead}}]
    contributes: {impact_areas: [IA_1], systemic_outcomes: [SP_D_0.1]}
    indicators:
      - {code: A, statement: {en: Laws revised}, measure: number, unit: {en: laws}, accumulation: sum}
      - {code: B, statement: {en: Seats held by women}, measure: percent, accumulation: latest, decimals: 1}
      - {code: C, statement: {en: Gap in pay}, measure: percent, accumulation: latest, direction: decrease}
      - {code: D, statement: {en: Law in force}, measure: yes-no, accumulation: latest}
  - code: D_2
    short: {en: Decent work}
    statements: [{plan: SP-2022-2025, from: 2022, text: {en: Women work}}]
    contributes: {impact_areas: [IA_1]}
    indicators:
      - {code: E, statement: {en: Places in childcare}, measure: number, accumulation: latest}
"""
TARGETS = """\
indicator,version,kind,period,value,approved_by,reason
A,2022-01-15,baseline,2021,2,,
A,2022-01-15,milestone,2023,3,,
A,2022-01-15,milestone,2024,3,,
A,2022-01-15,target,2025,10,,
B,2022-01-15,baseline,2021,20,,
B,2022-01-15,milestone,2024,28,,
B,2022-01-15,target,2025,30,,
C,2022-01-15,baseline,2021,20,,
C,2022-01-15,target,2025,16,,
D,2022-01-15,target,2025,yes,,
"""
RESULTS = """\
indicator,period_start,period_end,value,absence
A,2023-01-01,2023-12-31,2,
A,2024-01-01,2024-12-31,4,
B,2023-01-01,2023-12-31,24,
B,2024-01-01,2024-12-31,26,
C,2024-01-01,2024-12-31,,not-collected
D,2024-01-01,2024-12-31,yes,
"""
FINANCE = """\
code,year,source_of_funds,stage,amount,currency,as_of,status
D_1,2023,other,available,1000000,USD,2025-02-28,certified
D_1,2024,other,planned,1200000,USD,2025-02-28,certified
D_1,2024,other,available,1100000,USD,2025-02-28,certified
D_1,2024,other,expended,1001000,USD,2025-03-15,provisional
D_2,2024,regular,available,400000,USD,2025-02-28,certified
D_2,2024,regular,expended,0,USD,2025-02-28,certified
"""
PARTNERS = "partners:\n" + "".join(
    f"  - {{id: p{n}, name: {{en: Partner {n}}}, type: government, roles: [funder]}}\n" for n in range(1, 10)
)
CONTRIBUTIONS = "partner,outcome,year,amount,currency,development,humanitarian\n" + "".join(
    f"p{n},D_1,2024,{n}00000,USD,{n}00000,0\n" for n in range(1, 9)
) + "p9,D_1,2024,900000,USD,500000,400000\n"  # fmt: skip
SDG = "outcome,year,goal,target,share\nD_1,2024,5,5.5,50\nD_1,2024,5,5.1,20\nD_1,2024,16,,30\n"
KEY_FIGURES = """\
key_figures:
  - {fact: 'indicators["A"].2024.result', format: number, label: {en: laws revised}}
  - {fact: 'office.finance.2024.available', format: money million, label: {en: available}}
"""


def a_report(folder: Path, **files: str) -> Report:
    given = {
        "outcomes": OUTCOMES,
        "targets": TARGETS,
        "results": RESULTS,
        "finance": FINANCE,
        "partners": PARTNERS,
        "contributions": CONTRIBUTIONS,
        "sdg": SDG,
        "report": MINIMAL["report.yaml"] + KEY_FIGURES,
        **{"narratives/en/progress-note-2024.md": None},
        **files,
    }
    loaded = load(write_workspace(folder, **given)).report
    assert loaded is not None
    return project(loaded, "public")


@pytest.fixture
def figure(tmp_path: Path) -> Draw:
    def make(name: str, files: dict[str, str] | None = None, **options: object) -> Chart:
        return FIGURES[name].build(a_report(tmp_path, **(files or {})), Words("en"), **options)

    return make


def shown(chart: Chart) -> str:
    """Return a spec as text: title, unit, period, and the table of its printed numbers."""
    lines = [f"{chart.kind}: {chart.title}", f"{chart.unit} | {chart.period}"]
    lines += [" | ".join(row) for row in (table_of(chart)[0], *table_of(chart)[1])]
    return "\n".join(lines)


def test_indicator_progress_goes_from_baseline_to_target(figure: Draw) -> None:
    chart = figure("indicator-progress", outcome="D_1")
    assert shown(chart) == (
        "dots: 1 of 3 numeric indicators reached the level set for 2024\n"
        " | 2024\n"
        "Indicator | Baseline | Milestone 2024 | Result 2024 | Target\n"
        "Laws revised | 0 | 3 | 4; 6 so far | 10\n"
        "Seats held by women | 20.0% | 28.0% | 26.0% | 30.0%\n"
        "Gap in pay | 20% |  | not collected | 16%"
    )
    start, milestone, result, target = (series.values for series in chart.series)
    assert (start, milestone) == ((0, 0, 0), (50, 80, None))
    assert (result, target) == ((60, 60, None), (100, 100, 100))
    assert "Gap in pay: Baseline 20%, Result 2024 not collected, Target 16%" in chart.alt


def test_outcome_without_numeric_targets_has_an_empty_figure(figure: Draw) -> None:
    chart = figure("indicator-progress", outcome="D_2")
    assert (chart.empty, chart.categories) == ("No indicator of this outcome has a numeric target", ())


def test_finance_by_stage_leaves_gaps_and_names_its_denominator(figure: Draw) -> None:
    chart = figure("finance-by-stage", code="D_1")
    assert shown(chart) == (
        "columns: Leadership: Expenditure reached 91% of the money available in 2024\n"
        "US$ million | 2023–2024, as of 15 March 2025, 2024 provisional\n"
        "Year | Budget | Available | Expended\n"
        "2023 | no data | 1.00 | no data\n"
        "2024 | 1.20 | 1.10 | 1.00"
    )
    assert (chart.highlight, chart.scale, chart.series[1].values) == (1, 1_000_000, (1_000_000, 1_100_000))


def test_finance_without_data_says_so(figure: Draw) -> None:
    chart = figure("finance-by-stage", {"finance": "code,year,source_of_funds,stage,amount,currency\n"})
    assert chart.empty == chart.alt == "No financial data for 2024"


def test_delivery_rates_are_ranked_and_zero_is_a_rate(figure: Draw) -> None:
    chart = figure("delivery-rate")
    assert shown(chart) == (
        "bars: Delivery in 2024 ran from 91% (Leadership) down to 0% (Decent work)\n"
        "Expenditure as per cent of the money available | 2024, as of 15 March 2025, 2024 provisional\n"
        "Outcome | Delivery rate\n"
        "Leadership | 91%\n"
        "Decent work | 0%"
    )
    assert chart.alt == (
        "Delivery in 2024 ran from 91% (Leadership) down to 0% (Decent work) "
        "(Expenditure as per cent of the money available). Leadership 91%; Decent work 0%."
    )


def test_delivery_of_one_outcome_runs_over_the_years(figure: Draw) -> None:
    chart = figure("delivery-rate", code="D_1")
    assert (chart.title, chart.categories) == ("Leadership: Delivery was 91% in 2024", ("2024",))
    more = FINANCE + "D_1,2023,other,expended,800000,USD,2025-02-28,certified\n"
    chart = figure("delivery-rate", {"finance": more}, code="D_1")
    assert chart.title == "Leadership: Delivery rose from 80% in 2023 to 91% in 2024"
    assert chart.kind == "columns"


def test_sdg_targets_of_one_goal_are_added_and_carry_the_official_colours(figure: Draw) -> None:
    chart = figure("sdg-allocation", outcome="D_1")
    assert shown(chart) == (
        "bars: 70% of the resources of 2024 went to Goal 5 Gender Equality\n"
        "Per cent of the resources of 2024 | 2024\n"
        "Goal | Share\n"
        "5 Gender Equality | 70%\n"
        "16 Peace, Justice and Strong Institutions | 30%"
    )
    assert chart.colours == ("#ff3a21", "#00689d")
    assert figure("sdg-allocation", outcome="D_2").empty == "No data by Sustainable Development Goal for 2024"


def test_seven_partners_are_named_and_the_others_stand_together(figure: Draw) -> None:
    chart = figure("partner-contributions")
    assert shown(chart) == (
        "bars: Partner 9 gave the most: US$900 thousand of US$4.5 million\n"
        "US$ thousand | 2024\n"
        "Partner | Development | Humanitarian | Total\n"
        "Partner 9 | 500 | 400 | 900\n"
        "Partner 8 | 800 | 0 | 800\n"
        "Partner 7 | 700 | 0 | 700\n"
        "Partner 6 | 600 | 0 | 600\n"
        "Partner 5 | 500 | 0 | 500\n"
        "Partner 4 | 400 | 0 | 400\n"
        "Partner 3 | 300 | 0 | 300\n"
        "All other partners | 300 | 0 | 300"
    )


def test_contributions_without_humanitarian_money_are_one_bar(figure: Draw) -> None:
    rows = "partner,outcome,year,amount,currency\np1,D_1,2024,250000,USD\n"
    chart = figure("partner-contributions", {"contributions": rows}, outcome="D_1")
    assert chart.title == "Leadership: Partner 1 gave US$250 thousand in 2024"
    assert [series.name for series in chart.series] == ["Contribution"]


def test_outcome_status_has_a_mark_for_every_indicator(figure: Draw) -> None:
    chart = figure("outcome-status")
    assert shown(chart) == (
        "matrix: 2 of 5 indicators reached the level set for 2024; without data: 2\n"
        " | 2024\n"
        "Outcome | Met | Partly met | No data\n"
        "Leadership | 2 | 1 | 1\n"
        "Decent work | 0 | 0 | 1"
    )
    assert chart.marks == (("met", "met", "partly", "no-data"), ("no-data", "", "", ""))
    assert chart.mark_labels == (("met", "Met 2"), ("partly", "Partly met 1"), ("no-data", "No data 2"))


def test_indicators_that_cannot_be_rated_are_not_counted_as_unmet(figure: Draw) -> None:
    results = RESULTS + "E,2024-01-01,2024-12-31,12,\n"
    chart = figure("outcome-status", {"results": results})
    assert chart.title == "2 of 4 indicators reached the level set for 2024; without data: 1; not rated: 1"
    assert chart.mark_labels[-1] == ("no-data", "No data 1, Not rated 1")
    chart = figure("outcome-status", {"results": results, "targets": "indicator,version,kind,period,value\n"})
    assert chart.title == "No indicator could be rated for 2024; without data: 1; not rated: 4"


def test_a_unit_that_the_statement_does_not_name_stands_behind_it(figure: Draw) -> None:
    outcomes = OUTCOMES.replace("unit: {en: laws}", "unit: {en: million views}")
    assert figure("series", {"outcomes": outcomes}, indicator="A").title == (
        "Laws revised (million views): from 2 in 2023 to 4 in 2024"
    )


def test_series_keeps_years_without_data_and_years_to_come(figure: Draw) -> None:
    chart = figure("series", indicator="B")
    assert shown(chart) == (
        "line: Seats held by women: from 24.0% in 2023 to 26.0% in 2024\n"
        " | 2023–2024\n"
        "Year | Result | Milestone or target\n"
        "2022 | not reported | \n"
        "2023 | 24.0% | \n"
        "2024 | 26.0% | 28.0%\n"
        "2025 |  | 30.0%"
    )
    assert chart.series[0].values == (None, 24, 26, None)


def test_plan_matrix_names_the_element_most_contribute_to(figure: Draw) -> None:
    chart = figure("plan-matrix")
    assert shown(chart) == (
        "matrix: “Governance” has the most outcomes behind it: 2 of 2\n"
        " | Strategic Plan 2022-2025\n"
        "Element of the plan | Leadership | Decent work\n"
        "Governance | contributes | contributes\n"
        "Norms | contributes | "
    )
    assert chart.alt.endswith("Governance: Leadership and Decent work; Norms: Leadership.")


def test_key_figures_are_printed_in_their_formats(figure: Draw) -> None:
    chart = figure("key-figures")
    assert table_of(chart)[1] == (("laws revised", "4"), ("available", "US$1.5 million"))


OPTIONS = {"indicator-progress": {"outcome": "D_1"}, "sdg-allocation": {"outcome": "D_1"}, "series": {"indicator": "A"}}


@pytest.mark.parametrize("name", FIGURES)
def test_every_figure_can_be_drawn_and_says_what_it_shows(figure: Draw, name: str) -> None:
    chart = figure(name, **OPTIONS.get(name, {}))
    assert chart.figure == name and chart.kind in KINDS
    assert chart.title and chart.source and chart.alt.startswith(chart.title)
    assert not chart.title.endswith(".")
    assert all(len(series.values) == len(series.labels) == len(chart.categories) for series in chart.series)
    assert draw(chart, load_theme("lagoon")).svg


def _many(count: int) -> dict[str, str]:
    """Return tables of outcomes that spent 5, 10, 15 ... per cent of their money."""
    codes = [f"X_{n}" for n in range(1, count + 1)]
    outcomes = "outcomes:\n" + "".join(
        f"  - {{code: {c}, short: {{en: Outcome {c}}}, "
        "statements: [{plan: SP-2022-2025, from: 2022, text: {en: x}}]}\n"
        for c in codes
    )
    rows = "".join(
        f"{c},2024,other,available,100,USD,,\n{c},2024,other,expended,{n * 5},USD,,\n" for n, c in enumerate(codes, 1)
    )
    return {"outcomes": outcomes, "finance": FINANCE.splitlines()[0] + "\n" + rows}


def test_of_many_outcomes_the_highest_and_the_lowest_are_named(figure: Draw) -> None:
    chart = figure("delivery-rate", _many(14))
    assert [" ".join(row) for row in table_of(chart)[1]] == [
        "Outcome X_14 70%", "Outcome X_13 65%", "Outcome X_12 60%", "7 other outcomes together 40%",
        "Outcome X_4 20%", "Outcome X_3 15%", "Outcome X_2 10%", "Outcome X_1 5%",
    ]  # fmt: skip
    assert (chart.title, chart.highlight) == (
        "Delivery in 2024 ran from 70% (Outcome X_14) down to 5% (Outcome X_1)", 7
    )  # fmt: skip
    assert len(figure("delivery-rate", _many(8)).categories) == 8


def test_several_outcomes_with_the_lowest_rate_are_counted(figure: Draw) -> None:
    rows = "".join(f"D_1,2024,other,{s},{n},USD,,\nD_2,2024,other,{s},{n},USD,,\n" for s, n in
                   (("available", 4), ("expended", 1)))  # fmt: skip
    head = FINANCE.splitlines()[0] + "\n"
    chart = figure("delivery-rate", {"finance": head + rows})
    assert (chart.title, chart.highlight) == ("Each of 2 outcomes spent 25% of the money available in 2024", -1)


def test_an_amount_that_rounds_to_nothing_is_not_printed_as_nothing(figure: Draw) -> None:
    rows = "partner,outcome,year,amount,currency\np1,D_1,2024,3000000,USD\np2,D_1,2024,3,USD\np3,D_1,2024,-3,USD\n"
    chart = figure("partner-contributions", {"contributions": rows})
    assert [row[1] for row in table_of(chart)[1]] == ["3.00", "<0.01", ">−0.01"]


def test_eight_partners_are_all_named(figure: Draw) -> None:
    rows = "partner,outcome,year,amount,currency\n" + "".join(f"p{n},D_1,2024,{n},USD\n" for n in range(1, 9))
    chart = figure("partner-contributions", {"contributions": rows})
    assert chart.categories == tuple(f"Partner {n}" for n in range(8, 0, -1))


def test_of_many_goals_seven_are_named(figure: Draw) -> None:
    rows = "".join(f"D_1,2024,{goal},,{share}\n" for goal, share in enumerate((30, 20, 10, 10, 8, 8, 8, 3, 3), 1))
    chart = figure("sdg-allocation", {"sdg": "outcome,year,goal,target,share\n" + rows}, outcome="D_1")
    assert (chart.categories[-1], chart.series[0].labels[-1], chart.colours[-1]) == ("2 other goals", "6%", "")
    assert len(chart.categories) == 8


@pytest.mark.parametrize(("result", "status"), [(3, "met"), (4, "met"), (2, "partly"), (1, "not-met")])
def test_the_dot_of_an_indicator_that_adds_up_passes_the_milestone_where_the_status_is_met(
    tmp_path: Path, result: int, status: str
) -> None:
    results = RESULTS.replace("2023-12-31,2,", "2023-12-31,8,").replace("2024-12-31,4,", f"2024-12-31,{result},")
    report = a_report(tmp_path, results=results)
    chart = FIGURES["indicator-progress"].build(report, Words("en"), outcome="D_1")
    reached = (chart.series[2].values[0] or 0) >= (chart.series[1].values[0] or 0)
    numbers = Numbers.of(report)
    assert numbers.rating(numbers.tracks["A"].indicator, 2024) == status
    assert reached == (status == "met")
    assert chart.source.endswith("milestone, result and status are of the year alone")


def test_of_many_indicators_those_that_fell_short_are_drawn_first(tmp_path: Path) -> None:
    report = a_large_report(30, "zeros", False)
    chart = FIGURES["indicator-progress"].build(report, Words("en"), outcome="D_1")
    assert len(chart.categories) == 18
    assert chart.title.endswith("of 30 numeric indicators reached the level set for 2024")
    assert chart.source.endswith("Drawn are 18 of 30 indicators, those short of their level first; the table has all")
    numbers = Numbers.of(report)
    short = [i.statement.to("en") for i in report.outcomes[0].indicators if numbers.rating(i, 2024) != "met"]
    assert {name.removesuffix(" (councils)") for name in chart.categories} >= set(short[:18])


def test_long_lists_are_summed_up_in_the_alternative_text(figure: Draw) -> None:
    years = range(2010, 2025)
    rows = "".join(f"D_1,{y},other,available,100,USD,,\nD_1,{y},other,expended,{y - 2000},USD,,\n" for y in years)
    settings = MINIMAL["report.yaml"].replace("first_year: 2022", "first_year: 2010")
    files = {"report": settings, "finance": FINANCE.splitlines()[0] + "\n" + rows}
    chart = figure("delivery-rate", files, code="D_1")
    assert chart.alt.endswith("from 2024 24% down to 2010 10%.")


def test_money_by_stage_draws_the_newest_ten_years(figure: Draw) -> None:
    rows = "".join(f"D_1,{y},other,available,100,USD,,\n" for y in range(2010, 2025))
    settings = MINIMAL["report.yaml"].replace("first_year: 2022", "first_year: 2010")
    chart = figure("finance-by-stage", {"report": settings, "finance": FINANCE.splitlines()[0] + "\n" + rows})
    assert (chart.categories[0], len(chart.categories)) == ("2015", 10)
    assert chart.title == "Available: US$100 in 2024"


def test_all_goals_have_a_name_and_a_colour() -> None:
    words = Words("en")
    assert len(SDG_COLOURS) == 17
    assert sdg_label("17", words) == "17 Partnerships for the Goals"
    assert sdg_label("99", words) == "99"
