"""A workspace that keeps its tables in data.xlsx is checked, built and kept like one with CSV files."""

from __future__ import annotations

from pathlib import Path

from reportgen.build.check import check_workspace
from reportgen.build.fresh import Request, request_key
from reportgen.findings import Place, sort_findings
from reportgen.load.rules import workbook as rules
from tests.conftest import reportgen
from tests.helpers import write_workspace
from tests.workbooks import a_workbook, with_sheets

FUNDS = ["code", "year", "source_of_funds", "stage", "amount", "currency", "note"]


def test_a_note_takes_findings_of_its_row_away_and_of_no_other_sheets_row(tmp_path: Path):
    note = "ignore FIN005 because the accounts are open"
    row = ["D_1", 2024, "other", "received", 5, "USD"]
    root = write_workspace(tmp_path, **{"finance.csv": None})
    (root / "data.xlsx").write_bytes(a_workbook({"Finance": [FUNDS, [*row, note], [*row[:3], "available", 5, "USD"]]}))
    found = [str(each.place) for each in check_workspace(root).findings if each.rule == "FIN005"]
    assert found == ["data.xlsx!Finance!A3"]


def test_a_file_of_the_workspace_stands_for_the_workspace(tmp_path: Path):
    root = with_sheets(write_workspace(tmp_path))
    whole, file = reportgen("check", root), reportgen("check", root / "data.xlsx")
    assert whole.stdout == file.stdout and "data.xlsx!Finance!" in file.stdout
    (root.parent / "ledger.xlsx").write_bytes((root / "data.xlsx").read_bytes())
    done = reportgen("check", root.parent / "ledger.xlsx")
    assert done.returncode == 2 and "reportgen import xlsx" in done.stderr


def test_what_a_spreadsheet_leaves_beside_an_open_workbook_makes_no_build_stale(tmp_path: Path):
    root = with_sheets(write_workspace(tmp_path))
    request = Request(root, tmp_path / "out", ("html",), (), "public")
    before = request_key(request)
    (root / "~$data.xlsx").write_bytes(b"\x04Anna")
    assert request_key(request) == before
    (root / "data.xlsx").write_bytes((root / "data.xlsx").read_bytes() + b"x")
    assert request_key(request) != before


def test_cells_are_in_the_order_in_which_a_reader_meets_them():
    cells = [("Finance", "B2", 2), ("Finance", "AA2", 2), ("Finance", "A10", 10), ("Results", "A1", 1)]
    places = [Place("data.xlsx", row, cell=f"{sheet}!{cell}") for sheet, cell, row in cells]
    found = sort_findings(rules.ERROR_CELL.at(place, "x") for place in reversed(places))
    assert [each.place for each in found] == places
    assert places[0].row == ("data.xlsx!Finance", 2) and Place("a.csv", 3, "x").row == ("a.csv", 3)
