"""The XML of a worksheet becomes its rows, one after the other while it is unpacked, values and formulas in one pass.

What the sheet says of its own size is not believed, unless no sheet could have it: rows and cells are counted as they
come.
"""

from __future__ import annotations

from collections.abc import Iterator
from sys import intern
from typing import Any, Literal, NamedTuple

from reportgen.limits import MAX_SHEET_PART
from reportgen.ooxml.cell import Book, int_of, number_text, unescaped, words_of
from reportgen.ooxml.package import Package, shown
from reportgen.ooxml.reference import MOST_COLUMNS, MOST_ROWS, spot_of
from reportgen.ooxml.xml import etree

Kind = Literal["text", "number", "date", "percent", "boolean", "error", "uncomputed"]
MOST_MERGED = 100_000
MOST_KNOWN, LONGEST_KNOWN = 20_000, 40
"""So many cells, of so many letters, are kept with what they mean."""


class Cell(NamedTuple):
    """A cell that holds something.

    Attributes:
        text: Its value as it would be typed; of an error its name, such as ``#DIV/0!``.
        kind: What the value is; ``uncomputed``: a formula of which no program has stored the value.
        formula: The formula without ``=``; None where there is none, empty where another cell has its text.
    """

    text: str
    kind: Kind
    formula: str | None


class Row(NamedTuple):
    """A row: its number, its cells by the number of their column, from 1, and whether it is hidden."""

    number: int
    cells: dict[int, Cell]
    hidden: bool


class SheetReader:
    """Reads a sheet once.

    Attributes:
        hidden: First and last column of each run of hidden columns.
        merged: Areas of merged cells; complete when all rows were read, as is `filtered`.
        filtered: Whether a filter is set.
    """

    def __init__(self, package: Package, path: str, book: Book) -> None:
        self.hidden: list[tuple[int, int]] = []
        self.merged: list[str] = []
        self.filtered = False
        self._package, self._path, self._book = package, path, book
        self._columns: dict[str, int] = {}
        self._known: dict[tuple[str | None, str | None, str], Cell] = {}

    def rows(self, last: int = 0) -> Iterator[Row]:
        """Yield the rows that hold something; with `last`, only the first rows, up to that number.

        Raises:
            UnreadablePackage: The sheet is damaged, unsafe or larger than the caps.
        """
        number = 0
        for element in parts_of(self._package, self._path, "dimension", "row", "col", "mergeCell", "filterColumn"):
            name = element.tag.rpartition("}")[2]
            if name == "row":
                number = self._number(element.get("r"), number)
                if last and number > last:
                    return
                if cells := self._cells(element, number):
                    yield Row(number, cells, element.get("hidden") in ("1", "true"))
            elif name == "col":
                if element.get("hidden") in ("1", "true"):
                    self.hidden.append((int_of(element.get("min")), int_of(element.get("max"))))
            elif name == "dimension":
                self._look_at_size(element.get("ref") or "A1")
            elif name == "mergeCell":
                if len(self.merged) < MOST_MERGED:
                    self.merged.append(element.get("ref") or "")
            else:
                self.filtered = True

    def _look_at_size(self, area: str) -> None:
        last = area.rpartition(":")[2]
        if spot_of(last.replace("$", "")) is None:
            raise self._package.refused(
                f"is damaged: {shown(self._path)} claims to reach to cell “{shown(last)}”, which no sheet can have"
            )

    def _number(self, told: str | None, before: int) -> int:
        number = int_of(told) if told else before + 1
        if not 0 < number <= MOST_ROWS:
            raise self._package.refused(f"is damaged: {shown(self._path)} has a row “{shown(told or '')}”")
        return number

    def _cells(self, row: Any, number: int) -> dict[int, Cell]:
        space: str = row.tag[:-3]
        value_tag, formula_tag, inline_tag = f"{space}v", f"{space}f", f"{space}is"
        columns, column, known = self._columns, 0, self._known
        cells: dict[int, Cell] = {}
        for element in row.iterchildren(f"{space}c"):
            reference: str | None = element.get("r")
            if reference:
                letters = reference.rstrip("0123456789")
                column = columns.get(letters) or self._column(letters, reference)
            else:
                column += 1
                if column > MOST_COLUMNS:
                    raise self._package.refused(
                        f"is damaged: {shown(self._path)} has more than {MOST_COLUMNS:,} cells in row {number:,}"
                    )
            value = formula = inline = None
            for child in element:
                if child.tag == value_tag:
                    value = child.text or ""
                elif child.tag == formula_tag:
                    formula = child.text or ""
                elif child.tag == inline_tag:
                    inline = child
            if formula is None and inline is None:
                if value is None:
                    continue
                # Most cells of a large table say what another has said: what it means is looked up.
                key = (element.get("t"), element.get("s"), value)
                cell = known.get(key)
                if cell is None:
                    cell = self._cell(element, value, None, None)
                    if len(known) < MOST_KNOWN and len(value) < LONGEST_KNOWN:
                        known[key] = cell
            else:
                cell = self._cell(element, value, formula, inline)
            if cell.text or cell.kind == "uncomputed":
                cells[column] = cell
        return cells

    def _column(self, letters: str, reference: str) -> int:
        spot = spot_of(f"{letters}1")
        if spot is None:
            raise self._package.refused(
                f"is damaged: {shown(self._path)} has a cell “{shown(reference)}”, which no sheet can have"
            )
        self._columns[letters] = spot[1]
        return spot[1]

    def _cell(self, element: Any, value: str | None, formula: str | None, inline: Any) -> Cell:
        kind: str = element.get("t") or "n"
        if formula is not None and (value is None or (not value and kind != "str")):
            return Cell("", "uncomputed", formula)
        typed = value or ""
        match kind:
            case "s":
                index, strings = int_of(typed), self._book.strings
                return Cell(strings[index] if 0 <= index < len(strings) else "", "text", formula)
            case "inlineStr":
                return Cell(words_of(inline) if inline is not None else "", "text", formula)
            case "b":
                return Cell("TRUE" if typed.strip() in ("1", "true") else "FALSE", "boolean", formula)
            case "e":
                return Cell(shown(typed), "error", formula)
            case "d":
                return Cell(typed.strip().replace("T", " ").removesuffix(" 00:00:00"), "date", formula)
            case "n":
                style = int_of(element.get("s") or "0")
                text, book = number_text(typed.strip(), style, self._book), self._book
                shows = "date" if style in book.dates and "-" in text[1:] else "number"
                return Cell(text, "percent" if style in book.percents else shows, formula)
            case _:
                return Cell(unescaped(typed), "text", formula)


