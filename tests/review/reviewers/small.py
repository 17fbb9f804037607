"""A few lines become a small draft with anchors, on which reviewers can be tried quickly."""

from __future__ import annotations

import io
import zipfile
from hashlib import sha256
from xml.sax.saxutils import escape

from .package import OFFICE, WORDPROCESSING, W

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
NAMESPACES = f'xmlns:w="{W[1:-1]}" xmlns:r="{OFFICE}"'
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
PARTS = ("styles", "numbering", "footnotes", "settings")
STYLES = "Heading1 BodyText ListBullet TableHeading TableText FootnoteText".split()
# A fact stands in braces, a link in angle brackets, the mark of the footnote is ^.
TEXT = [
    ("Heading1", "What changed in the districts"),
    ("BodyText", "Women hold {31.2 per cent} of the seats, up from {21.4 per cent} in 2021. In {seven} provinces they lead.^"),
    ("BodyText", "The office spent {US$6.53 million} on this work; {1,493} women took part. See the <survey of households> too."),
    ("BodyText", "Numbers alone do not make influence. Women chair few of the committees that decide on money, roads and water."),
    ("ListBullet", "The share of participants who stood for office was {35 per cent}, against {40 per cent} planned."),
    ("ListBullet", "Assemblies of young women meet in {19} districts and need a room of their own."),
    ("ListBullet", "Nothing was heard from the third province in the whole year."),
    ("BodyText", "Two lessons stand out. Common registers are worth their cost, and shared offices save more than rent."),
    ("BodyText", "The year to come is a year of handing over; {nine} posts will be filled by the ministry itself."),
]  # fmt: skip
ROWS = [("Participant", "Task in the programme"), ("World Office", "Rebuilding of markets"), ("World Agency", "Mobile clinics and safe spaces")]  # fmt: skip
NOTE = "The figure is from the survey of 2019, the latest that was published."


class Writer:
    """Counts bookmarks while paragraphs are written."""

    def __init__(self) -> None:
        self.count = 0
        self.anchors: list[str] = []

    def bookmark(self, prefix: str, inner: str) -> str:
        self.count += 1
        name = prefix + sha256(str(self.count).encode()).hexdigest()[:24]
        if prefix == "rg_":
            self.anchors.append(name)
        start = f'<w:bookmarkStart w:id="{self.count}" w:name="{name}"/>'
        return f'{start}{inner}<w:bookmarkEnd w:id="{self.count}"/>'

    def runs(self, text: str) -> str:
        for mark in "{}<>^":
            text = text.replace(mark, f"\0{mark}")
        first, *more = text.split("\0")
        made, closing = run(first), ""
        for part in more:
            rest = run(part[1:])
            if part[0] in "{<":
                closing = part[1:]
                continue
            if part[0] == "}":
                made += self.bookmark("rgf_", run(closing))
            elif part[0] == ">":
                made += f'<w:hyperlink r:id="rId9">{run(closing)}</w:hyperlink>'
            else:
                made += '<w:r><w:footnoteReference w:id="1"/></w:r>'
            made += rest
        return made

    def paragraph(self, style: str, text: str, before: str = "") -> str:
        number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>' if style == "ListBullet" else ""
        inner = self.bookmark("rg_", self.runs(text))
        return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{number}</w:pPr>{before}{inner}</w:p>'


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""


def small_draft(settings: str = "") -> tuple[bytes, tuple[str, ...]]:
    """Return a small draft and the bookmarks of its paragraphs."""
    writer = Writer()
    text = "".join(writer.paragraph(*each) for each in TEXT)
    rows = ""
    for number, cells in enumerate(ROWS):
        style, header = ("TableText", "") if number else ("TableHeading", "<w:trPr><w:tblHeader/></w:trPr>")
        cell = '<w:tc><w:tcPr><w:tcW w:w="4000" w:type="dxa"/></w:tcPr>{}</w:tc>'
        rows += f"<w:tr>{header}{''.join(cell.format(writer.paragraph(style, each)) for each in cells)}</w:tr>"
    columns = '<w:tblGrid><w:gridCol w:w="4000"/><w:gridCol w:w="4000"/></w:tblGrid>'
    table = f'<w:tbl><w:tblPr><w:tblW w:w="8000" w:type="dxa"/></w:tblPr>{columns}{rows}</w:tbl>'
    last = writer.paragraph("BodyText", "Outside the valley, the office wrote the analysis for the country team.")
    end = '<w:p><w:r><w:t>End of the chapter.</w:t></w:r></w:p><w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
    note = writer.paragraph(
        "FootnoteText", NOTE, "<w:r><w:footnoteRef/></w:r><w:r><w:t xml:space='preserve'> </w:t></w:r>"
    )
    members = {
        "word/document.xml": f"{HEAD}<w:document {NAMESPACES}><w:body>{text}{table}{last}{end}</w:body></w:document>",
        "word/footnotes.xml": f'{HEAD}<w:footnotes {NAMESPACES}><w:footnote w:id="1">{note}</w:footnote></w:footnotes>',
        "word/settings.xml": f"{HEAD}<w:settings {NAMESPACES}>{settings}</w:settings>",
        **frame(),
    }
    to = io.BytesIO()
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return to.getvalue(), tuple(writer.anchors)


def frame() -> dict[str, str]:
    """Return the parts that no test looks at."""
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name.replace("Heading1", "heading 1")}"/></w:style>'
        for name in STYLES
    )
    level = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/></w:lvl>'
    number = f'<w:abstractNum w:abstractNumId="0">{level}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    types = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    types += f'<Override PartName="/word/document.xml" ContentType="{WORDPROCESSING}.document.main+xml"/>'
    relations = (
        f'<Relationship Id="rId9" Type="{OFFICE}/hyperlink" Target="https://example.org/" TargetMode="External"/>'
    )
    for at, part in enumerate(PARTS):
        types += f'<Override PartName="/word/{part}.xml" ContentType="{WORDPROCESSING}.{part}+xml"/>'
        relations += f'<Relationship Id="rId{at}" Type="{OFFICE}/{part}" Target="{part}.xml"/>'
    main = f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
    return {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{PACKAGE}/content-types">{types}</Types>',
        "_rels/.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{main}</Relationships>',
        "word/_rels/document.xml.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{relations}</Relationships>',
        "word/styles.xml": f"{HEAD}<w:styles {NAMESPACES}>{styles}</w:styles>",
        "word/numbering.xml": f"{HEAD}<w:numbering {NAMESPACES}>{number}</w:numbering>",
    }
