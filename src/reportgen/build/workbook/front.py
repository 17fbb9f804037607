"""What a workbook is becomes its first sheet, Read me; what is wrong with the data becomes its last, Findings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import version
from typing import Any

from reportgen.build.workbook.fit import height_of
from reportgen.build.workbook.grid import HEAD, Grid, letters
from reportgen.build.workbook.look import TEXTS_STAND, Look
from reportgen.build.workbook.paper import Paper
from reportgen.build.workbook.rows import Sources
from reportgen.build.workbook.wording import Wording
from reportgen.findings import Finding, Place
from reportgen.model import Report

README, FINDINGS = "Read me", "Findings"
STEPS = ("pick", "rows", "blank", "numbers", "locked", "codes", "check")
"""How to fill it in, step by step."""
WIDTH = 96
"""Of the texts of Read me, in characters."""
MOST_LINKS = 60_000
"""A sheet holds 65,530 links."""


def write_readme(
    sheet: Any, report: Report, grids: Mapping[str, Grid], look: Look, wording: Wording, paper: Paper
) -> None:
    """Write what the workbook is, how it is filled in, and what each sheet holds."""
    language = wording.words.language
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 1, WIDTH)
    sheet.set_row(0, 26)
    wrap, bold = look.of(text_wrap=True, **TEXTS_STAND), look.of(bold=True, **TEXTS_STAND)
    row = 0
    sheet.write_string(row, 0, wording.t("readme.title", office=report.office.name.to(language)), look.title)
    for text in _what(report, wording):
        row += 1
        sheet.merge_range(row, 0, row, 1, text, wrap)
        if height := height_of([(text, WIDTH + 22)]):
            sheet.set_row(row, height)
    row = _section(sheet, row + 2, wording.t("readme.how"), look)
    for number, step in enumerate(STEPS, 1):
        row = _pair(sheet, row, f"{number}", wording.t(f"readme.{step}"), bold, wrap)
    row = _section(sheet, row + 1, wording.t("readme.sheets"), look)
    ours = [("Summary", "summary"), (FINDINGS, "findings")]
    for name, key in [*((grid.table.sheet, table) for table, grid in grids.items()), *ours]:
        sheet.write_url(row, 0, f"internal:'{name}'!A1", look.of(underline=1, bold=True, **TEXTS_STAND), name)
        row = _pair(sheet, row, "", wording.t(f"readme.sheet-{key}"), bold, wrap)
    row = _section(sheet, row + 1, wording.t("readme.colours"), look)
    looks = {"heading": look.heading(), "machine": look.machine(), "input": look.filled_in("text"),
             "computed": look.computed()}  # fmt: skip
    for key, form in looks.items():
        name, meaning = wording.t(f"readme.colour-{key}"), wording.t(f"readme.colour-{key}-is")
        row = _pair(sheet, row, name, meaning, form, wrap)
    row = _section(sheet, row + 1, wording.t("readme.about"), look)
    for key, text in _about(report, wording):
        row = _pair(sheet, row, wording.t(f"readme.{key}"), text, bold, wrap)
    sheet.protect("", {"objects": False, "format_columns": True, "format_rows": True})
    sheet.hide_gridlines(2)
    sheet.set_tab_color(look.theme.colours.accent)
    paper.set_up(sheet)


def _what(report: Report, wording: Wording) -> list[str]:
    public = wording.t("readme.public" if report.audience == "public" else "readme.internal")
    return [wording.t("readme.what"), public]


def _about(report: Report, wording: Wording) -> list[tuple[str, str]]:
    settings, words = report.settings, wording.words
    rows = [("report", settings.title.to(words.language)), ("year", str(settings.year))]
    rows.append(("audience", wording.t(f"readme.audience-{report.audience or 'internal'}")))
    if settings.as_of:
        rows.append(("as-of", words.date(settings.as_of)))
    return [*rows, ("issued", words.date(settings.date)), ("version", f"reportgen {version('reportgen')}")]


def _pair(sheet: Any, row: int, name: str, text: str, one: Any, other: Any) -> int:
    """Write a name and its text; return the next row."""
    if name:
        sheet.write_string(row, 0, name, one)
    sheet.write_string(row, 1, text, other)
    if height := height_of([(text, WIDTH)]):
        sheet.set_row(row, height)
    return row + 1


def _section(sheet: Any, row: int, title: str, look: Look) -> int:
    sheet.write_string(row, 0, title, look.subtitle)
    return row + 1


def write_findings(
    sheet: Any,
    findings: Sequence[Finding],
    sources: Sources,
    grids: Mapping[str, Grid],
    look: Look,
    wording: Wording,
    paper: Paper,
    *,
    public: bool,
) -> None:
    """Write each finding with a link to its cell. What is public lists none: messages name what they are about."""
    heads = {"rule": 10.0, "severity": 11.0, "place": 34.0, "message": 70.0, "mend": 60.0}
    sheet.set_row(0, 24)
    for column, (key, width) in enumerate(heads.items()):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, wording.t(f"findings.{key}"), look.heading())
    if public or not findings:
        sheet.write_string(1, 0, wording.t("findings.public" if public else "findings.none"), look.of(**TEXTS_STAND))
    places = _places(findings, sources, grids)
    plain, wrap, link = (
        look.of(**more, **TEXTS_STAND) for more in ({}, {"text_wrap": True}, {"text_wrap": True, "underline": 1})
    )
    for row, finding in enumerate(findings, 1):
        sheet.write_string(row, 0, finding.rule, plain)
        grave = look.of(bold=True, **TEXTS_STAND) if finding.severity == "error" else plain
        sheet.write_string(row, 1, wording.t(f"findings.{finding.severity}"), grave)
        where = places.get(finding.place)
        if where and row <= MOST_LINKS:
            sheet.write_url(row, 2, f"internal:'{where[0]}'!{where[1]}", link, f"{where[0]}!{where[1]}")
        else:
            sheet.write_string(row, 2, str(finding.place), wrap)
        sheet.write_string(row, 3, finding.message, wrap)
        sheet.write_string(row, 4, finding.hint, wrap)
        told = [
            (str(finding.place), heads["place"]),
            (finding.message, heads["message"]),
            (finding.hint, heads["mend"]),
        ]
        if height := height_of(told):
            sheet.set_row(row, height)
    if findings:
        sheet.autofilter(0, 0, len(findings), len(heads) - 1)
    sheet.freeze_panes(1, 0)
    sheet.protect("", {"objects": False, "format_columns": True, "format_rows": True, "autofilter": True, "sort": True})
    sheet.set_tab_color(look.theme.colours.accent)
    paper.set_up(sheet, heads=1, widths=tuple(heads.values()))


def _places(findings: Iterable[Finding], sources: Sources, grids: Mapping[str, Grid]) -> dict[Place, tuple[str, str]]:
    """Return the place of a finding -> sheet and cell of this workbook."""
    found: dict[Place, tuple[str, str]] = {}
    for place, (name, row, column) in sources.cells(frozenset(f.place for f in findings)).items():
        grid = grids[name]
        cell = f"{letters(grid.first_column + max(column, 0))}{HEAD + row + 1}"
        found[place] = (grid.table.sheet, cell)
    return found
