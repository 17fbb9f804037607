"""The tree becomes lines of text: one line a block, in reading order. Goldens and comparisons between formats use it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import assert_never

from reportgen.document import nodes as n


def text_of(content: Iterable[n.Inline]) -> str:
    """Return the words of a run of inlines; a footnote's words stand in ``[[ ]]`` at the place of its mark."""
    parts: list[str] = []
    for item in content:
        match item:
            case n.Text(text=text):
                parts.append(text)
            case n.Break():
                parts.append("\n")
            case n.Note():
                parts.append(f"[[{text_of(item.content)}]]")
            case n.Span() | n.Emphasis() | n.Strong() | n.Link() | n.Fact():
                parts.append(text_of(item.content))
            case _:
                assert_never(item)
    return "".join(parts)


def outline(document: n.Document) -> str:
    """Return the whole document, one line a block: kind, level or roles, and words."""
    return "\n".join(_lines(document.blocks, 0)) + "\n"


def _label(name: str, node: n.Node) -> str:
    mark = "".join(f".{role}" for role in node.roles)
    language = f"({node.lang})" if node.lang else ""
    return f"{name}{mark}{language}"


def _lines(blocks: Iterable[n.Block], depth: int) -> Iterator[str]:
    pad = "  " * depth
    for block in blocks:
        match block:
            case n.Heading(level=level):
                yield f"{pad}{_label(f'h{level}', block)} {text_of(block.content)}"
            case n.Paragraph():
                yield f"{pad}{_label('p', block)} {text_of(block.content)}"
            case n.List():
                for item in block.items:
                    yield f"{pad}{_label('ol' if block.ordered else 'ul', block)}"
                    yield from _lines(item, depth + 1)
            case n.Terms():
                for term, description in block.pairs:
                    yield f"{pad}{_label('dl', block)} {text_of(term)} | {text_of(description)}"
            case n.Quote():
                yield f"{pad}{_label('quote', block)}"
                yield from _lines(block.blocks, depth + 1)
            case n.Table():
                yield f"{pad}{_label('table', block)} {text_of(block.caption)}"
                for row in (*block.head, *(row for body in block.bodies for row in body)):
                    yield f"{pad}  {' | '.join(text_of(cell.content) for cell in row.cells)}"
            case n.Figure():
                yield f"{pad}{_label('figure', block)} {text_of(block.caption)}"
                for picture in block.pictures:
                    yield f"{pad}  alt {picture.alt}"
                yield from _lines(block.notes, depth + 1)
            case n.Contents():
                yield f"{pad}{_label(block.kind, block)}"
                for entry in block.entries:
                    yield f"{pad}{'  ' * entry.level}{text_of(entry.content)}"
            case n.Container():
                yield f"{pad}{_label('section' if block.section else 'div', block)}"
                yield from _lines(block.blocks, depth + 1)
            case _:
                assert_never(block)


def walk(blocks: Iterable[n.Block]) -> Iterator[n.Block]:
    """Yield every block in reading order, containers and what they hold included."""
    for block in blocks:
        yield block
        match block:
            case n.Container() | n.Quote():
                yield from walk(block.blocks)
            case n.List():
                for item in block.items:
                    yield from walk(item)
            case _:
                pass
