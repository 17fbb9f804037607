"""Pieces that are gone become edits that take them out, with the blocks, items and rows that are empty without them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportgen.review.pieces import span_of
from reportgen.review.rounds import Edit
from reportgen.review.source import Source, margin, row_line

_DIRECTIVE = re.compile(r"<!--.*?-->", re.DOTALL)


def _tops(source: Source) -> list[int | None]:
    """Return for each leaf the index of its block among those of the narrative; None for the front matter."""
    number = {id(block): index for index, block in enumerate(source.narrative.blocks)}
    return [number[id(leaf.piece.chain[0])] if leaf.piece else None for leaf in source.leaves]


def removals(source: Source, gone: frozenset[int]) -> list[Edit]:
    """Return the edits that take leaves out, with the blocks, items and rows that are empty without them."""
    tops = _tops(source)
    members: dict[int, list[int]] = {}
    for index, top in enumerate(tops):
        if top is not None:
            members.setdefault(top, []).append(index)
    whole = sorted(top for top, leaves in members.items() if set(leaves) <= gone)
    edits = [_blocks_out(source, run) for run in _runs(source, whole)]
    rest = [index for index in sorted(gone) if tops[index] is not None and tops[index] not in whole]
    done: set[int] = set()
    for index in rest:
        if index not in done:
            edits += _lines_out(source, index, gone, members[tops[index] or 0], done)
    return edits


def _runs(source: Source, numbers: Sequence[int]) -> list[tuple[int, int]]:
    """Join blocks that follow one another with nothing but directives between them."""
    blocks = source.narrative.blocks
    runs: list[tuple[int, int]] = []
    for number in numbers:
        between = source.text[blocks[number - 1].span.end : blocks[number].span.start] if number else ""
        if runs and runs[-1][1] == number - 1 and not _DIRECTIVE.sub("", between).strip():
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs


def _blocks_out(source: Source, run: tuple[int, int]) -> Edit:
    """Take blocks out, with the empty lines behind them; directives and notes between blocks stay."""
    blocks, text = source.narrative.blocks, source.text
    start, end = blocks[run[0]].span.start, blocks[run[1]].span.end
    start = margin(text, start)
    following = end
    while following < len(text) and text[following] in " \t\n":
        following += 1
    if following < len(text):
        return Edit(file=source.file, start=start, end=margin(text, following), text="")
    while start > 0 and text[start - 1] in " \t\n":
        start -= 1
    front = text[:start].endswith("---") and run[0] == 0
    return Edit(file=source.file, start=start + front, end=len(text) if front else end, text="")


def _lines_out(source: Source, index: int, gone: frozenset[int], members: list[int], done: set[int]) -> list[Edit]:
    """Take the lines of an item, of a paragraph in a quotation, or of a row out."""
    piece = source.leaves[index].piece
    assert piece is not None
    if piece.kind == "cell":
        row = [i for i in members if (p := source.leaves[i].piece) and p.row == piece.row and p.chain == piece.chain]
        line = row_line(source, piece.chain[-1], piece.row)
        if set(row) <= gone and line and piece.row:
            done.update(row)
            return [Edit(file=source.file, start=line[0] - 1, end=line[1], text="")]
        done.add(index)
        span = span_of(piece.content)
        return [Edit(file=source.file, start=span.start, end=span.end, text="")] if piece.content else []
    done.add(index)
    start = source.text.rfind("\n", 0, piece.span.start) + 1
    later = [i for i in members if i > index]
    if later:
        following = source.leaves[later[0]].piece
        assert following is not None
        return [Edit(file=source.file, start=start, end=source.text.rfind("\n", 0, following.span.start) + 1, text="")]
    before = start
    while before > 0 and source.text[before - 1] in " \t\n>":
        before -= 1
    return [Edit(file=source.file, start=before, end=piece.span.end, text="")]
