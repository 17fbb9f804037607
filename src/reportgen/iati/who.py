"""A report becomes who publishes it, where it works, and which partners take part in an outcome as IATI knows them."""

from __future__ import annotations

from reportgen.iati.codes import FUNDING, ROLES, country_code
from reportgen.model import Outcome, Partner, Report


def identifier_of(report: Report, outcome: Outcome) -> str:
    """Return the IATI identifier of an outcome: its own, or one made of the office's and its code."""
    return outcome.id.strip() or f"{report.office.code.strip()}-{outcome.code}"


def organization_of(report: Report) -> str:
    """Return the IATI identifier of the organization that publishes."""
    return (report.office.iati.organization or report.office.code).strip()


def recipient_of(report: Report) -> tuple[str, str]:
    """Return the element and the code of where the office works; an empty code where it is not known."""
    held = report.office.iati
    if held.country:
        return "recipient-country", held.country
    if held.region:
        return "recipient-region", held.region
    code = country_code(report.office.country) if report.office.type == "country" else ""
    return ("recipient-country" if report.office.type == "country" else "recipient-region"), code


def linked(report: Report, outcome: Outcome) -> frozenset[str]:
    """Return ids of the partners of whom the workspace says that they take part in an outcome."""
    paid = {row.partner for row in report.contributions if row.outcome == outcome.code}
    signed = {each.partner for each in report.agreements if outcome.code in each.outcomes}
    joint = set(outcome.joint.partners) if outcome.joint else set[str]()
    # Where there is one outcome, who works with the office works on it.
    alone = {each.id for each in report.partners} if len(report.outcomes) == 1 else set[str]()
    return frozenset(paid | signed | joint | alone)


def roles_of(report: Report, outcome: Outcome) -> list[tuple[Partner, tuple[str, ...]]]:
    """Return the partners of an outcome with their roles as IATI has them; those without such a role are left out."""
    there = linked(report, outcome)
    paying = {row.partner for row in report.contributions if row.outcome == outcome.code}
    found: list[tuple[Partner, tuple[str, ...]]] = []
    for partner in report.partners:
        if partner.id in there:
            roles = [ROLES[role] for role in partner.roles if role in ROLES]
            if partner.id in paying:
                roles.append(FUNDING)
            if roles:
                found.append((partner, tuple(sorted(set(roles)))))
    return found
