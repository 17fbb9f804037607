"""Runs of capitalised words become findings where they are almost the name of somebody or something known."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import cast

from babel import Locale, UnknownLocaleError

from reportgen.checks.check import Check
from reportgen.checks.prose.names import of_house, official, opens_sentence, plain
from reportgen.checks.prose.passages import Passage, Prose
from reportgen.findings import Card, Finding
from reportgen.model import Report

MISSPELT = Card(
    "NAR143",
    "name-misspelt",
    "warning",
    why="Nothing is noticed sooner by a partner than its own name, spelt wrong.",
    example="The Norlund Devlopment Bank lent 300 women the money for a first cow.",
    mend="Correct the name. If both names are right, list the other one in names.yaml.",
)
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_MOST_WORDS = 8
_MOST = 20
"""How often one misspelt word is looked at."""
_LEAST = 6
"""Names of fewer letters are too near to other words."""
_DERIVED = ("s", "es", "n", "an", "ian", "ean", "ese", "er", "ers", "ans", "ians", "i", "is", "’s", "’", "ns", "ish")
"""Endings of a plural, a possessive, an adjective or a people."""


_OFFICES = frozenset(
    "Minister Ministers Ministry President Presidents Presidency Commission Commissions Commissioner Commissioners Registrar "
    "Registry Treasurer Treasury Inspector Inspectors Inspection Administrator Administration Prosecutor Prosecutors "
    "Prosecution Coordinator Coordination Director Directors Direction Governor Governors Mediator Mediation Regulator "
    "Regulation Police Policy Chancellor Chancellery Deputy Deputies Senator Senate Editor Educator Education Legislator "
    "Ministre Ministres Ministère Président Présidente Présidence Commissaire Commissariat Directeur Direction Directrice "
    "Ministro Ministra Ministerio Ministério Presidente Presidenta Presidencia Presidência Comisión Comisionado".split()
)
"""Bodies and whoever heads them: the Minister of Water is no misspelt Ministry of Water."""
_LINKS = frozenset("of for on at in and to de du des d del do da".split())
"""What follows the noun that a long name is about: the Court of Appeal."""


@dataclass(slots=True)
class _Names:
    """Known names, to be found by all their words but one."""

    single: list[str] = field(default_factory=list[str])
    gaps: dict[tuple[str, ...], list[tuple[int, tuple[str, ...]]]] = field(
        default_factory=lambda: defaultdict[tuple[str, ...], list[tuple[int, tuple[str, ...]]]](list)
    )
    """The words of a name, one of them empty -> that word's place, and the words."""
    known: set[tuple[str, ...]] = field(default_factory=set[tuple[str, ...]])
    words: set[str] = field(default_factory=set[str])
    heads: set[str] = field(default_factory=set[str])
    """First words, and second words for names whose first word is misspelt."""

    def add(self, name: str) -> None:
        """Take in a name."""
        words = tuple(_WORD.findall(plain(name)))
        if not words or len(words) > _MOST_WORDS or sum(map(len, words)) < _LEAST or any(map(str.isdigit, name)):
            self.known.add(words)
            return
        if words in self.known:
            return
        self.known.add(words)
        self.words.update(words)
        if len(words) == 1:
            self.single += [words[0]] if words[0][0].isupper() else []
        for at in range(len(words)) if len(words) > 1 else ():
            if len(words[at]) > 3:
                self.gaps[*words[:at], "", *words[at + 1 :]].append((at, words))


def _names(report: Report, language: str) -> _Names:
    found = _Names()
    for name in of_house(report, language):
        if name.kind != "term":
            found.add(name.name)
        for variant in name.variants:
            found.known.add(tuple(_WORD.findall(plain(variant))))
    for text in (*official(report, language), *(person.name for person in report.settings.signatories)):
        found.add(text)
    return found


def name_misspelt(report: Report) -> Iterator[Finding]:
    """A name that is almost a known one is that name."""
    for language, passages in Prose.of(report).by_language.items():
        names = _names(report, language)
        if names.gaps or names.single:
            yield from _misspelt(names, passages, _territories(language))


