"""A text becomes the years that it names, each with its quarter or month, as far as it is a date and no part of a name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_MONTH = (
    r"Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?"
    r"|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?"
    r"|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
    r"|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre"
)
_PART = (
    r"[QHT][1-4]|(?:the )?(?:first|second|third|fourth|last|final) (?:quarter|half|semester|trimester|months?|weeks?)"
    r"|(?:the )?(?:start|beginning|middle|end|course|spring|summer|autumn|fall|winter)|early|mid|late|later"
    rf"|(?:\d\d? )?(?:{_MONTH})(?: \d\d?,)?"
)
_BEFORE = re.compile(rf"(?:\b(?:{_PART})(?:[ \u00a0-](?:of |in |de )?|, ))+$", re.IGNORECASE)
_REACH = 48
"""Letters before a year that are looked at: more than “the second quarter of ” has."""
_YEAR = re.compile(r"(?<![\w#€$£.,/])(?:19|20)\d\d(?![\w%]|[.,]\d)")
_RANGE_AFTER = re.compile(r"\s?[-–/]\s?\d{2,4}\b|\+| (?:to|and|à|a|y|et) (?:19|20)\d\d\b")
_RANGE_BEFORE = re.compile(r"\d{4}(?:\s?[-–/]\s?| to | and )$")
_NAMED_AFTER = re.compile(
    r"[’']s [A-Z]|[ \u00a0](?:[A-Z]\w|(?:(?:annual|joint|national|global|common|strategic) )?(?:work ?plans?|work-plans?"
    r"|plans?|strateg|agenda|framework|targets?|goals?|census|budgets?|edition|milestones?|benchmarks?|roadmap|vision)\b)"
)
_NAMED_BEFORE = re.compile(r"(?<![.!?:] )(?<!^)\b([A-Z][\w’-]+)[ \u00a0]$")
_FREE = re.compile(r"(?:In|By|For|From|Since|Until|During|Throughout|Before|After|Of|The|And|To|En|FY)$")


@dataclass(frozen=True, slots=True)
class YearNamed:
    """A year that a text names.

    Attributes:
        year: The year.
        at, end: Span of its four digits in the text.
        start: Where the words of the date begin: “June 2024”, “Q2 2022”; `at` where the year stands alone.
        is_name: Whether it is part of a name, such as the 2030 Agenda or the 2025 work plan.
        is_range: Whether it is an end of a range, such as 2022–2025.
    """

    year: int
    at: int
    start: int
    end: int
    is_name: bool
    is_range: bool


def years_named(text: str) -> Iterator[YearNamed]:
    """Yield the years that a text names, in order."""
    for found in _YEAR.finditer(text):
        at, end = found.span()
        before, after = text[max(0, at - _REACH) : at], text[end : end + _REACH]
        date = _BEFORE.search(before)
        word = None if date else _NAMED_BEFORE.search(before)
        is_name = bool((word and not _FREE.match(word[1])) or _NAMED_AFTER.match(after))
        is_range = bool(_RANGE_AFTER.match(after) or _RANGE_BEFORE.search(before))
        yield YearNamed(int(found[0]), at, at - len(date[0]) if date else at, end, is_name, is_range)


def names_year(text: str, year: int) -> bool:
    """Say whether a text names a year in any way: 2023, FY23, 2022/23, within 2022–2025."""
    if re.search(rf"(?<!\d){year}(?!\d)", text):
        return True
    short = f"{year % 100:02}"
    if re.search(rf"(?:\bFY ?|[’'])(?:\d\d[/–-])?{short}\b|\b{year - 1}\s?[/–-]\s?{short}\b", text):
        return True
    spans = re.finditer(r"\b((?:19|20)\d\d)(?:\s?[–-]\s?| to | and )((?:19|20)\d\d)\b", text)
    return any(int(span[1]) <= year <= int(span[2]) for span in spans)
