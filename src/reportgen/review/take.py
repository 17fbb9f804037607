"""Files that came back, read, become part of the workspace: texts patched, proposals and comments kept, in one step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from reportgen.build.locking import locked
from reportgen.review.merge import Return, numbered
from reportgen.review.patch import apply
from reportgen.review.pending import Pending
from reportgen.review.rounds import (
    Change,
    Changes,
    Comment,
    Comments,
    Draft,
    as_yaml,
    read_changes,
    read_comments,
    round_folder,
)
from reportgen.review.store import Store, recover
from reportgen.review.text_changes import applied
from reportgen.review.three_way import merge


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a returned file: its changes, each with its state and number, and the files that changed.

    `notes` say what an interrupted run had left, and that it was put right.
    """

    round: str
    name: str
    changes: tuple[Change, ...]
    comments: tuple[Comment, ...]
    paths: tuple[Path, ...]
    notes: tuple[str, ...] = ()


def take(folder: Path, returned: Return, *, wait: bool = False) -> Taken:
    """Apply what can be applied, and keep the rest for a decision; all of it or, where a file cannot be written, nothing.

    Raises:
        WorkspaceError: A file cannot be written; all are as they were.
        LockedError: Another run works on the workspace.
    """
    with locked(folder, wait), Pending(folder) as sources:
        notes = recover(folder)
        store = Store(folder, returned.round)
        home = round_folder(folder, returned.round)
        texts = _texts(sources, returned)
        old, old_comments = read_changes(folder, returned.round), read_comments(folder, returned.round)
        mine, remarks = numbered(returned.changes, returned.comments, old, old_comments)
        changes, texts_now = settle(returned.draft, mine, texts)
        for name, text in texts_now.items():
            if text != texts[name]:
                sources.set_text(name, text)
        comments = _with(old_comments, remarks)
        files: dict[Path, bytes | None] = dict(sources.changed())
        files[home / "returned" / returned.name] = returned.data
        if changes:
            files[home / "changes.yaml"] = as_yaml(Changes(changes=(*old, *changes)))
        if remarks:
            files[home / "comments.yaml"] = as_yaml(Comments(comments=tuple(comments)))
        paths = store.commit(files, f"merged {returned.name}")
        return Taken(returned.round, returned.name, changes, remarks, paths, notes)


def preview(folder: Path, returned: Return) -> Return:
    """Return what came back with the states that it would get; nothing is written."""
    old, old_comments = read_changes(folder, returned.round), read_comments(folder, returned.round)
    mine, remarks = numbered(returned.changes, returned.comments, old, old_comments)
    with Pending(folder) as sources:
        changes, _ = settle(returned.draft, mine, _texts(sources, returned))
    return replace(returned, changes=changes, comments=remarks)


def count_of(changes: Sequence[Change], comments: Sequence[Comment]) -> str:
    """Return in words how much of each kind came back."""
    kinds = {
        "change to the text": sum(each.kind == "text" for each in changes),
        "proposal for the data": sum(each.kind == "data" for each in changes),
        "change without a place": sum(each.kind == "unplaced" for each in changes),
        "comment": len(comments),
    }
    parts = [_many(count, words) for words, count in kinds.items() if count]
    conflicts = sum(bool(each.conflict) for each in changes)
    if conflicts:
        parts.append(_many(conflicts, "conflict"))
    return ", ".join(parts) or "nothing was changed"


def _many(count: int, words: str) -> str:
    head, _, rest = words.partition(" ")
    return f"{count} {words}" if count == 1 else f"{count} {head}s{' ' + rest if rest else ''}"


def _texts(sources: Pending, returned: Return) -> dict[str, str]:
    """Return the narratives that are to be patched, as they stand now."""
    names = sorted({edit.file for change in returned.changes for edit in change.edits})
    return {name: text for name in names if (text := sources.text(name)) is not None}


def _with(old: Sequence[Comment], new: Sequence[Comment]) -> list[Comment]:
    """Return the comments of a round with the new ones, and with those that were known as they are now.

    Files that were read together know nothing of each other: no answer of the one is lost by the other.
    """
    held = {comment.number: comment for comment in old}
    for comment in new:
        before = held[comment.number].replies if comment.number in held else ()
        replies = tuple(dict.fromkeys((*before, *comment.replies)))
        held[comment.number] = comment.model_copy(update={"replies": replies})
    return [held[number] for number in sorted(held)]


def settle(
    draft: Draft, changes: Sequence[Change], texts: Mapping[str, str]
) -> tuple[tuple[Change, ...], dict[str, str]]:
    """Return the changes with their states, and the texts with every patch that fits.

    All patches are tried together; where sources that moved on contradict one of them, they are tried one by one, and
    what contradicts stays open.
    """
    todo = [change for change in changes if change.kind == "text"]
    together = _together(draft, todo, texts)
    if together is not None:
        return tuple(_accepted(change) if change.kind == "text" else change for change in changes), together
    now = dict(texts)
    told: list[Change] = []
    done: list[Change] = []
    for change in changes:
        if change.kind == "text":
            merged, clashes = applied(draft, change, now, beside=done)
            if clashes:
                change = change.model_copy(update={"conflict": str(clashes[0])})
            else:
                now |= merged
                done.append(change)
                change = _accepted(change)
        told.append(change)
    return tuple(told), now


def _accepted(change: Change) -> Change:
    return change.model_copy(update={"state": "accepted"})


def _together(draft: Draft, changes: Sequence[Change], texts: Mapping[str, str]) -> dict[str, str] | None:
    """Return the texts with all patches merged into them; None where one contradicts what the sources say by now."""
    now = dict(texts)
    for name in sorted({edit.file for change in changes for edit in change.edits}):
        base = draft.sources[name]
        theirs = apply(base, [edit for change in changes for edit in change.edits if edit.file == name])
        merged = merge(base, texts[name], theirs) if name in texts else None
        if merged is None or merged.conflicts:
            return None
        now[name] = merged.text
    return now
