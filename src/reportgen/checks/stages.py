"""Amounts of different stages and years become findings where they are far from each other, or add up to too much."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from reportgen.checks.check import Check, plain
from reportgen.checks.index import Index
from reportgen.findings import Card, Finding, Severity
from reportgen.model import Report

OVERCOMMITTED = Card(
    "FIN042",
    "committed-over-available",
    "warning",
    why="What was spent and what is signed for cannot be more than what was there; the balance would be negative.",
    example="available 500000, expended 400000, committed 150000, all other funds of 2024",
    mend="Leave what was spent out of what is committed, or correct one of the amounts.",
)
FAR_REVISED = Card(
    "FIN044",
    "revised-far-from-planned",
    "info",
    why="A budget that doubles or halves needs a word in the text; ten times as much is usually a slip of the pen.",
    example="planned 80000, revised 800000",
    mend="Compare both with the decision that revised the budget, and say in the text why it changed.",
)
BELOW_RECEIVED = Card(
    "FIN045",
    "available-below-received",
    "warning",
    why="What came in during the year was available in it, beside what was left over; less shows two states of the books.",
    example="received 700000, available 650000, both other funds of 2024",
    mend="Correct one of the two, or draw both from the accounts of the same day.",
)
MONEY_JUMP = Card(
    "FIN046",
    "amount-jumps",
    "info",
    why="From one year to the next the amount changes by more than ten times, as if digits were lost or thousands typed.",
    example="planned 90000 in 2023, planned 1200000 in 2024",
    mend="Compare both with the accounts; where they are right, nothing has to be done.",
)
ROUNDING = Decimal(1)
"""What rounding to whole units may make of a sum of two."""


def committed_over_available(report: Report) -> Iterator[Finding]:
    """What was spent and what is committed are no more than what was available."""
    money = Index.of(report).money
    for (code, year, stage, source), line in money.items():
        if stage != "committed":
            continue
        spent, there = money.get((code, year, "expended", source)), money.get((code, year, "available", source))
        if spent is None or there is None or spent.amount > there.amount:
            continue  # FIN002 speaks of what was spent alone
        total = spent.amount + line.amount
        if total - there.amount > ROUNDING:
            # In some accounts what was spent is a part of what was committed.
            severity: Severity = "info" if spent.amount <= line.amount <= there.amount else "warning"
            message = (
                f"{code}, {year}, {source} funds: {plain(spent.amount)} expended and {plain(line.amount)} committed are "
                f"{plain(total)}, over {plain(there.amount)} available."
            )
            expected = f"at most {plain(there.amount - spent.amount)}"
            yield OVERCOMMITTED.at(
                line.place("amount"), message, found=plain(line.amount), expected=expected, severity=severity
            )


def revised_far_from_planned(report: Report) -> Iterator[Finding]:
    """A revised budget is between half and twice the planned one."""
    money = Index.of(report).money
    for (code, year, stage, source), line in money.items():
        planned = money.get((code, year, "planned", source)) if stage == "revised" else None
        if planned is None or planned.amount <= 0 or line.amount <= 0:
            continue  # what was added or given up altogether is no slip
        small, large = sorted((planned.amount, line.amount))
        if large > 2 * small:
            severity: Severity = "warning" if large >= 10 * small else "info"
            message = f"{code}, {year}, {source} funds: planned {plain(planned.amount)}, revised {plain(line.amount)}."
            yield FAR_REVISED.at(line.place("amount"), message, found=plain(line.amount), severity=severity)


def available_below_received(report: Report) -> Iterator[Finding]:
    """What was received in a year was available in it."""
    money = Index.of(report).money
    for (code, year, stage, source), line in money.items():
        received = money.get((code, year, "received", source)) if stage == "available" else None
        if received is not None and received.amount - line.amount > ROUNDING:
            there, came = plain(line.amount), plain(received.amount)
            message = f"{code}, {year}, {source} funds: {there} available is below {came} received."
            expected = f"{plain(received.amount)} or more"
            yield BELOW_RECEIVED.at(line.place("amount"), message, found=plain(line.amount), expected=expected)


def amount_jumps(report: Report) -> Iterator[Finding]:
    """From one year to the next an amount changes by less than ten times."""
    money, outcomes = Index.of(report).money, Index.of(report).outcomes
    for (code, year, stage, source), line in money.items():
        there = money.get((code, year, "available", source)) if stage == "expended" else None
        if there is not None and line.amount > there.amount:
            continue  # FIN002 speaks of this amount
        before = money.get((code, year - 1, stage, source)) if code in outcomes else None
        # A first or last year of a few months, or of small amounts, may well be small; committed is what is left over.
        if before is None or stage == "committed":
            continue
        small, large = sorted((before.amount, line.amount))
        if small > 0 and large >= 100_000 and large > 10 * small:
            severity: Severity = "warning" if large >= 500 * small else "info"
            message = f"{code}, {source} funds, {stage}: {plain(before.amount)} in {year - 1} and {plain(line.amount)} in {year}."
            yield MONEY_JUMP.at(line.place("amount"), message, found=plain(line.amount), severity=severity)


CHECKS: tuple[Check, ...] = (
    Check(OVERCOMMITTED, committed_over_available),
    Check(FAR_REVISED, revised_far_from_planned),
    Check(BELOW_RECEIVED, available_below_received),
    Check(MONEY_JUMP, amount_jumps),
)
