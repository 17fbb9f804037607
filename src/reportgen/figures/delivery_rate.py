"""Delivery rates become ranked bars of the outcomes in the report's year, or columns of one outcome over the years."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from reportgen.document.chart import Chart, Series
from reportgen.facts import OFFICE, Numbers, Resources
from reportgen.figures.common import empty_chart, money_period, office_source, outcome_name, scope_name, span, with_alt
from reportgen.language import Words, rounded
from reportgen.model import Report

KEY = "figures.delivery-rate"
HIGHEST, LOWEST = 3, 4
"""Outcomes that are named where there are more than `MOST`."""
MOST = 8


def delivery_rate(
    report: Report, words: Words, *, code: str = OFFICE, by: Literal["outcome", "year"] | None = None
) -> Chart:
    """Draw what was expended as per cent of what was available.

    By outcome (the default for the office): ranked, of the report's year; at most eight rates. By year (the default for
    one outcome): x is the calendar year, y is per cent from zero; a year without data says so.
    """
    if by == "outcome" or (by is None and code == OFFICE):
        return _ranked(report, words)
    return _over_years(report, words, code)


Pairs = list[tuple[str, Decimal | None]]


def _chart(report: Report, words: Words, name: str, kind: Literal["bars", "columns"], pairs: Pairs,
           title: str, period: str, highlight: int, first_column: str) -> Chart:  # fmt: skip
    labels = tuple(words.t("absence.none") if rate is None else words.percent(rate, 0) for _, rate in pairs)
    return Chart(
        name=name,
        figure="delivery-rate",
        kind=kind,
        title=title,
        alt="",
        categories=tuple(name for name, _ in pairs),
        series=(Series(words.t(f"{KEY}.series"), tuple(rate for _, rate in pairs), labels, "second"),),
        unit=words.t(f"{KEY}.unit"),
        highlight=highlight,
        period=period,
        source=office_source(report, words, "finance"),
        first_column=first_column,
        lang=words.language,
        dir=words.direction,
    )


def _ranked(report: Report, words: Words) -> Chart:
    numbers, year = Numbers.of(report), report.year
    money = {outcome.code: numbers.resources(outcome.code, year) for outcome in report.outcomes}
    named = [(outcome_name(o, words), money[o.code]) for o in report.outcomes if money[o.code].by_stage]
    ranked = [(name, each, rate) for name, each in named if (rate := each.delivery_rate()) is not None]
    ranked.sort(key=lambda row: -row[2])
    amounts = [amount for m in money.values() for amount in (m.amount("available"), m.amount("expended"))]
    pairs, lowest = _shown(ranked, [name for name, each in named if each.delivery_rate() is None], words)
    chart = _chart(
        report, words, "delivery-rate-office", "bars", pairs, _range([(n, r) for n, _, r in ranked], year, words),
        money_period(str(year), amounts, words), lowest, words.t("word.outcome"),
    )  # fmt: skip
    return with_alt(chart, words) if ranked else empty_chart(chart, words.t(f"{KEY}.empty", year=year))


def _shown(ranked: list[tuple[str, Resources, Decimal]], absent: list[str], words: Words) -> tuple[Pairs, int]:
    """Return the bars, and which of them the title speaks of; -1 = none.

    Of more than eight outcomes the three highest, the four lowest, and between them the rate of the others together;
    those without a rate are counted.
    """
    pairs: Pairs = [(name, rate) for name, _, rate in ranked]
    crowded = len(ranked) + len(absent) > MOST
    if len(ranked) > MOST:
        rest = [money for _, money, _ in ranked[HIGHEST:-LOWEST]]
        spent, base = (
            sum((amount.value for m in rest if (amount := m.amount(stage))), Decimal(0))
            for stage in ("expended", "available")
        )
        together = words.t(f"{KEY}.rest", count=words.number(len(rest)))
        pairs = [*pairs[:HIGHEST], (together, spent / base * 100), *pairs[-LOWEST:]]
    last, equal = len(pairs) - 1, _equal([rate for _, _, rate in ranked], -1)
    if crowded and len(absent) > 1:
        absent = [words.t(f"{KEY}.absent", count=words.number(len(absent)))]
    return [*pairs, *((name, None) for name in absent)], last if len(ranked) > 1 and equal == 1 else -1


def _equal(rates: list[Decimal], end: int) -> int:
    """Return how many rates are printed as the first (0) or last (-1) one is."""
    return sum(1 for rate in rates if rates and rounded(rate, 0) == rounded(rates[end], 0))


def _range(ranked: list[tuple[str, Decimal]], year: int, words: Words) -> str:
    """Return between which rates the outcomes lie; several that share one are counted."""
    if not ranked:
        return ""
    rates = [rate for _, rate in ranked]
    several = [_equal(rates, end) for end in (0, -1)]
    names = [
        name if count == 1 else words.t(f"{KEY}.several", count=words.number(count))
        for count, (name, _) in zip(several, (ranked[0], ranked[-1]), strict=True)
    ]
    form = "only" if len(ranked) == 1 else "equal" if several[0] == len(ranked) else "ranked"
    return words.t(
        f"{KEY}.{form}", year=year, count=words.number(len(ranked)),
        high=names[0], high_rate=words.percent(rates[0], 0), low=names[1], low_rate=words.percent(rates[-1], 0),
    )  # fmt: skip


def _over_years(report: Report, words: Words, code: str) -> Chart:
    numbers = Numbers.of(report)
    money = {year: numbers.resources(code, year) for year in report.settings.years}
    rates = {year: m.delivery_rate() for year, m in money.items()}
    known = [year for year, rate in rates.items() if rate is not None]
    years = [year for year in rates if known and year >= known[0]]
    title = ""
    if known:
        first, last = rates[known[0]] or Decimal(0), rates[known[-1]] or Decimal(0)
        way = "rose" if round(last) > round(first) else "fell" if round(last) < round(first) else "stayed"
        title = words.t(
            f"{KEY}.{way if len(known) > 1 else 'one-year'}",
            first=words.percent(first, 0), last=words.percent(last, 0), from_year=known[0], to_year=known[-1],
        )  # fmt: skip
        title = (
            words.t("figures.scope.of", scope=scope_name(report, code, words), title=title) if code != OFFICE else title
        )
    amounts = [amount for m in money.values() for amount in (m.amount("available"), m.amount("expended"))]
    chart = _chart(
        report, words, f"delivery-rate-{code}-years", "columns", [(str(year), rates[year]) for year in years], title,
        money_period(span(years), amounts, words) if years else "",
        years.index(known[-1]) if known else -1, words.t("word.year"),
    )  # fmt: skip
    return with_alt(chart, words) if known else empty_chart(chart, words.t(f"{KEY}.empty", year=report.year))
