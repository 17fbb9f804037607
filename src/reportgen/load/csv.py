"""CSV text becomes rows that know their lines; headings are held against the table's columns."""

from __future__ import annotations

import csv
import difflib
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from sys import intern
from typing import cast

from reportgen.findings import Finding, Place
from reportgen.limits import MAX_ROWS
from reportgen.load.rules import structure as rules
from reportgen.model.base import NOTHING, Origin, PlacedDict

SEPARATORS = (",", ";", "\t")
SEPARATOR_NAMES = {";": "semicolons", "\t": "tabs"}
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True)
class Columns:
    """What a table may hold.

    Attributes:
        names: All columns.
        required: Those without which no row can be read.
        localized: Those that may be given by language, as ``title:fr``.
    """

    names: tuple[str, ...]
    required: frozenset[str] = frozenset()
    localized: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of one column: its name, the part before the colon, and the language after it."""

    name: str
    base: str
    language: str


NAMELESS = Heading("", "", "")


def read_table(text: str, file: str, columns: Columns) -> tuple[list[PlacedDict], list[Finding]]:
    """Return the rows of `text` and what is wrong with its form; rows that cannot be trusted are left out.

    Empty cells are left out of a row. Columns by language are merged: ``{"": ..., "fr": ...}``.
    """
    findings: list[Finding] = []
    separator = sniff(text, columns)
    if separator in SEPARATOR_NAMES:
        message = f"The columns are separated by {SEPARATOR_NAMES[separator]}; they were read as such."
        findings.append(rules.SEPARATOR.at(Place(file, 1), message, found=separator, expected=","))
    lines = _rows(text, separator, file, findings)
    first = next(lines, None)
    if first is None:
        if not findings or findings[-1].severity != "error":
            message = f"{file} is empty: it has not even headings. Expected: {', '.join(columns.names)}."
            findings.append(rules.EMPTY_TABLE.at(Place(file), message))
        return [], findings
    line, cells = first
    headings = headings_of(cells, columns, lambda number, name: Place(file, line, name), findings)
    if any(finding.rule == rules.MISSING_COLUMN.code for finding in findings):
        return [], findings
    return list(_records(lines, headings, file, findings)), findings


def sniff(text: str, columns: Columns) -> str:
    """Return the separator under which the headings are best known; a comma where none fits."""
    head = text.lstrip("\n").split("\n", 1)[0]
    known = set(columns.names)

    def score(separator: str) -> int:
        return sum(part.strip(' "').partition(":")[0] in known for part in head.split(separator))

    best = max(SEPARATORS, key=lambda separator: (score(separator), -SEPARATORS.index(separator)))
    return best if score(best) > 1 or head.count(best) else ","


def _rows(text: str, separator: str, file: str, findings: list[Finding]) -> Iterator[tuple[int, list[str]]]:
    """Yield the line that each row starts on, and its cells; blank rows are passed over."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows = 0
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            findings.append(rules.CSV_QUOTES.at(Place(file, line), _complaint(str(error))))
            continue
        if not any(map(str.strip, cells)):
            continue
        rows += 1
        if rows > MAX_ROWS:
            message = f"The table has more than {MAX_ROWS:,} rows; the rest was not read."
            findings.append(rules.TOO_LARGE.at(Place(file, line), message))
            return
        yield line, cells


def _complaint(error: str) -> str:
    if "unexpected end of data" in error:
        return "A quotation mark is opened in this row and never closed, so the rest of the file is lost."
    if "expected after" in error:
        return "After a closing quotation mark the cell goes on; the row was left out."
    if "larger than field limit" in error:
        return "A cell of this row is longer than 131,072 characters. Is a quotation mark not closed?"
    return f"The row cannot be read ({error}); it was left out."


