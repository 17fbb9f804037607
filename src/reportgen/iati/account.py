"""What came in is set against what stands in the workspace: counts, and sums to the cent, each difference by its name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

RESULTS = {
    "output": "results, output",
    "outcome": "results, outcome",
    "impact": "results, impact",
    "other": "results, other",
}
"""Kind of a result -> what they are counted as, besides all together."""
KINDS = (
    "activities", "results", *RESULTS.values(), "indicators", "baselines", "periods", "targets", "actuals", "dimensions",
    "budgets", "transactions",
)  # fmt: skip
"""What is counted, in the order in which it is printed."""
STANDS = ""
"""The fate of what stands in the workspace's own tables; every other fate is a difference, and says so."""


@dataclass
class Account:
    """Counts and sums.

    Attributes:
        came: Kind -> how many were read.
        fates: Kind, fate -> how many ended so; those of a kind add up to what came.
        money_came: Kind, currency -> what the amounts add up to.
        money: Kind, currency, fate -> the same by fate.
    """

    came: Counter[str] = field(default_factory=Counter[str])
    fates: Counter[tuple[str, str]] = field(default_factory=Counter[tuple[str, str]])
    money_came: dict[tuple[str, str], Decimal] = field(default_factory=dict[tuple[str, str], Decimal])
    money: dict[tuple[str, str, str], Decimal] = field(default_factory=dict[tuple[str, str, str], Decimal])

    def put(self, kind: str, fate: str = STANDS, number: int = 1) -> None:
        """Say what became of some of a kind."""
        self.fates[kind, fate] += number

    def pay_in(self, kind: str, currency: str, amount: Decimal) -> None:
        """Add an amount that was read."""
        key = (kind, currency or "?")
        self.money_came[key] = self.money_came.get(key, Decimal(0)) + amount

    def pay_out(self, kind: str, currency: str, amount: Decimal, fate: str = STANDS) -> None:
        """Say what became of an amount."""
        key = (kind, currency or "?", fate)
        self.money[key] = self.money.get(key, Decimal(0)) + amount

    def stands(self, kind: str) -> int:
        """Return how many of a kind stand in the workspace."""
        return self.fates[kind, STANDS]

    def differences(self, kind: str) -> dict[str, int]:
        """Return the other fates of a kind."""
        return {fate: number for (of, fate), number in sorted(self.fates.items()) if of == kind and fate and number}

    def missing(self) -> list[str]:
        """Return what neither stands in the workspace nor has a named fate: nothing, unless the import has a fault."""
        lost = [
            f"{kind}: {self.came[kind] - sum(n for (of, _), n in self.fates.items() if of == kind)}"
            for kind in KINDS
            if self.came[kind] != sum(n for (of, _), n in self.fates.items() if of == kind)
        ]
        for (kind, currency), total in self.money_came.items():
            out = sum((n for (of, held, _), n in self.money.items() if (of, held) == (kind, currency)), Decimal(0))
            if out != total:
                lost.append(f"{kind} {currency}: {total - out}")
        return lost

    def lines(self) -> Iterator[str]:
        """Yield the table for a person."""
        yield f"{'':<22}{'came in':>18}{'in the workspace':>20}  differences"
        for kind in KINDS:
            if kind in RESULTS.values() and not self.came[kind]:
                continue
            told = "; ".join(f"{number:,} {fate}" for fate, number in self.differences(kind).items())
            yield f"{kind:<22}{self.came[kind]:>18,}{self.stands(kind):>20,}  {told}".rstrip()
        for (kind, currency), total in sorted(self.money_came.items()):
            held = self.money.get((kind, currency, STANDS), Decimal(0))
            others = {f: n for (of, c, f), n in sorted(self.money.items()) if (of, c) == (kind, currency) and f}
            told = "; ".join(f"{_cents(number)} {fate}" for fate, number in others.items())
            yield f"{kind + ' ' + currency:<22}{_cents(total):>18}{_cents(held):>20}  {told}".rstrip()

    def as_dict(self) -> dict[str, object]:
        """Return the same for a program."""
        counts = {
            kind: {"came": self.came[kind], "stands": self.stands(kind), "differences": self.differences(kind)}
            for kind in KINDS
        }
        sums = [
            {
                "kind": kind,
                "currency": currency,
                "came": format(total, "f"),
                "stands": format(self.money.get((kind, currency, STANDS), Decimal(0)), "f"),
                "differences": {
                    f: format(n, "f")
                    for (of, c, f), n in sorted(self.money.items())
                    if (of, c) == (kind, currency) and f
                },
            }
            for (kind, currency), total in sorted(self.money_came.items())
        ]
        return {"counts": counts, "sums": sums}


def _cents(amount: Decimal) -> str:
    return f"{amount:,.2f}"
