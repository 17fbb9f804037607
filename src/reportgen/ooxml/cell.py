"""A cell of a worksheet becomes its value as it would be typed (ECMA-376 18.3.1.4)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import cast

from reportgen.ooxml.xml import Xml

_PLAIN_NUMBER = re.compile(r"-?(?!(?:\.?\d){16})\d{1,15}(\.\d{1,9})?")
"""A number of at most 15 digits: some programs store 16, as in 9777402.529999999 for 9777402.53."""
_DATE_FORMATS = {14, 15, 16, 17, 22, *range(27, 37), *range(50, 59)}
"""Built-in number formats that show a day (ECMA-376 18.8.30)."""
_PERCENT_FORMATS = {9, 10}
_NO_LETTERS = re.compile(r'"[^"]*"|\[[^\]]*\]|[\\_*].')
ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
"""A character that XML cannot hold, or an underscore that could be taken for one (ECMA-376 22.9.2.19)."""
FIRST_DAY, LAST_DAY = 61, 2_958_465
"""The days that all programs count alike: 1900-03-01 to 9999-12-31."""


@dataclass(frozen=True, slots=True)
class Book:
    """What the rest of a workbook says about its cells.

    Attributes:
        strings: The shared strings.
        dates: Numbers of the styles that show a number as a day.
        from_1904: Days are counted from 1904.
        percents: Numbers of the styles that show a number as per cent: 0.583 as 58.3 %.
    """

    strings: tuple[str, ...] = ()
    dates: frozenset[int] = frozenset()
    from_1904: bool = False
    percents: frozenset[int] = frozenset()


def dates_of(root: Xml) -> frozenset[int]:
    """Return the numbers of the styles that show a number as a day."""
    return frozenset(style for style, number, code in _formats(root) if _shows_day(number, code))


def percents_of(root: Xml) -> frozenset[int]:
    """Return the numbers of the styles that show a number as per cent."""
    return frozenset(
        style
        for style, number, code in _formats(root)
        if number in _PERCENT_FORMATS or "%" in _NO_LETTERS.sub("", code.partition(";")[0])
    )


def _formats(root: Xml) -> Iterator[tuple[int, int, str]]:
    """Yield each style with the number of its format and, unless it is built in, the format."""
    codes = {int_of(f.get("numFmtId")): f.get("formatCode") or "" for f in root.iter("{*}numFmt")}
    shown = root.find("{*}cellXfs")
    numbers = [int_of(xf.get("numFmtId")) for xf in shown.findall("{*}xf")] if shown is not None else []
    for index, number in enumerate(numbers):
        yield index, number, codes.get(number, "")


def _shows_day(number: int, code: str) -> bool:
    return number in _DATE_FORMATS or any(letter in _NO_LETTERS.sub("", code).lower() for letter in "dy")


def text_of(cell: Xml, book: Book) -> str:
    """Return the value of a cell as it would be typed."""
    kind, value = cell.get("t") or "n", cell.find("{*}v")
    if kind == "inlineStr":
        inline = cell.find("{*}is")
        return words_of(inline) if inline is not None else ""
    typed = (value.text or "") if value is not None else ""
    if kind == "s":
        index = int_of(typed)
        return book.strings[index] if 0 <= index < len(book.strings) else ""
    if kind == "b":
        return "TRUE" if typed.strip() in ("1", "true") else "FALSE"
    if kind == "str":
        return unescaped(typed)
    return number_text(typed.strip(), style_of(cell), book) if kind == "n" else typed


def number_text(text: str, style: int, book: Book) -> str:
    """Return a stored number as it would be typed: a day as 2024-12-31, and per cent as 58.3."""
    if style not in book.dates and style not in book.percents and _PLAIN_NUMBER.fullmatch(text):
        return text
    try:
        number = float(text)
        # A spreadsheet shows 15 digits; the other two that it stores are the noise of binary fractions.
        plain = Decimal(text) if _PLAIN_NUMBER.fullmatch(text) else Decimal(f"{number:.15g}")
        if style in book.percents:
            return plain_text(plain * 100)
    except (ValueError, ArithmeticError):
        return text
    if style not in book.dates or not FIRST_DAY <= number <= LAST_DAY:
        return f"{plain:f}"
    try:
        return _day_text(number, book.from_1904)
    except OverflowError:  # counted from 1904, the last days lie beyond the year 9999
        return f"{plain:f}"


@lru_cache(maxsize=4096)  # most days of a table stand in it many times
def _day_text(number: float, from_1904: bool) -> str:
    moment = epoch(from_1904) + timedelta(days=number)
    return moment.date().isoformat() if number.is_integer() else moment.isoformat(" ", "seconds")


def plain_text(number: Decimal) -> str:
    """Return a number in digits, without zeros behind the point that say nothing."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def style_of(cell: Xml) -> int:
    """Return the number of a cell's style."""
    return int_of(cell.get("s") or "0")


def is_date(cell: Xml, book: Book) -> bool:
    """Say whether a number in the cell is shown as a day."""
    return style_of(cell) in book.dates


def epoch(from_1904: bool) -> datetime:
    """Return the day 0."""
    # From 1900 on a day that never was, 29 February 1900, is counted (ECMA-376 18.17.4.1).
    return datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 30)


def words_of(parent: Xml) -> str:
    """Return the text of a plain or rich string, without the readings (rPh) that stand above it."""
    pieces: list[str] = []
    for child in parent.iterchildren():
        tag = cast(object, child.tag)  # of a comment it is a function
        name = tag[-2:] if isinstance(tag, str) else ""
        if name == "}t" or name == "t":
            pieces.append(child.text or "")
        elif name == "}r" or name == "r":
            pieces += [t.text or "" for t in child.findall("{*}t")]
    return unescaped("".join(pieces))


def unescaped(text: str) -> str:
    """Return a text with the characters that XML cannot hold."""
    return ESCAPE.sub(_letter, text) if "_x" in text else text


def _letter(match: re.Match[str]) -> str:
    return chr(int(match[1], 16))


def int_of(text: str | None) -> int:
    """Return a whole number as XML writes it; -1 where it is none."""
    if text and len(text) < 10 and text.isdecimal() and text.isascii():
        return int(text)
    return int(text) if text and re.fullmatch(r"\s*[0-9]{1,9}\s*", text) else -1
