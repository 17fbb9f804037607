"""A sheet, a cell and a new value become the bytes of the workbook with that one cell changed.

Only the sheet's own part is written anew; where the workbook has formulas, it is also told to compute them again.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from reportgen.errors import WorkspaceError
from reportgen.findings import Place
from reportgen.review.values.cell import MAX_LETTERS, Book, dates_of, set_text, strings_of, text_of
from reportgen.review.values.package import Package, open_package
from reportgen.review.values.xml import Xml, as_bytes, element, space

_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9]\d{0,6})")
_MOST_COLUMNS, _MOST_ROWS = 16_384, 1_048_576
_BEFORE_CALC = ("fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets",
                "functionGroups", "externalReferences", "definedNames")  # fmt: skip
"""What stands before ``calcPr`` in a workbook (ECMA-376 18.2.27)."""
_AREAS = {"array": "a formula of several cells", "dataTable": "a table of what-if results"}

Spot = tuple[int, int]
"""Row and column, from 1."""


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A worksheet in its workbook.

    Attributes:
        path: Its part.
        root: Its tree.
        spot: The cell that is meant.
        workbook: The part that lists the sheets.
        sheets: The parts of all sheets.
    """

    package: Package
    path: str
    root: Xml
    spot: Spot
    workbook: str
    sheets: tuple[str, ...]


def value_at(root: Path, place: Place) -> str:
    """Return the value of a cell; dates as 2024-12-31."""
    sheet = _open(root, place)
    _refuse_formula(sheet, place)
    cell = _cell(sheet)
    return "" if cell is None else text_of(cell, _book(sheet))


def with_value(root: Path, place: Place, new: str) -> bytes:
    """Return the workbook with `new` in one cell."""
    sheet = _open(root, place)
    _refuse_formula(sheet, place)
    if len(new) > MAX_LETTERS:
        raise WorkspaceError(f"The new value for {place} has {len(new):,} characters; a cell takes {MAX_LETTERS:,}.")
    cell, book = _cell(sheet), _book(sheet)
    if new == ("" if cell is None else text_of(cell, book)):
        return sheet.package.data
    set_text(cell if cell is not None else _new_cell(sheet), new, book)
    paths = sheet.package.paths
    changes = {paths[sheet.path.lower()]: as_bytes(sheet.root, sheet.package.part(sheet.path))}
    if sheet.package.has_formulas(iter(sheet.sheets)):
        changes[paths[sheet.workbook.lower()]] = _computed_anew(sheet.package, sheet.workbook)
    return sheet.package.repacked(changes)


def _open(root: Path, place: Place) -> _Sheet:
    title, _, reference = place.cell.rpartition("!")
    spot = _spot(reference)
    if not title or spot is None:
        raise WorkspaceError(f"{place} names no cell; a sheet and a cell are expected, such as results!E12.")
    package = open_package(root, place.file)
    workbook = package.related("", "officeDocument")
    if workbook is None:
        raise package.refused("is packed like a workbook and holds none")
    targets = {id_: target for id_, _, target in package.relations(workbook)}
    sheets = _sheets(package, workbook, targets)
    if len(title) > 1 and title[0] == title[-1] == "'" and title not in sheets:
        title = title[1:-1].replace("''", "'")
    path = sheets.get(title)
    if path is None:
        raise WorkspaceError(
            f"{place.file} has no sheet “{title}” (any more); it has {', '.join(sheets) or 'none'}. "
            "Take the change over by hand."
        )
    sheet = package.root(path)
    if sheet.tag != f"{space(sheet)}worksheet" or sheet.find("{*}sheetData") is None:
        raise WorkspaceError(f"“{title}” in {place.file} is no sheet of cells, so {place} is not there.")
    return _Sheet(package, path, sheet, spot, workbook, tuple(sheets.values()))


def _sheets(package: Package, workbook: str, targets: Mapping[str, str]) -> dict[str, str]:
    """Return the part of each sheet by its name."""
    listed = package.root(workbook).find("{*}sheets")
    sheets: dict[str, str] = {}
    for sheet in listed.findall("{*}sheet") if listed is not None else ():
        # The id is in one of two namespaces, the usual one and that of “Strict” workbooks.
        ids = (value for key, value in sheet.attrib.items() if key.endswith("}id"))
        target = targets.get(next(ids, ""), "")
        if target.lower() in package.paths:
            sheets[sheet.get("name") or ""] = target
    return sheets


def _book(sheet: _Sheet) -> Book:
    package = sheet.package
    strings, styles = (package.related(sheet.workbook, kind) for kind in ("sharedStrings", "styles"))
    settings = package.root(sheet.workbook).find("{*}workbookPr")
    return Book(
        strings_of(package.root(strings)) if strings else (),
        dates_of(package.root(styles)) if styles else frozenset(),
        settings is not None and settings.get("date1904") in ("1", "true"),
    )


