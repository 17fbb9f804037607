"""Two colours become the contrast between them."""

from __future__ import annotations

LEAST_TEXT = 4.5
"""WCAG 2.2, 1.4.3: what words need."""
LEAST_GRAPHIC = 3.0
"""WCAG 2.2, 1.4.11: what marks of a chart need."""


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, written ``rrggbb`` with or without ``#``: 1 to 21 (WCAG 2.2, relative luminance)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    digits = colour.removeprefix("#")
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
