"""data.xlsx in a workspace: what is read, and what is said of all that people do to workbooks."""

from __future__ import annotations

import io
import pickle
import shutil
import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from reportgen.findings import Finding
from reportgen.load import load
from reportgen.model import Report
from tests.conftest import ROOT
from tests.helpers import write_workspace
from tests.workbooks import a_workbook, remade, with_sheets

HEAD = ["indicator", "period_start", "period_end", "value", "source"]
ROW = ["D_1.1.A", "2024-01-01", "2024-12-31", 4, "Gazette"]
NO_TABLES = {"targets.csv": None, "results.csv": None, "finance.csv": None}


def a_place(tmp_path: Path, data: bytes, **files: str | None) -> Path:
    root = write_workspace(tmp_path, **{**NO_TABLES, **files})
    (root / "data.xlsx").write_bytes(data)
    return root


def read(tmp_path: Path, rows: Sequence[Sequence[object]], change: Any = None) -> tuple[Report, list[Finding]]:
    """Return what a sheet Results with these rows beneath its heading says."""
    data = a_workbook({"Results": [HEAD, *rows]}, {"Results": change} if change else None)
    return loaded(a_place(tmp_path, data))


def loaded(root: Path) -> tuple[Report, list[Finding]]:
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    held = load(root)
    assert held.report is not None
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before
    return held.report, list(held.findings)


def only(findings: Sequence[Finding], rule: str) -> Finding:
    assert [finding.rule for finding in findings] == [rule], [str(finding) for finding in findings]
    return findings[0]


@pytest.mark.parametrize("name", ["demo", "china-2024"])
def test_a_workbook_says_what_the_csv_files_said(tmp_path: Path, name: str):
    root = tmp_path / name
    shutil.copytree(ROOT / "inputs" / name, root, ignore=shutil.ignore_patterns(".reportgen"))
    before, found = load(root), load(root).findings
    after = load(with_sheets(root))
    assert before.report is not None and after.report is not None
    assert [str(each) for each in after.findings if each.rule != "STR036"] == [str(each) for each in found]
    assert after.report.model_dump() == before.report.model_dump()
    assert [row.origin.texts for row in after.report.finance] == [row.origin.texts for row in before.report.finance]


def test_a_value_knows_its_cell(tmp_path: Path):
    report, findings = read(tmp_path, [ROW])
    assert findings == []
    [result] = report.results
    assert str(result.place("value")) == "data.xlsx!Results!D2" and result.place("value").cell == "Results!D2"
    assert str(result.place()) == "data.xlsx!Results!A2" and result.place().line == 2
    assert str(result.place("caveat")) == "data.xlsx!Results!A2"
    assert str(pickle.loads(pickle.dumps(result)).place("source")) == "data.xlsx!Results!E2"
    assert {place.cell for place in result.places()} == {f"Results!{letter}2" for letter in "ABCDE"}
    assert str(result.untyped(source="").place("value")) == "data.xlsx!Results!D2"


def test_titles_and_human_headings_above_the_names_are_passed_over(tmp_path: Path):
    rows = [["Results of the year"], [], ["Indicator", "From", "To", "Value"], HEAD, ROW, [], ROW[:1]]
    report, findings = loaded(a_place(tmp_path, a_workbook({"results": rows})))
    assert [str(result.place()) for result in report.results] == ["data.xlsx!results!A5"]
    assert [(each.rule, str(each.place)) for each in findings] == [
        ("STR021", "data.xlsx!results!B7"),
        ("STR021", "data.xlsx!results!C7"),
    ]


def test_a_column_nearly_named_is_found_and_remarks_are_not_read(tmp_path: Path):
    rows = [[*HEAD, "caveet", "Our remarks", ""], [*ROW, "x", "y", "z"]]
    _, findings = loaded(a_place(tmp_path, a_workbook({"Results": rows})))
    assert [(each.rule, str(each.place)) for each in findings] == [
        ("STR031", "data.xlsx!Results!F1"),
        ("IMP008", "data.xlsx!Results!G1"),
    ]
    assert "Is “caveat” meant?" in findings[0].message and "“Our remarks”" in findings[1].message


def test_a_missing_column_is_found_at_the_headings(tmp_path: Path):
    report, findings = loaded(a_place(tmp_path, a_workbook({"Results": [HEAD[:2], ROW[:2]]})))
    assert "STR032" in {each.rule for each in findings} and report.results == ()


def test_columns_by_language_are_merged(tmp_path: Path):
    rows = [[*HEAD, "comment", "comment:fr"], [*ROW, "Late", "Tard"]]
    report, findings = loaded(a_place(tmp_path, a_workbook({"Results": rows})))
    assert findings == [] and report.results[0].comment.root == {"": "Late", "fr": "Tard"}


