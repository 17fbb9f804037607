"""A picture becomes a drawing in a line of text: never wider than its share, with words for people who do
not see it.

A picture that is shown twice is stored once (ECMA-376 Part 1, 20.4.2.8 and 20.2).
"""

from __future__ import annotations

from docx.image.image import Image

from reportgen.document.nodes import Picture

from .word import Flow, Word, bookmarks_of, close_bookmark, open_bookmark
from .xml import Element, add

EMU_PER_TWIP = 635
EMU_PER_MILLIMETRE = 36_000
_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_DECORATIVE = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"
TALLEST = 0.72
"""Of the text's height: what a picture may take, so that its caption and source stay on its page."""


def mark_decorative(properties: Element) -> None:
    """Say in ``wp:docPr`` that a drawing has nothing to tell ([MS-ODRAWXML] 2.31)."""
    extension = add(add(properties, "a:extLst"), "a:ext", uri=_DECORATIVE)
    add(extension, "adec:decorative", val=1)


def add_picture(word: Word, paragraph: Element, picture: Picture, share: int, flow: Flow) -> None:
    """Add `picture`, at most `share` English metric units wide."""
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
        mark_decorative(properties)
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
