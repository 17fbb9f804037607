"""A theme becomes ``word/styles.xml``: every style of a report, under the names Word itself uses where it
has one.

Change "Heading 1" or "Body Text" in Word and the whole report follows; nothing in the text is formatted
past its style. Where an organisation's own document gives a style (`own`), that one stands here instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import quoteattr

from reportgen.theme import Theme

from .dress import Dress
from .languages import Tongue, suited
from .looks import Look, Style, gap_of_cells, paragraph_properties, run_properties
from .palette import Palette
from .styles_parts import cell_styles, character_styles, draft_styles, list_styles
from .styles_text import cover_styles, heading_styles, page_styles, quiet_styles, text_styles
from .xml import NAMESPACES

BUILT_IN = frozenset(
    ["Normal", "Body Text", "Quote", "Title", "Subtitle", "Date", "TOC Heading", "Emphasis", "Strong", "Hyperlink",
     "FollowedHyperlink", "Default Paragraph Font", "Normal Table", "No List",
     *(f"List {kind}{level}" for kind in ("Bullet", "Number", "Continue") for level in ("", " 2", " 3"))]
)  # fmt: skip
"""Names of Word's own that are not in lower case."""
DEFAULTS = ("Normal", "DefaultParagraphFont")
REPORT_TABLE = "ReportTable"
TABLE_NAME = "Report Table"
_LATENT = 376
"""Styles that Word itself knows."""


def all_styles(theme: Theme, *, rtl: bool = False, plain_cover: bool = False) -> tuple[Style, ...]:
    """Return every paragraph and character style of a report."""
    return (
        *text_styles(theme, rtl), *quiet_styles(theme), *heading_styles(theme),
        *cover_styles(theme, plain=plain_cover), *page_styles(theme), *list_styles(theme), *cell_styles(theme),
        *character_styles(theme),
    )  # fmt: skip


def styles_xml(dress: Dress, tongue: Tongue, *, rtl: bool, draft: bool = False) -> str:
    """Return the part for a document with the language tags of `tongue`, which may run right to left or be a draft."""
    theme, palette, given = dress.theme, dress.palette, dress.styles
    ours = all_styles(theme, rtl=rtl, plain_cover=dress.plain_cover) + (draft_styles(theme) if draft else ())
    styles = tuple(suited(style, tongue, rtl) for style in ours)
    defaults = given.get("docDefaults") or _defaults(theme, palette)
    tables = given.get(REPORT_TABLE) or _report_table(theme, palette)
    body = "".join(given.get(style.id) or _style_xml(style, palette) for style in styles)
    lang = f'<w:lang w:val="{tongue.latin}" w:eastAsia="{tongue.east}" w:bidi="{tongue.bidi}"/></w:rPr></w:rPrDefault>'
    return (
        f'<w:styles xmlns:w="{NAMESPACES["w"]}">{defaults.replace("</w:rPr></w:rPrDefault>", lang)}'
        f"{_latent(styles)}{body}{_plain_table(theme)}{tables}{''.join(dress.more)}</w:styles>"
    )


def _defaults(theme: Theme, palette: Palette) -> str:
    """Return what holds where no style says otherwise; here and not in Normal, so that a table style can change it."""
    look = Look(font="body", size=theme.sizes.body, colour="text", line=theme.sizes.leading)
    return (
        f"<w:docDefaults><w:rPrDefault>{run_properties(look, palette)}</w:rPrDefault>"
        f"<w:pPrDefault>{paragraph_properties(look, palette)}</w:pPrDefault></w:docDefaults>"
    )


def _latent(styles: Sequence[Style]) -> str:
    """Return which of Word's own styles it offers: those of a report, and plain tables for those who add one."""
    shown = {style.name: style for style in styles if is_built_in(style.name) and not style.hidden}
    rows = "".join(
        f'<w:lsdException w:name="{name}" w:semiHidden="0" w:uiPriority="{style.priority}" w:unhideWhenUsed="0"'
        f' w:qFormat="{int(style.offered)}"/>'
        for name, style in sorted(shown.items())
    )
    return (
        '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1"'
        f' w:defUnhideWhenUsed="1" w:defQFormat="0" w:count="{_LATENT}">{rows}'
        '<w:lsdException w:name="Table Grid" w:semiHidden="0" w:uiPriority="39" w:unhideWhenUsed="0"/>'
        "</w:latentStyles>"
    )


def is_built_in(name: str) -> bool:
    """Whether `name` is Word's own: it then stands in lower case, and readers see it in their language (17.7.4.9)."""
    return name in BUILT_IN or name[0].islower()


def shown(name: str) -> str:
    """Return a style's name as an English Word shows it: "toc 1" as "TOC 1", "table of figures" as "Table of Figures"."""
    if not name[0].islower():
        return name
    return " ".join({"toc": "TOC", "of": "of"}.get(word, word.capitalize()) for word in name.split())


def open_style(kind: str, key: str, name: str) -> str:
    """Return the start of a style and its name."""
    default = ' w:default="1"' if key in DEFAULTS else ""
    custom = "" if is_built_in(name) else ' w:customStyle="1"'
    return f'<w:style w:type="{kind}"{default}{custom} w:styleId={quoteattr(key)}><w:name w:val={quoteattr(name)}/>'


def place_in_lists(style: Style) -> str:
    """Return where Word lists a style."""
    hidden = "<w:semiHidden/>" if style.hidden else ""
    if style.id == "DefaultParagraphFont":
        hidden += "<w:unhideWhenUsed/>"
    return f'<w:uiPriority w:val="{style.priority}"/>{hidden}{"<w:qFormat/>" if style.offered else ""}'


def _style_xml(style: Style, palette: Palette) -> str:
    based = f'<w:basedOn w:val="{style.based}"/>' if style.based else ""
    following = f'<w:next w:val="{style.next}"/>' if style.next else ""
    paragraph = paragraph_properties(style.look, palette) if style.kind == "paragraph" else ""
    return (
        f"{open_style(style.kind, style.id, style.name)}{based}{following}{place_in_lists(style)}"
        f"{paragraph}{run_properties(style.look, palette, shaded=style.kind == 'character')}</w:style>"
    )


def _plain_table(theme: Theme) -> str:
    """Return what every table, and every list, is based on."""
    gap = gap_of_cells(theme)
    return (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/>'
        f'<w:tblPr><w:tblInd w:w="0" w:type="dxa"/>{_margins(gap, gap)}</w:tblPr></w:style>'
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
    )


def _report_table(theme: Theme, palette: Palette) -> str:
    """Return the style of tables: hairlines only; head, first column and total row as conditional formats."""
    rule = palette.attributes("rule", "color")
    field = palette.attributes("field", "color")
    bottom = f'<w:bottom w:val="single" w:sz="4" w:space="0" {rule}/>'
    inside = f'<w:insideH w:val="single" w:sz="4" w:space="0" {rule}/>'
    strong = f'<w:tcBorders><w:bottom w:val="single" w:sz="6" w:space="0" {field}/></w:tcBorders>'
    bold = "<w:rPr><w:b/><w:bCs/></w:rPr>"
    gap = gap_of_cells(theme)
    first = f"<w:tcPr>{_margins(0, gap, 'tcMar')}</w:tcPr>"
    last = f"<w:tcPr>{_margins(gap, 0, 'tcMar')}</w:tcPr>"
    return (
        f"{open_style('table', REPORT_TABLE, TABLE_NAME)}"
        '<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="14"/><w:qFormat/>'
        f"<w:tblPr><w:tblBorders>{bottom}{inside}</w:tblBorders>{_margins(gap, gap)}</w:tblPr>"
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
