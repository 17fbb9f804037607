"""A structure tree of page fragments becomes one of whole elements; what is left outside it becomes artifacts.

Stands in for, in WeasyPrint: an element over several pages tagged once a page, repeated table heads among it (issue
2903); page headers and footers that are marked content without a tag (issue 1836); white space between boxes tagged as
Span (issue 2482).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pydyf

from reportgen.writers.pdf.mend.record import Recorded

WHOLE = frozenset(
    "/Table /THead /TBody /TR /TD /TH /L /LI /LBody /Lbl /P /H1 /H2 /H3 /H4 /H5 /H6 /BlockQuote /Sect /Div /Part /Caption "
    "/Note /TOC /TOCI".split()
)
"""Kinds of which one HTML element makes one structure element, however many pages it runs over."""


GROUPING = frozenset("/Document /Part /Sect /Div /BlockQuote /TOC /L /LI /Table /THead /TBody /TR".split())
"""Kinds that hold other elements, never words."""


class Tree:
    """The structure tree of one PDF, with what each element came from."""

    def __init__(self, pdf: Any, recorded: Recorded) -> None:
        self.pdf = pdf
        self.recorded = recorded
        self.root = self.at(self.at(pdf.catalog["StructTreeRoot"])["K"][0])
        self.parents = self.at(self.at(pdf.catalog["StructTreeRoot"])["ParentTree"])["Nums"]

    def at(self, reference: Any) -> Any:
        """Return the object behind a reference."""
        return self.pdf.objects[int(bytes(reference).split()[0])]

    def kids(self, struct: Any) -> list[Any]:
        """Return the child structure elements of `struct`."""
        found = [self.at(kid) for kid in struct["K"] if isinstance(kid, bytes)]
        return [kid for kid in found if kid.get("Type") == "/StructElem"]

    def parent(self, struct: Any) -> Any:
        """Return the parent of `struct`."""
        return self.at(struct["P"])

    def detach(self, struct: Any) -> int:
        """Take `struct` out of its parent's children and return where it stood."""
        kids = self.parent(struct)["K"]
        place = kids.index(struct.reference)
        del kids[place]
        return place

    def insert(self, parent: Any, place: int, struct: Any) -> None:
        """Put `struct` among the children of `parent`."""
        parent["K"].insert(place, struct.reference)
        struct["P"] = parent.reference

    def new(self, kind: str, parent: Any, page: Any) -> Any:
        """Return a new structure element, not yet among its parent's children."""
        struct = pydyf.Dictionary(
            {"Type": "/StructElem", "S": kind, "K": pydyf.Array([]), "Pg": page, "P": parent.reference}
        )
        self.pdf.add_object(struct)
        return struct

    def walk(self, struct: Any | None = None) -> Iterator[Any]:
        """Yield all structure elements in reading order."""
        for kid in self.kids(self.root if struct is None else struct):
            yield kid
            yield from self.walk(kid)


def drop_repeated_heads(tree: Tree) -> None:
    """Take the repetitions of a table's head out of the tree: they are layout, and would be read on every page."""
    seen: set[int] = set()
    for struct in tree.recorded.structs:
        source = tree.recorded.source(struct)
        if struct["S"] == "/THead" and source is not None:
            if id(source.element) in seen:
                tree.detach(struct)
                struct["K"].clear()
            seen.add(id(source.element))


def join_fragments(tree: Tree) -> None:
    """Join the fragments of each element into the first (ISO 14289-1, 7.2: tags follow the logical structure)."""
    first: dict[tuple[int, str, str], Any] = {}
    for struct in list(tree.walk()):
        source = tree.recorded.source(struct)
        if source is None or struct["S"] not in WHOLE:
            continue
        key = (id(source.element), source.tag, struct["S"])
        whole = first.setdefault(key, struct)
        if whole is struct or _within(tree, struct, whole):
            continue
        for kid in tree.kids(struct):
            kid["P"] = whole.reference
        whole["K"].extend(struct["K"])
        tree.detach(struct)


def _within(tree: Tree, struct: Any, whole: Any) -> bool:
    """Say whether `struct` is an inner box of the same element rather than a later fragment of it."""
    while struct is not tree.root:
        struct = tree.parent(struct)
        if struct is whole:
            return True
    return False


def drop_blanks(tree: Tree) -> None:
    """Take white space between boxes out of the tree; within lines of text it stays, since it parts words."""
    pages = {bytes(page): number for number, page in enumerate(tree.pdf.page_references)}
    for struct in list(tree.walk()):
        if struct["S"] == "/Span" and tree.parent(struct)["S"] in GROUPING:
            page = pages[bytes(struct["Pg"])]
            if struct["K"] and all((page, mark) in tree.recorded.blank for mark in struct["K"]):
                tree.detach(struct)


def prune(tree: Tree) -> None:
    """Drop grouping elements that hold nothing any more; cells stay, since an empty cell is a cell."""

    def empty(struct: Any) -> bool:
        for kid in tree.kids(struct):
            if empty(kid):
                tree.detach(kid)
        return not struct["K"] and struct["S"] not in ("/TD", "/TH", "/Figure")

    empty(tree.root)


def mark_artifacts(tree: Tree) -> None:
    """Mark what no structure element reaches as pagination artifacts (ISO 14289-1, 7.1 and 7.8).

    These are page headers, footers and repeated table heads; as plain marked content they are neither.
    """
    reached = _reached(tree)
    for number, page in enumerate(tree.pdf.page_references):
        kept = reached.get(bytes(page), set[int]())
        numbers = tree.parents[2 * number + 1]
        stream = tree.at(tree.at(page)["Contents"]).stream
        for place, item in enumerate(stream):
            if isinstance(item, dict) and "MCID" in item and item["MCID"] not in kept:
                numbers[item["MCID"]] = "null"
                stream[place - 1] = "/Artifact"
                stream[place] = pydyf.Dictionary({"Type": "/Pagination"})


def _reached(tree: Tree) -> dict[bytes, set[int]]:
    found: dict[bytes, set[int]] = {}
    for struct in tree.walk():
        for kid in struct["K"]:
            if isinstance(kid, int):
                found.setdefault(bytes(struct["Pg"]), set()).add(kid)
            elif not isinstance(kid, bytes):  # a piece of a link that stands on another page
                found.setdefault(bytes(kid["Pg"]), set()).add(kid["MCID"])
    return found
