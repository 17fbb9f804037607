"""Rows of money that speak of one another become findings: agreements, their tranches, what was spent of them, shares."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from typing import TypeVar

from reportgen.checks.check import Check, listed, unknown
from reportgen.checks.index import Index
from reportgen.findings import Card, Finding
from reportgen.model import FinanceLine, Record, Report, SdgShare, Spending

R = TypeVar("R", bound=Record)

UNKNOWN_IN_SPENDING = Card(
    "FIN070",
    "spending-of-unknown-code",
    "error",
    why="What was spent of an agreement or on an outcome that does not exist is in no pack and in no sum.",
    example="agreement A-77, where agreements.csv has A-07",
    mend="Write the id of an agreement and the code of an outcome that exist.",
)
OUTSIDE_AGREEMENT = Card(
    "FIN071",
    "spending-outside-agreement",
    "warning",
    why="Money was spent on something that its agreement does not pay for, or when it was not in force.",
    example="Spending on D_5 under an agreement about D_1 and D_4",
    mend="Correct the agreement, the outcome or the period; if it was extended, enter that in agreements.csv.",
)
FOREIGN_SPENDING = Card(
    "FIN072",
    "spending-in-foreign-currency",
    "error",
    why="spending.csv is kept in the report's currency; an amount in another is left out of sums, or misread.",
    example="EUR in spending.csv, where report.yaml says currency: USD",
    mend="Convert the amount, or correct the currency.",
)
SPENT_TWICE = Card(
    "FIN073",
    "spending-twice",
    "warning",
    why="Of two lines about one agreement, outcome, stage and time the sum counts both.",
    example="Expended on D_1 under A-01 from January to December 2023, and again from January to June 2023",
    mend="Correct the codes or the days of one line, or remove it.",
)
AGAINST_AGREEMENT = Card(
    "FIN074",
    "contribution-against-agreement",
    "warning",
    why="A tranche is paid by the partner who signed, for what the agreement is about; else it is in another's accounts.",
    example="A tranche of partner brevia under an agreement of partner norlund",
    mend="Correct the partner, the currency, the outcome or the agreement of the contribution, or name the outcome in the "
    "agreement.",
)
AMOUNT_TWICE = Card(
    "FIN075",
    "amount-twice",
    "warning",
    why="Of two amounts of one stage and one day nobody can tell which the report will print.",
    example="Two lines of finance.csv: D_5, 2024, other funds, expended, as of 28 February 2025",
    mend="Correct the code, year, source or stage of one of them, or give the newer its own day.",
)
STAGE_MISSING = Card(
    "FIN076",
    "stage-missing-in-one-year",
    "info",
    why="A stage that every other year has is missing in one, so that the year cannot be compared.",
    example="Planned in 2021, 2022 and 2023, but not in 2024, of which what was spent is there",
    mend="Enter the amount, or look for a line in which code or year is wrong.",
)
NOT_ALIGNED = Card(
    "FIN077",
    "share-of-goal-not-aligned",
    "warning",
    why="The report would say that money went to a goal to which the outcome is not aligned.",
    example="A share of goal 3, where sdgs of the outcome has 5 and 16",
    mend="Correct the goal or target of the share, or add it to sdgs of the outcome.",
)
GOAL_TWICE = Card(
    "FIN078",
    "goal-twice",
    "warning",
    why="One goal or target has two shares of the same money; one of them was meant for another.",
    example="Two rows of sdg.csv: D_5, 2024, goal 16, no target",
    mend="Correct the goal or target of one row, or write one row with the sum.",
)
SHARE_MISSING = Card(
    "FIN079",
    "share-missing-in-one-year",
    "info",
    why="A goal that gets a share of the money in every other year, and another in one, is mostly a slip of that year.",
    example="Shares of target 5.2 in 2021, 2022 and 2024, and of 5.1 in 2023",
    mend="Compare the goals and targets of that year with its source.",
)
YEAR = 366


def _repeated(rows: Iterable[tuple[Hashable, R]]) -> Iterator[tuple[R, R]]:
    """Yield each row whose key an earlier row has, with that row."""
    first: dict[Hashable, R] = {}
    for key, row in rows:
        held = first.setdefault(key, row)
        if held is not row:
            yield row, held


def spending_of_unknown_code(report: Report) -> Iterator[Finding]:
    """What was spent was spent of an agreement and on an outcome that exist."""
    index = Index.of(report)
    for row in report.spending:
        if row.agreement not in index.agreements:
            message, details = unknown("agreement", row.agreement, index.names("agreements"))
            yield UNKNOWN_IN_SPENDING.at(row.place("agreement"), message, **details)
        if row.outcome not in index.outcomes and index.outcomes:
            message, details = unknown("outcome", row.outcome, index.names("outcomes"))
            yield UNKNOWN_IN_SPENDING.at(row.place("outcome"), message, **details)


def spending_outside_agreement(report: Report) -> Iterator[Finding]:
    """What was spent of an agreement was spent on its outcomes and in its time."""
    index = Index.of(report)
    for row in report.spending:
        agreement = index.agreements.get(row.agreement)
        if agreement is None:
            continue
        if agreement.outcomes and row.outcome in index.outcomes and row.outcome not in agreement.outcomes:
            message = f"{row.agreement} is about {listed(agreement.outcomes)}, not about {row.outcome}."
            expected = listed(agreement.outcomes)
            yield OUTSIDE_AGREEMENT.at(row.place("outcome"), message, found=row.outcome, expected=expected)
        # Bills are paid when an agreement has ended, so that only a period that lies wholly outside is one.
        # A partner's reporting year may begin before the agreement, but not by years.
        early = (agreement.start - row.period_start).days > YEAR
        if early or row.period_end < agreement.start or row.period_start > agreement.end:
            period, term = f"{row.period_start} to {row.period_end}", f"{agreement.start} to {agreement.end}"
            message = f"{row.agreement} runs from {term}; this is of {period}."
            yield OUTSIDE_AGREEMENT.at(row.place("period_start"), message, found=period, expected=f"within {term}")


def spending_in_foreign_currency(report: Report) -> Iterator[Finding]:
    """spending.csv is kept in the report's currency."""
    own = report.settings.currency
    for row in report.spending:
        if row.currency != own:
            message = f"{row.agreement}, {row.outcome}: the amount is in {row.currency}, the report is in {own}."
            yield FOREIGN_SPENDING.at(row.place("currency"), message, found=row.currency, expected=own)


