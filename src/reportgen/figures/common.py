"""What the builders of chart specs share: money axes, absences, periods, alternative texts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from reportgen.document.chart import Chart, Series
from reportgen.facts import OFFICE, Amount, Observation
from reportgen.language import Words, rounded
from reportgen.model import Indicator, Outcome, Report

LISTED = 12
"""Categories that an alternative text lists; of more it names the extremes and the total."""
MILLION, THOUSAND = Decimal(1_000_000), Decimal(1_000)


@dataclass(frozen=True, slots=True)
class MoneyAxis:
    """How the amounts of one chart are printed: all in one unit, which stands once.

    Attributes:
        scale: 1, 1,000 or 1,000,000.
        unit: ``US$ million``.
    """

    scale: int
    unit: str
    decimals: int

    def label(self, value: Decimal | None, words: Words) -> str:
        """Return an amount in the unit, without it; one that rounds to nothing as ``<0.01``, no amount in words."""
        if value is None:
            return words.t("absence.none")
        if not value:
            return words.number(0)
        scaled = value / self.scale
        if rounded(scaled, self.decimals):
            return words.number(scaled, self.decimals)
        least = Decimal(1).scaleb(-self.decimals)
        key, edge = ("less", least) if value > 0 else ("more", -least)
        return words.t(f"figures.unit.{key}", number=words.number(edge, self.decimals))


def money_axis(values: Iterable[Decimal | None], currency: str, words: Words) -> MoneyAxis:
    """Return the axis for amounts: of millions with two decimals, of thousands or units with none."""
    most = max((abs(value) for value in values if value is not None), default=Decimal(0))
    sign = words.currency(currency)
    for scale, name, decimals in ((MILLION, "million", 2), (10 * THOUSAND, "thousand", 0)):
        if most >= scale:
            size = int(MILLION if name == "million" else THOUSAND)
            return MoneyAxis(size, words.t(f"figures.unit.{name}", currency=sign), decimals)
    return MoneyAxis(1, words.t("figures.unit.plain", currency=sign), 0)


def amount_text(value: Decimal, currency: str, words: Words) -> str:
    """Return an amount for a sentence: in millions, in thousands, or in full."""
    if abs(value) >= MILLION:
        return words.money_short(value, currency)
    if abs(value) >= 10 * THOUSAND:
        return words.money_short(value, currency, 0, "thousand")
    return words.money(value, currency)


def outcome_name(outcome: Outcome, words: Words) -> str:
    """Return what charts call an outcome: its short name, else its code."""
    return outcome.short.to(words.language) or outcome.code


def scope_name(report: Report, code: str, words: Words) -> str:
    """Return what a sentence calls the outcome or output `code`, or the whole office."""
    if code == OFFICE:
        return words.t("figures.scope.office")
    for outcome in report.outcomes:
        if outcome.code == code:
            return outcome_name(outcome, words)
        for output in outcome.outputs:
            if output.code == code:
                return output.short.to(words.language) or output.code
    return code


def indicator_name(indicator: Indicator, words: Words) -> str:
    """Return the statement of an indicator, with the unit where the statement does not name it."""
    name, unit = indicator.statement.to(words.language), indicator.unit.to(words.language)
    if not unit or unit.lower() in name.lower():
        return name
    return words.t("figures.unit.of", name=name, unit=unit)


def value_text(value: Decimal, indicator: Indicator, report: Report, words: Words) -> str:
    """Return one value of an indicator as tables print it."""
    match indicator.measure:
        case "percent":
            return words.percent(value, indicator.decimals)
        case "money":
            return amount_text(value, report.settings.currency, words)
        case _:
            return words.number(value, indicator.decimals)


def absence_text(seen: Observation | None, words: Words) -> str:
    """Return why a year of an indicator has no number."""
    if seen is None or seen.whole is None:
        return words.t("absence.no-record")
    if seen.whole.absence:
        return words.t(f"absence.{seen.whole.absence}")
    return seen.whole.value.text if seen.whole.value else words.t("absence.none")


def span(years: Sequence[int]) -> str:
    """Return ``2021-2024`` with the dash of ranges, or the only year."""
    return str(years[-1]) if len(years) < 2 else f"{years[0]}–{years[-1]}"


def money_period(period: str, amounts: Iterable[Amount | None], words: Words) -> str:
    """Return the period, the latest day that an amount stands for, and whether one of them is provisional."""
    known = [amount for amount in amounts if amount is not None]
    days = [amount.as_of for amount in known if amount.as_of]
    if days:
        period = words.t("figures.period.as-of", period=period, date=words.date(max(days)))
    if known and all(amount.provisional for amount in known):
        return words.t("figures.period.provisional", period=period)
    years = sorted({line.year for amount in known if amount.provisional for line in amount.lines})
    if years:
        period = words.t("figures.period.partly-provisional", period=period, years=span(years))
    return period


def office_source(report: Report, words: Words, key: str) -> str:
    """Return the source of a chart: the office's own records of one kind."""
    return words.t(f"figures.source.{key}", office=report.office.name.to(words.language))


def with_alt(chart: Chart, words: Words, total: str = "") -> Chart:
    """Return `chart` with its alternative text: the message, then the figures.

    Up to 12 categories are listed, each with its figures; of more the extremes of each series, and `total`.
    """
    many = len(chart.categories) > LISTED
    lines = [_extremes(chart, series, words) for series in chart.series] if many else _listed(chart, words)
    separator = words.t("figures.alt.separator")
    key = "figures.alt.unit" if chart.unit else "figures.alt.text"
    values = separator.join(line for line in lines if line)
    text = words.t(key, title=chart.title, unit=chart.unit, values=values)
    if total and many:
        text = words.t("figures.alt.total", text=text, total=total)
    return replace(chart, alt=text)


def _listed(chart: Chart, words: Words) -> list[str]:
    lines: list[str] = []
    for row, name in enumerate(chart.categories):
        if len(chart.series) == 1:
            lines.append(words.t("figures.alt.pair", name=name, value=chart.series[0].labels[row]))
            continue
        pairs = [
            words.t("figures.alt.pair", name=series.name, value=series.labels[row])
            for series in chart.series
            if series.labels[row]
        ]
        values = words.t("figures.alt.comma").join(pairs)
        lines.append(words.t("figures.alt.series", name=name, values=values))
    return lines


def _extremes(chart: Chart, series: Series, words: Words) -> str:
    known = [
        (value, -place, words.t("figures.alt.pair", name=chart.categories[place], value=series.labels[place]))
        for place, value in enumerate(series.values)
        if value is not None
    ]
    if not known:
        return ""
    text = words.t("figures.alt.extremes", highest=max(known)[2], lowest=min(known)[2])
    return words.t("figures.alt.series", name=series.name, values=text) if len(chart.series) > 1 else text


def empty_chart(chart: Chart, message: str) -> Chart:
    """Return `chart` without data: a strip that says `message`."""
    return replace(
        chart, title=message, alt=message, empty=message, categories=(), series=(), columns=(), marks=(),
        mark_labels=(), colours=(), highlight=-1, unit="",
    )  # fmt: skip
