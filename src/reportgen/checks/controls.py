"""Totals that were stated apart become findings where the tables miss them: a mistyped digit, year or code shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reportgen.checks.batches import Batch, explained
from reportgen.checks.check import Check, Names, listed, plain, unknown
from reportgen.findings import Card, Finding, Place
from reportgen.model import (
    Agreement,
    Contribution,
    Control,
    CountryFact,
    FinanceLine,
    Record,
    Report,
    Result,
    SdgShare,
    Spending,
    Target,
)

DIFFERS = Card(
    "STR170",
    "control-total-differs",
    "error",
    why="Whoever handed the data over counted other rows or another sum: since then a digit, a year or a code was "
    "mistyped, or a row was lost or stands twice.",
    example="controls.csv: finance.csv, amount, year=2024; stage=expended, total 3918250; the rows add up to 3981250",
    mend="Compare the rows with the source, and mend the table. Change the total only where its source states a new one.",
)
IMPOSSIBLE = Card(
    "STR171",
    "control-impossible",
    "error",
    why="A control that counts nothing, or that cannot be read, protects nothing.",
    example="where: stage=spent, in a table whose stages are planned, received and expended",
    mend="Name a table and columns that exist, and a total, a number of rows, or both.",
)
UNCOVERED = Card(
    "STR172",
    "rows-without-control",
    "info",
    why="Some rows have a control total and these have none, so that a slip in them may stay unseen.",
    example="Control totals for finance.csv of 2021 to 2023, and amounts of 2024",
    mend="Ask whoever keeps the source for a total of these rows, and add it to controls.csv.",
)
UNSOURCED = Card(
    "STR173",
    "control-without-source",
    "info",
    why="A total that was added up from the table itself agrees with every mistake in it.",
    example="A row of controls.csv with an empty source",
    mend="Write who stated the total, and when.",
)

RECORDS: Mapping[str, type[Record]] = {
    "targets.csv": Target,
    "results.csv": Result,
    "finance.csv": FinanceLine,
    "sdg.csv": SdgShare,
    "agreements.csv": Agreement,
    "contributions.csv": Contribution,
    "spending.csv": Spending,
    "office.yaml": CountryFact,
}
"""Tables that a control may count, and what their rows are; of office.yaml, the facts about the country."""
EXPLAINED = 20
"""For so many differences the row is looked for that explains them; where more differ, another table was pasted."""


@dataclass(frozen=True, slots=True)
class _Counted:
    """A control that can be held against its table: its rows, and those that it leaves out."""

    control: Control
    batch: Batch


def _problem(control: Control) -> Finding | None:
    """Return what cannot be read of a control."""
    if control.table not in RECORDS:
        message, details = unknown("table", control.table, Names.of(RECORDS))
        return IMPOSSIBLE.at(control.place("table"), message, **details)
    columns = Names.of(RECORDS[control.table].model_fields)
    if control.column and control.column not in columns.known:
        message, details = unknown(f"column of {control.table}", control.column, columns, at_most=20)
        return IMPOSSIBLE.at(control.place("column"), message, **details)
    for condition in filter(None, map(str.strip, control.where.split(";"))):
        name, sign, _ = condition.partition("=")
        if not sign:
            message = f"“{condition[:60]}” is no condition; a column, “=” and a value are expected."
            return IMPOSSIBLE.at(control.place("where"), message, found=condition[:60], expected="year=2024")
        if name.strip() not in columns.known:
            message, details = unknown(f"column of {control.table}", name.strip(), columns, at_most=20)
            return IMPOSSIBLE.at(control.place("where"), message, **details)
    if control.total is None and control.rows is None:
        message = "Neither a total nor a number of rows is stated."
        return IMPOSSIBLE.at(control.place(), message, expected="total, rows or both")
    if control.total is not None and not control.column:
        message = f"A total of {plain(control.total)} is stated, but not of which column."
        return IMPOSSIBLE.at(control.place("column"), message, expected="a column with numbers, such as amount")
    return None


def _records(report: Report, table: str) -> Sequence[Record]:
    return report.office.facts if table == "office.yaml" else getattr(report, table.removesuffix(".csv"))


def _counted(report: Report) -> Iterator[_Counted]:
    """Yield the controls that can be read, each with the rows that it is about."""
    for control in report.controls:
        if _problem(control) is None:
            records = _records(report, control.table)
            yield _Counted(control, Batch.of(records, control.column, control.where))


def control_differs(report: Report) -> Iterator[Finding]:
    """The rows of a table are as many, and add up to as much, as their source stated."""
    told = 0
    for each in _counted(report):
        control, batch = each.control, each.batch
        if not batch.rows and control.rows != 0:
            continue  # nothing matches: another rule speaks of it
        count = len(batch.rows)
        who = f" ({control.source})" if control.source else ""
        what = f"{control.table}, {control.where or 'all rows'}"
        if control.total is not None and batch.total != control.total:
            off = batch.total - control.total
            rows = f"{count} rows" + (f" instead of {control.rows}" if control.rows not in (None, count) else "")
            message = (
                f"{what}: {control.column} adds up to {plain(batch.total)} in {rows}; {plain(control.total)} was stated"
                f"{who}. The difference is {plain(off)}."
            )
            place, found, expected = control.place("total"), plain(batch.total), plain(control.total)
            told += 1
            rows_off = None if control.rows is None else count - control.rows
            hint = explained(batch, off, rows_off) if told <= EXPLAINED else ""
            yield DIFFERS.at(place, message, found=found, expected=expected, hint=f"{hint} {DIFFERS.mend}".strip())
        elif control.rows is not None and count != control.rows:
            message = f"{what}: there are {count} rows; {control.rows} were stated{who}."
            yield DIFFERS.at(control.place("rows"), message, found=str(count), expected=str(control.rows))


def control_impossible(report: Report) -> Iterator[Finding]:
    """A control names a table and columns that exist, counts something, and was stated before the issue."""
    for control in report.controls:
        if (finding := _problem(control)) is not None:
            yield finding
    for each in _counted(report):
        control, batch = each.control, each.batch
        if not batch.rows and control.rows != 0:
            message = f"No row of {control.table} fulfils “{control.where}”."
            if not control.where:
                message = f"{control.table} has no rows."
            yield IMPOSSIBLE.at(control.place("where"), message, found=control.where, expected="at least one row")
        elif batch.rows and control.total is not None and not batch.numbers and control.total != 0:
            message = f"{control.table}: “{control.column}” holds no numbers in these {len(batch.rows)} rows."
            yield IMPOSSIBLE.at(control.place("column"), message, found=control.column, expected="a column of numbers")
    issue = report.settings.date
    for control in report.controls:
        if control.date is not None and control.date > issue:
            message = f"The total was stated on {control.date}, after the issue of the report ({issue})."
            place, found = control.place("date"), str(control.date)
            yield IMPOSSIBLE.at(place, message, found=found, expected=f"{issue} or before", severity="warning")


def rows_without_control(report: Report) -> Iterator[Finding]:
    """Of a table that has a control total, every row is counted by one."""
    if not report.controls:
        return
    held = {id(record) for each in _counted(report) for record in each.batch.rows}
    named = {control.table for control in report.controls}
    for table in (each for each in RECORDS if each in named):
        records = _records(report, table)
        loose = [record for record in records if id(record) not in held]
        if loose:
            lines = listed(record.place().line for record in loose)
            message = f"{table}: no control total counts {len(loose)} of {len(records)} rows (lines {lines})."
            yield UNCOVERED.at(Place("controls.csv"), message, found=str(len(loose)), expected="0")


def control_without_source(report: Report) -> Iterator[Finding]:
    """A control says who stated it."""
    for control in report.controls:
        if not control.source.strip():
            message = f"Nobody is named who stated the total of {control.table}."
            yield UNSOURCED.at(control.place("source"), message, expected="who stated it, and when")


CHECKS: tuple[Check, ...] = (
    Check(DIFFERS, control_differs),
    Check(IMPOSSIBLE, control_impossible),
    Check(UNCOVERED, rows_without_control),
    Check(UNSOURCED, control_without_source),
)
