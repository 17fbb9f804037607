"""Days on which amounts were drawn from the accounts become findings where they are impossible or out of date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from reportgen.checks.check import Check, plain
from reportgen.checks.index import Index
from reportgen.findings import Card, Finding, Severity
from reportgen.model import FinanceLine, Report

FUTURE = Card(
    "FIN047",
    "as-of-in-the-future",
    "error",
    why="The day is printed beside the amount; no account was drawn after the report was issued.",
    example="as_of 2025-12-31 in a report of 2025-03-31",
    mend="Write the day on which the amount was drawn from the accounts, or correct the date of issue.",
)
STALE = Card(
    "FIN048",
    "as-of-out-of-date",
    "warning",
    why="An amount that was drawn before its year was over leaves out the last months, and reads as the whole year.",
    example="expended in 2024, as_of 2024-10-31, in a report of 2025-03-31",
    mend="Draw the amount from the accounts again, and enter it with the new day.",
)
YEAR_AHEAD = Card(
    "FIN049",
    "spent-after-report-year",
    "info",
    why="The report is about an earlier year; what is spent later is often an amount under the wrong year.",
    example="expended in 2025, in a report about 2024",
    mend="Correct the year; where it is right, nothing has to be done, and it is not printed.",
)
HALF_A_YEAR = timedelta(days=184)
WHOLE_YEAR = ("received", "committed", "expended")
"""Stages that go on to the last day of a year; budgets are known before."""


def as_of_in_the_future(report: Report) -> Iterator[Finding]:
    """No amount was drawn from the accounts after the report was issued."""
    issued = report.settings.date
    for row in (*report.finance, *report.spending, report.settings):
        if row.as_of is not None and row.as_of > issued:
            message = f"The day is {row.as_of}, after the report's date of issue, {issued}."
            yield FUTURE.at(row.place("as_of"), message, found=str(row.as_of), expected=f"{issued} or earlier")


def as_of_out_of_date(report: Report) -> Iterator[Finding]:
    """Amounts of a year that is over were drawn after its end, and provisional ones within half a year of the report."""
    issued = report.settings.date
    groups: dict[tuple[int, date, Severity], list[FinanceLine]] = {}
    for (_, year, stage, _), line in Index.of(report).money.items():
        if stage not in WHOLE_YEAR or line.as_of is None or line.as_of > issued or issued.year <= year:
            continue
        if line.as_of < date(year, 12, 31):
            groups.setdefault((year, line.as_of, "warning"), []).append(line)
        elif line.status != "certified" and year == report.year and issued - line.as_of > HALF_A_YEAR:
            groups.setdefault((year, line.as_of, "info"), []).append(line)
    for (year, day, severity), lines in groups.items():
        line, more = lines[0], f" and {len(lines) - 1} more" if len(lines) > 1 else ""
        late = (
            "before the year was over" if severity == "warning" else f"over half a year before the report of {issued}"
        )
        message = f"{line.code}, {year}, {line.stage} {plain(line.amount)}{more}: as of {day}, {late}."
        expected = f"after {year}-12-31" if severity == "warning" else "a later day, or certified"
        yield STALE.at(line.place("as_of"), message, found=str(day), expected=expected, severity=severity)


def spent_after_report_year(report: Report) -> Iterator[Finding]:
    """What was spent was spent by the end of the year reported on."""
    for line in report.finance:
        if line.year > report.year and line.stage == "expended":
            severity: Severity = "warning" if line.year > report.settings.date.year else "info"
            message = (
                f"{line.code}: {plain(line.amount)} was expended in {line.year}, but the report is about {report.year}."
            )
            yield YEAR_AHEAD.at(
                line.place("year"),
                message,
                found=str(line.year),
                expected=f"{report.year} or earlier",
                severity=severity,
            )


CHECKS: tuple[Check, ...] = (
    Check(FUTURE, as_of_in_the_future),
    Check(STALE, as_of_out_of_date),
    Check(YEAR_AHEAD, spent_after_report_year),
)
