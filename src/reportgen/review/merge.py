"""A file that came back becomes changes and comments: nothing is applied here, and nothing is left out."""

from __future__ import annotations

import hashlib
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from reportgen.build.check import check_workspace
from reportgen.errors import WorkspaceError
from reportgen.facts import Facts
from reportgen.files import read_bytes
from reportgen.language import Words
from reportgen.limits import MAX_WORD_FILE
from reportgen.load import load
from reportgen.model import Narrative, Report
from reportgen.review.align import Group
from reportgen.review.book import Book, open_book, text_of
from reportgen.review.changed import Placed
from reportgen.review.compared import Compared, compare_with
from reportgen.review.narratives import Patch, groups_of, patches
from reportgen.review.pending import place_of
from reportgen.review.pieces import pieces
from reportgen.review.proposals import Proposal, propose
from reportgen.review.returned_comments import comments_of, key_of
from reportgen.review.rounds import (
    Change,
    Comment,
    Draft,
    read_comments,
    read_draft,
    read_round,
    round_folder,
    rounds,
)
from reportgen.review.unplaced import Unplaced, unplaced
from reportgen.review.values import with_value
from reportgen.review.word.reading import read_story
from reportgen.review.word.story import Stamp, Story
from reportgen.writers.docx.own.rules import Refused

IN_COMMON = 0.5
"""Of the words of a draft: a file that has lost its mark and has fewer of them is another document."""


@dataclass(frozen=True, slots=True)
class Return:
    """A returned file, read.

    Attributes:
        name: What it is kept as in ``returned/``.
        data: Its bytes.
        round: Of the draft that it was.
        changes, comments: Not numbered yet (see `numbered`); comments that are known have the number that they had.
        again: It is the very file that came back before.
        notes: What a person should know of the file as a whole.
    """

    name: str
    data: bytes
    round: str
    draft: Draft
    changes: tuple[Change, ...]
    comments: tuple[Comment, ...]
    again: bool = False
    notes: tuple[str, ...] = ()


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
        return _findings(self.folder, [], self.extra)

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
            sent = _story(_bytes(path), path)
            self._books[key] = open_book(draft, sent), sent
        return self._books[key]


def read_return(desk: Desk, path: Path, *, round_name: str = "") -> Return:
    """Return what a file that came back says.

    Args:
        desk: The workspace.
        path: The file.
        round_name: The round that it belongs to, for a file that has lost the mark of its round.

    Raises:
        WorkspaceError: The file cannot be read, is refused, or belongs to another workspace or to no round.
    """
    folder = desk.folder
    data = _bytes(path)
    story = _story(data, path)
    name, draft, notes = _draft_of(folder, path, story, round_name)
    kept = _kept_as(round_folder(folder, name), path, data)
    if kept.again:
        return Return(kept.name, data, name, draft, (), (), again=True)
    book, sent = desk.book(name, draft)
    if notes and _common(sent, story) < IN_COMMON:
        raise WorkspaceError(
            f"{path.name} has too little in common with the draft of “{name}” to be it; nothing was changed. "
            "Is it another file?"
        )
    compared = compare_with(book, story)
    found, placed = patches(compared)
    changes = (
        *_texts(book, compared, found, kept.name),
        *_data(desk, book, compared, kept.name),
        *_unplaced(compared, placed, found, sent, story, kept.name),
    )
    comments = comments_of(compared, story, desk.known, kept.name, desk.places)
    if changes and not any(change.reviewer for change in changes) and not _tracked(story):
        notes = (*notes, "changes were made with tracking off: who made them is not known")
    return Return(kept.name, data, name, draft, changes, tuple(comments), notes=notes)


def _common(sent: Story, returned: Story) -> float:
    """Return the share of the draft's words that a file has, from 0 to 1."""
    before, after = (Counter(word for p in story.paragraphs for word in p.text.split()) for story in (sent, returned))
    return sum((before & after).values()) / max(sum(before.values()), 1)


# The file -----------------------------------------------------------------------------------------------------------


def _bytes(path: Path) -> bytes:
    data, findings = read_bytes(path, path.name, MAX_WORD_FILE)
    if data is None:
        raise WorkspaceError(findings[0].message if findings else f"{path} cannot be read.")
    return data


def _story(data: bytes, path: Path) -> Story:
    try:
        return read_story(data)
    except Refused as error:
        raise WorkspaceError(
            f"{path.name} {error}. Nothing was changed. Ask for the file as an ordinary Word document (.docx)."
        ) from None


@dataclass(frozen=True, slots=True)
class _Kept:
    name: str
    again: bool


def _kept_as(home: Path, path: Path, data: bytes) -> _Kept:
    """Return the name that a file is kept under: its own, behind the first digits of its hash."""
    stem = re.sub(r"[^\w.-]+", "-", path.stem)[:60].strip("-.") or "returned"
    name = f"{hashlib.sha256(data).hexdigest()[:8]}-{stem}.docx"
    there = home / "returned"
    again = any(each.name.startswith(name[:9]) for each in there.iterdir()) if there.is_dir() else False
    return _Kept(name, again)


