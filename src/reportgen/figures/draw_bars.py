"""A spec of kind ``bars`` becomes ranked horizontal bars from a zero line, each number beside its bar.

One series: the number stands at the end of the bar; of goals alone, the bars are open. More series: up to two are
parts of one bar, ``goal`` and ``start`` are open marks across it, and the numbers stand in columns under the series'
names, which carry their swatches; a third part is printed as a column only (a total). A category without data shows
the words for that. The accent goes to the category that the title speaks of; its parts, too, are dark and light.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from reportgen.document.chart import Chart, Series
from reportgen.figures.beside import Column, columns_of, head_columns, lines_of, taken, write_number
from reportgen.figures.look import Look, apart
from reportgen.figures.rows import Rows, first_line, lay_rows, text_height, write_names
from reportgen.figures.scale import PAD, Scale, fit
from reportgen.figures.sheet import Bar, Path, Sheet, Sign

THICK = 8.5
"""Of a bar, in points."""
LEAST = 0.6
"""Width of a bar too small to see otherwise."""


def draw_bars(chart: Chart, look: Look) -> Sheet:
    """Draw ranked bars, in the order of the spec."""
    sheet = Sheet(look.width)
    parts = _parts(chart)
    swatches = _swatches(chart, look, parts)
    columns = columns_of(chart, look, list(swatches)) if len(chart.series) > 1 else ()
    top = head_columns(sheet, chart, look, columns, swatches)
    rows = _rows(chart, look, top, columns, ())
    room = look.width - rows.left - taken(columns)
    labels = _labels(chart, look, room) if not columns else ()
    if any(len(lines) > 1 for lines in labels):
        rows = _rows(chart, look, top, columns, labels)
    scale = _scale(chart, look, parts, labels, room)
    write_names(sheet, rows, look, bold=chart.highlight)
    zero = rows.left + scale.zero
    for row in range(len(chart.categories)):
        _row(sheet, chart, look, rows, row, parts, scale)
        for column in columns:
            write_number(sheet, chart, look, rows.middle(row), row, column, (column.series, row))
    if labels:
        _end_labels(sheet, chart, look, rows, scale, labels)
    sheet.add(Path(((zero, rows.tops[0]), (zero, rows.bottom)), look.quiet, 0.5))
    sheet.height = rows.bottom + 1
    return sheet


def _rows(chart: Chart, look: Look, top: float, columns: Sequence[Column], labels: Sequence[tuple[str, ...]]) -> Rows:
    """Return rows high enough for their names and their numbers."""
    heights: list[float] = []
    for row in range(len(chart.categories)):
        lines = [len(labels[row])] if labels else []
        lines += [len(lines_of(chart.series[c.series], row, c, look, True)) for c in columns]
        heights.append(max(THICK, text_height(look, max(lines, default=0))))
    air = 6.5 if len(chart.categories) <= 12 else 4.5
    width = look.width - taken(columns)
    return lay_rows(
        chart.categories,
        look,
        top=top,
        least=THICK,
        air=air,
        bold=chart.highlight,
        heights=heights,
        width=width,
    )


def _open(series: Series) -> bool:
    return series.role in ("goal", "start")


def _parts(chart: Chart) -> list[int]:
    """Return the series that bars are made of; where all are open, the first is, as a mark alone is no amount."""
    return [i for i, series in enumerate(chart.series) if not _open(series)][:2] or [0]


def _swatches(chart: Chart, look: Look, parts: Sequence[int]) -> dict[int, Bar | Sign]:
    """Return the mark of each series that the bars show."""
    fills = part_colours(chart, look)
    marks: dict[int, Bar | Sign] = {part: Bar(0, 0, 0, 0, *fill, 0.5) for part, fill in zip(parts, fills, strict=True)}
    return marks | {
        i: _goal_sign(series, look, 0, 0) for i, series in enumerate(chart.series) if _open(series) and i not in parts
    }


def part_colours(chart: Chart, look: Look, *, accent: bool = False) -> tuple[tuple[str, str], ...]:
    """Return (fill, edge) of the parts of a bar; parts that touch differ in lightness, with or without the accent."""
    colours = [look.role(chart.series[part]) for part in _parts(chart)]
    if _open(chart.series[_parts(chart)[0]]):
        return (("", colours[0]),)
    if accent:
        colours = [look.theme.colours.accent for _ in colours]
    if len(colours) < 2:
        return tuple((colour, "") for colour in colours)
    return ((colours[0], ""), (apart(colours[1], colours[0]), colours[1]))


def _labels(chart: Chart, look: Look, room: float) -> tuple[tuple[str, ...], ...]:
    series = chart.series[0]
    return tuple(
        look.letters.wrap(label, room * (0.46 if value is not None else 1) - PAD, index == chart.highlight)
        for index, (value, label) in enumerate(zip(series.values, series.labels, strict=True))
    )


def _scale(chart: Chart, look: Look, parts: Sequence[int], labels: Sequence[tuple[str, ...]], room: float) -> Scale:
    items: list[tuple[Decimal, float]] = []
    for row in range(len(chart.categories)):
        values = [value for part in parts if (value := chart.series[part].values[row]) is not None]
        width = look.letters.widest(labels[row], row == chart.highlight) if labels else 0.0
        if labels:
            items.append((values[0] if values else Decimal(0), width))
        else:
            items.append((sum((v for v in values if v > 0), Decimal(0)), 0.0))
            items.append((sum((v for v in values if v < 0), Decimal(0)), 0.0))
    for index, series in enumerate(chart.series):
        if _open(series) and index not in parts:
            items += [(value, 3.0) for value in series.values if value is not None]
    return fit(items, room)


def _row(sheet: Sheet, chart: Chart, look: Look, rows: Rows, row: int, parts: Sequence[int], scale: Scale) -> None:
    """Draw the parts of one bar outwards from zero, then its open marks."""
    ahead = behind = rows.left + scale.zero
    middle = rows.middle(row)
    for number, part in enumerate(parts):
        value = chart.series[part].values[row]
        if value is None:
            continue
        width = abs(float(value)) * scale.unit
        width = max(width, LEAST) if value else 0.0
        x = ahead if value >= 0 else behind - width
        if value >= 0:
            ahead += width
        else:
            behind -= width
        fill, edge = _fill(chart, look, row, number)
        sheet.add(Bar(x, middle - THICK / 2, width, THICK, fill, edge, 0.5, (part, row)))
    for index, series in enumerate(chart.series):
        value = series.values[row]
        if _open(series) and index not in parts and value is not None:
            sign = _goal_sign(series, look, rows.left + scale.at(value), middle, (index, row))
            sheet.add(sign)


def _fill(chart: Chart, look: Look, row: int, part: int) -> tuple[str, str]:
    if part == 0 and row < len(chart.colours) and chart.colours[row]:
        return chart.colours[row], look.text
    if chart.highlight >= 0 and len(chart.series) == 1 and not _open(chart.series[0]):
        colours = look.theme.colours
        return (colours.accent if row == chart.highlight else colours.muted), ""
    return part_colours(chart, look, accent=row == chart.highlight)[part]


def _goal_sign(series: Series, look: Look, x: float, y: float, datum: tuple[int, int] | None = None) -> Sign:
    if series.role == "goal":
        return Sign(x, y, 3.4, "diamond", "", look.text, 0.9, datum)
    return Sign(x, y, 2.6, "ring", "", look.quiet, 0.9, datum)


def _end_labels(
    sheet: Sheet, chart: Chart, look: Look, rows: Rows, scale: Scale, labels: Sequence[tuple[str, ...]]
) -> None:
    for row, lines in enumerate(labels):
        value = chart.series[0].values[row]
        end = rows.left + scale.at(value or Decimal(0))
        back = value is not None and value < 0
        bold = row == chart.highlight and value is not None
        sheet.write(
            look.letters,
            lines,
            end - PAD if back else end + PAD,
            first_line(look, rows.middle(row), len(lines)),
            look.quiet if value is None else look.text,
            align="end" if back else "start",
            bold=bold,
            datum=(0, row),
        )
