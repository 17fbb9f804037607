"""Incoming commitments become agreements, and payments of partners contributions."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from reportgen.iati.account import STANDS, Account
from reportgen.iati.emit import Table
from reportgen.iati.orgs import FUNDER, Partners
from reportgen.iati.records import Activity, Amount
from reportgen.iati.references import agreement_of, was_exported
from reportgen.iati.values import Texts

NEGATIVE = "that add up to less than nothing, in iati-extra.yaml"
Extra = list[dict[str, Any]]
_AGREEMENTS = ("id", "partner", "outcomes", "title", "start", "end", "currency", "amount", "earmarking")
_CONTRIBUTIONS = ("partner", "agreement", "outcome", "year", "amount", "currency", "rate", "rate_date")


class _Key(NamedTuple):
    """What was agreed together; `ref` is the agreement's own name, of one that was exported."""

    outcome: str
    partner: str
    currency: str
    ref: str


@dataclass
class _Agreed:
    start: date
    end: date
    title: Texts
    total: Decimal = Decimal(0)
    number: int = 0


@dataclass(frozen=True, slots=True)
class _Payment:
    partner: str
    outcome: str
    day: date
    value: Decimal
    currency: str
    number: int
    ref: str


class Pledges:
    """What partners agreed to and paid."""

    def __init__(self, account: Account, partners: Partners) -> None:
        self.account, self.partners = account, partners
        self._agreed: dict[_Key, _Agreed] = {}
        self._payments: list[_Payment] = []
        self._exported: dict[str, bool] = {}

    def pay(self, activity: Activity, code: str, amount: Amount) -> None:
        """Add what was paid, where it is known who paid it."""
        partner = self.partners.id_of(amount.provider, FUNDER, activity.file) if amount.provider else ""
        if partner and amount.day is not None and amount.value is not None:
            self._payments.append(
                _Payment(partner, code, amount.day, amount.value, amount.currency, len(self._payments), amount.ref)
            )

    def agree(self, activity: Activity, code: str, amount: Amount) -> bool:
        """Add what was agreed, where it is known with whom and for which time; say whether it is."""
        partner = self.partners.id_of(amount.provider, FUNDER, activity.file) if amount.provider else ""
        start, end = activity.start, activity.end
        exported = self._exported.setdefault(code, was_exported(activity))
        if exported and amount.day is not None:
            start, end = amount.day, max(end or amount.day, amount.day)
        if not partner or start is None or end is None or end < start or amount.value is None:
            return False
        key = _Key(code, partner, amount.currency, amount.ref if exported else "")
        held = self._agreed.setdefault(key, _Agreed(start, end, amount.words if exported else {}))
        held.total += amount.value
        held.number += 1
        return True

    def write(self, folder: Path | None, most: int, currency: str, extra: Extra) -> int:
        """Write agreements.csv and contributions.csv, and return the larger size; `extra` takes what has no place."""
        ids = self._ids()
        return max(self._agreements(folder, most, extra, ids), self._contributions(folder, most, currency, extra, ids))

    def _ids(self) -> dict[_Key, str]:
        """Return the ids of agreements: their own name, else the outcome's code and a number, in the order of partners."""
        numbers: Counter[str] = Counter()
        taken: set[str] = set()
        ids: dict[_Key, str] = {}
        for key in sorted(self._agreed):
            numbers[key.outcome] += 1
            name = key.ref if key.ref and key.ref.casefold() not in taken else f"{key.outcome}-A{numbers[key.outcome]}"
            taken.add(name.casefold())
            ids[key] = name
        return ids

    def _agreements(self, folder: Path | None, most: int, extra: Extra, ids: dict[_Key, str]) -> int:
        table = Table(folder, "agreements.csv", _AGREEMENTS, ("title",))
        for key, held in sorted(self._agreed.items()):
            amount = format(held.total, "f")
            fate = NEGATIVE if held.total < 0 else STANDS
            self.account.put("transactions", fate, held.number)
            self.account.pay_out("transactions", key.currency, held.total, fate)
            if fate == NEGATIVE:
                extra.append(
                    {"outcome": key.outcome, "partner": key.partner, "what": "incoming commitment", "amount": amount,
                     "currency": key.currency}
                )  # fmt: skip
                continue
            table.add(
                {"id": ids[key], "partner": key.partner, "outcomes": key.outcome, "start": str(held.start),
                 "end": str(held.end), "currency": key.currency, "amount": amount, "earmarking": "earmarked"},
                {"title": held.title},
            )  # fmt: skip
        return table.close(most)

    def _contributions(self, folder: Path | None, most: int, currency: str, extra: Extra, ids: dict[_Key, str]) -> int:
        table = Table(folder, "contributions.csv", _CONTRIBUTIONS)
        standing = {key: name for key, name in ids.items() if self._agreed[key].total >= 0}
        for each in sorted(self._payments, key=lambda t: (t.outcome, t.day, t.partner, t.number)):
            row = {"partner": each.partner, "outcome": each.outcome, "year": str(each.day.year),
                   "amount": format(each.value, "f"), "currency": each.currency}  # fmt: skip
            if each.currency != currency:
                extra.append(row | {"what": "contribution", "day": str(each.day)})
                continue
            if name := self._agreement(each, standing):
                row["agreement"] = name
            table.add(row | {"rate_date": str(each.day)})
        return table.close(most)

    def _agreement(self, paid: _Payment, standing: dict[_Key, str]) -> str:
        """Return the agreement under which something was paid: the one that is named, or the partner's in this currency."""
        if self._exported.get(paid.outcome):
            names = [name for key, name in standing.items() if key[:2] == (paid.outcome, paid.partner)]
            return agreement_of(paid.ref, paid.outcome, paid.day.year, names)
        return standing.get(_Key(paid.outcome, paid.partner, paid.currency, ""), "")
