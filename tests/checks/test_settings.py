"""What report.yaml may ask for."""

from tests.checks.conftest import Found, says
from tests.helpers import MINIMAL

REPORT = MINIMAL["report.yaml"]


def test_what_ships_is_silent(found: Found):
    report = REPORT + "theme: lagoon\neditorial: un-women\nsections: {off: [joint-work]}\n"
    report += "overrides: {accent: '#005a5b'}\n"
    for rule in ("STR120", "STR121", "STR122", "STR123", "STR124", "STR125", "STR126"):
        assert found(rule, report=report) == []


def test_an_unknown_kind_is_found(found: Found):
    assert says(found("STR120", report=REPORT.replace("country-report", "country-reports"))) == [
        "report.yaml:1:7: error: There is no report kind “country-reports”. Is “country-report” meant?"
    ]


def test_an_unknown_section_is_found_in_order_and_off(found: Found):
    report = REPORT + "sections:\n  order: [cover, sumary]\n  off: [joint_work]\n"
    assert says(found("STR121", report=report)) == [
        "report.yaml:11:18: error: There is no section of country-report called “sumary”. Is “summary” meant?",
        "report.yaml:12:9: error: There is no section of country-report called “joint_work”. Is “joint-work” meant?",
    ]


def test_an_unknown_editorial_profile_is_found(found: Found):
    assert says(found("STR123", report=REPORT + "editorial: unwomen\n")) == [
        "report.yaml:10:12: error: There is no editorial profile “unwomen”. Is “un-women” meant?"
    ]


def test_a_language_without_strings_or_narratives_is_found(found: Found):
    report = REPORT.replace("[en]", "[en, qq]")
    [strings] = found("STR124", report=report)
    assert str(strings.place) == "report.yaml:6:17" and "“qq”" in strings.message and strings.severity == "error"
    [narratives] = found("STR125", report=report)
    assert narratives.severity == "warning" and narratives.expected == "files in narratives/qq/"


def test_no_language_at_all_is_found(found: Found):
    [finding] = found("STR124", report=REPORT.replace("[en]", "[]"))
    assert finding.message == "No edition's language is named."


def test_a_key_figure_that_is_no_figure_is_found(found: Found):
    report = REPORT + "key_figures:\n  - {fact: counts.outcome, format: number, label: outcomes}\n"
    [finding] = found("STR127", report=report)
    assert str(finding.place) == "report.yaml:11:12"
    assert "counts.outcomes" in finding.message
    good = report.replace("counts.outcome,", "counts.outcomes,")
    assert found("STR127", report=good) == []


def test_no_key_figure_is_offered_another_year_or_indicator(found: Found):
    fact = "{fact: 'indicators[\"D_1.1.A\"].2023.result', label: {en: laws}}"
    [finding] = found("STR127", report=MINIMAL["report.yaml"] + f"key_figures: [{fact}]\n")
    assert "Near" not in finding.message
    [finding] = found(
        "STR127",
        report=MINIMAL["report.yaml"] + f"key_figures: [{fact.replace('2023', '2024').replace('1.A', '1.B')}]\n",
    )
    assert 'indicators["D_1.1.A"].2024.result' in finding.message.partition("Near: ")[2]
