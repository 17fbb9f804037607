"""A report becomes findings: everything in its data and narratives that somebody should look at.

`CHECKS` is the table of rules, in the order of their topics. A new rule is a card and a function in the
module of its topic, and a line in that module's table.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from reportgen.checks import (
    alignment,
    contributions,
    disclosure,
    donors,
    finance,
    ignored,
    images,
    narratives,
    parts,
    quoted,
    references,
    results,
    secrets,
    settings,
    targets,
    themes,
    values,
)
from reportgen.checks.check import AudienceCheck, Check, TemplateCheck
from reportgen.findings import Card, Finding, sort_findings
from reportgen.model import Report

__all__ = ["AUDIENCE_CHECKS", "CHECKS", "TEMPLATE_CHECKS", "AudienceCheck", "Check", "TemplateCheck", "cards", "check"]

CHECKS: tuple[Check, ...] = (
    *settings.CHECKS,
    *references.CHECKS,
    *alignment.CHECKS,
    *values.CHECKS,
    *results.CHECKS,
    *targets.CHECKS,
    *parts.CHECKS,
    *finance.CHECKS,
    *contributions.CHECKS,
    *quoted.CHECKS,
    *narratives.CHECKS,
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
    return {card.code: card for card in sorted((*every, *ignored.CARDS), key=lambda card: card.code)}


def check(report: Report, public: Report | None = None, *, extra: Path | None = None) -> tuple[Finding, ...]:
    """Return all findings of `report`, the gravest first; directives in narratives have been heeded.

    `public` is the projection for the audience of the build: with it, texts are also held against what that
    audience may see. `extra` is an operator's own folder of templates, whose names count beside the shipped ones.
    """
    return sort_findings(ignored.without_ignored(report, _all(report, public, extra), cards()))


def _all(report: Report, public: Report | None, extra: Path | None) -> Iterator[Finding]:
    for rule in CHECKS:
        yield from rule.find(report)
    for naming in TEMPLATE_CHECKS:
        yield from naming.find(report, extra)
    if public is not None:
        for audience in AUDIENCE_CHECKS:
            yield from audience.find(report, public)
