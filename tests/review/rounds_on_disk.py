"""A small workspace with a round of review becomes files on disk, for tests."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from reportgen.review.rounds import (
    Change,
    Changes,
    Comment,
    Comments,
    Draft,
    Edit,
    Round,
    Sent,
    as_json,
    as_yaml,
    read_changes,
    read_comments,
)

BUILD = "0123456789abcdef"
FILE = "narratives/en/D_1.md"
TEXT = """\
---
title: Leadership
---

Women lead 40 councils in the north. The programme trained 120 leaders.

A second paragraph tells of the south, where three offices work together.

A third paragraph ends the story.
"""
RESULTS = """\
indicator,year,value,note
D_1.1,2023,4120,"first, counted"
D_1.1,2024,4500,
D_1.2,2024,77,second
"""


@dataclass(frozen=True)
class Desk:
    """A workspace with one round, and shorthands for what is asked of it."""

    folder: Path
    round: str = "round-1"

    def bytes(self, name: str) -> bytes:
        return (self.folder / name).read_bytes()

    def text(self, name: str = FILE) -> str:
        return self.bytes(name).decode()

    def replace(self, old: str, new: str, name: str = FILE) -> None:
        text = self.text(name)
        assert old in text
        (self.folder / name).write_bytes(text.replace(old, new, 1).encode())

    def change(self, number: int) -> Change:
        return next(each for each in read_changes(self.folder, self.round) if each.number == number)

    def comment(self, number: int) -> Comment:
        return next(each for each in read_comments(self.folder, self.round) if each.number == number)

    def everything(self) -> dict[str, bytes]:
        """Return all files but the journals and the lock."""
        paths = (path for path in self.folder.rglob("*") if path.is_file())
        names = {path.relative_to(self.folder).as_posix(): path for path in paths}
        return {
            name: path.read_bytes() for name, path in names.items() if "/undo/" not in name and ".reportgen" not in name
        }


def edit(old: str, new: str, text: str = TEXT, file: str = FILE) -> Edit:
    """Return the edit that replaces words which stand once in the base."""
    assert text.count(old) == 1, old
    start = text.index(old)
    return Edit(file=file, start=start, end=start + len(old), text=new)


def text_change(number: int, old: str, new: str, **more: object) -> Change:
    one = edit(old, new)
    line = TEXT[: one.start].count("\n") + 1
    given: dict[str, object] = {
        "number": number, "kind": "text", "build": BUILD, "section": "D_1", "place": f"{FILE}:{line}", "old": old,
        "new": new, "edits": (one,), "reviewer": "Anna Berg", "date": "2025-03-04T10:00:00Z", "returned": "a.docx",
    }  # fmt: skip
    return Change.model_validate(given | more)


def data_change(number: int, line: int, typed: str, value: str, **more: object) -> Change:
    given: dict[str, object] = {
        "number": number, "kind": "data", "build": BUILD, "place": f"results.csv:{line}:value", "path": f"result.{line}",
        "section": "D_1", "reviewer": "Bo Lind", "old": typed, "new": value, "typed": typed, "value": value,
    }  # fmt: skip
    return Change.model_validate(given | more)


def comment(number: int, **more: object) -> Comment:
    given: dict[str, object] = {
        "number": number, "author": "Anna Berg", "date": "2025-03-04T10:00:00Z", "text": "Is this the right office?", "section": "D_1",
        "anchor": f"{FILE}#2", "place": f"{FILE}:7", "quote": "three offices",
    }  # fmt: skip
    return Comment.model_validate(given | more)


def desk(
    folder: Path,
    *items: Change | Comment,
    text: bytes | str = TEXT,
    results: bytes | str = RESULTS,
    sources: dict[str, str] | None = None,
) -> Desk:
    """Write a workspace whose round-1 holds these changes and comments."""
    workspace = folder / "norlund"
    home = workspace / "reviews" / "round-1"
    draft = Draft(
        build=BUILD, workspace="norlund", language="en", round="round-1", sources=sources or {FILE: TEXT}, anchors={},
        facts={}, word="draft.docx",
    )  # fmt: skip
    sent = Sent(build=BUILD, file="draft.docx", language="en", date="2025-03-01", data="ab")
    files: dict[str, bytes] = {
        FILE: text.encode() if isinstance(text, str) else text,
        "results.csv": results.encode() if isinstance(results, str) else results,
        "reviews/round-1/round.yaml": as_yaml(Round(name="round-1", sent=(sent,))),
        f"reviews/round-1/drafts/{BUILD}.json": as_json(draft),
        "reviews/round-1/changes.yaml": as_yaml(Changes(changes=tuple(i for i in items if isinstance(i, Change)))),
        "reviews/round-1/comments.yaml": as_yaml(Comments(comments=tuple(i for i in items if isinstance(i, Comment)))),
    }
    for name, data in files.items():
        path = workspace / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    assert home.is_dir()
    return Desk(workspace)
