"""Numbers of one column become indents from its trailing edge, so that their decimal signs stand in one
line.

Word's decimal tab stops need no tab in a cell, LibreOffice's do; and "no data" must stand at the edge. So
a number that is short of decimals, or of a per cent sign, is moved by their width: right in every program
with figures of one width.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reportgen.document.nodes import Cell

from .survey import plain
from .widths import text_width

_NUMBER = re.compile(r"^\D*?\d[\d\s.,\u066b\u066c\u2009]*")
_FRACTION = re.compile(r"[.,\u066b](\d{1,2}|\d{4,})$")
_WORDS = re.compile(r"[^\W\d]{3,}|[\u4e00-\u9fff]\d")
"""More than a unit; in Chinese two characters may be words (``原为1,400``) as well as a unit (``1,400美元``)."""


def indents(cells: Sequence[Cell], size: float) -> Iterator[tuple[Cell, int]]:
    """Yield each cell that must move, with the distance in twentieths of a point."""
    tails = [(cell, _tail(plain(cell.content).strip())) for cell in cells]
    widths = [(cell, text_width(tail, size)) for cell, tail in tails if tail is not None]
    widest = max((width for _, width in widths), default=0)
    for cell, width in widths:
        if widest - width > 10:
            yield cell, widest - width


def _tail(text: str) -> str | None:
    """Return what stands behind the whole part of a number: decimals and unit; None for words."""
    number = _NUMBER.match(text)
    if not number or _WORDS.search(text):
        return None
    digits = number[0].rstrip()
    rest = text[len(digits) :]
    fraction = _FRACTION.search(digits)
    return (fraction[0] if fraction else "") + rest
