"""A file that came back becomes changes and comments: nothing is applied here, and nothing is left out."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from reportgen.errors import WorkspaceError
from reportgen.review.compared import compare_with
from reportgen.review.desk import Desk, bytes_of, story_of
from reportgen.review.narratives import patches
from reportgen.review.returned_comments import comments_of, key_of
from reportgen.review.rounds import (
    Change,
    Comment,
    Draft,
    next_number,
    read_draft,
    read_round,
    round_folder,
    rounds,
)
from reportgen.review.told import proposals_of, texts_of, without_place
from reportgen.review.word.story import Story

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
    data = bytes_of(path)
    story = story_of(data, path)
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
        *texts_of(book, compared, found, kept.name),
        *proposals_of(desk, book, compared, kept.name),
        *without_place(compared, placed, found, sent, story, kept.name),
    )
    comments = comments_of(compared, story, desk.known, kept.name, desk.places)
    if changes and not any(change.reviewer for change in changes) and not _tracked(story):
        notes = (*notes, "changes were made with tracking off: who made them is not known")
    return Return(kept.name, data, name, draft, changes, tuple(comments), notes=notes)


def _common(sent: Story, returned: Story) -> float:
    """Return the share of the draft's words that a file has, from 0 to 1."""
    before, after = (Counter(word for p in story.paragraphs for word in p.text.split()) for story in (sent, returned))
    return sum((before & after).values()) / max(sum(before.values()), 1)


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


def numbered(
    changes: Sequence[Change], comments: Sequence[Comment], old: Sequence[Change], old_comments: Sequence[Comment]
) -> tuple[tuple[Change, ...], tuple[Comment, ...]]:
    """Number what came back, in one row with what the round has already; a comment that it has keeps its number."""
    number = next_number(old, old_comments)
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
