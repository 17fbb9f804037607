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


def column_widths(least: Sequence[int], lengths: Sequence[Sequence[int]], measure: int) -> list[int]:
    """Return widths that fill `measure`: every column its longest word, then more to those with more to say.

    `least` is the width of each column's longest word; `lengths` are those of its cells, each in one line.
    """
    natural = [max((few, *cells)) for few, cells in zip(least, lengths, strict=True)]
    if sum(least) >= measure:
        widths = [width * measure / sum(least) for width in least]
    elif sum(natural) <= measure:
        spare = (measure - sum(natural)) / len(natural)
        widths = [width + spare for width in natural]
    else:
        # What cells usually need counts, and a little what one of them may need.
        wants = [
            max(sum(cells) / max(len(cells), 1) - few, (most - few) * 0.15)
            for few, most, cells in zip(least, natural, lengths, strict=True)
        ]
        widths = _fill(least, natural, wants, measure)
    rounded = [int(width) for width in widths]
    rounded[0] += measure - sum(rounded)
    return rounded


def _fill(least: Sequence[int], natural: Sequence[int], wants: Sequence[float], measure: int) -> list[float]:
    """Give out by `wants` what is left of `measure`, to no column more than it can use."""
    widths = [float(width) for width in least]
    for _ in widths:
        open_ = [k for k, width in enumerate(widths) if width < natural[k] and wants[k] > 0]
        spare, total = measure - sum(widths), sum(wants[k] for k in open_)
        if not open_ or spare < 1:
            break
        for k in open_:
            widths[k] = min(float(natural[k]), widths[k] + spare * wants[k] / total)
    return widths
