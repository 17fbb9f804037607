"""outcomes.yaml, targets.csv and results.csv become outcomes, outputs, indicators, dated targets and results."""

from decimal import Decimal
from typing import Literal

from pydantic import model_validator

from reportgen.model.base import (
    AnyDisclosure,
    AnyValue,
    Code,
    Day,
    Decimals,
    LocalText,
    Noted,
    Number,
    Record,
    WebAddress,
    Year,
)

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


class Statement(Noted):
    """The plan's wording of an outcome or output, as it was from one year to another."""

    plan: Code
    """Key of the plan in plan.yaml whose wording this is."""
    from_: Year
    """First year in which the wording held."""
    to: Year | None = None
    """Last year; left out while it still holds."""
    text: LocalText
    """The wording."""

    model_config = Record.model_config | {
        "alias_generator": lambda name: name.rstrip("_"),
        "populate_by_name": True,
    }


class Flag(Record):
    """How an indicator is shared in the United Nations system: verbatim (common) or related (complementary)."""

    kind: Literal["common", "complementary"]
    """common: worded alike by all entities; complementary: related."""
    entities: tuple[str, ...] = ()
    """Acronyms of the other entities."""


class Marker(Record):
    """A policy marker and its level."""

    name: LocalText
    """Name of the marker."""
    level: Literal["principal", "significant", "not-targeted"]
    """How much of the outcome is about it."""


class DocumentLink(Record):
    """A published document about an outcome."""

    title: LocalText
    """Title of the document."""
    url: WebAddress
    """Address that starts with https://."""


class Contributes(Record):
    """Codes of the plan in force that an outcome contributes to."""

    impact_areas: tuple[Code, ...] = ()
    """Codes of impact areas."""
    systemic_outcomes: tuple[Code, ...] = ()
    """Codes of systemic outcomes."""
    organizational_outputs: tuple[Code, ...] = ()
    """Codes of outputs of organizational effectiveness and efficiency."""


class Joint(Record):
    """A joint programme: ``share`` is this office's part in per cent of the whole."""

    programme: LocalText
    """Name of the joint programme."""
    share: Number | None = None
    """This office's part, in per cent of the whole."""
    partners: tuple[Code, ...] = ()
    """Ids of the other participants."""
    budget: Number | None = None
    """The budget of the whole programme, all participants and years, in the report's currency."""


class Dropped(Record):
    """When and why an output was given up."""

    date: Day
    """When it was given up."""
    reason: LocalText
    """Why."""


class Indicator(Noted):
    """What is measured. Its values are in ``unit``; per cent runs 0 to 100, money is in the report's currency.

    ``accumulation`` None = undeclared: then there is no total and no status.
    """

    code: Code
    """Short code, used by targets.csv, results.csv and narratives."""
    statement: LocalText
    """What is measured, in the plan's words."""
    measure: Measure = "number"
    """What its values are. Per cent runs 0 to 100."""
    unit: LocalText = LocalText({})
    """What is counted: laws, people, centres."""
    decimals: Decimals | None = None
    """Digits after the decimal point in print."""
    direction: Direction = "increase"
    """Which way is good."""
    accumulation: Accumulation | None = None
    """How years go together: sum (they add up), cumulative (each value holds the years before), latest (the
    newest stands) or none (they cannot be compared). Left out: no total, no status."""
    scope: Literal["CO", "RO", "HQ", "desk-review"] | None = None
    """Who reports it: the country office, the region, headquarters, or a desk review."""
    flag: Flag | None = None
    """How the indicator is shared in the United Nations system."""
    sdg_indicator: Code | None = None
    """Code of the SDG indicator that it is, such as 5.5.1."""
    caveat: LocalText = LocalText({})
    """What the figure cannot say; printed beside it."""
    disaggregation: dict[str, Literal["partition", "overlapping", "of-which"]] = {}
    """Dimension -> partition (parts add up), overlapping, or of-which (one part only)."""
    verification: LocalText = LocalText({})
    """Where the figure can be checked."""
    disclosure: AnyDisclosure | None = None
    """Who may see that it is measured at all; its targets and results go with it."""


class Output(Noted):
    """A product or service that the outcome needs, or another result that stands under it."""

    code: Code
    """Short code, used by tables and narratives."""
    type: Literal["output", "outcome", "impact", "other"] = "output"
    """What kind of result it is, by IATI's ResultType; an output unless said otherwise."""
    id: str = ""
    """Published identifier."""
    short: LocalText = LocalText({})
    """One or two words for charts."""
    statements: tuple[Statement, ...]
    """The plan's wording over the years."""
    dropped: Dropped | None = None
    """For an output that was given up."""
    indicators: tuple[Indicator, ...] = ()
    """Indicators of this output."""

    def statement(self, year: int) -> LocalText:
        """Return the wording in force in `year`."""
        return statement_of(self.statements, year)


class Outcome(Noted):
    """A change that the office answers for, with its outputs and indicators."""

    code: Code
    """Short code, used by tables and narratives."""
    id: str = ""
    """Published identifier."""
    type: Literal["development", "organizational"] = "development"
    """A change in the country, or one in the organization itself."""
    short: LocalText = LocalText({})
    """One or two words for charts and running headers."""
    statements: tuple[Statement, ...]
    """The plan's wording over the years."""
    description: LocalText = LocalText({})
    """What the outcome is about, in one or two sentences."""
    sdgs: tuple[Code, ...] = ()
    """Goals and targets that it is aligned to, in quotation marks."""
    markers: tuple[Marker, ...] = ()
    """Policy markers with their levels."""
    humanitarian: bool | None = None
    """Whether it is humanitarian action."""
    functions: tuple[LocalText, ...] = ()
    """UN system functions that it carries out."""
    documents: tuple[DocumentLink, ...] = ()
    """Published documents about it."""
    contributes: Contributes = Contributes()
    """What it contributes to in the plan in force."""
    joint: Joint | None = None
    """For an outcome that is part of a joint programme."""
    indicators: tuple[Indicator, ...] = ()
    """Indicators of the outcome itself."""
    outputs: tuple[Output, ...] = ()
    """Products and services that the outcome needs."""

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
    """All outcomes, in the order of the report."""


def statement_of(statements: tuple[Statement, ...], year: int) -> LocalText:
    """Return the wording in force in `year`; before the first the first, after the last the last."""
    for statement in statements:
        if statement.from_ <= year and (statement.to is None or year <= statement.to):
            return statement.text
    if not statements:
        return LocalText({})
    earlier = [s for s in statements if s.from_ <= year]
    return (earlier[-1] if earlier else statements[0]).text


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
