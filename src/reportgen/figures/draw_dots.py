"""A spec of kind ``dots`` becomes one track a row, from the baseline (0) to the target (100 per cent of the way).

x is per cent of the way; values outside -20 to 120 stand at the end of the track as an arrow. ``start`` is printed
before the track and ``goal`` behind it, the ``accent`` series above its dot, others beneath theirs. What has no number
shows the words for that on an empty track.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from reportgen.document.chart import Chart, Series
from reportgen.figures.look import Look
from reportgen.figures.rows import Rows, first_line, lay_rows, text_height, write_block, write_names
from reportgen.figures.sheet import ASCENT, DESCENT, Path, Sheet, Sign

LOW, HIGH = Decimal(-20), Decimal(120)
EDGE = 7.0
HEAD = 30.0
"""Room of the heading above the tracks, in points."""


@dataclass(frozen=True, slots=True)
class Tracks:
    """Where the tracks run: 0 per cent at `zero`, one per cent = `unit` points; numbers beside them."""

    zero: float
    unit: float
    before: float
    after: float
    left: float
    right: float

    def at(self, value: Decimal) -> float:
        """Return the place of a percentage, kept to the track's ends."""
        return self.zero + float(min(max(value, LOW), HIGH)) * self.unit


def draw_dots(chart: Chart, look: Look) -> Sheet:
    """Draw the tracks under a heading that names the signs."""
    sheet = Sheet(look.width)
    starts = [i for i, series in enumerate(chart.series) if series.role == "start"][:1]
    goals = [i for i, series in enumerate(chart.series) if series.role == "goal"][:1]
    moving = [i for i, series in enumerate(chart.series) if series.role not in ("start", "goal")]
    before, after = _side(chart, look, starts), _side(chart, look, goals)
    above, below = _lines_beside(chart, moving)
    deep = text_height(look, _side_lines(chart, look, [*starts, *goals]))
    least = max((above + below) * look.letters.line + 10, deep + abs(above - below) * look.letters.line)
    narrow = look.width - before - after
    rows = lay_rows(chart.categories, look, top=0.0, least=least, air=4.0, width=narrow, bold=chart.highlight)
    dense = rows.bottom > look.tallest - HEAD
    if dense:  # so many rows: milestones keep their signs, their numbers stand in the table
        below = 0
        least = max(above * look.letters.line + 8.5, deep + above * look.letters.line)
        room = replace(look, tallest=look.tallest - HEAD)
        rows = lay_rows(chart.categories, room, top=0.0, least=least, air=1.0, width=narrow, bold=chart.highlight)
    tracks = _tracks(chart, look, rows, before, after, moving)
    top = _head(sheet, chart, look, tracks, starts, goals, moving)
    rows = Rows(rows.lines, rows.width, tuple(y + top for y in rows.tops))
    write_names(sheet, rows, look, bold=chart.highlight)
    for row in range(len(chart.categories)):
        y = rows.middle(row) + (above - below) * look.letters.line / 2
        _track(sheet, chart, look, row, y, tracks, dense)
    sheet.height = rows.bottom
    return sheet


def _side(chart: Chart, look: Look, indexes: Sequence[int]) -> float:
    """Return the width of the numbers before or behind the tracks."""
    most = look.width * 0.16
    blocks = [look.letters.wrap(label, most) for i in indexes for label in chart.series[i].labels]
    blocks += [look.letters.wrap(chart.series[i].name, most - 12) for i in indexes]
    widest = max((look.letters.widest(lines) for lines in blocks), default=0.0)
    return widest + (12 if indexes else 0)


def _side_lines(chart: Chart, look: Look, indexes: Sequence[int]) -> int:
    most = look.width * 0.16
    return max((len(look.letters.wrap(label, most)) for i in indexes for label in chart.series[i].labels), default=0)


def _lines_beside(chart: Chart, moving: Sequence[int]) -> tuple[int, int]:
    accented = any(chart.series[i].role == "accent" for i in moving)
    return (1 if accented else 0), (1 if len(moving) > (1 if accented else 0) else 0)


def _tracks(chart: Chart, look: Look, rows: Rows, before: float, after: float, moving: Sequence[int]) -> Tracks:
    left = rows.left + (before + 4 if before else 0)
    right = look.width - (after + 4 if after else 0)
    values = [v for i in moving for v in chart.series[i].values if v is not None]
    low = max(LOW, min([Decimal(0), *values]))
    high = min(HIGH, max([Decimal(100), *values]))
    unit = (right - left - 2 * EDGE) / float(high - low)
    return Tracks(left + EDGE - float(low) * unit, unit, left - 4, right + 4, left, right)


def _sign_of(series: Series, look: Look, x: float, y: float, datum: tuple[int, int] | None = None) -> Sign:
    colours = look.theme.colours
    match series.role:
        case "accent":
            return Sign(x, y, 3.6, "dot", colours.accent, datum=datum)
        case "goal":
            return Sign(x, y, 4.8, "diamond", "", look.text, 0.9, datum)  # its corners show behind a dot
        case "start":
            return Sign(x, y, 2.6, "ring", "", look.quiet, 0.9, datum)
        case _:
            return Sign(x, y, 5.4, "tick", look.role(series), datum=datum)  # its ends, too


