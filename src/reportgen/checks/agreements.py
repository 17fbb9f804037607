"""Agreements become findings where their days, amount, outcomes or payments are missing or impossible."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from reportgen.checks.check import Check, plain
from reportgen.checks.index import Index
from reportgen.findings import Card, Finding, Severity
from reportgen.model import Report

DAYS = Card(
    "FIN050",
    "agreement-ends-before-start",
    "error",
    why="The period is printed in the annex and in the donor's pack, and no payment can fall into it.",
    example="start 2024-01-01, end 2022-12-31",
    mend="Correct the two days.",
)
DUE = Card(
    "FIN051",
    "report-due-on-odd-day",
    "warning",
    why="`reportgen agreements` counts reports as sent, due or overdue by these days.",
    example="start 2023-01-01, reports_due 2022-03-31",
    mend="Correct the year of the day, or the period of the agreement.",
)
NO_AMOUNT = Card(
    "FIN052",
    "agreement-without-amount",
    "warning",
    why="An agreement about nothing is printed as such, and every payment is over it.",
    example="amount 0",
    mend="Write the amount of the agreement, in its own currency and over all its years.",
)
OUTSIDE_PLAN = Card(
    "FIN053",
    "agreement-outside-plan",
    "info",
    why="An agreement that was over before the plan, or begins after it, pays for nothing in the report.",
    example="2017-01-01 to 2019-12-31, in a report of the plan 2022-2025",
    mend="Nothing has to be done where it is kept for the record; else correct its days.",
)
NO_PAYMENT = Card(
    "FIN054",
    "agreement-without-contribution",
    "info",
    why="The partner sees its agreement in the annex and no payment under it.",
    example="A-07 runs since 2021, and no row of contributions.csv names it",
    mend="Add the payments with the agreement's id; where none came yet, nothing has to be done.",
)
NO_OUTCOME = Card(
    "FIN055",
    "agreement-without-outcome",
    "warning",
    why="Earmarked money is shown with what it pays for; without an outcome its donor's report has no results.",
    example="earmarking: earmarked, and an empty outcomes",
    mend="Name the outcomes, parted by semicolons, or write earmarking: core.",
)
NO_MONEY = Card(
    "FIN058",
    "funder-without-money",
    "info",
    why="A partner with the role of a funder stands among those who paid, without an amount.",
    example="roles: [funder], and neither an agreement nor a contribution",
    mend="Add what it paid, or correct its roles.",
)
LONG_AFTER = timedelta(days=2 * 366)


def agreement_ends_before_start(report: Report) -> Iterator[Finding]:
    """An agreement ends after it starts."""
    for row in report.agreements:
        if row.end < row.start:
            message = f"{row.id} ends on {row.end}, before it starts on {row.start}."
            yield DAYS.at(row.place("end"), message, found=str(row.end), expected=f"after {row.start}")


def report_due_on_odd_day(report: Report) -> Iterator[Finding]:
    """Reports are due after an agreement began and soon after it ended, and sent by the day of issue."""
    issued = report.settings.date
    for row in report.agreements:
        if row.end < row.start:
            continue
        odd: list[tuple[str, str, Severity]] = []
        for day in row.reports_due:
            if day <= row.start:
                odd.append(("reports_due", f"a report is due on {day}, before it began on {row.start}", "warning"))
            elif day > row.end + LONG_AFTER:
                odd.append(
                    ("reports_due", f"a report is due on {day}, over two years after it ended on {row.end}", "info")
                )
        for day in row.reports_sent:
            if day < row.start:
                odd.append(("reports_sent", f"a report was sent on {day}, before it began on {row.start}", "warning"))
            elif day > issued:
                odd.append(
                    ("reports_sent", f"a report was sent on {day}, after the date of issue, {issued}", "warning")
                )
        if len(row.reports_sent) > len(row.reports_due) > 0:
            what = f"{len(row.reports_sent)} reports were sent, {len(row.reports_due)} are due"
            odd.append(("reports_sent", what, "info"))
        for key, what, severity in odd:
            yield DUE.at(row.place(key), f"{row.id}: {what}.", severity=severity)


def agreement_without_amount(report: Report) -> Iterator[Finding]:
    """An agreement is about an amount."""
    for row in report.agreements:
        if row.amount == 0:
            yield NO_AMOUNT.at(row.place("amount"), f"{row.id} is about {plain(row.amount)} {row.currency}.", found="0")


def agreement_outside_plan(report: Report) -> Iterator[Finding]:
    """An agreement holds on some day of the plan, or of the years that the report shows."""
    plan, years = report.plan, report.settings.years
    for row in report.agreements:
        shown = row.start.year <= years[-1] and row.end.year >= years[0]
        if plan is None or shown or row.end < row.start or (row.start <= plan.end and row.end >= plan.start):
            continue
        message = f"{row.id} runs from {row.start} to {row.end}, outside the plan {report.settings.plan}."
        yield OUTSIDE_PLAN.at(row.place("start"), message, expected=f"a day from {plan.start} to {plan.end}")


def agreement_without_contribution(report: Report) -> Iterator[Finding]:
    """Under an agreement that has run for a year something was paid."""
    paid = {row.agreement for row in report.contributions}
    for row in report.agreements if report.contributions else ():
        if row.id not in paid and row.start.year < report.year and row.end >= row.start:
            message = f"{row.id} with {row.partner} runs since {row.start}, and no contribution names it."
            yield NO_PAYMENT.at(row.place("id"), message, expected=f"a row with {row.id} in contributions.csv")


def agreement_without_outcome(report: Report) -> Iterator[Finding]:
    """Money that is bound to outcomes names them."""
    for row in report.agreements:
        if not row.outcomes and row.earmarking != "core":
            severity: Severity = "warning" if row.earmarking == "earmarked" else "info"
            message = f"{row.id} is {row.earmarking} and names no outcome."
            yield NO_OUTCOME.at(row.place("outcomes"), message, expected="codes of outcomes", severity=severity)


def funder_without_money(report: Report) -> Iterator[Finding]:
    """Every partner that funds has an agreement or a contribution."""
    payers = {row.partner for row in (*report.agreements, *report.contributions)}
    for code, partner in Index.of(report).partners.items() if payers else ():
        if "funder" in partner.roles and code not in payers:
            message = f"{code} is a funder, but has neither an agreement nor a contribution."
            yield NO_MONEY.at(partner.place("roles"), message, found="funder")


CHECKS: tuple[Check, ...] = (
    Check(DAYS, agreement_ends_before_start),
    Check(DUE, report_due_on_odd_day),
    Check(NO_AMOUNT, agreement_without_amount),
    Check(OUTSIDE_PLAN, agreement_outside_plan),
    Check(NO_PAYMENT, agreement_without_contribution),
    Check(NO_OUTCOME, agreement_without_outcome),
    Check(NO_MONEY, funder_without_money),
)
