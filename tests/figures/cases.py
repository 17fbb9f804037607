"""Reports for tests of figures: one to thirty of everything, gaps, zeros, negatives, long names, from 3 to 3 million."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from reportgen.document.chart import Chart
from reportgen.figures import FIGURES
from reportgen.language import Words
from reportgen.load import load
from reportgen.model import Report
from reportgen.project import project
from tests.figures.specs import COUNTS, LONG, values
from tests.helpers import write_workspace

DATA = ("plain", "missing", "all-missing", "zeros", "negatives")
OPTIONS: dict[str, tuple[dict[str, str], ...]] = {
    "indicator-progress": ({"outcome": "D_1"},),
    "finance-by-stage": ({}, {"code": "D_1"}),
    "delivery-rate": ({}, {"code": "D_1"}),
    "sdg-allocation": ({"outcome": "D_1"},),
    "partner-contributions": ({}, {"outcome": "D_1"}),
    "series": ({"indicator": "A1"}, {"indicator": "A3"}),
}
"""Figure -> the options to draw it with; {} where it is not named."""
WAYS = ("sum", "cumulative", "latest")
MEASURES = ("number", "percent", "money")


def _outcomes(count: int, long: bool) -> str:
    lines = ["outcomes:"]
    elements = ", ".join(f"IA_{n}" for n in range(1, count + 1))
    for n in range(1, count + 1):
        name = LONG.format(n) if long else f"Outcome {n}"
        given = elements if n == 1 else f"IA_{n}"
        lines += [
            f"  - code: D_{n}",
            f'    short: {{en: "{name}"}}',
            "    statements: [{plan: SP-2022-2025, from: 2022, text: {en: Women lead}}]",
            f"    contributes: {{impact_areas: [{given}]}}",
            "    indicators:",
        ]
        for k in range(1, (count if n == 1 else 1 + n % 9) + 1):
            code = f"A{k}" if n == 1 else f"B{n}.{k}"
            statement = f"{LONG.format(k)} that keep accounts" if long else f"Councils, type {k}"
            lines.append(
                f'      - {{code: {code}, statement: {{en: "{statement}"}}, measure: {MEASURES[k // 3 % 3]}, '
                f"unit: {{en: councils}}, accumulation: {WAYS[k % 3]}}}"
            )
    return "\n".join(lines) + "\n"


def _targets(count: int) -> str:
    rows = ["indicator,version,kind,period,value,approved_by,reason"]
    for k, size in enumerate(values("plain", count, 1), 1):
        goal = 60 if MEASURES[k // 3 % 3] == "percent" else size
        given = (("baseline", 2021, goal and goal // 4), ("milestone", 2023, goal and goal // 3))
        for kind, year, value in (*given, ("milestone", 2024, goal and goal // 2), ("target", 2025, goal)):
            if k % 5 or kind != "milestone":
                rows.append(f"A{k},2022-01-15,{kind},{year},{value},,")
    return "\n".join(rows) + "\n"


def _results(count: int, data: str) -> str:
    rows = ["indicator,period_start,period_end,value,absence"]
    years = range(2025 - count, 2025)
    for k in range(1, count + 1):
        percent = MEASURES[k // 3 % 3] == "percent"
        for year, value in zip(years, values(data, count, k), strict=True):
            shown = "" if value is None else value % 90 if percent else value
            rows.append(f"A{k},{year}-01-01,{year}-12-31,{shown},{'not-collected' if value is None else ''}")
    return "\n".join(rows) + "\n"


def _finance(count: int, data: str) -> str:
    rows = ["code,year,source_of_funds,stage,amount,currency,as_of,status"]
    for stage, seed in (("planned", 1), ("available", 2), ("received", 3), ("expended", 4)):
        known = values("plain" if stage == "available" else data, count, seed)
        for n in range(1, count + 1):
            if (amount := known[n - 1]) is not None:
                rows.append(f"D_{n},2024,other,{stage},{amount},USD,2025-02-28,provisional")
        for year, amount in zip(range(2025 - count, 2024), known, strict=False):
            if amount is not None:
                rows.append(f"D_1,{year},other,{stage},{amount},USD,2025-02-28,certified")
    return "\n".join(rows) + "\n"


def _contributions(count: int, data: str) -> tuple[str, str]:
    partners = ["partners:"]
    rows = ["partner,outcome,year,amount,currency,development,humanitarian"]
    for n, amount in enumerate(values(data, count, 5), 1):
        partners.append(f'  - {{id: p{n}, name: {{en: "{LONG.format(n)}"}}, type: government, roles: [funder]}}')
        if amount is not None:
            share = amount // 3 if n % 2 else 0
            rows.append(f"p{n},D_1,2024,{amount},USD,{amount - share},{share}")
    return "\n".join(partners) + "\n", "\n".join(rows) + "\n"


def _sdg(count: int, data: str) -> str:
    goals = min(count, 17)
    shares = [100 // goals] * goals
    shares[0] += 100 - sum(shares)
    if data == "zeros" and goals > 1:
        shares = [100 - (goals - 1) // 2, *(n % 2 for n in range(goals - 1))]
    rows = [f"D_1,2024,{n},,{share}" for n, share in enumerate(shares, 1)] if data != "all-missing" else []
    return "\n".join(["outcome,year,goal,target,share", *rows]) + "\n"


def _settings(count: int) -> str:
    paths = ["office.finance.2024.available", "office.finance.2024.expended", 'indicators["A1"].2024.result']
    figures = "".join(
        f"  - {{fact: '{paths[n % 3]}', format: {('money million', 'money', 'number')[n % 3]}, "
        f'label: {{en: "{LONG.format(n)}"}}}}\n'
        for n in range(min(count, 6))
    )
    return (
        f"kind: country-report\ntitle: {{en: Report}}\nyear: 2024\nfirst_year: {2025 - count}\n"
        f"plan: SP-2022-2025\nlanguages: [en]\ncurrency: USD\ndate: 2025-03-31\nkey_figures:\n{figures}"
    )


@cache
def a_large_report(count: int, data: str, long: bool) -> Report:
    """Return a projected report with `count` outcomes, indicators, years, partners and elements of the plan."""
    elements = ", ".join(f'IA_{n}: {{en: "{LONG.format(n)}"}}' for n in range(1, count + 1))
    plan = "plans:\n  SP-2022-2025:\n    name: {en: Plan}\n    start: 2022-01-01\n    end: 2025-12-31\n"
    partners, contributions = _contributions(count, data)
    files = {
        "report": _settings(count),
        "plan": f"{plan}    impact_areas: {{{elements}}}\n",
        "outcomes": _outcomes(count, long),
        "targets": _targets(count),
        "results": _results(count, data),
        "finance": _finance(count, data),
        "partners": partners,
        "contributions": contributions,
        "sdg": _sdg(count, data),
        "narratives/en/progress-note-2024.md": None,
    }
    with tempfile.TemporaryDirectory() as folder:
        loaded = load(write_workspace(Path(folder), **files))
    assert loaded.report is not None, loaded.findings
    return project(loaded.report, "public")


@cache
def figure_cases(name: str) -> tuple[tuple[str, Chart], ...]:
    """Return the figure `name` of every report, each with the words for what it was drawn from."""
    words = Words("en")
    return tuple(
        (
            f"{count} {data} {'long' if long else 'short'}",
            FIGURES[name].build(a_large_report(count, data, long), words, **options),
        )
        for count in COUNTS
        for data in DATA
        for long in (False, True)
        for options in OPTIONS.get(name, ({},))
        if not (options.get("indicator") == "A3" and count < 3)
    )
