"""A workspace's records become one report: what is said, about which year, in which languages."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal, get_args

from pydantic import PrivateAttr, field_validator

from reportgen.model.base import (
    AnyDisclosure,
    Code,
    Day,
    Disclosure,
    LocalText,
    Noted,
    Number,
    Record,
    Year,
    strictest,
)
from reportgen.model.controls import Control
from reportgen.model.donors import Donor, Person
from reportgen.model.editorial import Editorial, Name
from reportgen.model.finance import Agreement, Contribution, FinanceLine, SdgShare, Spending, Stage
from reportgen.model.images import Image
from reportgen.model.narrative import Narrative
from reportgen.model.office import Office
from reportgen.model.outcomes import Indicator, Outcome, Output
from reportgen.model.partners import Partner
from reportgen.model.plan import Plan
from reportgen.model.results import Result, Target

PUBLIC = Disclosure("public")
Table = Literal[
    "targets", "results", "finance", "sdg", "agreements", "contributions", "spending", "indicators", "facts", "partners",
    "narratives", "images",
]  # fmt: skip
"""What may have a default disclosure of its own."""
TABLES: tuple[Table, ...] = get_args(Table)
PLAN = ("indicators", "images")
"""What is measured, and pictures that a text shows, are open unless they themselves say otherwise."""


class Memo(dict[str, object]):
    """What was derived from a report and kept with it; two reports are equal whatever was asked of them so far."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Memo)


class StatusFormula(Record):
    """How a status is computed: per cent of the way from the baseline to the year's milestone (or target)."""

    formula: LocalText = LocalText({})
    """The rule in words, as the method annex prints it."""
    met: Number = Decimal(100)
    """Per cent of the way at which an indicator counts as met; 100 unless said otherwise."""
    partly: Number = Decimal(50)
    """Per cent of the way at which it counts as partly met; below it is not met."""


class KeyFigure(Record):
    """One figure of the strip at the top of the summary: a fact's path, its format, and what it counts."""

    fact: str
    """Path of a fact, as between the braces of a narrative."""
    format: str = "number"
    """How it is printed: number, percent, money million, date, words ..."""
    label: LocalText
    """What the figure counts, in lower case: it is read after the figure."""


class SectionChoice(Record):
    """Which sections a report holds, and in which order."""

    order: tuple[str, ...] = ()
    """All sections in the order wanted; replaces the order of the report kind."""
    off: tuple[str, ...] = ()
    """Sections that are left out."""


class Imprint(Record):
    """What the law and good manners ask for."""

    publisher: LocalText = LocalText({})
    """Who publishes the report, with place."""
    copyright: LocalText = LocalText({})
    """The copyright line."""
    disclaimer: LocalText = LocalText({})
    """What the report does not express, such as opinions about territories."""
    notes: tuple[LocalText, ...] = ()
    """Notes on rounding, exchange rates, territories and whatever else must be said once."""


class Settings(Noted):
    """The whole of report.yaml."""

    kind: str = "country-report"
    """The report kind, a folder of templates; `reportgen list kinds` shows them."""
    title: LocalText
    """Title on the cover."""
    subtitle: LocalText = LocalText({})
    """Line below the title."""
    year: Year
    """The year reported on."""
    first_year: Year | None = None
    """Where tables and trends start; the year reported on, unless said otherwise."""
    plan: Code
    """The plan in force in that year: a key of plan.yaml."""
    languages: tuple[str, ...] = ("en",)
    """Languages of the editions; each needs its folder in narratives/."""
    currency: str = "USD"
    """ISO 4217 code of the currency that all totals are printed in."""
    editorial: str = "un"
    """House style that texts are held against: un, un-women, plain, or a .yaml file in the workspace."""
    theme: str = "lagoon"
    """Colours, fonts and sizes; `reportgen list themes` shows what ships."""
    logo: Code | None = None
    """An image of images.yaml that stands on the cover."""
    word_style: str | None = None
    """A .docx file in the workspace whose styles the Word edition takes over."""
    charts: Literal["native", "picture"] = "native"
    """Charts of the Word edition: its own, with a workbook behind each, or pictures."""
    date: Day
    """Date of issue, printed on the cover; no other clock reaches the report."""
    as_of: Day | None = None
    """The day on which the data were drawn."""
    edition: Literal["final", "draft", "illustrative"] = "final"
    """Draft and illustrative editions are stamped on every page."""
    stamp: LocalText = LocalText({})
    """Words of that stamp, where the usual ones do not fit."""
    disclosure: AnyDisclosure | None = None
    """Who may see what says nothing itself; unless said, the strictest disclosure that the workspace names anywhere."""
    disclosure_of: dict[Table, AnyDisclosure] = {}
    """The same for single tables and kinds of records, such as contributions: internal."""
    status: StatusFormula = StatusFormula()
    """How the status of an indicator is computed."""
    key_figures: tuple[KeyFigure, ...] = ()
    """Two to six figures for the strip at the top of the summary."""
    brief_figures: tuple[KeyFigure, ...] = ()
    """Figures for donors' briefs, outcome by outcome; each brief shows two of its own outcomes."""
    sections: SectionChoice = SectionChoice()
    """Which sections the report holds, and in which order."""
    signatories: tuple[Person, ...] = ()
    """Who signs reports to donors, unless donors.yaml names others."""
    imprint: Imprint = Imprint()
    """Publisher, copyright and notes."""
    overrides: dict[str, str] = {}
    """Single values of the theme, such as accent: "#005a5b"."""

    @field_validator("year", "first_year")
    @classmethod
    def _possible_year(cls, year: int | None) -> int | None:
        if year is not None and not 1900 <= year <= 2200:
            raise ValueError("a year between 1900 and 2200 is expected")
        return year

    @property
    def years(self) -> tuple[int, ...]:
        """All years that tables and trends show, the report's year last."""
        return tuple(range(min(self.first_year or self.year, self.year), self.year + 1))


