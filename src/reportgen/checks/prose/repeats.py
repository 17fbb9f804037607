"""Text that stands twice becomes a finding, last year’s text left in this year’s above all."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from reportgen.checks.check import Check
from reportgen.checks.index import Index
from reportgen.checks.prose.passages import Passage, Prose
from reportgen.findings import Card, Finding
from reportgen.model import Narrative, Report
from reportgen.model.narrative import ListBlock

PARAGRAPH = Card(
    "NAR190",
    "paragraph-repeated",
    "warning",
    why="A paragraph that stands twice was pasted twice; readers take it for padding, or look for a difference.",
    example="The same 20 words in the summary and in the progress note of one year",
    mend="Delete one of the two, or say in the second place what is new.",
)
OTHER_YEAR = Card(
    "NAR191",
    "text-of-another-year",
    "warning",
    why="Text of an earlier year in this year’s note reports old results as new ones.",
    example="A sentence of the note of 2023, word for word in the note of 2024",
    mend="Write what happened in the year, or refer to the earlier note.",
)
SENTENCE = Card(
    "NAR192",
    "sentence-repeated",
    "warning",
    why="A sentence that stands twice in one text was left behind when the text was revised.",
    example="The same sentence in the first and in the last paragraph of a note",
    mend="Delete one of the two.",
)
LEAST_PARAGRAPH, LEAST_SENTENCE, LEAST_TOLD_AGAIN = 12, 10, 15
"""Words below which a paragraph, a sentence, and a sentence of another year may stand twice."""
SHINGLE = 8
"""Words in a row that are looked up in the texts of other years."""
COVERED = 0.75
"""Share of the words of a passage that stand in such rows, for it to be the same text."""
GLUED = 5
"""Letters of a first word that another may be glued to and it is still the same paragraph; “men” ends “women”."""
AT_MOST = 5
"""Findings of one rule in one narrative; the last one says how many more there are."""
PACK_KINDS = frozenset({"brief", "brief-story", "setback", "next-step", "visibility"})
_NO_WORD = re.compile(r"\W+")
Words = tuple[str, ...]


class _Marks(dict[int, str]):
    """What is no letter, digit or underscore -> a blank; filled by what is met, for `str.translate`."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        return self.setdefault(code, letter if letter.isalnum() or letter == "_" else " ")


@dataclass(frozen=True)
class _Text:
    """A paragraph or sentence of a passage, and its words as they are compared.

    A figure from the data is one word, made of its path: last year's sentence with this year's figure is no repetition.
    """

    passage: Passage
    start: int
    end: int

    @cached_property
    def words(self) -> Words:
        """The words, without capitals and marks."""
        text, at, parts = self.passage.text, self.start, list[str]()
        if not self.passage.bound:
            return _words(text[at : self.end])
        for bound in self.passage.bound:
            if self.start <= bound.start and bound.end <= self.end:
                parts += (text[at : bound.start], _NO_WORD.sub("_", bound.reference.path))
                at = bound.end
        return _words("".join((*parts, text[at : self.end])))

    @cached_property
    def rows(self) -> tuple[int, ...]:
        """A number for every row of eight words; rows that are alike have the same."""
        return tuple(map(hash, zip(*(self.words[number:] for number in range(SHINGLE)), strict=False)))

    @property
    def where(self) -> str:
        """The place, for a message about another place."""
        return str(self.passage.place(self.start)).rsplit(":", 1)[0]


@dataclass(slots=True)
class _Texts:
    """The paragraphs of a report as words, made once for the three rules."""

    report: Report
    whole: tuple[_Text, ...]

    @classmethod
    def of(cls, report: Report) -> _Texts:
        held = report.memo.get("checks.prose.repeats")
        if isinstance(held, _Texts) and held.report is report:
            return held
        passages = Prose.of(report).passages(kinds=("paragraph",))  # a footnote may cite its source again
        made = cls(report, tuple(_Text(p, 0, len(p.text)) for p in passages if not p.quoted))
        report.memo["checks.prose.repeats"] = made
        return made


