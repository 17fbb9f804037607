"""Numbers, sections, or the word “all” become changes and comments of a round."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from reportgen.errors import WorkspaceError
from reportgen.review.rounds import Change, Comment


@dataclass(frozen=True, slots=True)
class Selection:
    """What a person names: numbers (whatever was decided on them), and all open ones of sections, or of the round."""

    numbers: tuple[int, ...] = ()
    sections: tuple[str, ...] = ()
    all: bool = False


def is_open(item: Change | Comment) -> bool:
    """Whether nothing was decided on a change, or a comment is not closed."""
    return item.state == "open" if isinstance(item, Change) else not item.resolved


def sections_of(item: Change | Comment) -> frozenset[str]:
    """Return the names by which the section of a change or a comment is known."""
    files = {item.place.partition(":")[0]}
    if isinstance(item, Change):
        files |= {edit.file for edit in item.edits}
    else:
        files.add(item.anchor.partition("#")[0])
    stems = {PurePosixPath(file).stem for file in files if file.endswith(".md")}
    return frozenset(name.casefold() for name in (item.section, *stems) if name)


def chosen(selection: Selection, items: Iterable[Change | Comment], round_: str) -> tuple[int, ...]:
    """Return the numbers that are meant, in order.

    Raises:
        WorkspaceError: No such number or section; nothing is named.
    """
    every = {item.number: item for item in items}
    if not (selection.numbers or selection.sections or selection.all):
        raise WorkspaceError("say which: numbers, --section NAME, or --all.")
    missing = sorted(set(selection.numbers) - every.keys())
    if missing and not every:
        raise WorkspaceError(f"nothing has come back in {round_} yet. For another round say --round NAME.")
    if missing:
        there = f"{min(every)} to {max(every)}"
        raise WorkspaceError(f"{round_} has no number {', '.join(map(str, missing))}; it has {there}.")
    wanted = set(selection.numbers)
    for section in selection.sections:
        of_it = {number for number, item in every.items() if section.casefold() in sections_of(item)}
        if not of_it:
            known = ", ".join(sorted({item.section for item in every.values() if item.section})) or "none"
            raise WorkspaceError(f"{round_} has nothing in a section “{section}”; it has {known}.")
        wanted |= {number for number in of_it if is_open(every[number])}
    if selection.all:
        wanted |= {number for number, item in every.items() if is_open(item)}
    return tuple(sorted(wanted))
