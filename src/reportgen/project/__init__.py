"""A report becomes what one audience may see, before anything is drawn or written.

Nothing that is withheld goes further: neither the value, nor what was typed, nor a row whose absence would tell it.
Partners whose contributions are not public appear together as "Other partners".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import Literal

from reportgen.errors import ReportgenError
from reportgen.model import (
    Contribution,
    Disclosure,
    Image,
    LocalText,
    Narrative,
    Partner,
    Report,
    Result,
)

Audience = Literal["public", "internal"]
AUDIENCES: tuple[Audience, ...] = ("public", "internal")
OTHER_PARTNERS = "other-partners"
"""Id of the group of undisclosed partners; templates print its name in the language of the edition."""
SMALLEST_GROUP = 3
"""Fewer undisclosed partners than this would give one another's amounts away: then no group is printed."""


def project(report: Report, audience: str) -> Report:
    """Return the report as `audience` may see it. Projecting twice gives the same as projecting once.

    Raises:
        ReportgenError: No such audience.
    """
    if audience not in AUDIENCES:
        raise ReportgenError(f"there is no audience {audience!r}; there are {', '.join(AUDIENCES)}.")
    sees = _sight(audience, report.settings.disclosure, report.settings.date)
    partners = _partners(report, sees, audience)
    known = {partner.id for partner in partners}
    contributions = _contributions(report, sees, audience)
    if OTHER_PARTNERS not in known and any(row.partner == OTHER_PARTNERS for row in contributions):
        group = {"id": OTHER_PARTNERS, "name": "", "roles": ("funder",), "disclosure": "public"}
        partners = (*partners, Partner.model_validate(group))
    narratives = tuple(n.untyped() for n in report.narratives if sees(n.disclosure))
    return Report(
        name=report.name,
        audience=audience,
        settings=report.settings,
        office=report.office,
        plans=report.plans,
        outcomes=report.outcomes,
        targets=tuple(t.untyped(note="") for t in report.targets),
        results=_results(report, sees),
        finance=tuple(line.untyped(note="") for line in report.finance if sees(line.disclosure)),
        sdg=tuple(share.untyped(note="") for share in report.sdg),
        partners=partners,
        agreements=tuple(a.untyped(note="") for a in report.agreements if sees(a.disclosure) and (a.partner in known)),
        contributions=contributions,
        narratives=narratives,
        images=_images(report, narratives),
    )


def _sight(audience: str, default: Disclosure, today: date) -> Callable[[Disclosure | None], bool]:
    def sees(disclosure: Disclosure | None) -> bool:
        held = disclosure or default
        if audience == "internal" or held.kind == "public":
            return True
        return held.kind == "embargo" and held.until is not None and held.until <= today

    return sees


def _partners(report: Report, sees: Callable[[Disclosure | None], bool], audience: str) -> tuple[Partner, ...]:
    return tuple(
        p.untyped() for p in report.partners if sees(p.disclosure) and not (p.at_risk and audience != "internal")
    )


def _images(report: Report, narratives: Iterable[Narrative]) -> tuple[Image, ...]:
    used = {narrative.image for narrative in narratives} | {report.settings.logo}
    return tuple(image for image in report.images if image.id in used)


# Results ------------------------------------------------------------------------------------------------------------


def _results(report: Report, sees: Callable[[Disclosure | None], bool]) -> tuple[Result, ...]:
    """Replace withheld wholes by their absence; leave out a whole set of parts where one of them is withheld.

    One missing part of a partition could be had by subtraction; the other parts go with it.
    """

    def family(result: Result) -> tuple[object, ...]:
        return (result.indicator, result.period_start, result.period_end, tuple(sorted(result.parts)))

    closed = {family(r) for r in report.results if r.parts and not sees(r.disclosure)}
    kept: list[Result] = []
    for result in report.results:
        if result.parts:
            if family(result) not in closed:
                kept.append(result.untyped(note=""))
        elif sees(result.disclosure):
            kept.append(result.untyped(note=""))
        else:
            held = result.disclosure or report.settings.disclosure
            absence = "embargoed" if held.kind == "embargo" else "withheld"
            kept.append(
                result.untyped(
                    value=None, absence=absence, caveat=LocalText({}), comment=LocalText({}), source="", note="",
                    status=None, status_reason=LocalText({}), verified=None, recorded=None,
                )
            )  # fmt: skip
    return tuple(kept)


# Contributions ------------------------------------------------------------------------------------------------------


def _contributions(
    report: Report, sees: Callable[[Disclosure | None], bool], audience: str
) -> tuple[Contribution, ...]:
    """Keep what may be seen; add the rest up as one row of "Other partners" for each outcome and year.

    A row also counts as undisclosed when its agreement or its partner is. A group smaller than `SMALLEST_GROUP` is
    left out altogether.
    """
    closed_agreements = {a.id for a in report.agreements if not sees(a.disclosure)}
    closed_partners = {
        p.id for p in report.partners if not sees(p.disclosure) or (p.at_risk and audience != "internal")
    }
    kept: list[Contribution] = []
    groups: dict[tuple[str | None, int], list[Contribution]] = defaultdict(list)
    for row in report.contributions:
        if sees(row.disclosure) and row.agreement not in closed_agreements and row.partner not in closed_partners:
            kept.append(row.untyped(note=""))
        else:
            groups[row.outcome, row.year].append(row)
    for (outcome, year), rows in groups.items():
        if len({row.partner for row in rows}) >= SMALLEST_GROUP:
            kept.append(_together(report, outcome, year, rows))
    return tuple(kept)


def _together(report: Report, outcome: str | None, year: int, rows: list[Contribution]) -> Contribution:
    def total(name: str) -> Decimal | None:
        values = [getattr(row, name) for row in rows]
        if any(value is None for value in values):
            return None
        return sum((row.converted(value) for row, value in zip(rows, values, strict=True)), Decimal(0))

    return Contribution(
        partner=OTHER_PARTNERS,
        outcome=outcome,
        year=year,
        amount=sum((row.converted() for row in rows), Decimal(0)),
        currency=report.settings.currency,
        development=total("development"),
        humanitarian=total("humanitarian"),
        disclosure=Disclosure("public"),
    )
