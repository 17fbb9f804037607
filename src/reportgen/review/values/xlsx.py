"""A sheet, a cell and a new value become the bytes of the workbook with that one cell changed.

Only the sheet's own part is written anew; where the workbook has formulas, it is also told to compute them again.
"""

from __future__ import annotations

import re
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from reportgen.errors import WorkspaceError
from reportgen.findings import Place
from reportgen.ooxml.cell import text_of
from reportgen.ooxml.package import Package, UnreadablePackage, open_package
from reportgen.ooxml.reference import Spot, letters_of, spot_of, within
from reportgen.ooxml.workbook import Workbook, workbook_of
from reportgen.ooxml.xml import Xml, as_bytes, element, space
from reportgen.review.values.cell import MAX_LETTERS, set_text

_BEFORE_CALC = ("fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets",
                "functionGroups", "externalReferences", "definedNames")  # fmt: skip
"""What stands before ``calcPr`` in a workbook (ECMA-376 18.2.27)."""
_AREAS = {"array": "a formula of several cells", "dataTable": "a table of what-if results"}


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A worksheet in its workbook.

    Attributes:
        path: Its part.
        root: Its tree.
        spot: The cell that is meant.
        workbook: What it is in.
    """

    package: Package
    path: str
    root: Xml
    spot: Spot
    workbook: Workbook


def value_at(root: Path, place: Place) -> str:
    """Return the value of a cell; dates as 2024-12-31."""
    with _nothing_changed():
        sheet = _open(root, place)
        _refuse_formula(sheet, place)
        cell = _cell(sheet)
        return "" if cell is None else text_of(cell, sheet.workbook.book())


def with_value(root: Path, place: Place, new: str) -> bytes:
    """Return the workbook with `new` in one cell."""
    with _nothing_changed():
        return _with_value(_open(root, place), place, new)


@contextmanager
def _nothing_changed() -> Generator[None]:
    """Say of a workbook that is not read what that means for the value."""
    try:
        yield
    except UnreadablePackage as why:
        raise WorkspaceError(f"{why} Nothing in it was changed: take the change over in a spreadsheet.") from None


def _with_value(sheet: _Sheet, place: Place, new: str) -> bytes:
    _refuse_formula(sheet, place)
    if len(new) > MAX_LETTERS:
        raise WorkspaceError(f"The new value for {place} has {len(new):,} characters; a cell takes {MAX_LETTERS:,}.")
    cell, book = _cell(sheet), sheet.workbook.book()
    if new == ("" if cell is None else text_of(cell, book)):
        return sheet.package.data
    set_text(cell if cell is not None else _new_cell(sheet), new, book)
    paths = sheet.package.paths
    changes = {paths[sheet.path.lower()]: as_bytes(sheet.root, sheet.package.part(sheet.path))}
    if sheet.package.has_formulas(each.path for each in sheet.workbook.sheets):
        changes[paths[sheet.workbook.path.lower()]] = _computed_anew(sheet.package, sheet.workbook.path)
    return sheet.package.repacked(changes)


def _open(root: Path, place: Place) -> _Sheet:
    title, _, reference = place.cell.rpartition("!")
    spot = spot_of(reference)
    if not title or spot is None:
        raise WorkspaceError(f"{place} names no cell; a sheet and a cell are expected, such as results!E12.")
    package = open_package(root, place.file)
    workbook = workbook_of(package)
    sheets = {sheet.title: sheet.path for sheet in workbook.sheets}
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
    return _Sheet(package, path, sheet, spot, workbook)


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
        if what and within(sheet.spot, formula.get("ref")):
            raise WorkspaceError(f"{place} belongs to {what} ({formula.get('ref')}). Change it in a spreadsheet.")
    for merged in sheet.root.iter("{*}mergeCell"):
        area = merged.get("ref") or ""
        if within(sheet.spot, area) and spot_of(area.partition(":")[0]) != sheet.spot:
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
    cell = element(f"{names}c", r=f"{letters_of(column)}{number}")
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
    if dimension is None or within(spot, dimension.get("ref")):
        return
    first, _, last = (dimension.get("ref") or "").partition(":")
    start, end = spot_of(first), spot_of(last or first)
    if start and end:
        (top, left), (bottom, right) = map(min, zip(start, spot, strict=True)), map(max, zip(end, spot, strict=True))
        dimension.set("ref", f"{letters_of(left)}{top}:{letters_of(right)}{bottom}")


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
        spot = spot_of(cell.get("r") or "")
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
