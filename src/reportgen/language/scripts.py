"""A text becomes pieces of one script each, with the language that each is in; numbers keep their order among Arabic.

A language is told from the script alone: only where the script is not that of the surrounding text, and only for the
scripts of the six languages of the United Nations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import bidirectional

LETTERS = {
    "ar": "\u0600-\u061a\u061c-\u08ff\ufb50-\ufdff\ufe70-\ufefc",
    "zh": "\u2e80-\u2fdf\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff",
    "ru": "\u0400-\u052f",
    "en": "A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff",
}
"""Letters of a script, under the language that stands for it."""
_HOME = {"ar": "ar", "fa": "ar", "ur": "ar", "ps": "ar", "zh": "zh", "ja": "zh", "ru": "ru", "uk": "ru", "kk": "ru"}
_BETWEEN = {"ar": r"[\s،؛:«»\-]", "zh": r"[，、：；·《》“”]", "ru": r"[\s,:;«»\-]", "en": r"[\s0-9.,:;&’'/_+#%@=?~\-]"}
"""What stays with letters of the script on both sides of it."""
_TAIL = {"en": r"(?:[ \u00a0/_.-]?[0-9]+(?:[.,_/-][0-9]+)*%?)?"}
_ISOLATE = re.compile("\u2066([^\u2066\u2069]*)\u2069")
_ORDERED = re.compile(r"[\d.,\u00a0\u202f\u066b\u066c]*")
_SIGNED = re.compile(r"[−+]\d[\d.,\u00a0\u202f]*%?|\d[\d.,\u00a0\u202f]*%")


def home(language: str) -> str:
    """Return the language that stands for the script of `language`; for Latin letters ``en``."""
    return _HOME.get(language.partition("-")[0], "en")


def _run(script: str) -> str:
    letter = f"[{LETTERS[script]}]"
    inner = f"(?:{_BETWEEN[script]}|[0-9])*" if script == "en" else f"{_BETWEEN[script]}*"
    return f"{letter}+(?:{inner}{letter}+)*{_TAIL.get(script, '')}"


_RUNS = {script: re.compile(_run(script)) for script in LETTERS}
_ANY = {script: re.compile(f"[{letters}]") for script, letters in LETTERS.items()}
_FOREIGN = {
    script: re.compile("|".join(f"(?P<{other}>{_run(other)})" for other in LETTERS if other != script))
    for script in LETTERS
}


def has_script(text: str, script: str) -> bool:
    """Say whether `text` holds a letter of a script of `LETTERS`."""
    return _ANY[script].search(text) is not None


def runs_right_to_left(text: str) -> bool:
    """Say whether a letter of `text` runs from right to left."""
    return any(bidirectional(char) in ("R", "AL") for char in text)


def is_plain(text: str, language: str) -> bool:
    """Say whether `text` is of one script, that of `language`, and holds no isolate."""
    return "\u2066" not in text and not _FOREIGN[home(language)].search(text)


def by_script(text: str, language: str) -> Iterator[tuple[str, str]]:
    """Yield pieces of `text` and the language of each; empty for what is in `language` itself."""
    end = 0
    for match in _FOREIGN[home(language)].finditer(text):
        if match.start() > end:
            yield text[end : match.start()], ""
        yield match[0], match.lastgroup or ""
        end = match.end()
    if end < len(text):
        yield text[end:], ""


def isolated(text: str) -> str:
    """Return `text` with marks around what would lose its order among Arabic letters.

    Bare digits keep theirs. A sign or a per cent sign beside digits does not (Unicode Standard Annex 9, W2 to W6).
    """
    if _ORDERED.fullmatch(text):
        return text
    if not has_script(text, "ar"):
        return f"\u2066{text}\u2069"
    return _SIGNED.sub(lambda match: f"\u2066{match[0]}\u2069", text)


def isolates(text: str) -> Iterator[tuple[str, bool]]:
    """Yield pieces of `text` without their marks, and whether each stood between the marks of an isolate."""
    end = 0
    for match in _ISOLATE.finditer(text):
        if match.start() > end:
            yield text[end : match.start()], False
        yield match[1], True
        end = match.end()
    if end < len(text):
        yield text[end:], False
