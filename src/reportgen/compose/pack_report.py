"""An agreement becomes the names that the templates of its full report know: its period, its money, its indicators."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any, Protocol

from markupsafe import Markup, escape

from reportgen.compose.cells import Cells
from reportgen.compose.packs import Pack, account_of
from reportgen.facts import Account, Goal, Numbers, Track
from reportgen.language import Words
from reportgen.model import Agreement, Contribution, Indicator, LocalText, Outcome, Report

Row = tuple[str, list[str | Markup]]
"""Name of a line of the financial statement, and its cells."""


class Edition(Protocol):
    """What a full report needs of the edition that is composed."""

    report: Report
    words: Words
    cells: Cells

    def t(self, key: str, **values: object) -> Markup:
        """Return an interface string."""
        ...

    def text(self, text: LocalText | str) -> Markup:
        """Return a text in the edition's language."""
        ...


class ReportPage:
    """The names of the full report on one agreement."""

    def __init__(self, pack: Pack, agreement: Agreement, edition: Edition) -> None:
        self.pack, self.agreement, self.edition = pack, agreement, edition
        self.donor, self.report = pack.donor, edition.report
        self.t, self.text, self.say = edition.t, edition.text, edition.words

    def names(self) -> dict[str, Any]:
        """Return name -> what templates find under it."""
        agreement = self.agreement
        period = self.donor.period(agreement)
        whole = period is not None and period.calendar_year
        statement = account_of(self.pack, agreement)
        return {
            "period_words": self.donor.period_words(agreement, self.say),
            "calendar": whole,
            "final": agreement.end <= (period.end if period else agreement.end) and not statement.provisional,
            "statement": statement,
            "statement_rows": self.statement_rows,
            "groups": self.groups,
            "original": self.original,
            "current": self.current,
            "rate_words": self.rate_words,
            "outcome_name": self.outcome_name,
            "worth_of": self.worth_of,
            "payers": self.payers,
        }

    def statement_rows(self) -> list[tuple[Markup, list[Row]]]:
        """Return the lines of the financial statement, in the period and since the start; a column an outcome, then the total."""
        codes = [outcome.code for outcome in self.donor.outcomes]
        columns = [account_of(self.pack, self.agreement, code) for code in codes] if len(codes) > 1 else []
        whole = account_of(self.pack, self.agreement)

        def amounts(name: str, of: Callable[[Account], Decimal | None], *, whole_only: bool = False) -> Row:
            cells = [Markup("–") if whole_only else self._amount(of(each), each.currency) for each in columns]
            return str(self.t(f"agreement.{name}")), [*cells, self._amount(of(whole), whole.currency)]

        def brought(it: Account) -> Decimal:
            return it.received_before - it.expended_before

        period = [
            amounts("budget", lambda it: it.budget),
            amounts("brought", brought),
            amounts("received", lambda it: it.received),
            amounts("expended", lambda it: it.expended),
            amounts("balance", lambda it: it.balance),
            amounts(
                "committed", lambda it: it.committed if it.committed is not None or it.expended is None else Decimal(0)
            ),
        ]
        rates = [self._rate(each.delivery_rate) for each in (*columns, whole)]
        total = [
            amounts("agreed", lambda it: it.agreed, whole_only=True),
            amounts("received", lambda it: it.received_total),
            amounts("expended", lambda it: it.expended_total),
            amounts("outstanding", lambda it: it.outstanding, whole_only=True),
            (str(self.t("agreement.rate")), rates),
        ]
        return [(self.t("agreement.in-period"), period), (self.t("agreement.since-start"), total)]

    def _amount(self, value: Decimal | None, currency: str) -> str | Markup:
        return self.edition.cells.absent("none") if value is None else self.say.money(value, currency)

    def _rate(self, value: Decimal | None) -> str | Markup:
        return self.edition.cells.absent("none") if value is None else self.say.percent(value, 0)

    def groups(self, outcome: Outcome) -> list[tuple[Markup, list[Indicator]]]:
        """Return the indicators of an outcome under its statement, and those of each output under its own."""
        year, active = self.report.year, {i.code for i in Numbers.of(self.report).active}
        groups = [(self.text(outcome.statement(year)), list(outcome.indicators))]
        for output in outcome.outputs:
            name = Markup("{}{}{}").format(
                self.t(f"result-type.{output.type}"), self.t("mark.colon"), self.text(output.statement(year))
            )
            groups.append((name, [i for i in output.indicators if i.code in active]))
        return [(name, found) for name, found in groups if found]

    def original(self, track: Track) -> Markup | str:
        """Return the target as first approved."""
        return self._goal(track, track.target, lambda goal: goal.original)

    def current(self, track: Track) -> Markup | str:
        """Return the target as it stands; where it never changed, words say so."""
        if track.target is not None and not track.target.changed:
            return Markup('<span class="absent">{}</span>').format(self.t("agreement.unchanged"))
        return self._goal(track, track.target, lambda goal: goal.current)

    def _goal(self, track: Track, goal: Goal | None, version: Callable[[Goal], Any]) -> Markup | str:
        if goal is None:
            return self.edition.cells.absent("none-set")
        return self.edition.cells.value(track.indicator, version(goal).value)

    def rate_words(self, account: Account) -> str:
        """Return the average rate of the payments received, in words."""
        base = self.report.settings.currency
        return f"{base} 1 = {account.currency} {self.say.number(account.rate, 4)}"

    def outcome_name(self, code: str | None) -> Markup:
        """Return the short name of an outcome; of core funds their name."""
        outcome = next((each for each in self.report.outcomes if each.code == code), None)
        return (self.text(outcome.short) or escape(outcome.code)) if outcome else self.t("earmarking.core")

    def payers(self, outcome: Outcome) -> tuple[list[tuple[Markup, Decimal]], Decimal | None, int]:
        """Return who paid for an outcome in the year, line by line, what it received in all, and how many partners are named.

        Named partners come first, the largest at the top; then those who are not named, core funds, and what is left.
        """
        numbers = Numbers.of(self.report)
        totals = numbers.partner_totals(year=self.report.year, outcome=outcome.code)
        money = numbers.resources(outcome.code, self.report.year)
        received, core = money.amount("received"), money.amount("received", "regular")
        named = [(self.text(numbers.partners[t.partner].name), t.total) for t in totals]
        lines = [(name, amount) for name, amount in named if name]
        lines += [(self.t("partners.other"), amount) for name, amount in named if not name]
        if lines and core is not None and core.value:
            lines.append((self.t("agreement.core-funds"), core.value))
        rest = received.value - sum((amount for _, amount in lines), Decimal(0)) if received and lines else Decimal(0)
        if rest > 1:
            lines.append((self.t("agreement.rest"), rest))
        return lines, received.value if received else None, len(totals)

    def worth_of(self, rows: Iterable[Contribution]) -> Decimal:
        """Return what tranches add up to in the report's currency."""
        return sum((row.converted() for row in rows), Decimal(0))
