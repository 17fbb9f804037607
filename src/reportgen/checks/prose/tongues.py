"""A paragraph becomes a finding where it is written in another language than the folder that it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from reportgen.checks.check import Check
from reportgen.checks.prose.passages import Passage, Prose
from reportgen.findings import Card, Finding
from reportgen.language.scripts import LETTERS, home
from reportgen.model import Report

OTHER = Card(
    "NAR184",
    "other-language",
    "warning",
    why="A paragraph that was left untranslated, or filed in the wrong folder, is printed in an edition whose readers cannot "
    "read it, and read aloud with the wrong voice.",
    example="A paragraph in French in narratives/en/",
    mend="Translate it, or move the file to the folder of its language. A quotation belongs behind > or in quotation marks.",
)
LEAST_WORDS = 8
LEAST_LETTERS = 16
"""Letters of another script that make a paragraph: Chinese writes no blanks between words."""
NAMES = {
    "en": "English",
    "fr": "French",
    "es": "Spanish",
    "pt": "Portuguese",
    "ar": "Arabic",
    "zh": "Chinese",
    "ru": "Russian",
}
_SMALL_WORDS: Mapping[str, frozenset[str]] = {
    "en": frozenset(
        "the of and to in is was were are be been that which with for from by on at as it its their they this "
        "these those has have had not "
        "or but who than after before into more also will would can could our we when where between during "
        "through each".split()
    ),
    "fr": frozenset(
        "le la les des du de un une et est sont était ont été dans pour par sur avec qui que aux au ce cette "
        "ces leur leurs ses son sa se il "
        "elle elles ils nous vous ne pas plus ou mais comme entre après avant ainsi chez dont où l d qu s n c".split()
    ),
    "es": frozenset(
        "el la los las del de un una y es son era fue fueron han ha sido en para por con que al este esta "
        "estos estas su sus se lo le les no "
        "más o pero como entre después antes también desde sobre cuando donde durante cada muy ya".split()
    ),
    "pt": frozenset(
        "o a os as do da dos das de um uma e é são era foi foram têm tem sido em no na nos nas para por pelo "
        "pela com que ao à este esta "
        "estes estas seu sua seus suas se não mais ou mas como entre depois antes também desde sobre quando "
        "onde durante cada muito já".split()
    ),
}  # fmt: skip
"""Words of grammar, which every sentence of a language holds, whatever it is about."""
_WORD = re.compile(r"[^\W\d_]+")
_BEYOND_LATIN = {script: re.compile(f"[{LETTERS[script]}]") for script in ("ar", "zh", "ru")}
_LATIN = re.compile(f"[{LETTERS['en']}]")
_FAR = re.compile("[\u0370-\u1fff\u2e80-\ufffb]")
"""Letters beyond Latin ones, without the dashes and quotation marks that every language has."""
_LOWER = re.compile(r"(?<![^\W\d_])[a-zà-öø-ÿ]+")
LOWER = 0.6
"""Share of the words that are not capitalized: below it the paragraph lists names."""
_QUOTE_SHARE = 0.5
"""How much of a paragraph may be quotation before nothing is said about the rest."""


def other_language(report: Report) -> Iterator[Finding]:
    """A paragraph is in the language of its folder."""
    for passage in Prose.of(report).passages(OTHER, kinds=("paragraph", "note", "heading")):
        if passage.quoted or len(passage.text) < LEAST_LETTERS:
            continue
        other = _script(passage) or _tongue(passage)
        if other:
            message = f"The paragraph is in {NAMES[other]}; its folder is narratives/{passage.language}/."
            expected = NAMES.get(passage.language.partition("-")[0], passage.language)
            end = len(passage.text) if len(passage.text) < 80 else passage.text.rfind(" ", 1, 80)
            yield passage.find(OTHER, 0, max(end, 20), message, expected=f"a text in {expected}")


def _script(passage: Passage) -> str:
    """Return the language that stands for the script of most letters, if that is not the script of the folder."""
    own = home(passage.language)
    if own == "en" and _FAR.search(passage.text) is None:
        return ""
    text = _own_words(passage)
    counts = {script: len(pattern.findall(text)) for script, pattern in _BEYOND_LATIN.items()}
    latin = len(_LATIN.findall(text))
    script = max(counts, key=lambda each: counts[each])
    if script != own and counts[script] >= LEAST_LETTERS and counts[script] > latin:
        return script
    return _tongue(passage) if own != "en" and latin >= 40 and latin > 2 * counts[own] else ""


def _tongue(passage: Passage) -> str:
    """Return the language whose words of grammar the paragraph holds, if that is not the folder’s; else nothing."""
    own = passage.language.partition("-")[0]
    held = _SMALL_WORDS.get(own, frozenset[str]())
    # Nearly every paragraph is in the right language: its first words show it.
    first = passage.text[:160].lower().split()
    if own == "en" and (_count(held, first) * 8 > len(first) or not _may_be_other(passage.text, own)):
        return ""
    text = _own_words(passage)
    words = _WORD.findall(text.lower())
    if len(words) < LEAST_WORDS or len(_LOWER.findall(text)) < LOWER * len(words):
        return ""
    shares = {code: _count(small, words) for code, small in _SMALL_WORDS.items()}
    other = max((code for code in shares if code != own), key=lambda code: shares[code])
    mine = shares.get(own, 0)
    distinct = len(set(words) & _SMALL_WORDS[other])
    enough = shares[other] * 5 >= len(words) and distinct >= 3 and shares[other] >= 2 * mine + 1
    if own in ("fr", "es", "pt") and other != "en":  # these share many of their small words
        enough = enough and len(set(words) & (_SMALL_WORDS[other] - held)) >= 3 + len(
            set(words) & (held - _SMALL_WORDS[other])
        )
    if own not in _SMALL_WORDS:
        enough = enough and shares[other] * 3 >= len(words) and distinct >= 5
    return other if enough else ""


def _count(held: frozenset[str], words: list[str]) -> int:
    return sum(map(held.__contains__, words))


def _may_be_other(text: str, own: str) -> bool:
    """Say whether a text holds two small words of another language, at a look that is far cheaper than counting."""
    words = set(text.lower().replace("’", " ").replace("'", " ").split())
    return any(code != own and len(words & small) > 1 for code, small in _SMALL_WORDS.items())


def _own_words(passage: Passage) -> str:
    """Return the text without quotations and without what is set in italics: words of somebody else, and titles."""
    text, source = passage.text, passage.narrative.source
    spans = list(passage.quotations)
    for stretch in passage.stretches:
        if stretch.start and source[stretch.start - 1] in "*_" and stretch.verbatim and stretch.length < len(text) - 2:
            spans.append((stretch.at, stretch.at + stretch.length))
    if not spans:
        return text
    parts, at = list[str](), 0
    for start, end in sorted(spans):
        parts.append(text[at : max(at, start)])
        at = max(at, end)
    rest = " ".join((*parts, text[at:]))
    return rest if len(rest) > _QUOTE_SHARE * len(text) else ""


CHECKS: tuple[Check, ...] = (Check(OTHER, other_language),)
