"""A style of theirs becomes the report's style: under its id, with their look, and with what a report cannot do without.

Stops for tabs come from the width of the report's page; the level of a heading and what must stay with the next
paragraph come from the report, as do numbers before headings: its contents and references name headings without.
"""

from __future__ import annotations

from collections.abc import Mapping
from xml.sax.saxutils import quoteattr

from ..looks import Style, twips
from ..styles import REPORT_TABLE, TABLE_NAME, open_style, place_in_lists
from .match import Match
from .properties import Properties, Property, wrap
from .sheet import OwnStyle, Sheet
from .vocabulary import ORDER

_ON_PAGE = ("TOC", "TableofFigures", "Header", "Footer")
"""Beginnings of the ids of styles whose stops are the page's."""


def write_style(ours: Style, found: Match, sheet: Sheet, names: Mapping[str, str]) -> str:
    """Return the style with the report's id.

    Args:
        ours: The report's own.
        found: Theirs.
        sheet: All of theirs.
        names: Their id -> the id that it has in the report.
    """
    theirs = found.theirs
    following = f'<w:next w:val="{ours.next}"/>' if ours.next else ""
    paragraph: Properties = _completed(ours, theirs, sheet) if ours.kind == "paragraph" else {}
    return (
        f"{open_style(ours.kind, ours.id, ours.name)}{_alias(ours.name, theirs)}{_based(theirs, names)}{following}"
        f"{place_in_lists(ours)}"
        f"{wrap('pPr', paragraph)}{wrap('rPr', theirs.run)}</w:style>"
    )


def write_table_style(theirs: OwnStyle, names: Mapping[str, str]) -> str:
    """Return their style of tables as the report's."""
    conditions = "".join(
        f'<w:tblStylePr w:type="{each.kind}">{wrap("pPr", _free(each.paragraph))}{wrap("rPr", each.run)}'
        f"{wrap('tblPr', each.table)}{wrap('tcPr', each.cell)}</w:tblStylePr>"
        for each in theirs.conditions
    )
    based = _based(theirs, names) or '<w:basedOn w:val="TableNormal"/>'
    return (
        f"{open_style('table', REPORT_TABLE, TABLE_NAME)}{_alias(TABLE_NAME, theirs)}{based}"
        f'<w:uiPriority w:val="14"/><w:qFormat/>{wrap("pPr", _free(theirs.paragraph))}{wrap("rPr", theirs.run)}'
        f"{wrap('tblPr', theirs.table)}{wrap('tcPr', theirs.cell)}{conditions}</w:style>"
    )


def write_base(theirs: OwnStyle, name: str, names: Mapping[str, str]) -> str:
    """Return a style that only others are based on, called `name`; Word does not offer it."""
    tables = ""
    if theirs.kind == "table":
        tables = wrap("tblPr", theirs.table) + wrap("tcPr", theirs.cell)
    return (
        f"{open_style(theirs.kind, names[theirs.id], name)}{_based(theirs, names)}"
        f'<w:uiPriority w:val="99"/><w:semiHidden/>{wrap("pPr", _free(theirs.paragraph))}{wrap("rPr", theirs.run)}'
        f"{tables}</w:style>"
    )


def _alias(name: str, theirs: OwnStyle) -> str:
    """Return their name as a second one, where it is another: fields look for Word's own names."""
    return "" if theirs.name.lower() == name.lower() else f"<w:aliases w:val={quoteattr(theirs.name)}/>"


def _based(theirs: OwnStyle, names: Mapping[str, str]) -> str:
    if theirs.based in names:
        return f"<w:basedOn w:val={quoteattr(names[theirs.based])}/>"
    return '<w:basedOn w:val="DefaultParagraphFont"/>' if theirs.kind == "character" else ""


def _free(paragraph: Properties) -> Properties:
    return {name: each for name, each in paragraph.items() if name not in ("numPr", "outlineLvl")}


def _completed(ours: Style, theirs: OwnStyle, sheet: Sheet) -> Properties:
    """Return their paragraph properties with what the report needs, in the order of the schema."""
    found = dict(_free(theirs.paragraph))
    look = ours.look
    if look.number:
        level, instance = look.number
        parts = (Property("ilvl", {"val": str(level)}), Property("numId", {"val": str(instance)}))
        found["numPr"] = Property("numPr", {}, parts)
    if look.bidi:
        found["bidi"] = Property("bidi", {})
    if look.outline is not None:
        found["outlineLvl"] = Property("outlineLvl", {"val": str(look.outline)})
    if look.keep_next and not any("keepNext" in style.paragraph for style in sheet.chain(theirs.id)):
        found["keepNext"] = Property("keepNext", {})
    if look.stop and not any("tabs" in style.paragraph for style in sheet.chain(theirs.id)):
        # A term and its description stand side by side, with a tab between them.
        place = str(twips(look.stop))
        found["tabs"] = Property("tabs", {}, (Property("tab", {"val": "left", "pos": place}),))
        found["ind"] = Property("ind", {"left": place, "hanging": place})
    if ours.id.startswith(_ON_PAGE):
        found.pop("tabs", None)
        if stops := _stops(ours, theirs, sheet):
            found["tabs"] = Property("tabs", {}, stops)
    return {name: found[name] for name in ORDER if name in found}


def _stops(ours: Style, theirs: OwnStyle, sheet: Sheet) -> tuple[Property, ...]:
    """Return the report's stops; those of what the style is based on are taken away."""
    inherited = {
        each.get("pos")
        for style in sheet.chain(theirs.based)
        if "tabs" in style.paragraph
        for each in style.paragraph["tabs"].children
    }
    if ours.look.untab:
        inherited.add(str(twips(ours.look.untab)))
    wanted = {str(twips(ours.look.tab)): "right"} if ours.look.tab else {}
    stops = {place: "clear" for place in inherited} | wanted
    return tuple(Property("tab", {"val": stops[at], "pos": at}) for at in sorted(stops, key=int))
