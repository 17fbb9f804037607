"""Values become findings where they are not of the kind that their indicator measures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.checks.check import Check, plain
from reportgen.checks.index import Index
from reportgen.findings import Card, Finding
from reportgen.model import Indicator, Report, Result, Target, Value, number_problem

NOT_A_NUMBER = Card(
    "RES002",
    "value-not-a-number",
    "error",
    why="Words where a number is expected cannot be added, compared with a target or drawn.",
    example="over 25, 1,950 or 58,3 for an indicator that is measured as a number",
    mend="Write a plain number and put what qualifies it into the caveat; where there is none, leave "
    "the value empty "
    "and name the absence (results), or delete the row (targets).",
)
NOT_YES_OR_NO = Card(
    "RES003",
    "value-not-yes-or-no",
    "error",
    why="A status can only be computed from yes or no.",
    example="partly, or 1, for an indicator that is measured as yes-no",
    mend="Write yes or no; what needs more words goes into the comment, or make the measure text.",
)
PERCENT_BOUNDS = Card(
    "RES004",
    "percent-outside-0-to-100",
    "warning",
    why="A share cannot pass 100 per cent; such a value is often a count, or a rate of growth.",
    example="130 for an indicator that is measured in percent",
    mend="Correct the value; a rate of growth is a number with the unit per cent.",
)
NUMERIC = ("number", "percent", "money")


def spellings(text: str) -> tuple[str, ...]:
    """Return the plain numbers that `text` may stand for: two where it can be read in two ways, or none."""
    digits = re.sub(r"^[^\d−+-]+|[^\d]+$|['\s\u00a0\u202f]", "", text).replace("−", "-")
    if not digits or re.search(r"[^\d.,+-]", digits):
        return ()
    if re.fullmatch(r"[-+]?\d{1,3}[.,]\d{3}", digits):
        return re.sub("[.,]", "", digits), digits.replace(",", ".")
    cut = max(digits.rfind(","), digits.rfind("."))
    marks = {mark for mark in ",." if mark in digits}
    if cut >= 0 and (len(marks) == 2 or digits.count(digits[cut]) == 1):
        guess = re.sub("[.,]", "", digits[:cut]) + "." + digits[cut + 1 :]
    else:
        guess = re.sub("[.,]", "", digits)
    return () if number_problem(guess) else (guess,)


def _wrong_number(indicator: Indicator, value: Value) -> tuple[str, str]:
    what = {"number": "a number", "percent": "a number from 0 to 100", "money": "an amount"}[indicator.measure]
    right = spellings(value.text)
    problem = {
        "thousands": "has separators between thousands",
        "comma": "has a comma where a decimal point is expected",
    }.get(number_problem(value.text), f"is words, but {indicator.code} is measured as {indicator.measure}")
    advice = f"; write {' or '.join(right)}" + (", whichever is meant" if len(right) > 1 else "") if right else ""
    return f"{indicator.code}: “{value.text[:60]}” {problem}{advice}.", " or ".join(right) or what


def _values(report: Report) -> Iterator[tuple[Indicator, Result | Target, Value]]:
    index = Index.of(report)
    for row in (*report.targets, *report.results):
        indicator = index.indicators.get(row.indicator)
        if indicator is not None and row.value is not None:
            yield indicator, row, row.value


def value_not_a_number(report: Report) -> Iterator[Finding]:
    """Targets and results of counts, percentages and amounts are plain numbers."""
    for indicator, row, value in _values(report):
        if indicator.measure in NUMERIC and value.number is None:
            message, expected = _wrong_number(indicator, value)
            yield NOT_A_NUMBER.at(row.place("value"), message, found=value.text, expected=expected)


def value_not_yes_or_no(report: Report) -> Iterator[Finding]:
    """Targets and results of yes-no indicators are yes or no."""
    for indicator, row, value in _values(report):
        if indicator.measure == "yes-no" and value.text.lower() not in ("yes", "no"):
            message = f"{indicator.code} is answered by yes or no, but “{value.text[:60]}” stands here."
            yield NOT_YES_OR_NO.at(row.place("value"), message, found=value.text, expected="yes or no")


def percent_outside_bounds(report: Report) -> Iterator[Finding]:
    """A percentage lies between 0 and 100."""
    for indicator, row, value in _values(report):
        if indicator.measure == "percent" and value.number is not None and not 0 <= value.number <= 100:
            message = (
                f"{indicator.code} is {plain(value.number)} per cent, outside 0 to 100. Is it a count, or a growth?"
            )
            yield PERCENT_BOUNDS.at(row.place("value"), message, found=value.text, expected="0 to 100")


CHECKS: tuple[Check, ...] = (
    Check(NOT_A_NUMBER, value_not_a_number),
    Check(NOT_YES_OR_NO, value_not_yes_or_no),
    Check(PERCENT_BOUNDS, percent_outside_bounds),
)