def spending_twice(report: Report) -> Iterator[Finding]:
    """Of one agreement, outcome and stage no two periods overlap."""
    groups: dict[tuple[str, str, str], list[Spending]] = defaultdict(list)
    for row in report.spending:
        groups[row.agreement, row.outcome, row.stage].append(row)
    for (agreement, outcome, stage), rows in groups.items():
        ordered = sorted(rows, key=lambda row: (row.period_start, row.period_end))
        last = ordered[0]
        for row in ordered[1:]:
            same = (row.period_start, row.period_end) == (last.period_start, last.period_end)
            # A later line of the same period replaces the earlier.
            if row.period_start <= last.period_end and not (same and row.as_of != last.as_of):
                message = (
                    f"{agreement}, {outcome}, {stage}: {row.period_start} to {row.period_end} overlaps with "
                    f"{last.period_start} to {last.period_end} (line {last.place().line})."
                )
                yield SPENT_TWICE.at(row.place("period_start"), message, found=str(row.period_start))
            if row.period_end > last.period_end:
                last = row


def contribution_against_agreement(report: Report) -> Iterator[Finding]:
    """A tranche comes from the partner who signed, in its currency, and for an outcome that the agreement names."""
    index = Index.of(report)
    for row in report.contributions:
        agreement = index.agreements.get(row.agreement or "")
        if agreement is None or row.partner not in index.partners:
            continue  # a partner or agreement that does not exist is another rule's
        wholes = {
            "partner": (row.partner, (agreement.partner,)),
            "currency": (row.currency, (agreement.currency,)),
            "outcome": (row.outcome or "", agreement.outcomes if row.outcome else ()),
        }
        for key, (own, theirs) in wholes.items():
            if theirs and own not in theirs:
                message = f"{agreement.id} has the {key} {listed(theirs)}; this tranche has {own}."
                rest = ", or name the outcome in the agreement." if key == "outcome" else "."
                hint = f"Correct the {key} or the agreement of the contribution{rest}"
                yield AGAINST_AGREEMENT.at(row.place(key), message, found=own, expected=listed(theirs), hint=hint)


def amount_twice(report: Report) -> Iterator[Finding]:
    """Code, year, source, stage and day have one amount."""
    keyed = (((x.code, x.year, x.source_of_funds, x.stage, x.currency, x.as_of), x) for x in report.finance)
    for line, held in _repeated(keyed):
        message = (
            f"{line.code}, {line.year}, {line.source_of_funds} funds, {line.stage}: this amount has the same day as "
            f"that of line {held.place().line}."
        )
        yield AMOUNT_TWICE.at(line.place("amount"), message, found=line.typed("amount"))


