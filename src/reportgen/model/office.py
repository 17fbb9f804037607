"""office.yaml becomes the office and its country's facts, each with its source."""

from typing import Literal

from pydantic import Field

from reportgen.model.base import (
    AnyDisclosure,
    AnyValue,
    Code,
    Day,
    Decimals,
    LocalText,
    Noted,
    Record,
    WebAddress,
    Year,
)


class Contact(Record):
    """How a reader reaches the office."""

    address: LocalText = LocalText({})
    """Postal address."""
    email: str = ""
    """Mail address of the office, not of a person."""
    website: WebAddress = ""
    """Address that starts with https://."""


class CountryFact(Noted):
    """One fact about the country, with the source that a reader can follow.

    ``value`` is a number or words; where it is missing, ``absence`` says why.
    """

    id: Code
    """Short name, by which narratives refer to the fact."""
    label: LocalText
    """What the fact is about, as a row heading."""
    value: AnyValue | None = None
    """A plain number, or words; left out where `absence` is given."""
    absence: Literal["not-published", "not-collected", "not-applicable", "withheld"] | None = None
    """Why there is no value."""
    unit: LocalText = LocalText({})
    """What is counted: people, per cent, years."""
    decimals: Decimals | None = None
    """Digits after the decimal point in print."""
    year: Year | None = None
    """The year that the value is of."""
    source: LocalText = LocalText({})
    """Who says so; a reader must be able to find it."""
    date: Day | None = None
    """When the source was published."""
    disclosure: AnyDisclosure | None = None
    """Who may see it; the workspace's `disclosure` unless said otherwise."""


class Publishing(Record):
    """What IATI asks of an office and nothing else of a report needs; `reportgen export iati` writes it."""

    organization: Code = ""
    """IATI identifier of the whole organization, with which the identifiers of its activities begin."""
    org_type: Code = "40"
    """IATI code of the kind of organization: 40 multilateral, 21 international NGO."""
    country: Code | None = None
    """ISO 3166-1 code of the country, such as CN."""
    region: Code | None = None
    """IATI code of the region, such as 998, where there is no one country."""
    sector: Code | None = None
    """DAC purpose code of the work, such as 15170."""
    aid_type: Code | None = None
    """DAC code of the type of aid, such as C01."""
    parent: Code | None = None
    """IATI identifier of the programme that the outcomes are parts of."""


class Office(Noted):
    """The office that reports."""

    code: Code
    """IATI identifier of the office."""
    name: LocalText
    """Full name, as on the cover."""
    country: LocalText
    """What a sentence calls the country or region."""
    type: Literal["country", "region", "headquarters"] = "country"
    """Whether the office works for a country, a region or the whole organization."""
    region: LocalText = LocalText({})
    """The region that the country belongs to."""
    contact: Contact = Contact()
    """Address, mail and website of the office."""
    facts: tuple[CountryFact, ...] = ()
    """Facts about the country, each with its source."""
    iati: Publishing = Field(default=Publishing(), exclude=True)
    """Codes that a published IATI file needs."""
