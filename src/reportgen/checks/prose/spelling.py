"""Words become findings where they are not spelt as the house spells them, or spelt in two ways in one edition."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass

from reportgen.checks.check import Check
from reportgen.checks.prose.names import opens_sentence
from reportgen.checks.prose.passages import Passage, Prose
from reportgen.checks.prose.spellings import is_measured, wrong_spellings
from reportgen.findings import Card, Finding
from reportgen.model import Report

SPELLING = Card(
    "NAR141",
    "spelling-variant",
    "warning",
    why="A report in two spellings looks like the work of several hands that nobody has read together.",
    example="Two vocational programs were opened. (in the style of the United Nations: programmes)",
    mend="Write the word as the house style does. Names of organizations and titles of works keep their own spelling; "
    "those that the check cannot know belong in names.yaml.",
    source="United Nations Editorial Manual",
    languages=("en",),
)
HYPHENS = Card(
    "NAR142",
    "hyphenation-varies",
    "info",
    why="One word in two forms makes a reader look for a difference that is none.",
    example="The index of well-being has nine parts. ... The garden was good for her wellbeing.",
    mend="Choose one form for the whole report.",
    languages=("en",),
)
_LETTERS = re.compile("[A-Za-z]{4,}")
_COMPUTER = re.compile(r"(?:computer|software|radio|shareware|source|C|Python)[ -]$", re.IGNORECASE)
_TO_PROGRAM = re.compile(r"\b(?:learn\w*|taught|teach\w*|how|able|code (?:and|or))(?: \w+)? to $", re.IGNORECASE)
_COMPUTER_PROGRAM = re.compile(r"\b(?:computer|software|radio|source|Python)[ -]programs?\b", re.IGNORECASE)
_VERB_AFTER = re.compile(r" (?:their|her|his|our|robots?|computers?|apps?|software|games?)\b")
_SAME = re.compile(r"\b(?:the|this|that|these|those|its|same) $", re.IGNORECASE)
_CODE_AFTER = re.compile(r" (?:code|listing|files?)\b")
_NUMBER = re.compile(r"[\d½]\s?(?:square |cubic )?$")
_CAPITAL_NEXT = re.compile(r"[\s\u00a0]+[A-Z]")


def spelling_variant(report: Report) -> Iterator[Finding]:
    """Words are spelt as the house style spells them."""
    style = report.editorial.spelling
    if style == "any":
        return
    wrong = wrong_spellings(style)
    for match, passage in _occurrences(_read(report), wrong.keys()):
        if not _is_own(passage, *match.span()):
            message = f"“{match[0]}” is not how the house style ({style}) spells the word."
            new = wrong[match[0]]
            yield passage.find(SPELLING, *match.span(), message, expected=new, new=new)


Read = tuple[tuple[Passage, frozenset[str]], ...]
"""Passages in English, each with its words of four letters and more."""


def _read(report: Report) -> Read:
    """Return the passages with their words, made once for each report object."""
    held = report.memo.get("checks.prose.spelling")
    if isinstance(held, _Held) and held.report is report:
        return held.passages
    made = tuple((each, frozenset(_LETTERS.findall(each.text))) for each in Prose.of(report).passages(SPELLING))
    report.memo["checks.prose.spelling"] = _Held(report, made)
    return made


@dataclass(frozen=True, slots=True)
class _Held:
    report: Report
    passages: Read


def _occurrences(passages: Read, wanted: Set[str]) -> Iterator[tuple[re.Match[str], Passage]]:
    """Yield where words stand, but in addresses; most passages hold none, and cost one look."""
    held = [(passage, words & wanted) for passage, words in passages]
    every = {word for _, found in held for word in found}
    if every:
        choice = "|".join(sorted(every, key=lambda word: (-len(word), word)))
        pattern = re.compile(rf"(?<![\w./@#_])(?:{choice})(?![\w@])(?![./]\w)")
        for passage, found in held:
            for match in pattern.finditer(passage.text) if found else ():
                if not _is_address(passage.text, match.start()):
                    yield match, passage


def _is_address(text: str, start: int) -> bool:
    """Say whether the letters before a word, up to a blank, begin an address."""
    low = max(0, start - 120)
    before = text[max(low, text.rfind(" ", low, start) + 1) : start]
    return bool(before) and ("://" in before or "www." in before or "@" in before or "#" in before)


def _is_own(passage: Passage, start: int, end: int) -> bool:
    """Say whether a word is one that has its spelling from elsewhere: a name, a quotation, a unit, data."""
    text = passage.text
    if passage.is_bound(start, end) or passage.in_quotation(start):
        return True
    if text[start].isupper() and (not opens_sentence(text, start) or _CAPITAL_NEXT.match(text, end)):
        return True
    before = text[max(0, start - 40) : start]
    if text[start:end].lower() in ("program", "programs"):
        return _is_software(text, before, end)
    return is_measured(text[start:end]) and not _NUMBER.search(before)


def _is_software(text: str, before: str, end: int) -> bool:
    """Say whether “program” is one of a computer, or the one that the paragraph told of before, or a verb."""
    if _COMPUTER.search(before) or _TO_PROGRAM.search(before) or _CODE_AFTER.match(text, end):
        return True
    if _VERB_AFTER.match(text, end) or _COMPUTER_PROGRAM.search(before.rpartition(". ")[2]):
        return True
    return bool(_SAME.search(before) and _COMPUTER_PROGRAM.search(text, 0, end))


_COMPOUND = re.compile(
    r"(?<![\w./@#’'-])(?:[A-Za-z]{2,20}(?:-[A-Za-z]{2,20}){1,3}|[eE]-[a-z]{4,12})(?![\w@/’'-]*[@/\d_])(?![.]\w)"
)
_OPEN = (
    "south south", "north south", "policy maker", "law maker", "health care", "child care", "work plan", "web site",
    "data base", "time frame", "grass root", "care giver", "land owner", "fund raising", "peace building", "peace keeping",
    "micro finance", "micro credit", "stake holder", "home maker", "well being", "life style", "decision maker",
    "decision making", "policy making", "law making", "capacity building", "awareness raising", "problem solving",
    "team building", "fact finding", "rule making", "agenda setting", "standard setting", "record keeping", "book keeping",
    "risk taking", "cost sharing", "power sharing", "burden sharing", "income generation",
)  # fmt: skip
"""Two words that mean the same in one word, or as a noun with a hyphen. Others, such as long term, have it before a noun."""
_NOUNS = frozenset(pair for pair in _OPEN if pair.endswith(("ing", "ion")))
"""Those of two words that are a noun both ways: decision making and decision-making."""
_AS_NOUN = re.compile(
    r"[”\"’]?(?:[.,;:!?)]|$| (?:of|in|on|at|by|for|from|with|within|and|or|is|are|was|were|has|have|had|will|would|can|could|must"
    r"|should|as|but|than|among|across|between|through|after|before|during|remains?|became|becomes?|takes?|took"
    r"|needs?|needed|requires?|required|means?|meant|depends?|depended|helps?|helped|matters?|mattered|improved|improves)\b)"
)
_SECOND = frozenset(
    form
    for pair in _OPEN
    for word in (pair.split()[1],)
    for form in (word, f"{word}s", word.title(), f"{word.title()}s")
)
_FIRST: Mapping[str, frozenset[str]] = {
    word: frozenset(
        form
        for first, second in map(str.split, _OPEN)
        if second == word.lower().removesuffix("s")
        for form in (first, first.capitalize())
    )
    for word in _SECOND
}
"""Second words -> the first words that they may stand behind."""
_OPEN_WORDS = re.compile(rf"(?<![\w./@#-])(?:{'|'.join(_OPEN)})s?(?![\w-]|[.@/]\w)", re.IGNORECASE)
_TWO_WORDS = re.compile(
    r"re.{3,}|un.{3,}|coop(?:s|ed)?|everyday|anyone|someone|maybe|underway|manmade|inline|onsite|presents?"
)
"""What is one word with a hyphen and another one without."""
_COMPASS = ("south", "north")
"""What has its capital and its hyphen everywhere: South-South, North-South."""
_MOST = 10


@dataclass(frozen=True, slots=True)
class _Form:
    """One occurrence of a compound; `order` is that of reading."""

    order: tuple[int, int]
    passage: Passage
    end: int


LONGEST = 24
"""Letters before a hyphen in which its word begins."""
Forms = Mapping[str, Mapping[str, list[_Form]]]
"""Letters of a compound -> each of its forms -> where it stands."""
Made = defaultdict[str, defaultdict[str, list[_Form]]]


def hyphenation_varies(report: Report) -> Iterator[Finding]:
    """A compound has one form throughout an edition: with a hyphen, in one word, or in two."""
    editions = dict.fromkeys(passage.language for passage, _ in _read(report))
    for language in editions:
        passages = tuple(each for each in _read(report) if each[0].language == language)
        for kinds in _forms(passages).values():
            usual = max(kinds, default="", key=lambda kind: _weight(kind, kinds[kind]))
            for kind in kinds:
                if kind == usual:
                    continue
                if _clash(kind, usual):
                    yield from _found(kinds[kind], usual)
                elif {kind, usual} & _NOUNS:
                    yield from _found(_nouns(kinds[kind]) if _nouns(kinds[usual]) else [], usual)


def _weight(kind: str, forms: list[_Form]) -> tuple[int, bool, int, int]:
    """Return what makes a form the usual one: its number; then that it is South-South; then that it stands first."""
    number, start = min(form.order for form in forms)
    return len(forms), kind.startswith(_COMPASS) and "-" in kind, -number, -start


def _clash(one: str, other: str) -> bool:
    """Say whether two forms are two spellings: two words that take a hyphen before a noun are not."""
    open_and_hyphen = {" " in one, " " in other} == {True, False} and ("-" in one or "-" in other)
    return not open_and_hyphen or one.startswith(_COMPASS)


def _nouns(forms: list[_Form]) -> list[_Form]:
    """Return the forms that stand as a noun: before a mark or a small word, not before the noun that they describe."""
    return [form for form in forms if _AS_NOUN.match(form.passage.text, form.end)]


def _found(forms: list[_Form], usual: str) -> Iterator[Finding]:
    usual = usual.title() if usual.startswith(_COMPASS) else usual
    for form in forms[:_MOST]:
        text = form.passage.text[form.order[1] : form.end]
        message = f"“{text}” is written “{usual}” elsewhere in this edition."
        yield form.passage.find(HYPHENS, form.order[1], form.end, message, expected=usual)


def _forms(passages: Read) -> Forms:
    """Return the compounds of an edition that have more than one form."""
    forms: Made = defaultdict(lambda: defaultdict(list))
    order = {id(passage): number for number, (passage, _) in enumerate(passages)}
    for passage, words in passages:
        for match in (*_compounds(passage.text), *(_OPEN_WORDS.finditer(passage.text) if _has_open(words) else ())):
            _put(forms, order[id(passage)], passage, match)
    joined = {f"{key}{end}" for key in forms if not _TWO_WORDS.fullmatch(key) for end in ("", "s")}
    joined |= {word.capitalize() for word in joined}
    for match, passage in _occurrences(passages, joined):
        _put(forms, order[id(passage)], passage, match)
    several = {key: kinds for key, kinds in forms.items() if len(kinds) > 1 and not _TWO_WORDS.fullmatch(key)}
    own = {key: {kind: _own(found) for kind, found in kinds.items()} for key, kinds in several.items()}
    return {key: {kind: found for kind, found in kinds.items() if found} for key, kinds in own.items()}


def _compounds(text: str) -> Iterator[re.Match[str]]:
    """Yield the compounds with a hyphen; what lies between hyphens costs one look."""
    at, reached = text.find("-"), 0
    while at >= 0:
        match = _COMPOUND.search(text, max(reached, at - LONGEST))
        if match is None:
            return
        yield match
        reached = match.end()
        at = text.find("-", reached)


def _has_open(words: frozenset[str]) -> bool:
    """Say whether both words of a pair are among the words of a passage."""
    return any(not words.isdisjoint(_FIRST[word]) for word in words & _SECOND)


def _own(forms: list[_Form]) -> list[_Form]:
    """Return the forms that come neither from the data nor from somebody who is quoted."""
    return [
        form
        for form in forms
        if not form.passage.is_bound(form.order[1], form.end) and not form.passage.in_quotation(form.order[1])
    ]


def _put(forms: Made, number: int, passage: Passage, match: re.Match[str]) -> None:
    """Add a form, unless it is part of a name: with a capital within a sentence."""
    start, end = match.span()
    kind = _singular(match[0].lower())
    if match[0][0].isupper() and not kind.startswith(_COMPASS) and not opens_sentence(passage.text, start):
        return
    forms[kind.replace("-", "").replace(" ", "")][kind].append(_Form((number, start), passage, end))


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 4 else word


CHECKS: tuple[Check, ...] = (Check(SPELLING, spelling_variant), Check(HYPHENS, hyphenation_varies))
