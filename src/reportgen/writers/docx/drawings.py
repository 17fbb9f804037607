"""A picture becomes a drawing in a line of text: never wider than its share, with words for people who do
not see it.

It is a native chart where Word has one for it, else a picture. A picture that is shown twice is stored once
(ECMA-376 Part 1, 20.4.2.8 and 20.2).
"""

from __future__ import annotations

from docx.image.image import Image

from reportgen.document.chart import Chart
from reportgen.document.nodes import Picture

from .charts import make_chart
from .word import Flow, Word, bookmarks_of, close_bookmark, open_bookmark
from .xml import Element, add

EMU_PER_TWIP = 635
EMU_PER_MILLIMETRE = 36_000
EMU_PER_POINT = 12_700
_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_SVG = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
_DECORATIVE = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"
TALLEST = 0.72
"""Of the text's height: what a picture may take, so that its caption and source stay on its page."""


def mark_decorative(properties: Element) -> None:
    """Say in ``wp:docPr`` that a drawing has nothing to tell ([MS-ODRAWXML] 2.31)."""
    extension = add(add(properties, "a:extLst"), "a:ext", uri=_DECORATIVE)
    add(extension, "adec:decorative", val=1)


def add_picture(word: Word, paragraph: Element, picture: Picture, share: int, flow: Flow) -> None:
    """Add `picture`, at most `share` English metric units wide."""
    for mark in bookmarks_of(word, picture):
        close_bookmark(paragraph, open_bookmark(word, paragraph, mark))
    page = word.theme.page
    paper = page.width if flow.landscape else page.height
    room = round((paper - page.top - page.bottom) * TALLEST * EMU_PER_MILLIMETRE)
    chart = word.charts.get(picture.source)
    if chart:
        _add_chart(word, paragraph, picture, chart, (share, room))
        return
    data = word.pictures[picture.source]
    width, height = _size(picture, data)
    scale = min(1.0, share / width, room / height)
    _add_drawing(word, paragraph, picture, data, (round(width * scale), round(height * scale)))


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


def _add_frame(word: Word, paragraph: Element, picture: Picture, title: str, size: tuple[int, int]) -> Element:
    """Add the frame of a drawing with its alternative text; return the frame."""
    drawing = add(add(paragraph, "w:r"), "w:drawing")
    inline = add(drawing, "wp:inline", distT=0, distB=0, distL=0, distR=0)
    add(inline, "wp:extent", cx=size[0], cy=size[1])
    key = word.count("drawing")
    properties = add(inline, "wp:docPr", id=key, name=f"{title} {key}")
    if picture.alt:
        properties.set("descr", picture.alt)
    else:
        mark_decorative(properties)
    return inline


def _add_chart(word: Word, paragraph: Element, picture: Picture, chart: Chart, most: tuple[int, int]) -> None:
    """Add a native chart, as wide as `most` and at most as high."""
    element, workbook, points = make_chart(
        chart, word.theme, word.dress.palette, width=most[0] / EMU_PER_POINT, day=word.document.date
    )
    size = most[0], min(round(points * EMU_PER_POINT), most[1])
    inline = _add_frame(word, paragraph, picture, "Chart", size)
    add(inline, "wp:cNvGraphicFramePr")
    data = add(add(inline, "a:graphic"), "a:graphicData", uri=_CHART)
    add(data, "c:chart", r_id=word.package.add_chart(element, workbook))


def _add_drawing(word: Word, paragraph: Element, picture: Picture, data: bytes, size: tuple[int, int]) -> None:
    inline = _add_frame(word, paragraph, picture, "Picture", size)
    add(add(inline, "wp:cNvGraphicFramePr"), "a:graphicFrameLocks", noChangeAspect=1)
    element = add(add(add(inline, "a:graphic"), "a:graphicData", uri=_PICTURE), "pic:pic")
    named = add(element, "pic:nvPicPr")
    key = word.counts["drawing"]
    add(named, "pic:cNvPr", id=key, name=f"Picture {key}")
    add(named, "pic:cNvPicPr")
    fill = add(element, "pic:blipFill")
    shown = add(fill, "a:blip", r_embed=word.package.add_picture(data))
    vector = word.vectors.get(picture.source, b"")
    if vector:
        _add_vector(word, shown, vector)
    add(add(fill, "a:stretch"), "a:fillRect")
    shape = add(element, "pic:spPr")
    place = add(shape, "a:xfrm")
    add(place, "a:off", x=0, y=0)
    add(place, "a:ext", cx=size[0], cy=size[1])
    add(add(shape, "a:prstGeom", prst="rect"), "a:avLst")


def _add_vector(word: Word, shown: Element, svg: bytes) -> None:
    """Name the SVG beside the picture that stands in for it; Word reads version 1.1, which knows ``xlink:href`` alone
    ([MS-ODRAWXML] 2.3.1.1; SVG 1.1, 5.6).
    """
    svg = svg.replace(b'<use href="', b'<use xlink:href="')
    extension = add(add(shown, "a:extLst"), "a:ext", uri=_SVG)
    add(extension, "asvg:svgBlip", r_embed=word.package.add_picture(svg))
