"""A spec of kind ``line`` becomes one drawing, or, of more than three series, one small panel a series on one scale."""

from __future__ import annotations

from dataclasses import replace

from reportgen.document.chart import Chart
from reportgen.figures.draw_line import Panel, draw_line, extent
from reportgen.figures.look import POINTS_PER_MM, Look
from reportgen.figures.rows import text_height, write_block
from reportgen.figures.sheet import Sheet, moved

MOST = 3
"""Series in one drawing, besides goals and baselines."""
GAP = 16.0


def draw_lines(chart: Chart, look: Look) -> Sheet:
    """Draw the series together, or each in a panel under its name."""
    if sum(series.role not in ("goal", "start") for series in chart.series) <= MOST:
        return draw_line(chart, look)
    across = 3 if len(chart.series) <= 9 else 4
    small = replace(look, width=(look.width + GAP) / across - GAP)
    unit = look.letters.wrap(chart.unit, look.width)
    top = text_height(look, len(unit))
    bands = -(-len(chart.series) // across)
    panel = Panel(
        max(text_height(look, len(look.letters.balanced(s.name, small.width, True))) for s in chart.series),
        max(8 * POINTS_PER_MM, min(24 * POINTS_PER_MM, (look.tallest - top) / bands - 60)),
        extent(chart),
    )
    sheet = Sheet(look.width)
    write_block(sheet, look, unit, 0.0, top, look.quiet)
    top += 5 if unit else 0
    for start in range(0, len(chart.series), across):
        panels = [
            draw_line(replace(chart, series=(series,)), small, panel) for series in chart.series[start : start + across]
        ]
        for place, each in enumerate(panels):
            sheet.add(*(moved(item, place * (small.width + GAP), top, start + place) for item in each.items))
        top += max(each.height for each in panels) + 9
    sheet.height = top - 9
    return sheet
