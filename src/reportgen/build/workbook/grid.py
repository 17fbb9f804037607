"""The tables become areas of sheets: which row and column each cell stands in, and how formulas call it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from reportgen.build.workbook.columns import NAMED_BY, Table
from reportgen.build.workbook.rows import Cell, cell_of

HEAD = 2
"""Rows above the data: headings for people, names for the machine."""
EMPTY_ROWS = 200
"""Rows below the data that are ready to be filled in."""
MOST_COMPUTED = 5_000
"""Rows of a table that are computed beside: what looks each row up in all others takes time that grows with the square."""


def letters(column: int) -> str:
    """Return the letters of a column, counted from 0."""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def alike(cell: Cell | None) -> Cell | None:
    """Return a cell as spreadsheets compare it: in whatever letters."""
    return cell.casefold() if isinstance(cell, str) else cell


@dataclass(frozen=True)
class Grid:
    """Where a table stands on its sheet.

    Attributes:
        table: The table.
    """

    table: Table

    @cached_property
    def cells(self) -> Sequence[Mapping[str, Cell]]:
        """All rows as the sheet holds them."""
        return list(self.each_row())

    def each_row(self) -> Iterator[Mapping[str, Cell]]:
        """Yield each row as the sheet holds it; what is empty is left out. Of many rows none is kept."""
        kinds = {column.key: column.kind for column in self.table.columns}
        for row in self.table.rows:
            yield {key: cell_of(kinds[key], text) for key, text in row.items() if key in kinds}

    @property
    def named_by(self) -> str:
        """The column whose code is told by name at the left; empty where there is none."""
        return NAMED_BY.get(self.table.name, "")

    @property
    def first_column(self) -> int:
        """The first column that is filled in, from 0."""
        return 1 if self.named_by else 0

    @property
    def last_column(self) -> int:
        """The last column that is filled in, from 0."""
        return self.first_column + len(self.table.columns) - 1

    @property
    def last_row(self) -> int:
        """The last row that is ready to be filled in, from 0."""
        return HEAD + len(self.table.rows) + EMPTY_ROWS - 1

    @property
    def computes(self) -> bool:
        """Whether there are computed columns at the right."""
        return len(self.table.rows) <= MOST_COMPUTED

    def column(self, key: str) -> int:
        """Return the number of a column that is filled in, from 0."""
        return self.first_column + self.table.at[key]

    def cell(self, key: str, row: int) -> str:
        """Return how a formula of the same row calls a cell; `row` is counted from 0."""
        return f"${letters(self.column(key))}{row + 1}"

    def area(self, key: str) -> str:
        """Return how formulas of any sheet call a column that is filled in."""
        return self.area_at(self.column(key))

    def area_at(self, column: int) -> str:
        """Return how formulas of any sheet call a column by its number."""
        name = letters(column)
        return f"{self.table.sheet}!${name}${HEAD + 1}:${name}${self.last_row + 1}"


def plain(cell: Cell | None) -> str:
    """Return what a formula makes of a cell that it joins to a text."""
    if isinstance(cell, Decimal):
        text = f"{cell:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    return "" if cell is None else str(cell)


def order(cell: Cell | None) -> tuple[int, float]:
    """Return where a cell stands among others by size: nothing is 0, and texts come after all numbers."""
    if cell is None:
        return 0, 0.0
    if isinstance(cell, str):
        return 1, 0.0
    return 0, float(cell) if isinstance(cell, Decimal) else float(cell.toordinal())
