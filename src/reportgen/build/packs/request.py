"""What was asked for becomes the donors whose packs are made; and what became of each."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from reportgen.errors import WorkspaceError
from reportgen.findings import Finding
from reportgen.model import Partner, Report


@dataclass(frozen=True, slots=True)
class PackRequest:
    """What was asked for: all donors, or one (and of it one agreement)."""

    folder: Path
    out: Path
    donor: str = ""
    agreement: str = ""
    strict: bool = False
    extra: Path | None = None


@dataclass(frozen=True, slots=True)
class Packed:
    """What became of one donor's pack: its files, or the findings that stood in the way.

    Attributes:
        donor: Id of the partner.
        paths: What was written; empty where nothing was.
        findings: What is wrong with the pack, sorted.
        pages: Pages of the brief.
        unfilled: Fields of the donor's own form that stayed empty.
        withheld: How many records the donor does not see.
        note: Where the office finds which, and why; None where nothing was written.
    """

    donor: str
    paths: tuple[Path, ...] = ()
    findings: tuple[Finding, ...] = ()
    pages: int = 0
    unfilled: tuple[str, ...] = ()
    withheld: int = 0
    note: Path | None = None

    @property
    def built(self) -> bool:
        """Whether the pack was written."""
        return bool(self.paths)


def funders(report: Report) -> tuple[Partner, ...]:
    """Return the partners that fund: by their role, a payment or an agreement."""
    payers = {row.partner for row in report.contributions} | {a.partner for a in report.agreements}
    return tuple(partner for partner in report.partners if "funder" in partner.roles or partner.id in payers)


def donors_of(report: Report, request: PackRequest) -> tuple[Partner, ...]:
    """Return the donors that were asked for.

    Raises:
        WorkspaceError: No such donor, or no such agreement of it; near names are given.
    """
    known = funders(report)
    if not request.donor:
        return known
    chosen = next((partner for partner in known if partner.id == request.donor), None)
    if chosen is None:
        names = [partner.id for partner in known]
        idle = any(partner.id == request.donor for partner in report.partners)
        what = f"{request.donor} is a partner that funds nothing" if idle else f"there is no donor {request.donor!r}"
        raise WorkspaceError(f"{what}{_near(request.donor, names)}; donors are {', '.join(names)}.")
    own = [agreement.id for agreement in report.agreements if agreement.partner == chosen.id]
    if request.agreement and request.agreement not in own:
        others = {agreement.id for agreement in report.agreements}
        what = f"there is no agreement {request.agreement!r}"
        near = _near(request.agreement, own)
        if request.agreement in others:
            what, near = f"agreement {request.agreement} is not one of {chosen.id}", ""
        raise WorkspaceError(f"{what}{near}; its agreements are {', '.join(own) or 'none'}.")
    return (chosen,)


def _near(name: str, names: list[str]) -> str:
    near = get_close_matches(name, names, 1, 0.6)
    return f" (is {near[0]} meant?)" if near else ""
