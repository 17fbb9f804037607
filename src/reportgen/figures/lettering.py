"""A text becomes lines whose widths are known: fonts that are installed, measured once, without a renderer.

Widths are in points and come from the same unhinted outlines that the SVG is made of. A string names only the families
that it needs, so that a Latin chart never opens the Chinese font.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from matplotlib.font_manager import FontProperties, fontManager, get_font  # pyright: ignore
from matplotlib.ft2font import LoadFlags

LONGEST_LINE = 60
"""Characters after which a name is broken even where there is room."""
_UNIT = 100.0
_PIECES = re.compile(r"[^\s\-/–—]*[\-/–—]+(?=\S)|\S+?(?=[\-/–—]+\S)|\S+| +")


def _squash(name: str) -> str:
    return name.replace(" ", "").lower()


@lru_cache(maxsize=64)
def installed(families: tuple[str, ...]) -> tuple[str, ...]:
    """Return those of `families` that this machine has, in order, by the names matplotlib knows them by."""
    known = {_squash(font.name): font.name for font in fontManager.ttflist}
    found = tuple(dict.fromkeys(known[_squash(name)] for name in families if _squash(name) in known))
    return found or ("DejaVu Sans",)  # comes with matplotlib


@lru_cache(maxsize=256)
def _properties(families: tuple[str, ...], bold: bool) -> FontProperties:
    return FontProperties(family=list(families), weight=700 if bold else 400)


@lru_cache(maxsize=20_000)
def _family_of(char: str, families: tuple[str, ...]) -> int:
    """Return the index of the first family that has `char`; -1 = none."""
    for index, family in enumerate(families):
        path = fontManager.findfont(_properties((family,), False))  # pyright: ignore
        if get_font(path).get_char_index(ord(char)):
            return index
    return -1


def _invisible(char: str) -> bool:
    return unicodedata.category(char) in ("Cf", "Cc", "Zs")


@lru_cache(maxsize=20_000)
def chain(text: str, families: tuple[str, ...]) -> tuple[str, ...]:
    """Return the families that `text` needs: the first, then those that hold what it lacks."""
    needed = {_family_of(char, families) for char in set(text) if not _invisible(char)} - {-1}
    return tuple(families[index] for index in sorted(needed | {0}))


@lru_cache(maxsize=20_000)
def _unit_width(text: str, families: tuple[str, ...], bold: bool) -> float:
    fonts = fontManager._find_fonts_by_props(_properties(chain(text, families), bold))  # pyright: ignore
    font = get_font(fonts)
    font.set_size(_UNIT, 72)
    font.set_text(text, 0.0, flags=LoadFlags.NO_HINTING)
    return font.get_width_height()[0] / 64 / _UNIT


def has_rtl(text: str) -> bool:
    """Say whether a letter of `text` runs from right to left."""
    return any(unicodedata.bidirectional(char) in ("R", "AL") for char in text)


@dataclass(frozen=True, slots=True)
class Lettering:
    """The fonts of one chart.

    Attributes:
        families: Installed families in order of preference.
        size: Type size of everything but key figures, in points.
        rtl: The direction of paragraphs that hold a right-to-left letter.
    """

    families: tuple[str, ...]
    size: float
    rtl: bool = False

    @property
    def line(self) -> float:
        """Distance of base lines in points; Arabic letters reach deeper."""
        return round(self.size * (1.5 if self.rtl else 1.26), 2)

    def shaped(self, text: str) -> str:
        """Return `text` with its paragraph direction fixed by an invisible mark."""
        return f"\u200f{text}" if self.rtl and has_rtl(text) else text

    def properties(self, text: str, bold: bool = False, size: float = 0) -> FontProperties:
        """Return what matplotlib sets `text` with."""
        properties = _properties(chain(text, self.families), bold).copy()
        properties.set_size(size or self.size)
        return properties

    def width(self, text: str, bold: bool = False, size: float = 0) -> float:
        """Return the width of one line in points."""
        if not text:
            return 0.0
        return _unit_width(self.shaped(text), self.families, bold) * (size or self.size)

    def wrap(self, text: str, width: float, bold: bool = False, size: float = 0) -> tuple[str, ...]:
        """Return `text` in lines no wider than `width` points and no longer than 60 characters.

        Lines break at spaces, after hyphens and slashes, between ideographs; a word too wide is cut.
        """
        return _wrapped(self, text, width, bold, size)

    def balanced(self, text: str, width: float, bold: bool = False, size: float = 0) -> tuple[str, ...]:
        """Return `text` wrapped as `wrap` does, in as many lines, but of the least width: no last line of one word."""
        return _balanced(self, text, width, bold, size)

    def widest(self, lines: tuple[str, ...], bold: bool = False, size: float = 0) -> float:
        """Return the width of the widest line."""
        return max((self.width(line, bold, size) for line in lines), default=0.0)

    def missing(self, text: str) -> tuple[str, ...]:
        """Return the characters that none of the families has, each once, in order."""
        chars = dict.fromkeys(char for char in text if not _invisible(char))
        return tuple(char for char in chars if _family_of(char, self.families) < 0)

    def fits(self, line: str, width: float, bold: bool, size: float) -> bool:
        """Say whether a line keeps to the width and to 60 characters."""
        line = line.rstrip(" ")
        return len(line) <= LONGEST_LINE and self.width(line, bold, size) <= width + 0.01

    def head(self, word: str, width: float, bold: bool, size: float) -> int:
        """Return how many characters of a word too wide stand in a line."""
        count = 1
        while count < len(word) - 1 and self.fits(word[: count + 1], width, bold, size):
            count += 1
        return count


@lru_cache(maxsize=20_000)
def _wrapped(letters: Lettering, text: str, width: float, bold: bool, size: float) -> tuple[str, ...]:
    lines: list[str] = []
    line = ""
    for piece in breakable(text):
        if letters.fits(line + piece, width, bold, size):
            line += piece
            continue
        if line.strip():
            lines.append(line.strip())
        line = piece.lstrip(" ")
        while not letters.fits(line, width, bold, size) and len(line) > 1:
            head = letters.head(line, width, bold, size)
            lines.append(line[:head])
            line = line[head:]
    if line.strip():
        lines.append(line.strip())
    return tuple(lines)


@lru_cache(maxsize=20_000)
def _balanced(letters: Lettering, text: str, width: float, bold: bool, size: float) -> tuple[str, ...]:
    best = letters.wrap(text, width, bold, size)
    longest = max((letters.width(piece, bold, size) for piece in breakable(text)), default=0.0)
    least, most = max(letters.width(text, bold, size) / max(len(best), 1), longest), letters.widest(best, bold, size)
    while len(best) > 1 and most - least > 2:
        tried = letters.wrap(text, (least + most) / 2, bold, size)
        if len(tried) > len(best):
            least = (least + most) / 2
        else:
            best, most = tried, letters.widest(tried, bold, size)
    return best


def _ideograph(char: str) -> bool:
    return unicodedata.east_asian_width(char) in ("W", "F")


@lru_cache(maxsize=20_000)
def breakable(text: str) -> tuple[str, ...]:
    """Split a text where a line may break; each piece keeps its hyphen or slash, and spaces are pieces."""
    pieces: list[str] = []
    for piece in _PIECES.findall(" ".join(text.split(" "))):
        run = ""
        for char in piece:
            if _ideograph(char) and not unicodedata.category(char).startswith("P"):
                if run:
                    pieces.append(run)
                run = char
            else:
                run += char
        if run:
            pieces.append(run)
    return tuple(pieces)
