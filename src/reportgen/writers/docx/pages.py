"""Roles of containers become sections: page size, running header with the chapter, footer with the page
number.

Every chapter is a section of its own, so that its name in the header is right also in programs that do
not compute STYLEREF. A landscape section keeps header, footer and paper. A section ends in the properties
of its last paragraph (ECMA-376 Part 1, 17.6.18); where that would be a table, an almost invisible
paragraph of the style Section End follows.
"""

from __future__ import annotations

from dataclasses import replace

from reportgen.document.nodes import Container

from .looks import LANDSCAPE_SIDE, LANDSCAPE_TOP, landscape_measure, twips
from .running import add_footer, add_header
from .survey import first_heading
from .word import Flow, Word
from .xml import Element, add, name

EDGE = 12.5
"""Millimetres from the edge of the paper to header and footer."""
COLUMNS = 3
"""In which key figures stand, as on the page; they are read down each. In a brief there are four."""
_GAP = 284
_KINDS = ("instructions", "cover", "front", "body")
_UNNUMBERED = ("instructions", "cover")
_NEW_PAGE = ("front", "chapter", "annex")
_PARAGRAPH = name("w:p")


def enter(word: Word, container: Container, flow: Flow) -> Flow:
    """Return the flow inside `container`: its pages, its chapter, its language."""
    flow = flow.within(container)
    for kind in _KINDS:
        if kind in container.roles and kind != flow.kind:
            flow = replace(flow, kind=kind)
    if any(role in container.roles for role in _NEW_PAGE):
        word.chapters += 1
        flow = replace(
            flow,
            chapter=word.chapters,
            title=first_heading(container.blocks),
            band="chapter" in container.roles,
        )
    if "key-figures" in container.roles and flow.columns == 1:
        columns = COLUMNS + ("four" in container.roles)
        flow = replace(flow, columns=columns, measure=(flow.measure - (columns - 1) * _GAP) // columns)
    if "landscape" in container.roles and not flow.landscape:
        flow = replace(flow, landscape=True, measure=twips(landscape_measure(word.theme)))
    return flow


def settle(word: Word, flow: Flow) -> None:
    """End the section before a block that belongs to another one."""
    if flow.parent is not word.body:
        return
    if word.section is None:
        word.section = flow
    elif _key(flow) != _key(word.section):
        _end_section(word, word.section)
        word.section = flow


def finish(word: Word, flow: Flow) -> None:
    """Add the properties of the last section, which stand in the body itself (17.6.17)."""
    if len(word.body) == 0 or word.body[-1].tag != _PARAGRAPH:
        _add_end(word.body)
    _add_section(word, word.body, word.section or flow)


def _key(flow: Flow) -> tuple[tuple[str, int, bool], int]:
    return _pages(flow), flow.columns


def _pages(flow: Flow) -> tuple[str, int, bool]:
    """Return what sections share that follow one another on one page."""
    return flow.kind, flow.chapter, flow.landscape


def _end_section(word: Word, flow: Flow) -> None:
    last = word.body[-1]
    if last.tag != _PARAGRAPH:
        last = _add_end(word.body)
    _add_section(word, last[0], flow)


def _add_end(body: Element) -> Element:
    paragraph = add(body, "w:p")
    add(add(paragraph, "w:pPr"), "w:pStyle", val="SectionEnd")
    return paragraph


def _add_section(word: Word, parent: Element, flow: Flow) -> None:
    """Add ``w:sectPr``; its children stand in the order of CT_SectPr."""
    first = (flow.kind, flow.chapter) not in word.opened
    restart = flow.kind not in _UNNUMBERED and flow.kind not in word.opened
    word.opened |= {flow.kind, (flow.kind, flow.chapter)}
    opener = first and flow.kind not in _UNNUMBERED
    section = add(parent, "w:sectPr")
    plain = add_header(word, flow, bare=True, band=flow.band)
    running = add_header(word, flow, bare=flow.kind in _UNNUMBERED)
    numbered = add_footer(word, flow, bare=flow.kind in _UNNUMBERED)
    add(section, "w:headerReference", type="default", r_id=running)
    if opener:
        add(section, "w:headerReference", type="first", r_id=plain)
    add(section, "w:footerReference", type="default", r_id=numbered)
    if opener:
        add(section, "w:footerReference", type="first", r_id=numbered)
    add(section, "w:type", val="continuous" if _pages(flow) == word.settled else "nextPage")
    word.settled = _pages(flow)
    _add_paper(word, section, flow)
    if flow.kind not in _UNNUMBERED:
        number = add(section, "w:pgNumType", fmt="lowerRoman" if flow.kind == "front" else "decimal")
        if restart:
            number.set(name("w:start"), "1")
    add(section, "w:cols", **({"num": flow.columns, "space": _GAP} if flow.columns > 1 else {"space": 720}))
    if opener:
        add(section, "w:titlePg")
    if word.rtl:
        add(section, "w:bidi")


def _add_paper(word: Word, section: Element, flow: Flow) -> None:
    page = word.theme.page
    width, height = twips(page.width), twips(page.height)
    if flow.landscape:
        add(section, "w:pgSz", w=height, h=width, orient="landscape")
        top, bottom = page.top - LANDSCAPE_TOP, page.bottom - LANDSCAPE_TOP
        left = right = page.outer - LANDSCAPE_SIDE
    else:
        add(section, "w:pgSz", w=width, h=height)
        top, bottom, left, right = page.top, page.bottom, page.inner, page.outer
    edge = twips(EDGE)
    add(
        section, "w:pgMar", top=twips(top), right=twips(right), bottom=twips(bottom), left=twips(left),
        header=edge, footer=edge, gutter=0,
    )  # fmt: skip
