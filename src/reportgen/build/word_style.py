"""`word_style` of report.yaml becomes the styles that the Word edition takes over, or findings at its place."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.errors import ThemeError, WorkspaceError
from reportgen.files import FILE_UNREADABLE, inside, read_bytes
from reportgen.findings import Finding
from reportgen.limits import MAX_WORD_FILE
from reportgen.model.report import Settings
from reportgen.theme import Theme, load_theme

if TYPE_CHECKING:
    from reportgen.writers.docx import Own


def word_style(folder: Path, settings: Settings) -> tuple[Own | None, tuple[Finding, ...]]:
    """Return the styles of the file that report.yaml names, if it names one and it can be used."""
    name = settings.word_style
    if name is None:
        return None, ()
    place = settings.place("word_style")
    expected = "a Word file (.docx) in the workspace"
    if not name.strip():
        return None, (FILE_UNREADABLE.at(place, "word_style names no file.", expected=expected),)
    try:
        path = inside(folder, name)
    except WorkspaceError as error:
        return None, (FILE_UNREADABLE.at(place, f"word_style: {error}", found=name, expected=expected),)
    data, findings = read_bytes(path, name, MAX_WORD_FILE)
    if data is None:
        messages = [f"word_style: {finding.message}" for finding in findings]
        return None, tuple(FILE_UNREADABLE.at(place, each, found=name, expected=expected) for each in messages)
    from reportgen.writers.docx.own.reading import read_own

    return read_own(data, name, place, _theme(settings))


def _theme(settings: Settings) -> Theme:
    """Return the theme of the report; one that is impossible is a finding of its own."""
    try:
        return load_theme(settings.theme, settings.overrides)
    except ThemeError:
        return load_theme("lagoon")
