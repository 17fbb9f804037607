"""Boxes of known roles become structure elements that say what they are: contents, footnotes, terms, languages."""

from __future__ import annotations

from typing import Any, cast

import pydyf

from reportgen.writers.pdf.mend.record import Source
from reportgen.writers.pdf.mend.tree import Tree

PIXEL = 0.75
"""Points in a CSS pixel."""


def _roles(source: Source) -> list[str]:
    return str(source.element.get("class") or "").split()


def name_roles(tree: Tree) -> None:
    """Tag contents as TOC and TOCI, footnotes as Note, their marks as Reference (ISO 32000-1, 14.8.4)."""
    notes = 0
    for struct in list(tree.walk()):
        source = tree.recorded.source(struct)
        if source is None or source.element is None:
            continue
        if source.tag == "nav":
            struct["S"] = "/TOC"
        elif source.tag == "p" and "entry" in _roles(source) and struct["S"] == "/P":
            _contents_line(tree, struct)
        elif source.tag == "span::footnote-call":
            struct["S"] = "/Reference"
        elif source.tag == "span" and "footnote" in _roles(source) and _outermost(tree, struct, source):
            notes += 1
            struct["S"] = "/Note"
            struct["ID"] = pydyf.String(f"note-{notes}")


def _outermost(tree: Tree, struct: Any, source: Source) -> bool:
    above = tree.recorded.source(tree.parent(struct))
    return above is None or above.element is not source.element


def _contents_line(tree: Tree, struct: Any) -> None:
    struct["S"] = "/TOCI"
    inner = tree.new("/Reference", struct, struct["Pg"])
    for kid in tree.kids(struct):
        kid["P"] = inner.reference
    inner["K"].extend(struct["K"])
    struct["K"].clear()
    struct["K"].append(inner.reference)


def place_notes(tree: Tree) -> None:
    """Move each footnote behind its mark, where it is read; the page prints it at the foot."""
    marks: dict[int, Any] = {}
    for struct in tree.walk():
        source = tree.recorded.source(struct)
        if source is not None and source.tag == "span::footnote-call":
            marks.setdefault(id(source.element), struct)
    for struct in [each for each in tree.walk() if each["S"] == "/Note"]:
        source = tree.recorded.source(struct)
        mark = marks.get(id(source.element)) if source else None
        if mark is not None:
            tree.detach(struct)
            parent = tree.parent(mark)
            tree.insert(parent, parent["K"].index(mark.reference) + 1, struct)


def pair_terms(tree: Tree) -> None:
    """Make one list item of a term and its description: the term its label, the description its body."""
    for struct in [each for each in tree.walk() if each["S"] == "/L"]:
        source = tree.recorded.source(struct)
        if source is None or source.tag != "dl":
            continue
        item: Any = None
        for kid in tree.kids(struct):
            of = tree.recorded.source(kid)
            if of is None or kid["S"] != "/LI":
                continue
            if of.tag == "dt":
                item = kid
                for body in tree.kids(kid):
                    body["S"] = "/Lbl"
            elif of.tag == "dd" and item is not None:
                for body in tree.kids(kid):
                    tree.detach(body)
                    tree.insert(item, len(item["K"]), body)
                tree.detach(kid)


def mark_languages(tree: Tree) -> None:
    """Give every element that switches the language its ``/Lang`` (ISO 14289-1, 7.2)."""
    for struct in tree.walk():
        source = tree.recorded.source(struct)
        if source is None or source.element is None or "::" in source.tag:
            continue
        language = source.element.get("lang")
        if language and _outermost(tree, struct, source):
            struct["Lang"] = pydyf.String(language)


def measure_figures(tree: Tree) -> None:
    """Give figures their box in points from the bottom of the page (ISO 32000-1, 14.8.5.4.3)."""
    for struct in tree.walk():
        if struct["S"] == "/Figure" and "BBox" in struct.get("A", {}):
            height = float(tree.at(struct["Pg"])["MediaBox"][3])
            x1, y1, x2, y2 = (float(value) * PIXEL for value in struct["A"]["BBox"])
            box = (x1, height - y2, x2, height - y1)
            struct["A"]["BBox"] = pydyf.Array([round(value, 3) for value in box])


def flatten_links(tree: Tree) -> None:
    """Put a page number that stands behind a link (``a::after``) into that link; upstream tags a link inside a link."""
    moved: dict[bytes, Any] = {}
    for struct in list(tree.walk()):
        source = tree.recorded.source(struct)
        if source is None or not source.tag.startswith("a::") or struct["S"] != "/Link":
            continue
        link = tree.parent(struct)
        while link["S"] != "/Link":
            link = tree.parent(link)
        for kid in tree.kids(struct):
            kid["P"] = link.reference
        link["K"].extend(struct["K"])
        tree.detach(struct)
        moved[bytes(struct.reference)] = link.reference
    for place, held in enumerate(tree.parents):
        if isinstance(held, list):
            kept = cast("list[Any]", held)
            kept[:] = [moved.get(bytes(each), each) if isinstance(each, bytes) else each for each in kept]
        elif isinstance(held, bytes) and held in moved:
            tree.parents[place] = moved[held]
