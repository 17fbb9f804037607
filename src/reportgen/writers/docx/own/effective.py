"""A style and all that it is based on become what a reader sees: font, size, colour, ground."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..palette import SCHEME, changed
from .properties import Property
from .sheet import Sheet

_SLOTS = {"dark1": "dk1", "light1": "lt1", "dark2": "dk2", "light2": "lt2", **SCHEME}
_ON = ("", "1", "true", "on")


@dataclass(frozen=True, slots=True)
class Seen:
    """How a style looks in the end.

    Attributes:
        font: Family, or the theme's role (``minorHAnsi``).
        size: Points.
        colour, ground: Six digits; `ground` is empty where nothing lies behind the words.
    """

    font: str
    size: float
    bold: bool
    colour: str
    ground: str


def seen(sheet: Sheet, key: str, slots: Mapping[str, str]) -> Seen:
    """Return how the style `key` looks; ``automatic`` is black (17.18.39)."""
    fonts, size = _run(sheet, key, "rFonts"), _run(sheet, key, "sz")
    bold, colour = _run(sheet, key, "b"), _run(sheet, key, "color")
    shade = _run(sheet, key, "shd") or _paragraph(sheet, key, "shd")
    font = (fonts.get("asciiTheme") or fonts.get("ascii")) if fonts else ""
    return Seen(
        font=font or "Times New Roman",
        size=int(size.get("val")) / 2 if size else 10.0,
        bold=bold is not None and bold.get("val") in _ON,
        colour=(_colour(colour, "val", "theme", slots) if colour else "") or "000000",
        ground=_colour(shade, "fill", "themeFill", slots) if shade else "",
    )


def _run(sheet: Sheet, key: str, name: str) -> Property | None:
    return next((style.run[name] for style in sheet.chain(key) if name in style.run), sheet.run.get(name))


def _paragraph(sheet: Sheet, key: str, name: str) -> Property | None:
    found = (style.paragraph[name] for style in sheet.chain(key) if name in style.paragraph)
    return next(found, sheet.paragraph.get(name))


def _colour(of: Property, key: str, theme: str, slots: Mapping[str, str]) -> str:
    """Return a colour as it shows; empty where it is automatic, or a pattern that has none."""
    slot = of.get("themeColor" if theme == "theme" else theme)
    base = slots.get(_SLOTS.get(slot, slot))
    if base is None:
        value = of.get(key)
        return "" if value in ("", "auto") else value.upper()
    for name in ("Tint", "Shade"):
        if share := of.get(f"{theme}{name}"):
            base = changed(base, name, int(share, 16))
    return base
