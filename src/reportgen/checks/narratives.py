"""Narratives become findings: what is missing, doubled, too long or older than what it translates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from reportgen.checks.check import Check
from reportgen.checks.index import Index, texts
from reportgen.findings import Card, Finding, Place
from reportgen.model import Narrative, Report
from reportgen.model.narrative import Emphasis, FactReference, Inline, WebLink, Words

MISSING_NOTE = Card(
    "NAR010",
    "no-progress-note",
    "warning",
    why="A chapter without its progress note shows figures and does not say what changed.",
    example="Outcome D_4 in 2024: no file in narratives/en/ with kind: progress-note, outcome: D_4 and year: 2024",
    mend="Write the note, or translate it, and put it into the folder of the edition's language.",
)
INCOMPLETE_NOTE = Card(
    "NAR011",
    "note-without-outcome-or-year",
    "error",
    why="A progress note stands in the chapter of its outcome and under its year; without them it stands nowhere.",
    example="kind: progress-note without year:",
    mend="Add outcome: and year: to the front matter.",
)
TWO_NOTES = Card(
    "NAR012",
    "two-progress-notes",
    "error",
    why="A chapter has room for one note of the year; of two, nobody could say which was approved.",
    example="progress-note-D_1.md and progress-note-D_1-final.md, both about D_1 in 2024",
    mend="Delete one, or join the two.",
)
OVER_LIMIT = Card(
    "NAR013",
    "over-word-limit",
    "warning",
    why="The text was commissioned at a length; the page is laid out for it.",
    example="limit: 500, and 640 words. Footnotes are not counted; a figure from the data counts as one word.",
    mend="Shorten the text, or raise the limit if that was agreed.",
)
NO_TITLE = Card(
    "NAR014",
    "no-title",
    "warning",
    why="The title says the finding; many readers read nothing else.",
    example="A progress note whose front matter has no title:",
    mend="Add title: with what changed, as a short sentence.",
)
STALE = Card(
    "NAR015",
    "stale-translation",
    "warning",
    why="The original was changed after it was translated, so the two editions no longer say the same.",
    example="en: updated 2025-02-20; fr: translated 2025-02-01",
    mend="Bring the translation up to date and set translated: to the original's updated:.",
)
# One word: a run of letters and digits with what joins them; in scripts without spaces, one character.
_WORD = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\u3040-\u30ff\u3400-\u9fff]+(?:[-'’.,/&][^\W\u3040-\u30ff\u3400-\u9fff]+)*"
)


def no_progress_note(report: Report) -> Iterator[Finding]:
    """Every outcome has a progress note of the report's year in every edition's language."""
    year = report.year
    notes = {(n.outcome, n.language) for n in report.narratives if n.kind == "progress-note" and n.year == year}
    written = {narrative.language for narrative in report.narratives}
    for outcome in report.outcomes:
        for language in report.settings.languages:
            # Of a language without any narrative, STR125 speaks once.
            if (outcome.code, language) not in notes and language in written:
                expected = f"narratives/{language}/progress-note-{outcome.code}-{year}.md"
                message = f"{outcome.code} has no progress note for {year} in “{language}”."
                yield MISSING_NOTE.at(outcome.place("code"), message, expected=expected)


def note_without_outcome_or_year(report: Report) -> Iterator[Finding]:
    """A progress note says which outcome and year it is about."""
    for narrative in report.narratives:
        lacks = [key for key in ("outcome", "year") if getattr(narrative, key) is None]
        if narrative.kind == "progress-note" and lacks:
            message = f"The progress note does not name its {' and '.join(lacks)}."
            yield INCOMPLETE_NOTE.at(narrative.place("kind"), message, expected=": and ".join(lacks) + ":")


def two_progress_notes(report: Report) -> Iterator[Finding]:
    """One outcome has one progress note a year and language."""
    seen: dict[tuple[object, ...], Narrative] = {}
    for narrative in report.narratives:
        if narrative.kind != "progress-note" or narrative.outcome is None or narrative.year is None:
            continue
        first = seen.setdefault((narrative.outcome, narrative.year, narrative.language), narrative)
        if first is not narrative:
            message = f"{first.file} is already the progress note about {narrative.outcome} in {narrative.year}."
            yield TWO_NOTES.at(narrative.place("outcome"), message, found=narrative.file, expected="one note")


def count_words(narrative: Narrative) -> int:
    """Return the words of a narrative's body without its footnotes."""
    # Inlines are joined before they are counted: half a word may be emphasised.
    return sum(len(_WORD.findall("".join(_words(content)))) for content in texts(narrative.blocks))


def _words(content: tuple[Inline, ...]) -> Iterator[str]:
    for inline in content:
        if isinstance(inline, Words):
            yield inline.text
        elif isinstance(inline, Emphasis | WebLink):
            yield from _words(inline.content)
        elif isinstance(inline, FactReference):
            yield "0"


def over_word_limit(report: Report) -> Iterator[Finding]:
    """A narrative keeps to its limit."""
    for narrative in report.narratives:
        if narrative.limit is None:
            continue
        count = count_words(narrative)
        if count > narrative.limit:
            message = f"The text has {count} words, {count - narrative.limit} over its limit of {narrative.limit}."
            yield OVER_LIMIT.at(
                narrative.place("limit"),
                message,
                found=f"{count} words",
                expected=f"at most {narrative.limit} words",
            )


def no_title(report: Report) -> Iterator[Finding]:
    """Every narrative has a title."""
    for narrative in report.narratives:
        if not narrative.title.strip():
            yield NO_TITLE.at(
                _head(narrative, "title"), f"The {narrative.kind} narrative has no title.", expected="title:"
            )


def _head(narrative: Narrative, key: str) -> Place:
    place = narrative.place(key)
    return place if place.file else Place(narrative.file, 1)


def stale_translation(report: Report) -> Iterator[Finding]:
    """A translation follows the newest text of its original: the file of that name in the source language."""
    by_name = {(n.language, PurePosixPath(n.file).name): n for n in report.narratives}
    index = Index.of(report)
    for narrative in report.narratives:
        original = by_name.get((narrative.source_language, PurePosixPath(narrative.file).name))
        if original is None or original is narrative or original.updated is None:
            continue
        if narrative.translated is None:
            message = f"The translation does not say which version of {original.file} it follows."
            severity = "info"
        elif narrative.translated < original.updated:
            message = (
                f"{original.file} was changed on {original.updated}, after the version of "
                f"{narrative.translated} that "
                "this translation follows."
            )
            severity = index.unless_unbuilt(narrative)
        else:
            continue
        found = str(narrative.translated or "")
        yield STALE.at(
            narrative.place("translated"),
            message,
            found=found,
            expected=str(original.updated),
            severity=severity,
        )


CHECKS: tuple[Check, ...] = (
    Check(MISSING_NOTE, no_progress_note),
    Check(INCOMPLETE_NOTE, note_without_outcome_or_year),
    Check(TWO_NOTES, two_progress_notes),
    Check(OVER_LIMIT, over_word_limit),
    Check(NO_TITLE, no_title),
    Check(STALE, stale_translation),
)
