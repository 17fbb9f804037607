"""A sheet becomes rows that can be read several times, with headings of two rows put together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from reportgen.load.workbook_shape import merged_areas
from reportgen.ooxml.sheet import Cell, Row, SheetReader

YEAR = re.compile(r"(?<!\d)(19|20|21)\d\d(?!\d)")


class Kept:
    """A sheet that was read once, to be read again for each of its columns.

    Attributes:
        hidden: As of the reader.
        merged: As of the reader, without areas in the headings.
        filtered: As of the reader.
    """

    def __init__(self, reader: SheetReader, head: int = 0, heading_rows: int = 1) -> None:
        self._rows = list(reader.rows())
        self._all_merged = reader.merged
        self.hidden, self.filtered = reader.hidden, reader.filtered
        self.merged = [area for area in reader.merged if not _within(area, head)]
        if head:
            self._rows = list(self.joined(head, heading_rows))

    def rows(self, last: int = 0) -> Iterator[Row]:
        """Yield the rows, as of the reader."""
        for row in self._rows:
            if last and row.number > last:
                return
            yield row

    def joined(self, head: int, count: int) -> Iterator[Row]:
        """Yield the rows as they are where the headings take `count` rows, of which `head` is the last."""
        return _joined(self._rows, head, count, self._all_merged) if count > 1 else iter(self._rows)


def _within(reference: str, head: int) -> bool:
    return all(area.bottom <= head for area in merged_areas([reference]))


def _joined(rows: list[Row], head: int, count: int, merged: list[str]) -> Iterator[Row]:
    """Yield the rows without those of the upper headings, whose words stand before those of the lowest now."""
    upper = [row for row in rows if head - count < row.number < head]
    lower = next((row for row in rows if row.number == head), Row(head, {}, False))
    width = max((column for row in (*upper, lower) for column in row.cells), default=0)
    above = [_spread(row, width, merged) for row in upper]
    cells: dict[int, Cell] = {}
    for column in range(1, width + 1):
        parts = [texts.get(column, "") for texts in above]
        own = lower.cells.get(column)
        words = list(dict.fromkeys(each for each in (*parts, own.text.strip() if own else "") if each))
        if words:
            cells[column] = Cell(" ".join(words), "text", None)
    done = False
    for row in rows:
        if row.number <= head - count:
            yield row
        elif row.number >= head:
            if not done:
                done = True
                yield Row(head, cells, lower.hidden)
            if row.number > head:
                yield row


def _spread(row: Row, width: int, merged: list[str]) -> Mapping[int, str]:
    """Return the heading over each column: that of merged cells, and a year until the next heading, stands over several."""
    texts = {column: cell.text.strip() for column, cell in row.cells.items()}
    for area in merged_areas(merged):
        if area.top <= row.number <= area.bottom and texts.get(area.left):
            # The last column of a sheet is where a title that was merged over it whole would end.
            for column in range(area.left, min(area.right, width) + 1):
                texts[column] = texts[area.left]
    before = ""
    for column in range(1, width + 1):
        before = texts.get(column) or before
        if column not in texts and YEAR.search(before):
            texts[column] = before
    return texts
