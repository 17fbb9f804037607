"""The text of a narrative becomes the span of its front matter."""

from __future__ import annotations

import re

_FRONT = re.compile(r"---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)


def keys_span(text: str) -> tuple[int, int] | None:
    """Return where the lines between the two ``---`` of a text with ``\\n`` line ends stand; None where it has none."""
    match = _FRONT.match(text)
    return match.span(1) if match else None
