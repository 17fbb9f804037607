"""A foreign workbook becomes a proposed map: by the words of its headings, and by what stands beneath them.

A proposal is read and corrected by a person before anything is imported; what could not be known stands in it as a
remark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reportgen.build.importing.fit import Fit, cells_of, matched
from reportgen.build.importing.guess_wide import proposed_wide
from reportgen.build.importing.remarks import constants_lines, marks_lines, quoted, values_lines
from reportgen.build.importing.take import Opened
from reportgen.build.importing.words import TITLES, plain_words
from reportgen.load.fields import columns_of
from reportgen.load.workbook import OURS, plain_title
from reportgen.load.workbook_cells import stripped, uses
from reportgen.load.workbook_headings import HEAD
from reportgen.load.workspace import TABLES
from reportgen.ooxml.cell import Book
from reportgen.ooxml.reference import letters_of
from reportgen.ooxml.sheet import Row

LOOKED_AT = 220
"""Rows of a sheet that a proposal is made from."""
LEAST = 5
"""What a table must score to be proposed."""


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
        wide = proposed_wide(sheet.title, opened.reader(sheet), rows, opened.book)
        if wide:
            found = True
            lines.extend(wide)
            continue
        fit = _best(sheet.title, rows, opened.book)
        if fit is None:
            lines.append(f"  # {quoted(sheet.title)}: no table fits this sheet")
            continue
        found = True
        lines.extend(_proposed(sheet.title, fit, [row for row in rows if row.number > fit.head.number], opened.book))
    if not found:
        lines[1] = "sheets: {}"
    return "\n".join(lines) + "\n"


def _best(title: str, rows: Sequence[Row], book: Book) -> Fit | None:
    best: Fit | None = None
    for file in TABLES:
        words = plain_words(title)
        bonus = 2.0 if any(re.search(rf"\b{re.escape(each)}\b", words) for each in TITLES[file]) else 0.0
        for head in (row for row in rows if row.number <= HEAD):
            beneath = [row for row in rows if row.number > head.number]
            columns, score = matched(file, head, beneath, book)
            if score and score + bonus >= LEAST and (best is None or score + bonus > best.score):
                best = Fit(file, head, columns, score + bonus)
    return best


def _proposed(title: str, fit: Fit, beneath: Sequence[Row], book: Book) -> Iterator[str]:
    """Yield the lines of one sheet."""
    model = TABLES[fit.file][1]
    columns, use = columns_of(model), uses(model)
    yield f"  {quoted(title)}:"
    yield f"    table: {fit.file.removesuffix('.csv')}"
    yield f"    header_row: {fit.head.number}"
    yield "    columns:"
    headings = [" ".join(cell.text.split()) for cell in fit.head.cells.values()]
    for number_, cell in sorted(fit.head.cells.items()):
        heading = " ".join(cell.text.split())
        if not heading:
            continue
        key = quoted(heading) if headings.count(heading) == 1 else f"column {letters_of(number_)}"
        name = fit.columns.get(number_)
        yield f"      {key}: {quoted(name) if ':' in name else name}" if name else f"      # {key}: not used"
    texts = {
        each: {name: [stripped(cell.text) for cell in cells_of(beneath, number_) if cell.kind == "text"]
               for number_, name in fit.columns.items() if use[name.partition(":")[0]] == each}
        for each in ("number", "value", "day")
    }  # fmt: skip
    numbers = texts["number"] | texts["value"]
    flat = [text for each in numbers.values() for text in each]
    lacking = [name for name in columns.names if name in columns.required and name not in fit.columns.values()]
    yield from constants_lines({name: fit.file for name in lacking}, flat)
    yield from values_lines(fit, beneath, numbers)
    yield from marks_lines(flat, [text for each in texts["day"].values() for text in each])
