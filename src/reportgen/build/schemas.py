"""The records of the model become JSON Schemas, by which an editor explains, completes and checks the inputs.

The records stay the judge: a schema says a little less (what other files hold it cannot know), never more. Two
things the loader lets pass an editor is told to underline, because they are mostly slips: a key without a value,
and a number in quotation marks.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import core_schema

from reportgen.compose import kind_names, load_kind
from reportgen.editorial import style_names
from reportgen.errors import WorkspaceError
from reportgen.files import atomic_write, inside
from reportgen.language import languages
from reportgen.load.fields import LOADER_ONLY, columns_of
from reportgen.load.workspace import TABLES
from reportgen.model import Donors, Editorial, Images, NameList, Narrative, Office, Outcomes, Partners, Plans, Settings
from reportgen.theme import theme_names

Schema = dict[str, Any]
FOLDER = ".schemas"
DIALECT = "https://json-schema.org/draft/2020-12/schema"
DOCUMENTS: Mapping[str, tuple[type[BaseModel], str]] = {
    "report": (Settings, "report.yaml: what is reported, and how."),
    "office": (Office, "office.yaml: the office, and facts about its country."),
    "plan": (Plans, "plan.yaml: the plans that statements and codes belong to."),
    "outcomes": (Outcomes, "outcomes.yaml: outcomes, outputs and indicators."),
    "partners": (Partners, "partners.yaml: everyone who works with the office."),
    "donors": (Donors, "donors.yaml: what each donor asks of its pack."),
    "names": (NameList, "names.yaml: how names are written."),
    "editorial": (Editorial, "A house style of your own, named by editorial: in report.yaml."),
    "images": (Images, "images/images.yaml: the pictures that narratives may show."),
    "narrative": (Narrative, "The keys at the head of a file in narratives/."),
}
"""Name of the schema -> its record, and what it describes."""

_LANGUAGE = "[a-z]{2,3}(-[A-Za-z0-9]{2,8})*"
_TEXT: Schema = {
    "description": "A text, or one for each language: {en: ..., fr: ...}.",
    "anyOf": [
        {"type": "string"},
        {
            "type": "object",
            "properties": {code: {"type": "string"} for code in ("ar", "en", "es", "fr", "ru", "zh")},
            "additionalProperties": {"type": "string"},
            "propertyNames": {"pattern": f"^{_LANGUAGE}$"},
        },
    ],
}
_DISCLOSURE: Schema = {
    "anyOf": [
        {"enum": ["public", "internal"]},
        {"type": "string", "pattern": r"^(partner:.*[^\s,].*|embargo:\s*\d{4}-\d{2}-\d{2})$"},
    ]
}
_KNOWN: Mapping[str, Schema] = {
    "disclosure": _DISCLOSURE,
    "currency": {"type": "string", "pattern": "^[A-Z]{3}$"},
}
"""Keys whose values have one form wherever they stand."""
_NUMBER_CELL: Schema = {"type": "string", "pattern": r"^[-−+]?\d+(\.\d+)?([eE][-+]?\d+)?$"}


class _Generator(GenerateJsonSchema):
    """Leaves out what would only be noise in an editor: titles made of names, null, and defaults of nothing."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False

    def nullable_schema(self, schema: core_schema.NullableSchema) -> Schema:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> Schema:
        inner = self.generate_inner(schema["schema"])
        default = schema.get("default")
        if default is None or default == "" or not isinstance(default, str | int):
            return inner
        return {**inner, "default": default}


def schemas() -> Mapping[str, str]:
    """Return file name -> text of every schema: YAML files, narratives' keys, and one row of each table."""
    made = {name: _document(model, about) for name, (model, about) in DOCUMENTS.items()}
    made["report"] = _with_names(made["report"])
    made |= {file.removesuffix(".csv"): _row(model, file) for file, (_, model) in TABLES.items()}
    return {
        f"{name}.schema.json": json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
        for name, schema in sorted(made.items())
    }


def write_schemas(folder: Path) -> tuple[Path, ...]:
    """Write all schemas into ``.schemas/`` of the workspace `folder`, and return their paths.

    Raises:
        WorkspaceError: There is no such folder, or ``.schemas`` leads out of it.
    """
    if not folder.is_dir():
        raise WorkspaceError(f"there is no folder {folder}. Name the folder that holds report.yaml.")
    written: list[Path] = []
    for name, text in schemas().items():
        inside(folder, f"{FOLDER}/{name}")
        path = folder / FOLDER / name
        try:
            atomic_write(path, text.encode())
        except OSError as error:
            raise WorkspaceError(f"{path} cannot be written: {error.strerror}.") from None
        written.append(path)
    return tuple(written)


