"""What a report knows by code becomes lists, from which cells are chosen and by which codes are told by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from reportgen.build.workbook.columns import SHEETS, Table
from reportgen.checks.sdg import GOALS, TARGETS
from reportgen.load.workspace import TABLES
from reportgen.model import Report

MARGIN = 1
"""Years before the first and after the last that can be chosen too."""


@dataclass(frozen=True, slots=True)
class List:
    """One list of the sheet Lists.

    Attributes:
        name: Its defined name.
        items: What can be chosen.
        beside: What is known of each item, under the names ``<name>_<key>``.
    """

    name: str
    items: tuple[str | int, ...]
    beside: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])


def lists_of(report: Report, tables: Mapping[str, Table], language: str) -> dict[str, List]:
    """Return all lists that have items, by name."""
    every = (*_plan(report, language), *_others(report, tables, language), *_choices(tables))
    return {each.name: each for each in every if each.items}


def _plan(report: Report, language: str) -> Iterator[List]:
    year = report.year
    outcomes = [(o.code, o.short.to(language) or o.statement(year).to(language)) for o in report.outcomes]
    both: list[tuple[str, str]] = []
    for outcome, named in zip(report.outcomes, outcomes, strict=True):
        both.append(named)
        both += [(o.code, o.short.to(language) or o.statement(year).to(language)) for o in outcome.outputs]
    yield _named("Outcomes", outcomes)
    yield _named("OutcomesAndOutputs", both)
    indicators = report.indicators
    yield List(
        "Indicators",
        tuple(i.code for i in indicators),
        {
            "names": tuple(i.statement.to(language) for i in indicators),
            "measure": tuple(i.measure for i in indicators),
            "accumulation": tuple(i.accumulation or "" for i in indicators),
        },
    )


def _others(report: Report, tables: Mapping[str, Table], language: str) -> Iterator[List]:
    yield _named("Partners", [(p.id, p.name.to(language) or p.acronym) for p in report.partners])
    yield List("Goals", tuple(GOALS))
    yield List("SdgTargets", tuple(TARGETS))
    yield List("Years", _years(report, tables))
    money = [row["currency"] for table in tables.values() for row in table.rows if "currency" in row]
    yield List("Currencies", tuple(dict.fromkeys((report.settings.currency, *sorted(set(money))))))
    yield List("YesNo", ("yes", "no"))
    yield List("Tables", tuple(file for file, (name, _) in TABLES.items() if name != "controls"))
    yield List("WhoMaySee", ("public", "internal"))


def _named(name: str, pairs: list[tuple[str, str]]) -> List:
    return List(name, tuple(code for code, _ in pairs), {"names": tuple(words for _, words in pairs)})


def _years(report: Report, tables: Mapping[str, Table]) -> tuple[int, ...]:
    """Return the years of the plans, of the report and of the tables, and one more on either side."""
    years = {*report.settings.years}
    for plan in report.plans.values():
        years |= {plan.start.year, plan.end.year}
    for table in tables.values():
        keys = [column.key for column in table.columns if column.kind == "year"]
        years |= {
            int(row[key]) for row in table.rows for key in keys if row.get(key, "").isdigit() and len(row[key]) == 4
        }
    known = [year for year in years if 1900 <= year <= 2200]
    return tuple(range(max(min(known) - MARGIN, max(known) - 60), max(known) + MARGIN + 1))


def _choices(tables: Mapping[str, Table]) -> Iterator[List]:
    for table in tables.values():
        for column in table.columns:
            if column.choices and not column.list:
                yield List(choice_list(table.name, column.key), column.choices)


def choice_list(table: str, key: str) -> str:
    """Return the name of the list of words that may stand in a column."""
    return f"{SHEETS[table]}_{key}"
