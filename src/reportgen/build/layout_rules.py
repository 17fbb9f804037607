"""What a build itself can find wrong: rules of layout."""

from pathlib import Path

from reportgen.findings import Card, Finding, Place

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
TABLE_TOO_WIDE = Card(
    code="LAY104",
    slug="table-too-wide",
    severity="error",
    why="Columns beyond the page's margin are cut off in print, and nobody sees which numbers are missing.",
    example="A table of twelve columns in a narrative.",
    mend="Split the table, shorten its words, or give it fewer columns.",
)
TEXT_OVERFLOWS = Card(
    code="LAY105",
    slug="text-overflows",
    severity="warning",
    why="Words that are wider than their column or lower than their page stand over others, or are cut off.",
    example="A name of forty letters without a space in a narrow column.",
    mend="Shorten the words, or allow a break in them with a space or a hyphen.",
)
FIGURE_TOO_TALL = Card(
    code="LAY106",
    slug="figure-too-tall",
    severity="error",
    why="What stands below the foot of the page is cut off.",
    example="A chart of eighty outcomes.",
    mend="Switch the section off, or report fewer outcomes, outputs or partners in one chart.",
)
CARDS = (
    LAYOUT_WARNING,
    NO_PAGE_NUMBERS,
    MISSING_GLYPH,
    MISSING_LETTER,
    TABLE_TOO_WIDE,
    TEXT_OVERFLOWS,
    FIGURE_TOO_TALL,
)

_UNPRINTED = "iati-extra.yaml"
"""What an import kept and no edition holds: nobody would shorten a word there."""
_TEXTS = ("*.yaml", "*.csv", "narratives/*/*.md", "images/*.yaml")


def overflow(kind: str, words: str, page: str, excess: float, folder: Path) -> Finding:
    """Return the finding of what does not fit; `excess` is in points."""
    shown = words if len(words) <= 80 else words[:79] + "…"
    where, much = f"on page {page}" if page else "on the cover", f"{excess * 25.4 / 72:.0f} mm"
    place = place_of(max(words.split(), key=len, default=""), folder) if words else Place("report.yaml")
    match kind:
        case "table":
            what = f"“{shown}”" if shown else "A table"
            return TABLE_TOO_WIDE.at(place, f"{what} is {much} wider than the text {where}.")
        case "figure":
            message = f"The figure “{shown}” is {much} taller than the room {where}."
            return FIGURE_TOO_TALL.at(Place("report.yaml"), message)
        case _:
            return TEXT_OVERFLOWS.at(place, f"“{shown}” is {much} too much for its place {where}.")


def place_of(char: str, folder: Path) -> Place:
    """Return where `char`, or a word, first stands in the texts of a workspace; its settings where it stands in none."""
    for path in (path for pattern in _TEXTS for path in sorted(folder.glob(pattern)) if path.name != _UNPRINTED):
        for number, line in enumerate(path.read_bytes().split(b"\n"), start=1):
            before, found, _ = line.partition(char.encode())
            if found:
                column = len(before.decode(errors="replace")) + 1
                return Place(path.relative_to(folder).as_posix(), number, str(column))
    return Place("report.yaml")
