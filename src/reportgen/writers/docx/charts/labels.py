"""Numbers become labels at their marks; what has no room has none, and lines are named at their ends.

A label is the number of its cell in the cell's format, so that it follows when somebody changes the cell
(ECMA-376 Part 1, 21.2.2.47 and 21.2.2.49).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..xml import Element, add
from .data import Data, Strand
from .paint import Paint, Type, add_hidden, add_letters
from .places import Places


@dataclass(frozen=True, slots=True)
class Manner:
    """How a label looks, where it stands at its mark, and whether it names the series."""

    role: str
    position: str
    bold: bool = False
    turned: bool = False
    named: bool = False


def add_labels(ser: Element, data: Data, index: int, paint: Paint, places: Places, type_: Type) -> None:
    """Add ``c:dLbls`` of a series: the labels that differ, then how the others are."""
    strand, shown, line = data.strands[index], places.labelled[index], data.form == "line"
    parent = add(ser, "c:dLbls")
    usual = replace(_manner(data, strand, paint), turned=places.turned)
    side = "l" if type_.rtl else "r"
    end = replace(usual, position=side, bold=True, named=len(data.strands) > 1 and not places.legend)
    for row, code in enumerate(strand.formats):
        if not code:
            continue
        manner = end if line and row == strand.last else usual
        if row == data.chart.highlight and len(data.strands) == 1:
            manner = replace(manner, bold=True)
        if row not in shown or manner != usual or code != strand.usual:
            label = add(parent, "c:dLbl")
            add(label, "c:idx", val=row)
            if row in shown:
                _describe(label, code, manner, type_)
            else:
                add(label, "c:delete", val=1)
    _describe(parent, strand.usual, usual, type_)


def _manner(data: Data, strand: Strand, paint: Paint) -> Manner:
    several = len(data.strands) > 1
    match data.form:
        case "parts":
            return Manner("text", "inBase", bold=True) if strand.total else Manner(paint.words, "ctr")
        case "line":
            return Manner("accent" if several and strand.role == "accent" else "text", "t")
        case "columns":
            return Manner("text", "outEnd", bold=several and strand.role == "accent")
        case "bars":
            return Manner("text", "outEnd")


def _describe(parent: Element, code: str, manner: Manner, type_: Type) -> None:
    add(parent, "c:numFmt", formatCode=code, sourceLinked=0)
    add_hidden(parent)
    add_letters(parent, type_, manner.role, bold=manner.bold, turned=manner.turned, whole=not manner.named)
    add(parent, "c:dLblPos", val=manner.position)
    flags = {"LegendKey": 0, "Val": 1, "CatName": 0, "SerName": int(manner.named), "Percent": 0, "BubbleSize": 0}
    for flag, on in flags.items():
        add(parent, f"c:show{flag}", val=on)
    if manner.named:
        add(parent, "c:separator", " ")
