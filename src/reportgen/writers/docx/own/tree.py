"""The XML of a part from elsewhere becomes a plain tree of WordprocessingML, read with everything switched off that
XML can do.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..xml import NAMESPACES
from .rules import NOT_WORD, UNSAFE, Refused

_etree: Any = importlib.import_module("lxml.etree")  # no type stubs: what comes out is `Node`
_NAMES = {uri: prefix for prefix, uri in NAMESPACES.items() if prefix in ("w", "a")}
_PLAIN = (
    "http://schemas.openxmlformats.org/package/2006/relationships",
    "http://schemas.openxmlformats.org/package/2006/content-types",
)
_DOCTYPE = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Node:
    """An element: its name without namespace, attributes of its own vocabulary, and children.

    Elements of other vocabularies are left out with all that they hold, and so are all words.
    """

    name: str
    attributes: Mapping[str, str] = field(default_factory=dict[str, str])
    children: tuple[Node, ...] = ()

    def get(self, key: str) -> str:
        """Return an attribute, or nothing."""
        return self.attributes.get(key, "")

    def find(self, *path: str) -> Node | None:
        """Return the first child at `path`."""
        node: Node | None = self
        for name in path:
            node = next((child for child in node.children if child.name == name), None) if node else None
        return node

    def all(self, name: str) -> Iterator[Node]:
        """Yield the children with this name."""
        return (child for child in self.children if child.name == name)

    def value(self, *path: str) -> str:
        """Return the attribute ``val`` at `path`, or nothing."""
        node = self.find(*path)
        return node.get("val") if node else ""


def parse(data: bytes, name: str) -> Node:
    """Return the root of a part as a tree of plain nodes.

    Raises:
        Refused: It has a document type, which no part may have (ECMA-376 Part 2, 6.2.5), or is not XML.
    """
    return _node(parse_xml(data, name))


def parse_xml(data: bytes, name: str) -> Any:
    """Return the root element of a part, with everything switched off that XML can do.

    Raises:
        Refused: As `parse`.
    """
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        data = data.decode("utf-16", "replace").encode().replace(b"UTF-16", b"UTF-8", 1).replace(b"utf-16", b"utf-8", 1)
    parser = _etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    if _DOCTYPE.search(data):
        raise Refused(UNSAFE, f"has a document type (DOCTYPE) in {name}, which can blow up a reader or read its files")
    try:
        root = _etree.fromstring(data, parser)
    except (_etree.XMLSyntaxError, ValueError, LookupError):
        raise Refused(NOT_WORD, f"is damaged: {name} is not XML") from None
    if root.getroottree().docinfo.doctype:
        raise Refused(UNSAFE, f"has a document type (DOCTYPE) in {name}, which can blow up a reader or read its files")
    return root


def _node(element: Any) -> Node:
    """Return `element`; lxml refuses trees deeper than 256 (`huge_tree`), so this may call itself."""
    uri, _, name = element.tag.rpartition("}")
    attributes: dict[str, str] = {}
    for key, value in element.attrib.items():
        space, _, local = key.rpartition("}")
        if not space or space == uri:
            attributes[local] = value
    children = tuple(
        _node(child)
        for child in element
        if isinstance(child.tag, str) and (child.tag[1:].rpartition("}")[0] in (*_NAMES, *_PLAIN))
    )
    return Node(name, attributes, children)
