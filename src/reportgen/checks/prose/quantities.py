"""English text becomes quantities: each number with its value, unit and neighbourhood, years and parts of names left aside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from reportgen.checks.prose.passages import Passage

Kind = Literal["number", "percent", "points", "money"]
WORDS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen".split()
    )
} | {word: 10 * tens for tens, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
SCALES = {"hundred": 2, "thousand": 3, "k": 3, "million": 6, "m": 6, "mn": 6, "billion": 9, "bn": 9}
_DIGITS = r"\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?:\.\d+)?(?!\d)|\d+(?:[.,]\d+)?(?!\d)"
# Spelt with both first letters: a pattern that minds no capitals takes six times as long.
_WORD = "|".join(f"[{word[0].upper()}{word[0]}]{word[1:]}" for word in sorted(WORDS, key=len, reverse=True))
_ONES = "one|two|three|four|five|six|seven|eight|nine"
_NUMBER = re.compile(rf"(?:{_DIGITS})|\b(?:{_WORD})(?:[-‑](?:{_ONES}))?\b(?![-‑]\w)")
_CODE = r"USD|EUR|GBP|CHF|SEK|NOK|DKK|JPY|CNY|RMB|AUD|CAD"
_SIGN = re.compile(rf"(?:(?:US\$|U\.S\.\$|US \$|A\$|C\$|HK\$|\$|€|£|¥)|\b(?:{_CODE}))[ \u00a0]?$")
_UNIT = re.compile(
    r"(?:[ \u00a0]?(?P<scale>hundred|thousand|million|billion|bn|mn|m|k)\b)?"
    r"(?:[ \u00a0]?(?P<percent>%|per[ \u00a0]cent\b|percent\b)(?P<points>[ \u00a0](?:percentage )?points?\b)?"
    r"|[ \u00a0](?P<pp>percentage points?|points?)\b"
    rf"|[ \u00a0](?P<after>dollars|US dollars|euros?|{_CODE})\b)?",
)
_CURRENCY = {"$": "", "US$": "USD", "US $": "USD", "U.S.$": "USD", "€": "EUR", "£": "GBP", "A$": "AUD", "C$": "CAD"}
_MONTH = r"January|February|March|April|May|June|July|August|September|October|November|December"
_DATE_AFTER = re.compile(rf"(?:st|nd|rd|th)?[ \u00a0](?:{_MONTH})\b")
_DATE_BEFORE = re.compile(rf"\b(?:{_MONTH})[ \u00a0]$")
_YEAR = re.compile(r"(?:19|20)\d\d")
_NAMED_BEFORE = re.compile(
    r"\b(?:SDGs?|Goals?|Targets?|[Aa]rticles?|[Rr]esolutions?|[Aa]genda|[Ss]ections?|[Cc]hapters?|[Pp]hase|[Ll]evels?|[Tt]ier"
    r"|[Nn]os?\.|[Pp]ages?|[Aa]nnex|[Tt]ables?|[Ff]igures?|[Oo]utcomes?|[Oo]utputs?|[Vv]ersion|[Qq]uarter|[Rr]oom|[Rr]ound"
    r"|[Pp]art|[Ll]aw|[Dd]ecree|[Gg]rades?|[Ss]tep|Beijing|COP|CSW|Cop|IWD|page|line|Route|Act|Box|[Pp]hone|[Tt]elephone"
    r"|[Tt]el\.|age of|aged|ages|aged under|aged over)[ \u00a0(+]{0,2}$"
    r"|\b(?i:women|men|girls|boys|people|children|youth|were|those|them|are|is|was) (?:under|over|below|above) $|\d[ \u00a0]$|\+$"
)
"""What makes the number behind it a name, an age, or part of a telephone number."""
_NAMED_AFTER = re.compile(
    r"[ \u00a0](?:Days?(?: of Activism)?\b|Women\b(?= list|\W*”)|Percent\b)|(?<=100)[ \u00a0]Women\b|[-‑](?:[A-Za-z])"
    r"|[ \u00a0]?(?:a\.m|p\.m|o’clock|°|degrees)|[ \u00a0]\d|/\d|:\d|(?:st|nd|rd|th)\b|s\b"
)
_ABOUT = re.compile(
    r"\b(?:(?P<over>over|more than|above|at least|exceeding|upwards of|no fewer than|well over)"
    r"|(?P<under>under|fewer than|less than|below|up to|at most|nearly|almost|close to|not quite)"
    r"|(?P<about>about|around|some|roughly|approximately|an estimated|estimated|circa))(?: the| a| an)?\s+$",
    re.IGNORECASE,
)
_NOUN = re.compile(
    r"[ \u00a0](?:of the |new |more |other |additional |further )?([A-Za-z][\w’'-]*(?: [a-z][\w’'-]*){0,2})"
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number of a passage.

    Attributes:
        start, end: Span in the passage's text, with currency, scale and unit.
        text: That part of the text.
        value: The value: 1.95 million is 1950000; per cent runs 0 to 100.
        step: What one more in the last digit would be: 10000 for 1.95 million.
        kind: ``points`` are percentage points.
        currency: ISO code; empty where it is not said.
        approximate: ``over``, ``under`` or ``about``, as the words before it say.
        noun: The words after it, up to three, in lower case.
        in_words: Whether it is written in words.
        bound: Whether it is printed from the data.
    """

    start: int
    end: int
    text: str
    value: Decimal
    step: Decimal
    kind: Kind
    currency: str
    approximate: Literal["", "over", "under", "about"]
    noun: str
    in_words: bool
    bound: bool


