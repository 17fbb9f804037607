"""A workbook, a map and a folder become tables in that folder: all of them, or an error and nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reportgen.build.importing.guess import guess
from reportgen.build.importing.mapping import SheetMaps, read_mapping
from reportgen.build.importing.rules import NOTHING_TO_IMPORT
from reportgen.build.importing.statements import to_codes
from reportgen.build.importing.take import Opened, Taken, take
from reportgen.build.importing.write import csv_of, refuse_taken, write_all
from reportgen.errors import FindingsError
from reportgen.files import read_bytes
from reportgen.findings import Finding, Place, has_errors, sort_findings
from reportgen.limits import MAX_WORKBOOK
from reportgen.load.rules import workbook as workbook_rules
from reportgen.load.workbook import OURS, choose, plain_title, unreadable
from reportgen.load.workbook_headings import Counts
from reportgen.load.workbook_sheet import read_sheet
from reportgen.load.workspace import NEEDED, TABLES
from reportgen.model.base import PlacedDict
from reportgen.ooxml.package import UnreadablePackage, package_of
from reportgen.ooxml.workbook import workbook_of


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did.

    Attributes:
        taken: What became of each sheet.
        paths: What was written.
        findings: What somebody should look at; none of them an error.
        others: Sheets that were not imported.
        lacking: Files that the workspace still needs.
    """

    taken: tuple[Taken, ...]
    paths: tuple[Path, ...]
    findings: tuple[Finding, ...]
    others: tuple[str, ...]
    lacking: tuple[str, ...]


def import_workbook(path: Path, into: Path, *, mapping: Path | None = None, replace: bool = False) -> Imported:
    """Write the sheets of a workbook as tables of the workspace `into`, and return what was done.

    Without a map, sheets that are named as tables and have their columns are imported.

    Raises:
        FindingsError: The workbook or the map is wrong; nothing was written.
        WorkspaceError: A table has rows already, or cannot be written; nothing was written.
    """
    opened, findings = _open(path), list[Finding]()
    if mapping is None:
        parts = list(_tables(opened, findings))
    else:
        maps, findings = read_mapping(mapping)
        if maps is None or has_errors(findings):
            raise _stopped(mapping.name, findings)
        parts = list(_mapped(opened, into, maps, findings))
    if has_errors(findings):
        raise _stopped(opened.name, findings)
    tables: dict[str, list[PlacedDict]] = {}
    for taken, rows in parts:
        tables.setdefault(taken.file, []).extend(rows)
    tables = {file: rows for file, rows in tables.items() if rows}
    if not tables:
        titles = ", ".join(f"“{taken.title}”" for taken, _ in parts)
        raise _stopped(opened.name, [NOTHING_TO_IMPORT.at(Place(opened.name), f"No row was found in {titles}.")])
    refuse_taken(into, tables, replace=replace)
    paths = write_all(into, {file: csv_of(file, rows) for file, rows in tables.items()})
    done = {taken.title for taken, _ in parts}
    others = tuple(
        sheet.title
        for sheet in opened.workbook.sheets
        if sheet.title not in done and plain_title(sheet.title) not in OURS
    )
    lacking = tuple(name for name in sorted(NEEDED) if not (into / name).exists())
    return Imported(tuple(taken for taken, _ in parts), paths, sort_findings(findings), others, lacking)


def propose(path: Path) -> str:
    """Return a map for a workbook, to be read and corrected: YAML with remarks on what could not be known.

    Raises:
        FindingsError: The workbook cannot be read.
    """
    opened = _open(path)
    try:
        return guess(opened)
    except UnreadablePackage as error:
        raise _stopped(path.name, [unreadable(path.name, error)]) from None


def _open(path: Path) -> Opened:
    data, findings = read_bytes(path, path.name, MAX_WORKBOOK)
    if data is None:
        raise _stopped(path.name, list(findings))
    try:
        workbook = workbook_of(package_of(path.name, data))
        if workbook.has_macros():
            message = f"{path.name} holds macros, so nothing in it was read."
            raise _stopped(path.name, [workbook_rules.MACROS.at(Place(path.name), message)])
        return Opened(path.name, workbook, workbook.book())
    except UnreadablePackage as error:
        raise _stopped(path.name, [unreadable(path.name, error)]) from None


def _tables(opened: Opened, findings: list[Finding]) -> Iterator[tuple[Taken, list[PlacedDict]]]:
    """Read the sheets that are named as tables, as a workspace's own workbook is read."""
    found: list[Finding] = []
    chosen = choose(opened.workbook, opened.book, opened.name, TABLES, (), found)
    findings.extend(each for each in found if each.rule != workbook_rules.NOT_READ.code)
    if not chosen and not has_errors(findings):
        titles = ", ".join(f"“{sheet.title}”" for sheet in opened.workbook.sheets) or "none"
        message = f"{opened.name} has no sheet that is named as a table; its sheets are {titles}."
        findings.append(NOTHING_TO_IMPORT.at(Place(opened.name), message))
    for file, sheet in chosen.items():
        counts = Counts()
        try:
            rows, notes = read_sheet(
                opened.reader(sheet), opened.name, sheet.title, TABLES[file][1], opened.book, counts=counts
            )
        except UnreadablePackage as error:
            findings.append(unreadable(opened.name, error, sheet.title))
            continue
        findings.extend(notes)
        yield Taken(sheet.title, file, counts.rows, len(rows), counts.left_out), rows


def _mapped(
    opened: Opened, into: Path, maps: SheetMaps, findings: list[Finding]
) -> Iterator[tuple[Taken, list[PlacedDict]]]:
    for title, each in maps.sheets.items():
        parts, notes = take(opened, title, each, maps)
        findings.extend(notes)
        findings.extend(to_codes(into, each, [row for _, rows in parts for row in rows]))
        yield from parts


def _stopped(name: str, findings: list[Finding]) -> FindingsError:
    return FindingsError(f"nothing was imported: {name} has errors.", sort_findings(findings))
