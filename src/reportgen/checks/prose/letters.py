"""Letters that look like others, signs that nobody sees, and texts that do not end become findings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.checks.check import Check
from reportgen.checks.prose.passages import HOLE, Passage, Prose
from reportgen.checks.prose.surroundings import in_list, is_opaque, shown
from reportgen.findings import Card, Finding
from reportgen.model import Report
from reportgen.model import narrative as m

TITLE = Card(
    "NAR115",
    "title-with-full-stop",
    "warning",
    why="Titles and headings are not sentences of the text; the stop makes them look like one that was cut off.",
    example="title: Women lead in public life.",
    mend="Take the full stop out.",
)
SCRIPTS = Card(
    "NAR116",
    "scripts-mixed",
    "warning",
    why="A letter of another script looks right and is wrong: searches, screen readers and sorting miss the word.",
    example="“Сommittee” with a Cyrillic С",
    mend="Type the word anew.",
)
INVISIBLE = Card(
    "NAR117",
    "invisible-character",
    "warning",
    why="Signs that nobody sees come with text from web pages; they break searches, and some turn the direction of "
    "the line.",
    example="a zero-width space within “programme”",
    mend="Take the sign out; `check --fix` does so for spaces without width, soft hyphens and byte order marks.",
)
UNFINISHED = Card(
    "NAR118",
    "sentence-unfinished",
    "warning",
    why="A paragraph without an end looks as if its last line was lost.",
    example="“The councils will meet again in”",
    mend="Finish the sentence, or set the full stop.",
)
_ABBREVIATED = re.compile(
    r"(?:\b(?:Inc|Ltd|Co|Corp|etc|Jr|Sr|St|al|Bros|Ave|No|a\.m|p\.m|Mr|Ms|Dr|vol|ed|approx|incl)|\b[A-Za-z]|\.\w)\.$"
)
_CYRILLIC = dict(zip("АВЕКМНОРСТУХІЈЅаеорсухіјѕ", "ABEKMHOPCTYXIJSaeopcyxijs", strict=True))
_GREEK = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧορν", "ABEZHIKMNOPTYXopv", strict=True))
_ALIKE = _CYRILLIC | _GREEK
_SOUNDS = dict(zip("бвгдзийлмнптуфцы", "bvgdziilmnptufcy", strict=True))
"""Cyrillic letters that look like no Latin one, and what was meant by a writer who had forgotten to change the keyboard."""
_CYRILLIC_LANGUAGES = frozenset("ru uk be bg mk sr kk ky tg mn uz".split())
_BACK = {latin: letter for letter, latin in reversed(_CYRILLIC.items())}
_BACK_GREEK = {latin: letter for letter, latin in reversed(_GREEK.items())}
_LATIN = "A-Za-zÀ-ɏ"
_MIXED = re.compile(rf"[{_LATIN}][\u0370-\u03ff\u0400-\u04ff]|[\u0370-\u03ff\u0400-\u04ff][{_LATIN}]")
_LETTERS = re.compile(r"[^\W\d_]+")
_UNSEEN = re.compile(r"[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]+")
_UNSEEN_NAMES = {
    "\u00ad": "soft hyphen", "\u200b": "space without width", "\ufeff": "byte order mark", "\u2060": "word joiner",
    "\u200c": "non-joiner", "\u200d": "joiner", "\u180e": "vowel separator",
}  # fmt: skip
_REMOVED = frozenset("\u00ad\u200b\ufeff")
_JOINED = frozenset("ar fa ur ps ku ckb hi mr ne bn gu kn ml ta te pa si sd ug dv".split())
"""Languages whose scripts join letters, or not, by signs that are not seen."""
_RIGHT_TO_LEFT = frozenset("ar fa ur ps he yi sd ug dv ckb".split())
_UNSPACED = frozenset("th lo km my bo".split())
_EMOJI = re.compile(r"[\u2600-\u27bf\ufe0f\U0001f000-\U0001faff]")
_ENDED = re.compile(r"[.!?…:。！？؟۔।॥։።»”’\"')\]）」』]\s*$")
_CUT = re.compile(
    r"(?:[,;–—-]|\b(?:a|an|the|of|to|in|on|at|by|for|and|or|with|from|that|which|because|de|la|le|les|des|du|et"
    r"|en|y|el))$"
)
_HEADING = 12
"""Words that a heading stays below."""
_ENOUGH = 6
"""Words that a paragraph has; fewer are a caption, a name or a label."""


def title_with_full_stop(report: Report) -> Iterator[Finding]:
    """Titles and headings end without a full stop."""
    for passage in Prose.of(report).passages(TITLE, kinds=("title", "heading")):
        text = passage.text.rstrip()
        if not text.endswith((".", "。")) or text.endswith("..") or _ABBREVIATED.search(text[-12:]):
            continue
        if len(passage.sentences) > 1:
            continue  # two sentences need their stops
        end = len(text)
        what = "title" if passage.kind == "title" else "heading"
        yield shown(
            passage, TITLE, end - 1, end, f"The {what} ends with a full stop.", expected=text[:-1][-80:], new=""
        )


def scripts_mixed(report: Report) -> Iterator[Finding]:
    """The letters of a word are of one script."""
    for passage in Prose.of(report).passages(SCRIPTS):
        if passage.text.isascii():
            continue
        done = 0
        for match in _MIXED.finditer(passage.text):
            if match.start() < done:
                continue
            start, end = _word(passage.text, match.start())
            done = end
            word = passage.text[start:end]
            mended = _in_one_script(word)
            alike = mended is not None
            if not alike and passage.language.partition("-")[0] not in _CYRILLIC_LANGUAGES:
                mended = _as_sounds(word)
            if mended is None or passage.is_bound(start, end) or is_opaque(passage.text, start):
                continue
            message = f"“{word}” mixes letters of two scripts{' that look alike' if alike else ''}."
            yield passage.find(SCRIPTS, start, end, message, expected=mended, new=mended if alike else None)


def _word(text: str, at: int) -> tuple[int, int]:
    """Return the span of the word at a place; of one that has no end, a part."""
    low = max(0, at - 40)
    for match in _LETTERS.finditer(text, low, at + 60):
        if match.start() <= at < match.end():
            return match.span()
    return at, at + 2


def _in_one_script(word: str) -> str | None:
    """Return the word in the script of most of its letters; None where the others are no slip: kΩ, Δx, β-cells."""
    latin = [letter for letter in word if letter < "\u0370"]
    other = [letter for letter in word if letter >= "\u0370"]
    if len(word) < 3 or not latin or not other:
        return None
    if len(other) <= len(latin) and all(letter in _ALIKE for letter in other):
        return "".join(_ALIKE.get(letter, letter) for letter in word)
    back = _BACK if any(letter >= "\u0400" for letter in other) else _BACK_GREEK
    if len(latin) < len(other) and all(letter in back for letter in latin):
        return "".join(back.get(letter, letter) for letter in word)
    return None


def _as_sounds(word: str) -> str | None:
    """Return a Latin word with its few Cyrillic letters, alike or not, in Latin: иnternational; None where it is none."""
    other = [letter for letter in word if letter >= "\u0370"]
    letters = _SOUNDS | _ALIKE
    if len(word) < 4 or len(other) * 3 > len(word) or not all(letter.lower() in letters for letter in other):
        return None
    if any(letter < "\u0400" for letter in other):
        return None  # Greek letters stand in formulas
    return "".join(letters.get(letter, letters.get(letter.lower(), letter)) for letter in word)


def invisible_character(report: Report) -> Iterator[Finding]:
    """Every sign of a text is seen, or needed by its script."""
    for passage in Prose.of(report).passages(INVISIBLE):
        if passage.text.isascii():
            continue
        for match in _UNSEEN.finditer(passage.text):
            signs = [sign for sign in dict.fromkeys(match[0]) if not _is_needed(passage, sign, match.start())]
            if not signs or passage.is_bound(*match.span()):
                continue
            names = ", ".join(_UNSEEN_NAMES.get(sign, "sign that turns the direction") for sign in signs)
            message = f"A sign that is not seen stands here: {names} (U+{ord(signs[0]):04X})."
            new = "" if set(match[0]) <= _REMOVED else None
            yield shown(passage, INVISIBLE, *match.span(), message, expected="nothing", new=new)


def _is_needed(passage: Passage, sign: str, at: int) -> bool:
    language = passage.language.partition("-")[0]
    if sign in "\u200c\u200d":
        before, after = passage.text[max(0, at - 2) : at], passage.text[at + 1 : at + 3]
        return (
            language in _JOINED
            or bool(_EMOJI.search(before) and _EMOJI.search(after))
            or bool(re.search("[\u0600-\u0dff]", before))
        )
    if sign in "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u061c":
        return language in _RIGHT_TO_LEFT
    return sign in "\u200b\u2060" and language in _UNSPACED


def sentence_unfinished(report: Report) -> Iterator[Finding]:
    """A paragraph ends with a mark that ends it."""
    for passage in Prose.of(report).passages(UNFINISHED, kinds=("paragraph",)):
        text = passage.text.rstrip()
        if not text or _ENDED.search(text[-4:]) or text.endswith(HOLE) or passage.quoted or in_list(passage):
            continue
        if len(text.split(None, _ENOUGH)) < _ENOUGH or not _is_prose(passage, text):
            continue
        start = max(0, len(text) - 40)
        start = text.find(" ", start) + 1 if start else 0
        yield passage.find(
            UNFINISHED, start, len(text), "The paragraph ends without a full stop.", expected="a sentence with its end"
        )


def _is_prose(passage: Passage, text: str) -> bool:
    """Say whether a paragraph is one of sentences: no signature, no lead-in of a list, no address, no bold line."""
    blocks = passage.narrative.blocks
    here = blocks[passage.block] if 0 <= passage.block < len(blocks) else None
    if (
        not isinstance(here, m.TextBlock)
        or text.startswith(("—", "–", "-", "*", "```", "~~~"))
        or is_opaque(text, len(text) - 1)
    ):
        return False
    following = blocks[passage.block + 1] if passage.block + 1 < len(blocks) else None
    if isinstance(following, m.ListBlock | m.TableBlock):
        return False
    if isinstance(following, m.TextBlock) and len(text.split(None, _HEADING)) < _HEADING and not _CUT.search(text):
        return False  # a heading that was not marked as one
    return not (len(here.content) == 1 and isinstance(here.content[0], m.Emphasis) and here.content[0].strong)


CHECKS: tuple[Check, ...] = (
    Check(TITLE, title_with_full_stop),
    Check(SCRIPTS, scripts_mixed),
    Check(INVISIBLE, invisible_character),
    Check(UNFINISHED, sentence_unfinished),
)
