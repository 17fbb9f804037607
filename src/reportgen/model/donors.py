"""donors.yaml, and the profile.yaml of each shipped profile, become what every donor asks of its pack."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Field

from reportgen.model.base import (
    Code,
    Day,
    LocalText,
    Noted,
    Record,
)

FontRole = Literal["body", "display", "data"]
OFFICE_LOGO = "office"
"""What stands for the report's own logo among a donor's logos."""
Least = Annotated[int, Field(ge=2, le=100)]
Pages = Annotated[int, Field(ge=1, le=4)]
Most = Annotated[int, Field(ge=1, le=5000)]


class Waiver(Record):
    """A visibility waiver: no logo and no credit line are shown, because the donor agreed so in writing."""

    reference: str
    """The letter or clause by which the donor waived visibility."""
    until: Day | None = None
    """Last day on which it holds."""


class Person(Record):
    """Someone whom a donor can reach, or who signs."""

    name: str
    """Name, as it is printed."""
    title: LocalText = LocalText({})
    """Function."""
    email: str = ""
    """Mail address."""


class Form(Record):
    """The donor's own Word form, and which of its fields hold which figures or texts."""

    file: str
    """A .docx file in the workspace."""
    fields: dict[str, str] = {}
    """Field of the form -> path of a figure or text, such as: agreement.received | money."""


class Profile(Record):
    """What a kind of donor asks for. Templates ship profiles; donors.yaml chooses one, and may change single values.

    Credit lines and the disclaimer may hold ``{donor}`` and ``{office}``.
    """

    title: LocalText = LocalText({})
    """Name of the profile, for lists."""
    about: LocalText = LocalText({})
    """What it is for, in a sentence."""
    brief: tuple[str, ...] = ()
    """Sections of the brief, in order."""
    report: tuple[str, ...] = ()
    """Sections of the full report on an agreement, in order."""
    pages: Pages = 2
    """Pages that the brief should have at most; over four it is not built."""
    limits: dict[str, Most] = {}
    """Section -> the most words that it should have."""
    languages: tuple[str, ...] = ()
    """Languages of the pack; the workspace's first language unless said otherwise."""
    amounts: Literal["report", "agreement"] = "report"
    """What amounts are printed in: the currency of the report, or that of each agreement."""
    thousands: Literal["", "comma", "space", "point", "apostrophe"] = ""
    """What stands between thousands; the language's own mark unless said otherwise."""
    dates: str = ""
    """Pattern of dates, such as d MMM y or dd/MM/y (CLDR); the language's own unless said otherwise."""
    fonts: dict[FontRole, str] = {}
    """Fonts that the donor locks, by role: body, display, data."""
    credit: LocalText = LocalText({})
    """The credit line where the donor alone pays."""
    credit_joint: LocalText = LocalText({})
    """The credit line where others pay too; `credit` unless said otherwise."""
    emblem: str = ""
    """A picture that never stands without the credit line, nor the line without it: a file of the profile, or an image of
    the workspace."""
    emblem_alt: LocalText = LocalText({})
    """What the emblem shows, for those who cannot see it."""
    logos: tuple[Code, ...] = ()
    """Images of images.yaml in the order that the agreement asks for; office stands for the report's own logo."""
    clear_space: Annotated[float, Field(ge=0, le=2)] = 0.5
    """Free space around a logo, as a part of its height."""
    disclaimer: LocalText = LocalText({})
    """Words that the donor asks for."""
    disclaimer_place: Literal["start", "end"] = "end"
    """Where they stand."""
    waiver: Waiver | None = None
    """Why neither logo nor credit line are shown."""
    anonymous: bool = False
    """The donor is named in no edition, and its own pack does not name it either."""
    certified: bool = False
    """Only certified accounts are taken."""
    smallest_group: Least = 3
    """Partners that a group needs before its sum is printed."""
    contact: Person | None = None
    """Whom the donor can ask."""
    signatories: tuple[Person, ...] = ()
    """Who signs the full report."""
    form: Form | None = None
    """The donor's own Word form."""


class Donor(Profile, Noted):
    """One donor: the profile that it takes, and what differs."""

    partner: Code
    """Id of the partner in partners.yaml."""
    profile: str = ""
    """A shipped profile; unless said otherwise chosen by the partner's type."""

    def over(self, profile: Profile) -> Profile:
        """Return `profile` with the values that this donor sets; of `limits` and `fonts`, key by key."""
        changed: dict[str, Any] = {
            name: getattr(self, name) for name in self.model_fields_set if name in Profile.model_fields
        }
        for name in ("limits", "fonts"):
            if name in changed:
                held: Mapping[str, object] = getattr(profile, name)
                changed[name] = {**held, **changed[name]}
        return profile.model_copy(update=changed)


class Donors(Record):
    """The whole of donors.yaml."""

    donors: tuple[Donor, ...] = ()
    """Donors with wishes of their own; the others take the profile of their type as it ships."""
