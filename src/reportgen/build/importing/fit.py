"""The columns of a sheet become columns of a table that they could be, by their headings and what stands beneath."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from reportgen.build.importing.words import HEADINGS, plain_words
from reportgen.load.fields import columns_of
from reportgen.load.workbook_cells import Use, day_of_number, stripped, uses
from reportgen.load.workspace import TABLES
from reportgen.ooxml.cell import Book
from reportgen.ooxml.sheet import Cell, Row

_CURRENCY = re.compile(r"[A-Z]{3}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True)
class Fit:
    """How a sheet could be a table.

    Attributes:
        file: The table.
        head: The row of headings.
        columns: Number of a column in the sheet -> column of the table.
        score: How well it fits.
    """

    file: str
    head: Row
    columns: Mapping[int, str]
    score: float


@cache
def _synonyms(file: str) -> Mapping[str, tuple[str, ...]]:
    """Return what stands for each column of a table, the best first."""
    return {name: (plain_words(name), *HEADINGS.get(name, ())) for name in columns_of(TABLES[file][1]).names}


def matched(file: str, head: Row, beneath: Sequence[Row], book: Book) -> tuple[dict[int, str], float]:
    """Return which columns of a sheet could be which of a table, and how well that fits."""
    model = TABLES[file][1]
    names, use, synonyms = columns_of(model), uses(model), _synonyms(file)
    offers: list[tuple[float, int, int, str]] = []
    for column, cell in head.cells.items():
        heading = plain_words(cell.text)
        if not heading or len(heading) > 60:
            continue
        for order, name in enumerate(names.names):
            likeness = _likeness(heading, cell.text.strip(), name, synonyms[name])
            if likeness and _suits(cells_of(beneath, column), use[name], book):
                offers.append((-likeness, order, column, _by_language(cell.text, name, names.localized)))
    columns: dict[int, str] = {}
    score = 0.0
    for likeness, _, column, name in sorted(offers):
        if column not in columns and name not in columns.values():
            columns[column] = name
            score += -likeness * (2 if name in names.required else 1)
    if "currency" in names.names and "currency" not in columns.values():
        spare = (column for column in head.cells if column not in columns)
        column = next((each for each in spare if _are(cells_of(beneath, each), _CURRENCY)), None)
        if column is not None:
            columns[column] = "currency"
    missing = sum(name not in columns.values() for name in names.required)
    return columns, score - missing * 0.75 if columns else 0.0


def _likeness(heading: str, text: str, name: str, words: tuple[str, ...]) -> float:
    if text.partition(":")[0].strip() == name:
        return 3.0
    if heading == words[0]:
        return 2.5
    if heading in words:
        return 2.0 - 0.01 * words.index(heading)
    within = (each for each in words if len(each) > 3 and re.search(rf"\b{re.escape(each)}\b", heading))
    return 1.0 if next(within, "") else 0.0


def _by_language(text: str, name: str, localized: frozenset[str]) -> str:
    language = text.partition(":")[2].strip()
    return f"{name}:{language}" if name in localized and _LANGUAGE.fullmatch(language) else name


def cells_of(rows: Iterable[Row], column: int) -> list[Cell]:
    """Return the cells of a column that hold something."""
    return [row.cells[column] for row in rows if column in row.cells and stripped(row.cells[column].text)]


def _are(cells: Sequence[Cell], pattern: re.Pattern[str]) -> bool:
    return bool(cells) and sum(bool(pattern.fullmatch(stripped(cell.text))) for cell in cells) * 2 > len(cells)


def _suits(cells: Sequence[Cell], use: Use, book: Book) -> bool:
    """Say whether most of what stands in a column could be of a use; of an empty one nothing speaks against it."""
    fitting = sum(_fits(cell, stripped(cell.text), use, book) for cell in cells)
    return fitting * 2 > len(cells) or not cells


def _fits(cell: Cell, text: str, use: Use, book: Book) -> bool:
    match use:
        case "day":
            return cell.kind == "date" or bool(re.match(r"\d{1,4}[-./ ]\d", text) or day_of_number(text, book))
        case "number":
            return cell.kind in ("number", "percent", "uncomputed") or bool(re.search(r"\d", text))
        case "year":
            return bool(re.fullmatch(r"(19|20|21)\d\d", text))
        case "text" | "code":
            return cell.kind != "date"
        case _:
            return True