def _refuse_formula(sheet: _Sheet, place: Place) -> None:
    """Refuse a cell whose value is computed, or that another cell lies over."""
    cell = _cell(sheet)
    if cell is not None and (formula := cell.find("{*}f")) is not None:
        words = f" (={formula.text[:60]})" if formula.text else ""
        raise WorkspaceError(
            f"{place} holds a formula{words}, which a value would destroy. Change the cells it is computed from."
        )
    for formula in sheet.root.iter("{*}f"):
        what = _AREAS.get(formula.get("t") or "")
        if what and _within(sheet.spot, formula.get("ref")):
            raise WorkspaceError(f"{place} belongs to {what} ({formula.get('ref')}). Change it in a spreadsheet.")
    for merged in sheet.root.iter("{*}mergeCell"):
        area = merged.get("ref") or ""
        if _within(sheet.spot, area) and _spot(area.partition(":")[0]) != sheet.spot:
            raise WorkspaceError(f"{place} lies under merged cells ({area}); the value is that of the first of them.")


def _cell(sheet: _Sheet) -> Xml | None:
    row = next((row for number, row in _rows(sheet.root) if number == sheet.spot[0]), None)
    if row is None:
        return None
    return next((cell for column, cell in _cells(row) if column == sheet.spot[1]), None)


def _new_cell(sheet: _Sheet) -> Xml:
    """Add the cell that is meant: rows and cells stand in their order (ECMA-376 18.3.1.73)."""
    number, column = sheet.spot
    data, names = sheet.root.find("{*}sheetData"), space(sheet.root)
    assert data is not None, "looked for when the sheet was opened"
    row = next((row for each, row in _rows(sheet.root) if each == number), None)
    if row is None:
        row = element(f"{names}row", r=str(number))
        _insert(data, row, next((later for each, later in _rows(sheet.root) if each > number), None))
    row.attrib.pop("spans", None)  # only a hint, and it may be too narrow now
    cell = element(f"{names}c", r=f"{_letters(column)}{number}")
    style = row.get("s")
    if style and row.get("customFormat") in ("1", "true"):
        cell.set("s", style)
    _insert(row, cell, next((later for each, later in _cells(row) if each > column), None))
    _widen(sheet.root, sheet.spot)
    return cell


def _insert(parent: Xml, child: Xml, before: Xml | None) -> None:
    if before is None:
        parent.append(child)
    else:
        before.addprevious(child)


def _widen(root: Xml, spot: Spot) -> None:
    """Let the sheet's dimension take the cell in."""
    dimension = root.find("{*}dimension")
    if dimension is None or _within(spot, dimension.get("ref")):
        return
    first, _, last = (dimension.get("ref") or "").partition(":")
    start, end = _spot(first), _spot(last or first)
    if start and end:
        (top, left), (bottom, right) = map(min, zip(start, spot, strict=True)), map(max, zip(end, spot, strict=True))
        dimension.set("ref", f"{_letters(left)}{top}:{_letters(right)}{bottom}")


def _rows(root: Xml) -> list[tuple[int, Xml]]:
    """Return the rows with their numbers; one that does not say its number follows the one before."""
    data, last = root.find("{*}sheetData"), 0
    rows: list[tuple[int, Xml]] = []
    for row in data.findall("{*}row") if data is not None else ():
        number = row.get("r") or ""
        last = int(number) if re.fullmatch(r"\d{1,7}", number) else last + 1
        rows.append((last, row))
    return rows


def _cells(row: Xml) -> list[tuple[int, Xml]]:
    cells: list[tuple[int, Xml]] = []
    last = 0
    for cell in row.findall("{*}c"):
        spot = _spot(cell.get("r") or "")
        last = spot[1] if spot else last + 1
        cells.append((last, cell))
    return cells


def _computed_anew(package: Package, path: str) -> bytes:
    """Return the workbook's part with the order to compute all formulas when it is opened."""
    root = package.root(path)
    calc = root.find("{*}calcPr")
    if calc is None:
        calc = element(f"{space(root)}calcPr")
        before = [child for name in _BEFORE_CALC for child in root.findall(f"{space(root)}{name}")]
        before[-1].addnext(calc)
    calc.set("fullCalcOnLoad", "1")
    return as_bytes(root, package.part(path))


def _within(spot: Spot, area: str | None) -> bool:
    first, _, last = (area or "").partition(":")
    start, end = _spot(first), _spot(last or first)
    return bool(start and end and start[0] <= spot[0] <= end[0] and start[1] <= spot[1] <= end[1])


def _spot(reference: str) -> Spot | None:
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        return None
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    row = int(match[2])
    return (row, column) if column <= _MOST_COLUMNS and row <= _MOST_ROWS else None


def _letters(column: int) -> str:
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
