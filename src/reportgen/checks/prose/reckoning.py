"""Two values and what a sentence says of them become a yes or no, with rounding and words such as “over” allowed for."""

from __future__ import annotations

import re
from decimal import Decimal

from reportgen.checks.check import plain
from reportgen.checks.prose.quantities import Quantity

_ABOUT = (
    r"(?:(?:over|more than|nearly|almost|about|around|some|an estimated|just over|just under|roughly|close to|at least"
    r"|well over) )?(?:the )?"
)
_FROM = re.compile(rf"\bfrom (?:a baseline of |a low of |only |just )?{_ABOUT}$", re.IGNORECASE)
_TO = re.compile(
    rf"(?:[ \u00a0][^\d.;()]{{0,60}}?|[^.;]{{0,40}}?(?:in|of|at the end of) (?:19|20)\d\d)?,? to {_ABOUT}",
    re.IGNORECASE,
)
_TO_BEFORE = re.compile(rf"\b(?:to|at|reached|now) {_ABOUT}$", re.IGNORECASE)
_UP_FROM = re.compile(
    rf"(?:[ \u00a0][^\d.;]{{0,60}}?)?,? ?(?:\(?(?:up|down|an increase|a rise|a decrease|a fall|increased"
    rf"|risen) )from {_ABOUT}|[ \u00a0]from {_ABOUT}",
    re.IGNORECASE,
)
_AGE = re.compile(r"\b(?:aged?|ages|between|grades?|hours|years old)\b[^.;]{0,12}$", re.IGNORECASE)
FACTORS = {
    "doubled": 2, "doubling": 2, "twofold": 2, "double": 2, "tripled": 3, "tripling": 3, "trebled": 3, "threefold": 3,
    "quadrupled": 4, "fourfold": 4, "fivefold": 5, "tenfold": 10,
}  # fmt: skip
_PARTS = {"by half": Decimal("0.5"), "by a third": Decimal(1) / 3, "by a quarter": Decimal("0.25")}
_LINK = re.compile(r"(?: per [\d,]+)?(?:[ \u00a0][a-z-]+){0,3}(?:,| \(| –)? ?(?:that is,? |or |i\.e\.,? |which is )?")
_NAMES = "|".join((*FACTORS, *_PARTS, "halved", "halving"))
_FACTOR = re.compile(
    rf"\b(more than |over |nearly |almost |about |roughly |close to |not quite )?({_NAMES})\b",
    re.IGNORECASE,
)
ANOTHER = re.compile(r";|\b(?:while|whereas|but|rose|fell|grew|increased|decreased|dropped)\b", re.IGNORECASE)
"""What begins another claim between “doubled” and the numbers."""


def span_of(text: str, one: Quantity, other: Quantity) -> tuple[Quantity, Quantity] | None:
    """Return (old, new) where two neighbouring quantities are told as the ends of a change: “from 12 to 25”, “25, up from 12”."""
    before = text[max(0, one.start - 40) : one.start]
    if _AGE.search(before):
        return None
    if _FROM.search(before) and _TO.fullmatch(text, one.end, other.start):
        return one, other
    if _UP_FROM.fullmatch(text, one.end, other.start) and (
        " from " in text[one.end : other.start]
        and (_TO_BEFORE.search(before) or re.search(r"up|down|increas|ris|fall|decreas", text[one.end : other.start]))
    ):
        return other, one
    return None


def agrees(said: Quantity, exact: Decimal) -> bool:
    """Say whether a number that was rounded or cut off, or that “over” and “about” stand before, may be said of `exact`."""
    near = abs(said.value - exact) <= said.step / 2 or said.value <= exact < said.value + said.step
    room = max(said.step, abs(said.value) / 10)
    match said.approximate:
        case "over":
            return near or said.value <= exact <= said.value + max(room, abs(said.value) / 4)
        case "under":
            return near or said.value - room <= exact <= said.value
        case "about":
            return near or abs(said.value - exact) <= room
        case _:
            return near


def slack(quantity: Quantity) -> Decimal:
    """Return how far the number that was rounded to `quantity` may lie from it."""
    if quantity.step != 1 or quantity.kind == "percent":
        return quantity.step / 2
    zeros = next(
        (power for power in (1_000_000, 1_000, 100) if quantity.value >= 10 * power and quantity.value % power == 0), 0
    )
    return Decimal(zeros) / 2


