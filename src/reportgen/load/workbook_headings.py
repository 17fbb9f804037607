"""The first rows of a sheet become the row of its headings, under the names of a table or those of a map."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from reportgen.load.csv import Columns
from reportgen.load.workbook_cells import Use
from reportgen.ooxml.reference import letters_of, spot_of
from reportgen.ooxml.sheet import Row

HEAD = 20
"""The row of column names stands within so many rows."""


@dataclass(frozen=True, slots=True)
class View:
    """How a sheet is read whose columns bear other names than a table's.

    Attributes:
        names: Heading, as `plain_heading` gives it -> column; other headings are not read.
        meaning: Gives what a cell of a column means, of which is said whether it is a text; None = it cannot be understood.
        head: Number of the row of headings; 0 = it is looked for.
        given: Needed columns whose values do not come from the sheet.
        filled: Columns whose empty cells mean the value above them, so that merged cells do no harm.
    """

    names: Mapping[str, str]
    meaning: Callable[[str, Use, str, bool], str | None]
    head: int = 0
    given: frozenset[str] = frozenset()
    filled: frozenset[str] = frozenset()


@dataclass(slots=True)
class Counts:
    """How much of a sheet was read: rows beneath the headings, and cells there that were left out."""

    rows: int = 0
    left_out: int = 0

    def add(self, row: Row, taken: int, read: Collection[int]) -> None:
        """Count a row of which so many cells were taken; what a formula computes beside the read columns is no data."""
        others = 0
        if len(row.cells) > taken:
            others = sum(cell.formula is None or column in read for column, cell in row.cells.items()) - taken
        self.left_out += others
        self.rows += bool(taken or others)


def plain_heading(text: str) -> str:
    """Return a heading without capitals and line ends."""
    return " ".join(text.split()).casefold()


def header_row(rows: Iterable[Row], columns: Columns, view: View | None = None) -> Row | None:
    """Return the row that holds the most column names; of rows that hold them in other letters only the best."""
    best: Row | None = None
    most = (0, 0)
    for row in rows:
        if view is not None and view.head:
            if row.number == view.head:
                return row
            continue
        texts = [named(number, cell.text, view) for number, cell in row.cells.items()]
        names = {text.strip().partition(":")[0].strip() for text in texts}
        alike = {name.lower().replace(" ", "_") for name in names}
        score = (len(names & set(columns.names)), len(alike & set(columns.names)))
        if score > most:
            best, most = row, score
    return best


def is_for_people(head: Row, columns: Columns) -> bool:
    """Say whether a row holds headings such as “Indicator”, and not the names of the columns, which stood beneath."""
    names = {cell.text.strip().partition(":")[0] for cell in head.cells.values()}
    alike = {name.lower().replace(" ", "_") for name in names}
    return not names & set(columns.names) and not columns.required <= alike


def named(number: int, text: str, view: View | None) -> str:
    """Return the column that a heading stands for; a column may also be called by its letters, as ``column D``."""
    if view is None:
        return text
    return view.names.get(plain_heading(text)) or view.names.get(f"column {letters_of(number).lower()}", "")


def by_letters(view: View) -> Iterator[int]:
    """Yield the columns that a view calls by their letters; they may be without a heading."""
    for name in view.names:
        if name.startswith("column ") and (spot := spot_of(f"{name[7:]}1")):
            yield spot[1]
