"""How figures are printed becomes findings where a format, a unit or decimals say something else than the data."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from reportgen.checks.check import Check, plain
from reportgen.checks.prose.passages import Bound, Passage, Prose
from reportgen.errors import FactError
from reportgen.facts import parse_format
from reportgen.findings import Card, Finding
from reportgen.model import Indicator, Report

AGAINST_MEASURE = Card(
    "RES080",
    "format-against-measure",
    "warning",
    why="A percentage that is printed as a number loses its sign, and a count that is printed as one gains it.",
    example='{{ indicators["D_1.A"].2024.result | number }} of an indicator in per cent, with no “per cent” behind it',
    mend="Use percent for percentages, number for counts and money for amounts, or write the unit behind the figure.",
    languages=("en",),
)
OF_ANOTHER_SIZE = Card(
    "RES081",
    "unit-of-another-size",
    "info",
    why="An amount of millions in thousands, or of thousands in millions, is misread by a factor of a thousand.",
    example="US$3,120 thousand, or US$0.02 million",
    mend="Use money thousand below a million, money million below a billion.",
)
MORE_DECIMALS = Card(
    "RES082",
    "more-decimals-than-values",
    "info",
    why="Zeros behind the point promise an accuracy that nobody measured.",
    example="decimals: 3, where all results and targets are whole numbers",
    mend="Correct the decimals of the indicator.",
)
OTHER_UNIT = Card(
    "RES083",
    "unit-against-statement",
    "info",
    why="The unit stands behind every value; one that the statement does not speak of belongs to another indicator.",
    example="statement: Number of companies that signed the pledge, unit: people",
    mend="Correct the unit, or the statement.",
    languages=("en",),
)
NO_CURRENCY = Card(
    "RES084",
    "money-against-unit",
    "warning",
    why="Money is printed with the report's currency; a count of things in that form is an amount that nobody paid.",
    example="measure: money, unit: companies",
    mend="Correct the measure or the unit of the indicator.",
    languages=("en",),
)
SMALL = 1000
"""An amount below it that is printed in millions was typed in millions."""
_PERCENT = re.compile(r"[\s\u00a0]*(%|per ?cent|percentage|points?\b)", re.I)
_MONEY = r"dollars?|euros?|pounds?|francs?|kron\w+|yuan|renminbi|yen|pesos?|rupees?|shillings?|rand|dinars?|[A-Z]{3}"
_CURRENCY_AFTER = re.compile(rf"[\s\u00a0]*((\w+[\s\u00a0]+)?({_MONEY})\b)")
_CURRENCY_BEFORE = re.compile(r"(\$|€|£|¥|[A-Z]{3})[\s\u00a0]*$")
_CURRENCY_UNIT = re.compile(rf"\b({_MONEY})\b|[$€£¥]", re.I)
_COUNTED = re.compile(r"\W*(?:the |total )*number of (.*)", re.I | re.S)
_PEOPLE = re.compile(
    r"((?!(?:and|of|who|that|with|in|by|for)\b)\w+\W+){0,2}(women|men|girls|boys|children|people|persons|adolescents|officers|"
    r"employees|workers|staff|volunteers|trainers|teachers|nurses|midwives|farmers|journalists|lawyers|prosecutors|students|"
    r"survivors|migrants|refugees|beneficiaries|users|councillors|candidates|judges|mediators|leaders|members|participants|"
    r"entrepreneurs|politicians|parliamentarians)\b(?![’'])",
    re.I,
)
_PEOPLE_UNIT = re.compile(
    r"\b(people|persons?|women|men|girls|boys|children|staff|midwives|nurses|beneficiaries|\w+ists|\w+ians|adolescents|\w+ees|\w+ers|\w+ors|\w+ants|\w+ents)\b",
    re.I,
)
_THINGS = re.compile(
    r"\b(instruments|documents|agreements|investments|arrangements|centres|centers|orders|papers)\b", re.I
)


def _problem(passage: Passage, bound: Bound, name: str) -> str:
    """Say why a format does not suit a figure; empty where it does."""
    fact = bound.fact
    after, before = passage.text[bound.end : bound.end + 40], passage.text[max(0, bound.start - 5) : bound.start]
    if fact is None:
        return ""
    if fact.kind == "percent" and name in ("number", "words") and passage.kind != "cell":
        return "" if _PERCENT.match(after) else "is a percentage and is printed without “per cent”"
    if fact.kind == "number" and name == "percent":
        of_percent = any(_PERCENT.match(unit) for unit in fact.unit.root.values())
        return "" if of_percent else "is no percentage and is printed as one"
    if fact.kind == "money" and name in ("number", "words") and passage.kind != "cell":
        shown = _CURRENCY_AFTER.match(after) or _CURRENCY_BEFORE.search(before)
        return "" if shown else "is money and is printed without its currency"
    return ""


def _bound(report: Report, card: Card) -> Iterator[tuple[Passage, Bound]]:
    for passage in Prose.of(report).passages(card):
        for bound in passage.bound:
            if bound.reference.format:
                yield passage, bound


def format_against_measure(report: Report) -> Iterator[Finding]:
    """A figure in a text is printed as what it is: a percentage, a count or an amount."""
    for passage, bound in _bound(report, AGAINST_MEASURE):
        problem = _problem(passage, bound, bound.reference.format.split()[0])
        if problem:
            message = f"{bound.reference.path} {problem}: “{passage.text[bound.start : bound.end]}”."
            yield passage.find(AGAINST_MEASURE, bound.start, bound.end, message)


def unit_of_another_size(report: Report) -> Iterator[Finding]:
    """Amounts are printed in thousands, millions or billions by their size."""
    for passage, bound in _bound(report, OF_ANOTHER_SIZE):
        value = bound.fact.value if bound.fact else None
        try:
            unit = parse_format(bound.reference.format).unit
        except FactError:
            continue
        if not unit or not value or (bound.fact and bound.fact.kind != "money"):
            continue
        size = {"thousand": Decimal(1000), "million": Decimal(10**6), "billion": Decimal(10**9)}[unit]
        if abs(value) >= 1000 * size or abs(value) * 20 < size:
            printed = passage.text[bound.start : bound.end]
            message = f"“{printed}” is in {unit}s, which does not suit its size."
            if abs(value) < SMALL and unit != "thousand" and bound.fact:
                amount = f"{bound.fact.currency} {plain(value)}"
                message = f"“{printed}”: the amount is implausibly small for {unit}s; is {amount} meant?"
            yield passage.find(OF_ANOTHER_SIZE, bound.start, bound.end, message)


def more_decimals_than_values(report: Report) -> Iterator[Finding]:
    """An indicator has no more decimals than its values."""
    most: dict[str, list[int]] = defaultdict(list)
    for row in (*report.targets, *report.results):
        if row.value is not None and row.value.number is not None:
            most[row.indicator].append(len(row.value.text.partition(".")[2]))
    for indicator in report.indicators:
        digits = most[indicator.code]
        # One decimal for all percentages is a habit.
        allowed = max(*digits, 1 if indicator.measure == "percent" else 0) if digits else 0
        if indicator.decimals and len(digits) > 2 and indicator.decimals > allowed:
            message = f"{indicator.code} is printed with {indicator.decimals} decimals; its values have {max(digits)}."
            place, found = indicator.place("decimals"), str(indicator.decimals)
            yield MORE_DECIMALS.at(place, message, found=found, expected=str(max(digits)))


def _told(report: Report) -> Iterator[str]:
    """Yield the units that an indicator's own statement names."""
    for each in report.indicators:
        unit = each.unit.to("en").strip().casefold()
        counted = _COUNTED.match(each.statement.to("en"))
        if unit and counted and unit[:-1] in counted[0].casefold():
            yield unit


