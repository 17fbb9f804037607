"""The house style's `severities` become how grave findings are; one that cannot hold becomes a finding itself (STR130)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from reportgen.checks.check import Names, unknown
from reportgen.findings import SEVERITIES, Card, Finding, Place, Severity
from reportgen.model import Report

SEVERITY = Card(
    "STR130",
    "editorial-severity",
    "warning",
    why="Whoever wrote the house style believes that the rule is weighed so, and it is not.",
    example="severities: {NAR999: info}, or severities: {NAR001: info} where the card of NAR001 says error",
    mend="Use the code of a check that `reportgen list checks` shows. What a card calls an error stays one, since it stands for "
    "what cannot or must not be printed; and what protects people and partners (DIS) is never made milder.",
)
CARDS: tuple[Card, ...] = (SEVERITY,)
NO_CARDS: Mapping[str, Card] = {}
_A: Mapping[Severity, str] = {"error": "an error", "warning": "a warning", "info": "information"}


def weighed(
    report: Report, findings: Iterable[Finding], cards: Mapping[str, Card], form: Mapping[str, Card] = NO_CARDS
) -> Iterator[Finding]:
    """Yield the findings as grave as the house style has them, then what is wrong with its severities.

    `form` are the rules of loading, which speak before any house style is read.

    A finding that its rule weighs less than its card does, such as one about a language that no edition is in, is never made
    graver than it was.
    """
    wanted: dict[str, Severity] = {
        code: severity
        for code, severity in report.editorial.severities.items()
        if code in cards and not _lowers(cards[code], severity)
    }
    for finding in findings:
        severity = wanted.get(finding.rule)
        if severity is None or finding.severity == "error":
            yield finding
            continue
        if finding.severity != cards[finding.rule].severity:
            severity = _milder(severity, finding.severity)
        yield replace(finding, severity=severity)
    yield from _impossible(report, cards, form)


def _lowers(card: Card, severity: Severity) -> bool:
    """Say whether a severity would make an error, or a rule about disclosure, milder."""
    held = card.severity == "error" or card.code.startswith("DIS")
    return held and SEVERITIES.index(severity) > SEVERITIES.index(card.severity)


def _milder(one: Severity, other: Severity) -> Severity:
    return one if SEVERITIES.index(one) >= SEVERITIES.index(other) else other


def _of_form(card: Card, severity: Severity, place: Place) -> Iterator[Finding]:
    """Yield that a rule about the form of files cannot be weighed, unless nothing would change."""
    if severity != card.severity:
        stays = (
            "an error of form and stays one"
            if card.severity == "error"
            else f"about form and stays {_A[card.severity]}"
        )
        message = f"{card.code} ({card.slug}) is {stays}; the house style would make it “{severity}”."
        yield SEVERITY.at(place, message, found=severity, expected=card.severity)


def _impossible(report: Report, cards: Mapping[str, Card], form: Mapping[str, Card]) -> Iterator[Finding]:
    """Yield severities of rules that do not exist, and those that would lower an error."""
    style, names = report.editorial, Names.of(cards)
    for code, severity in style.severities.items():
        place = style.place(f"severities[{code}]")
        place = place if place.file else report.settings.place("editorial")
        if code not in cards:
            if code in form:
                yield from _of_form(form[code], severity, place)
                continue
            of_slug = next((card.code for card in cards.values() if card.slug == code), "")
            message, details = unknown("check", code, names, note=f"Its code is {of_slug}." if of_slug else "")
            details["expected"] = of_slug or names.near(code) or "the code of a check, such as NAR110"
            yield SEVERITY.at(place, message, **details)
        elif _lowers(cards[code], severity):
            held = cards[code].severity
            why = "is an error and stays one" if held == "error" else f"is about disclosure and stays a {held}"
            message = f"{code} ({cards[code].slug}) {why}; the house style would make it “{severity}”."
            yield SEVERITY.at(place, message, found=severity, expected=held)
