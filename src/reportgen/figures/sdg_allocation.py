"""The SDG shares of an outcome and year become ranked bars in the goals' official colours; of many goals seven."""

from __future__ import annotations

from decimal import Decimal

from reportgen.document.chart import Chart, Series
from reportgen.facts import Numbers
from reportgen.figures.common import empty_chart, office_source, with_alt
from reportgen.figures.sdg import SDG_COLOURS, sdg_label
from reportgen.language import Words
from reportgen.model import Report

NAMED = 7


def sdg_allocation(report: Report, words: Words, *, outcome: str, year: int | None = None) -> Chart:
    """Draw which share of the outcome's resources of the year went to which goal, largest first.

    x is per cent of the resources, from zero; the targets of one goal are added. Of more than eight goals the seven
    largest are named and the others stand together.
    """
    year, key = year or report.year, "figures.sdg-allocation"
    goals = Numbers.of(report).sdg_goals(outcome, year)
    shares = [(sdg_label(goal, words), share, SDG_COLOURS.get(goal, "")) for goal, share in goals]
    if len(shares) > NAMED + 1:
        rest = words.t(f"{key}.rest", count=words.number(len(shares) - NAMED))
        shares[NAMED:] = [(rest, sum((share for _, share, _ in shares[NAMED:]), Decimal(0)), "")]
    names = tuple(name for name, _, _ in shares)
    labels = tuple(words.percent(share) for _, share, _ in shares)
    chart = Chart(
        name=f"sdg-allocation-{outcome}-{year}",
        figure="sdg-allocation",
        kind="bars",
        title=words.t(f"{key}.title", share=labels[0], goal=names[0], year=year) if goals else "",
        alt="",
        categories=names,
        series=(Series(words.t(f"{key}.series"), tuple(share for _, share, _ in shares), labels, "muted"),),
        unit=words.t(f"{key}.unit", year=year),
        colours=tuple(colour for _, _, colour in shares),
        period=str(year),
        source=office_source(report, words, "sdg"),
        first_column=words.t(f"{key}.goal"),
        lang=words.language,
        dir=words.direction,
    )
    return with_alt(chart, words) if goals else empty_chart(chart, words.t(f"{key}.empty", year=year))
