"""`reportgen import xlsx`: foreign workbooks become tables by a map; all or nothing, and nothing is lost."""

from __future__ import annotations

import csv
import io
import os
import shutil
import string
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.build.importing import import_workbook, propose
from reportgen.build.scaffold import scaffold
from reportgen.build.workbook.export import export_workbook
from reportgen.build.workbook.write import write_workbook
from reportgen.errors import FindingsError, WorkspaceError
from reportgen.load import load
from tests.conftest import ROOT, reportgen
from tests.helpers import write_workspace
from tests.workbooks import a_workbook, remade, with_sheets

LEDGER = [
    ["Bureau du Norlund"],
    ["Situation au 31 mars 2025"],
    [],
    ["Code projet", "Exercice", "Type de fonds", "Nature", "Montant\n(USD)", "Remarque interne", "Observations"],
    ["D_1", 2024, "Ressources ordinaires", "Budget", "1 234,50", "x", "n"],
    ["D_1", 2024, "Autres", "Dépenses", "2\u00a0000", None, ""],
    ["D_2", "2024", "Autres", "Reliquat", 1950.5, "y", None],
    ["Total", None, None, None, "=SUM(E5:E7)"],
]
MAP = """\
sheets:
  Dépenses:
    table: finance
    columns:
      Code projet: code
      Exercice: year
      Type de fonds: source_of_funds
      Nature: stage
      Montant (USD): amount
      Observations: note
    constants: {currency: USD}
    values:
      source_of_funds: {ressources ordinaires: regular, Autres: other}
      stage: {Budget: planned, Dépenses: expended, Reliquat: available}
    numbers: comma
"""


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return placed(tmp_path, {"Dépenses": LEDGER, "Pivot": [["x", "y"], [1, 2]], "Read me": [["z"]]})


def placed(folder: Path, sheets: Mapping[str, Any], **options: object) -> Path:
    path = folder / "ledger.xlsx"
    path.write_bytes(a_workbook(sheets, **options))
    return path


def mapped(folder: Path, text: str = MAP) -> Path:
    (folder / "mapping.yaml").write_text(text, encoding="utf-8")
    return folder / "mapping.yaml"


def rows_of(path: Path) -> list[dict[str, str]]:
    return [{k: v for k, v in row.items() if v} for row in csv.DictReader(io.StringIO(path.read_text("utf-8")))]


def refused(tmp_path: Path, workbook: Path, text: str | None = MAP) -> list[tuple[str, str]]:
    """Return rule and message of what stands in the way; nothing was written."""
    with pytest.raises(FindingsError, match="nothing was imported") as caught:
        import_workbook(workbook, tmp_path / "new", mapping=mapped(tmp_path, text) if text else None)
    assert not (tmp_path / "new").exists()
    return [(each.rule, each.message) for each in caught.value.findings]  # type: ignore[attr-defined]


def test_a_map_says_what_sheets_columns_and_values_are(tmp_path: Path, ledger: Path):
    made = import_workbook(ledger, tmp_path / "new", mapping=mapped(tmp_path))
    assert rows_of(tmp_path / "new" / "finance.csv") == [
        {
            "code": "D_1",
            "year": "2024",
            "source_of_funds": "regular",
            "stage": "planned",
            "amount": "1234.50",
            "currency": "USD",
            "note": "n",
        },
        {
            "code": "D_1",
            "year": "2024",
            "source_of_funds": "other",
            "stage": "expended",
            "amount": "2000",
            "currency": "USD",
        },
        {
            "code": "D_2",
            "year": "2024",
            "source_of_funds": "other",
            "stage": "available",
            "amount": "1950.5",
            "currency": "USD",
        },
    ]
    [taken] = made.taken
    assert (taken.title, taken.file, taken.read, taken.written, taken.left_out) == ("Dépenses", "finance.csv", 4, 3, 4)
    assert made.others == ("Pivot",) and "report.yaml" in made.lacking
    assert [(each.rule, str(each.place)) for each in made.findings] == [("IMP013", "ledger.xlsx!Dépenses!A8")]


