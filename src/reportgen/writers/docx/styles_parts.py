"""Styles of lists, of table cells, and of words inside a paragraph."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportgen.theme import Theme

from .looks import HANGING, Look, Style
from .styles_text import STEP, quiet

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
            Style(f"ListBullet{key}", f"List Bullet{suffix}", bullet, "BodyText", priority=12),
            Style(f"ListNumber{key}", f"List Number{suffix}", number, "BodyText", priority=12),
            Style(f"ListContinue{key}", f"List Continue{suffix}", more, "BodyText"),
        ]
    wide, narrow = (round(HANGING[style] * measure, 1) for style in ("FactLine", "Definition"))
    definition = replace(item, left=narrow, hanging=narrow, stop=narrow)
    term = Look(bold=True, after=0, keep_next=True)
    fact = quiet(theme, colour="text", left=wide, hanging=wide, stop=wide, after=lead / 4, top="field")
    return (
        *styles,
        Style("Definition", "Definition", definition, "BodyText", priority=13),
        Style("FactLine", "Fact Line", fact, priority=13),
        Style("TermLine", "Term Line", term, "BodyText", "DefinitionLine", 13),
        Style("DefinitionLine", "Definition Line", Look(left=STEP), "BodyText", "TermLine", 13),
    )  # fmt: skip


def cell_styles(theme: Theme) -> Sequence[Style]:
    """Return what stands in cells; the lines around them are the table style's."""
    gap = theme.sizes.leading * 0.2
    text = quiet(theme, colour="text", before=gap, after=gap, unhyphenated=True)
    number, bold = Look(align="right"), Look(bold=True)
    group = Look(bold=True, colour="field", before=theme.sizes.leading * 0.7, keep_next=True)
    return (
        Style("TableText", "Table Text", text, priority=14),
        Style("TableNumber", "Table Number", number, "TableText", priority=14),
        Style("TableHeading", "Table Heading", Look(colour="quiet", keep_next=True), "TableText", priority=14),
        Style("TableHeadingNumber", "Table Heading Number", number, "TableHeading", priority=14),
        Style("TableGroup", "Table Group", group, "TableText", priority=14),
        Style("TableTotal", "Table Total", bold, "TableText", priority=14),
        Style("TableTotalNumber", "Table Total Number", number, "TableTotal", priority=14),
        Style("TableDerived", "Table Derived", Look(colour="field"), "TableText", priority=14),
        Style("TableDerivedNumber", "Table Derived Number", number, "TableDerived", priority=14),
    )


def character_styles(theme: Theme) -> Sequence[Style]:
    """Return the styles of words."""
    marks = Look(font="symbols", size=theme.sizes.small - 1)
    rows: Sequence[tuple[str, str, Look, str]] = (
        ("DefaultParagraphFont", "Default Paragraph Font", Look(), ""),
        ("Emphasis", "Emphasis", Look(italic=True), ""),
        ("Strong", "Strong", Look(bold=True), ""),
        ("Hyperlink", "Hyperlink", Look(colour="field", underlined=True), ""),
        ("FootnoteReference", "footnote reference", Look(raised=True, colour="field"), ""),
        ("PageNumber", "page number", Look(colour="text"), ""),
        ("CaptionLabel", "Caption Label", Look(bold=False, colour="quiet"), ""),
        ("StampWords", "Stamp Words", Look(colour="accent"), ""),
        ("Term", "Term", Look(bold=True), ""),
        ("FactTerm", "Fact Term", Look(colour="quiet"), ""),
        ("Quiet", "Quiet", Look(colour="quiet"), ""),
        ("Absent", "Absent", Look(italic=True, colour="quiet"), ""),
        ("StatusMet", "Status Met", Look(colour="met"), ""),
        ("StatusPartly", "Status Partly", Look(colour="partly"), ""),
        ("StatusNotMet", "Status Not Met", Look(colour="not_met"), ""),
        ("StatusNoData", "Status No Data", Look(colour="no_data"), ""),
        ("StatusMark", "Status Mark", marks, ""),
        ("StatusMarkMet", "Status Mark Met", Look(colour="met"), "StatusMark"),
        ("StatusMarkPartly", "Status Mark Partly", Look(colour="partly"), "StatusMark"),
        ("StatusMarkNotMet", "Status Mark Not Met", Look(colour="not_met"), "StatusMark"),
        ("StatusMarkNoData", "Status Mark No Data", Look(colour="no_data"), "StatusMark"),
    )
    return [
        Style(key, name, look, "" if "Default" in key else based or "DefaultParagraphFont", "", 20, "character")
        for key, name, look, based in rows
    ]
