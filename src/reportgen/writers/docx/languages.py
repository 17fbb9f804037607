"""A language becomes Word's three language tags and fonts; mixed text becomes runs of one direction each.

Word picks the complex-script font, and the order of letters, by ``w:rtl`` on a run and not by its
characters (ECMA-376 Part 1, 17.3.2.30); the East Asian font it picks by character, and for shared
punctuation by a hint (17.3.2.26).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from reportgen.theme import Theme

from .looks import Style

TAGS = {
    "ar": "ar-SA", "en": "en-GB", "es": "es-ES", "fa": "fa-IR", "fr": "fr-FR", "he": "he-IL",
    "ja": "ja-JP", "ko": "ko-KR", "pt": "pt-PT", "ru": "ru-RU", "ur": "ur-PK",
    "zh": "zh-CN", "zh-Hans": "zh-CN", "zh-Hant": "zh-TW",
}  # fmt: skip
_BIDI = ("ar", "fa", "he", "ur", "ps", "ku")
_EAST = ("zh", "ja", "ko")
_RTL = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff"
_LTR = "A-Za-z\u00c0-\u02af\u0370-\u058f"
_RIGHT_PIECE = re.compile(f"[{_RTL}](?:[^{_LTR}]*[{_RTL}])?")
_LEFT_PIECE = re.compile(f"[{_LTR}](?:[^{_RTL}]*[{_LTR}0-9%])?")
_IDEOGRAPH = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
_HAS_RTL = re.compile(f"[{_RTL}]")
_ISOLATED = re.compile("\u2066([^\u2066-\u2069]*)\u2069")
_ISOLATES = re.compile("[\u2066-\u2069]")
MARK = "\u200e"
"""Left-to-right mark: keeps "(−3.5)" in order inside Arabic also in programs that go by characters alone."""


@dataclass(frozen=True, slots=True)
class Tongue:
    """The language of a text for Latin, East Asian and complex scripts."""

    latin: str
    east: str
    bidi: str
    script: str = "latin"
    """Of the document itself: latin, east or bidi."""


def tongue(lang: str) -> Tongue:
    """Return the tags for a document in `lang`."""
    tag = tag_of(lang)
    kind = script(lang)
    return Tongue(
        tag if kind == "latin" else "en-GB",
        tag if kind == "east" else "zh-CN",
        tag if kind == "bidi" else "ar-SA",
        kind,
    )


def suited(style: Style, tongue: Tongue, rtl: bool) -> Style:
    """Return `style` as the script of the document wants it.

    Ideographs and Arabic letters have no slant: emphasis is weight there. The letters of Arabic are joined, so nothing
    is spaced. Numbers have their units at the right in every script.
    """
    look = style.look
    if tongue.script != "latin":
        look = replace(look, italic=None, bold=True if style.id == "Emphasis" else look.bold)
        look = replace(look, spaced=None if look.spaced is None else 0)
    if rtl:
        look = replace(look, mirrored=True, align=units_side(rtl) if look.align == "right" else look.align)
    return replace(style, look=look)


def units_side(rtl: bool) -> Literal["left", "right"]:
    """Return how Word calls the right edge: where paragraphs run right to left, ``left`` (ECMA-376 Part 1, 17.3.1.13)."""
    return "left" if rtl else "right"


def has_ideograph(text: str) -> bool:
    """Say whether `text` holds an ideograph or its punctuation: among them “ ” and − are as wide as they are."""
    return _IDEOGRAPH.search(text) is not None


def tag_of(lang: str) -> str:
    """Return the tag with a region, which Word's dictionaries want."""
    return TAGS.get(lang, lang or "en-GB")


def script(lang: str) -> str:
    """Return which of Word's three script classes a language is of: latin, east or bidi."""
    base = lang.partition("-")[0]
    return "bidi" if base in _BIDI else "east" if base in _EAST else "latin"


def east_asian_font(theme: Theme, serif: bool) -> str:
    """Return the theme's font for Chinese, Japanese and Korean."""
    return _pick(theme, ("CJK", "Han "), "Noto Serif CJK SC" if serif else "Noto Sans CJK SC", serif)


def complex_font(theme: Theme, serif: bool) -> str:
    """Return the theme's font for Arabic."""
    return _pick(theme, ("Arabic",), "Noto Naskh Arabic" if serif else "Noto Sans Arabic", serif)


def _pick(theme: Theme, words: tuple[str, ...], otherwise: str, serif: bool) -> str:
    fonts = [font for font in theme.fonts.fallback if any(word in font for word in words)]
    wanted = [font for font in fonts if ("Serif" in font or "Naskh" in font) == serif]
    return (wanted or fonts or [otherwise])[0]


def pieces(text: str, rtl: bool, base_rtl: bool) -> Iterator[tuple[str, bool]]:
    """Split `text` into runs of one direction; yield each with whether it runs right to left.

    `rtl` is the direction of the innermost element, `base_rtl` that of the paragraph.
    """
    if not base_rtl and not _HAS_RTL.search(text):
        yield _ISOLATES.sub("", text), False
        return
    if base_rtl and not rtl:
        yield f"{MARK}{_ISOLATES.sub('', text)}{MARK}", False
        return
    end = 0
    for match in _ISOLATED.finditer(text):
        yield from _split(text[end : match.start()], rtl)
        yield (f"{MARK}{match[1]}{MARK}" if rtl else match[1]), False
        end = match.end()
    yield from _split(text[end:], rtl)


def _split(text: str, rtl: bool) -> Iterator[tuple[str, bool]]:
    text = _ISOLATES.sub("", text)
    end = 0
    for match in (_LEFT_PIECE if rtl else _RIGHT_PIECE).finditer(text):
        if match.start() > end:
            yield text[end : match.start()], rtl
        yield match[0], not rtl
        end = match.end()
    if end < len(text):
        yield text[end:], rtl
