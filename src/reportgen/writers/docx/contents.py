"""Contents, lists of figures and of tables become fields that are full at opening, with the page numbers
of the printed report.

Each entry is a hyperlink with a PAGEREF; F9 makes them anew from headings and captions (ECMA-376 Part 1,
17.16.5.68). The contents stand in a content control, so that Word offers its own menu for them; not so in a
draft for review, since LibreOffice, where changes are tracked, writes broken XML around one. Without a layout
to take them from there are no page numbers.
"""

from __future__ import annotations

from dataclasses import replace

from reportgen.document.nodes import Contents, ContentsEntry, Heading

from .fields import NewRun, close_field, open_field, simple_field
from .inlines import add_text, voice_of
from .paragraphs import add_paragraph, open_paragraph
from .survey import plain
from .word import Flow, Word, contents_name
from .xml import Element, add

_SEQUENCES = {"figures": "Figure", "tables": "Table"}


def add_contents(word: Word, contents: Contents, flow: Flow, heading: Heading | None) -> None:
    """Add the list with its heading, which is not itself a part of the contents."""
    if contents.kind == "contents" and word.draft is None:
        control = add(flow.parent, "w:sdt")
        properties = add(control, "w:sdtPr")
        add(properties, "w:id", val=word.count("control"))
        part = add(properties, "w:docPartObj")
        add(part, "w:docPartGallery", val="Table of Contents")
        add(part, "w:docPartUnique")
        flow = replace(flow, parent=add(control, "w:sdtContent"))
    if heading:
        style = "TOCHeading" if heading.level == 1 else "TableHeadingList"
        add_paragraph(word, flow.within(heading), style, heading.content, heading)
    if contents.id:
        word.pending.append(contents.id)
    paragraph = None
    for index, entry in enumerate(contents.entries):
        paragraph = open_paragraph(word, flow.within(entry), _style(contents, entry))
        if index == 0:
            open_field(_runs(paragraph), _instruction(contents))
        _add_entry(word, paragraph, entry, flow.within(entry))
    if paragraph is not None:
        close_field(_runs(paragraph))


def _style(contents: Contents, entry: ContentsEntry) -> str:
    return f"TOC{min(entry.level, 3)}" if contents.kind == "contents" else "TableofFigures"


def _instruction(contents: Contents) -> str:
    if contents.kind == "contents":
        # Without \u: headings of the style "Heading 2 Unlisted" have an outline level and are not wanted.
        deepest = min(max(entry.level for entry in contents.entries), 3)
        return rf'TOC \o "1-{deepest}" \h \z'
    return rf'TOC \h \z \c "{_SEQUENCES[contents.kind]}"'


def _add_entry(word: Word, paragraph: Element, entry: ContentsEntry, flow: Flow) -> None:
    voice = voice_of(flow)
    words = plain(entry.content)
    if entry.target not in word.survey.listed:
        add_text(word, paragraph, words, voice)
        return
    anchor = contents_name(entry.target)
    link = add(paragraph, "w:hyperlink", anchor=anchor, history=1)
    add_text(word, link, words, voice)
    label = (word.pages or {}).get(entry.target, "")
    if label:
        add(add(link, "w:r"), "w:tab")
        simple_field(_runs(link), rf"PAGEREF {anchor} \h", label)


def _runs(parent: Element) -> NewRun:
    return lambda: add(parent, "w:r")