class Gap(Record):
    """An amount that exists and is withheld: a total that would hold it is not known either."""

    code: Code
    year: Year
    stage: Stage
    source_of_funds: str


class Report(Record):
    """Everything that a workspace says, validated record by record.

    `audience` is empty for what was loaded; only a projection (see `reportgen.project`) names its audience, and only
    a projected report is drawn or written.
    """

    name: str
    audience: str = ""
    settings: Settings
    office: Office
    plans: dict[Code, Plan] = {}
    outcomes: tuple[Outcome, ...] = ()
    targets: tuple[Target, ...] = ()
    results: tuple[Result, ...] = ()
    finance: tuple[FinanceLine, ...] = ()
    sdg: tuple[SdgShare, ...] = ()
    partners: tuple[Partner, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    contributions: tuple[Contribution, ...] = ()
    spending: tuple[Spending, ...] = ()
    controls: tuple[Control, ...] = ()
    """controls.csv: totals that were stated apart; no projection has them."""
    donors: tuple[Donor, ...] = ()
    gaps: tuple[Gap, ...] = ()
    """In a projection: the amounts of finance.csv that are withheld, so that no total is printed over them."""
    narratives: tuple[Narrative, ...] = ()
    images: tuple[Image, ...] = ()
    editorial: Editorial = Editorial()
    """The house style that texts are held against."""
    names: tuple[Name, ...] = ()
    """names.yaml: how names are written."""
    _memo: Memo = PrivateAttr(default_factory=lambda: Memo())

    @property
    def memo(self) -> Memo:
        """Where derived numbers of this very object are kept (see `reportgen.facts.Numbers.of`)."""
        return (self.__pydantic_private__ or {})["_memo"]  # the attribute itself is found ten times as slowly

    @property
    def outputs(self) -> tuple[Output, ...]:
        """All outputs, in the order of their outcomes."""
        return tuple(output for outcome in self.outcomes for output in outcome.outputs)

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """All indicators, in the order of the plan."""
        return tuple(indicator for outcome in self.outcomes for indicator in outcome.all_indicators)

    @property
    def year(self) -> int:
        """The year reported on."""
        return self.settings.year

    @property
    def plan(self) -> Plan | None:
        """The plan in force in that year."""
        return self.plans.get(self.settings.plan)

    def records(self, table: Table) -> tuple[Record, ...]:
        """Return the records of a table or kind, all of which have a disclosure."""
        return self.office.facts if table == "facts" else getattr(self, table)

    def of(self, **settings: object) -> Report:
        """Return the same report under other settings, with nothing derived so far."""
        copy = self.model_copy(update={"settings": self.settings.model_copy(update=settings)})
        copy._memo = Memo()
        return copy

    @property
    def default_disclosure(self) -> Disclosure:
        """Who may see what says nothing itself: what report.yaml says, else the strictest that is named anywhere."""
        if self.settings.disclosure is not None:
            return self.settings.disclosure
        held = self._memo.get("disclosure")
        if not isinstance(held, Disclosure):
            named = [d for table in TABLES for r in self.records(table) if (d := getattr(r, "disclosure", None))]
            held = strictest((*named, *self.settings.disclosure_of.values()))
            self._memo["disclosure"] = held
        return held

    def disclosure_of(self, table: Table, record: Record) -> Disclosure:
        """Return who may see a record: what itself says, else its table, else the workspace."""
        own: Disclosure | None = getattr(record, "disclosure", None)
        if own is None and isinstance(record, Narrative) and record.partner:
            return Disclosure("partner", (record.partner,))
        general = PUBLIC if table in PLAN else self.default_disclosure
        return own or self.settings.disclosure_of.get(table) or general
