"""Findings become the files that `reportgen check` writes, by the name of their form."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from reportgen.build.findings_page import findings_page
from reportgen.build.sarif import sarif
from reportgen.build.workbook.annotate import annotated
from reportgen.findings import Finding

FORMS: Mapping[str, Callable[[Iterable[Finding], Path], bytes]] = {
    "sarif": sarif,
    "html": findings_page,
    "annotate": annotated,
}


def findings_files(findings: tuple[Finding, ...], folder: Path, forms: Iterable[str]) -> dict[str, bytes]:
    """Return the findings of the workspace in `folder` in each form that is asked for."""
    return {form: FORMS[form](findings, folder) for form in forms}
