"""A table becomes a native Word table: caption above, head rows repeated on every page, rows never split
(but for those that may be taller than a page), widths from the content.

Rows are written as elements from top to bottom; spans are resolved against the grid in one pass (ECMA-376
Part 1, 17.4).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from reportgen.document.nodes import Align, Cell, Row, Table

from .decimals import indents
from .figures import add_caption
from .inlines import add_inlines, voice_of
from .languages import units_side
from .looks import gap_of_cells
from .paragraphs import last_is_table, open_paragraph
from .roles import TABLES, style_of
from .survey import plain
from .widths import column_widths, text_width, word_width
from .word import Flow, Word, bookmarks_of, close_bookmark, flush_pending, open_bookmark
from .xml import Element, add

MARK = "\u25d0\u2002"
"""As wide as the mark before a status."""
UNBROKEN = (16, 11, 0)
"""Cells up to so many characters stay in one line; fewer where the table is crowded."""
CROWDED = 0.72
"""Of the measure: more than this is not given out before what columns have to say is weighed."""
KEPT_ROWS = 4
"""A group of more rows than this may break over pages."""
Kind = Literal["head", "group", "total", "derived", "body"]


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a row: a cell that starts there, or (`cell` is None) one that reaches down from above.

    Attributes:
        column, span: First column, number of columns.
        down: The cell reaches into the next row.
    """

    column: int
    span: int
    cell: Cell | None
    down: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the grid: what it is, what stands in it, and whether it stays with the next."""

    row: Row
    kind: Kind
    slots: tuple[Slot, ...]
    kept: bool


@dataclass(frozen=True, slots=True)
class Grid:
    """What the cells of a table share.

    Attributes:
        aligns: Of each column, from its body.
        widths: Of each column, in twentieths of a point.
        indents: Of each number from the trailing edge, so that decimal signs stand in one line.
    """

    lines: tuple[Line, ...]
    aligns: tuple[Align, ...]
    widths: tuple[int, ...]
    indents: dict[int, int]


def add_table(word: Word, table: Table, flow: Flow) -> None:
    """Add caption and table at the end of `flow`."""
    add_caption(word, table.caption, "Table", table, flow)
    if last_is_table(flow.parent):
        # Word joins two tables with nothing between them into one.
        open_paragraph(word, flow, "TableGap")
    grid = _grid(word, table, flow.measure)
    element = add(flow.parent, "w:tbl")
    _add_properties(element, table, grid, flow)
    columns = add(element, "w:tblGrid")
    for width in grid.widths:
        add(columns, "w:gridCol", w=width)
    for line in grid.lines:
        _add_row(word, element, line, grid, flow.within(line.row))


def _grid(word: Word, table: Table, measure: int) -> Grid:
    lines = tuple(_lines(table))
    columns = max((slot.column + slot.span for line in lines for slot in line.slots), default=1)
    aligns = _aligns(lines, columns)
    size = word.theme.sizes.small
    moved = _indents(lines, aligns, size)
    extra = 2 * gap_of_cells(word.theme) + 20
    leasts = [[1] * columns for _ in UNBROKEN]
    rows: list[list[int]] = []
    for line in lines:
        if line.kind == "group":
            continue
        rows.append([0] * columns)
        for slot in line.slots:
            if slot.cell is None or slot.span > 1:
                continue
            words = _words(slot.cell)
            slack = 1.08 if line.kind == "total" else 1.03
            around = extra + moved.get(id(slot.cell), 0)
            whole, longest = round(text_width(words, size) * slack), round(word_width(words, size) * slack)
            rows[-1][slot.column] = whole + around
            for least, limit in zip(leasts, UNBROKEN, strict=True):
                kept = line.kind != "head" and (len(words) <= limit or words.startswith(MARK))
                least[slot.column] = max(least[slot.column], (whole if kept else longest) + around)
    least = next((each for each in leasts if sum(each) < measure * CROWDED), leasts[-1])
    return Grid(lines, aligns, tuple(column_widths(least, rows, measure)), moved)


def _lines(table: Table) -> Iterator[Line]:
    """Resolve spans: every line fills the grid, with places for cells that reach down from above."""
    rows: list[tuple[Row, Kind, bool]] = []
    for row in table.head:
        rows.append((row, "head", True))
    for body in table.bodies:
        kept = len(body) <= KEPT_ROWS
        for row in body:
            rows.append((row, _kind(row), kept and row is not body[-1]))
    hanging: dict[int, tuple[int, int]] = {}  # column -> columns and rows still to fill
    for row, kind, kept in rows:
        slots: list[Slot] = []
        waiting = list(row.cells)
        column = 0
        while waiting or any(key >= column for key in hanging):
            if column in hanging:
                span, rows_left = hanging.pop(column)
                slots.append(Slot(column, span, None, rows_left > 1))
                if rows_left > 1:
                    hanging[column] = (span, rows_left - 1)
            elif waiting:
                cell = waiting.pop(0)
                span = cell.colspan
                slots.append(Slot(column, span, cell, cell.rowspan > 1))
                if cell.rowspan > 1:
                    hanging[column] = (span, cell.rowspan - 1)
            else:
                span = 1
                slots.append(Slot(column, span, Cell(content=())))
            column += span
        yield Line(row, kind, tuple(slots), kept)


def _kind(row: Row) -> Kind:
    if "total" in row.roles or "subtotal" in row.roles:
        return "total"
    if "derived" in row.roles:
        return "derived"
    if "group" in row.roles:
        return "group"
    if len(row.cells) == 1 and row.cells[0].header and row.cells[0].colspan > 1:
        return "group"
    return "body"


def _aligns(lines: Sequence[Line], columns: int) -> tuple[Align, ...]:
    """Return the alignment of each column: that of its first body cell which has one."""
    aligns: list[Align] = [""] * columns
    for line in lines:
        for slot in line.slots if line.kind == "body" else ():
            if slot.cell and slot.span == 1 and not aligns[slot.column]:
                aligns[slot.column] = slot.cell.align
    return tuple(aligns)


def _words(cell: Cell) -> str:
    """Return the words of a cell as wide as they are, with the mark of a status."""
    rated = any("status" in inline.roles for inline in cell.content)
    return (MARK if rated else "") + plain(cell.content)


def _indents(lines: Sequence[Line], aligns: Sequence[Align], size: float) -> dict[int, int]:
    found: dict[int, int] = {}
    for column, align in enumerate(aligns):
        if align == "decimal":
            cells = [
                slot.cell
                for line in lines
                if line.kind != "head"
                for slot in line.slots
                if slot.cell and slot.column == column and slot.span == 1
            ]
            found |= {id(cell): indent for cell, indent in indents(cells, size)}
    return found


def _add_properties(element: Element, table: Table, grid: Grid, flow: Flow) -> None:
    properties = add(element, "w:tblPr")
    add(properties, "w:tblStyle", val=style_of(table.roles, TABLES, "ReportTable"))
    if flow.rtl:
        add(properties, "w:bidiVisual")
    add(properties, "w:tblW", w=sum(grid.widths), type="dxa")
    if flow.depth:
        add(properties, "w:tblInd", w=0, type="dxa")
    add(properties, "w:tblLayout", type="fixed")
    total = bool(grid.lines) and grid.lines[-1].kind == "total"
    heads = any(
        slot.cell and slot.cell.header and slot.column == 0
        for line in grid.lines
        if line.kind == "body"
        for slot in line.slots
    )
    value = 0x0400 | (0x0020 if table.head else 0) | (0x0040 if total else 0) | (0x0080 if heads else 0) | 0x0200
    add(
        properties, "w:tblLook", val=f"{value:04X}", firstRow=int(bool(table.head)), lastRow=int(total),
        firstColumn=int(heads), lastColumn=0, noHBand=1, noVBand=1,
    )  # fmt: skip
    heading = "; ".join(filter(None, (plain(cell.content).strip() for row in table.head[-1:] for cell in row.cells)))
    caption = plain(table.caption).strip() or heading
    if caption:
        add(properties, "w:tblCaption", val=caption)
        add(properties, "w:tblDescription", val=heading or caption)


def _add_row(word: Word, element: Element, line: Line, grid: Grid, flow: Flow) -> None:
    row = add(element, "w:tr")
    properties = add(row, "w:trPr")
    if line.kind == "head":
        add(properties, "w:cnfStyle", val="100000000000")
    if "tall" not in line.row.roles:
        add(properties, "w:cantSplit")
        if line.kind == "head":
            add(properties, "w:tblHeader")
    if line.row.id:
        word.pending.append(line.row.id)
    for slot in line.slots:
        _add_cell(word, row, slot, line, grid, flow)


def _add_cell(word: Word, row: Element, slot: Slot, line: Line, grid: Grid, flow: Flow) -> None:
    element = add(row, "w:tc")
    properties = add(element, "w:tcPr")
    add(properties, "w:tcW", w=sum(grid.widths[slot.column : slot.column + slot.span]), type="dxa")
    if slot.span > 1:
        add(properties, "w:gridSpan", val=slot.span)
    if slot.cell is None:
        add(properties, "w:vMerge")
    elif slot.down:
        add(properties, "w:vMerge", val="restart")
    if line.kind == "head":
        add(properties, "w:vAlign", val="bottom")
    cell = slot.cell or Cell(content=())
    inner = replace(flow, parent=element).within(cell)
    column = grid.aligns[slot.column] if slot.span == 1 else ""
    align = cell.align or (column if line.kind == "head" else "")
    paragraph = add(element, "w:p")
    _add_cell_properties(word, paragraph, line, align, grid.indents.get(id(cell), 0), inner)
    if word.pending:
        flush_pending(word, paragraph)
    marks = [open_bookmark(word, paragraph, name) for name in bookmarks_of(word, cell)]
    add_inlines(word, paragraph, cell.content, voice_of(inner))
    for mark in reversed(marks):
        close_bookmark(paragraph, mark)


_STYLES = {
    "head": "TableHeading",
    "group": "TableGroup",
    "total": "TableTotal",
    "derived": "TableDerived",
    "body": "TableText",
}
_NUMBER_STYLES = {
    "head": "TableHeadingNumber",
    "total": "TableTotalNumber",
    "derived": "TableDerivedNumber",
    "body": "TableNumber",
}


def _add_cell_properties(word: Word, paragraph: Element, line: Line, align: Align, indent: int, flow: Flow) -> None:
    """Add the style, and what no style can know: the distance of this number from the edge."""
    style = _STYLES[line.kind]
    if align in ("end", "decimal"):
        style = _NUMBER_STYLES.get(line.kind, style)
    properties = add(paragraph, "w:pPr")
    add(properties, "w:pStyle", val=style)
    if line.kept and line.kind not in ("head", "group"):
        add(properties, "w:keepNext")
    if flow.rtl != word.rtl:
        add(properties, "w:bidi", val=int(flow.rtl))
    if indent:
        add(properties, "w:ind", **{"left" if flow.rtl else "right": indent})
    if align == "center":
        add(properties, "w:jc", val="center")
    elif style in _NUMBER_STYLES.values() and flow.rtl != word.rtl:
        add(properties, "w:jc", val=units_side(flow.rtl))
