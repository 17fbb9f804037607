"""Every case of every kind and figure, in both themes and papers: nothing overlaps, nothing is cut, all can be read.

Only the solved layouts are looked at; nothing is painted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

import pytest
from matplotlib.textpath import TextPath

from reportgen.contrast import contrast
from reportgen.document.chart import Chart, ChartKind
from reportgen.figures import FIGURES
from reportgen.figures.canvas import KINDS, lay_out
from reportgen.figures.lettering import Lettering
from reportgen.figures.look import LIGHTNESS_STEP, PAPER, lightness, look_of
from reportgen.figures.paint import quiet
from reportgen.figures.sheet import Bar, Box, Label, Path, Sheet, Sign, overlap
from reportgen.theme import Theme, load_theme
from tests.figures.cases import figure_cases
from tests.figures.specs import SCRIPTS, Script, all_specs

THEMES = (load_theme("lagoon"), load_theme("savanna", {"page.size": "Letter"}))
Fault = Callable[[Chart, Theme, Sheet], Iterator[str]]


@cache
def _ink(text: str, letters: Lettering, bold: bool, size: float) -> Box:
    shaped = letters.shaped(text)
    path = TextPath((0, 0), shaped, prop=letters.properties(shaped, bold, size))
    drawn = path.vertices[path.codes != path.CLOSEPOLY]  # control points enclose their curves
    (x0, y0), (x1, y1) = (drawn.min(axis=0), drawn.max(axis=0)) if len(drawn) else ((0, 0), (0, 0))
    return (float(x0), float(y0), float(x1), float(y1))


def _box(line: Label, letters: Lettering) -> Box:
    """Return where the ink of a line of text falls, measured from its outlines."""
    x0, y0, x1, y1 = _ink(line.text, letters, line.bold, line.size)
    if line.turned:
        return (line.x - y1, line.y - x1, line.x - y0, line.y - x0)
    return (line.x + x0, line.y - y1, line.x + x1, line.y - y0)


def misplaced_texts(chart: Chart, theme: Theme, sheet: Sheet) -> Iterator[str]:
    """Lines of text over one another, or beyond the picture."""
    letters = look_of(chart, theme).letters
    boxes = sorted(((_box(line, letters), line.text) for line in sheet.labels), key=lambda pair: pair[0][1])
    for index, (one, text) in enumerate(boxes):
        if one[0] < -0.5 or one[1] < -0.1 or one[2] > sheet.width + 0.5 or one[3] > sheet.height + 0.1:
            yield f"{text!r} leaves the picture"
        inner = (one[0] + 0.1, one[1] + 0.1, one[2] - 0.1, one[3] - 0.1)
        for box, other in boxes[index + 1 :]:
            if box[1] >= one[3]:
                break
            if overlap(inner, box):
                yield f"{text!r} over {other!r}"


def marks_beyond_the_picture(chart: Chart, theme: Theme, sheet: Sheet) -> Iterator[str]:
    """Bars, lines and signs beyond the picture."""
    for item in sheet.items:
        match item:
            case Bar():
                ends = ((item.x, item.y), (item.x + item.width, item.y + item.height))
            case Path():
                ends = item.points
            case Sign():
                ends = ((item.x - item.radius, item.y - item.radius), (item.x + item.radius, item.y + item.radius))
            case Label():
                continue
        if any(not (-1 <= x <= sheet.width + 1 and -1 <= y <= sheet.height + 1) for x, y in ends):
            yield f"{type(item).__name__} {getattr(item, 'datum', None)} at {ends}"


def texts_on_marks(chart: Chart, theme: Theme, sheet: Sheet) -> Iterator[str]:
    """Lines of text across a bar, a sign or a line that stands for a number."""
    letters = look_of(chart, theme).letters
    boxes = [(_box(line, letters), line.text) for line in sheet.labels]
    for item in sheet.items:
        if isinstance(item, Bar) and item.width and item.fill != theme.colours.tint:
            edges = (item.x + 0.5, item.y + 0.5, item.x + item.width - 0.5, item.y + item.height - 0.5)
        elif isinstance(item, Sign):
            reach = item.radius * 0.6
            edges = (item.x - reach, item.y - reach, item.x + reach, item.y + reach)
        else:
            continue
        for box, text in boxes:
            if overlap(edges, box):
                yield f"{text!r} on {type(item).__name__} {item.datum}"


def small_letters(chart: Chart, theme: Theme, sheet: Sheet) -> Iterator[str]:
    """Letters smaller than those of captions, at the width at which the picture is printed."""
    if abs(sheet.width - theme.page.measure * 72 / 25.4) > 0.01:
        yield f"{sheet.width} is not the width of the text"
    yield from (f"{line.text!r} in {line.size} points" for line in sheet.labels if line.size < theme.sizes.small)


def faint_colours(chart: Chart, theme: Theme, sheet: Sheet) -> Iterator[str]:
    """Text under 4.5 to 1 and marks under 3 to 1 against what is behind them."""
    ground = (
        theme.colours.tint if any(isinstance(i, Bar) and i.fill == theme.colours.tint for i in sheet.items) else PAPER
    )
    for item in sheet.items:
        match item:
            case Label():
                if contrast(item.colour, ground) < 4.5:
                    yield f"{item.text!r} in {item.colour}"
            case Bar() | Sign():
                colours = [colour for colour in (item.fill, item.edge) if colour and colour != theme.colours.tint]
                if colours and max(contrast(colour, PAPER) for colour in colours) < 3:
                    yield f"{item.datum} in {colours}"
            case Path():
                if item.datum and contrast(item.colour, PAPER) < 3:
                    yield f"{item.datum} in {item.colour}"


def alike_in_greyscale(chart: Chart, theme: Theme, sheet: Sheet) -> Iterator[str]:
    """Series that neither lightness nor shape nor place tells apart.

    Rows of panels and of tracks have a place of their own; parts of one bar and lines of one field have not.
    """
    styles: dict[int, tuple[object, float]] = {}
    if chart.kind == "line" and len(chart.series) <= 4:
        for path in (item for item in sheet.items if isinstance(item, Path) and item.datum and len(item.points) > 1):
            assert path.datum
            styles[path.datum[0]] = ((path.dash, path.line), lightness(path.colour))
    if chart.kind == "bars" and len(chart.series) > 1:
        for bar in (item for item in sheet.items if isinstance(item, Bar) and item.datum):
            assert bar.datum
            if bar.datum[1] == max(chart.highlight, 0):
                styles[bar.datum[0]] = ("", lightness(bar.fill))
    shown = sorted(styles.items())
    for index, (one, (shape, light)) in enumerate(shown):
        for other, (another, lighter) in shown[index + 1 :]:
            if shape == another and abs(light - lighter) < LIGHTNESS_STEP:
                yield f"series {one} and {other} look alike"


def numbers_that_are_not_seen(chart: Chart, theme: Theme, sheet: Sheet) -> Iterator[str]:
    """Numbers other than zero with neither a mark nor a printed label."""
    printed = (
        {item.datum for item in sheet.labels}
        | {item.datum for item in sheet.items if isinstance(item, Bar | Sign) and getattr(item, "width", 1) >= 0.5}
        | {
            (p.datum[0], p.datum[1] + n)
            for p in sheet.items
            if isinstance(p, Path) and p.datum
            for n in range(len(p.points))
        }
    )
    for number, series in enumerate(chart.series):
        for row, value in enumerate(series.values):
            if value and chart.kind != "matrix" and (number, row) not in printed:
                yield f"{series.name} of {chart.categories[row]}"


FAULTS: tuple[Fault, ...] = (
    misplaced_texts,
    marks_beyond_the_picture,
    texts_on_marks,
    small_letters,
    faint_colours,
    alike_in_greyscale,
    numbers_that_are_not_seen,
)


def faults(chart: Chart, theme: Theme) -> list[str]:
    with quiet():
        sheet = lay_out(chart, theme)
        return [fault for find in FAULTS for fault in find(chart, theme, sheet)]


LOOKS = [*((script, THEMES[0]) for script in SCRIPTS), ("latin", THEMES[1])]


@pytest.mark.parametrize(("script", "theme"), LOOKS, ids=lambda part: getattr(part, "name", part))
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_can_be_read_whatever_it_shows(kind: ChartKind, script: Script, theme: Theme) -> None:
    for chart in all_specs(kind, script):
        assert faults(chart, theme) == [], (len(chart.categories), len(chart.series), chart.series[:1])


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("name", FIGURES)
def test_every_figure_can_be_read_whatever_it_shows(name: str, theme: Theme) -> None:
    for case, chart in figure_cases(name):
        assert faults(chart, theme) == [], case


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("name", FIGURES)
def test_every_figure_stands_on_a_page(name: str, theme: Theme) -> None:
    for case, chart in figure_cases(name):
        assert lay_out(chart, theme).height <= look_of(chart, theme).tallest, case


@pytest.mark.parametrize("name", FIGURES)
def test_every_figure_says_what_it_shows(name: str) -> None:
    for case, chart in figure_cases(name):
        assert chart.title and not chart.title.endswith("."), case
        assert chart.alt.startswith(chart.title) and chart.source, case
        assert all(len(s.values) == len(s.labels) == len(chart.categories) for s in chart.series), case


@pytest.mark.parametrize("kind", KINDS)
def test_pictures_of_up_to_12_categories_stand_on_a_page(kind: ChartKind) -> None:
    for chart in all_specs(kind, "latin"):
        long = kind == "line" and len(chart.categories[0]) > 9  # whose categories are years
        if (
            not long
            and len(chart.categories) <= 12
            and chart.series
            and any(v is not None for v in chart.series[0].values)
        ):
            assert lay_out(chart, THEMES[0]).height <= look_of(chart, THEMES[0]).tallest
