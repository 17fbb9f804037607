"""A workspace becomes what a merge asks of it: its report, its rounds, its drafts, each read once."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path

from reportgen.build.check import check_workspace
from reportgen.errors import WorkspaceError
from reportgen.files import read_bytes
from reportgen.limits import MAX_WORD_FILE
from reportgen.load import load
from reportgen.model import Narrative, Report
from reportgen.review.book import Book, open_book
from reportgen.review.pending import place_of
from reportgen.review.pieces import pieces
from reportgen.review.rounds import (
    Change,
    Comment,
    Draft,
    read_comments,
    round_folder,
    rounds,
)
from reportgen.review.values import with_value
from reportgen.review.word.reading import read_story
from reportgen.review.word.story import Story
from reportgen.writers.docx.own.rules import Refused


class Desk:
    """A workspace with its rounds, read once for all files that come back together."""

    def __init__(self, folder: Path, extra: Path | None = None) -> None:
        self.folder, self.extra = folder, extra
        self._books: dict[tuple[str, str], tuple[Book, Story]] = {}

    @cached_property
    def report(self) -> Report | None:
        """The workspace as it stands, not projected: what a figure was typed as is asked of it."""
        return load(self.folder).report

    @cached_property
    def findings(self) -> set[str]:
        """What the checks say of it now."""
        return findings_with(self.folder, [], self.extra)

    @cached_property
    def known(self) -> list[Comment]:
        """The comments of all rounds."""
        return [comment for each in rounds(self.folder) for comment in read_comments(self.folder, each)]

    @cached_property
    def places(self) -> Mapping[str, str]:
        """File and line of each piece of the narratives as they stand now."""
        return {k: v for each in (self.report.narratives if self.report else ()) for k, v in _lines(each).items()}

    def book(self, name: str, draft: Draft) -> tuple[Book, Story]:
        """Return a draft with its sources, and the file as it was sent."""
        key = (name, draft.build)
        if key not in self._books:
            path = round_folder(self.folder, name) / "drafts" / draft.word
            sent = story_of(bytes_of(path), path)
            self._books[key] = open_book(draft, sent), sent
        return self._books[key]


def bytes_of(path: Path) -> bytes:
    """Return the bytes of a Word file; an error says why it cannot be read."""
    data, findings = read_bytes(path, path.name, MAX_WORD_FILE)
    if data is None:
        raise WorkspaceError(findings[0].message if findings else f"{path} cannot be read.")
    return data


def story_of(data: bytes, path: Path) -> Story:
    """Return what a Word file says; an error says why it is refused."""
    try:
        return read_story(data)
    except Refused as error:
        raise WorkspaceError(
            f"{path.name} {error}. Nothing was changed. Ask for the file as an ordinary Word document (.docx)."
        ) from None


def findings_with(folder: Path, changes: Sequence[Change], extra: Path | None) -> set[str]:
    """Return the findings of a copy of the workspace with the values written."""
    if not changes:
        return {str(f) for f in check_workspace(folder, extra=extra).findings if f.severity != "info"}
    with tempfile.TemporaryDirectory(prefix="reportgen-") as home:
        copy = Path(home) / folder.resolve().name
        shutil.copytree(folder, copy, ignore=shutil.ignore_patterns("reviews", ".reportgen", "out"))
        for change in changes:
            place = place_of(change.place)
            assert place is not None
            (copy / place.file).write_bytes(with_value(copy, place, change.value))
        return {str(f) for f in check_workspace(copy, extra=extra).findings if f.severity != "info"}


def _lines(narrative: Narrative) -> dict[str, str]:
    lines = {piece.origin: f"{narrative.file}:{narrative.line_of(piece.span.start)[0]}" for piece in pieces(narrative)}
    return {f"{narrative.file}#title": f"{narrative.file}:1", f"{narrative.file}#by": f"{narrative.file}:1", **lines}
