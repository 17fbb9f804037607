"""A projected report becomes findings: what IATI needs of it and it does not say, each with where to add it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from reportgen.findings import Finding, Place, sort_findings
from reportgen.iati import out_rules as rules
from reportgen.iati.codes import CODE_FORMS, NOT_SPECIFIED
from reportgen.iati.who import identifier_of, organization_of, recipient_of
from reportgen.model import Outcome, Report

_BAD = re.compile(r"[/&|?\s]")


def lacking(report: Report) -> tuple[Finding, ...]:
    """Return what stands in the way of an IATI file, or makes it a poor one."""
    every = (_audience, _outcomes, _dates, _codes, _recipient, _sector, _identifiers, _same, _currencies)
    return sort_findings(finding for check in every for finding in check(report))


def _office(report: Report, key: str = "") -> Place:
    place = report.office.place(key)
    return place if place.file else Place("office.yaml")


def _audience(report: Report) -> Iterator[Finding]:
    """A published file holds the public edition."""
    if report.audience != "public":
        yield rules.NOT_PUBLIC.at(Place("report.yaml"), f"The file holds what the audience {report.audience} may see.")


def _outcomes(report: Report) -> Iterator[Finding]:
    """There is an outcome."""
    if not report.outcomes:
        yield rules.NO_OUTCOMES.at(Place("outcomes.yaml"), "There is no outcome, and so no activity.")


def _dates(report: Report) -> Iterator[Finding]:
    """The plan in force has days."""
    if report.plan is None:
        yield rules.NO_DATES.at(
            report.settings.place("plan"), f"plan.yaml has no plan {report.settings.plan}.", found=report.settings.plan
        )


def _codes(report: Report) -> Iterator[Finding]:
    """Codes have the form of their lists."""
    for key, form in CODE_FORMS.items():
        code: str | None = getattr(report.office.iati, key)
        if code and not form.fullmatch(code):
            message = f"“{code}” has not the form of a code for {key}."
            yield rules.UNKNOWN_CODE.at(report.office.iati.place(key), message, found=code)


def _recipient(report: Report) -> Iterator[Finding]:
    """The country or region has a code."""
    if not recipient_of(report)[1]:
        name = report.office.country.to("en")
        yield rules.NO_RECIPIENT.at(_office(report, "country"), f"No ISO code is known for {name}.", found=name)


def _sector(report: Report) -> Iterator[Finding]:
    """The sector is said."""
    if not report.office.iati.sector:
        message = f"No sector is said; the file says {NOT_SPECIFIED}, sectors not specified."
        yield rules.NO_SECTOR.at(_office(report), message)


def _place(report: Report, outcome: Outcome) -> Place:
    return outcome.place("id") if outcome.id else outcome.place("code")


def _identifiers(report: Report) -> Iterator[Finding]:
    """Identifiers hold no sign that cuts them, and begin with the organization's."""
    organization = organization_of(report)
    if sign := _BAD.search(organization):
        message = f"The identifier of the organization, “{organization}”, holds “{sign[0]}”."
        yield rules.BAD_IDENTIFIER.at(_office(report, "code"), message, found=organization)
    for outcome in report.outcomes:
        own = identifier_of(report, outcome)
        if sign := _BAD.search(own):
            message = f"The identifier “{own}” holds “{sign[0]}”."
            yield rules.BAD_IDENTIFIER.at(_place(report, outcome), message, found=own)
        if own != organization and not own.startswith(f"{organization}-"):
            message = f"“{own}” does not begin with “{organization}-”, the identifier of who publishes."
            yield rules.OTHER_PREFIX.at(_place(report, outcome), message, found=own, expected=f"{organization}-...")


def _same(report: Report) -> Iterator[Finding]:
    """Each activity has an identifier of its own."""
    given = Counter([organization_of(report), *(identifier_of(report, outcome) for outcome in report.outcomes)])
    for outcome in report.outcomes:
        own = identifier_of(report, outcome)
        if given[own] > 1:
            message = f"“{own}” is the identifier of another outcome or of the organization too."
            yield rules.SAME_IDENTIFIER.at(_place(report, outcome), message, found=own)


def _currencies(report: Report) -> Iterator[Finding]:
    """Amounts are in the report's currency, or have a rate."""
    currency = report.settings.currency
    for line in report.finance:
        if line.currency != currency:
            message = f"{line.stage} of {line.code} in {line.year} is in {line.currency} and not in {currency}."
            yield rules.OTHER_CURRENCY.at(line.place("currency"), message, found=line.currency, expected=currency)
    for row in report.contributions:
        if row.currency != currency and row.rate is None:
            message = f"A payment of {row.partner} in {row.year} is in {row.currency} and has no rate."
            yield rules.OTHER_CURRENCY.at(row.place("rate"), message, found=row.currency, expected=currency)
