"""SARIF: its structure is that of the standard, its places are those of the findings, its bytes are the same twice."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from reportgen.build.check import all_cards, check_workspace
from reportgen.build.sarif import sarif
from reportgen.findings import Card, Edit, Finding, Place
from tests.broken import CASES, make
from tests.conftest import ROOT
from tests.helpers import write_workspace

CARD = Card("RES002", "x", "error", why="Why.", example="x", mend="Mend it.")


def record(required: str, **properties: Any) -> dict[str, Any]:
    """Return the schema of an object that holds nothing else."""
    return {
        "type": "object", "required": required.split(), "properties": properties, "additionalProperties": False
    }  # fmt: skip


TEXT: dict[str, Any] = {"type": "string", "minLength": 1}
NUMBER = {"type": "integer", "minimum": 1}
MESSAGE = record("text", text=TEXT)
LEVEL = {"enum": ["none", "note", "warning", "error"]}
ARTIFACT = record(
    "uri", uri={**TEXT, "pattern": r"^[A-Za-z0-9._~/%-]+$", "not": {"pattern": r"^/|\.\."}}, uriBaseId=TEXT
)
REGION = record("startLine", startLine=NUMBER, startColumn=NUMBER, endLine=NUMBER, endColumn=NUMBER)
LOGICAL = record("name fullyQualifiedName kind", name=TEXT, fullyQualifiedName=TEXT, kind=TEXT)
LOCATION = record(
    "physicalLocation",
    physicalLocation=record("artifactLocation", artifactLocation=ARTIFACT, region=REGION),
    logicalLocations={"type": "array", "items": LOGICAL},
)
REPLACEMENT = record("deletedRegion", deletedRegion=REGION, insertedContent=record("text", text={"type": "string"}))
CHANGE = record("artifactLocation replacements", artifactLocation=ARTIFACT,
                replacements={"type": "array", "items": REPLACEMENT, "minItems": 1})  # fmt: skip
FIX = record("artifactChanges", description=MESSAGE, artifactChanges={"type": "array", "items": CHANGE, "minItems": 1})
RULE = record(
    "id name shortDescription fullDescription help defaultConfiguration",
    id=TEXT, name=TEXT, shortDescription=MESSAGE, fullDescription=MESSAGE, help=MESSAGE,
    defaultConfiguration=record("level", level=LEVEL),
    properties=record("tags", tags={"type": "array", "items": TEXT, "uniqueItems": True}),
)  # fmt: skip
RESULT = record(
    "ruleId level message locations",
    ruleId=TEXT, ruleIndex={"type": "integer", "minimum": 0}, level=LEVEL, message=MESSAGE,
    locations={"type": "array", "items": LOCATION, "minItems": 1, "maxItems": 1},
    fixes={"type": "array", "items": FIX}, properties=record("", found=TEXT, expected=TEXT),
)  # fmt: skip
DRIVER = record(
    "name version rules", name=TEXT, version=TEXT, rules={"type": "array", "items": RULE, "uniqueItems": True}
)
RUN = record(
    "tool results columnKind",
    tool=record("driver", driver=DRIVER),
    invocations={"type": "array", "items": record("executionSuccessful", executionSuccessful={"type": "boolean"})},
    columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
    results={"type": "array", "items": RESULT},
)
LOG = record("version runs", **{"$schema": TEXT}, version={"const": "2.1.0"}, runs={"type": "array", "items": RUN})
"""What the standard says of the objects that are used (SARIF 2.1.0, 3.13 to 3.58)."""


def run_of(findings: tuple[Finding, ...], folder: Path) -> dict[str, Any]:
    data = sarif(findings, folder)
    assert data == sarif(findings, folder)
    log = json.loads(data)
    jsonschema.validate(log, LOG)
    [run] = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rules[result["ruleIndex"]]["id"] for result in run["results"]] == [f.rule for f in findings]
    return run


def location(folder: Path, place: Place) -> dict[str, Any]:
    [result] = run_of((CARD.at(place, "m"),), folder)["results"]
    return result["locations"][0]


@pytest.mark.parametrize("case", CASES)
def test_findings_of_broken_inputs_are_valid(case: str, tmp_path: Path) -> None:
    folder = make(case, tmp_path)
    findings = check_workspace(folder).findings
    results = run_of(findings, folder)["results"]
    levels = {"error": "error", "warning": "warning", "info": "note"}
    assert [result["level"] for result in results] == [levels[finding.severity] for finding in findings]
    assert str(tmp_path) not in json.dumps(results)


@pytest.mark.parametrize("name", ["nowhere", "empty"])
def test_a_folder_that_is_none_is_a_result_with_a_file(name: str, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    folder = tmp_path / name
    [result] = run_of(check_workspace(folder).findings, folder)["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "report.yaml"
    assert str(tmp_path) not in json.dumps(result)


def test_every_rule_is_listed_with_its_card(tmp_path: Path) -> None:
    rules = run_of((), tmp_path)["tool"]["driver"]["rules"]
    cards = all_cards()
    assert [rule["id"] for rule in rules] == sorted(cards)
    rule = next(rule for rule in rules if rule["id"] == "FIN001")
    assert rule["name"] == "shares-not-100" and rule["shortDescription"]["text"] == "Shares not 100."
    assert rule["fullDescription"]["text"] == cards["FIN001"].why and cards["FIN001"].mend in rule["help"]["text"]
    assert rule["defaultConfiguration"]["level"] == "error" and rule["properties"]["tags"] == ["finance"]


def test_a_column_of_a_text_is_a_region_and_one_of_a_table_is_named(tmp_path: Path) -> None:
    text = location(tmp_path, Place("narratives/en/a.md", 7, "32"))
    assert text["physicalLocation"]["region"] == {"startLine": 7, "startColumn": 32}
    assert "logicalLocations" not in text
    table = location(tmp_path, Place("results.csv", 5, "value"))
    assert table["physicalLocation"]["region"] == {"startLine": 5}
    assert table["logicalLocations"] == [
        {"name": "value", "fullyQualifiedName": "results.csv:5:value", "kind": "element"}
    ]
    odd = location(tmp_path, Place("results.csv", 1, "2024"))  # a heading that is a number is no column of characters
    assert odd["physicalLocation"]["region"] == {"startLine": 1} and odd["logicalLocations"][0]["name"] == "2024"


def test_a_cell_of_a_workbook_is_named_and_a_whole_file_has_no_region(tmp_path: Path) -> None:
    cell = location(tmp_path, Place("form.xlsx", cell="Budget!C7"))
    assert "region" not in cell["physicalLocation"] and cell["logicalLocations"][0]["name"] == "Budget!C7"
    assert "region" not in location(tmp_path, Place("results.csv"))["physicalLocation"]


def test_files_are_named_from_where_the_command_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "work spaces" / "solmara"
    folder.mkdir(parents=True)

    def uri() -> str:
        return location(folder, Place("narratives/en/é#1?.md", 1))["physicalLocation"]["artifactLocation"]["uri"]

    monkeypatch.chdir(tmp_path)
    assert uri() == "work%20spaces/solmara/narratives/en/%C3%A9%231%3F.md"
    monkeypatch.chdir(folder)
    assert uri() == "narratives/en/%C3%A9%231%3F.md"
    monkeypatch.chdir(ROOT)
    assert uri() == "narratives/en/%C3%A9%231%3F.md"


def test_the_message_carries_only_advice_that_is_not_the_rules(tmp_path: Path) -> None:
    card = all_cards()["FIN001"]
    usual, own = card.at(Place("sdg.csv", 2), "Odd."), card.at(Place("sdg.csv", 3), "Odd.", hint="Ask them.", found="9")
    first, second = run_of((usual, own), tmp_path)["results"]
    assert first["message"]["text"] == "Odd." and "properties" not in first
    assert second["message"]["text"] == "Odd. Ask them." and second["properties"] == {"found": "9"}


def test_an_edit_is_a_fix_by_line_and_column_whatever_the_line_ends(tmp_path: Path) -> None:
    folder = write_workspace(tmp_path, **{"a.md": "one\r\ntwo 5 things\r\n"})

    def fixes(edit: Edit) -> Any:
        [result] = run_of((CARD.at(Place("a.md", 2), "m", edit=edit),), folder)["results"]
        return result.get("fixes")

    [fix] = fixes(Edit("a.md", 8, 9, "5", "five"))
    [replacement] = fix["artifactChanges"][0]["replacements"]
    assert replacement["deletedRegion"] == {"startLine": 2, "startColumn": 5, "endLine": 2, "endColumn": 6}
    assert replacement["insertedContent"] == {"text": "five"}
    assert fixes(Edit("a.md", 8, 9, "6", "six")) is None and fixes(Edit("gone.md", 8, 9, "5", "five")) is None


def test_letters_that_no_file_can_hold_do_not_stop_it(tmp_path: Path) -> None:
    assert run_of((CARD.at(Place("a\udce9.md", 1), "lone \ud800"),), tmp_path)["results"]
