"""What can be wrong with an import becomes cards."""

from __future__ import annotations

from reportgen.findings import Card

BAD_MAP = Card(
    "IMP020",
    "map-without-sense",
    "error",
    why="A map that names what is not there would leave figures out in silence.",
    example="A sheet “Budget 2023” in the map, where the workbook has “Budget 2024”.",
    mend="Correct the map; `reportgen import xlsx FILE --guess` proposes one.",
)
HEADING_MISSING = Card(
    "IMP021",
    "heading-missing",
    "error",
    why="A column that the map names and the sheet lacks would leave its field empty in every row.",
    example="“Montant (USD)” in the map, where the sheet has “Montant USD”.",
    mend="Write the heading as it stands in the sheet, or call the column by its letters: `column D`.",
)
NOTHING_TO_IMPORT = Card(
    "IMP022",
    "nothing-to-import",
    "error",
    why="No sheet bears the name and the columns of a table, so it is not known what the cells mean.",
    example="A workbook of the finance unit with the sheets Ledger and Pivot.",
    mend="Run `reportgen import xlsx FILE --guess > mapping.yaml`, correct what it says, and import with `--map mapping.yaml`.",
)
NOT_ALL = Card(
    "IMP023",
    "needed-column-without-source",
    "error",
    why="No row of the table can be read without this column.",
    example="A map for finance that says nothing of the currency.",
    mend="Name the column of the sheet under `columns`, or the value that holds for all rows under `constants`.",
)
HEADING_TWICE = Card(
    "IMP024",
    "heading-twice",
    "error",
    why="Of two columns under one heading nobody can say which is meant.",
    example='Two columns “2023”, one under “Target” and one under “Actual”, in a map that says `"2023": ...`.',
    mend="Call the column by its letters, `column D`; or say `heading_rows: 2` where the headings take two rows.",
)
NO_STATEMENT = Card(
    "IMP025",
    "statement-without-code",
    "warning",
    why="A row whose statement is no indicator's belongs to nothing in the report.",
    example="“Number of women trained” in a sheet, where outcomes.yaml says “Number of women who were trained”.",
    mend="Say under `values` which code is meant, or make the statements in the sheet and in the workspace the same.",
)
CARDS: tuple[Card, ...] = (BAD_MAP, HEADING_MISSING, NOTHING_TO_IMPORT, NOT_ALL, HEADING_TWICE, NO_STATEMENT)
"""In the order of their codes."""
