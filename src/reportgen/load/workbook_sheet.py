"""A sheet becomes the rows of a table, which know their cells, and what people did to it becomes findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import chain
from sys import intern
from typing import Protocol, cast

from pydantic import BaseModel

from reportgen.findings import Finding, Place
from reportgen.limits import MAX_ROWS
from reportgen.load.csv import Columns, Heading, headings_of
from reportgen.load.fields import columns_of
from reportgen.load.rules import structure
from reportgen.load.rules import workbook as rules
from reportgen.load.workbook_cells import Use, day_of_number, stripped, uses, value_of
from reportgen.load.workbook_headings import HEAD, Counts, View, by_letters, header_row, is_for_people, named
from reportgen.load.workbook_notes import Notes, listed
from reportgen.load.workbook_shape import adds_up, is_total, merged_areas, rows_under
from reportgen.model.base import NOTHING, Origin, PlacedDict, SheetColumns
from reportgen.ooxml.cell import Book
from reportgen.ooxml.reference import letters_of
from reportgen.ooxml.sheet import Cell, Row


class Reader(Protocol):
    """What gives the rows of a sheet, as `SheetReader` does while it unpacks them."""

    hidden: list[tuple[int, int]]
    merged: list[str]
    filtered: bool

    def rows(self, last: int = 0) -> Iterator[Row]: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class _Column:
    """A column that is read: its number from 1, its heading, and what it is for."""

    number: int
    heading: Heading
    use: Use


@dataclass(slots=True)
class _Table:
    """A sheet that is being read.

    Attributes:
        head: Number of the row of column names.
        columns: Those that are read, from left to right.
        totals: Numbers of rows that may be totals.
        hidden: Numbers of hidden rows.
    """

    file: str
    title: str
    model: type[BaseModel]
    book: Book
    notes: Notes
    counts: Counts
    view: View | None = None
    head: int = 0
    columns: tuple[_Column, ...] = ()
    totals: set[int] = field(default_factory=set[int])
    hidden: list[int] = field(default_factory=list[int])

    def place(self, row: int, column: int) -> Place:
        return Place(self.file, row, cell=f"{self.title}!{letters_of(column)}{row}")


def read_sheet(
    reader: Reader,
    file: str,
    title: str,
    model: type[BaseModel],
    book: Book,
    *,
    view: View | None = None,
    counts: Counts | None = None,
) -> tuple[list[PlacedDict], list[Finding]]:
    """Return the rows of a sheet and what is wrong with its form; rows that cannot be trusted are left out.

    Raises:
        UnreadablePackage: The sheet is damaged, unsafe or larger than the caps.
    """
    findings: list[Finding] = []
    table = _Table(file, title, model, book, Notes(findings), counts or Counts(), view)
    rows = reader.rows()
    top: list[Row] = []
    later: list[Row] = []
    for row in rows:
        if row.number > max(HEAD, view.head if view else 0):
            later.append(row)
            break
        top.append(row)
    columns = columns_of(model)
    if view is not None:
        columns = replace(columns, required=columns.required - view.given)
    head = header_row(top, columns, view)
    if head is None or (view is None and is_for_people(head, columns)):
        findings.append(_no_headings(table, columns, head, empty=not top and not later))
        return [], findings
    if not _take_headings(table, head, columns):
        return [], findings
    beneath = (row for row in top if row.number > head.number)
    records = list(_records(table, chain(beneath, later, rows), columns))
    records = _without_totals(table, records)
    records = _without_merged(table, reader, records)
    _say_hidden(table, reader, records)
    table.notes.close()
    return records, findings


def _no_headings(table: _Table, columns: Columns, head: Row | None, *, empty: bool) -> Finding:
    place, names = table.place(1, 1), ", ".join(columns.names)
    if head is not None:
        message = (
            f"Row {head.number} of the sheet “{table.title}” has headings for people; the row with the names of the "
            f"columns, which follows it, is gone: {names}."
        )
        return rules.NO_HEADINGS.at(table.place(head.number, 1), message, expected=names)
    if empty:
        message = f"The sheet “{table.title}” is empty: it has not even headings. Expected: {names}."
        return structure.EMPTY_TABLE.at(place, message)
    message = f"None of the first {HEAD} rows of the sheet “{table.title}” holds the names of its columns: {names}."
    return rules.NO_HEADINGS.at(place, message, expected=names)


def _take_headings(table: _Table, head: Row, columns: Columns) -> bool:
    """Note which columns are read; False where one is missing without which no row can be."""
    table.head = head.number
    numbers = sorted(head.cells)
    found: list[Finding] = []

    def place_of(number: int, name: str) -> Place:
        return table.place(head.number, numbers[max(number, 1) - 1])

    if table.view:
        numbers = sorted({*numbers, *by_letters(table.view)})
    texts = [named(number, head.cells[number].text if number in head.cells else "", table.view) for number in numbers]
    headings = headings_of(texts, columns, place_of, found)
    foreign = [each for each in found if each.rule == structure.UNKNOWN_COLUMN.code and "meant?" not in each.message
               and each.found.partition(":")[0].strip() not in columns.names]  # fmt: skip
    table.notes.findings.extend(each for each in found if each not in foreign)
    if foreign:
        names = listed([f"“{each.found}”" for each in foreign])
        message = f"Columns without the name of a column of this table are not read: {names}."
        table.notes.findings.append(rules.COLUMNS_NOT_READ.at(foreign[0].place, message, found=foreign[0].found))
    use = uses(table.model)
    table.columns = tuple(
        _Column(number, heading, use[heading.base])
        for number, heading in zip(numbers, headings, strict=True)
        if heading and heading.name
    )
    return not any(each.rule == structure.MISSING_COLUMN.code for each in found)


def _records(table: _Table, rows: Iterable[Row], columns: Columns) -> Iterator[PlacedDict]:
    letters = {column.heading.name: letters_of(column.number) for column in table.columns}
    sheet = SheetColumns(table.title, {"": letters_of(table.columns[0].number), **letters})
    needed, count = columns.required, 0
    read = {column.number for column in table.columns}
    above: dict[str, object] = {}
    filled = table.view.filled if table.view else ()
    for row in rows:
        texts: dict[str, str] = {}
        values = _values(table, row, texts)
        table.counts.add(row, len(texts), read)
        for name in filled if values else ():
            if name in above:
                values.setdefault(name, above[name])
            if name in values:
                above[name] = values[name]
        if not values:
            continue
        count += 1
        if count > MAX_ROWS:
            message = f"The sheet has more than {MAX_ROWS:,} rows; the rest was not read."
            table.notes.findings.append(structure.TOO_LARGE.at(table.place(row.number, 1), message))
            return
        if (not needed <= values.keys() or "otal" in next(iter(texts.values()))[:12].lower()) and is_total(row, values):
            table.totals.add(row.number)
        if row.hidden:
            table.hidden.append(row.number)
        yield PlacedDict(values, Origin(table.file, row.number, 0, NOTHING, texts, NOTHING, sheet))


def _values(table: _Table, row: Row, texts: dict[str, str]) -> dict[str, object]:
    """Return what a row holds, and put what was typed into `texts`; nothing where it is blank or cannot be trusted."""
    values: dict[str, object] = {}
    cells, sound = row.cells, True
    for column in table.columns:
        cell = cells.get(column.number)
        if cell is None:
            continue
        if cell.kind == "error" or cell.kind == "uncomputed":
            table.notes.bad_cell(table.place(row.number, column.number), cell, column.heading.name)
            sound = False
            continue
        text = stripped(cell.text)
        if not text:
            continue
        name, use = column.heading.name, column.use
        texts[name] = intern(cell.text)
        if cell.kind != "text":
            text = value_of(cell, text, use)
            if cell.kind != "boolean" and _odd(cell, use):
                text = _said(table, row, column, cell, text)
        if table.view and (understood := _meaning(table, row, column, cell, text)) != text:
            if not understood:
                continue
            text = understood
        if column.heading.language:
            _merge(values, column.heading, text)
        else:
            values[name] = texts[name] if texts[name] == text else text
    return values if sound else {}


def _meaning(table: _Table, row: Row, column: _Column, cell: Cell, text: str) -> str:
    """Return what a cell of a foreign sheet means; what cannot be understood stays as it is, and is said."""
    assert table.view is not None, "asked for foreign sheets alone"
    name = column.heading.name
    meant = table.view.meaning(name, column.use, text, cell.kind == "text")
    if meant is None:
        message = f"“{text[:40]}” in “{name}” cannot be understood; it was left as it stands"
        table.notes.tally(rules.NOT_UNDERSTOOD, table.place(row.number, column.number), name, message, text[:80])
        return text
    return meant


def _odd(cell: Cell, use: Use) -> bool:
    """Say whether a cell of this kind is unusual in a column of this use."""
    match cell.kind:
        case "number":
            return use == "day"
        case "date":
            return use in ("code", "value", "year", "number")
        case _:
            return cell.kind == "percent"


def _said(table: _Table, row: Row, column: _Column, cell: Cell, text: str) -> str:
    """Say what is odd about a cell, and return what is read."""
    name, place = column.heading.name, table.place(row.number, column.number)
    if cell.kind == "percent":
        table.notes.tally(rules.PERCENT, place, name, f"“{name}” shows per cent; {text} was read", text)
    elif cell.kind == "date":
        message = f"“{name}” holds a day, {text[:10]}; {'a code' if column.use == 'code' else 'a number'} is expected"
        table.notes.tally(rules.DAY_AS_CODE, place, name, message, text[:10])
    elif day := day_of_number(text, table.book):
        message = f"“{name}” holds a day stored as the number {text}; {day} was read"
        table.notes.tally(rules.DAY_AS_NUMBER, place, name, message, text)
        return day
    return text


def _merge(values: dict[str, object], heading: Heading, text: str) -> None:
    """Put a text of one language beside those of others."""
    held = values.get(heading.base, {})
    texts = cast("dict[str, str]", held if isinstance(held, dict) else {"": held})
    texts[heading.language] = text
    values[heading.base] = texts


def _without_totals(table: _Table, records: list[PlacedDict]) -> list[PlacedDict]:
    """Leave out totals beneath the data; one among the data stays, and is found by what it lacks."""
    while records and _totals(table, records):
        origin = records.pop().origin
        row = origin.line
        table.counts.left_out += len(origin.texts)
        message = f"Row {row} is a total of the rows above it; it was left out."
        table.notes.findings.append(rules.TOTAL_ROW.at(table.place(row, table.columns[0].number), message))
    return records


def _totals(table: _Table, records: list[PlacedDict]) -> bool:
    """Say whether the last row adds up others: by its words or formulas, or because it holds nothing but sums."""
    last = records[-1]
    if last.origin.line in table.totals:
        return True
    return not columns_of(table.model).required <= last.keys() and adds_up(last, records[:-1])


def _without_merged(table: _Table, reader: Reader, records: list[PlacedDict]) -> list[PlacedDict]:
    """Leave out rows that lie under merged cells, all of which would be said to lack values."""
    if not reader.merged or not records:
        return records
    filled = table.view.filled if table.view else ()
    read = {column.number for column in table.columns if column.heading.name not in filled}
    last = max(record.origin.line for record in records)
    areas = [area for area in merged_areas(reader.merged) if area.touches(read, table.head + 1, last)]
    for area in areas:
        message = f"The cells {area} are merged, so only {area.first} has a value."
        table.notes.few(rules.MERGED, table.place(area.top, area.left), message, area.first)
    under = rows_under(areas, sorted(record.origin.line for record in records))
    table.counts.left_out += sum(len(each.origin.texts) for each in records if each.origin.line in under)
    return [record for record in records if record.origin.line not in under]


def _say_hidden(table: _Table, reader: Reader, records: list[PlacedDict]) -> None:
    """Say which rows and columns that were read are hidden."""
    if table.hidden and records:
        many = "1 hidden row was" if len(table.hidden) == 1 else f"{len(table.hidden):,} hidden rows were"
        why = " A filter is set." if reader.filtered else ""
        message = f"{many} read like the others: {listed(list(map(str, table.hidden)))}.{why}"
        table.notes.findings.append(rules.HIDDEN.at(table.place(table.hidden[0], table.columns[0].number), message))
    elif reader.filtered:
        message = "A filter is set; it hides no row that holds data."
        table.notes.findings.append(rules.HIDDEN.at(table.place(table.head, table.columns[0].number), message))
    hidden = [
        column for column in table.columns if any(first <= column.number <= last for first, last in reader.hidden)
    ]
    if hidden:
        names = listed([f"“{column.heading.name}”" for column in hidden])
        message = f"Hidden columns were read like the others: {names}."
        table.notes.findings.append(rules.HIDDEN.at(table.place(table.head, hidden[0].number), message))
