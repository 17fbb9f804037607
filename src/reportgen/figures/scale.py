"""Values and the widths of their labels become a scale on which every bar and label fits its room."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

PAD = 3.0
"""Points between the end of a bar and its label."""


@dataclass(frozen=True, slots=True)
class Scale:
    """`zero` is the place of 0 in points from the edge of the room; `unit` points stand for one unit."""

    zero: float
    unit: float

    def at(self, value: Decimal) -> float:
        """Return the place of `value`."""
        return self.zero + float(value) * self.unit


def fit(items: Iterable[tuple[Decimal, float]], room: float) -> Scale:
    """Return the largest scale with a common zero on which each (value, label width) stays inside `room` points.

    Bars of negative values grow backwards and their labels stand behind them. Zero is always on the scale.
    """
    ahead, behind = [(0.0, 0.0)], [(0.0, 0.0)]
    for value, width in items:
        label = width + PAD if width else 0.0
        (behind if value < 0 else ahead).append((abs(float(value)), label))
    unit: float | None = None
    for front in ahead:
        for back in behind:
            span = front[0] + back[0]
            if span:
                limit = max(room - front[1] - back[1], 1.0) / span
                unit = limit if unit is None else min(unit, limit)
    unit = unit or 0.0
    return Scale(max(value * unit + label for value, label in behind), unit)
