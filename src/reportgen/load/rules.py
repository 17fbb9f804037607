"""What can be wrong with the form of a workspace becomes cards: one for each rule that loading raises."""

from __future__ import annotations

from reportgen.files import CONTROL_CHARACTER, FILE_CARDS, FILE_UNREADABLE, NOT_TEXT, OLD_ENCODING
from reportgen.findings import Card

__all__ = ["CARDS", "CONTROL_CHARACTER", "FILE_UNREADABLE", "NOT_TEXT", "OLD_ENCODING"]

NO_WORKSPACE = Card(
    "STR001",
    "no-workspace",
    "error",
    why="Without a folder of inputs there is nothing to report on.",
    example="reportgen build inputs/norland, where the folder is called inputs/norlund.",
    mend="Give the path of an existing workspace, or make one with `reportgen init FOLDER`.",
)
EMPTY_WORKSPACE = Card(
    "STR002",
    "empty-workspace",
    "error",
    why="A folder without report.yaml says neither which office reports nor on which year.",
    example="A folder that was just made, or the folder above the workspace.",
    mend="Fill it with `reportgen init FOLDER`, or give the folder that holds report.yaml.",
)
FILE_MISSING = Card(
    "STR003",
    "file-missing",
    "error",
    why="The report is built around this file; without it no page can be set.",
    example="office.yaml was moved or renamed.",
    mend="Add the file; `reportgen init FOLDER` in an empty folder shows how it looks.",
)
UNKNOWN_FILE = Card(
    "STR008",
    "unknown-file",
    "info",
    why="A file that nobody reads may hold figures that its owner believes to be in the report.",
    example="result.csv instead of results.csv.",
    mend="Rename the file, or move it out of the workspace if it is not meant for the report.",
)
LEAVES_WORKSPACE = Card(
    "STR009",
    "leaves-workspace",
    "error",
    why="A path that leads out of the workspace could put private files of the machine into a report.",
    example="file: ../../private/photo.jpg, or a symbolic link.",
    mend="Copy the file into the workspace and name it from there.",
)
YAML_SYNTAX = Card(
    "STR010",
    "yaml-syntax",
    "error",
    why="A file whose punctuation is wrong could be read in two ways, so it is not read at all.",
    example="title: Report: 2024   (a colon inside a text without quotation marks)",
    mend="Mend the place that is named; texts with `: ` or ` #` in them go in quotation marks.",
)
YAML_FORBIDDEN = Card(
    "STR011",
    "yaml-not-allowed",
    "error",
    why="Anchors, aliases, tags and several documents in one file make a file that people cannot check by reading.",
    example="outputs: *same_as_above",
    mend="Write the value out.",
)
TOO_LARGE = Card(
    "STR012",
    "too-large",
    "error",
    why="A file far beyond the size of real workspaces would take all of the machine's memory.",
    example="A table with a million rows, or brackets nested a hundred deep.",
    mend="Split the workspace, or remove what was repeated by mistake.",
)
DUPLICATE_KEY = Card(
    "STR013",
    "duplicate-key",
    "error",
    why="Of two values under one key, only one could be printed, and nobody could say which.",
    example="year: 2023 and, further down, year: 2024",
    mend="Keep one of the two.",
)
UNKNOWN_KEY = Card(
    "STR020",
    "unknown-key",
    "error",
    why="A misspelt key would be dropped in silence, and its value with it.",
    example="statment: {en: ...} instead of statement",
    mend="Correct the spelling, or remove it; docs/reference/workspace.md lists every key.",
)
MISSING_KEY = Card(
    "STR021",
    "missing-value",
    "error",
    why="The record cannot be printed without this value.",
    example="An indicator without a statement.",
    mend="Add the value.",
)
WRONG_TYPE = Card(
    "STR022",
    "wrong-type",
    "error",
    why="A value of another kind than expected cannot be printed as what it stands for.",
    example="languages: {en: yes} where a list such as [en, fr] is expected",
    mend="Write the value in the form that is named.",
)
NOT_ALLOWED = Card(
    "STR023",
    "value-not-allowed",
    "error",
    why="The report knows what to do with a closed list of values only; another would be guessed at.",
    example="stage: recieved",
    mend="Use one of the values listed.",
)
NUMBER = Card(
    "STR024",
    "number-format",
    "error",
    why="1.950 and 1,950 are read differently from country to country; a wrong guess is wrong a thousandfold.",
    example="1,950,000 or 58,3",
    mend="Write a plain number with a decimal point: 1950000 or 58.3.",
)
DATE = Card(
    "STR025",
    "date-format",
    "error",
    why="03/04/2024 is a day in March or in April; an impossible day hides a slip of the pen.",
    example="31/12/2024 or 2024-02-30",
    mend="Write year, month and day as 2024-12-31.",
)
YEAR = Card(
    "STR026",
    "impossible-year",
    "error",
    why="A figure under an impossible year is missing from the year it belongs to.",
    example="20024 or FY24",
    mend="Write a year of four digits, between 1900 and 2200.",
)
DISCLOSURE = Card(
    "STR027",
    "disclosure-format",
    "error",
    why="Where it is unclear who may see an amount, printing it could break an agreement with a partner.",
    example="disclosure: secret",
    mend="Write public, internal, partner:ID[,ID] or embargo:YYYY-MM-DD.",
)
CONTRADICTION = Card(
    "STR028",
    "contradiction",
    "error",
    why="The parts of the record contradict each other, so it cannot be printed as it is.",
    example="A result with a value and an absence, or a period that ends before it starts.",
    mend="Decide which part is right.",
)
SEPARATOR = Card(
    "STR030",
    "separator",
    "info",
    why="Semicolons between columns often go with decimal commas, which are refused.",
    example="indicator;version;kind",
    mend="Nothing has to be done; commas are the usual separator.",
)
UNKNOWN_COLUMN = Card(
    "STR031",
    "unknown-column",
    "error",
    why="A misspelt column would be dropped in silence, and all its figures with it.",
    example="ammount instead of amount",
    mend="Correct the heading, or remove the column; docs/reference/workspace.md lists every column.",
)
MISSING_COLUMN = Card(
    "STR032",
    "missing-column",
    "error",
    why="No row of the table can be read without this column.",
    example="results.csv without period_end",
    mend="Add the column with its heading in the first row.",
)
DUPLICATE_COLUMN = Card(
    "STR033",
    "duplicate-column",
    "error",
    why="Of two values of one row under one heading, only one could be printed.",
    example="indicator,value,value",
    mend="Keep one of the two columns.",
)
ROW_LENGTH = Card(
    "STR034",
    "row-length",
    "error",
    why="When a row has more or fewer cells than the table has columns, its values stand under wrong headings.",
    example="A text with a comma in it but without quotation marks around it.",
    mend='Put texts that hold the separator in quotation marks: "Weibo, WeChat and X".',
)
CSV_QUOTES = Card(
    "STR035",
    "quotation-marks",
    "error",
    why="A quotation mark that is not closed swallows the rows that follow it.",
    example='"Official gazette',
    mend='Close the quotation mark; inside a quoted cell, double it: "the ""16 Days"" campaign".',
)
EMPTY_TABLE = Card(
    "STR036",
    "empty-table",
    "warning",
    why="A table without even its headings may have been emptied by mistake.",
    example="results.csv of 0 bytes",
    mend="Fill the table, or delete the file if the office has nothing to put there.",
)
DUPLICATE_CODE = Card(
    "STR040",
    "duplicate-code",
    "error",
    why="Figures refer to records by code; with two of the same code they would be printed under the wrong one.",
    example="Two indicators D_1.1.A",
    mend="Give one of them another code, and use it in the tables too.",
)
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
    example="<!-- reportgen: ignore NAR004 -->  (no reason given)",
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
IMAGE_MISSING = Card(
    "IMG001",
    "image-missing",
    "error",
    why="The picture that images.yaml describes is not in the folder.",
    example="file: shelter-openning.jpg",
    mend="Put the picture into images/ under this name, or correct the name.",
)
IMAGE_FORMAT = Card(
    "IMG002",
    "image-format",
    "error",
    why="Only PNG and JPEG are shown alike by every reader of PDF, Word and HTML.",
    example="map.svg, photo.heic, or a renamed .gif",
    mend="Save the picture as PNG or JPEG.",
)
IMAGE_LARGE = Card(
    "IMG003",
    "image-too-large",
    "error",
    why="A picture of this size would make a report that cannot be mailed, or take the machine's memory.",
    example="A scan of 20,000 by 20,000 pixels",
    mend="Reduce the picture to at most 40 million pixels and 40 MB; 3,000 pixels of width fill a page.",
)
IMAGE_BROKEN = Card(
    "IMG004",
    "image-broken",
    "error",
    why="A damaged file would show as a grey area, or not at all.",
    example="A picture whose download broke off",
    mend="Copy the picture again from its source.",
)
IMAGE_UNLISTED = Card(
    "IMG005",
    "image-unlisted",
    "info",
    why="A picture that images.yaml does not name is never shown.",
    example="images/group.jpg without an entry",
    mend="Describe it in images/images.yaml, with credit and consent, or move it away.",
)

CARDS: tuple[Card, ...] = (
    NO_WORKSPACE,
    EMPTY_WORKSPACE,
    FILE_MISSING,
    *FILE_CARDS,
    UNKNOWN_FILE,
    LEAVES_WORKSPACE,
    YAML_SYNTAX,
    YAML_FORBIDDEN,
    TOO_LARGE,
    DUPLICATE_KEY,
    UNKNOWN_KEY,
    MISSING_KEY,
    WRONG_TYPE,
    NOT_ALLOWED,
    NUMBER,
    DATE,
    YEAR,
    DISCLOSURE,
    CONTRADICTION,
    SEPARATOR,
    UNKNOWN_COLUMN,
    MISSING_COLUMN,
    DUPLICATE_COLUMN,
    ROW_LENGTH,
    CSV_QUOTES,
    EMPTY_TABLE,
    DUPLICATE_CODE,
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
    IMAGE_MISSING,
    IMAGE_FORMAT,
    IMAGE_LARGE,
    IMAGE_BROKEN,
    IMAGE_UNLISTED,
)
"""Every rule of loading, in the order of its code."""