def _draft_of(folder: Path, path: Path, story: Story, round_name: str) -> tuple[str, Draft, tuple[str, ...]]:
    """Return round and draft that a file was, and what is remarkable about that."""
    said = story.properties
    build, name = said.get("reportgen-build", ""), said.get("reportgen-round", "")
    workspace = said.get("reportgen-workspace", "")
    here = folder.resolve().name
    if workspace and workspace != here:
        raise WorkspaceError(
            f"{path.name} is a draft of the workspace “{_brief(workspace)}”, and this one is “{here}”."
        )
    if round_name and name and name != round_name:
        raise WorkspaceError(f"{path.name} belongs to the round “{_brief(name)}”, not to “{round_name}”.")
    if build and name:
        draft = read_draft(folder, name, build) if name in rounds(folder) else None
        if draft is None:
            raise WorkspaceError(
                f"{path.name} belongs to the round “{_brief(name)}” (build {_brief(build[:16])}), of which "
                f"{folder / 'reviews'} holds no draft. Restore that folder from a copy, or merge where the draft was sent from."
            )
        return name, draft, ()
    if not round_name:
        raise WorkspaceError(
            f"{path.name} carries no mark of a round: it was not sent by `reportgen review send`, or was copied into a "
            "new document. If it was, name its round with --round; its text is then compared word by word."
        )
    sent = read_round(folder, round_name).sent
    builds = {each.build for each in sent}
    if len(builds) != 1:
        raise WorkspaceError(
            f"{path.name} carries no mark of its draft, and the round “{round_name}” has {len(builds)} different ones."
        )
    draft = read_draft(folder, round_name, next(iter(builds)))
    if draft is None:
        raise WorkspaceError(f"the draft of the round “{round_name}” is missing from {folder / 'reviews'}.")
    return round_name, draft, ("the file has lost the mark of its draft; its text was compared word by word",)


def _brief(text: str) -> str:
    """Return what a file says of itself so that it can stand in a sentence."""
    return "".join(letter if letter.isprintable() else " " for letter in text[:60])


def _tracked(story: Story) -> bool:
    return any(run.mark for paragraph in story.paragraphs for run in paragraph.runs)


# Changes ------------------------------------------------------------------------------------------------------------


def _texts(book: Book, compared: Compared, found: Sequence[Patch], name: str) -> list[Change]:
    changes: list[Change] = []
    for patch in found:
        groups = groups_of(compared.groups, patch.step)
        if not patch.edits:
            continue  # told among those without a place
        base = book.draft.sources[patch.file]
        first = min(edit.start for edit in patch.edits)
        edits = sorted(patch.edits, key=lambda each: (each.start, each.end))
        narrative = book.narratives[patch.file]
        reviewer, date = _who(_by(compared, groups))
        changes.append(
            Change(
                number=0, kind="text", returned=name, build=book.draft.build, reviewer=reviewer, date=date,
                section=narrative.outcome or narrative.kind,
                place=f"{patch.file}:{base.count(chr(10), 0, first) + 1}",
                old=_shown(base[edit.start : edit.end] for edit in edits),
                new=_shown(edit.text for edit in edits),
                edits=tuple(edits), note="; ".join(filter(None, (patch.lost, _dropped(compared, patch)))),
            )
        )  # fmt: skip
    return changes


def _shown(texts: Iterable[str]) -> str:
    return "\n".join(text.strip("\n") for text in texts if text.strip())


def _dropped(compared: Compared, patch: Patch) -> str:
    gone = [
        figure.old
        for index in sorted(patch.step.groups)
        if index in compared.differences
        for figure in compared.differences[index].figures
        if figure.new is None
    ]
    return f"the figure {', '.join(gone)} goes with the words around it" if gone else ""


def _by(compared: Compared, groups: Sequence[Group]) -> tuple[Stamp, ...]:
    return tuple(dict.fromkeys(stamp for group in groups for stamp in compared.by(group)))


def _who(stamps: Sequence[Stamp]) -> tuple[str, str]:
    names = ", ".join(dict.fromkeys(stamp.author for stamp in stamps if stamp.author))
    return names, max((stamp.date for stamp in stamps), default="")


