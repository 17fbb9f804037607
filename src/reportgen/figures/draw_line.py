"""A spec of kind ``line`` becomes series over years, named at their ends.

x is the category (a year), evenly spaced; y is the value, and zero is always on the scale. A year without data is a
gap, never interpolated, and its words stand under the axis. Numbers stand at the ends, at the extremes, and at every
point where there is room. Lines of one colour differ in their dashes; more than three stand in panels of their own
(`panels`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby, pairwise

from reportgen.document.chart import Chart, Series
from reportgen.figures.axis import name_categories, name_gaps
from reportgen.figures.look import Look
from reportgen.figures.rows import text_height, write_block
from reportgen.figures.sheet import ASCENT, DESCENT, Box, Label, Path, Sheet, Sign, overlap

BETWEEN = 3.0
"""Points between labels at the ends of lines."""
LEADINGS = 8.5
"""Lines of text that a chart of lines is tall: 42 mm in a report, less in a brief."""
DASHES: tuple[tuple[float, ...], ...] = ((), (6.0, 2.0), (1.5, 1.5))
"""Of the series that are neither the message nor a goal, in their order."""
AIMS: Mapping[str, tuple[float, ...]] = {"goal": (3.0, 2.0), "start": (1.0, 2.0)}
Points = list[tuple[float, float] | None]


@dataclass(frozen=True, slots=True)
class Field:
    """Where the lines run: `xs` of the categories, and y = `zero` - value * `unit`."""

    xs: tuple[float, ...]
    top: float
    bottom: float
    zero: float
    unit: float

    def y(self, value: Decimal) -> float:
        """Return the place of `value`."""
        return self.zero - float(value) * self.unit


@dataclass(frozen=True, slots=True)
class Panel:
    """What panels beside one another share: the height of their headings and of their lines, and the scale."""

    head: float
    tall: float
    extent: tuple[Decimal, Decimal]


def draw_line(chart: Chart, look: Look, panel: Panel | None = None) -> Sheet:
    """Draw lines over the categories; in a panel the one series is named by the heading."""
    sheet = Sheet(look.width)
    unit = look.letters.wrap(chart.unit, look.width)
    head = text_height(look, len(unit))
    if panel:
        head = panel.head
        lines = look.letters.balanced(chart.series[0].name, look.width, chart.series[0].role == "accent")
        write_block(sheet, look, lines, 0.0, head, look.text, bold=chart.series[0].role == "accent")
    else:
        write_block(sheet, look, unit, 0.0, head, look.quiet)
    ends = [_end(series, look, named=panel is None) for series in chart.series]
    field = _field(chart, look, head, ends, panel)
    sheet.add(Path(((field.xs[0] - 6, field.zero), (field.xs[-1] + 6, field.zero)), look.quiet, 0.5))
    runs = [_points(series, field) for series in chart.series]
    dashes = dashes_of(chart)
    for index, series in enumerate(chart.series):
        _line(sheet, look, index, series, runs[index], dashes[index])
    _end_labels(sheet, look, chart, field, runs, ends)
    _point_labels(sheet, look, chart, runs, field)
    foot = name_categories(sheet, chart, look, field.xs, max(field.bottom, field.zero))
    sheet.height = name_gaps(sheet, chart, look, foot) + 1
    return sheet


def _last(series: Series) -> int:
    """Return the index of the last category with a value; -1 = none."""
    return max((index for index, value in enumerate(series.values) if value is not None), default=-1)


def extent(chart: Chart) -> tuple[Decimal, Decimal]:
    """Return the lowest and the highest value, zero among them."""
    known = [value for series in chart.series for value in series.values if value is not None]
    return min([Decimal(0), *known]), max([Decimal(0), *known])


def dashes_of(chart: Chart) -> list[tuple[float, ...]]:
    """Return the dashes of each series."""
    plain = [index for index, series in enumerate(chart.series) if series.role not in ("accent", *AIMS)]
    return [
        AIMS.get(series.role) or (DASHES[plain.index(i) % len(DASHES)] if i in plain else ())
        for i, series in enumerate(chart.series)
    ]


def _end(series: Series, look: Look, *, named: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the number and the name that stand at the end of a line, each in lines."""
    last = _last(series)
    if last < 0:
        return (), ()
    most = look.width * (0.26 if named else 0.5)
    return look.letters.wrap(series.labels[last], most, True), look.letters.balanced(series.name, most) if named else ()


