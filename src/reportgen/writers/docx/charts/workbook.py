"""What a Word chart holds becomes the workbook behind it: one sheet with the chart's own numbers and nothing else."""

from __future__ import annotations

import importlib
import io
from datetime import datetime
from typing import Any

from .data import Data

SHEET = "Sheet1"
"""As Word itself names it."""
WIDEST = 48
"""Characters of a column."""


def workbook_of(data: Data, day: str) -> bytes:
    """Return `data` as the bytes of an xlsx file, the same on every run.

    Args:
        data: What the chart holds.
        day: ISO 8601 date of the report; no clock is asked.
    """
    xlsxwriter: Any = importlib.import_module("xlsxwriter")  # opened only where a chart is written
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    book.set_properties({"created": datetime.fromisoformat(day[:10]) if day else datetime(1980, 1, 1)})
    sheet = book.add_worksheet(SHEET)
    _write_column(sheet, 0, data.heading, data.categories)
    codes = dict.fromkeys(code for strand in data.strands for code in strand.formats)
    formats = {code: book.add_format({"num_format": code}) for code in codes if code}
    for column, strand in enumerate(data.strands, 1):
        _write_column(sheet, column, strand.name, ())
        for row, (number, code) in enumerate(zip(strand.numbers, strand.formats, strict=True), 1):
            if number:
                sheet.write_number(row, column, float(number), formats[code])
    book.close()
    return stream.getvalue()


def _write_column(sheet: Any, column: int, heading: str, names: tuple[str, ...]) -> None:
    """Write texts as texts, whatever sign they begin with: none becomes a formula or a link."""
    sheet.set_column(column, column, min(max(map(len, (heading, *names))) + 2, WIDEST))
    for row, text in enumerate((heading, *names)):
        if text:
            sheet.write_string(row, column, text)


def reference(column: int, rows: int = 0) -> str:
    """Return where a heading (no `rows`) or the cells under it stand: ``Sheet1!$B$2:$B$5``."""
    letter = chr(ord("A") + column)
    return f"{SHEET}!${letter}$2:${letter}${rows + 1}" if rows else f"{SHEET}!${letter}$1"
