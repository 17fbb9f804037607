"""Who may see what."""

from pathlib import Path

from reportgen.checks import check
from reportgen.model import Report
from tests.checks.conftest import Found, read, says
from tests.helpers import MINIMAL
from tests.reports import GOALS, goal

AGREEMENT = (
    "id,partner,outcomes,start,end,currency,amount,disclosure\n"
    "A-01,norlund,D_1,2022-01-01,2025-12-31,USD,900000,internal\n"
)
TEXT = '---\nkind: story\ntitle: T\n---\nIt gave {{ agreements["A-01"].amount | money }}.\n'


def withheld(report: Report, projected: Report) -> list[str]:
    return says([finding for finding in check(report, lambda: projected) if finding.rule == "DIS001"])


def public(report: Report, **changes: object) -> Report:
    """Return the report without its agreements, as a projection would make it."""
    return Report(**{name: getattr(report, name) for name in Report.model_fields} | {"audience": "public"} | changes)


def test_a_figure_that_the_audience_may_not_see_is_found(tmp_path: Path):
    report = read(tmp_path, agreements=AGREEMENT, **{"narratives/en/story.md": TEXT})
    assert withheld(report, public(report, agreements=())) == [
        "narratives/en/story.md:5:9: error: The text is for the audience “public”, but "
        'agreements["A-01"].amount is not.'
    ]


def test_a_figure_that_it_may_see_and_a_text_that_it_does_not_get_are_silent(tmp_path: Path):
    report = read(tmp_path, agreements=AGREEMENT, **{"narratives/en/story.md": TEXT})
    assert withheld(report, public(report)) == []
    assert withheld(report, public(report, agreements=(), narratives=report.narratives[:1])) == []


def test_a_result_that_became_an_absence_is_found(tmp_path: Path):
    report = read(tmp_path)
    hidden = report.results[0].model_copy(update={"value": None, "absence": "withheld"})
    [line] = withheld(report, public(report, results=(hidden,)))
    assert line.startswith("narratives/en/progress-note-2024.md:7:32: error:")


def test_a_key_figure_is_held_against_the_audience_too(tmp_path: Path):
    settings = MINIMAL["report.yaml"] + "key_figures: [{fact: 'agreements[\"A-01\"].amount', label: {en: given}}]\n"
    report = read(tmp_path, agreements=AGREEMENT, report=settings)
    [line] = withheld(report, public(report, agreements=()))
    assert line.startswith("report.yaml:10:22: error:")


def test_disclosure_to_an_unknown_partner_is_found(found: Found):
    assert says(found("DIS002", agreements=AGREEMENT.replace("internal", "partner:norland"))) == [
        "agreements.csv:2:disclosure: error: There is no partner “norland”. Is “norlund” meant?"
    ]
    assert found("DIS002", agreements=AGREEMENT.replace("internal", "partner:norlund")) == []


def test_a_passed_embargo_is_said(found: Found):
    [finding] = found("DIS003", agreements=AGREEMENT.replace("internal", "embargo:2025-03-01"))
    assert finding.severity == "info" and finding.found == "embargo:2025-03-01"
    assert found("DIS003", agreements=AGREEMENT.replace("internal", "embargo:2025-06-01")) == []


def results(value: int, disclosure: str = "") -> str:
    head = "indicator,period_start,period_end,dimensions,value,disclosure\nD_1.1.A,2024-01-01,2024-12-31,"
    return f"{head}sex=male,{value},{disclosure}\n"


PEOPLE = MINIMAL["outcomes.yaml"].replace("{en: laws}", "{en: survivors}")


def test_a_small_count_of_people_in_public_is_found(found: Found):
    assert says(found("DIS004", outcomes=PEOPLE, results=results(2))) == [
        "results.csv:2:value: info: D_1.1.A, 2024: the group sex=male counts 2 people; "
        "its whole breakdown is withheld outside the office."
    ]


def test_larger_groups_internal_rows_and_laws_are_silent(found: Found):
    assert found("DIS004", outcomes=PEOPLE, results=results(5)) == []
    assert found("DIS004", outcomes=PEOPLE, results=results(0)) == []
    assert found("DIS004", outcomes=PEOPLE, results=results(2, "internal")) == []
    assert found("DIS004", outcomes=PEOPLE, results=results(2, "embargo:2025-06-01")) == []
    assert found("DIS004", results=results(2)) == []


def test_a_baseline_of_a_few_people_is_said_and_what_is_aimed_at_is_not(found: Found):
    few = GOALS + goal("3", "baseline", 2021, "sex=male") + goal("3", "target", 2025, "sex=male")
    assert says(found("DIS004", outcomes=PEOPLE, targets=few)) == [
        "targets.csv:2:value: info: D_1.1.A, the baseline for 2021 (sex=male) counts 3 people; "
        "its whole breakdown is withheld outside the office."
    ]
    closed = GOALS + goal("3", "baseline", 2021, "sex=male", disclosure="internal")
    assert found("DIS004", outcomes=PEOPLE, targets=closed) == []
