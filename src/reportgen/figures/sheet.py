"""Shapes and lines of text with known places: what a chart is before it is painted.

Everything is in points, from the top left corner, y downwards, and is laid out from left to right; `mirrored` turns a
sheet for right-to-left editions in one place. `datum` is (series, category) of the number that a mark stands for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from reportgen.figures.lettering import Lettering

Datum = tuple[int, int] | None
Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""
Shape = Literal["dot", "ring", "half", "dash", "diamond", "tick", "arrow", "arrow-back", "square"]
ASCENT, DESCENT = 0.92, 0.26
"""Room above and below the base line, in type sizes."""


@dataclass(frozen=True, slots=True)
class Label:
    """One line of text; `x` is its left edge, `y` its base line. A turned label runs upwards: `x` is its base line."""

    text: str
    x: float
    y: float
    width: float
    size: float
    colour: str
    bold: bool = False
    turned: bool = False
    datum: Datum = None

    @property
    def box(self) -> Box:
        """The room that the line needs."""
        if self.turned:
            return (self.x - ASCENT * self.size, self.y - self.width, self.x + DESCENT * self.size, self.y)
        return (self.x, self.y - ASCENT * self.size, self.x + self.width, self.y + DESCENT * self.size)


@dataclass(frozen=True, slots=True)
class Bar:
    """A rectangle; `edge` empty = no outline."""

    x: float
    y: float
    width: float
    height: float
    fill: str
    edge: str = ""
    line: float = 0.6
    datum: Datum = None


@dataclass(frozen=True, slots=True)
class Path:
    """A line through points; `dash` in points, empty = solid."""

    points: tuple[tuple[float, float], ...]
    colour: str
    line: float = 0.5
    dash: tuple[float, ...] = ()
    datum: Datum = None


@dataclass(frozen=True, slots=True)
class Sign:
    """A small shape about a centre. An empty `fill` is open: the paper shows."""

    x: float
    y: float
    radius: float
    shape: Shape
    fill: str
    edge: str = ""
    line: float = 0.9
    datum: Datum = None


Item = Label | Bar | Path | Sign


@dataclass(slots=True)
class Sheet:
    """What is drawn, in drawing order; `width` and `height` in points."""

    width: float
    height: float = 0.0
    items: list[Item] = field(default_factory=list[Item])

    def add(self, *items: Item) -> None:
        """Add items on top."""
        self.items.extend(items)

    @property
    def labels(self) -> tuple[Label, ...]:
        """All lines of text."""
        return tuple(item for item in self.items if isinstance(item, Label))

    def write(
        self,
        letters: Lettering,
        lines: Sequence[str],
        x: float,
        y: float,
        colour: str,
        *,
        align: Literal["start", "middle", "end"] = "start",
        bold: bool = False,
        size: float = 0,
        datum: Datum = None,
    ) -> None:
        """Write `lines` under one another; `y` is the first base line, `x` the edge or axis that they keep to."""
        size = size or letters.size
        leading = letters.line if size == letters.size else size * 1.15
        for number, line in enumerate(lines):
            width = letters.width(line, bold, size)
            left = x - {"start": 0.0, "middle": width / 2, "end": width}[align]
            self.add(Label(line, left, y + number * leading, width, size, colour, bold, False, datum))

    def mirrored(self) -> Sheet:
        """Return the sheet with left and right exchanged; each text stays readable."""
        return Sheet(self.width, self.height, [_mirrored(item, self.width) for item in self.items])


def _mirrored(item: Item, width: float) -> Item:
    match item:
        case Label(turned=True):
            return replace(item, x=width - item.x + (ASCENT - DESCENT) * item.size)
        case Label() | Bar():
            return replace(item, x=width - item.x - item.width)
        case Path():
            return replace(item, points=tuple((width - x, y) for x, y in item.points))
        case Sign():
            swap: dict[Shape, Shape] = {"arrow": "arrow-back", "arrow-back": "arrow"}
            return replace(item, x=width - item.x, shape=swap.get(item.shape, item.shape))


def moved(item: Item, right: float, down: float, series: int) -> Item:
    """Return an item in another place, as a mark of `series`."""
    datum = (series, item.datum[1]) if item.datum else None
    match item:
        case Path():
            return replace(item, points=tuple((x + right, y + down) for x, y in item.points), datum=datum)
        case Label() | Bar() | Sign():
            return replace(item, x=item.x + right, y=item.y + down, datum=datum)


def overlap(one: Box, other: Box) -> bool:
    """Say whether two boxes share room."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
