"""The folder `reviews/<round>/` becomes a round: what was sent, the base it was made from, and what came back.

::

    round.yaml      who was sent what, when: for people to read
    drafts/<build>.json   what a draft was made from, by the build id that its file carries
    changes.yaml    what reviewers changed, numbered, each with what was decided
    comments.yaml   what they remarked, numbered in the same row
    returned/       the files that came back, as they came
    undo/           what `review undo` puts back
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Literal, TypeVar, cast

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from reportgen.errors import WorkspaceError

ROUND_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,59}")
M = TypeVar("M", bound=BaseModel)
FOLDER = "reviews"
State = Literal["open", "accepted", "rejected"]


class _Kept(BaseModel):
    """A record of a round: frozen, and with no key that is not known."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Sent(_Kept):
    """One draft that went out. `to` is whom it was for, empty where that was not said; `file` is its name."""

    build: str
    file: str
    language: str
    date: str
    """Day on which it was sent, ISO 8601."""
    data: str
    """First digits of a hash of the data."""
    to: str = ""
    sections: tuple[str, ...] = ()


class Round(_Kept):
    """A round of review: its name, and what went out in it."""

    name: str
    sent: tuple[Sent, ...] = ()


class Draft(_Kept):
    """What one draft was made from: the base that every change is held against.

    Attributes:
        build: The build id that the Word file carries in its custom properties.
        workspace: Name of the workspace.
        sources: File of a narrative -> its text when the draft was sent.
        anchors: Name of a bookmark -> the piece of a narrative, ``file#3``.
        facts: Name of a fact's bookmark (without the count behind it) -> path of the fact.
        paragraphs: The draft's own paragraphs, as `review.word` reads them.
    """

    build: str
    workspace: str
    language: str
    round: str
    sources: dict[str, str]
    anchors: dict[str, str]
    facts: dict[str, str]
    word: str
    """File name of the Word file as it was sent, beside this record: the base that returns are compared with."""


class Edit(_Kept):
    """Characters `start` to `end` of a base text become `text`."""

    file: str
    start: int
    end: int
    text: str


class Change(_Kept):
    """One change of a reviewer.

    Attributes:
        number: In the row of all changes and comments of the round.
        kind: ``text`` (a patch to a narrative), ``data`` (a value that somebody proposes), ``unplaced`` (what no place
            was found for).
        state: What was decided. ``open`` = nothing yet.
        returned: Name of the returned file in ``returned/``.
        build: Of the draft that it was made in.
        reviewer: Who made it, as Word knows them; several parted by commas; empty where tracking was off.
        date: When, ISO 8601, or empty.
        section: Outcome or kind of the narrative, or the section of the draft.
        place: ``file:line`` of the source, or of the value.
        old, new: What stood there and what shall stand: printed text for ``text`` and ``unplaced``, printed values for
            ``data``.
        edits: For ``text``: the patch, in characters of the base.
        path, format: For ``data``: the fact, and how it was printed.
        value: For ``data``: the value to write, as typed in a table; empty where the new words are no value.
        typed: For ``data``: what stands at the place, as typed, when the file was read.
        checks: For ``data``: findings that accepting it would add.
        conflict: Why it cannot be applied as it is: the source (or another proposal) says something else by now.
        note: What a person should know besides.
    """

    number: int
    kind: Literal["text", "data", "unplaced"]
    state: State = "open"
    returned: str = ""
    build: str = ""
    reviewer: str = ""
    date: str = ""
    section: str = ""
    place: str = ""
    old: str = ""
    new: str = ""
    edits: tuple[Edit, ...] = ()
    path: str = ""
    format: str = ""
    value: str = ""
    typed: str = ""
    checks: tuple[str, ...] = ()
    conflict: str = ""
    note: str = ""


class Reply(_Kept):
    """One answer in a thread."""

    author: str
    date: str
    text: str