def times(sentence: str, first: int, last: int, old: Quantity, new: Quantity) -> tuple[tuple[int, int], str] | None:
    """Return the span of “doubled”, “by half” and the like beside the two values, and what is wrong; None where nothing is.

    `first` and `last` are where the two values begin and end in the sentence.
    """
    match = next(reversed(list(_FACTOR.finditer(sentence, 0, max(0, first)))), None)
    if match is None or ANOTHER.search(sentence, match.end(), first):
        link = _LINK.match(sentence, last)
        match = _FACTOR.match(sentence, link.end() if link else last)
    if match is None or not old.value:
        return None
    word, degree = match[2].lower(), (match[1] or "").strip().lower()
    factor = _factor(word, falls=new.value < old.value)
    low, high = (
        (new.value - slack(new)) / (old.value + slack(old)),
        (new.value + slack(new)) / max(old.value - slack(old), Decimal("0.001")),
    )
    if new.approximate == "over" or old.approximate == "under":
        high *= Decimal("1.1")
    if old.approximate == "over" or new.approximate == "under":
        low *= Decimal("0.9")
    if degree in ("more than", "over"):
        right = low <= factor if factor < 1 else high >= factor
        right = right and (factor < 1 or low <= factor * Decimal("1.6"))
    elif degree in ("nearly", "almost", "close to", "not quite"):
        right = (
            low <= factor * Decimal("1.0") and high >= factor * Decimal("0.8")
            if factor > 1
            else high >= factor and low <= factor * Decimal("1.2")
        )
    else:
        room = Decimal("0.15") if degree else Decimal("0.1")
        right = low <= factor * (1 + room) and high >= factor * (1 - room)
    if right:
        return None
    ratio = plain((new.value / old.value).quantize(Decimal("0.01")))
    return (
        match.span(),
        f"From {plain(old.value)} to {plain(new.value)} is {ratio} times as many; “{match[0].strip()}” says otherwise.",
    )


def _factor(word: str, *, falls: bool) -> Decimal:
    if word in _PARTS:
        return 1 - _PARTS[word] if falls else 1 + _PARTS[word]
    return Decimal("0.5") if word.startswith("halv") else Decimal(FACTORS[word])


def growth(change: Quantity, old: Quantity, new: Quantity) -> tuple[str, str] | None:
    """Return message and what would be right, where the change that is told is not that from `old` to `new`."""
    difference = new.value - old.value
    room = slack(old) + slack(new)
    ends = f"From {plain(old.value)} to {plain(new.value)}"
    if change.kind == old.kind or change.kind == "points":
        if old.kind == "percent" and change.kind == "percent":
            relative = 100 * difference / old.value
            if abs(abs(relative) - change.value) <= _wide(change, old, new, relative):
                return None
            if abs(abs(difference) - change.value) <= room + change.step / 2:
                right = f"{plain(abs(difference))} percentage points"
                return f"{ends} per cent is a change of {right}; in per cent it is {_short(relative)}.", right
            return (
                f"{ends} per cent is {plain(abs(difference))} percentage points, or {_short(relative)} per cent.",
                f"{plain(abs(difference))} percentage points",
            )
        if change.kind == "points" and old.kind != "percent":
            return None
        if abs(abs(difference) - change.value) <= room + (
            change.step / 2 if change.step != 1 else slack(change)
        ) or agrees(change, abs(difference)):
            return None
        return f"{ends} is a change of {plain(abs(difference))}, not {change.text}.", plain(abs(difference))
    if change.kind != "percent":
        return None
    relative = 100 * difference / old.value
    if abs(abs(relative) - change.value) <= _wide(change, old, new, relative) or agrees(change, abs(relative)):
        return None
    return f"{ends} is a change of {_short(relative)} per cent, not {change.text}.", f"{_short(abs(relative))} per cent"


def _wide(change: Quantity, old: Quantity, new: Quantity, relative: Decimal) -> Decimal:
    """Return how far the percentage may be off, the ends being rounded or told as “over”."""
    ends = (slack(old) + slack(new)) / max(old.value, Decimal(1)) * 100 * (1 + abs(relative) / 100)
    told = abs(relative) / 10 if old.approximate or new.approximate or change.approximate else Decimal(0)
    return change.step / 2 + ends + told + Decimal("0.05")


def _short(value: Decimal) -> str:
    return plain(value.quantize(Decimal("0.1")))
