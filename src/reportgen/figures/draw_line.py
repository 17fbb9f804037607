"""A spec of kind ``line`` becomes series over years, named at their ends.

x is the category (a year), evenly spaced; y is the value, and zero is always on the scale. A year without data is a
gap, never interpolated, and its words stand under the axis. Numbers stand at the ends, at the extremes, and at every
point where there is room.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby, pairwise

from reportgen.document.chart import Chart, Series
from reportgen.figures.look import POINTS_PER_MM, Look
from reportgen.figures.rows import text_height, write_block
from reportgen.figures.sheet import ASCENT, DESCENT, Box, Label, Path, Sheet, Sign, overlap

BETWEEN = 3.0
"""Points between labels at the ends of lines."""
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


def draw_line(chart: Chart, look: Look) -> Sheet:
    """Draw lines over the categories."""
    sheet = Sheet(look.width)
    unit = look.letters.wrap(chart.unit, look.width)
    head = text_height(look, len(unit))
    write_block(sheet, look, unit, 0.0, head, look.quiet)
    ends = [_end(series, look) for series in chart.series]
    field = _field(chart, look, head, ends)
    sheet.add(Path(((field.xs[0] - 6, field.zero), (field.xs[-1] + 6, field.zero)), look.quiet, 0.5))
    runs = [_points(series, field) for series in chart.series]
    for index, series in enumerate(chart.series):
        _line(sheet, look, index, series, runs[index])
    _end_labels(sheet, look, chart, field, runs, ends)
    _point_labels(sheet, look, chart, runs, field)
    foot = _category_names(sheet, chart, look, field)
    sheet.height = _absences(sheet, chart, look, foot) + 1
    return sheet


def _last(series: Series) -> int:
    """Return the index of the last category with a value; -1 = none."""
    return max((index for index, value in enumerate(series.values) if value is not None), default=-1)


def _end(series: Series, look: Look) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the number and the name that stand at the end of a line, each in lines."""
    last = _last(series)
    if last < 0:
        return (), ()
    most = look.width * 0.26
    return look.letters.wrap(series.labels[last], most, True), look.letters.wrap(series.name, most)


def _end_height(look: Look, end: tuple[tuple[str, ...], tuple[str, ...]]) -> float:
    return text_height(look, len(end[0]) + len(end[1]))


def _field(chart: Chart, look: Look, head: float, ends: Sequence[tuple[tuple[str, ...], tuple[str, ...]]]) -> Field:
    margin = max((look.letters.widest(number, True) for number, _ in ends), default=0.0)
    margin = max([margin] + [look.letters.widest(name) for _, name in ends])
    first = [look.letters.width(s.labels[0], True) / 2 for s in chart.series if s.values[0] is not None]
    left = max([14.0, look.letters.widest(look.letters.wrap(chart.categories[0], look.width * 0.2)) / 2, *first])
    left = min(left, look.width * 0.2)
    right = look.width - margin - 12
    count = len(chart.categories)
    step = min((right - left) / max(count - 1, 1), look.width * 0.3)
    xs = tuple(left + step * index for index in range(count))
    room = text_height(look, 1) + 4
    tall = (42 if look.width > 300 else 36) * POINTS_PER_MM
    tall = max(tall, sum(_end_height(look, end) + BETWEEN for end in ends) - room)
    known = [value for series in chart.series for value in series.values if value is not None]
    high, low = max([Decimal(0), *known]), min([Decimal(0), *known])
    unit = tall / float(high - low) if high > low else 0.0
    top = head + room
    below = text_height(look, 1) + 5 if low < 0 else 0.0  # for numbers under the lowest point
    return Field(xs, top, top + tall + below, top + (float(high) * unit if unit else tall), unit)


def _points(series: Series, field: Field) -> Points:
    return [None if v is None else (x, field.y(v)) for x, v in zip(field.xs, series.values, strict=True)]


def _line(sheet: Sheet, look: Look, index: int, series: Series, points: Points) -> None:
    """Draw the runs between gaps; a point between two gaps is a dot."""
    colour, aim = look.role(series), series.role in ("goal", "start")
    weight = 1.9 if series.role == "accent" else 1.3
    category = 0
    for known, group in groupby(points, key=lambda point: point is not None):
        run = list(group)
        shown = [point for point in run if point is not None]
        if known and len(shown) > 1:
            sheet.add(Path(tuple(shown), colour, 0.8 if aim else weight, (3.0, 2.0) if aim else (), (index, category)))
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
    """Write number and name right of the last category, spread so that they do not touch."""
    shown = [index for index, end in enumerate(ends) if end[0] or end[1]]
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
            sheet.items.insert(0, Path(((point[0] + 4, point[1]), (x - 2, middle)), look.rule, 0.5, (1.0, 1.5)))


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
    if not lead:
        boxes += [(p[0] - 4, p[1] - 4, p[0] + 4, p[1] + 4) for p in points if p is not None]
    return boxes


def _category_names(sheet: Sheet, chart: Chart, look: Look, field: Field) -> float:
    """Write as many names under the axis as have room, the first and the last always; return their bottom."""
    count = len(field.xs)
    step = field.xs[1] - field.xs[0] if count > 1 else look.width * 0.4
    most = max(step - 6, look.width * 0.2 if count < 3 else look.width * 0.15)
    blocks = [look.letters.wrap(name, most) for name in chart.categories]
    widths = [look.letters.widest(lines) for lines in blocks]
    every = next(n for n in range(1, count + 1) if _apart(_picked(count, n), field.xs, widths, look.width))
    y = max(field.bottom, field.zero) + 4 + ASCENT * look.size
    shown = _picked(count, every)
    for index in shown:
        x = min(max(field.xs[index], widths[index] / 2), look.width - widths[index] / 2)
        sheet.write(look.letters, blocks[index], x, y, look.text, align="middle")
    return y + (max(len(blocks[i]) for i in shown) - 1) * look.letters.line + DESCENT * look.size


def _picked(count: int, every: int) -> list[int]:
    """Return every n-th category counted back from the last, and the first where it is not next to another."""
    picked = list(range(count - 1, -1, -every))[::-1]
    return picked if every >= count or picked[0] == 0 else [0, *picked[1:]]


def _apart(picked: Sequence[int], xs: Sequence[float], widths: Sequence[float], width: float) -> bool:
    edges: list[tuple[float, float]] = []
    for index in picked:
        x = min(max(xs[index], widths[index] / 2), width - widths[index] / 2)
        edges.append((x - widths[index] / 2, x + widths[index] / 2))
    return all(one[1] + 4 <= other[0] for one, other in pairwise(edges))


def _absences(sheet: Sheet, chart: Chart, look: Look, top: float) -> float:
    """Write which categories lack data, in the words of the spec, under the axis; return the bottom."""
    notes: list[str] = []
    for series in chart.series:
        gaps = [i for i, value in enumerate(series.values) if value is None]
        if series.role in ("goal", "start") and len(gaps) < len(series.values):
            continue  # a target names the years that it is set for; the others lack nothing
        words = dict.fromkeys(series.labels[i] for i in gaps)
        for word in words:
            if not word:
                continue
            names = ", ".join(chart.categories[i] for i in gaps if series.labels[i] == word)
            notes.append(f"{series.name + ': ' if len(chart.series) > 1 else ''}{names} {word}")
    y = top + 4 + ASCENT * look.size
    for note in notes:
        lines = look.letters.wrap(note, look.width)
        sheet.write(look.letters, lines, 0.0, y, look.quiet)
        y += len(lines) * look.letters.line
    return y - look.letters.line + DESCENT * look.size if notes else top
