"""Words become findings where they are not spelt as the house spells them, or spelt in two ways in one edition."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Set
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
    "warning",
    why="One word in two forms makes a reader look for a difference that is none.",
    example="The index of well-being has nine parts. ... The garden was good for her wellbeing.",
    mend="Choose one form for the whole report.",
    languages=("en",),
)
_LETTERS = re.compile("[A-Za-z]{4,}")
_COMPUTER = re.compile(r"(?:computer|software|radio|shareware|source|C|Python)[ -]$", re.IGNORECASE)
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
    held = report.memo.get("checks.spelling")
    if isinstance(held, _Held) and held.report is report:
        return held.passages
    made = tuple((each, frozenset(_LETTERS.findall(each.text))) for each in Prose.of(report).passages(SPELLING))
    report.memo["checks.spelling"] = _Held(report, made)
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
    before = text[max(0, start - 12) : start]
    if text[start:end].lower() in ("program", "programs"):
        return bool(_COMPUTER.search(before) or _CODE_AFTER.match(text, end))
    return is_measured(text[start:end]) and not _NUMBER.search(before)


_COMPOUND = re.compile(
    r"(?<![\w./@#’'-])(?:[A-Za-z]{2,20}(?:-[A-Za-z]{2,20}){1,3}|[eE]-[a-z]{4,12})(?![\w@/’'-]*[@/\d_])(?![.]\w)"
)
_OPEN = (
    "south south", "north south", "policy maker", "law maker", "health care", "child care", "work plan", "web site",
    "data base", "time frame", "grass root", "care giver", "land owner", "fund raising", "peace building", "peace keeping",
    "micro finance", "micro credit", "stake holder", "home maker", "well being", "life style",
)  # fmt: skip
"""Two words that mean the same in one word. Others, such as long term, have a hyphen only before a noun."""
_SECOND = frozenset(
    form
    for pair in _OPEN
    for word in (pair.split()[1],)
    for form in (word, f"{word}s", word.title(), f"{word.title()}s")
)
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


Forms = dict[str, dict[str, list[_Form]]]
"""Letters of a compound -> each of its forms -> where it stands."""


def hyphenation_varies(report: Report) -> Iterator[Finding]:
    """A compound has one form throughout an edition: with a hyphen, in one word, or in two."""
    editions = dict.fromkeys(passage.language for passage, _ in _read(report))
    for language in editions:
        passages = tuple(each for each in _read(report) if each[0].language == language)
        for kinds in _forms(passages).values():
            usual = max(kinds, key=lambda kind: _weight(kind, kinds[kind]))
            for kind in kinds:
                if kind != usual and _clash(kind, usual):
                    yield from _found(kinds[kind], usual)


def _weight(kind: str, forms: list[_Form]) -> tuple[int, bool, int, int]:
    """Return what makes a form the usual one: its number; then that it is South-South; then that it stands first."""
    number, start = min(form.order for form in forms)
    return len(forms), kind.startswith(_COMPASS) and "-" in kind, -number, -start


def _clash(one: str, other: str) -> bool:
    """Say whether two forms are two spellings: two words that take a hyphen before a noun are not."""
    open_and_hyphen = {" " in one, " " in other} == {True, False} and ("-" in one or "-" in other)
    return not open_and_hyphen or one.startswith(_COMPASS)


def _found(forms: list[_Form], usual: str) -> Iterator[Finding]:
    usual = usual.title() if usual.startswith(_COMPASS) else usual
    for form in forms[:_MOST]:
        text = form.passage.text[form.order[1] : form.end]
        message = f"“{text}” is written “{usual}” elsewhere in this edition."
        yield form.passage.find(HYPHENS, form.order[1], form.end, message, expected=usual)


def _forms(passages: Read) -> Forms:
    """Return the compounds of an edition that have more than one form."""
    forms: Forms = defaultdict(lambda: defaultdict(list))
    order = {id(passage): number for number, (passage, _) in enumerate(passages)}
    for passage, words in passages:
        hyphens = _COMPOUND.finditer(passage.text) if "-" in passage.text else ()
        for match in (*hyphens, *(_OPEN_WORDS.finditer(passage.text) if words & _SECOND else ())):
            _put(forms, order[id(passage)], passage, match)
    joined = {f"{key}{end}" for key in forms if not _TWO_WORDS.fullmatch(key) for end in ("", "s")}
    joined |= {word.capitalize() for word in joined}
    for match, passage in _occurrences(passages, joined):
        _put(forms, order[id(passage)], passage, match)
    return {key: kinds for key, kinds in forms.items() if len(kinds) > 1 and not _TWO_WORDS.fullmatch(key)}


def _put(forms: Forms, number: int, passage: Passage, match: re.Match[str]) -> None:
    """Add a form, unless it is somebody else's, or part of a name: with a capital within a sentence."""
    start, end = match.span()
    if passage.is_bound(start, end) or passage.in_quotation(start):
        return
    kind = _singular(match[0].lower())
    if match[0][0].isupper() and not kind.startswith(_COMPASS) and not opens_sentence(passage.text, start):
        return
    forms[kind.replace("-", "").replace(" ", "")][kind].append(_Form((number, start), passage, end))


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 4 else word


CHECKS: tuple[Check, ...] = (Check(SPELLING, spelling_variant), Check(HYPHENS, hyphenation_varies))
