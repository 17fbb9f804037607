"""A spec of kind ``columns`` becomes columns over few categories, or, for several series, one small panel a category.

Panels share their rows and their scale: the series are named once, at the reading edge, and stand under one another in
each panel, so no legend is needed and nothing is stacked. x of a panel is the value, from zero.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from reportgen.document.chart import Chart, Series
from reportgen.figures.draw_bars import LEAST, THICK, draw_bars
from reportgen.figures.lettering import breakable
from reportgen.figures.look import POINTS_PER_MM, Look
from reportgen.figures.rows import Rows, first_line, lay_rows, text_height, write_block, write_names
from reportgen.figures.scale import PAD, Scale, fit
from reportgen.figures.sheet import ASCENT, DESCENT, Bar, Path, Sheet

MOST_PANELS = 5
PANEL_GAP = 12.0
LABEL_SHARE = 0.6
"""Most of a panel's width that a number takes before it is broken."""
WIDEST = 84.0
"""Of the room of one column, in points."""


def draw_columns(chart: Chart, look: Look) -> Sheet:
    """Draw one series as columns, several as panels; what has no room as columns is drawn as bars."""
    if len(chart.series) > 1:
        return _panels(chart, look)
    return _standing(chart, look) or draw_bars(chart, look)


def _standing(chart: Chart, look: Look) -> Sheet | None:
    """Draw columns; None where names or numbers have no room, or there is only one."""
    series, count = chart.series[0], len(chart.categories)
    pitch = min(look.width / max(count, 1), WIDEST)
    bold = chart.highlight
    names = [look.letters.wrap(name, pitch - 4, i == bold) for i, name in enumerate(chart.categories)]
    numbers = [look.letters.wrap(label, pitch - 4, i == bold) for i, label in enumerate(series.labels)]
    cut = any("".join(lines).replace(" ", "") != "".join(text.split()) or len(lines) > 2 for lines, text in
              zip(names + numbers, chart.categories + series.labels, strict=True))  # fmt: skip
    whole = all(look.letters.width(word, True) <= pitch - 4 for text in chart.categories + series.labels
                for word in text.split())  # fmt: skip
    if count < 2 or cut or not whole:
        return None
    sheet = Sheet(look.width)
    unit = look.letters.wrap(chart.unit, look.width)
    top = text_height(look, len(unit)) + (4 if unit else 0)
    write_block(sheet, look, unit, 0.0, top - 4, look.quiet)
    height = 44 * POINTS_PER_MM
    tall = text_height(look, max(len(lines) for lines in numbers))
    scale = fit([(value, tall - PAD + 1) for value in _known(series)] + [(Decimal(0), tall)], height)
    zero = top + height - scale.zero
    thick = min(0.62 * pitch, 34.0)
    for row, value in enumerate(series.values):
        x = (row + 0.5) * pitch
        _column(sheet, chart, look, row, value, x, thick, zero, scale, numbers[row])
        write_y = top + height + 4 + ASCENT * look.size
        sheet.write(look.letters, names[row], x, write_y, look.text, align="middle", bold=row == bold)
    sheet.add(Path(((0.0, zero), (count * pitch, zero)), look.quiet, 0.5))
    sheet.height = top + height + 4 + text_height(look, max(len(lines) for lines in names)) + 1
    return sheet


def _known(series: Series) -> list[Decimal]:
    return [value for value in series.values if value is not None]


def _column(
    sheet: Sheet,
    chart: Chart,
    look: Look,
    row: int,
    value: Decimal | None,
    x: float,
    thick: float,
    zero: float,
    scale: Scale,
    lines: tuple[str, ...],
) -> None:
    length = abs(float(value)) * scale.unit if value is not None else 0.0
    length = max(length, LEAST) if value else 0.0
    below = value is not None and value < 0
    if value is not None:
        top = zero if below else zero - length
        sheet.add(Bar(x - thick / 2, top, thick, length, *_paint(chart, look, row, chart.series[0]), 0.7, (0, row)))
    y = zero + length + 2 + ASCENT * look.size if below else (
        zero - length - 2 - DESCENT * look.size - (len(lines) - 1) * look.letters.line
    )  # fmt: skip
    colour = look.quiet if value is None else look.text
    bold = row == chart.highlight and value is not None
    sheet.write(look.letters, lines, x, y, colour, align="middle", bold=bold, datum=(0, row))


def _paint(chart: Chart, look: Look, category: int, series: Series) -> tuple[str, str]:
    """Return fill and edge of a column or bar: what is a goal and no amount of its own is open."""
    return ("", look.quiet) if series.role in ("goal", "start") else (_fill(chart, look, category, series), "")


def _fill(chart: Chart, look: Look, category: int, series: Series) -> str:
    """Return the fill: the accent only where the title points."""
    if chart.highlight < 0:
        return look.role(series)
    colours = look.theme.colours
    if len(chart.series) == 1 or series.role == "accent":
        return colours.accent if category == chart.highlight else colours.muted
    return look.role(series)


