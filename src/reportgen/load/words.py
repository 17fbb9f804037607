"""A complaint of pydantic becomes a rule and a sentence for somebody who keeps data, not for a programmer."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from reportgen.findings import Card, Finding, Place
from reportgen.load.rules import structure as rules
from reportgen.model.base import number_problem


@dataclass(frozen=True, slots=True)
class Problem:
    """One complaint.

    Attributes:
        kind: Pydantic's name for it.
        key: Key or column of the value.
        value: What stands there.
        owner: Code of the record that it stands in; empty where it has none.
        known: Keys that may stand there.
        context: What pydantic adds.
        words: Pydantic's own sentence.
        table: Whether it stands in a table.
    """

    kind: str
    key: str
    value: object
    owner: str
    known: tuple[str, ...]
    context: Mapping[str, Any]
    words: str
    table: bool

    @property
    def found(self) -> str:
        """What stands there, in a few words."""
        if isinstance(self.value, str):
            return self.value if len(self.value) <= 80 else self.value[:77] + "..."
        if self.value is None:
            return "nothing"
        value: object = self.value
        kinds = {list: "a list", dict: "a map"}
        for kind, words in kinds.items():
            if isinstance(value, kind):
                return words
        return str(value)[:80]


Said = tuple[Card, str, str]
"""Rule, message, and what would be right."""


def say(problem: Problem, place: Place) -> Finding:
    """Return the finding for `problem` at `place`."""
    card, message, expected = SENTENCES.get(problem.kind, _other)(problem)
    found = "" if problem.kind in ("missing", "value_error") else problem.found
    return card.at(place, message, found=found, expected=expected)


def _near(word: str, words: tuple[str, ...]) -> str:
    matches = difflib.get_close_matches(word.lower(), words, 1, 0.6)
    return matches[0] if matches else ""


COMMA = (
    "“{}” was read as a key, because the text before it has a comma and stands in braces. Put the whole "
    "text in "
    "quotation marks."
)


def _unknown(p: Problem) -> Said:
    if p.value is None and not _near(p.key, p.known):
        return rules.UNKNOWN_KEY, COMMA.format(p.key), "a text in quotation marks"
    near = _near(p.key, p.known)
    guess = f" Is “{near}” meant?" if near else f" Known here: {', '.join(p.known)}."
    message = f"There is no key “{p.key}” here.{guess}"
    return rules.UNKNOWN_KEY, message, near or ", ".join(p.known)


def _missing(p: Problem) -> Said:
    owner = f" of {p.owner}" if p.owner else ""
    message = f"The cell “{p.key}”{owner} is empty; it is needed." if p.table else f"“{p.key}”{owner} is missing."
    return rules.MISSING_KEY, message, p.key


def _text(p: Problem) -> Said:
    where = f"“{p.key}”" if p.key else "This"
    return rules.WRONG_TYPE, f"{where} holds {p.found}; a text is expected.", "a text"


def _list(p: Problem) -> Said:
    example = f"{p.key}: [{p.found}]" if isinstance(p.value, str) and p.key else "[a, b]"
    return rules.WRONG_TYPE, f"“{p.key}” holds one value; a list is expected, such as {example}.", "a list"


def _map(p: Problem) -> Said:
    keys = f" with the keys {', '.join(p.known)}" if p.known else ""
    return rules.WRONG_TYPE, f"“{p.key}” holds “{p.found}”; keys with values are expected.", f"a map{keys}"


def _choice(p: Problem) -> Said:
    allowed = tuple(re.findall(r"'([^']*)'", str(p.context.get("expected", ""))))
    near = _near(p.found, allowed)
    guess = f" Is “{near}” meant?" if near else ""
    message = f"“{p.found}” is not allowed for “{p.key}”.{guess} Allowed: {', '.join(allowed)}."
    return rules.NOT_ALLOWED, message, near or ", ".join(allowed)


def plain_number(text: str) -> tuple[str, ...]:
    """Return the plain spellings that `text` may stand for: one, two where it is ambiguous, or none."""
    if len(text) > 60:
        return ()
    bare = re.sub(r"^[^\d−+-]+|[^\d]+$", "", text.strip().replace("−", "-"))
    if not number_problem(bare):
        return (bare,)
    digits = re.sub(r"['\s\u00a0\u202f]", "", bare)
    if re.fullmatch(r"[-+]?\d{1,3}[.,]\d{3}", digits):
        return (re.sub("[.,]", "", digits), digits.replace(",", "."))
    last = max(digits.rfind(","), digits.rfind("."))
    whole, end = digits[: max(last, 0)], digits[last + 1 :]
    marks = {mark for mark in ",." if mark in digits}
    if last >= 0 and (len(end) != 3 or (len(marks) == 2 and digits.count(digits[last]) == 1)):
        result = re.sub("[.,]", "", whole) + "." + end
    else:
        result = re.sub("[.,]", "", digits)
    return () if number_problem(result) else (result,)


def _number(p: Problem) -> Said:
    if not isinstance(p.value, str):
        return rules.NUMBER, f"“{p.key}” holds {p.found}; a number is expected.", "a number"
    right = plain_number(p.value)
    what = {
        "number_thousands": "has separators between thousands",
        "number_comma": "has a comma where a decimal point is expected",
    }.get(p.kind, "is not a plain number")
    advice = f" Write {' or '.join(right)}{', whichever is meant' if len(right) > 1 else ''}." if right else ""
    message = f"“{p.found}” in “{p.key}” {what}.{advice}"
    return rules.NUMBER, message, " or ".join(right) or "a plain number, such as 1950000 or 58.3"


def _whole(p: Problem) -> Said:
    return rules.NUMBER, f"“{p.found}” in “{p.key}” is not a whole number.", "a whole number, such as 2"


def _range(p: Problem) -> Said:
    bounds = {"ge": "at least", "gt": "more than", "le": "at most", "lt": "less than"}
    expected = " and ".join(f"{word} {p.context[name]}" for name, word in bounds.items() if name in p.context)
    return rules.NUMBER, f"“{p.found}” in “{p.key}” is out of range; {expected} is expected.", expected


def _yes_no(p: Problem) -> Said:
    return rules.NOT_ALLOWED, f"“{p.found}” in “{p.key}” is neither yes nor no.", "yes or no"


def plain_days(text: str) -> tuple[str, ...]:
    """Return the days that `text` may stand for, written as 2024-12-31."""
    if match := re.fullmatch(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?", text.strip()):
        year, month, day = map(int, match.groups())
        return (f"{year:04}-{month:02}-{day:02}",)
    if match := re.fullmatch(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})", text.strip()):
        first, second, year = map(int, match.groups())
        pairs = dict.fromkeys([(second, first), (first, second)])
        return tuple(f"{year}-{month:02}-{day:02}" for month, day in pairs if month <= 12 and day <= 31)
    return ()


def _day(p: Problem) -> Said:
    if p.kind == "day_impossible":
        return rules.DATE, f"There is no day “{p.found}” ({p.key}).", "a day between 1900 and 2200"
    right = plain_days(p.value) if isinstance(p.value, str) else ()
    advice = f" Write {' or '.join(right)}{', whichever is meant' if len(right) > 1 else ''}." if right else ""
    message = f"“{p.found}” in “{p.key}” is not written as a date.{advice}"
    return rules.DATE, message, " or ".join(right) or "a date, such as 2024-12-31"


def _year(p: Problem) -> Said:
    message = f"“{p.found}” in “{p.key}” is not a year between 1900 and 2200."
    return rules.YEAR, message, "a year, such as 2024"


def _disclosure(p: Problem) -> Said:
    near = _near(p.found, ("public", "internal", "partner:", "embargo:"))
    guess = f" Is “{near}” meant?" if near else ""
    message = f"“{p.found}” does not say who may see this.{guess}"
    return rules.DISCLOSURE, message, "public, internal, partner:ID[,ID] or embargo:YYYY-MM-DD"


def _contradiction(p: Problem) -> Said:
    words = p.words.removeprefix("Value error, ")
    subject = f"{p.owner}: " if p.owner else ""
    text = words[:1].upper() + words[1:] if not subject else words
    return rules.CONTRADICTION, f"{subject}{text}.", ""


def _value(p: Problem) -> Said:
    return (
        rules.WRONG_TYPE,
        f"“{p.key}” holds {p.found}; a number, yes or no, or a text is expected.",
        "one value",
    )


def _language(p: Problem) -> Said:
    known = ("en", "fr", "es", "ar", "ru", "zh")
    key = str(p.context.get("key", ""))
    # Only a map can hold a key that is no language.
    if cast("dict[str, object]", p.value).get(key) is None:
        return rules.UNKNOWN_KEY, COMMA.format(key[:80]), "a text in quotation marks"
    key = key[:80]
    near = _near(key, known)
    message = f"“{key}” in “{p.key}” is no code of a language."
    return rules.UNKNOWN_KEY, message, near or "a code such as en, fr, es, ar, ru or zh"


def _other(p: Problem) -> Said:
    where = f" ({p.key})" if p.key else ""
    return rules.WRONG_TYPE, f"“{p.found}” cannot be read here{where}: {p.words}.", ""


SENTENCES: Mapping[str, Callable[[Problem], Said]] = {
    "extra_forbidden": _unknown,
    "missing": _missing,
    "string_type": _text,
    "tuple_type": _list,
    "list_type": _list,
    "dict_type": _map,
    "model_type": _map,
    "model_attributes_type": _map,
    "dataclass_type": _value,
    "value_type": _value,
    "literal_error": _choice,
    "number_thousands": _number,
    "number_comma": _number,
    "number_type": _number,
    "decimal_type": _number,
    "decimal_parsing": _number,
    "int_parsing": _whole,
    "int_type": _whole,
    "int_from_float": _whole,
    "int_parsing_size": _whole,
    "greater_than_equal": _range,
    "less_than_equal": _range,
    "bool_parsing": _yes_no,
    "bool_type": _yes_no,
    "day_format": _day,
    "day_impossible": _day,
    "date_type": _day,
    "date_parsing": _day,
    "date_from_datetime_parsing": _day,
    "year": _year,
    "disclosure": _disclosure,
    "value_error": _contradiction,
    "language_key": _language,
}
"""Pydantic's name for a complaint -> how it is said."""
