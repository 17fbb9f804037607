"""Names of categories become a column of wrapped lines at the reading edge, and rows of the height that they need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from reportgen.figures.look import Look
from reportgen.figures.sheet import ASCENT, DESCENT, Sheet

GAP = 8.0
"""Points between the names and what they name."""
SHARES = (0.24, 0.30, 0.36, 0.42, 0.50, 0.58)
"""Shares of the picture's width that names may take, tried in turn."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Names in lines, and where each row stands.

    Attributes:
        lines: Lines of each name.
        width: Of the column of names, in points.
        tops: Top of each row, then the bottom of the last.
    """

    lines: tuple[tuple[str, ...], ...]
    width: float
    tops: tuple[float, ...]

    @property
    def left(self) -> float:
        """Where the room beside the names starts."""
        return self.width + GAP if self.width else 0.0

    @property
    def bottom(self) -> float:
        """Bottom of the last row."""
        return self.tops[-1]

    def middle(self, row: int) -> float:
        """Return the middle of a row."""
        return (self.tops[row] + self.tops[row + 1]) / 2


def text_height(look: Look, lines: int) -> float:
    """Return the height of a block of lines in points."""
    return (lines - 1) * look.letters.line + (ASCENT + DESCENT) * look.size if lines else 0.0


def first_line(look: Look, middle: float, lines: int) -> float:
    """Return the first base line of a block of lines about `middle`."""
    return middle - (lines - 1) * look.letters.line / 2 + 0.36 * look.size


def lay_rows(
    names: Sequence[str],
    look: Look,
    *,
    top: float,
    least: float,
    air: float,
    bold: int = -1,
    heights: Sequence[float] = (),
    width: float = 0.0,
    one_line: float = 0.36,
    widest: float = SHARES[-1],
) -> Rows:
    """Wrap `names` so that the rows stand on one page, in the narrowest column that needs few lines.

    Args:
        names: One a row.
        look: The chart's look.
        top: Where the first row starts, in points.
        least: Least height of what stands in a row.
        air: Space between rows.
        bold: Index of a name set bold; -1 = none.
        heights: Least height of each row, where rows differ.
        width: Of the picture, where it is not the look's.
        one_line: Largest share of the width that names may take to stay in one line.
        widest: Largest share that they may take at all.
    """
    width = width or look.width
    rows = Rows((), 0.0, (top,))
    for most, share in _tries(one_line, widest):
        room = min(share * width, 60 * 0.56 * look.size)
        lines = tuple(look.letters.balanced(name, room, index == bold) for index, name in enumerate(names))
        tops = [top]
        for index, block in enumerate(lines):
            needed = heights[index] if heights else least
            tops.append(tops[-1] + max(text_height(look, len(block)), needed) + air)
        widest = max((look.letters.widest(block, i == bold) for i, block in enumerate(lines)), default=0.0)
        rows = Rows(lines, widest, tuple(tops))
        if tops[-1] <= look.tallest and all(len(block) <= most for block in lines):
            break
    return rows


def _tries(one_line: float, widest: float) -> list[tuple[int, float]]:
    """Return (most lines, share of the width) in the order in which they are tried."""
    shares = [share for share in SHARES if share <= widest]
    tries = [(1, share) for share in shares if share <= one_line]
    tries += [(2, one_line)] if SHARES[2] < one_line <= widest else []
    tries += [(lines, share) for lines in (2, 3) for share in shares]
    return [*tries, (99, shares[-1])]


def write_names(sheet: Sheet, rows: Rows, look: Look, *, bold: int = -1) -> None:
    """Write the names, each about the middle of its row."""
    for index, block in enumerate(rows.lines):
        y = first_line(look, rows.middle(index), len(block))
        sheet.write(look.letters, block, 0.0, y, look.text, bold=index == bold)


def write_block(
    sheet: Sheet,
    look: Look,
    lines: Sequence[str],
    x: float,
    bottom: float,
    colour: str,
    *,
    align: Literal["start", "middle", "end"] = "start",
    bold: bool = False,
) -> None:
    """Write `lines` so that the last stands on `bottom`."""
    y = bottom - DESCENT * look.size - (len(lines) - 1) * look.letters.line
    sheet.write(look.letters, lines, x, y, colour, align=align, bold=bold)
