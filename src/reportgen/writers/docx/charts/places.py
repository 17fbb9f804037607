"""The words of a chart become its size and the places of its plot, in points: about those of the drawn figure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise
from math import ceil

from ..widths import text_width
from .data import Data, Strand

PITCH, THICK = 15.0, 8.5
"""Of a bar, in points: from one to the next, and the bar itself."""
PARTS_PITCH, PARTS_THICK = 18.0, 12.0
"""The same where numbers stand in the bars."""
PAD = 6.0
NAMES = (0.36, 0.5)
"""Share of the width that names of bars take at most; the second where they would make the chart very high."""
SLACK = 1.05
"""By how much a name may be wider than estimated."""
HIGH = 420.0
COLUMNS_TALL, LINES_TALL = 140.0, 120.0
"""Height of the plot in points."""
GROUP_GAP = 0.6
"""Room between groups of columns, in columns."""
WIDEST_COLUMN = 34.0
WRAPPED = 0.2
"""Share of a chart's width at which Word breaks labels, and titles of standing axes."""
LINE_ENDS = 0.26
"""Share of the width that names at the ends of lines take at most."""
TWIPS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Where things are, in points from the top left corner.

    Attributes:
        width, height: Of the chart.
        left, top, right, bottom: Of the plot.
        head: Where the unit stands.
        foot: Where notes under the categories stand.
        gap: Room between bars or groups of columns, in per cent of a bar.
        least, most: Ends of the value axis; None = Word's own choice.
        labelled: For each series the categories whose number has room.
        legend: Whether the series are named above the plot, since they cannot be at their marks.
        turned: Whether numbers over columns stand upright for want of room.
        unit_turned: Whether the unit runs along the axis, for the same reason.
    """

    width: float
    height: float
    left: float = 0.0
    top: float
    right: float
    bottom: float
    head: float = 0.0
    foot: float = 0.0
    gap: int = 0
    least: float | None = 0.0
    most: float | None = None
    labelled: tuple[frozenset[int], ...]
    legend: bool = False
    turned: bool = False
    unit_turned: bool = False

    def mirrored(self) -> Places:
        """Return the places where text runs from right to left."""
        return replace(self, left=self.width - self.right, right=self.width - self.left)


@dataclass(frozen=True, slots=True)
class Letters:
    """Type of a chart: `size` and `line`, its leading, in points."""

    size: float
    line: float

    def width(self, text: str) -> float:
        """Return the width of a text in one line, in points."""
        return text_width(text, self.size) / TWIPS

    def widest(self, texts: Iterable[str]) -> float:
        """Return the width of the widest text."""
        return max(map(self.width, texts), default=0.0)

    def lines(self, text: str, room: float) -> int:
        """Return in how many lines a text stands in `room` points."""
        return max(1, ceil(self.width(text) / max(room, 1) - 0.05)) if text else 0

    def height(self, texts: Iterable[str], room: float) -> float:
        """Return the height of texts under one another."""
        return sum(self.lines(text, room) for text in texts) * self.line


def letters_of(data: Data, size: float) -> Letters:
    """Return the letters of a chart; Arabic ones are higher."""
    return Letters(size, size * (1.7 if data.chart.dir == "rtl" else 1.36))


def places_of(data: Data, size: float, width: float) -> Places:
    """Return the places in a chart `width` points wide, its letters `size` points high."""
    letters = letters_of(data, size)
    match data.form:
        case "bars" | "parts":
            places = _bars(data, letters, width)
        case "columns":
            places = _columns(data, letters, width)
        case "line":
            places = _lines(data, letters, width)
    return places.mirrored() if data.chart.dir == "rtl" else places


# Bars ----------------------------------------------------------------------------------------------------------------


def _bars(data: Data, letters: Letters, width: float) -> Places:
    parts, count = data.form == "parts", len(data.categories)
    head = letters.line + PAD if parts else 0.0
    top = head + letters.height((data.unit, *data.notes), width) + (4 if data.unit or data.notes else 0)
    room, pitch = _names(data, letters, width, PARTS_PITCH if parts else PITCH)
    thick = PARTS_THICK if parts else THICK
    ends = next((strand for strand in data.strands if strand.total), None if parts else data.strands[0])
    label = letters.widest(ends.labels) + PAD if ends else 0.0
    inside = parts or min(data.values) < 0
    right = width if inside else width - label
    least, most = _ends(data, right - room, label) if inside else (0.0, None)
    unit = (right - room) / (most - least) if most is not None else 0.0
    return Places(
        width=width,
        height=top + pitch * count + 4,
        left=room,
        top=top,
        right=right,
        bottom=top + pitch * count,
        head=head,
        gap=round((pitch - thick) / thick * 100),
        least=least,
        most=most,
        labelled=tuple(_with_room(strand, unit, letters, parts) for strand in data.strands),
        legend=parts,
    )


def _names(data: Data, letters: Letters, width: float, pitch: float) -> tuple[float, float]:
    """Return the width of the names of bars, and the room from one bar to the next."""
    wide = letters.widest(data.categories) * SLACK + PAD
    room, high = 0.0, pitch
    for share in NAMES:
        room = min(wide, width * share)
        lines = max(letters.lines(name, (room - PAD) / SLACK) for name in data.categories)
        high = max(pitch, lines * letters.line + 5)
        if high * len(data.categories) <= HIGH:
            break
    return room, high


def _ends(data: Data, plot: float, label: float) -> tuple[float, float]:
    """Return ends of the axis at which every number has room behind its bar."""
    ahead = behind = 0.0
    parts = [strand for strand in data.strands if not strand.total]
    for row in range(len(data.categories)):
        numbers = [float(strand.numbers[row]) for strand in parts if strand.numbers[row]]
        ahead = max(ahead, sum(number for number in numbers if number > 0))
        behind = min(behind, sum(number for number in numbers if number < 0))
    room = max(plot - label * (2 if behind and ahead else 1), plot * 0.3)
    step = (ahead - behind) / room * label
    return (behind - step if behind else 0.0), (ahead + step if ahead else step or 1.0)


def _with_room(strand: Strand, unit: float, letters: Letters, parts: bool) -> frozenset[int]:
    """Return the categories whose number fits its part of a bar; behind bars all have room."""
    return frozenset(
        row
        for row, (number, label) in enumerate(zip(strand.numbers, strand.labels, strict=True))
        if number and (not parts or strand.total or abs(float(number)) * unit > letters.width(label) + PAD / 2)
    )


# Columns -------------------------------------------------------------------------------------------------------------


def _columns(data: Data, letters: Letters, width: float) -> Places:
    count, legend = len(data.strands), len(data.strands) > 1
    turned, left, unit = _unit(data, letters, width, COLUMNS_TALL)
    pitch = (width - left) / len(data.categories)
    column = pitch / (count + GROUP_GAP) if legend else min(0.62 * pitch, WIDEST_COLUMN)
    label = max(letters.widest(strand.labels) for strand in data.strands)
    upright = label > (column if legend else pitch) * 1.15
    over = label + PAD if upright else letters.line + 2
    head = letters.line + PAD if legend else 0.0
    top = head + unit + over
    under = over if min(data.values) < 0 else 0.0
    bottom = top + COLUMNS_TALL
    foot = bottom + under + PAD + max(letters.lines(name, pitch - 4) for name in data.categories) * letters.line
    return Places(
        width=width,
        height=foot + letters.height(data.notes, width) + 2,
        left=left,
        top=top,
        right=width,
        bottom=bottom + under,
        head=head,
        foot=foot,
        gap=round(GROUP_GAP * 100) if legend else round((pitch - column) / column * 100),
        least=None if under else 0.0,
        labelled=(frozenset(range(len(data.categories))),) * count,
        legend=legend,
        turned=upright,
        unit_turned=turned,
    )


def _unit(data: Data, letters: Letters, width: float, tall: float) -> tuple[bool, float, float]:
    """Return whether the unit of a standing axis runs along it, and the room that it takes beside and above the plot."""
    if not data.unit:
        return False, 0.0, 0.0
    if letters.width(data.unit) < WRAPPED * width - PAD:
        return False, 0.0, letters.line + 4
    return True, letters.height((data.unit,), tall) + PAD, 0.0


# Lines ---------------------------------------------------------------------------------------------------------------


def _lines(data: Data, letters: Letters, width: float) -> Places:
    turned, beside, unit = _unit(data, letters, width, LINES_TALL)
    named = not _crowded(data, letters, width)
    legend = len(data.strands) > 1 and not named
    ends = [strand.labels[strand.last] for strand in data.strands if strand.last >= 0]
    names = [end_of(strand) for strand in data.strands] if len(data.strands) > 1 and named else ends
    margin = min(letters.widest(names) * SLACK + 2 * PAD, width * LINE_ENDS)
    head = letters.line + PAD if legend else 0.0
    top = head + unit + letters.line + 4
    bottom = top + LINES_TALL
    foot = bottom + letters.line + PAD
    lead = next((index for index, strand in enumerate(data.strands) if strand.role == "accent"), 0)
    return Places(
        width=width,
        height=foot + letters.height(data.notes, width) + 2,
        left=beside + max(14.0, letters.widest(data.categories[:1]) / 2),
        top=top,
        right=width - margin,
        bottom=bottom,
        head=head,
        foot=foot,
        least=None if min(data.values) < 0 else 0.0,
        labelled=tuple(
            frozenset(range(len(data.categories))) if index == lead else frozenset({strand.last} if named else ())
            for index, strand in enumerate(data.strands)
        ),
        legend=legend,
        unit_turned=turned,
    )


def end_of(strand: Strand) -> str:
    """Return the name and the last number of a line, as they stand at its end."""
    return f"{strand.name} {strand.labels[strand.last]}" if strand.last >= 0 else ""


def _crowded(data: Data, letters: Letters, width: float) -> bool:
    """Say whether names at the ends of lines would touch."""
    span = max(0.0, *data.values) - min(0.0, *data.values)
    ends: list[tuple[float, float]] = []
    for strand in data.strands:
        if strand.last >= 0:
            middle = float(strand.numbers[strand.last]) / span * LINES_TALL if span else 0.0
            half = letters.lines(end_of(strand), width * WRAPPED) * letters.line / 2
            ends.append((middle - half, middle + half))
    ends.sort()
    return any(low < high for (_, high), (low, _) in pairwise(ends))
