"""A sheet becomes an SVG and a PNG through matplotlib: figures without pyplot, axes or a layout engine.

The same sheet gives the same bytes in every process: no clock, no random ids, and only the fonts that were measured.
"""

from __future__ import annotations

import io
import logging
import warnings
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

import matplotlib
import PIL.Image
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.markers import MarkerStyle
from matplotlib.patches import Rectangle
from matplotlib.path import Path as Outline
from matplotlib.text import Text
from matplotlib.transforms import Affine2D, Transform

from reportgen.figures.lettering import Lettering
from reportgen.figures.sheet import Bar, Label, Path, Shape, Sheet, Sign
from reportgen.figures.squeeze import squeezed

SETTINGS: dict[str, Any] = {
    "svg.fonttype": "path",
    "svg.hashsalt": "reportgen",
    "svg.image_inline": True,
    "text.parse_math": False,
    "text.hinting": "no_hinting",
    "text.usetex": False,
    "path.simplify": True,
    "path.sketch": None,
    "agg.path.chunksize": 0,
}


FONT_LOG = logging.getLogger("matplotlib.font_manager")


@contextmanager
def quiet() -> Generator[None, None, None]:
    """Hold our settings for a while, and silence the search for fonts: `missing_glyphs` says what was not found."""
    disabled = FONT_LOG.disabled
    FONT_LOG.disabled = True
    try:
        with warnings.catch_warnings(), matplotlib.rc_context(SETTINGS):  # pyright: ignore
            warnings.filterwarnings("ignore", message="Glyph .* missing")
            yield
    finally:
        FONT_LOG.disabled = disabled


def figure_of(sheet: Sheet, letters: Lettering) -> Figure:
    """Return the matplotlib figure of `sheet`."""
    figure = Figure(figsize=(sheet.width / 72, sheet.height / 72), dpi=72, layout=None)
    figure.patch.set_linewidth(0)
    place = Affine2D().scale(1, -1).translate(0, sheet.height).scale(1 / 72) + figure.dpi_scale_trans
    for order, item in enumerate(sheet.items):
        for artist in _artists(item, letters, place):
            artist.set_zorder(order)
            figure.add_artist(artist)
    return figure


def to_svg(figure: Figure) -> bytes:
    """Return `figure` as SVG, its glyphs as shared outlines."""
    figure.patch.set_visible(False)
    buffer = io.StringIO()
    metadata = {"Date": None, "Creator": None, "Format": None, "Type": None}
    FigureCanvasSVG(figure).print_svg(buffer, metadata=metadata)  # pyright: ignore
    return squeezed(buffer.getvalue()).encode()


def to_png(figure: Figure, dpi: int) -> bytes:
    """Return `figure` as PNG on white, in 128 colours at most: a few flat ones and their edges, a third of the bytes."""
    figure.patch.set_visible(True)
    figure.set_dpi(dpi)
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    pixels = PIL.Image.frombytes("RGBA", canvas.get_width_height(), bytes(canvas.buffer_rgba())).convert("RGB")
    few = pixels.quantize(128, PIL.Image.Quantize.MEDIANCUT, dither=PIL.Image.Dither.NONE)
    buffer = io.BytesIO()
    few.save(buffer, "PNG", optimize=True, dpi=(dpi, dpi))
    return buffer.getvalue()


def _artists(item: Label | Bar | Path | Sign, letters: Lettering, place: Transform) -> Iterator[Any]:
    match item:
        case Label():
            yield _text(item, letters, place)
        case Bar():
            yield Rectangle(
                (item.x, item.y),
                item.width,
                item.height,
                facecolor=item.fill or "none",
                edgecolor=item.edge or "none",
                linewidth=item.line if item.edge else 0,
                transform=place,
            )
        case Path():
            line = Line2D([x for x, _ in item.points], [y for _, y in item.points], color=item.colour, transform=place)
            line.set_linewidth(item.line)
            line.set_solid_capstyle("butt" if len(item.points) == 2 else "round")
            if item.dash:
                line.set_linestyle((0, tuple(length / item.line for length in item.dash)))
            yield line
        case Sign():
            yield from _sign(item, place)


def _text(label: Label, letters: Lettering, place: Transform) -> Text:
    shaped = letters.shaped(label.text)
    return Text(
        label.x,
        label.y,
        shaped,
        color=label.colour,
        fontproperties=letters.properties(shaped, label.bold, label.size),
        verticalalignment="baseline",
        horizontalalignment="left",
        rotation=90 if label.turned else 0,
        rotation_mode="anchor",
        transform=place,
        parse_math=False,
    )


def _sign(sign: Sign, place: Transform) -> Iterator[Line2D]:
    shapes: tuple[Shape | str, ...] = ("ring", "left") if sign.shape == "half" else (sign.shape,)
    for shape in shapes:
        open_ = shape == "ring" and sign.shape in ("half", "ring") and (sign.shape == "half" or not sign.fill)
        line = Line2D([sign.x], [sign.y], linestyle="none", transform=place)
        line.set_marker(_marker(shape))  # pyright: ignore
        line.set_markersize(2 * sign.radius)
        line.set_markerfacecolor("#ffffff" if open_ or not sign.fill else sign.fill)
        line.set_markeredgecolor(sign.edge or "none")
        line.set_markeredgewidth(0 if shape == "left" or not sign.edge else sign.line)
        yield line


@lru_cache(maxsize=16)
def _marker(shape: str) -> MarkerStyle:
    """Return the outline of a sign; all fill a square of side 2 about the centre."""
    flat = 0.22
    match shape:
        case "dot" | "ring":
            return MarkerStyle("o")
        case "left":
            return MarkerStyle(Outline.wedge(90, 270))
        case "dash":
            points = [(-1, -flat), (1, -flat), (1, flat), (-1, flat)]
        case "diamond":
            points = [(0, -1), (1, 0), (0, 1), (-1, 0)]
        case "tick":
            points = [(-0.15, -1), (0.15, -1), (0.15, 1), (-0.15, 1)]
        case "arrow":
            points = [(-0.7, -1), (1, 0), (-0.7, 1)]
        case "arrow-back":
            points = [(0.7, -1), (-1, 0), (0.7, 1)]
        case _:
            points = [(-1, -1), (1, -1), (1, 1), (-1, 1)]
    return MarkerStyle(Outline([*points, points[0]], closed=True))