_MARKS = _Marks()


def _words(text: str) -> Words:
    return tuple(text.casefold().translate(_MARKS).split())


def _year(report: Report, narrative: Narrative) -> int:
    return narrative.year or report.year


def _edition(narrative: Narrative) -> tuple[str, str]:
    """Return what is printed together: the report, or the texts of one kind for one donor."""
    if narrative.partner or narrative.kind in PACK_KINDS:
        return narrative.kind, narrative.partner or ""
    return "", ""


def _official(report: Report) -> frozenset[Words]:
    """Return the wordings of plan and indicators, which have to be repeated word for word."""
    index = Index.of(report)
    holders = (*report.outcomes, *report.outputs)
    texts = [text for holder in holders for statement in holder.statements for text in statement.text.root.values()]
    texts += [text for indicator in index.indicators.values() for text in indicator.statement.root.values()]
    return frozenset(words for words in map(_words, texts) if len(words) >= LEAST_SENTENCE)


def paragraph_repeated(report: Report) -> Iterator[Finding]:
    """A paragraph stands once in the texts of a year."""
    groups: dict[tuple[object, ...], list[_Text]] = defaultdict(list)
    for text in _Texts.of(report).whole:
        narrative, words = text.passage.narrative, text.words
        if len(words) >= LEAST_PARAGRAPH:
            # Two may differ in the first word: “CommonCommon indicators ...”.
            groups[narrative.language, _year(report, narrative), _edition(narrative), words[1:]].append(text)
    repeated = [texts for group in groups.values() if len(group) > 1 for texts in _alike(group)]
    official = _official(report) if repeated else frozenset[Words]()
    for first, second, *more in repeated:
        if first.words in official or _is_in_list(first, (second, *more)):
            continue
        message = f"The paragraph stands at {first.where} already{_times(len(more))}."
        yield second.passage.find(PARAGRAPH, second.start, second.end, message, expected="one of the two")


def _alike(group: list[_Text]) -> Iterator[list[_Text]]:
    """Yield texts that begin alike too, or with a word that another is glued to."""
    by_word: dict[str, list[_Text]] = defaultdict(list)
    for text in group:
        by_word[text.words[0]].append(text)
    for word in sorted(by_word, key=len, reverse=True):
        short = next(
            (other for other in by_word if other != word and len(other) >= GLUED and word.endswith(other)), word
        )
        if short != word:
            by_word[short].extend(by_word.pop(word))
    yield from (texts for texts in by_word.values() if len(texts) > 1)


def _is_item(text: _Text) -> bool:
    blocks, number = text.passage.narrative.blocks, text.passage.block
    return 0 <= number < len(blocks) and isinstance(blocks[number], ListBlock)


def _is_in_list(first: _Text, others: tuple[_Text, ...]) -> bool:
    """Say whether NAR192 speaks of it: an item of a list, again in the same text."""
    return _is_item(first) and all(text.passage.narrative is first.passage.narrative for text in others)


def _times(more: int) -> str:
    return f", and in {more} more place{'s' if more > 1 else ''}" if more else ""


def sentence_repeated(report: Report) -> Iterator[Finding]:
    """A sentence stands once in a text."""
    groups: dict[int, list[_Text]] = defaultdict(list)
    for text in _Texts.of(report).whole:
        groups[id(text.passage.narrative)].append(text)
    for group in groups.values():
        rows = [row for text in group for row in text.rows]
        # A sentence that stands twice has a row of words that does.
        if len(set(rows)) < len(rows):
            yield from _at_most(SENTENCE, _sentences_twice(group))


