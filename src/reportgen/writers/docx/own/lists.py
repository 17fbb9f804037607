"""The lists of a foreign file become levels of the report's two lists, one of bullets and one of numbers.

Word gives each of its styles List Bullet, List Bullet 2, ... a list of one level; the report has one list with nine, so
that items can be moved in and out. Pictures as bullets are left out: a round one stands instead.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from .properties import Properties, read
from .sheet import Sheet
from .tree import Node
from .vocabulary import LEVEL, PARAGRAPH, RUN

_PLACE = re.compile(r"%\d")
_INDENT = ("tabs", "ind")


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list looks: its number or bullet, and the indent of its items."""

    look: Properties
    paragraph: Properties
    run: Properties


def read_levels(numbering: Node | None, sheet: Sheet, styles: Mapping[str, str]) -> Mapping[str, Level]:
    """Return the levels of their list styles, by the report's ids; a style without a list has none."""
    found: dict[str, Level] = {}
    for key, theirs in styles.items():
        level = _level(numbering, sheet, theirs) if key.startswith(("ListBullet", "ListNumber")) else None
        if level is not None and (level.look["numFmt"].get("val") == "bullet") == key.startswith("ListBullet"):
            found[key] = level
    return found


def _level(numbering: Node | None, sheet: Sheet, key: str) -> Level | None:
    numbered = next((style.paragraph["numPr"] for style in sheet.chain(key) if "numPr" in style.paragraph), None)
    if numbering is None or numbered is None:
        return None
    values = {child.name: child.get("val") for child in numbered.children}
    definition = _definition(numbering, sheet, values.get("numId", ""))
    if definition is None:
        return None
    levels = list(definition.all("lvl"))
    node = next((each for each in levels if each.value("pStyle") == key), None)
    node = node or next((each for each in levels if each.get("ilvl") == values.get("ilvl", "0")), None)
    if node is None:
        return None
    look = read(node, LEVEL)
    if "numFmt" not in look or "lvlText" not in look:
        return None
    indent = {name: value for name, value in read(node.find("pPr"), PARAGRAPH).items() if name in _INDENT}
    return Level(look, indent, read(node.find("rPr"), RUN))


def _definition(numbering: Node, sheet: Sheet, instance: str) -> Node | None:
    """Return the definition of a list; one that points to a list style is looked up there, once (17.9.21)."""
    found = _abstract(numbering, instance)
    linked = found.value("numStyleLink") if found else ""
    style = sheet.styles.get(linked)
    if style is not None and "numPr" in style.paragraph:
        numbered = style.paragraph["numPr"]
        found = _abstract(numbering, next((e.get("val") for e in numbered.children if e.name == "numId"), ""))
    return found


def _abstract(numbering: Node, instance: str) -> Node | None:
    item = next((each for each in numbering.all("num") if each.get("numId") == instance), None)
    key = item.value("abstractNumId") if item else None
    return next((each for each in numbering.all("abstractNum") if each.get("abstractNumId") == key), None)


def own_text(level: Level, number: int) -> str:
    """Return the text before an item, which counts the level that it now stands on: ``%1.`` becomes ``%2.``."""
    text = level.look["lvlText"].get("val")
    if level.look["numFmt"].get("val") == "bullet":
        return text or "\u2022"
    places = _PLACE.findall(text)
    return text.replace(places[-1], f"%{number + 1}") if len(places) == 1 else text
