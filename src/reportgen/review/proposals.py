"""What a reviewer wrote in a figure's place becomes a proposal: the value to write, and where it stands in the data."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from reportgen.errors import FactError, WorkspaceError
from reportgen.facts import Fact, Facts
from reportgen.facts.grammar import parse_path
from reportgen.language import Words
from reportgen.review.values import value_at

_NUMBER = re.compile(r"[-−+]?\s?\d[\d.,'’\s\u00a0\u202f\u2009\u066b\u066c]*")
_GROUPS = re.compile(r"\D+")
_LETTERS = re.compile(r"[^\W\d_]+")
_ISOLATES = re.compile("[\u2066-\u2069\u200e\u200f]")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A value that somebody proposes.

    Attributes:
        path: Of the fact.
        old, new: As printed.
        value: To be written; empty where the words are no value, or where they say the same value otherwise.
        place: Where it stands; empty where it is computed from several places, or not known.
        typed: What stands there.
        note: What a person should know besides.
    """

    path: str
    old: str
    new: str
    value: str = ""
    place: str = ""
    typed: str = ""
    note: str = ""


def propose(folder: Path, facts: Facts, words: Words, path: str, old: str, new: str) -> Proposal:
    """Return what an edit of a printed figure proposes."""
    try:
        fact = facts.find(parse_path(path)) if path else None
    except FactError:
        fact = None
    if fact is None:
        return Proposal(path, old, new, note="the data no longer have this figure")
    value = read_value(new, old, fact, words)
    notes = [_about(value, fact, old, words)]
    place, typed = "", ""
    if len(fact.places) == 1:
        try:
            typed = value_at(folder, fact.places[0])
            place = str(fact.places[0])
        except WorkspaceError as error:
            notes.append(str(error))
        if place and not _is_typed(typed, fact):
            notes.append(f"it is computed from {place}, where {typed!r} stands")
            place, typed = "", ""
    elif fact.places:
        shown = ", ".join(map(str, fact.places[:6])) + (" ..." if len(fact.places) > 6 else "")
        notes.append(f"it is computed from {len(fact.places)} values: change the one that is wrong ({shown})")
    else:
        notes.append("it is counted, not typed anywhere")
    if value is not None and value == fact.value:
        return Proposal(path, old, new, "", place, typed, "; ".join(filter(None, notes)))
    text = "" if value is None else value if isinstance(value, str) else plain_number(value)
    return Proposal(path, old, new, text, place, typed, "; ".join(filter(None, notes)))


def _about(value: Decimal | str | None, fact: Fact, old: str, words: Words) -> str:
    if value is None:
        return "the new words are no value: accept it with --value"
    if value == fact.value:
        return "the same value, written otherwise: change the format in the narrative"
    printed = read_value(old, old, fact, words)
    if isinstance(printed, Decimal) and fact.value is not None and printed != fact.value:
        return f"what was printed is rounded; the data hold {plain_number(fact.value)}"
    return ""


def read_value(text: str, old: str, fact: Fact, words: Words) -> Decimal | str | None:
    """Return the value that printed words stand for; None where they stand for none.

    Numbers as the language writes them; a power of ten ("million") where the words say so as the old ones did; a number
    up to nine in words; dates as printed; yes and no. Other words beside a number may be a power of ten, or doubt: such a
    number is none.
    """
    text = _ISOLATES.sub("", text).strip()
    if fact.kind == "date":
        return _date(text, fact, words)
    if fact.kind == "text":
        answers = {words.t(f"answer.{answer}").lower(): answer for answer in ("yes", "no")}
        return answers.get(text.lower(), text or None)
    counts = {words.t(f"count.{number}").lower(): Decimal(number) for number in range(1, 10)}
    if text.lower() in counts:
        return counts[text.lower()]
    number = _plain(text, words)
    power = 0 if number is None else _power(text, number, old, fact, words)
    return None if number is None or power is None else number.scaleb(power)


def _plain(text: str, words: Words) -> Decimal | None:
    """Return the one number in a text, whatever parts its thousands."""
    found = _NUMBER.findall(text)
    if len(found) != 1:
        return None
    digits = found[0].strip().rstrip(".,").replace("−", "-").replace(" ", "")
    mark = words.decimal_mark
    whole, _, fraction = digits.rpartition(mark) if digits.count(mark) == 1 else (digits, "", "")
    first, *groups = _GROUPS.split(whole.lstrip("-+"))
    if any(len(each) not in (2, 3) for each in groups) or (groups and (len(groups[-1]) != 3 or not first)):
        return None  # "1,5" is no fifteen
    below = whole.startswith("-") or text[: text.find(found[0])].strip().startswith(("-", "−"))  # −US$5
    try:
        number = Decimal(f"{first or 0}{''.join(groups)}" + (f".{fraction}" if fraction else ""))
    except InvalidOperation:
        return None
    return -number if below else number


def _power(text: str, number: Decimal, old: str, fact: Fact, words: Words) -> int | None:
    """Return the power of ten that the words of `text` stand for, judged by what `old` printed; None = it is not known."""
    known = " ".join((words.percent_prose(1), words.currency(fact.currency), fact.currency))
    said, printed = (set(_LETTERS.findall(each.lower())) - set(_LETTERS.findall(known.lower())) for each in (text, old))
    if said - printed:
        return None
    before = _plain(_ISOLATES.sub("", old), words)
    if before is None or not before or fact.value is None or not fact.value:
        return 0
    ratio = abs(fact.value / before)
    power = min(range(0, 13), key=lambda each: abs(ratio / Decimal(10) ** each - 1))
    if not power or said:
        return power
    meant = abs(number) * abs(number) > abs(fact.value * before)  # nearer to the value in full than to what was printed
    return 0 if meant or not number else None


def _date(text: str, fact: Fact, words: Words) -> str | None:
    """Return the day that is printed so, as ISO 8601; looked for within ten years of the old one."""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        try:
            return datetime.date.fromisoformat(text).isoformat()
        except ValueError:
            return None
    centre = fact.day or datetime.date(2025, 1, 1)
    years = re.findall(r"\d{4}", text[:60])[:1]
    for year in [int(each) for each in years] or [centre.year]:
        if not 1900 <= year <= 2200:
            continue
        day = datetime.date(year, 1, 1)
        while day.year == year:
            if words.date(day) == text:
                return day.isoformat()
            day += datetime.timedelta(days=1)
    return None


def _is_typed(typed: str, fact: Fact) -> bool:
    """Say whether the place holds the figure itself, not what it is computed from."""
    if fact.kind in ("date", "text", "absent"):
        return True
    try:
        return Decimal(typed.strip().replace("−", "-")) == fact.value
    except InvalidOperation:
        return False


def plain_number(value: Decimal) -> str:
    """Return a number as tables hold it: a decimal point, no separators, no trailing zeros behind a point."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def clashes(proposals: Sequence[Proposal]) -> dict[str, list[str]]:
    """Return the paths for which several values are proposed, with those."""
    found: dict[str, list[str]] = {}
    for each in proposals:
        values = found.setdefault(each.path, [])
        if each.value not in values:
            values.append(each.value)
    return {path: values for path, values in found.items() if len(values) > 1}
