"""A few changed files become the findings of one rule."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from reportgen.checks import check
from reportgen.findings import Finding
from reportgen.load.workspace import load
from reportgen.model import Report
from tests.helpers import write_workspace

Found = Callable[..., list[Finding]]


def read(folder: Path, **files: str | bytes | None) -> Report:
    """Return the minimal workspace with some files changed, read; errors of form stop the test."""
    loaded = load(write_workspace(folder, **files))
    assert loaded.report is not None
    assert [str(finding) for finding in loaded.findings if finding.severity == "error"] == []
    return loaded.report


@pytest.fixture
def found(tmp_path: Path) -> Found:
    """Return the findings of one rule in the minimal workspace with some files changed."""

    calls = count()

    def of(rule: str, **files: str | bytes | None) -> list[Finding]:
        return [finding for finding in check(read(tmp_path / str(next(calls)), **files)) if finding.rule == rule]

    return of


def says(findings: list[Finding]) -> list[str]:
    """Return place, severity and message of each finding."""
    return [f"{finding.place}: {finding.severity}: {finding.message}" for finding in findings]
