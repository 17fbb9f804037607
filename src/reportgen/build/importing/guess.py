"""A foreign workbook becomes a proposed map: by the words of its headings, and by what stands beneath them.

A proposal is read and corrected by a person before anything is imported; what could not be known stands in it as a
remark.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from typing import Literal, get_args

from reportgen.build.importing.mapping import TO_FILL
from reportgen.build.importing.take import Opened
from reportgen.build.importing.values import day, number
from reportgen.build.importing.words import HEADINGS, MEANINGS, TITLES, plain_words
from reportgen.load.fields import columns_of, keys_of
from reportgen.load.workbook import OURS, plain_title
from reportgen.load.workbook_cells import Use, day_of_number, stripped, uses
from reportgen.load.workbook_headings import HEAD
from reportgen.load.workspace import TABLES
from reportgen.ooxml.cell import Book
from reportgen.ooxml.reference import letters_of
from reportgen.ooxml.sheet import Cell, Row

LOOKED_AT = 220
"""Rows of a sheet that a proposal is made from."""
LEAST = 5
"""What a table must score to be proposed."""
MOST_VALUES = 20
_CURRENCY = re.compile(r"[A-Z]{3}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True)
class _Fit:
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


def guess(opened: Opened) -> str:
    """Return a proposed map as YAML.

    Raises:
        UnreadablePackage: A sheet cannot be read.
    """
    lines = ["# A proposal: read it, correct it, then import with --map. Nothing was imported.", "sheets:"]
    found = False
    for sheet in opened.workbook.sheets:
        if plain_title(sheet.title) in OURS:
            continue
        rows = list(opened.reader(sheet).rows(LOOKED_AT))
        fit = _best(sheet.title, rows, opened.book)
        if fit is None:
            lines.append(f"  # {_quoted(sheet.title)}: no table fits this sheet")
            continue
        found = True
        lines.extend(_proposed(sheet.title, fit, [row for row in rows if row.number > fit.head.number], opened.book))
    if not found:
        lines[1] = "sheets: {}"
    return "\n".join(lines) + "\n"


def _best(title: str, rows: Sequence[Row], book: Book) -> _Fit | None:
    best: _Fit | None = None
    for file in TABLES:
        words = plain_words(title)
        bonus = 2.0 if any(re.search(rf"\b{re.escape(each)}\b", words) for each in TITLES[file]) else 0.0
        for head in (row for row in rows if row.number <= HEAD):
            beneath = [row for row in rows if row.number > head.number]
            columns, score = _matched(file, head, beneath, book)
            if score and score + bonus >= LEAST and (best is None or score + bonus > best.score):
                best = _Fit(file, head, columns, score + bonus)
    return best


@cache
def _synonyms(file: str) -> Mapping[str, tuple[str, ...]]:
    """Return what stands for each column of a table, the best first."""
    return {name: (plain_words(name), *HEADINGS.get(name, ())) for name in columns_of(TABLES[file][1]).names}


def _matched(file: str, head: Row, beneath: Sequence[Row], book: Book) -> tuple[dict[int, str], float]:
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
            if likeness and _suits(_cells(beneath, column), use[name], book):
                offers.append((-likeness, order, column, _by_language(cell.text, name, names.localized)))
    columns: dict[int, str] = {}
    score = 0.0
    for likeness, _, column, name in sorted(offers):
        if column not in columns and name not in columns.values():
            columns[column] = name
            score += -likeness * (2 if name in names.required else 1)
    if "currency" in names.names and "currency" not in columns.values():
        spare = (column for column in head.cells if column not in columns)
        column = next((each for each in spare if _are(_cells(beneath, each), _CURRENCY)), None)
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


def _cells(rows: Iterable[Row], column: int) -> list[Cell]:
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


def _proposed(title: str, fit: _Fit, beneath: Sequence[Row], book: Book) -> Iterator[str]:
    """Yield the lines of one sheet."""
    model = TABLES[fit.file][1]
    columns, use = columns_of(model), uses(model)
    yield f"  {_quoted(title)}:"
    yield f"    table: {fit.file.removesuffix('.csv')}"
    yield f"    header_row: {fit.head.number}"
    yield "    columns:"
    headings = [" ".join(cell.text.split()) for cell in fit.head.cells.values()]
    for number_, cell in sorted(fit.head.cells.items()):
        heading = " ".join(cell.text.split())
        if not heading:
            continue
        key = _quoted(heading) if headings.count(heading) == 1 else f"column {letters_of(number_)}"
        name = fit.columns.get(number_)
        yield f"      {key}: {_quoted(name) if ':' in name else name}" if name else f"      # {key}: not used"
    lacking = [name for name in columns.names if name in columns.required and name not in fit.columns.values()]
    if lacking:
        yield "    constants:  # needed, and not found in the sheet"
        yield from (f"      {name}: {TO_FILL}{_choices(fit.file, name)}" for name in lacking)
    yield from _values(fit, beneath)
    texts = {
        each: [stripped(cell.text) for number_, name in fit.columns.items() if use[name.partition(":")[0]] == each
               for cell in _cells(beneath, number_) if cell.kind == "text"]
        for each in ("number", "value", "day")
    }  # fmt: skip
    yield from _marks([*texts["number"], *texts["value"]], texts["day"])


def _choices(file: str, name: str) -> str:
    choices = closed_list(file, name)
    return f"  # {', '.join(choices)}" if choices else ""


def _values(fit: _Fit, beneath: Sequence[Row]) -> Iterator[str]:
    """Yield what the values of closed lists mean."""
    lines: list[str] = []
    for column, name in fit.columns.items():
        choices = closed_list(fit.file, name)
        foreign = dict.fromkeys(stripped(cell.text) for cell in _cells(beneath, column)) if choices else {}
        foreign = [text for text in foreign if text not in choices][:MOST_VALUES]
        if foreign:
            lines.append(f"      {name}:")
        for text in foreign:
            meant = next(
                (each for each in choices if plain_words(text) in (plain_words(each), *MEANINGS.get(each, ()))), ""
            )
            lines.append(
                f"        {_quoted(text)}: {meant}"
                if meant
                else f"        # {_quoted(text)}: one of {', '.join(choices)}"
            )
    if any(not line.lstrip().startswith("#") and not line.endswith(":") for line in lines):
        yield "    values:"
        yield from _without_empty(lines)
    else:
        yield from (f"    # values: {line.strip()}" for line in lines if line.lstrip().startswith("#"))


def _without_empty(lines: Sequence[str]) -> Iterator[str]:
    """Yield lines; a column that has nothing but remarks becomes a remark itself."""
    for at, line in enumerate(lines):
        if line.startswith("        "):
            yield line
            continue
        beneath = takewhile(lambda each: each.startswith("        "), lines[at + 1 :])
        yield f"      # {line.strip()}" if all(each.lstrip().startswith("#") for each in beneath) else line


def closed_list(file: str, name: str) -> tuple[str, ...]:
    """Return the values that a column may have; empty where it is open."""
    annotation = keys_of(TABLES[file][1]).get(name, (None, False))[0]
    for each in (annotation, *get_args(annotation)):
        if getattr(each, "__origin__", None) is Literal:
            return tuple(map(str, get_args(each)))
    return ()


def _marks(numbers: Sequence[str], days: Sequence[str]) -> Iterator[str]:
    """Yield how numbers and days that are texts are written, where they say it themselves."""
    unclear = [text for text in numbers if number(text, None) is None or re.search(r"[.,']", text)]
    if unclear:
        fits = {mark: sum(number(text, mark) is not None for text in unclear) for mark in ("point", "comma")}
        best = max(fits, key=lambda mark: fits[mark])
        if fits["point"] == fits["comma"]:
            yield f"    # numbers: point or comma? {_quoted(unclear[0])} can be read either way"
        else:
            yield f"    numbers: {best}"
    parts = {text: re.split(r"[-./ ]", text)[:2] for text in days if re.match(r"\d{1,2}[-./ ]\d{1,2}[-./ ]\d{4}", text)}
    unclear = [text for text, (first, second) in parts.items() if int(first) != int(second)]
    if unclear:
        told = {int(parts[text][0]) > 12 for text in unclear if day(text, None)}
        if len(told) == 1:
            yield f"    dates: {'day-first' if told.pop() else 'month-first'}"
        else:
            yield f"    # dates: day-first or month-first? {_quoted(unclear[0])} can be read either way"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
