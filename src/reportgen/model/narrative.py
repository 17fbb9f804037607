"""A Markdown file becomes a narrative: front matter, and a small tree whose every node knows its span in the source.

Spans are character offsets into the file's text (after decoding, front matter included), so that ``source[span.start:span.end]``
is exactly what the author typed for that node, marks included.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pydantic import Field

from reportgen.model.base import AnyDisclosure, Code, Day, Record, Year

Kind = Literal[
    "foreword",
    "summary",
    "context",
    "progress-note",
    "joint-work",
    "story",
    "finance",
    "partners",
    "lesson",
    "risk",
    "next-year",
    "method",
    "brief",
    "brief-story",
    "setback",
    "next-step",
    "visibility",
]


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open range of characters in the source."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Words:
    """Plain text, unescaped."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Emphasised or (``strong``) strongly emphasised content."""

    content: tuple[Inline, ...]
    strong: bool
    span: Span


@dataclass(frozen=True, slots=True)
class WebLink:
    """A link to a web or mail address."""

    content: tuple[Inline, ...]
    url: str
    span: Span


@dataclass(frozen=True, slots=True)
class FactReference:
    """``{{ path | format }}``: `path` and `format` as typed, trimmed; `format` empty where none was given."""

    path: str
    format: str
    span: Span


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote at the place of its mark; `content` is the note's text, of one paragraph."""

    label: str
    content: tuple[Inline, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A hard line break."""

    span: Span


Inline = Words | Emphasis | WebLink | FactReference | Footnote | LineBreak


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A paragraph, or a heading where `level` is 2 or 3 (as typed: number of ``#``)."""

    content: tuple[Inline, ...]
    level: int
    span: Span


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A bulleted or numbered list; an item is a sequence of blocks."""

    ordered: bool
    items: tuple[tuple[NarrativeBlock, ...], ...]
    span: Span


@dataclass(frozen=True, slots=True)
class QuoteBlock:
    """A quotation."""

    blocks: tuple[NarrativeBlock, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table; `align` is ``""``, ``left``, ``right`` or ``center`` for each column."""

    head: tuple[tuple[Inline, ...], ...]
    rows: tuple[tuple[tuple[Inline, ...], ...], ...]
    align: tuple[str, ...]
    span: Span


NarrativeBlock = TextBlock | ListBlock | QuoteBlock | TableBlock


@dataclass(frozen=True, slots=True)
class Directive:
    """``<!-- reportgen: ignore NAR004 because ... -->`` on a line of its own; it holds for the block after it."""

    rule: str
    reason: str
    line: int
    before: int
    """Index in `Narrative.blocks` of the block that it stands before."""


class Narrative(Record):
    """One narrative. `title` states the finding; `limit` counts words."""

    kind: Kind
    """Where in the report the text stands."""
    outcome: Code | None = None
    """Code of the outcome that the text is about."""
    partner: Code | None = None
    """Id of the one donor whom the text is for; nobody else sees it."""
    year: Year | None = None
    """The year that the text is about."""
    title: str = ""
    """What was found, as a short sentence; printed as the heading."""
    source_language: str = ""
    """The language it was written in; that of its folder, unless said otherwise."""
    updated: Day | None = None
    """When the text was last changed; translations are held against it."""
    translated: Day | None = None
    """For a translation: the `updated` of the text that it follows."""
    disclosure: AnyDisclosure | None = None
    """Who may see the text; the workspace's `disclosure` unless said otherwise."""
    limit: int | None = None
    """The most words that it should have, footnotes not counted."""
    image: Code | None = None
    """A picture to show with it: an id of images.yaml."""
    by: str = ""
    """Who speaks, with title: for forewords and quotations."""
    order: int = 0
    """Its place among narratives of one kind; the lowest comes first."""
    language: str = ""
    """Of the folder; not a key of the front matter."""
    file: str = ""
    """Path in the workspace; not a key of the front matter."""
    source: str = Field(default="", repr=False)
    """The file's text; not a key of the front matter."""
    blocks: tuple[NarrativeBlock, ...] = Field(default=(), repr=False)
    directives: tuple[Directive, ...] = ()

    def line_of(self, offset: int) -> tuple[int, int]:
        """Return (line, column), both from 1, of a character offset in the source."""
        before = self.source[:offset]
        return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1
