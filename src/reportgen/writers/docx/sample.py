"""A theme becomes the house-style document: a short report in which every style stands once and says what it is for.

A designer changes the styles in Word and gives the file back as ``word_style``.
"""

from __future__ import annotations

import struct
import zlib

from reportgen.document.nodes import (
    Block,
    Cell,
    Container,
    Contents,
    ContentsEntry,
    Document,
    Emphasis,
    Figure,
    Heading,
    Inline,
    Link,
    List,
    Note,
    Paragraph,
    Picture,
    Quote,
    Row,
    Span,
    Strong,
    Table,
    Terms,
    Text,
)
from reportgen.theme import Theme

from . import write_docx
from .own.reading import Own
from .styles import TABLE_NAME, all_styles, shown
from .uses import USES

_PICTURE = "sample"
_TITLE = "House style"
_PAGES = {"level-1": "1", "level-2": "1", "level-3": "1", "figure-1": "3"}
_BASES = ("Normal", "SmallText", "CoverText", "FollowedHyperlink", "StampWords", "PageNumber")
"""Styles that are not seen by themselves, or not where words can stand."""


def write_sample(theme: Theme, own: Own | None = None) -> bytes:
    """Return the house-style document of `theme`, dressed in an organisation's `own` styles where there are some."""
    return write_docx(_Sample(theme).document(), theme, {_PICTURE: _picture()}, _PAGES, {}, own=own)


def _text(words: str) -> tuple[Inline, ...]:
    return (Text(text=words),)


def _section(roles: str, *blocks: Block) -> Container:
    return Container(section=True, blocks=blocks, roles=tuple(roles.split()))


def _div(role: str, *blocks: Block) -> Container:
    return Container(section=False, blocks=blocks, roles=(role,))


