"""References to the data in narratives and key figures."""

import pytest

from reportgen.checks.paths import Paths
from tests.checks.conftest import Found, says
from tests.helpers import MINIMAL

NOTE = "narratives/en/story.md"


def story(text: str, title: str = "T") -> dict[str, str]:
    return {NOTE: f"---\nkind: story\ntitle: {title}\n---\n{text}\n"}


def test_an_unknown_path_is_found_at_its_line_and_column_with_near_ones(found: Found):
    text = 'First line.\n\nIn **all {{ indicators["D_1.1.B"].2024.result | number }}** laws.'
    [finding] = found("NAR001", **story(text))
    assert says([finding]) == [
        f'{NOTE}:7:10: error: There is no figure indicators["D_1.1.B"].2024.result. '
        'Near: indicators["D_1.1.A"].2024.result.'
    ]
    assert finding.expected == 'indicators["D_1.1.A"].2024.result'


def test_another_years_figure_is_never_offered(found: Found):
    for path in ('indicators["D_1.1.A"].2023.result', 'indicators["D_1.1.A"].2023.progress'):
        [finding] = found("NAR001", **story(f"All {{{{ {path} }}}} laws."))
        assert finding.message == (
            f"There is no figure {path}. There is no figure for 2023 in the table results; its row is missing or has an error."
        )
        assert finding.expected == ""
    [finding] = found("NAR001", **story('{{ indicators["D_1.1.A"].2024.reslt }}'))
    assert finding.expected == 'indicators["D_1.1.A"].2024.result'


def test_an_indicator_without_any_figure_is_not_taken_for_its_neighbour(found: Found):
    head, first = MINIMAL["results.csv"].splitlines()[:2]
    more = MINIMAL["outcomes.yaml"][MINIMAL["outcomes.yaml"].index("          - code: D_1.1.A") :]
    files = {"outcomes": MINIMAL["outcomes.yaml"] + more.replace("D_1.1.A", "D_1.1.B").replace("D_1_1_A", "D_1_1_B")}
    [finding] = found(
        "NAR001", **files, **story('{{ indicators["D_1.1.B"].2024.result }}'), results=f"{head}\n{first}\n"
    )
    assert finding.expected == "" and "no figure for 2024 in the table results" in finding.message


@pytest.mark.parametrize("around", ["- {}", "> {}", "| a |\n|---|\n| {} |", "Text[^1]\n\n[^1]: {}", "## {}"])
def test_a_path_is_found_in_every_kind_of_block(found: Found, around: str):
    assert len(found("NAR001", **story(around.format("{{ counts.nothing }}")))) == 1


def test_paths_formats_and_key_figures_that_exist_are_silent(found: Found):
    text = (
        '{{ indicators["D_1.1.A"].2024.result | words }}, {{ report.date | date }}, {{ report.year }}, '
        '{{ outcomes["D_1"].finance.2024.received | money million 1 }}, '
        '{{ office.facts["population-women"] }}'
    )
    report = MINIMAL["report.yaml"] + "key_figures: [{fact: counts.outcomes, label: {en: outcomes}}]\n"
    for rule in ("NAR001", "NAR002", "NAR003", "NAR004", "NAR005"):
        assert found(rule, report=report, **story(text)) == []


def test_a_key_figure_is_looked_up_too(found: Found):
    report = MINIMAL["report.yaml"] + "key_figures:\n  - {fact: counts.outcome, label: {en: outcomes}}\n"
    assert says(found("NAR001", report=report)) == [
        "report.yaml:11:12: error: There is no figure counts.outcome. Near: counts.outcomes."
    ]


def test_a_calculation_is_no_reference_and_prints_as_typed(found: Found):
    assert says(found("NAR002", **story("It is {{7*7}} now."))) == [
        f"{NOTE}:5:7: warning: “{{{{ 7*7 }}}}” is not a path to a figure, so it is printed as it was typed."
    ]
    assert found("NAR001", **story("It is {{7*7}} now.")) == []


def test_a_path_with_a_slip_in_it_stops_the_build(found: Found):
    [finding] = found("NAR002", **story("{{ indicators[D_1.1.A].2024.result }} laws."))
    assert finding.severity == "error" and finding.found == "indicators[D_1.1.A].2024.result"


@pytest.mark.parametrize(
    ("reference", "message"),
    [
        ("report.date | money", "report.date is a date; format 'money' does not suit it."),
        ("counts.outcomes | money", "counts.outcomes is a number, not money."),
        ("counts.outcomes | euros", "There is no format 'euros'; formats are"),
        ("counts.outcomes | number few", "Format 'number' does not take 'few'."),
    ],
)
def test_a_format_that_does_not_suit_is_found(found: Found, reference: str, message: str):
    [finding] = found("NAR003", **story(f"{{{{ {reference} }}}}"))
    assert finding.message.startswith(message) and finding.severity == "error"


def test_an_absent_figure_in_prose_is_found(found: Found):
    results = "indicator,period_start,period_end,absence\nD_1.1.A,2024-01-01,2024-12-31,not-collected\n"
    [finding] = found("NAR004", results=results)
    assert str(finding.place) == "narratives/en/progress-note-2024.md:7:32" and finding.severity == "warning"
    assert "is not-collected" in finding.message


def test_a_language_that_is_not_built_does_not_stop_the_others(found: Found):
    text = "---\nkind: story\ntitle: T\n---\n{{ counts.nothing }}\n"
    [finding] = found("NAR001", **{"narratives/fr/story.md": text})
    assert finding.severity == "info"


def test_braces_in_any_other_field_are_printed_as_they_stand(found: Found):
    findings = found(
        "NAR005",
        report=MINIMAL["report.yaml"].replace("{en: Annual country report 2024}", '"{{7*7}}"'),
        office=MINIMAL["office.yaml"].replace("source: {en: Census}", 'source: {en: "{{7*7}}"}'),
        plan=MINIMAL["plan.yaml"].replace("{en: Governance}", '{en: "{{7*7}}"}'),
        outcomes=MINIMAL["outcomes.yaml"].replace("{en: laws}", '{en: "{{7*7}}"}'),
        results=MINIMAL["results.csv"].replace("Official gazette", "{{7*7}}"),
        **story("Text.", title='"{{7*7}}"'),
    )
    assert [finding.place.file for finding in findings] == [
        NOTE, "office.yaml", "outcomes.yaml", "plan.yaml", "report.yaml", "results.csv",
    ]  # fmt: skip
    assert {finding.found for finding in findings} == {"{{7*7}}"}
    assert str(findings[-1].place) == "results.csv:2:source" and findings[0].severity == "warning"


def test_near_paths_mend_one_step_or_go_on():
    paths = Paths([("office", "finance", "2024", "received"), ("office", "finance", "2024", "planned"), ("x", "y")])
    assert paths.near(("office", "finance", "2024", "recieved")) == ("office.finance.2024.received",)
    assert paths.near(("office", "finanz", "2024", "received")) == ("office.finance.2024.received",)
    assert paths.near(("office", "finance", "2024")) == (
        "office.finance.2024.received", "office.finance.2024.planned",
    )  # fmt: skip
    assert paths.near(("nothing",)) == ()
