"""What a build itself can find wrong: rules of layout."""

from pathlib import Path

from reportgen.findings import Card, Place

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
    why="A character that no font has is drawn as an empty box in a figure.",
    example="An emoji in the name of an indicator.",
    mend="Replace the character, or add a font that has it to the theme's `fallback`.",
)
MISSING_LETTER = Card(
    code="LAY103",
    slug="character-without-font",
    severity="error",
    why="A character that no font has prints as an empty box and is not read aloud: PDF/UA and PDF/A forbid it.",
    example="An emoji in a narrative.",
    mend="Replace the character, or add a font that has it to the theme's `fallback`.",
)
CARDS = (LAYOUT_WARNING, NO_PAGE_NUMBERS, MISSING_GLYPH, MISSING_LETTER)

_TEXTS = ("*.yaml", "*.csv", "narratives/*/*.md", "images/*.yaml")


def place_of(char: str, folder: Path) -> Place:
    """Return where `char` first stands in the texts of a workspace; its settings where it is found in none."""
    for path in (path for pattern in _TEXTS for path in sorted(folder.glob(pattern))):
        for number, line in enumerate(path.read_bytes().split(b"\n"), start=1):
            before, found, _ = line.partition(char.encode())
            if found:
                column = len(before.decode(errors="replace")) + 1
                return Place(path.relative_to(folder).as_posix(), number, str(column))
    return Place("report.yaml")
