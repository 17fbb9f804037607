"""The indicators of each outcome become rows of marks, one an indicator, by status; never by colour alone."""

from __future__ import annotations

from decimal import Decimal

from reportgen.document.chart import Chart, Mark, Series
from reportgen.facts import RATINGS, Numbers, Rating
from reportgen.figures.common import empty_chart, office_source, outcome_name, with_alt
from reportgen.language import Words
from reportgen.model import Report

MARKS: dict[Rating, Mark] = {
    "met": "met",
    "partly": "partly",
    "not-met": "not-met",
    "no-data": "no-data",
    "not-rated": "no-data",
}


def outcome_status(report: Report, words: Words, *, year: int | None = None) -> Chart:
    """Draw one mark for each indicator, met first; the counts are the series, for the table and the text.

    Indicators that cannot be rated carry the mark of those without data; the key names and counts both.
    """
    year, numbers, key = year or report.year, Numbers.of(report), "figures.outcome-status"
    active = {indicator.code for indicator in numbers.active}
    counts: list[dict[Rating, int]] = []
    names: list[str] = []
    for outcome in report.outcomes:
        mine = [indicator for indicator in outcome.all_indicators if indicator.code in active]
        if mine:
            names.append(outcome_name(outcome, words))
            counts.append(numbers.ratings(mine, year))
    totals: dict[Rating, int] = {r: sum(count.get(r, 0) for count in counts) for r in RATINGS}
    present: list[Rating] = [rating for rating in RATINGS if totals[rating]]
    longest = max((sum(count.values()) for count in counts), default=0)
    rows = [[MARKS[r] for r in RATINGS for _ in range(count.get(r, 0))] for count in counts]
    everything = sum(totals.values())
    chart = Chart(
        name=f"outcome-status-{year}",
        figure="outcome-status",
        kind="matrix",
        title=_title(totals, year, words),
        alt="",
        categories=tuple(names),
        columns=("",) * longest,
        marks=tuple(tuple(row) + ("",) * (longest - len(row)) for row in rows),  # type: ignore[arg-type]
        mark_labels=_key(totals, words),
        series=tuple(
            Series(
                words.t(f"rating.{rating}"),
                tuple(Decimal(count.get(rating, 0)) for count in counts),
                tuple(words.number(count.get(rating, 0)) for count in counts),
                "muted",
            )
            for rating in present
        ),
        period=str(year),
        source=office_source(report, words, "results"),
        first_column=words.t("word.outcome"),
        lang=words.language,
        dir=words.direction,
    )  # fmt: skip
    return with_alt(chart, words) if everything else empty_chart(chart, words.t(f"{key}.empty", year=year))


def _title(totals: dict[Rating, int], year: int, words: Words) -> str:
    """Return how many of the indicators that can be rated are met; those that cannot are named, never counted as unmet."""
    rated = totals["met"] + totals["partly"] + totals["not-met"]
    values = {
        "met": words.number(totals["met"]),
        "count": words.number(rated + totals["no-data"]),
        "no_data": words.number(totals["no-data"]),
        "not_rated": words.number(totals["not-rated"]),
        "year": year,
    }
    form = ("title-not-rated" if totals["not-rated"] else "title") if rated else "none-rated"
    return words.t(f"figures.outcome-status.{form}", **values)


def _key(totals: dict[Rating, int], words: Words) -> tuple[tuple[Mark, str], ...]:
    """Return each mark with its words and count."""
    labels: dict[Mark, list[str]] = {}
    for rating in RATINGS:
        if totals[rating]:
            text = words.t(
                "figures.outcome-status.key", status=words.t(f"rating.{rating}"), count=words.number(totals[rating])
            )
            labels.setdefault(MARKS[rating], []).append(text)
    return tuple((mark, words.t("figures.alt.comma").join(texts)) for mark, texts in labels.items())
