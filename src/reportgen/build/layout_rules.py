"""What a build itself can find wrong: rules of layout."""

from reportgen.findings import Card

LAYOUT_WARNING = Card(
    code="LAY100",
    slug="layout-complaint",
    severity="warning",
    why="What the page layout cannot do it leaves out or does otherwise, and only its log says so.",
    example="A picture that cannot be drawn.",
    mend="Look at the page; mend the input that the message names.",
)
NO_PAGE_NUMBERS = Card(
    code="LAY101",
    slug="contents-without-page-numbers",
    severity="warning",
    why="Without Pango pages cannot be laid out, so the contents of the Word file have no page numbers until they are updated.",
    example="A build of Word only on a machine without Pango.",
    mend="Run `reportgen doctor`, or press F9 in the contents in Word.",
)
MISSING_GLYPH = Card(
    code="LAY102",
    slug="glyph-missing",
    severity="warning",
    why="A character that no font has prints as an empty box, and breaks PDF/UA and PDF/A.",
    example="An emoji in the name of an indicator.",
    mend="Replace the character, or add a font that has it to the theme's `fallback`.",
)
CARDS = (LAYOUT_WARNING, NO_PAGE_NUMBERS, MISSING_GLYPH)
