"""The records of the tables become columns of sheets: what each holds, which words may stand in it, and what is said of it."""

from __future__ import annotations

import types
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from reportgen.load.fields import keys_of
from reportgen.load.workspace import TABLES
from reportgen.model import Disclosure, LocalText, Record, Value

Kind = Literal["text", "long", "code", "codes", "number", "money", "percent", "count", "year", "day", "days", "value",
               "choice", "disclosure"]  # fmt: skip
SHEETS: Mapping[str, str] = {
    "results": "Results",
    "targets": "Targets",
    "finance": "Finance",
    "sdg": "SDG",
    "agreements": "Agreements",
    "contributions": "Contributions",
    "spending": "Spending",
    "controls": "Controls",
}
"""Table -> its sheet, in the order of the workbook."""
MODELS: Mapping[str, type[Record]] = {table: model for table, model in TABLES.values()}
LIST_OF: Mapping[str, str] = {
    "indicator": "Indicators",
    "code": "OutcomesAndOutputs",
    "outcome": "Outcomes",
    "outcomes": "Outcomes",
    "partner": "Partners",
    "agreement": "AgreementIds",
    "goal": "Goals",
    "target": "SdgTargets",
    "currency": "Currencies",
    "table": "Tables",
}
"""Column -> the list that its codes are of."""
NAMED_BY: Mapping[str, str] = {
    "results": "indicator",
    "targets": "indicator",
    "finance": "code",
    "sdg": "outcome",
    "agreements": "partner",
    "contributions": "partner",
    "spending": "outcome",
}
"""Table -> the column whose code is told by name at the left, so that nobody must know codes by heart."""
_MONEY = frozenset({"amount", "development", "humanitarian", "total"})
_LONG = frozenset({"source", "reason", "amendments", "note", "where"})
_PERCENT = frozenset({"share", "fees"})


@dataclass(frozen=True, slots=True)
class Column:
    """One column that is filled in.

    Attributes:
        key: Heading for the machine, with its language where it has one: ``comment:fr``.
        base: The key without the language.
        language: The language, or empty.
        kind: What its cells hold.
        choices: For ``choice``: the words that may stand there.
        required: Whether no row can do without it.
        note: What the model says of it.
    """

    key: str
    base: str
    language: str
    kind: Kind
    choices: tuple[str, ...]
    required: bool
    note: str

    @property
    def list(self) -> str:
        """The name of the list whose items may stand here; empty where there is none."""
        if self.kind == "choice":
            return "YesNo" if self.choices == ("yes", "no") else ""
        return LIST_OF.get(self.base, "") if self.kind in ("code", "codes") else {"year": "Years"}.get(self.kind, "")


@dataclass(frozen=True)
class Table:
    """One table with its columns and rows.

    Attributes:
        name: Its name, such as ``results``.
        columns: The columns that are filled in.
        rows: Column -> text, as a CSV file would hold it; what is empty is left out.
    """

    name: str
    columns: tuple[Column, ...]
    rows: tuple[Mapping[str, str], ...]

    @property
    def sheet(self) -> str:
        """The name of its sheet."""
        return SHEETS[self.name]

    @cached_property
    def at(self) -> Mapping[str, int]:
        """Column -> its number among those that are filled in."""
        return {column.key: number for number, column in enumerate(self.columns)}


def columns_for(table: str, languages: Iterable[str], used: Iterable[str], *, notes: bool) -> tuple[Column, ...]:
    """Return the columns of a table.

    Args:
        table: Its name.
        languages: Languages of the report; where there are several, texts have a column for each.
        used: Columns that rows have, among them languages that the report does not speak.
        notes: Whether the office's own notes have a column.
    """
    spoken = tuple(languages)
    held = sorted(set(used))
    found: list[Column] = []
    for key, (annotation, required) in keys_of(MODELS[table]).items():
        if key == "note" and not notes:
            continue
        note = " ".join((_field_note(MODELS[table], key)).split()).replace("`", "")
        kind, choices = _kind(key, annotation)
        found.append(Column(key, key, "", kind, choices, required, note))
        if annotation is LocalText:
            wanted = dict.fromkeys(spoken if len(spoken) > 1 else ())
            wanted |= dict.fromkeys(name.partition(":")[2] for name in held if name.startswith(f"{key}:"))
            found += [Column(f"{key}:{each}", key, each, kind, (), False, note) for each in wanted]
    return tuple(found)


def _field_note(model: type[Record], key: str) -> str:
    field = next(field for name, field in model.model_fields.items() if (field.alias or name) == key)
    return field.description or ""


def _kind(key: str, annotation: Any) -> tuple[Kind, tuple[str, ...]]:
    """Return what the cells of a column hold, by the type of the field."""
    kind = _plain(annotation)
    if get_origin(kind) is Literal:
        return "choice", tuple(str(each) for each in get_args(kind))
    if get_origin(kind) is tuple:
        inner = _plain(get_args(kind)[0])
        return ("days" if inner is date else "codes"), ()
    if kind is bool:
        return "choice", ("yes", "no")
    if kind is Decimal:
        return ("money" if key in _MONEY else "percent" if key in _PERCENT else "number"), ()
    simple: dict[Any, Kind] = {date: "day", Value: "value", Disclosure: "disclosure", LocalText: "long"}
    if kind in simple:
        return simple[kind], ()
    if kind is int:
        return ("count" if key == "rows" else "year"), ()
    if key in LIST_OF or key == "id":
        return "code", ()
    return ("long" if key in _LONG else "text"), ()


def _plain(annotation: Any) -> Any:
    """Return the type without what pydantic is told about it, and without ``None``."""
    while True:
        if get_origin(annotation) is Annotated:
            annotation = get_args(annotation)[0]
        elif get_origin(annotation) in (Union, types.UnionType):
            annotation = next(each for each in get_args(annotation) if each is not type(None))
        else:
            return annotation
