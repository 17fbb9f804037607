"""Small numbers in digits, and sentences that begin with a number, become findings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.checks.check import Check
from reportgen.checks.prose.passages import Passage, Prose
from reportgen.checks.prose.surroundings import (
    RUNNING,
    clause_around,
    in_list,
    is_opaque,
    starts_sentence,
    word_after,
    word_before,
)
from reportgen.findings import Card, Finding
from reportgen.model import Report

UN = "United Nations Editorial Manual"
SMALL = Card(
    "NAR120",
    "number-below-limit",
    "warning",
    why="House styles write small whole numbers in words; digits between words stop the eye where nothing is to be "
    "reckoned.",
    example="“In 2023, 5 knowledge products were published”",
    mend="Write the number in words. Digits stay with units, percentages, ages, dates, ranges, and beside larger "
    "numbers of the same sort.",
    source=UN,
    languages=("en",),
)
START = Card(
    "NAR125",
    "sentence-starts-with-numeral",
    "info",
    why="A sentence that begins with digits looks like the end of the one before.",
    example="“310,000 people saw the video.”",
    mend="Recast the sentence, or write the number in words.",
    source=UN,
    languages=("en",),
)
_WORDS = "zero one two three four five six seven eight nine ten eleven twelve".split()
_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_SMALL = re.compile(
    r"(?<![^\s(“‘\"«–—])([1-9]|1[0-2])(?=[ \u00a0](?:[a-z]|[A-Z]{2,}s?\b|Member\b|Goodwill\b)|-(?:day|week"
    r"|month|year|person|member|step|point|part)(?!-old)\b)"
)
_NUMBER = re.compile(r"(?<![\w.,/:-])(?:[$€£]|US\$)?(\d[\d,.]*\d|\d)(?![\w/:])")
_LABELS = frozenset(
    "sdg sdgs goal goals target targets article articles art no nos phase phases chapter chapters table tables "
    "figure figures page pages p pp "
    "step steps level levels version tier grade grades class classes age aged ages under q day days room "
    "outcome outcomes output outputs group "
    "groups quarter pillar pillars category type types zone district ward unit section sections paragraph "
    "paragraphs annex item items part "
    "parts rule scenario option stage block lot line box clause volume vol issue area component objective "
    "indicator question round week month "
    "year score rating factor form over-5s over usd eur gbp chf score scored rated number channel route highway "
    "track act scene lesson module "
    "team batch cohort wave camp well borehole gate pier building floor size model case strategy priority "
    "action activity schedule appendix".split()
)
_NOT_LABELS = frozenset("over under area unit group case number question lesson form".split())
_NAMED = frozenset(
    "bus tram flight train boat truck tank vessel ferry van car hall house platform site hospital school court plant "
    "office checkpoint station kiosk "
    "booth village cluster crew desk sector county precinct squad terminal pump shop store hub pier shelter clinic "
    "ship mine pit tower tent kitchen".split()
)
"""Nouns that are labels of a number where a sentence begins with them: Bus 6."""
_MONTHS = frozenset(_MONTH.lower().split("|"))
_UNITS = frozenset(
    "percent percentage per cent million billion thousand trillion km kilometre kilometres kilometer kilometers "
    "m metre metres meters cm mm "
    "centimetre centimetres millimetres mile miles feet inches ha hectare hectares acres kg kilogram kilograms "
    "g gram grams mg ton tons tonne "
    "tonnes l litre litres liters ml kw kwh mw gw megawatt megawatts kilowatt kilowatts gigawatts volts degree "
    "degrees point points a.m p.m am pm "
    "o'clock o’clock dollars dollar euros euro cents pounds mph gb mb tb hz x votes vote bar square cubic usd "
    "eur".split()
)
_FOLLOWS = frozenset(
    "at on for by to and or as is with from than if but because while so when until before after the a an would "
    "could will can should may".split()
)
_JOINED = re.compile(
    r"(?:[ \u00a0](?!(?:in|at|for|with|by|from|on|were|was|are|is|has|have|had|who|that|which|while"
    r"|when)\b)[\w’'-]+){0,5}?"
    r"(?:,? and|,? or| to| of| out of|, of|,|;|[–-])(?:[ \u00a0](?:the|all|its|some|another|only|a total of))*[ "
    r"\u00a0]?(?:the )?"
)
_RANGE_BEFORE = re.compile(r"\d[ \u00a0]?[-–—−][ \u00a0]?$")
_DAY_OR_UNIT = re.compile(rf"[ \u00a0](?:of[ \u00a0](?:{_MONTH})\b|°|[a-zA-Zµ]{{0,2}}[Ω²³])")
_OPENING = re.compile(r"(?:^|[.!?…][\"”’)]*\s+)\(?(\d[\d.,]*)")
_DOTTED = re.compile(r"\b[A-Za-z]\.[A-Za-z]\.\s+$")
_YEAR = re.compile(r"(?:19|20)\d\d")
_COUNTED = re.compile(r"[ \u00a0](?:people|women|men|girls|boys|children|persons|households|families)\b")


def number_below_limit(report: Report) -> Iterator[Finding]:
    """Whole numbers below the limit of the house style are written in words."""
    limit = min(report.editorial.numbers_below, len(_WORDS))
    if limit < 2:
        return
    for passage in Prose.of(report).passages(SMALL, kinds=RUNNING):
        for match in _SMALL.finditer(passage.text):
            value, start, end = int(match[1]), match.start(1), match.end(1)
            if (
                value >= limit
                or passage.is_bound(start, end)
                or passage.in_quotation(start)
                or is_opaque(passage.text, start)
            ):
                continue
            if not _counts_something(passage, start, end) or _is_beside_larger(passage, start, end, limit):
                continue
            word = _WORDS[value]
            if starts_sentence(passage.text, start) and passage.text[start - 1 : start] != "(":
                word = word.capitalize()
            after = word_after(passage.text, end) if passage.text[end] in " \u00a0" else ""
            message = f"{value} stands in digits; numbers below {limit} are written in words."
            yield _with_noun(passage, start, end, after, message, word)


def _with_noun(passage: Passage, start: int, end: int, after: str, message: str, word: str) -> Finding:
    """Return the finding, which quotes the number with its noun, since a digit alone is hard to find."""
    text = passage.text
    compound = re.compile(r"[\w-]*").match(text, end, end + 20)
    tail = text[end : end + 1 + len(after)] if after else compound[0] if compound else ""
    return passage.find(SMALL, start, end + len(tail), message, expected=f"{word}{tail}", new=f"{word}{tail}")


def _counts_something(passage: Passage, start: int, end: int) -> bool:
    """Say whether a number counts things: it is no label, date, age, measure or mark of a list."""
    text = passage.text
    before, after = word_before(text, start), word_after(text, end)
    low, next_word = before.lower().rstrip("."), after.lower()
    first = clause_around(text, start, end)[0]
    if (
        text[max(0, start - 8) : start]
        .rstrip()
        .endswith(("=", "+", "×", "$", "€", "£", "±", "<", ">", "≥", "≤", "−", "No.", "#", "~"))
    ):
        return False
    if _RANGE_BEFORE.search(text, max(0, start - 4), start) or _DAY_OR_UNIT.match(text, end):
        return False
    if low in _MONTHS or (low in _LABELS and not (low in _NOT_LABELS and before.islower())):
        return False
    if before[:1].isupper() and low in _NAMED:
        return False
    if before.endswith((".",)) and low in ("no", "art", "vol", "p", "pp", "para"):
        return False
    begins = text.rfind(before, first, start) <= first + 1
    if before[:1].isupper() and not begins and not before.endswith("s") and before not in ("UN",):
        return False  # a label: Ward 4
    if (
        next_word in _UNITS
        or next_word.replace("-", " ").split(" ")[0] in ("square", "cubic", "metric")
        or re.match(r"[ \u00a0](?:a|p)\.m\.", text[end : end + 5])
    ):
        return False
    if next_word in _FOLLOWS and next_word not in ("of", "out"):
        return False
    if next_word == "in":
        return re.match(r"[ \u00a0]in[ \u00a0](?:every[ \u00a0])?[1-9][ \u00a0]", text[end : end + 14]) is not None
    return not _is_age(text, start, end)


def _is_age(text: str, start: int, end: int) -> bool:
    tail, head = text[end : end + 24], text[max(0, start - 16) : start]
    return re.match(r"[ \u00a0-](?:years?|months?|weeks?|days?)(?:[ \u00a0](?:of age|old)|-old)", tail) is not None or (
        re.search(r"\b(?:under|aged|age|below|over)[ \u00a0](?:the age of )?$", head, re.IGNORECASE) is not None
        and re.match(r"[ \u00a0](?:years?|months?)\b", tail) is not None
    )


def _is_beside_larger(passage: Passage, start: int, end: int, limit: int) -> bool:
    """Say whether a number stands in a row with a larger or a broken one: 5 of 17 agencies, 8 and 12 posts, 5 to 9."""
    first, last = clause_around(passage.text, start, end)
    numbers = [match for match in _NUMBER.finditer(passage.text, first, last) if not _YEAR.fullmatch(match[1])]
    row: list[re.Match[str]] = []
    for match in numbers:
        if row and not _JOINED.fullmatch(passage.text, row[-1].end(), match.start()):
            if any(each.start() <= start < each.end() for each in row):
                break
            row = []
        row.append(match)
    if not any(each.start() <= start < each.end() for each in row):
        return False
    near = re.compile(r"[ \u00a0]?(?:%|per cent|million|billion)")
    ranged = re.search(r"^[ \u00a0](?:to|or)[ \u00a0]\d", passage.text[end : end + 6]) or re.search(
        r"\d[ \u00a0](?:to|or)[ \u00a0]$", passage.text[max(0, start - 6) : start]
    )
    between = re.search(r"\bbetween[ \u00a0](?:\d+[ \u00a0]and[ \u00a0])?$", passage.text[max(0, start - 18) : start])
    return bool(ranged or between) or any(
        _is_large(each, limit) or near.match(passage.text, each.end()) for each in row
    )


def _is_large(match: re.Match[str], limit: int) -> bool:
    digits = match[1].rstrip(".,")
    return not digits.isdigit() or len(digits) > 6 or int(digits) >= limit


def sentence_starts_with_numeral(report: Report) -> Iterator[Finding]:
    """Sentences begin with a word."""
    for passage in Prose.of(report).passages(START, kinds=RUNNING):
        if in_list(passage) or _OPENING.search(passage.text) is None:
            continue
        starts = {start for start, _ in passage.sentences}
        for match in _OPENING.finditer(passage.text):
            start, end = match.span(1)
            if start not in starts:
                continue
            number, text = match[1], passage.text
            if _DOTTED.search(text, max(0, start - 8), start):
                continue  # at 6 p.m. 45 of them met
            if (
                number.endswith((".", ","))
                or passage.is_bound(start, end)
                or passage.in_quotation(start)
                or is_opaque(text, start)
            ):
                continue
            if text[end : end + 1] not in (" ", "\u00a0", "%") or re.match(
                rf"[ \u00a0](?:(?:{_MONTH})|Days?|to (?:the|be))\b", text[end : end + 12]
            ):
                continue  # 16 Days, 8 March, 3D, 5-year
            if _YEAR.fullmatch(number) and not _COUNTED.match(text, end):
                continue
            after = word_after(text, end)
            stop = end + 1 + len(after) if after else end
            yield passage.find(
                START, start, stop, f"The sentence begins with the number {number}.", expected="a word first"
            )


CHECKS: tuple[Check, ...] = (Check(SMALL, number_below_limit), Check(START, sentence_starts_with_numeral))
