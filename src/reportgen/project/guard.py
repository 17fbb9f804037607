"""What an audience would see becomes what it may see: further amounts are withheld until no secret can be computed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from reportgen.project.linear import Span

Sum = Mapping[str, Fraction]
COSTS = ("group:", "target:", "result:", "finance:", "spending:", "agreement:", "contribution:")
"""What is withheld first, by the beginning of a cell's name; what is not named here is never withheld."""


@dataclass(frozen=True, slots=True)
class Guarded:
    """What came of it.

    Attributes:
        hidden: Cell -> the secret for whose sake it is withheld.
        exposed: Secrets that can be computed all the same, each with the known cells that tell it.
        watched: Known cells that stand in a sum with something unknown; with them a later pack is compared.
    """

    hidden: Mapping[str, str]
    exposed: Mapping[str, tuple[str, ...]]
    watched: tuple[str, ...]


def guard(
    sums: Iterable[Sum],
    known: Collection[str],
    secrets: Mapping[str, Sum],
    *,
    fixed: Collection[str] = (),
    alike: Mapping[str, Collection[str]] | None = None,
) -> Guarded:
    """Withhold known cells, greedily, until no secret is a linear combination of what is known.

    Args:
        sums: Sums of cells that are zero.
        known: Cells that the audience would see.
        secrets: Name -> sum of cells that must not be known.
        fixed: Known cells that cannot be withheld: the audience's own, and what it has seen elsewhere.
        alike: Cell -> the cells that go with it (the other parts of a breakdown).
    """
    seen, hidden, exposed = set(known), dict[str, str](), dict[str, tuple[str, ...]]()
    near = _near(list(sums), secrets)
    while True:
        span = Span([{name: value for name, value in each.items() if name not in seen} for each in near])
        left = {name: secret for name, secret in secrets.items() if name not in exposed}
        name, made = _told(span, left, seen)
        if made is None:
            break
        tellers = _tellers(near, made, secrets[name], seen)
        free = [cell for cell in tellers if cell not in fixed and cell.startswith(COSTS)]
        if not free:
            exposed[name] = tuple(tellers)
            continue
        chosen = min(free, key=_cost)
        for cell in sorted({chosen, *(alike or {}).get(chosen, ())}):
            if cell in seen and cell not in fixed:
                seen.discard(cell)
                hidden[cell] = name
    watched = {cell for each in near if any(c not in seen for c in each) for cell in each if cell in seen}
    return Guarded(hidden, exposed, tuple(sorted(watched)))


def _told(span: Span, secrets: Mapping[str, Sum], seen: Collection[str]) -> tuple[str, Mapping[int, Fraction] | None]:
    """Return the first secret that can be computed, and how; None where none can."""
    for name, secret in secrets.items():
        made = span.combination(_unknown(secret, seen))
        if made is not None:
            return name, made
    return "", None


def _unknown(secret: Sum, seen: Collection[str]) -> Sum:
    return {name: value for name, value in secret.items() if name not in seen}


def _cost(cell: str) -> tuple[int, str]:
    return next(number for number, start in enumerate(COSTS) if cell.startswith(start)), cell


def _near(sums: list[Sum], secrets: Mapping[str, Sum]) -> list[Sum]:
    """Return the sums that hang together with any secret; the others can tell nothing of it."""
    reached = {cell for secret in secrets.values() for cell in secret}
    left, near = sums, list[Sum]()
    while True:
        more = [each for each in left if not reached.isdisjoint(each)]
        if not more:
            return near
        near += more
        taken = {id(each) for each in more}
        left = [each for each in left if id(each) not in taken]
        reached.update(cell for each in more for cell in each)


def _tellers(sums: list[Sum], made: Mapping[int, Fraction], secret: Sum, seen: Collection[str]) -> list[str]:
    """Return the known cells whose amounts enter the computation of a secret."""
    total: dict[str, Fraction] = {}
    for number, factor in made.items():
        for cell, value in sums[number].items():
            if cell in seen:
                total[cell] = total.get(cell, Fraction(0)) + factor * value
    for cell, value in secret.items():
        if cell in seen:
            total[cell] = total.get(cell, Fraction(0)) - value
    return sorted(cell for cell, value in total.items() if value)
