"""Names become findings where they differ from how the office, its house and its data write them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from reportgen.checks.check import Check
from reportgen.checks.prose.passages import Passage, Prose
from reportgen.findings import Card, Finding
from reportgen.model import Name, Report

VARIANT = Card(
    "NAR140",
    "name-variant",
    "warning",
    why="An organization, a place or a programme under two names looks like two.",
    example="UN-Women trained 40 mayors. (where names.yaml or the house style writes UN Women)",
    mend="Write the name as names.yaml or the house style has it. `check --fix` does it for organizations, programmes and "
    "terms.",
)
TITLE = Card(
    "NAR144",
    "person-title",
    "warning",
    why="A wrong title offends the person, and a missing one leaves a reader to guess who speaks.",
    example="Mr. Leila Amari opened the fund. (names.yaml: title: Ms.)",
    mend="Write the title that names.yaml gives, at least where the name stands first; or correct names.yaml.",
    languages=("en",),
)
_BLANKS = re.compile(r"[\s\u00a0\u202f]+")
FIXED = ("organization", "programme", "term")
"""Kinds of names that may be mended by machine."""


def in_language(names: Iterable[Name], language: str) -> Iterator[Name]:
    """Yield the names that are written so in a language."""
    short = language.partition("-")[0]
    return (name for name in names if not name.languages or language in name.languages or short in name.languages)


def of_house(report: Report, language: str) -> tuple[Name, ...]:
    """Return the names that hold in a language: those of names.yaml, then those of the house style that say nothing else."""
    own = tuple(in_language(report.names, language))
    decided = {plain(text) for name in own for text in (name.name, *name.variants)}
    rest = [
        name.model_copy(update={"variants": tuple(each for each in name.variants if plain(each) not in decided)})
        for name in in_language(report.editorial.names, language)
        if plain(name.name) not in decided and not decided & set(map(plain, name.variants))
    ]
    return (*own, *rest)


def official(report: Report, language: str) -> Iterator[str]:
    """Yield the names that the data write: of partners, office and country."""
    texts = (report.office.name, report.office.country, *(partner.name for partner in report.partners))
    for text in texts:
        yield from (name for code, name in text.root.items() if name and code in (language, "", "en"))


def plain(text: str) -> str:
    """Return a name with one kind of blank and apostrophe."""
    return _BLANKS.sub(" ", text.replace("'", "’")).strip()


_SHORTENED = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Prof|St|No|Gen|[A-Z]|e\.g|i\.e)\.$")


def opens_sentence(text: str, start: int) -> bool:
    """Say whether a word stands first in a sentence, where every word has a capital."""
    before = text[max(0, start - 12) : start].rstrip(' \u00a0“"«(‘')
    return not before or (before[-1] in ".!?…:\n" and not _SHORTENED.search(before))


@dataclass(frozen=True, slots=True)
class _Known:
    """How names may stand in texts: the pattern, and for each spelling the name it should be; None where it is right."""

    pattern: re.Pattern[str]
    meant: Mapping[str, Name | None]


def _known(report: Report, language: str) -> _Known | None:
    names = of_house(report, language)
    meant: dict[str, Name | None] = {}
    for name in names:
        for variant in map(plain, name.variants):
            if variant:
                meant[variant] = name
                meant.setdefault(variant[0].upper() + variant[1:], name)
    if not meant:
        return None
    for right in (*(name.name for name in names), *official(report, language)):
        meant[plain(right)] = None
        meant[plain(right)[:1].upper() + plain(right)[1:]] = None
    meant.pop("", None)
    return _Known(_pattern(meant), meant)


def _pattern(spellings: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern that prefers longer spellings; those of one first letter stand together, for speed."""
    groups: dict[str, list[str]] = defaultdict(list)
    for spelling in sorted(spellings, key=lambda each: (-len(each), each)):
        rest = re.escape(spelling[1:]).replace("\\ ", r"[\s\u00a0\u202f]+").replace("’", "['’]")
        groups[re.escape(spelling[0])].append(rest)
    choice = "|".join(f"{first}(?:{'|'.join(rests)})" for first, rests in sorted(groups.items()))
    return re.compile(rf"(?<![\w#@/.\\-])(?:{choice})(?![\w@]|[./]\w)")