def quantities(passage: Passage) -> tuple[Quantity, ...]:
    """Return the quantities of an English passage, in order; found once for each passage."""
    held = passage.__dict__.get("_quantities")
    if held is None:
        held = passage.__dict__["_quantities"] = tuple(_find(passage))
    return held


def _find(passage: Passage) -> Iterator[Quantity]:
    text = passage.text
    for match in _NUMBER.finditer(text):
        first, number = match.start(), match[0]
        sign = _SIGN.search(text, max(0, first - 6), first)
        if not (sign or _stands_alone(text, first)):
            continue
        unit = _UNIT.match(text, match.end())
        assert unit is not None
        start, kind = sign.start() if sign else first, _kind(unit, bool(sign))
        end = unit.end() if kind != "number" else unit.end("scale") if unit["scale"] else match.end()
        if kind == "number" and not unit["scale"] and _is_name(text, start, end, number):
            continue
        value, step = _value(number, unit["scale"])
        if value is None:
            continue
        about = _ABOUT.search(text, max(0, start - 24), start)
        noun = _NOUN.match(text, end)
        yield Quantity(
            start, end, text[start:end], value, step, kind, _currency(sign, unit["after"]),
            (about.lastgroup if about else "") or "",  # pyright: ignore[reportArgumentType]
            noun[1].casefold() if noun else "",
            not number[0].isdigit(),
            passage.is_bound(start, end),
        )  # fmt: skip


def _stands_alone(text: str, start: int) -> bool:
    """Say whether no letter, point or stroke is fastened to the front of a number; a sign between blanks may stand there."""
    before = text[start - 1 : start]
    if before in ("+", "−", "–", "-"):
        return start > 1 and (text[start - 2].isspace() or text[start - 2] == "(")
    return not (before.isalnum() or before in ("_", ".", ",", "/", ":", "#")) if before else True


def _kind(unit: re.Match[str], sign: bool) -> Kind:
    if unit["points"] or (unit["pp"] and "percentage" in unit["pp"]):
        return "points"
    if unit["percent"]:
        return "percent"
    return "money" if sign or unit["after"] else "number"


def _currency(sign: re.Match[str] | None, after: str | None) -> str:
    if sign:
        mark = sign[0].strip()
        return _CURRENCY.get(mark, mark if mark.isalpha() else "")
    return after if after and after.isupper() else ""


def _value(number: str, scale: str | None) -> tuple[Decimal | None, Decimal]:
    power = Decimal(10) ** SCALES[scale] if scale else Decimal(1)
    if not number[0].isdigit():
        parts = re.split("[-‑]", number.casefold())
        return Decimal(sum(WORDS[part] for part in parts)) * power, power
    plain = re.sub(r"[,\u00a0\u202f](?=\d{3}(?:\D|$))", "", number).replace(",", ".")
    if len(plain) > 18 or plain.count(".") > 1:
        return None, power
    value = Decimal(plain)
    exponent = value.as_tuple().exponent
    return value * power, power.scaleb(exponent if isinstance(exponent, int) else 0)


def _is_name(text: str, start: int, end: int, number: str) -> bool:
    """Say whether a bare number is a year, a day, an hour, or part of a name such as SDG 5 or 16 Days."""
    before = text[max(0, start - 14) : start]
    if _NAMED_BEFORE.search(before) or _NAMED_AFTER.match(text, end):
        return True
    if not number[0].isdigit():
        return False
    if (
        _DATE_AFTER.match(text, end)
        or _DATE_BEFORE.search(before)
        or (number[0] == "0" and number.isdigit() and len(number) > 1)
    ):
        return True
    if _YEAR.fullmatch(number) is None:
        return False
    return _IN_YEAR.search(before) is not None or _COUNTED.match(text, end) is None


_COUNTED = re.compile(r"[ \u00a0](?:people|women|men|girls|boys|children|survivors|participants)\b")
_IN_YEAR = re.compile(
    r"\b(?:in|of|by|since|until|during|from|for|year|and|to|early|late|mid|end|after|before)[ \u00a0-]$", re.IGNORECASE
)


def years(text: str) -> Iterator[tuple[int, int]]:
    """Yield (offset, year) of every year from 1900 to 2099 that stands by itself."""
    for match in _YEARS.finditer(text):
        if _COUNTED.match(text, match.end()) is None or _IN_YEAR.search(
            text[max(0, match.start() - 8) : match.start()]
        ):
            yield match.start(), int(match[0])


_YEARS = re.compile(r"(?<![\w.,/+$€£-])(?:19|20)\d\d(?!\d|[.,]\d|%|[ \u00a0](?:per cent|million))")
