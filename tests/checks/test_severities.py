"""What a house style may say about how grave a finding is."""

from pathlib import Path

from reportgen.checks import check
from reportgen.load.rules import CARDS as LOAD_CARDS
from tests.checks.conftest import Found, read, says
from tests.helpers import MINIMAL

REPORT = MINIMAL["report.yaml"] + "editorial: house.yaml\n"
NOTE = "narratives/en/progress-note-2024.md"
TEXT = "---\nkind: progress-note\noutcome: D_1\nyear: 2024\ntitle: T\n---\n"


def style(severities: str) -> dict[str, str]:
    return {"report": REPORT, "house.yaml": f"name: House\nextends: un\nseverities: {{{severities}}}\n"}


def test_a_style_makes_a_warning_milder_or_graver(found: Found):
    text = {NOTE: TEXT + "In 2024 two programs began.\n"}
    for severity in ("info", "warning", "error"):
        assert [each.severity for each in found("NAR141", **style(f"NAR141: {severity}"), **text)] == [severity]


def test_severities_hold_before_directives_are_heeded(found: Found):
    ignore = "<!-- reportgen: ignore NAR141 because it is a title -->\n"
    text = {NOTE: TEXT + ignore + "In 2024 two programs began.\n"}
    assert found("NAR141", **style("NAR141: warning"), **text) == []
    assert len(found("NAR141", **style("NAR141: error"), **text)) == 1


def test_a_finding_that_its_rule_weighs_less_is_never_made_graver(found: Found):
    names = "names:\n  - {name: Leila Amari, kind: person, title: Ms.}\n"
    text = {NOTE: TEXT + "In 2024 Leila Amari left.\n", "names.yaml": names}
    assert [each.severity for each in found("NAR144", **style("NAR144: error"), **text)] == ["info"]


def test_an_unknown_rule_and_a_lowered_error_are_found_at_their_line(found: Found):
    files = style("NAR999: info, spelling-variant: info, NAR001: warning, NAR141: info")
    unknown, *others = says(found("STR130", **files))
    assert unknown.startswith("house.yaml:3:22: warning: There is no check “NAR999”. Is “NAR")
    assert others == [
        "house.yaml:3:46: warning: There is no check “spelling-variant”. Its code is NAR141.",
        "house.yaml:3:60: warning: NAR001 (unknown-figure) is an error and stays one; the house style would make it “warning”.",
    ]
    assert found("STR130", **style("NAR001: error, NAR110: info")) == []


def test_a_rule_of_loading_stays_as_it_is_and_is_no_unknown_one(tmp_path: Path):
    report = read(tmp_path, **style("STR025: warning, NAR909: error"))
    found = [each for each in check(report, form={card.code: card for card in LOAD_CARDS}) if each.rule == "STR130"]
    [said] = says(found)
    assert said.startswith("house.yaml:3:22: warning: STR025 (")
    assert said.endswith(") is an error of form and stays one; the house style would make it “warning”.")


def test_an_error_stays_one_whatever_the_style_says(tmp_path: Path):
    files = style("NAR001: info") | {NOTE: TEXT + "In 2024 {{ counts.nothing }}.\n"}
    assert [each.severity for each in check(read(tmp_path, **files)) if each.rule == "NAR001"] == ["error"]


def test_a_rule_about_disclosure_is_never_made_milder(found: Found):
    (finding,) = found("STR130", **style("DIS009: info, DIS003: warning"))
    assert "DIS009" in finding.message and "is about disclosure and stays a warning" in finding.message
