"""The cell that a finding names becomes its row of the sheet, with the headings above it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from reportgen.errors import WorkspaceError
from reportgen.files import inside, read_bytes
from reportgen.findings import Place
from reportgen.limits import MAX_WORKBOOK
from reportgen.load.csv import Columns
from reportgen.load.fields import columns_of
from reportgen.load.workbook import plain_title
from reportgen.load.workbook_headings import HEAD, header_row
from reportgen.load.workspace import TABLES
from reportgen.ooxml.package import UnreadablePackage, package_of
from reportgen.ooxml.reference import spot_of
from reportgen.ooxml.sheet import Row, SheetReader
from reportgen.ooxml.workbook import Workbook, workbook_of

KEPT_SHEETS = 4


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row of a sheet: its number, its cells and the headings above them, each by the number of its column.

    Attributes:
        marked: Number of the column that is meant, from 1.
        heading: Whether the row is that of the headings.
    """

    number: int
    headings: Mapping[int, str]
    cells: Mapping[int, str]
    marked: int
    heading: bool


@dataclass(slots=True)
class _Sheet:
    """A sheet that was read: the text of its cells by row and column, and the number of the row of headings."""

    rows: dict[int, dict[int, str]] = field(default_factory=dict[int, dict[int, str]])
    head: int = 0


class SheetRows:
    """The workbooks of a workspace, each sheet read once when a finding points into it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._books: dict[str, Workbook | None] = {}
        self._sheets: OrderedDict[tuple[str, str], _Sheet | None] = OrderedDict()

    def row(self, place: Place) -> SheetRow | None:
        """Return the row of a cell; None where the workbook, the sheet or the cell cannot be read."""
        title, _, reference = place.cell.rpartition("!")
        spot, sheet = spot_of(reference), self._sheet(place.file, title)
        if spot is None or sheet is None:
            return None
        headings = sheet.rows.get(sheet.head, {})
        return SheetRow(spot[0], headings, sheet.rows.get(spot[0], {}), spot[1], spot[0] == sheet.head)

    def _sheet(self, file: str, title: str) -> _Sheet | None:
        key = (file, title)
        if key not in self._sheets:
            try:
                self._sheets[key] = self._read(file, title)
            except (WorkspaceError, OSError, ValueError):  # a name that leads out, or that no file can have
                self._sheets[key] = None
            if len(self._sheets) > KEPT_SHEETS:
                self._sheets.popitem(last=False)
        self._sheets.move_to_end(key)
        return self._sheets[key]

    def _book(self, file: str) -> Workbook | None:
        if file not in self._books:
            try:
                data, _ = read_bytes(inside(self._folder, file), file, MAX_WORKBOOK)
                self._books[file] = workbook_of(package_of(file, data)) if data is not None else None
            except UnreadablePackage:
                self._books[file] = None
        return self._books[file]

    def _read(self, file: str, title: str) -> _Sheet | None:
        workbook = self._book(file)
        found = [sheet for sheet in workbook.sheets if sheet.title == title] if workbook else []
        if workbook is None or not found:
            return None
        sheet = _Sheet()
        top: list[Row] = []
        for row in SheetReader(workbook.package, found[0].path, workbook.book()).rows():
            if row.number <= HEAD:
                top.append(row)
            texts = {column: cell.text or f"={cell.formula}" for column, cell in row.cells.items()}
            sheet.rows[row.number] = texts
        head = header_row(top, _columns(title))
        sheet.head = head.number if head else 0
        return sheet


def _columns(title: str) -> Columns:
    """Return the columns of the table that a sheet is; of another sheet those of all tables."""
    known = {plain_title(file.removesuffix(".csv")): columns_of(model) for file, (_, model) in TABLES.items()}
    every = tuple(dict.fromkeys(name for columns in known.values() for name in columns.names))
    return known.get(plain_title(title)) or Columns(every, frozenset(), frozenset())
