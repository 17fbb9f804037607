"""The styles of a report find those of a foreign file: by name, whatever the case of its letters, by second name, by id.

Word keeps its own names in English in files of every language: what a German reader sees as "Überschrift 1" is stored
as "heading 1" with the id "berschrift1" (ECMA-376 Part 1, 17.7.4.9).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from ..looks import Style
from .sheet import OwnStyle, Sheet

How = Literal["name", "second name", "id"]
WRITERS_OWN = frozenset(["DefaultParagraphFont", "SectionEnd", "TableGap"])
"""Styles that hold the file together and are never theirs."""


@dataclass(frozen=True, slots=True)
class Match:
    """One style of the report and theirs that takes its place."""

    id: str
    name: str
    how: How
    theirs: OwnStyle


def match(wanted: Sequence[Style], table: tuple[str, str], sheet: Sheet) -> Mapping[str, Match]:
    """Return what was found, by the report's ids; each style of theirs once.

    Args:
        wanted: Paragraph and character styles of a report.
        table: Id and name of its table style.
        sheet: Theirs.
    """
    rows = [(style.id, style.name, style.kind) for style in wanted if style.id not in WRITERS_OWN]
    rows.append((*table, "table"))
    found: dict[str, Match] = {}
    taken: set[str] = set()
    for how in ("name", "second name", "id"):
        theirs = _by(how, sheet)
        for key, name, kind in rows:
            style = theirs.get((kind, (key if how == "id" else name).lower()))
            if key not in found and style is not None and style.id not in taken:
                found[key] = Match(key, name, how, style)
                taken.add(style.id)
    normal = sheet.normal
    if "Normal" not in found and normal is not None and normal.id not in taken:
        found["Normal"] = Match("Normal", "Normal", "id", normal)
    return {key: found[key] for key, _, _ in rows if key in found}


def _by(how: How, sheet: Sheet) -> Mapping[tuple[str, str], OwnStyle]:
    """Return their styles by kind and what they are known by; the first of two."""
    found: dict[tuple[str, str], OwnStyle] = {}
    for style in sheet.styles.values():
        names = {"name": (style.name,), "second name": style.others, "id": (style.id,)}[how]
        for name in names:
            found.setdefault((style.kind, " ".join(name.lower().split())), style)
    return found
