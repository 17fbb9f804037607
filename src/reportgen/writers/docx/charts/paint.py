"""Roles become fills, lines and letters of a chart, by the slots of the Word theme: Design > Colours restyles charts too.

Official colours alone are fixed. The order of elements follows CT_ShapeProperties and CT_TextCharacterProperties
(ECMA-376 Part 1, 20.1.2 and 21.1.2).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from reportgen.contrast import contrast
from reportgen.theme import Theme

from ..languages import tag_of
from ..palette import LEGIBLE, SCHEME, SLOTS, Palette
from ..xml import Element, add
from .data import Data, Strand
from .places import Letters, letters_of

EMU_PER_POINT = 12_700
LIGHT = 40
"""Per cent of its colour that the lightest of several series of one role keeps."""


@dataclass(frozen=True, slots=True)
class Paint:
    """One colour, as a drawing names it.

    Attributes:
        role: Colour of the theme.
        keep: Per cent of it that is left, the rest is white.
        dark: Whether it is a quarter darker than the theme has it, so that white can be read on it.
        fixed: Six digits of a colour that no theme changes.
        open: Whether only the outline is drawn.
    """

    role: str = "text"
    keep: int = 100
    dark: bool = False
    fixed: str = ""
    open: bool = False

    @property
    def words(self) -> str:
        """Colour of words on it."""
        return "on_field" if self.keep == 100 and not self.open else "text"


@dataclass(frozen=True, slots=True)
class Type:
    """How the words of a chart are set.

    Attributes:
        fonts: Slots of the Word theme for Latin, East Asian and complex scripts.
        tag: Language, with a region.
    """

    letters: Letters
    fonts: tuple[str, str, str]
    tag: str
    rtl: bool


def type_of(data: Data, theme: Theme) -> Type:
    """Return how the words of `data` are set: at the theme's small size, in its body font where data are set in that,
    else in its display font, as captions are.
    """
    slot = "+mn" if theme.fonts.data == theme.fonts.body else "+mj"
    return Type(
        letters_of(data, theme.sizes.small),
        (f"{slot}-lt", f"{slot}-ea", f"{slot}-cs"),
        tag_of(data.chart.lang),
        data.chart.dir == "rtl",
    )


def paints_of(data: Data, palette: Palette) -> tuple[Paint, ...]:
    """Return the paint of each series: series of one role differ in lightness, as no names stand at their marks."""
    if data.form == "line":
        return tuple(Paint("text" if is_aim(strand) else strand.role) for strand in data.strands)
    if len(data.strands) == 1 and is_aim(data.strands[0]) and data.chart.highlight < 0:
        return (Paint("quiet", open=True),)  # a budget alone, of which nothing was spent yet
    if data.form == "bars" or len(data.strands) == 1:
        return (Paint("muted" if data.chart.highlight >= 0 else data.strands[0].role),)
    if data.form == "parts":
        first = data.strands[0].role
        dark = contrast(palette.slots[slot_of(first)], palette.slots[slot_of("on_field")]) < LEGIBLE
        return (Paint(first, dark=dark), *(Paint(strand.role, LIGHT) for strand in data.strands[1:]))
    paints: list[Paint] = []
    for index, strand in enumerate(data.strands):
        if is_aim(strand):
            paints.append(Paint("quiet", open=True))
            continue
        after = sum(other.role == strand.role for other in data.strands[index + 1 :])
        before = sum(other.role == strand.role for other in data.strands[:index])
        paints.append(Paint(strand.role, 100 - (100 - LIGHT) * after // max(before + after, 1)))
    return tuple(paints)


def is_aim(strand: Strand) -> bool:
    """Say whether a series is a target or a baseline, which is drawn open."""
    return strand.role in ("goal", "start")


def point_paints(data: Data, paint: Paint) -> dict[int, Paint]:
    """Return the categories of a single series that have a paint of their own: official colours, the highlight."""
    chart = data.chart
    if len(data.strands) > 1 or data.form == "line":
        return {}
    fixed = {row: replace(paint, fixed=colour[1:].upper()) for row, colour in enumerate(chart.colours) if colour}
    return ({chart.highlight: Paint("accent")} if chart.highlight >= 0 else {}) | fixed


def slot_of(role: str) -> str:
    """Return what drawings call the slot of a role."""
    return SCHEME.get(SLOTS[role], SLOTS[role])


def add_colour(parent: Element, paint: Paint) -> None:
    """Add ``a:solidFill``."""
    fill = add(parent, "a:solidFill")
    if paint.fixed:
        add(fill, "a:srgbClr", val=paint.fixed)
        return
    colour = add(fill, "a:schemeClr", val=slot_of(paint.role))
    if paint.dark:
        add(colour, "a:lumMod", val=75_000)
    elif paint.keep < 100:
        add(colour, "a:lumMod", val=paint.keep * 1000)
        add(colour, "a:lumOff", val=(100 - paint.keep) * 1000)


def add_line(parent: Element, paint: Paint | None, points: float = 0.5, *, dashed: bool = False) -> None:
    """Add ``a:ln``; without paint there is no line."""
    line = add(parent, "a:ln", w=round(points * EMU_PER_POINT))
    if paint is None:
        add(line, "a:noFill")
        return
    add_colour(line, paint)
    if dashed:
        add(line, "a:prstDash", val="dash")


def add_area(parent: Element, paint: Paint | None) -> None:
    """Add ``c:spPr`` of a bar; without paint there is none to see."""
    shape = add(parent, "c:spPr")
    if paint is None or paint.open:
        add(shape, "a:noFill")
    else:
        add_colour(shape, paint)
    edge = None
    if paint is not None and (paint.open or paint.fixed or paint.keep < 100):
        edge = Paint("text") if paint.fixed else Paint(paint.role)
    add_line(shape, edge)


def add_hidden(parent: Element) -> None:
    """Add ``c:spPr`` without fill and line."""
    shape = add(parent, "c:spPr")
    add(shape, "a:noFill")
    add_line(shape, None)


def add_letters(
    parent: Element, type_: Type, role: str, *, bold: bool = False, turned: bool = False, whole: bool = False
) -> None:
    """Add ``c:txPr``: the look of words that are not written in the chart itself; `whole` = in one line."""
    text = add(parent, "c:txPr")
    body = add(text, "a:bodyPr")
    if turned:
        body.set("rot", "-5400000")
        body.set("vert", "horz")
    if whole:
        body.set("wrap", "none")
    add(text, "a:lstStyle")
    paragraph = add(text, "a:p")
    add_look(add(paragraph, "a:pPr", rtl=int(type_.rtl)), "a:defRPr", type_, role, bold=bold)
    add(paragraph, "a:endParaRPr", lang=type_.tag)


def add_look(parent: Element, element: str, type_: Type, role: str, *, bold: bool = False, lang: str = "") -> None:
    """Add the properties of characters: the theme's data font at its small size."""
    look = add(parent, element, **({"lang": lang} if lang else {}))
    look.set("sz", str(round(type_.letters.size * 100)))
    look.set("b", str(int(bold)))
    add_colour(look, Paint(role))
    for script, name in zip(("latin", "ea", "cs"), type_.fonts, strict=True):
        add(look, f"a:{script}", typeface=name)