def test_what_can_be_read_in_two_ways_stays_as_it_is_and_is_said(tmp_path: Path):
    path = placed(tmp_path, {"R": [["K", "From", "To", "N"], ["A", "2024-01-01", "03/04/2024", "1.950"]]})
    text = (
        "sheets:\n  R:\n    table: results\n    columns: {K: indicator, From: period_start, To: period_end, N: value}\n"
    )
    made = import_workbook(path, tmp_path / "a", mapping=mapped(tmp_path, text))
    assert [(each.rule, each.place.cell, each.found) for each in made.findings] == [
        ("IMP018", "R!C2", "03/04/2024"),
        ("IMP018", "R!D2", "1.950"),
    ]
    assert rows_of(tmp_path / "a" / "results.csv")[0]["period_end"] == "03/04/2024"
    made = import_workbook(path, tmp_path / "b", mapping=mapped(tmp_path, f"{text}numbers: comma\ndates: day-first\n"))
    row = rows_of(tmp_path / "b" / "results.csv")[0]
    assert (made.findings, row["period_end"], row["value"]) == ((), "2024-04-03", "1950")


@pytest.mark.parametrize(
    ("typed", "mark", "read"),
    [
        ("1 234,5", "comma", "1234.5"), ("1.234,50", "comma", "1234.50"), ("1,234.50", "point", "1234.50"), ("58.3", "comma", None),
        ("1.234,5", None, "1234.5"), ("1.950", None, None), ("1,950", None, None), ("1,950", "point", "1950"), ("1.950", "point", "1.950"),
        ("(1,200)", "point", "-1200"), ("USD 1’200", "point", "1200"), ("−5", None, "−5"), ("n/a", None, None), ("n/a", "comma", None),
        ("12,34,5", "point", None), ("", "comma", None), ("1" * 70, "comma", None), ("€ 3", "comma", "3"),
    ],
)  # fmt: skip
def test_numbers_are_read_by_their_decimal_mark(typed: str, mark: Any, read: str | None):
    from reportgen.build.importing.values import number

    assert number(typed, mark) == read


def test_columns_go_by_letters_values_are_filled_down_and_merged_cells_do_no_harm(tmp_path: Path):
    def merged(book: Any, sheet: Any) -> None:
        sheet.merge_range("A2:A3", "A")

    data = a_workbook({"R": [["", "", "Value"], ["", 45292, 1], ["", 45292, 2], ["B", 45292, 3]]}, {"R": merged})
    (tmp_path / "r.xlsx").write_bytes(data)
    text = """\
sheets:
  R:
    table: results
    header_row: 1
    columns: {column A: indicator, column B: period_start, Value: value}
    constants: {period_end: 2024-12-31}
    fill_down: [indicator]
"""
    made = import_workbook(tmp_path / "r.xlsx", tmp_path / "new", mapping=mapped(tmp_path, text))
    rows = rows_of(tmp_path / "new" / "results.csv")
    assert [(row["indicator"], row["value"]) for row in rows] == [("A", "1"), ("A", "2"), ("B", "3")]
    assert {row["period_start"] for row in rows} == {"2024-01-01"} and [each.rule for each in made.findings] == [
        "IMP014"
    ]


def test_sheets_of_one_table_are_put_together(tmp_path: Path):
    head = ["outcome", "year", "goal", "share"]
    path = placed(tmp_path, {"SDG 2023": [head, ["D", 2023, 5, 100]], "SDG 2024": [head, ["D", 2024, 5, 100]]})
    same = "table: sdg, columns: {outcome: outcome, year: year, goal: goal, share: share}"
    text = f"sheets:\n  SDG 2023: {{{same}}}\n  sdg_2024: {{{same}}}\n"
    import_workbook(path, tmp_path / "new", mapping=mapped(tmp_path, text))
    assert [row["year"] for row in rows_of(tmp_path / "new" / "sdg.csv")] == ["2023", "2024"]


