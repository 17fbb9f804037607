"""finance.csv, sdg.csv, agreements.csv and contributions.csv become money by stage, with as-of dates and status."""

from decimal import Decimal
from typing import Literal

from reportgen.model.base import AnyDisclosure, Code, CodeList, Day, DayList, LocalText, Number, Record, Year

Stage = Literal["planned", "revised", "available", "received", "committed", "expended"]
STAGES: tuple[Stage, ...] = ("planned", "revised", "available", "received", "committed", "expended")
SourceOfFunds = Literal["regular", "other"]


class FinanceLine(Record):
    """One amount of one stage. Stages are never added to one another."""

    code: Code
    year: Year
    source_of_funds: SourceOfFunds
    stage: Stage
    amount: Number
    currency: str
    as_of: Day | None = None
    status: Literal["provisional", "certified"] | None = None
    disclosure: AnyDisclosure | None = None
    note: str = ""


class SdgShare(Record):
    """Share (0 to 100 per cent) of one outcome's resources of one year allocated to a goal or target."""

    outcome: Code
    year: Year
    goal: Code
    target: Code | None = None
    share: Number
    note: str = ""


class Agreement(Record):
    """A signed agreement with a partner; `amount` is the whole, in `currency`, over all its years."""

    id: Code
    partner: Code
    outcomes: CodeList = ()
    title: LocalText = LocalText({})
    start: Day
    end: Day
    currency: str
    amount: Number
    earmarking: Literal["earmarked", "softly-earmarked", "pooled", "core"] = "earmarked"
    fees: Number | None = None
    reports_due: DayList = ()
    amendments: str = ""
    disclosure: AnyDisclosure | None = None
    note: str = ""


class Contribution(Record):
    """One tranche received; `rate` is the report's currency for one unit of `currency` on `rate_date`.

    A negative amount is a refund.
    """

    partner: Code
    agreement: Code | None = None
    outcome: Code | None = None
    year: Year
    amount: Number
    currency: str
    rate: Number | None = None
    rate_date: Day | None = None
    development: Number | None = None
    humanitarian: Number | None = None
    disclosure: AnyDisclosure | None = None
    note: str = ""

    def converted(self, amount: Decimal | None = None) -> Decimal:
        """Return `amount` (default: the whole) in the report's currency, to the cent."""
        value = self.amount if amount is None else amount
        return (value * (self.rate or 1)).quantize(Decimal("0.01"))
