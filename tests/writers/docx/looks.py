"""What a reader sees of a Word file, worked out from its parts alone: styles, theme and the runs that use them.

Nothing of the writer is used. Colours are those that Word shows: where a theme colour is named, its slot in the theme,
lighter or darker as the style says (ECMA-376 Part 1, 17.3.2.6), not the value that stands beside it.
"""

from __future__ import annotations

import colorsys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from .read_back import W, names, part

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
SLOTS = {"text1": "dk1", "background1": "lt1", "text2": "dk2", "background2": "lt2", "dark1": "dk1", "light1": "lt1",
         "dark2": "dk2", "light2": "lt2", "hyperlink": "hlink", "followedHyperlink": "folHlink"}  # fmt: skip


def val(element: Any, path: str, key: str = "val") -> str | None:
    """Return an attribute of the element at `path`."""
    found = element.find("/".join(f"{W}{step}" for step in path.split("/"))) if element is not None else None
    return found.get(f"{W}{key}") if found is not None else None


@dataclass(frozen=True)
class Look:
    colour: str
    ground: str
    size: float
    bold: bool
    font: str


class Looks:
    """The styles and the theme of one file."""

    def __init__(self, docx: bytes) -> None:
        self.docx = docx
        self.root = part(docx, "word/styles.xml")
        self.styles = {e.get(f"{W}styleId"): e for e in self.root.iter(f"{W}style")}

    @cached_property
    def slots(self) -> dict[str, str]:
        scheme = part(self.docx, "word/theme/theme1.xml").find(f".//{A}clrScheme")
        return {e.tag.removeprefix(A): (e[0].get("lastClr") or e[0].get("val")) for e in scheme}

    def chain(self, key: str | None) -> Iterator[Any]:
        """Yield a style and what it is based on, the nearest first."""
        while key:
            yield self.styles[key]
            key = val(self.styles[key], "basedOn")

    def property(self, key: str | None, path: str) -> Any:
        """Return the property of the nearest style that has it, or of the document's defaults."""
        kind, _, name = path.partition("/")
        for style in self.chain(key):
            found = style.find(f"{W}{kind}/{W}{name}")
            if found is not None:
                return found
        return self.root.find(f"{W}docDefaults/{W}{kind}Default/{W}{kind}/{W}{name}")

    def colour(self, element: Any, key: str = "val", theme: str = "theme") -> str:
        if element is None:
            return "000000"  # automatic
        slot = element.get(f"{W}themeColor" if theme == "theme" else f"{W}{theme}")
        if slot is None:
            value = element.get(f"{W}{key}")
            return "" if value in (None, "auto") else value
        base = self.slots[SLOTS.get(slot, slot)]
        for name in ("Tint", "Shade"):
            share = element.get(f"{W}{theme}{name}")
            if share:
                base = shaded(base, name, int(share, 16) / 255)
        return base

    def look(self, paragraph: str, run: str | None) -> Look:
        """Return how words look in these styles."""

        def of(name: str) -> Any:
            within = [e for e in (style.find(f"{W}rPr/{W}{name}") for style in self.chain(run)) if e is not None]
            return within[0] if within else self.property(paragraph, f"rPr/{name}")

        shade, bold, font = self.property(paragraph, "pPr/shd"), of("b"), of("rFonts")
        return Look(
            self.colour(of("color")), self.colour(shade, "fill", "themeFill") if shade is not None else "FFFFFF",
            int(of("sz").get(f"{W}val")) / 2, bold is not None and bold.get(f"{W}val") != "0",
            font.get(f"{W}asciiTheme") or font.get(f"{W}ascii"),
        )  # fmt: skip

    def outline(self, key: str) -> int | None:
        """Return the level of a heading, from 1; None for other text."""
        found = self.property(key, "pPr/outlineLvl")
        level = int(found.get(f"{W}val")) if found is not None else 9
        return level + 1 if level < 9 else None


def shaded(colour: str, name: str, share: float) -> str:
    """Return a colour lighter (Tint) or darker (Shade) in its own hue."""
    hue, light, saturation = colorsys.rgb_to_hls(*(int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)))
    light = light * share + (1 - share) * (name == "Tint")
    return "".join(f"{round(255 * channel):02X}" for channel in colorsys.hls_to_rgb(hue, light, saturation))


def contrast(one: str, other: str) -> float:
    def luminance(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def stories(docx: bytes) -> dict[str, Any]:
    """Return every part with words: the text, footnotes, headers, footers."""
    wanted = ("word/document", "word/footnotes", "word/header", "word/footer")
    return {name: part(docx, name) for name in sorted(names(docx)) if name.startswith(wanted) and name.endswith(".xml")}


def runs(root: Any) -> Iterator[tuple[str, str | None, str]]:
    """Yield every run with words: the style of its paragraph, its own, its words."""
    for paragraph in root.iter(f"{W}p"):
        style = val(paragraph, "pPr/pStyle")
        for run in paragraph.iter(f"{W}r"):
            words = "".join(t.text or "" for t in run.iter(f"{W}t"))
            if words.strip():
                yield style or "", val(run, "rPr/rStyle"), words