# Values


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (4, "4"), (58.3, "58.3"), (1950000, "1950000"), (0.1 + 0.2, "0.3"), (1 / 3, "0.333333333"), (-2.5, "-2.5"),
        (True, "yes"), (False, "no"), ("58.3", "58.3"), ("\u00a05.10\u202f", "5.10"), ("\ufeffD 1\u200b", "D 1"), ("=1+6", "7"),
        (1e20, "100000000000000000000"),
    ],
)  # fmt: skip
def test_cells_become_what_a_csv_file_would_hold(tmp_path: Path, cell: object, text: str):
    report, findings = read(tmp_path, [[*ROW[:3], cell]])
    assert findings == [] and report.results[0].value is not None
    assert report.results[0].value.text == text


@pytest.mark.parametrize("typed", ["1 234,5", "1\u00a0234,5", "58,3", "1.950"])
def test_text_numbers_with_separators_are_found_as_in_csv(tmp_path: Path, typed: str):
    rows = [["code", "year", "source_of_funds", "stage", "amount", "currency"],
            ["D_1", 2024, "other", "received", typed, "USD"]]  # fmt: skip
    _, sheet = loaded(a_place(tmp_path / "a", a_workbook({"Finance": rows})))
    table = "\n".join(",".join(f'"{cell}"' for cell in row) for row in rows)
    _, text = loaded(write_workspace(tmp_path / "b", **{**NO_TABLES, "finance.csv": table}))
    assert [(each.rule, each.message) for each in sheet] == [(each.rule, each.message) for each in text]
    assert [str(each.place) for each in sheet] in ([], ["data.xlsx!Finance!E2"])


def test_days_are_read_as_days(tmp_path: Path):
    def dated(book: Any, sheet: Any) -> None:
        day, moment = (book.add_format({"num_format": each}) for each in ("dd/mm/yyyy", "d mmm yyyy hh:mm"))
        sheet.write_datetime("B2", date(2024, 1, 1), day)
        sheet.write_number("C2", 45657.75, moment)

    report, findings = read(tmp_path, [ROW], dated)
    assert findings == []
    assert (str(report.results[0].period_start), str(report.results[0].period_end)) == ("2024-01-01", "2024-12-31")


def test_days_counted_from_1904_are_read_as_days(tmp_path: Path):
    def dated(book: Any, sheet: Any) -> None:
        sheet.write_datetime("C2", date(2024, 12, 31), book.add_format({"num_format": 14}))

    data = a_workbook({"Results": [HEAD, ROW]}, {"Results": dated}, date_1904=True)
    report, findings = loaded(a_place(tmp_path, data))
    assert findings == [] and str(report.results[0].period_end) == "2024-12-31"


def test_days_beyond_the_calendar_are_numbers(tmp_path: Path):
    def dated(book: Any, sheet: Any) -> None:
        sheet.write_number("C2", 2_958_465, book.add_format({"num_format": 14}))

    data = a_workbook({"Results": [HEAD, ROW]}, {"Results": dated}, date_1904=True)
    assert "2958465" in only(loaded(a_place(tmp_path, data))[1], "STR025").message


def test_days_stored_as_numbers_are_read_and_said_once_for_each_column(tmp_path: Path):
    report, findings = read(tmp_path, [[ROW[0], 45292, 45657, 1], [ROW[0], 45292, 45657, 2]])
    assert str(report.results[0].period_end) == "2024-12-31"
    assert [(each.rule, str(each.place)) for each in findings] == [
        ("IMP014", "data.xlsx!Results!B2"),
        ("IMP014", "data.xlsx!Results!C2"),
    ]
    assert "45292; 2024-01-01 was read (and 1 more" in findings[0].message


def test_days_as_text_are_found_as_in_csv(tmp_path: Path):
    _, findings = read(tmp_path, [[ROW[0], "2024-01-01", "31/12/2024", 4]])
    assert (only(findings, "STR025").place.cell) == "Results!C2"


def test_a_day_in_place_of_a_code_is_said(tmp_path: Path):
    def dated(book: Any, sheet: Any) -> None:
        sheet.write_datetime("A2", date(2024, 2, 5), book.add_format({"num_format": 16}))

    _, findings = read(tmp_path, [ROW], dated)
    assert "“indicator” holds a day, 2024-02-05" in only(findings, "IMP015").message


