"""Results become findings: impossible periods, years without a word, statuses without a reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from reportgen.checks.check import Check
from reportgen.checks.index import Index
from reportgen.findings import Card, Finding
from reportgen.model import Report, Result

UNDECLARED_ACCUMULATION = Card(
    "RES001",
    "undeclared-accumulation",
    "warning",
    why="Unless it is said whether years add up, there is neither a total nor a status: a guess could double it.",
    example="An indicator without the key accumulation.",
    mend="Add accumulation: sum (years add up), cumulative (each value holds the years before), latest "
    "(the newest "
    "stands) or none (years cannot be compared).",
)
FUTURE_PERIOD = Card(
    "RES005",
    "result-in-the-future",
    "error",
    why="A result of days that had not come when the report was issued was not observed.",
    example="period_end 2025-12-31 in a report of 2025-03-31",
    mend="Correct the period, or move the value to targets.csv if it is a plan.",
)
OUTSIDE_YEARS = Card(
    "RES006",
    "result-outside-report",
    "info",
    why="Tables and trends show the years from first_year to year only, so this result is not printed.",
    example="A result of 2020 in a report whose first_year is 2021",
    mend="Nothing has to be done; to show it, set first_year in report.yaml earlier.",
)
LONG_PERIOD = Card(
    "RES007",
    "period-over-a-year",
    "info",
    why="The result is printed under the year in which its period ends, beside results of single years.",
    example="2022-01-01 to 2024-12-31",
    mend="Split the result by year if it can be split; else say in the caveat which years it covers.",
)
SAME_PERIOD = Card(
    "RES008",
    "two-results-of-one-period",
    "error",
    why="Of two values for the same period only one can be printed, and nobody could say which is newer.",
    example="Two rows for D_1.1.A, 2024-01-01 to 2024-12-31, without a date under recorded",
    mend="Delete one, or give the day on which each was recorded: the later one restates the earlier.",
)
NO_RESULT = Card(
    "RES009",
    "no-result",
    "warning",
    why="An indicator of which the year's report says nothing looks forgotten.",
    example="D_1.1.A has results of 2022 and 2023, but none of 2024.",
    mend="Add the result to the table results; if there is none, add the row without a value and with an "
    "absence such as "
    "not-collected, not-due or not-applicable.",
)
STATUS_REASON = Card(
    "RES010",
    "status-without-reason",
    "error",
    why="A status that differs from the formula's without a reason looks embellished.",
    example="status: met, and an empty status_reason",
    mend="Give the reason in status_reason, which is printed, or delete the status.",
)
LONG_COMMENT = Card(
    "RES011",
    "comment-too-long",
    "warning",
    why="The comment stands in a narrow column of the results table and should be read at a glance.",
    example="A paragraph about the causes of a delay.",
    mend="Keep at most 25 words; the rest belongs in the progress note.",
)
COMMENT_WORDS = 25


def undeclared_accumulation(report: Report) -> Iterator[Finding]:
    """Every indicator that could have a status says how its years go together."""
    for indicator in report.indicators:
        if indicator.accumulation is None and indicator.measure != "text":
            yield UNDECLARED_ACCUMULATION.at(
                indicator.place("accumulation"),
                f"{indicator.code} does not say whether its years add up, so it gets no total and no status.",
                expected="sum, cumulative, latest or none",
            )


def result_in_the_future(report: Report) -> Iterator[Finding]:
    """What was observed had come to pass when the report was issued."""
    issued = report.settings.date
    for result in report.results:
        if result.period_end > issued and result.absence != "not-due":
            message = (
                f"{result.indicator}: the period ends on {result.period_end}, after the report's "
                f"date of issue, {issued}."
            )
            yield FUTURE_PERIOD.at(
                result.place("period_end"),
                message,
                found=str(result.period_end),
                expected=f"{issued} or earlier",
            )


def result_outside_report(report: Report) -> Iterator[Finding]:
    """Results are of years that the report shows."""
    years = report.settings.years
    for result in report.results:
        if not years[0] <= result.year <= years[-1]:
            message = f"{result.indicator}: the result of {result.year} is not shown; the report covers {_span(years)}."
            yield OUTSIDE_YEARS.at(result.place("period_end"), message, found=str(result.year), expected=_span(years))


def _span(years: tuple[int, ...]) -> str:
    return f"{min(years)} to {max(years)}" if len(years) > 1 else str(max(years))


def period_over_a_year(report: Report) -> Iterator[Finding]:
    """A result's period is at most one year."""
    for result in report.results:
        if (result.period_end - result.period_start).days >= 366:
            message = (
                f"{result.indicator}: the period runs from {result.period_start} to "
                f"{result.period_end}; its result is "
                f"printed under {result.year}."
            )
            yield LONG_PERIOD.at(result.place("period_start"), message, expected="at most one year")


