"""A card and a function become a check; names and numbers become the words that findings say them in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import get_close_matches
from pathlib import Path
from typing import TypedDict

from reportgen.findings import Card, Finding
from reportgen.model import Report

RESULT_KINDS = {"output": "output", "outcome": "outcome result", "impact": "impact result", "other": "result"}
"""Type of what stands under an outcome -> what messages call it."""


@dataclass(frozen=True, slots=True)
class Check:
    """One rule: what it is (`card`), and the function that finds where a report breaks it."""

    card: Card
    find: Callable[[Report], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class AudienceCheck:
    """A rule about what one audience may see; `find` is given the whole report and its projection."""

    card: Card
    find: Callable[[Report, Report], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class TemplateCheck:
    """A rule about names that templates give; `find` is also given an operator's own folder of templates."""

    card: Card
    find: Callable[[Report, Path | None], Iterator[Finding]]


BUDGET = 200
"""How many unknown names get a neighbour by spelling: a search through 5,000 codes takes a hundredth of a
second, and a table pasted from another office holds thousands of unknown codes."""


@dataclass(slots=True)
class Names:
    """The names that exist, and which of them is near a name that does not."""

    known: tuple[str, ...]
    _near: dict[str, str] = field(default_factory=dict[str, str])
    _folded: dict[str, str] = field(default_factory=dict[str, str])

    @classmethod
    def of(cls, known: Iterable[str]) -> Names:
        """Return the names, with their spelling without marks and capitals as a short cut."""
        names = tuple(dict.fromkeys(known))
        return cls(names, _folded={_fold(name): name for name in reversed(names)})

    def near(self, name: str) -> str:
        """Return the existing name that `name` was probably meant to be; empty where none is near."""
        held = self._near.get(name)
        if held is None:
            held = self._folded.get(_fold(name), "")
            if not held and len(self._near) < BUDGET:
                held = next(iter(get_close_matches(name[:80], self.known, 1, 0.6)), "")
            self._near[name] = held
        return held


def _fold(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum())


class Details(TypedDict):
    """What stands there, and what would be right."""

    found: str
    expected: str


def unknown(what: str, name: str, names: Names, *, note: str = "", at_most: int = 8) -> tuple[str, Details]:
    """Return message and details of a finding: `name` does not exist, and which name is near."""
    near = names.near(name)
    message = f"There is no {what} “{name}”."
    if note:
        message += f" {note}"
    elif near:
        message += f" Is “{near}” meant?"
    elif not names.known:
        message += " None is declared."
    expected = near or ", ".join(names.known[:at_most]) + (" ..." if len(names.known) > at_most else "")
    return message, {"found": name, "expected": expected}


def plain(number: Decimal) -> str:
    """Return a number as it is typed in the inputs: digits and a point, no trailing zeros."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def listed(parts: Iterable[object], at_most: int = 5) -> str:
    """Return parts joined by commas, and how many more there are."""
    names = [str(part) for part in parts]
    more = len(names) - at_most
    return ", ".join(names[:at_most]) + (f" and {more} more" if more > 0 else "")
