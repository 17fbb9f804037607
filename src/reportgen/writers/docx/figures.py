"""A figure becomes a caption that states its message, its pictures in one line of text, and its notes,
all on one page.

A picture is re-used when it is shown twice, is never wider than the text, and carries its words for
people who do not see it (ECMA-376 Part 1, 20.4.2.5). A native chart takes the place of a picture, with the
same caption and notes.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from reportgen.document.nodes import Figure, Inline, Node

from .drawings import EMU_PER_TWIP, add_picture
from .inlines import add_inlines, add_label, voice_of
from .paragraphs import add_paragraph, open_paragraph
from .roles import PARAGRAPHS, style_of
from .survey import label_of
from .word import Flow, Word, close_bookmark, contents_name, open_bookmark
from .xml import add

BESIDE = 0.7
"""Of a cover's logo: logos beside one another, and an emblem over its credit line, are smaller."""


def add_figure(word: Word, figure: Figure, flow: Flow) -> None:
    """Add caption, pictures and notes; the caption of a photograph stands beneath it."""
    photograph = "picture" in figure.roles or "emblem" in figure.roles
    if not photograph:
        add_caption(word, figure.caption, "Figure", figure, flow)
    if figure.pictures:
        more = figure.notes or (photograph and figure.caption)
        # In a right-to-left paragraph LibreOffice turns the digits of a native chart around.
        straight = replace(flow, rtl=False)
        paragraph = open_paragraph(word, straight, "Figure" if more else "FigureEnd")
        if flow.rtl:
            add(paragraph[0], "w:jc", val="right")
        share = flow.measure * EMU_PER_TWIP // len(figure.pictures)
        for index, picture in enumerate(figure.pictures):
            if index:
                add(add(paragraph, "w:r"), "w:tab")
            if "logo" in figure.roles or "emblem" in figure.roles:
                alone = "logo" in figure.roles and "logos" not in figure.roles
                picture = replace(picture, height=word.theme.page.logo * (1 if alone else BESIDE))
            add_picture(word, paragraph, picture, share if index == 0 else share - 40_000, flow)
    if photograph and figure.caption:
        add_paragraph(word, flow, "PictureCaption", figure.caption, figure, keep_next=bool(figure.notes))
    for index, note in enumerate(figure.notes):
        last = index == len(figure.notes) - 1
        style = style_of(note.roles, PARAGRAPHS, "Source")
        add_paragraph(word, flow.within(note), style, note.content, note, keep_next=not last)


def add_caption(
    word: Word, caption: tuple[Inline, ...], kind: Literal["Figure", "Table"], node: Node, flow: Flow
) -> None:
    """Add the caption of a figure or table; the list of figures or tables leads to it."""
    if not caption:
        if node.id:
            word.pending.append(node.id)
        return
    label = label_of(caption)
    if label is None:
        add_paragraph(word, flow, "Caption", caption, node)
        return
    paragraph = open_paragraph(word, flow, "Caption")
    listed = node.id in word.survey.listed
    mark = open_bookmark(word, paragraph, contents_name(node.id)) if listed else ""
    voice = voice_of(flow)
    add_label(word, paragraph, label, kind, node.id, voice)
    add_inlines(word, paragraph, caption[1:], voice)
    if mark:
        close_bookmark(paragraph, mark)
