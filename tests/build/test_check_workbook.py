"""A workspace that keeps its tables in data.xlsx is checked, built and kept like one with CSV files."""

from __future__ import annotations

import json
from pathlib import Path

from reportgen.build.check import check_workspace
from reportgen.build.fresh import Request, request_key
from reportgen.findings import Place, sort_findings
from reportgen.load import load
from reportgen.load.rules import workbook as rules
from reportgen.review.values.xlsx import with_value
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


def test_a_build_is_done_again_when_the_workbook_changed_and_not_otherwise(tmp_path: Path):
    root = with_sheets(write_workspace(tmp_path))
    build = ("build", root, "--to", "html", "--out", tmp_path / "out")
    first, second = reportgen(*build), reportgen(*build)
    assert (
        first.returncode == 0 and "Nothing has changed" not in first.stderr and "Nothing has changed" in second.stderr
    )
    place = load(root).report.results[0].place("value")  # type: ignore[union-attr]
    (root / "data.xlsx").write_bytes(with_value(root, place, "77"))
    assert "Nothing has changed" not in reportgen(*build).stderr
    assert "Nothing has changed" in reportgen(*build).stderr


def test_what_is_mended_is_never_the_workbook_and_that_is_said(tmp_path: Path):
    text = "---\nkind: progress-note\noutcome: D_1\nyear: 2024\n---\n\nThe council  met , twice.\n"
    root = with_sheets(write_workspace(tmp_path, **{"narratives/en/progress-note-2024.md": text}))
    before = (root / "data.xlsx").read_bytes()
    done = reportgen("check", root, "--fix", "--yes")
    assert done.returncode == 0 and "Only narratives are mended; data.xlsx stays as it is." in done.stderr
    assert (root / "data.xlsx").read_bytes() == before
    assert "Nothing to mend. Only narratives" in reportgen("check", root, "--fix").stderr


def test_places_in_other_forms_name_the_cell_and_the_page_shows_its_row(tmp_path: Path):
    root = write_workspace(tmp_path, **{"finance.csv": None})
    (root / "data.xlsx").write_bytes(
        a_workbook({"Finance": [FUNDS, ["D_1", 2024, "other", "received", "five", "USD", "see the ledger"]]})
    )
    files = ("--html", tmp_path / "page.html", "--sarif", tmp_path / "f.sarif")
    done = reportgen("check", root, *files)
    assert done.returncode == 1
    [found] = [
        each for each in json.loads(reportgen("check", root, "--json").stdout)["findings"] if each["found"] == "five"
    ]
    assert found["place"] == "data.xlsx!Finance!E2"
    results = json.loads((tmp_path / "f.sarif").read_text(encoding="utf-8"))["runs"][0]["results"]
    names = {each["fullyQualifiedName"] for one in results for each in one["locations"][0].get("logicalLocations", ())}
    assert "data.xlsx!Finance!E2" in names
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert '<th scope="row">2</th>' in page and "<mark>five</mark>" in page and "see the ledger" in page
    assert '<th scope="col">Row</th>' in page
