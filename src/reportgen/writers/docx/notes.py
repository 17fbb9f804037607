"""A note becomes a footnote: a mark where it stands, its words in ``word/footnotes.xml`` (ECMA-376 Part
1, 17.11).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from reportgen.document.nodes import Inline, Note

from .word import Word, bookmarks_of, close_bookmark, open_bookmark
from .xml import Element, add, root

if TYPE_CHECKING:
    from .inlines import Voice

AddInlines = Callable[[Word, Element, tuple[Inline, ...], "Voice"], None]


def footnotes_root() -> Element:
    """Return the part with the two separators that every document needs (17.11.9)."""
    part = root("w:footnotes")
    for key, kind, mark in (
        (-1, "separator", "w:separator"),
        (0, "continuationSeparator", "w:continuationSeparator"),
    ):
        paragraph = add(add(part, "w:footnote", type=kind, id=key), "w:p")
        add(add(paragraph, "w:pPr"), "w:pStyle", val="FootnoteText")
        add(add(paragraph, "w:r"), mark)
    return part


def add_note(word: Word, parent: Element, note: Note, voice: Voice, add_inlines: AddInlines) -> None:
    """Add the mark at the end of `parent`, and the note's words to the footnotes."""
    if word.part is word.notes_part:  # a note inside a note: its words stay in the text
        add_inlines(word, parent, note.content, voice)
        return
    key = word.count("note")
    add(_marked(parent), "w:footnoteReference", id=key)
    paragraph = add(add(word.notes, "w:footnote", id=key), "w:p")
    properties = add(paragraph, "w:pPr")
    add(properties, "w:pStyle", val="FootnoteText")
    if voice.base_rtl != word.rtl:
        add(properties, "w:bidi", val=int(voice.base_rtl))
    add(_marked(paragraph), "w:footnoteRef")
    add(add(paragraph, "w:r"), "w:t", " ", xml_space="preserve")
    before, word.part = word.part, word.notes_part
    marks = [open_bookmark(word, paragraph, name) for name in bookmarks_of(word, note)]
    add_inlines(word, paragraph, note.content, replace(voice, style="", bold=False, italic=False))
    for mark in reversed(marks):
        close_bookmark(paragraph, mark)
    word.part = before


def _marked(parent: Element) -> Element:
    run = add(parent, "w:r")
    add(add(run, "w:rPr"), "w:rStyle", val="FootnoteReference")
    return run
