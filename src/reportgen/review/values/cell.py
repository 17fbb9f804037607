"""A cell of a worksheet becomes its value as typed, and a new value becomes what the cell holds (ECMA-376 18.3.1.4).

A number stays a number, a date a date, and words are always words: nothing that is typed here becomes a formula.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from reportgen.review.values.xml import Xml, element, space

MAX_LETTERS = 32_767
"""Characters of a cell, by the limits of Excel."""
_NUMBER = re.compile(r"[-−+]?(0|[1-9]\d{0,14})(\.\d{1,9})?")
"""As `reportgen.model.base`, without zeros in front: 007 is a code."""
_PLAIN_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,9})?")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_DATE_FORMATS = {14, 15, 16, 17, 22, *range(27, 37), *range(50, 59)}
"""Built-in number formats that show a day (ECMA-376 18.8.30)."""
_NO_LETTERS = re.compile(r'"[^"]*"|\[[^\]]*\]|[\\_*].')
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_FIRST, _LAST = 61, 2_958_465
"""The days that all programs count alike: 1900-03-01 to 9999-12-31."""


@dataclass(frozen=True, slots=True)
class Book:
    """What the rest of a workbook says about its cells.

    Attributes:
        strings: The shared strings.
        dates: Numbers of the styles that show a number as a day.
        from_1904: Days are counted from 1904.
    """

    strings: tuple[str, ...] = ()
    dates: frozenset[int] = frozenset()
    from_1904: bool = False


def strings_of(root: Xml) -> tuple[str, ...]:
    """Return the shared strings."""
    return tuple(_words(item) for item in root.findall("{*}si"))


def dates_of(root: Xml) -> frozenset[int]:
    """Return the numbers of the styles that show a number as a day."""
    codes = {_int(f.get("numFmtId")): f.get("formatCode") or "" for f in root.iter("{*}numFmt")}
    shown = root.find("{*}cellXfs")
    numbers = [_int(xf.get("numFmtId")) for xf in shown.findall("{*}xf")] if shown is not None else []
    return frozenset(index for index, number in enumerate(numbers) if _shows_day(number, codes.get(number, "")))


def _shows_day(number: int, code: str) -> bool:
    return number in _DATE_FORMATS or any(letter in _NO_LETTERS.sub("", code).lower() for letter in "dy")


def text_of(cell: Xml, book: Book) -> str:
    """Return the value of a cell as it would be typed."""
    kind, value = cell.get("t") or "n", cell.find("{*}v")
    if kind == "inlineStr":
        inline = cell.find("{*}is")
        return _words(inline) if inline is not None else ""
    typed = (value.text or "") if value is not None else ""
    if kind == "s":
        index = _int(typed)
        return book.strings[index] if 0 <= index < len(book.strings) else ""
    if kind == "b":
        return "TRUE" if typed.strip() in ("1", "true") else "FALSE"
    if kind == "str":
        return _ESCAPE.sub(_letter, typed)
    return _typed_number(typed.strip(), _is_date(cell, book), book) if kind == "n" else typed


def _typed_number(text: str, is_date: bool, book: Book) -> str:
    try:
        number = float(text)
        # A spreadsheet shows 15 digits; the other two that it stores are the noise of binary fractions.
        plain = text if _PLAIN_NUMBER.fullmatch(text) else f"{Decimal(f'{number:.15g}'):f}"
    except (ValueError, ArithmeticError):
        return text
    if not is_date or not _FIRST <= number <= _LAST:
        return plain
    moment = _epoch(book) + timedelta(days=number)
    return moment.date().isoformat() if number.is_integer() else moment.isoformat(" ", "seconds")


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
    elif (stored := _number(new, old, kind, is_date=_is_date(cell, book), book=book)) is not None:
        _add(cell, "v", stored)
    else:
        cell.set("t", "inlineStr")
        inline = element(f"{space(cell)}is")
        cell.insert(0, inline)
        words = _add(inline, "t", _ESCAPE.sub(r"_x005F_x\1_", new))
        if new != new.strip() or "\n" in new:
            words.set(_SPACE, "preserve")


def _same_kind(kind: str, new: str) -> str:
    if kind == "b":
        return {"TRUE": "1", "FALSE": "0"}.get(new.upper(), "")
    return new if _day(new) else ""


def _number(new: str, old: str, kind: str, *, is_date: bool, book: Book) -> str | None:
    """Return what is stored for a number or a day; None for words."""
    if is_date:
        day = _day(new)
        serial = (day - _epoch(book)).days if day else 0
        return str(serial) if _FIRST <= serial <= _LAST else None
    if not _NUMBER.fullmatch(new) or len(re.sub(r"\D", "", new)) > 15:
        return None
    if kind in ("s", "str", "inlineStr") and _NUMBER.fullmatch(old):
        # A number that was typed as text is a code, such as 5.10: as a number it would lose its last zero.
        return None
    return new.replace("−", "-").removeprefix("+")


def _add(parent: Xml, tag: str, text: str) -> Xml:
    child = element(f"{space(parent)}{tag}")
    child.text = text
    parent.insert(0, child)
    return child


def _is_date(cell: Xml, book: Book) -> bool:
    return _int(cell.get("s") or "0") in book.dates


def _day(text: str) -> datetime | None:
    try:
        return datetime.combine(date.fromisoformat(text), datetime.min.time()) if _DAY.fullmatch(text) else None
    except ValueError:
        return None


def _epoch(book: Book) -> datetime:
    # From 1900 on a day that never was, 29 February 1900, is counted (ECMA-376 18.17.4.1).
    return datetime(1904, 1, 1) if book.from_1904 else datetime(1899, 12, 30)


def _words(parent: Xml) -> str:
    """Return the text of a plain or rich string, without the readings (rPh) that stand above it."""
    pieces = [t.text or "" for t in parent.findall("{*}t")]
    pieces += [t.text or "" for run in parent.findall("{*}r") for t in run.findall("{*}t")]
    return _ESCAPE.sub(_letter, "".join(pieces))


def _letter(match: re.Match[str]) -> str:
    return chr(int(match[1], 16))


def _int(text: str | None) -> int:
    return int(text) if text and re.fullmatch(r"\d{1,9}", text.strip()) else -1