class Comment(_Kept):
    """One remark, with its thread.

    Attributes:
        number: In the row of all changes and comments of the round.
        author, date, initials: As Word knows them; `date` is ISO 8601 to the second.
        place: ``file:line`` of the narrative, when it was read; empty where the remark stands on no narrative.
        anchor: The piece of a narrative, ``file#3``, at the time the draft was sent; or ``fact:PATH``.
        quote: The words that it was attached to.
        block: The text of the whole paragraph, by which the place is found again in later drafts.
        resolved: Whether it is done with.
    """

    number: int
    author: str
    date: str
    text: str
    initials: str = ""
    place: str = ""
    anchor: str = ""
    quote: str = ""
    block: str = ""
    section: str = ""
    resolved: bool = False
    replies: tuple[Reply, ...] = ()
    returned: str = ""


class Changes(_Kept):
    """The content of changes.yaml."""

    changes: tuple[Change, ...] = ()


class Comments(_Kept):
    """The content of comments.yaml."""

    comments: tuple[Comment, ...] = ()


def round_folder(workspace: Path, name: str) -> Path:
    """Return the folder of a round.

    Raises:
        WorkspaceError: The name is none.
    """
    if not ROUND_NAME.fullmatch(name) or ".." in name:
        raise WorkspaceError(
            f"“{name}” is no name for a round: letters, digits, dots, hyphens and underscores, at most 60, are."
        )
    return workspace / FOLDER / name


def rounds(workspace: Path) -> tuple[str, ...]:
    """Return the names of the rounds of a workspace, in the order in which they were first sent."""
    home = workspace / FOLDER
    found = [path.name for path in sorted(home.iterdir()) if (path / "round.yaml").is_file()] if home.is_dir() else []
    first = {name: read_round(workspace, name).sent for name in found}
    return tuple(sorted(found, key=lambda name: (min((each.date for each in first[name]), default=""), name)))


def read_round(workspace: Path, name: str) -> Round:
    """Return a round.

    Raises:
        WorkspaceError: There is none of this name, or it cannot be read.
    """
    path = round_folder(workspace, name) / "round.yaml"
    if not path.is_file():
        raise WorkspaceError(f"there is no round “{name}” in {workspace / FOLDER}.")
    return _read(path, Round)


def read_draft(workspace: Path, name: str, build: str) -> Draft | None:
    """Return what a draft was made from; None where this round did not send it."""
    if not re.fullmatch(r"[0-9a-f]{16}", build):
        return None
    path = round_folder(workspace, name) / "drafts" / f"{build}.json"
    return _read(path, Draft) if path.is_file() else None


def read_changes(workspace: Path, name: str) -> tuple[Change, ...]:
    """Return the changes of a round."""
    path = round_folder(workspace, name) / "changes.yaml"
    return _read(path, Changes).changes if path.is_file() else ()


def read_comments(workspace: Path, name: str) -> tuple[Comment, ...]:
    """Return the comments of a round."""
    path = round_folder(workspace, name) / "comments.yaml"
    return _read(path, Comments).comments if path.is_file() else ()


def as_yaml(record: BaseModel) -> bytes:
    """Return a record as YAML for people: in the order of its fields, without those that are empty."""
    data = record.model_dump(mode="json", exclude_defaults=True)
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=110).encode()


def as_json(record: BaseModel) -> bytes:
    """Return a record as JSON."""
    return (json.dumps(record.model_dump(mode="json"), ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def next_number(changes: Iterable[Change], comments: Iterable[Comment]) -> int:
    """Return the first number that no change and no comment of the round has."""
    return 1 + max((each.number for each in (*changes, *comments)), default=0)


def _read(path: Path, model: type[M]) -> M:
    try:
        text = path.read_text(encoding="utf-8")
        data: Any = json.loads(text) if path.suffix == ".json" else yaml.load(text, yaml.CSafeLoader)
        return model.model_validate(cast("Mapping[str, Any]", data or {}))
    except (OSError, ValueError, yaml.YAMLError, ValidationError) as error:
        first = str(error).splitlines()[0][:160]
        raise WorkspaceError(
            f"{path} cannot be read ({first}). Restore it from a copy; do not edit it by hand."
        ) from None
