"""A role (what a node is) becomes the id of a Word style: the only place where the two meet.

A role that is not listed has no look of its own in Word. A new element gets its Word form here and in `styles.STYLES`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

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
    "subtitle": "Subtitle",
    "title": "Title",
    "date": "Date",
    "office": "Office",
    "empty": "Empty",
    "caveat": "Caveat",
    "continued": "Continued",
    "key-figure-value": "KeyFigureValue",
    "key-figure-label": "KeyFigureLabel",
}
CONTAINERS: Mapping[str, str] = {
    "story": "StoryText",
    "pull": "PullQuote",
    "facts": "FactText",
    "imprint": "Imprint",
}
"""What plain paragraphs inside such a container are."""

TABLES: Mapping[str, str] = {}
"""Tables that do not look like ``ReportTable``."""

SPANS: Mapping[str, str] = {
    "status-met": "StatusMet",
    "status-partly": "StatusPartly",
    "status-not-met": "StatusNotMet",
    "status-no-data": "StatusNoData",
    "absent": "Absent",
    "label": "CaptionLabel",
}
STATUS_MARKS: Mapping[str, str] = {
    "status-met": "\u25cf",
    "status-partly": "\u25d0",
    "status-not-met": "\u25cb",
    "status-no-data": "\u2013",
}


def style_of(roles: Sequence[str], table: Mapping[str, str], otherwise: str = "") -> str:
    """Return the style of the first role that `table` lists."""
    return next((table[role] for role in roles if role in table), otherwise)
