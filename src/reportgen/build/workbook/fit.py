"""Texts and the widths of their columns become heights of rows, for programs that do not work them out themselves."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

LINE, MOST_LINES = 12.9, 8
"""Points from one line of text to the next, and how many lines a row shows."""
MOST_READ = 3_000
"""Letters of a text that are measured: more than any row shows."""
AIR = 14
"""What of a column its cells keep free at the sides, in pixels: the indent, and the lines of the grid."""
_NARROW, _SLIM, _WIDE, _BROAD = frozenset("ijl|!.,:;'’‘ fItr()[]/\\-"), 0.28, frozenset("mMwW%@—…"), 0.85
_CAPITAL, _USUAL = 0.69, 0.54
_EM = 40 / 3
"""Pixels: a letter of 10 points at 96 to the inch."""


def pixels(width: float) -> float:
    """Return how wide a column of so many characters is, as spreadsheets reckon it for the font of the workbook."""
    return width * 7 + 5


@lru_cache(maxsize=4096)
def lines_of(text: str, width: float) -> int:
    """Return how many lines a text takes in a column of so many characters."""
    room = (pixels(width) - AIR) / _EM
    return sum(_lines(part, room) for part in text[:MOST_READ].split("\n"))


def _lines(paragraph: str, room: float) -> int:
    """Break a paragraph where a spreadsheet does: between words, and within one that is wider than the column."""
    lines, used = 1, 0.0
    for word in paragraph.split(" "):
        wide = sum(map(_size, word))
        if used and used + _SLIM + wide > room:
            lines, used = lines + 1, 0.0
        elif used:
            used += _SLIM
        if wide > room:
            lines += int(wide / room)
            wide %= room
        used += wide
    return lines


@lru_cache(maxsize=4096)
def _size(letter: str) -> float:
    """Return how wide a letter is at least, in its own height: close to those of the fonts without serifs."""
    if letter in _NARROW:
        return _SLIM
    if letter in _WIDE:
        return _BROAD
    if unicodedata.combining(letter):
        return 0
    if unicodedata.east_asian_width(letter) in "WF":
        return 1
    return _CAPITAL if letter.isupper() else _USUAL


def height_of(texts: Iterable[tuple[str, float]]) -> float | None:
    """Return how high a row must be for texts that wrap, each with the width of its column; None = one line.

    No program but Excel works it out by itself when it opens a file.
    """
    lines = max((lines_of(text, width) for text, width in texts), default=1)
    return min(lines, MOST_LINES) * LINE + 2 if lines > 1 else None
