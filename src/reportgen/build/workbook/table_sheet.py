"""A table becomes a sheet: headings with notes, rows, rules, computed columns, and empty rows to be filled in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from reportgen.build.workbook.columns import Column
from reportgen.build.workbook.computed import Computed, Result
from reportgen.build.workbook.grid import EMPTY_ROWS, HEAD, Grid, letters
from reportgen.build.workbook.look import WRAPPED, Look, height_of
from reportgen.build.workbook.rows import Cell
from reportgen.build.workbook.validation import rule_for
from reportgen.build.workbook.wording import Wording
from reportgen.errors import WorkspaceError

WIDTHS: Mapping[str, float] = {
    "long": 28, "text": 20, "code": 13, "codes": 16, "money": 16, "number": 12, "percent": 10, "count": 9, "year": 9,
    "day": 12, "days": 26, "value": 14, "choice": 15, "disclosure": 14,
}  # fmt: skip
MOST_LETTERS = 32_767
"""What a cell holds."""
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet could take for the start of a formula."""
PROTECTION: Mapping[str, bool] = {
    "objects": False, "scenarios": False, "format_cells": True, "format_columns": True, "format_rows": True,
    "insert_rows": True, "delete_rows": True, "sort": True, "autofilter": True,
}  # fmt: skip
"""What may be done on a protected sheet; there is no password, so that nobody is locked out."""
A4 = 9


def write_table(
    sheet: Any,
    grid: Grid,
    left: Computed | None,
    right: Sequence[Computed],
    look: Look,
    wording: Wording,
    names: frozenset[str],
) -> None:
    """Write one table; `names` are the lists that its cells can be chosen from."""
    table, last = grid.table, grid.last_row
    sheet.set_row(0, 44)
    if left:
        _write_computed(sheet, 0, left, grid, look, wording)
    for number, column in enumerate(table.columns, grid.first_column):
        _write_column(sheet, number, column, grid, look, wording)
        rule = rule_for(grid, column, names, wording, measured="Indicators" in names)
        sheet.data_validation(HEAD, number, last, number, rule)
    for number, computed in enumerate(right, grid.last_column + 1):
        _write_computed(sheet, number, computed, grid, look, wording)
    _write_rows(sheet, grid, left, look)
    header = [{"header": column.key, "header_format": look.machine} for column in table.columns]
    # A table in the sense of Excel: its row of headings is known to screen readers, and it can be sorted and filtered.
    sheet.add_table(
        HEAD - 1, grid.first_column, last, grid.last_column,
        {"name": f"Table_{table.sheet}", "columns": header, "style": None, "banded_rows": False},
    )  # fmt: skip
    width = grid.last_column + len(right)
    band = look.book.add_format({"bg_color": look.theme.colours.tint})
    stripes = {"type": "formula", "criteria": "=MOD(ROW(),2)=0", "format": band}
    sheet.conditional_format(HEAD, grid.first_column, last, grid.last_column, stripes)
    sheet.ignore_errors({"number_stored_as_text": f"A1:{letters(width)}{last + 1}"})
    sheet.freeze_panes(HEAD, grid.first_column + 1)
    sheet.protect("", dict(PROTECTION))
    set_up_print(sheet, look, wording, HEAD)
    sheet.print_area(0, 0, min(HEAD + max(len(table.rows), 1) + 9, last), width)


def set_up_print(sheet: Any, look: Look, wording: Wording, head: int) -> None:
    """Set a sheet up for paper: landscape, as wide as the page, headings on each page."""
    if wording.words.direction == "rtl":
        sheet.right_to_left()
    if head:
        sheet.repeat_rows(0, head - 1)
        sheet.set_landscape()
    sheet.set_paper(A4 if look.theme.page.size == "A4" else 1)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.set_footer("&L&A&R&P / &N")


def _write_column(sheet: Any, number: int, column: Column, grid: Grid, look: Look, wording: Wording) -> None:
    heading = wording.heading(grid.table.name, column)
    sheet.set_column(number, number, _width(column, wording.heading(grid.table.name, column)))
    sheet.write_string(0, number, heading, look.heading(column.kind))
    write_note(sheet, 0, number, wording.note(grid.table.name, column))


def _width(column: Column, heading: str) -> float:
    """Return the width of a column: its longest word, its name for the machine with the button beside it, or its cells."""
    longest = max(len(word) for word in heading.split()) + 3
    return max(WIDTHS[column.kind], longest, len(column.key) + 4)


def _write_computed(sheet: Any, number: int, computed: Computed, grid: Grid, look: Look, wording: Wording) -> None:
    table = grid.table.name
    heading = wording.or_else(f"computed.{table}-{computed.key}", wording.or_else(f"computed.{computed.key}", ""))
    longest = max(len(word) for word in heading.split()) + 3
    sheet.set_column(number, number, max(computed.width, longest))
    sheet.write_string(0, number, heading, look.heading_computed(number="0" in computed.shown))
    sheet.write_blank(HEAD - 1, number, None, look.machine)
    write_note(sheet, 0, number, wording.t(f"computed-note.{computed.key}"))
    looks = look.computed(computed.shown, text_wrap=True)
    for row in range(HEAD, grid.last_row + 1):
        index = row - HEAD
        now = computed.results[index] if index < len(computed.results) else ""
        sheet.write_formula(row, number, computed.formula(row), looks, stored(now))


def stored(result: Result) -> Result | int:
    """Return a result as a cell holds it: 75, not 75.0."""
    return int(result) if isinstance(result, float) and result.is_integer() else result


def write_note(sheet: Any, row: int, column: int, text: str) -> None:
    """Write a note that opens when the pointer rests on its cell, large enough for its words."""
    lines = 2 + len(text) // 42
    size = {"width": 300, "height": 18 * lines + 10, "font_name": "Arial", "font_size": 9, "color": "#fffff0"}
    sheet.write_comment(row, column, text, size)


def _write_rows(sheet: Any, grid: Grid, left: Computed | None, look: Look) -> None:
    columns = list(enumerate(grid.table.columns, grid.first_column))
    wrapped = {c.key: WIDTHS[c.kind] for c in grid.table.columns if c.kind in WRAPPED}
    for row, cells in enumerate(grid.cells, HEAD):
        texts = [(str(cells[key]), width) for key, width in wrapped.items() if key in cells]
        if left:
            texts.append((str(left.results[row - HEAD]), left.width))
        if height := height_of(texts):
            sheet.set_row(row, height)
        for number, column in columns:
            value = cells.get(column.key)
            if value is None:
                sheet.write_blank(row, number, None, look.filled_in(column.kind))
            else:
                _write_cell(sheet, row, number, value, column, grid, look)
    start = HEAD + len(grid.table.rows)
    for row in range(start, start + EMPTY_ROWS):
        for number, column in columns:
            sheet.write_blank(row, number, None, look.filled_in(column.kind))


def _write_cell(sheet: Any, row: int, number: int, value: Cell, column: Column, grid: Grid, look: Look) -> None:
    if isinstance(value, Decimal):
        sheet.write_number(row, number, value, look.filled_in(column.kind))  # as a float, 0.53 could become 0.529999
    elif isinstance(value, date):
        sheet.write_datetime(row, number, value, look.filled_in(column.kind))
    else:
        if len(value) > MOST_LETTERS:
            where = f"row {row - HEAD + 1} of {grid.table.name}, column {column.key}"
            raise WorkspaceError(f"the text in {where} has {len(value):,} characters; a cell holds {MOST_LETTERS:,}.")
        sheet.write_string(row, number, value, look.filled_in(column.kind, quoted=value.startswith(FORMULA_STARTS)))
