"""A text becomes its sentences, as spans; points in abbreviations, initials and numbers end none."""

from __future__ import annotations

import re
from collections.abc import Iterator

_END = re.compile(r"[.!?…]+[\"”’»)\]]*(?=\s+|$)|[。！？]+[”’」』）]*|\n")
_SHORT = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|No|Nos|vs|cf|e\.g|i\.e|etc|incl|approx|Art|art|para|paras|fig|Fig|vol|Vol|ed|eds|al|Inc|Ltd"
    r"|Co|Gen|Gov|Sen|Rep|Hon|Jr|Sr|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|M|MM|Mme|p|pp|U\.N|U\.S)|\b[A-Z])\.$"
)
_LOWER = re.compile(r"\s+[a-z(]")
_TAIL = 16
"""How many letters before a point are looked at: longer than any abbreviation."""


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of every sentence, without the blanks between them."""
    start = 0
    for match in _END.finditer(text):
        mark = match[0]
        if mark.startswith(".") and mark.rstrip('"”’»)]') == ".":
            before = text[max(start, match.start() - _TAIL) : match.start() + 1]
            if _LOWER.match(text, match.end()) or (_SHORT.search(before) and match.end() < len(text)):
                continue
        yield from _trimmed(text, start, match.end())
        start = match.end()
    yield from _trimmed(text, start, len(text))


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end
