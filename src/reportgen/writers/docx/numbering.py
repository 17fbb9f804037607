"""Lists become Word's numbering: one definition for bullets, one for numbers, one instance for each list
that counts from 1.

The list styles carry the instances 1 and 2, so that a list can be continued in Word with the style alone.
"""

from __future__ import annotations

from collections.abc import Mapping

from .looks import twips
from .own.lists import Level, own_text
from .own.properties import graft
from .styles_parts import BULLETS, NUMBERS
from .styles_text import STEP
from .word import Word
from .xml import Element, add, root

LEVELS = 9
"""Levels of a Word list (ECMA-376 Part 1, 17.9.6)."""
_BULLET_SIGNS = ("\u2022", "\u2013", "\u2022")
_KNOWN_BY = 0x52470000
_NUMBER_KINDS = ("decimal", "lowerLetter", "lowerRoman")


def numbering_root(own: Mapping[str, Level]) -> Element:
    """Return the part with both definitions and the instances of the list styles; `own` are levels that an
    organisation's document gives, by style.
    """
    part = root("w:numbering")
    for key, ordered in ((BULLETS, False), (NUMBERS, True)):
        definition = add(part, "w:abstractNum", abstractNumId=key)
        # By these Word knows a list again that is pasted elsewhere; they are the same in every report (17.9.15).
        add(definition, "w:nsid", val=f"{_KNOWN_BY + key:08X}")
        add(definition, "w:multiLevelType", val="multilevel")
        add(definition, "w:tmpl", val=f"{_KNOWN_BY + 16 + key:08X}")
        for level in range(LEVELS):
            _add_level(definition, level, ordered, own)
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


def _add_level(definition: Element, level: int, ordered: bool, own: Mapping[str, Level]) -> None:
    kind = "ListNumber" if ordered else "ListBullet"
    style = f"{kind}{level + 1 if level else ''}" if level < 3 else ""
    item = add(definition, "w:lvl", ilvl=level)
    add(item, "w:start", val=1)
    given = own.get(style)
    add(item, "w:numFmt", val=given.look["numFmt"].get("val") if given else _kind(level, ordered))
    if style:
        add(item, "w:pStyle", val=style)
    if given and "suff" in given.look:
        graft(item, {"suff": given.look["suff"]})
    text = f"%{level + 1}." if ordered else _BULLET_SIGNS[level % 3]
    add(item, "w:lvlText", val=own_text(given, level) if given else text)
    add(item, "w:lvlJc", val="left")
    step = twips(STEP)
    paragraph = add(item, "w:pPr")
    if given and "ind" in given.paragraph:
        graft(paragraph, given.paragraph)
    else:
        add(paragraph, "w:ind", left=step * (level + 1), hanging=step)
    if given and given.run:
        graft(add(item, "w:rPr"), given.run)
    elif not ordered:
        # The bullets stand in every font of text; the theme's, so that they follow Design > Fonts.
        font = {"asciiTheme": "majorHAnsi", "hAnsiTheme": "majorHAnsi", "cstheme": "majorBidi", "hint": "default"}
        add(add(item, "w:rPr"), "w:rFonts", **font)


def _kind(level: int, ordered: bool) -> str:
    return _NUMBER_KINDS[level % 3] if ordered else "bullet"