# What is refused


def test_a_map_that_names_what_is_not_there_is_refused(tmp_path: Path, ledger: Path):
    assert refused(tmp_path, ledger, MAP.replace("Dépenses:\n    table", "Depense:\n    table")) == [
        ("IMP020", "ledger.xlsx has no sheet “Depense”. Is “Dépenses” meant?")
    ]
    said = refused(tmp_path, ledger, MAP.replace("Exercice:", "Exercise:"))
    assert said == [("IMP021", "The sheet “Dépenses” has no column “Exercise” in row 4. Is “Exercice” meant?")]
    [(rule, message)] = refused(
        tmp_path, ledger, MAP.replace(": amount", ": ammount").replace("currency", "amount: 1, currency")
    )
    assert rule == "IMP020" and "Is “amount” meant?" in message
    assert refused(tmp_path, ledger, MAP.replace("table: finance", "table: finances"))[0][0] == "IMP020"
    assert refused(tmp_path, ledger, MAP.replace("{currency: USD}", "{}"))[0][0] == "IMP023"
    assert refused(tmp_path, ledger, MAP.replace("USD}", "FILL IN}"))[0][0] == "IMP020"
    assert refused(tmp_path, ledger, "nothing")[0][0] == "IMP020"
    assert refused(tmp_path, ledger, "sheets: [a")[0][0].startswith("STR")
    assert refused(tmp_path, ledger, MAP.replace("    numbers", "    nubmers"))[0][0] == "STR020"


def test_without_a_map_only_tables_are_imported(tmp_path: Path, ledger: Path):
    [(rule, message)] = refused(tmp_path, ledger, None)
    assert rule == "IMP022" and "“Dépenses”, “Pivot”" in message


def test_a_sheet_without_a_row_is_said_and_nothing_is_made(tmp_path: Path):
    path, into = tmp_path / "empty.xlsx", tmp_path / "new"
    path.write_bytes(a_workbook({"Results": [["indicator", "period_start", "period_end", "value"]]}))
    with pytest.raises(FindingsError) as stopped:
        import_workbook(path, into)
    assert [(each.rule, each.message) for each in stopped.value.findings] == [
        ("IMP022", "No row was found in “Results”.")
    ]
    assert not into.exists()


def test_bad_cells_and_bad_files_leave_nothing_behind(tmp_path: Path, ledger: Path):
    data = ledger.read_bytes()
    ledger.write_bytes(remade(data, sheet1=lambda xml: xml.replace("<v>1950.5</v>", "<f>B7*2</f>")))
    assert [rule for rule, _ in refused(tmp_path, ledger)] == ["IMP010", "IMP013"]
    for bad in (b"code,year\n", data[:-99], b"\xd0\xcf\x11\xe0", remade(data, sheet1="<!DOCTYPE x []><w><row/></w>")):
        ledger.write_bytes(bad)
        assert [rule for rule, _ in refused(tmp_path, ledger)] == ["IMP001"]
    assert [rule for rule, _ in refused(tmp_path, tmp_path / "none.xlsx")] == ["STR004"]


def test_rows_that_stand_already_are_kept_unless_they_are_to_be_replaced(tmp_path: Path, ledger: Path):
    root = write_workspace(tmp_path)
    before = (root / "finance.csv").read_bytes()
    with pytest.raises(WorkspaceError, match="has rows already"):
        import_workbook(ledger, root, mapping=mapped(tmp_path))
    assert (root / "finance.csv").read_bytes() == before
    import_workbook(ledger, root, mapping=mapped(tmp_path), replace=True)
    assert len(rows_of(root / "finance.csv")) == 3
    (root / "finance.csv").write_text("code,year,source_of_funds,stage,amount,currency\n")
    import_workbook(ledger, root, mapping=mapped(tmp_path))
    assert len(rows_of(root / "finance.csv")) == 3