def _end_height(look: Look, end: tuple[tuple[str, ...], tuple[str, ...]]) -> float:
    return text_height(look, len(end[0]) + len(end[1]))


def _field(
    chart: Chart,
    look: Look,
    head: float,
    ends: Sequence[tuple[tuple[str, ...], tuple[str, ...]]],
    panel: Panel | None,
) -> Field:
    margin = max((look.letters.widest(number, True) for number, _ in ends), default=0.0)
    margin = max([margin] + [look.letters.widest(name) for _, name in ends])
    first = [look.letters.width(s.labels[0], True) / 2 for s in chart.series if s.values[0] is not None]
    left = max([14.0, look.letters.widest(look.letters.wrap(chart.categories[0], look.width * 0.2)) / 2, *first])
    left = min(left, look.width * 0.2)
    right = look.width - margin - 12
    count = len(chart.categories)
    step = min((right - left) / max(count - 1, 1), look.width * 0.3)
    xs = tuple(left + step * index for index in range(count))
    room = text_height(look, 1) + 7
    low, high = panel.extent if panel else extent(chart)
    tall = panel.tall if panel else LEADINGS * look.theme.sizes.leading if any(number for number, _ in ends) else 0.0
    tall = max(tall, sum(_end_height(look, end) + BETWEEN for end in ends) - room)
    unit = tall / float(high - low) if high > low else 0.0
    top = head + room
    below = text_height(look, 1) + 5 if low < 0 else 0.0  # for numbers under the lowest point
    return Field(xs, top, top + tall + below, top + (float(high) * unit if unit else tall), unit)


def _points(series: Series, field: Field) -> Points:
    return [None if v is None else (x, field.y(v)) for x, v in zip(field.xs, series.values, strict=True)]


def _line(sheet: Sheet, look: Look, index: int, series: Series, points: Points, dash: tuple[float, ...]) -> None:
    """Draw the runs between gaps; a point between two gaps is a dot."""
    colour, aim = look.role(series), series.role in ("goal", "start")
    weight = 1.9 if series.role == "accent" else 1.3
    category = 0
    for known, group in groupby(points, key=lambda point: point is not None):
        run = list(group)
        shown = [point for point in run if point is not None]
        if known and len(shown) > 1:
            sheet.add(Path(tuple(shown), colour, 0.8 if aim else weight, dash, (index, category)))
        for offset, (x, y) in enumerate(shown):
            datum = (index, category + offset)
            if aim:
                sheet.add(Sign(x, y, 3.2, "diamond" if series.role == "goal" else "ring", "", look.text, 0.9, datum))
            elif len(points) <= 12 or len(shown) == 1 or category + offset == _last(series):
                sheet.add(Sign(x, y, 2.3 if series.role == "accent" else 1.8, "dot", colour, datum=datum))
        category += len(run)


def _end_labels(
    sheet: Sheet,
    look: Look,
    chart: Chart,
    field: Field,
    runs: Sequence[Points],
    ends: Sequence[tuple[tuple[str, ...], tuple[str, ...]]],
) -> None:
    """Write number and name right of the last category, spread so that they do not touch.

    Of a line that ends before the last category they stand at its own end where they have room: far from it they would
    look like a value of a later year.
    """
    early = {
        i for i, series in enumerate(chart.series) if 0 <= _last(series) < len(chart.categories) - 1 and ends[i][1]
    }
    taken: list[Box] = []
    placed = {i for i in sorted(early) if _at_its_end(sheet, look, chart, field, runs, i, ends[i], taken)}
    shown = [index for index, end in enumerate(ends) if (end[0] or end[1]) and index not in placed]
    wanted = {i: (runs[i][_last(chart.series[i])] or (0.0, 0.0))[1] for i in shown}
    tops = spread([(wanted[i], _end_height(look, ends[i])) for i in shown], field.top - look.letters.line, field.bottom)
    x = field.xs[-1] + 10
    for i, top in zip(shown, tops, strict=True):
        number, name = ends[i]
        series, last = chart.series[i], _last(chart.series[i])
        point = runs[i][last] or (0.0, 0.0)
        y = top + ASCENT * look.size
        colour = look.theme.colours.accent if series.role == "accent" else look.text
        sheet.write(look.letters, number, x, y, colour, bold=True, datum=(i, last))
        sheet.write(look.letters, name, x, y + len(number) * look.letters.line, colour)
        middle = top + _end_height(look, ends[i]) / 2
        if last < len(chart.categories) - 1 or abs(middle - point[1]) > 3:
            sheet.items.insert(0, Path(((point[0] + 4, point[1]), (x - 2, middle)), look.quiet, 0.5, (1.0, 1.5)))


