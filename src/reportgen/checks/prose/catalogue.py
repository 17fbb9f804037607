"""The facts that one text may speak of become answers: is this number one of them, and how would it be referred to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache, cached_property

from reportgen.checks.check import plain
from reportgen.checks.prose.quantities import Quantity
from reportgen.checks.prose.reckoning import agrees
from reportgen.errors import FactError
from reportgen.facts import Fact, Facts, parse_format, print_fact
from reportgen.language import Words
from reportgen.model import Indicator, Report

POWERS = tuple(Decimal(10) ** power for power in (1, 2, 3, 6))
STAGES = {
    "received": re.compile(r"\b(?:received|receipts|income)\b", re.IGNORECASE),
    "expended": re.compile(r"\b(?:spent|spending|expended|expenditures?|disbursed)\b", re.IGNORECASE),
    "available": re.compile(r"\b(?:available|at its disposal|could draw on)\b", re.IGNORECASE),
    "budget": re.compile(r"\b(?:budget(?:ed)?|planned|required)\b", re.IGNORECASE),
    "gap": re.compile(r"\b(?:gap|shortfall|unfunded|without funds|no funding|lacked)\b", re.IGNORECASE),
    "contributions": re.compile(r"\b(?:contribut\w+|donated|granted)\b", re.IGNORECASE),
}
"""Part of a path -> the words that speak of it."""
_UNITS = {"thousand": 1_000, "thousands": 1_000, "million": 1_000_000, "millions": 1_000_000, "billion": 1_000_000_000}
_SOURCE = re.compile(r"\b(?:core|non-core|regular|other|earmarked|un-?earmarked|agreed purposes)\b", re.IGNORECASE)
_OF_SOURCE = re.compile(r"\.(?:regular|other)\.")
_DIGITS = 3
"""Figures of a number that nobody meets by chance."""
_COIN = 100
"""“Four of every five dollars” is no amount of the accounts."""
_RATE = re.compile(r"\b(?:spent|spending|delivery|available|used)\b", re.IGNORECASE)
_OTHERS = re.compile(
    r"\b(?:government|ministr\w+|provinc\w+|municipal\w+|councils?|parliament|enterprises?|compan\w+|banks?|famil\w+"
    r"|households?|borrow\w*|loans?"
    r"|national budget|state|allocat\w+|grants?|districts?|cit(?:y|ies))\b",
    re.IGNORECASE,
)
"""Whose money it may be, if not the office's own."""
_FORMATS: dict[str, tuple[str, ...]] = {
    "number": ("number", "words", "number 1", "number 2", "number 3"),
    "percent": ("percent", "percent 1", "percent 2", "percent 0"),
    "money": ("money", "money million", "money thousand", "money million 1", "money million 2", "money million 0"),
}
_KINDS = {"number": "number", "percent": "percent", "money": "money", "points": "percent"}


def value_of(fact: Fact) -> Decimal:
    """Return a fact's number, of one that is counted in millions the whole number."""
    value = fact.value if fact.value is not None else Decimal(0)
    unit = fact.unit.to("en").casefold().split()[:1]
    return value * _UNITS.get(unit[0] if unit else "", 1)


def same(fact: Fact, quantity: Quantity) -> bool:
    """Say whether a number, rounded or told with “over”, is that of the fact."""
    if fact.value is None or fact.kind != _KINDS[quantity.kind]:
        return False
    return agrees(quantity, fact.value) or agrees(quantity, value_of(fact))


def scaled(fact: Fact, quantity: Quantity) -> str:
    """Return the power of ten that parts number and fact; empty where none does exactly."""
    if not fact.value or not quantity.value or same(fact, quantity):
        return ""
    value = value_of(fact)
    ratio = max(value, quantity.value) / min(value, quantity.value)
    return f"{int(ratio):,}" if ratio in POWERS else ""


def printed(fact: Fact, quantity: Quantity) -> str:
    """Return the fact in words, as the sentence would print it."""
    try:
        return print_fact(
            fact, parse_format("money million" if quantity.kind == "money" and quantity.step >= 1000 else ""), _words()
        )
    except FactError:
        return fact.machine