def test_per_cent_is_read_as_it_is_shown(tmp_path: Path):
    def shares(book: Any, sheet: Any) -> None:
        sheet.write_number("D2", 0.583, book.add_format({"num_format": "0.0%"}))
        sheet.write_number("D3", 1, book.add_format({"num_format": 9}))

    report, findings = read(tmp_path, [ROW, ROW], shares)
    assert [each.value.text for each in report.results if each.value] == ["58.3", "100"]
    assert only(findings, "IMP016").place.cell == "Results!D2"


def test_error_cells_are_errors_at_their_cells(tmp_path: Path):
    def failed(book: Any, sheet: Any) -> None:
        sheet.write_formula("D2", "=1/0", None, "#DIV/0!")

    report, findings = read(tmp_path, [ROW, ROW], failed)
    finding = only(findings, "IMP009")
    assert (str(finding.place), finding.found, finding.severity) == ("data.xlsx!Results!D2", "#DIV/0!", "error")
    assert "(=1/0)" in finding.message and len(report.results) == 1


def test_formulas_without_a_stored_value_are_errors(tmp_path: Path):
    data = a_workbook({"Results": [HEAD, [*ROW[:3], "=2+2"], [*ROW[:3], "=2+3"]]})
    data = remade(data, sheet1=lambda xml: xml.replace("<v>7</v>", "<v></v>", 1).replace("<v>7</v>", ""))
    report, findings = loaded(a_place(tmp_path, data))
    finding = only(findings, "IMP010")
    assert str(finding.place) == "data.xlsx!Results!D2" and "(=2+2)" in finding.message
    assert "(and 1 more" in finding.message and "save it" in finding.hint and report.results == ()


def test_a_formula_whose_value_is_an_empty_text_is_an_empty_cell(tmp_path: Path):
    data = a_workbook({"Results": [HEAD, [*ROW[:4], '=""']]})
    data = remade(
        data, sheet1=lambda xml: xml.replace('<c r="E2"><f>""</f><v>7</v>', '<c r="E2" t="str"><f>""</f><v></v>')
    )
    report, findings = loaded(a_place(tmp_path, data))
    assert findings == [] and report.results[0].source == ""


# What people do to sheets


def test_merged_cells_over_data_are_errors_and_the_rows_are_left_out(tmp_path: Path):
    def merged(book: Any, sheet: Any) -> None:
        sheet.merge_range("A2:A4", "D_1.1.A")
        sheet.merge_range("H2:I9", "beside")

    report, findings = read(tmp_path, [ROW, ["", *ROW[1:]], ["", *ROW[1:]], ROW], merged)
    finding = only(findings, "IMP011")
    assert str(finding.place) == "data.xlsx!Results!A2" and "A2:A4 are merged" in finding.message
    assert [result.place().line for result in report.results] == [2, 5]


def test_a_merged_title_is_nothing(tmp_path: Path):
    def merged(book: Any, sheet: Any) -> None:
        sheet.merge_range("A1:E1", "Results 2024")

    data = a_workbook({"Results": [[], HEAD, ROW]}, {"Results": merged})
    report, findings = loaded(a_place(tmp_path, data))
    assert findings == [] and len(report.results) == 1


def test_hidden_rows_columns_and_filters_are_read_and_said(tmp_path: Path):
    def hidden(book: Any, sheet: Any) -> None:
        sheet.autofilter("A1:E3")
        sheet.filter_column("D", "x == 4")
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.set_column("E:F", None, None, {"hidden": True})

    report, findings = read(tmp_path, [ROW, [*ROW[:3], 5, "Other"]], hidden)
    assert len(report.results) == 2 and report.results[1].source == "Other"
    assert [(each.rule, each.severity, str(each.place)) for each in findings] == [
        ("IMP012", "info", "data.xlsx!Results!E1"),
        ("IMP012", "info", "data.xlsx!Results!A3"),
    ]
    assert "1 hidden row was read like the others: 3. A filter is set." in findings[1].message


def test_a_hidden_sheet_is_read_and_said(tmp_path: Path):
    data = a_workbook({"Notes": [["x"]], "Results": [HEAD, ROW]}, {"Results": lambda book, sheet: sheet.hide()})
    report, findings = loaded(a_place(tmp_path, data))
    assert len(report.results) == 1 and {each.rule for each in findings} == {"IMP006", "IMP012"}


FUNDS = ["code", "year", "source_of_funds", "stage", "amount", "currency"]
FUND = ["D_1", 2024, "other", "received"]


