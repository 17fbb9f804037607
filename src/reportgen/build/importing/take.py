"""A sheet and its map become rows of a table, counted: what was read, what was written, what was left out."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import takewhile

from reportgen.build.importing.kept import Kept
from reportgen.build.importing.mapping import SheetMap, SheetMaps, file_of, into_of
from reportgen.build.importing.rules import BAD_MAP, HEADING_MISSING, HEADING_TWICE
from reportgen.build.importing.spread import Source, spread_rows
from reportgen.build.importing.values import Meaning
from reportgen.findings import Finding
from reportgen.load.csv import Columns
from reportgen.load.fields import columns_of
from reportgen.load.workbook import plain_title, unreadable
from reportgen.load.workbook_headings import HEAD, Counts, View, header_row, plain_heading
from reportgen.load.workbook_sheet import Reader, read_sheet
from reportgen.load.workspace import TABLES
from reportgen.model.base import PlacedDict
from reportgen.ooxml.cell import Book
from reportgen.ooxml.package import UnreadablePackage
from reportgen.ooxml.reference import letters_of
from reportgen.ooxml.sheet import Row, SheetReader
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
) -> tuple[list[tuple[Taken, list[PlacedDict]]], list[Finding]]:
    """Return what became of a sheet, its rows for each table that it goes to, and what is wrong with it."""
    sheet = find_sheet(opened.workbook, title)
    if sheet is None:
        return [], [_no_sheet(opened, title, each)]
    try:
        if each.spread or each.heading_rows > 1:
            kept = Kept(opened.reader(sheet), each.header_row or 0, each.heading_rows)
            head, findings = _head(kept.rows(), sheet, each, maps)
            if findings or not each.spread:
                return ([], findings) if findings else _plain(opened, sheet, kept, each, maps)
            return _wide(opened, sheet, kept, head, each, maps)
        last = max(HEAD, each.header_row or 0)
        _, findings = _head(opened.reader(sheet).rows(last), sheet, each, maps)
        return ([], findings) if findings else _plain(opened, sheet, opened.reader(sheet), each, maps)
    except UnreadablePackage as error:
        return [], [unreadable(opened.name, error, sheet.title)]


def _plain(
    opened: Opened, sheet: Sheet, reader: Reader, each: SheetMap, maps: SheetMaps
) -> tuple[list[tuple[Taken, list[PlacedDict]]], list[Finding]]:
    """Read a sheet of which each line is a row of its table."""
    file, view, counts = file_of(each.table), _view(each, maps), Counts()
    rows, findings = read_sheet(
        reader, opened.name, sheet.title, TABLES[file][1], opened.book, view=view, counts=counts
    )
    for row in rows:
        for name, value in each.constants.items():
            row.setdefault(name, value)
    return [(Taken(sheet.title, file, counts.rows, len(rows), counts.left_out), rows)], findings


def _wide(
    opened: Opened, sheet: Sheet, kept: Kept, head: int, each: SheetMap, maps: SheetMaps
) -> tuple[list[tuple[Taken, list[PlacedDict]]], list[Finding]]:
    """Read a sheet of which each line is several rows; the cells left out are counted once."""
    source = Source(kept, opened.name, sheet.title, opened.book)
    tables, findings, lines, left_out = spread_rows(source, each, _view(each, maps).meaning, head)
    parts: list[tuple[Taken, list[PlacedDict]]] = []
    for file, rows in tables.items():
        parts.append((Taken(sheet.title, file, lines, len(rows), 0 if parts else left_out), rows))
    return parts, findings


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
    for heading, entry in each.spread.items():
        names[plain_heading(heading)] = into_of(file_of(entry.get("table", each.table)), entry)
    values = {
        column: {typed.casefold(): meant for typed, meant in meanings.items()}
        for column, meanings in each.values.items()
    }
    meaning = Meaning(values, each.numbers or maps.numbers, each.dates or maps.dates)
    given = frozenset(name.partition(":")[0] for name in each.constants)
    return View(names, meaning, each.header_row or 0, given, frozenset(each.fill_down))


def _head(rows: Iterable[Row], sheet: Sheet, each: SheetMap, maps: SheetMaps) -> tuple[int, list[Finding]]:
    """Return the row of headings, and what the map names that is not there, or there twice."""
    view = _view(each, maps)
    files = {file_of(each.table), *(file_of(one["table"]) for one in each.spread.values() if "table" in one)}
    names = tuple(name for file in files for name in columns_of(TABLES[file][1]).names)
    top = takewhile(lambda row: row.number <= max(HEAD, view.head), rows)
    head = header_row(top, Columns(names, frozenset()), view)
    if head is None:
        headings = ", ".join(f"“{each}”" for each in [*each.columns, *each.spread][:8])
        message = (
            f"None of the first {HEAD} rows of the sheet “{sheet.title}” holds the headings of the map: {headings}."
        )
        return 0, [HEADING_MISSING.at(each.place("columns"), message)]
    return head.number, list(_missing(head, sheet, each))


def _missing(head: Row, sheet: Sheet, each: SheetMap) -> Iterator[Finding]:
    """Find headings of the map that the sheet lacks, or has twice."""
    texts: dict[str, str] = {}
    columns: dict[str, list[str]] = {}
    for number, cell in sorted(head.cells.items()):
        plain = plain_heading(cell.text)
        texts.setdefault(plain, cell.text.strip())
        columns.setdefault(plain, []).append(letters_of(number))
    for key, headings in (("columns", each.columns), ("spread", each.spread)):
        for heading in headings:
            plain = plain_heading(heading)
            if len(columns.get(plain, ())) > 1:
                where = " and ".join(columns[plain])
                message = f"The heading “{heading}” stands in the columns {where} of the sheet “{sheet.title}”."
                yield HEADING_TWICE.at(each.place(key), message, found=heading)
            if plain in texts or re.fullmatch(r"column [a-z]{1,3}", plain):
                continue
            near = next(iter(difflib.get_close_matches(plain, texts, 1, 0.6)), "")
            guess = f" Is “{texts[near]}” meant?" if near else ""
            message = f"The sheet “{sheet.title}” has no column “{heading}” in row {head.number}.{guess}"
            yield HEADING_MISSING.at(each.place(key), message, found=heading, expected=texts.get(near, ""))
