"""Word's styles and lists become what a paragraph or a run is by them: a heading, a list's item, strong."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from reportgen.review.word.paragraphs import DEEPEST, W, attribute, truth

_HEADING = re.compile(r"heading([1-9])")
_LIST = re.compile(r"list(bullet|number)([2-9]?)")


@dataclass(frozen=True, slots=True)
class Look:
    """What a style makes of text: None = it says nothing of it."""

    name: str
    strong: bool | None = None
    emphasis: bool | None = None
    level: int = 0
    number: tuple[str, int] = ("", 0)
    based: str = ""


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of a file by id, and its lists: number and depth -> whether it counts."""

    looks: Mapping[str, Look] = field(default_factory=dict[str, Look])
    lists: Mapping[tuple[str, int], bool] = field(default_factory=dict[tuple[str, int], bool])

    def name(self, key: str) -> str:
        """Return the name of a style, lower case, without spaces."""
        return self.looks[key].name if key in self.looks else key.lower()

    def level(self, key: str) -> int:
        """Return the level of a heading's style; 0 for others."""
        return next((look.level for look in self._chain(key) if look.level), 0)

    def item(self, key: str) -> tuple[int, bool]:
        """Return the depth (from 1; 0 = no list) and order that a style gives by its name or its list."""
        for look in self._chain(key):
            if match := _LIST.fullmatch(look.name):
                return int(match[2] or 1), match[1] == "number"
            if look.number[0] not in ("", "0"):
                return look.number[1] + 1, self.lists.get(look.number, False)
        return 0, False

    def strong(self, key: str) -> bool:
        """Say whether a character style is bold."""
        return next((look.strong for look in self._chain(key) if look.strong is not None), False)

    def emphasis(self, key: str) -> bool:
        """Say whether a character style is italic; our own emphasis is, in whatever look a theme gives it."""
        if any(look.name == "emphasis" for look in self._chain(key)):
            return True
        return next((look.emphasis for look in self._chain(key) if look.emphasis is not None), False)

    def _chain(self, key: str) -> list[Look]:
        """Return a style and those it is based on; a circle ends."""
        found: dict[str, Look] = {}
        while key in self.looks and key not in found:
            found[key] = self.looks[key]
            key = self.looks[key].based
        return list(found.values())


def read_styles(root: Any, lists: Mapping[tuple[str, int], bool]) -> Styles:
    """Return the styles of ``styles.xml`` (None = the file has none)."""
    looks: dict[str, Look] = {}
    for style in root.iter(f"{W}style") if root is not None else ():
        name = _value(style, "name").lower().replace(" ", "")
        properties, numbering = style.find(f"{W}rPr"), style.find(f"{W}pPr/{W}numPr")
        match = _HEADING.match(name)
        looks[attribute(style, "styleId")] = Look(
            name,
            _toggle(properties, "b"),
            _toggle(properties, "i"),
            int(match[1]) if match else 0,
            (_value(numbering, "numId"), min(_whole(_value(numbering, "ilvl")), DEEPEST))
            if numbering is not None
            else ("", 0),
            _value(style, "basedOn"),
        )
    return Styles(looks, lists)


def read_numbering(root: Any) -> Mapping[tuple[str, int], bool]:
    """Return number and depth of each list -> whether it counts, from ``numbering.xml``."""
    kinds: dict[tuple[str, int], bool] = {}
    for abstract in root.iter(f"{W}abstractNum"):
        for level in abstract.iter(f"{W}lvl"):
            key = (attribute(abstract, "abstractNumId"), _whole(attribute(level, "ilvl")))
            kinds[key] = _value(level, "numFmt") not in ("", "bullet", "none")
    found: dict[tuple[str, int], bool] = {}
    for number in root.iter(f"{W}num"):
        for depth in range(9):
            kind = kinds.get((_value(number, "abstractNumId"), depth))
            if kind is not None:
                found[attribute(number, "numId"), depth] = kind
    return found


def _whole(text: str) -> int:
    return int(text) if text.isdigit() and len(text) < 4 else 0


def _value(parent: Any, tag: str) -> str:
    child = parent.find(f"{W}{tag}") if parent is not None else None
    return attribute(child, "val") if child is not None else ""


def _toggle(properties: Any, tag: str) -> bool | None:
    child = properties.find(f"{W}{tag}") if properties is not None else None
    return None if child is None else truth(attribute(child, "val"))
