"""A new value becomes what a cell of a worksheet holds (ECMA-376 18.3.1.4).

A number stays a number, a date a date, and words are always words: nothing that is typed here becomes a formula.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal

from reportgen.ooxml.cell import ESCAPE, FIRST_DAY, LAST_DAY, Book, epoch, is_date, plain_text, style_of, text_of
from reportgen.ooxml.xml import Xml, element, space

MAX_LETTERS = 32_767
"""Characters of a cell, by the limits of Excel."""
_NUMBER = re.compile(r"[-−+]?(0|[1-9]\d{0,14})(\.\d{1,9})?")
"""As `reportgen.model.base`, without zeros in front: 007 is a code."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def set_text(cell: Xml, new: str, book: Book) -> None:
    """Make `new` the value of a cell, whose style stays; a cell of the kinds date and yes-no stays one if it can."""
    old, kind = text_of(cell, book), cell.get("t") or "n"
    for tag in ("{*}v", "{*}is"):
        for child in cell.findall(tag):
            cell.remove(child)
    for name in ("t", "cm", "vm"):  # the type, and what only the old value meant
        cell.attrib.pop(name, None)
    if not new:
        return
    if kind in ("b", "d") and (stored := _same_kind(kind, new)):
        cell.set("t", kind)
        _add(cell, "v", stored)
    elif (
        stored := _number(new, old, kind, dated=is_date(cell, book), shares=style_of(cell) in book.percents, book=book)
    ) is not None:
        _add(cell, "v", stored)
    else:
        cell.set("t", "inlineStr")
        inline = element(f"{space(cell)}is")
        cell.insert(0, inline)
        words = _add(inline, "t", ESCAPE.sub(r"_x005F_x\1_", new))
        if new != new.strip() or "\n" in new:
            words.set(_SPACE, "preserve")


def _same_kind(kind: str, new: str) -> str:
    if kind == "b":
        return {"TRUE": "1", "FALSE": "0"}.get(new.upper(), "")
    return new if _day(new) else ""


def _number(new: str, old: str, kind: str, *, dated: bool, shares: bool, book: Book) -> str | None:
    """Return what is stored for a number or a day; None for words."""
    if dated:
        day = _day(new)
        serial = (day - epoch(book.from_1904)).days if day else 0
        return str(serial) if FIRST_DAY <= serial <= LAST_DAY else None
    if not _NUMBER.fullmatch(new) or len(re.sub(r"\D", "", new)) > 15:
        return None
    if kind in ("s", "str", "inlineStr") and _NUMBER.fullmatch(old):
        # A number that was typed as text is a code, such as 5.10: as a number it would lose its last zero.
        return None
    plain = new.replace("−", "-").removeprefix("+")
    return plain_text(Decimal(plain) / 100) if shares else plain


def _add(parent: Xml, tag: str, text: str) -> Xml:
    child = element(f"{space(parent)}{tag}")
    child.text = text
    parent.insert(0, child)
    return child


def _day(text: str) -> datetime | None:
    try:
        return datetime.combine(date.fromisoformat(text), datetime.min.time()) if _DAY.fullmatch(text) else None
    except ValueError:
        return None
