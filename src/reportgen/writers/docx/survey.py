"""A document becomes what must be known before its first word is written: what is linked to, and what is
there to link to.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from reportgen.document.nodes import (
    Block,
    Break,
    Cell,
    Container,
    Contents,
    ContentsEntry,
    Document,
    Emphasis,
    Fact,
    Figure,
    Heading,
    Inline,
    Link,
    List,
    Note,
    Paragraph,
    Picture,
    Quote,
    Row,
    Span,
    Strong,
    Table,
    Terms,
    Text,
)

AnyNode = Inline | Block | Cell | Row | Picture | ContentsEntry


@dataclass(frozen=True, slots=True)
class Survey:
    """What is in a document.

    Attributes:
        linked: Ids that text links to.
        listed: Ids that contents or a list of figures or tables lead to.
        captioned: Ids of figures and tables with a numbered caption: a reference to them is a field.
    """

    linked: frozenset[str]
    listed: frozenset[str]
    captioned: frozenset[str]


def survey(document: Document) -> Survey:
    """Walk `document` once."""
    ids: set[str] = set()
    linked: set[str] = set()
    listed: set[str] = set()
    captioned: set[str] = set()
    for node in walk(document.blocks):
        if node.id:
            ids.add(node.id)
        match node:
            case Link(href=href) if href.startswith("#"):
                linked.add(href[1:])
            case ContentsEntry(target=target):
                listed.add(target)
            case Figure(caption=caption) | Table(caption=caption) if label_of(caption):
                captioned.add(node.id)
            case _:
                pass
    return Survey(frozenset(linked & ids), frozenset(listed & ids), frozenset(captioned - {""}))


def label_of(caption: tuple[Inline, ...]) -> Span | None:
    """Return the numbered label that a caption starts with ("Figure 3"), if it has one."""
    if caption and isinstance(caption[0], Span) and "label" in caption[0].roles:
        return caption[0]
    return None


def plain(content: tuple[Inline, ...]) -> str:
    """Return the characters of `content`; footnotes are left out."""
    words: list[str] = []
    for inline in content:
        match inline:
            case Text(text=text):
                words.append(text)
            case Break():
                words.append(" ")
            case Note():
                pass
            case _:
                words.append(plain(inline.content))
    return "".join(words)


def first_heading(blocks: tuple[Block, ...]) -> str:
    """Return the words of the first heading of level 1, for the running header; none if contents leave it
    out.
    """
    for node in walk(blocks):
        if isinstance(node, Heading) and node.level == 1:
            return "" if "unlisted" in node.roles else plain(node.content)
    return ""


def digits(text: str, count: int) -> str:
    """Return `count` decimal digits that depend on `text` alone: names stay the same from edition to
    edition.
    """
    return str(int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big"))[-count:].zfill(count)


def walk(nodes: tuple[AnyNode, ...]) -> Iterator[AnyNode]:
    """Yield every node, parents first."""
    for node in nodes:
        yield node
        yield from walk(_children(node))


def _children(node: AnyNode) -> tuple[AnyNode, ...]:
    match node:
        case Text() | Break() | Picture():
            return ()
        case (
            Span()
            | Emphasis()
            | Strong()
            | Link()
            | Fact()
            | Note()
            | Heading()
            | Paragraph()
            | Cell()
            | ContentsEntry()
        ):
            return node.content
        case List(items=items):
            return tuple(block for item in items for block in item)
        case Terms(pairs=pairs):
            return tuple(inline for pair in pairs for side in pair for inline in side)
        case Quote(blocks=blocks) | Container(blocks=blocks):
            return blocks
        case Row(cells=cells):
            return cells
        case Table(caption=caption, head=head, bodies=bodies):
            return (*caption, *head, *(row for body in bodies for row in body))
        case Figure(pictures=pictures, caption=caption, notes=notes):
            return (*pictures, *caption, *notes)
        case Contents(entries=entries):
            return entries
        case _:
            assert_never(node)
