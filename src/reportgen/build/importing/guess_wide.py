"""A sheet with years in its headings becomes a proposed map in which each of those columns becomes rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from reportgen.build.importing.fit import Fit, cells_of, matched
from reportgen.build.importing.kept import YEAR, Kept
from reportgen.build.importing.mapping import TO_FILL
from reportgen.build.importing.remarks import constants_lines, marks_lines, quoted, values_lines
from reportgen.build.importing.words import HEADINGS, MEANINGS, plain_words
from reportgen.load.fields import columns_of
from reportgen.load.workbook_cells import stripped
from reportgen.load.workbook_headings import HEAD
from reportgen.load.workspace import TABLES
from reportgen.ooxml.cell import Book
from reportgen.ooxml.reference import letters_of
from reportgen.ooxml.sheet import Row, SheetReader

LEAST_COLUMNS = 2
LOOKED_AT = 220
"""Rows beneath the headings that a proposal is made from."""
SENTENCE = 20
"""Letters that statements have, most of them, and codes do not."""
_QUARTER = re.compile(r"\b[qt]([1-4])\b")
_QUARTERS = {"1": ("01-01", "03-31"), "2": ("04-01", "06-30"), "3": ("07-01", "09-30"), "4": ("10-01", "12-31")}
_CODES = (
    "code",
    "no",
    "n",
    "number",
    "numero",
    "ref",
    "id",
    "reference",
    "codigo",
    "code indicateur",
    "indicator code",
)
"""Headings of codes that stand beside statements."""
_KINDS = ("baseline", "milestone", "target")
_STAGES = ("revised", "available", "received", "committed", "expended", "planned")
"""The more special ones first: a revised budget is no budget."""


@dataclass(frozen=True, slots=True)
class _Heading:
    """What a heading says: the year, the quarter, and the kind, the stage or nothing beside them."""

    year: str
    quarter: str
    word: str


@dataclass(frozen=True, slots=True)
class _Wide:
    """How a sheet is wide: its row of headings, how many rows they take, and the columns that become rows."""

    head: Row
    heading_rows: int
    columns: Mapping[int, _Heading]
    beneath: Sequence[Row]


def proposed_wide(title: str, reader: SheetReader, top: Sequence[Row], book: Book) -> list[str]:
    """Return the lines of a wide sheet; none where it is not wide. `top` are its first rows."""
    if not any(YEAR.search(cell.text) for row in top if row.number <= HEAD for cell in row.cells.values()):
        return []
    wide = _best(reader, top)
    if wide is None:
        return []
    rest = Row(wide.head.number, {n: c for n, c in wide.head.cells.items() if n not in wide.columns}, False)
    about = {file: matched(file, rest, wide.beneath, book)[0] for file in ("results.csv", "targets.csv", "finance.csv")}
    if not any(about.values()):
        return []  # years in a row of data, or a table of something else
    stages = any(each.word in _STAGES for each in wide.columns.values())
    money = "indicator" not in about["results.csv"].values() and (stages or "code" in about["finance.csv"].values())
    file = "finance.csv" if money else "results.csv"
    return list(_lines(title, wide, file, about, book))


def _best(reader: SheetReader, top: Sequence[Row]) -> _Wide | None:
    """Return the row of headings that holds most columns with a year; one row of headings goes before two."""
    best: _Wide | None = None
    whole = Kept(reader)
    for count in (1, 2):
        for row in top:
            if row.number > HEAD or len(row.cells) < 2:
                continue
            rows = list(whole.joined(row.number, count))
            head = next((each for each in rows if each.number == row.number), None)
            if head is None:
                continue
            beneath = [each for each in rows if each.number > row.number][:LOOKED_AT]
            columns = {number: said for number, cell in head.cells.items() if (said := _said(cell.text))}
            columns = {number: said for number, said in columns.items() if _numbers(beneath, number)}
            if (
                len(columns) < LEAST_COLUMNS
                or len(columns) == len(head.cells)
                or not any(c.year for c in columns.values())
            ):
                continue
            if best is None or len(columns) > len(best.columns):
                best = _Wide(head, count, columns, beneath)
    return best


def _said(text: str) -> _Heading | None:
    """Return what a heading says of a year, or of a kind of value whose year it does not say."""
    words, years = plain_words(text), {match[0] for match in YEAR.finditer(text)}
    if len(years) > 1 or len(words) > 60 or re.search(r"\d{4}\s*[/–-]\s*\d{2}\b", text):
        return None
    bare = " ".join(re.sub(YEAR, " ", words).split())
    quarter = _QUARTER.search(bare)
    bare = " ".join(_QUARTER.sub(" ", bare).split())
    year = next(iter(years), "")
    for word in (*_KINDS, *_STAGES):
        if any(re.search(rf"\b{re.escape(each)}\b", bare) for each in MEANINGS[word]):
            known = year or bare in MEANINGS[word]
            return _Heading(year, quarter[1] if quarter else "", word) if known else None
    plain = not bare or bare in HEADINGS["value"] or bare in ("total", "fy")
    return _Heading(year, quarter[1] if quarter else "", "") if year and plain else None


def _numbers(rows: Sequence[Row], column: int) -> bool:
    """Say whether numbers stand beneath a heading, and not years; of an empty column nothing speaks against it."""
    texts = [stripped(cell.text) for cell in cells_of(rows, column)]
    numbers = sum(bool(re.search(r"\d", text)) for text in texts)
    years = sum(bool(YEAR.fullmatch(text)) for text in texts)
    return (not texts or numbers * 2 >= len(texts)) and (years * 2 < len(texts) or not texts)


def _lines(title: str, wide: _Wide, file: str, about: Mapping[str, Mapping[int, str]], book: Book) -> Iterator[str]:
    last = max((said.year for said in wide.columns.values() if said.word == "target"), default="")
    entries = {number: _entry(file, said, last) for number, said in sorted(wide.columns.items())}
    files = {file, *(f"{each['table']}.csv" for each in entries.values() if "table" in each)}
    columns: dict[int, str] = {}
    for each in (*(("results.csv", "targets.csv") if file == "results.csv" else ()), file):
        if each in files:
            spread = {"value", "amount", "period", "year", "period_start", "period_end", "kind"}
            columns.update({n: name for n, name in about[each].items() if name not in spread and n not in columns})
    if file == "results.csv":
        columns = _with_codes(columns, wide)
    yield f"  {quoted(title)}:"
    yield f"    table: {file.removesuffix('.csv')}"
    yield f"    header_row: {wide.head.number}"
    if wide.heading_rows > 1:
        yield f"    heading_rows: {wide.heading_rows}"
    keys = _keys(wide.head)
    yield "    columns:"
    for number, key in keys.items():
        if number not in entries:
            yield f"      {key}: {columns[number]}" if number in columns else f"      # {key}: not used"
    yield "    spread:  # each value in these columns becomes a row"
    for number, entry in entries.items():
        yield f"      {keys[number]}: {{{', '.join(f'{name}: {value}' for name, value in entry.items())}}}"
    texts = [stripped(c.text) for number in entries for c in cells_of(wide.beneath, number) if c.kind == "text"]
    yield from constants_lines(_lacking(files, columns.values(), entries), texts)
    into = "amount" if file == "finance.csv" else "value"
    yield from values_lines(Fit(file, wide.head, columns, 0.0), wide.beneath, {into: texts})
    yield from _by_statement(columns, wide.beneath)
    yield from marks_lines(texts, [])


def _entry(file: str, said: _Heading, last: str) -> dict[str, str]:
    """Return what a column says of its values; of targets for several years only the last is one, others are milestones."""
    entry: dict[str, str] = {}
    if file == "finance.csv":
        entry["stage"] = said.word if said.word in _STAGES else TO_FILL
    elif said.word in _KINDS or said.word == "planned":
        on_the_way = said.word == "planned" or (said.word == "target" and said.year < last)
        entry |= {"table": "targets", "kind": "milestone" if on_the_way else said.word}
    if said.quarter and said.year and file == "results.csv" and not entry:
        start, end = _QUARTERS[said.quarter]
        return {**entry, "period_start": f"{said.year}-{start}", "period_end": f"{said.year}-{end}"}
    return {**entry, "year": said.year or TO_FILL}


def _lacking(files: set[str], columns: Iterable[str], entries: Mapping[int, Mapping[str, str]]) -> Mapping[str, str]:
    """Return the needed columns that come from nowhere, with a file that needs them."""
    said = {*columns, *(name for entry in entries.values() for name in entry)}
    said |= {"value", "amount", "period", "year", "period_start", "period_end"}
    return {
        name: file
        for file in sorted(files)
        for name in columns_of(TABLES[file][1]).names
        if name in columns_of(TABLES[file][1]).required and name not in said
    }


def _with_codes(columns: Mapping[int, str], wide: _Wide) -> dict[int, str]:
    """Return the columns with that of codes as the indicator, where a column of statements was taken for it."""
    held = next((number for number, name in columns.items() if name == "indicator"), 0)
    if not held or not _are_statements(wide.beneath, held):
        return dict(columns)
    codes = (
        number
        for number, cell in sorted(wide.head.cells.items())
        if number not in columns and number not in wide.columns and plain_words(cell.text) in _CODES
        and cells_of(wide.beneath, number) and not _are_statements(wide.beneath, number)
    )  # fmt: skip
    found = next(codes, 0)
    return (
        {number: name for number, name in columns.items() if number != held} | {found: "indicator"}
        if found
        else dict(columns)
    )


def _are_statements(rows: Sequence[Row], column: int) -> bool:
    texts = [stripped(cell.text) for cell in cells_of(rows, column)]
    return sum(" " in text and len(text) > SENTENCE for text in texts) * 2 > len(texts)


def _by_statement(columns: Mapping[int, str], beneath: Sequence[Row]) -> Iterator[str]:
    for number, name in columns.items():
        if name in ("indicator", "code") and _are_statements(beneath, number):
            yield f"    by_statement: [{name}]  # codes are looked for in outcomes.yaml by the statements"


def _keys(head: Row) -> dict[int, str]:
    """Return how a map calls each column: by its heading, or by its letters where two have one heading."""
    headings = {number: " ".join(cell.text.split()) for number, cell in sorted(head.cells.items())}
    texts = list(headings.values())
    return {
        number: quoted(text) if texts.count(text) == 1 else f"column {letters_of(number)}"
        for number, text in headings.items()
        if text
    }
