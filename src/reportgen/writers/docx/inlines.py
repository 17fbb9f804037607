"""Inline nodes become runs, hyperlinks, fields, bookmarks and footnotes of a paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal, assert_never

from docx.opc.constants import RELATIONSHIP_TYPE

from reportgen.document.nodes import Break, Emphasis, Fact, Inline, Link, Node, Note, Span, Strong, Text

from . import notes
from .fields import field, sequence, split_label
from .languages import has_ideograph, pieces, script, tag_of
from .roles import SPANS, STATUS_MARKS, style_of
from .survey import plain
from .word import Flow, Word, bookmarks_of, close_bookmark, fact_name, open_bookmark, reference_name
from .xml import Element, add

_SPECIAL = re.compile("([\u00ad\u2011\t])")
_SPECIAL_TAGS = {"\u00ad": "w:softHyphen", "\u2011": "w:noBreakHyphen", "\t": "w:tab"}
_STRESSED = ("", "Strong", "Emphasis")
"""Styles of words that a bound figure in a draft may have its own instead of."""
WEB = ("http://", "https://", "mailto:")


@dataclass(frozen=True, slots=True)
class Voice:
    """How the runs of a piece of text are: language, direction, character style.

    Attributes:
        base_rtl: Direction of the paragraph; `rtl` of the innermost element.
        style: Id of a character style. Word allows one a run, so emphasis inside it is a property.
    """

    lang: str
    rtl: bool
    base_rtl: bool
    style: str = ""
    bold: bool = False
    italic: bool = False

    def within(self, node: Node) -> Voice:
        """Return the voice inside `node`."""
        ltr = "ltr" in node.roles
        if not node.lang and not node.dir and not ltr:
            return self
        rtl = self.rtl if not (node.dir or ltr) else node.dir == "rtl" and not ltr
        return replace(self, lang=node.lang or self.lang, rtl=rtl)


def voice_of(flow: Flow) -> Voice:
    """Return the voice of a paragraph in `flow`."""
    return Voice(flow.lang, flow.rtl, flow.rtl)


def add_inlines(word: Word, parent: Element, content: tuple[Inline, ...], voice: Voice) -> None:
    """Add `content` at the end of `parent`, a paragraph or hyperlink."""
    for inline in content:
        add_inline(word, parent, inline, voice)


def add_inline(word: Word, parent: Element, inline: Inline, voice: Voice) -> None:
    """Add one inline."""
    voice = voice.within(inline)
    match inline:
        case Text(text=text):
            add_text(word, parent, text, voice)
        case Span():
            _add_span(word, parent, inline, voice)
        case Emphasis(content=content):
            add_inlines(word, parent, content, _styled(voice, "Emphasis"))
        case Strong(content=content):
            add_inlines(word, parent, content, _styled(voice, "Strong"))
        case Link():
            _add_link(word, parent, inline, voice)
        case Fact():
            _add_fact(word, parent, inline, voice)
        case Note():
            notes.add_note(word, parent, inline, voice, add_inlines)
        case Break():
            add(add(parent, "w:r"), "w:br")
        case _:
            assert_never(inline)


def add_text(word: Word, parent: Element, text: str, voice: Voice) -> None:
    """Add characters as runs of one direction each."""
    for piece, rtl in pieces(text, voice.rtl, voice.base_rtl):
        if not piece:
            continue
        run = add_run(word, parent, voice, rtl, script(voice.lang) == "east" and has_ideograph(piece))
        if not _SPECIAL.search(piece):
            _add_characters(run, piece)
            continue
        for part in _SPECIAL.split(piece):
            if part in _SPECIAL_TAGS:
                add(run, _SPECIAL_TAGS[part])
            elif part:
                _add_characters(run, part)


def add_run(word: Word, parent: Element, voice: Voice, rtl: bool = False, east: bool = False) -> Element:
    """Add an empty run with the properties of `voice`; their order is CT_RPr's. `east`: it holds ideographs."""
    run = add(parent, "w:r")
    foreign = voice.lang != word.document.lang
    if not (voice.style or voice.bold or voice.italic or rtl or foreign or east):
        return run
    properties = add(run, "w:rPr")
    if voice.style:
        add(properties, "w:rStyle", val=voice.style)
    if east:
        add(properties, "w:rFonts", hint="eastAsia")
    for tag in ("w:b", "w:bCs") if voice.bold else ():
        add(properties, tag)
    if voice.italic:  # complex scripts have no slant
        add(properties, "w:i")
    if rtl:
        add(properties, "w:rtl")
    if foreign:
        _add_language(properties, voice.lang)
    return run


