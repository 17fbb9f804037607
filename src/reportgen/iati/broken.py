"""What stops an XML parser, or makes parsing useless, becomes one sentence that a person can act on."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from reportgen.findings import Card
from reportgen.iati import in_rules as rules

SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "a packed file, not XML. Unpack it first"),
    (b"\x1f\x8b", "a packed file, not XML. Unpack it first"),
    (b"BZh", "a packed file, not XML. Unpack it first"),
    (b"\xfd7zXZ", "a packed file, not XML. Unpack it first"),
    (b"7z\xbc\xaf", "a packed file, not XML. Unpack it first"),
    (b"%PDF", "a PDF file, not XML"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file, not XML"),
)
"""How files of other kinds begin, and what they are."""
_ENTITY = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z_][\w.-]{0,40});")
_CLOSED = b"</iati-activities"
_ENCODING = ("encod", "proper utf", "invalid bytes")
_CUT = ("premature end", "not terminated", "couldn't find end", "unclosed token")
Told = tuple[str, Card, int]
"""Sentence, rule, and line or 0."""


def tell(error: Any, path: Path, name: str, declared: str) -> Told:
    """Say in one sentence what stopped the parser."""
    text = " ".join(str(getattr(error, "msg", "") or error).split())
    line = int((getattr(error, "position", None) or (0, 0))[0] or 0)
    lower, declared = text.lower(), declared or "UTF-8"
    if "unsupported encoding" in lower:
        return f"{name} says that its encoding is {declared}, which is not known.", rules.ENCODING, 1
    if any(words in lower for words in _ENCODING):
        message = f"{name} says that it is {declared}, but holds bytes that are not, near line {line}."
        return message, rules.ENCODING, line
    if any(words in lower for words in _CUT):
        return _cut(name, line)
    if "depth" in lower or "huge" in lower or ("entity" in lower and "loop" in lower):
        return f"{name} is deeper or longer than any IATI file has reason to be.", rules.NOT_XML, line
    if "document is empty" in lower or "start tag expected" in lower:
        return f"{name} is not XML.", rules.NOT_XML, line
    return _look_again(path, name, text, line)


def _look_again(path: Path, name: str, text: str, line: int) -> Told:
    """Look for what the parser does not say itself: names of letters that XML does not know, and an end that is missing."""
    data = path.read_bytes()
    if "no element found" in text.lower() and (match := _ENTITY.search(data)):
        line = data.count(b"\n", 0, match.start()) + 1
        message = (
            f"{name} holds &{match[1].decode()}; in line {line}, which XML does not know. Write the letter itself."
        )
        return message, rules.NOT_XML, line
    at_end = data.count(b"\n", 0, len(data.rstrip())) + 1 <= line
    if at_end and _CLOSED not in data[-1_000:]:
        return _cut(name, line)
    return f"{name} is not XML: {text.partition(', line')[0]}, in line {line}.", rules.NOT_XML, line


def _cut(name: str, line: int) -> Told:
    return f"{name} ends in the middle, in line {line}: it was not saved or fetched whole.", rules.NOT_XML, line
