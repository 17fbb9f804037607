"""A look (font, size, space, rules) becomes the properties of a Word style.

Sizes and spaces are in points, indents in millimetres; Word counts half-points, twentieths of a point and
eighths of a point. The order of elements follows CT_PPrBase and CT_RPr (ECMA-376 Part 1, A.1): Word calls
a file with another order broken.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from reportgen.theme import Theme

from .palette import Palette

Colour = Literal[
    "text",
    "quiet",
    "accent",
    "field",
    "on_field",
    "rule",
    "tint",
    "second",
    "met",
    "partly",
    "not_met",
    "no_data",
    "link",
    "visited",
]
FontRole = Literal["body", "display", "symbols"]
HANGING = {"FactLine": 0.42, "Definition": 0.2}
"""Share of the measure that terms take beside their descriptions."""
LANDSCAPE_TOP, LANDSCAPE_SIDE = 3.0, 5.0
"""Millimetres by which a page on its side has narrower margins."""


def landscape_measure(theme: Theme) -> float:
    """Return the width of the text on a page on its side, in millimetres."""
    return theme.page.height - 2 * (theme.page.outer - LANDSCAPE_SIDE)


def gap_of_cells(theme: Theme) -> int:
    """Return the space left and right of a cell's words, in twentieths of a point."""
    return round(theme.sizes.leading * 0.25 * 20)


