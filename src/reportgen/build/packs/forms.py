"""A donor's own Word form becomes the same form, filled from the data and the texts of one agreement."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from reportgen.compose import Pack
from reportgen.compose.packs import account_of, texts_of
from reportgen.compose.prose import Prose
from reportgen.errors import FactError
from reportgen.facts import Fact, Facts, parse_format, parse_path, print_fact
from reportgen.language import Words
from reportgen.model import Narrative, Report

TEXTS = {
    "brief": "brief",
    "setbacks": "setback",
    "next": "next-step",
    "lessons": "lesson",
    "risks": "risk",
    "visibility": "visibility",
}
"""Name of a text in a form -> the kind of narratives that it is made of."""


@dataclass(frozen=True)
class FormValues:
    """What the fields of a form may ask for: figures of the pack, every fact that the donor sees, and texts."""

    report: Report
    pack: Pack
    words: Words

    def of(self, fields: dict[str, str]) -> Callable[[str], str | None]:
        """Return field of the form -> its words; `fields` says which path a field of another name stands for."""
        return lambda name: self.value(fields.get(name, name))

    def value(self, reference: str) -> str | None:
        """Return what stands at ``path | format``; None where nothing does."""
        path, _, form = (part.strip() for part in reference.partition("|"))
        if path.startswith("texts."):
            return self._text(path.removeprefix("texts."))
        fact = self.facts().get(path) or self._fact(path)
        if fact is None or fact.kind == "absent":
            return None
        try:
            return print_fact(fact, parse_format(form), self.words)
        except FactError:
            return None

    def _fact(self, path: str) -> Fact | None:
        try:
            return Facts.of(self.report).find(parse_path(path))
        except FactError:
            return None

    def _text(self, name: str) -> str | None:
        """Return the narratives of a kind as plain text, a line for each paragraph."""
        found = texts_of(self.report, self.pack, TEXTS.get(name, ""), self.words.language)
        return "\n".join(line for each in found for line in self._lines(each)) or None

    def _lines(self, narrative: Narrative) -> list[str]:
        prose = Prose(Facts.of(self.report), self.words)
        body = prose.render(narrative)
        return [line for part in body.split("\n") if (line := part.striptags())]

    def facts(self) -> dict[str, Fact]:
        """Return the figures of the pack by their paths in forms."""
        donor, agreement, office = self.pack.donor, self.pack.agreement, self.report.office
        language = self.words.language
        name = self.words.t("donor.anonymous") if self.pack.profile.anonymous else donor.partner.name.to(language)
        texts: dict[str, Any] = {
            "donor.name": name,
            "office.name": office.name.to(language),
            "office.email": office.contact.email,
            "office.address": office.contact.address.to(language),
            "report.year": str(self.report.year),
            "report.date": self.report.settings.date,
        }
        people = self.pack.profile.signatories or self.report.settings.signatories
        for number, person in enumerate(people, 1):
            texts |= {
                f"signatories.{number}.name": person.name,
                f"signatories.{number}.title": person.title.to(language),
            }
        money: dict[str, Decimal | None] = {}
        currency = self.report.settings.currency
        if agreement is not None:
            period, account = donor.period(agreement), account_of(self.pack, agreement)
            currency = account.currency
            texts |= {
                "agreement.id": agreement.id,
                "agreement.title": agreement.title.to(language),
                "agreement.currency": account.currency,
                "agreement.start": agreement.start,
                "agreement.end": agreement.end,
                "agreement.period_start": period.start if period else None,
                "agreement.period_end": period.end if period else None,
                "agreement.due": self.pack.due,
                "agreement.amendments": agreement.amendments,
                "agreement.earmarking": self.words.t(f"earmarking.{agreement.earmarking}"),
                "agreement.as_of": account.as_of,
                "agreement.status": self.words.t(
                    "money.provisional" if account.provisional else "money.certified"
                ).rstrip("."),
            }
            money = {
                "agreed": account.agreed,
                "budget": account.budget,
                "brought_forward": account.received_before - account.expended_before,
                "received": account.received,
                "received_total": account.received_total,
                "expended": account.expended,
                "expended_total": account.expended_total,
                "committed": account.committed,
                "balance": account.balance,
                "outstanding": account.outstanding,
            }
        found = {path: _plain(path, value) for path, value in texts.items() if value}
        for key, amount in money.items():
            if amount is not None:
                found[f"agreement.{key}"] = Fact(f"agreement.{key}", "money", value=amount, currency=currency)
        if agreement is not None:
            rate = account_of(self.pack, agreement).delivery_rate
            for key, number in (("delivery_rate", rate), ("fees", agreement.fees)):
                if number is not None:
                    found[f"agreement.{key}"] = Fact(f"agreement.{key}", "percent", value=number, decimals=0)
        return found


def _plain(path: str, value: Any) -> Fact:
    if isinstance(value, str):
        return Fact(path, "text", text=value)
    return Fact(path, "date", day=value)