def test_a_table_that_is_a_sheet_of_the_workspace_is_not_doubled(tmp_path: Path, ledger: Path):
    root = with_sheets(write_workspace(tmp_path))
    with pytest.raises(WorkspaceError, match=r"keeps finance as a sheet of data\.xlsx"):
        import_workbook(ledger, root, mapping=mapped(tmp_path))
    assert not (root / "finance.csv").exists()


def test_an_empty_sheet_of_the_workspace_stands_in_nobodys_way(tmp_path: Path, ledger: Path):
    root = tmp_path / "office"
    scaffold(root, workbook=True, example=False)
    import_workbook(ledger, root, mapping=mapped(tmp_path))
    assert len(rows_of(root / "finance.csv")) == 3
    loaded = load(root)
    assert loaded.report and len(loaded.report.finance) == 3
    assert "IMP003" not in {each.rule for each in loaded.findings}
    _, more = write_workbook(root, root / "data.xlsx", audience="internal", force=True)
    assert more == (f"Each table stands twice now. Look through {root / 'data.xlsx'}, then delete finance.csv.",)
    (root / "finance.csv").unlink()
    again = load(root).report
    assert again and len(again.finance) == 3
    with pytest.raises(WorkspaceError, match="which has rows"):
        import_workbook(ledger, root, mapping=mapped(tmp_path))


def test_all_tables_are_written_or_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    root = write_workspace(tmp_path, **{"sdg.csv": "outcome,year,goal,share\n"})
    before = {path.name: path.read_bytes() for path in root.iterdir() if path.is_file()}
    head, real, count = ["outcome", "year", "goal", "share"], os.replace, [0]
    path = placed(
        tmp_path,
        {"SDG": [head, ["D", 2023, 5, 100]], "Results": [["indicator", "period_start", "period_end"], ["A", "a", "b"]]},
    )

    def full(source: Any, target: Any) -> None:
        count[0] += 1
        if count[0] == 2:
            raise OSError(28, "No space left on device")
        real(source, target)

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(WorkspaceError, match="Nothing was imported"):
        import_workbook(path, root, replace=True)
    assert {path.name: path.read_bytes() for path in root.iterdir() if path.is_file()} == before


# Proposals


def test_a_proposal_names_columns_values_and_marks_and_can_be_imported(tmp_path: Path, ledger: Path):
    text = propose(ledger)
    assert '      "Montant (USD)": amount\n' in text and '      # "Remarque interne": not used\n' in text
    assert '        "Ressources ordinaires": regular\n' in text and "    numbers: comma\n" in text
    assert "      currency: FILL IN" in text and '  # "Pivot": no table fits this sheet\n' in text
    assert '        # "Reliquat": one of planned, revised, available' in text
    assert refused(tmp_path, ledger, text)[0][0] == "IMP020"
    text = text.replace("FILL IN", "USD").replace('# "Reliquat": one of', '"Reliquat": available # one of')
    import_workbook(ledger, tmp_path / "proposed", mapping=mapped(tmp_path, text))
    import_workbook(ledger, tmp_path / "mapped", mapping=mapped(tmp_path))
    assert (tmp_path / "proposed/finance.csv").read_text() == (tmp_path / "mapped/finance.csv").read_text()


