"""partners.yaml becomes the partners with all their roles."""

from typing import Literal

from reportgen.model.base import AnyDisclosure, Code, LocalText, Record

Role = Literal[
    "funder", "administrative-agent", "un-entity", "implementing-partner", "government", "private-sector"
]


class Partner(Record):
    """An organisation that works with the office, in one or several roles."""

    id: Code
    name: LocalText
    acronym: str = ""
    type: Literal["government", "un", "private", "foundation", "ngo", "academic", "multilateral", "other"] = (
        "other"
    )
    roles: tuple[Role, ...] = ()
    credit_line: LocalText = LocalText({})
    at_risk: bool = False
    disclosure: AnyDisclosure | None = None


class Partners(Record):
    """The whole of partners.yaml."""

    partners: tuple[Partner, ...] = ()
