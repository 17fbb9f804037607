"""What an indicator says that it measures becomes findings where its statement, unit and values say otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from reportgen.checks.check import Check, plain
from reportgen.checks.index import Index
from reportgen.facts.people import counts_people
from reportgen.findings import Card, Finding, Severity
from reportgen.model import Indicator, Report, Result, Target

UNIT = Card(
    "RES044",
    "unit-against-measure",
    "warning",
    why="The measure decides how a value is printed and rated: a percentage that is kept as a number loses its sign.",
    example="statement: Percentage of councils ..., measure: number",
    mend="Correct the measure, the unit or the statement, so that all three say the same.",
)
HALF = Card(
    "RES045",
    "half-a-person",
    "warning",
    why="People and things are counted whole; a fraction is an average or a slip, and print rounds it away.",
    example="31.5 people, or 31.5 where decimals is 0",
    mend="Correct the value; for an average, say so in the statement and give decimals.",
)
_PERCENT_OF = re.compile(
    r"\W*(the )?(percentage|percent|per cent|share|proportion|pourcentage|porcentaje|proporción)\b(?! points?)", re.I
)
_NUMBER_OF = re.compile(r"\W*(the |total )*(number of|nombre d|número de)", re.I)
_PERCENT_UNIT = re.compile(r"\s*(per ?cent|percentage|%|pour ?cent|por ciento|процентов|процент)\s*", re.I)
_CHANGE = re.compile(
    r"\b(growth|grew|grow|change|increase|decrease|reduction|rise|inflation|ratio|points?|croissance|hausse|baisse|"
    r"crecimiento|aumento)\b",
    re.I,
)
_AVERAGE = re.compile(
    r"\b(average|mean|median|per|ratio|rate|index|thousands?|millions?|billions?|full-time|equivalents?|FTE|moyenne|"
    r"par|promedio|por|milliers|miles|millones)\b",
    re.I,
)


def _rows(report: Report) -> Iterator[tuple[Indicator, Result | Target, Decimal]]:
    index = Index.of(report)
    for row in (*report.targets, *report.results):
        indicator = index.indicators.get(row.indicator)
        if indicator is not None and row.value is not None and row.value.number is not None:
            yield indicator, row, row.value.number


def unit_against_measure(report: Report) -> Iterator[Finding]:
    """Statement, unit and measure of an indicator say the same."""
    for indicator in report.indicators:
        said = _said(indicator, report)
        if said:
            what, expected, severity = said
            message = f"{indicator.code}: {what}, but the measure is {indicator.measure}."
            place = indicator.place("measure" if "measure" in indicator.model_fields_set else "code")
            yield UNIT.at(place, message, found=indicator.measure, expected=expected, severity=severity)


def _said(indicator: Indicator, report: Report) -> tuple[str, str, Severity] | None:
    """Return what speaks against the measure, what would suit it, and how grave it is; None where nothing does."""
    statements, units = tuple(indicator.statement.root.values()), tuple(indicator.unit.root.values())
    if indicator.measure in ("number", "money"):
        percent, unit = any(map(_PERCENT_OF.match, statements)), any(map(_PERCENT_UNIT.fullmatch, units))
        if not (percent or unit) or any(map(_CHANGE.search, statements)):
            return None
        results = Index.of(report).results.get(indicator.code, ())
        numbers = [result.number for result in results if result.number is not None]
        # A growth is a number with the unit per cent, and a proportion may run from 0 to 1.
        if any(not 0 <= number <= 100 for number in numbers) or (numbers and max(numbers) <= 1):
            return None
        if percent:
            return "the statement speaks of a percentage", "measure: percent", "warning"
        return "the unit is per cent", "measure: percent, unless it is a growth", "info"
    if indicator.measure == "percent":
        if any(_NUMBER_OF.match(text) and not re.search(r"\bper\b|%", text) for text in statements):
            return "the statement speaks of a number", "measure: number", "warning"
        if units and counts_people(indicator.model_copy(update={"measure": "number"})):
            return f"the unit is {units[0]}", "measure: number, or the unit per cent", "warning"
    return None


def half_a_person(report: Report) -> Iterator[Finding]:
    """What is counted whole has no decimals."""
    whole: dict[str, bool] = {}
    for indicator, row, number in _rows(report):
        if number == number.to_integral_value():
            continue
        code = indicator.code
        if code not in whole:
            whole[code] = _counted_whole(indicator)
        if whole[code]:
            what = "people are counted whole" if counts_people(indicator) else "decimals is 0, so print rounds it"
            message = f"{code}: {plain(number)} has decimals, but {what}."
            yield HALF.at(
                row.place("value"), message, found=row.typed("value") or plain(number), expected="a whole number"
            )


def _counted_whole(indicator: Indicator) -> bool:
    """Say whether an indicator's values have no decimals; amounts and percentages are rounded for print as a habit."""
    if indicator.measure != "number" or indicator.decimals:
        return False
    texts = (*indicator.unit.root.values(), *indicator.statement.root.values())
    if any(map(_PERCENT_UNIT.fullmatch, indicator.unit.root.values())):
        return False
    return indicator.decimals == 0 or (counts_people(indicator) and not any(map(_AVERAGE.search, texts)))


CHECKS: tuple[Check, ...] = (
    Check(UNIT, unit_against_measure),
    Check(HALF, half_a_person),
)
