"""Categories and values become the two axes: names in the order of the drawn figure, zero always on the scale.

Numbers stand at their marks, so the value axis shows its unit and no ticks. Ids are positive: the schema takes no
others (ECMA-376 Part 1, 21.2.2.9).
"""

from __future__ import annotations

from ..xml import Element, add
from .data import Data
from .paint import Paint, Type, add_hidden, add_letters, add_line, add_look
from .places import Places

CATEGORIES, VALUES = 10, 20
"""Ids of the axes."""


def add_axes(plot: Element, data: Data, places: Places, type_: Type) -> None:
    """Add ``c:catAx`` and ``c:valAx``."""
    lying, rtl = data.form in ("bars", "parts"), type_.rtl
    axis = add(plot, "c:catAx")
    _open(axis, CATEGORIES, backwards=lying or rtl, side=("r" if rtl else "l") if lying else "b")
    if data.notes and not lying:
        _add_title(axis, data.notes, places, places.foot, type_)
    _close(axis, VALUES, "low", Paint("quiet"), type_)
    for element, value in (("auto", 0), ("lblAlgn", "ctr"), ("lblOffset", 100), ("tickLblSkip", 1)):
        add(axis, f"c:{element}", val=value)
    add(axis, "c:noMultiLvlLbl", val=1)
    axis = add(plot, "c:valAx")
    _open(axis, VALUES, backwards=lying and rtl, side="t" if lying else "r" if rtl else "l", places=places)
    lines = (*((data.unit,) if data.unit else ()), *(data.notes if lying else ()))
    if lines:
        _add_title(axis, lines, places, places.head, type_, turned=places.unit_turned)
    add(axis, "c:numFmt", formatCode="General", sourceLinked=0)
    _close(axis, CATEGORIES, "none", None, type_)
    add(axis, "c:crossBetween", val="midCat" if data.form == "line" else "between")


def _open(axis: Element, key: int, *, backwards: bool, side: str, places: Places | None = None) -> None:
    add(axis, "c:axId", val=key)
    scaling = add(axis, "c:scaling")
    add(scaling, "c:orientation", val="maxMin" if backwards else "minMax")
    for name, end in (("max", places.most), ("min", places.least)) if places else ():
        if end is not None:
            add(scaling, f"c:{name}", val=f"{end:.6g}")
    add(axis, "c:delete", val=0)
    add(axis, "c:axPos", val=side)


def _close(axis: Element, other: int, names: str, line: Paint | None, type_: Type) -> None:
    add(axis, "c:majorTickMark", val="none")
    add(axis, "c:minorTickMark", val="none")
    add(axis, "c:tickLblPos", val=names)
    add_line(add(axis, "c:spPr"), line)
    add_letters(axis, type_, "text")
    add(axis, "c:crossAx", val=other)
    add(axis, "c:crosses", val="autoZero")


def _add_title(axis: Element, lines: tuple[str, ...], places: Places, top: float, type_: Type, *,
               turned: bool = False) -> None:  # fmt: skip
    """Add what an axis is about: at the reading edge, where the drawn figure has it, or along the axis."""
    title = add(axis, "c:title")
    text = add(add(title, "c:tx"), "c:rich")
    add(text, "a:bodyPr", rot=-5_400_000 if turned else 0, vert="horz")
    add(text, "a:lstStyle")
    for line in lines:
        paragraph = add(text, "a:p")
        look = add(paragraph, "a:pPr", algn="ctr" if turned else "r" if type_.rtl else "l", rtl=int(type_.rtl))
        add_look(look, "a:defRPr", type_, "quiet")
        run = add(paragraph, "a:r")
        add_look(run, "a:rPr", type_, "quiet", lang=type_.tag)
        add(run, "a:t", line)
    if not turned:
        wide = max(map(type_.letters.width, lines)) + 8
        add_place(title, places, max(places.width - wide, 0.0) if type_.rtl else 0.0, top)
    add(title, "c:overlay", val=0)
    add_hidden(title)


def add_place(parent: Element, places: Places, left: float, top: float, right: float = 0, bottom: float = 0) -> None:
    """Add ``c:layout``: where something stands, as shares of the chart; with `right` and `bottom` the inner plot."""
    place = add(add(parent, "c:layout"), "c:manualLayout")
    if right:
        add(place, "c:layoutTarget", val="inner")
    add(place, "c:xMode", val="edge")
    add(place, "c:yMode", val="edge")
    add(place, "c:x", val=f"{left / places.width:.4f}")
    add(place, "c:y", val=f"{top / places.height:.4f}")
    if right:
        add(place, "c:w", val=f"{(right - left) / places.width:.4f}")
        add(place, "c:h", val=f"{(bottom - top) / places.height:.4f}")
