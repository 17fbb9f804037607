"""The plan's wordings of outcomes and outputs become findings where years lack one, or have another plan's."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from reportgen.checks.check import Check
from reportgen.findings import Card, Finding
from reportgen.model import Outcome, Output, Report

GAP = Card(
    "RES055",
    "statements-gap",
    "warning",
    why="In a year without a wording the report prints the one before, which may not have held any more.",
    example="One statement from 2018 to 2020, the next from 2022",
    mend="Give the earlier statement a later last year (to), or the later one an earlier first year (from).",
)
WRONG_PLAN = Card(
    "RES056",
    "statement-outside-plan",
    "warning",
    why="A wording of a plan cannot hold in years that the plan does not have.",
    example="plan: SP-2022-2025, from: 2019",
    mend="Correct the plan or the years of the statement.",
)
REWORDED = Card(
    "RES057",
    "wording-changed-within-plan",
    "info",
    why="A title that changes while its plan stays looks like another outcome to whoever compares the reports.",
    example="Two statements of SP-2022-2025 with different texts, from 2022 and from 2024",
    mend="Nothing has to be done where the plan was revised; say so in a note.",
)


def statements_gap(report: Report) -> Iterator[Finding]:
    """From the first wording of an outcome or output to the last, each year has one."""
    last = report.settings.years[-1]
    for record in (*report.outcomes, *report.outputs):
        ordered = sorted(record.statements, key=lambda statement: statement.from_)
        for earlier, later in pairwise(ordered):
            if earlier.to is not None and earlier.to < later.from_ - 1 and earlier.to < last:
                years = f"{earlier.to + 1}" + (f" to {later.from_ - 1}" if later.from_ - earlier.to > 2 else "")
                message = f"{record.code} has no wording for {years}."
                yield GAP.at(earlier.place("to"), message, found=f"to: {earlier.to}", expected=f"to: {later.from_ - 1}")


def statement_outside_plan(report: Report) -> Iterator[Finding]:
    """A wording holds in years of its plan only."""
    for record in (*report.outcomes, *report.outputs):
        for statement in record.statements:
            plan = report.plans.get(statement.plan)
            if plan is None or plan.end < plan.start:
                continue
            for key, year in (("from", statement.from_), ("to", statement.to)):
                if year is not None and not plan.start.year <= year <= plan.end.year:
                    message = (
                        f"{record.code}: a wording of {statement.plan} has {key}: {year}, but that plan runs from "
                        f"{plan.start.year} to {plan.end.year}."
                    )
                    expected = f"{plan.start.year} to {plan.end.year}"
                    yield WRONG_PLAN.at(statement.place(key), message, found=str(year), expected=expected)


def wording_changed_within_plan(report: Report) -> Iterator[Finding]:
    """While its plan holds an outcome or output keeps its wording."""
    for record in (*report.outcomes, *report.outputs):
        yield from _rewordings(record)


def _rewordings(record: Outcome | Output) -> Iterator[Finding]:
    ordered = sorted(record.statements, key=lambda statement: statement.from_)
    for earlier, later in pairwise(ordered):
        common = earlier.text.root.keys() & later.text.root.keys()
        changed = any(earlier.text.root[key].split() != later.text.root[key].split() for key in common)
        if earlier.plan == later.plan and changed:
            message = f"{record.code}: the wording changes in {later.from_}, within the plan {later.plan}."
            yield REWORDED.at(later.place("text"), message, expected="one wording for each plan")


CHECKS: tuple[Check, ...] = (
    Check(GAP, statements_gap),
    Check(WRONG_PLAN, statement_outside_plan),
    Check(REWORDED, wording_changed_within_plan),
)
