"""Agreements and tranches received become findings where they contradict each other or the accounts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from reportgen.checks.check import Check, plain
from reportgen.checks.index import Index
from reportgen.findings import Card, Finding
from reportgen.model import Contribution, Report

RATE = Card(
    "FIN020",
    "contribution-without-rate",
    "error",
    why="An amount in another currency enters totals at the rate of the day it was received; without "
    "it, as if it were "
    "the report's own.",
    example="400000 EUR in a report kept in USD, and an empty rate",
    mend="Write in rate what one unit was worth in the report's currency on the day of receipt "
    "(rate_date); for amounts "
    "in the report's own currency leave it empty.",
)
SPLIT = Card(
    "FIN021",
    "split-not-amount",
    "error",
    why="The chart of partners shows development and humanitarian funds as parts of the amount.",
    example="amount 250000, development 200000, humanitarian 0",
    mend="Correct the two so that they add up to the amount, or leave both empty.",
)
NOT_RECEIVED = Card(
    "FIN022",
    "contributions-differ-from-received",
    "warning",
    why="Finance and partners' pages print both; a partner who adds up finds the difference.",
    example="D_1 received 950000 of other funds in 2024, its contributions of 2024 add up to 900000",
    mend="Add the missing tranche, or correct the amount received.",
)
OUTSIDE_AGREEMENT = Card(
    "FIN023",
    "contribution-outside-agreement",
    "warning",
    why="Money received outside an agreement's years may have been booked under the wrong one.",
    example="A contribution of 2025 under an agreement that ended in 2024",
    mend="Correct the year or the agreement, or add the amendment that extends it.",
)
OVER_AGREEMENT = Card(
    "FIN024",
    "contributions-over-agreement",
    "warning",
    why="A partner pays no more than was agreed; more points to a tranche entered twice.",
    example="Tranches of 700000 and 700000 under an agreement of 1200000",
    mend="Remove the tranche that was entered twice, or correct the agreement's amount.",
)


def contribution_without_rate(report: Report) -> Iterator[Finding]:
    """Amounts in another currency, and only they, have the rate of the day of receipt."""
    own = report.settings.currency
    for row in report.contributions:
        name = f"{row.partner}, {row.year}: {plain(row.amount)} {row.currency}"
        if row.currency == own:
            if row.rate is not None and row.rate != 1:
                message = f"{name} has a rate, {plain(row.rate)}, though the report is kept in {own}."
                yield RATE.at(row.place("rate"), message, found=plain(row.rate), expected="no rate")
        elif row.rate is None or row.rate <= 0:
            what = "has no rate" if row.rate is None else f"has the rate {plain(row.rate)}"
            expected = f"the worth of 1 {row.currency} in {own}"
            yield RATE.at(row.place("rate"), f"{name} {what}, so it cannot be given in {own}.", expected=expected)
        elif row.rate_date is None:
            message = f"{name} has a rate without its day."
            yield RATE.at(row.place("rate_date"), message, expected="the day of receipt", severity="warning")


def split_not_amount(report: Report) -> Iterator[Finding]:
    """Development and humanitarian funds add up to the amount."""
    for row in report.contributions:
        given = [part for part in (row.development, row.humanitarian) if part is not None]
        name = f"{row.partner}, {row.year}"
        if len(given) == 1:
            key = "humanitarian" if row.humanitarian is None else "development"
            message = f"{name}: {key} is empty, so the split is not shown."
            expected = plain(row.amount - given[0])
            yield SPLIT.at(row.place(key), message, expected=expected, severity="warning")
        elif given and abs(sum(given) - row.amount) > Decimal("0.01"):
            total = sum(given, Decimal(0))
            message = (
                f"{name}: development and humanitarian add up to {plain(total)}, the amount is {plain(row.amount)}."
            )
            yield SPLIT.at(row.place("development"), message, found=plain(total), expected=plain(row.amount))


def _convertible(report: Report, row: Contribution) -> bool:
    return row.currency == report.settings.currency or row.rate is not None


def contributions_differ_from_received(report: Report) -> Iterator[Finding]:
    """An outcome's contributions of a year add up to the non-core funds that it received."""
    groups: dict[tuple[str, int], list[Contribution]] = defaultdict(list)
    for row in report.contributions:
        if row.outcome is not None:
            groups[row.outcome, row.year].append(row)
    money = Index.of(report).money
    for (outcome, year), rows in groups.items():
        line = money.get((outcome, year, "received", "other"))
        if line is None or not all(_convertible(report, row) for row in rows):
            continue
        total = sum((row.converted() for row in rows), Decimal(0))
        if abs(total - line.amount) > 1:
            message = (
                f"{outcome}, {year}: {plain(line.amount)} of other funds was received, but its "
                "contributions add up to "
                f"{plain(total)} ({len(rows)} rows)."
            )
            foreign = sorted({row.currency for row in rows} - {report.settings.currency})
            rates = f" Amounts in {' and '.join(foreign)} are in the sum: a rate may be wrong." if foreign else ""
            place, found = line.place("amount"), plain(line.amount)
            yield NOT_RECEIVED.at(place, message, found=found, expected=plain(total), hint=NOT_RECEIVED.mend + rates)


def contribution_outside_agreement(report: Report) -> Iterator[Finding]:
    """Tranches come in the years of their agreement; refunds may come later."""
    index = Index.of(report)
    for row in report.contributions:
        agreement = index.agreements.get(row.agreement or "")
        if agreement is None or row.amount < 0:
            continue
        first, last = agreement.start.year, agreement.end.year
        if not first <= row.year <= last:
            message = (
                f"{row.partner}: a contribution of {row.year} under {agreement.id}, which runs from {first} to {last}."
            )
            yield OUTSIDE_AGREEMENT.at(row.place("year"), message, found=str(row.year), expected=f"{first} to {last}")


def contributions_over_agreement(report: Report) -> Iterator[Finding]:
    """The tranches of an agreement are no more than its amount."""
    groups: dict[str, list[Contribution]] = defaultdict(list)
    for row in report.contributions:
        if row.agreement is not None:
            groups[row.agreement].append(row)
    for code, rows in groups.items():
        agreement = Index.of(report).agreements.get(code)
        if agreement is None:
            continue
        if all(row.currency == agreement.currency for row in rows):
            total = sum((row.amount for row in rows), Decimal(0))
        elif agreement.currency == report.settings.currency and all(_convertible(report, row) for row in rows):
            total = sum((row.converted() for row in rows), Decimal(0))
        else:
            continue  # rates of the tranches say nothing about the agreement's own currency
        if total - agreement.amount > 1:
            message = (
                f"{code}: its contributions add up to {plain(total)} {agreement.currency}, the "
                "agreement is about "
                f"{plain(agreement.amount)} {agreement.currency}."
            )
            place = rows[-1].place("amount")
            yield OVER_AGREEMENT.at(place, message, found=plain(total), expected=f"at most {plain(agreement.amount)}")


CHECKS: tuple[Check, ...] = (
    Check(RATE, contribution_without_rate),
    Check(SPLIT, split_not_amount),
    Check(NOT_RECEIVED, contributions_differ_from_received),
    Check(OUTSIDE_AGREEMENT, contribution_outside_agreement),
    Check(OVER_AGREEMENT, contributions_over_agreement),
)