def twips(millimetres: float) -> int:
    """Return millimetres as twentieths of a point."""
    return round(millimetres * 1440 / 25.4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a style looks; None, 0 and False: as the style it is based on.

    Attributes:
        size, line, before, after: Points; `line` is the least line height.
        left, right, hanging: Indents in millimetres, on the leading and the trailing side.
        tab: A stop for the trailing edge, millimetres from the leading one; `untab` takes away the one of the
            style that this one is based on. `stop`: one for the leading edge.
        bar: Colour of a rule along the leading side; `top`, `bottom`: of one above or beneath.
        shade: Colour behind the text.
        mirrored: The leading side is the right one: borders know no other (ECMA-376 Part 1, 17.3.1.17).
    """

    font: FontRole | None = None
    size: float | None = None
    bold: bool | None = None
    italic: bool | None = None
    colour: Colour | None = None
    spaced: float | None = None
    raised: bool = False
    underlined: bool = False
    line: float | None = None
    exact: bool = False
    before: float | None = None
    after: float | None = None
    left: float | None = None
    right: float | None = None
    hanging: float | None = None
    align: Literal["left", "right", "center"] | None = None
    tab: float = 0
    untab: float = 0
    stop: float = 0
    bar: Colour | None = None
    top: Colour | None = None
    bottom: Colour | None = None
    shade: Colour | None = None
    keep_next: bool | None = None
    keep_lines: bool = False
    contextual: bool = False
    outline: int | None = None
    number: tuple[int, int] | None = None
    bidi: bool = False
    mirrored: bool = False
    unhyphenated: bool = False


@dataclass(frozen=True, slots=True)
class Style:
    """One paragraph or character style.

    Attributes:
        id: As the text refers to it.
        name: As Word shows it; built-in names are in lower case.
        based: Id of the style that it is based on.
        next: Id of the style of the paragraph that follows when one presses Enter.
        priority: Place in lists of styles.
        offered: Whether it stands in the gallery, for those who write.
        hidden: Whether Word does not list it: it is the writer's own, and nobody needs to choose it.
    """

    id: str
    name: str
    look: Look
    based: str = "Normal"
    next: str = ""
    priority: int = 99
    kind: Literal["paragraph", "character"] = "paragraph"
    offered: bool = False
    hidden: bool = False


def paragraph_properties(look: Look, palette: Palette) -> str:
    """Return ``w:pPr`` of a style, or nothing."""
    parts = [
        _flag("keepNext", look.keep_next),
        _flag("keepLines", look.keep_lines or None),
        _numbering(look),
        _borders(look, palette),
        _shade(look, palette),
        _tabs(look),
        _flag("suppressAutoHyphens", look.unhyphenated or None),
        _flag("bidi", look.bidi or None),
        _spacing(look),
        _indents(look),
        _flag("contextualSpacing", look.contextual or None),
        f'<w:jc w:val="{look.align}"/>' if look.align else "",
        f'<w:outlineLvl w:val="{look.outline}"/>' if look.outline is not None else "",
    ]
    inner = "".join(parts)
    return f"<w:pPr>{inner}</w:pPr>" if inner else ""


def run_properties(look: Look, palette: Palette, *, shaded: bool = False) -> str:
    """Return ``w:rPr`` of a style, or nothing; `shaded`: of words, whose shade no paragraph has."""
    size = round(2 * look.size) if look.size else 0
    parts = [
        _fonts(look.font),
        _flag("b", look.bold) + _flag("bCs", look.bold),
        _flag("i", look.italic),  # complex scripts have no slant
        f"<w:color {palette.attributes(look.colour)}/>" if look.colour else "",
        f'<w:spacing w:val="{round(20 * look.spaced)}"/>' if look.spaced is not None else "",
        f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>' if size else "",
        '<w:u w:val="single"/>' if look.underlined else "",
        _shade(look, palette) if shaded else "",
        '<w:vertAlign w:val="superscript"/>' if look.raised else "",
    ]
    inner = "".join(parts)
    return f"<w:rPr>{inner}</w:rPr>" if inner else ""


def _flag(tag: str, value: bool | None) -> str:
    if value is None:
        return ""
    return f"<w:{tag}/>" if value else f'<w:{tag} w:val="0"/>'


def _fonts(font: FontRole | None) -> str:
    if font is None:
        return ""
    if font == "symbols":
        return _symbol_fonts()
    kind = "minor" if font == "body" else "major"
    return (
        f'<w:rFonts w:asciiTheme="{kind}HAnsi" w:hAnsiTheme="{kind}HAnsi"'
        f' w:eastAsiaTheme="{kind}EastAsia" w:cstheme="{kind}Bidi"/>'
    )


def _symbol_fonts() -> str:
    name = SYMBOLS
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}" w:cs="{name}"/>'


SYMBOLS = "Noto Sans Symbols2"
"""The family with all status shapes, as the font itself and its packages name it."""


def _numbering(look: Look) -> str:
    if look.number is None:
        return ""
    level, instance = look.number
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{instance}"/></w:numPr>'


def _borders(look: Look, palette: Palette) -> str:
    bars = (None, look.bar) if look.mirrored else (look.bar, None)
    edges = [
        ("top", look.top, 6, 6),
        ("left", bars[0], 12, 10),
        ("bottom", look.bottom, 4, 4),
        ("right", bars[1], 12, 10),
    ]
    lines = [
        f'<w:{edge} w:val="single" w:sz="{size}" w:space="{space}" {palette.attributes(colour, "color")}/>'
        for edge, colour, size, space in edges
        if colour
    ]
    return f"<w:pBdr>{''.join(lines)}</w:pBdr>" if lines else ""


def _shade(look: Look, palette: Palette) -> str:
    if not look.shade:
        return ""
    fill = palette.attributes(look.shade, "fill", "themeFill")
    return f'<w:shd w:val="clear" w:color="auto" {fill}/>'


def _tabs(look: Look) -> str:
    """Return the stops in ascending order, as Word writes them."""
    kinds = ((look.stop, "left"), (look.untab, "clear"), (look.tab, "right"))
    stops = "".join(f'<w:tab w:val="{kind}" w:pos="{twips(at)}"/>' for at, kind in sorted(kinds) if at)
    return f"<w:tabs>{stops}</w:tabs>" if stops else ""


def _spacing(look: Look) -> str:
    attributes = ""
    if look.before is not None:
        attributes += f' w:before="{round(20 * look.before)}"'
    if look.after is not None:
        attributes += f' w:after="{round(20 * look.after)}"'
    if look.line is not None:
        rule = "exact" if look.exact else "atLeast"
        attributes += f' w:line="{round(20 * look.line)}" w:lineRule="{rule}"'
    return f"<w:spacing{attributes}/>" if attributes else ""


def _indents(look: Look) -> str:
    attributes = ""
    for key, value in (("left", look.left), ("right", look.right), ("hanging", look.hanging)):
        if value is not None:
            attributes += f' w:{key}="{twips(value)}"'
    return f"<w:ind{attributes}/>" if attributes else ""
