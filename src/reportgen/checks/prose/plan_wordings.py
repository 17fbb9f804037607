"""Titles of outcomes become findings where a text quotes them almost as the plan words them, but not quite."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from reportgen.checks.check import Check
from reportgen.checks.index import Index
from reportgen.checks.prose.passages import Passage, Prose
from reportgen.findings import Card, Finding
from reportgen.model import Report
from reportgen.model.outcomes import Statement

CHANGED = Card(
    "NAR175",
    "title-changed",
    "warning",
    why="The plan’s wording was negotiated; a title that is quoted differently reads like another outcome.",
    example="“Women lead in public and private life”, where the plan of that year says “Women lead in public life”",
    mend="Copy the wording of that year from outcomes.yaml, or do not set it as a quotation.",
)
NEAR, NEAR_UNMARKED = 0.7, 0.85
"""How alike (0 to 1, by words) a quotation and the plan's wording are, for one to be meant as the other; and "
"what is not
marked as a quotation."""
LEAST_WORDS = 4
"""A wording of fewer words is part of many sentences."""
MOST_WORDS = 120
MARKS = '“«„"‘'
LETTERS = 10
"""Letters of a word and its blank, at most, in a passage that is taken as a title as a whole."""
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_WORK = re.compile(
    r"\b(?:exhibition|exhibit|film|movie|video|documentary|book|booklet|brochure|leaflet|poster|song|play|novel|poem|album|series"
    r"|podcast|broadcast|show|article|report|study|survey|paper|guide|handbook|manual|course|class|training|workshop|seminar"
    r"|webinar|conference|congress|symposium|forum|meeting|panel|session|debate|dialogue|round table|event|fair|festival"
    r"|campaign|slogan|motto|theme|hashtag|banner|competition|contest|prize|award|network|movement|association|club|coalition"
    r"|project|scheme|fund|exposition|livre|campagne|conférence|étude|rapport|atelier|réseau|projet|exposición|película|libro"
    r"|campaña|estudio|informe|taller|red|proyecto|exposição|filme|livro|campanha|estudo|relatório|oficina|rede|projeto)s?"
    r"(?:,? (?:entitled|titled|called|named|under|with|on|about|by|the|its|a|an|title|name|headed|intitulée?|appelée?|titulad[oa]"
    r"|llamad[oa]|intitulad[oa]|chamad[oa]))*[,:]? $",
    re.IGNORECASE,
)
"""What stands before the title of another work than the plan."""
_ANNOUNCED = re.compile(
    r"\b(?:outcome|output|result|produit|effet|r[ée]sultat|efecto|producto)\b[^:.;]{0,60}: ?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Wording:
    """One wording of an outcome or output, in one language."""

    code: str
    text: str
    words: tuple[str, ...]
    holds: bool
    """Whether it is the wording of the year of the text."""


def title_changed(report: Report) -> Iterator[Finding]:
    """A text that quotes the title of its outcome quotes the plan’s wording of its year."""
    made: dict[tuple[str, int, str], tuple[_Wording, ...]] = {}
    for passage in Prose.of(report).passages(CHANGED):
        code, year = passage.narrative.outcome, passage.narrative.year or report.year
        if not code or passage.kind in ("cell", "by"):
            continue
        key = (code, year, passage.language)
        if key not in made:
            made[key] = tuple(_wordings(report, *key))
        if made[key]:
            yield from _changed(passage, year, made[key])


def _wordings(report: Report, code: str, year: int, language: str) -> Iterator[_Wording]:
    index = Index.of(report)
    outcome = index.outcomes.get(code)
    if outcome is None:
        return
    for holder in (outcome, *outcome.outputs):
        for statement in holder.statements:
            text = statement.text.to(language)
            words = _words(text)
            if LEAST_WORDS <= len(words) <= MOST_WORDS and statement.text.language(language) == language:
                yield _Wording(holder.code, text, words, _holds(statement, year))


def _holds(statement: Statement, year: int) -> bool:
    return statement.from_ <= year and (statement.to is None or year <= statement.to)


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.replace("’", "'").casefold() for word in _WORD.findall(text))


def _changed(passage: Passage, year: int, wordings: tuple[_Wording, ...]) -> Iterator[Finding]:
    longest = max(len(wording.words) for wording in wordings)
    for start, end, near in _candidates(passage, longest):
        words = _words(passage.text[start:end])
        if not LEAST_WORDS - 1 <= len(words) <= 1.5 * longest or any(w.words == words and w.holds for w in wordings):
            continue
        best = max(wordings, key=lambda wording: (_likeness(words, wording.words), wording.holds))
        if _likeness(words, best.words) < near:
            continue
        right = next((w for w in wordings if w.code == best.code and w.holds), None)
        if best.words == words and right:
            message = f"{best.code} was called so in other years; in {year} the plan says “{right.text}”."
        elif best.words != words:
            right = right if right and _likeness(words, right.words) >= near else best
            message = f"The plan words {best.code} differently: “{right.text}”."
        else:
            continue
        yield passage.find(CHANGED, start, end, message, expected=right.text)


def _candidates(passage: Passage, longest: int) -> Iterator[tuple[int, int, float]]:
    """Yield the parts of a passage that may be meant as a title, and how alike they must be to it."""
    text = passage.text
    if any(mark in text for mark in MARKS) and passage.quotations:
        for start, end in passage.quotations:
            if not _WORK.search(text[max(0, start - 60) : start]):
                yield start + 1, end - 1, NEAR
        return
    announced = _ANNOUNCED.search(text) if ":" in text else None
    if announced:
        yield announced.end(), passage.sentence_of(announced.end())[1], NEAR
    elif len(text) <= LETTERS * longest:
        yield 0, len(text), NEAR_UNMARKED


def _likeness(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    if len(set(one) & set(other)) * 2 < min(len(one), len(other)):
        return 0.0
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


CHECKS: tuple[Check, ...] = (Check(CHANGED, title_changed),)
