"""A spec of kind ``matrix`` becomes rows of marks that differ in shape as well as in colour, under a key in words.

With named columns each mark stands under its name. Where all column names are empty a row's marks follow one another,
one for each thing counted, and run on in further lines where the row is full.
"""

from __future__ import annotations

from dataclasses import dataclass

from reportgen.document.chart import Chart, Mark
from reportgen.figures.lettering import breakable
from reportgen.figures.look import Look, mark_style
from reportgen.figures.rows import Rows, lay_rows, text_height, write_block, write_names
from reportgen.figures.sheet import ASCENT, DESCENT, Label, Path, Sheet, Sign

RADIUS = 3.6
PITCH = 11.0
"""Between marks that follow one another, in points."""
NARROWEST = 16.0
"""A column that its marks need."""
HIGHEST = 120.0
"""Of headings that run upwards, where there is another way."""


def draw_matrix(chart: Chart, look: Look) -> Sheet:
    """Draw rows of marks."""
    sheet = Sheet(look.width)
    top = _key(sheet, chart, look)
    if any(chart.columns):
        _named(sheet, chart, look, top)
    else:
        _running(sheet, chart, look, top)
    return sheet


def _sign(mark: Mark, look: Look, x: float, y: float, datum: tuple[int, int] | None = None) -> Sign:
    shape, fill, edge = mark_style(mark, look)
    return Sign(x, y, RADIUS, shape, fill, edge, 1.0, datum)


def _key(sheet: Sheet, chart: Chart, look: Look) -> float:
    """Name each mark that occurs, in one line or more; return the height."""
    x, y = 0.0, ASCENT * look.size
    for mark, words in chart.mark_labels:
        lines = look.letters.wrap(words, look.width - 2 * RADIUS - 4)
        width = 2 * RADIUS + 4 + look.letters.widest(lines)
        if x and x + width > look.width:
            x, y = 0.0, y + look.letters.line
        sheet.add(_sign(mark, look, x + RADIUS, y - 0.36 * look.size))
        sheet.write(look.letters, lines, x + 2 * RADIUS + 4, y, look.text)
        x += width + 14
        y += (len(lines) - 1) * look.letters.line
    return y + DESCENT * look.size + 7 if chart.mark_labels else 0.0


@dataclass(frozen=True, slots=True)
class Heads:
    """Names of rows, and headings of columns that stand upright or run upwards."""

    rows: Rows
    blocks: tuple[tuple[str, ...], ...]
    pitch: float
    height: float
    upright: bool


def _heads(chart: Chart, look: Look, top: float, widest: float) -> Heads:
    """Lay out names and headings; `widest` is the share of the picture that names may take."""
    names = lay_rows(
        chart.categories,
        look,
        top=top,
        least=2 * RADIUS + 1,
        air=6.0,
        bold=chart.highlight,
        one_line=0.5,
        widest=widest,
    )
    pitch = min((look.width - names.left) / max(len(chart.columns), 1), 90.0)
    words = [word for name in chart.columns for word in breakable(name)]
    if pitch >= NARROWEST and all(look.letters.width(word) <= pitch - 4 for word in words):
        blocks = tuple(look.letters.balanced(name, pitch - 4) for name in chart.columns)
        return Heads(names, blocks, pitch, text_height(look, max((len(block) for block in blocks), default=0)), True)
    pitch = min(pitch, 60.0)
    blocks = tuple(_upwards(look, name, pitch) for name in chart.columns)
    return Heads(names, blocks, pitch, max((look.letters.widest(block) for block in blocks), default=0.0), False)


def _named(sheet: Sheet, chart: Chart, look: Look, top: float) -> None:
    heads = _heads(chart, look, top, 1.0)
    for widest in (0.42, 0.30):
        if heads.height > HIGHEST:  # narrower names leave columns room for headings in more lines
            heads = _heads(chart, look, top, widest)
    rows = Rows(heads.rows.lines, heads.rows.width, tuple(y + heads.height + 5 for y in heads.rows.tops))
    for column, block in enumerate(heads.blocks):
        x = rows.left + (column + 0.5) * heads.pitch
        if heads.upright:
            write_block(sheet, look, block, x, top + heads.height, look.text, align="middle")
        else:
            _turned(sheet, look, block, x, top + heads.height)
    write_names(sheet, rows, look, bold=chart.highlight)
    _marks(sheet, chart, look, rows, heads.pitch)
    sheet.height = rows.bottom


def _upwards(look: Look, name: str, pitch: float) -> tuple[str, ...]:
    """Break a name that runs upwards into as many lines as its column is wide enough for."""
    lines: tuple[str, ...] = ()
    for height in (80.0, 120.0, 180.0, 600.0):
        lines = look.letters.balanced(name, height)
        if len(lines) * look.letters.line <= pitch:
            break
    return lines


def _turned(sheet: Sheet, look: Look, lines: tuple[str, ...], x: float, bottom: float) -> None:
    """Write a column name upwards, its lines about `x`."""
    first = x - (len(lines) - 1) * look.letters.line / 2 + 0.3 * look.size
    for number, line in enumerate(lines):
        width = look.letters.width(line)
        sheet.add(Label(line, first + number * look.letters.line, bottom, width, look.size, look.text, turned=True))


def _marks(sheet: Sheet, chart: Chart, look: Look, rows: Rows, pitch: float) -> None:
    """Draw a hairline a row, broken by its marks."""
    end = rows.left + len(chart.columns) * pitch
    for row, marks in enumerate(chart.marks):
        y = rows.middle(row)
        line = rows.tops[row + 1] if row + 1 < len(chart.marks) else 0.0
        if line:
            sheet.add(Path(((0.0, line), (end, line)), look.rule, 0.35))
        for column, mark in enumerate(marks):
            if mark:
                sheet.add(_sign(mark, look, rows.left + (column + 0.5) * pitch, y, (row, column)))


def _running(sheet: Sheet, chart: Chart, look: Look, top: float) -> None:
    counts = [sum(1 for mark in marks if mark) for marks in chart.marks]
    rows = lay_rows(chart.categories, look, top=top, least=2 * RADIUS, air=5.5, bold=chart.highlight)
    across = max(1, int((look.width - rows.left) / PITCH))
    if any(count > across for count in counts):
        heights = [2 * RADIUS + PITCH * (max(count - 1, 0) // across) for count in counts]
        rows = lay_rows(
            chart.categories, look, top=top, least=2 * RADIUS, air=5.5, bold=chart.highlight, heights=heights
        )
        across = max(1, int((look.width - rows.left) / PITCH))
    write_names(sheet, rows, look, bold=chart.highlight)
    for row, marks in enumerate(chart.marks):
        shown: list[Mark] = [mark for mark in marks if mark]
        deep = max(len(shown) - 1, 0) // across
        for place, mark in enumerate(shown):
            x = rows.left + RADIUS + 0.5 + (place % across) * PITCH
            y = rows.middle(row) + (place // across - deep / 2) * PITCH
            sheet.add(_sign(mark, look, x, y, (row, place)))
    sheet.height = rows.bottom
