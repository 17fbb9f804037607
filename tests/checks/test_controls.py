"""Totals that somebody stated apart from the tables."""

from pathlib import Path

import pytest

from reportgen.load import load
from reportgen.project import project
from tests.checks.conftest import Found, says
from tests.helpers import write_workspace

HEAD = "table,column,where,total,rows,source,date\n"
FINANCE = "code,year,source_of_funds,stage,amount,currency,as_of\n"
LINES = [
    ("D_1", 2023, "other", "expended", "412300"),
    ("D_1", 2024, "regular", "expended", "150000"),
    ("D_1", 2024, "other", "expended", "398125.5"),
    ("D_1", 2024, "other", "planned", "610000"),
]


def money(*changes: tuple[int, int, object]) -> str:
    """Return finance.csv, with cells changed: (row, column, text)."""
    rows = [list(map(str, line)) for line in LINES]
    for row, column, text in changes:
        rows[row][column] = str(text)
    return FINANCE + "".join(",".join([*row, "USD", "2025-02-28"]) + "\n" for row in rows)


SPENT = HEAD + "finance.csv,amount,year=2024; stage=expended,548125.5,2,Ledger,2025-02-28\n"


def test_a_total_that_agrees_is_silent(found: Found):
    for rule in ("STR170", "STR171", "STR173"):
        assert found(rule, finance=money(), controls=SPENT) == []


def test_a_mistyped_digit_is_told_with_both_numbers(found: Found):
    [finding] = found("STR170", finance=money((2, 4, "338125.5")), controls=SPENT)
    assert says([finding]) == [
        "controls.csv:2:total: error: finance.csv, year=2024; stage=expended: amount adds up to 488125.5 in 2 rows; "
        "548125.5 was stated (Ledger). The difference is -60000."
    ]
    assert (finding.found, finding.expected) == ("488125.5", "548125.5")


@pytest.mark.parametrize(
    ("typed", "says_so"),
    [
        ("389125.5", "line 4 (389125.5) was meant as 398125.5: two digits are transposed"),
        ("3981255", "line 4 (3981255) was meant as 398125.5: its decimal point or zeros"),
        ("39825.5", "line 4 (39825.5) was meant as 398125.5: a digit is missing"),
        ("3988125.5", "line 4 (3988125.5) was meant as 398125.5: a digit stands twice"),
        ("-398125.5", "line 4 (-398125.5) was meant as 398125.5: its sign"),
    ],
)
def test_the_one_row_that_explains_the_difference_is_named(found: Found, typed: str, says_so: str):
    [finding] = found("STR170", finance=money((2, 4, typed)), controls=SPENT)
    assert says_so in finding.hint
    assert finding.hint.endswith("Change the total only where its source states a new one.")


def test_where_two_rows_would_explain_it_none_is_named(found: Found):
    rows = "D_1,2024,other,expended,1200,USD,\nD_1,2024,regular,expended,4500,USD,\n"
    controls = HEAD + "finance.csv,amount,stage=expended,6700,,Ledger,\n"
    [finding] = found("STR170", finance=FINANCE + rows, controls=controls)
    assert "line" not in finding.hint


def test_where_the_number_of_rows_agrees_no_row_outside_is_named(found: Found):
    # Line 2 has just the amount that lacks, and so is no explanation where no row lacks.
    for rows, named in (("2", False), ("", True)):
        controls = HEAD + f"finance.csv,amount,year=2024; stage=expended,960425.5,{rows},Ledger,\n"
        [finding] = found("STR170", finance=money(), controls=controls)
        assert ("Line 2 has just this amount" in finding.hint) is named


def test_where_a_slip_and_a_row_that_slipped_both_explain_it_none_is_named(found: Found):
    rows = "D_1,2024,other,expended,13,USD,\nD_1,2023,other,expended,18,USD,\n"
    for count, named in (("", False), ("1", True)):
        controls = HEAD + f"finance.csv,amount,year=2024,31,{count},Ledger,\n"
        [finding] = found("STR170", finance=FINANCE + rows, controls=controls)
        assert ("line 2 (13) was meant as 31" in finding.hint) is named and "Line 3" not in finding.hint


def test_a_year_that_slipped_is_told_by_the_row_that_is_missing(found: Found):
    [finding] = found("STR170", finance=money((2, 1, 2032)), controls=SPENT)
    assert "in 1 rows instead of 2" in finding.message
    assert "Line 4 has just this amount, but as its year stands 2032." in finding.hint


def test_a_row_pasted_twice_is_told(found: Found):
    twice = money() + "D_1,2024,other,expended,398125.5,USD,2025-02-28\n"
    [finding] = found("STR170", finance=twice, controls=SPENT)
    assert "Lines 4 and 6 both have just this amount" in finding.hint


