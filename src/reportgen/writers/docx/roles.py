"""A role (what a node is) becomes the id of a Word style: the only place where the two meet.

A role that is not listed has no look of its own in Word. A new element gets its Word form here and in
`styles.STYLES`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

UNLISTED = "unlisted"
"""Role of a heading that contents leave out: it has a style of its own, which no TOC field collects."""
HEADINGS = ("Heading1", "Heading2", "Heading3", "Heading4", "Heading5", "Heading6")

PARAGRAPHS: Mapping[str, str] = {
    "lead": "Lead",
    "statement": "Statement",
    "note": "Note",
    "source": "Source",
    "credit": "Source",
    "byline": "Byline",
    "stamp": "Stamp",
    "kicker": "Kicker",
    "subtitle": "BriefSubtitle",
    "title": "Title",
    "office": "BriefOffice",
    "empty": "Empty",
    "caveat": "Caveat",
    "continued": "Continued",
    "credit-line": "Byline",
    "key-figure-value": "KeyFigureValue",
    "key-figure-label": "KeyFigureLabel",
}
COVER: Mapping[str, str] = {
    "office": "Office",
    "title": "Title",
    "subtitle": "Subtitle",
    "place": "Place",
    "date": "Date",
    "stamp": "CoverStamp",
}
"""The same on the cover, white on the field; other words there look like the place."""

BYLINES: Mapping[str, str] = {"Quote": "QuoteByline", "StoryText": "StoryByline"}
"""A byline stands where the words stand that it is under."""

CONTAINERS: Mapping[str, str] = {
    "story": "StoryText",
    "pull": "PullQuote",
    "facts": "FactText",
    "imprint": "Imprint",
}
"""What plain paragraphs inside such a container are."""

TERMS: Mapping[str, str] = {"facts": "FactLine"}
"""Term and description in one line, behind a tab; other lists are ``Definition``."""

TABLES: Mapping[str, str] = {}
"""Tables that do not look like ``ReportTable``."""

SPANS: Mapping[str, str] = {
    "status-met": "StatusMet",
    "status-partly": "StatusPartly",
    "status-not-met": "StatusNotMet",
    "status-no-data": "StatusNoData",
    "status-not-rated": "StatusNoData",
    "unit": "Quiet",
    "term": "Quiet",
    "flag": "Quiet",
    "remark": "Quiet",
    "first": "Quiet",
    "credit": "Quiet",
    "absent": "Absent",
    "label": "CaptionLabel",
}
STATUS_MARKS: Mapping[str, str] = {
    "status-met": "\u25cf",
    "status-partly": "\u25d0",
    "status-not-met": "\u25cb",
    "status-no-data": "\u2013",
    "status-not-rated": "\u2013",
}


def style_of(roles: Sequence[str], table: Mapping[str, str], otherwise: str = "") -> str:
    """Return the style of the first role that `table` lists."""
    return next((table[role] for role in roles if role in table), otherwise)
