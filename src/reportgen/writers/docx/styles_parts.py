"""Styles of lists, of table cells, and of words inside a paragraph."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportgen.theme import Theme

from .looks import HANGING, Look, Style
from .styles_text import SMALL, STEP

BULLETS, NUMBERS = 1, 2
"""``w:num`` of the list styles; lists that count anew get their own (`numbering`)."""


def list_styles(theme: Theme) -> Sequence[Style]:
    """Return three levels of bullets, numbers and what continues an item; deeper levels use the third."""
    lead, measure = theme.sizes.leading, theme.page.measure
    item = Look(after=lead / 3)
    styles: list[Style] = []
    for level in range(3):
        suffix = f" {level + 1}" if level else ""
        key = suffix.strip()
        bullet, number = replace(item, number=(level, BULLETS)), replace(item, number=(level, NUMBERS))
        more = replace(item, left=STEP * (level + 1))
        styles += [
            Style(f"ListBullet{key}", f"List Bullet{suffix}", bullet, "BodyText", priority=12, offered=True),
            Style(f"ListNumber{key}", f"List Number{suffix}", number, "BodyText", priority=12, offered=True),
            Style(f"ListContinue{key}", f"List Continue{suffix}", more, "BodyText"),
        ]
    wide, narrow = (round(HANGING[style] * measure, 1) for style in ("FactLine", "Definition"))
    definition = replace(item, left=narrow, hanging=narrow, stop=narrow)
    term = Look(bold=True, after=0, keep_next=True)
    fact = Look(colour="text", left=wide, hanging=wide, stop=wide, after=lead / 4, top="field")
    return (
        *styles,
        Style("Definition", "Definition", definition, "BodyText", priority=13),
        Style("FactLine", "Fact Line", fact, SMALL, priority=13),
        Style("TermLine", "Term Line", term, "BodyText", "DefinitionLine", 13),
        Style("DefinitionLine", "Definition Line", Look(left=STEP), "BodyText", "TermLine", 13),
    )  # fmt: skip


def cell_styles(theme: Theme) -> Sequence[Style]:
    """Return what stands in cells; the lines around them are the table style's."""
    gap = theme.sizes.leading * 0.2
    text = Look(colour="text", before=gap, after=gap, unhyphenated=True)
    number, head = Look(align="right"), Look(colour="quiet", keep_next=True)
    group = Look(bold=True, colour="field", before=theme.sizes.leading * 0.7, keep_next=True)
    rows = (
        ("Table Text", text, SMALL),
        ("Table Number", number, "TableText"),
        ("Table Heading", head, "TableText"),
        ("Table Heading Number", number, "TableHeading"),
        ("Table Group", group, "TableText"),
        ("Table Total", Look(bold=True), "TableText"),
        ("Table Total Number", number, "TableTotal"),
        ("Table Derived", Look(colour="field"), "TableText"),
        ("Table Derived Number", number, "TableDerived"),
    )
    return [Style(name.replace(" ", ""), name, look, based, priority=14, offered=True) for name, look, based in rows]


def character_styles(theme: Theme) -> Sequence[Style]:
    """Return the styles of words; the mark of a status has the colour of its words, whatever that becomes."""
    mark = Look(font="symbols", size=theme.sizes.small - 1)
    rows: Sequence[tuple[str, Look, int]] = (
        ("Emphasis", Look(italic=True), 20),
        ("Strong", Look(bold=True), 22),
        ("Hyperlink", Look(colour="link", underlined=True), 99),
        ("FollowedHyperlink", Look(colour="visited", underlined=True), 99),
        ("footnote reference", Look(raised=True, colour="field"), 99),
        ("page number", Look(colour="text"), 99),
        ("Caption Label", Look(bold=False, colour="quiet"), 36),
        ("Stamp Words", Look(colour="accent"), 99),
        ("Term", Look(bold=True), 23),
        ("Fact Term", Look(colour="quiet"), 23),
        ("Quiet", Look(colour="quiet"), 24),
        ("Absent", Look(italic=True, colour="quiet"), 24),
        ("Status Met", Look(colour="met"), 25),
        ("Status Partly", Look(colour="partly"), 25),
        ("Status Not Met", Look(colour="not_met"), 25),
        ("Status No Data", Look(colour="no_data"), 25),
    )
    words = [_words(name, look, priority) for name, look, priority in rows]
    marks = [
        replace(_words(style.name.replace("Status", "Status Mark"), mark, 99), based=style.id, hidden=True)
        for style in words
        if style.id.startswith("Status")
    ]
    default = Style("DefaultParagraphFont", "Default Paragraph Font", Look(), "", priority=1, kind="character")
    return [replace(default, hidden=True), *words, *marks]


def draft_styles(theme: Theme) -> tuple[Style, ...]:
    """Return what only a draft for review has: the words of comments, and figures that come from the data."""
    return (
        Style("CommentText", "annotation text", Look(size=theme.sizes.small), priority=99),
        replace(_words("annotation reference", Look(size=theme.sizes.small), 99), id="CommentReference"),
        _words("Bound Figure", Look(shade="tint"), 99),
    )


def _words(name: str, look: Look, priority: int) -> Style:
    """Return a style of words; it stands in the gallery where those who write may choose it."""
    key = "".join(word[0].upper() + word[1:] for word in name.split())
    return Style(key, name, look, "DefaultParagraphFont", "", priority, "character", offered=priority < 26)
