"""The Word theme of a foreign file, and what its styles are set in, become the theme of everything that is added to them.

Its colours stay in their slots. A role that would be too faint as text takes its slot one or two steps darker, as one
does by hand under Font Color; what a status means keeps the colours of the report's own theme.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from reportgen.theme import Theme

from ..palette import SCHEME, SLOTS, Palette, changed, legible
from .effective import Seen, seen
from .sheet import Sheet
from .tree import Node
from .vocabulary import FONT

_HEX = re.compile(r"[0-9A-Fa-f]{6}")
_COLOURS = ("dk1", "lt1", "dk2", "lt2", *(f"accent{number}" for number in range(1, 7)), "hlink", "folHlink")
_AS_TEXT = ("text", "quiet", "accent", "field", "second", "link", "visited")


@dataclass(frozen=True, slots=True)
class Fonts:
    """The fonts of a Word theme; empty where it names none."""

    latin: str = ""
    east: str = ""
    complex: str = ""


@dataclass(frozen=True, slots=True)
class WordTheme:
    """What Word's Design tab shows of a file.

    Attributes:
        slots: ``dk1``, ``accent1`` and so on -> colour; empty where the file has no theme.
    """

    slots: Mapping[str, str]
    major: Fonts
    minor: Fonts


def read_theme(root: Node | None) -> WordTheme:
    """Return colours and fonts of a theme part; everything else in it is left out."""
    scheme = root.find("themeElements", "clrScheme") if root else None
    slots: dict[str, str] = {}
    for key in _COLOURS:
        slot = scheme.find(key) if scheme else None
        value = slot.children[0] if slot and slot.children else None
        text = (value.get("lastClr") or value.get("val")) if value else ""
        if _HEX.fullmatch(text):
            slots[key] = text.upper()
    if len(slots) < len(_COLOURS):
        slots = {}
    return WordTheme(slots, _fonts(root, "majorFont"), _fonts(root, "minorFont"))


def _fonts(root: Node | None, which: str) -> Fonts:
    font = root.find("themeElements", "fontScheme", which) if root else None

    def family(name: str) -> str:
        node = font.find(name) if font else None
        text = node.get("typeface") if node else ""
        return text if FONT.fullmatch(text) else ""

    return Fonts(family("latin"), family("ea"), family("cs"))


def dressed(theme: Theme, word: WordTheme, sheet: Sheet, taken: Mapping[str, str]) -> tuple[Theme, Palette]:
    """Return the theme in their colours, fonts and sizes, and its palette.

    Args:
        theme: The report's own, which gives paper, proportions and the colours of statuses.
        word: Their Word theme.
        sheet: Their styles.
        taken: The report's style id -> theirs, where they give one.
    """
    slots = word.slots or dict(Palette.of(theme).slots)
    normal = sheet.normal
    body = seen(sheet, taken.get("BodyText") or (normal.id if normal else ""), slots)
    title = seen(sheet, taken["Heading1"], slots) if "Heading1" in taken else None
    palette = _palette(theme, slots)
    fonts = theme.fonts.model_copy(
        update={
            "body": _family(body, word) or theme.fonts.body,
            "display": (_family(title, word) if title else word.major.latin)
            or _family(body, word)
            or theme.fonts.display,
        }
    )
    colours = {name: f"#{palette.roles[name]}" for name in type(theme.colours).model_fields}
    small = seen(sheet, taken["TableText"], slots).size if "TableText" in taken else None
    changes = {
        "colours": theme.colours.model_copy(update=colours),
        "fonts": fonts,
        "sizes": theme.sizes.model_copy(update=_sizes(theme, body.size, small)),
    }
    return theme.model_copy(update=changes), palette


def _family(look: Seen, word: WordTheme) -> str:
    """Return the font's name, also where the style leaves it to the theme."""
    if look.font.startswith("major"):
        return word.major.latin
    return word.minor.latin if look.font.startswith("minor") else look.font


def _sizes(theme: Theme, body: float, small: float | None) -> dict[str, float]:
    scale = body / theme.sizes.body
    sizes = {name: round(value * scale * 2) / 2 for name, value in theme.sizes.model_dump().items()}
    sizes["small"] = small or max(sizes["small"], min(theme.sizes.small, body))
    return {name: min(max(size, 4), 96) for name, size in sizes.items()}


def _palette(theme: Theme, slots: Mapping[str, str]) -> Palette:
    """Return roles in their colours, legible on white; the field bears white words."""
    own = Palette.of(theme)
    theirs = {role: slots[SCHEME.get(slot, slot)] for role, slot in SLOTS.items()}
    text = legible(theirs["text"], "FFFFFF", own.roles["text"])
    roles = dict(own.roles)
    roles |= {role: legible(theirs[role], "FFFFFF", text) for role in _AS_TEXT}
    roles |= {role: theirs[role] for role in ("tint", "muted", "on_field")}
    roles["field"] = legible(theirs["field"], theirs["on_field"], roles["field"])
    roles["rule"] = changed(theirs["rule"], "Tint", 0x66)
    return Palette(roles, slots)
