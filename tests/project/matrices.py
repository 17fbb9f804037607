"""Random matrices of donors, amounts and disclosures become reports, and a second way to say what can be computed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import numpy as np
from hypothesis import strategies as st

from reportgen.model import Agreement, Contribution, Disclosure, FinanceLine, Partner, Report
from tests.reports import report

PARTNERS = ("ash", "birch", "cedar", "elm", "fir", "gean")
OUTCOMES = ("D_1", "D_2")
YEARS = (2023, 2024)
_BASE: list[Report] = []


def base() -> Report:
    """Return the minimal report, read once, with two outcomes."""
    if not _BASE:
        of = report(finance="code,year,source_of_funds,stage,amount,currency,as_of,status,disclosure\n")
        second = of.outcomes[0].model_copy(update={"code": "D_2", "outputs": (), "indicators": ()})
        _BASE.append(of.model_copy(update={"outcomes": (*of.outcomes, second), "narratives": (), "sdg": ()}).of())
    return _BASE[0]


@dataclass(frozen=True)
class Payment:
    """One cell of the matrix."""

    partner: str
    outcome: str
    year: int
    cents: int
    disclosure: str

    def row(self) -> Contribution:
        shut = Disclosure.parse(self.disclosure) if self.disclosure else None
        return Contribution(
            partner=self.partner,
            agreement=f"A-{self.partner}",
            outcome=self.outcome,
            year=self.year,
            amount=(Decimal(self.cents) / 100).quantize(Decimal("0.01")),
            currency="USD",
            rate_date=date(self.year, 6, 1),
            disclosure=shut,
        )


@dataclass(frozen=True)
class Matrix:
    """Payments, whose partners are closed, and whose agreements have ended."""

    payments: tuple[Payment, ...]
    closed: frozenset[str]
    ended: frozenset[str]

    def report(self) -> Report:
        """Return the report of these payments; what outcomes received is what was paid."""
        of = base()
        rows = tuple(payment.row() for payment in self.payments)
        shut = Disclosure("internal")
        partners = tuple(
            Partner.model_validate(
                {"id": name, "name": {"en": f"{name.title()} Trust"}, "roles": ("funder",),
                 "disclosure": shut if name in self.closed else None}
            )
            for name in PARTNERS
        )  # fmt: skip
        paid: dict[tuple[str, int], Decimal] = {}
        for row in rows:
            assert row.outcome
            paid[row.outcome, row.year] = paid.get((row.outcome, row.year), Decimal(0)) + row.amount
        finance = tuple(
            FinanceLine(code=code, year=year, source_of_funds="other", stage="received", amount=total, currency="USD")
            for (code, year), total in paid.items()
        )
        agreements = tuple(
            Agreement(
                id=f"A-{name}", partner=name, outcomes=OUTCOMES, start=date(2023, 1, 1), currency="USD",
                end=date(2024, 12, 31) if name in self.ended else date(2026, 12, 31),
                amount=sum((row.amount for row in rows if row.partner == name), Decimal(0)),
                disclosure=shut if name in self.closed else None,
            )
            for name in PARTNERS
        )  # fmt: skip
        update = {"partners": partners, "contributions": rows, "finance": finance, "agreements": agreements}
        return of.model_copy(update=update).of()


payments = st.builds(
    Payment,
    partner=st.sampled_from(PARTNERS),
    outcome=st.sampled_from(OUTCOMES),
    year=st.sampled_from(YEARS),
    cents=st.integers(1, 10_000_000),
    disclosure=st.sampled_from(("", "", "", "internal", "public", "partner:ash", "embargo:2030-01-01")),
)
matrices = st.builds(
    Matrix,
    payments=st.lists(payments, min_size=1, max_size=14, unique_by=lambda p: (p.partner, p.outcome, p.year)).map(tuple),
    closed=st.frozensets(st.sampled_from(PARTNERS), max_size=4),
    ended=st.frozensets(st.sampled_from(PARTNERS), max_size=6),
)


def told(seen: Report, whole: Report) -> list[list[float]]:
    """Return what a projected report says of the payments of the whole, one equation a row.

    Read off the amounts themselves, without a look at how the projection decides: what outcomes received, groups, payments
    that are named, and agreements that have ended.
    """
    rows = list(whole.contributions)
    found: list[list[float]] = []

    def equation(chosen: list[Contribution]) -> None:
        found.append([1.0 if row in chosen else 0.0 for row in rows])

    for line in seen.finance:
        equation([r for r in rows if (r.outcome, r.year) == (line.code, line.year)])
    named = {(r.partner, r.outcome, r.year) for r in seen.contributions}
    for shown in seen.contributions:
        if shown.partner == "other-partners":
            equation(
                [r for r in rows if (r.outcome, r.year) == (shown.outcome, shown.year)
                 and (r.partner, r.outcome, r.year) not in named]
            )  # fmt: skip
        else:
            equation([r for r in rows if (r.partner, r.outcome, r.year) == (shown.partner, shown.outcome, shown.year)])
    for agreement in seen.agreements:
        if agreement.end <= seen.settings.date:
            equation([r for r in rows if r.agreement == agreement.id])
    return found


def computed(equations: list[list[float]], secret: list[float]) -> bool:
    """Say whether a secret is a linear combination of equations, by their rank."""
    known = np.array(equations) if equations else np.zeros((1, len(secret)))
    return bool(np.linalg.matrix_rank(np.vstack([known, secret])) == np.linalg.matrix_rank(known))
