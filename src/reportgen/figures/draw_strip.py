"""A spec of kind ``strip`` becomes key figures side by side: the number large, what it counts beneath.

An empty spec of any kind becomes one calm line that says so.
"""

from __future__ import annotations

from reportgen.document.chart import Chart
from reportgen.figures.look import Look
from reportgen.figures.rows import text_height
from reportgen.figures.sheet import ASCENT, DESCENT, Bar, Path, Sheet

GAP = 14.0
LARGE = 15.0
"""Type size that makes a number a key figure; where it has no room, the figures take more lines."""
NARROWEST = 60.0
MOST = 6
"""Figures in one line."""


def draw_strip(chart: Chart, look: Look) -> Sheet:
    """Draw key figures in lines of at most six."""
    sheet = Sheet(look.width)
    count = len(chart.categories)
    for rows in range(1, count + 1):
        across = -(-count // rows)
        width = (look.width + GAP) / across - GAP
        size = _size(chart, look, width)
        if across == 1 or (across <= MOST and size >= LARGE and width >= NARROWEST):
            break
    else:
        return sheet
    top = 0.0
    for start in range(0, len(chart.categories), across):
        top = _line(sheet, chart, look, range(start, min(start + across, len(chart.categories))), top, width, size) + 12
    sheet.height = top - 11
    return sheet


def _size(chart: Chart, look: Look, width: float) -> float:
    """Return the type size at which every number stands in one line, at most one and a half headings."""
    most = look.theme.sizes.heading * 1.5
    numbers = [
        label for value, label in zip(chart.series[0].values, chart.series[0].labels, strict=True) if value is not None
    ]
    widest = max((look.letters.width(label, True, 1.0) for label in numbers), default=1.0)
    return max(min(most, width / max(widest, 0.1)), look.size)


def _line(sheet: Sheet, chart: Chart, look: Look, shown: range, top: float, width: float, size: float) -> float:
    series, bottom = chart.series[0], top
    for place, index in enumerate(shown):
        x = place * (width + GAP)
        sheet.add(Path(((x, top + 0.5), (x + width, top + 0.5)), look.theme.colours.field, 0.8))
        y = top + 5 + ASCENT * size
        absent = series.values[index] is None
        number = look.letters.wrap(series.labels[index], width, not absent, 0 if absent else size)
        colour = (
            look.quiet
            if absent
            else look.theme.colours.accent
            if index == chart.highlight
            else look.theme.colours.field
        )
        sheet.write(look.letters, number, x, y, colour, bold=not absent, size=0 if absent else size, datum=(0, index))
        y += (len(number) - 1) * (look.letters.line if absent else size * 1.15) + look.letters.line + 2.5
        words = look.letters.wrap(chart.categories[index], width)
        sheet.write(look.letters, words, x, y, look.text)
        bottom = max(bottom, y + (len(words) - 1) * look.letters.line + DESCENT * look.size)
    return bottom


def draw_empty(chart: Chart, look: Look) -> Sheet:
    """Draw the words that stand instead of data."""
    sheet = Sheet(look.width)
    lines = look.letters.wrap(chart.empty or "–", look.width - 20)
    height = text_height(look, len(lines))
    sheet.height = height + 14
    sheet.add(Bar(0.0, 0.0, look.width, sheet.height, look.theme.colours.tint))
    sheet.write(look.letters, lines, 10.0, 7 + ASCENT * look.size, look.quiet)
    return sheet
