"""``indicators["D_1.A"].2024.result | number 1`` becomes a path of steps and a format: our own strict little grammar.

    reference = path ["|" format]
    path      = name { "." (name | digits) | "[" quoted "]" }
    format    = word { (word | digits) }

Nothing is ever evaluated; a path is only looked up.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from reportgen.errors import FactError

FORMATS: dict[str, tuple[str, ...]] = {
    "number": (),
    "percent": (),
    "money": ("thousand", "million", "billion"),
    "date": (),
    "words": (),
}
"""Format name -> the words that may follow it; ``number``, ``percent`` and ``money`` may also take a number of decimals."""
_STEP = re.compile(r"""\[\s*"([^"\]]*)"\s*\]|\[\s*'([^'\]]*)'\s*\]|\.?([A-Za-z_][\w-]*|\d+)""")
_DECIMALS = ("number", "percent", "money")


@dataclass(frozen=True, slots=True)
class Format:
    """How a fact is printed; an empty `name` = as the data say."""

    name: str = ""
    unit: str = ""
    decimals: int | None = None


@lru_cache(maxsize=4096)
def parse_path(text: str) -> tuple[str, ...]:
    """Return the steps of a path.

    Raises:
        FactError: The text is not a path; the message shows the part that is not understood.
    """
    steps: list[str] = []
    at, text = 0, text.strip()
    while at < len(text):
        match = _STEP.match(text, at)
        dotted = match is not None and match[0].startswith(".")
        bracketed = match is not None and match[0].startswith("[")
        if match is None or (bool(steps) != (dotted or bracketed)):
            raise FactError(f"{text!r} is not a path: {text[at:]!r} is not understood")
        steps.append(next(group for group in match.groups() if group is not None))
        at = match.end()
    if not steps:
        raise FactError("a reference without a path")
    return tuple(steps)


def parse_format(text: str) -> Format:
    """Return the format after ``|``.

    Raises:
        FactError: No such format, or a word that it does not take; the message lists those that exist.
    """
    words = text.split()
    if not words:
        return Format()
    name, *rest = words
    if name not in FORMATS:
        raise FactError(f"there is no format {name!r}; formats are {', '.join(FORMATS)}", tuple(FORMATS))
    unit, decimals = "", None
    for word in rest:
        if word in FORMATS[name] and not unit:
            unit = word
        elif re.fullmatch("[0-6]", word) and decimals is None and name in _DECIMALS:
            decimals = int(word)
        else:
            raise FactError(f"format {name!r} does not take {word!r}")
    return Format(name, unit, decimals)


def spell(steps: tuple[str, ...]) -> str:
    """Return the canonical spelling of a path: names and digits dotted, everything else quoted."""
    out = steps[0]
    for number, step in enumerate(steps[1:], 1):
        plain = _is_plain(step) and not (number == 1 and steps[0] in _KEYED)
        out += f".{step}" if plain else f'["{step}"]'
    return out


@lru_cache(maxsize=4096)
def _is_plain(step: str) -> bool:
    return re.fullmatch(r"[a-z][a-z_]*|\d{4}", step) is not None


_KEYED = frozenset({"indicators", "outcomes", "partners", "agreements", "sdg"})
