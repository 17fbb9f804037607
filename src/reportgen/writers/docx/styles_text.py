"""Paragraph styles of running text, headings, the cover, contents and page margins; sizes follow the
page's own style sheet.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from reportgen.theme import Theme

from .looks import Look, Style, landscape_measure

STEP = 5.0
"""Indent of one level of lists and contents, in millimetres."""


def text_styles(theme: Theme, rtl: bool) -> Sequence[Style]:
    """Return what is read: body text, lead, quotes, key figures."""
    size, lead = theme.sizes.body, theme.sizes.leading
    half = lead / 2
    quote = Look(colour="field", size=size + 2, line=lead * 1.25, after=half, left=STEP, right=STEP)
    pull = replace(quote, font="display", colour="accent", before=lead, after=lead, left=0, keep_lines=True)
    value = Look(font="display", size=theme.sizes.title * 0.72, line=lead * 1.8, colour="accent", spaced=-0.2)
    value = replace(value, before=0, after=0, keep_next=True, top="rule")
    label = quiet(theme, colour="text", after=lead * 0.75, keep_lines=True)
    return (
        Style("Normal", "Normal", Look(colour="text", line=lead, bidi=rtl), "", priority=0),
        Style("BodyText", "Body Text", Look(after=half), priority=1),
        Style("BodyTextAfterTable", "Body Text After Table", Look(before=lead), "BodyText", "BodyText"),
        Style("Lead", "Lead", Look(size=size + 1.5, line=lead * 1.2, after=half), next="BodyText", priority=2),
        Style("Quote", "Quote", quote, next="BodyText", priority=6),
        Style("PullQuote", "Pull Quote", pull, next="BodyText", priority=8),
        Style("StoryText", "Story Text", Look(left=STEP, bar="second"), "BodyText", priority=9),
        Style("FactText", "Fact Text", quiet(theme, colour="text", after=half / 2)),
        Style("Empty", "Empty", Look(colour="quiet", italic=True), "BodyText"),
        Style("KeyFigureValue", "Key Figure", value, next="KeyFigureLabel", priority=10),
        Style("KeyFigureLabel", "Key Figure Label", label, next="KeyFigureValue", priority=10),
    )


def quiet(theme: Theme, **changes: Any) -> Look:
    """Return the look of small print in the data font, with changes."""
    sizes = theme.sizes
    look = Look(font="display", size=sizes.small, line=sizes.leading * 0.8, colour="quiet", after=sizes.leading / 2)
    return replace(look, **changes)


def quiet_styles(theme: Theme) -> Sequence[Style]:
    """Return what stands beneath or beside: statements, notes, sources, captions, footnotes."""
    lead = theme.sizes.leading
    caption = quiet(
        theme, colour="text", bold=True, before=lead, after=lead / 3, keep_next=True, keep_lines=True
    )  # fmt: skip
    below = quiet(theme, colour="text", before=lead / 3, after=lead)
    source = quiet(theme, before=lead / 4, after=lead)
    return (
        Style("Statement", "Statement", quiet(theme, after=lead), next="BodyText", priority=3),
        Style("Note", "Note", quiet(theme), priority=4),
        Style("Source", "Source", source, next="BodyText", priority=5),
        Style("Caveat", "Caveat", Look(), "Note"),
        Style("Continued", "Continued", Look(italic=True), "Note"),
        Style("Imprint", "Imprint", quiet(theme, right=40)),
        Style("Byline", "Byline", quiet(theme, colour="text", bold=True), next="BodyText", priority=7),
        Style("QuoteByline", "Quote Byline", Look(left=STEP), "Byline", "BodyText"),
        Style("StoryByline", "Story Byline", Look(left=STEP, bar="second"), "Byline", "BodyText"),
        Style("Caption", "caption", caption, next="BodyText", priority=35),
        Style("PictureCaption", "Picture Caption", below, next="BodyText"),
        Style("Figure", "Figure", Look(keep_next=True, line=lead, after=lead / 4), next="Source"),
        Style("FigureEnd", "Figure End", Look(keep_next=False, after=lead), "Figure", "BodyText"),
        Style("FootnoteText", "footnote text", quiet(theme, colour="text", after=2)),
    )


def heading_styles(theme: Theme) -> Sequence[Style]:
    """Return four levels of headings, and of the first three a form that contents leave out."""
    size, heading, lead = theme.sizes.body, theme.sizes.heading, theme.sizes.leading
    top = Look(
        font="display", bold=True, colour="field", keep_next=True, keep_lines=True, unhyphenated=True
    )  # fmt: skip
    title = theme.sizes.title * 0.86
    looks = (
        replace(top, size=title, line=lead * 2, before=0, after=lead, spaced=-0.2),
        replace(top, size=heading, line=lead * 1.5, before=lead * 1.5, after=lead / 2),
        replace(top, size=size + 1, line=lead, before=lead, after=lead / 4),
        replace(top, size=size, line=lead, before=lead / 2, after=0, colour="text"),
    )
    styles = [
        Style(f"Heading{n}", f"heading {n}", replace(look, outline=n - 1), next="BodyText", priority=9)
        for n, look in enumerate(looks, 1)
    ]
    unlisted = [
        Style(f"Heading{n}Unlisted", f"Heading {n} Unlisted", Look(), f"Heading{n}", "BodyText") for n in (1, 2, 3)
    ]
    lesser = [
        Style(f"Heading{n}", f"heading {n}", Look(outline=n - 1, bold=False), "Heading4", "BodyText") for n in (5, 6)
    ]
    kicker = quiet(theme, colour="accent", bold=True, after=lead / 4, keep_next=True)
    return (
        *styles,
        *unlisted,
        *lesser,
        Style("Kicker", "Kicker", kicker, next="Heading1"),
        Style("TOCHeading", "TOC Heading", looks[0], next="BodyText", priority=39),
        Style("TableHeadingList", "List of Tables Heading", looks[1], next="BodyText", priority=39),
    )


def cover_styles(theme: Theme) -> Sequence[Style]:
    """Return the words of the cover, white on the field; the shade holds where the field behind is not
    drawn.
    """
    heading, title, lead = theme.sizes.heading, theme.sizes.title, theme.sizes.leading
    base = Look(font="display", colour="on_field", shade="field", unhyphenated=True)
    middle = replace(base, size=heading, line=lead * 1.5, right=10)
    name = replace(base, bold=True, size=title * 1.4, line=title * 1.6, after=lead * 1.5, spaced=-0.4)
    return (
        Style("Title", "Title", name, next="Subtitle", priority=11),
        Style("Subtitle", "Subtitle", replace(middle, after=lead * 4), next="Place", priority=11),
        Style("Office", "Office", replace(middle, before=105, after=lead * 3), next="Title"),
        Style("Place", "Place", replace(base, after=lead / 2), next="Date"),
        Style("Date", "Date", replace(base, after=lead / 2)),
        Style("CoverStamp", "Cover Stamp", replace(base, bold=True, before=lead * 2)),
        Style("Stamp", "Stamp", quiet(theme, colour="accent", bold=True)),
        Style(
            "BriefOffice",
            "Brief Office",
            Look(colour="quiet", font="display", after=lead / 2),
            next="Heading1",
        ),
        Style(
            "BriefSubtitle",
            "Brief Subtitle",
            Look(colour="quiet", font="display", after=lead),
            next="BodyText",
        ),
    )


def page_styles(theme: Theme) -> Sequence[Style]:
    """Return contents, headers and footers, and the two paragraphs that Word needs where a report has
    none.
    """
    size, lead, measure = theme.sizes.body - 0.5, theme.sizes.leading, theme.page.measure
    entry = Look(font="display", size=size, line=lead * 1.15, after=0, tab=measure)
    running = quiet(theme, after=0, tab=measure)
    wide = quiet(theme, after=0, tab=landscape_measure(theme))
    hidden = Look(size=1, line=1, exact=True, before=0, after=0)
    return (
        Style("TOC1", "toc 1", replace(entry, bold=True, before=lead * 0.45, keep_next=True), priority=39),
        Style("TOC2", "toc 2", replace(entry, left=STEP), priority=39),
        Style("TOC3", "toc 3", replace(entry, left=2 * STEP), priority=39),
        Style("TableofFigures", "table of figures", entry),
        Style("Header", "header", running),
        Style("Footer", "footer", running),
        Style("HeaderLandscape", "Header Landscape", wide),
        Style("FooterLandscape", "Footer Landscape", wide),
        Style("SectionEnd", "Section End", hidden),
        Style("TableGap", "Table Gap", replace(hidden, line=lead)),
    )
