"""A workspace becomes one workbook: a sheet for each table, with lists, rules, notes, computed columns and totals."""

from __future__ import annotations

import importlib
import io
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from datetime import datetime, time
from pathlib import Path
from typing import Any

from reportgen.build.check import check_workspace
from reportgen.build.workbook.computed import computed_of, name_column
from reportgen.build.workbook.front import FINDINGS, README, write_findings, write_readme
from reportgen.build.workbook.grid import Grid
from reportgen.build.workbook.lists import lists_of
from reportgen.build.workbook.lists_sheet import SHEET as LISTS
from reportgen.build.workbook.lists_sheet import names_of, write_lists
from reportgen.build.workbook.look import FONT, SIZE, Look
from reportgen.build.workbook.paper import Paper
from reportgen.build.workbook.rows import Sources, seen_rows, typed_rows
from reportgen.build.workbook.summary import SHEET as SUMMARY
from reportgen.build.workbook.summary import write_summary
from reportgen.build.workbook.table_sheet import write_table
from reportgen.build.workbook.wording import Wording
from reportgen.errors import FindingsError, TemplateError, ThemeError, WorkspaceError
from reportgen.findings import Finding
from reportgen.language import Words, languages
from reportgen.model import LocalText, Report
from reportgen.project import project
from reportgen.theme import Theme, load_theme

AUDIENCES = ("public", "internal")


def export_workbook(
    folder: Path, audience: str = "public", *, office: str | None = None, extra: Path | None = None
) -> tuple[bytes, tuple[Finding, ...]]:
    """Return a workbook of the workspace in `folder`, and its findings.

    Args:
        folder: The workspace.
        audience: ``public``: what all may see; ``internal``: everything, as it was typed, to be filled in and read again.
        office: The office's name, where it is another than the workspace's.
        extra: An operator's own folder of templates.

    Raises:
        FindingsError: The workspace cannot be loaded, or errors stand in the way of publishing it.
        WorkspaceError: No such audience.
    """
    data, findings, _ = exported(folder, audience, office=office, extra=extra)
    return data, findings


def exported(
    folder: Path, audience: str = "public", *, office: str | None = None, extra: Path | None = None
) -> tuple[bytes, tuple[Finding, ...], Report]:
    """Return what `export_workbook` does, and the report that it is of."""
    if audience not in AUDIENCES:
        raise WorkspaceError(f"a workbook has no audience {audience!r}; there are {' and '.join(AUDIENCES)}.")
    checked = check_workspace(folder, extra=extra)
    report = checked.report
    if report is None:
        raise FindingsError("The workspace cannot be loaded, so there is nothing to export.", checked.findings)
    if office:
        named = report.office.model_copy(update={"name": LocalText({"": office})})
        report = report.model_copy(update={"office": named})
    if audience == "internal":
        sources = typed_rows(folder, report.settings.languages)
        return workbook_of(report, sources, checked.findings, extra), checked.findings, report
    if not checked.ok:
        message = "Errors stand in the way of a public workbook; --audience internal exports all the same."
        raise FindingsError(message, checked.findings)
    seen = project(report, "public")
    return workbook_of(seen, seen_rows(seen), (), extra), checked.findings, seen


def workbook_of(report: Report, sources: Sources, findings: Sequence[Finding], extra: Path | None = None) -> bytes:
    """Return the bytes of a workbook, the same on every run.

    Args:
        report: What it is of: names of codes, languages, dates, theme. Projected = the workbook is for that audience.
        sources: The rows of its tables.
        findings: What the sheet Findings lists.
        extra: An operator's own folder of templates, whose languages are spoken too.
    """
    language = language_of(report)
    wording = Wording(_words(language, extra))
    grids = {name: Grid(table) for name, table in sources.tables.items()}
    large = not all(grid.computes for grid in grids.values())
    stream = io.BytesIO()
    with tempfile.TemporaryDirectory(prefix="reportgen") if large else nullcontext() as folder:
        book = _new_book(stream, report, language, folder)
        _write_sheets(book, report, sources, grids, findings, wording)
        book.close()
    return stream.getvalue()


def language_of(report: Report) -> str:
    """Return the language of the workbook of a report: its first."""
    return report.settings.languages[0] if report.settings.languages else "en"


def _words(language: str, extra: Path | None) -> Words:
    """Return the words of a language: English where there are no others, but written as the language is."""
    try:
        return Words(language, extra)
    except TemplateError:
        if language in languages(extra):
            raise  # its words are broken, and that should be known
        return Words("en", extra)


def _new_book(stream: io.BytesIO, report: Report, language: str, folder: str | None) -> Any:
    """Return a workbook without sheets; a large one is put together in a folder, else it would be in memory four times."""
    xlsxwriter: Any = importlib.import_module("xlsxwriter")  # opened only where a workbook is written
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
               "in_memory": folder is None, "tmpdir": folder,
               "default_format_properties": {"font_name": FONT, "font_size": SIZE}}  # fmt: skip
    book = xlsxwriter.Workbook(stream, options)
    book.set_properties(
        {"title": report.settings.title.to(language), "subject": str(report.year), "author": "",
         "created": datetime.combine(report.settings.date, time())}
    )  # fmt: skip
    return book


def _write_sheets(
    book: Any,
    report: Report,
    sources: Sources,
    grids: Mapping[str, Grid],
    findings: Sequence[Finding],
    wording: Wording,
) -> None:
    look = Look(book, _theme(report))
    paper = Paper(look.theme.page.size, wording.words.direction == "rtl", _head(report, wording))
    lists = lists_of(report, sources.tables, wording.words.language)
    names = names_of(lists, grids)
    plain = _plain_sheets(importlib.import_module("xlsxwriter.worksheet"))
    sheets = {name: book.add_worksheet(name, plain) for name in
              (README, *(grid.table.sheet for grid in grids.values()), SUMMARY, FINDINGS, LISTS)}  # fmt: skip
    write_readme(sheets[README], report, grids, look, wording, paper)
    for name, grid in grids.items():
        left = name_column(grid, lists, wording.formulas) if grid.named_by else None
        right = computed_of(grids, name, lists, wording.formulas, report.settings.currency)
        write_table(sheets[grid.table.sheet], grid, left, right, look, wording, paper, names)
    write_summary(sheets[SUMMARY], report, grids["finance"], look, wording, paper)
    public = report.audience == "public"
    write_findings(sheets[FINDINGS], findings, sources, grids, look, wording, paper, public=public)
    write_lists(book, sheets[LISTS], lists, grids, look.of(bold=True))
    sheets[LISTS].hide()
    sheets[README].activate()


def _head(report: Report, wording: Wording) -> str:
    """Return what stands above each page: an internal one must be known when it lies on a table."""
    settings, language = report.settings, wording.words.language
    whom = wording.t(f"readme.audience-{report.audience or 'internal'}")
    return f"{report.office.name.to(language)} · {settings.title.to(language)} · {whom}"


def _plain_sheets(module: Any) -> Any:
    """Return the class of sheets whose formulas are written as they are.

    Each would otherwise be searched for thirty functions of newer spreadsheets, which takes half of all time.
    """

    class Plain(module.Worksheet):  # pyright: ignore[reportUntypedBaseClass]
        def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
            return formula.removeprefix("=")

    return Plain


def _theme(report: Report) -> Theme:
    """Return the theme of the report, or the house's where it is no good: that is a finding elsewhere."""
    try:
        return load_theme(report.settings.theme)
    except ThemeError:
        return load_theme("lagoon")
