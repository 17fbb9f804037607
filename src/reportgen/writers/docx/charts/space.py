"""What a chart holds becomes its part of the Word file: ``c:chartSpace``, with the numbers cached beside their cells.

The order of elements follows the schema of DrawingML charts (ECMA-376 Part 1, 21.2 and A.5.1). A category without data
has no point, which is a gap and not zero.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.theme import Theme

from ..palette import Palette
from ..xml import Element, add, root
from .axes import CATEGORIES, VALUES, add_axes, add_place
from .data import Data, Strand
from .labels import add_labels
from .paint import (
    Paint,
    Type,
    add_area,
    add_colour,
    add_hidden,
    add_letters,
    add_line,
    is_aim,
    paints_of,
    point_paints,
    type_of,
)
from .places import Places
from .workbook import reference

OVERLAP = {"bars": 0, "parts": 100, "columns": -4}
"""Of the bars of one category, in per cent."""


def space_of(data: Data, places: Places, theme: Theme, palette: Palette) -> Element:
    """Return the part; the numbers behind it are its first and only relation."""
    type_ = type_of(data, theme)
    space = root("c:chartSpace", "c", "a", "r")
    add(space, "c:date1904", val=0)
    add(space, "c:lang", val=type_.tag)
    add(space, "c:roundedCorners", val=0)
    chart = add(space, "c:chart")
    add(chart, "c:autoTitleDeleted", val=1)
    plot = add(chart, "c:plotArea")
    add_place(plot, places, places.left, places.top, places.right, places.bottom)
    _add_group(plot, data, places, paints_of(data, palette), type_)
    add_axes(plot, data, places, type_)
    add_hidden(plot)
    if places.legend:
        _add_legend(chart, type_)
    add(chart, "c:plotVisOnly", val=1)
    add(chart, "c:dispBlanksAs", val="gap")
    add_hidden(space)
    add_letters(space, type_, "text")
    data_link = add(space, "c:externalData", r_id="rId1")
    add(data_link, "c:autoUpdate", val=0)
    return space


def _add_group(plot: Element, data: Data, places: Places, paints: Sequence[Paint], type_: Type) -> None:
    """Add the bars, columns or lines."""
    line = data.form == "line"
    group = add(plot, "c:lineChart" if line else "c:barChart")
    if not line:
        add(group, "c:barDir", val="col" if data.form == "columns" else "bar")
    add(group, "c:grouping", val="standard" if line else "stacked" if data.form == "parts" else "clustered")
    add(group, "c:varyColors", val=0)
    for index, (strand, paint) in enumerate(zip(data.strands, paints, strict=True)):
        ser = _open_series(group, index, strand)
        if line:
            _add_stroke(ser, strand, paint)
        else:
            add_area(ser, None if strand.total else paint)
            add(ser, "c:invertIfNegative", val=0)
            for row, own in sorted(point_paints(data, paint).items()):
                point = add(ser, "c:dPt")
                add(point, "c:idx", val=row)
                add(point, "c:invertIfNegative", val=0)
                add(point, "c:bubble3D", val=0)
                add_area(point, own)
        add_labels(ser, data, index, paint, places, type_)
        _add_categories(ser, data.categories)
        _add_numbers(ser, strand, index + 1)
        if line:
            add(ser, "c:smooth", val=0)
    if line:
        add(group, "c:marker", val=1)
    else:
        add(group, "c:gapWidth", val=min(places.gap, 500))
        add(group, "c:overlap", val=OVERLAP[data.form])
    for key in (CATEGORIES, VALUES):
        add(group, "c:axId", val=key)


def _open_series(group: Element, index: int, strand: Strand) -> Element:
    ser = add(group, "c:ser")
    add(ser, "c:idx", val=index)
    add(ser, "c:order", val=index)
    name = add(add(ser, "c:tx"), "c:strRef")
    add(name, "c:f", reference(index + 1))
    _add_texts(name, (strand.name,))
    return ser


def _add_stroke(ser: Element, strand: Strand, paint: Paint) -> None:
    """Add line and marks of a series; a target's marks are open."""
    aim = is_aim(strand)
    weight = 0.8 if aim else 1.9 if strand.role == "accent" else 1.3
    add_line(add(ser, "c:spPr"), paint, weight, dashed=aim)
    marker = add(ser, "c:marker")
    add(marker, "c:symbol", val="diamond" if strand.role == "goal" else "circle")
    add(marker, "c:size", val=7 if aim else 5)
    shape = add(marker, "c:spPr")
    add_colour(shape, Paint("on_field") if aim else paint)
    add_line(shape, paint, 0.9)


def _add_categories(ser: Element, names: tuple[str, ...]) -> None:
    held = add(add(ser, "c:cat"), "c:strRef")
    add(held, "c:f", reference(0, len(names)))
    _add_texts(held, names)


def _add_texts(parent: Element, texts: tuple[str, ...]) -> None:
    cache = add(parent, "c:strCache")
    add(cache, "c:ptCount", val=len(texts))
    for index, text in enumerate(texts):
        add(add(cache, "c:pt", idx=index), "c:v", text)


def _add_numbers(ser: Element, strand: Strand, column: int) -> None:
    held = add(add(ser, "c:val"), "c:numRef")
    add(held, "c:f", reference(column, len(strand.numbers)))
    cache = add(held, "c:numCache")
    add(cache, "c:formatCode", strand.usual)
    add(cache, "c:ptCount", val=len(strand.numbers))
    for index, (number, code) in enumerate(zip(strand.numbers, strand.formats, strict=True)):
        if number:
            point = add(cache, "c:pt", idx=index)
            if code != strand.usual:
                point.set("formatCode", code)
            add(point, "c:v", number)


def _add_legend(chart: Element, type_: Type) -> None:
    """Add the names of series that cannot stand at their bars; that of a total stands without a colour."""
    legend = add(chart, "c:legend")
    add(legend, "c:legendPos", val="t")
    add(legend, "c:overlay", val=0)
    add_letters(legend, type_, "text")
