"""What can be wrong with the form of a narrative becomes cards; below 900 are editorial rules."""

from __future__ import annotations

from reportgen.findings import Card

UNKNOWN_LANGUAGE = Card(
    "NAR900",
    "unknown-language-folder",
    "error",
    why="Narratives in a folder that is no language's would never be printed.",
    example="narratives/english/foreword.md, or narratives/foreword.md",
    mend="Put narratives into a folder with the code of a language, such as narratives/en/.",
)
FRONT_MATTER = Card(
    "NAR901",
    "front-matter",
    "error",
    why="Without its head a narrative belongs to no section of the report.",
    example="A file that starts with its first sentence.",
    mend="Start the file with a line ---, then kind: and title:, then another line ---.",
)
NOT_READ = Card(
    "NAR902",
    "markdown-not-read",
    "error",
    why="What the report cannot set would be printed with its marks, or be missing.",
    example="<b>bold</b>, ![a photo](photo.jpg), or a comment that is not a directive",
    mend="Use paragraphs, ## and ### headings, lists, quotations, emphasis, links, footnotes and tables.",
)
PLAIN_TEXT = Card(
    "NAR903",
    "markdown-as-text",
    "warning",
    why="The mark has no meaning in a report, so the words are printed as plain text.",
    example="`code`, ~~struck~~, a horizontal rule, a heading # or ####",
    mend="Remove the mark, or use one that is read: ## and ### headings, *emphasis*, **strong**.",
)
LINK = Card(
    "NAR904",
    "link-not-read",
    "error",
    why="A link that is not to a web or mail address leads nowhere from a printed or mailed report.",
    example="[annex](../annex.docx)",
    mend="Write [words](https://address) or <https://address>; mail addresses as mailto:.",
)
FOOTNOTE_UNDEFINED = Card(
    "NAR905",
    "footnote-undefined",
    "error",
    why="The mark would be printed without its note.",
    example="A sentence.[^1] without a line [^1]: ...",
    mend="Add a line `[^label]: text of the note`, with an empty line before it.",
)
FOOTNOTE_UNUSED = Card(
    "NAR906",
    "footnote-unused",
    "warning",
    why="A note that no mark points to is not printed.",
    example="[^2]: See annex. without [^2] in the text",
    mend="Put the mark where the note belongs, or delete the note.",
)
FOOTNOTE_TWICE = Card(
    "NAR907",
    "footnote-defined-twice",
    "error",
    why="Of two notes with one label, only the first would be printed.",
    example="[^1]: A. and further down [^1]: B.",
    mend="Give one of them another label.",
)
FOOTNOTE_FORM = Card(
    "NAR908",
    "footnote-form",
    "info",
    why="A note is set as one paragraph; its paragraphs, lists and tables are joined.",
    example="A footnote with two paragraphs",
    mend="Nothing has to be done; a long note reads better in the text.",
)
DIRECTIVE = Card(
    "NAR909",
    "directive-form",
    "error",
    why="A directive that is misspelt does not do what its author believes.",
    example="<!-- reportgen: ignroe NAR004 because ... -->, or ignore NAR004, NAR110 because ...",
    mend="Write `<!-- reportgen: ignore RULE because REASON -->` on a line of its own.",
)
PATHOLOGICAL = Card(
    "NAR910",
    "markdown-too-deep",
    "error",
    why="Text nested or bracketed beyond measure is a slip or an attack; reading it could take hours.",
    example="Three thousand opening brackets, or lists within lists twenty deep",
    mend="Remove what was repeated by mistake, or write it more simply.",
)
FACT_OPEN = Card(
    "NAR911",
    "fact-not-closed",
    "warning",
    why="A reference to the data that is not closed on its line is printed as it was typed.",
    example="{{ report.year",
    mend="Close it with }} on the same line.",
)
NUMBERED_LIST = Card(
    "NAR912",
    "list-number",
    "warning",
    why="A line that begins with a number and a point is read as a list, and lists begin with 1.",
    example="2024. A year of change",
    mend="Write 2024\\. if no list is meant; else begin the list with 1.",
)
HEADING_SKIPS = Card(
    "NAR913",
    "heading-skips-a-level",
    "warning",
    why="Who reads by ear finds the way by headings; a level that is left out sounds like a part that is missing.",
    example="A narrative whose first heading is ###",
    mend="Begin with ## and use ### for the parts of what stands under it.",
    source="ISO 14289-1, 7.4; WCAG 2.2, 1.3.1",
)

CARDS: tuple[Card, ...] = (
    UNKNOWN_LANGUAGE,
    FRONT_MATTER,
    NOT_READ,
    PLAIN_TEXT,
    LINK,
    FOOTNOTE_UNDEFINED,
    FOOTNOTE_UNUSED,
    FOOTNOTE_TWICE,
    FOOTNOTE_FORM,
    DIRECTIVE,
    PATHOLOGICAL,
    FACT_OPEN,
    NUMBERED_LIST,
    HEADING_SKIPS,
)
"""In the order of their codes."""
