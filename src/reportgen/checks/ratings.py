"""A status that was set by hand becomes a finding where the data speak against it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from reportgen.checks.check import Check, plain
from reportgen.checks.index import Index
from reportgen.facts import Track
from reportgen.facts.results import Rating, rate
from reportgen.findings import Card, Finding, Severity
from reportgen.model import Report, Result

FAR = Card(
    "RES047",
    "status-far-from-formula",
    "warning",
    why="A status two steps from what the printed formula gives is the first thing that an auditor asks about.",
    example="result 70, milestone 220, status met",
    mend="Delete the status, or correct result or milestone; one step better with its reason is a note only.",
)
NO_BASIS = Card(
    "RES048",
    "status-without-basis",
    "warning",
    why="Readers cannot see what the status rests on: there is no value, or nothing that it is measured against.",
    example="absence: not-collected, status: met",
    mend="Delete the status, or add the value and the milestone that it rests on.",
)
STEPS: dict[str, int] = {"met": 2, "partly": 1, "not-met": 0}


def _overridden(report: Report) -> Iterator[tuple[Track, int, Result, Rating]]:
    """Yield every result whose status was set by hand, with what the formula gives."""
    formula = report.settings.status
    for track in Index.of(report).numbers.tracks.values():
        for year, seen in track.years.items():
            if seen.whole is None or seen.whole.status is None:
                continue
            bare = replace(seen, whole=seen.whole.model_copy(update={"status": None}))
            alone = replace(track, years={year: bare})
            rating = rate(alone, year, met=Decimal(formula.met), partly=Decimal(formula.partly))
            yield track, year, seen.whole, rating


def status_far_from_formula(report: Report) -> Iterator[Finding]:
    """A status that was set by hand is near what the formula gives."""
    for track, year, result, rating in _overridden(report):
        if result.status is None or rating not in STEPS:
            continue
        better = STEPS[result.status] - STEPS[rating]
        if better < 1 and better > -2:
            continue
        goal = track.goal(year)
        against = f" ({plain(result.number)} against {goal.value.text})" if goal and result.number is not None else ""
        severity: Severity = "warning" if abs(better) == 2 else "info"
        given = f"{result.indicator}, {year}: the status was set to “{result.status}”"
        message = f"{given}, but the formula gives “{rating}”{against}."
        yield FAR.at(result.place("status"), message, found=result.status, expected=rating, severity=severity)


def status_without_basis(report: Report) -> Iterator[Finding]:
    """A status that was set by hand rests on a value, and on what it is measured against."""
    for track, year, result, rating in _overridden(report):
        if rating == "no-data":
            message = f"{result.indicator}, {year}: the status is “{result.status}”, but there is no value ({result.absence})."
            yield NO_BASIS.at(result.place("status"), message, found=result.status or "", expected="no status")
        elif rating == "not-rated" and track.goal(year) is None:
            message = (
                f"{result.indicator}, {year}: the status is “{result.status}”, but there is no milestone or target."
            )
            yield NO_BASIS.at(result.place("status"), message, found=result.status or "", severity="info")


CHECKS: tuple[Check, ...] = (
    Check(FAR, status_far_from_formula),
    Check(NO_BASIS, status_without_basis),
)
