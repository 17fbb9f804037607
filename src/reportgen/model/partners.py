"""partners.yaml becomes the partners with all their roles."""

from typing import Literal

from reportgen.model.base import (
    AnyDisclosure,
    Code,
    LocalText,
    Noted,
    Record,
)

Role = Literal["funder", "administrative-agent", "un-entity", "implementing-partner", "government", "private-sector"]


class Partner(Noted):
    """An organisation that works with the office, in one or several roles."""

    id: Code
    """Short name in lower case, used by tables and narratives."""
    name: LocalText
    """Full name, as it is printed."""
    acronym: str = ""
    """Acronym, if the partner is known by one."""
    type: Literal["government", "un", "private", "foundation", "ngo", "academic", "multilateral", "other"] = "other"
    """What kind of organisation it is."""
    roles: tuple[Role, ...] = ()
    """All that it does; a government may fund and carry out."""
    credit_line: LocalText = LocalText({})
    """Words that the agreement asks for."""
    at_risk: bool = False
    """An implementing partner whom naming could harm; public editions leave the name out."""
    disclosure: AnyDisclosure | None = None
    """Who may see the partner's name; the workspace's `disclosure` unless said otherwise."""


class Partners(Record):
    """The whole of partners.yaml."""

    partners: tuple[Partner, ...] = ()
    """All partners, in any order."""