def strings_in(package: Package, path: str) -> tuple[str, ...]:
    """Return the shared strings of a workbook."""
    return tuple(intern(words_of(item)) for item in parts_of(package, path, "si"))


def parts_of(package: Package, path: str, *names: str) -> Iterator[Any]:
    """Yield elements of a part when they have been read; each is emptied when the next is asked for.

    Raises:
        UnreadablePackage: The part is damaged, unsafe or larger than the caps.
    """
    stream = package.stream(path, MAX_SHEET_PART)
    tags = [f"{{*}}{name}" for name in names]
    first = True
    try:
        events: Any = etree().iterparse(
            stream, tag=tags, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
            remove_comments=True, remove_pis=True,
        )  # fmt: skip
        for _, element in events:
            if first:
                _refuse_doctype(package, path, element)
            first = False
            yield element
            _forget(element)
        if first:
            _refuse_doctype(package, path, events.root)
    except (etree().XMLSyntaxError, LookupError, ValueError):
        raise package.refused(f"is damaged: {shown(path)} is not XML") from None
    finally:
        stream.close()


def _refuse_doctype(package: Package, path: str, element: Any) -> None:
    if element.getroottree().docinfo.doctype:
        raise package.refused(f"is unsafe: {shown(path)} has a document type (DOCTYPE)")


def _forget(element: Any) -> None:
    """Free an element and what stands before it: a sheet of a million rows would stay as a million empty ones."""
    element.clear()
    parent: Any = element.getparent()
    if parent is not None:
        while (before := element.getprevious()) is not None:
            parent.remove(before)