def add_label(
    word: Word, paragraph: Element, label: Span, kind: Literal["Figure", "Table"], key: str, voice: Voice
) -> None:
    """Add "Figure 3" as a number that Word counts, bookmarked so that references can repeat it."""
    voice = _styled(voice.within(label), "CaptionLabel")
    words = plain(label.content)
    before, number, after = split_label(words)
    mark = open_bookmark(word, paragraph, reference_name(key)) if key in word.survey.linked else ""
    add_text(word, paragraph, before, voice)
    if number:
        with field(lambda: add_run(word, paragraph, voice), sequence(word, kind, number)):
            add_text(word, paragraph, number, voice)
    add_text(word, paragraph, after, voice)
    if mark:
        close_bookmark(paragraph, mark)


def _add_characters(run: Element, text: str) -> None:
    if text[0].isspace() or text[-1].isspace() or "  " in text:
        add(run, "w:t", text, xml_space="preserve")
    else:
        add(run, "w:t", text)


def _add_language(properties: Element, lang: str) -> None:
    tag = tag_of(lang)
    match script(lang):
        case "bidi":
            add(properties, "w:lang", bidi=tag)
        case "east":
            add(properties, "w:lang", eastAsia=tag)
        case _:
            add(properties, "w:lang", val=tag)


def _styled(voice: Voice, style: str) -> Voice:
    """Return `voice` with a character style, or, where it has one already, with what that style means."""
    if not voice.style:
        return replace(voice, style=style)
    if style == "Strong":
        return replace(voice, bold=True)
    if style == "Emphasis":
        return replace(voice, italic=True)
    return replace(voice, style=style)


def _add_span(word: Word, parent: Element, span: Span, voice: Voice) -> None:
    marks = [open_bookmark(word, parent, name) for name in bookmarks_of(word, span)]
    style = style_of(span.roles, SPANS)
    for role in span.roles:
        if role in STATUS_MARKS:
            mark = replace(voice, style=style.replace("Status", "StatusMark"), bold=False, italic=False)
            _add_characters(add_run(word, parent, mark), f"{STATUS_MARKS[role]}\u00a0")
    add_inlines(word, parent, span.content, _styled(voice, style) if style else voice)
    for mark in marks:
        close_bookmark(parent, mark)


def _add_link(word: Word, parent: Element, link: Link, voice: Voice) -> None:
    target = link.href[1:] if link.href.startswith("#") else ""
    if "ref" in link.roles and target in word.survey.captioned:
        with field(lambda: add_run(word, parent, voice), rf"REF {reference_name(target)} \h"):
            add_inlines(word, parent, link.content, voice)
        return
    if target in word.survey.linked:
        hyperlink = add(parent, "w:hyperlink", anchor=reference_name(target), history=1)
        add_inlines(word, hyperlink, link.content, _styled(voice, "Hyperlink"))
    elif link.href.startswith(WEB):
        relation = word.part.relate_to(link.href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        hyperlink = add(parent, "w:hyperlink", r_id=relation, history=1)
        add_inlines(word, hyperlink, link.content, _styled(voice, "Hyperlink"))
    else:
        add_inlines(word, parent, link.content, voice)


def _add_fact(word: Word, parent: Element, fact: Fact, voice: Voice) -> None:
    key = open_bookmark(word, parent, fact_name(fact.ref))
    if word.draft and voice.style in _STRESSED:
        bold, italic = voice.bold or voice.style == "Strong", voice.italic or voice.style == "Emphasis"
        voice = replace(voice, style="BoundFigure", bold=bold, italic=italic)
    add_inlines(word, parent, fact.content, voice)
    close_bookmark(parent, key)