def name_variant(report: Report) -> Iterator[Finding]:
    """Names are written as names.yaml and the house style write them."""
    for language, passages in Prose.of(report).by_language.items():
        known = _known(report, language)
        for passage in passages if known else ():
            for match in known.pattern.finditer(passage.text) if known else ():
                name = known.meant.get(plain(match[0])) if known else None
                if name is None or passage.is_bound(*match.span()) or passage.in_quotation(match.start()):
                    continue
                message = f"“{match[0]}” is written “{name.name}” in this report."
                new = name.name if name.kind in FIXED else None
                yield passage.find(VARIANT, *match.span(), message, expected=name.name, new=new)


# Titles

_HONORIFIC = (
    r"(?:Mr|Ms|Mrs|Miss|Mx|Dr|Prof|Professor|Sir|Dame|Madam|Madame|Judge|Justice|Senator|Mayor|Minister|Deputy|President"
    r"|Ambassador|Governor|Reverend|Rev|Hon|H\.E|Captain|Colonel|General|Princess|Prince|Queen|King)"
)
_BEFORE_NAME = re.compile(rf"(?<![\w-])({_HONORIFIC}\.?)[\s\u00a0]+(?:[A-Z][a-z]+\.?[\s\u00a0]+)?$")
_SHORT_TITLES = frozenset("mr ms mrs miss mx dr prof professor sir dame madam madame".split())


def person_title(report: Report) -> Iterator[Finding]:
    """A person has the title that names.yaml gives, and has it where the name stands first."""
    for language, passages in Prose.of(report).by_language.items():
        if language.partition("-")[0] not in TITLE.languages:
            continue
        people = {
            plain(n.name): n
            for n in in_language(report.names, language)
            if n.kind == "person" and n.title.strip() and n.name.strip()
        }
        if people:
            yield from _titles(people, passages)


def _titles(people: Mapping[str, Name], passages: Iterable[Passage]) -> Iterator[Finding]:
    pattern, seen = _pattern(people), set[str]()
    for passage in passages:
        for match in pattern.finditer(passage.text) if passage.kind not in ("title", "heading", "by") else ():
            if passage.is_bound(*match.span()):
                continue
            person = people[plain(match[0])]
            worn = _BEFORE_NAME.search(passage.text, max(0, match.start() - 40), match.start())
            if worn and _is_other(worn[1], person.title) and not passage.in_quotation(match.start()):
                message = f"“{worn[1]}” stands before {person.name}, whose title is {person.title} in names.yaml."
                yield passage.find(TITLE, *worn.span(1), message, expected=person.title)
            elif (
                person.name not in seen and _is_bare(worn, person.title) and not _is_near(passage, match, person.title)
            ):
                message = f"{person.name} stands here first, without the title {person.title}."
                start = worn.start(1) if worn else match.start()
                yield passage.find(TITLE, start, match.end(), message, expected=person.title, severity="info")
            seen.add(person.name)


def _bare(title: str) -> str:
    return title.rstrip(".").casefold()


def _is_other(worn: str, title: str) -> bool:
    """Say whether a title before a name contradicts the one that is right: Mr. and Ms., never Ms. and a function."""
    return _bare(worn) not in {_bare(word) for word in title.split()} and (
        _bare(title.split()[0]) in _SHORT_TITLES and _bare(worn) in _SHORT_TITLES
    )


def _is_bare(worn: re.Match[str] | None, title: str) -> bool:
    """Say whether a name stands without a title, or with one that everybody has where a function is due."""
    return worn is None or (_bare(worn[1]) in _SHORT_TITLES and _bare(title.split()[0]) not in _SHORT_TITLES)


def _is_near(passage: Passage, match: re.Match[str], title: str) -> bool:
    """Say whether a function stands beside the name, in whatever order of its words: “X, the Labour Minister”."""
    if _bare(title) in _SHORT_TITLES:
        return False
    low, high = max(0, match.start() - 30 - len(title)), match.end() + 30 + len(title)
    around = passage.text[low:high].casefold()
    words = [w for w in title.casefold().split() if len(w) > 3 and w.rstrip(".") not in _SHORT_TITLES]
    found = (re.search(rf"\b{re.escape(word[:6])}", around) for word in words)
    return title.casefold() in around or (bool(words) and all(found))


CHECKS: tuple[Check, ...] = (Check(VARIANT, name_variant), Check(TITLE, person_title))
