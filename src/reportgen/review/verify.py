"""The source with a patch is read again, and its words are held against those that the reviewer's file shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from reportgen.load.narratives import read_narrative
from reportgen.model import narrative as m
from reportgen.review.book import Book, facts_of
from reportgen.review.changed import Shape, Step, Written
from reportgen.review.pieces import Piece, pieces
from reportgen.review.source import Source
from reportgen.review.tokens import Token, of_piece


def notes_read(text: str, source: Source, step: Step, book: Book) -> bool:
    """Say whether the footnotes that a step adds read as they should."""
    written = [*step.content.values(), *(each for many in step.after.values() for each in many)]
    new = {token.note for each in written for token, _ in each.tokens if token.note in source.new_notes}
    if not new:
        return True
    narrative, _ = read_narrative(text, source.file, "en")
    notes = {piece.origin: piece for piece in pieces(narrative)} if narrative else {}
    for note in new:
        piece = notes.get(f"{source.file}#^{source.label(note)}")
        if piece is None or said(tokens_of(piece, book)) != said(token for token, _ in source.new_notes[note]):
            return False
    return True


Said = tuple[tuple[str, bool, bool, str], ...]
"""Words with their looks: bold, italic, link."""


def reading(text: str, file: str, book: Book) -> list[tuple[str, Said]]:
    """Return the pieces of a text as kinds and words with their looks; nothing where it is no narrative."""
    narrative, _ = read_narrative(text, file, "en")
    if narrative is None:
        return []
    read: list[tuple[str, Said]] = [("front", ((narrative.title, False, False, ""), (narrative.by, False, False, "")))]
    for piece in pieces(narrative):
        if piece.kind != "note":
            read.append((_kind(piece), said(tokens_of(piece, book))))
    return read


def tokens_of(piece: Piece, book: Book) -> tuple[Token, ...]:
    """Return the tokens of a piece, its facts as the draft printed them."""
    printed = [(str(i), book.printed.get((f.path, f.format), "")) for i, f in enumerate(facts_of(piece.content))]
    return of_piece(piece, printed).tokens


def _kind(piece: Piece) -> str:
    lists = sum(isinstance(block, m.ListBlock) for block in piece.chain)
    last = piece.chain[-1]
    if piece.kind == "cell":
        return "cell"
    if isinstance(last, m.TextBlock) and last.level:
        return "heading"
    return "item" if lists else "paragraph"


def said(tokens: Iterable[Token]) -> Said:
    """Return words with their looks, joined where they look alike; footnotes as a star."""
    found: list[tuple[str, bool, bool, str]] = []
    for token in tokens:
        text = "*" if token.note else token.text
        look = (False, False, "") if token.note else token.look
        last = found[-1] if found else None
        if last and (token.blank or last[1:] == look):
            found[-1] = (last[0] + text, last[1], last[2], last[3])
        else:
            found.append((text, look[0], look[1], look[2]))
    return tuple(found)


def expected(source: Source, steps: Sequence[Step]) -> list[tuple[str, Said]]:
    """Return what the file must read once the steps are done."""
    front = {"title": source.narrative.title, "by": source.narrative.by}
    content: dict[int, Written | None] = {}
    after: dict[int, list[Written]] = {}
    for step in steps:
        content |= dict.fromkeys(step.gone)
        content |= step.content
        for index, written in step.after.items():
            after.setdefault(index, []).extend(written)
    read: list[tuple[str, Said]] = []
    first = next((i for i, leaf in enumerate(source.leaves) if leaf.piece), len(source.leaves))
    read += _inserted(after.get(-1, []) if first > 0 else [])
    for index, leaf in enumerate(source.leaves):
        if index == first:
            read += _inserted(after.get(first - 1, []))
        if leaf.piece is None:
            name = leaf.origin.rpartition("#")[2]
            if index in content:
                written = content[index]
                front[name] = "".join(token.text for token, _ in written.tokens) if written else ""
            continue
        if index not in content:
            read.append((_kind(leaf.piece), said(leaf.tokens)))
        elif (written := content[index]) is not None:
            kind = _shape_kind(written.shape) if any(index in s.reshaped for s in steps) else _kind(leaf.piece)
            read.append((kind, _said_as(kind, (token for token, _ in written.tokens))))
        elif leaf.piece.kind == "cell" and not _row_gone(source, index, content):
            read.append(("cell", ()))
        table = leaf.piece.chain[-1]
        read += _inserted(after.get(index, []), len(table.head) if isinstance(table, m.TableBlock) else 0)
    return [("front", ((front["title"], False, False, ""), (front["by"], False, False, ""))), *read]


def _row_gone(source: Source, index: int, content: Mapping[int, Written | None]) -> bool:
    piece = source.leaves[index].piece
    assert piece is not None
    row = [
        i
        for i, leaf in enumerate(source.leaves)
        if leaf.piece and leaf.piece.chain[-1] is piece.chain[-1] and leaf.piece.row == piece.row
    ]
    return all(i in content and content[i] is None for i in row)


def _inserted(written: Sequence[Written], width: int = 0) -> list[tuple[str, Said]]:
    """Return what was put in, of rows each cell; empty ones, of which nothing is written, among them."""
    read: list[tuple[str, Said]] = []
    columns = width or 1 + max((each.cell.column for each in written if each.cell), default=0)
    ordered = sorted(written, key=lambda each: each.at)
    for row, parts in groupby(ordered, lambda each: each.cell and (each.cell.table, each.cell.row)):
        cells: dict[int, list[Token]] = {}
        for each in parts:
            tokens = [token for token, _ in each.tokens]
            if each.cell:
                held = cells.setdefault(each.cell.column, [])
                held += [Token(" "), *tokens] if held else tokens
            else:
                read.append((kind := _shape_kind(each.shape), _said_as(kind, tokens)))
        read += [("cell", _said_as("cell", cells.get(column, []))) for column in range(columns if row else 0)]
    return read


def _said_as(kind: str, tokens: Iterable[Token]) -> Said:
    """Return words as a heading or a cell holds them: a line break is a space."""
    one_line = kind in ("heading", "cell")
    return said(replace(token, text=" ") if one_line and token.text == "\n" else token for token in tokens)


def _shape_kind(shape: Shape) -> str:
    if shape.cell:
        return "cell"
    return "heading" if shape.level else "item" if shape.item else "paragraph"
