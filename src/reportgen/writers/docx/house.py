"""A theme and a document's metadata become the parts around the text: Word theme, fonts, settings,
properties.

These are our own, not a template's: mode 15, no fields to update at opening, no revision ids, dates from
the report alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

from reportgen.document.nodes import Document
from reportgen.theme import Theme

from .dress import Dress
from .languages import Tongue, complex_font, east_asian_font, tag_of
from .looks import SYMBOLS
from .xml import NAMESPACES, clean

_W = f'xmlns:w="{NAMESPACES["w"]}"'
_A = f'xmlns:a="{NAMESPACES["a"]}"'
_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006"
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


_COLOURS = ("dk1", "lt1", "dk2", "lt2", *(f"accent{number}" for number in range(1, 7)), "hlink", "folHlink")


def theme_xml(dress: Dress) -> str:
    """Return ``theme1.xml``: the colours and fonts that Word's Design tab shows, and its default effects."""
    theme, slots = dress.theme, dress.palette.slots
    named = "".join(f'<a:{slot}><a:srgbClr val="{slots[slot]}"/></a:{slot}>' for slot in _COLOURS)
    fonts = _theme_font("majorFont", dress) + _theme_font("minorFont", dress)
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="6350">{fill}</a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f"<a:theme {_A} name={quoteattr(theme.title)}><a:themeElements>"
        f"<a:clrScheme name={quoteattr(theme.title)}>{named}</a:clrScheme>"
        f"<a:fontScheme name={quoteattr(theme.title)}>{fonts}</a:fontScheme>"
        f"<a:fmtScheme name={quoteattr(theme.title)}><a:fillStyleLst>{fill * 3}</a:fillStyleLst>"
        f"<a:lnStyleLst>{line * 3}</a:lnStyleLst><a:effectStyleLst>{effect * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme>"
        "</a:themeElements></a:theme>"
    )


def _theme_font(tag: str, dress: Dress) -> str:
    theme = dress.theme
    latin = theme.fonts.body if tag == "minorFont" else theme.fonts.display
    serif = tag == "minorFont" and "Serif" in latin
    east, complex_ = dress.scripts.get(tag, ("", ""))
    return (
        f"<a:{tag}><a:latin typeface={quoteattr(latin)}/>"
        f"<a:ea typeface={quoteattr(east or east_asian_font(theme, serif))}/>"
        f"<a:cs typeface={quoteattr(complex_ or complex_font(theme, serif))}/></a:{tag}>"
    )


def fonts_xml(dress: Dress) -> str:
    """Return ``fontTable.xml``: for each font the one that stands in for it where it is not installed."""
    theme = dress.theme
    names = {theme.fonts.body, theme.fonts.display, theme.fonts.data, SYMBOLS, *theme.fonts.fallback}
    for serif in (False, True):
        names |= {east_asian_font(theme, serif), complex_font(theme, serif)}
    entries: dict[str, str] = {**{name: _stand_in(name) for name in names}, **dress.fonts}
    rows = "".join(f"<w:font w:name={quoteattr(name)}>{entries[name]}</w:font>" for name in sorted(entries))
    return f"<w:fonts {_W}>{rows}</w:fonts>"


def _stand_in(name: str) -> str:
    if "CJK" in name:
        other, family = ("SimSun", "roman") if "Serif" in name else ("Microsoft YaHei", "swiss")
    elif "Arabic" in name:
        other, family = ("Traditional Arabic", "roman") if "Naskh" in name else ("Arial", "swiss")
    elif "Symbols" in name or "Math" in name:
        other, family = "Segoe UI Symbol", "auto"
    else:
        other, family = ("Cambria", "roman") if "Serif" in name else ("Calibri", "swiss")
    return f'<w:altName w:val="{other}"/><w:charset w:val="00"/><w:family w:val="{family}"/><w:pitch w:val="variable"/>'


def settings_xml(theme: Theme, tongue: Tongue, *, tracked: bool = False) -> str:
    """Return ``settings.xml``; its elements stand in the order of CT_Settings. `tracked`: every change is recorded, and
    Word keeps that switched on (17.15.1.29 and 17.15.1.90).
    """
    forced = '<w:trackRevisions/><w:documentProtection w:edit="trackedChanges" w:enforcement="1"/>' if tracked else ""
    mirror = "<w:mirrorMargins/>" if theme.page.inner != theme.page.outer else ""
    modes = {
        "compatibilityMode": 15, "overrideTableStyleFontSizeAndJustification": 1, "enableOpenTypeFeatures": 1,
        "doNotFlipMirrorIndents": 1, "differentiateMultirowTableHeaders": 1,
    }  # fmt: skip
    compat = "".join(
        f'<w:compatSetting w:name="{key}" w:uri="http://schemas.microsoft.com/office/word" w:val="{value}"/>'
        for key, value in modes.items()
    )
    slots = "".join(f' w:accent{number}="accent{number}"' for number in range(1, 7))
    return (
        f'<w:settings {_W}><w:zoom w:percent="100"/>{mirror}{forced}<w:defaultTabStop w:val="720"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
        f"<w:compat>{compat}</w:compat>"
        f'<w:themeFontLang w:val="{tongue.latin}" w:eastAsia="{tongue.east}" w:bidi="{tongue.bidi}"/>'
        '<w:clrSchemeMapping w:bg1="light1" w:t1="dark1" w:bg2="light2" w:t2="dark2"'
        f'{slots} w:hyperlink="hyperlink" w:followedHyperlink="followedHyperlink"/>'
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )


def core_xml(document: Document) -> str:
    """Return ``core.xml``: title, author, language and the report's own date."""
    texts = {
        "dc:title": document.title, "dc:subject": document.subject, "dc:creator": document.author,
        "cp:keywords": ", ".join(document.keywords), "cp:lastModifiedBy": document.author,
        "dc:language": tag_of(document.lang),
    }  # fmt: skip
    inner = "".join(f"<{tag}>{escape(clean(text))}</{tag}>" for tag, text in texts.items() if text)
    if match := _DATE.match(document.date):
        for tag in ("created", "modified"):
            inner += f'<dcterms:{tag} xsi:type="dcterms:W3CDTF">{match[0]}T00:00:00Z</dcterms:{tag}>'
    return (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        f' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{inner}</cp:coreProperties>'
    )


def app_xml(document: Document) -> str:
    """Return ``app.xml``."""
    company = f"<Company>{escape(clean(document.author))}</Company>"
    return f'<Properties xmlns="{_PROPERTIES}/extended-properties">{company}</Properties>'


def custom_xml(properties: Mapping[str, str]) -> str:
    """Return ``custom.xml``: the build's own properties; their ids start at 2 (ECMA-376 Part 1, 22.3.2.2)."""
    rows = "".join(
        f'<property fmtid="{_FORMAT}" pid="{number}" name={quoteattr(clean(key))}>'
        f"<vt:lpwstr>{escape(clean(value))}</vt:lpwstr></property>"
        for number, (key, value) in enumerate(sorted(properties.items()), 2)
    )
    types = f'xmlns:vt="{_PROPERTIES}/docPropsVTypes"'
    return f'<Properties xmlns="{_PROPERTIES}/custom-properties" {types}>{rows}</Properties>'
