"""The records of a round and its sources become others, decision by decision, in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Self

from reportgen.errors import WorkspaceError
from reportgen.findings import Place
from reportgen.review.pending import Pending, place_of
from reportgen.review.related import beside as is_beside
from reportgen.review.related import rivals, twins
from reportgen.review.rounds import (
    Change,
    Changes,
    Comments,
    Draft,
    Reply,
    as_yaml,
    read_changes,
    read_comments,
    read_draft,
    round_folder,
)
from reportgen.review.selection import Selection, chosen
from reportgen.review.store import Store
from reportgen.review.text_changes import Applied, Clash, applied, taken_back

STATES_TRIED = 20
"""Earlier states of a file that are tried as what it was before a change."""


@dataclass(frozen=True, slots=True)
class Left:
    """Something that was not decided as asked: why, in words, and the versions that are at odds.

    A `conflict` is what the sources (or another proposal) say otherwise by now; else something is missing.
    """

    number: int
    why: str
    clashes: tuple[Clash, ...] = ()
    conflict: bool = False


class Sitting:
    """A round while decisions are made; to be closed, as `with` does."""

    def __init__(self, folder: Path, round_: str) -> None:
        self.folder, self.round = folder, round_
        self.changes = {each.number: each for each in read_changes(folder, round_)}
        self.comments = {each.number: each for each in read_comments(folder, round_)}
        self.done: list[int] = []
        self.left: dict[int, Left] = {}
        self.notes: list[str] = []
        self._pending = Pending(folder)
        self._redo: dict[str, list[Callable[[Pending], None]]] = {}
        self._before = (tuple(self.changes.values()), tuple(self.comments.values()))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._pending.__exit__()

    def chosen(self, selection: Selection, *, by_hand: bool = True) -> tuple[int, ...]:
        """Return the numbers that are meant.

        What no place was found for is never among many that are accepted: somebody has to do it by hand first.
        """
        numbers = chosen(selection, (*self.changes.values(), *self.comments.values()), self.round)
        if by_hand:
            return numbers
        hand = [n for n in numbers if n in self.changes and self.changes[n].kind == "unplaced"]
        passed = [n for n in hand if n not in selection.numbers]
        if passed:
            which = ", ".join(map(str, passed))
            self.notes.append(f"No place was found for {which}: do it by hand, then accept it by its number.")
        return tuple(number for number in numbers if number not in passed)

    # Decisions

    def accept(self, number: int, *, theirs: bool = False) -> None:
        """Do what a change says, or close a comment."""
        if number in self.left:
            return
        if number in self.comments:
            return self._close(number)
        change = self.changes[number]
        if change.state == "accepted":
            self.notes.append(f"{number} was accepted before.")
        elif change.kind == "text":
            self._text(change, lambda draft, texts, beside: applied(draft, change, texts, beside=beside, theirs=theirs))
        elif change.kind == "data":
            self._accept_value(change, theirs=theirs)
        else:
            self._set(change, state="accepted", conflict="")

    def reject(self, number: int) -> None:
        """Leave a change, take it back if it was accepted; or close a comment."""
        if number in self.comments:
            return self._close(number)
        change = self.changes[number]
        if change.state == "rejected":
            self.notes.append(f"{number} was rejected before.")
        elif (
            change.state == "open"
            or change.kind == "unplaced"
            or any(twins(each, change) for each in self.changes.values())
        ):
            self._set(change, state="rejected", conflict="")
        elif change.kind == "text":
            self._text(change, lambda draft, texts, beside: taken_back(draft, change, texts, beside=beside), back=True)
        else:
            self._take_value_back(change)

    def reply(self, number: int, answer: Reply, *, resolve: bool) -> None:
        """Add an answer to the thread of a comment."""
        comment = self.comments.get(number)
        if comment is None:
            what = "is a change: accept or reject it" if number in self.changes else "is no number of this round"
            raise WorkspaceError(f"{number} {what}. Comments can be replied to.")
        update = {"replies": (*comment.replies, answer), "resolved": comment.resolved or resolve}
        self.comments[number] = comment.model_copy(update=update)
        self.done.append(number)

    def _close(self, number: int) -> None:
        if self.comments[number].resolved:
            self.notes.append(f"{number} was closed before.")
            return
        self.comments[number] = self.comments[number].model_copy(update={"resolved": True})
        self.done.append(number)

    # Text

    def _text(
        self,
        change: Change,
        merged: Callable[[Draft, dict[str, str], tuple[Change, ...]], Applied],
        *,
        back: bool = False,
    ) -> None:
        draft = read_draft(self.folder, self.round, change.build)
        if draft is None:
            home = round_folder(self.folder, self.round) / "drafts"
            return self._leave(change, f"what its draft was made from is missing from {home}; restore that folder")
        beside = tuple(each for each in self.changes.values() if is_beside(each, change))
        files = tuple(dict.fromkeys(edit.file for edit in change.edits))
        try:
            read = {file: self._pending.text(file) for file in files}
            now = {file: text for file, text in read.items() if text is not None}
            new, clashes = merged(draft, now, beside)
            if clashes:
                return self._leave(change, "; ".join(map(str, clashes)), clashes, conflict=True)
            for file, text in new.items():
                self._pending.set_text(file, text)
        except WorkspaceError as error:
            return self._leave(change, str(error), conflict=True)
        self._set(change, state="rejected" if back else "accepted", conflict="")
        for file, text in new.items() if back else ():
            self._remember(file, lambda again, file=file, text=text: again.swap_text(file, text, now[file]))

    # Values

    def propose(self, numbers: tuple[int, ...], value: str) -> None:
        """Make `value` what a proposal proposes."""
        if len(numbers) != 1 or numbers[0] not in self.changes or self.changes[numbers[0]].kind != "data":
            raise WorkspaceError("--value goes with the number of one proposed value.")
        change = self.changes[numbers[0]]
        if change.state == "accepted" and change.value != value:
            raise WorkspaceError(f"{change.number} was accepted before; reject it first, then accept it with --value.")
        self.changes[change.number] = change.model_copy(update={"value": value})

    def refuse_rivals(self, numbers: tuple[int, ...]) -> None:
        """Leave proposals that give one figure different values, if several of them are to be accepted at once."""
        wanted = [self.changes[n] for n in numbers if n in self.changes and self.changes[n].state != "accepted"]
        for change in wanted:
            others = [each for each in wanted if rivals(each, change)]
            if others:
                said = ", ".join(f"{each.number} proposes {each.value or each.new}" for each in others)
                words = f"two values are proposed for {change.place or change.path}: {said}. Accept one of them"
                self._leave(change, words, conflict=True)

    def _accept_value(self, change: Change, *, theirs: bool) -> None:
        place = place_of(change.place)
        if place is None:
            return self._leave(change, change.note or "no place in the data holds this figure; change the data by hand")
        if not change.value:
            return self._leave(change, f"“{change.new}” is no value to write: say it with --value")
        standing = [each for each in self.changes.values() if rivals(each, change) and each.state == "accepted"]
        try:
            now = self._pending.value(place)
            if now.strip() not in (change.value.strip(), change.typed.strip()) and not theirs:
                why = f"{place} holds “{now}” by now, where “{change.typed}” stood when the file came back"
                blame = f" ({_listed(each.number for each in standing)} was accepted)" if standing else ""
                return self._leave(change, why + blame, conflict=True)
            if now.strip() != change.value.strip():
                self._shift(place, self._pending.set_value(place, change.value), change.number)
                written = self._pending.value(place)
                value = change.value if written.strip() == change.value.strip() else written
                # What a rival wrote is not what stood there before.
                typed = next((each.typed for each in standing if each.value.strip() == now.strip()), now)
                change = change.model_copy(update={"typed": typed, "value": value})
        except WorkspaceError as error:
            return self._leave(change, str(error), conflict=True)
        self._set(change, state="accepted", conflict="")
        if change.checks:
            self.notes.append(f"{change.number}: the checks now find {'; '.join(change.checks)}")
        self._reject_rivals(change)

    def _reject_rivals(self, change: Change) -> None:
        for rival in [each for each in self.changes.values() if rivals(each, change) and each.state != "rejected"]:
            note = "; ".join(filter(None, (rival.note, f"rejected when {change.number} was accepted")))
            self.changes[rival.number] = rival.model_copy(update={"state": "rejected", "conflict": "", "note": note})
            self.notes.append(f"{rival.number} proposes another value for {change.place}; it is rejected with that.")

    def _take_value_back(self, change: Change) -> None:
        place = place_of(change.place)
        if place is None:
            return self._set(change, state="rejected", conflict="")
        try:
            now = self._pending.value(place)
            if now.strip() not in (change.value.strip(), change.typed.strip()):
                why = f"{place} holds “{now}” by now, not “{change.value}” as accepted: change it by hand"
                return self._leave(change, why, conflict=True)
            self._shift(place, self._pending.set_value(place, change.typed), change.number)
        except WorkspaceError as error:
            return self._leave(change, str(error), conflict=True)
        self._set(change, state="rejected", conflict="")
        self._remember(place.file, lambda again: again.swap_value(place, change.typed, now))

    def _shift(self, place: Place, grown: tuple[int, int], number: int) -> None:
        """Move the places of other proposals behind a value that takes more or fewer lines or characters now."""
        for each in self.changes.values() if any(grown) else ():
            other = place_of(each.place) if each.kind == "data" else None
            if not other or each.number == number or other.file != place.file or other == place:
                continue
            if moved := _moved(other, place, grown):
                self.changes[each.number] = each.model_copy(update={"place": str(moved)})

    # What comes of it

    def _set(self, change: Change, **update: object) -> None:
        self.changes[change.number] = change.model_copy(update=update)
        self.done.append(change.number)

    def _leave(self, change: Change, why: str, clashes: tuple[Clash, ...] = (), *, conflict: bool = False) -> None:
        self.left[change.number] = Left(change.number, why, clashes, conflict)
        if conflict:
            self.changes[change.number] = change.model_copy(update={"conflict": why})

    def _remember(self, file: str, redo: Callable[[Pending], None]) -> None:
        self._redo.setdefault(file, []).append(redo)

    def files(self) -> dict[Path, bytes | None]:
        """Return all files that are others now."""
        for file, redo in self._redo.items():
            self._pending.exactly(file, self._earlier(file), redo[::-1])
        home = round_folder(self.folder, self.round)
        files: dict[Path, bytes | None] = dict(self._pending.changed())
        changes, comments = tuple(self.changes.values()), tuple(self.comments.values())
        if changes != self._before[0]:
            files[home / "changes.yaml"] = as_yaml(Changes(changes=changes))
        if comments != self._before[1]:
            files[home / "comments.yaml"] = as_yaml(Comments(comments=comments))
        return files

    def _earlier(self, file: str) -> Iterator[bytes]:
        states = (step.before(file) for step in Store(self.folder, self.round).history())
        return islice((state for state in states if state is not None), STATES_TRIED)

    def what(self, verb: str) -> str:
        """Return what was done, in a few words."""
        if not self.done:
            return f"what is in the way of {_listed(self.left)}"
        return f"{verb} {_listed(sorted(self.done))}"


def _moved(other: Place, place: Place, grown: tuple[int, int]) -> Place | None:
    """Return where another value stands by now; columns that are names of a table stay."""
    if other.line > place.line:
        return Place(other.file, other.line + grown[0], other.column)
    numbered = other.column.isdigit() and place.column.isdigit()
    if other.line == place.line and numbered and int(other.column) > int(place.column):
        return other.at(int(other.column) + grown[1])
    return None


def _listed(numbers: Iterable[int]) -> str:
    words = [str(number) for number in numbers]
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1]))) if words else "nothing"