def _sentences_twice(group: list[_Text]) -> Iterator[tuple[_Text, str]]:
    """Yield the second of each pair of alike sentences in one narrative; alike paragraphs are left to NAR190."""
    seen: dict[str, list[_Text]] = defaultdict(list)
    pasted: set[str] = set()
    for text in group:
        whole = text.passage.text.casefold()
        if whole in pasted:
            continue
        if not _is_item(text):
            pasted.add(whole)
        for start, end in text.passage.sentences:
            if end - start > 2 * LEAST_SENTENCE:
                seen[text.passage.text[start:end].casefold().rstrip(".!?…")].append(_Text(text.passage, start, end))
    for texts in seen.values():
        if len(texts) > 1 and len(texts[0].words) >= LEAST_SENTENCE:
            yield texts[1], f"The sentence stands at {texts[0].where} already{_times(len(texts) - 2)}."


def _at_most(card: Card, found: Iterator[tuple[_Text, str]]) -> Iterator[Finding]:
    """Yield findings of one narrative up to `AT_MOST`, the last with the number of the rest."""
    held = list(found)
    for number, (text, message) in enumerate(held[:AT_MOST], 1):
        if number == AT_MOST and len(held) > AT_MOST:
            message += f" {len(held) - AT_MOST} more in this text."
        yield text.passage.find(card, text.start, text.end, message)


def text_of_another_year(report: Report) -> Iterator[Finding]:
    """A text about one year is not the text about another."""
    by_year: dict[tuple[str, int], list[_Text]] = defaultdict(list)
    for text in _Texts.of(report).whole:
        narrative = text.passage.narrative
        if len(text.words) >= LEAST_TOLD_AGAIN and narrative.kind not in PACK_KINDS and not narrative.partner:
            by_year[narrative.language, _year(report, narrative)].append(text)
    years = sorted(by_year)
    before: list[_Text] = []
    rows: set[int] = set()
    for earlier, later in pairwise(years):
        if earlier[0] != later[0]:
            before, rows = [], set()
            continue
        before += by_year[earlier]
        rows.update(*(text.rows for text in by_year[earlier]))
        # Nearly every text is new, and costs one look; only for the others must be known what stands where.
        told = [text for text in by_year[later] if not rows.isdisjoint(text.rows)]
        if told:
            yield from _told_again(report, told, before)


def _told_again(report: Report, told: list[_Text], before: list[_Text]) -> Iterator[Finding]:
    """Yield findings for texts that share rows of words with earlier ones."""
    wanted = {row for text in told for row in text.rows}
    known: dict[int, _Text] = {}
    for text in before:
        for row in wanted.intersection(text.rows):
            known.setdefault(row, text)
    groups: dict[int, list[_Text]] = defaultdict(list)
    for text in told:
        groups[id(text.passage.narrative)].append(text)
    official = _official(report)
    for group in groups.values():
        yield from _at_most(OTHER_YEAR, _told_before(report, group, known, official))


def _told_before(
    report: Report, group: list[_Text], known: dict[int, _Text], official: frozenset[Words]
) -> Iterator[tuple[_Text, str]]:
    """Yield the paragraphs, or else the long sentences, that stand in a text about an earlier year."""
    for text in group:
        if text.words in official:
            continue
        parts = [text]
        if not _source(text, known):
            parts = [_Text(text.passage, start, end) for start, end in text.passage.sentences]
        for part in parts:
            source = (
                _source(part, known) if len(part.words) >= LEAST_TOLD_AGAIN and part.words not in official else None
            )
            if source is not None:
                year = _year(report, source.passage.narrative)
                yield part, f"Almost the same words stand in the text about {year} ({source.where})."


def _source(text: _Text, known: dict[int, _Text]) -> _Text | None:
    """Return the earlier text that most words of `text` stand in, in rows of eight; None where most are new."""
    covered, reached, first = 0, 0, None
    for at, row in enumerate(text.rows):
        source = known.get(row)
        if source is not None:
            covered += at + SHINGLE - max(reached, at)
            reached, first = at + SHINGLE, first or source
    return first if covered >= COVERED * len(text.words) else None


CHECKS: tuple[Check, ...] = (
    Check(PARAGRAPH, paragraph_repeated),
    Check(OTHER_YEAR, text_of_another_year),
    Check(SENTENCE, sentence_repeated),
)
