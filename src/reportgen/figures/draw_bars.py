"""A spec of kind ``bars`` becomes ranked horizontal bars from a zero line, each number beside its bar.

One series: the number stands at the end of the bar. More series: up to two are parts of one bar, ``goal`` and ``start``
are open marks across it, and the numbers stand in columns under the series' names, which carry their swatches; a third
part is printed as a column only (a total). A category without data shows the words for that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from reportgen.document.chart import Chart, Series
from reportgen.figures.look import Look, apart
from reportgen.figures.rows import Rows, first_line, lay_rows, text_height, write_block, write_names
from reportgen.figures.scale import PAD, Scale, fit
from reportgen.figures.sheet import DESCENT, Bar, Path, Sheet, Sign

THICK = 8.5
"""Of a bar, in points."""
LEAST = 0.6
"""Width of a bar too small to see otherwise."""
SWATCH = 6.0


def draw_bars(chart: Chart, look: Look) -> Sheet:
    """Draw ranked bars, in the order of the spec."""
    sheet = Sheet(look.width)
    parts = [i for i, series in enumerate(chart.series) if series.role not in ("goal", "start")]
    columns = _columns(chart, look) if len(chart.series) > 1 else ()
    top = _head(sheet, chart, look, columns, parts)
    beside = sum(column.width + 10 for column in columns)
    rows = _rows(chart, look, top, columns, ())
    room = look.width - rows.left - beside
    labels = _labels(chart, look, room) if not columns else ()
    if any(len(lines) > 1 for lines in labels):
        rows = _rows(chart, look, top, columns, labels)
    sheet.cramped = room < 70
    scale = _scale(chart, look, parts[:2], labels, room)
    write_names(sheet, rows, look, bold=chart.highlight)
    zero = rows.left + scale.zero
    for row in range(len(chart.categories)):
        _row(sheet, chart, look, rows, row, parts[:2], scale)
        for column in columns:
            _number(sheet, chart, look, rows.middle(row), row, column)
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
        lines += [len(look.letters.wrap(chart.series[c.series].labels[row], c.width, True)) for c in columns]
        heights.append(max(THICK, text_height(look, max(lines, default=0))))
    air = 6.5 if len(chart.categories) <= 12 else 4.5
    width = look.width - sum(column.width + 10 for column in columns)
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


@dataclass(frozen=True, slots=True)
class Column:
    """A column of numbers; `right` is the edge that they keep to."""

    series: int
    heading: tuple[str, ...]
    width: float
    right: float


def _columns(chart: Chart, look: Look) -> tuple[Column, ...]:
    right, columns = look.width, list[Column]()
    most = look.width * 0.55 / len(chart.series) - 10
    for index in reversed(range(len(chart.series))):
        series = chart.series[index]
        numbers = max(
            (look.letters.widest(look.letters.wrap(label, most), True) for label in series.labels),
            default=0.0,
        )
        words = max((look.letters.width(word) for word in series.name.split()), default=0.0)
        heading = look.letters.wrap(series.name, max(min(max(numbers, words), most), 34.0))
        width = max(numbers, look.letters.widest(heading) + (SWATCH + 3 if index < 2 or _open(series) else 0))
        columns.insert(0, Column(index, heading, width, right))
        right -= width + 10
    return tuple(columns)


def _open(series: Series) -> bool:
    return series.role in ("goal", "start")


def _head(sheet: Sheet, chart: Chart, look: Look, columns: Sequence[Column], parts: Sequence[int]) -> float:
    """Write the unit and the headings of columns; return where the rows start."""
    unit = look.letters.wrap(chart.unit, look.width - sum(column.width + 10 for column in columns))
    height = max([text_height(look, len(column.heading)) for column in columns] + [text_height(look, len(unit))])
    if unit:
        write_block(sheet, look, unit, 0.0, height, look.quiet)
    fills = part_colours(chart, look)
    for column in columns:
        write_block(sheet, look, column.heading, column.right, height, look.text, align="end")
        series = chart.series[column.series]
        y = height - (DESCENT + 0.36) * look.size - (len(column.heading) - 1) * look.letters.line
        x = column.right - look.letters.width(column.heading[0]) - SWATCH - 3 if column.heading else column.right
        if _open(series):
            sheet.add(_goal_sign(series, look, x + SWATCH / 2, y))
        elif column.series in parts[:2]:
            fill, edge = fills[parts.index(column.series)]
            sheet.add(Bar(x, y - SWATCH / 2, SWATCH, SWATCH, fill, edge, 0.5))
    return height + 3 if height else 0.0


def part_colours(chart: Chart, look: Look) -> tuple[tuple[str, str], ...]:
    """Return (fill, edge) of the parts of a bar; parts that touch differ in lightness."""
    colours = [look.role(series) for series in chart.series if not _open(series)][:2]
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
    for series in chart.series:
        if _open(series):
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
        if _open(series) and value is not None:
            sign = _goal_sign(series, look, rows.left + scale.at(value), middle, (index, row))
            sheet.add(sign)


def _fill(chart: Chart, look: Look, row: int, part: int) -> tuple[str, str]:
    if part == 0 and row < len(chart.colours) and chart.colours[row]:
        return chart.colours[row], look.text
    fill, edge = part_colours(chart, look)[part]
    if chart.highlight >= 0 and len(chart.series) == 1:
        colours = look.theme.colours
        return (colours.accent if row == chart.highlight else colours.muted), ""
    return fill, edge


def _goal_sign(series: Series, look: Look, x: float, y: float, datum: tuple[int, int] | None = None) -> Sign:
    if series.role == "goal":
        return Sign(x, y, 3.4, "diamond", "", look.text, 0.9, datum)
    return Sign(x, y, 2.6, "ring", "", look.quiet, 0.9, datum)


def _number(sheet: Sheet, chart: Chart, look: Look, middle: float, row: int, column: Column) -> None:
    series = chart.series[column.series]
    absent = series.values[row] is None
    bold = row == chart.highlight and not absent
    lines = look.letters.wrap(series.labels[row], column.width, bold)
    y = first_line(look, middle, len(lines))
    colour = look.quiet if absent else look.text
    sheet.write(look.letters, lines, column.right, y, colour, align="end", bold=bold, datum=(column.series, row))


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
