"""The cover's field and the band of a chapter: rectangles as wide as the paper, behind the words, in the theme's colour.

The field is anchored in the cover's first paragraph, like the covers that Word itself offers, so that it goes
when the cover goes. Office 2010 and later and LibreOffice draw it; other programs show the words on the
shade of their own style. The band stands in the header of a chapter's first page.
"""

from __future__ import annotations

from .drawings import EMU_PER_MILLIMETRE, mark_decorative
from .word import Word
from .xml import NAMESPACES, Element, add, new


def add_field(word: Word, paragraph: Element, *, logo: bool = False) -> None:
    """Put the field behind the page that `paragraph` is on, unless the words could not be read on it.

    A logo in that paragraph stands on the white of the paper, and the field begins beneath it.
    """
    if word.dress.plain_cover:
        return
    page = word.theme.page
    top = page.top + 1.7 * page.logo if logo else 0.0
    add_rectangle(word, paragraph, top, page.height - top)


def add_rectangle(word: Word, paragraph: Element, top: float, height: float) -> None:
    """Add a rectangle in the field's colour as wide as the paper, behind the text; `top` and `height` in millimetres."""
    run = new("w:r")
    paragraph.insert(1, run)
    # Consumers that do not know `wps` must skip it (ECMA-376 Part 3, 7.6).
    choice = add(add(run, "mc:AlternateContent"), "mc:Choice", Requires="wps")
    key = word.count("drawing")
    across, down = round(word.theme.page.width * EMU_PER_MILLIMETRE), round(height * EMU_PER_MILLIMETRE)
    anchor = _add_anchor(add(choice, "w:drawing"), across, down, round(top * EMU_PER_MILLIMETRE))
    mark_decorative(add(anchor, "wp:docPr", id=key, name=f"Field {key}"))
    add(anchor, "wp:cNvGraphicFramePr")
    data = add(add(anchor, "a:graphic"), "a:graphicData", uri=NAMESPACES["wps"])
    shape = add(data, "wps:wsp")
    add(shape, "wps:cNvSpPr")
    properties = add(shape, "wps:spPr")
    place = add(properties, "a:xfrm")
    add(place, "a:off", x=0, y=0)
    add(place, "a:ext", cx=across, cy=down)
    add(add(properties, "a:prstGeom", prst="rect"), "a:avLst")
    slot, luminance = word.dress.palette.drawn("field")
    colour = add(add(properties, "a:solidFill"), "a:schemeClr", val=slot)
    if luminance < 100_000:
        add(colour, "a:lumMod", val=luminance)
    add(add(properties, "a:ln"), "a:noFill")
    add(shape, "wps:bodyPr")


def _add_anchor(drawing: Element, width: int, height: int, top: int) -> Element:
    """Add the place: from the paper's left edge and `top`, behind the text (20.4.2.3)."""
    anchor = add(
        drawing, "wp:anchor", distT=0, distB=0, distL=0, distR=0, simplePos=0, relativeHeight=1, behindDoc=1,
        locked=0, layoutInCell=1, allowOverlap=1,
    )  # fmt: skip
    add(anchor, "wp:simplePos", x=0, y=0)
    for tag, offset in (("wp:positionH", 0), ("wp:positionV", top)):
        add(add(anchor, tag, relativeFrom="page"), "wp:posOffset", str(offset))
    add(anchor, "wp:extent", cx=width, cy=height)
    add(anchor, "wp:effectExtent", l=0, t=0, r=0, b=0)
    add(anchor, "wp:wrapNone")
    return anchor
