"""Rates of payments in other currencies become findings where they are far from the others, or of another year."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from reportgen.checks.check import Check, plain
from reportgen.findings import Card, Finding
from reportgen.model import Contribution, Report

RATE_OFF = Card(
    "FIN056",
    "rate-far-from-others",
    "warning",
    why="A rate that is upside down or has a slipped point makes a partner's contribution many times too large or small.",
    example="0.92 for EUR in USD, beside 1.08 and 1.09 of the same months",
    mend="Write what one unit of the payment's currency was worth in the report's on the day of receipt.",
)
RATE_YEAR = Card(
    "FIN057",
    "rate-of-another-year",
    "warning",
    why="The rate is that of the day of receipt, so its day is in the year of receipt.",
    example="year 2024, rate_date 2023-05-12",
    mend="Correct the year or the day.",
)
Rates = dict[tuple[date, Decimal], Contribution]
"""Rates of one currency by their day, and the first row that has each."""
WITHIN = 400
"""Days: rates that are further apart are not compared, since currencies lose their worth."""
SOON = 184
"""Days within which rates stay within 30 per cent of each other; over longer times they may double."""
SAME_WEEK = ((0, Decimal("1.05")), (7, Decimal("1.1")))
"""Days apart, and how many times a rate may be another of the same day, or of the same week."""
INVERTED = (Decimal("0.77"), Decimal("1.3"))


def rate_far_from_others(report: Report) -> Iterator[Finding]:
    """Rates of one currency that are near in time are near each other."""
    own = report.settings.currency
    series: dict[str, Rates] = defaultdict(dict)
    for row in report.contributions:
        if row.currency != own and row.rate is not None and row.rate > 0:
            # The same rate on the same day is one rate, however many outcomes the payment was for.
            series[row.currency].setdefault((row.rate_date or date(row.year, 7, 1), row.rate), row)
    for currency, rates in series.items():
        days = sorted(rates)
        for at, key in enumerate(days):
            near = _near(days, at)
            # Of two that contradict each other, and nothing else, the later is asked about.
            alone = len(days) == 2 and at == 0
            far = near and not alone and all(_apart(key, other) for other in near)
            if far or _contradicts(key, near, rates):
                yield _finding(rates[key], key, currency, own, near)


def _near(days: list[tuple[date, Decimal]], at: int) -> list[tuple[date, Decimal]]:
    """Return up to four rates before and after one, that are near in time."""
    day = days[at][0]
    first = max(0, at - 4, bisect_left(days, (date.fromordinal(max(1, day.toordinal() - WITHIN)), Decimal(0))))
    return [other for other in days[first : at + 5] if other != days[at] and (other[0] - day).days <= WITHIN]


def _contradicts(key: tuple[date, Decimal], near: list[tuple[date, Decimal]], rates: Rates) -> bool:
    """Say whether every rate of the same days is another, and this one fits those around them less well than they do."""
    if rates[key].rate_date is None:
        return False
    close = [other for other in near if _days(key, other) <= SAME_WEEK[-1][0] and rates[other].rate_date is not None]
    if not close or not all(_ratio(key, other) > _allowed(key, other) for other in close):
        return False
    if len(close) > 1:
        return True
    (sister,) = close
    around = [other for other in near if other not in close]
    if around:
        third = min(around, key=lambda other: _days(key, other))
        return _ratio(key, third) > _ratio(sister, third)
    return rates[key].place().line > rates[sister].place().line


def _days(one: tuple[date, Decimal], other: tuple[date, Decimal]) -> int:
    return abs((one[0] - other[0]).days)


def _ratio(one: tuple[date, Decimal], other: tuple[date, Decimal]) -> Decimal:
    small, large = sorted((one[1], other[1]))
    return large / small


def _allowed(one: tuple[date, Decimal], other: tuple[date, Decimal]) -> Decimal:
    return next(times for days, times in SAME_WEEK if _days(one, other) <= days)


def _apart(one: tuple[date, Decimal], other: tuple[date, Decimal]) -> bool:
    return _ratio(one, other) > (Decimal("1.3") if _days(one, other) <= SOON else 2)


def _finding(
    row: Contribution, key: tuple[date, Decimal], currency: str, own: str, near: list[tuple[date, Decimal]]
) -> Finding:
    other = min(near, key=lambda each: abs((each[0] - key[0]).days))
    product = key[1] * other[1]
    upside_down = INVERTED[0] <= product <= INVERTED[1]
    meant = plain((1 / key[1]).quantize(Decimal("0.0001"))) if upside_down else ""
    message = (
        f"{row.partner}, {row.year}: 1 {currency} is {plain(key[1])} {own}, but {plain(other[1])} on {other[0]}."
        + (f" Is it upside down ({meant})?" if meant else "")
    )
    return RATE_OFF.at(row.place("rate"), message, found=plain(key[1]), expected=meant or f"near {plain(other[1])}")


def rate_of_another_year(report: Report) -> Iterator[Finding]:
    """The day of a rate is in the year of receipt."""
    for row in report.contributions:
        if row.rate_date is not None and row.rate_date.year != row.year:
            message = f"{row.partner}: the payment is of {row.year}, but its day is {row.rate_date}."
            yield RATE_YEAR.at(
                row.place("rate_date"), message, found=str(row.rate_date), expected=f"a day of {row.year}"
            )


CHECKS: tuple[Check, ...] = (
    Check(RATE_OFF, rate_far_from_others),
    Check(RATE_YEAR, rate_of_another_year),
)
