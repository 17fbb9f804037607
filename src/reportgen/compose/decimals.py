"""Cells of numbers become cells that say what they lack behind the decimal mark, so that styles can align columns.

A page has no decimal tab: a number is set against the end of its cell, and what others of its column have behind
their mark must be left free. ``data-lack`` names it: ``p`` for the mark itself, a number of digits, ``%`` for a sign.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

_TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL)
_PIECE = re.compile(r"<(tr|t[hd])\b([^>]*)>")
_END = re.compile(r"</t[hd]>")
_BREAK = re.compile(r"<br\b")
_TAG = re.compile(r"<[^>]*>")
_SPAN = re.compile(r'(colspan|rowspan)="(\d+)"')
MOST_DIGITS = 4
"""Digits behind the mark that the styles know."""
MARK, SIGN = 0.47, 1.45
"""Widths of a decimal mark and of a sign of per cent, in digits."""
ROOM = 8.0
"""What a narrow column holds, in digits."""


@dataclass(frozen=True, slots=True)
class _Number:
    """A cell with a number: where its tag's attributes end, its column, its digits behind the mark, its sign, its width."""

    at: int
    column: int
    digits: int
    sign: bool
    width: float


def align_decimals(html: str, mark: str) -> str:
    """Return a composed page whose cells of class ``decimal`` say what they lack.

    Args:
        html: The page; its tables hold no tables.
        mark: The decimal mark of its language.
    """
    dot, kept = re.escape(mark), rf"[^{re.escape(mark)}%\w]"
    number = re.compile(rf"[^\d]*?\d(?:{kept}*\d)*(?:{dot}(\d+))?\s*(%)?$")
    return _TABLE.sub(lambda found: _aligned(found[0], number), html)


def _aligned(table: str, number: re.Pattern[str]) -> str:
    columns: dict[int, list[_Number]] = {}
    for cell in _numbers(table, number):
        columns.setdefault(cell.column, []).append(cell)
    lacks = {cell.at: lack for cells in columns.values() for cell, lack in _lacks(cells) if lack}
    out, last = list[str](), 0
    for at in sorted(lacks):
        out += (table[last:at], f' data-lack="{lacks[at]}"')
        last = at
    return "".join((*out, table[last:]))


def _lacks(cells: list[_Number]) -> list[tuple[_Number, str]]:
    """Return what each cell of a column lacks; a sign, or all, is given up where the column has no room for it."""
    most = min(max(cell.digits for cell in cells), MOST_DIGITS)
    room = max(ROOM, *(cell.width for cell in cells))
    for signs in (any(cell.sign for cell in cells), False):
        lacks: list[tuple[_Number, str]] = []
        widest = 0.0
        for cell in cells:
            missing = max(most - cell.digits, 0)
            mark, sign = missing > 0 and not cell.digits, signs and not cell.sign
            lacks.append((cell, ("p" if mark else "") + (str(missing) if missing else "") + ("%" if sign else "")))
            widest = max(widest, cell.width + missing + MARK * mark + SIGN * sign)
        if widest <= room:
            return lacks
    return []


def _numbers(table: str, number: re.Pattern[str]) -> Iterator[_Number]:
    """Find the cells of class ``decimal`` that print one number, and the column of each."""
    taken: dict[int, int] = {}  # column -> rows that a cell above still fills
    column = 0
    for piece in _PIECE.finditer(table):
        if piece[1] == "tr":
            taken = {each: left - 1 for each, left in taken.items() if left > 1}
            column = 0
            continue
        while column in taken:
            column += 1
        spans = {name: int(count) for name, count in _SPAN.findall(piece[2])}
        width = spans.get("colspan", 1)
        end = _END.search(table, piece.end())
        inner = table[piece.end() : end.start() if end else len(table)]
        text = unescape(_TAG.sub("", _BREAK.split(inner)[0])).strip()
        if piece[1] == "td" and width == 1 and "decimal" in piece[2] and (found := number.match(text)):
            wide = sum(SIGN if c == "%" else 1 if c.isalnum() or c == "$" else MARK for c in text)
            yield _Number(piece.end() - 1, column, len(found[1] or ""), bool(found[2]), wide)
        if spans.get("rowspan", 1) > 1:
            taken |= dict.fromkeys(range(column, column + width), spans["rowspan"])
        column += width
