"""Wide sheets: columns of years, kinds and stages become rows; statements become codes; proposals know them."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from reportgen.build.importing import Imported, import_workbook, propose
from reportgen.errors import FindingsError
from tests.helpers import write_workspace
from tests.workbooks import a_workbook

SHEET = [
    ["Results framework"],
    [],
    ["Indicator", "Unit", "Baseline 2020", "Target 2022", 2021, 2022, "Comments"],
    ["D_1.A", "%", 20, 25, "22,5", 24, "late"],
    ["D_1.B", "%", 1, 5, 2, None, None],
    ["Total", None, None, None, None, "=SUM(F4:F5)"],
]
MAP = """\
sheets:
  Framework:
    table: results
    columns: {Indicator: indicator, Comments: comment}
    spread:
      Baseline 2020: {table: targets, kind: baseline, year: 2020}
      Target 2022: {table: targets, kind: target, year: 2022}
      "2021": {year: 2021}
      2022: {year: 2022, note: "from the framework"}
    constants: {version: 2019-12-01}
    numbers: comma
"""


def placed(folder: Path, sheet: Any, change: Any = None) -> Path:
    path = folder / "framework.xlsx"
    path.write_bytes(a_workbook({"Framework": sheet}, {"Framework": change} if change else None))
    return path


def imported(folder: Path, text: str, into: str = "new", **options: bool) -> Imported:
    (folder / "mapping.yaml").write_text(text, encoding="utf-8")
    return import_workbook(folder / "framework.xlsx", folder / into, mapping=folder / "mapping.yaml", **options)


def refused(folder: Path, text: str) -> list[tuple[str, str]]:
    with pytest.raises(FindingsError, match="nothing was imported") as caught:
        imported(folder, text)
    assert not (folder / "new").exists()
    return [(each.rule, each.message) for each in caught.value.findings]  # type: ignore[attr-defined]


def cells(path: Path, *names: str) -> list[str]:
    with path.open(encoding="utf-8", newline="") as file:
        return [" ".join(row[name] for name in names) for row in csv.DictReader(file)]


def test_columns_of_years_become_rows_of_the_tables_that_are_said(tmp_path: Path):
    placed(tmp_path, SHEET)
    made = imported(tmp_path, MAP)
    assert cells(tmp_path / "new/targets.csv", "indicator", "kind", "period", "value", "version") == [
        "D_1.A baseline 2020 20 2019-12-01", "D_1.A target 2022 25 2019-12-01",
        "D_1.B baseline 2020 1 2019-12-01", "D_1.B target 2022 5 2019-12-01",
    ]  # fmt: skip
    assert cells(tmp_path / "new/results.csv", "indicator", "period_start", "period_end", "value", "comment", "note") == [
        "D_1.A 2021-01-01 2021-12-31 22.5 late ", "D_1.A 2022-01-01 2022-12-31 24 late from the framework",
        "D_1.B 2021-01-01 2021-12-31 2  ",
    ]  # fmt: skip
    counted = [(each.file, each.read, each.written, each.left_out) for each in made.taken]
    # Left out: two units, and the word and the sum of the total.
    assert counted == [("targets.csv", 3, 4, 4), ("results.csv", 3, 3, 0)]
    assert [(each.rule, each.place.cell) for each in made.findings] == [("IMP013", "Framework!A6")]


def test_money_by_stage_and_year_becomes_rows(tmp_path: Path):
    head = ["Output", "Fund", "Budget 2023", "Spent 2023", "Spent women 2023"]
    placed(tmp_path, [head, ["D_1.1", "Core", 100, "USD 1,200.50", 7], ["D_1.2", None, 5, "-", None]])
    text = """\
sheets:
  Framework:
    table: finance
    columns: {Output: code, Fund: source_of_funds}
    fill_down: [source_of_funds]
    spread:
      Budget 2023: {stage: planned, year: 2023}
      column D: {stage: expended, year: 2023}
    constants: {currency: USD}
    values: {source_of_funds: {Core: regular}, amount: {"-": ""}}
    numbers: point
