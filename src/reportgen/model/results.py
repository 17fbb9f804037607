"""outcomes.yaml, targets.csv and results.csv become outcomes, outputs, indicators, dated targets and results."""

from decimal import Decimal
from typing import Literal

from pydantic import model_validator

from reportgen.model.base import AnyDisclosure, AnyValue, Code, Day, Decimals, LocalText, Number, Record, Year

Measure = Literal["number", "percent", "money", "yes-no", "text"]
Direction = Literal["increase", "decrease", "maintain"]
Accumulation = Literal["sum", "cumulative", "latest", "none"]
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


class Statement(Record):
    """The plan's wording of an outcome or output, as it was from one year to another."""

    plan: Code
    from_: Year
    to: Year | None = None
    text: LocalText

    model_config = Record.model_config | {
        "alias_generator": lambda name: name.rstrip("_"),
        "populate_by_name": True,
    }


class Flag(Record):
    """How an indicator is shared in the United Nations system: verbatim (common) or related (complementary)."""

    kind: Literal["common", "complementary"]
    entities: tuple[str, ...] = ()


class Marker(Record):
    """A policy marker and its level."""

    name: LocalText
    level: Literal["principal", "significant", "not-targeted"]


class DocumentLink(Record):
    """A published document about an outcome."""

    title: LocalText
    url: str


class Contributes(Record):
    """Codes of the plan in force that an outcome contributes to."""

    impact_areas: tuple[Code, ...] = ()
    systemic_outcomes: tuple[Code, ...] = ()
    organizational_outputs: tuple[Code, ...] = ()


class Joint(Record):
    """A joint programme: ``share`` is this office's part in per cent of the whole."""

    programme: LocalText
    share: Number | None = None
    partners: tuple[Code, ...] = ()


class Dropped(Record):
    """When and why an output was given up."""

    date: Day
    reason: LocalText


class Indicator(Record):
    """What is measured. Its values are in ``unit``; per cent runs 0 to 100, money is in the report's currency.

    ``accumulation`` None = undeclared: then there is no total and no status.
    """

    code: Code
    statement: LocalText
    measure: Measure = "number"
    unit: LocalText = LocalText({})
    decimals: Decimals | None = None
    direction: Direction = "increase"
    accumulation: Accumulation | None = None
    scope: Literal["CO", "RO", "HQ", "desk-review"] | None = None
    flag: Flag | None = None
    sdg_indicator: Code | None = None
    caveat: LocalText = LocalText({})
    disaggregation: dict[str, Literal["partition", "overlapping", "of-which"]] = {}
    verification: LocalText = LocalText({})


class Output(Record):
    """A product or service that the outcome needs."""

    code: Code
    id: str = ""
    short: LocalText = LocalText({})
    statements: tuple[Statement, ...]
    dropped: Dropped | None = None
    indicators: tuple[Indicator, ...] = ()

    def statement(self, year: int) -> LocalText:
        """Return the wording in force in `year`."""
        return statement_of(self.statements, year)


class Outcome(Record):
    """A change that the office answers for, with its outputs and indicators."""

    code: Code
    id: str = ""
    type: Literal["development", "organizational"] = "development"
    short: LocalText = LocalText({})
    statements: tuple[Statement, ...]
    description: LocalText = LocalText({})
    sdgs: tuple[Code, ...] = ()
    markers: tuple[Marker, ...] = ()
    humanitarian: bool | None = None
    functions: tuple[LocalText, ...] = ()
    documents: tuple[DocumentLink, ...] = ()
    contributes: Contributes = Contributes()
    joint: Joint | None = None
    indicators: tuple[Indicator, ...] = ()
    outputs: tuple[Output, ...] = ()

    def statement(self, year: int) -> LocalText:
        """Return the wording in force in `year`."""
        return statement_of(self.statements, year)

    @property
    def all_indicators(self) -> tuple[Indicator, ...]:
        """The outcome's own indicators, then its outputs'."""
        return self.indicators + tuple(i for output in self.outputs for i in output.indicators)


class Outcomes(Record):
    """The whole of outcomes.yaml."""

    outcomes: tuple[Outcome, ...] = ()


def statement_of(statements: tuple[Statement, ...], year: int) -> LocalText:
    """Return the wording in force in `year`; before the first the first, after the last the last."""
    for statement in statements:
        if statement.from_ <= year and (statement.to is None or year <= statement.to):
            return statement.text
    if not statements:
        return LocalText({})
    earlier = [s for s in statements if s.from_ <= year]
    return (earlier[-1] if earlier else statements[0]).text


class Target(Record):
    """One dated, approved version of a baseline, milestone or target; earlier versions stay."""

    indicator: Code
    version: Day
    kind: Literal["baseline", "milestone", "target"]
    period: Year
    value: AnyValue
    approved_by: str = ""
    reason: str = ""
    note: str = ""


class Result(Record):
    """What was observed in one period, of the whole or of one part; `value` or `absence`, never both."""

    indicator: Code
    period_start: Day
    period_end: Day
    dimensions: str = ""
    value: AnyValue | None = None
    absence: Absence | None = None
    verified: bool | None = None
    caveat: str = ""
    comment: str = ""
    source: str = ""
    recorded: Day | None = None
    status: Status | None = None
    status_reason: str = ""
    disclosure: AnyDisclosure | None = None
    note: str = ""

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
        pairs = (part.partition("=") for part in self.dimensions.split(";") if part.strip())
        return {name.strip(): value.strip() for name, _, value in pairs}
