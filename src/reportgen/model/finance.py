"""finance.csv, sdg.csv, agreements.csv, contributions.csv and spending.csv become money by stage, with as-of dates and status."""

from decimal import Decimal
from typing import Literal, Self

from pydantic import model_validator

from reportgen.model.base import (
    AnyDisclosure,
    Code,
    CodeList,
    Day,
    DayList,
    LocalText,
    Noted,
    Number,
    Year,
)

Stage = Literal["planned", "revised", "available", "received", "committed", "expended"]
STAGES: tuple[Stage, ...] = ("planned", "revised", "available", "received", "committed", "expended")
SourceOfFunds = Literal["regular", "other"]


class FinanceLine(Noted):
    """One amount of one stage. Stages are never added to one another."""

    code: Code
    """An outcome or an output; an output's money is part of its outcome's."""
    year: Year
    """The year that the amount belongs to."""
    source_of_funds: SourceOfFunds
    """regular (core) or other (non-core) funds."""
    stage: Stage
    """How far the money has come."""
    amount: Number
    """A plain number, without separators and currency sign."""
    currency: str
    """ISO 4217 code; the report's currency."""
    as_of: Day | None = None
    """The day on which the accounts said so; a later line replaces an earlier one."""
    status: Literal["provisional", "certified"] | None = None
    """Whether the year is closed in the accounts."""
    disclosure: AnyDisclosure | None = None
    """Who may see it; the workspace's `disclosure` unless said otherwise."""


class SdgShare(Noted):
    """Share (0 to 100 per cent) of one outcome's resources of one year allocated to a goal or target."""

    outcome: Code
    """Code of the outcome."""
    year: Year
    """The year that the share is of."""
    goal: Code
    """Number of the goal, 1 to 17."""
    target: Code | None = None
    """Target of that goal, such as 5.5; empty for the goal as a whole."""
    share: Number
    """Per cent; the shares of one outcome and year add up to 100."""
    disclosure: AnyDisclosure | None = None
    """Who may see it; the workspace's `disclosure` unless said otherwise."""


class Agreement(Noted):
    """A signed agreement with a partner; `amount` is the whole, in `currency`, over all its years."""

    id: Code
    """Short name of the agreement."""
    partner: Code
    """Id of the partner who signed."""
    outcomes: CodeList = ()
    """Codes of the outcomes that it pays for."""
    title: LocalText = LocalText({})
    """Title of the agreement."""
    start: Day
    """First day."""
    end: Day
    """Last day."""
    currency: str
    """ISO 4217 code of the currency of the agreement."""
    amount: Number
    """The whole amount over all years, in that currency."""
    earmarking: Literal["earmarked", "softly-earmarked", "pooled", "core"] = "earmarked"
    """How closely the partner binds the money."""
    fees: Number | None = None
    """Support cost in per cent."""
    reports_due: DayList = ()
    """Dates on which reports are due."""
    reports_sent: DayList = ()
    """Dates on which reports were sent, in the order of the dates on which they were due."""
    amendments: str = ""
    """What was changed, and when."""
    disclosure: AnyDisclosure | None = None
    """Who may see it; the workspace's `disclosure` unless said otherwise."""


class Spending(Noted):
    """What was planned, committed or spent of one agreement on one outcome, in one period that the agreement is reported by.

    It is a part of what finance.csv says of the outcome's other (non-core) funds, and never added to it.
    """

    agreement: Code
    """Id of the agreement."""
    outcome: Code
    """Code of the outcome."""
    period_start: Day
    """First day of the reporting period, which is the partner's own: April to March, for instance."""
    period_end: Day
    """Last day of the reporting period."""
    stage: Literal["planned", "committed", "expended"]
    """planned (the period's budget), committed (signed for, not yet paid) or expended."""
    amount: Number
    """A plain number, in `currency`."""
    currency: str
    """ISO 4217 code; the report's currency."""
    as_of: Day | None = None
    """The day on which the accounts said so."""
    status: Literal["provisional", "certified"] | None = None
    """Whether the period is closed in the accounts."""
    disclosure: AnyDisclosure | None = None
    """Whether it must be protected from being computed; outside the office only the partner itself sees it."""

    @model_validator(mode="after")
    def _days_in_order(self) -> Self:
        if self.period_end < self.period_start:
            raise ValueError("the period ends before it starts")
        return self


class Contribution(Noted):
    """One tranche received; `rate` is the report's currency for one unit of `currency` on `rate_date`.

    A negative amount is a refund.
    """

    partner: Code
    """Id of the partner who paid."""
    agreement: Code | None = None
    """Id of the agreement; empty for core contributions."""
    outcome: Code | None = None
    """Code of the outcome; empty for core contributions."""
    year: Year
    """The year of receipt."""
    amount: Number
    """What was received, in `currency`; a refund is negative."""
    currency: str
    """ISO 4217 code of the currency of the payment."""
    rate: Number | None = None
    """Units of the report's currency for one unit of `currency`; needed where they differ."""
    rate_date: Day | None = None
    """The day of receipt, on which the rate held."""
    development: Number | None = None
    """The part for development, in `currency`."""
    humanitarian: Number | None = None
    """The part for humanitarian action; both parts add up to `amount`."""
    disclosure: AnyDisclosure | None = None
    """Who may see it; internal partners stand under Other partners in public editions."""

    def converted(self, amount: Decimal | None = None) -> Decimal:
        """Return `amount` (default: the whole) in the report's currency, to the cent."""
        value = self.amount if amount is None else amount
        return (value * (self.rate or 1)).quantize(Decimal("0.01"))