def unit_against_statement(report: Report) -> Iterator[Finding]:
    """What an indicator counts is what its unit says."""
    units = {unit.strip().casefold() for each in report.indicators if (unit := each.unit.to("en"))}
    told = set(_told(report))
    for indicator in report.indicators:
        counted = _COUNTED.match(indicator.statement.to("en"))
        unit = indicator.unit.to("en").strip().casefold()
        if indicator.measure != "number" or not unit or counted is None or unit[:-1] in counted[0].casefold():
            continue
        words = counted[1].casefold().split()[:3]
        first = " ".join(words)
        parts = (" ".join(words[start:end]) for start in range(3) for end in range(start + 1, 4))
        other = next((part for part in parts if part in units), "")
        if not other and _PEOPLE.match(counted[1]) and (not _PEOPLE_UNIT.search(unit) or _THINGS.search(unit)):
            other = "people"
        if not other and unit in told and not _PEOPLE_UNIT.search(unit) and unit[:6] not in counted[0].casefold():
            other = first  # the unit is what others count, and this one says nothing of it
        if other:
            message = f"{indicator.code} counts {first} ..., but its unit is {unit}."
            yield OTHER_UNIT.at(indicator.place("unit"), message, found=unit, expected=other)


def money_against_unit(report: Report) -> Iterator[Finding]:
    """Money has a currency as its unit or none, and a number has none."""
    for indicator in report.indicators:
        if said := _against_money(indicator):
            place = indicator.place("measure" if "measure" in indicator.model_fields_set else "code")
            message = (
                f"{indicator.code}: the measure is {indicator.measure}, but the unit is {indicator.unit.to('en')}."
            )
            yield NO_CURRENCY.at(place, message, found=indicator.measure, expected=said)


def _against_money(indicator: Indicator) -> str:
    unit = indicator.unit.root.get("en", indicator.unit.root.get("", ""))
    if not unit:
        return ""
    if indicator.measure == "money":
        return "" if _CURRENCY_UNIT.search(unit) else "measure: number, or a currency as the unit"
    whole = re.fullmatch(rf"\W*(?:\w+ )?(?:{_MONEY})\W*", unit)
    return "measure: money" if indicator.measure == "number" and whole and unit.strip().isascii() else ""


CHECKS: tuple[Check, ...] = (
    Check(AGAINST_MEASURE, format_against_measure),
    Check(OF_ANOTHER_SIZE, unit_of_another_size),
    Check(MORE_DECIMALS, more_decimals_than_values),
    Check(OTHER_UNIT, unit_against_statement),
    Check(NO_CURRENCY, money_against_unit),
)