def stage_missing_in_one_year(report: Report) -> Iterator[Finding]:
    """A stage that all other years have is there in every year."""
    money: dict[tuple[str, str], dict[int, dict[str, FinanceLine]]] = defaultdict(lambda: defaultdict(dict))
    for line in report.finance:
        money[line.code, line.source_of_funds][line.year][line.stage] = line
    for (code, source), years in money.items():
        if len(years) < 3:
            continue
        for year, stages in years.items():
            others = [set(held) for other, held in years.items() if other != year]
            for stage in sorted(set[str].intersection(*others) - set(stages)):
                message = f"{code}, {source} funds: {stage} is there in all years but {year}."
                place = next(iter(stages.values())).place("stage")
                yield STAGE_MISSING.at(place, message, expected=f"{stage} of {year}")


def share_of_goal_not_aligned(report: Report) -> Iterator[Finding]:
    """Money goes to goals and targets to which its outcome is aligned."""
    index = Index.of(report)
    for share in report.sdg:
        outcome = index.outcomes.get(share.outcome)
        if outcome is None or not outcome.sdgs:
            continue
        # What an outcome is measured by says as well what it is about.
        measured = {(each.sdg_indicator or "").rpartition(".")[0] for each in outcome.all_indicators} - {""}
        goals = {code.partition(".")[0] for code in (*outcome.sdgs, *measured)}
        targets = {code for code in (*outcome.sdgs, *measured) if code.startswith(f"{share.goal}.")}
        if share.goal not in goals:
            key, found, severity = "goal", f"goal {share.goal}", None
        elif share.target is not None and targets and share.target not in targets:
            # Outcomes often name the foremost targets only.
            key, found, severity = "target", f"target {share.target}", "info"
        else:
            continue
        message = f"{share.outcome} is aligned to {listed(outcome.sdgs, 8)}, and has a share of {found}."
        expected = listed(outcome.sdgs, 8)
        yield NOT_ALIGNED.at(share.place(key), message, found=found, expected=expected, severity=severity)


def goal_twice(report: Report) -> Iterator[Finding]:
    """A goal or target has one share of an outcome's money of a year."""
    keyed: list[tuple[Hashable, SdgShare]] = [((x.outcome, x.year, x.goal, x.target), x) for x in report.sdg]
    for share, held in _repeated(keyed):
        what = f"target {share.target}" if share.target else f"goal {share.goal}"
        message = f"{share.outcome}, {share.year}: {what} stands here and in line {held.place().line}."
        yield GOAL_TWICE.at(share.place("goal"), message, found=what, expected="once")


def share_missing_in_one_year(report: Report) -> Iterator[Finding]:
    """A goal or target that has a share in all other years has one in every year."""
    shares: dict[str, dict[int, dict[tuple[str, str], SdgShare]]] = defaultdict(lambda: defaultdict(dict))
    for share in report.sdg:
        shares[share.outcome][share.year][share.goal, share.target or ""] = share
    for outcome, years in shares.items():
        if len(years) < 3:
            continue
        for year, held in years.items():
            others = [set(each) for other, each in years.items() if other != year]
            for goal, target in sorted(set[tuple[str, str]].intersection(*others) - set(held)):
                what = f"target {target}" if target else f"goal {goal}"
                message = f"{outcome}: {what} has a share in all years but {year}."
                place = next(iter(held.values())).place("target" if target else "goal")
                yield SHARE_MISSING.at(place, message, expected=f"{what} in {year}")


CHECKS: tuple[Check, ...] = (
    Check(UNKNOWN_IN_SPENDING, spending_of_unknown_code),
    Check(OUTSIDE_AGREEMENT, spending_outside_agreement),
    Check(FOREIGN_SPENDING, spending_in_foreign_currency),
    Check(SPENT_TWICE, spending_twice),
    Check(AGAINST_AGREEMENT, contribution_against_agreement),
    Check(AMOUNT_TWICE, amount_twice),
    Check(STAGE_MISSING, stage_missing_in_one_year),
    Check(NOT_ALIGNED, share_of_goal_not_aligned),
    Check(GOAL_TWICE, goal_twice),
    Check(SHARE_MISSING, share_missing_in_one_year),
)
