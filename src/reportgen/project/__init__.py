"""A report becomes what one audience may see, before anything is drawn or written.

Nothing that is withheld goes further: neither the value, nor what was typed, nor a row whose absence would tell it.
Partners whose contributions are not public appear together as "Other partners", where nothing printed tells their amounts
apart (see `reportgen.project.guard`).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from reportgen.model import Report
from reportgen.project.sight import AUDIENCES, DONOR, Sight, donor_of
from reportgen.project.view import OTHER_PARTNERS, SMALLEST_GROUP, View
from reportgen.project.withheld import Withheld, withheld_by

__all__ = [
    "AUDIENCES",
    "DONOR",
    "OTHER_PARTNERS",
    "SMALLEST_GROUP",
    "Projection",
    "Sight",
    "Told",
    "Withheld",
    "donor_of",
    "project",
    "projection",
]


@dataclass(frozen=True, slots=True)
class Told:
    """What an audience was told before, by names of cells: amounts that it knows, and sums of which it knows the total."""

    known: tuple[str, ...] = ()
    sums: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])


@dataclass(frozen=True, slots=True)
class Projection:
    """A projected report, and for the office alone what was done.

    Attributes:
        report: What the audience may see.
        withheld: What it may not see, and why.
        exposed: Secrets that it can compute all the same, from what it knows elsewhere; each with the cells that tell it.
        told: What it is told here that bears on secrets.
    """

    report: Report
    withheld: tuple[Withheld, ...]
    exposed: Mapping[str, tuple[str, ...]]
    told: Told


def project(report: Report, audience: str) -> Report:
    """Return the report as `audience` may see it. Projecting twice gives the same as projecting once.

    Raises:
        ReportgenError: No such audience.
    """
    return _view(report, audience).report


def projection(
    report: Report, audience: str, *, smallest_group: int = SMALLEST_GROUP, before: Collection[Told] = ()
) -> Projection:
    """Return the report as `audience` may see it, and what was withheld from it.

    Args:
        report: The whole report.
        audience: ``public``, ``internal``, ``review``, or ``donor:ID``.
        smallest_group: Partners that a group needs before its sum is shown.
        before: What the same audience was told by earlier packs. What the public edition tells, every donor knows.

    Raises:
        ReportgenError: No such audience.
    """
    view = _view(report, audience, smallest_group, before)
    return Projection(view.report, withheld_by(view), view.guarded.exposed, Told(*view.told))


def _view(report: Report, audience: str, smallest_group: int = SMALLEST_GROUP, before: Collection[Told] = ()) -> View:
    sight = Sight(report, audience)
    elsewhere = [*before, _public(report)] if sight.donor else list(before)
    return View(sight, smallest_group, elsewhere)


def _public(report: Report) -> Told:
    """Return what the public edition tells, found once for each report object."""
    held = report.memo.get("told")
    if not isinstance(held, Told):
        held = Told(*_view(report, "public").told)
        report.memo["told"] = held
    return held
