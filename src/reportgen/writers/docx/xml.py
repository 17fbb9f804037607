"""A tag and its attributes become an element: the one place that touches lxml, with types.

`add(parent, "w:jc", val="end")` appends ``<w:jc w:val="end"/>``. Attributes of ``w:`` elements are in the
same namespace (ECMA-376 Part 1, 17), others in none; ``r_id`` names one of another namespace.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator
from functools import cache
from typing import Any, Protocol, cast

_etree: Any = importlib.import_module("lxml.etree")  # no type stubs: typed by `Element` below

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "asvg": "http://schemas.microsoft.com/office/drawing/2016/SVG/main",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "adec": "http://schemas.microsoft.com/office/drawing/2017/decorative",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "w10": "urn:schemas-microsoft-com:office:word",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
    "xml": "http://www.w3.org/XML/1998/namespace",
}
_STORY = ("w", "r", "wp", "a", "pic", "c", "asvg", "v", "o", "w10", "wps", "mc")
"""Namespaces of a part that holds text: document, header, footer, footnotes."""
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Element(Protocol):
    """What this package uses of an lxml element."""

    text: str | None

    @property
    def tag(self) -> str:
        """Its name with the namespace in braces."""
        ...

    def get(self, key: str) -> str | None:
        """Return an attribute."""
        ...

    def set(self, key: str, value: str) -> None:
        """Set an attribute."""
        ...

    def append(self, element: Element) -> None:
        """Add a child at the end."""
        ...

    def insert(self, index: int, element: Element) -> None:
        """Add a child at a place."""
        ...

    def addnext(self, element: Element) -> None:
        """Add a sibling after it."""
        ...

    def addprevious(self, element: Element) -> None:
        """Add a sibling before it."""
        ...

    def getparent(self) -> Element | None:
        """Return the element that it stands in."""
        ...

    def find(self, path: str) -> Element | None:
        """Return the first such child."""
        ...

    def findall(self, path: str) -> list[Element]:
        """Return all such children."""
        ...

    def iter(self, tag: str) -> Iterator[Element]:
        """Walk all descendants with this name."""
        ...

    def __len__(self) -> int: ...

    def __getitem__(self, index: int) -> Element: ...


@cache
def name(tag: str) -> str:
    """Return ``w:p`` as lxml writes it, with the namespace in braces."""
    prefix, _, local = tag.rpartition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}" if prefix else local


@cache
def _attribute(tag: str, key: str) -> str:
    if "_" in key:
        return name(key.replace("_", ":", 1))
    return name(f"w:{key}") if tag.startswith("w:") else key


def add(parent: Element, tag: str, text: str | None = None, /, **attributes: str | int) -> Element:
    """Append an element to `parent` and return it."""
    child: Element = _etree.SubElement(parent, name(tag))
    for key, value in attributes.items():
        child.set(_attribute(tag, key), str(value))
    if text is not None:
        child.text = clean(text)
    return child


def root(tag: str, *prefixes: str) -> Element:
    """Return a new root of a part that uses the namespaces `prefixes`, by default those of a text."""
    used = {prefix: NAMESPACES[prefix] for prefix in prefixes or _STORY}
    return cast(Element, _etree.Element(name(tag), nsmap=used))


def new(tag: str) -> Element:
    """Return an element that is still without a place."""
    return cast(Element, _etree.Element(name(tag)))


def serialize(element: Element) -> bytes:
    """Return `element` as the bytes of a part."""
    return cast(bytes, _etree.tostring(element, encoding="UTF-8", standalone=True))


def clean(text: str) -> str:
    """Return `text` without characters that XML 1.0 forbids."""
    return _FORBIDDEN.sub("", text)
