"""Paragraph styles of running text, headings, the cover, contents and page margins; sizes follow the
page's own style sheet.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportgen.theme import Theme

from .looks import Look, Style, landscape_measure

STEP = 5.0
"""Indent of one level of lists and contents, in millimetres."""


def text_styles(theme: Theme, rtl: bool) -> Sequence[Style]:
    """Return what is read: body text, lead, quotes, key figures."""
    size, lead = theme.sizes.body, theme.sizes.leading
    half = lead / 2
    quote = Look(colour="field", size=size + 2, line=lead * 1.25, after=half, left=STEP, right=STEP)
    pull = Look(font="display", colour="accent", before=lead, after=lead, left=0, keep_lines=True)
    value = Look(font="display", size=theme.sizes.title * 0.62, line=lead * 1.8, colour="accent", spaced=-0.2)
    value = replace(value, before=0, after=0, keep_next=True, top="rule")
    label = Look(colour="text", after=lead * 0.75, keep_lines=True)
    after_table = Style("BodyTextAfterTable", "Body Text After Table", Look(before=lead), "BodyText", "BodyText")
    return (
        Style("Normal", "Normal", Look(bidi=rtl), "", priority=0),
        Style("BodyText", "Body Text", Look(after=half), priority=1, offered=True),
        replace(after_table, hidden=True),
        _text("Lead", Look(size=size + 1.5, line=lead * 1.2, after=half), 2),
        _text("Quote", quote, 6),
        _text("Pull Quote", pull, 8, based="Quote"),
        Style("StoryText", "Story Text", Look(left=STEP, bar="second"), "BodyText", priority=9, offered=True),
        Style("Empty", "Empty", Look(colour="quiet", italic=True), "BodyText"),
        Style("KeyFigureValue", "Key Figure", value, "Normal", "KeyFigureLabel", 10, offered=True),
        Style("KeyFigureLabel", "Key Figure Label", label, SMALL, "KeyFigureValue", 10, offered=True),
    )


SMALL = "SmallText"
"""The style that all small print is based on: size, font and colour of notes, captions, cells, headers."""


def _text(name: str, look: Look, priority: int, *, based: str = "BodyText") -> Style:
    """Return a style for those who write, after which body text follows."""
    return Style(name.title().replace(" ", ""), name, look, based, "BodyText", priority, offered=True)


def quiet_styles(theme: Theme) -> Sequence[Style]:
    """Return what stands beneath or beside: statements, notes, sources, captions, footnotes."""
    sizes, lead = theme.sizes, theme.sizes.leading
    small = Look(font="display", size=sizes.small, line=lead * 0.8, colour="quiet", after=lead / 2)
    caption = Look(colour="text", bold=True, before=lead, after=lead / 3, keep_next=True, keep_lines=True)
    below = Look(colour="text", before=lead / 3, after=lead)
    byline = Look(colour="text", bold=True)
    return (
        Style(SMALL, "Small Text", small),
        _text("Statement", Look(after=lead), 3, based=SMALL),
        Style("Note", "Note", Look(), SMALL, priority=4, offered=True),
        _text("Source", Look(before=lead / 4, after=lead), 5, based=SMALL),
        Style("Caveat", "Caveat", Look(), "Note"),
        Style("Continued", "Continued", Look(italic=True), "Note"),
        Style("FactText", "Fact Text", Look(colour="text", after=lead / 4), SMALL),
        Style("Imprint", "Imprint", Look(right=40), SMALL),
        _text("Byline", byline, 7, based=SMALL),
        Style("QuoteByline", "Quote Byline", Look(left=STEP), "Byline", "BodyText"),
        Style("StoryByline", "Story Byline", Look(left=STEP, bar="second"), "Byline", "BodyText"),
        Style("Caption", "caption", caption, SMALL, "BodyText", 35, offered=True),
        Style("PictureCaption", "Picture Caption", below, SMALL, "BodyText"),
        Style("Figure", "Figure", Look(keep_next=True, line=lead, after=lead / 4), next="Source"),
        Style("FigureEnd", "Figure End", Look(keep_next=False, after=lead), "Figure", "BodyText"),
        Style("FootnoteText", "footnote text", Look(colour="text", after=2), SMALL),
    )


def heading_styles(theme: Theme) -> Sequence[Style]:
    """Return the headings, each based on the one above it, and of the first three a form that contents leave out."""
    size, heading, lead = theme.sizes.body, theme.sizes.heading, theme.sizes.leading
    looks = (
        Look(
            font="display", bold=True, colour="field", keep_next=True, keep_lines=True, unhyphenated=True,
            size=theme.sizes.title * 0.86, line=lead * 2, before=0, after=lead, spaced=-0.2,
        ),
        Look(size=heading, line=lead * 1.5, before=lead * 1.5, after=lead / 2, spaced=0),
        Look(size=size + 1, line=lead, before=lead, after=lead / 4),
        Look(size=size, before=lead / 2, after=0, colour="text"),
        Look(bold=False),
        Look(),
    )  # fmt: skip
    styles: list[Style] = []
    for level, look in enumerate(looks, 1):
        based = f"Heading{level - 1}" if level > 1 else "Normal"
        ranked = replace(look, outline=level - 1)
        main = level < 5
        styles.append(Style(f"Heading{level}", f"heading {level}", ranked, based, "BodyText", 9, offered=main))
    unlisted = [
        Style(f"Heading{n}Unlisted", f"Heading {n} Unlisted", Look(), f"Heading{n}", "BodyText") for n in (1, 2, 3)
    ]
    kicker = Look(colour="accent", bold=True, after=lead / 4, keep_next=True)
    return (
        *styles,
        *unlisted,
        Style("Kicker", "Kicker", kicker, SMALL, "Heading1"),
        Style("TOCHeading", "TOC Heading", Look(outline=9), "Heading1", "BodyText", 39),
        Style("TableHeadingList", "List of Tables Heading", Look(outline=9), "Heading2", "BodyText", 39),
    )


def cover_styles(theme: Theme, *, plain: bool = False) -> Sequence[Style]:
    """Return the words of the cover, white on the field; the shade holds where the field behind is not
    drawn. A `plain` cover has no field.
    """
    heading, title, lead = theme.sizes.heading, theme.sizes.title, theme.sizes.leading
    base = Look(font="display", colour="on_field", shade="field", unhyphenated=True)
    if plain:
        base = replace(base, colour="field", shade=None)
    middle = Look(size=heading, line=lead * 1.5, right=10)
    name = Look(bold=True, size=title * 1.4, line=title * 1.6, after=lead * 1.5, spaced=-0.4)
    brief = Look(colour="quiet", font="display")
    cover = "CoverText"
    return (
        Style(cover, "Cover Text", replace(base, after=0)),
        Style("Title", "Title", name, cover, "Subtitle", 11),
        Style("Subtitle", "Subtitle", replace(middle, after=lead * 4), cover, "Place", 11),
        Style("Office", "Office", replace(middle, before=105, after=lead * 3), cover, "Title"),
        Style("Place", "Place", Look(after=lead / 2), cover, "Date"),
        Style("Date", "Date", Look(after=lead / 2), cover),
        Style("CoverStamp", "Cover Stamp", Look(bold=True, before=lead * 2), cover),
        Style("Stamp", "Stamp", Look(colour="accent", bold=True), SMALL),
        Style("BriefOffice", "Brief Office", replace(brief, after=lead / 2), next="Heading1"),
        Style("BriefSubtitle", "Brief Subtitle", replace(brief, after=lead), next="BodyText"),
    )


def page_styles(theme: Theme) -> Sequence[Style]:
    """Return contents, headers and footers, and the two paragraphs that Word needs where a report has
    none.
    """
    size, lead, measure = theme.sizes.body - 0.5, theme.sizes.leading, theme.page.measure
    entry = Look(font="display", size=size, line=lead * 1.05, after=0, tab=measure)
    first = replace(entry, bold=True, before=lead * 0.35, keep_next=True)
    lower = Look(bold=False, before=0, keep_next=False, tab=measure)
    running = Look(after=0, tab=measure)
    wide = landscape_measure(theme)
    hidden = Look(size=1, line=1, exact=True, before=0, after=0)
    return (
        Style("TOC1", "toc 1", first, priority=39),
        Style("TOC2", "toc 2", replace(lower, left=STEP), "TOC1", priority=39),
        Style("TOC3", "toc 3", Look(left=2 * STEP, tab=measure), "TOC2", priority=39),
        Style("TableofFigures", "table of figures", entry),
        Style("Header", "header", running, SMALL),
        Style("Footer", "footer", running, SMALL),
        Style("HeaderLandscape", "Header Landscape", Look(tab=wide, untab=measure), "Header", hidden=True),
        Style("FooterLandscape", "Footer Landscape", Look(tab=wide, untab=measure), "Footer", hidden=True),
        Style("SectionEnd", "Section End", hidden, hidden=True),
        Style("TableGap", "Table Gap", replace(hidden, line=lead), hidden=True),
    )
