"""Comments become the boxes in which spreadsheets show them, in the drawing language that Office keeps for them (VML)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from reportgen.ooxml.reference import Spot

SIZE = 1024
"""Ids of shapes in one block (ECMA-376 Part 4, 19.2.2.14)."""
_NAMES = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
_TYPE = (
    f'<v:shapetype {_NAMES} id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_END = re.compile(rb"</(\w+:)?xml\s*>\s*\Z")
_SHAPE = re.compile(rb"<(\w+:)?shape\b.*?</(\w+:)?shape\s*>", re.DOTALL)
_ROW, _COLUMN = (re.compile(rb"<(?:\w+:)?%s>\s*(\d{1,7})\s*<" % name) for name in (b"Row", b"Column"))
_MAP = re.compile(rb"(idmap[^>]*\bdata\s*=\s*[\"'])([\d, ]+)")


def new_boxes(texts: Mapping[Spot, str], block: int) -> bytes:
    """Return a drawing with a box for each comment; `block` is the first block of ids that is free."""
    blocks = ",".join(str(block + n) for n in range(_count(texts)))
    layout = f'<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{blocks}"/></o:shapelayout>'
    return f"<xml {_NAMES}>{layout}{_TYPE}{_boxes(texts, block)}</xml>".encode()


def boxes_added(drawing: bytes, texts: Mapping[Spot, str], block: int) -> bytes:
    """Return a drawing with more boxes; what Excel writes there is not always XML, so the rest stays as it is."""
    end = _END.search(drawing)
    if end is None or not texts:
        return drawing
    blocks = ",".join(str(block + n) for n in range(_count(texts))).encode()
    body = _MAP.sub(lambda found: found[1] + found[2] + b"," + blocks, drawing[: end.start()], count=1)
    kind = b"" if b"_x0000_t202" in body else _TYPE.encode()
    return body + kind + _boxes(texts, block).encode() + drawing[end.start() :]


def boxes_without(drawing: bytes, spots: frozenset[Spot]) -> tuple[bytes, frozenset[Spot]]:
    """Return a drawing without the boxes of these cells, and the cells whose boxes were found."""
    gone: set[Spot] = set()

    def kept(found: re.Match[bytes]) -> bytes:
        row, column = _ROW.search(found[0]), _COLUMN.search(found[0])
        spot = (int(row[1]) + 1, int(column[1]) + 1) if row and column else None
        if spot is None or spot not in spots:
            return found[0]
        gone.add(spot)
        return b""

    return _SHAPE.sub(kept, drawing), frozenset(gone)


def _count(texts: Mapping[Spot, str]) -> int:
    """Return how many blocks the boxes need; the first id of a block is no shape's."""
    return max(1, -(-len(texts) // (SIZE - 1)))


def _boxes(texts: Mapping[Spot, str], block: int) -> str:
    return "".join(
        _box(spot, text, (block + number // (SIZE - 1)) * SIZE + 1 + number % (SIZE - 1))
        for number, (spot, text) in enumerate(texts.items())
    )


def _box(spot: Spot, text: str, number: int) -> str:
    """Return the box of one comment: right of its cell, four columns wide and as high as its words need."""
    row, column = spot[0] - 1, spot[1] - 1
    lines = sum(1 + len(part) // 45 for part in text.split("\n"))
    anchor = f"{column + 1}, 15, {max(row - 1, 0)}, 4, {column + 5}, 15, {max(row - 1, 0) + min(lines, 30) + 1}, 4"
    return (
        f'<v:shape {_NAMES} id="_x0000_s{number}" type="#_x0000_t202" '
        'style="position:absolute;margin-left:60pt;margin-top:2pt;width:220pt;height:80pt;z-index:1;visibility:hidden" '
        'fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>'
        '<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
        '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
        '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
        f"<x:Anchor>{anchor}</x:Anchor><x:AutoFill>False</x:AutoFill>"
        f"<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
    )
