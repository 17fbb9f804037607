"""The place of a finding becomes what stands there: lines with the column marked, or a table's row under its headings."""

from __future__ import annotations

import csv
from bisect import bisect_right
from collections import OrderedDict
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path
from typing import ClassVar, Literal

from reportgen.build.sheet_rows import SheetRow, SheetRows
from reportgen.errors import WorkspaceError
from reportgen.files import inside, read_text
from reportgen.findings import Place
from reportgen.load.csv import sniff
from reportgen.load.fields import columns_of
from reportgen.load.workspace import TABLES
from reportgen.ooxml.reference import letters_of

BEFORE, AFTER, AROUND = 120, 240, 160
"""Characters shown before and after a mark, and of the lines around it."""
MOST_CELLS, MOST_OF_A_CELL = 40, 160
KEPT_FILES = 16
MARKED, NEAR = 80, 4
"""At most so many characters are marked; so many may stand before what was found, as ``{{ `` does."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a file: what stands before the mark, what is marked, what follows."""

    number: int
    before: str
    marked: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Lines:
    """The line of a finding, with one line before and one after it; `line` is its number."""

    kind: ClassVar[Literal["lines"]] = "lines"
    line: int
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table.

    Attributes:
        line: The line on which the row starts.
        headings: Those of the cells, as typed; empty for columns that have none.
        cells: What is filled in, and the marked cell; none where the row is that of the headings.
        marked: Number of the marked column, from 0; -1 = none.
        of_sheet: Whether it stands in a workbook, where rows have numbers and no lines.
    """

    kind: ClassVar[Literal["row"]] = "row"
    line: int
    headings: tuple[str, ...]
    cells: tuple[str, ...]
    marked: int
    of_sheet: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """Why nothing can be shown."""

    kind: ClassVar[Literal["words"]] = "words"
    text: str


Excerpt = Lines | Row | Words


@dataclass(slots=True)
class _File:
    """A file that was read: its text, its lines, and for a table its separator and headings."""

    text: str
    lines: list[str]
    starts: list[int]
    separator: str = ","
    headings: list[str] = field(default_factory=list[str])


class Sources:
    """The files of a workspace, read when a finding points at them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files: OrderedDict[str, _File | None] = OrderedDict()
        self._sheets = SheetRows(folder)

    def excerpt(self, place: Place, found: str = "") -> Excerpt | None:
        """Return what stands at `place`, with `found` marked; None where the place is a file as a whole."""
        if place.cell:
            row = self._sheets.row(place)
            if row is not None and (row.cells or row.headings):
                return _of_sheet(row)
            sheet, _, cell = place.cell.rpartition("!")
            return Words(f"It is cell {cell} of the sheet “{sheet}” in {place.file}." if sheet else f"It is {place}.")
        if not place.line:
            return None
        file = self._read(place.file)
        if file is None:
            return Words("The source cannot be read here.")
        if not 0 < place.line <= len(file.lines):
            return Words(f"The source has no line {place.line} now.")
        return _row(file, place) if place.file.endswith(".csv") else _lines(file, place, found)

    def position(self, name: str, offset: int, old: str) -> tuple[int, int] | None:
        """Return the line and column, from 1, of a character of a file; None unless `old` stands there."""
        file = self._read(name)
        if file is None or not file.text.startswith(old, offset):
            return None
        line = bisect_right(file.starts, offset)
        return line, offset - file.starts[line - 1] + 1

    def _read(self, name: str) -> _File | None:
        if name in self._files:
            self._files.move_to_end(name)
            return self._files[name]
        try:
            text, _ = read_text(inside(self._folder, name), name)
        except (WorkspaceError, OSError, ValueError):  # a name that leads out, or that no file can have
            text = None
        self._files[name] = _opened(name, text) if text is not None else None
        if len(self._files) > KEPT_FILES:
            self._files.popitem(last=False)
        return self._files[name]


