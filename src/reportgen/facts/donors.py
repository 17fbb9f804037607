"""A projected report becomes what one donor gave, to what, what came of it, and its share by a stated method.

**The method.** A donor's share of an outcome is what it paid for that outcome in the year, as a percentage of all that the
outcome received in the year, core funds included. Earmarked money *helped to achieve* results; pooled money *contributed
to* them, and cannot be followed further; core money is attributed to nothing. Results are those of the whole outcome: people
are counted once and never divided among donors, so shares of money are not shares of people.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import chain, zip_longest
from typing import Literal

from reportgen.facts.accounts import Account, Period
from reportgen.facts.money import CENT
from reportgen.facts.numbers import Numbers
from reportgen.language import Words
from reportgen.model import Agreement, Contribution, Indicator, Outcome, Partner, Report, Spending

How = Literal["helped", "contributed"]
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Share:
    """What a donor paid for one outcome in the year, and what part that is of all that the outcome received."""

    outcome: Outcome
    paid: Decimal
    base: Decimal | None
    how: How

    @property
    def percent(self) -> Decimal | None:
        """Per cent of what the outcome received; None where that is not known."""
        return self.paid / self.base * 100 if self.base else None


class DonorView:
    """One donor, seen from the report that it may see."""

    def __init__(self, report: Report, donor: str, *, only: str = "") -> None:
        """Take the view of `donor`, of all its agreements or, with `only`, of one."""
        self.report, self.id, self.only = report, donor, only
        self.numbers = Numbers.of(report)
        self.year = report.year

    @property
    def partner(self) -> Partner:
        """The donor as a partner."""
        return self.numbers.partners[self.id]

    @cached_property
    def rows(self) -> tuple[Contribution, ...]:
        """Its tranches, by day."""
        mine = [r for r in self.report.contributions if r.partner == self.id and self.only in ("", r.agreement)]
        return tuple(sorted(mine, key=lambda row: (row.year, row.rate_date or date.min, row.outcome or "")))

    @cached_property
    def all_agreements(self) -> tuple[Agreement, ...]:
        """Its agreements of all years."""
        return tuple(a for a in self.report.agreements if a.partner == self.id and self.only in ("", a.id))

    @cached_property
    def agreements(self) -> tuple[Agreement, ...]:
        """Its agreements that were in force in the year, or paid in it."""
        paid = {row.agreement for row in self.rows if row.year == self.year}
        return tuple(a for a in self.all_agreements if self.period(a) is not None or a.id in paid)

    @property
    def reported(self) -> tuple[Agreement, ...]:
        """Those of its agreements that have a report of their own: core funds are reported by the annual report."""
        return tuple(a for a in self.agreements if a.earmarking != "core" and self.period(a) is not None)

    def of(self, agreement: Agreement) -> DonorView:
        """Return the view of one agreement only."""
        return DonorView(self.report, self.id, only=agreement.id)

    # Money --------------------------------------------------------------------------------------------------------

    def period(self, agreement: Agreement) -> Period | None:
        """Return the agreement's own reporting period that starts in the year; None where it was not in force.

        It is that of spending.csv; without one, the calendar year as far as the agreement was in force.
        """
        mine = [s for s in self.report.spending if s.agreement == agreement.id and s.period_start.year == self.year]
        if mine:
            return Period(min(s.period_start for s in mine), max(s.period_end for s in mine))
        start = max(agreement.start, date(self.year, 1, 1))
        end = min(agreement.end, date(self.year, 12, 31))
        return Period(start, end) if start <= end else None

    def period_words(self, agreement: Agreement, words: Words) -> str:
        """Return the reporting period as it is printed: a calendar year, or its first and last day."""
        period = self.period(agreement) or Period(agreement.start, agreement.end)
        return str(self.year) if period.calendar_year else f"{words.date(period.start)} – {words.date(period.end)}"

    def tranches(self, agreement: Agreement) -> tuple[Contribution, ...]:
        """Return what was received under an agreement up to the end of its period, by day and outcome."""
        period = self.period(agreement)
        return tuple(
            row
            for row in self.rows
            if row.agreement == agreement.id
            and (period is None or (row.rate_date or date(row.year, 1, 1)) <= period.end)
        )

    @cached_property
    def received(self) -> Decimal:
        """What it paid in the year, core funds included, in the report's currency."""
        return sum((row.converted() for row in self.rows if row.year == self.year), ZERO)

    @property
    def received_total(self) -> Decimal:
        """What it paid in all years up to the report's, in the report's currency."""
        return sum((row.converted() for row in self.rows if row.year <= self.year), ZERO)

    @property
    def core(self) -> Decimal:
        """What it paid of core funds in the year, which is attributed to nothing."""
        return sum((row.converted() for row in self.rows if row.year == self.year and self.is_core(row)), ZERO)

    def is_core(self, row: Contribution) -> bool:
        """Say whether a tranche is of core funds: of no outcome, or under an agreement on core funds."""
        agreement = next((a for a in self.all_agreements if a.id == row.agreement), None)
        return row.outcome is None or (agreement is not None and agreement.earmarking == "core")

    @cached_property
    def shares(self) -> tuple[Share, ...]:
        """Its share of each outcome that it paid for in the year, the largest payment first."""
        paid: dict[str, Decimal] = defaultdict(Decimal)
        pooled: dict[str, bool] = defaultdict(bool)
        ways = {agreement.id: agreement.earmarking for agreement in self.all_agreements}
        for row in self.rows:
            if row.year == self.year and row.outcome and not self.is_core(row):
                paid[row.outcome] += row.converted()
                pooled[row.outcome] |= ways.get(row.agreement or "") == "pooled"
        found = [
            Share(
                outcome,
                paid[outcome.code],
                self._base(outcome.code),
                "contributed" if pooled[outcome.code] else "helped",
            )
            for outcome in self.report.outcomes
            if outcome.code in paid
        ]
        return tuple(sorted(found, key=lambda share: -share.paid))

    def _base(self, outcome: str) -> Decimal | None:
        amount = self.numbers.resources(outcome, self.year).amount("received")
        return amount.value if amount is not None else None

    @cached_property
    def outcomes(self) -> tuple[Outcome, ...]:
        """The outcomes that it pays for: by payment of the year, then by agreement."""
        paid = [share.outcome.code for share in self.shares]
        agreed = [code for agreement in self.agreements for code in agreement.outcomes]
        by_code = {outcome.code: outcome for outcome in self.report.outcomes}
        return tuple(by_code[code] for code in dict.fromkeys((*paid, *agreed)) if code in by_code)

    @property
    def core_only(self) -> bool:
        """Whether all that it gives are core funds: then the brief shows the office as a whole."""
        return not self.outcomes

    def spending(self, agreement: Agreement, stage: str = "") -> tuple[Spending, ...]:
        """Return the accounts of an agreement, of one stage or of all."""
        rows = self.report.spending
        return tuple(s for s in rows if s.agreement == agreement.id and stage in ("", s.stage))

    def account(self, agreement: Agreement, *, currency: str = "", outcome: str = "") -> Account:
        """Return the money of an agreement in its reporting period, of one outcome or of all.

        Args:
            agreement: One of the donor's.
            currency: The report's (default) or the agreement's.
            outcome: Code of an outcome; of all unless given. `agreed` is the whole agreement's.
        """
        currency = currency or self.report.settings.currency
        foreign = currency != self.report.settings.currency
        period = self.period(agreement) or Period(agreement.start, agreement.end)
        rate = self.average_rate(agreement) if foreign else Decimal(1)
        rows = [row for row in self.tranches(agreement) if outcome in ("", row.outcome)]

        def worth(row: Contribution) -> Decimal:
            return row.amount if row.currency == currency else row.converted() * rate

        def total(stage: str, *, now: bool) -> Decimal | None:
            mine = [
                s for s in self.spending(agreement, stage)
                if outcome in ("", s.outcome)
                and (s.period_start >= period.start if now else s.period_start < period.start) and s.period_end <= period.end
            ]  # fmt: skip
            return (sum((s.amount for s in mine), ZERO) * rate).quantize(CENT) if mine else None

        now = [s for s in self.spending(agreement) if s.period_start >= period.start and s.period_end <= period.end]
        return Account(
            currency=currency,
            rate=rate,
            agreed=agreement.amount if currency == agreement.currency else self._agreed(agreement),
            budget=total("planned", now=True),
            received=sum((worth(row) for row in rows if period.holds(row)), ZERO),
            received_before=sum((worth(row) for row in rows if not period.holds(row)), ZERO),
            expended=total("expended", now=True),
            expended_before=total("expended", now=False) or ZERO,
            committed=total("committed", now=True),
            as_of=max((s.as_of for s in now if s.as_of), default=None),
            provisional=any(s.status == "provisional" for s in now),
        )

    def average_rate(self, agreement: Agreement) -> Decimal:
        """Return what one unit of the report's currency was worth in the agreement's, on average of the tranches received."""
        rows = [row for row in self.tranches(agreement) if row.currency == agreement.currency]
        paid, worth = sum((r.amount for r in rows), ZERO), sum((r.converted() for r in rows), ZERO)
        return paid / worth if paid > 0 and worth > 0 else Decimal(1)

    def _agreed(self, agreement: Agreement) -> Decimal:
        """Return an agreement's amount in the report's currency: what was received at its rates, the rest at their average."""
        if agreement.currency == self.report.settings.currency:
            return agreement.amount
        return (agreement.amount / self.average_rate(agreement)).quantize(CENT)

    @property
    def spent(self) -> Decimal | None:
        """What was spent of its agreements in their reporting periods, in the report's currency; None where not known."""
        known = [amount for a in self.reported if (amount := self.account(a).expended) is not None]
        return sum(known, ZERO) if known else None

    @property
    def as_of(self) -> date | None:
        """The day of the newest accounts of its agreements."""
        return max((day for a in self.reported if (day := self.account(a).as_of)), default=None)

    @property
    def provisional(self) -> bool:
        """Whether any of its accounts of the period is provisional."""
        return any(self.account(a).provisional for a in self.reported)

    # Results ------------------------------------------------------------------------------------------------------

    def indicators(self, most: int = 0) -> tuple[Indicator, ...]:
        """Return the indicators of its outcomes, those of outcomes before those of outputs; of `most`, some of each outcome.

        Where any indicator fell short, one of those that are returned did.
        """
        outcomes = self.outcomes or self.report.outcomes
        active = {indicator.code for indicator in self.numbers.active}
        lists = [[i for i in outcome.all_indicators if i.code in active] for outcome in outcomes]
        if not most:
            return tuple(chain.from_iterable(lists))
        told = [
            [i for i in each if self._status(i) in ("met", "partly", "not-met") and i.measure != "text"]
            for each in lists
        ]
        ordered = [i for turn in zip_longest(*told) for i in turn if i is not None]
        chosen = ordered[:most]
        short = [i for i in ordered if self._status(i) != "met"]
        if short and not any(i in short for i in chosen):
            chosen[-1] = short[0]
        return tuple(chosen)

    def _status(self, indicator: Indicator) -> str:
        return self.numbers.rating(indicator, self.year)

    def leading(self) -> Indicator | None:
        """Return the indicator whose years tell the change: the first of its outcomes with numbers of three years or more."""
        return next((indicator for indicator in self.indicators() if self.has_trend(indicator)), None)

    def has_trend(self, indicator: Indicator) -> bool:
        """Say whether an indicator has numbers of three years or more, the report's year among them."""
        track = self.numbers.tracks[indicator.code]
        known = [y for y, seen in track.years.items() if seen.number is not None and y <= self.year]
        return indicator.measure in ("number", "percent", "money") and len(known) > 2 and self.year in known

    def gap_of(self, outcome: Outcome) -> Decimal | None:
        """Return what an outcome lacked in the year: budget less available; None = not known."""
        return self.numbers.resources(outcome.code, self.year).gap()

    def gap(self) -> Decimal | None:
        """Return what its outcomes lacked in the year: budget less available, where that is positive; None = not known."""
        gaps = [self.gap_of(outcome) for outcome in self.outcomes or self.report.outcomes]
        known = [gap for gap in gaps if gap is not None]
        return sum((max(gap, ZERO) for gap in known), ZERO) if known else None
