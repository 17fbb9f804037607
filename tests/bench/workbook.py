"""A folder gets a workbook of 50,000 rows of 8 cells, two of them formulas: for the time that reading takes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import xlsxwriter

ROWS = 50_000


def workbook(folder: Path) -> Path:
    """Return the path of the workbook, which is written if it is not there yet."""
    path = folder.parent / "large.xlsx"
    if path.exists():
        return path
    book = xlsxwriter.Workbook(str(path))
    sheet, day = book.add_worksheet("Results"), book.add_format({"num_format": "yyyy-mm-dd"})
    sheet.write_row(0, 0, ["indicator", "period_start", "period_end", "value", "comment", "source", "verified", "note"])
    for row in range(1, ROWS + 1):
        year = 2020 + row % 5
        sheet.write_string(row, 0, f"D_{row % 200}.{row % 25}")
        sheet.write_datetime(row, 1, date(year, 1, 1), day)
        sheet.write_datetime(row, 2, date(year, 12, 31), day)
        sheet.write_formula(row, 3, f"=ROW()*2.5+{row % 7}", None, row * 2.5 + row % 7)
        sheet.write_string(row, 4, f"Counted in district {row} by the register")
        sheet.write_string(row, 5, "Register of the ministry")
        sheet.write_boolean(row, 6, row % 3 == 0)
        sheet.write_formula(row, 7, f'="row "&{row}', None, f"row {row}")
    book.close()
    return path
