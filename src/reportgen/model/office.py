"""office.yaml becomes the office and its country's facts, each with its source."""

from typing import Literal

from reportgen.model.base import AnyValue, Code, Day, Decimals, LocalText, Record, Year


class Contact(Record):
    """How a reader reaches the office."""

    address: LocalText = LocalText({})
    email: str = ""
    website: str = ""


class CountryFact(Record):
    """One fact about the country, with the source that a reader can follow.

    ``value`` is a number or words; where it is missing, ``absence`` says why.
    """

    id: Code
    label: LocalText
    value: AnyValue | None = None
    absence: Literal["not-published", "not-collected", "not-applicable", "withheld"] | None = None
    unit: LocalText = LocalText({})
    decimals: Decimals | None = None
    year: Year | None = None
    source: LocalText = LocalText({})
    date: Day | None = None


class Office(Record):
    """The office that reports."""

    code: Code
    name: LocalText
    country: LocalText
    type: Literal["country", "region", "headquarters"] = "country"
    region: LocalText = LocalText({})
    contact: Contact = Contact()
    facts: tuple[CountryFact, ...] = ()
