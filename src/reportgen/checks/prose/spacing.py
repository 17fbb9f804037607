"""Blanks that stand where they should not, or do not where they should, become findings, most with their mend."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.checks.check import Check
from reportgen.checks.prose.passages import Passage, Prose
from reportgen.checks.prose.surroundings import BLANKS, in_list, is_opaque, matches, shown, token, word_before
from reportgen.findings import Card, Finding
from reportgen.model import Report

FRENCH_SPACED = frozenset(";:!?»")
"""Before these marks French wants a blank."""
UNSPACED = frozenset({"zh", "ja", "ko", "th", "lo", "km", "my"})
"""Languages that set no blank after a mark."""

BEFORE = Card(
    "NAR100",
    "space-before-punctuation",
    "warning",
    why="A blank before a comma or full stop is a slip that readers see at once, and the mark may start the next line.",
    example="“The account , opened in August”",
    mend="Take the blank out.",
)
AFTER = Card(
    "NAR101",
    "no-space-after-punctuation",
    "warning",
    why="Two words that a mark alone parts read as one, and no program breaks a line between them.",
    example="“The course ended.Next year it goes on”",
    mend="Put a blank after the mark.",
)
DOUBLE = Card(
    "NAR102",
    "double-space",
    "warning",
    why="Two blanks leave a hole in a justified line.",
    example="“In 2024,  the office”",
    mend="Leave one of them.",
)
UNIT = Card(
    "NAR103",
    "number-and-unit-together",
    "warning",
    why="A number that sticks to its word is read as a code, and searches for the word miss it.",
    example="“18.3million views”, “25people”, “10km”",
    mend="Put a blank between number and word. Codes (5G, A4), ordinals (2nd), decades (1990s) and amounts ($5m) may "
    "stick.",
    source="United Nations Editorial Manual; SI Brochure 5.4.3",
)
_BEFORE_MARK = re.compile(r"(?<=[^\s“‘\"«(\[])[ \t\u00a0\u202f]++([,.;:!?…،؛؟])(?!\1)(?![)(](?!\w))")
_AFTER_MARK = re.compile(
    r"(?<=[^\W\d_])[,;](?=[\w“(])|(?<=[\d)\]”%])[,;](?=[^\W\d_])|(?<=[)\]”%])[,;](?=\d)"
    r"|(?<=[a-zà-ÿ]{2}|[\d)”%][a-zà-ÿ]|.[)”])[.!?](?=[A-ZÀ-Þ“](?:[a-zà-ÿ]|[ ’]|[A-Z]\w))"
    r"|(?<=[^\W_][\d%])[.!?](?=[A-ZÀ-Þ][a-zà-ÿ]{1,20}[ ,])"
    r"|(?<=\bMr|\bMs|\bDr)\.(?=[A-Z][a-z])|(?<=\bMrs)\.(?=[A-Z][a-z])"
    r"|(?<=[a-z]{3})\.(?=(?:the|this|these|they|it|in|and|we|but|however|as|to|for|at|with)[ ,])"
    r"|(?<=[a-z]{3}):(?=[A-Za-z“])"
)
_TOUCHING = re.compile(r"[,;:.!?](?=[\w“(])")
_DOUBLE = re.compile(rf"(?<=\S)[{BLANKS}]{{2,}}+(?=\S)")
_STUCK = re.compile(
    r"(?<![\w#@/.,:’'+=-])[$€£¥]?(\d++(?:[.,]\d++)*+)([A-Za-zÀ-ÿ][a-zà-ÿ]{3,}|men|boys?|days?|tons?|yrs|hrs"
    r"|mins?|ans|per|"
    r"km²?|kg|cm|mm|ml|ha|kWh?|MWh?|GWh?|GB|TB|USD|EUR)(?![\w])(?!-[A-Z])"
)
_NOT_UNITS = frozenset("bis ter quater ième ieme ème eme ères ndes ards".split())
_CERTAIN = frozenset(
    "people women men children million millions billion billions thousand trillion km kg cm mm ml ha kW kWh MW "
    "MWh GW GWh GB TB".split()
)


def space_before_punctuation(report: Report) -> Iterator[Finding]:
    """No blank stands before a comma, a stop or a colon."""
    for passage, match in matches(report, BEFORE, _BEFORE_MARK):
        text, mark = passage.text, match[1]
        after = text[match.end() : match.end() + 1]
        if passage.language.startswith("fr") and mark in FRENCH_SPACED:
            continue
        if (
            (after.isalnum() and mark not in ",;")
            or mark == "…"
            or after in ("-", "/", "'")
            or text.startswith("..", match.end() - 1)
        ):
            continue
        left = text[match.start() - 1]
        if left.isdigit() and text[match.end() : match.end() + 2].strip()[:1].isdigit() and mark == ":":
            continue  # a scale, 1 : 1000
        new = f"{mark} " if after.isalnum() else mark
        yield shown(passage, BEFORE, *match.span(), f"A blank stands before “{mark}”.", expected=mark, new=new)


def no_space_after_punctuation(report: Report) -> Iterator[Finding]:
    """After a mark comes a blank."""
    for passage, match in _touching(report):
        mark, language = match[0], passage.language.partition("-")[0]
        held = token(passage.text, match.start())
        if language in UNSPACED or (mark == ":" and language != "en") or (mark == ";" and "&" in held):
            continue
        if mark in ",;" and re.fullmatch(r"[(\[]?\w{1,2}(?:[,;]\w{1,2})+[)\].,;]*", held):
            continue  # a formula or a list of letters: (a,b)
        if mark == ":" and re.match(r"[(“]?(?:doi|urn|mailto|tel|https?|isbn|issn|iati|file):", held, re.IGNORECASE):
            continue
        yield shown(
            passage, AFTER, *match.span(), f"No blank stands after “{mark}”.", expected=f"{mark} ", new=f"{mark} "
        )


def _touching(report: Report) -> Iterator[tuple[Passage, re.Match[str]]]:
    """Yield the marks that a word follows at once; most marks are left aside by their next letter alone."""
    for passage in Prose.of(report).passages(AFTER):
        for touching in _TOUCHING.finditer(passage.text):
            match = _AFTER_MARK.match(passage.text, touching.start())
            if match and not passage.is_bound(*match.span()) and not is_opaque(passage.text, match.start()):
                yield passage, match


def double_space(report: Report) -> Iterator[Finding]:
    """Words are one blank apart."""
    for passage, match in matches(report, DOUBLE, _DOUBLE):
        if _is_code(passage):
            continue  # its columns stand under each other
        kept = next((blank for blank in match[0] if blank in "\u00a0\u202f"), " ")
        message = f"{len(match[0])} blanks stand side by side."
        yield shown(passage, DOUBLE, *match.span(), message, expected="one blank", new=kept)


def _is_code(passage: Passage) -> bool:
    """Say whether a passage is a block of code: fenced, or indented by four blanks outside a list."""
    if passage.kind != "paragraph" or not passage.stretches:
        return False
    if passage.text.startswith(("```", "~~~")):
        return True
    source, start = passage.narrative.source, passage.stretches[0].start
    line = source[source.rfind("\n", 0, start) + 1 : start]
    return not line.strip() and len(line.expandtabs(4)) >= 4 and not in_list(passage)


def number_and_unit_together(report: Report) -> Iterator[Finding]:
    """A blank stands between a number and its word."""
    for passage, match in matches(report, UNIT, _STUCK):
        number, word = match[1], match[2]
        if word.lower() in _NOT_UNITS or word_before(passage.text, match.start()).lower() in ("no.", "code"):
            continue
        apart = f"{number} {word}"
        certain = word in _CERTAIN or (word.endswith("s") and len(word) > 3 and word.islower())
        # “5year” may stand for “5-year plan”, which only its author knows.
        expected = apart if certain else f"{apart} or {number}-{word}"
        message = f"“{number}” and “{word}” stick together."
        start = match.start(1)
        yield passage.find(UNIT, start, match.end(), message, expected=expected, new=apart if certain else None)


CHECKS: tuple[Check, ...] = (
    Check(BEFORE, space_before_punctuation),
    Check(AFTER, no_space_after_punctuation),
    Check(DOUBLE, double_space),
    Check(UNIT, number_and_unit_together),
)
