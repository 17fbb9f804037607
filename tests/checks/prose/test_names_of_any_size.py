"""Texts of a megabyte that hold one thing again and again, or nothing: rules about acronyms and names stay quick."""

import time

import pytest

from reportgen.checks.prose import acronyms, countries, misspelt, names, spelling
from reportgen.editorial import shipped_style
from reportgen.load.narratives import read_narrative
from reportgen.model import Name
from tests.reports import report

RULES = (*acronyms.CHECKS, *names.CHECKS, *spelling.CHECKS, *misspelt.CHECKS, *countries.CHECKS)
SIZE = 1_000_000
FAR_ABOVE = 30.0
"""Seconds for all twelve rules together; they take one or two."""


@pytest.mark.parametrize(
    "part",
    [
        "A",
        "(A) ",
        "(AB) ",
        "AB (",
        "ABC DEF ",
        "A ",
        "A/B-",
        "(",
        "’",
        "1 ",
        "Norlnd Government of ",
        "labor South South ",
        "",
    ],
)
def test_a_megabyte_of_one_thing_is_read_quickly(part: str):
    text = part * (SIZE // max(1, len(part)))
    narrative, _ = read_narrative(f"---\nkind: story\nyear: 2024\n---\n{text}\n", "narratives/en/x.md", "en")
    assert narrative is not None
    people = (Name(name="Leila Amari", kind="person", title="Ms."), Name(name="Selna", variants=("Sela",)))
    made = {"narratives": (narrative,), "names": people, "editorial": shipped_style("un")}
    held = report().model_copy(update=made).of(languages=("en",))
    started = time.process_time()
    for rule in RULES:
        list(rule.find(held))
    assert time.process_time() - started < FAR_ABOVE
