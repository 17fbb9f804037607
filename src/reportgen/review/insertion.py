"""Paragraphs that are new become edits that put them in: items into the list, rows into the table, blocks between blocks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportgen.model import narrative as m
from reportgen.review.changed import Written
from reportgen.review.pieces import Piece
from reportgen.review.rounds import Edit
from reportgen.review.source import Source, block_text, lead_of, margin, margined, row_line

_MARKER = re.compile(r"([ \t]*(?:>[ \t]?)*[ \t]*)([-*+]|\d{1,9}[.)])([ \t]+)")
_NUMBER = re.compile(r"\d+")


def insertions(source: Source, index: int, written: list[Written]) -> list[Edit]:
    """Put paragraphs behind a leaf: items into its list, rows into its table, blocks behind its block."""
    while index >= 0 and source.leaves[index].piece is None:
        index -= 1
    if heads := _heads(source, index, written):
        return [_first_items(source, index, heads), *_behind(source, index, written[: -len(heads)])]
    return _behind(source, index, written)


def _behind(source: Source, index: int, written: list[Written]) -> list[Edit]:
    if not written:
        return []
    if index < 0:
        blocks = source.narrative.blocks
        text = "\n\n".join(_blocks(source, written))
        if not blocks:
            end = len(source.text.rstrip("\n"))
            return [Edit(file=source.file, start=end, end=end, text=f"\n{text}")]
        start = _before(source, blocks[0])
        return [Edit(file=source.file, start=start, end=start, text=f"{text}\n\n")]
    piece = source.leaves[index].piece
    assert piece is not None
    later = source.leaves[index + 1].piece if index + 1 < len(source.leaves) else None
    inner = _leading(written, piece, later)
    edits: list[Edit] = []
    if inner and inner[0].shape.quote:
        lead = lead_of(source, piece)
        text = "".join(f"\n{lead.rstrip()}\n{lead}{margined(source.written(each.tokens), lead)}" for each in inner)
        edits.append(Edit(file=source.file, start=piece.span.end, end=piece.span.end, text=text))
    elif inner and piece.kind == "cell":
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
        behind = [
            i for i in range(index + 1, len(source.leaves)) if (p := source.leaves[i].piece) and p.chain[0] is top
        ]
        within = bool(behind) and piece.kind != "cell"
        at = piece.span.end if within else top.span.end
        parted = within and not source.gone.issuperset(behind)
        text = "".join(f"\n\n{block}" for block in _blocks(source, rest)) + ("\n" if parted else "")
        edits.append(Edit(file=source.file, start=at, end=at, text=text))
    return edits


def _leading(written: Sequence[Written], piece: Piece, later: Piece | None) -> list[Written]:
    """Return the first paragraphs that go on with the list, quotation or table that they stand behind."""
    inner: list[Written] = []
    amid = later is not None and bool(_lists(piece)) and any(each is _lists(piece)[-1] for each in later.chain)
    quoted = len(piece.chain) > 1 and isinstance(piece.chain[-2], m.QuoteBlock)
    for each in written:
        listed = each.shape.item and (amid or _goes_on(piece, each.shape.item, each.shape.ordered))
        tabled = each.shape.cell and piece.kind == "cell"
        if not (listed or tabled or (quoted and each.shape.quote)):
            break
        inner.append(each)
    return inner


def _lists(piece: Piece) -> list[m.ListBlock]:
    return [block for block in piece.chain if isinstance(block, m.ListBlock)]


def _goes_on(piece: Piece, depth: int, ordered: bool) -> bool:
    """Say whether an item goes on with a list that a piece stands in, or is a deeper one of it."""
    lists = _lists(piece)
    return bool(depth and lists) and (depth > len(lists) or lists[depth - 1].ordered == ordered)


def _heads(source: Source, index: int, written: list[Written]) -> list[Written]:
    """Return the last paragraphs that are items of the list that begins behind a leaf."""
    at = _next(source, index)
    later = source.leaves[at].piece if at < len(source.leaves) else None
    lists = _lists(later) if later else []
    if not later or not lists or at in source.gone or not lists[-1].items[0]:
        return []
    depth, ordered = len(lists), lists[-1].ordered
    start = source.text.rfind("\n", 0, later.span.start) + 1
    marker = _MARKER.match(source.text, start)
    near = source.leaves[index].piece if index >= 0 else None
    goes_on = near is not None and len(_lists(near)) >= depth and _goes_on(near, depth, ordered)
    if goes_on or later.chain[-1] is not lists[-1].items[0][0] or not marker or marker.end() != later.span.start:
        return []
    count = 0
    while count < len(written) and (shape := written[-1 - count].shape).item == depth and shape.ordered == ordered:
        count += 1
    return written[len(written) - count :]


def _next(source: Source, index: int) -> int:
    """Return the leaf behind another one, that of a title left out."""
    return next((i for i in range(index + 1, len(source.leaves)) if source.leaves[i].piece), len(source.leaves))


def _first_items(source: Source, index: int, written: Sequence[Written]) -> Edit:
    """Put items before the first one of the list that begins behind a leaf."""
    at = _next(source, index)
    later = source.leaves[at].piece
    assert later is not None
    indent, marker, space = _marker(source, at)
    lead, loose = lead_of(source, later), _loose(source, at)
    number = int(found[0]) if (found := _NUMBER.search(marker)) else 0
    text = ""
    for count, each in enumerate(written):
        own = _NUMBER.sub(str(number + count), marker)
        text += f"{indent}{own}{space}{margined(source.written(each.tokens), lead)}{loose}"
    start = source.text.rfind("\n", 0, later.span.start) + 1
    return Edit(file=source.file, start=start, end=start, text=text)


def _before(source: Source, block: m.NarrativeBlock) -> int:
    """Return where to put what comes before the first block: before the directives that hold for it."""
    start = margin(source.text, block.span.start)
    for each in source.narrative.directives:
        if each.before == 0:
            start = min(start, sum(len(line) for line in source.text.splitlines(keepends=True)[: each.line - 1]))
    return start


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
        lead = indent + " " * len(marker + before[2])
        out.append(f"{loose}{indent}{marker}{before[2]}{margined(source.written(each.tokens), lead)}")
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
