"""A packed file becomes a workbook: its sheets by name, and what the rest of it says about cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from reportgen.ooxml.cell import Book, dates_of, percents_of
from reportgen.ooxml.package import Package, shown
from reportgen.ooxml.sheet import strings_in

_NAMES: Mapping[str, str] = {
    "word/document.xml": "is a Word document under the name of a workbook",
    "ppt/presentation.xml": "is a presentation under the name of a workbook",
    "xl/workbook.bin": "is a binary workbook (.xlsb)",
    "content.xml": "is a workbook of LibreOffice or OpenOffice (.ods)",
}
SAVE_AS = "Open it in a spreadsheet and save it as Excel Workbook (.xlsx)."


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its name as typed, its part, and whether it is hidden."""

    title: str
    path: str
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Workbook:
    """A workbook.

    Attributes:
        package: The packed file.
        path: The part that lists the sheets.
        sheets: In the order of the tabs; two may have one name where the file was made by hand.
    """

    package: Package
    path: str
    sheets: tuple[Sheet, ...]

    def book(self) -> Book:
        """Return what is needed to read cells."""
        package = self.package
        strings, styles = (package.related(self.path, kind) for kind in ("sharedStrings", "styles"))
        settings = package.root(self.path).find("{*}workbookPr")
        look = package.root(styles) if styles else None
        return Book(
            strings_in(package, strings) if strings else (),
            dates_of(look) if look is not None else frozenset(),
            settings is not None and settings.get("date1904") in ("1", "true"),
            percents_of(look) if look is not None else frozenset(),
        )

    def has_macros(self) -> bool:
        """Say whether programs travel in it."""
        return any(path.endswith("vbaproject.bin") for path in self.package.paths)


def workbook_of(package: Package) -> Workbook:
    """Return the workbook in a packed file.

    Raises:
        UnreadablePackage: There is none.
    """
    for path, why in _NAMES.items():
        if path in package.paths:
            raise package.refused(why, SAVE_AS)
    path = package.related("", "officeDocument")
    if path is None:
        raise package.refused("is packed like a workbook and holds none", SAVE_AS)
    return Workbook(package, path, tuple(_sheets(package, path)))


def _sheets(package: Package, workbook: str) -> Iterator[Sheet]:
    targets = {id_: target for id_, _, target in package.relations(workbook)}
    listed = package.root(workbook).find("{*}sheets")
    for sheet in listed.findall("{*}sheet") if listed is not None else ():
        # The id is in one of two namespaces, the usual one and that of “Strict” workbooks.
        ids = (value for key, value in sheet.attrib.items() if key.endswith("}id"))
        target = targets.get(next(ids, ""), "")
        if target.lower() in package.paths:
            yield Sheet(shown(sheet.get("name") or ""), target, sheet.get("state") in ("hidden", "veryHidden"))
