from __future__ import annotations

from reportgen.findings import Finding
from reportgen.load.csv import Columns, read_table
from reportgen.model.base import PlacedDict

COLUMNS = Columns(
    ("indicator", "value", "title", "period_end", "note"),
    frozenset({"indicator", "value"}),
    frozenset({"title"}),
)


def read(text: str) -> tuple[list[PlacedDict], list[Finding]]:
    return read_table(text, "results.csv", COLUMNS)


def good(text: str) -> list[PlacedDict]:
    rows, findings = read(text)
    assert [str(finding) for finding in findings] == []
    return rows


def found(text: str) -> list[str]:
    return [str(finding) for finding in read(text)[1]]


def test_rows_know_the_line_they_start_on():
    rows = good('indicator,value,note\nA,1,"two\nlines"\n\nB,2,\n"C",3,"x\n\ny"\nD,4,\n')
    assert [(row["indicator"], row.origin.line) for row in rows] == [("A", 2), ("B", 5), ("C", 6), ("D", 9)]
    assert str(rows[1].origin.place("value")) == "results.csv:5:value"


def test_empty_cells_are_left_out_and_cells_are_trimmed():
    [row] = good("indicator,value,note\n A , ,x \n")
    assert row == {"indicator": "A", "note": "x"}
    assert row.origin.texts["note"] == "x "


def test_blank_rows_are_passed_over():
    assert len(good("indicator,value\n,\n\nA,1\n , \n")) == 1


def test_columns_by_language_are_merged():
    rows = good("indicator,value,title,title:fr\nA,1,Law,Loi\nB,1,,Loi\nC,1,Law,\n")
    assert [row.get("title") for row in rows] == [{"": "Law", "fr": "Loi"}, {"fr": "Loi"}, "Law"]


def test_semicolons_are_accepted_with_an_info():
    rows, [finding] = read('indicator;value;note\nA;1;"x;y"\n')
    assert rows == [{"indicator": "A", "value": "1", "note": "x;y"}]
    assert str(finding).startswith("results.csv:1: info [STR030 separator] The columns are separated by semicolons")


def test_tabs_are_accepted():
    rows, [finding] = read("indicator\tvalue\nA\t1\n")
    assert rows == [{"indicator": "A", "value": "1"}]
    assert "separated by tabs" in finding.message


def test_an_unknown_column_gets_the_nearest_name():
    [said] = found("indicator,value,perod_end\nA,1,2\n")
    assert said.startswith(
        "results.csv:1:perod_end: error [STR031 unknown-column] There is no column “perod_end”. Is “period_end” meant?"
    )


def test_a_heading_in_capitals_gets_its_name():
    assert "Is “period_end” meant?" in found("indicator,value,Period End\nA,1,2\n")[0]


def test_a_language_on_a_column_without_languages_is_found():
    [said] = found("indicator,value,note:fr\nA,1,x\n")
    assert said.startswith("results.csv:1:note:fr: error [STR031 unknown-column] The column “note” is not given by")


def test_a_missing_column_is_found_and_no_row_read():
    rows, [finding] = read("indicator,note\nA,1\n")
    assert rows == []
    assert str(finding).startswith("results.csv:1: error [STR032 missing-column] The column “value” is missing")


def test_a_duplicate_column_is_found():
    rows, [finding] = read("indicator,value,value\nA,1,2\n")
    assert rows == [{"indicator": "A", "value": "1"}]
    assert str(finding).startswith("results.csv:1:value: error [STR033 duplicate-column]")


def test_long_and_short_rows_are_found_and_left_out():
    rows, findings = read("indicator,value\nA,1,x\nB\nC,3\nD,4,,\n")
    assert [row["indicator"] for row in rows] == ["C", "D"]
    assert [str(f.place) for f in findings] == ["results.csv:2", "results.csv:3"]
    assert findings[0].message.startswith("The row has 3 cells, more than the 2 headings")
    assert findings[1].message.startswith("The row has 1 cells, fewer than the 2 headings")


def test_a_value_without_a_heading_is_found():
    rows, [finding] = read("indicator,value,\nA,1,\nB,2,lost\n")
    assert len(rows) == 2
    assert finding.message.startswith("“lost” stands in column 3, which has no heading")


def test_an_open_quotation_mark_is_found_where_its_row_starts():
    rows, [finding] = read('indicator,value\nA,1\nB,"2\nC,3\n')
    assert [row["indicator"] for row in rows] == ["A"]
    assert str(finding).startswith("results.csv:3: error [STR035 quotation-marks] A quotation mark is opened")


def test_words_after_a_closing_quotation_mark_are_found_and_the_next_row_read():
    rows, [finding] = read('indicator,value\n"A"x,1\nB,2\n')
    assert [row["indicator"] for row in rows] == ["B"]
    assert str(finding.place) == "results.csv:2"


def test_a_table_with_headings_only_is_empty_and_right():
    assert good("indicator,value,note\n") == []


def test_a_file_without_headings_is_found():
    assert found("")[0].startswith("results.csv: warning [STR036 empty-table]")
    assert found("\n\n")[0].startswith("results.csv: warning [STR036 empty-table]")


def test_formulas_of_spreadsheets_are_plain_text():
    [row] = good("indicator,value\nA,=1+1\n")
    assert row["value"] == "=1+1"
