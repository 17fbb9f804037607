"""Money becomes findings: stages that contradict each other, amounts without a date, other currencies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from reportgen.checks.check import Check, plain
from reportgen.checks.index import Cell, Index
from reportgen.facts import Resources
from reportgen.findings import Card, Finding, Severity
from reportgen.model import FinanceLine, Report, SdgShare

SHARES = Card(
    "FIN001",
    "shares-not-100",
    "error",
    why="Shares of an outcome's resources are drawn as parts of one whole; if they miss 100, the picture is wrong.",
    example="goal 5: 60, goal 16: 30 for outcome D_1 in 2024",
    mend="Correct the shares so that those of one outcome and year add up to 100.",
)
OVERSPENT = Card(
    "FIN002",
    "expended-over-available",
    "warning",
    why="More cannot be spent than was there; one of the two amounts is outdated or belongs to another year.",
    example="available 500000, expended 620000, both other (non-core) funds of 2024",
    mend="Correct one of the amounts, or add a line with a later as_of date.",
)
OVER_RECEIVED = Card(
    "FIN003",
    "expended-over-received",
    "info",
    why="Money of earlier years may have been spent; readers will ask.",
    example="received 300000, expended 450000 in the same year, and no line for what was available",
    mend="Nothing has to be done if funds were carried over; enter what was available, which includes them.",
)
OVER_DELIVERY = Card(
    "FIN004",
    "delivery-over-100",
    "warning",
    why="A delivery rate over 100 per cent usually means that some of the available money was not entered.",
    example="available 500000 (regular only), expended 400000 (regular) and 250000 (other)",
    mend="Enter what was available of each source of funds, or correct what was expended.",
)
NO_AS_OF = Card(
    "FIN005",
    "no-as-of-date",
    "warning",
    why="An amount changes until the books are closed; without its day nobody can compare it with another report.",
    example="A line of finance.csv with an empty as_of",
    mend="Write the day on which the amount was drawn from the accounts.",
)
MIXED_STATUS = Card(
    "FIN006",
    "provisional-beside-certified",
    "info",
    why="Provisional and certified amounts of one year do not belong to the same state of the books.",
    example="available certified, expended provisional, both of 2023",
    mend="Replace the provisional amounts once the year is certified.",
)
FOREIGN_LINE = Card(
    "FIN007",
    "finance-in-foreign-currency",
    "error",
    why="finance.csv is kept in the report's currency; an amount in another is left out of every total.",
    example="EUR in finance.csv, where report.yaml says currency: USD",
    mend="Convert the amount, or correct the currency.",
)
OUTPUTS_OVER = Card(
    "FIN008",
    "outputs-over-outcome",
    "warning",
    why="Money of outputs is part of their outcome's money, so it cannot be more.",
    example="D_1.1 and D_1.2 planned 700000 together, D_1 planned 500000",
    mend="Correct the amounts of the outputs or of the outcome.",
)
NEGATIVE = Card(
    "FIN009",
    "negative-amount",
    "error",
    why="Only a refund of a contribution can be negative; elsewhere it turns a total upside down.",
    example="planned -500000",
    mend="Write the amount without its sign; corrections are a line with a later as_of date.",
)


def shares_not_100(report: Report) -> Iterator[Finding]:
    """The SDG shares of one outcome and year add up to 100."""
    groups: dict[tuple[str, int], list[SdgShare]] = defaultdict(list)
    for share in report.sdg:
        groups[share.outcome, share.year].append(share)
    for (outcome, year), shares in groups.items():
        total = sum((share.share for share in shares), Decimal(0))
        off = abs(total - 100)
        # Shares rounded to whole numbers may miss 100 by a little.
        if off > Decimal("0.5"):
            severity: Severity = "error" if off > 1 else "warning"
            message = f"{outcome}, {year}: the shares add up to {plain(total)} instead of 100 ({len(shares)} rows)."
            place = shares[-1].place("share")
            yield SHARES.at(place, message, found=plain(total), expected="100", severity=severity)


def _compare(report: Report, base: str) -> Iterator[tuple[Cell, FinanceLine, FinanceLine]]:
    """Yield what was expended where it is over the amount of another stage, source by source."""
    money = Index.of(report).money
    for (code, year, stage, source), line in money.items():
        other = money.get((code, year, base, source))  # type: ignore[arg-type]
        if stage == "expended" and other is not None and line.amount > other.amount:
            yield (code, year, stage, source), line, other


def expended_over_available(report: Report) -> Iterator[Finding]:
    """Of each source of funds no more was spent than was available."""
    for (code, year, _, source), line, available in _compare(report, "available"):
        message = (
            f"{code}, {year}, {source} funds: {plain(line.amount)} expended is over "
            f"{plain(available.amount)} available "
            f"(line {available.place().line})."
        )
        yield OVERSPENT.at(
            line.place("amount"),
            message,
            found=plain(line.amount),
            expected=f"at most {plain(available.amount)}",
        )


def expended_over_received(report: Report) -> Iterator[Finding]:
    """Of each source of funds no more was spent than was received in the year, unless it was carried over."""
    money = Index.of(report).money
    for (code, year, _, source), line, received in _compare(report, "received"):
        if (code, year, "available", source) in money:
            continue  # what was carried over is part of what was available; over that, FIN002 speaks of the line
        message = (
            f"{code}, {year}, {source} funds: {plain(line.amount)} expended is over "
            f"{plain(received.amount)} received in "
            "the year."
        )
        yield OVER_RECEIVED.at(
            line.place("amount"),
            message,
            found=plain(line.amount),
            expected=f"at most {plain(received.amount)}",
        )


def delivery_over_100(report: Report) -> Iterator[Finding]:
    """No delivery rate is over 100 per cent; what one source shows by itself, FIN002 says."""
    index = Index.of(report)
    overspent = {cell[:2] for cell, _, _ in _compare(report, "available")}
    for code, year in dict.fromkeys(cell[:2] for cell in index.money):
        money: Resources = index.numbers.resources(code, year)
        rate, spent = money.delivery_rate(), money.amount("expended")
        if rate is None or spent is None or rate <= 100 or (code, year) in overspent:
            continue
        alone = [line for line in spent.lines if money.amount("available", line.source_of_funds) is None]
        lacks = f" Nothing is available of {alone[0].source_of_funds} funds." if alone else ""
        message = f"{code}, {year}: the delivery rate is {plain(rate.quantize(Decimal('0.1')))} per cent.{lacks}"
        yield OVER_DELIVERY.at(
            (alone or spent.lines)[0].place("amount"),
            message,
            found=plain(spent.value),
            expected="at most 100 per cent",
        )


def no_as_of_date(report: Report) -> Iterator[Finding]:
    """Every amount has the day on which it held."""
    for line in report.finance:
        if line.as_of is None:
            message = f"{line.code}, {line.year}: {line.stage} {plain(line.amount)} has no as_of date."
            yield NO_AS_OF.at(line.place("as_of"), message, expected="a date such as 2025-02-28")


def provisional_beside_certified(report: Report) -> Iterator[Finding]:
    """The amounts of one code and year belong to one state of the books."""
    groups: dict[tuple[str, int], dict[str, FinanceLine]] = defaultdict(dict)
    for (code, year, _, _), line in Index.of(report).money.items():
        groups[code, year].setdefault(line.status or "", line)
    for (code, year), by_status in groups.items():
        if "provisional" in by_status and "certified" in by_status:
            line = by_status["provisional"]
            message = f"{code}, {year}: {line.stage} is provisional, beside certified amounts of the same year."
            yield MIXED_STATUS.at(line.place("status"), message, found="provisional", expected="certified")


def finance_in_foreign_currency(report: Report) -> Iterator[Finding]:
    """finance.csv is kept in the report's currency."""
    own = report.settings.currency
    for line in report.finance:
        if line.currency != own:
            message = f"{line.code}, {line.year}: the amount is in {line.currency}, but the report is kept in {own}."
            yield FOREIGN_LINE.at(line.place("currency"), message, found=line.currency, expected=own)


