"""A row's line, a column's name and a new value become the bytes of the CSV file with that one cell changed."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reportgen.errors import WorkspaceError
from reportgen.findings import Place
from reportgen.load.csv import Columns, sniff
from reportgen.load.fields import columns_of
from reportgen.load.workspace import TABLES
from reportgen.review.values.text import Source, open_text


@dataclass(frozen=True, slots=True)
class _Row:
    """A row: the line it starts on, its offsets in the text (without the last line end), and its cells."""

    line: int
    start: int
    end: int
    cells: list[str]


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell: its characters' offsets, its text, and the separators that the row lacks before it."""

    start: int
    end: int
    text: str
    before: str = ""


def value_at(root: Path, place: Place) -> str:
    """Return the text of a cell, blanks around it included."""
    source = open_text(root, place.file)
    return _find(source, place, _separator(source, place)).text


def with_value(root: Path, place: Place, new: str) -> bytes:
    """Return the file with `new` in one cell."""
    source = open_text(root, place.file)
    separator = _separator(source, place)
    cell = _find(source, place, separator)
    if new == cell.text:
        return source.data
    quoted = source.text[cell.start : cell.end].startswith('"')
    return source.replaced(cell.start, cell.end, cell.before + _written(new, separator, quoted=quoted))


def _written(text: str, separator: str, *, quoted: bool) -> str:
    if quoted or any(letter in text for letter in (separator, '"', "\n")):
        return '"' + text.replace('"', '""') + '"'
    return text


def _separator(source: Source, place: Place) -> str:
    """Return what parts the cells, as the loader finds it."""
    if place.file in TABLES:
        return sniff(source.text, columns_of(TABLES[place.file][1]))
    return sniff(source.text, Columns((place.column.partition(":")[0],)))


def _find(source: Source, place: Place, separator: str) -> _Cell:
    rows = _rows(source.text, separator)
    head = next(rows, None)
    if head is None:
        raise WorkspaceError(f"{place.file} is empty, so {place} is not there. Take the change over by hand.")
    index = _column(head.cells, place)
    if place.line == head.line:
        raise WorkspaceError(f"{place} is the heading of the column, not a value. Headings are changed by hand.")
    row = next((row for row in rows if row.line >= place.line), None)
    if row is None or row.line != place.line:
        raise WorkspaceError(
            f"{place.file} has no row any more that starts on line {place.line}. "
            "Rows were added or taken out since the draft was made: take the change over by hand."
        )
    if index >= len(row.cells):
        return _Cell(row.end, row.end, "", separator * (index - len(row.cells) + 1))
    start, end = _spans(source.text, row, separator)[index]
    return _Cell(start, end, row.cells[index])


def _rows(text: str, separator: str) -> Iterator[_Row]:
    """Yield the rows as the loader counts them: blank ones and those with loose quotation marks are passed over."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    lines = io.StringIO(text, newline="")
    start = 0
    while True:
        line = reader.line_num
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            cells = []
        taken = [next(lines) for _ in range(reader.line_num - line)]
        end = start + sum(map(len, taken))
        if any(map(str.strip, cells)):
            yield _Row(line + 1, start, end - taken[-1].endswith("\n"), cells)
        start = end


def _spans(text: str, row: _Row, separator: str) -> list[tuple[int, int]]:
    """Return where each cell's characters stand, its quotation marks among them."""
    spans: list[tuple[int, int]] = []
    at = row.start
    for cell in row.cells:
        marks = cell.count('"') + 2 if text.startswith('"', at) else 0
        end = at + len(cell) + marks
        spans.append((at, end))
        at = end + len(separator)
    return spans


def _column(head: list[str], place: Place) -> int:
    """Return the index of a column; ``title`` is also the only one of ``title:fr``, ``title:en`` that there is."""
    names = [cell.strip()[:80] for cell in head]
    if place.column in names and place.column:
        return names.index(place.column)
    by_language = [index for index, name in enumerate(names) if name.partition(":")[0].strip() == place.column]
    if len(by_language) == 1 and place.column:
        return by_language[0]
    if by_language and place.column:
        those = ", ".join(names[index] for index in by_language)
        raise WorkspaceError(f"{place} stands in several columns ({those}). Take the change over by hand.")
    raise WorkspaceError(
        f"{place.file} has no column “{place.column}” (any more), so the new value has no place. "
        f"Add the column to the headings first: {', '.join(names)}."
    )
