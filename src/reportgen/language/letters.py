"""Arabic letters become the joined shapes in which they are drawn, for what draws one letter after the other from the left.

Layout engines join letters themselves; the SVG text of the page layout does not. The shapes are those of Unicode's
Arabic Presentation Forms-B, which fonts for Arabic hold.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import pairwise

_ARABIC = re.compile("[\u0620-\u065f\u066e-\u06d3]+(?: +[\u0620-\u065f\u066e-\u06d3]+)*")


@cache
def _shapes() -> dict[str, dict[str, str]]:
    """Return, for each letter and for lam with alef, its shapes by their place in a word."""
    found: dict[str, dict[str, str]] = {}
    for code in range(0xFE80, 0xFEFD):
        place, *letters = unicodedata.decomposition(chr(code)).split()
        found.setdefault("".join(chr(int(each, 16)) for each in letters), {})[place.strip("<>")] = chr(code)
    return found


def drawn(text: str) -> str:
    """Return `text` as it is drawn from left to right, its Arabic letters joined; vowel signs are left out."""
    if not _ARABIC.search(text):
        return text
    pieces: list[str] = []
    end = 0
    for match in _ARABIC.finditer(text):
        pieces += [_turned(text[end : match.start()]), _joined(match[0])[::-1]]
        end = match.end()
    return "".join([*pieces, _turned(text[end:])][::-1])


def _turned(text: str) -> str:
    """Exchange the spaces at both ends."""
    words = text.strip(" ")
    before = len(text) - len(text.lstrip(" "))
    return " " * (len(text) - len(words) - before) + words + " " * before


def _joined(words: str) -> str:
    shapes = _shapes()
    bare = "".join(char for char in words if unicodedata.category(char) != "Mn")
    units = ["", *re.findall("ل[آأإا]|.", bare), ""]
    joins = [
        "initial" in shapes.get(one, {}) and "final" in shapes.get(other, {}) for one, other in pairwise(units)
    ]  # fmt: skip
    places = {(False, False): "isolated", (False, True): "initial", (True, True): "medial", (True, False): "final"}
    return "".join(
        shapes.get(unit, {}).get(places[before, after], unit)
        for unit, before, after in zip(units[1:-1], joins[:-1], joins[1:], strict=True)
    )
