"""A fact and a format become the words that a sentence prints."""

from __future__ import annotations

from decimal import Decimal

from reportgen.errors import FactError
from reportgen.facts.catalogue import Fact
from reportgen.facts.grammar import Format
from reportgen.language import Words


def print_fact(fact: Fact, form: Format, words: Words, *, prose: bool = True) -> str:
    """Return `fact` as a sentence of the edition's language prints it; without `prose` as a table does (19%).

    Raises:
        FactError: The format does not suit the fact, such as ``money`` for a date.
    """
    name = form.name or _DEFAULT[fact.kind]
    if fact.kind == "absent":
        return words.t(f"absence.{fact.text}")
    if fact.kind == "date" or name == "date":
        if fact.day is None or name not in ("date", "text"):
            raise FactError(f"{fact.path} is {_A[fact.kind]}; format {name!r} does not suit it")
        return words.date(fact.day)
    if fact.kind == "text":
        if form.name not in ("", "words"):
            raise FactError(f"{fact.path} holds words ({fact.text!r}); format {name!r} does not suit it")
        return words.t(f"answer.{fact.text.lower()}") if fact.text.lower() in ("yes", "no") else fact.text
    return _number(fact, name, form, words, prose)


def _number(fact: Fact, name: str, form: Format, words: Words, prose: bool) -> str:
    value = fact.value if fact.value is not None else Decimal(0)
    decimals = form.decimals if form.decimals is not None else fact.decimals
    if name == "percent":
        if fact.currency:
            raise FactError(f"{fact.path} is money, not a percentage")
        return words.percent_prose(value, decimals) if prose else words.percent(value, decimals)
    if name == "money":
        if not fact.currency:
            raise FactError(f"{fact.path} is {_A[fact.kind]}, not money")
        if form.unit:
            return words.money_short(value, fact.currency, form.decimals, form.unit)
        return words.money(value, fact.currency, form.decimals or 0)
    return words.count(value) if name == "words" else words.number(value, decimals)


_DEFAULT = {
    "number": "number",
    "percent": "percent",
    "money": "money",
    "date": "date",
    "text": "text",
    "absent": "text",
}
_A = {
    "number": "a number",
    "percent": "a percentage",
    "money": "money",
    "date": "a date",
    "text": "text",
    "absent": "",
}
