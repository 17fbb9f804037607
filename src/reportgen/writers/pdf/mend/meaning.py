"""Boxes of known roles become structure elements that say what they are: contents, footnotes, languages, figures.

Stands in for, in WeasyPrint: no TOC and no Note, nothing for a change of language, and boxes of figures in CSS pixels
from the top (none of them reported as of 2026-11); ``figure`` without a tag of its own (issue 2482).
"""

from __future__ import annotations

from typing import Any

import pydyf

from reportgen.writers.pdf.mend.record import Source
from reportgen.writers.pdf.mend.tree import Tree

PIXEL = 0.75
"""Points in a CSS pixel."""


def _roles(source: Source) -> list[str]:
    return str(source.element.get("class") or "").split()


def name_roles(tree: Tree) -> None:
    """Tag contents as TOC and TOCI, footnotes as Note, their marks as Reference and Lbl (ISO 32000-1, 14.8.4)."""
    notes = 0
    for struct in list(tree.walk()):
        source = tree.recorded.source(struct)
        if source is None or source.element is None:
            continue
        if source.tag == "nav":
            struct["S"] = "/TOC"
        elif source.tag == "p" and "entry" in _roles(source) and struct["S"] == "/P":
            _contents_line(tree, struct)
        elif source.tag == "figure" and _outermost(tree, struct, source):
            struct["S"] = "/Div"
        elif source.tag == "span::footnote-call":
            struct["S"] = "/Reference"
        elif source.tag == "span::footnote-marker":
            struct["S"] = "/Lbl"
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


def nest_contents(tree: Tree) -> None:
    """Put lines of a lower level (class ``level-2``) into contents of their own, within the contents."""
    for contents in [each for each in tree.walk() if each["S"] == "/TOC"]:
        lines = tree.kids(contents)
        contents["K"].clear()
        held = [(1, contents)]
        for line in lines:
            level = _level(tree, line)
            while held[-1][0] > level:
                held.pop()
            if level > held[-1][0]:
                inner = tree.new("/TOC", held[-1][1], line["Pg"])
                tree.insert(held[-1][1], len(held[-1][1]["K"]), inner)
                held.append((level, inner))
            tree.insert(held[-1][1], len(held[-1][1]["K"]), line)


def _level(tree: Tree, line: Any) -> int:
    source = tree.recorded.source(line)
    named = [role[6:] for role in _roles(source) if role.startswith("level-")] if source else []
    return int(named[0]) if named and named[0].isdecimal() else 1


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
