"""An XML part of a packed file becomes a tree that is written back as it was but for what was changed in it."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator, MutableMapping
from functools import cache
from typing import Any, Protocol, cast

_HEAD = re.compile(rb"(\xef\xbb\xbf)?<\?xml[^>]*\?>\s*")
_OTHER_ENCODING = re.compile(rb"""encoding\s*=\s*["'](?!utf-?8["'])""", re.IGNORECASE)
_DOCTYPE = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)


@cache
def etree() -> Any:
    """Return lxml, which has no type stubs (`Xml` types it), and which most loading does without."""
    return importlib.import_module("lxml.etree")


class Xml(Protocol):
    """What this package uses of an lxml element."""

    text: str | None

    @property
    def tag(self) -> str: ...  # noqa: D102
    @property
    def attrib(self) -> MutableMapping[str, str]: ...  # noqa: D102
    def get(self, key: str) -> str | None: ...  # noqa: D102
    def set(self, key: str, value: str) -> None: ...  # noqa: D102
    def append(self, element: Xml) -> None: ...  # noqa: D102
    def insert(self, index: int, element: Xml) -> None: ...  # noqa: D102
    def remove(self, element: Xml) -> None: ...  # noqa: D102
    def addnext(self, element: Xml) -> None: ...  # noqa: D102
    def addprevious(self, element: Xml) -> None: ...  # noqa: D102
    def find(self, path: str) -> Xml | None: ...  # noqa: D102
    def findall(self, path: str) -> list[Xml]: ...  # noqa: D102
    def iterchildren(self) -> Iterator[Xml]: ...  # noqa: D102
    def iter(self, *tags: str) -> Iterator[Xml]: ...  # noqa: D102


class BrokenXml(Exception):
    """Why a part is not read, as the end of a sentence."""


def space(root: Xml) -> str:
    """Return the namespace of a root in braces; that of “Strict” workbooks is another than the usual one."""
    return root.tag.rpartition("}")[0] + "}" if "}" in root.tag else ""


def parse(data: bytes) -> Xml:
    """Return the root of a part with all that is in it, comments included.

    Raises:
        BrokenXml: It has a document type, which no part may have (ECMA-376 Part 2, 6.2.5), or is not XML.
    """
    if _DOCTYPE.search(data.replace(b"\0", b"")):  # without the zeros of UTF-16
        raise BrokenXml("has a document type (DOCTYPE), which can blow up a reader or read its files")
    parser = etree().XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        strip_cdata=False,
    )
    try:
        root = etree().fromstring(data, parser)
    except (etree().XMLSyntaxError, ValueError, LookupError):
        raise BrokenXml("is not XML") from None
    if root.getroottree().docinfo.doctype:
        raise BrokenXml("has a document type (DOCTYPE), which can blow up a reader or read its files")
    return cast(Xml, root)


def as_bytes(root: Xml, before: bytes) -> bytes:
    """Return a part as it was written before, its declaration letter by letter."""
    tree: Any = cast(Any, root).getroottree()
    head = _HEAD.match(before)
    if head and not _OTHER_ENCODING.search(head[0]):
        return head[0] + cast(bytes, etree().tostring(tree, encoding="UTF-8", xml_declaration=False))
    return cast(bytes, etree().tostring(tree, encoding="UTF-8", standalone=True))


def element(tag: str, **attributes: str) -> Xml:
    """Return an element that is still without a place; `tag` is as lxml writes it."""
    return cast(Xml, etree().Element(tag, attributes))
