"""Rows with spans become a checked grid: every row fills the table's width, and nothing overlaps."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.document.nodes import Row
from reportgen.errors import LimitError, VocabularyError
from reportgen.limits import MAX_TABLE_COLUMNS, MAX_TABLE_ROWS


def fill_grid(head: Sequence[Row], bodies: Sequence[Sequence[Row]], name: str) -> int:
    """Return the number of columns of a table whose rows all have that width.

    Rows of unequal length break PDF/UA (ISO 14289-1, 7.5) and shift numbers under the wrong heading.

    Raises:
        VocabularyError: Rows of different width, or a span that leaves its group.
        LimitError: More columns or rows than the caps.
    """
    groups = [group for group in (head, *bodies) if group]
    if sum(len(group) for group in groups) > MAX_TABLE_ROWS:
        raise LimitError(f"table {name!r} has more than {MAX_TABLE_ROWS} rows")
    widths = {width for group in groups for width in _widths(group, name)}
    if len(widths) > 1:
        raise VocabularyError(f"table {name!r} has rows of {', '.join(map(str, sorted(widths)))} columns")
    columns = widths.pop() if widths else 0
    if columns > MAX_TABLE_COLUMNS:
        raise LimitError(f"table {name!r} has {columns} columns, more than {MAX_TABLE_COLUMNS}")
    return columns


def _widths(rows: Sequence[Row], name: str) -> list[int]:
    reach: dict[int, int] = {}
    widths: list[int] = []
    for number, row in enumerate(rows):
        column = 0
        for cell in row.cells:
            while reach.get(column, 0) > number:
                column += 1
            if not (1 <= cell.colspan <= MAX_TABLE_COLUMNS and 1 <= cell.rowspan <= len(rows) - number):
                raise VocabularyError(f"table {name!r}: a cell spans out of its group of rows")
            for _ in range(cell.colspan):
                reach[column] = number + cell.rowspan
                column += 1
        while reach.get(column, 0) > number:
            column += 1
        widths.append(column)
    return widths
