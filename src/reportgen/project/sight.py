"""An audience and a report become what that audience may see, record by record."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from reportgen.errors import ReportgenError
from reportgen.model import Agreement, Contribution, Partner, Record, Report, Spending
from reportgen.model.report import Table

AUDIENCES = ("public", "internal", "review")
"""Audiences by name; besides them there is one for each donor, ``donor:ID``."""
DONOR = "donor:"


def donor_of(audience: str) -> str:
    """Return the id of the donor that an audience is; empty for the others."""
    return audience.removeprefix(DONOR) if audience.startswith(DONOR) else ""


@dataclass(frozen=True)
class Sight:
    """What one audience sees.

    `internal` sees everything. `review` (colleagues who read a draft) sees everything but what is under embargo and the
    names of partners at risk. `public` sees what is public, or was under an embargo that has ended. A donor also sees what
    is disclosed to it by name, and what is its own.

    Raises:
        ReportgenError: No such audience.
    """

    report: Report
    audience: str

    def __post_init__(self) -> None:
        donor = donor_of(self.audience)
        known = {partner.id for partner in self.report.partners}
        if self.audience not in AUDIENCES and donor not in known:
            raise ReportgenError(
                f"there is no audience {self.audience!r}; there are {', '.join(AUDIENCES)}, and donor:ID for each partner."
            )

    @property
    def internal(self) -> bool:
        """Whether the audience is the office itself."""
        return self.audience == "internal"

    @cached_property
    def donor(self) -> str:
        """Id of the donor that the audience is; empty for the others."""
        return donor_of(self.audience)

    def sees(self, table: Table, record: Record) -> bool:
        """Say whether the audience may see a record by its own disclosure; what it hangs on is not asked here."""
        held = self.report.disclosure_of(table, record)
        if self.internal or held.kind == "public":
            return True
        if self.donor and self._owner(record) == self.donor:
            return True
        if held.kind == "embargo":
            return held.until is not None and held.until <= self.report.settings.date
        if self.audience == "review":
            return True
        return held.kind == "partner" and self.donor in held.partners

    def _owner(self, record: Record) -> str:
        """Return whose a record is: a donor sees its own, whatever others may."""
        match record:
            case Partner():
                return record.id
            case Agreement() | Contribution():
                return record.partner
            case Spending():
                return self.owners.get(record.agreement, "")
            case _:
                return ""

    @cached_property
    def owners(self) -> dict[str, str]:
        """Agreement id -> id of its partner."""
        return {agreement.id: agreement.partner for agreement in self.report.agreements}

    @cached_property
    def closed_partners(self) -> frozenset[str]:
        """Ids of the partners whom the audience must not know of."""
        anonymous = {donor.partner for donor in self.report.donors if donor.anonymous}
        return frozenset(
            partner.id
            for partner in self.report.partners
            if not self.sees("partners", partner)
            or (not self.internal and partner.at_risk)
            or (
                partner.id in anonymous and not self.internal and self.audience != "review" and partner.id != self.donor
            )
        )

    @cached_property
    def closed_agreements(self) -> frozenset[str]:
        """Ids of the agreements that the audience must not know of."""
        return frozenset(
            agreement.id
            for agreement in self.report.agreements
            if not self.sees("agreements", agreement) or agreement.partner in self.closed_partners
        )