@pytest.mark.parametrize(
    ("title", "head", "row", "table", "lines"),
    [
        ("Indicadores", ["Indicador", "Desde", "Hasta", "Valor", "Fuente"], ["A", "01/01/2024", "31/12/2024", "5", "x"],
         "results", ['"Valor": value', "dates: day-first"]),
        ("Grants", ["Agreement no", "Donor", "Start date", "End date", "Amount", "Curr."], ["A1", "n", date(2024, 1, 1), date(2025, 1, 1), 5, "EUR"],
         "agreements", ['"Donor": partner', '"Curr.": currency']),
        ("ODS", ["Effet", "Année", "ODD", "Cible", "Pourcentage"], ["D_1", 2024, 5, "5.2", 100], "sdg", ['"Cible": target', '"Pourcentage": share']),
        ("Sheet1", ["Indicator", "Approval date", "Target type", "Year", "Value"], ["A", "2022-01-01", "Baseline", 2021, 3],
         "targets", ['"Approval date": version', '"Baseline": baseline']),
        ("Sheet1", ["Donor", "Grant", "Year", "Amount", "Currency"], ["n", "A1", 2024, 12, "EUR"], "contributions", ['"Grant": agreement']),
    ],
)  # fmt: skip
def test_proposals_know_words_of_three_languages(
    tmp_path: Path, title: str, head: Any, row: Any, table: str, lines: list[str]
):
    text = propose(placed(tmp_path, {title: [head, row]}, default_date_format="yyyy-mm-dd"))
    assert f"    table: {table}\n" in text
    assert [line for line in lines if line not in text] == []
    import_workbook(
        tmp_path / "ledger.xlsx", tmp_path / "new", mapping=mapped(tmp_path, text.replace("FILL IN", "other"))
    )


def test_the_command_proposes_imports_and_tells(tmp_path: Path, ledger: Path):
    done = reportgen("import", "xlsx", ledger, "--guess")
    assert done.returncode == 0 and done.stdout.startswith("# A proposal") and list(tmp_path.iterdir()) == [ledger]
    done = reportgen("import", "xlsx", ledger, "--map", mapped(tmp_path), "--into", tmp_path / "new")
    assert done.returncode == 0 and done.stdout == f"{tmp_path / 'new' / 'finance.csv'}\n"
    assert "Dépenses -> finance.csv: 4 rows read, 3 written, 4 cells left out.\n" in done.stderr
    assert "Not imported: Pivot.\n" in done.stderr
    assert reportgen("import", "xlsx", ledger).returncode == 2


# Nothing is lost


@pytest.mark.parametrize("name", ["demo", "china-2024"])
def test_export_import_export_gives_the_same_cells(tmp_path: Path, name: str):
    root = tmp_path / name
    shutil.copytree(ROOT / "inputs" / name, root, ignore=shutil.ignore_patterns(".reportgen"))
    before = load(root).report
    data, _ = export_workbook(root, "internal")
    (tmp_path / "data.xlsx").write_bytes(data)
    for path in root.glob("*.csv"):
        path.unlink()
    made = import_workbook(tmp_path / "data.xlsx", root)
    assert sum(each.left_out for each in made.taken) == 0 and all(each.read == each.written for each in made.taken)
    after = load(root).report
    assert before is not None and after is not None and after.model_dump() == before.model_dump()
    assert export_workbook(root, "internal")[0] == data


_texts = st.text(
    st.sampled_from(string.ascii_letters + string.digits + " .,;:=+-@'\"%/éñ中\u0301_x\n"), max_size=12
).map(str.strip)
_numbers = st.decimals(-(10**9), 10**9, places=2).map(lambda number: f"{number:f}")
_cells = st.one_of(
    _texts, _numbers, st.sampled_from(["5.10", "007", "_x0041_", "TRUE", "45292", "1e5", "=1+1", "#N/A", "2024-02-30"])
)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(*[_cells] * 4), min_size=1, max_size=6))
def test_any_cells_come_back_as_they_were(tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, ...]]):
    # A needed column is always filled, so that no row is taken for a total.
    names = ["indicator", "period_start", "period_end", "value", "source", "note", "dimensions"]
    typed = [["A", "2024-01-01", "2024-12-31", *row] for row in rows]
    folder = tmp_path_factory.mktemp("any")
    with (folder / "results.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([names, *typed])
    for turn in ("first", "second"):
        with_sheets(folder)
        made = import_workbook(folder / "data.xlsx", folder / turn)
        assert [each.rule for each in made.findings] == []
        folder = folder / turn
        written = list(csv.DictReader(io.StringIO((folder / "results.csv").read_text("utf-8"), newline="")))
        assert [[row[name] for name in names] for row in written] == typed
