"""The money of one outcome becomes budgets by year, original and revised apart, and transactions by type and year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from reportgen.facts.money import Amount, Resources
from reportgen.iati.codes import (
    COMMITMENT,
    EXPENDITURE,
    INCOMING,
    INCOMING_COMMITMENT,
    ORGANISATIONS,
    ORIGINAL,
    REVISED,
)
from reportgen.iati.elements import Node, Tongues, add, add_day, add_value, plain
from reportgen.language import Words
from reportgen.model import Agreement, Contribution, LocalText, Outcome, Partner, Report, Stage
from reportgen.project import OTHER_PARTNERS

SOURCES = ("regular", "other")
SPENT: tuple[tuple[Stage, str], ...] = (("committed", COMMITMENT), ("expended", EXPENDITURE))


@dataclass(frozen=True, slots=True)
class Payment:
    """One transaction, as it is written.

    `partner` is who paid, where that is known; `currency` is empty for the report's own.
    """

    ref: str
    type: str
    day: date
    as_of: date
    amount: Decimal
    words: LocalText
    partner: Partner | None = None
    currency: str = ""


class Money:
    """The money of one report, outcome by outcome."""

    def __init__(self, report: Report, tongues: Tongues, resources: dict[tuple[str, int], Resources]) -> None:
        self.report, self.tongues, self.resources = report, tongues, resources
        self.partners = {partner.id: partner for partner in report.partners}
        self.drawn = report.settings.as_of or report.settings.date

    def add_budgets(self, activity: Node, outcome: Outcome) -> None:
        """Add the planned and the revised budget of each year, both sources of funds together."""
        stages: tuple[tuple[Stage, str], ...] = (("planned", ORIGINAL), ("revised", REVISED))
        for stage, type_ in stages:
            for year, held in self._years(outcome):
                if (amount := held.amount(stage)) is None:
                    continue
                budget = add(activity, "budget", type=type_)
                add_day(budget, "period-start", date(year, 1, 1))
                add_day(budget, "period-end", date(year, 12, 31))
                add_value(budget, amount.value, amount.as_of or date(year, 1, 1))

    def add_transactions(self, activity: Node, outcome: Outcome) -> None:
        """Add what was promised, received, committed and spent."""
        given: Counter[str] = Counter()
        for payment in self._payments(outcome):
            given[payment.ref] += 1
            number = given[payment.ref]
            element = add(activity, "transaction", ref=payment.ref if number == 1 else f"{payment.ref}-{number}")
            add(element, "transaction-type", code=payment.type)
            add_day(element, "transaction-date", payment.day)
            add_value(element, payment.amount, payment.as_of, currency=payment.currency)
            self.tongues.add(element, "description", payment.words)
            if payment.partner is not None:
                name = self.name_of(payment.partner)
                self.tongues.add(element, "provider-org", name, type=ORGANISATIONS.get(payment.partner.type))

    def name_of(self, partner: Partner) -> LocalText:
        """Return the name of a partner; the group of those who are not disclosed has the program's own."""
        return self.tongues.say("iati.money.other-partners") if partner.id == OTHER_PARTNERS else partner.name

    def _years(self, outcome: Outcome) -> list[tuple[int, Resources]]:
        return sorted((year, held) for (code, year), held in self.resources.items() if code == outcome.code)

    def _payments(self, outcome: Outcome) -> Iterator[Payment]:
        for agreement in self.report.agreements:
            if agreement.outcomes == (outcome.code,):
                yield self._promised(agreement)
        paid = [row for row in self.report.contributions if row.outcome == outcome.code and self.counts(row)]
        for row in sorted(paid, key=lambda each: each.year):
            yield self._paid(row)
        years = self._years(outcome)
        for year, held in years:
            yield from self._received(outcome, year, held, [row for row in paid if row.year == year])
        for stage, type_ in SPENT:
            for year, held in years:
                for source in SOURCES:
                    if (amount := held.amount(stage, source)) is not None:
                        yield self._line(outcome, year, stage, source, type_, amount)

    def counts(self, row: Contribution) -> bool:
        """Say whether a payment can be stated in the report's currency."""
        return row.currency == self.report.settings.currency or row.rate is not None

    def _received(self, outcome: Outcome, year: int, held: Resources, paid: list[Contribution]) -> Iterator[Payment]:
        """Yield what was received and is not among the contributions, so that all together is what was received."""
        for source in SOURCES:
            amount = held.amount("received", source)
            if amount is None:
                continue
            shown = sum((row.converted() for row in paid), Decimal(0)) if source == "other" else Decimal(0)
            if amount.value != shown:
                left = Amount(amount.value - shown, amount.as_of, amount.provisional, amount.lines)
                yield self._line(outcome, year, "rest" if shown else "received", source, INCOMING, left)

    def _line(self, outcome: Outcome, year: int, key: str, source: str, type_: str, amount: Amount) -> Payment:
        end = date(year, 12, 31)
        as_of = amount.as_of or max(end, self.drawn)
        known = {line.status for line in amount.lines}
        status = next(iter(known)) if len(known) == 1 else None

        def say(words: Words) -> str:
            held = words.t(f"iati.money.{status}") if status else ""
            of = words.t(f"iati.money.{source}")
            drawn = words.t("iati.money.as-of", date=words.date(amount.as_of)) if amount.as_of else ""
            return words.t(f"iati.money.{key}", year=year, source=of, as_of=drawn, status=held)

        ref = f"{outcome.code}-{year}-{'received' if key == 'rest' else key}-{source}"
        # Whoever adds the year up must find the amount in it; an account of the running year ends earlier.
        day = as_of if as_of.year == year else end
        return Payment(ref, type_, day, as_of, amount.value, self.tongues.made(say))

    def _promised(self, agreement: Agreement) -> Payment:
        return Payment(
            agreement.id,
            INCOMING_COMMITMENT,
            agreement.start,
            agreement.start,
            agreement.amount,
            agreement.title,
            self.partners.get(agreement.partner),
            "" if agreement.currency == self.report.settings.currency else agreement.currency,
        )

    def _paid(self, row: Contribution) -> Payment:
        day = row.rate_date or date(row.year, 12, 31)
        if day.year != row.year:
            day = date(row.year, 12, 31)
        if row.currency == self.report.settings.currency:
            words = self.tongues.say("iati.money.paid", year=row.year)
        else:
            rate, amount = plain(row.rate or Decimal(1)), plain(row.amount)
            words = self.tongues.made(
                lambda each: each.t(
                    "iati.money.converted",
                    year=row.year,
                    currency=row.currency,
                    amount=amount,
                    rate=rate,
                    date=each.date(row.rate_date or day),
                )
            )
        ref = "-".join(part for part in (row.partner, row.agreement, row.outcome, str(row.year)) if part)
        return Payment(ref, INCOMING, day, row.rate_date or day, row.converted(), words, self.partners.get(row.partner))