def headings_of(
    cells: list[str], columns: Columns, place_of: Callable[[int, str], Place], findings: list[Finding]
) -> list[Heading | None]:
    """Return what each column is; None for a column that is not read.

    `place_of` gives the place of a heading by its number from 1 and its name; of the row by 0 and nothing.
    """
    headings: list[Heading | None] = []
    seen: dict[str, int] = {}
    for number, cell in enumerate(cells, start=1):
        name = cell.strip()[:80]
        base, colon, language = name.partition(":")
        base, language = base.strip(), language.strip()
        place = place_of(number, name)
        known = base in columns.names
        if not name:
            headings.append(NAMELESS)
        elif name in seen:
            message = f"The column “{name}” stands twice, as column {seen[name]} and as column {number}."
            findings.append(rules.DUPLICATE_COLUMN.at(place, message, found=name))
            headings.append(None)
        elif known and (not colon or (base in columns.localized and _LANGUAGE.fullmatch(language))):
            seen[name] = number
            headings.append(Heading(name, base, language))
        else:
            seen[name] = number
            findings.append(_unknown(name, base if known else "", place, columns))
            headings.append(None)
    present = {heading.base for heading in headings if heading}
    for name in columns.names:
        if name in columns.required and name not in present:
            message = f"The column “{name}” is missing, so no row was read."
            findings.append(rules.MISSING_COLUMN.at(place_of(0, ""), message, expected=name))
    return headings


def _unknown(name: str, base: str, place: Place, columns: Columns) -> Finding:
    if base:
        message = f"The column “{base}” is not given by language; “{name}” was not read."
        return rules.UNKNOWN_COLUMN.at(place, message, found=name, expected=base)
    near = difflib.get_close_matches(name.lower().replace(" ", "_"), columns.names, 1, 0.6)
    guess = f" Is “{near[0]}” meant?" if near else ""
    message = f"There is no column “{name}”.{guess}"
    return rules.UNKNOWN_COLUMN.at(place, message, found=name, expected=near[0] if near else ", ".join(columns.names))


def _records(
    lines: Iterator[tuple[int, list[str]]],
    headings: list[Heading | None],
    file: str,
    findings: list[Finding],
) -> Iterator[PlacedDict]:
    width = len(headings)
    plain = [
        (i, heading.name) for i, heading in enumerate(headings) if heading and heading.name and not heading.language
    ]
    by_language = [(index, heading) for index, heading in enumerate(headings) if heading and heading.language]
    nameless = [index for index, heading in enumerate(headings) if heading and not heading.name]
    for line, cells in lines:
        if len(cells) != width and (finding := _length(cells, width, line, file)):
            findings.append(finding)
            continue
        if nameless and (finding := _headless(cells, nameless, line, file)):
            findings.append(finding)
            nameless = []
        # Most cells stand in many rows: codes, dates, currencies.
        texts = {name: intern(cell) for index, name in plain if (cell := cells[index])}
        values: dict[str, object] = {name: cell for name, text in texts.items() if (cell := text.strip())}
        for index, heading in by_language:
            text = cells[index].strip()
            if text:
                merged = values.get(heading.base, {})
                merged = cast("dict[str, str]", merged if isinstance(merged, dict) else {"": merged})
                merged[heading.language] = text
                values[heading.base] = merged
                texts[heading.name] = cells[index]
        yield PlacedDict(values, Origin(file, line, 0, NOTHING, texts, NOTHING))


def _length(cells: list[str], width: int, line: int, file: str) -> Finding | None:
    """Say what is wrong with the number of cells; a spreadsheet's empty cells at the end do no harm."""
    if len(cells) > width and not any(map(str.strip, cells[width:])):
        return None
    many = "more" if len(cells) > width else "fewer"
    message = f"The row has {len(cells)} cells, {many} than the {width} headings; it was left out. " + (
        "Is a text with the separator in it not in quotation marks?" if many == "more" else "Is it cut off?"
    )
    return rules.ROW_LENGTH.at(Place(file, line), message, found=str(len(cells)), expected=str(width))


def _headless(cells: list[str], nameless: list[int], line: int, file: str) -> Finding | None:
    """Find a value in a column whose heading is empty."""
    for index in nameless:
        if text := cells[index].strip():
            message = f"“{text[:40]}” stands in column {index + 1}, which has no heading; the column was not read."
            return rules.UNKNOWN_COLUMN.at(Place(file, line), message, found=text[:40], expected="a heading")
    return None