def _head(
    sheet: Sheet,
    chart: Chart,
    look: Look,
    tracks: Tracks,
    starts: Sequence[int],
    goals: Sequence[int],
    moving: Sequence[int],
) -> float:
    """Name the signs over what they mark; return the height."""
    keys: list[tuple[int, float, float, str]] = []
    for i in starts:
        keys.append((i, tracks.before, tracks.before, "end"))
    for i in goals:
        keys.append((i, tracks.after, tracks.after, "start"))
    names = {i: (chart.series[i].name,) for i in moving}
    if sum(look.letters.widest(lines) + 18 for lines in names.values()) > tracks.right - tracks.left:
        room = (tracks.right - tracks.left) / max(len(moving), 1) - 18
        widest = max((look.letters.width(word) for i in moving for word in chart.series[i].name.split()), default=0.0)
        names = {i: look.letters.wrap(chart.series[i].name, min(widest, room)) for i in moving}
    names |= {i: look.letters.wrap(chart.series[i].name, look.width * 0.16 - 12) for i in [*starts, *goals]}
    unit = look.letters.wrap(chart.unit, max(tracks.left - 60, 60)) if chart.unit else ()
    height = text_height(look, max([len(lines) for lines in names.values()] + [len(unit)], default=0))
    write_block(sheet, look, unit, 0.0, height, look.quiet)
    x = tracks.left + EDGE
    places = {i: (edge, align) for i, edge, _, align in keys}
    for i, lines in names.items():
        y = height - (DESCENT + 0.34) * look.size - (len(lines) - 1) * look.letters.line / 2
        first = look.letters.widest(lines)
        if i in places and places[i][1] == "end":
            edge = places[i][0]
            write_block(sheet, look, lines, edge, height, look.text, align="end")
            sheet.add(_sign_of(chart.series[i], look, edge - first - 7, y))
        else:
            start = places[i][0] + 12 if i in places else x + 8
            write_block(sheet, look, lines, start, height, look.text)
            sheet.add(_sign_of(chart.series[i], look, start - (7.2 if i in places else 6), y))
            x = x if i in places else start + look.letters.widest(lines) + 8
    return height + 4 if height else 0.0


def _track(sheet: Sheet, chart: Chart, look: Look, row: int, y: float, tracks: Tracks, dense: bool) -> None:
    colours = look.theme.colours
    start, goal = tracks.at(Decimal(0)), tracks.at(Decimal(100))
    sheet.add(Path(((tracks.at(LOW) if tracks.at(LOW) >= tracks.left else start, y), (goal, y)), look.rule, 0.8))
    accented = [i for i, series in enumerate(chart.series) if series.role == "accent"]
    for reached in (chart.series[i].values[row] for i in accented):
        if reached is not None:
            sheet.add(Path(((start, y), (tracks.at(reached), y)), colours.accent, 1.6))
    for index in sorted(range(len(chart.series)), key=lambda i: i in accented):
        series = chart.series[index]
        value, label = series.values[row], series.labels[row]
        if series.role in ("start", "goal"):
            _beside(sheet, look, series, row, index, y, tracks)
            continue
        if value is None:
            if series.role == "accent" or not accented:
                line = look.letters.wrap(label, tracks.right - tracks.left)[:1]
                sheet.write(look.letters, line, start, y - 5.6 - DESCENT * look.size, look.quiet, datum=(index, row))
            continue
        x = tracks.at(value)
        sign = _sign_of(series, look, x, y, (index, row))
        if not LOW <= value <= HIGH:
            sign = Sign(x, y, 3.8, "arrow" if value > HIGH else "arrow-back", sign.fill, sign.edge, datum=(index, row))
        sheet.add(sign)
        if dense and series.role != "accent":
            continue
        width = look.letters.width(label, series.role == "accent")
        left = min(max(x - width / 2, tracks.left), max(tracks.right - width, tracks.left))
        base = y - 5.6 - DESCENT * look.size if series.role == "accent" else y + 5.4 + ASCENT * look.size
        sheet.write(look.letters, (label,), left, base, look.text, bold=series.role == "accent", datum=(index, row))


def _beside(sheet: Sheet, look: Look, series: Series, row: int, index: int, y: float, tracks: Tracks) -> None:
    value, label = series.values[row], series.labels[row]
    lines = look.letters.wrap(label, look.width * 0.16)
    before = series.role == "start"
    colour = look.quiet if value is None else look.text
    base = first_line(look, y, len(lines))
    edge = tracks.before if before else tracks.after
    sheet.write(look.letters, lines, edge, base, colour, align="end" if before else "start", datum=(index, row))
    if value is not None:
        sheet.add(_sign_of(series, look, tracks.at(value), y, (index, row)))
