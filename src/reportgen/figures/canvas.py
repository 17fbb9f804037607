"""A chart spec becomes pictures: SVG for pages, PNG for Word, from one solved layout.

Drawing knows no language and computes no number: it prints the labels of the spec. The title and the source are not
drawn; they stand as text beside the picture.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from reportgen.document.chart import Chart, ChartKind
from reportgen.figures.draw_bars import draw_bars
from reportgen.figures.draw_columns import draw_columns
from reportgen.figures.draw_dots import draw_dots
from reportgen.figures.draw_matrix import draw_matrix
from reportgen.figures.draw_strip import draw_empty, draw_strip
from reportgen.figures.lettering import Lettering, installed
from reportgen.figures.look import POINTS_PER_MM, Look, look_of
from reportgen.figures.paint import figure_of, quiet, to_png, to_svg
from reportgen.figures.panels import draw_lines
from reportgen.figures.sheet import Sheet
from reportgen.theme import Theme

Format = Literal["svg", "png"]
KINDS: Mapping[ChartKind, Callable[[Chart, Look], Sheet]] = {
    "bars": draw_bars,
    "columns": draw_columns,
    "line": draw_lines,
    "dots": draw_dots,
    "matrix": draw_matrix,
    "strip": draw_strip,
}


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture as SVG. Sizes in millimetres at which its text has the theme's small size."""

    svg: bytes
    width_mm: float
    height_mm: float


@dataclass(frozen=True, slots=True)
class Rendering:
    """The bytes of one picture by format, and its size in millimetres."""

    files: Mapping[Format, bytes]
    width_mm: float
    height_mm: float


def lay_out(chart: Chart, theme: Theme) -> Sheet:
    """Return the solved layout of `chart`, mirrored where it reads from right to left."""
    look = look_of(chart, theme)
    drawing = draw_empty if chart.empty or not chart.categories else KINDS[chart.kind]
    sheet = drawing(chart, look)
    if chart.dir == "rtl":
        sheet.height += 0.16 * look.size  # the depth of Arabic letters in the last line
        return sheet.mirrored()
    return sheet


def render(chart: Chart, theme: Theme, formats: Sequence[Format] = ("svg", "png"), dpi: int = 300) -> Rendering:
    """Draw `chart` in each of `formats`; the layout is solved once."""
    files: dict[Format, bytes] = {}
    with quiet():
        sheet = lay_out(chart, theme)
        figure = figure_of(sheet, look_of(chart, theme).letters)
        if "svg" in formats:
            files["svg"] = to_svg(figure)
        if "png" in formats:
            files["png"] = to_png(figure, dpi)
    return Rendering(files, round(sheet.width / POINTS_PER_MM, 2), round(sheet.height / POINTS_PER_MM, 2))


def draw(chart: Chart, theme: Theme) -> Drawing:
    """Draw `chart` as SVG."""
    rendering = render(chart, theme, ("svg",))
    return Drawing(rendering.files["svg"], rendering.width_mm, rendering.height_mm)


def draw_png(chart: Chart, theme: Theme, dpi: int = 300) -> bytes:
    """Draw `chart` as PNG on white, at `dpi` dots per inch."""
    return render(chart, theme, ("png",), dpi).files["png"]


def printed(chart: Chart) -> tuple[str, ...]:
    """Return every text that the picture of `chart` prints."""
    texts = [
        chart.unit,
        chart.empty,
        *chart.categories,
        *chart.columns,
        *(words for _, words in chart.mark_labels),
    ]
    for series in chart.series:
        texts += [series.name, *series.labels]
    return tuple(text for text in texts if text)


def missing_glyphs(chart: Chart, theme: Theme) -> list[str]:
    """Return the characters that no font of the theme has on this machine, each once, in order."""
    letters = Lettering(installed(theme.fonts.stack("data")), theme.sizes.small)
    with quiet():
        return list(dict.fromkeys(char for text in printed(chart) for char in letters.missing(text)))
