"""A sheet and its map become rows of a table, counted: what was read, what was written, what was left out."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from reportgen.build.importing.mapping import SheetMap, SheetMaps
from reportgen.build.importing.rules import BAD_MAP, HEADING_MISSING
from reportgen.build.importing.values import Meaning
from reportgen.findings import Finding
from reportgen.load.fields import columns_of
from reportgen.load.workbook import plain_title, unreadable
from reportgen.load.workbook_headings import HEAD, Counts, View, header_row, plain_heading
from reportgen.load.workbook_sheet import read_sheet
from reportgen.load.workspace import TABLES
from reportgen.model.base import PlacedDict
from reportgen.ooxml.cell import Book
from reportgen.ooxml.package import UnreadablePackage
from reportgen.ooxml.sheet import SheetReader
from reportgen.ooxml.workbook import Sheet, Workbook


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one sheet.

    Attributes:
        title: The sheet's name.
        file: The table that its rows went to.
        read: Rows beneath the headings that hold something.
        written: Rows of the table.
        left_out: Cells beneath the headings that are not in the table.
    """

    title: str
    file: str
    read: int
    written: int
    left_out: int


@dataclass(frozen=True, slots=True)
class Opened:
    """A workbook that is imported, and what is needed to read its cells."""

    name: str
    workbook: Workbook
    book: Book

    def reader(self, sheet: Sheet) -> SheetReader:
        """Return what reads one of its sheets."""
        return SheetReader(self.workbook.package, sheet.path, self.book)


def take(
    opened: Opened, title: str, each: SheetMap, maps: SheetMaps
) -> tuple[Taken | None, list[PlacedDict], list[Finding]]:
    """Return what became of a sheet, its rows for the table, and what is wrong with it."""
    file = file_of(each)
    sheet = find_sheet(opened.workbook, title)
    if sheet is None:
        return None, [], [_no_sheet(opened, title, each)]
    model = TABLES[file][1]
    view, counts = _view(each, maps), Counts()
    try:
        findings = list(_missing(opened, sheet, each, view))
        if findings:
            return None, [], findings
        rows, findings = read_sheet(
            opened.reader(sheet), opened.name, sheet.title, model, opened.book, view=view, counts=counts
        )
    except UnreadablePackage as error:
        return None, [], [unreadable(opened.name, error, sheet.title)]
    for row in rows:
        for name, value in each.constants.items():
            row.setdefault(name, value)
    return Taken(sheet.title, file, counts.rows, len(rows), counts.left_out), rows, findings


def file_of(each: SheetMap) -> str:
    """Return the file of the table that a sheet goes to."""
    return f"{each.table.lower().removesuffix('.csv')}.csv"


def find_sheet(workbook: Workbook, title: str) -> Sheet | None:
    """Return the sheet of a name, written so or nearly so."""
    for plain in (str, plain_title):
        for sheet in workbook.sheets:
            if plain(sheet.title) == plain(title):
                return sheet
    return None


def _no_sheet(opened: Opened, title: str, each: SheetMap) -> Finding:
    titles = [sheet.title for sheet in opened.workbook.sheets]
    near = next(iter(difflib.get_close_matches(title, titles, 1, 0.6)), "")
    guess = f"Is “{near}” meant?" if near else f"It has {', '.join(titles) or 'none'}."
    message = f"{opened.name} has no sheet “{title}”. {guess}"
    return BAD_MAP.at(each.place(), message, found=title, expected=near)


def _view(each: SheetMap, maps: SheetMaps) -> View:
    names = {plain_heading(heading): column for heading, column in each.columns.items()}
    values = {
        column: {typed.casefold(): meant for typed, meant in meanings.items()}
        for column, meanings in each.values.items()
    }
    meaning = Meaning(values, each.numbers or maps.numbers, each.dates or maps.dates)
    given = frozenset(name.partition(":")[0] for name in each.constants)
    return View(names, meaning, each.header_row or 0, given, frozenset(each.fill_down))


def _missing(opened: Opened, sheet: Sheet, each: SheetMap, view: View) -> Iterator[Finding]:
    """Find headings of the map that the sheet lacks."""
    last = max(HEAD, view.head)
    head = header_row(opened.reader(sheet).rows(last), columns_of(TABLES[file_of(each)][1]), view)
    if head is None:
        return  # said when the sheet is read
    texts = {plain_heading(cell.text): cell.text.strip() for cell in head.cells.values()}
    for heading in each.columns:
        plain = plain_heading(heading)
        if plain in texts or re.fullmatch(r"column [a-z]{1,3}", plain):
            continue
        near = next(iter(difflib.get_close_matches(plain, texts, 1, 0.6)), "")
        guess = f" Is “{texts[near]}” meant?" if near else ""
        message = f"The sheet “{sheet.title}” has no column “{heading}” in row {head.number}.{guess}"
        yield HEADING_MISSING.at(each.place("columns"), message, found=heading, expected=texts.get(near, ""))
