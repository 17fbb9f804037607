"""Who may see what becomes findings: figures not for an audience, small counts, passed embargoes."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.checks.check import AudienceCheck, Check, listed, plain, unknown
from reportgen.checks.index import Index
from reportgen.checks.parts import Row, rows_of_parts
from reportgen.checks.targets import goal_name
from reportgen.errors import FactError
from reportgen.facts import Facts, parse_path
from reportgen.facts.people import SMALL, counts_people, is_small
from reportgen.findings import Card, Finding, Place
from reportgen.model import Disclosure, Record, Report, Target
from reportgen.model.report import TABLES, Table

WITHHELD = Card(
    "DIS001",
    "figure-not-for-audience",
    "error",
    why="The sentence prints a figure that the edition's readers must not see.",
    example='{{ agreements["A-12"].amount | money }} in a public narrative, where A-12 is internal',
    mend="Take the figure out of the text, give the narrative the same disclosure, or clear the figure for release.",
)
UNKNOWN_PARTNER = Card(
    "DIS002",
    "disclosure-to-unknown-partner",
    "error",
    why="A misspelt partner sees nothing, and nobody notices.",
    example="disclosure: partner:norland, where partners.yaml has norlund",
    mend="Use an id of partners.yaml.",
)
EMBARGO_PASSED = Card(
    "DIS003",
    "embargo-passed",
    "info",
    why="From this day on the datum is printed in public editions.",
    example="disclosure: embargo:2025-03-01 in a report of 2025-03-31",
    mend="Nothing has to be done if the release was agreed; else set a later day or internal.",
)
SMALL_COUNT = Card(
    "DIS004",
    "small-count-of-people",
    "info",
    why="Where a group has fewer than five members, people who know the place can tell who they are. Outside the office the "
    "breakdown that it is part of is withheld, with whatever would tell it.",
    example="sex=male;district=Velda: 2 survivors",
    mend="Join groups, so that a breakdown can be printed.",
)
NO_DEFAULT = Card(
    "DIS008",
    "no-default-disclosure",
    "info",
    why="Where report.yaml does not say who may see what says nothing itself, the strictest disclosure of the workspace holds: "
    "much may be missing from public editions.",
    example="report.yaml without `disclosure`, and one row of contributions.csv with internal",
    mend="Write `disclosure: public` (or internal) into report.yaml, and `disclosure_of:` for single tables.",
)
NO_READER = Card(
    "DIS009",
    "disclosure-to-no-reader",
    "warning",
    why="partner:ID shows something in that partner's pack; a partner that funds nothing gets none, so nobody sees it.",
    example="disclosure: partner:midwives, where midwives only carry out work",
    mend="Name a partner that funds, or write internal.",
)


def figure_not_for_audience(report: Report, projected: Report) -> Iterator[Finding]:
    """What a projected narrative prints, its audience may see: it is in the projection's catalogue too."""
    everything, seen = Facts.of(report), Facts.of(projected)
    used: list[tuple[str, Place]] = [(f.fact, f.place("fact")) for f in report.settings.key_figures]
    # Places are asked of the whole report: a projection does not say where things were typed.
    index, printed = Index.of(report), {narrative.file for narrative in projected.narratives}
    used += [
        (reference.fact.path, index.at(reference.narrative, reference.fact.span.start))
        for reference in index.references
        if reference.narrative.file in printed
    ]
    audience = projected.audience or "public"
    for path, place in used:
        try:
            steps = parse_path(path)
        except FactError:
            continue
        whole, part = everything.find(steps), seen.find(steps)
        if whole is None or whole.kind == "absent" or (part is not None and part.kind != "absent"):
            continue
        message = f"The text is for the audience “{audience}”, but {whole.path} is not."
        yield WITHHELD.at(place, message, found=path, expected=f"a figure that “{audience}” may see")


def _disclosed(report: Report) -> Iterator[tuple[Record, Disclosure]]:
    """Yield every record that says who may see it."""
    for record in (report.settings, *(record for table in TABLES for record in report.records(table))):
        disclosure: Disclosure | None = getattr(record, "disclosure", None)
        if disclosure is not None:
            yield record, disclosure


def disclosure_to_unknown_partner(report: Report) -> Iterator[Finding]:
    """`partner:ID` names partners of partners.yaml."""
    index = Index.of(report)
    for record, disclosure in _disclosed(report):
        for partner in disclosure.partners:
            if partner not in index.partners:
                message, details = unknown("partner", partner, index.names("partners"))
                yield UNKNOWN_PARTNER.at(record.place("disclosure"), message, **details)


def disclosure_to_no_reader(report: Report) -> Iterator[Finding]:
    """Whoever something is disclosed to gets a pack."""
    index = Index.of(report)
    payers = {row.partner for row in report.contributions} | {agreement.partner for agreement in report.agreements}
    for record, disclosure in _disclosed(report):
        known = [partner for partner in disclosure.partners if partner in index.partners]
        if known and payers.isdisjoint(known):
            message = f"It is disclosed to {listed(known)}, who fund nothing and get no pack: nobody sees it."
            yield NO_READER.at(
                record.place("disclosure"), message, found=listed(known), expected="a partner that funds"
            )


def no_default_disclosure(report: Report) -> Iterator[Finding]:
    """A workspace that withholds anything says what holds for the rest."""
    if report.settings.disclosure is None and report.default_disclosure.kind != "public":
        kind = report.default_disclosure.kind
        message = f"report.yaml has no `disclosure`: what says nothing itself is {kind}, the strictest that the workspace names."
        yield NO_DEFAULT.at(report.settings.place("disclosure"), message, expected="disclosure: public, or internal")


def embargo_passed(report: Report) -> Iterator[Finding]:
    """An embargo ends after the day of issue."""
    issued = report.settings.date
    for record, disclosure in _disclosed(report):
        if disclosure.until is not None and disclosure.until <= issued:
            message = f"The embargo ended on {disclosure.until}; the report of {issued} prints this in public."
            yield EMBARGO_PASSED.at(
                record.place("disclosure"),
                message,
                found=f"embargo:{disclosure.until}",
                expected=f"a day after {issued}",
            )


def _table_of(row: Row) -> Table:
    return "targets" if isinstance(row, Target) else "results"


def small_count_of_people(report: Report) -> Iterator[Finding]:
    """A group of one to four people is counted in no edition but the office's own."""
    index = Index.of(report)
    for code, rows in rows_of_parts(report).items():
        small = [row for row in rows if is_small(row) and index.public(_table_of(row), row)]
        if small and counts_people(index.indicators[code]):
            for row in small:
                number = plain(row.value.number) if row.value and row.value.number is not None else ""
                when = f"the {goal_name(row)}" if isinstance(row, Target) else f"{row.year}: the group {row.dimensions}"
                message = f"{code}, {when} counts {number} people; its whole breakdown is withheld outside the office."
                yield SMALL_COUNT.at(
                    row.place("value"),
                    message,
                    found=number,
                    expected=f"more than {SMALL}, or disclosure: internal",
                )


CHECKS: tuple[Check, ...] = (
    Check(UNKNOWN_PARTNER, disclosure_to_unknown_partner),
    Check(EMBARGO_PASSED, embargo_passed),
    Check(SMALL_COUNT, small_count_of_people),
    Check(NO_READER, disclosure_to_no_reader),
    Check(NO_DEFAULT, no_default_disclosure),
)
AUDIENCE_CHECKS: tuple[AudienceCheck, ...] = (AudienceCheck(WITHHELD, figure_not_for_audience),)
