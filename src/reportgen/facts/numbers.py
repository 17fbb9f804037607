"""A report becomes its derived numbers, computed once: tracks, ratings, resources, shares, partners' totals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cached_property

from reportgen.facts.money import OFFICE, PartnerTotal, Resources, partner_totals, resources
from reportgen.facts.parts import Part, parts_in
from reportgen.facts.results import Rating, Track, Tracks, rate
from reportgen.model import Indicator, Outcome, Partner, Report, SdgShare


class Numbers:
    """Derived numbers of one report. Figures, templates, facts and checks all ask here, so they cannot disagree."""

    def __init__(self, report: Report) -> None:
        self.report = report

    @classmethod
    def of(cls, report: Report) -> Numbers:
        """Return the numbers of `report`, computed once for each report object."""
        held = report.memo.get("numbers")
        if isinstance(held, Numbers) and held.report is report:
            return held
        numbers = cls(report)
        report.memo["numbers"] = numbers
        return numbers

    @cached_property
    def tracks(self) -> Mapping[str, Track]:
        """Indicator code -> its track."""
        return Tracks(self.report)

    @cached_property
    def _resources(self) -> dict[tuple[str, int], Resources]:
        return resources(self.report)

    @cached_property
    def partners(self) -> dict[str, Partner]:
        """Partner id -> partner."""
        return {partner.id: partner for partner in self.report.partners}

    @cached_property
    def outcome_of(self) -> dict[str, Outcome]:
        """Indicator, output or outcome code -> its outcome."""
        found: dict[str, Outcome] = {}
        for outcome in self.report.outcomes:
            for code in (
                outcome.code,
                *(o.code for o in outcome.outputs),
                *(i.code for i in outcome.all_indicators),
            ):
                found[code] = outcome
        return found

    @cached_property
    def active(self) -> tuple[Indicator, ...]:
        """The indicators that the report year answers for: all but those of outputs that were dropped by its end."""
        gone = {
            indicator.code
            for output in self.report.outputs
            if output.dropped and output.dropped.date.year <= self.report.year
            for indicator in output.indicators
        }
        return tuple(indicator for indicator in self.report.indicators if indicator.code not in gone)

    @cached_property
    def _shares(self) -> dict[tuple[str, int], list[SdgShare]]:
        shares: dict[tuple[str, int], list[SdgShare]] = defaultdict(list)
        for row in sorted(self.report.sdg, key=lambda row: (-row.share, row.goal, row.target or "")):
            shares[row.outcome, row.year].append(row)
        return shares

    def resources(self, code: str, year: int) -> Resources:
        """Return the money of an outcome, an output or `OFFICE` in one year; empty where nothing is known."""
        return self._resources.get((code, year)) or Resources(code, year)

    def rating(self, indicator: Indicator, year: int) -> Rating:
        """Return the status of an indicator in one year."""
        formula = self.report.settings.status
        return rate(self.tracks[indicator.code], year, met=Decimal(formula.met), partly=Decimal(formula.partly))

    def ratings(self, indicators: Iterable[Indicator], year: int) -> dict[Rating, int]:
        """Return how many of the indicators have each status."""
        counts: dict[Rating, int] = defaultdict(int)
        for indicator in indicators:
            counts[self.rating(indicator, year)] += 1
        return dict(counts)

    def parts(self, indicator: Indicator, year: int) -> tuple[Part, ...]:
        """Return what is known of an indicator's parts in one year."""
        return parts_in(self.tracks[indicator.code], year)

    def sdg(self, outcome: str, year: int) -> tuple[SdgShare, ...]:
        """Return the SDG shares of an outcome and year, largest first."""
        return tuple(self._shares.get((outcome, year), ()))

    def sdg_goals(self, outcome: str, year: int) -> tuple[tuple[str, Decimal], ...]:
        """Return (goal, share) of an outcome and year, the targets of one goal added, largest first."""
        totals: dict[str, Decimal] = defaultdict(Decimal)
        for row in self.sdg(outcome, year):
            totals[row.goal] += row.share
        return tuple(sorted(totals.items(), key=lambda item: (-item[1], item[0])))

    def partner_totals(self, *, year: int | None = None, outcome: str | None = None) -> tuple[PartnerTotal, ...]:
        """Return funding partners' totals, largest first."""
        return partner_totals(self.report, year=year, outcome=outcome)


__all__ = ["OFFICE", "Numbers"]