"""
    imported(tmp_path, text)
    assert cells(tmp_path / "new/finance.csv", "code", "year", "source_of_funds", "stage", "amount", "currency") == [
        "D_1.1 2023 regular planned 100 USD", "D_1.1 2023 regular expended 1200.50 USD", "D_1.2 2023 regular planned 5 USD",
    ]  # fmt: skip


def over_two_rows(book: Any, sheet: Any) -> None:
    sheet.merge_range("A1:A2", "Indicator")
    sheet.merge_range("C1:D1", "2022")


TWO_ROWS = [
    [None, "Unit", None, None, 2023],
    [None, None, "Target", "Actual", "Target", "Actual"],
    ["D_1.A", "%", 20, 21, 22, 23],
]


def test_headings_of_two_rows_are_put_together_and_proposed(tmp_path: Path):
    path = placed(tmp_path, TWO_ROWS, over_two_rows)
    text = propose(path)
    assert "    heading_rows: 2\n" in text and '      "Indicator": indicator\n' in text
    assert '      "2022 Target": {table: targets, kind: milestone, year: 2022}\n' in text
    assert '      "2023 Target": {table: targets, kind: target, year: 2023}\n' in text
    assert '      "2023 Actual": {year: 2023}\n' in text
    made = imported(tmp_path, text.replace("FILL IN", "2021-01-01"))
    assert made.findings == () and {each.written for each in made.taken} == {2}
    assert cells(tmp_path / "new/results.csv", "indicator", "period_end", "value") == [
        "D_1.A 2022-12-31 21", "D_1.A 2023-12-31 23",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("sheet", "lines"),
    [
        (SHEET, ["table: results", '"Baseline 2020": {table: targets, kind: baseline, year: 2020}', '"2021": {year: 2021}',
                 "# \"Unit\": not used", "version: FILL IN", "numbers: comma"]),
        ([["Indicateur", "Réalisé 2022", "Cible 2023"], ["A", 1, 2]],
         ['"Réalisé 2022": {year: 2022}', '"Cible 2023": {table: targets, kind: target, year: 2023}']),
        ([["Indicator", "Q1 2023", "Actual Q2 2023"], ["A", 1, 2]],
         ['"Actual Q2 2023": {period_start: 2023-04-01, period_end: 2023-06-30}']),
        ([["Project code", "Fund type", "Revised budget 2022", "Expenditure 2022"], ["A", "Core", 1, 2]],
         ["table: finance", '"Revised budget 2022": {stage: revised, year: 2022}', '"Expenditure 2022": {stage: expended, year: 2022}',
          '"Core": regular', "currency: FILL IN"]),
        ([["Indicator", "Baseline", "Target", 2023], ["A", 1, 2, 3]], ['"Baseline": {table: targets, kind: baseline, year: FILL IN}']),
        ([["Indicator", "2022/23", "2021", "2022"], ["A", 1, 2, 3]], ['# "2022/23": not used', '"2021": {year: 2021}']),
        ([["Indicator", "2021", "2021", "2022"], ["A", 1, 2, 3]], ["column B: {year: 2021}", '"2022": {year: 2022}']),
        ([["Indicator", "2021", "2022"], ["Number of women who were trained", 1, 2]], ["by_statement: [indicator]"]),
    ],
)  # fmt: skip
def test_a_wide_sheet_is_proposed_as_one(tmp_path: Path, sheet: Any, lines: list[str]):
    text = propose(placed(tmp_path, sheet))
    assert [line for line in lines if f" {line}" not in text] == [], text


@pytest.mark.parametrize(
    "sheet",
    [
        [["Agreement", "Donor", "Starts", "Ends", "Amount", "Currency"], ["A1", "n", "2023", "2024", 5, "EUR"]],
        [["What we did in 2022 and 2023"], ["x", "y"]],
        [["Code", "Exercice", "Type de fonds", "Nature", "Montant"], ["D_1", 2024, "Autres", "Budget", 2023]],
    ],
)
def test_other_sheets_with_years_are_not_taken_for_wide_ones(tmp_path: Path, sheet: Any):
    assert "spread:" not in propose(placed(tmp_path, sheet))


@pytest.mark.parametrize(
    ("change", "rule", "words"),
    [
        ({"year: 2020": "year: 2020/21"}, "IMP020", "“2020/21” under “Baseline 2020” in the sheet “Framework” is no year"),
        ({"kind: target": "knd: target"}, "IMP020", "Is “kind” meant?"),
        ({"kind: target, ": ""}, "IMP023", "“Target 2022” in the sheet “Framework” says no “kind”"),
        ({", year: 2022}": "}"}, "IMP023", "says no “period”"),
        ({"year: 2021": "year: FILL IN"}, "IMP020", "Say what “year” is under “2021”"),
        ({'"2021": {year: 2021}': '"2021": {year: 2021}\n      Unit: {year: 2021}'}, "IMP020", "“2021” and “Unit” in the sheet"),
        ({"table: targets, kind: b": "table: aims, kind: b"}, "IMP020", "no table “aims”"),
        ({"Target 2022:": "Target 2023:"}, "IMP021", "Is “Target 2022” meant?"),
        ({"    table: results": "    heading_rows: 2\n    table: results"}, "IMP020", "say in `header_row` which is the last"),
        ({"Indicator: ind": "Nothing: ind", "Comments: comment": "x: comment", "2022": "2032", "2021": "2031", "2020": "2030"},
         "IMP021", "None of the first 20 rows of the sheet “Framework” holds the headings of the map"),
    ],
)  # fmt: skip
def test_a_map_that_is_not_clear_is_refused(tmp_path: Path, change: Mapping[str, str], rule: str, words: str):
    placed(tmp_path, SHEET)
    text = MAP
    for old, new in change.items():
        assert old in text
        text = text.replace(old, new)
    said = refused(tmp_path, text)
    assert rule in {each for each, _ in said} and any(words in message for _, message in said), said


def test_a_heading_that_stands_twice_is_refused(tmp_path: Path):
    placed(tmp_path, [["Indicator", 2021, 2021], ["A", 1, 2]])
    text = "sheets:\n  Framework:\n    table: results\n    columns: {Indicator: indicator}\n    spread: {2021: {year: 2021}}\n"
    assert refused(tmp_path, text) == [
        ("IMP024", "The heading “2021” stands in the columns B and C of the sheet “Framework”.")
    ]
    imported(tmp_path, text.replace("2021: {year", "column C: {year"))
    assert cells(tmp_path / "new/results.csv", "indicator", "value") == ["A 2"]


# Statements


STATED = """\
sheets:
  Framework:
    table: results
    columns: {Indicator: indicator}
    by_statement: [indicator]
    spread: {2023: {year: 2023}}
