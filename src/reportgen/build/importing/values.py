"""What is typed in a foreign sheet becomes what a workspace's table would hold; what can be read in two ways stays."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from reportgen.build.importing.mapping import Dates, Numbers
from reportgen.load.words import plain_number
from reportgen.load.workbook_cells import Use
from reportgen.model.base import number_problem

_GROUPED: Mapping[Numbers, re.Pattern[str]] = {
    "point": re.compile(r"-?(\d+|\d{1,3}([ ,'’]\d{3})+)(\.\d+)?"),
    "comma": re.compile(r"-?(\d+|\d{1,3}([ .'’]\d{3})+)(,\d+)?"),
}
_DAY = re.compile(r"(\d{1,4})[-./ ](\d{1,2})[-./ ](\d{1,4})( \d{2}:\d{2}(:\d{2})?)?")
_YES = frozenset("yes y true oui o vrai si sí s verdadero 1 x ✓".split())
_NO = frozenset("no n false non faux falso 0".split())
_EITHER = re.compile(r"[-−+]?\d{1,3}\.\d{3}")
"""Thousands with a point between them, or three decimals."""
_NUMERIC = re.compile(r"[^\w]*([A-Za-z]{3}|[$€£¥])?[\s(−+-]*\d[\d\s.,'’]*\)?\s*([A-Za-z]{3}|[$€£¥%])?")
"""What is nothing but a number, perhaps with a currency."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What cells of one sheet mean.

    Attributes:
        values: Column -> what stands there, in small letters -> what is meant.
        numbers: The decimal mark of numbers that are texts; None = not said.
        dates: The order of dates that are texts; None = not said.
    """

    values: Mapping[str, Mapping[str, str]]
    numbers: Numbers | None = None
    dates: Dates | None = None

    def __call__(self, column: str, use: Use, text: str, is_text: bool) -> str | None:
        """Return what a cell means; None where it cannot be understood."""
        replaced = self.values.get(column)
        if replaced is not None and (meant := replaced.get(text.casefold())) is not None:
            return meant
        if not is_text:
            return text
        match use:
            case "number":
                return number(text, self.numbers)
            case "value":
                return number(text, self.numbers) if len(text) <= 60 and _NUMERIC.fullmatch(text) else text
            case "day":
                return day(text, self.dates)
            case "flag":
                small = text.casefold()
                return "yes" if small in _YES else "no" if small in _NO else None
            case _:
                return text


def number(text: str, mark: Numbers | None) -> str | None:
    """Return a number as a table would hold it; without a decimal mark only where it can be read in one way."""
    if len(text) > 60:
        return None
    if mark is None and _EITHER.fullmatch(text):
        return None
    if not number_problem(text) and (mark != "comma" or "." not in text):
        return text
    bare = text.replace("−", "-").replace("\u00a0", " ").replace("\u202f", " ").strip()
    minus = "-" if re.search(r"\(\s*\S*\d", bare) and bare.endswith(")") else ""
    bare = re.sub(r"^[^\d-]+|[^\d]+$", "", bare)
    if mark is None:
        found = plain_number(bare)
        return f"{minus}{found[0]}" if len(found) == 1 else None
    if not _GROUPED[mark].fullmatch(bare):
        return None
    decimal = "." if mark == "point" else ","
    whole, _, rest = bare.partition(decimal)
    plain = f"{minus}{re.sub(r'[^0-9-]', '', whole)}{'.' if rest else ''}{rest}"
    return None if number_problem(plain) else plain


def day(text: str, order: Dates | None) -> str | None:
    """Return a day as 2024-12-31; without an order only where it can be read in one way."""
    match = _DAY.fullmatch(text)
    if match is None:
        return None
    first, second, third = match[1], match[2], match[3]
    if len(first) == 4:
        return _whole(first, second, third)
    if len(third) != 4:
        return None
    if order == "day-first":
        return _whole(third, second, first)
    if order == "month-first":
        return _whole(third, first, second)
    both = {_whole(third, second, first), _whole(third, first, second)} - {None}
    return both.pop() if len(both) == 1 else None


def _whole(year: str, month: str, number: str) -> str | None:
    try:
        return date(int(year), int(month), int(number)).isoformat()
    except ValueError:
        return None
