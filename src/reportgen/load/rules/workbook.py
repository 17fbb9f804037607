"""What can be wrong with a workbook of tables becomes cards."""

from __future__ import annotations

from reportgen.findings import Card

UNREADABLE = Card(
    "IMP001",
    "workbook-unreadable",
    "error",
    why="None of the tables in a workbook that cannot be opened is in the report.",
    example="A workbook with a password, an old .xls or a CSV file that was renamed, or one that was cut off.",
    mend="Open it in a spreadsheet and save it as Excel Workbook (.xlsx), without a password.",
    source="ECMA-376 Part 2",
)
MACROS = Card(
    "IMP002",
    "workbook-macros",
    "error",
    why="A workbook with macros carries programs, which nobody can check by reading.",
    example="A workbook with macros (.xlsm) that was renamed to data.xlsx.",
    mend="Save it as Excel Workbook (.xlsx), which leaves the macros out.",
)
TABLE_TWICE = Card(
    "IMP003",
    "table-twice",
    "error",
    why="Of two copies of one table only one can be printed, and nobody could say which.",
    example="A sheet Results in data.xlsx, and results.csv beside it.",
    mend="Keep one of the two: delete the sheet or the CSV file.",
)
SHEETS_CLASH = Card(
    "IMP004",
    "sheets-clash",
    "error",
    why="Of two sheets for one table only one can be printed, and nobody could say which.",
    example="The sheets SDG and sdg_.",
    mend="Put the rows of both into one sheet, and delete the other.",
)
RENAMED = Card(
    "IMP005",
    "sheet-renamed",
    "error",
    why="A sheet whose name is no table's is not read, and all its figures are missing from the report.",
    example="Results 2024, or Tabelle1, instead of Results.",
    mend="Give the sheet its name back; or, if it is not meant for the report, a name unlike any table's.",
)
NOT_READ = Card(
    "IMP006",
    "sheet-not-read",
    "info",
    why="A sheet that nobody reads may hold figures that its owner believes to be in the report.",
    example="A sheet Notes beside Results and Finance.",
    mend="Nothing has to be done if the sheet is not meant for the report.",
)
NO_HEADINGS = Card(
    "IMP007",
    "no-headings",
    "error",
    why="Without the row of column names nobody can say what the cells beneath it are.",
    example="A sheet Results of which the row with indicator, period_start and period_end was deleted.",
    mend="Put the names of the columns into one row above the data; `reportgen export xlsx` writes a sheet that has them.",
)
COLUMNS_NOT_READ = Card(
    "IMP008",
    "columns-not-read",
    "info",
    why="A column that nobody reads may hold figures that its owner believes to be in the report.",
    example="A column Remarks beside indicator and value.",
    mend="Nothing has to be done if the columns are not meant for the report.",
)
ERROR_CELL = Card(
    "IMP009",
    "error-cell",
    "error",
    why="A formula that failed has no value; left out in silence it would read as a gap in the data.",
    example="#DIV/0! or #REF! in the column amount.",
    mend="Mend the formula, or put the value in its place.",
)
UNCOMPUTED = Card(
    "IMP010",
    "formula-without-value",
    "error",
    why="Formulas are not computed here: what the spreadsheet stored is read, and it stored nothing.",
    example="=B2*1.08 in a workbook that another program wrote and no spreadsheet has opened since.",
    mend="Open the workbook in Excel or LibreOffice, and save it.",
)
MERGED = Card(
    "IMP011",
    "merged-cells",
    "error",
    why="Only the first of merged cells has a value, so that the rows or columns beside it have none.",
    example="One cell with an outcome's code, merged over the rows of its four years.",
    mend="Unmerge the cells and write the value into each of them.",
)
HIDDEN = Card(
    "IMP012",
    "hidden-cells",
    "info",
    why="Hidden rows, columns and sheets are part of the report like all others, which whoever hid them may not expect.",
    example="A filter that shows only the year 2024.",
    mend="Nothing has to be done if they are meant for the report; else delete them.",
)
TOTAL_ROW = Card(
    "IMP013",
    "total-row",
    "info",
    why="A total beneath the data would be counted as one more amount.",
    example="A last row with Total and =SUM(E2:E40).",
    mend="Nothing has to be done; the row is left out. To have it checked, put it into controls.",
)
DAY_AS_NUMBER = Card(
    "IMP014",
    "date-as-number",
    "warning",
    why="A spreadsheet stores days as numbers. Without a date format the cell shows 45657, in which nobody sees a slip.",
    example="45657 in the column period_end, for 2024-12-31.",
    mend="Look whether the days are right, and give the cells a date format.",
    source="ECMA-376 Part 1, 18.17.4",
)
DAY_AS_CODE = Card(
    "IMP015",
    "date-in-place-of-code",
    "warning",
    why="Spreadsheets take codes such as 5.2 for days when they are typed, and store the day.",
    example="A day, 5 February, in the column target, where 5.2 was typed.",
    mend="Give the cell the format Text, and type the value again.",
)
PERCENT = Card(
    "IMP016",
    "percent-format",
    "info",
    why="A cell that shows 58.3 % stores 0.583. Here per cent runs from 0 to 100, so that 58.3 was read.",
    example="58.3 % in the column value.",
    mend="Nothing has to be done if the cells show what is meant.",
)
OTHER_FORM = Card(
    "IMP017",
    "workbook-other-form",
    "error",
    why="Only data.xlsx is read; figures in a workbook of another form are missing from the report.",
    example="data.xls, data.xlsm, data.xlsb or data.ods in the workspace.",
    mend="Open it in a spreadsheet and save it as data.xlsx (Excel Workbook).",
)
NOT_UNDERSTOOD = Card(
    "IMP018",
    "value-not-understood",
    "warning",
    why="A value of a foreign workbook that can be read in two ways, or in none, is never guessed at.",
    example="1,950 where the map does not say whether the comma is the decimal mark; 03/04/2024; n/a as an amount.",
    mend="Say `numbers: comma` or `point`, `dates: day-first` or `month-first`, or what the value means under `values`.",
)
CARDS: tuple[Card, ...] = (
    UNREADABLE, MACROS, TABLE_TWICE, SHEETS_CLASH, RENAMED, NOT_READ, NO_HEADINGS, COLUMNS_NOT_READ, ERROR_CELL,
    UNCOMPUTED, MERGED, HIDDEN, TOTAL_ROW, DAY_AS_NUMBER, DAY_AS_CODE, PERCENT, OTHER_FORM, NOT_UNDERSTOOD,
)  # fmt: skip
"""In the order of their codes."""
