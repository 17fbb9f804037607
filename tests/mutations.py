"""Places of a workspace become slips: what a tired hand would type there instead.

Slips are drawn by a seeded generator: first the kind of place (a table's column, the texts), by the square root of how
many places it has, so that tables with hundreds of rows do not crowd out what stands in few lines; then the place; then
the slip.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from math import sqrt

from tests.typed_places import Kind, Spot, Workspace, spots

QUOTAS: Mapping[Kind, int] = {"number": 60, "name": 40, "year": 40, "unit": 30, "share": 30}
SEED = 20250331


@dataclass(frozen=True, slots=True)
class Slip:
    """What is typed wrongly at a place, and how the hand slipped."""

    kind: Kind
    spot: Spot
    new: str
    how: str

    def __str__(self) -> str:
        return f"{self.kind} in {self.spot.source} ({self.spot.file}): {self.spot.text} -> {self.new} ({self.how})"

    def applied(self, text: str) -> str:
        """Return the file's text with the slip in it."""
        assert text[self.spot.start : self.spot.end] == self.spot.text
        return text[: self.spot.start] + self.new + text[self.spot.end :]


Slips = Iterator[tuple[str, str]]
"""New text, and how the hand slipped."""


def _digits(spot: Spot, draw: random.Random) -> Slips:
    """Yield a number with one digit replaced, dropped, doubled or transposed, or its decimal point moved."""
    text = spot.text
    places = [at for at, letter in enumerate(text) if letter.isdigit()]
    at = draw.choice(places)
    digit = draw.choice([each for each in "0123456789" if each != text[at]])
    yield text[:at] + digit + text[at + 1 :], "a digit replaced"
    if at + 1 in places:
        yield text[:at] + text[at + 1] + text[at] + text[at + 2 :], "two digits transposed"
    if len(places) > 1:
        yield text[:at] + text[at + 1 :], "a digit dropped"
    yield text[:at] + text[at] + text[at:], "a digit doubled"
    point = text.find(".")
    if point > 0 and point + 2 <= len(text):
        yield text[:point] + text[point + 1] + "." + text[point + 2 :], "the decimal point moved"
    elif point < 0 and len(places) > 1 and "," not in text:
        yield text[:-1] + "." + text[-1], "the decimal point moved"


def _letters(spot: Spot, draw: random.Random) -> Slips:
    """Yield a name with letters transposed, dropped or doubled, or another that exists."""
    text = spot.text
    places = [at for at, letter in enumerate(text) if letter.isalnum()]
    pairs = [at for at in places if at + 1 in places and text[at] != text[at + 1]]
    if pairs:
        at = draw.choice(pairs)
        yield text[:at] + text[at + 1] + text[at] + text[at + 2 :], "two letters transposed"
    at = draw.choice(places)
    if len(places) > 2:
        yield text[:at] + text[at + 1 :], "a letter dropped"
    yield text[:at] + text[at] + text[at:], "a letter doubled"
    if others := [each for each in spot.others if each != text]:
        yield draw.choice(others), "another that exists"


def _years(spot: Spot, draw: random.Random) -> Slips:
    """Yield a year or a day with the next year, the one before, another century, or its digits transposed."""
    year, rest = spot.text[:4], spot.text[4:]
    for step in (1, -1):
        yield str(int(year) + step) + rest, f"year {step:+}"
    yield draw.choice(("19", "21")) + year[2:] + rest, "another century"
    yield year[:2] + year[3] + year[2] + rest, "two digits transposed"


WORDS: Mapping[str, tuple[str, ...]] = {
    "million": ("billion", "thousand"), "thousand": ("million",), "billion": ("million",),
    "per cent": ("percentage points", "million"), "percentage points": ("per cent",), "percentage point": ("per cent",),
    "percent": ("number", "money"), "number": ("percent", "money"), "money": ("number", "percent"), "words": ("percent",),
    "money million": ("money thousand", "number", "money"), "money thousand": ("money million", "number"),
    "yes-no": ("number", "text"), "text": ("number", "yes-no"),
}  # fmt: skip
"""Unit -> what it is mistaken for, in texts, formats and measures."""


def _units(spot: Spot, draw: random.Random) -> Slips:
    """Yield another currency, measure, unit, number of decimals, or format."""
    text = spot.text
    if text.isupper():
        yield draw.choice([each for each in ("USD", "EUR", "GBP", "CHF", "SEK") if each != text]), "another currency"
    elif text.isdigit():
        yield draw.choice([each for each in "0123" if each != text]), "other decimals"
    else:
        bare = text.rstrip("0123456789 ")
        decimals = text[len(bare) :] if spot.source == "formats" else ""
        for other in WORDS.get(bare, tuple(each for each in spot.others if each != text)):
            yield other + decimals, "another unit"


def _goals(spot: Spot, draw: random.Random) -> Slips:
    """Yield another goal or target."""
    goal = str(draw.choice([number for number in range(1, 18) if str(number) != spot.text.partition(".")[0]]))
    if spot.source.endswith(" goal"):
        yield goal, "another goal"
    else:
        yield goal + spot.text[spot.text.index(".") :], "another goal"
    yield from ((each, "another that stands there") for each in spot.others)


def slips(kind: Kind, spot: Spot, draw: random.Random) -> tuple[Slip, ...]:
    """Return the slips that may happen at a place: each is readable, and says something else than the original."""
    makers: Mapping[Kind, Callable[[Spot, random.Random], Slips]] = {
        "number": _digits, "name": _letters, "year": _years, "unit": _units, "share": _digits,
    }  # fmt: skip
    maker = _goals if spot.source in ("sdg.csv goal", "sdg.csv target") else makers[kind]
    made = [Slip(kind, spot, new, how) for new, how in maker(spot, draw)]
    return tuple(slip for slip in made if _is_slip(slip))


def _is_slip(slip: Slip) -> bool:
    old, new = slip.spot.text, slip.new
    if not new.strip() or new == old:
        return False
    if slip.kind in ("number", "share") and slip.spot.source not in ("sdg.csv goal", "sdg.csv target"):
        # No number, or the same one: 0.50 for 0.5.
        bare = new.replace(",", "")
        if re.match(r"-?0\d", bare) or not re.fullmatch(r"-?\d{1,15}(\.\d{1,9})?", bare):
            return False
        try:
            return Decimal(bare) != Decimal(old.replace(",", ""))
        except InvalidOperation:
            return False
    return True


def chosen(of: Workspace, quotas: Mapping[Kind, int] = QUOTAS, seed: int = SEED) -> tuple[Slip, ...]:
    """Return as many slips of each kind as its quota says, no two alike; the same ones for the same seed."""
    made: list[Slip] = []
    for kind, wanted in quotas.items():
        draw = random.Random(f"{seed} {kind}")
        by_source = spots(of, kind)
        weights = [sqrt(len(found)) for found in by_source.values()]
        seen: dict[tuple[str, int, str], Slip] = {}
        while len(seen) < wanted:
            [source] = draw.choices(list(by_source), weights)
            spot = draw.choice(by_source[source])
            if possible := slips(kind, spot, draw):
                slip = draw.choice(possible)
                seen.setdefault((spot.file, spot.start, slip.new), slip)
        made += seen.values()
    return tuple(made)
