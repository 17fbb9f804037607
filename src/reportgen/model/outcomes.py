"""outcomes.yaml becomes outcomes, outputs and indicators, with the plan's wordings over the years."""

from typing import Literal

from reportgen.model.base import (
    AnyDisclosure,
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
