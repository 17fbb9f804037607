"""The text becomes its list of acronyms: each that is defined as "Full Name (FN)", with the words it stands for."""

from __future__ import annotations

import re

from reportgen.document import nodes as n
from reportgen.document.outline import text_of, walk

_DEFINED = re.compile(r"((?:[\w’'&.-]+ ){1,12})\(([A-Z][A-Za-z&-]*[A-Z][A-Za-z]*)\)")
_SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "against",
        "at",
        "by",
        "for",
        "from",
        "in",
        "of",
        "on",
        "or",
        "the",
        "to",
        "under",
        "with",
        "de",
        "des",
        "du",
        "et",
        "la",
        "le",
        "les",
        "del",
        "los",
        "y",
    ]
)


def acronyms(blocks: tuple[n.Block, ...]) -> tuple[tuple[str, str], ...]:
    """Return (acronym, full name) of every acronym defined in the text, in alphabetical order; the first definition counts."""
    found: dict[str, str] = {}
    for block in walk(blocks):
        if isinstance(block, n.Paragraph):
            for match in _DEFINED.finditer(text_of(block.content)):
                name = _name_of(match[2], match[1].split())
                if name:
                    found.setdefault(match[2], name)
    return tuple(sorted(found.items(), key=lambda item: item[0].casefold()))


def _name_of(acronym: str, before: list[str]) -> str:
    """Return the shortest run of words before the bracket whose initials spell the acronym; small words may be left out."""
    letters = [c for c in acronym.lower() if c.isalpha()]
    if acronym.endswith("s") and acronym[:-1].isupper():
        letters = letters[:-1]
    for start in range(len(before) - 1, -1, -1):
        words = [part for word in before[start:] for part in re.split("[-’']", word) if part]
        if _spells(letters, words):
            return " ".join(before[start:])
    return ""


def _spells(letters: list[str], words: list[str]) -> bool:
    at = 0
    for position, word in enumerate(words):
        if at < len(letters) and word[0].lower() == letters[at]:
            at += 1
        elif word.lower() not in _SMALL or position == 0:
            return False
    return at == len(letters)
