"""Links become links that say where they lead: one tag, all its areas to click on, and its own words for each area.

Stands in for, in WeasyPrint: a tag for each line of a link, the tag of ``a::after`` inside that of its link, and
annotations of elements inside a link that are tagged outside it ("nested tags in anchors" of issue 2482); ``/Contents``
with the name of an anchor, or an address, which a screen reader then says (not reported as of 2026-11).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

import pydyf

from reportgen.writers.pdf.mend.tree import Tree


def gather(tree: Tree) -> None:
    """Put what belongs to a link into it: later lines, a page number behind it (``a::after``), areas of its words.

    Upstream tags each line as a link, a pseudo-element as a link inside a link, and gives each element inside a link
    (``em``, ``span``) an annotation of its own, which is then not a child of the link (ISO 14289-1, 7.18.5).
    """
    moved = _raised_areas(tree)
    first: dict[int, Any] = {}
    for struct in list(tree.walk()):
        source = tree.recorded.source(struct)
        if source is None or struct["S"] != "/Link":
            continue
        link = first.setdefault(id(source.element), struct)
        if link is not struct:
            _join(tree, struct, link)
            moved[bytes(struct.reference)] = link.reference
    _hand_over(tree, moved)


def _raised_areas(tree: Tree) -> dict[bytes, Any]:
    """Move the annotations of elements inside a link up to the link; return which parent became which."""
    moved: dict[bytes, Any] = {}
    for link in [each for each in tree.walk() if each["S"] == "/Link"]:
        for struct in tree.walk(link):
            areas = [kid for kid in struct["K"] if isinstance(kid, bytes) and tree.at(kid).get("Type") == "/OBJR"]
            if areas and struct["S"] != "/Link":
                struct["K"][:] = [kid for kid in struct["K"] if kid not in areas]
                link["K"].extend(areas)
                moved[bytes(struct.reference)] = link.reference
    return moved


def _join(tree: Tree, struct: Any, link: Any) -> None:
    """Move all of `struct` to the end of `link`; its words name their page where that is another one."""
    for kid in tree.kids(struct):
        kid["P"] = link.reference
    for kid in struct["K"]:
        other = isinstance(kid, int) and struct["Pg"] != link["Pg"]
        link["K"].append(pydyf.Dictionary({"Type": "/MCR", "Pg": struct["Pg"], "MCID": kid}) if other else kid)
    tree.detach(struct)


def _hand_over(tree: Tree, moved: dict[bytes, Any]) -> None:
    """Set the parents of marked content and annotations right in the parent tree."""
    for place, held in enumerate(tree.parents):
        if isinstance(held, list):
            kept = cast("list[Any]", held)
            kept[:] = [_last(moved, each) if isinstance(each, bytes) else each for each in kept]
        elif isinstance(held, bytes):
            tree.parents[place] = _last(moved, held)


def _last(moved: dict[bytes, Any], reference: bytes) -> bytes:
    while bytes(reference) in moved:
        reference = moved[bytes(reference)]
    return reference


def describe(tree: Tree) -> None:
    """Give every area of a link the words of the link as its description (ISO 14289-1, 7.18.5)."""
    for link in tree.walk():
        source = tree.recorded.source(link)
        if link["S"] != "/Link" or source is None:
            continue
        words = " ".join("".join(source.element.itertext()).split())
        if words:
            for area in _areas(tree, link):
                area["Contents"] = pydyf.String(words)


def _areas(tree: Tree, link: Any) -> Iterator[Any]:
    for kid in link["K"]:
        if isinstance(kid, bytes) and tree.at(kid).get("Type") == "/OBJR":
            yield tree.at(tree.at(kid)["Obj"])
