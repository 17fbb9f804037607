"""A report becomes findings: everything in its data and narratives that somebody should look at.

`CHECKS` is the table of rules, in the order of their topics. A new rule is a card and a function in the
module of its topic, and a line in that module's table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from reportgen.checks import (
    agreements,
    alignment,
    books,
    breakdowns,
    consistency,
    contributions,
    controls,
    country,
    disclosure,
    donors,
    finance,
    formats,
    identity,
    ignored,
    images,
    narratives,
    odd_years,
    orphans,
    partners,
    parts,
    periods,
    points,
    prose,
    quoted,
    rates,
    ratings,
    references,
    results,
    secrets,
    series,
    settings,
    severities,
    stages,
    sums,
    targets,
    themes,
    units,
    values,
    versions,
    wordings,
)
from reportgen.checks.check import AudienceCheck, Check, TemplateCheck
from reportgen.findings import Card, Finding, sort_findings
from reportgen.model import Report

__all__ = ["AUDIENCE_CHECKS", "CHECKS", "TEMPLATE_CHECKS", "AudienceCheck", "Check", "TemplateCheck", "cards", "check"]

CHECKS: tuple[Check, ...] = (
    *settings.CHECKS,
    *controls.CHECKS,
    *references.CHECKS,
    *alignment.CHECKS,
    *identity.CHECKS,
    *partners.CHECKS,
    *country.CHECKS,
    *orphans.CHECKS,
    *periods.CHECKS,
    *wordings.CHECKS,
    *values.CHECKS,
    *units.CHECKS,
    *formats.CHECKS,
    *results.CHECKS,
    *series.CHECKS,
    *ratings.CHECKS,
    *targets.CHECKS,
    *versions.CHECKS,
    *parts.CHECKS,
    *breakdowns.CHECKS,
    *finance.CHECKS,
    *stages.CHECKS,
    *books.CHECKS,
    *sums.CHECKS,
    *agreements.CHECKS,
    *contributions.CHECKS,
    *consistency.CHECKS,
    *rates.CHECKS,
    *quoted.CHECKS,
    *narratives.CHECKS,
    *odd_years.CHECKS,
    *points.CHECKS,
    *prose.CHECKS,
    *images.CHECKS,
    *themes.CHECKS,
    *disclosure.CHECKS,
    *donors.CHECKS,
)
AUDIENCE_CHECKS: tuple[AudienceCheck, ...] = (*disclosure.AUDIENCE_CHECKS, *secrets.AUDIENCE_CHECKS)
TEMPLATE_CHECKS: tuple[TemplateCheck, ...] = (*settings.TEMPLATE_CHECKS, *donors.TEMPLATE_CHECKS)


def cards() -> Mapping[str, Card]:
    """Return the card of every check by its code, sorted."""
    every = [check.card for check in (*CHECKS, *TEMPLATE_CHECKS, *AUDIENCE_CHECKS)]
    return {card.code: card for card in sorted((*every, *ignored.CARDS, *severities.CARDS), key=lambda card: card.code)}


def check(
    report: Report,
    public: Callable[[], Report] | None = None,
    *,
    extra: Path | None = None,
    form: Mapping[str, Card] = severities.NO_CARDS,
) -> tuple[Finding, ...]:
    """Return all findings of `report`, the gravest first; the house style's severities and directives have been heeded.

    `public` makes the projection for the audience of the build: with it, texts are also held against what that
    audience may see. `extra` is an operator's own folder of templates, whose names count beside the shipped ones;
    `form` are the rules of loading, which no house style can weigh.
    """
    known = cards()
    found = severities.weighed(report, _all(report, public, extra), known, form)
    return sort_findings(ignored.without_ignored(report, found, known))


def _all(report: Report, public: Callable[[], Report] | None, extra: Path | None) -> Iterator[Finding]:
    for rule in CHECKS:
        yield from rule.find(report)
    for naming in TEMPLATE_CHECKS:
        yield from naming.find(report, extra)
    # What was made of the texts is as large as what they were read from; the projection takes its place.
    for key in [key for key in report.memo if key.startswith("checks.prose.")]:
        del report.memo[key]
    if public is not None:
        projected = public()
        for audience in AUDIENCE_CHECKS:
            yield from audience.find(report, projected)