def _data(desk: Desk, book: Book, compared: Compared, name: str) -> list[Change]:
    """Return one proposal for each figure and value: the same edit in a table and in the text is one."""
    facts = Facts.of(desk.report) if desk.report else None
    words = Words(book.draft.language, desk.extra)
    found: dict[tuple[str, str], Change] = {}
    for index, difference in compared.differences.items():
        for figure in difference.figures:
            if figure.new is None or figure.new.strip() == figure.old.strip() or not figure.new.strip():
                continue
            path = book.path_of(figure.name)
            told = (
                propose(desk.folder, facts, words, path, figure.old.strip(), figure.new.strip())
                if facts
                else Proposal(path, figure.old, figure.new, note="the data cannot be read at present")
            )
            reviewer, date = _who(compared.by(compared.groups[index]))
            change = Change(
                number=0, kind="data", returned=name, build=book.draft.build, reviewer=reviewer, date=date,
                section=_section(path), place=told.place, old=told.old, new=told.new, path=told.path, value=told.value,
                typed=told.typed, note=told.note,
            )  # fmt: skip
            found.setdefault((told.path, told.value or told.new), change)
    return _checked(desk, _clashing(list(found.values())))


def _section(path: str) -> str:
    match = re.match(r'(?:indicators|outcomes)\["([^"]+)"\]', path)
    return match[1] if match else path.split(".")[0].split("[")[0]


def _clashing(changes: list[Change]) -> list[Change]:
    values: dict[str, set[str]] = {}
    for change in changes:
        values.setdefault(change.path, set()).add(change.value or change.new)
    return [
        change.model_copy(update={"conflict": f"several values are proposed: {', '.join(sorted(values[change.path]))}"})
        if len(values[change.path]) > 1
        else change
        for change in changes
    ]


def _checked(desk: Desk, changes: list[Change]) -> list[Change]:
    """Say of each proposal which findings it would add."""
    todo = [change for change in changes if change.value and change.place]
    added = _added(desk, todo) if todo else {}
    return [
        change.model_copy(update={"checks": added[id(change)]}) if id(change) in added else change for change in changes
    ]


def _added(desk: Desk, changes: Sequence[Change]) -> dict[int, tuple[str, ...]]:
    """Return what proposals would add to the findings, by identity: halves are tried, since most add nothing."""
    new = _findings(desk.folder, changes, desk.extra) - desk.findings
    if not new:
        return {}
    if len(changes) == 1:
        return {id(changes[0]): tuple(sorted(new))}
    half = len(changes) // 2
    return _added(desk, changes[:half]) | _added(desk, changes[half:])


def _findings(folder: Path, changes: Sequence[Change], extra: Path | None) -> set[str]:
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


def _unplaced(
    compared: Compared, placed: Placed, found: Sequence[Patch], sent: Story, returned: Story, name: str
) -> list[Change]:
    lost = [_of_patch(compared, patch) for patch in found if not patch.edits]
    changes: list[Change] = []
    for each in [*lost, *unplaced(compared, placed, sent, returned)]:
        reviewer, date = _who(each.by)
        note = "; ".join(filter(None, (each.note, each.beside)))
        changes.append(
            Change(
                number=0,
                kind="unplaced",
                returned=name,
                build=compared.book.draft.build,
                reviewer=reviewer,
                date=date,
                section=each.section,
                old=each.old,
                new=each.new,
                note=note,
            )
        )
    return changes


def _of_patch(compared: Compared, patch: Patch) -> Unplaced:
    """Return a patch that cannot be written as something for a person."""
    groups = groups_of(compared.groups, patch.step)
    book = compared.book
    old = " ¶ ".join(text_of(book.tokens(each)) for group in groups for each in group.before)
    new = " ¶ ".join(compared.texts[each] for group in groups for each in group.after)
    if not groups:  # a footnote's text
        new = patch.words
    narrative = book.narratives[patch.file]
    return Unplaced(
        old, new, f"in {patch.file}", narrative.outcome or narrative.kind, _by(compared, groups) or patch.by, patch.lost
    )


# Numbers ------------------------------------------------------------------------------------------------------------


def _lines(narrative: Narrative) -> dict[str, str]:
    lines = {piece.origin: f"{narrative.file}:{narrative.line_of(piece.span.start)[0]}" for piece in pieces(narrative)}
    return {f"{narrative.file}#title": f"{narrative.file}:1", f"{narrative.file}#by": f"{narrative.file}:1", **lines}


def numbered(
    changes: Sequence[Change], comments: Sequence[Comment], old: Sequence[Change], old_comments: Sequence[Comment]
) -> tuple[tuple[Change, ...], tuple[Comment, ...]]:
    """Number what came back, in one row with what the round has already; a comment that it has keeps its number."""
    number = 1 + max((each.number for each in (*old, *old_comments)), default=0)
    told_changes: list[Change] = []
    for change in changes:
        told_changes.append(change.model_copy(update={"number": number}))
        number += 1
    told: list[Comment] = []
    mine = {key_of(each): each.number for each in old_comments}
    for comment in comments:
        kept = mine.get(key_of(comment))
        told.append(comment.model_copy(update={"number": mine.setdefault(key_of(comment), number)}))
        number += not kept
    return tuple(told_changes), tuple(told)
