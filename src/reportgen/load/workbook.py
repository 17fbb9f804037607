"""data.xlsx becomes the tables that are its sheets, each as the CSV file of its name would be."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from reportgen.files import read_bytes
from reportgen.findings import Finding, Place, has_errors
from reportgen.limits import MAX_SHEETS, MAX_WORKBOOK
from reportgen.load.fields import columns_of
from reportgen.load.rules import workbook as rules
from reportgen.load.workbook_headings import HEAD, header_row
from reportgen.load.workbook_sheet import read_sheet
from reportgen.model.base import PlacedDict, Record
from reportgen.ooxml.cell import Book
from reportgen.ooxml.package import UnreadablePackage, package_of
from reportgen.ooxml.sheet import SheetReader
from reportgen.ooxml.workbook import Sheet, Workbook, workbook_of

WORKBOOK = "data.xlsx"
OTHER_FORMS = re.compile(r"data\.(xlsx|xls|xlsm|xlsb|xltx|ods|numbers)", re.IGNORECASE)
"""Names of workbooks that are not read, apart from `WORKBOOK` itself."""
BOOKS = re.compile(r"(?!~).*\.(xlsx|xls|xlsm|xlsb|xltx|ods|numbers)", re.IGNORECASE)
"""Names of any workbook, apart from the locks that spreadsheets put beside open ones."""
OURS = frozenset(("readme", "findings", "lists", "summary"))
"""Sheets that an exported workbook has beside its tables, named as `plain_title` names them."""

Tables = Mapping[str, tuple[str, type[Record]]]
"""File of a table -> its field in a report, and what a row is."""


@dataclass(slots=True)
class Tabled:
    """What a workbook says.

    Attributes:
        rows: File of a table -> its rows; a sheet without rows counts too.
        findings: What is wrong with the workbook's form.
    """

    rows: dict[str, list[PlacedDict]] = field(default_factory=dict[str, list[PlacedDict]])
    findings: list[Finding] = field(default_factory=list[Finding])


def plain_title(title: str) -> str:
    """Return the name of a sheet without capitals, spaces and underscores."""
    return re.sub(r"[\W_]+", "", title).casefold()


def sheet_title(file: str) -> str:
    """Return the name of a table's sheet: ``Results`` for results.csv."""
    name = file.removesuffix(".csv")
    return name.upper() if name == "sdg" else name.title()


def read_workbook(path: Path, name: str, tables: Tables, present: Collection[str] = ()) -> Tabled:
    """Read the workbook at `path`, which findings call `name`; `present` are the files that stand beside it.

    Nothing is raised: a workbook that cannot be read is a finding.
    """
    tabled = Tabled()
    data, notes = read_bytes(path, name, MAX_WORKBOOK)
    tabled.findings.extend(notes)
    if data is None:
        return tabled
    try:
        workbook = workbook_of(package_of(name, data))
        if workbook.has_macros():
            message = f"{name} holds macros, so nothing in it was read."
            tabled.findings.append(rules.MACROS.at(Place(name), message))
            return tabled
        book = workbook.book()
        chosen = choose(workbook, book, name, tables, present, tabled.findings)
    except UnreadablePackage as error:
        tabled.findings.append(unreadable(name, error))
        return tabled
    for file, sheet in chosen.items():
        try:
            reader = SheetReader(workbook.package, sheet.path, book)
            rows, found = read_sheet(reader, name, sheet.title, tables[file][1], book)
        except UnreadablePackage as error:
            rows, found = [], [unreadable(name, error, sheet.title)]
        if file in present:
            # A sheet of headings alone, as of a workbook that was just made, says nothing: the file holds the table.
            if rows or has_errors(found):
                message = f"The table stands in the sheet “{sheet.title}” and in {file}; the sheet was not read."
                tabled.findings.append(rules.TABLE_TWICE.at(_start(name, sheet), message, found=file))
            continue
        tabled.rows[file] = rows
        tabled.findings.extend(found)
        if sheet.hidden and rows:
            message = f"The sheet “{sheet.title}” is hidden; it was read like the others."
            tabled.findings.append(rules.HIDDEN.at(_start(name, sheet), message))
    return tabled


