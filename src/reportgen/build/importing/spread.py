"""A wide sheet becomes rows: one for each value in its columns of years, kinds and stages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import chain

from reportgen.build.importing.kept import Kept
from reportgen.build.importing.mapping import SheetMap, constants_of, file_of, into_of
from reportgen.findings import Finding
from reportgen.load.fields import columns_of
from reportgen.load.workbook_cells import Use
from reportgen.load.workbook_headings import Counts, View, plain_heading
from reportgen.load.workbook_sheet import read_sheet
from reportgen.load.workspace import TABLES
from reportgen.model.base import PlacedDict
from reportgen.ooxml.cell import Book
from reportgen.ooxml.reference import letters_of


@dataclass(frozen=True, slots=True)
class Source:
    """What a wide sheet is read from: its rows, the workbook's name, the sheet's title, and what cells need."""

    kept: Kept
    name: str
    title: str
    book: Book


def spread_rows(
    source: Source, each: SheetMap, meaning: Callable[[str, Use, str, bool], str | None], head: int
) -> tuple[dict[str, list[PlacedDict]], list[Finding], int, int]:
    """Return rows by table, what is wrong with the sheet, how many of its lines hold something, and cells left out.

    The sheet is read once for each column that becomes rows, as if that were the only one: totals, merged cells and
    what cannot be understood are then found as in any other sheet.
    """
    rows: dict[str, list[tuple[int, int, PlacedDict]]] = {}
    findings: dict[Finding, None] = {}
    lines = 0
    for order, (heading, entry) in enumerate(each.spread.items()):
        file = file_of(entry.get("table", each.table))
        view, counts = _view(each, heading, file, meaning, head), Counts()
        model = TABLES[file][1]
        found, notes = read_sheet(source.kept, source.name, source.title, model, source.book, view=view, counts=counts)
        findings.update(dict.fromkeys(notes))
        lines = max(lines, counts.rows)
        into, constants = into_of(file, entry), _constants(each, file, entry)
        held = rows.setdefault(file, [])
        for row in found:
            # A line that says nothing in this column is no row: it would be one without a value.
            if into in row:
                for name, value in constants.items():
                    row.setdefault(name, value)
                held.append((row.origin.line, order, row))
    made = {file: [row for _, _, row in sorted(held, key=lambda one: one[:2])] for file, held in rows.items()}
    return made, list(findings), lines, _left_out(source.kept, made.values(), head)


def _view(
    each: SheetMap, heading: str, file: str, meaning: Callable[[str, Use, str, bool], str | None], head: int
) -> View:
    known, entry = columns_of(TABLES[file][1]).names, each.spread[heading]
    into, constants = into_of(file, entry), _constants(each, file, entry)
    names = {
        plain_heading(words): column
        for words, column in each.columns.items()
        if column.partition(":")[0] in known and column != into
    }
    names[plain_heading(heading)] = into
    given = frozenset(name.partition(":")[0] for name in constants)
    return View(names, meaning, head, given, frozenset(name for name in each.fill_down if name in known))


def _constants(each: SheetMap, file: str, entry: Mapping[str, str]) -> dict[str, str]:
    """Return what holds for the rows of one column: what is said of it goes before what is said of the sheet."""
    known = columns_of(TABLES[file][1]).names
    shared = {name: value for name, value in each.constants.items() if name.partition(":")[0] in known}
    return {**shared, **constants_of(file, entry)}


def _left_out(kept: Kept, tables: Iterable[list[PlacedDict]], head: int) -> int:
    """Return how many cells beneath the headings are in no row, apart from what formulas compute beside them."""
    taken: set[tuple[int, str]] = set()
    for row in chain.from_iterable(tables):
        sheet = row.origin.sheet
        assert sheet is not None, "rows of a workbook know their sheet"
        taken.update((row.origin.line, sheet.letters[name]) for name in row.origin.texts)
    read = {letters for _, letters in taken}
    return sum(
        (cell.formula is None or letters_of(column) in read) and (row.number, letters_of(column)) not in taken
        for row in kept.rows()
        if row.number > head
        for column, cell in row.cells.items()
    )
