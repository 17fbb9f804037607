"""What becomes of a value that is in no table: names of its fate, and the value as it was said."""

from __future__ import annotations

from reportgen.iati.emit import Flow
from reportgen.iati.records import Period, Stated
from reportgen.iati.values import plain

UNREAD = "not understood, in iati-extra.yaml"
SILENT = "without a value, in iati-extra.yaml"
AGAIN = "said twice"
SECOND = "second of the same time, in iati-extra.yaml"
SMALLER = "smaller than one of its parts, in iati-extra.yaml"
UNDATED = "without a date that can be read, in iati-extra.yaml"


def dump(stated: Stated) -> Flow:
    """Return a baseline, target or actual with all that it says, and its line."""
    held = plain(stated.source)
    return Flow({"line": stated.spot.line} | (held if isinstance(held, dict) else {"value": held} if held else {}))


def odd_days(period: Period) -> str:
    """Return the days of a period as they were typed, where they are none."""
    return period.typed if period.start is None or period.end is None or period.end < period.start else ""