@pytest.mark.parametrize(
    "totals",
    [
        [["Total", None, None, None, 300]],
        [["", "", "", "TOTAL:", 300]],
        [[None, None, None, None, "=SUM(E2:E3)"]],
        [[None, None, None, None, 300]],
        [["Sous-total", None, None, None, 300], ["Total général", None, None, None, 300]],
        [["Total", 2024, "other", "received", 300, "USD"]],
    ],
)
def test_totals_beneath_the_data_are_left_out_and_said(tmp_path: Path, totals: list[list[object]]):
    rows = [FUNDS, [*FUND, 100, "USD"], [*FUND, 200, "USD"], *totals]
    report, findings = loaded(a_place(tmp_path, a_workbook({"Finance": rows})))
    assert len(report.finance) == 2
    assert {(each.rule, each.severity) for each in findings} == {("IMP013", "info")}


def test_a_last_row_that_is_none_stays(tmp_path: Path):
    rows = [FUNDS, [*FUND, 100, "USD"], [*FUND, 200, "USD"], [*FUND, 300, "USD"], [*FUND, "=SUM(E2:E3)", "USD"]]
    report, findings = loaded(a_place(tmp_path, a_workbook({"Finance": rows})))
    assert len(report.finance) == 4 and findings == []


# Sheets


def test_renamed_sheets_are_found(tmp_path: Path):
    sheets = {
        "Resluts": [HEAD, ROW],
        "Finance 2024": [FUNDS],
        "Blatt1": [["indicator", "version", "kind", "period", "value"], ["D_1.1.A", "2022-01-01", "baseline", 2021, 1]],
        "Notes": [["Call the ministry"]],
        "Read me": [["x"]],
        "Lists": [["x"]],
    }
    _, findings = loaded(a_place(tmp_path, a_workbook(sheets)))
    assert [(each.rule, each.found, each.expected) for each in findings] == [
        ("IMP005", "Blatt1", "Targets"),
        ("IMP005", "Finance 2024", "Finance"),
        ("IMP005", "Resluts", "Results"),
        ("IMP006", "Notes", ""),
    ]


def test_a_copy_beside_the_sheet_is_only_said(tmp_path: Path):
    data = a_workbook({"Results": [HEAD, ROW], "Results (2)": [HEAD, ROW]})
    report, findings = loaded(a_place(tmp_path, data))
    assert len(report.results) == 1 and only(findings, "IMP006").found == "Results (2)"


def test_sheets_that_clash_are_errors_and_neither_is_read(tmp_path: Path):
    data = a_workbook({"SDG": [["outcome", "year", "goal", "share"]], "s_d_g": [["outcome", "year", "goal", "share"]]})
    report, findings = loaded(a_place(tmp_path, data))
    assert "“SDG” and “s_d_g”" in only(findings, "IMP004").message and report.sdg == ()


def test_sheets_with_one_id_are_errors(tmp_path: Path):
    data = a_workbook({"Results": [HEAD, ROW], "Targets": [HEAD]})
    _, findings = loaded(a_place(tmp_path, remade(data, workbook=lambda xml: xml.replace("rId2", "rId1"))))
    assert findings[0].rule == "IMP004" and "whose id it bears" in findings[0].message


def test_a_table_as_sheet_and_as_file_is_an_error(tmp_path: Path):
    root = a_place(
        tmp_path, a_workbook({"Results": [HEAD, ROW]}), **{"results.csv": "indicator,period_start,period_end\n"}
    )
    finding = only(loaded(root)[1], "IMP003")
    assert str(finding.place) == "data.xlsx!Results!A1" and "results.csv" in finding.message


def test_a_sheet_without_column_names_is_an_error(tmp_path: Path):
    _, findings = loaded(a_place(tmp_path, a_workbook({"Results": [["What we did"], ["D_1.1.A", 4]], "SDG": []})))
    assert [each.rule for each in findings] == ["IMP007", "STR036"]


def test_a_row_of_names_that_was_deleted_is_said_once(tmp_path: Path):
    sheet = [["What is measured", "Indicator", "From", "To", "Value"], ["", "D_1.A", "2024-01-01", "2024-12-31", 3]]
    finding = only(loaded(a_place(tmp_path, a_workbook({"Results": sheet})))[1], "IMP007")
    assert str(finding.place) == "data.xlsx!Results!A1" and "which follows it, is gone" in finding.message


def test_a_workbook_of_another_name_is_an_error_where_no_table_is_there(tmp_path: Path):
    root = write_workspace(tmp_path)
    data = a_workbook({"Results": [HEAD, ROW]})
    (root / "data (1).xlsx").write_bytes(data)
    (root / "~$data (1).xlsx").write_bytes(b"\x06Anna")
    assert only(loaded(root)[1], "STR008").found == "data (1).xlsx"
    for path in root.glob("*.csv"):
        path.unlink()
    assert [each.found for each in loaded(root)[1] if each.rule in ("IMP017", "STR008")] == ["data (1).xlsx"]


