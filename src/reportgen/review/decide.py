"""A person's decisions about changes and comments become the sources and the records of the round, in one step."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from reportgen.build.locking import locked
from reportgen.errors import WorkspaceError
from reportgen.review.rounds import Reply, rounds
from reportgen.review.selection import Selection
from reportgen.review.sitting import Left, Sitting
from reportgen.review.store import Store, interrupted, recover
from reportgen.review.text_changes import applied, taken_back

__all__ = [
    "Decided",
    "Left",
    "Selection",
    "accept",
    "applied",
    "latest",
    "put_right",
    "reject",
    "reply",
    "taken_back",
    "undo",
]


@dataclass(frozen=True, slots=True)
class Decided:
    """What came of a decision.

    Attributes:
        round: The round.
        done: Numbers that are decided as asked now.
        left: Those that are not, each with the reason.
        notes: What a person should know besides, in sentences.
        files: The files that are others now.
    """

    round: str
    done: tuple[int, ...] = ()
    left: tuple[Left, ...] = ()
    notes: tuple[str, ...] = ()
    files: tuple[Path, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether all was done that was asked for."""
        return not self.left


def accept(
    folder: Path,
    round_: str,
    selection: Selection,
    *,
    theirs: bool = False,
    value: str | None = None,
    wait: bool = False,
) -> Decided:
    """Apply changes to the sources, write proposed values at their places, and close comments.

    Args:
        folder: The workspace.
        round_: Name of the round.
        selection: What to accept.
        theirs: Take the reviewer's version where the source says something else by now.
        value: What to write instead of the proposed value; for one proposal.
        wait: Whether to wait for the workspace's lock.

    Raises:
        WorkspaceError: No such number or section; a file cannot be written, and all are as they were.
        LockedError: Another build of the workspace is under way.
    """

    def each(sitting: Sitting) -> None:
        numbers = sitting.chosen(selection, by_hand=False)
        if value is not None:
            sitting.propose(numbers, value)
        sitting.refuse_rivals(numbers)
        for number in numbers:
            sitting.accept(number, theirs=theirs)

    return _decide(folder, round_, "accepted", each, wait)


def reject(folder: Path, round_: str, selection: Selection, *, wait: bool = False) -> Decided:
    """Leave the sources as they are, take back what was accepted before, and close comments.

    Raises:
        WorkspaceError: As for `accept`.
        LockedError: Another build of the workspace is under way.
    """

    def each(sitting: Sitting) -> None:
        for number in reversed(sitting.chosen(selection)):
            sitting.reject(number)

    return _decide(folder, round_, "rejected", each, wait)


def reply(
    folder: Path, round_: str, number: int, text: str, author: str, *, resolve: bool = False, wait: bool = False
) -> Decided:
    """Answer a comment, and close it if asked to.

    Raises:
        WorkspaceError: No such comment; no text or no author; a file cannot be written.
        LockedError: Another build of the workspace is under way.
    """
    if not text.strip():
        raise WorkspaceError("a reply needs a text.")
    if not author.strip():
        raise WorkspaceError("a reply needs a name: say --as NAME, or set REPORTGEN_NAME.")
    answer = Reply(author=author.strip(), date=now(), text=text.strip())
    return _decide(folder, round_, "replied to", lambda sitting: sitting.reply(number, answer, resolve=resolve), wait)


@dataclass(frozen=True, slots=True)
class Undone:
    """What was undone, the files that are as they were before, and what else to know, in sentences."""

    what: str
    files: tuple[str, ...]
    notes: tuple[str, ...]


def undo(folder: Path, round_: str, *, wait: bool = False) -> Undone:
    """Put back what the last step of a round changed.

    Raises:
        WorkspaceError: There is nothing to undo; a file was changed since.
        LockedError: Another build of the workspace is under way.
    """
    with _held(folder, wait) as notes:
        record = Store(folder, round_).undo()
        return Undone(record.what, tuple(each.path for each in record.files), notes)


def put_right(folder: Path) -> tuple[str, ...]:
    """Put back what an interrupted step left, and say so; for commands that only read."""
    if not interrupted(folder):
        return ()
    with _held(folder, True) as notes:
        return notes


def latest(folder: Path, name: str = "") -> str:
    """Return the round of this name, or the one that was sent last.

    Raises:
        WorkspaceError: There is none.
    """
    names = rounds(folder)
    if not names:
        raise WorkspaceError(
            f"nothing of {folder} was sent for review yet. Send a draft first: reportgen review send {folder}"
        )
    if name and name not in names:
        raise WorkspaceError(f"there is no round “{name}”; there are {', '.join(names)}.")
    return name or names[-1]


def now() -> str:
    """Return the moment, to the second, in UTC; `SOURCE_DATE_EPOCH` may fix it."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    moment = datetime.fromtimestamp(int(epoch), UTC) if epoch.isdigit() else datetime.now(UTC)
    return f"{moment:%Y-%m-%dT%H:%M:%S}Z"


@contextmanager
def _held(folder: Path, wait: bool) -> Generator[tuple[str, ...]]:
    """Hold the workspace, put right first."""
    with locked(folder, wait):
        yield recover(folder)


def _decide(folder: Path, round_: str, verb: str, each: Callable[[Sitting], None], wait: bool) -> Decided:
    """Do something to a round, and write all that came of it in one step."""
    with _held(folder, wait) as notes, Sitting(folder, round_) as sitting:
        each(sitting)
        files = Store(folder, round_).commit(sitting.files(), sitting.what(verb))
        return Decided(
            round_, tuple(sorted(sitting.done)), tuple(sitting.left.values()), (*notes, *sitting.notes), files
        )
