"""What is read of a Word file: paragraphs of runs, each with its changes, its anchors and its place."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Mark = Literal["", "ins", "del"]


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who made a change, and when."""

    author: str = ""
    date: str = ""


NOBODY = Stamp()


@dataclass(frozen=True, slots=True)
class Run:
    """Characters that are alike.

    Attributes:
        text: Characters; a line break is ``\\n``. Empty for a footnote's mark.
        strong, emphasis: Whether they are bold or italic, by style or by hand.
        link: Web or mail address.
        facts: Bookmarks of facts that are open here.
        note: Key of the footnote whose mark this is.
        mark: Whether a tracked change inserted or deleted it; `by` whom.
        computed: The result of a field, which a program may compute anew: a page number, "figure 3".
    """

    text: str
    strong: bool = False
    emphasis: bool = False
    link: str = ""
    facts: tuple[str, ...] = ()
    note: str = ""
    mark: Mark = ""
    by: Stamp = NOBODY
    computed: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """Where in a table a paragraph stands: the table's number in the file, the row's and the cell's, all from 0."""

    table: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph.

    Attributes:
        runs: In order.
        anchors: Bookmarks of narrative pieces that start in it.
        style: Name of its style, lower case, without spaces.
        level: Of a heading; 0 for others.
        item: Depth of a list's item, from 1; 0 outside lists.
        ordered: Whether the list is numbered.
        cell: Place in a table.
        note: Key of the footnote that it belongs to.
        mark: Whether a tracked change inserted or deleted its end; `by` whom.
        row: Whether a tracked change inserted or deleted its table's row.
        pictures: How many pictures, charts and shapes stand in it.
        remarks: (comment, first character, last character + 1) in its text.
        stamps: Of all changes in it, also those that are no longer seen.
    """

    runs: tuple[Run, ...]
    anchors: tuple[str, ...] = ()
    style: str = ""
    level: int = 0
    item: int = 0
    ordered: bool = False
    cell: Cell | None = None
    note: str = ""
    mark: Mark = ""
    by: Stamp = NOBODY
    row: Mark = ""
    pictures: int = 0
    remarks: tuple[tuple[str, int, int], ...] = ()
    stamps: tuple[Stamp, ...] = ()

    @property
    def text(self) -> str:
        """All characters."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment of Word's: `parent` is the comment that it answers; `done` whether it is resolved.

    `threaded` says whether the file tells so at all: Word does of every comment, other programs of some or none.
    """

    key: str
    author: str
    initials: str
    date: str
    text: str
    parent: str = ""
    done: bool = False
    threaded: bool = False


@dataclass(frozen=True, slots=True)
class Story:
    """A Word file as a review reads it.

    Attributes:
        paragraphs: Of the body, in order; cells of tables among them.
        notes: Key -> paragraphs of each footnote.
        margins: Texts of headers and footers.
        remarks: Comments.
        properties: Custom properties of the file.
        editor: Who saved it last.
    """

    paragraphs: tuple[Paragraph, ...]
    notes: dict[str, tuple[Paragraph, ...]] = field(default_factory=dict[str, tuple[Paragraph, ...]])
    margins: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()
    properties: dict[str, str] = field(default_factory=dict[str, str])
    editor: str = ""
