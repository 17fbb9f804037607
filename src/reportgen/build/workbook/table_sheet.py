"""A table becomes a sheet: headings with notes, rows, rules, computed columns, and empty rows to be filled in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from reportgen.build.workbook.columns import Column
from reportgen.build.workbook.computed import Computed, Result
from reportgen.build.workbook.fit import height_of
from reportgen.build.workbook.grid import EMPTY_ROWS, HEAD, Grid, letters
from reportgen.build.workbook.look import WRAPPED, Holds, Look, stands
from reportgen.build.workbook.paper import Paper
from reportgen.build.workbook.rows import Cell
from reportgen.build.workbook.validation import rule_for
from reportgen.build.workbook.wording import Wording
from reportgen.errors import WorkspaceError

WIDTHS: Mapping[str, float] = {
    "long": 29, "text": 20, "code": 15, "codes": 17, "money": 17, "number": 13, "percent": 11, "count": 10, "year": 9,
    "day": 13, "days": 27, "value": 15, "choice": 15, "disclosure": 15,
}  # fmt: skip
DAY_0 = date(1899, 12, 30)
"""From which spreadsheets count days, of all that are written as days: none is before March 1900."""
MOST_ROWS = 1_048_576
MOST_LETTERS = 32_767
"""What a cell holds."""
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet could take for the start of a formula."""
PROTECTION: Mapping[str, bool] = {
    "objects": False, "scenarios": False, "format_cells": True, "format_columns": True, "format_rows": True,
    "insert_rows": True, "delete_rows": True, "sort": True, "autofilter": True,
}  # fmt: skip
"""What may be done on a protected sheet; there is no password, so that nobody is locked out."""
MOST_PRINTED_EMPTY = 10
"""Empty rows that are printed below the data, to write in by hand."""
MOST_CODE = 26
"""How wide the column of codes may be."""
LARGE = 10_000
"""From here on a value is shown with its thousands apart; a smaller one may be a year."""


def write_table(
    sheet: Any,
    grid: Grid,
    left: Computed | None,
    right: Sequence[Computed],
    look: Look,
    wording: Wording,
    paper: Paper,
    names: frozenset[str],
) -> None:
    """Write one table; `names` are the lists that its cells can be chosen from."""
    table, last = grid.table, grid.last_row
    if last >= MOST_ROWS:
        raise WorkspaceError(f"{table.name} has {len(table.rows):,} rows; a sheet holds {MOST_ROWS:,}.")
    _make_table(sheet, grid, look)
    sheet.set_row(0, 44)
    widths: list[float] = []
    if left:
        widths.append(_write_computed(sheet, 0, left, grid, look, wording))
    for number, column in enumerate(table.columns, grid.first_column):
        widths.append(_write_column(sheet, number, column, grid, look, wording))
        rule = rule_for(grid, column, names, wording, measured="Indicators" in names)
        sheet.data_validation(HEAD, number, last, number, rule)
    for number, computed in enumerate(right, grid.last_column + 1):
        widths.append(_write_computed(sheet, number, computed, grid, look, wording))
    _write_rows(sheet, grid, left, look, widths)
    width = grid.last_column + len(right)
    band = look.book.add_format({"bg_color": look.theme.colours.tint})
    stripes = {"type": "formula", "criteria": "=MOD(ROW(),2)=0", "format": band}
    sheet.conditional_format(HEAD, grid.first_column, last, grid.last_column, stripes)
    sheet.ignore_errors({"number_stored_as_text": f"A1:{letters(width)}{last + 1}"})
    sheet.freeze_panes(HEAD, grid.first_column + 1)
    sheet.protect("", dict(PROTECTION))
    paper.set_up(sheet, heads=HEAD, widths=widths, held=grid.first_column + 1)
    sheet.print_area(0, 0, min(HEAD + len(table.rows) + MOST_PRINTED_EMPTY - 1, last), width)
    sheet.set_tab_color(look.theme.colours.field)


def _make_table(sheet: Any, grid: Grid, look: Look) -> None:
    """Make a table in the sense of Excel: its headings are known to screen readers, and it can be sorted and filtered."""
    columns = [{"header": column.key, "header_format": look.machine(column.kind)} for column in grid.table.columns]
    sheet.add_table(
        HEAD - 1, grid.first_column, grid.last_row, grid.last_column,
        {"name": f"Table_{grid.table.sheet}", "columns": columns, "style": None, "banded_rows": False},
    )  # fmt: skip
    # By these, tables that overlap would be found; there is one, and its cells would take as much as all that they hold.
    sheet.table_cells.clear()


