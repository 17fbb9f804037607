"""A cell of a sheet becomes the text that a CSV file would hold, by what its column is for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any, Literal, get_args

from pydantic import BaseModel

from reportgen.load.fields import keys_of
from reportgen.model.base import Value
from reportgen.ooxml.cell import Book, epoch, plain_text
from reportgen.ooxml.sheet import Cell

Use = Literal["day", "number", "year", "flag", "value", "code", "text"]
CODES = frozenset(("code", "id", "indicator", "outcome", "partner", "agreement", "goal", "target"))
"""Columns that hold codes."""
_SERIAL = re.compile(r"[2-8]\d{4}(\.0+)?")
"""The days from 1954 to 2146, as spreadsheets count them."""
_LONG = re.compile(r"-?\d{1,15}\.\d{10,}")
_BLANK = "\u200b\u2060\ufeff"
"""Letters without width, which `str.strip` lets stand; spaces that do not break it takes away."""
MOST_DECIMALS = 9


@cache
def uses(model: type[BaseModel]) -> Mapping[str, Use]:
    """Return what each column of a table is for."""
    return {key: "code" if key in CODES else _use(annotation) for key, (annotation, _) in keys_of(model).items()}


def _use(annotation: Any) -> Use:
    inner: set[object] = {annotation, *get_args(annotation)}
    inner.update(part for each in get_args(annotation) for part in get_args(each))
    pairs: tuple[tuple[object, Use], ...] = (
        (bool, "flag"), (date, "day"), (Decimal, "number"), (Value, "value"), (int, "year"),
    )  # fmt: skip
    for kind, use in pairs:
        if kind in inner:
            return use
    return "text"


def stripped(text: str) -> str:
    """Return a text without what nobody sees around it."""
    text = text.strip()
    return text.strip(_BLANK).strip() if text and (text[0] in _BLANK or text[-1] in _BLANK) else text


def value_of(cell: Cell, text: str, use: Use) -> str:
    """Return what a CSV file would hold for a cell whose text, stripped, is `text`."""
    if cell.kind == "boolean":
        return "yes" if text == "TRUE" else "no"
    if cell.kind == "date" and use == "day":
        return text[:10]
    if cell.kind == "number" and _LONG.fullmatch(text):
        return plain_text(Decimal(text).quantize(Decimal(1).scaleb(-MOST_DECIMALS)))
    return text


def day_of_number(text: str, book: Book) -> str:
    """Return the day that a number without a date format stands for; empty where it is none."""
    if not _SERIAL.fullmatch(text):
        return ""
    return (epoch(book.from_1904) + timedelta(days=int(text[:5]))).date().isoformat()
