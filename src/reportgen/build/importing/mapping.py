"""mapping.yaml becomes what is done with each sheet of a foreign workbook."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal

from pydantic import Field

from reportgen.build.importing.rules import BAD_MAP, NOT_ALL
from reportgen.files import read_text
from reportgen.findings import Finding, Place
from reportgen.load.fields import columns_of
from reportgen.load.records import read_record
from reportgen.load.workspace import TABLES
from reportgen.load.yaml import read_yaml
from reportgen.model.base import PlacedDict, Record

TO_FILL = "FILL IN"
"""What a proposed map says where a person has to."""
Numbers = Literal["point", "comma"]
Dates = Literal["year-first", "day-first", "month-first"]


class SheetMap(Record):
    """What is done with one sheet."""

    table: str
    """The table that its rows go to, such as finance."""
    header_row: int | None = Field(default=None, ge=1, le=1_048_576)
    """The row that holds the headings; left out: the one of the first 20 that holds most of `columns`."""
    columns: dict[str, str] = {}
    """Heading in the sheet (or `column D`) -> column of the table. Other columns are not imported."""
    constants: dict[str, str] = {}
    """Column of the table -> the value that holds for all rows; where the sheet has one, that of the sheet stands."""
    values: dict[str, dict[str, str]] = {}
    """Column of the table -> what stands in the sheet -> what is meant."""
    fill_down: tuple[str, ...] = ()
    """Columns of the table whose empty cells mean the value above them."""
    numbers: Numbers | None = None
    """The decimal mark of numbers that are texts: point or comma."""
    dates: Dates | None = None
    """The order of dates that are texts: year-first, day-first or month-first."""


class SheetMaps(Record):
    """The whole of mapping.yaml."""

    sheets: dict[str, SheetMap]
    """Name of a sheet -> what is done with it. Other sheets are not imported."""
    numbers: Numbers | None = None
    """As for a sheet, for all that say nothing else."""
    dates: Dates | None = None
    """As for a sheet, for all that say nothing else."""


def read_mapping(path: Path) -> tuple[SheetMaps | None, list[Finding]]:
    """Return the map in a file, and what is wrong with it."""
    text, notes = read_text(path, path.name)
    findings = list(notes)
    if text is None:
        return None, findings
    data, notes = read_yaml(text, path.name)
    findings.extend(notes)
    if not isinstance(data, PlacedDict):
        if not notes:
            findings.append(BAD_MAP.at(Place(path.name), f"{path.name} holds no map; `sheets:` is expected."))
        return None, findings
    mapping, found = read_record(SheetMaps, data)
    findings.extend(found)
    if mapping is not None:
        for title, sheet in mapping.sheets.items():
            findings.extend(_problems(title, sheet))
    return mapping, findings


def _problems(title: str, sheet: SheetMap) -> Iterator[Finding]:
    """Find tables and columns that there are not, and needed columns that come from nowhere."""
    file = f"{sheet.table.lower().removesuffix('.csv')}.csv"
    if file not in TABLES:
        names = [name.removesuffix(".csv") for name in TABLES]
        yield _unknown(sheet, "table", f"There is no table “{sheet.table}” (sheet “{title}”)", sheet.table, names)
        return
    columns = columns_of(TABLES[file][1])
    named: Mapping[str, tuple[str, ...]] = {
        "columns": tuple(sheet.columns.values()), "constants": tuple(sheet.constants),
        "values": tuple(sheet.values), "fill_down": sheet.fill_down,
    }  # fmt: skip
    for key, names in named.items():
        for name in names:
            if name.partition(":")[0] not in columns.names:
                message = f"There is no column “{name}” in {file} (sheet “{title}”)"
                yield _unknown(sheet, key, message, name, list(columns.names))
    for name, value in sheet.constants.items():
        if value == TO_FILL:
            message = f"Say what “{name}” is in the sheet “{title}”: {TO_FILL} still stands there."
            yield BAD_MAP.at(sheet.place("constants"), message, found=TO_FILL)
    given = {name.partition(":")[0] for name in (*sheet.columns.values(), *sheet.constants)}
    for name in columns.names:
        if name in columns.required and name not in given:
            message = f"The sheet “{title}” gives nothing for “{name}”, without which no row of {file} can be read."
            yield NOT_ALL.at(sheet.place("columns"), message, expected=name)


def _unknown(sheet: SheetMap, key: str, message: str, name: str, known: list[str]) -> Finding:
    near = next(iter(difflib.get_close_matches(name.lower().replace(" ", "_"), known, 1, 0.6)), "")
    guess = f". Is “{near}” meant?" if near else f". There are {', '.join(known)}."
    return BAD_MAP.at(sheet.place(key), message + guess, found=name, expected=near)