def _document(model: type[BaseModel], about: str) -> Schema:
    raw = model.model_json_schema(by_alias=True, schema_generator=_Generator)
    parts = {name: _clean(part, name) for name, part in raw.pop("$defs", {}).items()}
    if "LocalText" in parts:
        parts["LocalText"] = _TEXT
    schema = _clean(raw, model.__name__) | {"description": about}
    needed = _reached(schema, parts)
    schema = {"$schema": DIALECT, **schema}
    return schema | {"$defs": {name: parts[name] for name in sorted(needed)}} if needed else schema


def _clean(part: Schema, name: str) -> Schema:
    """Return one record's schema without what only loaders fill in, its keys set to what editors understand best."""
    properties: dict[str, Schema] = part.get("properties", {})
    for key in LOADER_ONLY.get(name, frozenset()):
        properties.pop(key, None)
    for key, value in properties.items():
        if "description" in value:
            value["description"] = _plain(value["description"])
        if known := _KNOWN.get(key):
            del value["type"]
            value |= known
        # A name of a map is a text, whatever else a code may be.
        value.pop("propertyNames", None)
    part.pop("title", None)
    if "description" in part:
        # Later sentences of a record's docstring speak to programmers.
        part["description"] = re.split(r"(?<=\.)\s", _plain(part["description"]), maxsplit=1)[0]
    return part


def _plain(text: str) -> str:
    return " ".join(text.replace("``", "`").split())


def _reached(schema: Any, parts: Mapping[str, Schema], seen: frozenset[str] = frozenset()) -> frozenset[str]:
    """Return the names of the parts that `schema` refers to, directly or through others."""
    if isinstance(schema, list):
        for item in cast("list[Any]", schema):
            seen |= _reached(item, parts, seen)
    elif isinstance(schema, dict):
        node = cast("Schema", schema)
        name = str(node.get("$ref", "")).rpartition("/")[2]
        if name and name not in seen:
            seen = _reached(parts[name], parts, seen | {name})
        for value in node.values():
            seen |= _reached(value, parts, seen)
    return seen


def _with_names(schema: Schema) -> Schema:
    """Put the names that ship into the schema of report.yaml: kinds, sections, themes, languages."""
    keys: dict[str, Schema] = schema["properties"]
    kinds = kind_names()
    keys["kind"]["enum"] = list(kinds)
    keys["theme"]["enum"] = list(theme_names())
    # A style that ships, or a file of the workspace.
    keys["editorial"] |= {"examples": [*style_names(), "house-style.yaml"]}
    keys["languages"]["items"] = {"enum": list(languages())}
    # Sizes are plain numbers in YAML.
    keys["overrides"]["additionalProperties"] = {"type": ["string", "number"]}
    sections = list(dict.fromkeys(section for kind in kinds for section in load_kind(kind).sections))
    choice: dict[str, Schema] = schema["$defs"]["SectionChoice"]["properties"]
    for key in choice.values():
        key["items"] = {"enum": sections}
    return schema


def _row(model: type[BaseModel], file: str) -> Schema:
    """Return the schema of one row: column -> cell, each a text as typed; empty cells are left out."""
    document = _document(model, f"One row of {file}: column -> cell as typed; empty cells are left out.")
    columns = columns_of(model)
    keys: dict[str, Schema] = document["properties"]
    row: Schema = {
        "$schema": DIALECT,
        "description": document["description"],
        "type": "object",
        "properties": {name: _cell(keys[name]) for name in columns.names},
        "required": [name for name in columns.names if name in columns.required],
        "additionalProperties": False,
    }
    if columns.localized:
        names = "|".join(sorted(columns.localized))
        row["patternProperties"] = {f"^({names}):{_LANGUAGE}$": {"type": "string"}}
    return row


def _cell(key: Schema) -> Schema:
    """Return the schema of one cell: the same value as in YAML, but typed as text."""
    about = {"description": key["description"]} if "description" in key else {}
    kind = key.get("type")
    if "enum" in key or "anyOf" in key or "pattern" in key or "format" in key:
        return key
    if kind == "number":
        return {**about, **_NUMBER_CELL}
    if kind == "integer":
        return {**about, "type": "string", "pattern": r"^\d+$"}
    if kind == "boolean":
        return {**about, "enum": ["yes", "no"]}
    return {**about, "type": "string"}
