"""A theme becomes ``word/styles.xml``: every style of a report, under the names Word itself uses where it
has one.

Change "Heading 1" or "Body Text" in Word and the whole report follows; nothing in the text is formatted
past its style.
"""

from __future__ import annotations

from reportgen.theme import Theme

from .languages import Tongue
from .looks import Look, Style, colour_attributes, gap_of_cells, paragraph_properties, run_properties
from .styles_parts import cell_styles, character_styles, list_styles
from .styles_text import cover_styles, heading_styles, page_styles, quiet_styles, text_styles
from .xml import NAMESPACES

_BUILT_IN = frozenset(
    [
        "Normal",
        "Body Text",
        "Quote",
        "Title",
        "Subtitle",
        "Date",
        "TOC Heading",
        "Emphasis",
        "Strong",
        "Hyperlink",
        "Default Paragraph Font",
        "List Bullet",
        "List Bullet 2",
        "List Bullet 3",
        "List Number",
        "List Number 2",
        "List Number 3",
        "List Continue",
        "List Continue 2",
        "List Continue 3",
    ]
)


def styles_xml(theme: Theme, tongue: Tongue, rtl: bool) -> str:
    """Return the part."""
    styles = (
        *text_styles(theme, rtl), *quiet_styles(theme), *heading_styles(theme), *cover_styles(theme),
        *page_styles(theme), *list_styles(theme), *cell_styles(theme), *character_styles(theme),
    )  # fmt: skip
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


def _style_xml(style: Style, theme: Theme) -> str:
    default = ' w:default="1"' if style.id in ("Normal", "DefaultParagraphFont") else ""
    # Built-in names are lower case: Word shows "heading 1" in the reader's language (17.7.4.9).
    custom = "" if style.name in _BUILT_IN or style.name[0].islower() else ' w:customStyle="1"'
    based = f'<w:basedOn w:val="{style.based}"/>' if style.based else ""
    following = f'<w:next w:val="{style.next}"/>' if style.next else ""
    if style.id == "DefaultParagraphFont":
        gallery = "<w:semiHidden/><w:unhideWhenUsed/>"
    else:
        gallery = "<w:qFormat/>" if style.priority < 39 else ""
    paragraph = paragraph_properties(style.look, theme) if style.kind == "paragraph" else ""
    return (
        f'<w:style w:type="{style.kind}"{default}{custom} w:styleId="{style.id}">'
        f'<w:name w:val="{style.name}"/>{based}{following}<w:uiPriority w:val="{style.priority}"/>{gallery}'
        f"{paragraph}{run_properties(style.look, theme)}</w:style>"
    )


def _tables(theme: Theme) -> str:
    """Return the table styles: hairlines only; head, first column and total row as conditional formats."""
    rule = colour_attributes(theme, "rule", "color")
    field = colour_attributes(theme, "field", "color")
    bottom = f'<w:bottom w:val="single" w:sz="4" w:space="0" {rule}/>'
    inside = f'<w:insideH w:val="single" w:sz="4" w:space="0" {rule}/>'
    strong = f'<w:tcBorders><w:bottom w:val="single" w:sz="6" w:space="0" {field}/></w:tcBorders>'
    bold = "<w:rPr><w:b/><w:bCs/></w:rPr>"
    gap = gap_of_cells(theme)
    margins = _margins(gap, gap)
    first = f"<w:tcPr>{_margins(0, gap, 'tcMar')}</w:tcPr>"
    last = f"<w:tcPr>{_margins(gap, 0, 'tcMar')}</w:tcPr>"
    return (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/>'
        f'<w:tblPr><w:tblInd w:w="0" w:type="dxa"/>{margins}</w:tblPr></w:style>'
        '<w:style w:type="table" w:customStyle="1" w:styleId="ReportTable"><w:name w:val="Report Table"/>'
        '<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="14"/><w:qFormat/>'
        f"<w:tblPr><w:tblBorders>{bottom}{inside}</w:tblBorders>{margins}</w:tblPr>"
        f'<w:tblStylePr w:type="firstRow"><w:tcPr>{strong}<w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr>'
        f'<w:tblStylePr w:type="lastRow">{bold}<w:tcPr>{strong}</w:tcPr></w:tblStylePr>'
        f'<w:tblStylePr w:type="firstCol">{first}</w:tblStylePr>'
        f'<w:tblStylePr w:type="lastCol">{last}</w:tblStylePr></w:style>'
    )


def _margins(left: int, right: int, tag: str = "tblCellMar") -> str:
    return (
        f'<w:{tag}><w:top w:w="0" w:type="dxa"/><w:left w:w="{left}" w:type="dxa"/>'
        f'<w:bottom w:w="0" w:type="dxa"/><w:right w:w="{right}" w:type="dxa"/></w:{tag}>'
    )
