"""A few strings become a loaded report, for tests of what comes after loading."""

from __future__ import annotations

import tempfile
from pathlib import Path

from reportgen.load import load
from reportgen.model import Report
from tests.helpers import MINIMAL, write_workspace

TARGETS = "indicator,version,kind,period,value,approved_by,reason\n"
RESULTS = "indicator,period_start,period_end,dimensions,value,absence,recorded,status,status_reason,disclosure\n"
FINANCE = "code,year,source_of_funds,stage,amount,currency,as_of,status,disclosure\n"
CONTRIBUTIONS = "partner,agreement,outcome,year,amount,currency,rate,rate_date,development,humanitarian,disclosure\n"
AGREEMENTS = "id,partner,outcomes,start,end,currency,amount,disclosure\n"


def report(**files: str | bytes | None) -> Report:
    """Return the minimal report with some files replaced; it must load without an error."""
    with tempfile.TemporaryDirectory() as folder:
        loaded = load(write_workspace(Path(folder), **files))
    assert loaded.report is not None, loaded.findings
    errors = [finding for finding in loaded.findings if finding.severity == "error"]
    assert not errors, errors
    return loaded.report


def outcomes(**changes: str) -> str:
    """Return outcomes.yaml with changed lines of its indicator: ``outcomes(direction="decrease")``; "" leaves a line out."""
    text = MINIMAL["outcomes.yaml"]
    for key, value in changes.items():
        line = f"            {key}: {value}\n" if value else ""
        old = next((each + "\n" for each in text.splitlines() if each.strip().startswith(f"{key}:")), None)
        text = text.replace(old, line, 1) if old and old.startswith("            ") else text + line
    return text


def targets(baseline: str | None, milestone: str | None, target: str | None = None) -> str:
    """Return targets.csv with these values; None leaves a row out."""
    rows = [("baseline", 2021, baseline), ("milestone", 2024, milestone), ("target", 2025, target)]
    return TARGETS + "".join(
        f"D_1.1.A,2022-01-15,{kind},{year},{value},,\n" for kind, year, value in rows if value is not None
    )


def result(value: str, year: int = 2024, **columns: str) -> str:
    """Return one row of results.csv."""
    cells = {
        "dimensions": "",
        "value": value,
        "absence": "",
        "recorded": "",
        "status": "",
        "status_reason": "",
        "disclosure": "",
    }
    cells |= columns
    return f"D_1.1.A,{columns.pop('start', f'{year}-01-01')},{columns.pop('end', f'{year}-12-31')}," + ",".join(
        cells[name] for name in RESULTS.strip().split(",")[3:]
    ) + "\n"  # fmt: skip


GOALS = "indicator,version,kind,period,dimensions,value,approved_by,reason,disclosure\n"


def goal(value: str, kind: str = "milestone", period: int = 2024, part: str = "", **columns: str) -> str:
    """Return one row of a targets.csv that has goals of parts: the heading is `GOALS`."""
    cells = {"version": "2022-01-15", "approved_by": "", "reason": "", "disclosure": ""} | columns
    end = ",".join(cells[name] for name in ("approved_by", "reason", "disclosure"))
    return f"D_1.1.A,{cells['version']},{kind},{period},{part},{value},{end}\n"
