"""A narrative becomes its pieces: each stretch of text that a draft prints as one paragraph, cell or note, with its origin.

Origins are ``file#1``, ``file#2`` ... in the order of the file, ``file#^label`` for a footnote, ``file#title`` and
``file#by`` for the front matter: the same that `reportgen.compose.prose` writes into a draft.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, assert_never

from reportgen.model import narrative as m

Kind = Literal["paragraph", "heading", "cell", "note"]


@dataclass(frozen=True, slots=True)
class Piece:
    """One stretch of text.

    Attributes:
        origin: Its name in drafts.
        kind: What it is.
        content: Its inlines.
        span: Of its block in the source; of a cell or a note, of its content.
        chain: The blocks around it, from the outermost; the last is its own.
        row, column: In a table, from 0; the head is row 0.
    """

    origin: str
    kind: Kind
    content: tuple[m.Inline, ...]
    span: m.Span
    chain: tuple[m.NarrativeBlock, ...] = ()
    row: int = 0
    column: int = 0


def pieces(narrative: m.Narrative) -> Iterator[Piece]:
    """Yield the pieces of a narrative's body, in order; a footnote follows the piece that first marks it."""
    noted: set[str] = set()
    for count, piece in enumerate(_of_blocks(narrative.blocks, ()), 1):
        yield Piece(
            f"{narrative.file}#{count}", piece.kind, piece.content, piece.span, piece.chain, piece.row, piece.column
        )
        for note in notes_of(piece.content):
            if note.label not in noted:
                noted.add(note.label)
                yield Piece(f"{narrative.file}#^{note.label}", "note", note.content, span_of(note.content), piece.chain)


def notes_of(content: Iterable[m.Inline]) -> Iterator[m.Footnote]:
    """Yield the footnotes that are marked in `content`."""
    for item in content:
        match item:
            case m.Footnote():
                yield item
            case m.Emphasis() | m.WebLink():
                yield from notes_of(item.content)
            case m.Words() | m.FactReference() | m.LineBreak():
                pass
            case _:
                assert_never(item)


def span_of(content: tuple[m.Inline, ...]) -> m.Span:
    """Return the span of a run of inlines; empty where there are none."""
    return m.Span(content[0].span.start, content[-1].span.end) if content else m.Span(0, 0)


def _of_blocks(blocks: Iterable[m.NarrativeBlock], chain: tuple[m.NarrativeBlock, ...]) -> Iterator[Piece]:
    for block in blocks:
        inner = (*chain, block)
        match block:
            case m.TextBlock():
                yield Piece("", "heading" if block.level else "paragraph", block.content, block.span, inner)
            case m.ListBlock():
                for item in block.items:
                    yield from _of_blocks(item, inner)
            case m.QuoteBlock():
                yield from _of_blocks(block.blocks, inner)
            case m.TableBlock():
                for row, cells in enumerate((block.head, *block.rows)):
                    for column, content in enumerate(cells):
                        yield Piece("", "cell", content, span_of(content), inner, row, column)
            case _:
                assert_never(block)
