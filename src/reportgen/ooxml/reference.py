"""The reference of a cell, such as D14, becomes its row and column, and back."""

from __future__ import annotations

import re

MOST_COLUMNS, MOST_ROWS = 16_384, 1_048_576
"""The size of the largest sheet, by the limits of Excel."""
_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9]\d{0,6})")

Spot = tuple[int, int]
"""Row and column, from 1."""


def within(spot: Spot, area: str | None) -> bool:
    """Say whether a cell lies in an area such as A1:C3."""
    first, _, last = (area or "").partition(":")
    start, end = spot_of(first), spot_of(last or first)
    return bool(start and end and start[0] <= spot[0] <= end[0] and start[1] <= spot[1] <= end[1])


def spot_of(reference: str) -> Spot | None:
    """Return row and column of a cell; None where no sheet has it."""
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        return None
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    row = int(match[2])
    return (row, column) if column <= MOST_COLUMNS and row <= MOST_ROWS else None


def letters_of(column: int) -> str:
    """Return the letters of a column, from 1."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
