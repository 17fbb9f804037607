"""A number of a chart stands in five places of a report, and is the same in all: the cell of the workbook behind the Word
chart, the chart's own cache, the table of its data, the picture that the PDF shows, and the words for who does not see it.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from reportgen.document.chart import Chart
from reportgen.document.nodes import Table
from reportgen.document.outline import text_of, walk
from reportgen.figures import table_of
from reportgen.figures.canvas import lay_out
from reportgen.figures.draw_bars import LEAST, THICK
from reportgen.figures.look import look_of
from reportgen.figures.paint import figure_of, quiet
from reportgen.figures.sheet import Bar, Label, Path, Sign
from reportgen.theme import Theme, load_theme
from reportgen.writers.docx import native_charts as which_are_native
from tests.conftest import Edition
from tests.figures.specs import a_chart, a_series

from .charts_back import Native, native_charts, printed
from .read_back import read_blocks

pytestmark = pytest.mark.proof


def numbers_of(native: Native) -> dict[tuple[int, int], tuple[Decimal, str]]:
    """Return (series, category) -> number and format code, having held the cache against the cells."""
    found: dict[tuple[int, int], tuple[Decimal, str]] = {}
    cells, used = dict(native.cells), {"A1"}
    for column, series in enumerate(native.series):
        letter, rows = "BCDEFGHIJ"[column], len(series.names)
        ends = f"$2:${{}}${rows + 1}"
        assert series.where == (
            f"Sheet1!${letter}$1",
            f"Sheet1!$A{ends.format('A')}",
            f"Sheet1!${letter}{ends.format(letter)}",
        )
        assert cells[f"{letter}1"] == series.name
        used.add(f"{letter}1")
        for row, name in series.names.items():
            assert cells.get(f"A{row + 2}", "") == name
            used.add(f"A{row + 2}")
            number = cells.get(f"{letter}{row + 2}")
            assert (number is None) == (row not in series.numbers), "a gap is an empty cell and no point"
            if isinstance(number, Decimal):
                assert number == Decimal(series.numbers[row])
                found[column, row] = number, series.codes[row]
                used.add(f"{letter}{row + 2}")
    assert set(cells) <= used, "the workbook holds the chart's numbers and nothing else"
    return found


def drawn(chart: Chart, theme: Theme) -> tuple[dict[tuple[int, int], float], dict[tuple[int, int], str]]:
    """Return the lengths that the artists of the drawn figure have, by (series, category), and the words beside them."""
    with quiet():
        sheet = lay_out(chart, theme)
        figure = figure_of(sheet, look_of(chart, theme).letters)
    artists = {artist.get_zorder(): artist for artist in figure.get_children() if artist is not figure.patch}
    zero = next((item.points[0][1] for item in sheet.items if isinstance(item, Path) and not item.datum), 0.0)
    lengths: dict[tuple[int, int], float] = {}
    words: dict[tuple[int, int], str] = {}
    for order, item in enumerate(sheet.items):
        artist: Any = artists.get(order)
        if isinstance(item, Path) or item.datum is None:
            continue
        if isinstance(item, Bar):
            assert isinstance(artist, Rectangle)
            standing = abs(artist.get_height() - THICK) > 0.01
            lengths[item.datum] = artist.get_height() if standing else artist.get_width()
        elif isinstance(item, Sign):
            assert isinstance(artist, Line2D)
            lengths[item.datum] = abs(zero - float(artist.get_ydata()[0]))  # type: ignore[index]
        elif isinstance(item, Label):
            assert isinstance(artist, Text)
            words[item.datum] = f"{words.get(item.datum, '')} {artist.get_text()}".strip()
    return lengths, words


def hold(chart: Chart, native: Native, theme: Theme) -> None:
    """Hold every number of a native chart against the spec, the table and the drawn figure."""
    header, rows = table_of(chart)
    assert [series.name for series in native.series] == list(header[1:])
    for series in native.series:
        assert [series.names[row] for row in range(len(rows))] == [row[0] for row in rows] == list(chart.categories)
    numbers = numbers_of(native)
    wanted = {(c, r) for c, s in enumerate(chart.series) for r, value in enumerate(s.values) if value is not None}
    assert set(numbers) == wanted
    lengths, words = drawn(chart, theme)
    assert lengths
    largest = max(lengths, key=lambda datum: lengths[datum])
    unit = lengths[largest] / abs(float(numbers[largest][0]))
    for (column, row), (number, code) in numbers.items():
        value = chart.series[column].values[row]
        assert value is not None and float(number * chart.scale) == pytest.approx(float(value), rel=1e-14)
        label = printed(number, code)
        assert label == rows[row][column + 1], "the table"
        if (column, row) in words:
            assert words[column, row] == label, "the words of the drawn figure"
        if (column, row) in lengths:
            length = max(abs(float(number)) * unit, LEAST if number and chart.kind != "line" else 0)
            assert lengths[column, row] == pytest.approx(length, abs=1e-6), "the shapes of the drawn figure"
    assert {datum for datum in lengths if datum not in numbers} == set()


def test_every_native_chart_of_both_workspaces_says_the_same_everywhere(edition: Edition) -> None:
    theme = load_theme(edition.report.settings.theme, edition.report.settings.overrides)
    wanted = which_are_native(edition.manuscript.charts)
    found = native_charts(edition.docx)
    assert [native.alt for native in found] == [chart.alt for chart in wanted.values()]
    for chart, native in zip(wanted.values(), found, strict=True):
        hold(chart, native, theme)
        for series, cached in zip(chart.series, native.series, strict=True):
            for row, number in cached.numbers.items():
                if series.labels[row] and len(chart.categories) <= 12:
                    assert printed(Decimal(number), cached.codes[row]) in native.alt


def test_the_demonstration_has_charts_of_every_native_figure(demo: Edition) -> None:
    figures = {chart.figure for chart in which_are_native(demo.manuscript.charts).values()}
    assert figures == {"finance-by-stage", "delivery-rate", "sdg-allocation", "partner-contributions"}
    assert len(native_charts(demo.docx)) > 20


def test_the_annex_prints_the_same_labels(demo: Edition) -> None:
    tables = {node.id: node for node in walk(demo.manuscript.document.blocks) if isinstance(node, Table)}
    shown = " ".join(block.text for block in read_blocks(demo.docx))
    held = 0
    for chart in which_are_native(demo.manuscript.charts).values():
        table = tables.get(f"table-data-{chart.name}")
        if table is None:
            continue  # its numbers stand in a table of the text, beside it
        cells = [tuple(text_of(cell.content) for cell in row.cells) for body in table.bodies for row in body]
        assert tuple(cells) == table_of(chart)[1]
        assert all(label in shown for row in cells for label in row)
        held += 1
    assert held > 8


YEARS = ("2021", "2022", "2023", "2024")
RATES = a_series("Rate", [80, None, "90.5", 0], "second", ("80%", "no data", "91%", "0%"))
OTHERS = {
    "columns of one series": a_chart("columns", categories=YEARS, series=(RATES,), unit="Per cent", highlight=2),
    "one column": a_chart("columns", categories=("2024",), series=(a_series("x", [7]),)),
    "lines with a gap": a_chart(
        "line",
        categories=YEARS,
        series=(
            a_series("Result", [20, None, "26.25", 31], "accent", ("20.0%", "not collected", "26.3%", "31.0%")),
            a_series("Target", [None, None, 25, 40], "goal", ("", "", "25.0%", "40.0%")),
        ),
    ),
    "a refund": a_chart(
        "bars", categories=("a", "b", "c"), series=(a_series("x", [120000, -35500, 0], labels=("120", "−36", "0")),),
        scale=1000,
    ),
    "parts with a refund": a_chart(
        "bars",
        categories=("a", "b"),
        series=(a_series("D", [400, -340], "second"), a_series("H", [500, 100], "muted"), a_series("T", [900, -240])),
    ),
    "stages with a gap": a_chart(
        "columns",
        categories=("2023", "2024"),
        series=(a_series("Budget", [5000000, 6000000], "goal", ("5.00", "6.00")),
                a_series("Expended", [3210, None], labels=("0.0032", "no data"))),
        scale=1000000,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", OTHERS)
def test_charts_that_the_workspaces_have_not_say_the_same_everywhere(word_charts: Any, theme: Theme, name: str) -> None:
    [native] = native_charts(word_charts(OTHERS[name]))
    hold(OTHERS[name], native, theme)