class _Sample:
    def __init__(self, theme: Theme) -> None:
        self.names = {style.id: shown(style.name) for style in all_styles(theme)}
        self.theme = theme

    def document(self) -> Document:
        """Return the document; its sections and roles are those of a report."""
        blocks = (self.cover(), self.front(), self.text(), self.small(), self.tables(), self.wide(), self.brief())
        return Document(
            title=f"{_TITLE}: {self.theme.title}",
            lang="en",
            subject="Every style of a report, with what it is for",
            running=f"{self.say('Footer')}",
            stamp="Stamp Words",
            blocks=blocks,
        )

    def say(self, key: str) -> str:
        """Return a style's name and what it is for."""
        return f"{self.names[key]}: {USES[key]}"

    def p(self, key: str, *roles: str) -> Paragraph:
        return Paragraph(content=_text(self.say(key)), roles=roles)

    def h(self, level: int, key: str, ident: str = "", *roles: str) -> Heading:
        return Heading(level=level, content=_text(self.say(key)), id=ident, roles=roles)

    def cover(self) -> Container:
        rows = ("office", "Office"), ("title", "Title"), ("subtitle", "Subtitle"), ("place", "Place"), ("date", "Date")
        stamp = self.p("CoverStamp", "stamp")
        return _section("cover", *(self.p(key, role) for role, key in rows), stamp)

    def front(self) -> Container:
        keys = ("TOC1", "TOC2", "TOC3")
        chapters = tuple(
            ContentsEntry(target=f"level-{level}", level=level, content=_text(self.say(key)))
            for level, key in enumerate(keys, 1)
        )
        figure = ContentsEntry(target="figure-1", level=1, content=_text(self.say("TableofFigures")))
        imprint = _section("imprint", self.p("Imprint"))
        return _section(
            "front",
            self.h(1, "TOCHeading"),
            Contents(entries=chapters),
            self.h(2, "TableHeadingList"),
            Contents(kind="figures", entries=(figure,)),
            imprint,
        )

    def text(self) -> Container:
        words: tuple[Inline, ...] = (
            Text(text=self.say("BodyText") + " Words in it may be "),
            Emphasis(content=_text("Emphasis")),
            Text(text=", "),
            Strong(content=_text("Strong")),
            Text(text=", a "),
            Link(href="#level-2", content=_text("Hyperlink to Heading 2")),
            Text(text=", or bear the number of a footnote."),
            Note(content=_text(self.say("FootnoteText"))),
        )
        quote = Quote(blocks=(self.p("Quote"), self.p("QuoteByline", "byline")))
        figures = _div(
            "key-figures", self.p("KeyFigureValue", "key-figure-value"), self.p("KeyFigureLabel", "key-figure-label")
        )
        return _section(
            "body chapter",
            self.p("Kicker", "kicker"),
            self.h(1, "Heading1", "level-1"),
            self.p("Statement", "statement"),
            self.p("Lead", "lead"),
            figures,
            Paragraph(content=words),
            self.h(2, "Heading2", "level-2"),
            *self.lists(),
            self.h(3, "Heading3", "level-3"),
            quote,
            _div("pull", self.p("PullQuote")),
            _div("story", self.p("StoryText"), self.p("StoryByline", "byline")),
            self.h(4, "Heading4"),
            self.p("Empty", "empty"),
            self.p("Byline", "byline"),
            self.h(5, "Heading5"),
            self.p("Continued", "continued"),
            self.h(6, "Heading6"),
            self.p("Caveat", "caveat"),
        )

    def lists(self) -> tuple[Block, ...]:
        """Return both lists with three levels, and terms."""

        def nested(ordered: bool) -> List:
            kind = "ListNumber" if ordered else "ListBullet"
            items: tuple[Block, ...] = (self.p(f"{kind}3"), self.p("ListContinue3"))
            for level in ("2", ""):
                within = List(ordered=ordered, items=(items,))
                items = (self.p(f"{kind}{level}"), self.p(f"ListContinue{level}"), within)
            return List(ordered=ordered, items=(items,))

        def pairs(term: str, key: str) -> tuple[tuple[tuple[Inline, ...], tuple[Inline, ...]], ...]:
            return ((_text(term), _text(self.say(key))),)

        long = "Term Line: " + USES["TermLine"]
        return (
            nested(False),
            nested(True),
            Terms(pairs=pairs("Term", "Definition")),
            Terms(pairs=pairs(long, "DefinitionLine")),
            Terms(roles=("facts",), pairs=pairs("Fact Term", "FactLine")),
            _div("facts", self.p("FactText")),
        )

    def small(self) -> Container:
        alt = "A plain rectangle that stands for a chart or photograph."
        picture = Picture(source=_PICTURE, alt=alt, width=60, height=20)
        notes = (self.p("Note", "note"), self.p("Source", "source"))
        photograph = Figure(pictures=(picture,), caption=_text(self.say("PictureCaption")), roles=("picture",))
        return _section(
            "body chapter",
            self.h(1, "Heading1Unlisted", "", "unlisted"),
            Figure(id="figure-1", pictures=(picture,), caption=self.caption("Figure"), notes=notes),
            self.h(2, "Heading2Unlisted", "", "unlisted"),
            photograph,
            self.h(3, "Heading3Unlisted", "", "unlisted"),
            Paragraph(content=_text("Figure: " + USES["Figure"] + " Figure End: " + USES["FigureEnd"])),
            Figure(pictures=(picture,)),
        )

    def caption(self, kind: str) -> tuple[Inline, ...]:
        return (Span(content=_text(f"{kind} 1"), roles=("label",)), Text(text=f" {self.say('Caption')}"))

    def tables(self) -> Container:
        after = Paragraph(content=_text(self.say("BodyTextAfterTable")))
        return _section("body chapter", Heading(level=1, content=_text("Tables")), self.table("table-1"), after)

    def table(self, ident: str) -> Table:
        def row(words: str, number: str, *roles: str) -> Row:
            first = Cell(content=_text(self.say(words)), header=True, scope="row")
            return Row(cells=(first, Cell(content=_text(self.say(number)), align="end")), roles=roles)

        def rated(rating: str, key: str) -> Row:
            status = Span(content=_text(self.say(key)), roles=(f"status-{rating}",))
            number = (Span(content=_text(self.names["Quiet"]), roles=("unit",)),)
            return Row(cells=(Cell(content=(status,)), Cell(content=number, align="end")))

        head = (
            Cell(content=_text(self.say("TableHeading")), header=True, scope="col"),
            Cell(content=_text(self.say("TableHeadingNumber")), header=True, scope="col", align="end"),
        )
        group = Cell(content=_text(self.say("TableGroup")), header=True, scope="rowgroup", colspan=2)
        absent = Span(content=_text(self.say("Absent")), roles=("absent",))
        label = Span(content=_text(f"Table {ident[-1]}"), roles=("label",))
        body = (
            Row(cells=(group,), roles=("group",)),
            row("TableText", "TableNumber"),
            rated("met", "StatusMet"),
            rated("partly", "StatusPartly"),
            rated("not-met", "StatusNotMet"),
            rated("no-data", "StatusNoData"),
            Row(cells=(Cell(content=_text("No number")), Cell(content=(absent,), align="end"))),
            row("TableDerived", "TableDerivedNumber", "derived"),
        )
        return Table(
            id=ident,
            caption=(label, Text(text=f" {TABLE_NAME}: {USES['ReportTable']}")),
            head=(Row(cells=head),),
            bodies=(body, (row("TableTotal", "TableTotalNumber", "total"),)),
            columns=2,
        )

    def wide(self) -> Container:
        heading = Heading(level=1, content=_text("A page on its side"))
        words = Paragraph(content=_text("Its header and footer have styles of their own, based on Header and Footer."))
        return _section("body landscape annex", heading, words, self.table("table-2"))

    def brief(self) -> Container:
        rows = ("office", "BriefOffice"), ("subtitle", "BriefSubtitle"), ("stamp", "Stamp")
        heading = Heading(level=1, content=_text("The head of a brief"))
        more = (Heading(level=2, content=_text("Further styles")), *(self.p(key) for key in _BASES))
        return _section("body chapter", heading, *(self.p(key, role) for role, key in rows), *more)


def _picture() -> bytes:
    """Return a grey rectangle as PNG."""
    width, height = 60, 20
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    pixels = zlib.compress((b"\0" + b"\xd0" * width) * height, 9)

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
