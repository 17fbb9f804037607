"""Progress notes become findings where they speak of another year than their own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator

from reportgen.checks.check import Check
from reportgen.checks.prose.dates import YearNamed, names_year, years_named
from reportgen.checks.prose.passages import Passage, Prose
from reportgen.findings import Card, Finding
from reportgen.model import Narrative, Report

AFTER_NOTE = Card(
    "NAR170",
    "year-after-note",
    "warning",
    why="A note tells what happened in its year. Read later, “postponed to Q2 2022” leaves open whether it was ever done.",
    example="In the note about 2021: “the marathon has been postponed to Q2 2022”",
    mend="Say what became of it, tell the plan as one of that time (“it was meant to follow”), or move it to the outlook "
    "on the next year.",
    languages=("en", "fr", "es"),
)
ANOTHER_YEAR = Card(
    "NAR171",
    "note-of-another-year",
    "warning",
    why="A text of last year that was filed under this year is printed as if all of it were new.",
    example="year: 2023, and the text opens “In 2022, ...” and never names 2023",
    mend="Put the right text into the file, or correct year: in its front matter.",
)
WITHOUT_YEAR = Card(
    "NAR174",
    "note-without-its-year",
    "info",
    why="Where a note names no year and quotes no figure of its year, nothing shows that it is the text of that year.",
    example="A note about 2023 without “2023” and without {{ indicators[...].2023... }}",
    mend="Name the year once, at the first result.",
)
NEAR = 240
"""Letters before and behind a year in which its plan is looked for: a sentence may be as long as a book."""
_PLAN = re.compile(
    r"\b(?:(?:postponed|moved to|deferred|delayed|rescheduled|pushed(?: back)?|put off|shifted|carried (?:over"
    r"|forward)|brought forward)"
    r"|will|shall|(?:is|are) (?:now )?to|(?:is|are) going to|planned|scheduled|slated|due|set for|expected"
    r"|expects?|foreseen"
    r"|anticipated|envisaged|anticipates?|envisages?|intends?|intention|(?:plan|aim|hope)s? (?:to|for)|aims at|upcoming"
    r"|forthcoming|next steps?|to be \w+|about to|earmarked|on track to"
    r"|report[ée]e?s?|prévue?s?|prévoit|aura lieu|auront lieu|seront?|sera|prochaine?s?|aplazad[oa]s?"
    r"|pospuest[oa]s?|previst[oa]s?|se celebrará)\b",
    re.IGNORECASE,
)
_RETOLD = re.compile(
    r"\b(?:meant to|hoped to|would|had (?:been )?(?:planned|intended|hoped)|intended to|wanted to)\b", re.IGNORECASE
)
_GOAL = re.compile(
    r"\b(?:by|until|through|towards?|target (?:for|of|in)|goal (?:for|of))(?: the)?(?: end of)?[ \u00a0]$",
    re.IGNORECASE,
)
_GOAL_NOUN = re.compile(
    r"\b(?:targets?|goals?|milestones?|benchmark|pledge[sd]?|commit\w*|net[- ]zero)\b", re.IGNORECASE
)
_OUTSIDE = re.compile(r"(?:In|During|At the (?:start|beginning|end) of|Throughout|On) (?:the )?$")
_SINCE = re.compile(
    r"\b(?:since|from|after|before|by|until|compared (?:with|to)|than in|against|depuis|desde|with)(?: (?:the"
    r"|early|late|mid))*[ \u00a0]$",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"(?:In|During|Throughout|Over(?: the course of)?|En|Durante|Em|Pendant|Tout au long de|Au cours de(?: "
    r"l[’']année)?|В течение|В)"
    r"(?: the year| all of| el año| o ano)?[ \u00a0]((?:19|20)\d\d)\b(?!\s?[-–/]\s?\d)"
)  # fmt: skip

_PLAN_NOUN = (
    r"(?:plan|strategy|framework|programme|program|agenda|strategic note|roadmap|policy|decade|document|stratégie|cadre|politique"
    r"|feuille de route|estrategia|marco|estratégia|quadro|década|план|стратегия|(?-i:[A-Z]{4,}))"
)
_SPAN = r"(?:19|20)\d\d\s?[-–/]\s?(?:19|20)?\d\d\b"
_PLAN_NAME = re.compile(
    rf"\b{_PLAN_NOUN}(?:\W{{1,2}}(?!of\b|in\b|during\b|throughout\b|was\b|were\b|en\b)[^\W\d]+){{0,3}}\W{{1,3}}{_SPAN}"
    rf"|\b{_SPAN} (?:[^\W\d]+ ){{0,2}}{_PLAN_NOUN}\b",
    re.IGNORECASE,
)
"""A plan with the years that its name holds: a note that names only this names no year of its own."""


def _notes(report: Report, card: Card) -> Iterator[tuple[Narrative, int, list[Passage]]]:
    """Yield every progress note with its year and its passages."""
    held: dict[int, list[Passage]] = {}
    notes: dict[int, Narrative] = {}
    for passage in Prose.of(report).passages(card):
        if passage.narrative.kind == "progress-note" and passage.narrative.year is not None:
            notes[id(passage.narrative)] = passage.narrative
            held.setdefault(id(passage.narrative), []).append(passage)
    for key, passages in held.items():
        year = notes[key].year
        if year is not None:
            yield notes[key], year, passages


def year_after_note(report: Report) -> Iterator[Finding]:
    """A progress note speaks of no year after its own."""
    for _, year, passages in _notes(report, AFTER_NOTE):
        for passage in passages:
            if passage.kind == "title" or passage.quoted:
                continue
            for named in years_named(passage.text):
                if named.year > year and not passage.in_quotation(named.at) and _is_after(passage, named):
                    words = passage.text[named.start : named.end]
                    message = f"The note is about {year} and speaks of {words}."
                    yield passage.find(
                        AFTER_NOTE,
                        named.start,
                        named.end,
                        message,
                        expected=f"what became of it, or nothing after {year}",
                    )


def _is_after(passage: Passage, named: YearNamed) -> bool:
    """Say whether a sentence opens with the year (“In June 2024, ...”), or tells a plan for it."""
    if named.is_range or named.is_name:
        return False
    start = passage.sentence_of(named.at)[0]
    return bool(_OUTSIDE.fullmatch(passage.text, start, named.start)) or _is_plan(passage, named)


def _is_plan(passage: Passage, named: YearNamed) -> bool:
    if named.is_range or named.is_name or passage.is_bound(named.at, named.end):
        return False
    start, end = passage.sentence_of(named.at)
    start, end = max(start, named.start - NEAR), min(end, named.end + NEAR)
    before = passage.text[start : named.start]
    clause = before[before.rfind(";") + 1 :] + passage.text[named.start : end].partition(";")[0]
    if _GOAL.search(before) and (_GOAL_NOUN.search(clause) or named.year % 5 == 0):
        return False
    return bool(_PLAN.search(clause)) and not _RETOLD.search(clause)


def note_of_another_year(report: Report) -> Iterator[Finding]:
    """A progress note is not the text of another year."""
    for _, year, passages in _notes(report, ANOTHER_YEAR):
        body = [passage for passage in passages if passage.kind != "title" and not passage.quoted]
        if not body or _names(body, year):
            continue
        found = _opening(body, year) or _most(body)
        if found:
            passage, named = found
            message = f"The note is filed under {year}, but it speaks of {named.year} and never of {year}."
            yield passage.find(ANOTHER_YEAR, named.start, named.end, message, expected=str(year))


def _names(passages: list[Passage], year: int, names: Callable[[str, int], bool] = names_year) -> bool:
    """Say whether passages name the year, or quote a figure of it."""
    return any(
        names(passage.text, year) or any(f"{year}" in bound.reference.path for bound in passage.bound)
        for passage in passages
    )


def _names_itself(text: str, year: int) -> bool:
    """Say whether a text names the year otherwise than in the name of a plan."""
    return names_year(text, year) and names_year(_PLAN_NAME.sub("", text), year)


def _opening(body: list[Passage], year: int) -> tuple[Passage, YearNamed] | None:
    first = next((passage for passage in body if passage.kind == "paragraph"), None)
    match = _OPENING.match(first.text.lstrip()) if first else None
    if first is None or match is None or int(match[1]) == year:
        return None
    named = next((each for each in years_named(first.text) if each.year == int(match[1])), None)
    return (first, named) if named and not named.is_name else None


def _most(body: list[Passage]) -> tuple[Passage, YearNamed] | None:
    """Return the first mention of the year that most of the sentences with a year name, if two or more do."""
    sentences: Counter[int] = Counter()
    first: dict[int, tuple[Passage, YearNamed]] = {}
    for passage in body:
        seen: set[tuple[int, int]] = set()
        for named in years_named(passage.text):
            sentence = passage.sentence_of(named.at)[0]
            if named.is_range or named.is_name or _SINCE.search(passage.text[max(0, named.start - 24) : named.start]):
                continue
            if _is_plan(passage, named) or (sentence, named.year) in seen:
                continue
            seen.add((sentence, named.year))
            sentences[named.year] += 1
            first.setdefault(named.year, (passage, named))
    if not sentences:
        return None
    year, count = sentences.most_common(1)[0]
    return first[year] if count > 1 and count * 2 > sentences.total() else None


def note_without_its_year(report: Report) -> Iterator[Finding]:
    """A progress note names its year, or quotes a figure of it."""
    for narrative, year, passages in _notes(report, WITHOUT_YEAR):
        if not _names(passages, year, _names_itself):
            place = narrative.place("year")
            severity = passages[0].index.unless_unbuilt(narrative)
            message = f"The note about {year} never names {year}."
            yield WITHOUT_YEAR.at(
                place, message, found=str(year), expected=f"“{year}” once in the text", severity=severity
            )


CHECKS: tuple[Check, ...] = (
    Check(AFTER_NOTE, year_after_note),
    Check(ANOTHER_YEAR, note_of_another_year),
    Check(WITHOUT_YEAR, note_without_its_year),
)
