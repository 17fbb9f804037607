"""A result becomes an output, another result under the outcome, or the outcome itself: by its type and what it is called."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from reportgen.iati.in_codes import OWN, Codes
from reportgen.iati.records import Activity, Indicator, Result
from reportgen.iati.values import Texts

OUTPUT, OTHER = "output", "other"
KINDS: Mapping[str, str] = {"1": OUTPUT, "2": "outcome", "3": "impact", "9": OTHER}
"""ResultType -> what it is under an outcome; what has no type that is known is other."""
MARKS: Mapping[str, str] = {OUTPUT: "", "outcome": "O", "impact": "I", OTHER: "R"}
"""Kind -> what stands before its number in a code."""
SAY_NOTHING = frozenset(
    "outcome outcomes output outputs result results impact impacts objective objectives indicator indicators other others "
    "résultat résultats effet effets produit produits objectif objectifs resultado resultados impacto impactos objetivo "
    "objetivos na".split()
)
"""Titles that name a kind of result and no result."""
_SIGNS = re.compile(r"[\W_]+")


def kind_of(result: Result) -> str:
    """Return what a result is."""
    return KINDS.get(result.type, OTHER)


def is_the_outcome(activity: Activity, result: Result) -> bool:
    """Say whether a result is the outcome itself: it is no output, and says nothing but what its activity says, or nothing.

    Titles are held against that of the activity in each language, without regard to capitals and marks. One that only names
    a kind of result (“Outcomes”) says nothing, unless a description of its own says what it is.
    """
    if kind_of(result) == OUTPUT:
        return False
    own = _words(activity.title)
    if any(words in own for words in _words(result.title)):
        return True
    if not _words(result.title) <= SAY_NOTHING:
        return False
    return _words(result.description) <= own | _words(activity.description)


def code_of(codes: Codes, outcome: str, result: Result, indicators: list[Indicator], number: int) -> str:
    """Return the code of a result: what the publisher's own codes of its indicators begin with, else its kind and number."""
    if own := codes.own(outcome, beginning(indicators)):
        return own
    return codes.inner(outcome, outcome, f"{MARKS[kind_of(result)]}{number}", result.references)


def beginning(indicators: Sequence[Indicator]) -> str:
    """Return what the publisher's own codes of indicators have in common; empty where one has none.

    That is the part before the last full stop, or of `O.P1` and `O.P2` the letters `O.P`.
    """
    codes = [next((r.code for r in each.references if r.vocabulary == OWN), "") for each in indicators]
    if not codes or not all(codes):
        return ""
    before = {code.rpartition(".")[0] for code in codes}
    if len(before) == 1 and "." in (one := next(iter(before))):
        return one
    first, last = min(codes), max(codes)
    length = next((n for n, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), min(len(first), len(last)))
    common = first[:length].rstrip("0123456789").rstrip("._-")
    return "" if common in codes else common


def _words(texts: Texts) -> set[str]:
    return {words for text in texts.values() if (words := _SIGNS.sub(" ", text).strip().casefold())}
