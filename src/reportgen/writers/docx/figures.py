"""A figure becomes a caption that states its message, its pictures in one line of text, and its notes, all on one page.

A picture is re-used when it is shown twice, is never wider than the text, and carries its words for people who do not see it
(ECMA-376 Part 1, 20.4.2.5). A native chart will take the place of `_add_picture` here, with the same caption and notes.
"""

from __future__ import annotations

import io
from typing import Literal

from docx.image.image import Image

from reportgen.document.nodes import Figure, Inline, Node, Picture

from .inlines import add_inlines, add_label, voice_of
from .paragraphs import add_paragraph, open_paragraph
from .roles import PARAGRAPHS, style_of
from .survey import label_of
from .word import Flow, Word, bookmarks_of, close_bookmark, contents_name, open_bookmark
from .xml import Element, add

EMU_PER_TWIP = 635
EMU_PER_MILLIMETRE = 36_000
_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_DECORATIVE = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"
TALLEST = 0.72
"""Of the text's height: what a picture may take, so that its caption and source stay on its page."""


def add_figure(word: Word, figure: Figure, flow: Flow) -> None:
    """Add caption, pictures and notes."""
    add_caption(word, figure.caption, "Figure", figure, flow)
    if figure.pictures:
        paragraph = open_paragraph(word, flow, "Figure" if figure.notes else "FigureEnd")
        share = flow.measure * EMU_PER_TWIP // len(figure.pictures)
        for index, picture in enumerate(figure.pictures):
            if index:
                add(add(paragraph, "w:r"), "w:t", " ", xml_space="preserve")
            _add_picture(word, paragraph, picture, share if index == 0 else share - 40_000, flow)
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


def _add_picture(word: Word, paragraph: Element, picture: Picture, share: int, flow: Flow) -> None:
    for mark in bookmarks_of(word, picture.id):
        close_bookmark(paragraph, open_bookmark(word, paragraph, mark))
    data = word.pictures[picture.source]
    width, height = _size(picture, data)
    page = word.theme.page
    paper = page.width if flow.landscape else page.height
    room = round((paper - page.top - page.bottom) * TALLEST * EMU_PER_MILLIMETRE)
    scale = min(1.0, share / width, room / height)
    _add_drawing(word, paragraph, picture, word.package.add_picture(data), round(width * scale), round(height * scale))


def _size(picture: Picture, data: bytes) -> tuple[int, int]:
    """Return width and height in English metric units: as asked for, else the picture's own."""
    image = Image.from_blob(data)
    ratio = image.px_height / image.px_width
    if picture.width:
        width = picture.width * EMU_PER_MILLIMETRE
        height = picture.height * EMU_PER_MILLIMETRE or width * ratio
    elif picture.height:
        height = picture.height * EMU_PER_MILLIMETRE
        width = height / ratio
    else:
        width, height = float(image.width), float(image.height)
    return round(width), round(height)


def _add_drawing(word: Word, paragraph: Element, picture: Picture, relation: str, width: int, height: int) -> None:
    key = word.count("drawing")
    title = f"Picture {key}"
    drawing = add(add(paragraph, "w:r"), "w:drawing")
    inline = add(drawing, "wp:inline", distT=0, distB=0, distL=0, distR=0)
    add(inline, "wp:extent", cx=width, cy=height)
    properties = add(inline, "wp:docPr", id=key, name=title)
    if picture.alt:
        properties.set("descr", picture.alt)
    else:
        extension = add(add(properties, "a:extLst"), "a:ext", uri=_DECORATIVE)
        add(extension, "adec:decorative", val=1)
    add(add(inline, "wp:cNvGraphicFramePr"), "a:graphicFrameLocks", noChangeAspect=1)
    data = add(add(inline, "a:graphic"), "a:graphicData", uri=_PICTURE)
    element = add(data, "pic:pic")
    named = add(element, "pic:nvPicPr")
    add(named, "pic:cNvPr", id=key, name=title)
    add(named, "pic:cNvPicPr")
    fill = add(element, "pic:blipFill")
    add(fill, "a:blip", r_embed=relation)
    add(add(fill, "a:stretch"), "a:fillRect")
    shape = add(element, "pic:spPr")
    place = add(shape, "a:xfrm")
    add(place, "a:off", x=0, y=0)
    add(place, "a:ext", cx=width, cy=height)
    add(add(shape, "a:prstGeom", prst="rect"), "a:avLst")
