"""The properties that are taken from a foreign style: a closed list, in the order that the schema wants, with the values
that each may have.

What is not listed does not pass: languages and directions (the report knows its own), hidden text, frames, anything
with a relation. The order is that of CT_PPrBase, EG_RPrBase, CT_TblPrBase and CT_TcPrBase (ECMA-376 Part 1, A.1).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from re import Pattern


@dataclass(frozen=True, slots=True)
class Rule:
    """What an element may hold.

    Attributes:
        values: Attribute -> what it may be; others are dropped.
        needs: Attributes without which the element is dropped.
        children: Elements within, in their order.
    """

    values: Mapping[str, Pattern[str]] = field(default_factory=dict[str, Pattern[str]])
    needs: tuple[str, ...] = ()
    children: Mapping[str, Rule] = field(default_factory=dict[str, "Rule"])


def _words(text: str) -> Pattern[str]:
    return re.compile("|".join(text.split()))


ON = _words("1 0 true false on off")
NUMBER = re.compile(r"-?\d{1,5}")
SIZE = re.compile(r"[12]?\d{1,4}")
"""A number that cannot be negative; 22 inches are the most that Word takes (17.18.87)."""
COLOUR = re.compile(r"auto|[0-9A-Fa-f]{6}")
BYTE = re.compile(r"[0-9A-Fa-f]{2}")
FONT = re.compile(r"[^\W_][\w .,'&+\-]{0,59}")
SIGNS = re.compile(r"[^\x00-\x1f\ud800-\udfff\ufffe\uffff]{0,31}")
_SLOT = _words(
    "dark1 light1 dark2 light2 accent1 accent2 accent3 accent4 accent5 accent6 hyperlink followedHyperlink none "
    "background1 text1 background2 text2"
)
THEME_FONT = _words("majorEastAsia majorBidi majorAscii majorHAnsi minorEastAsia minorBidi minorAscii minorHAnsi")
_LINE = _words(
    "nil none single thick double dotted dashed dotDash dotDotDash triple thinThickSmallGap thickThinSmallGap "
    "thinThickThinSmallGap thinThickMediumGap thickThinMediumGap thinThickThinMediumGap thinThickLargeGap "
    "thickThinLargeGap thinThickThinLargeGap wave doubleWave dashSmallGap dashDotStroked threeDEmboss threeDEngrave "
    "outset inset"
)
_PATTERN = _words(
    "nil clear solid horzStripe vertStripe reverseDiagStripe diagStripe horzCross diagCross pct5 pct10 pct12 pct15 "
    "pct20 pct25 pct30 pct35 pct37 pct40 pct45 pct50 pct55 pct60 pct62 pct65 pct70 pct75 pct80 pct85 pct87 pct90 pct95"
)
_UNDERLINE = _words(
    "single words double thick dotted dottedHeavy dash dashedHeavy dashLong dashLongHeavy dotDash dashDotHeavy "
    "dotDotDash dashDotDotHeavy wave wavyHeavy wavyDouble none"
)
_HIGHLIGHT = _words(
    "black blue cyan green magenta red yellow white darkBlue darkCyan darkGreen darkMagenta darkRed darkYellow "
    "darkGray lightGray none"
)
_FORMAT = _words(
    "decimal upperRoman lowerRoman upperLetter lowerLetter ordinal cardinalText ordinalText hex chicago bullet "
    "decimalZero numberInDash russianLower russianUpper hebrew1 hebrew2 arabicAlpha arabicAbjad thaiNumbers "
    "hindiNumbers ideographDigital japaneseCounting chineseCounting chineseCountingThousand ideographTraditional "
    "decimalFullWidth decimalEnclosedCircle none"
)

FLAG = Rule({"val": ON})
_COUNT = Rule({"val": NUMBER}, ("val",))
_PLAIN = Rule({"val": SIZE}, ("val",))
_SHADE = {"val": _PATTERN, "color": COLOUR, "themeColor": _SLOT, "themeTint": BYTE, "themeShade": BYTE, "fill": COLOUR,
          "themeFill": _SLOT, "themeFillTint": BYTE, "themeFillShade": BYTE}  # fmt: skip
SHADE = Rule(_SHADE, ("val",))
BORDER = Rule(
    {"val": _LINE, "sz": SIZE, "space": SIZE, "color": COLOUR, "themeColor": _SLOT, "themeTint": BYTE,
     "themeShade": BYTE, "shadow": ON, "frame": ON},
    ("val",),
)  # fmt: skip
_WIDTH = Rule({"w": NUMBER, "type": _words("nil pct dxa auto")}, ("w", "type"))
_SIDES: tuple[str, ...] = ("top", "left", "start", "bottom", "right", "end")

RUN: Mapping[str, Rule] = {
    "rFonts": Rule(
        {"ascii": FONT, "hAnsi": FONT, "eastAsia": FONT, "cs": FONT, "asciiTheme": THEME_FONT,
         "hAnsiTheme": THEME_FONT, "eastAsiaTheme": THEME_FONT, "cstheme": THEME_FONT,
         "hint": _words("default eastAsia cs")}
    ),
    **dict.fromkeys(
        ("b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike", "outline", "shadow", "emboss", "imprint",
         "snapToGrid"),
        FLAG,
    ),
    "color": Rule({"val": COLOUR, "themeColor": _SLOT, "themeTint": BYTE, "themeShade": BYTE}, ("val",)),
    "spacing": _COUNT,
    "w": Rule({"val": re.compile(r"[1-9]\d?|[1-5]\d\d|600")}, ("val",)),
    "kern": _PLAIN,
    "position": _COUNT,
    "sz": Rule({"val": re.compile(r"[2-9]|[1-9]\d{1,2}")}, ("val",)),
    "szCs": Rule({"val": re.compile(r"[2-9]|[1-9]\d{1,2}")}, ("val",)),
    "highlight": Rule({"val": _HIGHLIGHT}, ("val",)),
    "u": Rule({"val": _UNDERLINE, "color": COLOUR, "themeColor": _SLOT, "themeTint": BYTE, "themeShade": BYTE}),
    "bdr": BORDER,
    "shd": SHADE,
    "vertAlign": Rule({"val": _words("baseline superscript subscript")}, ("val",)),
    "em": Rule({"val": _words("none dot comma circle underDot")}, ("val",)),
}  # fmt: skip
TABS = Rule(
    children={
        "tab": Rule(
            {"val": _words("clear left start center right end decimal bar num"),
             "leader": _words("none dot hyphen underscore heavy middleDot"), "pos": NUMBER},
            ("val", "pos"),
        )
    }
)  # fmt: skip
_ALIGNED = _words("start center end both distribute left right mediumKashida lowKashida highKashida thaiDistribute")
_INDENTS = ("start", "startChars", "end", "endChars", "left", "leftChars", "right", "rightChars", "hanging",
            "hangingChars", "firstLine", "firstLineChars")  # fmt: skip
PARAGRAPH: Mapping[str, Rule] = {
    **dict.fromkeys(("keepNext", "keepLines", "pageBreakBefore", "widowControl"), FLAG),
    "numPr": Rule(children=dict.fromkeys(("ilvl", "numId"), _PLAIN)),
    "suppressLineNumbers": FLAG,
    "pBdr": Rule(children=dict.fromkeys(("top", "left", "bottom", "right", "between", "bar"), BORDER)),
    "shd": SHADE,
    "tabs": TABS,
    **dict.fromkeys(
        ("suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct", "autoSpaceDE", "autoSpaceDN",
         "adjustRightInd", "snapToGrid"),
        FLAG,
    ),
    "spacing": Rule(
        {"before": SIZE, "beforeLines": NUMBER, "beforeAutospacing": ON, "after": SIZE, "afterLines": NUMBER,
         "afterAutospacing": ON, "line": NUMBER, "lineRule": _words("auto exact atLeast")}
    ),
    "ind": Rule({**dict.fromkeys(_INDENTS, NUMBER), "hanging": SIZE, "firstLine": SIZE}),
    "contextualSpacing": FLAG,
    "mirrorIndents": FLAG,
    "jc": Rule({"val": _ALIGNED}, ("val",)),
    "textAlignment": Rule({"val": _words("top center baseline bottom auto")}, ("val",)),
    "outlineLvl": Rule({"val": re.compile("[0-9]")}, ("val",)),
}  # fmt: skip
_BEFORE_BIDI = tuple(PARAGRAPH).index("adjustRightInd")
ORDER = (*tuple(PARAGRAPH)[:_BEFORE_BIDI], "bidi", *tuple(PARAGRAPH)[_BEFORE_BIDI:])
"""Paragraph properties as they are written: the direction is the report's."""
_EDGES: Mapping[str, Rule] = dict.fromkeys((*_SIDES, "insideH", "insideV"), BORDER)
_MARGINS = Rule(children=dict.fromkeys(_SIDES, _WIDTH))
TABLE: Mapping[str, Rule] = {
    "tblStyleRowBandSize": _PLAIN,
    "tblStyleColBandSize": _PLAIN,
    "tblCellSpacing": _WIDTH,
    "tblBorders": Rule(children=_EDGES),
    "shd": SHADE,
    "tblCellMar": _MARGINS,
}
CELL: Mapping[str, Rule] = {
    "tcBorders": Rule(children={**_EDGES, "tl2br": BORDER, "tr2bl": BORDER}),
    "shd": SHADE,
    "tcMar": _MARGINS,
    "vAlign": Rule({"val": _words("top center bottom")}, ("val",)),
}
CONDITION = _words(
    "wholeTable firstRow lastRow firstCol lastCol band1Vert band2Vert band1Horz band2Horz neCell nwCell seCell swCell"
)
LEVEL: Mapping[str, Rule] = {
    "numFmt": Rule({"val": _FORMAT}, ("val",)),
    "suff": Rule({"val": _words("tab space nothing")}, ("val",)),
    "lvlText": Rule({"val": SIGNS}, ("val",)),
    "lvlJc": Rule({"val": _words("start center end left right")}, ("val",)),
}
FONT_ENTRY: Mapping[str, Rule] = {
    "altName": Rule({"val": FONT}, ("val",)),
    "panose1": Rule({"val": re.compile("[0-9A-Fa-f]{20}")}, ("val",)),
    "charset": Rule({"val": BYTE}, ("val",)),
    "family": Rule({"val": _words("decorative modern roman script swiss auto")}, ("val",)),
    "notTrueType": FLAG,
    "pitch": Rule({"val": _words("fixed variable default")}, ("val",)),
}
