"""Numeric indicators of an outcome become tracks from baseline over the year's milestone and result to the target."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from reportgen.document.chart import Chart, Series
from reportgen.facts import Numbers, Track
from reportgen.figures.common import absence_text, empty_chart, indicator_name, office_source, value_text, with_alt
from reportgen.language import Words
from reportgen.model import Report

MOST = 18
"""Tracks that stand on one page with names of three lines."""


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

    x is per cent of the way from the baseline (0) to the target (100). An indicator that adds up starts from zero, and
    its dot stands at the total of the plan's years; its milestone is the year's own, counted from the total before, so
    that the dot passes it exactly where the status says so. A year without a result shows the reason instead of a dot.
    Of more than 18 indicators those short of their level are drawn first.
    """
    year = year or report.year
    numbers = Numbers.of(report)
    found = [
        numbers.tracks[i.code]
        for i in numbers.active
        if numbers.outcome_of[i.code].code == outcome and drawn(i.code, numbers)
    ]
    reached = [numbers.rating(track.indicator, year) == "met" for track in found]
    tracks = _most_telling(found, reached)
    rows = [_row(track, year, report, words) for track in tracks]
    key = "figures.indicator-progress"
    chart = Chart(
        name=f"indicator-progress-{outcome}",
        figure="indicator-progress",
        kind="dots",
        title=words.t(f"{key}.title", met=words.number(sum(reached)), count=words.number(len(found)), year=year),
        alt="",
        categories=tuple(row.name for row in rows),
        series=(
            _series(words.t(f"{key}.baseline"), "start", [row.start for row in rows]),
            _series(words.t(f"{key}.milestone", year=year), "muted", [row.milestone for row in rows]),
            _series(words.t(f"{key}.result", year=year), "accent", [row.result for row in rows]),
            _series(words.t(f"{key}.target"), "goal", [(Decimal(100), row.goal) for row in rows]),
        ),
        period=str(year),
        source=_source(report, words, tracks, len(found)),
        first_column=words.t("word.indicator"),
        lang=words.language,
        dir=words.direction,
    )
    return with_alt(chart, words) if rows else empty_chart(chart, words.t(f"{key}.empty"))


def _most_telling(tracks: list[Track], reached: list[bool]) -> list[Track]:
    """Return at most as many tracks as stand on a page, in the order of the plan; those that fell short before others."""
    ranked = sorted(range(len(tracks)), key=lambda index: (reached[index], index))
    return [tracks[index] for index in sorted(ranked[:MOST])]


def _source(report: Report, words: Words, tracks: list[Track], found: int) -> str:
    """Return the source, with words for what is not as in the table: years that add up, and rows that are left out."""
    parts, key = [office_source(report, words, "results")], "figures.indicator-progress"
    if any(track.indicator.accumulation == "sum" for track in tracks):
        parts.append(words.t(f"{key}.added", year=tracks[0].since))
    if found > len(tracks):
        parts.append(words.t(f"{key}.shown", shown=words.number(len(tracks)), count=words.number(found)))
    return words.t("mark.stop").join(parts)


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

    aim, seen = track.milestones.get(year), track.years.get(year)
    milestone = aim.value.number if aim else None
    result = seen.number if seen else None
    label = absence_text(seen, words) if result is None else text(result)
    before = Decimal(0)
    if indicator.accumulation == "sum":
        before = track.total(year - 1) or Decimal(0)
    if result is not None and before:
        label = words.t("figures.indicator-progress.sum", value=label, total=text(before + result))
    target = track.target.value.number if track.target else None
    start = Decimal(0) if indicator.accumulation == "sum" else base
    return Row(
        indicator_name(indicator, words),
        (None if start is None else Decimal(0), words.t("absence.none-set") if start is None else text(start)),
        (None if milestone is None else _way(track, before + milestone), "" if milestone is None else text(milestone)),
        (None if result is None else _way(track, before + result), label),
        "" if target is None else text(target),
    )


def _series(name: str, role: str, pairs: list[tuple[Decimal | None, str]]) -> Series:
    values, labels = tuple(value for value, _ in pairs), tuple(label for _, label in pairs)
    return Series(name, values, labels, role)  # type: ignore[arg-type]
