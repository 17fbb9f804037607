"""Word files of other people, made by hand: sound ones, and every kind that must not be touched."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Mapping

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
KINDS = {
    "styles": "styles.xml",
    "theme": "theme/theme1.xml",
    "numbering": "numbering.xml",
    "fontTable": "fontTable.xml",
}
COLOURS = {
    "dk1": "111111", "lt1": "FFFFFF", "dk2": "333355", "lt2": "F0F0F0", "accent1": "6A1B4D", "accent2": "ED7D31",
    "accent3": "A5A5A5", "accent4": "FFC000", "accent5": "5B9BD5", "accent6": "70AD47", "hlink": "0563C1", "folHlink": "954F72",
}  # fmt: skip


def style(
    key: str,
    name: str,
    *,
    kind: str = "paragraph",
    based: str = "",
    p: str = "",
    r: str = "",
    more: str = "",
    default: bool = False,
) -> str:
    based_on = f'<w:basedOn w:val="{based}"/>' if based else ""
    paragraph = f"<w:pPr>{p}</w:pPr>" if p else ""
    run = f"<w:rPr>{r}</w:rPr>" if r else ""
    first = ' w:default="1"' if default else ""
    return f'<w:style w:type="{kind}"{first} w:styleId="{key}"><w:name w:val="{name}"/>{more}{based_on}{paragraph}{run}</w:style>'


def styles(
    *each: str, defaults: str = '<w:rFonts w:ascii="Arial" w:hAnsi="Arial"/><w:sz w:val="22"/><w:lang w:val="de-DE"/>'
) -> str:
    first = style("Standard", "Normal", default=True)
    held = f"<w:docDefaults><w:rPrDefault><w:rPr>{defaults}</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
    return f'<w:styles xmlns:w="{W}">{held}{first}{"".join(each)}</w:styles>'


def theme(major: str = "Georgia", minor: str = "Arial", **colours: str) -> str:
    slots = "".join(f'<a:{key}><a:srgbClr val="{value}"/></a:{key}>' for key, value in {**COLOURS, **colours}.items())
    fonts = "".join(
        f'<a:{kind}><a:latin typeface="{name}"/><a:ea typeface=""/><a:cs typeface=""/></a:{kind}>'
        for kind, name in (("majorFont", major), ("minorFont", minor))
    )
    return (
        f'<a:theme xmlns:a="{A}" name="Secret theme"><a:themeElements><a:clrScheme name="x">{slots}</a:clrScheme>'
        f'<a:fontScheme name="x">{fonts}</a:fontScheme></a:themeElements></a:theme>'
    )


GERMAN = (
    style(
        "berschrift1",
        "heading 1",
        based="Standard",
        p='<w:numPr><w:numId w:val="9"/></w:numPr><w:spacing w:after="120"/>',
        r='<w:color w:val="AA0011"/><w:sz w:val="40"/>',
    ),
    style("berschrift2", "heading 2", based="berschrift1", r='<w:sz w:val="30"/>'),
    style("Textkrper", "Body Text", based="Standard", p='<w:spacing w:after="200"/>'),
    style("Quelle", "ACME Source", based="Klein", more='<w:aliases w:val="Source"/>', r="<w:i/>"),
    style("Klein", "ACME Small", based="Standard", r='<w:sz w:val="16"/>'),
    style("Beschriftung", "Caption", based="Standard", r='<w:color w:val="333333"/>'),
    style("Lead", "Vorspann", based="Standard", r="<w:b/>"),
    style("Unbenutzt", "ACME Box"),
)
"""As Word in German stores it: names of its own in English, ids in German."""


def rels(*rows: tuple[str, str, str], mode: str = "") -> str:
    lines = "".join(
        f'<Relationship Id="r{number}" Type="{kind if ":" in kind else f"{R}/{kind}"}" Target="{target}"{f" TargetMode={chr(34)}{how or mode}{chr(34)}" if how or mode else ""}/>'
        for number, (kind, target, how) in enumerate(rows)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{lines}</Relationships>'


def pack(members: Mapping[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


def foreign(
    sheet: str = "", *, parts: Mapping[str, str] | None = None, main: str = MAIN, relations: tuple[tuple[str, str, str], ...] = (),
    members: Mapping[str, str | bytes] | None = None, types: str = "",
) -> bytes:  # fmt: skip
    """Return a Word file with these styles, and whatever else a test wants in it."""
    held = {"styles": sheet or styles(*GERMAN), **(parts or {})}
    rows = tuple((kind, KINDS[kind], "") for kind in held)
    content = f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="{main}"/>{types}</Types>'
    return pack(
        {
            "[Content_Types].xml": content,
            "_rels/.rels": rels(("officeDocument", "word/document.xml", "")),
            "word/document.xml": f'<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>Confidential words</w:t></w:r></w:p></w:body></w:document>',
            "word/_rels/document.xml.rels": rels(*rows, *relations),
            **{f"word/{KINDS[kind]}": xml for kind, xml in held.items()},
            **(members or {}),
        }
    )


def numbering(*lists: tuple[int, str]) -> str:
    """Return lists with these ids and levels."""
    definitions = "".join(
        f'<w:abstractNum w:abstractNumId="{key}"><w:multiLevelType w:val="singleLevel"/>{levels}</w:abstractNum>'
        for key, levels in lists
    )
    instances = "".join(f'<w:num w:numId="{key}"><w:abstractNumId w:val="{key}"/></w:num>' for key, _ in lists)
    return f'<w:numbering xmlns:w="{W}">{definitions}{instances}</w:numbering>'


def level(form: str, text: str, *, run: str = "", indent: str = "") -> str:
    return f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/><w:pPr>{indent}</w:pPr><w:rPr>{run}</w:rPr></w:lvl>'


def many_files() -> bytes:
    return foreign(members={f"word/x{number}.xml": "" for number in range(2100)})


def huge_part() -> bytes:
    return foreign(members={"word/media/x.bmp": b"\0" * 250_000_000})


def styles_that_unpack_to_much() -> bytes:
    """A part that says it is small, and is not."""
    data = bytearray(foreign(f"<x>{' ' * 20_000_000}</x>"))
    real, small = struct.pack("<I", 20_000_007), struct.pack("<I", 4_000)
    assert data.count(real)
    return bytes(data.replace(real, small))


def overlapping() -> bytes:
    """Entries of the directory that all point to the same bytes."""
    body = foreign()
    end = body.rindex(b"PK\5\6")
    count, size, start = struct.unpack("<HII", body[end + 10 : end + 20])
    directory = body[start : start + size]
    copies = b"".join(
        re.sub(rb"word/|_rels/\.|\[Con", lambda m, n=n: f"{n}".encode() + m[0][1:], directory) for n in range(9)
    )
    tail = struct.pack("<HHHHIIH", 0, 0, count * 10, count * 10, size * 10, start, 0)
    return body[:start] + directory + copies + b"PK\5\6" + tail
