"""A theme becomes the look of charts: sizes in points, colours by role, the width and the greatest height."""

from __future__ import annotations

from dataclasses import dataclass

from reportgen.document.chart import Chart, Mark, Series
from reportgen.figures.lettering import Lettering, installed
from reportgen.figures.sheet import Shape
from reportgen.theme import Theme

POINTS_PER_MM = 72 / 25.4
LIGHTNESS_STEP = 25.0
"""Least difference in CIE lightness of parts that touch, so that they part in greyscale."""
PAPER = "#ffffff"


@dataclass(frozen=True, slots=True)
class Look:
    """Everything that drawing takes from a theme.

    Attributes:
        width: Of the picture, in points.
        tallest: Greatest height that still stands on a page with its caption, in points.
    """

    theme: Theme
    letters: Lettering
    width: float
    tallest: float

    @property
    def size(self) -> float:
        """Type size in points."""
        return self.letters.size

    @property
    def text(self) -> str:
        """Colour of names and numbers."""
        return self.theme.colours.text

    @property
    def quiet(self) -> str:
        """Colour of units, headings of columns and words for absent values."""
        return self.theme.colours.quiet

    @property
    def rule(self) -> str:
        """Colour of hairlines."""
        return self.theme.colours.rule

    def role(self, series: Series) -> str:
        """Return the colour of a series."""
        colours = self.theme.colours
        return {"accent": colours.accent, "second": colours.second, "muted": colours.muted}.get(
            series.role, colours.quiet
        )


def look_of(chart: Chart, theme: Theme) -> Look:
    """Return the look of `chart`, which is as wide as the text, so that its letters are printed at their size."""
    letters = Lettering(installed(theme.fonts.stack("data")), theme.sizes.small, chart.dir == "rtl")
    tallest = (theme.page.height - theme.page.top - theme.page.bottom) - 22  # the caption's room
    return Look(theme, letters, theme.page.measure * POINTS_PER_MM, tallest * POINTS_PER_MM)


def mark_style(mark: Mark, look: Look) -> tuple[Shape, str, str]:
    """Return shape, fill and edge of a mark: they differ in shape as well as in colour."""
    colours = look.theme.colours
    match mark:
        case "met":
            return ("dot", colours.met, colours.met)
        case "partly":
            return ("half", colours.partly, colours.partly)
        case "not-met":
            return ("ring", "", colours.not_met)
        case "no-data":
            return ("dash", colours.no_data, colours.no_data)
        case "yes" | "":
            return ("dot", colours.field, colours.field)


def _channels(colour: str) -> tuple[int, int, int]:
    return (int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16))


def lightness(colour: str) -> float:
    """Return CIE L* (0 black to 100 white) of ``#rrggbb``."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (v / 255 for v in _channels(colour))]
    y = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return 116 * y ** (1 / 3) - 16 if y > 216 / 24389 else y * 24389 / 27


def lightened(colour: str, share: float) -> str:
    """Return `colour` mixed with `share` (0 to 1) of white."""
    return "#" + "".join(f"{round(v + (255 - v) * share):02x}" for v in _channels(colour))


def apart(colour: str, beside: str) -> str:
    """Return `colour`, lightened until it differs from `beside` by `LIGHTNESS_STEP`."""
    if abs(lightness(colour) - lightness(beside)) >= LIGHTNESS_STEP:
        return colour
    tint = colour
    for step in range(1, 20):
        tint = lightened(colour, step / 20)
        if lightness(tint) - lightness(beside) >= LIGHTNESS_STEP:
            return tint
    return tint
