"""A text becomes the acronyms that it uses, and those that it defines: "Full Name (FN)", or the wrong way, "FN (Full Name)".

What the annex of a report lists and what the checks say about acronyms both come from here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

_SMALL = frozenset(
    "a an and against as at by for from in into of on or the to under with within "
    "de des du et la le les l d en au aux pour sur del los las el y e para por da do das dos s".split()
)  # fmt: skip
"""Words that an acronym may leave out, and what an apostrophe cuts off."""
_ACRONYM = r"[A-Z][A-Za-z0-9&+-]{1,14}"
_DEFINED = re.compile(
    rf"[(（][“\"«]?(?:(?:hereafter|hereinafter|henceforth|the|ci-après|en adelante) ){{0,2}}[“\"«]?(?P<acronym>{_ACRONYM})"
    r"[”\"»]?(?P<more>[;,] [^()（）]{1,80})?[)）]"
)
_INVERTED = re.compile(rf"(?<![\w#@/&-])(?P<acronym>{_ACRONYM}) [(（](?P<name>[^()（）]{{5,140}})[)）]")
_BEFORE = 220
"""How many letters before a bracket may hold the full name."""
_WORDS = 14
_MARKS = ";:()（）\n。！？；："
_STOP = re.compile(r"[.!?]\s")
_USED = re.compile(r"(?<![\w#@&])(?P<base>[A-Z]{2,10}|[A-Z][a-z][A-Z]{1,4})(?P<plural>s)?(?:-?\d{1,4})?(?![\w&])")
_HINT = re.compile("[A-Z](?:[A-Z]|[a-z][A-Z])")
"""What every acronym begins with: most texts are done with at this look."""
_ELIDED = re.compile("[LlDd][’']")
_TAIL_OF_NAME = re.compile(
    r"(?:against|at|between|for|in|of|on|to|contre|de|des|du|en|pour|sur|contra|do|da|em|para|por|sobre|\d{4}\S*)$"
)
"""What may stand between the words that spell an acronym and its bracket: Plan on resolution 1325, Plan 2023–2027."""
_CODE = re.compile(r"://|[@#_\\]|www\.|\.[A-Za-z]{2}|[/.]\S*\d|\d[/.]|-\d{3}|\d-[A-Z]")
"""What makes of letters the part of a code, an address or a symbol of a document."""
_SHOUTED = re.compile(r"(?<![\w-])[A-Z]{1,20}(?:[:!]?[  ’'-][A-Z]{1,20}){2,60}(?![\w-])")
_SPOKEN = re.compile(r"\b(?:A|AND|ARE|FOR|IN|IS|NOT|OF|ON|OR|OUR|THE|TO|WE|WITH|[A-Z]{6,20})\b")


@dataclass(frozen=True, slots=True)
class Definition:
    """An acronym where its text says what it stands for.

    Attributes:
        acronym: As typed, such as ``CSOs``.
        name: The words that it stands for; empty where nobody can tell where they begin.
        first: Where name or acronym begin, whichever comes first.
        start, end: Span of the acronym.
        last: Behind the closing bracket.
        inverted: Whether the acronym stands before its name.
    """

    acronym: str
    name: str
    first: int
    start: int
    end: int
    last: int
    inverted: bool = False


class Use(NamedTuple):
    """An acronym somewhere in a text: its letters as typed, and its span."""

    text: str
    start: int
    end: int


def key_of(acronym: str) -> str:
    """Return what is the same in all forms of an acronym: ``CSW67`` and ``CSW``, ``CSOs`` and ``CSO``."""
    bare = acronym.rstrip("0123456789").rstrip("-")
    if bare.endswith("s") and len(bare) > 2 and bare[-2].isupper():
        bare = bare[:-1]
    return bare.upper() if sum(letter.isalpha() for letter in bare) > 1 else acronym.upper()


def definitions(text: str) -> Iterator[Definition]:
    """Yield the acronyms that `text` defines, in the order in which they stand there."""
    found = [*_defined(text), *_inverted(text)]
    yield from sorted(found, key=lambda each: each.start)


def uses(text: str) -> Iterator[Use]:
    """Yield the acronyms in `text`, defined there or not; codes, addresses and shouted words are none."""
    if not _HINT.search(text):
        return
    shouted = [match.span() for match in _SHOUTED.finditer(text) if _SPOKEN.search(match[0])]
    at = 0
    for match in _USED.finditer(text):
        start, end = match.span()
        while at < len(shouted) and shouted[at][1] <= start:
            at += 1
        if not (at < len(shouted) and shouted[at][0] <= start) and not _is_code(text, start, end):
            yield Use(match[0], start, end)


def _is_code(text: str, start: int, end: int) -> bool:
    """Say whether letters are part of a longer sign, up to the blanks around it, that is no word."""
    before = text[start - 1 : start]
    if (not before or before in " (\n") and text[end : end + 1] in ("", " ", ",", ")", "\n"):
        return False
    low, high = max(0, start - 80), min(len(text), end + 80)
    left = max(low, text.rfind(" ", low, start) + 1)
    right = text.find(" ", end, high)
    return _CODE.search(text[left : high if right < 0 else right].rstrip(".,;:)")) is not None


def _defined(text: str) -> Iterator[Definition]:
    for match in _DEFINED.finditer(text):
        acronym = match["acronym"]
        beside = text[max(0, match.start() - 2) : match.start()].rstrip()
        if not beside or beside[-1] in _MARKS or sum(letter.isupper() for letter in acronym) < 2:
            continue
        start = _tail(text, match.start())
        words = [(each.start(), each[0]) for each in re.finditer(r"\S+", text[start : match.start()])][-_WORDS:]
        span = _name(acronym, [word for _, word in words])
        if span is not None:
            first = start + words[span[0]][0]
            elided = _ELIDED.match(text, first)
            first = elided.end() if elided else first
            last = start + words[span[1] - 1][0] + len(words[span[1] - 1][1])
            name = text[first:last].strip()
            yield Definition(acronym, name, first, *match.span("acronym"), match.end())
        elif not match["more"] and _introduced(acronym, [word for _, word in words]):
            yield Definition(acronym, "", match.start(), *match.span("acronym"), match.end())


def _tail(text: str, end: int) -> int:
    """Return where the thought begins that ends at `end`: behind the last mark that closes one."""
    start = max(0, end - _BEFORE)
    start = max(start, *(text.rfind(mark, start, end) + 1 for mark in _MARKS))
    for stop in _STOP.finditer(text, start, end):
        start = stop.end()
    return start


def _inverted(text: str) -> Iterator[Definition]:
    for match in _INVERTED.finditer(text):
        acronym, inside = match["acronym"], match["name"]
        if sum(letter.isupper() for letter in acronym) < 2:
            continue
        for name in dict.fromkeys((inside, re.split(r"[,;]", inside)[0])):
            words = name.strip(" “”\"«»‘’'").split()
            words = words[1:] if words and words[0].lower() in ("the", "la", "le", "el") else words
            if len(words) > 1 and _spells(_letters(acronym), words):
                yield Definition(acronym, " ".join(words), *match.span("acronym")[:1], *match.span("acronym"),
                                 match.end(), inverted=True)  # fmt: skip
                break


def _letters(acronym: str) -> str:
    bare = acronym.rstrip("0123456789").rstrip("-")
    if bare.endswith("s") and bare[:-1].isupper():
        bare = bare[:-1]
    return "".join(letter for letter in bare.lower() if letter.isalpha())


def _name(acronym: str, words: list[str]) -> tuple[int, int] | None:
    """Return the span of the shortest run of last words whose initials spell the acronym; else whose beginnings do.

    Where there is none, words with capitals may spell it that go on with a preposition or years up to the bracket.
    """
    letters = _letters(acronym)
    for most in (1, 5):
        for start in range(len(words) - 1, -1, -1):
            if words[start].lower() not in _SMALL and _spells(letters, words[start:], most):
                return start, len(words)
    for end in range(len(words) - 1, 1, -1):
        if not _TAIL_OF_NAME.match(words[end]) or words[end - 1].lower() in _SMALL:
            continue
        for start in range(end - 2, -1, -1):
            if words[start][:1].isupper() and _spells(letters, words[start:end]):
                return start, end
    return None


def _spells(letters: str, words: list[str], most: int = 1) -> bool:
    """Say whether words, each giving up to `most` letters, spell an acronym; small words may give none.

    The second part of a word with a hyphen may give none either: medium-sized.
    """
    reached = {0}
    for position, word in enumerate(words):
        parts = re.split("[-–/’']", word.strip("“”\"«»‘’',").casefold())
        for number, part in enumerate(parts):
            is_small = part in _SMALL and (position or len(parts) > 1)
            stays = reached if not part or number or is_small else set[int]()
            reached = stays | {
                at + count
                for at in reached
                for count in range(1, most + 1)
                if at + count <= len(letters) and letters[at : at + count] == part[:count]
            }
        if not reached:
            return False
    return len(letters) in reached


def _introduced(acronym: str, words: list[str]) -> bool:
    """Say whether words before a bracket may be a name that its acronym does not spell, as of another language."""
    near = [word.strip("“”\"«»‘’',") for word in words[-8:]]
    if near and near[-1] and not re.search("[A-Za-z]", near[-1]):
        return near[-1][0].isalpha()
    return any(word[:1].upper() == acronym[0] and len(word) > 2 and not word.isupper() for word in near)
