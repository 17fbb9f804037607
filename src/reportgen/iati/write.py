"""A projected report becomes an IATI 2.03 activity file: one activity for each outcome.

The order of elements is the schema's (iati-activities-schema.xsd, 2.03). No clock and no setting of the machine reaches the
file: its dates are the report's, so that the same report gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from reportgen.facts.money import resources
from reportgen.findings import Finding, has_errors
from reportgen.iati import codes
from reportgen.iati.elements import LANG, Node, Tongues, add, clean, new_root, to_bytes
from reportgen.iati.lacking import lacking
from reportgen.iati.unsaid import Unsaid, unsaid
from reportgen.iati.who import identifier_of, organization_of, recipient_of, roles_of
from reportgen.iati.write_money import Money
from reportgen.iati.write_results import Results
from reportgen.model import LocalText, Outcome, Report

VERSION = "2.03"


@dataclass(frozen=True, slots=True)
class Written:
    """What a report became.

    Attributes:
        data: The file; None where what the standard needs is missing.
        findings: What is missing.
        unsaid: What the report holds and IATI has no place for, by name.
    """

    data: bytes | None
    findings: tuple[Finding, ...]
    unsaid: tuple[Unsaid, ...]


def write(report: Report) -> Written:
    """Return the IATI file of a projected report."""
    findings, left = lacking(report), unsaid(report)
    if has_errors(findings):
        return Written(None, findings, left)
    return Written(to_bytes(_Writer(report).root()), findings, left)


class _Writer:
    """One report on its way into XML."""

    def __init__(self, report: Report) -> None:
        self.report, self.office = report, report.office
        self.tongues = Tongues(report.settings.languages)
        self.money = Money(report, self.tongues, resources(report))
        self.results = Results(report, self.tongues)

    def root(self) -> Node:
        """Return the whole file."""
        root = new_root("iati-activities", {"version": VERSION, "generated-datetime": self._issued})
        for outcome in self.report.outcomes:
            self._add_activity(root, outcome)
        return root

    @cached_property
    def _issued(self) -> str:
        return f"{self.report.settings.date.isoformat()}T00:00:00Z"

    def _add_activity(self, root: Node, outcome: Outcome) -> None:
        activity = add(root, "iati-activity", **{"default-currency": self.report.settings.currency})
        activity.set("last-updated-datetime", self._issued)
        activity.set(LANG, self.tongues.own)
        if outcome.humanitarian is not None:
            activity.set("humanitarian", str(outcome.humanitarian).lower())
        add(activity, "iati-identifier").text = clean(identifier_of(self.report, outcome))
        self._add_who_and_what(activity, outcome)
        self._add_when(activity)
        self._add_contact(activity)
        self._add_where(activity, outcome)
        self._add_classes(activity, outcome)
        self.money.add_budgets(activity, outcome)
        self.money.add_transactions(activity, outcome)
        for document in outcome.documents:
            self._add_document(activity, document.url, document.title)
        if self.office.iati.parent:
            add(activity, "related-activity", ref=self.office.iati.parent, type=codes.PARENT)
        self.results.add(activity, outcome)

    def _add_who_and_what(self, activity: Node, outcome: Outcome) -> None:
        ref, kind = organization_of(self.report), self.office.iati.org_type
        title = outcome.statement(self.report.year)
        self.tongues.add(activity, "reporting-org", self.office.name, ref=ref, type=kind)
        self.tongues.add(activity, "title", title)
        self.tongues.add(activity, "description", outcome.description or title, type="1")
        self.tongues.add(activity, "participating-org", self.office.name, ref=ref, type=kind, role=codes.ACCOUNTABLE)
        for partner, roles in roles_of(self.report, outcome):
            for role in roles:
                kind = codes.ORGANISATIONS.get(partner.type)
                self.tongues.add(activity, "participating-org", self.money.name_of(partner), type=kind, role=role)
        # A1: the organization's own code of the activity.
        add(activity, "other-identifier", ref=outcome.code, type="A1")

    def _add_when(self, activity: Node) -> None:
        plan = self.report.plan
        assert plan is not None  # IMP068
        ended = plan.end < self.report.settings.date
        started = plan.start <= self.report.settings.date
        add(activity, "activity-status", code="4" if ended else "2" if started else "1")
        for type_, day in _dates(plan.start, plan.end, started=started, ended=ended):
            add(activity, "activity-date", type=type_, iso_date=day.isoformat())

    def _add_contact(self, activity: Node) -> None:
        contact = self.office.contact
        if not (contact.email or contact.website or contact.address):
            return
        element = add(activity, "contact-info", type="1")
        self.tongues.add(element, "organisation", self.office.name)
        for tag, text in (("email", contact.email), ("website", contact.website)):
            if text:
                add(element, tag).text = clean(text)
        self.tongues.add(element, "mailing-address", contact.address)

    def _add_where(self, activity: Node, outcome: Outcome) -> None:
        add(activity, "activity-scope", code=codes.SCOPES[self.office.type])
        tag, code = recipient_of(self.report)
        name = self.office.country
        if tag == "recipient-country":
            self.tongues.add(activity, tag, name, code=code)
        else:
            self.tongues.add(activity, tag, self.office.region or name, code=code, vocabulary="1")
        for place in self.results.places(outcome):
            self.tongues.add(add(activity, "location", ref=place), "name", LocalText(place))

    def _add_classes(self, activity: Node, outcome: Outcome) -> None:
        add(activity, "sector", vocabulary="1", code=self.office.iati.sector or codes.NOT_SPECIFIED)
        for goal in outcome.sdgs:
            vocabulary = codes.SDG_TARGETS if "." in goal else codes.SDG_GOALS
            add(activity, "tag", vocabulary=vocabulary, code=goal)
        for code, name in self._own_tags(outcome):
            self.tongues.add(activity, "tag", name, vocabulary=codes.OWN, code=code)
        for marker in outcome.markers:
            code = codes.marker_code(marker.name)
            vocabulary = "1" if code else codes.OWN
            code = code or codes.slug(marker.name.to("en"))
            level = codes.LEVELS[marker.level]
            self.tongues.add(
                activity, "policy-marker", marker.name, vocabulary=vocabulary, code=code, significance=level
            )
        if self.office.iati.aid_type:
            add(activity, "default-aid-type", code=self.office.iati.aid_type)

    def _own_tags(self, outcome: Outcome) -> Iterator[tuple[str, LocalText]]:
        """Yield what the outcome contributes to in the plan, then the functions of the UN system, with their names."""
        plan, held = self.report.plan, outcome.contributes
        if plan is not None:
            named = (
                (held.impact_areas, plan.impact_areas),
                (held.systemic_outcomes, plan.systemic_outcomes),
                (held.organizational_outputs, plan.organizational_outputs),
            )
            for used, names in named:
                yield from ((code, names[code]) for code in used if code in names)
        for function in outcome.functions:
            yield codes.slug(function.to("en")), function

    def _add_document(self, activity: Node, url: str, title: LocalText) -> None:
        ending = PurePosixPath(urlsplit(url).path).suffix.lower()
        link = add(activity, "document-link", url=url, format=codes.FORMATS.get(ending, "text/html"))
        self.tongues.add(link, "title", title)
        add(link, "category", code=codes.RESULTS_DOCUMENT)


def _dates(start: date, end: date, *, started: bool, ended: bool) -> Iterator[tuple[str, date]]:
    """Yield ActivityDateType and day: planned start, actual start, planned end, actual end."""
    yield "1", start
    if started:
        yield "2", start
    yield "3", end
    if ended:
        yield "4", end
