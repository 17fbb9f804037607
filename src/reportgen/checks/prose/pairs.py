"""Brackets, quotation marks and doubled marks become findings where one lacks its partner or has one too many."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from reportgen.checks.check import Check
from reportgen.checks.prose.passages import Passage, Prose
from reportgen.checks.prose.surroundings import BLANKS, REACH, matches, shown
from reportgen.findings import Card, Finding
from reportgen.model import Report

INSIDE = Card(
    "NAR107",
    "space-inside-brackets",
    "warning",
    why="A bracket or quotation mark that is parted from its words may stand alone at a line’s end.",
    example="“( five )”",
    mend="Take the blanks out. Within French guillemets they belong there.",
)
UNBALANCED = Card(
    "NAR108",
    "bracket-unbalanced",
    "warning",
    why="The reader waits for the end of an aside or a quotation that never comes.",
    example="“the councils (nine in all met twice.”",
    mend="Set the missing bracket or quotation mark, or take the single one out.",
)
DOUBLED = Card(
    "NAR109",
    "punctuation-doubled",
    "warning",
    why="Two marks are what an edit leaves behind when half of a sentence was cut.",
    example="“in nine provinces,, of which”",
    mend="Keep the mark that is meant. An ellipsis has three points, and an abbreviation keeps its own before a comma.",
)
ENGLISH_QUOTES = frozenset({"en", "es", "pt", "fr"})
"""Languages in which “ opens and ” closes; in German and others “ closes."""
_BRACKETED = tuple(re.compile(p) for p in (r"\([^()\n]{1,300}\)", r"\[[^\[\]\n]{1,300}\]", r"“[^“”\n]{1,600}”"))
_MARKS = re.compile(r"[()\[\]“”«»]")
_MOST = 5000
"""Marks of a paragraph that are looked at; more of them are noise, not prose."""
_PARTNER = {")": "(", "]": "[", "”": "“", "»": "«"}
_NAMES = {"(": "bracket", "[": "bracket", "“": "quotation mark", "«": "quotation mark"}
_SMILEY = re.compile(r"(?:^|\s)[:;=][-’']?$")
_EYES = re.compile(r"(?:[:;=]|(?<!\d)8)[-’']?$")
_LIST_MARK = re.compile(r"(?:^|[\s(;,])(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})$")
_DOUBLED = re.compile(
    r"(?<=[^\s.,;:…])(?:,[ ]?,|;[ ]?;|::|:[.;,]|[,;][.:]|,;|;,|\.[,;:]|\.\.(?!\.)|\.[ ]\.(?![ .])|\?\.(?!\.)"
    r"|\.”\.)(?![.,;:)/\\])(?<!\d[.,]\d)"
)
_TWO_MARKS = re.compile(r"[,;:.?][ ”]?[,;:.]")
_ABBREVIATED = re.compile(
    r"(?:\b(?:[A-Za-z]|([A-Za-z])\1|sra|dra|uds?|vds?|págs?|núms?|aprox|dpto|depto|cía|cia|lic|ing|arq|gral|hnos"
    r"|exc?m[oa]|env|boul|tél|etc|al|inc|ltd|co|corp|bros|dept|govt|univ|dr|mr|mrs|ms|st|ave|blvd|jr|sr|esq|no|nos|vol"
    r"|vols|ed|eds|pp?|para|paras|art|arts"
    r"|fig|figs|ch|sec|approx|incl|excl|est|max|min|avg|vs|cf|ibid|op|cit|ca|jan|feb|mar|apr|jun|jul|aug|sept?"
    r"|oct|nov|dec|mon|tues?|wed"
    r"|thurs?|fri|sat|sun|ph\.d|m\.sc|b\.sc|hon|gen|gov|rep|sen|col|capt|lt|sgt|prof|rev|assn|intl|natl|prov"
    r"|dist|hrs?|yrs?|mos?|ext|tel|adm|admin"
    r"|refs?|ref|esp|misc|temp|resp|org|ind|pty|plc|llc|s\.a|gmbh|ед|др|т\.д|т\.п)|\w\.\w|\b(?:p|pp|vol|no|art"
    r"|para)\.? \d+)\.$",
    re.IGNORECASE,
)


def space_inside_brackets(report: Report) -> Iterator[Finding]:
    """Brackets and quotation marks stand at their words."""
    for passage in Prose.of(report).passages(INSIDE):
        for start, end in _spans(passage):
            text = passage.text[start + 1 : end - 1]
            bare = text.strip(BLANKS)
            if (
                bare == text
                or not bare
                or bare.startswith(("...", "…"))
                or bare.endswith(("...", "…"))
                or len(bare) < 2
            ):
                continue
            mark = passage.text[start]
            what = "bracket" if mark in "([" else "quotation mark"
            message = f"Blanks part a {what} from its words."
            new = mark + bare + passage.text[end - 1]
            yield passage.find(INSIDE, start, end, message, expected=new[:120], new=new)


def _spans(passage: Passage) -> Iterator[tuple[int, int]]:
    """Yield the spans of brackets and quotations, marks included."""
    quotes = passage.language.partition("-")[0] in ENGLISH_QUOTES and "„" not in passage.text
    for pattern in _BRACKETED if quotes else _BRACKETED[:2]:
        for match in pattern.finditer(passage.text):
            yield match.span()
    straight = [] if passage.text.count('"') % 2 else [match.start() for match in re.finditer('"', passage.text)]
    for first, last in zip(straight[::2], straight[1::2], strict=True):
        yield first, last + 1


def bracket_unbalanced(report: Report) -> Iterator[Finding]:
    """Every bracket and curly quotation mark has its partner in the paragraph."""
    passages = list(Prose.of(report).passages(UNBALANCED))
    for number, passage in enumerate(passages):
        for at, opens in _single(passage):
            mark = passage.text[at]
            if mark in "“”«»" and _goes_on(passages, number, opens):
                continue
            kind = _NAMES[mark if opens else _PARTNER[mark]]
            text = passage.text
            start, end = (at, min(len(text), at + REACH)) if opens else (max(0, at - REACH), at + 1)
            # Whole words are quoted, from the mark on or up to it.
            if opens and end < len(text):
                end = max(text.rfind(" ", at, end), at + 1)
            elif not opens and start:
                start = min(text.find(" ", start, at) + 1 or at, at)
            message = f"The {kind} “{mark}” is never {'closed' if opens else 'opened'} in this paragraph."
            yield passage.find(UNBALANCED, start, end, message)


def _single(passage: Passage) -> Iterator[tuple[int, bool]]:
    """Yield the first opening and the first closing mark of each sort that has no partner, and whether it opens."""
    language = passage.language.partition("-")[0]
    text = passage.text
    curly = language in ENGLISH_QUOTES and "„" not in text
    open_at: dict[str, list[int]] = {"(": [], "[": [], "“": [], "«": []}
    closing: dict[str, int] = {}
    for match in islice(_MARKS.finditer(text), _MOST):
        mark, at = match[0], match.start()
        if (mark in "“”" and not curly) or (mark in "«»" and language in ("de", "da")):
            continue
        if mark in "()" and _SMILEY.search(text[max(0, at - 3) : at]):
            continue
        # “(from 1998)” and “(as follows:)” close a bracket.
        if mark == ")" and not open_at["("] and _EYES.search(text[max(0, at - 3) : at]):
            continue
        if mark in open_at:
            open_at[mark].append(at)
        elif open_at[_PARTNER[mark]]:
            open_at[_PARTNER[mark]].pop()
        elif not _is_mark_of_its_own(text, at):
            closing.setdefault(mark, at)
    if open_at["["] and (")" in closing or "]" in closing):  # an interval, [0, 1)
        return
    yield from ((at, False) for at in closing.values())
    yield from ((found[0], True) for found in open_at.values() if found)


def _is_mark_of_its_own(text: str, at: int) -> bool:
    before = text[max(0, at - 8) : at]
    return bool(text[at] == ")" and _LIST_MARK.search(before)) or (text[at] == "”" and before[-1:].isdigit())


def _goes_on(passages: list[Passage], number: int, opens: bool) -> bool:
    """Say whether a quotation runs over several paragraphs: each opens it anew, the last one closes it."""
    passage = passages[number]
    near = passages[number + 1 : number + 2] if opens else passages[max(0, number - 1) : number]
    for other in near:
        if other.narrative is passage.narrative and any(at_opens != opens or opens for _, at_opens in _single(other)):
            return True
        if opens and other.narrative is passage.narrative and other.text.startswith(("“", "«", "»")):
            return True
    return False


def punctuation_doubled(report: Report) -> Iterator[Finding]:
    """One mark ends a sentence or a part of it."""
    for passage, match in matches(report, DOUBLED, _DOUBLED, hints=(_TWO_MARKS,)):
        text, marks = passage.text, match[0]
        before = text[max(0, match.start() - 12) : match.start() + 1]
        if marks[0] == "." and len(marks) == 2 and marks != ".." and _ABBREVIATED.search(before):
            continue
        if marks == ".." and text[match.end() : match.end() + 1].isalnum() and text[match.start() - 1].isdigit():
            continue  # a range in a code, 1..5
        if marks == "?." and passage.in_quotation(match.start()):
            continue
        kept = marks[0] if marks[0] == marks[-1] and len(marks) < 3 else ""
        certain = kept == "," or (kept in (";", ".") and (match.end() == len(text) or text[match.end()] == " "))
        expected = kept or (f"{marks[:-1]}" if marks == ".”." else f"{marks[0]} or {marks[-1]}")
        message = f"“{marks}”: two marks stand where one is meant."
        yield shown(passage, DOUBLED, *match.span(), message, expected=expected, new=kept if certain else None)


CHECKS: tuple[Check, ...] = (
    Check(INSIDE, space_inside_brackets),
    Check(UNBALANCED, bracket_unbalanced),
    Check(DOUBLED, punctuation_doubled),
)
