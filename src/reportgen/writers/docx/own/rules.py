"""What can be wrong with an organisation's own Word file, and what was made of it, becomes cards."""

from __future__ import annotations

from reportgen.findings import Card

NOT_WORD = Card(
    "LAY110",
    "word-style-not-word",
    "error",
    why="Styles can be taken from a Word document (.docx) alone; from anything else the report would silently get none.",
    example="word_style: house.docx, where house.docx is a PDF file with another name, an old .doc, or has a password.",
    mend="Open the file in Word and save it as “Word Document (*.docx)”, without a password.",
)
UNSAFE = Card(
    "LAY111",
    "word-style-unsafe",
    "error",
    why="A file with macros, links to elsewhere or impossible sizes can do harm to whoever opens it; reports are "
    "sent on to many.",
    example="word_style: house.dotm, a template with macros.",
    mend="Copy its text into a new, empty Word document, which takes the styles along, and save that as .docx.",
)
INCOMPLETE = Card(
    "LAY112",
    "word-style-incomplete",
    "warning",
    why="Where a style is missing or contradicts itself, the report's own stands in, and the look may be mixed.",
    example="A house document in which no paragraph was ever a Heading 1, so that Word did not store that style.",
    mend="In Word, give one paragraph the style, set its look, and save; `reportgen style export FILE.docx` makes a "
    "document that has them all.",
)
FAINT = Card(
    "LAY113",
    "word-style-faint",
    "warning",
    why="Text with a contrast under 4.5 to 1 (3 to 1 where it is large) cannot be read by many, nor in a bad print.",
    example="A Caption in light grey on white.",
    mend="Make the style's colour darker in the house document.",
    source="WCAG 2.2, 1.4.3",
)
MAPPED = Card(
    "LAY114",
    "word-style-mapped",
    "info",
    why="Word knows styles by their names; whoever keeps the house document should see which ones the report took.",
    example="A house style is called “ACME Source”, and the report looked for “Source”.",
    mend="To have another style taken, give it the name of the report's style, or that name as a second one: "
    "“ACME Source,Source”.",
)
CARDS = (NOT_WORD, UNSAFE, INCOMPLETE, FAINT, MAPPED)


class Refused(Exception):
    """Why a file is not read: a sentence, and the card that it is a finding of."""

    def __init__(self, card: Card, message: str) -> None:
        super().__init__(message)
        self.card = card
