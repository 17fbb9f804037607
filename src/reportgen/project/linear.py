"""Known sums become an answer: can a secret be computed from them, and by which of them? (exact, over the rationals)

A sum is a mapping from the name of an unknown amount to its coefficient. A secret is such a sum too. It can be computed
from known sums exactly where it is a linear combination of them, whatever the amounts are: so the answer depends on who
gave, and never on how much.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

Sum = Mapping[str, Fraction]


class Span:
    """All linear combinations of known sums, kept in echelon form; each row remembers which sums it was made of."""

    def __init__(self, sums: Iterable[Sum]) -> None:
        self._rows: dict[str, tuple[dict[str, Fraction], dict[int, Fraction]]] = {}
        for number, known in enumerate(sums):
            row, made = self._reduce(known)
            if row:
                pivot = min(row)
                factor = 1 / row[pivot]
                made = {index: -value * factor for index, value in made.items()}
                made[number] = made.get(number, Fraction(0)) + factor
                self._rows[pivot] = ({name: value * factor for name, value in row.items()}, made)

    def _reduce(self, target: Sum) -> tuple[dict[str, Fraction], dict[int, Fraction]]:
        """Return what is left of `target` once every row has been taken out, and how often each sum was."""
        rest = {name: value for name, value in target.items() if value}
        made: dict[int, Fraction] = {}
        while pivots := [name for name in rest if name in self._rows]:
            pivot = min(pivots)
            row, parts = self._rows[pivot]
            factor = rest[pivot]
            for name, value in row.items():
                left = rest.get(name, Fraction(0)) - factor * value
                if left:
                    rest[name] = left
                else:
                    rest.pop(name, None)
            for index, value in parts.items():
                made[index] = made.get(index, Fraction(0)) + factor * value
        return rest, {index: value for index, value in made.items() if value}

    def combination(self, secret: Sum) -> dict[int, Fraction] | None:
        """Return known sum -> coefficient, by which `secret` can be computed; None where it cannot."""
        rest, made = self._reduce(secret)
        return None if rest else made
