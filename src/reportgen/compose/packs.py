"""A donor, its profile and an agreement become one document of a pack: its kind, its texts, its money."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from reportgen.compose.kinds import ReportKind
from reportgen.facts import Account, DonorView
from reportgen.model import Agreement, Narrative, Profile, Report

EMBLEM = "profile-emblem"
"""Id of the image under which a profile's emblem comes with the report."""
BRIEF_KINDS = ("brief", "brief-story", "setback", "next-step", "visibility", "lesson", "risk", "progress-note", "story")
"""Kinds of narratives that a pack may print."""


@dataclass(frozen=True, slots=True)
class Pack:
    """What one document of a pack is about: a donor, how it wants it, and, for a full report, the agreement.

    Attributes:
        donor: Its numbers; for a full report those of the agreement only.
        profile: What the donor asks for.
        agreement: None for the brief.
        due: When the report on the agreement is due, if that is known.
    """

    donor: DonorView
    profile: Profile
    agreement: Agreement | None = None
    due: date | None = None


def account_of(pack: Pack, agreement: Agreement, outcome: str = "") -> Account:
    """Return the money of an agreement, of one outcome or of all, in the currency that the donor asks for."""
    currency = agreement.currency if pack.profile.amounts == "agreement" else ""
    return pack.donor.account(agreement, currency=currency, outcome=outcome)


def texts_of(report: Report, pack: Pack, kind: str, language: str) -> list[Narrative]:
    """Return the narratives of a kind that a document of a pack may print, in their order.

    They are about no outcome or one of its own; where some were written for this donor alone, only those.
    """
    outcomes = {outcome.code for outcome in pack.donor.outcomes}
    found = [
        each for each in report.narratives
        if each.kind == kind and each.language == language and each.outcome in (None, *outcomes)
        and each.year in (None, report.year)
    ]  # fmt: skip
    own = [each for each in found if each.partner == pack.donor.id]
    return sorted(own or [each for each in found if not each.partner], key=lambda each: (each.order, each.file))


def kind_of(pack: Pack) -> ReportKind:
    """Return the report kind of a document of a pack: its sections are those of the donor's profile."""
    if pack.agreement is None:
        return ReportKind("donor-brief", "Donor brief", "", pack.profile.brief, ())
    return ReportKind("donor-report", "Donor report", "", pack.profile.report, ())
