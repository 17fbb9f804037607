"""What becomes of a value that is in no table: names of its fate, and the value as it was said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from reportgen.iati.emit import Flow
from reportgen.iati.records import Activity, Indicator, Period, Stated
from reportgen.iati.values import plain

MEASURES = {"1": "number", "2": "percent", "3": "number", "4": "number"}
"""IndicatorMeasure -> measure, of those that want numbers; 5 is qualitative."""
YES_NO = {"yes": "yes", "no": "no", "true": "yes", "false": "no"}
WANTED = {"text": "text", "number": "plain number", "percent": "plain number of per cent", "yes-no": "yes or no"}
"""Measure -> what a value of it is."""
LONGEST_PARTS = 60
"""Letters of dimensions that a row heading has room for."""
BY_PART = "by dimension or place, in iati-extra.yaml"
UNREAD = "not understood, in iati-extra.yaml"
SILENT = "without a value, in iati-extra.yaml"
AGAIN = "said twice"
SECOND = "second of the same time, in iati-extra.yaml"
UNDATED = "without a date that can be read, in iati-extra.yaml"


def dump(stated: Stated) -> Flow:
    """Return a baseline, target or actual with all that it says, and its line."""
    held = plain(stated.source)
    return Flow({"line": stated.spot.line} | (held if isinstance(held, dict) else {"value": held} if held else {}))


def odd_days(period: Period) -> str:
    """Return the days of a period as they were typed, where they are none."""
    return period.typed if period.start is None or period.end is None or period.end < period.start else ""


def part(text: str) -> str:
    """Return the name or value of a dimension without the signs that part them in a cell."""
    return text.replace(";", ",").replace("=", ":").strip()


def every_value(indicators: Iterable[Indicator]) -> Iterator[Stated]:
    """Yield all baselines, targets and actuals."""
    for indicator in indicators:
        yield from indicator.baselines
        for period in indicator.periods:
            yield from period.targets
            yield from period.actuals


def version_of(activity: Activity, indicators: Iterable[Indicator]) -> date:
    """Return the day on which the targets were as they are: that of the data, else the first day that is known."""
    starts = [period.start for indicator in indicators for period in indicator.periods if period.start]
    return activity.updated or activity.start or min(starts, default=date(2000, 1, 1))
