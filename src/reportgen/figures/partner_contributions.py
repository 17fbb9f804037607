"""Contributions become ranked bars of partners, development and humanitarian as two parts where both are known.

At most seven partners are named; the rest stand together, with those whose amounts are not public. Which these are, the
projection has settled before: they arrive as one partner without a name.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from reportgen.document.chart import Chart, Series
from reportgen.facts import Numbers, PartnerTotal
from reportgen.figures.common import (
    amount_text,
    empty_chart,
    money_axis,
    office_source,
    outcome_name,
    with_alt,
)
from reportgen.language import Words
from reportgen.model import Report

NAMED = 7


@dataclass(frozen=True, slots=True)
class Giver:
    """One bar."""

    name: str
    total: Decimal
    development: Decimal | None
    humanitarian: Decimal | None


def partner_contributions(
    report: Report, words: Words, *, outcome: str = "", year: int | None = None, partner: str = ""
) -> Chart:
    """Draw what partners gave in the year, to one outcome or to all, largest first, "Other partners" last.

    With `partner` the chart is about this one: its bar has the accent, and the title says what it gave.

    x is money in the report's currency, from zero; a refund that exceeds what was received is negative.
    """
    year, key = year or report.year, "figures.partner-contributions"
    givers = _givers(report, words, Numbers.of(report).partner_totals(year=year, outcome=outcome or None))
    name = next((each.name.to(words.language) for each in report.partners if each.id == partner), "") if partner else ""
    mine = next((index for index, giver in enumerate(givers) if name and giver.name == name), -1)
    currency = report.settings.currency
    axis = money_axis((giver.total for giver in givers), currency, words)
    total = sum((giver.total for giver in givers), Decimal(0))
    drawn = _series(givers, axis.label, words)
    chart = Chart(
        name=f"partner-contributions-{outcome or 'office'}-{year}",
        figure="partner-contributions",
        kind="bars",
        title=_title(report, words, givers, total, outcome, year, max(mine, 0), own=mine >= 0) if givers else "",
        alt="",
        categories=tuple(giver.name for giver in givers),
        series=drawn,
        unit=axis.unit,
        scale=axis.scale,
        # Of two parts each keeps its colour in every bar: the one that the chart is about is told by its title.
        highlight=(-1 if len(drawn) > 1 else mine) if mine >= 0 else 0 if givers else -1,
        period=str(year),
        source=office_source(report, words, "contributions"),
        first_column=words.t("word.partner"),
        lang=words.language,
        dir=words.direction,
    )
    if not givers:
        return empty_chart(chart, words.t(f"{key}.empty", year=year))
    return with_alt(chart, words, amount_text(total, currency, words))


def _givers(report: Report, words: Words, totals: tuple[PartnerTotal, ...]) -> list[Giver]:
    """Return the largest named partners, and the others together."""
    partners = Numbers.of(report).partners
    named: list[Giver] = []
    group: list[Giver] = []
    for total in totals:
        partner = partners.get(total.partner)
        name = partner.name.to(words.language) if partner else ""
        giver = Giver(name, total.total, total.development, total.humanitarian)
        (named if name else group).append(giver)
    most = NAMED if group or len(named) > NAMED + 1 else NAMED + 1
    named, rest = named[:most], named[most:]
    group += rest
    if not group:
        return named
    together = Giver(
        words.t("partners.rest") if rest else words.t("partners.other"),
        sum((giver.total for giver in group), Decimal(0)),
        _sum([giver.development for giver in group]),
        _sum([giver.humanitarian for giver in group]),
    )
    return [*named, together]


def _sum(values: list[Decimal | None]) -> Decimal | None:
    return None if any(value is None for value in values) else sum((v for v in values if v is not None), Decimal(0))


def _series(givers: list[Giver], label: object, words: Words) -> tuple[Series, ...]:
    """Return the total alone, or both parts and the total where every partner's parts are known and both occur."""
    key = "figures.partner-contributions"

    def one(name: str, values: list[Decimal | None], role: str) -> Series:
        return Series(words.t(f"{key}.{name}"), tuple(values), tuple(label(v, words) for v in values), role)  # type: ignore

    totals: list[Decimal | None] = [giver.total for giver in givers]
    development, humanitarian = [g.development for g in givers], [g.humanitarian for g in givers]
    if None in development or None in humanitarian or not any(development) or not any(humanitarian):
        return (one("only-total", totals, "accent"),)
    return (
        one("development", development, "second"),
        one("humanitarian", humanitarian, "muted"),
        one("total", totals, "muted"),
    )


def _title(
    report: Report, words: Words, givers: list[Giver], total: Decimal, outcome: str, year: int, lead: int, *, own: bool
) -> str:
    currency, key = report.settings.currency, "figures.partner-contributions"
    values = {
        "name": givers[lead].name,
        "amount": amount_text(givers[lead].total, currency, words),
        "total": amount_text(total, currency, words),
        "year": year,
    }
    which = "only" if len(givers) == 1 else "own" if own else "title"
    title = words.t(f"{key}.{which}", **values)
    names = {each.code: outcome_name(each, words) for each in report.outcomes}
    return words.t("figures.scope.of", scope=names.get(outcome, outcome), title=title) if outcome else title
