"""targets.csv and results.csv become dated targets and results, of the whole or of one part."""

from decimal import Decimal
from typing import Literal

from pydantic import model_validator

from reportgen.model.base import AnyDisclosure, AnyValue, Code, Day, LocalText, Noted, Year

Absence = Literal[
    "not-collected",
    "not-due",
    "not-applicable",
    "reported-globally",
    "withheld",
    "unverified",
    "embargoed",
    "not-published",
]
Status = Literal["met", "partly", "not-met"]


def parts_of(dimensions: str) -> dict[str, str]:
    """Return `dimensions`, such as ``sex=female;age=15-24``, as a mapping; empty for the whole."""
    if not dimensions:
        return {}
    pairs = (part.partition("=") for part in dimensions.split(";") if part.strip())
    return {name.strip(): value.strip() for name, _, value in pairs}


class Target(Noted):
    """One dated, approved version of a baseline, milestone or target; earlier versions stay."""

    indicator: Code
    """Code of the indicator."""
    version: Day
    """The day on which the value was approved; earlier versions stay."""
    kind: Literal["baseline", "milestone", "target"]
    """baseline, milestone (end of one year) or target (end of the plan)."""
    period: Year
    """The year that the value is for."""
    dimensions: str = ""
    """Empty for the whole; else such as sex=female;age=15-24."""
    value: AnyValue
    """A number, yes or no, or words, by the indicator's measure."""
    approved_by: str = ""
    """Who approved it; needed where a value changes."""
    reason: str = ""
    """Why it changed."""
    disclosure: AnyDisclosure | None = None
    """Who may see it; the workspace's `disclosure` unless said otherwise."""

    @property
    def parts(self) -> dict[str, str]:
        """Dimensions as a mapping; empty for the whole."""
        return parts_of(self.dimensions)


class Result(Noted):
    """What was observed in one period, of the whole or of one part; `value` or `absence`, never both."""

    indicator: Code
    """Code of the indicator."""
    period_start: Day
    """First day of the period."""
    period_end: Day
    """Last day of the period; the result is printed under its year."""
    dimensions: str = ""
    """Empty for the whole; else such as sex=female;age=15-24."""
    value: AnyValue | None = None
    """A number, yes or no, or words, by the indicator's measure."""
    absence: Absence | None = None
    """Why there is no value; never together with one."""
    verified: bool | None = None
    """Whether a second person compared it with its source."""
    caveat: LocalText = LocalText({})
    """What this value cannot say."""
    comment: LocalText = LocalText({})
    """The reason for a variance, in at most 25 words."""
    source: str = ""
    """Where the value was read."""
    recorded: Day | None = None
    """The day of recording; a later row for the same period restates the earlier."""
    status: Status | None = None
    """Overrides the computed status; needs a `status_reason`."""
    status_reason: LocalText = LocalText({})
    """Why; printed in the report."""
    disclosure: AnyDisclosure | None = None
    """Who may see it; the workspace's `disclosure` unless said otherwise."""

    @model_validator(mode="after")
    def _value_or_absence(self) -> "Result":
        if (self.value is None) == (self.absence is None):
            raise ValueError("either a value or an absence is expected, and not both")
        if self.period_end < self.period_start:
            raise ValueError("the period ends before it starts")
        return self

    @property
    def year(self) -> int:
        """The year that the period ends in, under which the report prints the result."""
        return self.period_end.year

    @property
    def number(self) -> Decimal | None:
        """The number, where there is one."""
        return self.value.number if self.value else None

    @property
    def parts(self) -> dict[str, str]:
        """Dimensions as a mapping; empty for the whole."""
        return parts_of(self.dimensions)
