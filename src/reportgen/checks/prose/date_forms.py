"""Dates, ranges and changes become findings where their form says too little or too much."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.checks.check import Check
from reportgen.checks.prose.surroundings import SPEECH, said, word_after, word_before
from reportgen.findings import Card, Finding
from reportgen.model import Report

UN = "United Nations Editorial Manual"
DATE = Card(
    "NAR126",
    "date-form",
    "warning",
    why="3/4/2024 is March in one country and April in another; dates in several forms look pasted together.",
    example="“March 3rd, 2024”, “3/4/2024”",
    mend="Write the month in letters: 3 March 2024. Where day and month could be exchanged, ask which is which.",
    source=UN,
    languages=("en",),
)
RANGE = Card(
    "NAR127",
    "range-half",
    "warning",
    why="“From” wants “to” and “between” wants “and”; a dash in their place leaves the sentence open.",
    example="“between 2019–2021”",
    mend="Write from 5 to 10, between 2019 and 2021, or the dash without the preposition.",
    source=UN,
    languages=("en",),
)
TWICE = Card(
    "NAR128",
    "increase-twice",
    "warning",
    why="The sign and the word say the same; with a minus before “decrease” a careful reader asks which way it went.",
    example="“(+8% increase)”",
    mend="Keep the sign or the word.",
    languages=("en",),
)
_MONTHS = "January February March April May June July August September October November December".split()
_MONTH = "|".join(_MONTHS)
_SHORT = r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
_DATE = re.compile(
    rf"\b(?P<m1>{_MONTH})[ \u00a0](?P<d1>\d{{1,2}})(?P<o1>st|nd|rd|th)?(?![\d\w:])(?P<y1>,?[ \u00a0](?:19|20)\d\d\b)?"
    rf"|(?<![\w/.,–-])(?P<d2>\d{{1,2}})(?:st|nd|rd|th)(?: of)?[ \u00a0](?P<m2>{_MONTH})\b(?P<y2>,?[ "
    rf"\u00a0](?:19|20)\d\d\b)?"
    rf"|(?<![\w/.,–-])(?P<d3>\d{{1,2}})[ \u00a0](?P<m3>{_SHORT})\b\.?(?P<y3>,?[ \u00a0](?:19|20)\d\d\b)"
    r"|(?<![\w/.,:–-])(?P<a>\d{1,2})(?P<s>[/.])(?P<b>\d{1,2})(?P=s)(?P<y4>(?:19|20)\d\d|\d\d(?=\b))(?![\w/–-]|\.\d)"
    r"|(?<![\w/.,:–-])(?P<y5>(?:19|20)\d\d)(?P<s5>[/.])(?P<m5>\d{1,2})(?P=s5)(?P<d5>\d{1,2})(?![\w/–-]|\.\d)"
)
_ISO = re.compile(
    r"\b(?:[Oo]n|[Bb]y|[Uu]ntil|[Ss]ince|[Ff]rom|of|dated|before|after|to|and)[ \u00a0]((?:19"
    r"|20)\d\d)-(\d\d)-(\d\d)(?![\w/-])"
)
_HINTS = (
    re.compile(rf"(?:{_MONTH})[ \u00a0][0-9]{{1,2}}(?![0-9])"),
    re.compile(rf"[0-9](?:(?:st|nd|rd|th)\b|[ \u00a0](?:{_SHORT})\b|[/.][0-9]{{1,2}}[/.][0-9])"),
)
_ISO_HINT = re.compile(r"[0-9][0-9]-[0-9][0-9]-[0-9]")
_VERSIONS = frozenset("version versions release build edition v ver revision section file schema".split())
_NAMED_AFTER = re.compile(
    r"[ \u00a0](?:Square|Street|Avenue|Road|Boulevard|Plaza|Bridge|Stadium|Park|Hospital|School|College|University"
    r"|Airport|Market|Hall|Centre|Center|District|Barracks|Memorial|Monument|Movement|Revolution|Uprising|Agreement"
    r"|Declaration|Coalition|Alliance|Campaign|Brigade|Group|Foundation|Committee|Forum|Initiative|Prize|Award|Day)\b"
)
_DAY_WORDS = frozenset("on by until since from before after to between dated and of through".split())
_RANGE = re.compile(
    rf"\b(?P<word>[Ff]rom|[Bb]etween)(?P<fill>[ \u00a0](?:about |around |roughly )?)(?P<sign>US\$"
    rf"|[$€£])?(?:(?P<a>\d[\d,.]*)(?P<pa>[ \u00a0]?%)?[ \u00a0]?[–—-][ \u00a0]?(?:US\$|[$€£])?(?P<b>\d[\d,.]*\d"
    rf"|\d)(?![\d-])(?![A-Za-z–])"
    rf"|(?P<ma>{_MONTH}|Monday|Tuesday|Wednesday|Thursday|Friday)[ \u00a0]?[–—-][ \u00a0]?(?P<mb>{_MONTH}"
    rf"|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b)"
)
_ORIGINS = frozenset(
    "data figures results reports records lessons evidence findings statistics estimates people women men girls "
    "boys children participants "
    "representatives delegates survey surveys minutes funds staff money material materials examples numbers "
    "figure taken reported cases "
    "documents photographs files quoted drawn balance balances learning learned learnt drawing borrowing "
    "benefiting benefited benefitted "
    "stemming arising resulting dating differ different apart aside away received collected compiled heard came "
    "come comes coming over feedback input inputs "
    "information insights responses answers contributions income experience experiences observations".split()
)
_PERSONS = frozenset("people women men girls boys children participants".split())
_CHANGES = frozenset("rose risen grew grown increased expanded fell dropped went up down ranged ranging".split())
_HOMES = re.compile(
    r"[ \u00a0](?:\w+[ \u00a0])?(?:countries|states|provinces|districts|regions|counties|cities|towns|villages|islands"
    r"|communities|municipalities|schools|universities|offices|organizations|agencies|companies|ministries|camps)\b"
)
_AGED = re.compile(r"[ \u00a0]years?(?![ \u00a0]ago)\b")
_TWICE = re.compile(
    r"(?<![\w)])(?P<sign>[+−–-])[ \u00a0]?(?P<number>\d[\d,.]*)(?P<unit>[ \u00a0]?%|[ \u00a0](?:per cent"
    r"|percent|percentage[ -]points?|points))?[ \u00a0](?P<after>increase|rise|growth|gain|"
    r"decrease|decline|drop|reduction|fall)\b"
    r"|\b(?P<before>(?P<noun>increase|rise|growth|gain|decrease|decline|drop|reduction|fall)[ \u00a0]of"
    r"|(?P<verb>increased|rose|grew|climbed|risen|grown|decreased|declined|dropped|fell|fallen|reduced|up"
    r"|down)(?:[ \u00a0]by)?)"
    r"[ \u00a0](?P<sign2>[+−–-])[ \u00a0]?(?P<number2>\d[\d,.]*\d|\d)(?P<unit2>[ \u00a0]?%|[ \u00a0](?:per cent"
    r"|percent))?(?![/\w])"
)
_SIGNED = re.compile(r"[+−–-][ \u00a0]?[0-9]")


def date_form(report: Report) -> Iterator[Finding]:
    """Dates are written as 3 March 2024."""
    american = report.editorial.spelling == "american"
    strict = report.editorial.spelling not in ("any", "american")
    for passage, match in said(report, DATE, _DATE, SPEECH, hints=_HINTS):
        text = passage.text
        if match["m1"] and not _is_date(text, match, strict=strict):
            continue
        if (match["d3"] and not strict) or _is_name(text, match):
            continue
        expected = _written(match, american)
        if expected:
            yield passage.find(DATE, *match.span(), f"“{match[0]}” is not in the form of a date.", expected=expected)
    for passage, match in said(report, DATE, _ISO, SPEECH, hints=(_ISO_HINT,)):
        expected = _day(int(match[3]), int(match[2]), match[1])
        if expected:
            start = match.start(1)
            found = passage.text[start : match.end()]
            yield passage.find(DATE, start, match.end(), f"“{found}” is a date for tables.", expected=expected)


def _is_date(text: str, match: re.Match[str], *, strict: bool) -> bool:
    """Say whether “March 3” is a date in the wrong form; “in May 5 women” and, in American style, “March 3, 2024” are none."""
    if match["o1"]:
        return match["y1"] is not None or not word_after(text, match.end()).istitle()
    if not strict or not 1 <= int(match["d1"]) <= 31:
        return False
    if match["y1"]:
        return True
    before, after = word_before(text, match.start()).lower(), word_after(text, match.end())
    return before in _DAY_WORDS and not after.istitle() and not text.startswith((" per", "%", "–", "-"), match.end())


def _is_name(text: str, match: re.Match[str]) -> bool:
    """Say whether a date is part of a name or a version: the 25th of November Square, version 2024.03.05."""
    if match["s"] == "." or match["s5"] == ".":
        return word_before(text, match.start()).lower().rstrip(".") in _VERSIONS
    year = match["y1"] or match["y2"]
    return not year and bool(match["m1"] or match["m2"]) and _NAMED_AFTER.match(text, match.end()) is not None


def _written(match: re.Match[str], american: bool) -> str:
    if match["m1"] or match["m2"]:
        day, month = (match["d1"], match["m1"]) if match["m1"] else (match["d2"], match["m2"])
        year = re.sub(r"\D", "", match["y1"] or match["y2"] or "")
        if american:
            return f"{month} {int(day)}" + (f", {year}" if year else "")
        return f"{int(day)} {month} {year}".rstrip()
    if match["m3"]:
        month = next(month for month in _MONTHS if month.startswith(match["m3"][:3]))
        return f"{int(match['d3'])} {month} {match['y3'].strip(' ,' + chr(160))}"
    if match["y5"]:
        return _day(int(match["d5"]), int(match["m5"]), match["y5"])
    first, second, year = int(match["a"]), int(match["b"]), match["y4"]
    if len(year) == 2 and match["s"] == ".":
        return ""  # a number of a section, 1.2.24
    both = [_day(first, second, year), _day(second, first, year)]
    return " or ".join(dict.fromkeys(each for each in both if each))


def _day(day: int, month: int, year: str) -> str:
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return ""
    return f"{day} {_MONTHS[month - 1]} {year if len(year) == 4 else '20' + year}"


def range_half(report: Report) -> Iterator[Finding]:
    """“From” goes with “to”, “between” with “and”."""
    for passage, match in said(report, RANGE, _RANGE, SPEECH, ("rom ", "rom\u00a0", "etween")):
        text, word = passage.text, match["word"]
        other = "to" if word.lower() == "from" else "and"
        tail = text[match.end() : match.end() + 40]
        if re.match(rf"[^.;:()]{{0,30}}?\b{other}\b[ \u00a0](?:about |around )?(?:US\$|[$€£])?\d", tail) or (
            match["ma"] and f" {other} " in tail[:16]
        ):
            continue  # from 5–10 to 15–20
        if word == "from" and _is_origin(text, match):
            continue  # data from 2019–2021: where they come from
        first, last = (match["a"], match["b"]) if match["a"] else (match["ma"], match["mb"])
        sign = match["sign"] or ""
        expected = f"{word}{match['fill']}{sign}{first}{match['pa'] or ''} {other} {sign}{_second(first, last)}"
        yield passage.find(RANGE, *match.span(), f"“{word}” wants “{other}”, not a dash.", expected=expected)


def _is_origin(text: str, match: re.Match[str]) -> bool:
    """Say whether “from” tells where something comes from: data from 2019–2021, staff from 3–5 offices."""
    before = word_before(text, match.start()).lower()
    if before in _PERSONS and _AGED.match(text, match.end()):
        return False  # women from 20 to 35 years
    return before in _ORIGINS or (before not in _CHANGES and _HOMES.match(text, match.end()) is not None)


def _second(first: str, last: str) -> str:
    """Return the second year in full: 2019–21 becomes 2021."""
    return first[:2] + last if re.fullmatch(r"(?:19|20)\d\d", first) and re.fullmatch(r"\d\d", last) else last


_FALLS = frozenset("decrease decline drop reduction fall decreased declined dropped fell fallen reduced down".split())


def increase_twice(report: Report) -> Iterator[Finding]:
    """Sign and word do not say the same change twice."""
    for passage, match in said(report, TWICE, _TWICE, SPEECH, hints=(_SIGNED,)):
        word = match["after"] or match["noun"] or match["verb"]
        sign, number = (match["sign"], match["number"]) if match["after"] else (match["sign2"], match["number2"])
        minus = sign != "+"
        if minus and (
            word == "growth" or (sign == "–" and passage.text[match.start() - 1 : match.start()] not in ("(", " ", ""))
        ):
            continue  # growth may be below zero
        if number in ("19",) and not (match["unit"] or match["unit2"]):
            continue
        same = minus == (word.lower() in _FALLS)
        unit = match["unit"] or match["unit2"] or ""
        kept = (
            f"{number}{unit} {word} or {sign}{number}{unit}" if match["after"] else f"{match['before']} {number}{unit}"
        )
        message = (
            f"“{match[0]}” says the change twice." if same else f"In “{match[0]}” sign and word contradict each other."
        )
        yield passage.find(TWICE, *match.span(), message, expected=kept)


CHECKS: tuple[Check, ...] = (
    Check(DATE, date_form),
    Check(RANGE, range_half),
    Check(TWICE, increase_twice),
)
