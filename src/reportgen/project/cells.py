"""A report's amounts become named cells, and what adds up among them becomes sums that are zero.

A sum holds by its meaning (what an outcome received is what its partners paid) and not because the numbers happen to add
up: so what is withheld never depends on the amounts that are secret.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from reportgen.model import Contribution, FinanceLine, Report, Result, Spending
from reportgen.project.goals import goal_cells, goal_sums

Sum = dict[str, Fraction]
ONE = Fraction(1)
STAGES_OF_SPENDING = ("planned", "committed", "expended")


def finance_cell(code: str, year: int, stage: str, source: str) -> str:
    """Return the name of an amount of finance.csv."""
    return f"finance:{code}/{year}/{stage}/{source}"


def group_cell(outcome: str | None, year: int) -> str:
    """Return the name of the sum of the partners not named."""
    return f"group:{outcome or 'core'}/{year}"


def result_cell(result: Result) -> str:
    """Return the name of a result, of the whole or of a part."""
    parts = ";".join(f"{name}={value}" for name, value in sorted(result.parts.items()))
    return f"result:{result.indicator}/{result.period_start}/{result.period_end}/{parts}"


def family_of(result: Result) -> tuple[object, ...]:
    """Return what the parts of one breakdown have in common; if one of them is withheld, so are all."""
    return (result.indicator, result.period_start, result.period_end, tuple(sorted(result.parts)))


@dataclass(frozen=True)
class Cells:
    """The cells of one report, by record (its id in memory), and the sums among them."""

    report: Report

    @cached_property
    def names(self) -> dict[int, str]:
        """Id in memory of a record -> the name of its cell."""
        names: dict[int, str] = {}
        seen: Counter[str] = Counter()
        for row in self.report.contributions:
            name = f"contribution:{row.partner}/{row.agreement or 'core'}/{row.outcome or 'core'}/{row.year}"
            seen[name] += 1
            names[id(row)] = f"{name}/{seen[name]}"
        for spent in self.report.spending:
            period = f"{spent.period_start}/{spent.period_end}"
            names[id(spent)] = f"spending:{spent.agreement}/{spent.outcome}/{period}/{spent.stage}"
        for line in self.report.finance:
            names[id(line)] = finance_cell(line.code, line.year, line.stage, line.source_of_funds)
        for agreement in self.report.agreements:
            names[id(agreement)] = f"agreement:{agreement.id}"
        for result in self.report.results:
            if result.number is not None:
                names[id(result)] = result_cell(result)
        return names | goal_cells(self.report)

    def of(self, record: object) -> str:
        """Return the name of a record's cell; empty where it has no number."""
        return self.names.get(id(record), "")

    @cached_property
    def rates(self) -> dict[str, Fraction]:
        """Cell of a contribution -> what one unit of it is worth in the report's currency."""
        return {self.of(row): Fraction(row.rate or 1) for row in self.report.contributions}

    def sums(self, groups: dict[tuple[str | None, int], list[Contribution]]) -> list[Sum]:
        """Return all sums that are zero; `groups` are the partners that may stand together as not named."""
        found = [*self._received(), *self._agreed(), *self._spent(), *self._outputs(), *self._parts()]
        found += goal_sums(self.report, self._partitions)
        for key, rows in groups.items():
            found.append(self._whole(group_cell(*key), {self.of(row): self.rates[self.of(row)] for row in rows}))
        return found

    @staticmethod
    def _whole(whole: str, parts: Sum) -> Sum:
        return {whole: ONE, **{name: -value for name, value in parts.items()}}

    def _received(self) -> Iterator[Sum]:
        """What an outcome received of other funds is what its partners paid."""
        rows: dict[tuple[str, int], Sum] = defaultdict(dict)
        for row in self.report.contributions:
            if row.outcome:
                rows[row.outcome, row.year][self.of(row)] = self.rates[self.of(row)]
        for (outcome, year), parts in rows.items():
            yield self._whole(finance_cell(outcome, year, "received", "other"), parts)

    def _agreed(self) -> Iterator[Sum]:
        """An agreement that has ended was paid in full."""
        rows: dict[str, Sum] = defaultdict(dict)
        for row in self.report.contributions:
            if row.agreement:
                rows[row.agreement][self.of(row)] = ONE
        today = self.report.settings.as_of or self.report.settings.date
        for agreement in self.report.agreements:
            if agreement.id in rows and agreement.end <= today:
                yield self._whole(self.of(agreement), rows[agreement.id])

    def _spent(self) -> Iterator[Sum]:
        """What an outcome spent of other funds is what its agreements spent, by the year in which a period starts."""
        rows: dict[tuple[str, int, str], Sum] = defaultdict(dict)
        for row in self.report.spending:
            rows[row.outcome, row.period_start.year, row.stage][self.of(row)] = ONE
        for (outcome, year, stage), parts in rows.items():
            yield self._whole(finance_cell(outcome, year, stage, "other"), parts)

    def _outputs(self) -> Iterator[Sum]:
        """What an outcome has is what its outputs have, where all of them say so; other results seldom have money."""
        lines = {self.of(line) for line in self.report.finance}
        cells = {(line.year, line.stage, line.source_of_funds) for line in self.report.finance}
        for outcome in self.report.outcomes:
            codes = [(each.code, each.type == "output") for each in outcome.outputs if not each.dropped]
            for cell in sorted(cells):
                named = [(finance_cell(code, *cell), needed) for code, needed in codes]
                parts = [part for part, needed in named if needed or part in lines]
                if parts and all(part in lines for part in parts) and finance_cell(outcome.code, *cell) in lines:
                    yield self._whole(finance_cell(outcome.code, *cell), dict.fromkeys(parts, ONE))

    @cached_property
    def _partitions(self) -> set[tuple[str, str]]:
        """Indicator and name of what shares out a whole."""
        return {
            (indicator.code, name)
            for indicator in self.report.indicators
            if indicator.measure in ("number", "money")
            for name, kind in indicator.disaggregation.items()
            if kind == "partition"
        }

    def _parts(self) -> Iterator[Sum]:
        """A whole, or a part, is the sum of its partition by one more dimension."""
        kinds = self._partitions
        wholes: dict[str, Sum] = defaultdict(dict)
        for result in self.report.results:
            for name in result.parts:
                if (result.indicator, name) in kinds and result.number is not None:
                    rest = ";".join(f"{n}={value}" for n, value in sorted(result.parts.items()) if n != name)
                    base = f"result:{result.indicator}/{result.period_start}/{result.period_end}/"
                    wholes[f"{base}{rest}\0{name}"][self.of(result)] = ONE
        for key, parts in wholes.items():
            yield self._whole(key.partition("\0")[0], parts)


def owner_sums(rows: list[tuple[str, Contribution | Spending, Fraction]]) -> Iterator[tuple[str, Sum]]:
    """Yield (name, sum) of what must not be known of closed partners: of a year, of an outcome, and in all.

    `rows` are (cell, row, worth of one unit in the report's currency).
    """
    totals: dict[tuple[str, str, str], Sum] = defaultdict(dict)
    for cell, row, rate in rows:
        if isinstance(row, Contribution):
            for year, outcome in (
                (str(row.year), row.outcome or ""),
                (str(row.year), ""),
                ("", row.outcome or ""),
                ("", ""),
            ):
                totals[row.partner, year, outcome][cell] = rate
    for (partner, year, outcome), total in totals.items():
        yield "/".join(part for part in ("total", partner, outcome, year) if part), total


def line_of(line: FinanceLine) -> tuple[str, int, str, str]:
    """Return what tells an amount of finance.csv from the others."""
    return (line.code, line.year, line.stage, line.source_of_funds)
