"""Merged areas and totals of a sheet become the rows that are no data."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from reportgen.ooxml.reference import letters_of, spot_of
from reportgen.ooxml.sheet import Row

_TOTAL = re.compile(
    r"(grand |sub[- ]?|sous[- ]|gran )?(totals?|totaux|totales)( g[ée]n[ée]ral| of .{1,30})?|sum|sums|somme|suma",
    re.IGNORECASE,
)
_ADDS_UP = re.compile(r"\b(SUM|SUBTOTAL|AGGREGATE|SUMIFS?)\s*\(", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Area:
    """An area of cells; rows and columns count from 1."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def first(self) -> str:
        """Its first cell."""
        return f"{letters_of(self.left)}{self.top}"

    def __str__(self) -> str:
        return f"{self.first}:{letters_of(self.right)}{self.bottom}"

    def touches(self, columns: Collection[int], first: int, last: int) -> bool:
        """Say whether it lies over one of these columns between two rows."""
        rows = self.bottom >= first and self.top <= last
        return rows and any(self.left <= column <= self.right for column in columns)


def merged_areas(references: Iterable[str]) -> Iterator[Area]:
    """Yield the areas of more than one cell."""
    for reference in references:
        first, _, last = reference.partition(":")
        start, end = spot_of(first), spot_of(last or first)
        if start and end and start != end:
            rows, columns = sorted((start[0], end[0])), sorted((start[1], end[1]))
            yield Area(rows[0], columns[0], rows[1], columns[1])


def rows_under(areas: Iterable[Area], rows: Sequence[int]) -> frozenset[int]:
    """Return which of the rows, in ascending order, lack a value because of merged cells; a lone column's first has its own."""
    under: set[int] = set()
    end = 0
    for start, stop in sorted((area.top + (area.left == area.right), area.bottom) for area in areas):
        # What an earlier area covered is not gone through again.
        under.update(rows[bisect_left(rows, max(start, end + 1)) : bisect_right(rows, stop)])
        end = max(end, stop)
    return frozenset(under)


def adds_up(values: Mapping[str, object], above: Sequence[Mapping[str, object]]) -> bool:
    """Say whether a row holds nothing but the sums of the columns above it, of at least two rows."""
    if len(above) < 2:
        return False
    for name, total in values.items():
        try:
            stated = Decimal(str(total))
            if not stated or sum((Decimal(str(row.get(name, 0))) for row in above), Decimal()) != stated:
                return False
        except ArithmeticError:
            return False
    return True


def is_total(row: Row, values: Mapping[str, object]) -> bool:
    """Say whether a row that lacks a needed value, or begins with such a word, adds up others."""
    first = row.cells[min(row.cells)].text.strip().rstrip(":").strip()
    if _TOTAL.fullmatch(first) or any(
        isinstance(value, str) and len(value) <= 40 and _TOTAL.fullmatch(value.rstrip(": "))
        for value in values.values()
    ):
        return True
    return any(cell.formula and _ADDS_UP.search(cell.formula) for cell in row.cells.values())
