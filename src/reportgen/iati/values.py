"""Attributes and narratives of IATI become days, numbers and texts by language; what is none of them stays as it was typed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from reportgen.iati.stream import XML_LANG, Xml

Texts = Mapping[str, str]
"""Language -> text; ``""`` where the language was not said."""
_DECIMAL = re.compile(r"[+-]?(\d{1,15}(\.\d{0,9})?|\.\d{1,9})")
"""The decimals of XML Schema, in as many digits as a workspace takes."""
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(Z|[T+-].*)?")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*")
_THREE = {
    "eng": "en", "fra": "fr", "fre": "fr", "spa": "es", "ara": "ar", "rus": "ru", "zho": "zh", "chi": "zh", "por": "pt",
    "deu": "de", "ger": "de", "nld": "nl", "dut": "nl", "ita": "it", "swa": "sw", "ukr": "uk", "tur": "tr", "fas": "fa",
    "per": "fa", "urd": "ur", "ben": "bn", "hin": "hi", "vie": "vi", "tha": "th", "ind": "id", "swe": "sv", "dan": "da",
    "nor": "no", "fin": "fi", "pol": "pl", "jpn": "ja", "kor": "ko",
}  # fmt: skip
LONGEST_LEAD = 1_500
"""Letters of a description that are printed at the head of a chapter; the whole stands in iati-extra.yaml."""
_BULLET = re.compile("[\uf0a7\uf0b7\uf0d8\uf0fc]")
"""Bullets of the fonts Symbol and Wingdings, as word processors leave them."""
_UNPRINTABLE = re.compile(
    "[\ue000-\uf8ff\ufff0-\ufffc\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff\u2028\u2029]"
)
_SPACE = re.compile(r"\s+")
_LINE_END = re.compile(r"[ \t]*\r?\n(?=\S)")


def clean(text: str | None) -> str:
    """Return a text in one line, without signs that nobody sees."""
    if text and text.isprintable() and "  " not in text:
        return text.strip()
    if not text or text.isspace():
        return ""
    return _SPACE.sub(" ", _UNPRINTABLE.sub(" ", _BULLET.sub("•", text))).strip()


@lru_cache(maxsize=4096)
def decimal(text: str) -> Decimal | None:
    """Return a decimal of XML Schema; None for everything else, a decimal comma and separators among it."""
    text = text.strip()
    return Decimal(text) if _DECIMAL.fullmatch(text) else None


@lru_cache(maxsize=8192)
def day(text: str) -> date | None:
    """Return the day of an ISO date or date and time; None where there is none between 1900 and 2200."""
    match = _DAY.fullmatch(text.strip())
    if match is None:
        return None
    try:
        found = date.fromisoformat(match[1])
    except ValueError:
        return None
    return found if 1900 <= found.year <= 2200 else None


@lru_cache(maxsize=512)
def language(typed: str) -> str | None:
    """Return the code of a language as it is written everywhere else; None where it is none."""
    text = typed.strip()
    if not _LANGUAGE.fullmatch(text):
        return None
    first, *rest = re.split("[-_]", text)
    code = _THREE.get(first.lower(), first.lower())
    return "-".join((code, *rest))


def texts(element: Xml | None, default: str, odd: list[Xml] | None = None) -> dict[str, str]:
    """Return the narratives of an element by language; `odd` takes those whose language is none."""
    held: dict[str, str] = {}
    for narrative in element if element is not None else ():
        if narrative.tag != "narrative":
            continue
        words = clean(cast_text(narrative))
        if not words:
            continue
        typed = narrative.get(XML_LANG)
        code = language(typed) if typed else default
        if code is None:
            code = ""
            if odd is not None:
                odd.append(narrative)
        # Two narratives in one language: nothing is lost.
        held[code] = f"{held[code]} {words}" if code in held else words
    if not held and element is not None and (words := clean(element.text)):
        held[default] = words  # typed without a narrative, as in version 1
    return held


def first_lines(element: Xml, default: str) -> dict[str, str]:
    """Return the narratives that have several lines by language, with the end of the first line; an indented line goes on."""
    held: dict[str, list[str]] = {}
    for narrative in element:
        if narrative.tag == "narrative" and (text := cast_text(narrative).strip()):
            typed = narrative.get(XML_LANG)
            held.setdefault((language(typed) or "") if typed else default, []).append(text)
    found: dict[str, str] = {}
    for code, texts_ in held.items():
        if len(texts_) == 1 and (end := _LINE_END.search(texts_[0])):
            lead, rest = clean(texts_[0][: end.start()]), clean(texts_[0][end.end() :])
            if lead and rest:
                found[code] = f"{lead}\n{rest}"
    return found


def cast_text(element: Any) -> str:
    """Return all the text of an element, whatever stands in it."""
    return "".join(element.itertext()) if len(element) else (element.text or "")


def local(name: str) -> str:
    """Return the name of an element or attribute without its namespace."""
    return name.rpartition("}")[2] if "}" in name else name


def plain(element: Any) -> Any:
    """Return an element as keys, lists and texts, with all that it holds: for what has no place."""
    held: dict[str, Any] = {}
    for key, value in element.items():
        held[local(key)] = value if value.isprintable() else clean(value)
    narratives: dict[str, str] = {}
    for child in element:
        name = child.tag
        if name == "narrative":
            if words := clean(cast_text(child)):
                code = (child.get(XML_LANG) or "text").lower()
                narratives[code] = f"{narratives[code]} {words}" if code in narratives else words
            continue
        inner = plain(child)
        if inner is None:
            continue
        name = local(name)
        if name not in held:
            held[name] = inner
        elif type(held[name]) is list:
            held[name].append(inner)
        else:
            held[name] = [held[name], inner]
    text = element.text
    if text and (text := clean(text)):
        if not held and not narratives:
            return text
        held["value"] = text
    if narratives:
        words_of: Any = narratives["text"] if list(narratives) == ["text"] else narratives
        if not held:
            return words_of
        held["text"] = words_of
    return held or None


def best(texts_: Texts, wanted: str) -> str:
    """Return a text in the language wanted, else undeclared, else in English, else the first."""
    for code in (wanted, "", "en"):
        if code in texts_:
            return texts_[code]
    return next(iter(texts_.values()), "")


_END = re.compile(r"(?<!\b\d)(?<!\b\d\d)(?<!\b[A-Za-z])[.!?。؟]+(?=\s)")
"""Ends a sentence; the point of a list's “4.” or “b.” ends none."""


def first_sentences(text: str) -> str:
    """Return a text, or of a long one the sentences that fit, with a mark that it goes on."""
    if len(text) <= LONGEST_LEAD:
        return text
    ends = [match.end() for match in _END.finditer(text[:LONGEST_LEAD])]
    cut = ends[-1] if ends else text.rfind(" ", 0, LONGEST_LEAD)
    return f"{text[: cut if cut > 0 else LONGEST_LEAD]} …"