def unreadable(name: str, error: UnreadablePackage, sheet: str = "") -> Finding:
    """Return the finding that says why a workbook, or a sheet of it, was not read."""
    where = f" The sheet “{sheet}” was not read." if sheet else ""
    return rules.UNREADABLE.at(Place(name), f"{error}{where}", hint=error.mend)


def _start(name: str, sheet: Sheet) -> Place:
    return Place(name, 1, cell=f"{sheet.title}!A1")


def choose(
    workbook: Workbook, book: Book, name: str, tables: Tables, present: Collection[str], findings: list[Finding]
) -> dict[str, Sheet]:
    """Return the sheet of each table, and say what the other sheets are."""
    chosen: dict[str, Sheet] = {}
    others: list[Sheet] = []
    files = {plain_title(file.removesuffix(".csv")): file for file in tables}
    for sheet in workbook.sheets[:MAX_SHEETS]:
        file = files.get(plain_title(sheet.title))
        if file is None:
            others.append(sheet)
        elif file in chosen:
            message = (
                f"The sheets “{chosen[file].title}” and “{sheet.title}” are both the table {file}; neither was read."
            )
            findings.append(rules.SHEETS_CLASH.at(_start(name, sheet), message, found=sheet.title))
        elif any(sheet.path == held.path for held in chosen.values()):
            message = f"The sheet “{sheet.title}” has the contents of another, whose id it bears; it was not read."
            findings.append(rules.SHEETS_CLASH.at(_start(name, sheet), message, found=sheet.title))
        else:
            chosen[file] = sheet
    clashing = {found.found for found in findings if found.rule == rules.SHEETS_CLASH.code}
    free = [file for file in tables if file not in chosen and file not in present]
    for file in [file for file, sheet in chosen.items() if _clashes(sheet, clashing)]:
        del chosen[file]
    findings.extend(_foreign(workbook, book, name, others, {file: tables[file] for file in free}))
    if len(workbook.sheets) > MAX_SHEETS:
        message = f"{name} has {len(workbook.sheets):,} sheets; those after the first {MAX_SHEETS} were not read."
        findings.append(rules.NOT_READ.at(Place(name), message))
    return chosen


def _clashes(sheet: Sheet, titles: Collection[str]) -> bool:
    return plain_title(sheet.title) in {plain_title(title) for title in titles}


def _foreign(workbook: Workbook, book: Book, name: str, sheets: list[Sheet], free: Tables) -> Iterator[Finding]:
    """Say of sheets that are no table's whether they were meant for one of those that are not there."""
    for sheet in sheets:
        plain = plain_title(sheet.title)
        if plain in OURS:
            continue
        file = _near(plain, free) or _by_columns(workbook, book, sheet, free)
        if file:
            message = f"The sheet “{sheet.title}” is not read. Is {sheet_title(file)} meant?"
            yield rules.RENAMED.at(_start(name, sheet), message, found=sheet.title, expected=sheet_title(file))
        else:
            message = f"The sheet “{sheet.title}” is no table of a workspace, so it is not read."
            yield rules.NOT_READ.at(_start(name, sheet), message, found=sheet.title)


def _near(title: str, free: Tables) -> str:
    """Return the table whose name a title nearly is, or begins or ends with."""
    names = {plain_title(file.removesuffix(".csv")): file for file in free}
    near = difflib.get_close_matches(title, names, 1, 0.75)
    if near:
        return names[near[0]]
    within = (file for plain, file in names.items() if re.fullmatch(rf"{plain}\d+|\d+{plain}", title))
    return next(within, "")


def _by_columns(workbook: Workbook, book: Book, sheet: Sheet, free: Tables) -> str:
    """Return the table whose needed columns, and at least three columns, a sheet holds."""
    try:
        top = list(SheetReader(workbook.package, sheet.path, book).rows(HEAD))
    except UnreadablePackage:
        return ""
    for file, (_, model) in free.items():
        columns = columns_of(model)
        head = header_row(top, columns)
        names = {cell.text.strip() for cell in head.cells.values()} if head else set[str]()
        if columns.required <= names and len(names & set(columns.names)) > 2:
            return file
    return ""
