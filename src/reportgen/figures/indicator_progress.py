"""Numeric indicators of an outcome become tracks from baseline over the year's milestone and result to the target."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from reportgen.document.chart import Chart, Series
from reportgen.facts import Numbers, Track
from reportgen.figures.common import absence_text, empty_chart, indicator_name, office_source, value_text, with_alt
from reportgen.language import Words
from reportgen.model import Report


@dataclass(frozen=True, slots=True)
class Row:
    """One track: places in per cent of the way to the target, and the words printed at them."""

    name: str
    start: tuple[Decimal | None, str]
    milestone: tuple[Decimal | None, str]
    result: tuple[Decimal | None, str]
    goal: str


def indicator_progress(report: Report, words: Words, *, outcome: str, year: int | None = None) -> Chart:
    """Draw how far each numeric indicator with a numeric target has come, in the order of the plan.

    x is per cent of the way from the baseline (0) to the target (100); for indicators that add up, the results of the
    plan's years together, from zero. A year without a result shows the reason instead of a dot.
    """
    year = year or report.year
    numbers = Numbers.of(report)
    tracks = [
        numbers.tracks[i.code]
        for i in numbers.active
        if numbers.outcome_of[i.code].code == outcome and drawn(i.code, numbers)
    ]
    rows = [_row(track, year, report, words) for track in tracks]
    met = sum(1 for track in tracks if numbers.rating(track.indicator, year) == "met")
    key = "figures.indicator-progress"
    chart = Chart(
        name=f"indicator-progress-{outcome}",
        figure="indicator-progress",
        kind="dots",
        title=words.t(f"{key}.title", met=words.number(met), count=words.number(len(rows)), year=year),
        alt="",
        categories=tuple(row.name for row in rows),
        series=(
            _series(words.t(f"{key}.baseline"), "start", [row.start for row in rows]),
            _series(words.t(f"{key}.milestone", year=year), "muted", [row.milestone for row in rows]),
            _series(words.t(f"{key}.result", year=year), "accent", [row.result for row in rows]),
            _series(words.t(f"{key}.target"), "goal", [(Decimal(100), row.goal) for row in rows]),
        ),
        period=str(year),
        source=_source(report, words, tracks),
        first_column=words.t("word.indicator"),
        lang=words.language,
        dir=words.direction,
    )
    return with_alt(chart, words) if rows else empty_chart(chart, words.t(f"{key}.empty"))


def _source(report: Report, words: Words, tracks: list[Track]) -> str:
    """Return the source; where yearly results add up, with the word that the status goes by the year alone."""
    source = office_source(report, words, "results")
    if any(track.indicator.accumulation == "sum" for track in tracks):
        return f"{source}. {words.t('figures.indicator-progress.added', year=tracks[0].since)}"
    return source


def drawn(code: str, numbers: Numbers) -> bool:
    """Say whether an indicator can stand on a track: it has a numeric target that differs from where it starts."""
    track = numbers.tracks[code]
    if track.indicator.measure not in ("number", "percent", "money") or track.indicator.accumulation in (None, "none"):
        return False
    end = track.target.value.number if track.target else None
    return end is not None and end != _start(track)


def _start(track: Track) -> Decimal:
    """Return where the track begins: the baseline; 0 where there is none or every year starts anew."""
    base = track.baseline.value.number if track.baseline else None
    return Decimal(0) if base is None or track.indicator.accumulation == "sum" else base


def _way(track: Track, value: Decimal) -> Decimal:
    start, goal = _start(track), track.target
    end = goal.value.number if goal else None
    return (value - start) / ((end or Decimal(0)) - start) * 100


def _row(track: Track, year: int, report: Report, words: Words) -> Row:
    indicator, base = track.indicator, track.baseline.value.number if track.baseline else None

    def text(value: Decimal) -> str:
        return value_text(value, indicator, report, words)

    milestone, seen = _milestone(track, year), track.years.get(year)
    result = track.total(year) if seen and seen.number is not None else None
    label = absence_text(seen, words) if result is None else text(result)
    if result is not None and indicator.accumulation == "sum":
        label = words.t("figures.indicator-progress.sum", value=label)
    target = track.target.value.number if track.target else None
    start = Decimal(0) if indicator.accumulation == "sum" else base
    return Row(
        indicator_name(indicator, words),
        (None if start is None else Decimal(0), words.t("absence.none-set") if start is None else text(start)),
        (None if milestone is None else _way(track, milestone), "" if milestone is None else text(milestone)),
        (None if result is None else _way(track, result), label),
        "" if target is None else text(target),
    )


def _milestone(track: Track, year: int) -> Decimal | None:
    """Return the year's milestone; for yearly amounts the sum of the plan's milestones up to the year."""
    if year not in track.milestones:
        return None
    if track.indicator.accumulation != "sum":
        return track.milestones[year].value.number
    known = [goal.value.number for at, goal in track.milestones.items() if track.since <= at <= year]
    return None if any(value is None for value in known) else sum((v for v in known if v is not None), Decimal(0))


def _series(name: str, role: str, pairs: list[tuple[Decimal | None, str]]) -> Series:
    values, labels = tuple(value for value, _ in pairs), tuple(label for _, label in pairs)
    return Series(name, values, labels, role)  # type: ignore[arg-type]
