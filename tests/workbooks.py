"""Cells become a workbook, and a workspace's CSV files become its data.xlsx, for tests."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import xlsxwriter

Cells = Iterable[Iterable[object]]
Change = Callable[[Any, Any], None]


def a_workbook(
    sheets: Mapping[str, Cells], change: Mapping[str, Change] | None = None, *, formulas: bool = True, **options: object
) -> bytes:
    """Return a workbook of these sheets; `change` does more to a sheet, of which it gets the workbook too.

    A text is written as a text; with `formulas`, one that begins with ``=`` as a formula with 7 as its stored value.
    """
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, **options})
    for title, rows in sheets.items():
        sheet = book.add_worksheet(title)
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                if formulas and isinstance(cell, str) and cell.startswith("="):
                    sheet.write_formula(number, column, cell, None, 7)
                elif isinstance(cell, str):
                    sheet.write_string(number, column, cell)
                elif cell is not None:
                    sheet.write(number, column, cell)
        if change and title in change:
            change[title](book, sheet)
    book.close()
    return stream.getvalue()


def with_sheets(folder: Path) -> Path:
    """Put the CSV files of a workspace into a data.xlsx, numbers as numbers, and remove them."""
    sheets: dict[str, list[list[object]]] = {}
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            sheets[path.stem.title()] = [[_typed(cell) for cell in row] for row in csv.reader(file)]
        path.unlink()
    (folder / "data.xlsx").write_bytes(a_workbook(sheets, formulas=False))
    return folder


def _typed(cell: str) -> object:
    """Return a plain number as one, unless that would change how it is written."""
    if re.fullmatch(r"-?(0|[1-9]\d{0,14})(\.\d*[1-9])?", cell) and len(cell) < 15:
        return float(cell)
    return cell or None


def remade(data: bytes, **changes: Callable[[str], str] | str | None) -> bytes:
    """Return the workbook with parts rewritten, or left out where None is given; a part is named without its suffix."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            text: Any = old.read(entry)
            name = entry.filename.rpartition("/")[2].partition(".")[0]
            if name in changes and entry.filename.endswith(".xml"):
                change = changes[name]
                if change is None:
                    continue
                text = change if isinstance(change, str) else change(text.decode())
            new.writestr(entry.filename, text)
    return stream.getvalue()
