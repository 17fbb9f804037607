"""A workbook and findings become the same workbook with a comment on each cell that has a finding.

Of its parts only those are touched that comments need: a part of comments and the drawing of their boxes, the two
relations to them, the list of kinds of parts, and threads that people have begun. All others stay byte for byte
(ECMA-376 18.7, 19.2).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from reportgen.build.workbook.comments import add_comments
from reportgen.build.workbook.parts import Parts
from reportgen.build.workbook.threads import add_replies
from reportgen.errors import WorkspaceError
from reportgen.files import CONTROL, read_bytes
from reportgen.findings import Finding
from reportgen.limits import MAX_WORKBOOK
from reportgen.load.workbook import WORKBOOK
from reportgen.ooxml.package import UnreadablePackage, package_of
from reportgen.ooxml.reference import Spot, spot_of
from reportgen.ooxml.workbook import workbook_of

MOST_OF_CELL = 10
"""Findings in one comment; of more only the number is told."""
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
"""What would be read as another letter (ECMA-376 22.9.2.19)."""


def annotated(findings: Iterable[Finding], folder: Path) -> bytes:
    """Return data.xlsx of a workspace with a comment on each cell that has a finding; `folder` may be the workbook itself.

    Raises:
        WorkspaceError: There is no such workbook, or it cannot be read.
    """
    path = folder / WORKBOOK if folder.is_dir() else folder
    if not path.exists():
        raise WorkspaceError(f"{folder} holds no {WORKBOOK}, so there is nothing to annotate; try --html FILE.")
    data, notes = read_bytes(path, WORKBOOK, MAX_WORKBOOK)
    if data is None:
        raise WorkspaceError(notes[0].message)
    try:
        return annotate(data, WORKBOOK, findings)
    except UnreadablePackage as error:  # it cannot travel from one process to another
        raise WorkspaceError(f"{error} {error.mend}".rstrip()) from None


def annotate(data: bytes, name: str, findings: Iterable[Finding]) -> bytes:
    """Return a workbook with comments; `name` is what the places of findings call it."""
    package = package_of(name, data)
    book = workbook_of(package)
    sheets = {sheet.title.casefold(): sheet for sheet in reversed(book.sheets)}
    parts = Parts(package)
    told = _by_sheet(findings, name)
    for title, sheet in sheets.items():
        texts = {spot: _told(found) for spot, found in sorted(told.get(title, {}).items())}
        add_comments(parts, sheet.path, texts)
        add_replies(parts, book.path, sheet.path, texts)
    return package.repacked(parts.changed)


def _by_sheet(findings: Iterable[Finding], name: str) -> Mapping[str, Mapping[Spot, list[Finding]]]:
    """Return sheet, in small letters -> cell -> its findings; what is about a whole sheet stands at its first cell."""
    cells: dict[str, dict[Spot, list[Finding]]] = defaultdict(lambda: defaultdict(list))
    for finding in findings:
        place = finding.place
        if place.file == name and place.cell:
            title, _, reference = place.cell.rpartition("!")
            spot = spot_of(reference.partition(":")[0])
            cells[(title or reference).strip("'").casefold()][spot or (1, 1)].append(finding)
    return cells


def _told(findings: list[Finding]) -> str:
    texts = [_text(finding) for finding in findings[:MOST_OF_CELL]]
    if len(findings) > MOST_OF_CELL:
        texts.append(f"and {len(findings) - MOST_OF_CELL} more")
    return "\n\n".join(texts)


def _text(finding: Finding) -> str:
    words = f"{finding.rule} ({finding.severity}): {finding.message}"
    whole = f"{words}\n→ {finding.hint}" if finding.hint else words
    return _ESCAPED.sub("_x005F_", CONTROL.sub(" ", whole))[:3000]
