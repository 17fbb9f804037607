"""The tables of a workspace, or of what an audience may see of it, become rows of text as a CSV file would hold them."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

from reportgen.build.workbook.columns import SHEETS, Table, columns_for
from reportgen.files import read_text
from reportgen.findings import Place
from reportgen.load.csv import read_table
from reportgen.load.fields import columns_of, keys_of
from reportgen.load.workbook import WORKBOOK, read_workbook
from reportgen.load.workspace import TABLES
from reportgen.model import Disclosure, LocalText, Origin, PlacedDict, Record, Report, Value, number_problem

Cell = str | Decimal | date
"""What stands in a cell: a text, a number or a day."""
MOST_FIGURES = 15
"""What a spreadsheet keeps of a number; one with more stays text."""
_NUMBERS = frozenset({"number", "money", "percent", "count", "year", "value"})


@dataclass(frozen=True, slots=True)
class Sources:
    """Tables, and where each of their rows was typed.

    Attributes:
        tables: By name, in the order of the workbook.
        origins: Table -> the origin of each row; empty for rows that nobody typed as they stand.
    """

    tables: Mapping[str, Table]
    origins: Mapping[str, tuple[Origin, ...]]

    def cells(self, places: frozenset[Place]) -> dict[Place, tuple[str, int, int]]:
        """Return, of these places, which stand here: place -> table, row and column, counted from 0; column -1 = row."""
        found: dict[Place, tuple[str, int, int]] = {}
        lines = {(place.file, place.line) for place in places}
        for name, origins in self.origins.items():
            table = self.tables[name]
            for number, origin in enumerate(origins):
                if (origin.file, origin.line) not in lines:
                    continue
                for key, column in (("", -1), *table.at.items()):
                    if (place := origin.place(key)) in places:
                        found.setdefault(place, (name, number, column))
        return found


def typed_rows(folder: Path, languages: tuple[str, ...]) -> Sources:
    """Return all rows of a workspace as they were typed, those that cannot be understood among them."""
    rows: dict[str, list[PlacedDict]] = {}
    if (folder / WORKBOOK).is_file():
        beside = [path.name for path in folder.iterdir()]
        held = read_workbook(folder / WORKBOOK, WORKBOOK, TABLES, beside).rows
        rows = {TABLES[file][0]: found for file, found in held.items()}
    for file, (name, model) in TABLES.items():
        if (folder / file).is_file():
            text, _ = read_text(folder / file, file)
            rows[name] = read_table(text, file, columns_of(model))[0] if text is not None else []
    texts = {name: tuple(_typed(row) for row in rows.get(name, ())) for name in SHEETS}
    origins = {name: tuple(row.origin for row in rows.get(name, ())) for name in SHEETS}
    return Sources(_tables(texts, languages, notes=True), origins)


def _typed(row: PlacedDict) -> dict[str, str]:
    texts: dict[str, str] = {}
    for key, value in row.items():
        if isinstance(value, dict):
            parts = cast("dict[str, str]", value)
            texts |= {f"{key}:{language}" if language else key: text for language, text in parts.items()}
        else:
            texts[key] = sys.intern(str(value))  # most words of a table stand in many of its rows
    return texts


def seen_rows(report: Report) -> Sources:
    """Return the rows of a projected report; notes and control totals are for the office alone."""
    texts = {name: tuple(map(_shown, getattr(report, name))) for name in SHEETS if name != "controls"}
    return Sources(_tables(texts, report.settings.languages, notes=False), {})


def _tables(
    texts: Mapping[str, tuple[dict[str, str], ...]], languages: tuple[str, ...], *, notes: bool
) -> dict[str, Table]:
    return {
        name: Table(name, columns_for(name, languages, {key for row in rows for key in row}, notes=notes), rows)
        for name, rows in texts.items()
    }


def _shown(record: Record) -> dict[str, str]:
    texts: dict[str, str] = {}
    names = {field.alias or name: name for name, field in type(record).model_fields.items()}
    for key in keys_of(type(record)):
        value = getattr(record, names[key])
        if isinstance(value, LocalText):
            texts |= {f"{key}:{language}" if language else key: text for language, text in value.root.items()}
        else:
            texts[key] = _text(value)
    return {key: text for key, text in texts.items() if text}


def _text(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case Decimal():
            return format(value, "f")
        case Value():
            return value.text
        case tuple():
            return ";".join(_text(part) for part in cast("tuple[object, ...]", value))
        case Disclosure():
            # Who else may see a row that all may see is nobody's business.
            return "public" if value.kind == "public" else ""
        case _:
            return str(value)


@lru_cache(maxsize=16_384)
def cell_of(kind: str, text: str) -> Cell:
    """Return a text as its cell holds it: what is no number or day where one belongs stays as it was typed."""
    if kind in _NUMBERS and not number_problem(text):
        number = Decimal(text.strip().replace("−", "-"))
        if len(number.normalize().as_tuple().digits) <= MOST_FIGURES and number.adjusted() < MOST_FIGURES:
            return number
    if kind == "day":
        try:
            day = date.fromisoformat(text) if len(text) == 10 else None
        except ValueError:
            day = None
        if day is not None and date(1900, 3, 1) <= day:  # of earlier days, spreadsheets disagree on the number
            return day
    return text
