"""What an IATI activity says becomes records that know their lines: neutral, with nothing decided about a workspace.

Those of which there are many are named tuples, which are made in a third of the time of frozen dataclasses.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from reportgen.findings import Place
from reportgen.iati.values import Texts

Attributes = dict[str, Any]
"""What has no field of its own, as keys, lists and texts."""


class Spot(NamedTuple):
    """Line and XPath of an element."""

    line: int
    path: str

    def place(self, file: str, more: str = "") -> Place:
        """Return the place for a finding; `more` goes on with the path."""
        return Place(file, self.line, self.path + more)


class Stated(NamedTuple):
    """A baseline, target or actual as it was typed.

    Attributes:
        text: The attribute ``value``, trimmed; empty where it is missing.
        number: The number, where the text is one.
        comment: The comment by language.
        parts: Dimensions and places that it holds for; empty for the whole.
        spot: Where it stands.
        year: Of a baseline.
        source: The element itself, for what has no field; it is empty once the next activity is read.
        broken: The comment by language with the end of its first line; only where it has several lines.
        elements: How many dimensions and places there are, those that say nothing among them.
        other: Whether there is more: documents, elements of other standards, attributes without a field.
    """

    text: str
    number: Decimal | None
    comment: Texts
    parts: tuple[tuple[str, str], ...]
    spot: Spot
    year: int | None = None
    source: Any = None
    broken: Texts = {}
    elements: int = 0
    other: bool = False


class Period(NamedTuple):
    """A period with its targets and actuals; a day that could not be read is None."""

    start: date | None
    end: date | None
    targets: tuple[Stated, ...]
    actuals: tuple[Stated, ...]
    spot: Spot
    typed: str = ""
    rest: Attributes = {}


class Reference(NamedTuple):
    """A code of a result or indicator in a vocabulary."""

    vocabulary: str
    code: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator as published."""

    measure: str
    ascending: bool
    title: Texts
    description: Texts
    references: tuple[Reference, ...]
    baselines: tuple[Stated, ...]
    periods: tuple[Period, ...]
    spot: Spot
    rest: Attributes = field(default_factory=dict[str, Any])


@dataclass(frozen=True, slots=True)
class Result:
    """A result with its indicators; type 1 output, 2 outcome, 3 impact, 9 other."""

    type: str
    title: Texts
    description: Texts
    references: tuple[Reference, ...]
    indicators: tuple[Indicator, ...]
    spot: Spot
    rest: Attributes = field(default_factory=dict[str, Any])


class Organisation(NamedTuple):
    """An organisation in one role."""

    ref: str
    type: str
    role: str
    names: Texts
    spot: Spot


class Amount(NamedTuple):
    """A budget or transaction: its type, day (of a budget the last of its period), value and currency."""

    kind: str
    type: str
    day: date | None
    value: Decimal | None
    currency: str
    value_day: date | None
    spot: Spot
    provider: Organisation | None = None
    start: date | None = None
    typed: str = ""
    source: Any = None
    ref: str = ""
    words: Texts = {}


class Coded(NamedTuple):
    """A code of a vocabulary, with a share or level where it has one."""

    vocabulary: str
    code: str
    spot: Spot
    share: str
    names: Texts


class Document(NamedTuple):
    """A published document."""

    url: str
    title: Texts
    spot: Spot


@dataclass(frozen=True, slots=True)
class Activity:
    """One activity."""

    file: str
    spot: Spot
    identifier: str
    own_code: str
    publisher: Organisation | None
    title: Texts
    description: Texts
    dates: dict[str, date]
    humanitarian: bool | None
    updated: date | None
    language: str
    organisations: tuple[Organisation, ...]
    countries: tuple[Coded, ...]
    regions: tuple[Coded, ...]
    sectors: tuple[Coded, ...]
    markers: tuple[Coded, ...]
    tags: tuple[Coded, ...]
    documents: tuple[Document, ...]
    results: tuple[Result, ...]
    budgets: tuple[Amount, ...]
    transactions: tuple[Amount, ...]
    rest: Attributes

    @property
    def start(self) -> date | None:
        """The actual start, else the planned one."""
        return self.dates.get("2") or self.dates.get("1")

    @property
    def end(self) -> date | None:
        """The planned end, else the actual one, else the start."""
        return self.dates.get("3") or self.dates.get("4")
