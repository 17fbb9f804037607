"""A chart spec becomes a native Word chart that a colleague can edit: its part of the file and the workbook behind it.

`data` says what a chart holds; `workbook` and `space` write it, as cells and as a drawing; `formats` makes number formats of
printed labels, `places` finds room, `paint`, `labels` and `axes` give the look. Kinds that Word has no chart for stay pictures.
"""

from __future__ import annotations

from collections.abc import Mapping

from reportgen.document.chart import Chart
from reportgen.theme import Theme

from ..palette import Palette
from ..xml import Element
from .data import data_of, form_of
from .places import places_of
from .space import space_of
from .workbook import workbook_of


def native_charts(charts: Mapping[str, Chart]) -> dict[str, Chart]:
    """Return those of `charts` that Word has a chart for; the others are drawn."""
    return {name: chart for name, chart in charts.items() if form_of(chart)}


def make_chart(chart: Chart, theme: Theme, palette: Palette, *, width: float, day: str) -> tuple[Element, bytes, float]:
    """Return the chart's part, the workbook behind it, and its height in points.

    Args:
        chart: A spec that `native_charts` has returned.
        theme: Fonts and sizes.
        palette: Colours, and the slots of the Word theme.
        width: In points.
        day: Date of the report, ISO 8601.
    """
    form = form_of(chart)
    assert form is not None
    data = data_of(chart, form)
    places = places_of(data, theme.sizes.small, width)
    return space_of(data, places, theme, palette), workbook_of(data, day), places.height