def _misspelt(names: _Names, passages: tuple[Passage, ...], others: frozenset[str]) -> Iterator[Finding]:
    odd = _odd_words(names, passages, others)
    if not odd:
        return
    pattern = re.compile(rf"(?<![\w./@#_-])(?:{'|'.join(map(re.escape, sorted(odd, key=len, reverse=True)))})(?![\w@])")
    count: dict[str, int] = defaultdict(int)
    for passage in passages:
        for match in pattern.finditer(passage.text):
            count[match[0]] += 1
            if count[match[0]] > _MOST:
                continue
            if passage.is_bound(*match.span()) or passage.in_quotation(match.start()):
                continue
            meant = _meant(names, passage, match, odd[match[0]])
            if meant:
                word, name = meant
                message = (
                    f"“{match[0]}” is almost “{word}” in “{name}”."
                    if word != name
                    else f"“{match[0]}” is almost “{name}”."
                )
                yield passage.find(MISSPELT, *match.span(), message, expected=word)


def _odd_words(names: _Names, passages: Iterable[Passage], others: frozenset[str]) -> dict[str, list[str]]:
    """Return the words of the texts that are almost a word of a name -> those words; each word is looked at once."""
    every = {word for passage in passages for word in _CAPITAL.findall(passage.text)}
    nearby: dict[str, list[str]] = defaultdict(list)
    for word in names.words:
        if len(word) > 3:
            nearby[word[0]].append(word)
    odd: dict[str, list[str]] = {}
    for word in every:
        bare = plain(word)
        if bare in names.words or bare in others or bare in _OFFICES:
            continue
        near = [each for each in nearby.get(bare[0], ()) if _is_near(bare, each)]
        if near:
            odd[word] = near
    return odd


_CAPITAL = re.compile(r"(?<![\w./@#_’'-])[^\W\d_a-z][^\W\d_]{2,30}(?:[’'-][^\W\d_]{1,30}){0,3}")


def _meant(names: _Names, passage: Passage, match: re.Match[str], near: list[str]) -> tuple[str, str] | None:
    """Return the word that a misspelt one was meant to be, and its name; None where the words around are of no name."""
    before = _WORD.findall(plain(passage.text[max(0, match.start() - 120) : match.start()]))
    after = _WORD.findall(plain(passage.text[match.end() : match.end() + 120]))
    for size in range(_MOST_WORDS, 1, -1):
        for left in range(size):
            right = size - 1 - left
            if left > len(before) or right > len(after):
                continue
            window = (*before[len(before) - left :], "", *after[:right])
            for at, words in names.gaps.get(window, ()):
                whole = (*window[:at], match[0], *window[at + 1 :])
                if words[at] in near and whole not in names.known and not _is_plural(match[0], words, at):
                    return words[at], " ".join(words)
    for word in near:
        if word in names.single and len(word) >= _LEAST and _stands_alone(passage, match, word):
            return word, word
    return None


def _is_plural(word: str, words: tuple[str, ...], at: int) -> bool:
    """Say whether a word is the plural of the one in the name, where that may have one: Courts of Appeal."""
    typed, known = plain(word), words[at]
    if at < len(words) - 1:
        return words[at + 1] in _LINKS and typed in (f"{known}s", f"{known}es")
    short, long = sorted((typed, known), key=len)
    return long in {short + end for end in ("s", "es", "’s", "’")}


def _is_derived(word: str, known: str) -> bool:
    return (word.startswith(known) and word[len(known) :] in _DERIVED) or (
        known.startswith(word) and known[len(word) :] in _DERIVED
    )


def _stands_alone(passage: Passage, match: re.Match[str], known: str) -> bool:
    """Say whether a word is a name by itself: two letters off only if it is long, and no people, adjective or common word."""
    word = plain(match[0])
    derived = word.startswith(known[:-1]) and len(word) > len(known)
    if derived and not word.startswith(known + known[-1]):
        return False
    starts = opens_sentence(passage.text, match.start())
    return (
        not starts and not _is_derived(word, known) and _distance(word, known, 1 if len(known) < 8 else 2) is not None
    )


def _is_near(word: str, known: str) -> bool:
    return word != known and _distance(word, known, 1 if len(known) < 8 else 2) is not None


def _distance(one: str, other: str, most: int) -> int | None:
    """Return how many letters differ (changed, left out, added, or two exchanged), if at most `most`."""
    if abs(len(one) - len(other)) > most:
        return None
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        older, before, row = before, row, [i]
        for j, wanted in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return None
    return row[-1] if row[-1] <= most else None


@cache
def _territories(language: str) -> frozenset[str]:
    """Return the words in names of countries: Austria is no misspelt Australia."""
    try:
        locale = Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        locale = Locale("en")
    names = cast("Mapping[str, str]", locale.territories).values()
    return frozenset(word for name in names for word in _WORD.findall(name))


CHECKS: tuple[Check, ...] = (Check(MISSPELT, name_misspelt),)
