"""Hyphens of hyphenation become soft hyphens, so that a divided word is read, found and copied whole.

Stands in for, in WeasyPrint: hyphens at line ends that are text like any other (not reported as of 2026-11). ISO
32000-1, 14.8.2.2.3, wants them told from those that an author wrote.
"""

from __future__ import annotations

import re
from typing import Any

_HARD = re.compile(rb"(<[0-9a-f]{4}>) <2010>")


def soften(pdf: Any) -> None:
    """Map the glyph of U+2010, which the layout puts where it divides a word, to U+00AD in every font.

    In the fonts of the themes that glyph is not the one of the hyphen on a keyboard.
    """
    for held in pdf.objects:
        parts: list[Any] = getattr(held, "stream", [])
        if b"begincmap" in parts:
            parts[:] = [_HARD.sub(rb"\1 <00ad>", part) for part in parts]
