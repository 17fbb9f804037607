"""Dimensions and places of a value become the cell `dimensions` of its row; those that are sentences get a number."""

from __future__ import annotations

from dataclasses import dataclass

from reportgen.iati.account import STANDS, Account
from reportgen.iati.records import Stated

LONGEST_PARTS = 60
"""Letters of dimensions that a row heading has room for."""
PART = "part"
"""Name of a dimension that has none, and of one that is a number for sentences."""
NO_ROW = "of a value that has no row of its own"
TOGETHER = "that are told in words, by one number in the row"
SAME_NAME = "with the name of another, in one with it"
NOTHING = "that say nothing"
Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Part:
    """What a value is of: the whole, or a part.

    Attributes:
        pairs: Names and values as the cell holds them; empty for the whole.
        told: What a number stands for; empty where the cell says it itself.
    """

    pairs: Pairs = ()
    told: str = ""

    @property
    def cell(self) -> str:
        """What the tables hold."""
        return ";".join(f"{name}={value}" for name, value in self.pairs)

    @property
    def key(self) -> Pairs:
        """The same in whatever order the dimensions were said."""
        return tuple(sorted(self.pairs))


class Parts:
    """The parts that an indicator's values are of; `names` are those of its dimensions."""

    def __init__(self, account: Account) -> None:
        self.account = account
        self.names: dict[str, None] = {}
        self._numbers: dict[str, str] = {}

    def of(self, stated: Stated) -> Part:
        """Return what a value is of."""
        if not stated.parts:
            return Part()
        pairs = _by_name(stated.parts)
        if sum(len(name) + len(value) for name, value in pairs) <= LONGEST_PARTS:
            return Part(pairs)
        told = "; ".join(f"{name}: {value}" for name, value in pairs)
        return Part(((PART, self._numbers.setdefault(told, str(len(self._numbers) + 1))),), told)

    def count(self, stated: Stated, part: Part, *, stands: bool) -> None:
        """Say what became of the dimensions and places of a value; `stands` if it has a row of its own."""
        said = stated.elements
        if not said:
            return
        account, held = self.account, len(part.pairs)
        account.came["dimensions"] += said
        account.put("dimensions", NOTHING, said - len(stated.parts))
        if not stands:
            account.put("dimensions", NO_ROW, len(stated.parts))
            return
        account.put("dimensions", STANDS, held)
        account.put("dimensions", TOGETHER if part.told else SAME_NAME, len(stated.parts) - held)
        self.names |= dict.fromkeys(name for name, _ in part.pairs)


def _by_name(parts: Pairs) -> Pairs:
    """Return the pairs as a cell takes them: each name once, without the signs that part them there."""
    held: dict[str, str] = {}
    for name, value in parts:
        name, value = _plain(name) or PART, _plain(value)
        held[name] = f"{held[name]} / {value}" if name in held else value
    return tuple(held.items())


def _plain(text: str) -> str:
    return text.replace(";", ",").replace("=", ":").strip()
