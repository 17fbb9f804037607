"""The money of an outcome or of the office becomes bars by year and stage, side by side and never stacked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from reportgen.document.chart import Chart, Series
from reportgen.facts import OFFICE, Amount, Numbers, Resources
from reportgen.figures.common import (
    amount_text,
    empty_chart,
    money_axis,
    money_period,
    office_source,
    scope_name,
    span,
    with_alt,
)
from reportgen.language import Words
from reportgen.model import Report

STAGES = (("budget", "goal"), ("available", "muted"), ("received", "muted"), ("expended", "accent"))

MOST = 10
"""Years; the table beside the figure has all."""


def finance_by_stage(report: Report, words: Words, *, code: str = OFFICE) -> Chart:
    """Draw the stages of each year: budget (revised, else planned), available, received, expended.

    One small panel a year, of the newest ten; x is money from zero, on one scale for all years. A stage without an
    amount says "no data"; it is not zero.
    """
    numbers, key = Numbers.of(report), "figures.finance-by-stage"
    by_year = {year: numbers.resources(code, year) for year in report.settings.years}
    years = [year for year, money in by_year.items() if any(_amount(money, stage) for stage, _ in STAGES)][-MOST:]
    shown = [(s, role) for s, role in STAGES if any(_amount(by_year[y], s) for y in years)]
    values = {s: [_value(by_year[year], s) for year in years] for s, _ in shown}
    currency = report.settings.currency
    axis = money_axis((value for row in values.values() for value in row), currency, words)
    rate = by_year[report.year].delivery_rate()
    series = tuple(
        Series(words.t(f"{key}.{s}"), tuple(values[s]), tuple(axis.label(v, words) for v in values[s]), role)  # type: ignore[arg-type]
        for s, role in shown
    )
    title = _latest(by_year, years, currency, words) if years else ""
    if rate is not None:
        title = words.t(f"{key}.title", rate=words.percent(rate, 0), year=report.year)
    chart = Chart(
        name=f"finance-by-stage-{code}",
        figure="finance-by-stage",
        kind="columns",
        title=title
        if code == OFFICE
        else words.t("figures.scope.of", scope=scope_name(report, code, words), title=title),
        alt="",
        categories=tuple(str(year) for year in years),
        series=series,
        unit=axis.unit,
        scale=axis.scale,
        highlight=years.index(report.year) if report.year in years and rate is not None else -1,
        period=money_period(span(years), (_amount(by_year[y], s) for y in years for s, _ in shown), words)
        if years
        else "",
        source=office_source(report, words, "finance"),
        first_column=words.t("word.year"),
        lang=words.language,
        dir=words.direction,
    )
    return with_alt(chart, words) if years else empty_chart(chart, words.t(f"{key}.empty", year=report.year))


def _latest(by_year: Mapping[int, Resources], years: Sequence[int], currency: str, words: Words) -> str:
    """Return what is known of the newest year, where there is no delivery rate: its last stage and the amount."""
    known = [(stage, amount) for stage, _ in STAGES if (amount := _amount(by_year[years[-1]], stage))]
    stage, amount = known[-1]
    name, printed = words.t(f"figures.finance-by-stage.{stage}"), amount_text(amount.value, currency, words)
    return words.t("figures.finance-by-stage.plain", stage=name, amount=printed, year=years[-1])


def _amount(money: Resources, stage: str) -> Amount | None:
    return money.budget() if stage == "budget" else money.amount(stage)  # type: ignore[arg-type]


def _value(money: Resources, stage: str) -> Decimal | None:
    amount = _amount(money, stage)
    return None if amount is None else amount.value
