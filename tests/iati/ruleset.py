"""The machine-readable rules of IATI (rulesets/standard.json) are held against a file: as much of them as this needs.

What asks the registry of agencies (``idCondition``) is judged without it: prefixes are left out, forms are always asked for.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from tests.conftest import ROOT

FOLDER = Path(os.environ.get("REPORTGEN_IATI", ROOT.parent / "shared" / "data" / "iati"))
SCHEMA = FOLDER / "schema" / "iati-activities-schema.xsd"
RULES = FOLDER / "schema" / "rulesets" / "standard.json"
needs_schema = pytest.mark.skipif(not SCHEMA.is_file(), reason=f"the IATI schema is not in {FOLDER}")
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True)
class Broken:
    """A rule that is broken: its id, severity, and the element."""

    id: str
    severity: str
    tag: str
    message: str


def schema_errors(data: bytes) -> list[str]:
    """Return what the schema says against a file."""
    schema = etree.XMLSchema(etree.parse(SCHEMA))
    schema.validate(etree.fromstring(data))
    return [f"{error.line}: {error.message}" for error in schema.error_log]


def broken_rules(data: bytes, now: date) -> list[Broken]:
    """Return the rules that a file breaks on a day."""
    root = etree.fromstring(data).getroottree()
    found: list[Broken] = []
    for path, rules in json.loads(RULES.read_text(encoding="utf-8")).items():
        for node in root.xpath(path):
            for kind, body in rules.items():
                found += _judged(node, kind, body["cases"], now)
    return found


def _judged(node: Any, kind: str, cases: list[Mapping[str, Any]], now: date) -> Iterator[Broken]:
    for case in cases:
        if kind == "loop":
            for value in dict.fromkeys(map(str, node.xpath(case["foreach"]))):
                filled = json.loads(json.dumps(case["do"]).replace("$1", value))
                for inner, body in filled.items():
                    yield from _judged(node, inner, body["cases"], now)
        elif ("condition" not in case or node.xpath(f"boolean({case['condition']})")) and not HOLDS[kind](
            node, case, now
        ):
            info = case["ruleInfo"]
            yield Broken(info["id"], info["severity"], node.tag, info["message"])


def _values(node: Any, paths: list[str]) -> list[Any]:
    return [each for path in paths for each in node.xpath(path)]


def _text(value: Any) -> str:
    return value if isinstance(value, str) else (value.text or "")


def _days(node: Any, path: str, now: date) -> list[date]:
    return [now] if path == "NOW" else [date.fromisoformat(str(each)[:10]) for each in node.xpath(path)]


def _unique(node: Any, case: Any, now: date) -> bool:
    texts = [_text(each) for each in _values(node, case["paths"])]
    return len(texts) == len(set(texts))


def _startswith(node: Any, case: Any, now: date) -> bool:
    if "idCondition" in case:
        return True
    starts = [_text(each) + case.get("separator", "") for each in _values(node, case["prefix"])]
    return all(_text(each).startswith(tuple(starts)) for each in _values(node, case["paths"]))


def _one_or_all(node: Any, case: Any, now: date) -> bool:
    if case["one"] != "sector" and node.xpath(case["one"].replace("@xml:lang", "@*[name()='xml:lang']")):
        return True
    match case["all"]:
        case "lang":
            return all(each.get(LANG) for each in node.iter("narrative"))
        case "currency":
            return all(each.get("currency") for each in node.iter("value"))
        case _:
            held = [bool(each.xpath(case["all"])) for each in node.xpath("transaction")]
            return all(held) or not any(held)


def _sum(node: Any, case: Any, now: date) -> bool:
    return sum((Decimal(str(each)) for each in _values(node, case["paths"])), Decimal(0)) == case["sum"]


def _year_at_most(node: Any, case: Any, now: date) -> bool:
    [start], [end] = _days(node, case["start"], now), _days(node, case["end"], now)
    return (end - start).days <= 366


HOLDS: Mapping[str, Callable[[Any, Any, date], bool]] = {
    "unique": _unique,
    "startswith": _startswith,
    "atleast_one": lambda node, case, now: bool(_values(node, case["paths"])),
    "one_or_all": _one_or_all,
    "date_now": lambda node, case, now: all(day <= now for day in _days(node, case["date"], now)),
    "date_order": lambda node, case, now: all(
        less <= more for less in _days(node, case["less"], now) for more in _days(node, case["more"], now)
    ),
    "regex_matches": lambda node, case, now: all(
        re.search(case["regex"], _text(each)) for each in _values(node, case["paths"])
    ),
    "no_spaces": lambda node, case, now: all(
        _text(each) == _text(each).strip() for each in _values(node, case["paths"])
    ),
    "no_more_than_one": lambda node, case, now: len(_values(node, case["paths"])) <= 1,
    "strict_sum": _sum,
    "range": lambda node, case, now: all(
        case["min"] <= Decimal(str(each)) <= case["max"] for each in _values(node, case["paths"])
    ),
    "if_then": lambda node, case, now: (
        not node.xpath(f"boolean({case['if']})") or node.xpath(f"boolean({case['then']})")
    ),
    "time_limit": _year_at_most,
    "between_dates": lambda node, case, now: True,  # of organisation files
}
"""Kind of rule -> whether it holds of an element."""