def outputs_over_outcome(report: Report) -> Iterator[Finding]:
    """The money of outputs is no more than their outcome's."""
    index = Index.of(report)
    parts: dict[Cell, list[FinanceLine]] = defaultdict(list)
    for (code, year, stage, source), line in index.money.items():
        if code in index.home:
            parts[index.home[code].code, year, stage, source].append(line)
    for (code, year, stage, source), lines in parts.items():
        whole = index.money.get((code, year, stage, source))
        total = sum((line.amount for line in lines), Decimal(0))
        if whole is None or total - whole.amount <= 1:
            continue
        message = (
            f"{code}, {year}, {stage} ({source}): its outputs add up to {plain(total)}, the outcome has "
            f"{plain(whole.amount)}."
        )
        yield OUTPUTS_OVER.at(
            whole.place("amount"), message, found=plain(whole.amount), expected=f"{plain(total)} or more"
        )


def negative_amount(report: Report) -> Iterator[Finding]:
    """Only contributions may be negative."""
    for line in report.finance:
        if line.amount < 0:
            message = f"{line.code}, {line.year}: {line.stage} is {plain(line.amount)}."
            yield NEGATIVE.at(line.place("amount"), message, found=plain(line.amount), expected="0 or more")
    for share in report.sdg:
        if share.share < 0:
            message = f"{share.outcome}, {share.year}: the share of goal {share.goal} is {plain(share.share)}."
            yield NEGATIVE.at(share.place("share"), message, found=plain(share.share), expected="0 to 100")
    for agreement in report.agreements:
        for key in ("amount", "fees"):
            value: Decimal | None = getattr(agreement, key)
            if value is not None and value < 0:
                message = f"{agreement.id}: {key} is {plain(value)}."
                yield NEGATIVE.at(agreement.place(key), message, found=plain(value), expected="0 or more")


CHECKS: tuple[Check, ...] = (
    Check(SHARES, shares_not_100),
    Check(OVERSPENT, expended_over_available),
    Check(OVER_RECEIVED, expended_over_received),
    Check(OVER_DELIVERY, delivery_over_100),
    Check(NO_AS_OF, no_as_of_date),
    Check(MIXED_STATUS, provisional_beside_certified),
    Check(FOREIGN_LINE, finance_in_foreign_currency),
    Check(OUTPUTS_OVER, outputs_over_outcome),
    Check(NEGATIVE, negative_amount),
)
