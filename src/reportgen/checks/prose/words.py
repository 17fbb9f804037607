"""Words that stand twice, run together or fall apart become findings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from operator import eq

from reportgen.checks.check import Check
from reportgen.checks.prose.lexicon import (
    BRANDS,
    COMMON,
    EMPHATIC,
    ENDINGS,
    FUNCTION,
    GLUED,
    LONG,
    NAME_PARTS,
    PLACES,
    SHORT,
    TWICE,
)
from reportgen.checks.prose.passages import Passage, Prose
from reportgen.checks.prose.surroundings import is_opaque, word_before
from reportgen.checks.prose.vocabulary import Vocabulary
from reportgen.findings import Card, Finding
from reportgen.model import Report

TWICE_RULE = Card(
    "NAR104",
    "word-repeated",
    "warning",
    why="A word that stands twice is the most frequent slip of copied and edited text.",
    example="“in the the northern province”",
    mend="Take one of them out.",
    languages=("en", "fr", "es", "pt"),
)
TOGETHER = Card(
    "NAR105",
    "words-run-together",
    "warning",
    why="Two words without a blank come from a web page or a table that was pasted; searches miss both.",
    example="“CommonOutcome”, “programmeWomen”",
    mend="Part the words, or list the name in names.yaml if it is written so.",
    languages=("en", "fr", "es", "pt"),
)
BROKEN = Card(
    "NAR106",
    "broken-word",
    "warning",
    why="A word with a blank inside comes from a line that was copied out of a PDF; searches miss it.",
    example="“develop ment”, “Rese arch”",
    mend="Join the parts.",
    languages=("en",),
)
_REPEATED = re.compile(r"(?<![\w’'.-])([^\W\d_]++)[ \u00a0\n]+(\1)(?![\w’'-])", re.IGNORECASE)
_CAMEL = re.compile(r"(?<![\w@#/.’'-])([A-Z]?[a-zà-ÿ]+)([A-Z](?:[a-zà-ÿ]+|[A-Z]+))(?![\w])")
_INNER = re.compile(r"[A-Z](?<=[a-zà-ÿ].)")
_BRANDED = re.compile(
    r"[ \u00a0](?:app|apps|platform|portal|website|tool|toolkit|initiative|campaign|programme|program|project"
    r"|network|hub|lab|system|software"
    r"|foundation|fund|hackathon|award|challenge|group|company|cooperative|magazine|channel|account|ltd|inc"
    r"|helpline|hotline|service|alliance"
    r"|coalition|movement|festival|dashboard|database|bank|wallet|accelerator|prize)\b",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"\b(?:called|named|dubbed|titled|branded|NGO|firm|company|start-up|startup|app|platform|brand|software|network"
    r"|cooperative|association|consortium|consultancy)[ \u00a0][“‘\"]?$"
)
_WHOLE = re.compile(r"(?<![\w@#/.’'-])[^\W\d_]+(?![\w’'-])")
_WORD = re.compile(r"[^\W\d_]+")
_RUN = re.compile(r"\w*+")
_LONGEST = 30
"""Letters of the longest word of a report."""
_ARTICLES = frozenset("la le un el of in to by at as or on is it an we".split())
_TAKEN = frozenset("in on up off over out by".split())
_PARTICLE_VERBS = frozenset(
    "log logs logged logging sign signed signing opt opted check checked move moved go goes went going gone "
    "carry carried hold held live lived "
    "call called come came hand handed keep kept build built turn turned drop dropped work worked".split()
)


def word_repeated(report: Report) -> Iterator[Finding]:
    """No word stands twice in a row."""
    for passage, match in _repeated(report):
        first, second = match[1], match[2]
        if _may_stand_twice(passage, match, report):
            continue
        # “the the” has one reading; a noun that stands twice may have lost a comma.
        new = first if first.lower() in FUNCTION and second.islower() else None
        message = f"“{second}” stands twice."
        yield passage.find(TWICE_RULE, *match.span(), message, expected=first, new=new)


def _repeated(report: Report) -> Iterator[tuple[Passage, re.Match[str]]]:
    """Yield where a word stands twice; the words of most passages show at once that none does."""
    for passage, words in Vocabulary.of(report).passages:
        if any(map(eq, words, words[1:])):
            for match in _REPEATED.finditer(passage.text):
                if not passage.is_bound(*match.span()) and not is_opaque(passage.text, match.start()):
                    yield passage, match


def _may_stand_twice(passage: Passage, match: re.Match[str], report: Report) -> bool:
    first, second, text = match[1], match[2], passage.text
    low, language = first.lower(), passage.language.partition("-")[0]
    if low in TWICE.get(language, ()) or (len(low) == 1 and first + second != "aa"):
        return True
    if first != second and (
        first.isupper() or second.isupper() or low in ("may", "will", "march", "polish", "mark", "august", "bill")
    ):
        return True
    if low in EMPHATIC.get(language, ()) and passage.in_quotation(match.start()):
        return True
    before = word_before(text, match.start()).lower()
    if low in _TAKEN and before in _PARTICLE_VERBS:
        return True
    if low == "is" and before in ("it", "that", "what", "this", "there", "problem", "question", "all"):
        return True
    if first[0].isupper() and second[0].isupper():
        if first.isupper() and len(first) > 1:
            return first in ("HA", "YES", "NO", "XX")
        return (
            low not in FUNCTION | COMMON
            or low in PLACES
            or any(f"{first} {second}" in name.name for name in report.names)
        )
    return False


def words_run_together(report: Report) -> Iterator[Finding]:
    """Two words have a blank between them."""
    yield from _glued(report)
    names = _names(report)
    seen: Counter[str] = Counter()
    found: list[tuple[Passage, re.Match[str]]] = []
    for passage, match in _with_capital_inside(report):
        seen[match[0]] += 1
        if not passage.in_quotation(match.start()):
            found.append((passage, match))
    if not found:
        return
    words = COMMON | FUNCTION | {word for word in Vocabulary.of(report).counts if len(word) > 3}
    for passage, match in found:
        word, left, right = match[0], match[1], match[2]
        if word in BRANDS or word in names or _BRANDED.match(passage.text, match.end()):
            continue
        if _CALLED.search(passage.text, max(0, match.start() - 40), match.start()):
            continue
        if left in NAME_PARTS or not _is_two_words(left, right, words, seen[word]):
            continue
        message = f"“{left}” and “{right}” run together."
        expected = left if left == right else f"{left} {right}"
        yield passage.find(TOGETHER, *match.span(), message, expected=expected)


def _with_capital_inside(report: Report) -> Iterator[tuple[Passage, re.Match[str]]]:
    """Yield the words with one capital inside: only the first capital of a word can part two words."""
    for passage in Prose.of(report).passages(TOGETHER):
        text, done = passage.text, 0
        for touch in _INNER.finditer(text):
            at = touch.start()
            if at < done:
                continue
            run = _RUN.match(text, at)
            done = run.end() if run else at
            if done - at > _LONGEST:
                continue
            near = _CAMEL.finditer(text, max(0, at - _LONGEST), done)
            match = next((each for each in near if each.end(1) == at), None)
            if match and not passage.is_bound(*match.span()) and not is_opaque(text, match.start()):
                yield passage, match


def _is_two_words(left: str, right: str, words: frozenset[str] | set[str], times: int) -> bool:
    """Say whether a word with a capital inside is a slip; what stands often is a name."""
    if left == right:
        return True
    if left[0].islower():
        return (len(left) > 2 and (left in words or (times < 3 and right[1:].islower()))) or left in _ARTICLES
    if times > 2 or not right[1:].islower():
        return False
    halves = {left.lower(), right.lower()}
    return halves <= words or (any(map(_is_of_reports, halves)) and all(_is_known(half, words) for half in halves))


def _is_of_reports(word: str) -> bool:
    """Say whether a word is one of the long nouns of reports, of which few names of products are made."""
    return len(word) > 7 and (word in LONG or word in COMMON)


def _is_known(word: str, words: frozenset[str] | set[str]) -> bool:
    forms = (word, f"{word}s", word.removesuffix("s"))
    return len(word) > 3 and any(form in words or form in LONG or form in SHORT for form in forms)


def _glued(report: Report) -> Iterator[Finding]:
    """Yield English words that are two without a capital: ofthe, womenand."""
    vocabulary = Vocabulary.of(report)
    if GLUED.keys().isdisjoint(vocabulary.counts):
        return
    for passage, words in vocabulary.passages:
        if not passage.language.startswith("en") or GLUED.keys().isdisjoint(words):
            continue
        for match in _WHOLE.finditer(passage.text):
            apart = GLUED.get(match[0].lower())
            if apart is None or match[0].isupper() or match[0][1:] != match[0][1:].lower():
                continue
            if passage.is_bound(*match.span()) or is_opaque(passage.text, match.start()):
                continue
            one, _, two = apart.partition(" ")
            if not passage.in_quotation(match.start()):
                expected = f"{match[0][: len(one)]} {two}"
                yield passage.find(TOGETHER, *match.span(), f"“{one}” and “{two}” run together.", expected=expected)


def _names(report: Report) -> frozenset[str]:
    """Return every word of a name that the report knows."""
    known = [name.name for name in (*report.names, *report.editorial.names)]
    known += [text for partner in report.partners for text in partner.name.root.values()]
    known += report.office.name.root.values()
    return frozenset(word for name in known for word in _WORD.findall(name))


def broken_word(report: Report) -> Iterator[Finding]:
    """No word has a blank inside."""
    vocabulary = Vocabulary.of(report)
    counts = vocabulary.counts
    rare = {
        word
        for word, times in counts.items()
        if times < 4 and (word in ENDINGS or (len(word) < 6 and word not in SHORT))
    }
    for passage, words in vocabulary.passages:
        # Only a text with a word so rare that it may be a fragment is looked at.
        if not passage.language.startswith("en") or rare.isdisjoint(words):
            continue
        text = passage.text.lower()
        for one, two in pairwise(_WORD.finditer(text)):
            left, right = one[0], two[0]
            if (
                two.start() - one.end() != 1
                or text[one.end()] not in " \u00a0"
                or passage.is_bound(one.start(), two.end())
            ):
                continue
            whole = left + right
            if not _is_broken(left, right, whole, counts) or text[two.end() : two.end() + 1] in ("-", "'", "’"):
                continue
            found = passage.text[one.start() : two.end()]
            if not right.isascii() or passage.text[two.start()].isupper():
                continue
            message = f"“{found}” is one word with a blank inside."
            yield passage.find(
                BROKEN, one.start(), two.end(), message, expected=found.replace(" ", "").replace("\u00a0", "")
            )


def _is_broken(left: str, right: str, whole: str, counts: Counter[str]) -> bool:
    if right in ENDINGS:
        return len(left) > 2 and left not in SHORT
    if len(whole) < 6 or not (whole in LONG or counts[whole] > 0):
        return False
    if not {left, right} & (SHORT | LONG | COMMON) and counts[left] < 3 and counts[right] < 3:
        return True
    pieces = [
        piece
        for piece in (left, right)
        if piece not in SHORT and piece not in LONG and piece not in COMMON and counts[piece] < 3
    ]
    return any(len(piece) < 5 for piece in pieces)


CHECKS: tuple[Check, ...] = (
    Check(TWICE_RULE, word_repeated),
    Check(TOGETHER, words_run_together),
    Check(BROKEN, broken_word),
)
