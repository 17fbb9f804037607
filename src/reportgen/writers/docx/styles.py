"""A theme becomes ``word/styles.xml``: every style of a report, under the names Word itself uses where it has one.

Change "Heading 1" or "Body Text" in Word and the whole report follows; nothing in the text is formatted past its style.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from reportgen.theme import Theme

from .languages import Tongue
from .looks import Look, colour_attributes, paragraph_properties, run_properties
from .xml import NAMESPACES

BULLETS, NUMBERS = 1, 2
"""``w:num`` of the list styles; lists that count anew get their own (`numbering`)."""
INDENT = 5.0
"""Indent of one list level, in millimetres."""


@dataclass(frozen=True, slots=True)
class Style:
    """One paragraph or character style.

    Attributes:
        id: As the text refers to it.
        name: As Word shows it; built-in names are lower case, Word translates them (ECMA-376 Part 1, 17.7.4.9).
        based: Id of the style that it is based on.
        next: Id of the style of the paragraph that follows when one presses Enter.
        priority: Place in the gallery; 99 = not recommended there.
    """

    id: str
    name: str
    look: Look
    based: str = "Normal"
    next: str = ""
    priority: int = 99
    kind: Literal["paragraph", "character"] = "paragraph"


def styles_xml(theme: Theme, tongue: Tongue, rtl: bool) -> str:
    """Return the part."""
    styles = [*_text(theme, rtl), *_structure(theme), *_lists(theme), *_cells(theme), *_characters(theme)]
    body = "".join(_style_xml(style, theme) for style in styles)
    return (
        f'<w:styles xmlns:w="{NAMESPACES["w"]}">{_defaults(theme, tongue)}'
        '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1"'
        ' w:defUnhideWhenUsed="1" w:defQFormat="0" w:count="376"/>'
        f"{body}{_tables(theme)}</w:styles>"
    )


def _defaults(theme: Theme, tongue: Tongue) -> str:
    run = run_properties(Look(font="body", size=theme.sizes.body), theme)
    lang = f'<w:lang w:val="{tongue.latin}" w:eastAsia="{tongue.east}" w:bidi="{tongue.bidi}"/>'
    return (
        f"<w:docDefaults><w:rPrDefault>{run.replace('</w:rPr>', lang + '</w:rPr>')}</w:rPrDefault>"
        "<w:pPrDefault/></w:docDefaults>"
    )


def _text(theme: Theme, rtl: bool) -> Sequence[Style]:
    size, small, lead = theme.sizes.body, theme.sizes.small, theme.sizes.leading
    half = lead / 2
    quiet = Look(font="display", size=small, colour="quiet", line=lead * 0.8, before=0, after=half)
    return (
        Style("Normal", "Normal", Look(colour="text", line=lead, bidi=rtl), "", priority=0),
        Style("BodyText", "Body Text", Look(after=half), priority=1),
        Style("BodyTextAfterTable", "Body Text After Table", Look(before=lead), "BodyText", "BodyText"),
        Style("Lead", "Lead", Look(size=size * 1.2, line=lead * 1.2, colour="field", after=lead), next="BodyText", priority=2),
        Style("Statement", "Statement", replace(quiet, after=lead, right=20), next="BodyText", priority=3),
        Style("Note", "Note", replace(quiet, before=half / 2), priority=4),
        Style("Source", "Source", replace(quiet, before=half / 2, after=lead), next="BodyText", priority=5),
        Style("Caveat", "Caveat", Look(), "Note"),
        Style("Empty", "Empty", Look(colour="quiet", italic=True), "BodyText"),
        Style("Continued", "Continued", Look(italic=True), "Note"),
        Style("Quote", "Quote", Look(colour="field", size=size * 1.1, line=lead * 1.1, before=half, after=half, left=8, right=8), next="BodyText", priority=6),
        Style("Byline", "Byline", replace(quiet, after=lead), next="BodyText", priority=7),
        Style("QuoteByline", "Quote Byline", Look(left=8), "Byline", "BodyText"),
        Style("PullQuote", "Pull Quote", Look(font="display", size=size * 1.4, line=lead * 1.4, colour="accent", before=lead, after=lead, right=20, keep_lines=True), next="BodyText", priority=8),
        Style("StoryText", "Story Text", Look(left=6), "BodyText", priority=9),
        Style("FactText", "Fact Text", Look(font="display", size=small, line=lead * 0.85, after=half / 2), "BodyText"),
        Style("Imprint", "Imprint", replace(quiet, right=40)),
        Style("Kicker", "Kicker", Look(font="display", size=small, colour="accent", bold=True, after=half / 2, keep_next=True), next="Heading1"),
        Style("Stamp", "Stamp", Look(font="display", size=small, colour="accent", bold=True)),
        Style("KeyFigureValue", "Key Figure", Look(font="display", size=theme.sizes.title * 0.85, line=theme.sizes.title, colour="accent", before=half, keep_next=True), next="KeyFigureLabel", priority=10),
        Style("KeyFigureLabel", "Key Figure Label", Look(font="display", size=small + 1, line=lead * 0.9, after=lead, right=30), next="KeyFigureValue", priority=10),
    )  # fmt: skip


def _structure(theme: Theme) -> Sequence[Style]:
    """Return headings, the cover, captions, contents, headers and footers."""
    size, small, heading, title, lead = theme.sizes.body, theme.sizes.small, theme.sizes.heading, theme.sizes.title, theme.sizes.leading
    measure = theme.page.measure
    top = Look(font="display", bold=True, colour="field", keep_next=True, keep_lines=True, unhyphenated=True)
    running = Look(font="display", size=small, colour="quiet", tab=measure)
    wide = theme.page.height - theme.page.inner - theme.page.outer
    first = heading * 1.6
    return (
        Style("Heading1", "heading 1", replace(top, size=first, line=first * 1.2, before=0, after=lead * 1.5, outline=0), "Normal", "BodyText", 9),
        Style("Heading2", "heading 2", replace(top, size=heading, line=heading * 1.25, before=lead * 1.5, after=lead / 2, outline=1), "Normal", "BodyText", 9),
        Style("Heading3", "heading 3", replace(top, size=size + 1, line=lead, before=lead, after=lead / 4, outline=2), "Normal", "BodyText", 9),
        Style("Heading4", "heading 4", replace(top, size=size, line=lead, before=lead * 0.75, after=0, outline=3, colour="text"), "Normal", "BodyText", 9),
        Style("Heading5", "heading 5", Look(outline=4, bold=False), "Heading4", "BodyText"),
        Style("Heading6", "heading 6", Look(outline=5, bold=False), "Heading4", "BodyText"),
        Style("Title", "Title", Look(font="display", bold=True, colour="field", size=title * 1.2, line=title * 1.4, after=lead, right=20, unhyphenated=True), next="Subtitle", priority=11),
        Style("Subtitle", "Subtitle", Look(size=heading, line=heading * 1.4, colour="field", after=lead, right=30), next="BodyText", priority=11),
        Style("Office", "Office", Look(font="display", size=heading, line=heading * 1.4, colour="quiet", before=190, after=lead)),
        Style("Date", "Date", Look(font="display", colour="quiet", before=lead * 2)),
        Style("Figure", "Figure", Look(keep_next=True, line=lead, after=lead / 4), next="Source"),
        Style("FigureEnd", "Figure End", Look(keep_next=False, after=lead), "Figure", "BodyText"),
        Style("Caption", "caption", Look(font="display", bold=True, size=size, line=lead, colour="field", before=lead, after=lead / 2, keep_next=True, keep_lines=True), next="BodyText", priority=35),
        Style("TOCHeading", "TOC Heading", replace(top, size=first, line=first * 1.2, after=lead * 1.5), next="BodyText", priority=39),
        Style("ListHeading", "List Heading", replace(top, size=heading, line=heading * 1.25, before=lead * 2, after=lead / 2), next="BodyText", priority=39),
        Style("TOC1", "toc 1", Look(font="display", bold=True, before=lead / 2, after=0, tab=measure, right=8), "Normal", "Normal", 39),
        Style("TOC2", "toc 2", Look(font="display", before=0, left=INDENT, tab=measure, right=8), "Normal", "Normal", 39),
        Style("TOC3", "toc 3", Look(font="display", size=small, colour="quiet", left=2 * INDENT, tab=measure, right=8), "Normal", "Normal", 39),
        Style("TableofFigures", "table of figures", Look(font="display", after=lead / 4, tab=measure, right=8), "Normal", "Normal"),
        Style("FootnoteText", "footnote text", Look(size=small, line=lead * 0.75, after=2), priority=99),
        Style("Header", "header", running),
        Style("HeaderLandscape", "Header Landscape", Look(tab=wide), "Header"),
        Style("Footer", "footer", running),
        Style("FooterLandscape", "Footer Landscape", Look(tab=wide), "Footer"),
        Style("SectionEnd", "Section End", Look(size=1, line=1, exact=True, before=0, after=0)),
    )  # fmt: skip


def _lists(theme: Theme) -> Sequence[Style]:
    """Return list styles for three levels, and for what continues an item; deeper levels use the third."""
    lead = theme.sizes.leading
    styles: list[Style] = []
    for level in range(3):
        suffix = f" {level + 1}" if level else ""
        key = suffix.strip()
        look = Look(after=lead / 4)
        styles += [
            Style(f"ListBullet{key}", f"List Bullet{suffix}", replace(look, number=(level, BULLETS)), "BodyText", priority=12),
            Style(f"ListNumber{key}", f"List Number{suffix}", replace(look, number=(level, NUMBERS)), "BodyText", priority=12),
            Style(f"ListContinue{key}", f"List Continue{suffix}", replace(look, left=INDENT * (level + 1)), "BodyText"),
        ]
    hanging = Look(left=30, hanging=30, stop=30, after=lead / 4)
    return (
        *styles,
        Style("Definition", "Definition", hanging, "BodyText", priority=13),
        Style("TermLine", "Term Line", Look(bold=True, after=0, keep_next=True), "BodyText", "DefinitionLine", 13),
        Style("DefinitionLine", "Definition Line", Look(left=INDENT), "BodyText", "TermLine", 13),
    )  # fmt: skip


def _cells(theme: Theme) -> Sequence[Style]:
    small, lead = theme.sizes.small, theme.sizes.leading
    text = Look(font="display", size=small, line=lead * 0.8, before=2, after=2, unhyphenated=True)
    head = Look(bold=True, colour="field", keep_next=True)
    return (
        Style("TableText", "Table Text", text, priority=14),
        Style("TableNumber", "Table Number", Look(align="right"), "TableText", priority=14),
        Style("TableHeading", "Table Heading", head, "TableText", priority=14),
        Style("TableHeadingNumber", "Table Heading Number", Look(align="right"), "TableHeading", priority=14),
        Style("TableGroup", "Table Group", Look(bold=True, colour="field", before=6, keep_next=True), "TableText", priority=14),
        Style("TableTotal", "Table Total", Look(bold=True), "TableText", priority=14),
        Style("TableTotalNumber", "Table Total Number", Look(align="right"), "TableTotal", priority=14),
        Style("TableGap", "Table Gap", Look(size=1, line=lead, exact=True)),
    )  # fmt: skip


def _characters(theme: Theme) -> Sequence[Style]:
    small = theme.sizes.small
    rows: Sequence[tuple[str, str, Look, str]] = (
        ("DefaultParagraphFont", "Default Paragraph Font", Look(), ""),
        ("Emphasis", "Emphasis", Look(italic=True), ""),
        ("Strong", "Strong", Look(bold=True), ""),
        ("Hyperlink", "Hyperlink", Look(colour="second"), ""),
        ("FootnoteReference", "footnote reference", Look(raised=True), ""),
        ("CaptionLabel", "Caption Label", Look(bold=False, colour="quiet"), ""),
        ("PageNumber", "page number", Look(), ""),
        ("Term", "Term", Look(bold=True, font="display"), ""),
        ("Absent", "Absent", Look(italic=True, colour="quiet"), ""),
        ("StatusMet", "Status Met", Look(colour="met", bold=True), ""),
        ("StatusPartly", "Status Partly", Look(colour="partly", bold=True), ""),
        ("StatusNotMet", "Status Not Met", Look(colour="not_met", bold=True), ""),
        ("StatusNoData", "Status No Data", Look(colour="no_data", bold=True), ""),
        ("StatusMark", "Status Mark", Look(font="symbols", size=small - 1), ""),
        ("StatusMarkMet", "Status Mark Met", Look(colour="met"), "StatusMark"),
        ("StatusMarkPartly", "Status Mark Partly", Look(colour="partly"), "StatusMark"),
        ("StatusMarkNotMet", "Status Mark Not Met", Look(colour="not_met"), "StatusMark"),
        ("StatusMarkNoData", "Status Mark No Data", Look(colour="no_data"), "StatusMark"),
    )
    return [
        Style(key, name, look, based or ("" if key.startswith("Default") else "DefaultParagraphFont"), priority=20, kind="character")
        for key, name, look, based in rows
    ]  # fmt: skip


def _style_xml(style: Style, theme: Theme) -> str:
    default = ' w:default="1"' if style.id in ("Normal", "DefaultParagraphFont") else ""
    hidden = style.id in ("DefaultParagraphFont", "TableNormal")
    based = f'<w:basedOn w:val="{style.based}"/>' if style.based else ""
    following = f'<w:next w:val="{style.next}"/>' if style.next else ""
    gallery = "<w:semiHidden/><w:unhideWhenUsed/>" if hidden else "<w:qFormat/>" if style.priority < 39 else ""
    paragraph = paragraph_properties(style.look, theme) if style.kind == "paragraph" else ""
    return (
        f'<w:style w:type="{style.kind}"{default} w:styleId="{style.id}"{_custom(style)}><w:name w:val="{style.name}"/>'
        f'{based}{following}<w:uiPriority w:val="{style.priority}"/>{gallery}'
        f"{paragraph}{run_properties(style.look, theme)}</w:style>"
    )


_BUILT_IN = {
    "Normal", "Body Text", "Quote", "Title", "Subtitle", "Date", "TOC Heading", "Emphasis", "Strong", "Hyperlink",
    "Default Paragraph Font",
}  # fmt: skip


def _custom(style: Style) -> str:
    built_in = style.name in _BUILT_IN or style.name[0].islower() or style.id.startswith("List")
    return "" if built_in and style.id != "ListHeading" else ' w:customStyle="1"'


def _tables(theme: Theme) -> str:
    """Return the table styles: hairlines only; head, first column and total row as conditional formats."""
    line = colour_attributes(theme, "rule", "color")
    strong = colour_attributes(theme, "field", "color")
    hair = f'<w:top w:val="single" w:sz="4" w:space="0" {strong}/>'
    foot = f'<w:bottom w:val="single" w:sz="4" w:space="0" {line}/>'
    inside = f'<w:insideH w:val="single" w:sz="4" w:space="0" {line}/>'
    under = f'<w:bottom w:val="single" w:sz="6" w:space="0" {strong}/>'
    bold = "<w:rPr><w:b/><w:bCs/></w:rPr>"
    margins = (
        '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="57" w:type="dxa"/>'
        '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar>'
    )
    return (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/>'
        f'<w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>{margins}</w:tblPr></w:style>'
        '<w:style w:type="table" w:customStyle="1" w:styleId="ReportTable"><w:name w:val="Report Table"/>'
        '<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="14"/><w:qFormat/>'
        f"<w:tblPr><w:tblBorders>{hair}{foot}{inside}</w:tblBorders>{margins}</w:tblPr>"
        f'<w:tblStylePr w:type="firstRow">{bold}<w:tcPr><w:tcBorders>{under}</w:tcBorders><w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr>'
        f'<w:tblStylePr w:type="lastRow">{bold}<w:tcPr><w:tcBorders>{hair}</w:tcBorders></w:tcPr></w:tblStylePr>'
        '<w:tblStylePr w:type="firstCol"><w:pPr><w:jc w:val="left"/></w:pPr></w:tblStylePr></w:style>'
    )
