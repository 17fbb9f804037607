"""LibreOffice opens the workbook with all that helps to fill it in, and the Open XML SDK finds no fault in it."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from lxml import etree

from reportgen.build.workbook.columns import LIST_OF, SHEETS
from reportgen.load import load
from reportgen.load.workspace import TABLES
from tests.helpers import write_workspace
from tests.review.reviewers import office
from tests.writers.docx.conftest import VALIDATOR, missing

from .conftest import DEMO, demo, saved_by_libreoffice
from .sheets import MAIN, Workbook


def test_stored_results_are_what_libreoffice_computes(internal: Workbook, theirs: Workbook):
    count = 0
    for sheet in internal.paths:
        mine, other = internal.cells(sheet), theirs.cells(sheet)
        for ref, cell in mine.items():
            if not cell.formula:
                continue
            count += 1
            now = other[ref].value if ref in other else ""
            if cell.kind == "n" and cell.value:
                assert float(now) == pytest.approx(float(cell.value)), (sheet, ref, cell.formula)
            else:
                assert now == cell.value, (sheet, ref, cell.formula)
    assert count > 5000


def rule(element: etree._Element) -> dict[str, str]:
    """Return what a rule tests and says, defaults filled in (ECMA-376 18.3.1.32)."""
    usual = {
        "type": "none",
        "errorStyle": "stop",
        "operator": "between",
        "showErrorMessage": "0",
        "showInputMessage": "0",
    }
    held = usual | {k: v for k, v in element.attrib.items() if k not in ("sqref", "showDropDown", "allowBlank")}
    held = {k: v.replace("true", "1").replace("false", "0") if k.startswith("show") else v for k, v in held.items()}
    formulas = {
        child.tag.rpartition("}")[2]: (child.text or "").replace(" ", "").replace("TRUE)", "1)") for child in element
    }
    if held["type"] in ("none", "list", "custom"):
        held.pop("operator")
    if held["type"] == "none":
        formulas = {}  # LibreOffice writes a zero
    if formulas.get("formula2") == "0" and held.get("operator") != "between":
        formulas.pop("formula2")
    return held | formulas


@pytest.mark.parametrize("sheet", SHEETS.values())
def test_libreoffice_keeps_each_rule_with_its_words(internal: Workbook, theirs: Workbook, sheet: str):
    mine, other = internal.rules(sheet), theirs.rules(sheet)
    assert set(mine) == set(other)
    for area, held in mine.items():
        assert rule(other[area]) == rule(held), area


@pytest.mark.parametrize("name", sorted({*LIST_OF.values(), "Years", "YesNo", "Results_absence", "Finance_stage"}))
def test_libreoffice_offers_the_entries_of_each_list(internal: Workbook, theirs: Workbook, name: str):
    assert entries(theirs, name) == entries(internal, name)
    assert len(entries(internal, name)) >= 2


def entries(book: Workbook, name: str) -> list[str]:
    """Return what the list of a name offers."""
    where = book.names[name].replace("'", "")
    if where.startswith("OFFSET("):  # as many cells as agreements have ids
        sheet, letters = re.match(r"OFFSET\((\w+)!\$([A-Z]+)\$3", where).groups()  # type: ignore[union-attr]
        found = (book.cells(sheet).get(f"{letters}{row}") for row in range(3, 300))
        return [cell.value for cell in found if cell and cell.value]
    sheet, letters, first, last = re.match(r"\$?(\w+)[!.]\$(\w+)\$(\d+):\$\w+\$(\d+)", where).groups()  # type: ignore[union-attr]
    cells = book.cells(sheet)
    return [cells[f"{letters}{row}"].value for row in range(int(first), int(last) + 1)]


def test_libreoffice_keeps_notes_locks_and_stripes(internal: Workbook, theirs: Workbook):
    for sheet in internal.paths:
        assert {ref: text.strip() for ref, text in theirs.notes(sheet).items()} == internal.notes(sheet)
        one, other = internal.sheet(sheet), theirs.sheet(sheet)
        held, now = one.find(f"{MAIN}sheetProtection"), other.find(f"{MAIN}sheetProtection")
        assert (held is None) == (now is None)
        assert len(list(other.iter(f"{MAIN}cfRule"))) == len(list(one.iter(f"{MAIN}cfRule")))
    assert locks(theirs, "Finance", 3) == locks(internal, "Finance", 3)
    assert set(locks(theirs, "Finance", 3).values()) == {"0", "1"}


def test_headings_and_names_stay_in_sight_in_libreoffice(tmp_path: Path):
    """A conversion has no screen and forgets what is frozen, so this asks a running program."""
    if why := office.missing():
        missing(why)
    (tmp_path / "book.xlsx").write_bytes(demo("internal"))
    script = Path(__file__).with_name("in_calc.py")
    command = [office.PYTHON, script, tmp_path / "profile", tmp_path / "book.xlsx"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=180)
    shown = json.loads(done.stdout)
    assert {sheet: shown[sheet] for sheet in SHEETS.values()} == {
        sheet: [1 if sheet == "Controls" else 2, 2] for sheet in SHEETS.values()
    }
    assert shown["Findings"] == [0, 1] and shown["Summary"] == [3, 3]


def locks(book: Workbook, sheet: str, row: int) -> dict[str, str]:
    """Return cell -> whether it is locked."""
    formats = book.xml("xl/styles.xml").find(f"{MAIN}cellXfs")
    assert formats is not None
    found: dict[str, str] = {}
    for cell in book.sheet(sheet).iter(f"{MAIN}c"):
        if cell.get("r", "").lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == str(row):
            held = formats[int(cell.get("s", "0"))].find(f"{MAIN}protection")
            locked = "1" if held is None else held.get("locked", "1")
            found[cell.get("r", "")] = {"true": "1", "false": "0"}.get(locked, locked)
    return found


def test_what_libreoffice_saved_holds_the_same_data(tmp_path: Path):
    """It writes other formats, dates and yes and no than Excel does."""
    shutil.copytree(DEMO, tmp_path / "demo")
    folder = tmp_path / "demo"
    before = load(folder).report
    for name in TABLES:
        (folder / name).unlink(missing_ok=True)
    (folder / "data.xlsx").write_bytes(saved_by_libreoffice())
    after = load(folder)
    assert before and after.report
    for field, _ in TABLES.values():
        one, other = (getattr(report, field) for report in (before, after.report))
        assert [vars(each) for each in other] == [vars(each) for each in one], field
    assert not [finding for finding in after.findings if finding.rule.startswith("IMP")]


@pytest.mark.parametrize("audience", ["internal", "public"])
def test_the_open_xml_sdk_finds_no_fault(tmp_path: Path, audience: str):
    assert faults(demo(audience), tmp_path) == []


def faults(data: bytes, folder: Path) -> list[str]:
    """Return what the validator says of a workbook."""
    if not VALIDATOR.exists():
        missing("the Open XML validator")
    (folder / "book.xlsx").write_bytes(data)
    done = subprocess.run([VALIDATOR, folder / "book.xlsx"], capture_output=True, text=True, timeout=60)
    return [f"{each['path']} {each['xPath']}: {each['description']}" for each in json.loads(done.stdout)["errors"]]


def test_names_areas_and_links_keep_to_the_limits_of_excel(internal: Workbook):
    names = [name.casefold() for name in internal.names if not name.startswith("_xlnm.")]
    assert len(names) == len(set(names))
    assert all(re.fullmatch(r"[A-Za-z_]\w{0,254}", name) for name in internal.names if not name.startswith("_xlnm."))
    # A name that reads as a cell would be one: ABC12, or R1C1.
    assert not [name for name in names if re.fullmatch(r"[a-z]{1,3}\d+|r\d*c\d*", name)]
    for sheet in internal.paths:
        assert len(sheet) <= 31 and not re.search(r"[\[\]:*?/\\]", sheet)
        areas = [area.split(":")[0] for area in internal.rules(sheet)]
        assert len(areas) == len({area.rstrip("0123456789") for area in areas}), "no two rules for one cell"
        assert len(list(internal.sheet(sheet).iter(f"{MAIN}hyperlink"))) <= 65_530


def test_what_the_public_workbook_holds_reads_back_as_what_the_public_may_see(tmp_path: Path):
    keep = {name: None for name in TABLES}
    folder = write_workspace(tmp_path, **{name.removesuffix(".csv"): None for name in keep})
    for name in ("report.yaml", "office.yaml", "outcomes.yaml", "plan.yaml", "partners.yaml"):
        shutil.copy(DEMO / name, folder / name)
    (folder / "data.xlsx").write_bytes(demo("public"))
    read = load(folder)
    assert read.report
    for field, _ in TABLES.values():
        for record in getattr(read.report, field):
            assert not getattr(record, "note", ""), record
            disclosure = getattr(record, "disclosure", None)
            assert disclosure is None or disclosure.kind == "public", record
    assert read.report.results and read.report.finance and not read.report.controls
