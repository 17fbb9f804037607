"""An SVG as matplotlib writes it becomes one of less than half the size that draws the same."""

from __future__ import annotations

import re
from functools import lru_cache

_COMMENT = re.compile(r"\n? *<!--.*?-->", re.DOTALL)
_METADATA = re.compile(r" *<metadata>.*?</metadata>\n?", re.DOTALL)
_PROLOGUE = re.compile(r"<!DOCTYPE.*?>\n?", re.DOTALL)
_GLYPH_ID = re.compile(r'<path id="([^"]+-[0-9a-f]+)"')
_GLYPH = re.compile(r'<path id="([^"]+-[0-9a-f]+)" d="([^"]*)"')
_USE = re.compile(r'<use xlink:href="#([^"]+)"( transform="translate\(([-0-9.]+) ([-0-9.]+)\)")?( ?/>)')
_GROUP_ID = re.compile(r'<g id="[^"]+"')
_BETWEEN = re.compile(r">\s+<")


def _attribute(name: str, value: str) -> str:
    """Return an attribute in whole hundredths of the type size (0.08 points at 8 points); nothing for zero."""
    short = f"{float(value):.0f}"
    return "" if short in ("0", "-0") else f' {name}="{short}"'


def squeezed(svg: str) -> str:
    """Shorten what matplotlib writes at length: comments, group ids, names of glyphs, one transform per glyph."""
    svg = _COMMENT.sub("", _METADATA.sub("", _PROLOGUE.sub("", svg)))
    names = {name: f"g{number}" for number, name in enumerate(dict.fromkeys(_GLYPH_ID.findall(svg)))}

    def use(match: re.Match[str]) -> str:
        name, moved, x, y = match[1], match[2], match[3], match[4]
        if name not in names:
            return match[0]
        where = _attribute("x", x) + _attribute("y", y) if moved else ""
        return f'<use href="#{names[name]}"{where}/>'

    svg = _GLYPH.sub(lambda match: f'<path id="{names[match[1]]}" d="{_relative(match[2])}"', svg)
    svg = _GROUP_ID.sub("<g", _USE.sub(use, svg))
    return _BETWEEN.sub("><", svg)


@lru_cache(maxsize=4_000)
def _relative(outline: str) -> str:
    """Return the outline of a glyph, in whole units, with relative steps: half as long."""
    out: list[str] = []
    here, start = (0, 0), (0, 0)
    for command, numbers in re.findall(r"([MLQCZz])([^MLQCZz]*)", outline):
        values = [round(float(number)) for number in numbers.split()]
        points = list(zip(values[::2], values[1::2], strict=True))
        if command in "Zz":
            out.append("z")
            here = start
            continue
        if command == "M":
            out.append(f"M{points[0][0]} {points[0][1]}")
            start = points[0]
        else:
            out.append(command.lower() + " ".join(f"{x - here[0]} {y - here[1]}" for x, y in points))
        here = points[-1]
    return "".join(out).replace(" -", "-")
