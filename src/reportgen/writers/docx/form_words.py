"""A text becomes the words of a bookmark or of a mark, dressed as the words that stood there."""

from __future__ import annotations

import copy
import importlib
import re
from collections.abc import Iterator
from typing import Any, cast

from .form_fields import FIELD_CHAR, FIELD_TYPE, P_PR, R_PR, Bookmark, Mark, R, T, Xml, paragraph_of
from .xml import name

_etree: Any = importlib.import_module("lxml.etree")  # no type stubs: typed by `Xml`

_BREAK, _TAB, _SPACE = name("w:br"), name("w:tab"), name("xml:space")
_WORDS = {T, _BREAK, _TAB, *(name(f"w:{tag}") for tag in "cr noBreakHyphen softHyphen sym".split())}
"""What makes up the words of a run; all else in it (a reference, a picture, a part of a field) is not ours."""
_LOSES_SPACE = re.compile(r"^\s|\s$|\s\s")
_TRACKED = {name(f"w:{tag}") for tag in "ins del moveFrom moveTo rPrChange".split()}
"""Who changed a format, and when, is not true of the words that take its place."""


def new(tag: str) -> Xml:
    """Return an element that is still without a place; `tag` is as lxml writes it."""
    return cast(Xml, _etree.Element(tag))


def new_run(looks: Xml | None, text: str = "") -> Xml:
    """Return a run with a copy of these properties (w:rPr), and these words."""
    run = new(R)
    if looks is not None:
        run.append(without(looks, _TRACKED))
    for word in _words(text):
        run.append(word)
    return run


def without(element: Xml, tags: set[str]) -> Xml:
    """Return a copy of an element without some of its children."""
    twin = copy.deepcopy(element)
    for child in list(twin):
        if child.tag in tags:
            twin.remove(child)
    return twin


def take_out(element: Xml) -> None:
    """Take an element out of its parent."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def wipe(run: Xml) -> None:
    """Take the words out of a run, and the run out of the text if it held nothing else."""
    for child in list(run):
        if _is_word(child):
            run.remove(child)
    _drop_empty(run)


def fill_bookmark(bookmark: Bookmark, text: str) -> None:
    """Write a text between the ends of a bookmark; a field in it keeps its code and gets the text as its result."""
    worded = [run for run in bookmark.runs if any(map(_is_word, run))]
    if not worded:
        _fill_point(bookmark, text)
        return
    first, *others = worded
    old = [child for child in first if _is_word(child)]
    for word in _words(text):
        old[0].addprevious(word)
    for child in old:
        first.remove(child)
    for run in others:
        wipe(run)


def fill_mark(mark: Mark, text: str) -> None:
    """Write a text in the place of a mark, in the run in which the mark starts."""
    (first, start, end), *others = mark.pieces
    for piece, begin, stop in others:
        held = piece.text or ""
        _set_text(piece, held[:begin] + held[stop:])
        _drop_empty(piece)
    held = first.text or ""
    head, tail = held[:start], held[end:]
    words = list(_words(text))
    if all(word.tag == T for word in words):
        _set_text(first, head + text + tail)
    else:
        _set_text(first, head)
        last = first
        for word in (*words, _set_text(new(T), tail)):
            last.addnext(word)
            last = word
        _drop_empty(last)
    _drop_empty(first)


def _words(text: str) -> Iterator[Xml]:
    """Yield what prints a text: texts, and between them a break for each end of a line, a tab for each tab."""
    for piece in re.split(r"([\n\t])", text):
        if piece in ("\n", "\t"):
            yield new(_BREAK if piece == "\n" else _TAB)
        elif piece:
            yield _set_text(new(T), piece)


def _set_text(element: Xml, text: str) -> Xml:
    element.text = text
    if _LOSES_SPACE.search(text):
        element.set(_SPACE, "preserve")
    return element


def _is_word(element: Xml) -> bool:
    """Tell whether a child of a run is part of its words; a page break is not."""
    return element.tag in _WORDS and element.get(name("w:type")) not in ("page", "column")


def _drop_empty(element: Xml) -> None:
    """Take out a text without letters, and a run that holds none; the last run of a link or a control stays."""
    parent = element.getparent()
    if parent is None or (element.text and element.tag == T):
        return
    if element.tag == T:
        parent.remove(element)
        _drop_empty(parent)
    elif len(parent) > 1 and all(child.tag == R_PR for child in element):
        parent.remove(element)


def _fill_point(bookmark: Bookmark, text: str) -> None:
    """Write a text where a bookmark has none: as the result of a field within it, or where it starts."""
    paragraph = bookmark.paragraph
    assert paragraph is not None  # `whole` says so
    for run in bookmark.runs:
        if any(char.get(FIELD_TYPE) == "separate" for char in run.findall(FIELD_CHAR)):
            run.addnext(new_run(run.find(R_PR), text))
            return
    run = new_run(_looks_beside(bookmark.start, paragraph), text)
    if paragraph_of(bookmark.start) is paragraph:
        bookmark.start.addnext(run)
    else:
        paragraph.insert(0 if paragraph.find(P_PR) is None else 1, run)


def _looks_beside(start: Xml, paragraph: Xml) -> Xml | None:
    """Return the properties of the run before a point, else of the run after it, else of the paragraph's mark."""
    before: Xml | None = None
    passed = paragraph_of(start) is not paragraph
    for element in paragraph.iter(R, start.tag):
        if element is start:
            passed = True
        elif element.tag == R and paragraph_of(element) is paragraph:
            before = element if before is None or not passed else before
        if passed and before is not None:
            return before.find(R_PR)
    return before.find(R_PR) if before is not None else paragraph.find(f"{P_PR}/{R_PR}")
