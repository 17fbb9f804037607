"""The running header, the footer with the page number, and the stamp of a draft: parts that sections
refer to.

The same words make the same part, however many sections show it. A stamp stands in every header, in words
for everyone and as a watermark behind the text (VML, which is what Word itself writes for one: ECMA-376
Part 4, 19.1).
"""

from __future__ import annotations

from dataclasses import replace

from .cover import add_rectangle
from .fields import field, simple_field
from .inlines import Voice, add_run, add_text
from .languages import has_ideograph
from .looks import twips
from .word import Flow, Word
from .xml import Element, add, root

_FORMULAS = (
    "sum #0 0 10800", "prod #0 2 1", "sum 21600 0 @1", "sum 0 0 @2", "sum 21600 0 @3", "if @0 @3 0",
    "if @0 21600 @1", "if @0 0 @2", "if @0 @4 21600", "mid @5 @6", "mid @8 @5", "mid @7 @8", "mid @6 @7",
    "sum @6 0 @5",
)  # fmt: skip


def add_header(word: Word, flow: Flow, *, bare: bool, band: bool = False) -> str:
    """Return the relation of the header: chapter on one side, stamp on the other; `bare` leaves the
    chapter out, `band` puts a band of the field's colour across the head of the page.
    """
    title = "" if bare else flow.title
    key = ("header", title, str(flow.landscape), str(flow.kind == "cover"), str(band))
    if key in word.headers:
        return word.headers[key]
    header = root("w:hdr")
    style = "HeaderLandscape" if flow.landscape else "Header"
    paragraph = _paragraph(header, style)
    voice = _voice(word)
    if title:
        # The stamp of a draft for review is long: the chapter stands on a line of its own beneath it.
        line = _paragraph(header, style) if word.draft else paragraph
        with field(lambda: add(line, "w:r"), 'STYLEREF "heading 1"'):
            add_text(word, line, title, voice)
    if word.document.stamp and flow.kind != "cover":
        add(add(paragraph, "w:r"), "w:tab")
        add_text(word, paragraph, word.document.stamp, replace(voice, style="StampWords"))
    if band:
        page = word.theme.page
        add_rectangle(word, paragraph, 0, page.top / 4)
    if word.document.stamp:
        _add_watermark(word, paragraph)
    return _keep(word, "header", key, header)


def add_footer(word: Word, flow: Flow, *, bare: bool) -> str:
    """Return the relation of the footer: running title and page number, or (`bare`) of an empty one."""
    key = ("footer", str(bare), str(flow.landscape), str(flow.kind == "front"))
    if key in word.headers:
        return word.headers[key]
    footer = root("w:ftr")
    paragraph = _paragraph(footer, "FooterLandscape" if flow.landscape else "Footer")
    if not bare:
        add_text(word, paragraph, word.document.running or word.document.title, _voice(word))
        add(add(paragraph, "w:r"), "w:tab")
        number = Voice(word.document.lang, False, False, style="PageNumber")
        simple_field(lambda: add_run(word, paragraph, number), "PAGE", "i" if flow.kind == "front" else "1")
    return _keep(word, "footer", key, footer)


def _keep(word: Word, kind: str, key: tuple[str, ...], element: Element) -> str:
    path = f"/word/{kind}{word.count(kind)}.xml"
    _, relation = word.package.add_tree(kind, path, element)
    word.headers[key] = relation
    return relation


def _paragraph(parent: Element, style: str) -> Element:
    paragraph = add(parent, "w:p")
    add(add(paragraph, "w:pPr"), "w:pStyle", val=style)
    return paragraph


def _voice(word: Word) -> Voice:
    return Voice(word.document.lang, word.rtl, word.rtl)


def _add_watermark(word: Word, paragraph: Element) -> None:
    """Add the stamp's words across the page, behind the text, in the theme's hairline colour; a draft for review has
    one word for that, since its stamp says much.
    """
    words = word.draft.watermark if word.draft else word.document.stamp
    key = word.count("watermark")
    picture = add(add(paragraph, "w:r"), "w:pict")
    _add_shape_type(picture)
    page = word.theme.page
    letters = len(words) + sum(map(has_ideograph, words))  # an ideograph is as wide as two
    width = min(twips(page.measure) / 20, (64.0 if word.draft else 22.0) * letters)
    height = width / max(4.0, letters * 0.55)
    style = (
        f"position:absolute;margin-left:0;margin-top:0;width:{width:.0f}pt;height:{height:.0f}pt;"
        "rotation:315;z-index:-251658752;mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
        "mso-position-vertical:center;mso-position-vertical-relative:margin"
    )
    shape = add(
        picture, "v:shape", id=f"PowerPlusWaterMarkObject{key}", o_spid=f"_x0000_s{2048 + key}",
        type="#_x0000_t136", alt="", style=style, o_allowincell="f",
        fillcolor=word.theme.colours.rule, stroked="f",
    )  # fmt: skip
    add(shape, "v:fill", opacity=".2")
    add(
        shape,
        "v:textpath",
        style=f'font-family:"{word.theme.fonts.display}";font-size:1pt',
        string=words,
    )
    add(shape, "w10:wrap", anchorx="margin", anchory="margin")


def _add_shape_type(picture: Element) -> None:
    """Add the definition of text along a line, shape 136 of VML."""
    kind = add(
        picture, "v:shapetype", id="_x0000_t136", coordsize="21600,21600", o_spt=136, adj=10800,
        path="m@7,l@8,m@5,21600l@6,21600e",
    )  # fmt: skip
    formulas = add(kind, "v:formulas")
    for formula in _FORMULAS:
        add(formulas, "v:f", eqn=formula)
    add(
        kind, "v:path", textpathok="t", o_connecttype="custom",
        o_connectlocs="@9,0;@10,10800;@11,21600;@12,10800",
        o_connectangles="270,180,90,0",
    )  # fmt: skip
    add(kind, "v:textpath", on="t", fitshape="t")
    add(add(kind, "v:handles"), "v:h", position="#0,bottomRight", xrange="6629,14971")
    add(kind, "o:lock", v_ext="edit", text="t", shapetype="t")
