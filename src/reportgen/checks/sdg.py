"""The 2030 Agenda becomes a table: its goals, each with the endings of its targets' codes.

General Assembly resolution 70/1, with the letters that stand for means of implementation: 169 targets.
"""

from __future__ import annotations

import re

_ENDINGS = {
    1: "1 2 3 4 5 a b",
    2: "1 2 3 4 5 a b c",
    3: "1 2 3 4 5 6 7 8 9 a b c d",
    4: "1 2 3 4 5 6 7 a b c",
    5: "1 2 3 4 5 6 a b c",
    6: "1 2 3 4 5 6 a b",
    7: "1 2 3 a b",
    8: "1 2 3 4 5 6 7 8 9 10 a b",
    9: "1 2 3 4 5 a b c",
    10: "1 2 3 4 5 6 7 a b c",
    11: "1 2 3 4 5 6 7 a b c",
    12: "1 2 3 4 5 6 7 8 a b c",
    13: "1 2 3 a b",
    14: "1 2 3 4 5 6 7 a b c",
    15: "1 2 3 4 5 6 7 8 9 a b c",
    16: "1 2 3 4 5 6 7 8 9 10 a b",
    17: "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19",
}
GOALS: tuple[str, ...] = tuple(str(goal) for goal in _ENDINGS)
TARGETS: tuple[str, ...] = tuple(f"{goal}.{end}" for goal, ends in _ENDINGS.items() for end in ends.split())
KNOWN = frozenset((*GOALS, *TARGETS))
_INDICATOR = re.compile(r"(\d{1,2}\.(?:\d{1,2}|[a-d]))\.\d{1,2}")


def is_indicator(code: str) -> bool:
    """Say whether `code` has the form of an SDG indicator, such as ``5.c.1``, of a target that exists."""
    match = _INDICATOR.fullmatch(code)
    return match is not None and match[1] in KNOWN