"""


def test_codes_beside_statements_are_proposed_as_the_indicator(tmp_path: Path):
    rows = [
        ["Code", "Indicateur", "2023", "2024"],
        ["A_1", "Part des sièges que les femmes occupent", 25, 28],
        ["A_2", "Nombre de marchés remis aux communes", 2, "–"],
    ]
    map_ = propose(placed(tmp_path, rows))
    assert '"Code": indicator' in map_ and '# "Indicateur": not used' in map_ and "by_statement" not in map_
    imported(tmp_path, map_)
    assert cells(tmp_path / "new" / "results.csv", "indicator", "value") == ["A_1 25", "A_1 28", "A_2 2"]


def test_a_proposal_says_what_cells_without_numbers_mean_and_which_currency_stands_beside_amounts(tmp_path: Path):
    rows = [
        ["Output", "Fund type", "Budget 2024", "Expenditure 2024"],
        ["D_1", "Core", "USD 1 200", "-"],
        ["D_2", "Core", "n/a", "USD 900"],
    ]
    map_ = propose(placed(tmp_path, rows))
    assert "currency: USD" in map_ and '"-": ""' in map_ and '"n/a": ""' in map_ and "numbers:" not in map_
    assert imported(tmp_path, map_).findings == ()
    assert cells(tmp_path / "new" / "finance.csv", "code", "amount", "currency") == ["D_1 1200 USD", "D_2 900 USD"]
    rows[1][2] = "EUR 1 200"
    assert "currency: FILL IN  # such as USD" in propose(placed(tmp_path, rows))


def test_statements_become_codes_and_near_ones_are_said_with_the_nearest(tmp_path: Path):
    root = write_workspace(tmp_path, results=None)
    text = (root / "outcomes.yaml").read_text(encoding="utf-8")
    statement = text.partition("statement: {en: ")[2].partition("}")[0]
    near = f"{statement} in all"
    sheet = [
        ["Indicator", 2023],
        [f"  {statement.upper()}. ", 1],
        [f"D_1.1.A: {statement}", 2],
        ["D_1.1.A", 3],
        [near, 4],
    ]
    placed(tmp_path, sheet)
    made = imported(tmp_path, STATED, "norlund")
    assert cells(root / "results.csv", "indicator", "value") == ["D_1.1.A 1", "D_1.1.A 2", "D_1.1.A 3", f"{near} 4"]
    [finding] = made.findings
    assert (finding.rule, finding.place.cell) == ("IMP025", "Framework!A5")
    assert f"The nearest is D_1.1.A, “{statement}”." in finding.message
    text = STATED + f'    values: {{indicator: {{"{near}": D_1.1.A}}}}\n'
    assert imported(tmp_path, text, "norlund", replace=True).findings == ()


def test_statements_need_a_workspace_that_knows_them(tmp_path: Path):
    placed(tmp_path, [["Indicator", 2023], ["Women trained", 1]])
    assert "are looked for in outcomes.yaml" in refused(tmp_path, STATED)[0][1]
    assert "holds neither statements nor names" in refused(tmp_path, STATED.replace("[indicator]", "[value]"))[0][1]
