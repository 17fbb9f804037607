"""A projected report becomes data files for whoever wants to compute with it: one JSON with its schema, and its tables as CSV.

They are attached to the PDF; nothing that the projection withholds can be in them.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from typing import Any, cast

from pydantic import BaseModel

from reportgen.model import Report, Value
from reportgen.writers.pdf import Attached

TABLES = ("targets", "results", "finance", "sdg", "agreements", "contributions")
_LEFT_OUT: Any = {"images": True, "narratives": {"__all__": {"source", "blocks", "directives"}}}


def data_files(report: Report) -> tuple[Attached, ...]:
    """Return the data of a projected report."""
    body = report.model_dump(mode="json", by_alias=True, exclude=_LEFT_OUT)
    schema = Report.model_json_schema(by_alias=True, mode="serialization")
    schema["title"] = "Data of a report as one audience may see it"
    files = [
        Attached("data.json", "All data of this edition", _json(body)),
        Attached("data.schema.json", "JSON Schema of data.json", _json(schema)),
    ]
    for name in TABLES:
        rows: tuple[BaseModel, ...] = getattr(report, name)
        if rows:
            files.append(Attached(f"{name}.csv", f"The table {name}", _csv(rows)))
    return tuple(files)


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _csv(rows: Iterable[BaseModel]) -> bytes:
    rows = list(rows)
    names = [name for name in type(rows[0]).model_fields if name != "note"]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    for row in rows:
        writer.writerow([_cell(getattr(row, name)) for name in names])
    return out.getvalue().encode()


def _cell(value: Any) -> str:
    """Return one cell; text that a spreadsheet would take for a formula is led by an apostrophe."""
    if value is None:
        return ""
    if isinstance(value, Value):
        return _cell(value.text) if value.number is None else str(value.number)
    if isinstance(value, tuple):
        return ";".join(_cell(part) for part in cast("tuple[object, ...]", value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    if hasattr(value, "kind") and hasattr(value, "until"):
        return str(value.kind)
    if hasattr(value, "root"):
        texts: dict[str, str] = value.root
        return _cell(texts.get("", texts.get("en", next(iter(texts.values()), ""))))
    text = str(value)
    return f"'{text}" if isinstance(value, str) and text[:1] in ("=", "+", "@", "\t", "\r") else text