def reference(fact: Fact, quantity: Quantity) -> str:
    """Return the ``{{ ... }}`` that prints exactly what was typed, else the plain one; empty where none prints the fact."""
    for form in _FORMATS.get(fact.kind, ()):
        try:
            text = print_fact(fact, parse_format(form), _words())
        except FactError:
            continue
        if _alike(text) == _alike(quantity.text):
            return f"{{{{ {fact.path} | {form} }}}}"
    return ""


def nearest_reference(fact: Fact, quantity: Quantity) -> str:
    """Return the ``{{ ... }}`` that prints the fact in the form in which the other number was typed."""
    exponent = quantity.step.normalize().as_tuple().exponent
    decimals = max(0, -exponent) if isinstance(exponent, int) else 0
    form = {"percent": "percent", "money": "money"}.get(fact.kind, "words" if quantity.in_words else "number")
    if fact.kind == "money" and quantity.step >= 1000:
        form = "money million"
    elif decimals:
        form += f" {decimals}"
    return f"{{{{ {fact.path} | {form} }}}}"


def _alike(text: str) -> str:
    return re.sub(r"[ \u00a0\u202f]", " ", text).strip()


@cache
def _words() -> Words:
    return Words("en")


def _stage(sentence: str, start: int, end: int) -> str:
    """Return the stage of money that stands nearest to an amount in its clause; empty where none does."""
    first = max(sentence.rfind(", ", 0, start), sentence.rfind("; ", 0, start), sentence.rfind("(", 0, start)) + 1
    if sentence[first:start].strip().startswith("or"):
        first = max(sentence.rfind(", ", 0, first - 1), 0)  # “spent 90 per cent, or US$1.54 million”
    stops = [at for mark in (", ", "; ", ")") if (at := sentence.find(mark, end)) >= 0]
    last = min(stops, default=len(sentence))
    found = [
        (start - match.end() if match.end() <= start else match.start() - end, stage)
        for stage, words in STAGES.items()
        for match in words.finditer(sentence, first, last)
    ]
    if any(stage == "gap" for _, stage in found):
        return "gap"  # “of the budget, US$49,300 had no funding”
    return min(found)[1] if found else ""


def _words_of(text: str) -> set[str]:
    return {word.casefold() for word in re.findall(r"[A-Za-z]{4,}", text)}