def _at_its_end(
    sheet: Sheet,
    look: Look,
    chart: Chart,
    field: Field,
    runs: Sequence[Points],
    index: int,
    end: tuple[tuple[str, ...], tuple[str, ...]],
    taken: list[Box],
) -> bool:
    """Write number and name beside the end of a line, under it or over it, unless something is in the way there."""
    last = _last(chart.series[index])
    point = runs[index][last]
    if point is None or last + 1 >= len(field.xs):
        return False
    text = " ".join((*end[0], *end[1]))
    width, height = look.letters.width(text, True), look.letters.line
    left = point[0] - width * 0.3
    strokes = [box for i, points in enumerate(runs) for box in _stroke_boxes(points, i == index)]
    below = [point[1] + away for away in (7, 13, 19)]
    for top in (*below, *(point[1] - away - height for away in (7, 13))):
        box = (left - 2, top, left + width + 2, top + height)
        inside = field.top - look.letters.line <= top and top + height <= field.bottom and box[2] < field.xs[-1]
        if inside and not any(overlap(box, other) for other in (*strokes, *taken)):
            taken.append(box)
            series = chart.series[index]
            colour = look.theme.colours.accent if series.role == "accent" else look.text
            sheet.write(look.letters, (text,), left, top + ASCENT * look.size, colour, bold=True, datum=(index, last))
            return True
    return False


def spread(wanted: Sequence[tuple[float, float]], top: float, bottom: float) -> list[float]:
    """Return tops of blocks of (middle, height) near their middles, in order, apart, and between `top` and `bottom`."""
    order = sorted(range(len(wanted)), key=lambda index: (wanted[index][0], index))
    tops, edge = [0.0] * len(wanted), top
    for index in order:
        middle, height = wanted[index]
        tops[index] = max(edge, middle - height / 2)
        edge = tops[index] + height + BETWEEN
    edge = bottom
    for index in reversed(order):
        tops[index] = min(tops[index], edge - wanted[index][1])
        edge = tops[index] - BETWEEN
    return tops


def _point_labels(sheet: Sheet, look: Look, chart: Chart, runs: Sequence[Points], field: Field) -> None:
    """Write the numbers of the accented series (or the only one), extremes first, wherever nothing is in the way."""
    lead = next((i for i, series in enumerate(chart.series) if series.role == "accent"), 0)
    series, last = chart.series[lead], _last(chart.series[lead])
    known = [(value, index) for index, value in enumerate(series.values) if value is not None and index != last]
    if not known:
        return
    order = dict.fromkeys([known[0][1], max(known)[1], min(known)[1], *(index for _, index in reversed(known))])
    taken: list[Box] = [label.box for label in sheet.labels]
    obstacles = [_stroke_boxes(points, other == lead) for other, points in enumerate(runs)]
    for index in order:
        point = runs[lead][index]
        if point is None:
            continue
        width = look.letters.width(series.labels[index])
        for y in (point[1] - 5 - DESCENT * look.size, point[1] + 5 + ASCENT * look.size):
            label = Label(
                series.labels[index],
                point[0] - width / 2,
                y,
                width,
                look.size,
                look.text,
                datum=(lead, index),
            )
            box = (label.box[0] - 2, label.box[1], label.box[2] + 2, label.box[3])
            inside = label.x >= 0 and box[2] <= look.width and box[1] >= 0 and box[3] <= field.bottom + 1
            crossed = any(overlap(box, stroke) for strokes in obstacles for stroke in strokes)
            if inside and not crossed and not any(overlap(box, other) for other in taken):
                sheet.add(label)
                taken.append(box)
                break


def _stroke_boxes(points: Points, lead: bool) -> list[Box]:
    """Return small boxes along the line through `points`, so that no number is set across it."""
    boxes: list[Box] = []
    for one, other in pairwise(points):
        if one is None or other is None:
            continue
        steps = max(2, int(max(abs(other[0] - one[0]), abs(other[1] - one[1])) / 3))
        for step in range(steps + 1):
            x = one[0] + (other[0] - one[0]) * step / steps
            y = one[1] + (other[1] - one[1]) * step / steps
            boxes.append((x - 1, y - 1, x + 1, y + 1))
    reach = 2.5 if lead else 4.0
    boxes += [(p[0] - reach, p[1] - reach, p[0] + reach, p[1] + reach) for p in points if p is not None]
    return boxes
