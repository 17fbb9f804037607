"""Amounts, percentages and large numbers become findings where they are not in the form of the house."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.checks.check import Check
from reportgen.checks.prose.surroundings import REACH, RUNNING, SPEECH, said, word_after, word_before
from reportgen.findings import Card, Finding
from reportgen.model import Report

UN = "United Nations Editorial Manual"
MONEY = Card(
    "NAR121",
    "money-form",
    "warning",
    why="Amounts in several forms look like amounts from several sources; “m” may be read as thousand.",
    example="“$1.95m”, “USD1.9M”, “US $ 5”",
    mend="Write US$1.95 million or USD 1.95 million, one form throughout.",
    source=UN,
    languages=("en",),
)
PERCENT = Card(
    "NAR122",
    "percent-form",
    "warning",
    why="One report writes percentages in one way; the United Nations write “per cent” in sentences.",
    example="“rose by 8%”, “8 percent”",
    mend="Write percentages as the house style does. The sign may stand in tables, titles and headings, and where a "
    "bracket holds the figure alone: (+8%).",
    source=UN,
    languages=("en",),
)
DECIMAL = Card(
    "NAR123",
    "decimal-comma",
    "warning",
    why="A comma groups thousands in English and parts decimals in French, Spanish and Russian; the wrong one "
    "changes the number.",
    example="“58,3 per cent”",
    mend="Write 58.3 in English, and 58,3 in languages with a decimal comma.",
)
THOUSANDS = Card(
    "NAR124",
    "thousands-form",
    "warning",
    why="Digits in a long row cannot be read at a glance, and a point in their midst reads as a decimal.",
    example="“37300 views”",
    mend="Group thousands by commas: 37,300.",
    source=UN,
    languages=("en",),
)
_CODES = "USD|EUR|GBP|CHF|SEK|NOK|DKK|JPY|CNY|RMB|AUD|CAD|KES|INR|ZAR|NGN|XOF"
_SCALES = {
    "m": "million",
    "mn": "million",
    "mln": "million",
    "mio": "million",
    "mm": "million",
    "bn": "billion",
    "bln": "billion",
    "b": "billion",
    "million": "million",
    "billion": "billion",
}
_NUMBER = r"\d[\d,.]*\d|\d"
_MONEY = re.compile(
    rf"(?<![\w$])(?P<sign>US[ \u00a0]?\$|U\.S\.[ \u00a0]?\$|[AC]\$|HK\$|\$|€|£"
    rf"|(?:{_CODES})(?![A-Z]))(?P<blank>[ \u00a0]*+)(?P<dollar>\$?)(?P<number>{_NUMBER})"
    rf"(?:(?P<gap>[ \u00a0]?)(?P<scale>[Mm](?:illion|n|ln|io|M|m)?|[Bb](?:illion|n|ln)|B"
    rf"|[Kk])(?![\w’'-])(?!\.\w))?(?P<twice>[ \u00a0](?:million |billion )?(?:{_CODES}|dollars|US dollars"
    rf"|euros)\b)?"
    rf"|(?<![\w$€£.,])(?P<late>{_NUMBER})[ \u00a0]?(?P<behind>[$€£])(?!\d)"
)
_PERCENT_SIGN = re.compile(r"(?<=\d)[ \u00a0]?%(?!\w)|(?<![A-Za-z-])percent\b(?!-)|\bpct\b\.?|\bper-cent\b")
_PER_CENT = re.compile(r"(?<=\d)[ \u00a0](?:per[ \u00a0]cent|percent)\b")
_ALONE = re.compile(
    r"[(\[](?:[+−–-]|about |over |or |up |down |≈|~|<|>)?[ \u00a0]?\d[\d.,]*(?:[–-]\d[\d.,]*)?[ \u00a0]?%[)\]]"
)
_COMMA = re.compile(
    r"(?<![\d.,/\w])(?P<sign>[$€£][ \u00a0]?|US\$[ \u00a0]?)?(?P<whole>\d{1,3}),(?P<part>\d{1,2}|(?<=\b0,)\d{3})(?!\d|[.,]\d)"
    r"(?P<unit>[ \u00a0]?(?:%|per[ \u00a0]cent|percent|million|billion|trillion|percentage points?|points?|km"
    r"|kilomet\w+|kg|hectares|tons|tonnes|litres|degrees|°C)\b|[ \u00a0]?%)?"
)
_INDEX = re.compile(
    r"\b(?:index|ratio|rate|average|mean|coefficient|score)(?: of [\w ]{1,20})?"
    r"(?: (?:was|is|of|at|stood at|rose to|fell to|reached|to))[ \u00a0]$"
)
_POINT = re.compile(
    r"(?<![\d.,/\w])(\d{1,3})\.(\d{1,2})(?=[ \u00a0\u202f]?(?:%|millions?\b|milliards?\b|pour[ \u00a0]cent\b"
    r"|millones\b|por[ \u00a0]ciento\b|mil[ \u00a0]millones\b"
    r"|млн\b|млрд\b|миллион|миллиард|процент|milhões\b|por[ \u00a0]cento\b|Prozent\b|Millionen\b))"
)
_MONEY_NEEDS = ("$", "€", "£", *_CODES.split("|"))
_MAY_BE_COMMA = re.compile(r"[0-9],(?:[0-9][0-9]?(?![0-9])|(?<=0,)[0-9])")
_MAY_BE_POINT = re.compile(r"[0-9]\.[0-9][0-9]?(?![0-9])")
_COMMA_LANGUAGES = frozenset({"fr", "ru", "pt", "es"})
_RAW = re.compile(r"(?P<digits>[1-9](?<![\w.,/:#+_−–-].)\d{4,11})(?![\w/:_–-]|[.,]\d{3})")
_INDIAN = re.compile(r"(?<![\d.,\w])\d{1,2}(?:,\d{2})+,\d{3}(?![\d,])")
_POINTED = re.compile(r"(?<![\d.,\w])[1-9]\d{0,2}(?:\.\d{3})+(?![\d.,]\d|\d|\.\d|\w)")
_MAY_BE_RAW = re.compile(r"[0-9][0-9][0-9][0-9][0-9]")
_MAY_BE_INDIAN = re.compile(r"[0-9],[0-9][0-9],[0-9]")
_MAY_BE_POINTED = re.compile(r"[0-9]\.[0-9][0-9][0-9]")
_LABELS = frozenset(
    "no nos number numbers code codes iso id ids phone tel telephone call hotline helpline dial sms fax mobile "
    "whatsapp postcode zip box resolution "
    "law decree act project award grant ref reference case file version build isbn issn account ticket permit "
    "licence license line text short "
    "toll-free reg registration certificate en ohsas din invoice cheque passport plate contract agreement "
    "document doc doi gazette badge serial".split()
)
_PEOPLE = re.compile(
    r"[ \u00a0](?:people|women|men|girls|boys|children|persons|farmers|households|families|views|followers"
    r"|students|pupils|participants|visitors|voters"
    r"|residents|refugees|readers|listeners|workers|members|users|copies|visits|impressions|dollars|euros"
    r"|beneficiaries|jobs|trees|survivors|[a-z]{4,}s)\b"
)
_MEASURES = re.compile(
    r"[ \u00a0](?:seconds|minutes|hours|kilomet\w+|metres|meters|hectares|tons|tonnes|kilograms|litres|degrees"
    r"|points|times|units|acres|miles)\b"
)


def money_form(report: Report) -> Iterator[Finding]:
    """Amounts are written as US$1.95 million or USD 1.95 million."""
    house = report.editorial.money
    for passage, match in said(report, MONEY, _MONEY, SPEECH, _MONEY_NEEDS):
        if match["late"]:
            message = f"The sign {match['behind']} stands behind the number."
            yield passage.find(MONEY, *match.span(), message, expected=f"{match['behind']}{match['late']}")
            continue
        right, fixable, said_twice = _right_money(match)
        is_code = match["sign"].isalpha()
        if said_twice:
            yield passage.find(MONEY, *match.span(), f"“{match[0]}” says the currency twice.", expected=right)
        elif right != match[0]:
            message = f"“{match[0]}” is not in the form of an amount."
            start, end = match.span()
            if re.match(r"\. [a-z]", passage.text[end : end + 3]):
                end += 1  # the point of “1.9 m.” goes with its letter
            yield passage.find(MONEY, start, end, message, expected=right, new=right if fixable else None)
        elif (
            house != "any"
            and is_code == (house == "symbol")
            and match["sign"] in ("USD", "EUR", "GBP", "US$", "$", "€", "£")
        ):
            sign = {"USD": "US$", "EUR": "€", "GBP": "£", "US$": "USD ", "$": "USD ", "€": "EUR ", "£": "GBP "}[
                match["sign"]
            ]
            message = (
                f"The house style writes amounts with the {'sign' if house == 'symbol' else 'code'} of their currency."
            )
            yield passage.find(MONEY, *match.span(), message, expected=f"{sign}{match['number']}")


def _right_money(match: re.Match[str]) -> tuple[str, bool, bool]:
    """Return the right form, whether blank and “million” alone make it, and whether the currency is said twice."""
    sign = re.sub(r"[ \u00a0]", "", match["sign"])
    blank = (match["blank"] or " ") if sign.isalpha() else ""
    scale = (match["scale"] or "").lower()
    number, twice = match["number"], match["twice"] or ""
    full = f" {_SCALES[scale]}" if scale in _SCALES else ""
    if scale == "k":
        whole = number.replace(",", "")
        full, number = ("", f"{int(whole):,},000") if whole.isdigit() else (" thousand", number)
    doubled = bool(twice) or bool(match["dollar"])
    unsaid = re.match(r"[ \u00a0](million|billion) ", twice)
    return (
        f"{sign}{blank}{number}{full}{' ' + unsaid[1] if unsaid else ''}",
        scale not in ("k", "million", "billion") and not doubled,
        doubled,
    )


def percent_form(report: Report) -> Iterator[Finding]:
    """Percentages in sentences are written as the house style says."""
    house = report.editorial.percent
    if house == "any":
        return
    pattern = _PERCENT_SIGN if house == "words" else _PER_CENT
    new = " per cent" if house == "words" else "%"
    for passage, match in said(
        report, PERCENT, pattern, RUNNING, ("%", "percent", "per-cent", "pct", "per cent", "per\u00a0cent")
    ):
        text, start = passage.text, match.start()
        if house == "words" and match[0].endswith("%") and _in_bracket_alone(text, match.end()):
            continue
        low = re.search(r"[\d.,–-]*[ \u00a0]?$", text[max(0, start - 20) : start])
        head = low[0] if low else ""
        right = new if match[0].strip() in ("%",) or house == "sign" else new.strip()
        if passage.is_bound(start - len(head), match.end()):
            continue
        start -= len(head)
        message = f"“{text[start : match.end()]}” is written “{head}{right}” in sentences."
        yield passage.find(PERCENT, start, match.end(), message, expected=f"{head}{right}", new=f"{head}{right}")


def _in_bracket_alone(text: str, end: int) -> bool:
    """Say whether a bracket holds nothing but the percentage that ends at `end`."""
    start = max(text.rfind("(", max(0, end - 24), end), text.rfind("[", max(0, end - 24), end))
    return start >= 0 and _ALONE.match(text, start, end + 1) is not None


def decimal_comma(report: Report) -> Iterator[Finding]:
    """Decimals are parted by the mark of the language."""
    for passage, match in said(report, DECIMAL, _COMMA, SPEECH, hints=(_MAY_BE_COMMA,)):
        if not passage.language.startswith("en") or not _is_decimal(passage.text, match):
            continue
        if match["unit"] is None and passage.text[match.end() : match.end() + 2].strip()[:1].isdigit():
            continue
        unit = (match["unit"] or "").strip()
        start, end = match.start("whole"), match.end("part")
        right = f"{match['whole']}.{match['part']}"
        certain = unit in ("%", "million", "billion", "percent") or unit.startswith("per")
        message = f"{match['whole']},{match['part']} has a decimal comma; English has a point."
        yield passage.find(DECIMAL, start, end, message, expected=right, new=right if certain else None)
    for passage, match in said(report, DECIMAL, _POINT, SPEECH, hints=(_MAY_BE_POINT,)):
        # Spanish of the Americas has the point in many countries.
        language, _, region = passage.language.partition("-")
        if language not in _COMMA_LANGUAGES or (language == "es" and region not in ("", "ES")):
            continue
        right = f"{match[1]},{match[2]}"
        yield passage.find(
            DECIMAL,
            *match.span(),
            f"{match[0]} has a decimal point; this language has a comma.",
            expected=right,
            new=right,
        )


def _is_decimal(text: str, match: re.Match[str]) -> bool:
    """Say whether a comma parts decimals: before a unit, behind a sign of money, in 0,72 and behind the name of an index."""
    if match["unit"]:
        return True
    if len(match["part"]) < 2:
        return False
    before = text[max(0, match.start() - REACH) : match.start()]
    return bool(match["sign"]) or match["whole"] == "0" or _INDEX.search(before) is not None


def thousands_form(report: Report) -> Iterator[Finding]:
    """Thousands are grouped by commas."""
    for passage, match in said(report, THOUSANDS, _RAW, SPEECH, hints=(_MAY_BE_RAW,)):
        digits = match["digits"]
        if _is_counted(passage.text, match):
            right = f"{int(digits):,}"
            start = match.start("digits")
            message = f"{digits} is hard to read without commas."
            yield passage.find(THOUSANDS, start, match.end(), message, expected=right, new=right)
    for passage, match in said(report, THOUSANDS, _INDIAN, SPEECH, hints=(_MAY_BE_INDIAN,)):
        right = f"{int(match[0].replace(',', '')):,}"
        yield passage.find(THOUSANDS, *match.span(), f"{match[0]} is not grouped by thousands.", expected=right)
    for passage, match in said(report, THOUSANDS, _POINTED, SPEECH, hints=(_MAY_BE_POINTED,)):
        text, several = passage.text, match[0].count(".") > 1
        if not several and (not _PEOPLE.match(text, match.end()) or _MEASURES.match(text, match.end())):
            continue  # 1.234 may be a decimal
        if word_before(text, match.start()).lower().rstrip(".") in _LABELS | {"version", "section"}:
            continue
        right = match[0].replace(".", ",")
        yield passage.find(THOUSANDS, *match.span(), f"{match[0]} groups its thousands by points.", expected=right)


def _is_counted(text: str, match: re.Match[str]) -> bool:
    """Say whether digits are a quantity: an amount, or a number before a noun that is no code, phone or postcode."""
    before = word_before(text, match.start())
    head = text[max(0, match.start() - 80) : match.start()].rstrip()
    low = before.lower().rstrip(".")
    if head.endswith(("€", "£")) or before in _CODES.split("|") or head.endswith("$"):
        return True
    if low in _LABELS or (before[:1].isupper() and head[: -len(before)].rstrip()[-1:] not in ("", ".", "!", "?")):
        return False
    after = word_after(text, match.end())
    if (
        after
        and after[0].islower()
        and after not in ("and", "or", "for", "at", "on", "is", "was", "by", "to", "if", "which", "when")
    ):
        return True
    return (
        low
        in ("over", "about", "nearly", "almost", "than", "around", "approximately", "some", "reached", "total", "to")
        and low != "to"
    )


CHECKS: tuple[Check, ...] = (
    Check(MONEY, money_form),
    Check(PERCENT, percent_form),
    Check(DECIMAL, decimal_comma),
    Check(THOUSANDS, thousands_form),
)
