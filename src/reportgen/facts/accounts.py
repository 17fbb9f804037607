"""The money of one agreement: what was received, spent, committed and left, in a reporting period and since the start."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from reportgen.model import Contribution


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `start` to `end`, both included."""

    start: date
    end: date

    def holds(self, row: Contribution) -> bool:
        """Say whether a tranche was received in the period: by its day, else by its year."""
        if row.rate_date:
            return self.start <= row.rate_date <= self.end
        return self.start.year <= row.year <= self.end.year

    @property
    def calendar_year(self) -> bool:
        """Whether the period is one whole calendar year."""
        return (self.start, self.end) == (date(self.start.year, 1, 1), date(self.start.year, 12, 31))


@dataclass(frozen=True, slots=True)
class Account:
    """The money of one agreement: of a period, and from its start to the end of that period, in `currency`.

    `rate` is what one unit of the report's currency is worth in `currency`, by which spending was converted: 1 where both are
    the same, and else the average of the tranches received. `balance` is received less expended, `available` is received
    before the period less expended before it, plus received in the period. None = nothing was recorded.
    """

    currency: str
    rate: Decimal
    agreed: Decimal
    budget: Decimal | None
    received: Decimal
    received_before: Decimal
    expended: Decimal | None
    expended_before: Decimal
    committed: Decimal | None
    as_of: date | None
    provisional: bool

    @property
    def received_total(self) -> Decimal:
        """Received from the start of the agreement."""
        return self.received_before + self.received

    @property
    def expended_total(self) -> Decimal | None:
        """Expended from the start of the agreement; None where nothing is known of the period."""
        return None if self.expended is None else self.expended_before + self.expended

    @property
    def balance(self) -> Decimal | None:
        """Received to date less expended to date."""
        spent = self.expended_total
        return None if spent is None else self.received_total - spent

    @property
    def outstanding(self) -> Decimal:
        """Agreed and not yet received."""
        return self.agreed - self.received_total

    @property
    def delivery_rate(self) -> Decimal | None:
        """Expended to date as per cent of received to date."""
        spent = self.expended_total
        return spent / self.received_total * 100 if spent is not None and self.received_total > 0 else None
