"""Who may see what becomes findings: figures not for an audience, small counts, passed embargoes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.checks.check import AudienceCheck, Check, plain, unknown
from reportgen.checks.index import Index
from reportgen.errors import FactError
from reportgen.facts import Facts, parse_path
from reportgen.findings import Card, Finding, Place
from reportgen.model import Disclosure, Indicator, Report
from reportgen.model.base import Record

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
    "warning",
    why="Where a group has fewer than five members, people who know the place can tell who they are.",
    example="sex=male;district=Velda: 2 survivors",
    mend="Join groups, or set disclosure: internal on the row; a part that others reveal by subtraction needs it too.",
)
SMALL = 4
# Units of people, in the languages that units are usually given in.
_PEOPLE = re.compile(
    r"\b(people|persons?|women|men|girls?|boys?|child(ren)?|survivors?|victims?|refugees?|participants?|beneficiaries|"
    r"migrants?|workers?|personnes?|femmes?|hommes?|filles?|enfants?|survivantes?|personas?|mujeres|hombres|niñ[ao]s|"
    r"sobrevivientes?)\b|人|женщин|люд|человек|نساء|أشخاص|ناجيات",
    re.IGNORECASE,
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
    records = (
        report.settings, *report.results, *report.finance, *report.partners, *report.agreements,
        *report.contributions, *report.narratives,
    )  # fmt: skip
    for record in records:
        if record.disclosure is not None:
            yield record, record.disclosure


def disclosure_to_unknown_partner(report: Report) -> Iterator[Finding]:
    """`partner:ID` names partners of partners.yaml."""
    index = Index.of(report)
    for record, disclosure in _disclosed(report):
        for partner in disclosure.partners:
            if partner not in index.partners:
                message, details = unknown("partner", partner, index.names("partners"))
                yield UNKNOWN_PARTNER.at(record.place("disclosure"), message, **details)


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


def _counts_people(indicator: Indicator) -> bool:
    texts = (indicator.unit if indicator.unit else indicator.statement).root.values()
    return indicator.measure == "number" and any(_PEOPLE.search(text) for text in texts)


def small_count_of_people(report: Report) -> Iterator[Finding]:
    """No group of one to four people is counted in public."""
    index = Index.of(report)
    for code, results in index.results.items():
        small = [
            result
            for result in results
            if result.dimensions
            and result.number is not None
            and 1 <= result.number <= SMALL
            and index.public(result.disclosure)
        ]
        if small and _counts_people(index.indicators[code]):
            for result in small:
                number = plain(result.number) if result.number is not None else ""
                message = f"{code}, {result.year}: the group {result.dimensions} counts {number} people in public."
                yield SMALL_COUNT.at(
                    result.place("value"),
                    message,
                    found=number,
                    expected=f"more than {SMALL}, or disclosure: internal",
                )


CHECKS: tuple[Check, ...] = (
    Check(UNKNOWN_PARTNER, disclosure_to_unknown_partner),
    Check(EMBARGO_PASSED, embargo_passed),
    Check(SMALL_COUNT, small_count_of_people),
)
AUDIENCE_CHECKS: tuple[AudienceCheck, ...] = (AudienceCheck(WITHHELD, figure_not_for_audience),)
