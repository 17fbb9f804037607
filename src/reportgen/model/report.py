"""A workspace's records become one report: what is said, about which year, in which languages."""

from __future__ import annotations

from typing import Literal

from pydantic import PrivateAttr, field_validator

from reportgen.model.base import AnyDisclosure, Code, Day, Disclosure, LocalText, Number, Record, Year
from reportgen.model.finance import Agreement, Contribution, FinanceLine, SdgShare
from reportgen.model.images import Image
from reportgen.model.narrative import Narrative
from reportgen.model.office import Office
from reportgen.model.partners import Partner
from reportgen.model.plan import Plan
from reportgen.model.results import Indicator, Outcome, Output, Result, Target

PUBLIC = Disclosure("public")


class StatusFormula(Record):
    """How a status is computed: per cent of the way from the baseline to the year's milestone (or target)."""

    formula: LocalText = LocalText({})
    met: Number = 100  # type: ignore[assignment]
    partly: Number = 50  # type: ignore[assignment]


class KeyFigure(Record):
    """One figure of the strip at the top of the summary: a fact's path, its format, and what it counts."""

    fact: str
    format: str = "number"
    label: LocalText


class SectionChoice(Record):
    """Which sections a report holds, and in which order."""

    order: tuple[str, ...] = ()
    off: tuple[str, ...] = ()


class Imprint(Record):
    """What the law and good manners ask for."""

    publisher: LocalText = LocalText({})
    copyright: LocalText = LocalText({})
    disclaimer: LocalText = LocalText({})
    notes: tuple[LocalText, ...] = ()


class Settings(Record):
    """The whole of report.yaml."""

    kind: str = "country-report"
    title: LocalText
    subtitle: LocalText = LocalText({})
    year: Year
    first_year: Year | None = None
    plan: Code
    languages: tuple[str, ...] = ("en",)
    currency: str = "USD"
    editorial: str = "un"
    theme: str = "lagoon"
    word_style: str | None = None
    date: Day
    as_of: Day | None = None
    edition: Literal["final", "draft", "illustrative"] = "final"
    stamp: LocalText = LocalText({})
    disclosure: AnyDisclosure = PUBLIC
    status: StatusFormula = StatusFormula()
    key_figures: tuple[KeyFigure, ...] = ()
    sections: SectionChoice = SectionChoice()
    imprint: Imprint = Imprint()
    overrides: dict[str, str] = {}

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
    narratives: tuple[Narrative, ...] = ()
    images: tuple[Image, ...] = ()
    _memo: dict[str, object] = PrivateAttr(default_factory=dict[str, object])

    @property
    def memo(self) -> dict[str, object]:
        """Where derived numbers of this very object are kept (see `reportgen.facts.Numbers.of`)."""
        return self._memo

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