class Local:
    """What a text about one outcome (or, with an empty code, about the office) may print."""

    def __init__(self, report: Report, outcome: str) -> None:
        self.report = report
        self.outcome = outcome
        self.facts = Facts.of(report)

    def of_indicator(self, code: str) -> list[Fact]:
        """Return the numeric facts of an indicator."""
        return [fact for fact in self.facts.chapter("indicators", code).values() if fact.value is not None]

    @cached_property
    def money(self) -> tuple[Fact, ...]:
        """The amounts of the outcome, of the office, and of its partners."""
        return tuple(fact for fact in self.shared if fact.kind == "money")

    @cached_property
    def shared(self) -> tuple[Fact, ...]:
        """Facts that any text may print: the office's, counts, partners, agreements, the outcome's money and its shares."""
        chapters = [("office",), ("counts",), ("partners",), ("agreements",), ("sdg",)]
        codes = [self.outcome] if self.outcome else [outcome.code for outcome in self.report.outcomes]
        chapters += [("outcomes", code) for code in codes]
        return tuple(
            fact for chapter in chapters for fact in self.facts.chapter(*chapter).values() if fact.value is not None
        )

    @cached_property
    def everything(self) -> tuple[Fact, ...]:
        """`shared`, and the facts of all indicators that the text may be about."""
        outcomes = [o for o in self.report.outcomes if not self.outcome or o.code == self.outcome]
        indicators = [indicator for outcome in outcomes for indicator in outcome.all_indicators]
        return (*self.shared, *(fact for indicator in indicators for fact in self.of_indicator(indicator.code)))

    @cached_property
    def _by_kind(self) -> dict[str, tuple[Fact, ...]]:
        return {
            kind: tuple(fact for fact in self.everything if fact.kind == kind)
            for kind in ("number", "percent", "money")
        }

    def holds(self, quantity: Quantity) -> bool:
        """Say whether any fact is the number."""
        return any(same(fact, quantity) for fact in self._by_kind[_KINDS[quantity.kind]])

    def money_of(self, sentence: str, start: int, quantity: Quantity) -> list[Fact]:
        """Return the amounts, or the delivery rates, that a number in a sentence about the office's own money speaks of.

        None where it speaks of other people's money, or of no stage of money. `start` is the sentence's offset.
        """
        if _OTHERS.search(sentence):
            return []
        if quantity.kind == "percent":
            if not ((_RATE.search(sentence) and STAGES["available"].search(sentence)) or "delivery" in sentence):
                return []
            return [fact for fact in self._own_money if fact.path.endswith(".delivery_rate")]
        if quantity.kind != "money" or quantity.value < _COIN:
            return []
        stage = _stage(sentence, quantity.start - start, quantity.end - start)
        facts = [fact for fact in (*self._own_money, *self.money) if stage and f".{stage}" in fact.path]
        return facts if _SOURCE.search(sentence) else [f for f in facts if not _OF_SOURCE.search(f.path)]

    @cached_property
    def _own_money(self) -> tuple[Fact, ...]:
        chapters = (
            [("outcomes", self.outcome)]
            if self.outcome
            else [("office",), *(("outcomes", o.code) for o in self.report.outcomes)]
        )
        return tuple(
            fact for chapter in chapters for fact in self.facts.chapter(*chapter).values() if ".finance." in fact.path
        )

    def explains(self, quantity: Quantity, sentence: str, year: int | None, near: Iterable[str]) -> bool:
        """Say whether the number is a fact that the sentence may well speak of, other than the one in question.

        `near` are the indicators of which the sentence holds any word.
        """
        facts = [fact for code in near for fact in self.of_indicator(code)]
        if quantity.kind == "money":
            facts += [
                f for f in self.money if f.path.startswith(("partners", "agreements")) and self._named(f, sentence)
            ]
        elif quantity.kind == "percent":
            facts += [
                f
                for f in self._own_money
                if f.path.endswith(".delivery_rate") and (year is None or f".{year}." in f.path)
            ]
            facts += [fact for fact in self.shared if fact.path.startswith(("office.facts", "sdg"))]
        else:
            facts += [fact for fact in self.shared if fact.path.startswith(("office.facts", "counts"))]
        return any(same(fact, quantity) for fact in facts)

    def _named(self, fact: Fact, sentence: str) -> bool:
        code = re.split(r"""["']""", fact.path)[1] if '"' in fact.path or "'" in fact.path else fact.path.split(".")[1]
        return any(name and name in sentence for name in self._partner_names.get(code, ()))

    @cached_property
    def _partner_names(self) -> dict[str, tuple[str, ...]]:
        names = {partner.id: (partner.name.to("en"), partner.acronym) for partner in self.report.partners}
        return names | {agreement.id: names.get(agreement.partner, ()) for agreement in self.report.agreements}

    def elsewhere(self, quantity: Quantity, sentence: str) -> list[Fact]:
        """Return facts of the country that are the number and whose label shares a word with the sentence."""
        if len(plain(quantity.value).replace(".", "").strip("0")) < _DIGITS:
            return []
        said = _words_of(sentence)
        ids = {fact.id: _words_of(f"{fact.label.to('en')} {fact.unit.to('en')}") for fact in self.report.office.facts}
        facts = {f'office.facts["{id_}"]': words for id_, words in ids.items()}
        return [f for f in self.shared if f.path in facts and facts[f.path] & said and same(f, quantity)]

    def off_by_a_power(self, quantity: Quantity, indicators: Iterable[Indicator]) -> list[Fact]:
        """Return the facts of near indicators that have the same digits with the point elsewhere: 19 per cent for 0.19."""
        return list(self._shifted(quantity, indicators))

    def _shifted(self, quantity: Quantity, indicators: Iterable[Indicator]) -> Iterator[Fact]:
        for indicator in indicators:
            for fact in self.of_indicator(indicator.code):
                if fact.kind == _KINDS[quantity.kind] and scaled(fact, quantity):
                    yield fact
