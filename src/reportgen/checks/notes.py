"""The office's notes on rows and records become what they ask to ignore: ``ignore RULE because REASON``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import cast

from reportgen.findings import Place
from reportgen.model import Noted, Record, Report
from reportgen.model.report import TABLES

_ASKED = re.compile(
    r"(?:^|[;\n])[^\S\n]*ignore\s+(?P<rule>[a-z]+\d+\b|[a-z\d]+(?:-[a-z\d]+)*(?=\s*(?:$|[;\n]|because\b)))"
    r"(?:\s+because\b(?P<reason>[^;\n]*))?",
    re.IGNORECASE,
)
"""At the start of a note, or after a semicolon; what names no rule, such as "ignore the first row", is just a note."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One rule that a note asks to ignore.

    Attributes:
        rule: Its code or name, as typed; codes in capitals.
        reason: Why; empty where nothing was said.
        place: The note.
        record: The record that the note is on.
    """

    rule: str
    reason: str
    place: Place
    record: Noted


def asked(report: Report) -> Iterator[Asked]:
    """Yield what the notes of a report ask to ignore."""
    for record in _noted(report):
        for match in _ASKED.finditer(record.note):
            rule = match["rule"].upper() if match["rule"][-1].isdigit() else match["rule"].lower()
            yield Asked(rule, (match["reason"] or "").strip(), record.place("note"), record)


def _noted(report: Report) -> Iterator[Noted]:
    """Yield every record that carries a note; a table without notes costs one look at each row."""
    tables = [report.records(name) for name in TABLES if name not in ("indicators", "narratives")]
    single: list[Iterable[Record]] = [(report.settings, report.office), report.plans.values(), report.donors]
    for records in (*tables, *single):
        for record in records:
            if isinstance(record, Noted) and record.note:
                yield record
    for outcome in report.outcomes:
        for record in (outcome, *outcome.outputs):
            yield from (each for each in (record, *record.statements, *record.indicators) if each.note)


def places_of(record: Record) -> frozenset[Place]:
    """Return the places of a record and of what stands in it and cannot carry a note of its own."""
    found = record.places()
    for name in type(record).model_fields:
        value: object = getattr(record, name)
        parts = cast("tuple[object, ...]", value) if isinstance(value, tuple) else (value,)
        for part in parts:
            if isinstance(part, Record) and not isinstance(part, Noted):
                found |= places_of(part)
    return found
