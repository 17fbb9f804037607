"""Passages become their words in lower case, read once for the rules that look at every word."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from reportgen.checks.prose.passages import Passage, Prose
from reportgen.model import Report

LANGUAGES = frozenset({"en", "fr", "es", "pt"})
"""Languages whose words are looked at."""
_WORD = re.compile("[a-zªµºß-öø-ɏ\u0370-\u052f\u1e00-\u1fff]+")
"""A word in lower case; a class of letters takes half the time of all that are letters to Unicode."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of the texts in lower case.

    Attributes:
        report: The report whose words they are.
        passages: Each passage of the languages whose words are looked at, with its words in order.
        counts: How often each word stands in the English ones.
    """

    report: Report
    passages: tuple[tuple[Passage, list[str]], ...]
    counts: Counter[str]

    @classmethod
    def of(cls, report: Report) -> Vocabulary:
        """Return the words of `report`, made once for each report object."""
        held = report.memo.get("checks.prose.words")
        if isinstance(held, Vocabulary) and held.report is report:
            return held
        passages = tuple(
            (passage, _WORD.findall(passage.text.lower()))
            for passage in Prose.of(report).passages()
            if passage.language.partition("-")[0] in LANGUAGES
        )
        counts: Counter[str] = Counter()
        for passage, words in passages:
            if passage.language.startswith("en"):
                counts.update(words)
        made = cls(report, passages, counts)
        report.memo["checks.prose.words"] = made
        return made
