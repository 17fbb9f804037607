"""An indicator becomes yes or no: whether it counts people, who could be recognized where they are few."""

from __future__ import annotations

import re

from reportgen.model import Indicator, Result, Target

SMALL = 4
"""The largest group whose members could be recognized by those who know the place."""
# Units of people, in the languages that units are usually given in.
_PEOPLE = re.compile(
    r"\b(people|persons?|women|men|girls?|boys?|child(ren)?|survivors?|victims?|refugees?|participants?|beneficiaries|"
    r"migrants?|workers?|personnes?|femmes?|hommes?|filles?|enfants?|survivantes?|personas?|mujeres|hombres|niñ[ao]s|"
    r"sobrevivientes?)\b|人|женщин|люд|человек|نساء|أشخاص|ناجيات",
    re.IGNORECASE,
)


def counts_people(indicator: Indicator) -> bool:
    """Say whether the indicator's numbers are numbers of people, by its unit (or, without one, its statement)."""
    texts = (indicator.unit if indicator.unit else indicator.statement).root.values()
    return indicator.measure == "number" and any(_PEOPLE.search(text) for text in texts)


def is_small(row: Result | Target) -> bool:
    """Say whether a result is of a group of one to four; a baseline was observed too, what is aimed at is nobody yet."""
    if not row.dimensions or (isinstance(row, Target) and row.kind != "baseline"):
        return False
    number = row.value.number if row.value is not None else None
    return number is not None and 1 <= number <= SMALL