def _opened(name: str, text: str) -> _File:
    lines = text.split("\n")
    file = _File(text, lines, [0, *accumulate(len(line) + 1 for line in lines)][:-1])
    if name.endswith(".csv"):
        known = TABLES.get(name)
        file.separator = sniff(text, columns_of(known[1] if known else next(iter(TABLES.values()))[1]))
        first = next((number for number, line in enumerate(lines, start=1) if line.strip()), 1)
        file.headings = _cells(file, first)
    return file


def _cells(file: _File, line: int) -> list[str]:
    """Return the cells of the row that starts on a line; one with a fault in its quotation marks as well as can be."""
    try:
        lines = (each + "\n" for each in file.lines[line - 1 : line + 199])
        return [cell.rstrip("\n") for cell in next(csv.reader(lines, delimiter=file.separator))]
    except (csv.Error, StopIteration):
        return file.lines[line - 1].split(file.separator)


def _row(file: _File, place: Place) -> Excerpt:
    """Return a row without its empty cells, of which most tables have many, except for the marked one."""
    names = [heading.strip()[:80] for heading in file.headings]
    marked = names.index(place.column) if place.column in names else -1
    cells = _cells(file, place.line)
    if cells == file.headings:
        return Row(place.line, tuple(_short(each, MOST_OF_A_CELL) for each in cells[:MOST_CELLS]), (), marked)
    headings = [*file.headings, *[""] * (len(cells) - len(names))]
    cells += [""] * (len(headings) - len(cells))
    kept = [number for number, cell in enumerate(cells) if cell.strip() or number == marked][:MOST_CELLS]
    return Row(
        place.line,
        tuple(_short(headings[number], MOST_OF_A_CELL) for number in kept),
        tuple(_short(cells[number], MOST_OF_A_CELL if number == marked else MOST_OF_A_CELL // 2) for number in kept),
        kept.index(marked) if marked in kept else -1,
    )


def _of_sheet(row: SheetRow) -> Row:
    """Return a row of a sheet in the same way; of two cells under one heading both are shown."""
    if row.heading:
        numbers = sorted(row.headings)[:MOST_CELLS]
        headings = tuple(_short(row.headings[number], MOST_OF_A_CELL) for number in numbers)
        return Row(row.number, headings, (), numbers.index(row.marked) if row.marked in numbers else -1, True)
    # The cell in question is shown however far right it stands.
    filled = sorted(number for number, text in row.cells.items() if text.strip() and number != row.marked)
    kept = sorted([*filled[: MOST_CELLS - 1], row.marked])
    return Row(
        row.number,
        tuple(_short(row.headings.get(number, "").strip() or letters_of(number), MOST_OF_A_CELL) for number in kept),
        tuple(
            _short(row.cells.get(number, ""), MOST_OF_A_CELL if number == row.marked else MOST_OF_A_CELL // 2)
            for number in kept
        ),
        kept.index(row.marked),
        of_sheet=True,
    )


def _lines(file: _File, place: Place, found: str) -> Lines:
    around = range(max(1, place.line - 1), min(len(file.lines), place.line + 1) + 1)
    return Lines(
        place.line,
        tuple(
            _marked(file.lines[number - 1], number, place.column, found)
            if number == place.line
            else Line(number, _short(file.lines[number - 1], AROUND))
            for number in around
        ),
    )


def _marked(text: str, number: int, column: str, found: str) -> Line:
    """Mark what was found at the column, else the word that starts there."""
    start = int(column) - 1 if column.isdecimal() and column.isascii() and len(column) < 9 else -1
    if not 0 <= start < len(text):
        return Line(number, _short(text, BEFORE + AFTER))
    at = text[start : start + MARKED]
    near = at.find(found, 0, len(found) + NEAR) if found else -1
    mark = at[: near + len(found)] if near >= 0 else at.split(" ", 1)[0].rstrip() or at[:1]
    before, after = text[:start], text[start + len(mark) :]
    before = "…" + before[-BEFORE:] if len(before) > BEFORE + 1 else before
    return Line(number, before, mark, _short(after, AFTER))


def _short(text: str, most: int) -> str:
    return text if len(text) <= most + 1 else text[:most] + "…"
