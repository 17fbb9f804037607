"""What is odd about many cells of a sheet becomes few findings: at the first cell, with the number of the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from reportgen.findings import Card, Finding, Place
from reportgen.load.rules import workbook as rules
from reportgen.ooxml.sheet import Cell

MOST_OF_A_RULE = 200
"""Findings of one rule in one sheet that stand at cells of their own."""
MOST_NAMED = 8


@dataclass(slots=True)
class _Tallied:
    card: Card
    place: Place
    message: str
    found: str
    count: int = 1


@dataclass(slots=True)
class Notes:
    """The findings of one sheet."""

    findings: list[Finding]
    _tallied: dict[tuple[str, str], _Tallied] = field(default_factory=dict[tuple[str, str], _Tallied])
    _counts: dict[str, int] = field(default_factory=dict[str, int])

    def tally(self, card: Card, place: Place, column: str, message: str, found: str) -> None:
        """Note what holds of a cell, in a sentence without its end; further cells of the column are only counted."""
        held = self._tallied.get((card.code, column))
        if held is None:
            self._tallied[card.code, column] = _Tallied(card, place, message, found)
        else:
            held.count += 1

    def few(self, card: Card, place: Place, message: str, found: str) -> None:
        """Note a finding, unless the sheet has hundreds of the rule."""
        count = self._counts[card.code] = self._counts.get(card.code, 0) + 1
        if count <= MOST_OF_A_RULE:
            more = " Further ones in this sheet are not listed." if count == MOST_OF_A_RULE else ""
            self.findings.append(card.at(place, f"{message}{more}", found=found))

    def bad_cell(self, place: Place, cell: Cell, column: str) -> None:
        """Note a cell that has no value though something stands in it."""
        formula = f" (={cell.formula[:60]})" if cell.formula else ""
        if cell.kind == "error":
            message = f"“{column}” holds the error {cell.text}{formula}; the row was left out."
            self.few(rules.ERROR_CELL, place, message, cell.text)
        else:
            message = f"“{column}” holds a formula{formula} of which no value is stored; the row was left out"
            self.tally(rules.UNCOMPUTED, place, column, message, f"={cell.formula[:60]}" if cell.formula else "")

    def close(self) -> None:
        """Add what was tallied."""
        for each in self._tallied.values():
            others = "" if each.count == 1 else f" (and {each.count - 1:,} more like it in this column)"
            self.findings.append(each.card.at(each.place, f"{each.message}{others}.", found=each.found))


def listed(words: Sequence[str]) -> str:
    """Return the first words of a list, and how many more there are."""
    more = len(words) - MOST_NAMED
    return ", ".join(words[:MOST_NAMED]) + (f" and {more:,} more" if more > 0 else "")