def two_results_of_one_period(report: Report) -> Iterator[Finding]:
    """Of two results for one period it is known which was recorded later."""
    groups: dict[tuple[object, ...], list[Result]] = defaultdict(list)
    for result in report.results:
        parts = tuple(sorted(result.parts.items()))
        groups[result.indicator, result.period_start, result.period_end, parts].append(result)
    for rows in groups.values():
        if len(rows) < 2:
            continue
        newest = max(row.recorded or date.min for row in rows)
        first, *others = [row for row in rows if (row.recorded or date.min) == newest]
        for row in others:
            part = f" ({row.dimensions})" if row.dimensions else ""
            message = (
                f"{row.indicator}{part}: line {first.place().line} has a result for the same period, "
                f"{row.period_start} "
                f"to {row.period_end}, and nothing says which is newer."
            )
            yield SAME_PERIOD.at(row.place("recorded"), message, expected="one result, or two dates under recorded")


def no_result(report: Report) -> Iterator[Finding]:
    """Every indicator has a result or an absence in the report's year."""
    index, year = Index.of(report), report.year
    dropped = {
        indicator.code
        for output in report.outputs
        if output.dropped and output.dropped.date.year <= year
        for indicator in output.indicators
    }
    for indicator in report.indicators:
        mine = [row for row in index.results.get(indicator.code, ()) if row.year == year]
        if indicator.code in dropped or any(not row.parts for row in mine):
            continue
        what = "only parts, no result for the whole" if mine else "neither a result nor an absence"
        message = f"{indicator.code} has {what} for {year}."
        yield NO_RESULT.at(indicator.place("code"), message, expected=f"a row in results.csv that ends in {year}")


def status_without_reason(report: Report) -> Iterator[Finding]:
    """A status that was set by hand has a reason."""
    for result in report.results:
        if result.status is not None and not any(map(str.strip, result.status_reason.root.values())):
            message = f"{result.indicator}: the status of {result.year} was set to “{result.status}” without a reason."
            yield STATUS_REASON.at(result.place("status_reason"), message, found=result.status, expected="a reason")


def comment_too_long(report: Report) -> Iterator[Finding]:
    """A comment has at most 25 words."""
    for result in report.results:
        count = max((len(text.split()) for text in result.comment.root.values()), default=0)
        if count > COMMENT_WORDS:
            message = f"{result.indicator}: the comment has {count} words; the table has room for {COMMENT_WORDS}."
            yield LONG_COMMENT.at(
                result.place("comment"),
                message,
                found=f"{count} words",
                expected=f"at most {COMMENT_WORDS} words",
            )


CHECKS: tuple[Check, ...] = (
    Check(UNDECLARED_ACCUMULATION, undeclared_accumulation),
    Check(FUTURE_PERIOD, result_in_the_future),
    Check(OUTSIDE_YEARS, result_outside_report),
    Check(LONG_PERIOD, period_over_a_year),
    Check(SAME_PERIOD, two_results_of_one_period),
    Check(NO_RESULT, no_result),
    Check(STATUS_REASON, status_without_reason),
    Check(LONG_COMMENT, comment_too_long),
)
