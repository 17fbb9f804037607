"""A sheet becomes pages that can be read: which way they lie, how many stand side by side, what is on each of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reportgen.build.workbook.fit import pixels

SIZES = {"A4": 9, "Letter": 1}
"""Paper -> its number (ECMA-376 18.3.1.63)."""
ROOM = 1040
"""Pixels between the margins of a page that lies on its side."""
LEAST_SCALE = 0.56
"""Below, letters of 10 points could no longer be read at arm’s length."""
MOST_HEAD = 120


@dataclass(frozen=True, slots=True)
class Paper:
    """What is the same of all sheets.

    Attributes:
        size: ``A4`` or ``Letter``.
        right_to_left: Whether the first column stands at the right.
        head: What stands above each page: whose data these are, and for whom.
    """

    size: str
    right_to_left: bool
    head: str

    def set_up(self, sheet: Any, *, heads: int = 0, widths: Sequence[float] = (), held: int = 0) -> None:
        """Set a sheet up for the screen and for paper.

        Args:
            sheet: The sheet.
            heads: Its rows of headings, which stand on each page; without any it is a page of text.
            widths: Of its columns.
            held: How many columns at the left stand on each page too, where several are needed side by side.
        """
        if self.right_to_left:
            sheet.right_to_left()
        if heads:
            sheet.repeat_rows(0, heads - 1)
            sheet.set_landscape()
        wide = pages_wide(widths, held)
        if wide > 1 and held:
            sheet.repeat_columns(0, held - 1)
            sheet.print_across()
        sheet.set_paper(SIZES[self.size])
        sheet.fit_to_pages(wide, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        sheet.set_header(f"&L&8 {self.head[:MOST_HEAD].replace('&', '&&')}", {"margin": 0.3})
        sheet.set_footer("&L&8&A&R&8&P / &N", {"margin": 0.3})


def pages_wide(widths: Sequence[float], held: int) -> int:
    """Return how many pages must stand side by side so that what is on them can be read."""
    whole, again = sum(map(pixels, widths)), sum(map(pixels, widths[:held]))
    return next(n for n in range(1, 9) if n == 8 or ((whole - again) / n + again) * LEAST_SCALE <= ROOM)
