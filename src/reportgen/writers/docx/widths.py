"""Words become an estimate of their width, and the cells of a table the widths of its columns.

Word lays out a table with fixed widths at once, and the same in every program; so the writer decides
them. Advance widths are Noto Sans's, in thousandths of the type size; an estimate is enough, as cells
wrap.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

_BREAKS = re.compile(r"[\s\u200b/\u2013-]+")


_ASCII = (
    "260 269 408 646 572 831 732 225 300 300 551 572 268 322 268 372 572 572 572 572 572 572 572 572 572 "
    "572 268 268 572 572 572 434 899 639 650 632 730 556 519 728 741 339 273 619 524 907 760 781 605 781 "
    "622 549 556 731 600 930 586 566 572 329 372 329 572 444 281 561 615 480 615 564 344 615 618 258 258 "
    "534 258 935 618 605 615 615 413 479 361 618 508 786 529 510 470 380 551 380 572"
)
_WIDTHS = {chr(32 + index): int(width) for index, width in enumerate(_ASCII.split())} | {
    "\u00a0": 260,
    "\u202f": 160,
}


@cache
def _advance(character: str) -> int:
    if character in _WIDTHS:
        return _WIDTHS[character]
    kind = unicodedata.category(character)
    if kind[0] == "M" or kind == "Cf":
        return 0
    if unicodedata.east_asian_width(character) in "WF":
        return 1000
    return 660 if kind == "Lu" else 580


def text_width(text: str, size: float) -> int:
    """Return the width of `text` in one line, in twentieths of a point, at `size` points."""
    return round(sum(map(_advance, text)) * size / 50)


def word_width(text: str, size: float) -> int:
    """Return the width of the longest word of `text`; a long one may be broken, and Chinese breaks
    anywhere.
    """
    words = [word for word in _BREAKS.split(text) if word]
    widths = [text_width(word[:22], size) for word in words if not _is_east_asian(word)]
    return max(widths, default=round(20 * size * 2))


def _is_east_asian(word: str) -> bool:
    return any(unicodedata.east_asian_width(character) in "WF" for character in word)


STEPS = 24
"""In how many parts the room is given out."""
SAMPLE = 60
"""Rows that are looked at."""


def column_widths(least: Sequence[int], rows: Sequence[Sequence[int]], measure: int) -> list[int]:
    """Return widths that fill `measure`: every column its longest word, then more to those that make rows high.

    `least` is the width of each column's longest word; `rows` are the lengths of cells, each in one line.
    """
    columns = range(len(least))
    natural = [max((least[k], *(row[k] for row in rows))) for k in columns]
    if sum(least) >= measure:
        widths = [width * measure / sum(least) for width in least]
    elif sum(natural) <= measure:
        spare = (measure - sum(natural)) / len(natural)
        widths = [width + spare for width in natural]
    else:
        widths = _give_out(least, rows[:: len(rows) // SAMPLE + 1], measure)
    rounded = [int(width) for width in widths]
    rounded[0] += measure - sum(rounded)
    return rounded


def _give_out(least: Sequence[int], rows: Sequence[Sequence[int]], measure: int) -> list[float]:
    """Give each part of the room to the column whose cells are the highest of their rows, over all rows."""
    widths = [float(width) for width in least]
    part = (measure - sum(widths)) / STEPS
    for _ in range(STEPS):
        votes = [0.0] * len(widths)
        for row in rows:
            heights = [length / width for length, width in zip(row, widths, strict=True)]
            highest = max(heights)
            if highest > 1:
                votes[heights.index(highest)] += highest
        widths[votes.index(max(votes))] += part
    return widths
