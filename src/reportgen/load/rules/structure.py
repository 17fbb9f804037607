"""What can be wrong with the form of files, keys, cells and codes becomes cards."""

from __future__ import annotations

from reportgen.files import FILE_CARDS
from reportgen.findings import Card

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
)
"""In the order of their codes."""