def test_lock_files_are_nothing(tmp_path: Path):
    root = a_place(tmp_path, a_workbook({"Results": [HEAD, ROW]}))
    (root / "~$data.xlsx").write_bytes(b"\x06Anna")
    assert loaded(root)[1] == []


@pytest.mark.parametrize("name", ["data.xls", "data.xlsm", "data.ods", "Data.XLSX"])
def test_workbooks_of_other_forms_are_errors(tmp_path: Path, name: str):
    root = write_workspace(tmp_path)
    (root / name).write_bytes(b"x")
    assert only(loaded(root)[1], "IMP017").found == name


# What is no sound workbook


def zipped(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), data)
    return stream.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)
SOUND = a_workbook({"Results": [HEAD, ROW]})


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (OLE + "EncryptedPackage".encode("utf-16-le"), "protected with a password"),
        (OLE + "Workbook".encode("utf-16-le"), "old Office programs (.xls)"),
        (b"indicator,value\nA,1\n", "text, such as CSV"),
        (b"<html><table></table></html>", "a web page or XML"),
        (b"", "is no workbook"),
        (b"\x00\x01\x02\x03", "is no workbook"),
        (SOUND[:-200], "cut off"),
        (zipped(word__document_xml=b"<x/>"), "a Word document"),
        (zipped(content_xml=b"<x/>"), "LibreOffice or OpenOffice (.ods)"),
        (zipped(xl__workbook_bin=b"x"), "a binary workbook (.xlsb)"),
        (zipped(xl__worksheets__sheet1_xml=bytes(60_000_000)), "would unpack to"),
        (remade(SOUND, sheet1="<!DOCTYPE x [<!ENTITY a 'b'>]><worksheet><sheetData><row/></sheetData></worksheet>"), "DOCTYPE"),
        (remade(SOUND, workbook="<!DOCTYPE x []><workbook/>"), "DOCTYPE"),
        (remade(SOUND, sheet1="<!DOCTYPE x []><worksheet><sheetData/></worksheet>"), "DOCTYPE"),
        (remade(SOUND, sheet1="<w><dimension ref='A1:BDWGN9'/><row/></w>"), "claims to reach to cell “BDWGN9”"),
        (remade(SOUND, sheet1="<worksheet><sheetData><row>"), "is not XML"),
        (remade(SOUND, sheet1="<w><row r='1'><c r='AAAA1'><v>1</v></c></row></w>"), "“AAAA1”, which no sheet can have"),
        (remade(SOUND, sheet1="<w><row r='2000000'><c r='A1'><v>1</v></c></row></w>"), "has a row “2000000”"),
        (remade(SOUND, workbook="<workbook/>", sharedStrings="<sst>"), "is not XML"),
    ],
)  # fmt: skip
def test_what_is_no_sound_workbook_is_one_error(tmp_path: Path, data: bytes, words: str):
    finding = only(loaded(a_place(tmp_path, data))[1], "IMP001")
    assert words in finding.message and finding.place.file == "data.xlsx" and finding.hint


def test_macros_are_refused(tmp_path: Path):
    stream = io.BytesIO(SOUND)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")
    report, findings = loaded(a_place(tmp_path, stream.getvalue()))
    assert "holds macros" in only(findings, "IMP002").message and report.results == ()


def test_what_a_sheet_says_of_its_size_is_not_believed(tmp_path: Path):
    data = remade(SOUND, sheet1=lambda xml: xml.replace('<dimension ref="A1:E2"/>', '<dimension ref="A1:XFD1048576"/>'))
    assert b"XFD" in zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml")
    report, findings = loaded(a_place(tmp_path, data))
    assert findings == [] and len(report.results) == 1


def test_merged_areas_without_end_cost_nothing(tmp_path: Path):
    many = "".join(f'<mergeCell ref="A{n}:XFD1048576"/>' for n in range(2, 20_000))
    data = remade(SOUND, sheet1=lambda xml: xml.replace("</worksheet>", f"<mergeCells>{many}</mergeCells></worksheet>"))
    report, findings = loaded(a_place(tmp_path, data))
    assert report.results == () and {each.rule for each in findings} == {"IMP011"} and len(findings) <= 200


def test_a_link_is_not_followed(tmp_path: Path):
    root = write_workspace(tmp_path / "w", **NO_TABLES)
    (tmp_path / "other.xlsx").write_bytes(SOUND)
    (root / "data.xlsx").symlink_to(tmp_path / "other.xlsx")
    assert [each.rule for each in load(root).findings] == ["STR004"]