def _write_column(sheet: Any, number: int, column: Column, grid: Grid, look: Look, wording: Wording) -> float:
    """Write the heading of a column and its note; return its width."""
    heading = wording.heading(grid.table.name, column)
    width = width_of(column, heading, grid)
    # A blank cell that has a look of its own costs as much as one that is filled in.
    sheet.set_column(number, number, width, None if grid.computes else look.empty(column.kind))
    sheet.write_string(0, number, heading, look.heading(column.kind))
    write_note(sheet, 0, number, wording.note(grid.table.name, column))
    return width


def width_of(column: Column, heading: str, grid: Grid) -> float:
    """Return the width of a column: its longest word, its name for the machine with the button beside it, or its cells."""
    longest = max(len(word) for word in heading.split()) + 4
    codes = max((len(row.get(column.key, "")) for row in grid.table.rows), default=0) if column.kind == "code" else 0
    return max(WIDTHS[column.kind], longest, len(column.key) + 5, min(codes + 3, MOST_CODE))


def _write_computed(sheet: Any, number: int, computed: Computed, grid: Grid, look: Look, wording: Wording) -> float:
    """Write a column of formulas with their results; return its width."""
    table = grid.table.name
    heading = wording.or_else(f"computed.{table}-{computed.key}", wording.or_else(f"computed.{computed.key}", ""))
    width = max(computed.width, max(len(word) for word in heading.split()) + 4)
    sheet.set_column(number, number, width)
    right = computed.right or "0" in computed.shown
    sheet.write_string(0, number, heading, look.heading_computed(number=right))
    sheet.write_blank(HEAD - 1, number, None, look.machine())
    write_note(sheet, 0, number, wording.t(f"computed-note.{computed.key}"))
    words, numbers = (look.computed(computed.shown, text_wrap=True, **stands(right=each)) for each in (False, right))
    for row in range(HEAD, grid.last_row + 1):
        index = row - HEAD
        now = computed.results[index] if index < len(computed.results) else ""
        looks = words if isinstance(now, str) and now else numbers
        sheet.write_formula(row, number, computed.formula(row), looks, stored(now))
    return width


def stored(result: Result) -> Result | int:
    """Return a result as a cell holds it: 75, not 75.0."""
    return int(result) if isinstance(result, float) and result.is_integer() else result


def write_note(sheet: Any, row: int, column: int, text: str) -> None:
    """Write a note that opens when the pointer rests on its cell, large enough for its words."""
    lines = 2 + len(text) // 42
    size = {"width": 300, "height": 18 * lines + 10, "font_name": "Arial", "font_size": 9, "color": "#fffff0"}
    sheet.write_comment(row, column, text, size)


def _write_rows(sheet: Any, grid: Grid, left: Computed | None, look: Look, widths: Sequence[float]) -> None:
    columns = list(enumerate(grid.table.columns, grid.first_column))
    wrapped = {c.key: widths[number] for number, c in columns if c.kind in WRAPPED or c.kind == "value"}
    for row, cells in enumerate(grid.each_row(), HEAD):
        texts = [(text, width) for key, width in wrapped.items() if isinstance(text := cells.get(key), str)]
        if left:
            texts.append((str(left.results[row - HEAD]), widths[0]))
        if height := height_of(texts):
            sheet.set_row(row, height)
        for number, column in columns:
            value = cells.get(column.key)
            if value is not None:
                _write_cell(sheet, row, number, value, column, grid, look)
            elif grid.computes:
                sheet.write_blank(row, number, None, look.filled_in(column.kind))
    start = HEAD + len(grid.table.rows)
    for row in range(start, start + EMPTY_ROWS):
        for number, column in columns:
            sheet.write_blank(row, number, None, look.filled_in(column.kind))


def _write_cell(sheet: Any, row: int, number: int, value: Cell, column: Column, grid: Grid, look: Look) -> None:
    if isinstance(value, Decimal):
        holds: Holds = "large" if abs(value) >= LARGE and value == value.to_integral_value() else "number"
        form = look.filled_in(column.kind, holds)
        sheet.write_number(row, number, value, form)  # as a float, 0.53 could become 0.529999
    elif isinstance(value, date):
        sheet.write_number(row, number, (value - DAY_0).days, look.filled_in(column.kind))
    else:
        if len(value) > MOST_LETTERS:
            where = f"row {row - HEAD + 1} of {grid.table.name}, column {column.key}"
            raise WorkspaceError(f"the text in {where} has {len(value):,} characters; a cell holds {MOST_LETTERS:,}.")
        form = look.filled_in(column.kind, "text", quoted=value.startswith(FORMULA_STARTS))
        sheet.write_string(row, number, value, form)
