"""Organisations in all their roles become partners, each once; the office that publishes is none of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from reportgen.iati import in_rules as rules
from reportgen.iati.context import Context
from reportgen.iati.emit import by_language, quoted
from reportgen.iati.in_codes import Codes, slug
from reportgen.iati.records import Activity, Organisation

KINDS = {
    "10": "government", "11": "government", "15": "government", "21": "ngo", "22": "ngo", "23": "ngo", "24": "ngo",
    "40": "multilateral", "60": "foundation", "70": "private", "71": "private", "72": "private", "73": "private",
    "80": "academic",
}  # fmt: skip
"""OrganisationType -> kind of partner; the others are other."""
ROLES = {"1": "funder", "3": "administrative-agent", "4": "implementing-partner"}
"""OrganisationRole -> role; of one that is accountable alone a report has nothing to say."""
FUNDER = "funder"
LONGEST_NAME = 200
"""Letters of the longest name that is one; what is longer tells a story, of which the beginning is printed."""
BEGINNING = 100


@dataclass
class Partner:
    """One organisation."""

    id: str
    names: dict[str, str]
    kind: str
    roles: dict[str, None] = field(default_factory=dict[str, None])


class Partners:
    """All partners of an import, by reference and by name."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self._codes = Codes()
        self._known: dict[str, Partner] = {}
        self._all: list[Partner] = []

    def take(self, activity: Activity) -> None:
        """Add the participating organisations of an activity."""
        own = activity.publisher
        for each in activity.organisations:
            role = ROLES.get(each.role)
            if role is None or (own is not None and _same(each, own)):
                continue
            self.id_of(each, role, activity.file)

    def id_of(self, each: Organisation, role: str, file: str) -> str:
        """Return the id of an organisation, in a role that it has; empty where it has neither name nor reference."""
        keys = [key for key in (f"ref:{each.ref.casefold()}" if each.ref else "", *_names(each)) if key]
        if not keys:
            return ""
        partner = next((self._known[key] for key in keys if key in self._known), None)
        if partner is None:
            names = self._cut(each, file) or {"": each.ref}
            wanted = slug(names.get("en") or next(iter(names.values()))) or slug(each.ref) or "partner"
            partner = Partner(self._codes.numbered(wanted), names, KINDS.get(each.type, "other"))
            self._all.append(partner)
        for code, name in _named(each).items():
            if len(name) <= LONGEST_NAME:
                partner.names.setdefault(code, name)
        if partner.kind == "other":
            partner.kind = KINDS.get(each.type, "other")
        partner.roles[role] = None
        for key in keys:
            self._known.setdefault(key, partner)
        return partner.id

    def _cut(self, each: Organisation, file: str) -> dict[str, str]:
        """Return the names; of one that is a text its first words."""
        names = _named(each)
        longest = max(map(len, names.values()), default=0)
        if longest <= LONGEST_NAME:
            return names
        message = f"The name of an organisation has {longest:,} characters; its first words were taken."
        self.context.find(rules.LONG_TEXT, file, each.spot, message)
        return {code: name if len(name) <= LONGEST_NAME else f"{name[:BEGINNING].rpartition(' ')[0] or name[:BEGINNING]} …"
                for code, name in names.items()}  # fmt: skip

    def lines(self) -> Iterator[str]:
        """Yield the lines of partners.yaml."""
        yield "partners:" if self._all else "partners: []"
        for partner in self._all:
            names = {code: name for code, name in partner.names.items() if code} or partner.names
            yield f"  - id: {quoted(partner.id)}"
            yield f"    name: {by_language(names)}"
            yield f"    type: {partner.kind}"
            yield f"    roles: [{', '.join(partner.roles)}]"


def _names(each: Organisation) -> list[str]:
    return [f"name:{name.casefold()}" for name in _named(each).values()]


def _named(each: Organisation) -> dict[str, str]:
    """Return the names that are some: signs without a letter or digit, such as “-”, name nobody."""
    return {code: name for code, name in each.names.items() if any(map(str.isalnum, name))}


def _same(one: Organisation, other: Organisation) -> bool:
    if one.ref and other.ref:
        return one.ref.casefold() == other.ref.casefold()
    return bool(set(_names(one)) & set(_names(other)))
