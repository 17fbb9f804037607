"""What the parts of one import share: findings, counts, codes, tables, and the days between which all of it lies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from reportgen.findings import Card, Finding
from reportgen.iati import in_rules as rules
from reportgen.iati.account import Account
from reportgen.iati.emit import LONGEST, Table
from reportgen.iati.in_codes import Codes
from reportgen.iati.records import Spot
from reportgen.iati.values import Texts

PLAN = "IATI"
"""Key of the one plan."""
MOST = 2_000
"""Findings of one rule that are kept; of the rest the number is told."""


class Findings(list[Finding]):
    """Findings, of each rule no more than a person could ever read."""

    def __init__(self) -> None:
        super().__init__()
        self.counts: Counter[str] = Counter()

    def append(self, finding: Finding, /) -> None:
        """Keep a finding, or count it."""
        self.counts[finding.rule] += 1
        if self.counts[finding.rule] <= MOST:
            super().append(finding)

    def extend(self, findings: Iterable[Finding], /) -> None:
        """Keep findings, or count them."""
        for finding in findings:
            self.append(finding)


@dataclass
class Span:
    """The first and last of some days."""

    first: date | None = None
    last: date | None = None

    def add(self, day: date | None) -> None:
        """Let the span hold a day."""
        if day is not None:
            self.first = min(self.first or day, day)
            self.last = max(self.last or day, day)


@dataclass
class FileFacts:
    """What is told once for a file."""

    measured: int = 0
    joined_results: int = 0
    joined_indicators: int = 0
    first_joined: Spot | None = None
    falling: dict[str, list[Spot]] = field(default_factory=dict[str, list[Spot]])
    rising: set[str] = field(default_factory=set[str])


class Context:
    """The shared state of one import."""

    def __init__(self, folder: Path | None, language: str) -> None:
        self.language = language
        self.findings = Findings()
        self.account = Account()
        self.codes = Codes()
        self.languages: Counter[str] = Counter()
        self.files: dict[str, FileFacts] = {}
        self.periods, self.updates, self.reported, self.spent, self.moved = Span(), Span(), Span(), Span(), Span()
        self.ends: set[date] = set()
        self.ends_with_value: set[date] = set()
        self.targets = Table(
            folder, "targets.csv", ("indicator", "version", "kind", "period", "dimensions", "value", "reason", "note")
        )
        self.results = Table(
            folder,
            "results.csv",
            ("indicator", "period_start", "period_end", "dimensions", "value", "absence", "comment"),
            ("comment",),
        )

    @property
    def updated(self) -> date | None:
        """The day of which the data are: as the files say, else that of the last expenditure, else of the last transaction."""
        return self.updates.last or self.spent.last or self.moved.last

    def of_file(self, name: str) -> FileFacts:
        """Return what is known of a file."""
        return self.files.setdefault(name, FileFacts())

    def find(
        self, card: Card, file: str, spot: Spot, message: str, *, more: str = "", found: str = "", hint: str = ""
    ) -> None:
        """Add a finding."""
        self.findings.append(card.at(spot.place(file, more), message, found=found[:80], hint=hint))

    def cell(self, text: str, file: str, spot: Spot) -> str:
        """Return a text as a cell takes it."""
        if len(text) <= LONGEST:
            return text
        message = f"A text of {len(text):,} characters was cut after the word that ends before {LONGEST:,}."
        self.find(rules.LONG_TEXT, file, spot, message)
        kept = text[: LONGEST + 1].rpartition(" ")[0].rstrip(" ,;:–-")
        return f"{kept if len(kept) > LONGEST // 2 else text[:LONGEST]} …"

    def heard(self, texts: Texts) -> None:
        """Count the languages of a text."""
        for code in texts:
            self.languages[code] += 1
