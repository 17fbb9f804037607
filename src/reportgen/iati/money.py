"""Budgets and transactions become money by outcome, year and stage, contributions and agreements; currencies stay apart."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from babel.numbers import list_currencies

from reportgen.iati import in_rules as rules
from reportgen.iati.account import STANDS
from reportgen.iati.context import Context
from reportgen.iati.emit import Table
from reportgen.iati.orgs import Partners
from reportgen.iati.pledges import NEGATIVE, Pledges
from reportgen.iati.records import Activity, Amount, Spot
from reportgen.iati.references import source_of, was_exported

BUDGETS = {"1": "planned", "2": "revised"}
TRANSACTIONS = {"1": "received", "2": "committed", "3": "expended", "4": "expended"}
"""TransactionType -> stage. 3 goes to partners, 4 to suppliers: both are spent."""
INCOMING, INCOMING_COMMITMENT = "1", "11"
OTHER_CURRENCY = "in another currency, in iati-extra.yaml"
OTHER_TYPE = "of a type without a stage, in iati-extra.yaml"
UNREAD = "not understood, in iati-extra.yaml"
KIND_OF = {"budget": "budgets", "transaction": "transactions"}


@cache
def _currencies() -> frozenset[str]:
    return frozenset(list_currencies())


@dataclass
class Sum:
    """Amounts of one outcome, year and stage in one currency."""

    total: Decimal = Decimal(0)
    number: int = 0
    as_of: date | None = None
    kind: str = "budgets"
    file: str = ""
    spot: Spot | None = None

    def add(self, amount: Amount, as_of: date | None, file: str) -> None:
        """Add one."""
        if amount.value is not None:
            self.total += amount.value
        self.number += 1
        if as_of is not None:
            self.as_of = max(self.as_of or as_of, as_of)
        self.kind, self.file, self.spot = KIND_OF[amount.kind], file, self.spot or amount.spot


class Money:
    """All money of an import."""

    def __init__(self, context: Context, partners: Partners) -> None:
        self.context, self.partners, self.account = context, partners, context.account
        self.pledges = Pledges(context.account, partners)
        self._sums: dict[tuple[str, int, str, str, str], Sum] = {}
        self._currencies: Counter[str] = Counter()
        self._other_types: dict[tuple[str, str], tuple[int, Spot]] = {}
        self._others: dict[tuple[str, str, str, str], Sum] = {}
        self.currency = "USD"

    def take(self, activity: Activity, code: str) -> None:
        """Add the money of an activity."""
        exported = was_exported(activity)
        for amount in (*activity.budgets, *activity.transactions):
            self._take(activity, code, amount, exported=exported)

    def _take(self, activity: Activity, code: str, amount: Amount, *, exported: bool) -> None:
        kind = KIND_OF[amount.kind]
        self.account.came[kind] += 1
        if amount.value is None:
            self.account.put(kind, UNREAD)
            return
        self.account.pay_in(kind, amount.currency, amount.value)
        if amount.day is None or amount.currency not in _currencies():
            self.account.put(kind, UNREAD)
            self.account.pay_out(kind, amount.currency, amount.value, UNREAD)
            if amount.day is not None:
                said = f"“{amount.currency}” is no currency" if amount.currency else "no currency is named"
                message = f"{code}: of {amount.value} {said}."
                self.context.find(
                    rules.BAD_AMOUNT,
                    activity.file,
                    amount.spot,
                    message,
                    more="/value/@currency",
                    found=amount.currency,
                )
            return
        self._currencies[amount.currency] += 1
        stage = (BUDGETS if amount.kind == "budget" else TRANSACTIONS).get(amount.type)
        if stage is not None:
            source = source_of(amount, activity.own_code)
            key = (code, amount.day.year, source or "other", stage, amount.currency)
            as_of = _as_of(amount, source) if exported else activity.updated
            self._sums.setdefault(key, Sum()).add(amount, as_of, activity.file)
            if amount.kind == "transaction":
                (self.context.spent if amount.type == "4" else self.context.moved).add(amount.day)
            if stage == "received" and amount.provider is not None:
                self.pledges.pay(activity, code, amount)
        elif (
            amount.kind == "transaction"
            and amount.type == INCOMING_COMMITMENT
            and self.pledges.agree(activity, code, amount)
        ):
            return
        else:
            self._other(activity, code, amount)

    def _other(self, activity: Activity, code: str, amount: Amount) -> None:
        kind = KIND_OF[amount.kind]
        self.account.put(kind, OTHER_TYPE)
        self.account.pay_out(kind, amount.currency, amount.value or Decimal(0), OTHER_TYPE)
        year = str(amount.day.year) if amount.day else ""
        self._others.setdefault((code, year, f"{amount.kind} type {amount.type}", amount.currency), Sum()).add(
            amount, None, activity.file
        )
        key = (activity.file, f"{amount.kind} type {amount.type or 'missing'}")
        number, spot = self._other_types.get(key, (0, amount.spot))
        self._other_types[key] = (number + 1, spot)

    def settle(self) -> None:
        """Choose the currency in which most amounts stand, once all are known."""
        if self._currencies:
            self.currency = min(self._currencies, key=lambda each: (-self._currencies[each], each))
        for (file, what), (number, spot) in self._other_types.items():
            message = f"{number:,} amounts are of {what}, which is none of the stages of a report."
            self.context.find(rules.OTHER_TRANSACTION, file, spot, message)

    def write(self, folder: Path | None, issued: date, most: int) -> tuple[int, list[dict[str, Any]]]:
        """Write finance.csv, contributions.csv and agreements.csv; return the largest size, and the money without a place."""
        extra: list[dict[str, Any]] = []
        finance = Table(
            folder, "finance.csv", ("code", "year", "source_of_funds", "stage", "amount", "currency", "as_of", "status")
        )
        foreign: dict[tuple[str, str], list[Sum]] = {}
        for (code, year, source, stage, currency), held in sorted(self._sums.items()):
            fate = OTHER_CURRENCY if currency != self.currency else NEGATIVE if held.total < 0 else STANDS
            self.account.put(held.kind, fate, held.number)
            self.account.pay_out(held.kind, currency, held.total, fate)
            amount = format(held.total, "f")
            if fate == STANDS:
                day = held.as_of or self.context.updated
                as_of = str(day) if day and day <= issued else ""
                finance.add(
                    {"code": code, "year": str(year), "source_of_funds": source, "stage": stage, "amount": amount,
                     "currency": currency, "as_of": as_of}
                )  # fmt: skip
                continue
            extra.append({"outcome": code, "year": year, "stage": stage, "amount": amount, "currency": currency})
            if fate == OTHER_CURRENCY:
                foreign.setdefault((held.file, currency), []).append(held)
            elif held.spot is not None:
                message = f"{code}, {year}: {stage} adds up to {amount} {currency}."
                self.context.find(rules.NEGATIVE, held.file, held.spot, message, found=amount)
        for (code, year, what, currency), held in sorted(self._others.items()):
            row = {"outcome": code, "year": year, "what": what, "amount": format(held.total, "f"), "currency": currency}
            extra.append(row)
        self._tell_of_currencies(foreign)
        return max(finance.close(most), self.pledges.write(folder, most, self.currency, extra)), extra

    def _tell_of_currencies(self, foreign: dict[tuple[str, str], list[Sum]]) -> None:
        for (file, currency), sums in sorted(foreign.items()):
            number, spot = sum(each.number for each in sums), sums[0].spot or Spot(0, "")
            message = (
                f"{number:,} budgets and transactions are in {currency}; the report is kept in {self.currency}, "
                "in which most of the amounts are."
            )
            self.context.find(rules.OTHER_CURRENCY, file, spot, message, found=currency)


def _as_of(amount: Amount, source: str) -> date | None:
    """Return the day as of which an exported amount was stated; elsewhere the date of a value is that of its exchange rate.

    Of a budget without such a day the first of its year is written, and of a single payment the day of the payment.
    """
    if amount.kind == "budget" and amount.day is not None and amount.value_day == date(amount.day.year, 1, 1):
        return None
    return amount.value_day if source or amount.kind == "budget" else None
