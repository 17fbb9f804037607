"""Findings become SARIF 2.1.0, the OASIS standard by which code hosts and editors show what programs found.

Numbers of clauses are those of the standard with Errata 01.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import quote

from reportgen.build.by_rule import TOPICS, portable
from reportgen.build.check import all_cards
from reportgen.build.excerpts import Sources
from reportgen.findings import Card, Edit, Finding, Place, Severity

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS: Mapping[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}
ROOT = "%SRCROOT%"
"""The usual name for the folder that holds the sources; whoever reads the file knows where that is (3.4.4)."""

Json = dict[str, Any]


def sarif(findings: Iterable[Finding], folder: Path) -> bytes:
    """Return the findings of the workspace in `folder` as a SARIF file.

    Files are named from where the command runs, since code hosts look for them from the top of the repository.
    """
    cards = dict(sorted(all_cards().items()))
    numbers = {code: number for number, code in enumerate(cards)}
    start, sources = _start(folder), Sources(folder)
    driver: Json = {
        "name": "reportgen",
        "version": version("reportgen"),
        "rules": [_rule(card) for card in cards.values()],
    }
    run: Json = {
        "tool": {"driver": driver},
        "invocations": [{"executionSuccessful": True}],
        "columnKind": "unicodeCodePoints",
        "results": [_result(each, numbers, start, sources, cards) for each in portable(findings, folder)],
    }
    body = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return (json.dumps(body, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _start(folder: Path) -> str:
    """Return the path from here to the workspace with a slash behind it; empty where it lies elsewhere."""
    path = os.path.relpath(folder.resolve(), Path.cwd().resolve())
    return "" if path == "." or path.startswith("..") else f"{Path(path).as_posix()}/"


def _rule(card: Card) -> Json:
    """Return a card as a reporting descriptor (3.49)."""
    words = [f"Example: {card.example}", f"Source: {card.source}"]
    words += [f"Languages: {', '.join(card.languages)}"] if card.languages else []
    return {
        "id": card.code,
        "name": card.slug,
        "shortDescription": {"text": f"{card.slug.replace('-', ' ').capitalize()}."},
        "fullDescription": {"text": card.why},
        "help": {"text": "\n\n".join([card.mend, *words])},
        "defaultConfiguration": {"level": LEVELS[card.severity]},
        "properties": {"tags": [TOPICS.get(card.code[:3], "other")]},
    }


def _result(
    finding: Finding, numbers: Mapping[str, int], start: str, sources: Sources, cards: Mapping[str, Card]
) -> Json:
    """Return a finding as a result (3.27)."""
    card = cards.get(finding.rule)
    advice = "" if card and finding.hint == card.mend else finding.hint
    result: Json = {"ruleId": finding.rule}
    if finding.rule in numbers:
        result["ruleIndex"] = numbers[finding.rule]
    result["level"] = LEVELS[finding.severity]
    result["message"] = {"text": f"{finding.message} {advice}".strip()}
    result["locations"] = [_location(finding.place, start)]
    if finding.edit and (fix := _fix(finding.edit, start, sources)):
        result["fixes"] = [fix]
    values = {"found": finding.found, "expected": finding.expected}
    if any(values.values()):
        result["properties"] = {name: value for name, value in values.items() if value}
    return result


def _location(place: Place, start: str) -> Json:
    """Return a place (3.28): a region of a file, and the name of the cell for tables and workbooks.

    Code hosts refuse a whole file for the sake of one result that names no file, so there is always one.
    """
    physical: Json = {"artifactLocation": _artifact(place.file or "report.yaml", start)}
    if place.line:
        physical["region"] = {"startLine": place.line}
    if place.line and place.column.isdecimal() and not place.file.endswith(".csv"):
        physical["region"]["startColumn"] = max(1, int(place.column))
        return {"physicalLocation": physical}
    location: Json = {"physicalLocation": physical}
    name = place.cell or place.column
    if name:
        location["logicalLocations"] = [{"name": name, "fullyQualifiedName": str(place), "kind": "element"}]
    return location


def _artifact(file: str, start: str) -> Json:
    return {"uri": quote(start + file, safe="/", errors="replace"), "uriBaseId": ROOT}


def _fix(edit: Edit, start: str, sources: Sources) -> Json | None:
    """Return an edit as a fix (3.55), by line and column, since offsets would count line ends that were normalized."""
    first = sources.position(edit.file, edit.start, edit.old)
    last = sources.position(edit.file, edit.end, "")
    if first is None or last is None or edit.end - edit.start != len(edit.old):
        return None
    region = {"startLine": first[0], "startColumn": first[1], "endLine": last[0], "endColumn": last[1]}
    replacement: Json = {"deletedRegion": region, "insertedContent": {"text": edit.new}}
    change = {"artifactLocation": _artifact(edit.file, start), "replacements": [replacement]}
    return {"description": {"text": f"Write “{edit.new}” for “{edit.old}”."}, "artifactChanges": [change]}
