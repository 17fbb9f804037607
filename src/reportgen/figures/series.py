"""One indicator over the years becomes a line, with its milestones and target as open marks."""

from __future__ import annotations

from decimal import Decimal

from reportgen.document.chart import Chart, Series
from reportgen.facts import Numbers, Track
from reportgen.figures.common import (
    absence_text,
    empty_chart,
    indicator_name,
    office_source,
    span,
    value_text,
    with_alt,
)
from reportgen.language import Words
from reportgen.model import Report

KEY = "figures.series"


def series(report: Report, words: Words, *, indicator: str) -> Chart:
    """Draw the results of an indicator.

    x is the calendar year; y is the indicator's unit, and zero is always on it. A year without data is a gap, never
    interpolated. Yearly results are not added up: for indicators that add up each point is the year's own.
    """
    track = Numbers.of(report).tracks[indicator]
    last = max(report.year, track.target.current.period if track.target else report.year)
    seen = {year: o.number for year, o in track.years.items() if year <= report.year}
    known = {year: value for year, value in seen.items() if value is not None}
    first = min([report.settings.years[0], *known])
    years = list(range(first, last + 1))
    results = [known.get(year) for year in years]
    labels = [_label(track, year, report, words) for year in years]
    goals = [_goal(track, year) for year in years]
    shown = [Series(words.t(f"{KEY}.result"), tuple(results), tuple(labels))]
    if any(goal is not None for goal in goals):
        printed = tuple("" if g is None else value_text(g, track.indicator, report, words) for g in goals)
        shown.append(Series(words.t(f"{KEY}.goal"), tuple(goals), printed, "goal"))
    chart = Chart(
        name=f"series-{indicator}",
        figure="series",
        kind="line",
        title=_title(track, known, report, words) if known else "",
        alt="",
        categories=tuple(str(year) for year in years),
        series=tuple(shown),
        unit=track.indicator.unit.to(words.language),
        period=span(sorted(known)) if known else "",
        source=office_source(report, words, "results"),
        first_column=words.t("word.year"),
        lang=words.language,
        dir=words.direction,
    )
    return with_alt(chart, words) if known else empty_chart(chart, words.t(f"{KEY}.empty", year=report.year))


def _label(track: Track, year: int, report: Report, words: Words) -> str:
    """Return the printed result; an absence in words, and nothing for years still to come."""
    seen = track.years.get(year)
    if year > report.year:
        return ""
    if seen is not None and seen.number is not None:
        return value_text(seen.number, track.indicator, report, words)
    return absence_text(seen, words)


def _goal(track: Track, year: int) -> Decimal | None:
    """Return what was aimed at for the year: the milestone, else the target; a target of the whole plan is none."""
    if year in track.milestones:
        return track.milestones[year].value.number
    if track.target and track.target.current.period == year and track.indicator.accumulation != "sum":
        return track.target.value.number
    return None


def _title(track: Track, known: dict[int, Decimal], report: Report, words: Words) -> str:
    first, last = min(known), max(known)
    values = {
        "indicator": indicator_name(track.indicator, words),
        "first": value_text(known[first], track.indicator, report, words),
        "last": value_text(known[last], track.indicator, report, words),
        "from_year": first,
        "to_year": last,
    }
    return words.t(f"{KEY}.title" if len(known) > 1 else f"{KEY}.one-year", **values)
