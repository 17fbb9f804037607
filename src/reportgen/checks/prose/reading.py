"""Sentences and paragraphs that are hard to read become information."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.checks.check import Check
from reportgen.checks.prose.passages import Passage, Prose
from reportgen.findings import Card, Finding
from reportgen.language.scripts import home
from reportgen.model import Report

LONG_SENTENCE = Card(
    "NAR200",
    "long-sentence",
    "info",
    why="A reader has forgotten the beginning of a very long sentence when its verb comes.",
    example="A sentence of 60 words, where the editorial profile’s sentence_words is 45",
    mend="Make two sentences of it, or a list.",
)
HARD = Card(
    "NAR201",
    "hard-to-read",
    "info",
    why="Long sentences of long words are read by nobody who is not paid for it; ministers and donors skip them.",
    example="A paragraph whose reading ease (206.835 − 1.015 words per sentence − 84.6 syllables per word) is below 0",
    mend="Shorten the sentences, and use verbs instead of nouns: “to support” for “the provision of support”.",
    source="Flesch, A new readability yardstick (1948)",
    languages=("en",),
)
LONG_PARAGRAPH = Card(
    "NAR202",
    "long-paragraph",
    "info",
    why="A paragraph that fills half a page is skipped; its second thought deserves a paragraph of its own.",
    example="A paragraph of 250 words",
    mend="Divide it where a new thought begins.",
)
EASE = 0.0
"""Reading ease below which a paragraph is spoken of. Reports of the United Nations have 10 to 40; 0 is below "
"a legal text."""
SHORT, MANY = 6.0, 50
"""Letters a word (its blank too) and words a sentence below which no paragraph can be so hard: no syllable is "
"counted."""
LEAST_WORDS = 40
"""Words below which the formula says little."""
MOST_WORDS = 180
_WORD = re.compile(r"[^\W_]+(?:[-'’.,/&][^\W_]+)*")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(r"(?:[^aeiouyl]e|[^td]ed|[^aeiouysxz]es)$|(?<=[aeiouy][^aeiouy])ely$")


def _texts(report: Report, card: Card, least: int) -> Iterator[Passage]:
    """Yield the paragraphs and notes that may have `least` words; in Chinese no blank stands between two words."""
    for passage in Prose.of(report).passages(card, kinds=("paragraph", "note")):
        if home(passage.language) != "zh" and passage.text.count(" ") >= least:
            yield passage


def long_sentence(report: Report) -> Iterator[Finding]:
    """A sentence has no more words than the editorial profile allows."""
    limit = report.editorial.sentence_words
    if limit <= 0:
        return
    for passage in _texts(report, LONG_SENTENCE, limit):
        for start, end in passage.sentences:
            sentence = passage.text[start:end]
            if sentence.count(" ") < limit:
                continue
            count = len(_WORD.findall(sentence))
            if count > limit:
                yield passage.find(
                    LONG_SENTENCE, start, end, f"The sentence has {count} words.", expected=f"at most {limit}"
                )


def hard_to_read(report: Report) -> Iterator[Finding]:
    """A paragraph can be read at one go."""
    syllables: dict[str, int] = {}
    for passage in _texts(report, HARD, LEAST_WORDS - 1):
        rough = passage.text.count(" ") + 1
        if len(passage.text) < SHORT * rough and rough < MANY * len(passage.sentences):
            continue
        words = [word for word in _WORD.findall(passage.text.lower()) if not word[0].isdigit()]
        if len(words) < LEAST_WORDS or passage.quoted:
            continue
        count = 0
        for word in words:
            held = syllables.get(word)
            if held is None:
                held = syllables[word] = _syllables(word)
            count += held
        ease = 206.835 - 1.015 * len(words) / max(1, len(passage.sentences)) - 84.6 * count / len(words)
        if ease < EASE:
            message = (
                f"The reading ease is {ease:.0f}: {len(words) / max(1, len(passage.sentences)):.0f} words a sentence, "
                f"{count / len(words):.1f} syllables a word."
            )
            yield passage.find(HARD, 0, len(passage.text), message, expected=f"{EASE:.0f} or more, better 30")


def _syllables(word: str) -> int:
    """Return about how many syllables an English word has: its groups of vowels, without a silent e."""
    return max(
        1,
        sum(
            len(_VOWELS.findall(part)) - (_SILENT.search(part) is not None) or 1
            for part in re.split(r"[^a-zé]+", word)
            if part
        ),
    )


def long_paragraph(report: Report) -> Iterator[Finding]:
    """A paragraph has no more than 180 words."""
    for passage in _texts(report, LONG_PARAGRAPH, MOST_WORDS):
        count = len(_WORD.findall(passage.text))
        if count > MOST_WORDS:
            yield passage.find(
                LONG_PARAGRAPH,
                0,
                len(passage.text),
                f"The paragraph has {count} words.",
                expected=f"at most {MOST_WORDS}",
            )


CHECKS: tuple[Check, ...] = (
    Check(LONG_SENTENCE, long_sentence),
    Check(HARD, hard_to_read),
    Check(LONG_PARAGRAPH, long_paragraph),
)
