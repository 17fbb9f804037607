"""A style and inlines become a paragraph: its properties in the order of CT_PPr, its bookmarks around its
text.
"""

from __future__ import annotations

from reportgen.document.nodes import Inline, Node

from .inlines import add_inlines, voice_of
from .word import Flow, Word, bookmarks_of, close_bookmark, flush_pending, open_bookmark
from .xml import Element, add, name

_TABLE = name("w:tbl")
_PROPERTIES = name("w:pPr")
_KEEP = name("w:keepNext")


def open_paragraph(
    word: Word, flow: Flow, style: str, *, keep_next: bool = False, number: tuple[int, int] | None = None
) -> Element:
    """Add an empty paragraph; direct properties are only those that a style cannot hold."""
    paragraph = add(flow.parent, "w:p")
    properties = add(paragraph, "w:pPr")
    add(properties, "w:pStyle", val=style)
    if keep_next:
        add(properties, "w:keepNext")
    if number:
        item = add(properties, "w:numPr")
        add(item, "w:ilvl", val=number[0])
        add(item, "w:numId", val=number[1])
    if flow.rtl != word.rtl:
        add(properties, "w:bidi", val=int(flow.rtl))
    if word.pending:
        flush_pending(word, paragraph)
    return paragraph


def add_paragraph(
    word: Word,
    flow: Flow,
    style: str,
    content: tuple[Inline, ...],
    node: Node | None = None,
    *,
    keep_next: bool = False,
    number: tuple[int, int] | None = None,
) -> Element:
    """Add a paragraph with `content`; `node` gives the id that others link to."""
    paragraph = open_paragraph(word, flow, style, keep_next=keep_next, number=number)
    names = bookmarks_of(word, node) if node else ()
    marks = [open_bookmark(word, paragraph, name) for name in names]
    add_inlines(word, paragraph, content, voice_of(flow))
    for mark in reversed(marks):
        close_bookmark(paragraph, mark)
    return paragraph


def last_is_table(parent: Element) -> bool:
    """Whether the last thing in `parent` is a table."""
    return len(parent) > 0 and parent[-1].tag == _TABLE


def keep_with_next(parent: Element) -> None:
    """Keep the last row of the table at the end of `parent` on the page of the paragraph that follows."""
    for paragraph in parent[-1][-1].iter(name("w:p")):
        properties = paragraph[0]
        if properties.tag == _PROPERTIES and properties.find(_KEEP) is None:
            keep = add(properties, "w:keepNext")
            properties.insert(1, keep)
