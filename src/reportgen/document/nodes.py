"""The closed vocabulary of a report: a frozen tree that every writer understands in full.

Semantic HTML is read into this tree by `reportgen.document.read`; an element without a node here is refused. Containers carry
a role and are otherwise transparent. Every node knows its language and direction, where they differ from its parent's.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Direction = Literal["ltr", "rtl", ""]
Align = Literal["", "start", "end", "center", "decimal"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """What every node has: an id to link to, roles (what it is, never how it looks), language and direction.

    `origin` names, in drafts for review alone, the piece of a narrative that the node was made of (``file#3``).
    """

    id: str = ""
    origin: str = ""
    roles: tuple[str, ...] = ()
    lang: str = ""
    dir: Direction = ""


# Inlines ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Text(Node):
    """Characters; white space is already collapsed."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Span(Node):
    """Content with a role, a language or a direction of its own: ``<span>``, ``<bdi>``, ``<cite>``, ``<small>``."""

    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Emphasis(Node):
    """``<em>``."""

    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Strong(Node):
    """``<strong>``."""

    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link(Node):
    """``<a href>``: a web or mail address, or ``#id`` of a node of the same document."""

    href: str
    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact(Node):
    """``<data value data-ref>``: a figure bound to the data; `ref` is its path, `trace` a hash of the projected record."""

    value: str
    ref: str
    trace: str
    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(Node):
    """``<span class="footnote">``: a footnote, written where its mark stands."""

    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Break(Node):
    """``<br>``: a line break inside a paragraph."""


Inline = Text | Span | Emphasis | Strong | Link | Fact | Note | Break


# Blocks -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading(Node):
    """``<h1>`` to ``<h6>``; levels never skip."""

    level: int
    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph(Node):
    """``<p>``; the role says what it is: lead, note, source, statement, stamp ..."""

    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class List(Node):
    """``<ul>`` or ``<ol>``; each item is a sequence of blocks."""

    ordered: bool
    items: tuple[tuple[Block, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms(Node):
    """``<dl>``: pairs of a term and its description, such as acronyms, or a chapter's facts."""

    pairs: tuple[tuple[tuple[Inline, ...], tuple[Inline, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote(Node):
    """``<blockquote>``."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell(Node):
    """``<td>`` or (`header`) ``<th>``; `scope` of a header is ``col``, ``row``, ``colgroup`` or ``rowgroup``."""

    content: tuple[Inline, ...]
    header: bool = False
    scope: str = ""
    colspan: int = 1
    rowspan: int = 1
    align: Align = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row(Node):
    """``<tr>``."""

    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(Node):
    """``<table>``: caption, head rows, and groups of body rows that stay together (one ``<tbody>`` each).

    `columns` is the width of the grid; spans are resolved against it by `reportgen.document.read`, so rows always fill it.
    """

    caption: tuple[Inline, ...] = ()
    head: tuple[Row, ...] = ()
    bodies: tuple[tuple[Row, ...], ...] = ()
    columns: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture(Node):
    """``<img src="rg:..." alt>``: `source` names an entry of the manuscript's image map.

    `width` and `height` are in millimetres, or 0.
    """

    source: str
    alt: str
    width: float = 0
    height: float = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Node):
    """``<figure>``: a picture or chart with its caption and, beneath it, notes such as the source."""

    pictures: tuple[Picture, ...]
    caption: tuple[Inline, ...] = ()
    notes: tuple[Paragraph, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentsEntry(Node):
    """One line of the contents: where it leads, how deep it stands, its words."""

    target: str
    level: int
    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents(Node):
    """``<nav class="contents">``, ``"figures"`` or ``"tables"``: entries with page numbers that each writer finds itself."""

    kind: Literal["contents", "figures", "tables"] = "contents"
    entries: tuple[ContentsEntry, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Container(Node):
    """``<section>``, ``<div>``, ``<header>``, ``<footer>``, ``<main>``: roles for layout, otherwise transparent."""

    section: bool
    blocks: tuple[Block, ...]


Block = Heading | Paragraph | List | Terms | Quote | Table | Figure | Contents | Container


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A whole report.

    Attributes:
        title, subject, author, keywords: Metadata; `date` is ISO 8601.
        lang, dir: Of the document.
        stamp: Words for every page of a draft or illustrative edition; empty for a final one.
        running: What stands at the foot of every page.
        broken: What follows "Table 4" in the running head of a page on which the table goes on.
        blocks: The report.
    """

    title: str
    lang: str
    dir: Direction = "ltr"
    subject: str = ""
    author: str = ""
    keywords: tuple[str, ...] = ()
    date: str = ""
    stamp: str = ""
    running: str = ""
    broken: str = ""
    blocks: tuple[Block, ...] = field(default=())
