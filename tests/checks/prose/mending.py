"""A text and a rule become what the rule finds in it, and the text with its edits made."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from reportgen.findings import Finding
from tests.corpus import RULES, Case, report_of

FILE = "narratives/en/text-1.md"
FIRST = 6
"""Line on which the text starts, after the front matter."""


def findings(rule: str, text: str, **data: Any) -> list[Finding]:
    """Return what a rule finds in one text; `data` as in the corpus (language, editorial, title ...)."""
    return list(RULES[rule].find(report_of(Case(rule, 1, (), {"text": text, **data}))))


def found(rule: str, text: str, **data: Any) -> list[str]:
    """Return the words that a rule finds."""
    return [finding.found for finding in findings(rule, text, **data)]


def applied(source: str, made: Iterable[Finding]) -> str:
    """Return a file's text with the edits of findings made, from the last to the first."""
    edits = [finding.edit for finding in made if finding.edit is not None]
    for edit in sorted(edits, key=lambda each: -each.start):
        assert source[edit.start : edit.end] == edit.old, "an edit says what it replaces"
        source = source[: edit.start] + edit.new + source[edit.end :]
    return source


def mended(rule: str, text: str, **data: Any) -> str:
    """Return a text with the edits of a rule made; the rule has nothing to mend in it afterwards."""
    report = report_of(Case(rule, 1, (), {"text": text, **data}))
    source = applied(report.narratives[0].source, RULES[rule].find(report))
    after = source.split("---\n", 2)[2].removesuffix("\n")
    assert [finding for finding in findings(rule, after, **data) if finding.edit] == []
    return after
