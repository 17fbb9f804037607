"""mapping.yaml becomes what is done with each sheet of a foreign workbook."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
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
    heading_rows: int = Field(default=1, ge=1, le=5)
    """How many rows the headings take, of which `header_row` is the last; their words are put together."""
    spread: dict[str, dict[str, str]] = {}
    """Heading -> what holds for each value beneath it, which becomes a row of its own: columns of the table, and `table`,
    `into` (the column that takes the value) and `year`."""
    by_statement: tuple[str, ...] = ()
    """Columns of the table in which the sheet has statements or names, where the workspace has codes."""


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


def file_of(table: str) -> str:
    """Return the file of a table."""
    return f"{table.lower().removesuffix('.csv')}.csv"


def _problems(title: str, sheet: SheetMap) -> Iterator[Finding]:
    """Find tables and columns that there are not, and needed columns that come from nowhere."""
    tables = {sheet.table: "table", **{each["table"]: "spread" for each in sheet.spread.values() if "table" in each}}
    unknown = [table for table in tables if file_of(table) not in TABLES]
    for table in unknown:
        names = [name.removesuffix(".csv") for name in TABLES]
        yield _unknown(sheet, tables[table], f"There is no table “{table}” (sheet “{title}”)", table, names)
    if unknown:
        return
    if sheet.heading_rows > 1 and not sheet.header_row:
        message = (
            f"The sheet “{title}” has headings of {sheet.heading_rows} rows; say in `header_row` which is the last."
        )
        yield BAD_MAP.at(sheet.place("heading_rows"), message)
    files = [file_of(table) for table in tables]
    yield from _unknown_columns(title, sheet, files)
    yield from _unfilled(title, sheet)
    given = {name.partition(":")[0] for name in (*sheet.columns.values(), *sheet.constants)}
    if sheet.spread:
        yield from _spread_problems(title, sheet, given)
        return
    columns = columns_of(TABLES[files[0]][1])
    for name in columns.names:
        if name in columns.required and name not in given:
            message = f"The sheet “{title}” gives nothing for “{name}”, without which no row of {files[0]} can be read."
            yield NOT_ALL.at(sheet.place("columns"), message, expected=name)


def _unknown_columns(title: str, sheet: SheetMap, files: Sequence[str]) -> Iterator[Finding]:
    """Find columns that none of the tables has to which a sheet goes."""
    known = list(dict.fromkeys(name for file in files for name in columns_of(TABLES[file][1]).names))
    named: Mapping[str, tuple[str, ...]] = {
        "columns": tuple(sheet.columns.values()), "constants": tuple(sheet.constants),
        "values": tuple(sheet.values), "fill_down": sheet.fill_down, "by_statement": sheet.by_statement,
    }  # fmt: skip
    for key, names in named.items():
        for name in names:
            if name.partition(":")[0] not in known:
                message = f"There is no column “{name}” in {' or '.join(files)} (sheet “{title}”)"
                yield _unknown(sheet, key, message, name, known)


def _unfilled(title: str, sheet: SheetMap) -> Iterator[Finding]:
    for name, value in sheet.constants.items():
        if value == TO_FILL:
            message = f"Say what “{name}” is in the sheet “{title}”: {TO_FILL} still stands there."
            yield BAD_MAP.at(sheet.place("constants"), message, found=TO_FILL)
    for heading, each in sheet.spread.items():
        for name, value in each.items():
            if value == TO_FILL:
                message = (
                    f"Say what “{name}” is under “{heading}” in the sheet “{title}”: {TO_FILL} still stands there."
                )
                yield BAD_MAP.at(sheet.place("spread"), message, found=TO_FILL)


def _spread_problems(title: str, sheet: SheetMap, given: Collection[str]) -> Iterator[Finding]:
    """Find what is wrong with the columns of a sheet that become rows."""
    held: dict[object, str] = {}
    for heading, each in sheet.spread.items():
        file, place = file_of(each.get("table", sheet.table)), sheet.place("spread")
        columns = columns_of(TABLES[file][1])
        constants, into = constants_of(file, each), into_of(file, each)
        year = each.get("year", TO_FILL)
        if year != TO_FILL and not re.fullmatch(r"(19|20|21)\d\d", year):
            message = f"“{year}” under “{heading}” in the sheet “{title}” is no year; give the days: period_start, period_end."
            yield BAD_MAP.at(place, message, found=year)
        for name in (into, *constants):
            if name.partition(":")[0] not in columns.names:
                message = f"There is no column “{name}” in {file} (“{heading}” in the sheet “{title}”)"
                yield _unknown(sheet, "spread", message, name, list(columns.names))
        for name in columns.names:
            if name in columns.required and name not in {*given, into, *constants}:
                message = (
                    f"“{heading}” in the sheet “{title}” says no “{name}”, without which no row of {file} can be read."
                )
                yield NOT_ALL.at(place, message, expected=name)
        other = held.setdefault((file, into, frozenset(constants.items())), heading)
        if other != heading:
            message = f"“{other}” and “{heading}” in the sheet “{title}” are the same: {file} would have two rows for each line."
            yield BAD_MAP.at(place, message, found=heading)


def into_of(file: str, each: Mapping[str, str]) -> str:
    """Return the column of the table that takes the values of a column that becomes rows."""
    names = columns_of(TABLES[file][1]).names
    return each.get("into") or next((name for name in ("value", "amount", "share", "total") if name in names), "")


def constants_of(file: str, each: Mapping[str, str]) -> dict[str, str]:
    """Return what holds for all values of a column that becomes rows; a year is also a period, or its first and last day."""
    names = columns_of(TABLES[file][1]).names
    constants = {name: value for name, value in each.items() if name not in ("table", "into", "year")}
    if year := each.get("year"):
        if "year" in names:
            constants["year"] = year
        elif "period" in names:
            constants.setdefault("period", year)
        elif "period_start" in names:
            constants.setdefault("period_start", f"{year}-01-01")
            constants.setdefault("period_end", f"{year}-12-31")
        else:
            constants["year"] = year  # found as a column that there is not
    return constants


def _unknown(sheet: SheetMap, key: str, message: str, name: str, known: list[str]) -> Finding:
    near = next(iter(difflib.get_close_matches(name.lower().replace(" ", "_"), known, 1, 0.6)), "")
    guess = f". Is “{near}” meant?" if near else f". There are {', '.join(known)}."
    return BAD_MAP.at(sheet.place(key), message + guess, found=name, expected=near)
