"""Parts of an amount that stand in another file become findings where they are more than the whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from reportgen.checks.check import Check, listed, plain
from reportgen.checks.index import Index
from reportgen.findings import Card, Finding
from reportgen.model import Agreement, Report, Spending

JOINT = Card(
    "FIN040",
    "own-part-over-joint-programme",
    "warning",
    why="The report prints the whole of a joint programme and the office's part apart; the part cannot be the larger.",
    example="joint: {share: 38, budget: 1000000}, and 1400000 expended by this office",
    mend="Correct the budget of the whole programme (all participants, all years) or the share.",
)
OVER_ACCOUNTS = Card(
    "FIN041",
    "agreements-over-outcome",
    "warning",
    why="What was spent of agreements is a part of what their outcome spent; donors and auditors see both.",
    example="spending.csv: 700000 expended on D_1 in 2024; finance.csv: 650000 of other funds",
    mend="Correct spending.csv or finance.csv, and draw both from the accounts of the same day.",
)
OVER_AGREED = Card(
    "FIN043",
    "received-over-agreed",
    "warning",
    why="An outcome cannot receive more than all its partners agreed to pay; an agreement is missing, or an amount is doubled.",
    example="D_1 received 3000000 since 2022, its agreements are about 2400000",
    mend="Add the missing agreement, name the outcome in it, or correct the amount received.",
)


def own_part_over_joint_programme(report: Report) -> Iterator[Finding]:
    """The office's part of a joint programme is no more than the whole."""
    money = Index.of(report).money
    spent: dict[str, Decimal] = defaultdict(Decimal)
    for (code, _, stage, source), line in money.items():
        if stage == "expended" and source == "other":
            spent[code] += line.amount
    for outcome in report.outcomes:
        joint = outcome.joint
        if joint is None:
            continue
        if joint.share is not None and not 0 < joint.share <= 100:
            message = f"{outcome.code}: the office's share of the joint programme is {plain(joint.share)} per cent."
            yield JOINT.at(joint.place("share"), message, found=plain(joint.share), expected="over 0, up to 100")
        own = spent[outcome.code]
        # A note only: of an outcome that the programme pays for in part, more may have been spent of other funds.
        if joint.budget is not None and own - joint.budget > 1:
            message = (
                f"{outcome.code}: the office alone spent {plain(own)}, the joint programme has {plain(joint.budget)}."
            )
            yield JOINT.at(
                joint.place("budget"),
                message,
                found=plain(joint.budget),
                expected=f"{plain(own)} or more",
                severity="info",
            )


def agreements_over_outcome(report: Report) -> Iterator[Finding]:
    """What was spent of agreements in a year is no more than what their outcome spent of other funds."""
    money = Index.of(report).money
    newest: dict[tuple[str, str, str, str], Spending] = {}
    for row in report.spending:
        # Periods of a partner's own, such as April to March, lie across two years of the accounts.
        if row.stage == "expended" and row.period_start.year == row.period_end.year:
            key = (row.outcome, row.agreement, str(row.period_start), str(row.period_end))
            held = newest.get(key)
            if held is None or held.as_of is None or (row.as_of is not None and row.as_of >= held.as_of):
                newest[key] = row
    groups: dict[tuple[str, int], list[Spending]] = defaultdict(list)
    for row in newest.values():
        groups[row.outcome, row.period_end.year].append(row)
    for (outcome, year), rows in groups.items():
        whole = money.get((outcome, year, "expended", "other"))
        total = sum((row.amount for row in rows if row.currency == report.settings.currency), Decimal(0))
        if whole is not None and total - whole.amount > len(rows):
            message = (
                f"{outcome}, {year}: {plain(total)} was spent of {len({row.agreement for row in rows})} agreements "
                f"(spending.csv), but the outcome spent {plain(whole.amount)} of other funds."
            )
            yield OVER_ACCOUNTS.at(
                rows[-1].place("amount"), message, found=plain(total), expected=f"at most {plain(whole.amount)}"
            )


def _worth(report: Report) -> dict[str, Decimal]:
    """Return currency -> the most that one unit of it was ever worth in the report's."""
    worth = {report.settings.currency: Decimal(1)}
    for row in report.contributions:
        if row.rate is not None and row.currency != report.settings.currency:
            worth[row.currency] = max(worth.get(row.currency, row.rate), row.rate)
    return worth


def received_over_agreed(report: Report) -> Iterator[Finding]:
    """An outcome received no more other funds than all agreements that name it are about."""
    worth, index = _worth(report), Index.of(report)
    agreed: dict[str, list[Agreement]] = defaultdict(list)
    for agreement in report.agreements:
        for code in agreement.outcomes:
            agreed[code].append(agreement)
    loose = {row.outcome for row in report.contributions if row.agreement not in index.agreements}
    received: dict[str, list[tuple[int, Decimal]]] = defaultdict(list)
    for (code, year, stage, source), line in index.money.items():
        if stage == "received" and source == "other":
            received[code].append((year, line.amount))
    for code, rows in agreed.items():
        if code in loose or code not in received or any(row.currency not in worth for row in rows):
            continue
        first = min(row.start for row in rows).year
        total = sum((amount for year, amount in received[code] if year >= first), Decimal(0))
        most = sum((row.amount * worth[row.currency] for row in rows), Decimal(0))
        if total - most > 1:
            place = index.outcomes[code].place("code") if code in index.outcomes else rows[0].place("outcomes")
            message = (
                f"{code} received {plain(total)} of other funds since {first}, but what was agreed for it is "
                f"{plain(most)} at most ({listed(row.id for row in rows)})."
            )
            yield OVER_AGREED.at(place, message, found=plain(total), expected=f"at most {plain(most)}")


CHECKS: tuple[Check, ...] = (
    Check(JOINT, own_part_over_joint_programme),
    Check(OVER_ACCOUNTS, agreements_over_outcome),
    Check(OVER_AGREED, received_over_agreed),
)