def test_rows_alone_are_counted_too(found: Found):
    controls = HEAD + "finance.csv,,code=D_1,,5,Ledger,\nfinance.csv,,,,4,Ledger,\n"
    assert says(found("STR170", finance=money(), controls=controls)) == [
        "controls.csv:2:rows: error: finance.csv, code=D_1: there are 4 rows; 5 were stated (Ledger)."
    ]


def test_absent_values_and_words_count_as_rows_and_not_in_sums(found: Found):
    results = "indicator,period_start,period_end,dimensions,value,absence\n"
    results += "D_1.1.A,2022-01-01,2022-12-31,,3,\nD_1.1.A,2023-01-01,2023-12-31,,,not-collected\n"
    results += "D_1.1.A,2024-01-01,2024-12-31,,few,\nD_1.1.A,2024-01-01,2024-12-31,sex=female,2,\n"
    controls = HEAD + "results.csv,value,indicator=D_1.*,5,4,M&E,\nresults.csv,value,dimensions=*,2,1,M&E,\n"
    controls += "results.csv,value,dimensions=,3,3,M&E,\nresults.csv,value,period_end=2022-*,3,1,M&E,\n"
    assert found("STR170", results=results, controls=controls) == []


@pytest.mark.parametrize(
    ("row", "place", "words"),
    [
        ("finance,amount,,1,,L,", "table", "There is no table “finance”. Is “finance.csv” meant?"),
        ("finance.csv,amonut,,1,,L,", "column", "no column of finance.csv “amonut”. Is “amount” meant?"),
        ("finance.csv,amount,yaer=2024,1,,L,", "where", "no column of finance.csv “yaer”. Is “year” meant?"),
        ("finance.csv,amount,2024,1,,L,", "where", "“2024” is no condition"),
        ("finance.csv,amount,,,,L,", "", "Neither a total nor a number of rows is stated."),
        ("finance.csv,,,7,,L,", "column", "A total of 7 is stated, but not of which column."),
        ("finance.csv,amount,stage=spent,7,,L,", "where", "No row of finance.csv fulfils “stage=spent”."),
        ("finance.csv,currency,,7,,L,", "column", "“currency” holds no numbers in these 4 rows."),
        ("finance.csv,amount,,1570425.5,,L,2025-04-01", "date", "after the issue of the report (2025-03-31)"),
    ],
)
def test_a_control_that_cannot_be_is_found(found: Found, row: str, place: str, words: str):
    [finding] = found("STR171", finance=money(), controls=HEAD + row + "\n")
    assert words in finding.message and finding.place.column == place
    assert finding.severity == ("warning" if place == "date" else "error")


def test_that_there_are_no_rows_can_be_stated(found: Found):
    controls = HEAD + "finance.csv,amount,stage=committed,0,0,Ledger,\n"
    assert found("STR170", finance=money(), controls=controls) == []
    assert found("STR171", finance=money(), controls=controls) == []


def test_rows_that_no_control_counts_are_said_where_others_have_one(found: Found):
    findings = found("STR172", finance=money(), controls=SPENT)
    # Of results.csv, which has no control at all, nothing is said.
    assert says(findings) == ["controls.csv: info: finance.csv: no control total counts 2 of 4 rows (lines 2, 5)."]
    assert found("STR172", finance=money()) == []


def test_a_total_of_nobody_is_said(found: Found):
    controls = HEAD + "finance.csv,amount,,1570425.5,,,\n"
    assert says(found("STR173", finance=money(), controls=controls)) == [
        "controls.csv:2:source: info: Nobody is named who stated the total of finance.csv."
    ]


def test_bad_controls_are_findings_and_no_accident(found: Found, tmp_path: Path):
    bad = HEAD + "finance.csv,amount,;;=;=x,1,,,\n,,,,,,\nresults.csv,__class__,=,9e9,,,\nfinance.csv,amount,,1,-4,,\n"
    loaded = load(write_workspace(tmp_path, controls=bad))
    assert {finding.severity for finding in loaded.findings} == {"error"} and loaded.report is not None
    controls = HEAD + "finance.csv,amount,;;=;=x,1,,,\nresults.csv,model_config,a==,1,,,\nfinance.csv,place,,1,,,\n"
    assert {finding.rule for finding in found("STR171", controls=controls)} == {"STR171"}


def test_no_audience_is_handed_the_controls(tmp_path: Path):
    report = load(write_workspace(tmp_path, finance=money(), controls=SPENT)).report
    assert report is not None and len(report.controls) == 1
    assert [project(report, audience).controls for audience in ("public", "internal")] == [(), ()]
