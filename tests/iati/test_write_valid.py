"""What is written is valid by the schema of IATI 2.03, and breaks no rule of the standard's ruleset."""

from __future__ import annotations

import re
from functools import cache

import pytest

from reportgen.iati.write import Written, write
from reportgen.load import load
from reportgen.model import Report
from reportgen.project import project
from tests.conftest import ROOT
from tests.iati.ruleset import broken_rules, needs_schema, schema_errors

EXAMPLES = ("china-2024", "demo")


@cache
def example(name: str) -> tuple[Report, Written]:
    report = load(ROOT / "inputs" / name).report
    assert report is not None
    public = project(report, "public")
    return public, write(public)


@needs_schema
@pytest.mark.parametrize("name", EXAMPLES)
def test_both_examples_are_valid_by_the_schema(name: str) -> None:
    _, written = example(name)
    assert written.data and schema_errors(written.data) == []


@needs_schema
@pytest.mark.parametrize("name", EXAMPLES)
def test_both_examples_break_no_rule_on_the_day_of_issue(name: str) -> None:
    report, written = example(name)
    assert written.data and broken_rules(written.data, report.settings.date) == []


@needs_schema
@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (r'<sector [^>]*>', "6.2.2"),
        (r"<recipient-region[^>]*>.*?</recipient-region>", "3.7.2"),
        (r'<activity-date type="[12]"[^>]*>', "6.11.1"),
        (r'significance="\d"', "6.14.1"),
        (r'value="\d+"(?=/>\s*</period>)', "8.10.1"),
        (r'iso-date="2024-12-31"(?=/>\s*<value)', "7.5.3"),
        ("XM-EX-00000-SOL_D_1<", "1.1.3"),
        ("-SOL_D_1<", "1.1.21"),
        ('default-currency="USD"', "7.8.1"),
    ],
)  # fmt: skip
def test_the_rules_see_what_is_taken_away(change: str, rule: str) -> None:
    report, written = example("demo")
    new = {"7.5.3": 'iso-date="2025-12-31"', "1.1.3": "XM-EX-00000<", "1.1.21": "<"}.get(rule, "")
    data = re.sub(change, new, (written.data or b"").decode(), flags=re.DOTALL).encode()
    assert rule in {each.id for each in broken_rules(data, report.settings.date)}
