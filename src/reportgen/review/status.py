"""A round becomes a list for people, or JSON: what came back, what was decided, and what is still to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reportgen.errors import WorkspaceError
from reportgen.review.pending import Pending
from reportgen.review.related import beside
from reportgen.review.rounds import (
    Change,
    Comment,
    Draft,
    Round,
    read_changes,
    read_comments,
    read_draft,
    read_round,
)
from reportgen.review.selection import is_open
from reportgen.review.show import Show, one_line
from reportgen.review.text_changes import Clash, applied, taken_back

HEADS = ("no.", "state", "kind", "section", "place", "reviewer", "change")


@dataclass(frozen=True, slots=True)
class Status:
    """A round as it stands: what was sent, changes and comments, and for conflicts the versions that are at odds."""

    round: Round
    changes: tuple[Change, ...]
    comments: tuple[Comment, ...]
    drafts: dict[str, Draft]
    clashes: dict[int, tuple[Clash, ...]]

    @property
    def items(self) -> tuple[Change | Comment, ...]:
        """Changes and comments in one row."""
        return tuple(sorted((*self.changes, *self.comments), key=lambda item: item.number))

    @property
    def open(self) -> tuple[Change | Comment, ...]:
        """What nothing was decided on."""
        return tuple(item for item in self.items if is_open(item))

    @property
    def conflicts(self) -> tuple[Change, ...]:
        """The changes that something is in the way of."""
        return tuple(change for change in self.changes if change.conflict)

    def counts(self) -> dict[str, int]:
        """Return how many there are of each state, and of conflicts, in the order in which they are told."""
        states = Counter(state_of(item) for item in self.items)
        found = {name: states[name] for name in ("open", "accepted", "rejected", "closed")}
        unplaced = sum(change.kind == "unplaced" and is_open(change) for change in self.changes)
        return {**found, "in conflict": len(self.conflicts), "without a place": unplaced}

    def full(self, item: Change | Comment, show: Show) -> str:
        """Return one item with all that is known of it."""
        if isinstance(item, Comment):
            return show.comment(item)
        return show.change(item, self.drafts.get(item.build), self.clashes.get(item.number, ()))


def state_of(item: Change | Comment) -> str:
    """Return the state of an item in a word."""
    return item.state if isinstance(item, Change) else "closed" if item.resolved else "open"


def read_status(folder: Path, round_: str) -> Status:
    """Return a round as it stands.

    Raises:
        WorkspaceError: There is no such round, or its records cannot be read.
    """
    changes, comments = read_changes(folder, round_), read_comments(folder, round_)
    builds = {change.build for change in changes if change.kind == "text"}
    read = {build: read_draft(folder, round_, build) for build in sorted(builds)}
    drafts = {build: draft for build, draft in read.items() if draft is not None}
    clashes = {change.number: found for change in changes if (found := clashes_of(folder, change, drafts, changes))}
    return Status(read_round(folder, round_), changes, comments, drafts, clashes)


def clashes_of(folder: Path, change: Change, drafts: dict[str, Draft], changes: Iterable[Change]) -> tuple[Clash, ...]:
    """Return the versions that are at odds now where a conflict was noted."""
    draft = drafts.get(change.build)
    if not change.conflict or change.kind != "text" or draft is None:
        return ()
    others = tuple(each for each in changes if beside(each, change))
    texts: dict[str, str] = {}
    with Pending(folder) as sources:
        for file in {edit.file for edit in change.edits}:
            try:
                text = sources.text(file)
            except WorkspaceError:
                continue
            if text is not None:
                texts[file] = text
    move = taken_back if change.state == "accepted" else applied
    return move(draft, change, texts, beside=others)[1]


def as_table(status: Status, width: int = 60) -> str:
    """Return the items of a round as a table, a line each."""
    rows = [HEADS, *(_row(item, width) for item in status.items)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADS) - 1)]
    lines: list[str] = []
    for row in rows:
        cells = [
            f"{cell:>{size}}" if not index else f"{cell:<{size}}"
            for index, (cell, size) in enumerate(zip(row, widths, strict=False))
        ]
        lines.append("  ".join((*cells, row[-1])).rstrip())
    return "\n".join(lines)


def _row(item: Change | Comment, width: int) -> tuple[str, ...]:
    kind, who = ("comment", item.author) if isinstance(item, Comment) else (item.kind, item.reviewer)
    state = state_of(item)
    if isinstance(item, Change) and item.conflict:
        state = "conflict" if item.state == "open" else f"{state}, conflict"
    cells = (str(item.number), state, kind, item.section, item.place, who)
    return (*(_cell(cell) for cell in cells), one_line(item, width))


def _cell(text: str) -> str:
    text = " ".join(text.split())
    return (text if len(text) <= 40 else f"...{text[-37:]}") or "-"


def as_text(status: Status, show: Show) -> str:
    """Return the round for people: the table, then in full what needs a person: conflicts, lost places, open comments."""
    if not status.items:
        sent = len(status.round.sent)
        drafts = "1 draft was sent" if sent == 1 else f"{sent} drafts were sent"
        return f"{status.round.name}: {drafts}; nothing has come back yet."
    parts = [as_table(status)]
    unplaced = [change for change in status.changes if change.kind == "unplaced" and is_open(change)]
    threads = [comment for comment in status.comments if not comment.resolved]
    for title, items in (
        ("In conflict with the sources as they are by now", status.conflicts),
        ("Without a place in the sources: to be done by hand", unplaced),
        ("Open comments", threads),
    ):
        if items:
            parts.append("\n".join((f"{title}:", *(status.full(item, show) for item in items))))
    return "\n\n".join(parts)


def summary(status: Status) -> str:
    """Return the counts in one sentence."""
    counts = [f"{count} {name}" for name, count in status.counts().items() if count]
    return f"{status.round.name}: {', '.join(counts) or 'nothing has come back yet'}."


def as_data(status: Status, numbers: Sequence[int] = ()) -> dict[str, Any]:
    """Return the round for a program."""
    return {
        "version": 1,
        "round": status.round.name,
        "counts": {name.replace(" ", "_"): count for name, count in status.counts().items()},
        "items": [_data(status, item) for item in status.items if not numbers or item.number in numbers],
    }


def _data(status: Status, item: Change | Comment) -> dict[str, Any]:
    data = item.model_dump(mode="json")
    if isinstance(item, Comment):
        return {"kind": "comment", "state": state_of(item), **data}
    clashes = status.clashes.get(item.number, ())
    names = ("file", "line", "base", "ours", "theirs", "words")
    return {**data, "clashes": [{name: getattr(clash, name) for name in names} for clash in clashes]}
