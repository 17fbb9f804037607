"""Delivery rates become ranked bars of the outcomes in the report's year, or columns of one outcome over the years."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from reportgen.document.chart import Chart, Series
from reportgen.facts import OFFICE, Numbers
from reportgen.figures.common import empty_chart, money_period, office_source, outcome_name, scope_name, span, with_alt
from reportgen.language import Words
from reportgen.model import Report

KEY = "figures.delivery-rate"


def delivery_rate(
    report: Report, words: Words, *, code: str = OFFICE, by: Literal["outcome", "year"] | None = None
) -> Chart:
    """Draw what was expended as per cent of what was available.

    By outcome (the default for the office): ranked, of the report's year. By year (the default for one outcome): x is
    the calendar year, y is per cent from zero; a year without data says so.
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
        width="full" if kind == "bars" else "half",
    )


def _ranked(report: Report, words: Words) -> Chart:
    numbers, year = Numbers.of(report), report.year
    money = {outcome.code: numbers.resources(outcome.code, year) for outcome in report.outcomes}
    pairs = [(outcome_name(o, words), money[o.code].delivery_rate()) for o in report.outcomes if money[o.code].by_stage]
    ranked = sorted(pairs, key=lambda pair: (pair[1] is None, -(pair[1] or Decimal(0))))
    known = [(name, rate) for name, rate in ranked if rate is not None]
    title = ""
    if known:
        high, low = known[0], known[-1]
        title = words.t(
            f"{KEY}.ranked" if len(known) > 1 else f"{KEY}.only",
            year=year, high=high[0], high_rate=words.percent(high[1], 0), low=low[0], low_rate=words.percent(low[1], 0),
        )  # fmt: skip
    amounts = [amount for m in money.values() for amount in (m.amount("available"), m.amount("expended"))]
    chart = _chart(
        report, words, "delivery-rate-office", "bars", ranked, title, money_period(str(year), amounts, words),
        len(known) - 1 if len(known) > 1 else -1, words.t("word.outcome"),
    )  # fmt: skip
    return with_alt(chart, words) if known else empty_chart(chart, words.t(f"{KEY}.empty", year=year))


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
