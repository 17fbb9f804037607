"""Lists become Word's numbering: one definition for bullets, one for numbers, one instance for each list
that counts from 1.

The list styles carry the instances 1 and 2, so that a list can be continued in Word with the style alone.
"""

from __future__ import annotations

from .looks import twips
from .styles_parts import BULLETS, NUMBERS
from .styles_text import STEP
from .word import Word
from .xml import Element, add, root

LEVELS = 9
"""Levels of a Word list (ECMA-376 Part 1, 17.9.6)."""
_BULLET_SIGNS = ("\u2022", "\u2013", "\u2022")
_NUMBER_KINDS = ("decimal", "lowerLetter", "lowerRoman")


def numbering_root() -> Element:
    """Return the part with both definitions and the instances of the list styles."""
    part = root("w:numbering")
    for key, ordered in ((BULLETS, False), (NUMBERS, True)):
        definition = add(part, "w:abstractNum", abstractNumId=key)
        add(definition, "w:multiLevelType", val="multilevel")
        for level in range(LEVELS):
            _add_level(definition, level, ordered)
    for key in (BULLETS, NUMBERS):
        add(add(part, "w:num", numId=key), "w:abstractNumId", val=key)
    return part


def new_list(word: Word) -> int:
    """Return a new instance of the numbers, which counts from 1 at every level."""
    key = NUMBERS + word.count("list")
    instance = add(word.numbering, "w:num", numId=key)
    add(instance, "w:abstractNumId", val=NUMBERS)
    for level in range(LEVELS):
        add(add(instance, "w:lvlOverride", ilvl=level), "w:startOverride", val=1)
    return key


def _add_level(definition: Element, level: int, ordered: bool) -> None:
    item = add(definition, "w:lvl", ilvl=level)
    add(item, "w:start", val=1)
    add(item, "w:numFmt", val=_NUMBER_KINDS[level % 3] if ordered else "bullet")
    if level < 3:
        kind = "ListNumber" if ordered else "ListBullet"
        add(item, "w:pStyle", val=f"{kind}{level + 1 if level else ''}")
    add(item, "w:lvlText", val=f"%{level + 1}." if ordered else _BULLET_SIGNS[level % 3])
    add(item, "w:lvlJc", val="left")
    step = twips(STEP)
    add(add(item, "w:pPr"), "w:ind", left=step * (level + 1), hanging=step)
    if not ordered:
        add(
            add(item, "w:rPr"),
            "w:rFonts",
            ascii="Noto Sans",
            hAnsi="Noto Sans",
            cs="Noto Sans",
            hint="default",
        )
