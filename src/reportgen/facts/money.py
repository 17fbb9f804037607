"""Finance lines and contributions become amounts by outcome, year, stage and partner, each with its as-of date and status."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from reportgen.model import Contribution, FinanceLine, Report, Stage

OFFICE = "office"
CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Amount:
    """Money of one stage in the report's currency; never of several stages."""

    value: Decimal
    as_of: date | None = None
    provisional: bool = False
    lines: tuple[FinanceLine, ...] = ()

    def plus(self, other: Amount | None) -> Amount:
        """Return the sum; it is as of the later day, and provisional where one part is."""
        if other is None:
            return self
        days = [day for day in (self.as_of, other.as_of) if day]
        return Amount(
            self.value + other.value,
            max(days) if days else None,
            self.provisional or other.provisional,
            self.lines + other.lines,
        )


def add(amounts: list[Amount | None]) -> Amount | None:
    """Return the sum of the amounts that are known; None where none is."""
    total: Amount | None = None
    for amount in amounts:
        if amount is not None:
            total = amount.plus(total)
    return total


@dataclass(frozen=True, slots=True)
class Resources:
    """The money of one outcome, output or (code `OFFICE`) of all outcomes in one year."""

    code: str
    year: int
    by_stage: dict[tuple[Stage, str], Amount] = field(default_factory=dict[tuple[Stage, str], Amount])
    withheld: frozenset[tuple[Stage, str]] = frozenset()
    """Stages and sources of which a part is withheld from the audience: their totals are not known either."""

    def amount(self, stage: Stage, source: str = "") -> Amount | None:
        """Return the amount of a stage, of one source of funds (``regular``, ``other``) or of both."""
        if source:
            return None if self.hides(stage, source) else self.by_stage.get((stage, source))
        if self.hides(stage):
            return None
        return add([self.by_stage.get((stage, each)) for each in ("regular", "other")])

    def budget(self, source: str = "") -> Amount | None:
        """Return the revised budget, source by source, and the planned one where none was revised."""
        if self.hides("planned", source) or self.hides("revised", source):
            return None
        if not source:
            return add([self.budget("regular"), self.budget("other")])
        return self.amount("revised", source) or self.amount("planned", source)

    def hides(self, stage: Stage, source: str = "") -> bool:
        """Say whether an amount exists and is withheld from the audience, in whole or in part."""
        return bool(self.withheld) and any(each == stage and source in ("", of) for each, of in self.withheld)

    def gap(self, source: str = "") -> Decimal | None:
        """Return budget less available; negative where more is available than was planned. None = not known."""
        budget, available = self.budget(source), self.amount("available", source)
        return None if budget is None or available is None else budget.value - available.value

    def delivery_rate(self, source: str = "") -> Decimal | None:
        """Return expended as per cent of available (the denominator that the report names); None = not known."""
        spent, base = self.amount("expended", source), self.amount("available", source)
        if spent is None or base is None or base.value <= 0:
            return None
        return spent.value / base.value * 100


@dataclass(frozen=True, slots=True)
class PartnerTotal:
    """What one funding partner gave, in the report's currency."""

    partner: str
    total: Decimal
    development: Decimal | None
    humanitarian: Decimal | None
    rows: tuple[Contribution, ...]


def resources(report: Report) -> dict[tuple[str, int], Resources]:
    """Return resources by (code, year), the office's included. Lines in a foreign currency are left to the checks."""
    current: dict[tuple[str, int, str, str], FinanceLine] = {}
    for line in report.finance:
        if line.currency != report.settings.currency:
            continue
        key = (line.code, line.year, line.stage, line.source_of_funds)
        held = current.get(key)
        if held is None or (line.as_of or date.min) >= (held.as_of or date.min):
            current[key] = line
    cells: dict[tuple[str, int], dict[tuple[Stage, str], Amount]] = defaultdict(dict)
    outcomes = {outcome.code for outcome in report.outcomes}
    for (code, year, _, source), line in current.items():
        amount = Amount(line.amount, line.as_of, line.status == "provisional", (line,))
        cells[code, year][line.stage, source] = amount
        if code in outcomes:
            office = cells[OFFICE, year]
            office[line.stage, source] = amount.plus(office.get((line.stage, source)))
    for key, stages in cells.items():
        if key[0] != OFFICE:
            stages |= _revised([stages])
    for year in {year for code, year in cells if code == OFFICE}:
        cells[OFFICE, year] |= _revised([cells[code, year] for code in sorted(outcomes) if (code, year) in cells])
    withheld = _withheld(report, outcomes)
    return {key: Resources(key[0], key[1], stages, frozenset(withheld.get(key, ()))) for key, stages in cells.items()}


def _withheld(report: Report, outcomes: Container[str]) -> dict[tuple[str, int], set[tuple[Stage, str]]]:
    """Return (code, year) -> what is withheld there; of an outcome it is withheld of the office too."""
    found: dict[tuple[str, int], set[tuple[Stage, str]]] = defaultdict(set)
    for gap in report.gaps:
        for code in (gap.code, OFFICE) if gap.code in outcomes else (gap.code,):
            found[code, gap.year].add((gap.stage, gap.source_of_funds))
    return found


def _revised(outcomes: list[dict[tuple[Stage, str], Amount]]) -> dict[tuple[Stage, str], Amount]:
    """Return the revised budget of several outcomes, or of one, where any part of it was revised.

    A part that needed no revision stands as it was planned; the sum of the revised lines alone would leave it out.
    """
    if not any(("revised", source) in stages for stages in outcomes for source in ("regular", "other")):
        return {}
    found: dict[tuple[Stage, str], Amount] = {}
    for source in ("regular", "other"):
        total = add([stages.get(("revised", source)) or stages.get(("planned", source)) for stages in outcomes])
        if total is not None:
            found["revised", source] = total
    return found


def partner_totals(report: Report, *, year: int | None = None, outcome: str | None = None) -> tuple[PartnerTotal, ...]:
    """Return the partners' totals, largest first; of one year or outcome where these are given."""
    rows: dict[str, list[Contribution]] = defaultdict(list)
    for row in report.contributions:
        if (year is None or row.year == year) and (outcome is None or row.outcome == outcome):
            rows[row.partner].append(row)
    totals: list[PartnerTotal] = []
    for partner, mine in rows.items():
        total = sum((row.converted() for row in mine), Decimal(0))
        split = all(row.development is not None and row.humanitarian is not None for row in mine)
        parts = [
            sum((row.converted(getattr(row, name)) for row in mine), Decimal(0)) if split else None
            for name in ("development", "humanitarian")
        ]
        totals.append(PartnerTotal(partner, total, parts[0], parts[1], tuple(mine)))
    return tuple(sorted(totals, key=lambda t: (-t.total, t.partner)))
