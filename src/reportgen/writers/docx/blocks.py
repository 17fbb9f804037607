"""Block nodes become paragraphs, lists, tables, figures and sections of the document's body."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from reportgen.document.nodes import (
    Block,
    Container,
    Contents,
    Figure,
    Heading,
    Inline,
    List,
    Node,
    Paragraph,
    Quote,
    Table,
    Terms,
)

from .contents import add_contents
from .cover import add_field
from .figures import add_figure
from .inlines import add_inlines, voice_of
from .looks import HANGING, twips
from .numbering import LEVELS, new_list
from .pages import enter, settle
from .paragraphs import add_paragraph, keep_with_next, last_is_table
from .roles import BYLINES, CONTAINERS, COVER, HEADINGS, PARAGRAPHS, TERMS, UNLISTED, style_of
from .survey import plain
from .tables import add_table
from .widths import text_width
from .word import Flow, Word
from .xml import add

_BENEATH = ("Source", "Note", "Caveat", "Continued")
"""What stands beneath a table stays on its page."""


def add_blocks(word: Word, blocks: tuple[Block, ...], flow: Flow) -> None:
    """Add `blocks` at the end of `flow`."""
    skip = False
    for index, block in enumerate(blocks):
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        if skip:
            skip = False
        elif isinstance(block, Heading) and isinstance(following, Contents):
            settle(word, flow)
            add_contents(word, following, flow.within(following), block)
            skip = True
        else:
            add_block(word, block, flow.within(block))


def add_block(word: Word, block: Block, flow: Flow) -> None:
    """Add one block."""
    if not isinstance(block, Container):
        settle(word, flow)
    match block:
        case Heading():
            _add_heading(word, block, flow)
        case Paragraph():
            _add_plain(word, block, flow)
        case List():
            _add_list(word, block, flow)
        case Terms():
            _add_terms(word, block, flow)
        case Quote(blocks=blocks):
            _mark(word, block)
            add_blocks(word, blocks, replace(flow, style="Quote"))
        case Table():
            add_table(word, block, flow)
        case Figure():
            add_figure(word, block, flow)
        case Contents():
            add_contents(word, block, flow, None)
        case Container(blocks=blocks):
            _mark(word, block)
            inner = enter(word, block, flow)
            start = len(word.body)
            add_blocks(word, blocks, replace(inner, style=style_of(block.roles, CONTAINERS, inner.style)))
            if "cover" in block.roles and len(word.body) > start:
                logo = any(isinstance(each, Figure) and "logo" in each.roles for each in blocks)
                add_field(word, word.body[start], logo=logo)
        case _:
            assert_never(block)


def _mark(word: Word, node: Node) -> None:
    """Remember an id that belongs to the next paragraph, since the node itself leaves no trace in Word."""
    if node.id:
        word.pending.append(node.id)


def _add_heading(word: Word, heading: Heading, flow: Flow) -> None:
    if (flow.kind == "cover" and heading.level == 1) or "title" in heading.roles:
        style = "Title"
    else:
        style = HEADINGS[heading.level - 1] + ("Unlisted" if UNLISTED in heading.roles and heading.level < 4 else "")
    add_paragraph(word, flow, style, heading.content, heading)


def _add_plain(word: Word, paragraph: Paragraph, flow: Flow) -> None:
    if flow.kind == "cover":
        style = style_of(paragraph.roles, COVER, "Place")
    else:
        style = style_of(paragraph.roles, PARAGRAPHS, flow.style)
    if style == "Byline":
        style = BYLINES.get(flow.style, style)
    if flow.depth and style == "BodyText":
        style = f"ListContinue{_suffix(flow.depth - 1)}"
    if last_is_table(flow.parent):
        if style in _BENEATH:
            keep_with_next(flow.parent)
        elif style == "BodyText":
            style = "BodyTextAfterTable"
    add_paragraph(word, flow, style, paragraph.content, paragraph)


def _add_list(word: Word, block: List, flow: Flow) -> None:
    """Add a list; lists inside its items are one level deeper."""
    _mark(word, block)
    level = min(flow.depth, LEVELS - 1)
    style = f"{'ListNumber' if block.ordered else 'ListBullet'}{_suffix(level)}"
    instance = new_list(word) if block.ordered else 1
    number = (level, instance) if block.ordered or level > 2 else None
    inner = replace(flow, depth=flow.depth + 1, style="BodyText")
    for item in block.items:
        rest = item
        if item and isinstance(item[0], Paragraph):
            first = item[0]
            add_paragraph(word, flow.within(first), style, first.content, first, number=number)
            rest = item[1:]
        add_blocks(word, rest, inner)


def _suffix(level: int) -> str:
    return str(min(level, 2) + 1) if level else ""


def _add_terms(word: Word, terms: Terms, flow: Flow) -> None:
    """Add terms beside their descriptions, or, where one is too long for that, above them."""
    _mark(word, terms)
    style = style_of(terms.roles, TERMS, "Definition")
    room = twips(HANGING[style] * word.theme.page.measure - 2)
    size = word.theme.sizes.small if style == "FactLine" else word.theme.sizes.body
    beside = all(text_width(plain(term), size) < room for term, _ in terms.pairs)
    for term, description in terms.pairs:
        if beside:
            _add_definition(word, style, term, description, flow)
        else:
            add_paragraph(word, flow, "TermLine", term)
            add_paragraph(word, flow, "DefinitionLine", description)


def _add_definition(
    word: Word, style: str, term: tuple[Inline, ...], description: tuple[Inline, ...], flow: Flow
) -> None:
    """Add a term and, behind a tab, its description."""
    paragraph = add_paragraph(word, flow, style, ())
    voice = voice_of(flow)
    add_inlines(word, paragraph, term, replace(voice, style="FactTerm" if style == "FactLine" else "Term"))
    add(add(paragraph, "w:r"), "w:tab")
    add_inlines(word, paragraph, description, voice)
