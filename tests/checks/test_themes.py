"""A look that cannot be, or cannot be read, is found at the line that asks for it."""

from __future__ import annotations

import pytest

from reportgen.fonts import installed_families
from reportgen.theme import theme_names
from tests.checks.conftest import Found, says
from tests.helpers import MINIMAL

REPORT = MINIMAL["report.yaml"]


def test_an_unknown_theme_is_found(found: Found):
    assert says(found("STR122", report=REPORT + "theme: lagune\n")) == [
        "report.yaml:10:8: error: There is no theme “lagune”. Is “lagoon” meant?"
    ]


def test_an_impossible_override_is_found_at_its_key(found: Found):
    findings = found("STR122", report=REPORT + "overrides:\n  accent: teal\n  acent: '#005a5b'\n")
    assert [str(finding.place) for finding in findings] == ["report.yaml:11:11", "report.yaml:12:10"]
    assert "accent" in findings[0].message and findings[0].found == "accent: teal"
    assert "near: " in findings[1].message


def test_values_that_are_possible_only_apart_are_found(found: Found):
    [finding] = found("STR122", report=REPORT + "overrides:\n  sizes.body: '15'\n  leading: '12'\n")
    assert finding.place.file == "report.yaml" and "no air" in finding.message
    assert found("STR122", report=REPORT + "overrides:\n  sizes.body: '12'\n  leading: '16'\n") == []


def test_a_colour_that_cannot_be_told_from_its_ground_is_found_with_its_contrast(found: Found):
    findings = found("STR128", report=REPORT + "overrides:\n  quiet: '#9aa5ab'\n")
    assert [f.place.line for f in findings] == [11, 11]
    assert findings[0].message == "“quiet” (#9aa5ab) on “paper” (#ffffff) has a contrast of 2.5 to 1."
    assert findings[0].severity == "error" and findings[0].expected == "4.5 or more"


def test_a_ground_that_swallows_its_words_is_found_at_the_ground(found: Found):
    findings = found("STR128", report=REPORT + "overrides:\n  field: '#f4d35e'\n")
    assert "“on_field” (#ffffff) on “field” (#f4d35e)" in " ".join(f.message for f in findings)


def test_marks_of_a_chart_need_three_to_one(found: Found):
    [finding] = found("STR128", report=REPORT + "overrides:\n  muted: '#d9dfe1'\n")
    assert finding.expected == "3.0 or more"
    assert found("STR128", report=REPORT + "overrides:\n  muted: '#8a8a8a'\n") == []


@pytest.mark.parametrize("theme", theme_names())
def test_the_themes_that_ship_are_silent(found: Found, theme: str):
    for rule in ("STR122", "STR128", "STR129"):
        assert found(rule, report=REPORT + f"theme: {theme}\n") == []


def test_a_font_that_is_not_installed_is_found(found: Found):
    assert "Noto Sans" in (installed_families() or ())
    [finding] = found("STR129", report=REPORT + "overrides:\n  fonts.body: Noto Sanz\n")
    assert finding.place.line == 11 and finding.severity == "warning" and "Noto Sans" in str(finding)
    assert found("STR129", report=REPORT + "overrides:\n  fonts.body: Noto Sans\n  sizes.body: '11'\n") == []