@dataclass(frozen=True, slots=True)
class Grid:
    """Panels in rows: `across` beside one another, each `width` wide."""

    across: int
    width: float
    scale: Scale


def _panels(chart: Chart, look: Look) -> Sheet:
    sheet = Sheet(look.width)
    names = [series.name for series in chart.series]
    rows = lay_rows(names, look, top=0.0, least=THICK, air=5.0)
    grid = _grid(chart, look, rows)
    heights = _heights(chart, look, grid)
    bands = -(-len(chart.categories) // grid.across)
    air = 5.0 if bands * (rows.bottom + 22) <= look.tallest else 2.5
    rows = lay_rows(names, look, top=0.0, least=THICK, air=air, heights=heights)
    unit = look.letters.wrap(chart.unit, look.width)
    write_block(sheet, look, unit, 0.0, text_height(look, len(unit)), look.quiet)
    top = text_height(look, len(unit)) + (5 if unit else 0)
    for start in range(0, len(chart.categories), grid.across):
        shown = range(start, min(start + grid.across, len(chart.categories)))
        heads = [look.letters.wrap(chart.categories[i], grid.width, i == chart.highlight) for i in shown]
        head = text_height(look, max(len(lines) for lines in heads)) + 2
        moved = Rows(rows.lines, rows.width, tuple(y + top + head for y in rows.tops))
        write_names(sheet, moved, look)
        for place, (category, lines) in enumerate(zip(shown, heads, strict=True)):
            left = rows.left + place * (grid.width + PANEL_GAP)
            _panel(sheet, chart, look, category, left, moved, grid, lines)
        top = moved.bottom + 7
    sheet.height = top - 6
    return sheet


def _grid(chart: Chart, look: Look, rows: Rows) -> Grid:
    """Return as many panels beside one another as leave room for headings, numbers and bars of some length."""
    room = look.width - rows.left
    items = [
        (value or Decimal(0), look.letters.width(label, True))
        for series in chart.series
        for value, label in zip(series.values, series.labels, strict=True)
    ]
    numbers = max((width for value, width in items if value >= 0), default=0.0)
    numbers += max((width for value, width in items if value < 0), default=0.0)
    words = max((look.letters.width(word, True) for name in chart.categories for word in breakable(name)), default=0.0)
    least = max(words, numbers + max(12 + 0.5 * numbers, 24))
    most = min(MOST_PANELS, len(chart.categories))
    across = next((n for n in range(most, 1, -1) if (room + PANEL_GAP) / n - PANEL_GAP >= least), 1)
    width = (room + PANEL_GAP) / across - PANEL_GAP
    width = min(width, 200.0) if len(chart.categories) == 1 else width
    return Grid(across, width, fit([(value, min(w, width * LABEL_SHARE)) for value, w in items], width))


def _heights(chart: Chart, look: Look, grid: Grid) -> list[float]:
    """Return the height of each row of a panel: of the most lines that one of its numbers takes."""
    return [
        text_height(look, max(len(_number(look, s, i, grid, True)) for i in range(len(chart.categories))))
        for s in chart.series
    ]


def _number(look: Look, series: Series, category: int, grid: Grid, bold: bool) -> tuple[str, ...]:
    share = 1.0 if series.values[category] is None else LABEL_SHARE
    return look.letters.wrap(series.labels[category], (grid.width - grid.scale.zero - PAD) * share, bold)


def _panel(
    sheet: Sheet,
    chart: Chart,
    look: Look,
    category: int,
    left: float,
    rows: Rows,
    grid: Grid,
    heading: tuple[str, ...],
) -> None:
    zero = left + grid.scale.zero
    bold = category == chart.highlight
    write_block(sheet, look, heading, left, rows.tops[0] - 2, look.text, bold=bold)
    for row, series in enumerate(chart.series):
        value, middle = series.values[category], rows.middle(row)
        back = value is not None and value < 0
        length = max(abs(float(value)) * grid.scale.unit, LEAST) if value else 0.0
        if value is not None:
            fill, edge = _paint(chart, look, category, series)
            x = zero - length if back else zero
            sheet.add(Bar(x, middle - THICK / 2, length, THICK, fill, edge, 0.7, (row, category)))
        lines = _number(look, series, category, grid, bold)
        end = zero - length - PAD if back else zero + length + PAD
        sheet.write(
            look.letters,
            lines,
            end,
            first_line(look, middle, len(lines)),
            look.quiet if value is None else look.text,
            align="end" if back else "start",
            bold=bold and value is not None and series.role == "accent",
            datum=(row, category),
        )
    sheet.add(Path(((zero, rows.tops[0]), (zero, rows.bottom)), look.quiet, 0.5))
