"""Paragraphs that are new become edits that put them in: items into the list, rows into the table, blocks between blocks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportgen.model import narrative as m
from reportgen.review.changed import Written
from reportgen.review.pieces import Piece
from reportgen.review.rounds import Edit
from reportgen.review.source import Source, block_text, margin, row_line

_MARKER = re.compile(r"([ \t]*(?:>[ \t]?)*[ \t]*)([-*+]|\d{1,9}[.)])([ \t]+)")
_NUMBER = re.compile(r"\d+")


def insertions(source: Source, index: int, written: list[Written]) -> list[Edit]:
    """Put paragraphs behind a leaf: items into its list, rows into its table, blocks behind its block."""
    while index >= 0 and source.leaves[index].piece is None:
        index -= 1
    if index < 0:
        blocks = source.narrative.blocks
        text = "\n\n".join(_blocks(source, written))
        if not blocks:
            end = len(source.text.rstrip("\n"))
            return [Edit(file=source.file, start=end, end=end, text=f"\n{text}")]
        start = margin(source.text, blocks[0].span.start)
        return [Edit(file=source.file, start=start, end=start, text=f"{text}\n\n")]
    piece = source.leaves[index].piece
    assert piece is not None
    inner = _leading(written, piece)
    edits: list[Edit] = []
    if inner and piece.kind == "cell":
        line = row_line(source, piece.chain[-1], piece.row)
        if line and not piece.row:  # behind the line that parts the head from the rows
            line = (line[0], source.text.find("\n", line[1] + 1))
        if line and line[1] > 0:
            edits.append(Edit(file=source.file, start=line[1], end=line[1], text=_rows(source, inner, piece.chain[-1])))
    elif inner:
        edits.append(
            Edit(file=source.file, start=piece.span.end, end=piece.span.end, text=_items(source, inner, index))
        )
    rest = written[len(inner) :]
    if rest:
        top = piece.chain[0]
        later = source.leaves[index + 1].piece if index + 1 < len(source.leaves) else None
        within = later is not None and later.chain and later.chain[0] is top and piece.kind != "cell"
        at = piece.span.end if within else top.span.end
        text = "".join(f"\n\n{block}" for block in _blocks(source, rest)) + ("\n" if within else "")
        edits.append(Edit(file=source.file, start=at, end=at, text=text))
    return edits


def _leading(written: Sequence[Written], piece: Piece) -> list[Written]:
    """Return the first paragraphs that go on with the list or table that they stand behind."""
    inner: list[Written] = []
    for each in written:
        listed = each.shape.item and any(isinstance(block, m.ListBlock) for block in piece.chain)
        tabled = each.shape.cell and piece.kind == "cell"
        if not (listed or tabled):
            break
        inner.append(each)
    return inner


def _items(source: Source, written: Sequence[Written], index: int) -> str:
    """Return items written as their neighbours are."""
    before = _marker(source, index)
    loose = _loose(source, index)
    out: list[str] = []
    number = int(found[0]) if (found := _NUMBER.search(before[1])) else 0
    for each in written:
        marker = before[1]
        if number:
            number += 1
            marker = _NUMBER.sub(str(number), marker)
        indent = before[0]
        depth = sum(isinstance(block, m.ListBlock) for block in source.leaves[index].piece.chain)  # type: ignore[union-attr]
        if each.shape.item > depth:
            indent += " " * len(before[1] + before[2]) * (each.shape.item - depth)
        elif each.shape.item < depth:
            outer = _outer(source, index, each.shape.item)
            indent, marker = outer[0], outer[1]
        out.append(f"{loose}{indent}{marker}{before[2]}{source.written(each.tokens)}")
    return "".join(out)


def _marker(source: Source, index: int) -> tuple[str, str, str]:
    """Return indent, marker and space of the item that a leaf stands in."""
    piece = source.leaves[index].piece
    assert piece is not None
    start = source.text.rfind("\n", 0, piece.span.start) + 1
    match = _MARKER.match(source.text, start)
    if match and match.end() <= piece.span.start:
        return match[1], match[2], match[3]
    ordered = any(isinstance(block, m.ListBlock) and block.ordered for block in piece.chain)
    return "", "1." if ordered else "-", " "


def _outer(source: Source, index: int, depth: int) -> tuple[str, str, str]:
    """Return the marker of the nearest item above that is as deep as wanted."""
    for each in range(index, -1, -1):
        piece = source.leaves[each].piece
        if piece and sum(isinstance(block, m.ListBlock) for block in piece.chain) == depth:
            return _marker(source, each)
    return "", "-", " "


def _loose(source: Source, index: int) -> str:
    """Return what stands between two items of the list: a line end, or an empty line too."""
    piece = source.leaves[index].piece
    assert piece is not None
    listed = next((block for block in reversed(piece.chain) if isinstance(block, m.ListBlock)), None)
    firsts = [item[0].span.start for item in listed.items if item] if listed else []
    ends = [item[-1].span.end for item in listed.items if item] if listed else []
    between = [source.text[end:start] for end, start in zip(ends, firsts[1:], strict=False)]
    return "\n\n" if any(gap.count("\n") > 1 for gap in between) else "\n"


def _rows(source: Source, written: Sequence[Written], table: m.NarrativeBlock) -> str:
    """Return rows of a table that is there."""
    columns = len(table.head) if isinstance(table, m.TableBlock) else 0
    return "".join(f"\n{row}" for row in _row_lines(source, written, columns))


def _row_lines(source: Source, written: Sequence[Written], columns: int) -> list[str]:
    rows: dict[tuple[int, int], list[str]] = {}
    for each in written:
        if each.cell:
            cells = rows.setdefault((each.cell.table, each.cell.row), [])
            cells += [""] * (each.cell.column + 1 - len(cells))
            text = source.written(each.tokens, cell=True, opening=False)
            cells[each.cell.column] = f"{cells[each.cell.column]} {text}".strip()
    width = columns or max((len(cells) for cells in rows.values()), default=1)
    return [f"| {' | '.join((cells + [''] * width)[:width])} |" for cells in rows.values()]


def _blocks(source: Source, written: Sequence[Written]) -> list[str]:
    """Return new paragraphs as blocks; items that follow one another make a list, cells a table."""
    blocks: list[str] = []
    last: Written | None = None
    number = 0
    for each in written:
        joins = last is not None and (
            (each.shape.item and last.shape.item and each.shape.ordered == last.shape.ordered)
            or (each.cell and last.cell and each.cell.table == last.cell.table)
            or (each.shape.quote and last.shape.quote)
        )
        number = number + 1 if joins else 1
        if each.cell:
            if not joins:
                rows = [w for w in written if w.cell and w.cell.table == each.cell.table]
                lines = _row_lines(source, rows, 0)
                head = lines[0].count(" | ") + 1
                blocks.append("\n".join((lines[0], "|" + " --- |" * head, *lines[1:])))
        elif joins and each.shape.item:
            blocks[-1] += "\n" + block_text(source, each, f"{number}. " if each.shape.ordered else "- ")
        elif joins:
            blocks[-1] += "\n>\n" + block_text(source, each, "")
        else:
            blocks.append(block_text(source, each, "1. " if each.shape.ordered else "- "))
        last = each
    return blocks
