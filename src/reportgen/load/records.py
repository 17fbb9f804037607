"""Placed dicts become records; each complaint of pydantic becomes a finding at the value it is about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar, cast

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from reportgen.findings import Finding, Place
from reportgen.load.fields import LOADER_ONLY, Loc, keys_of, model_at
from reportgen.load.words import Problem, say
from reportgen.model.base import PlacedDict, Record

R = TypeVar("R", bound=Record)
_ROUNDS = 40
"""How often a document is tried again after what was wrong in it was cut out."""


def read_rows(model: type[R], rows: Iterable[PlacedDict]) -> tuple[tuple[R, ...], list[Finding]]:
    """Return the rows that are sound as records, and what is wrong with the others."""
    records: list[R] = []
    findings: list[Finding] = []
    for row in rows:
        try:
            records.append(model.model_validate(row))
        except ValidationError as error:
            findings.extend(_findings(model, row, error.errors(include_url=False)))
    return tuple(records), findings


def read_record(model: type[R], data: PlacedDict) -> tuple[R | None, list[Finding]]:
    """Return `data` as a record, and what is wrong with it.

    So that one slip does not hide others, or bring a complaint about every row that refers to its record,
    what is wrong is cut out and the rest kept: an optional value, else the item of a list that it stands in.
    A value that says who may see something is never replaced by a default: what it stands in goes with it.
    None = nothing is left.
    """
    findings = _refuse_loader_only(model, data)
    errors = _try(model, data)
    if not isinstance(errors, list):
        return errors, findings
    if _drop_empty(data, errors):
        errors = _try(model, data)
        if not isinstance(errors, list):
            return errors, findings
    findings.extend(_findings(model, data, errors))
    for _ in range(_ROUNDS):
        if not _cut(model, data, errors):
            return None, findings
        errors = _try(model, data)
        if not isinstance(errors, list):
            return errors, findings
    return None, findings


def _try(model: type[R], data: PlacedDict) -> R | list[ErrorDetails]:
    try:
        return model.model_validate(data)
    except ValidationError as error:
        return error.errors(include_url=False)


def _refuse_loader_only(model: type[BaseModel], data: PlacedDict) -> list[Finding]:
    """Find, and remove, keys that only loaders may set."""
    findings: list[Finding] = []
    items: list[tuple[Loc, Any]] = [((), data)]
    items += [((key, i), item) for key, value in data.items() if isinstance(value, list)
              for i, item in enumerate(cast("list[Any]", value))]  # fmt: skip
    for loc, item in items:
        here = model_at(model, loc)
        if here is None or not isinstance(item, PlacedDict):
            continue
        for key in LOADER_ONLY.get(here.__name__, frozenset()) & item.keys():
            findings.append(_finding(model, data, "extra_forbidden", (*loc, key), item[key], {}, ""))
            del item[key]
    return findings


def _drop_empty(data: PlacedDict, errors: Sequence[ErrorDetails]) -> bool:
    """Remove empty values that were refused: `subtitle:` with nothing after it says nothing."""
    dropped = False
    for error in errors:
        loc = error["loc"]
        if error["input"] is None and error["type"] not in ("missing", "extra_forbidden") and loc:
            holder = _walk(data, loc[:-1])
            if isinstance(holder, PlacedDict) and holder.get(str(loc[-1]), "") is None:
                del holder[str(loc[-1])]
                dropped = True
    return dropped


def _walk(data: Any, loc: Loc) -> Any:
    for part in loc:
        if isinstance(data, dict):
            data = cast("dict[str, Any]", data).get(str(part))
        elif isinstance(data, list) and isinstance(part, int):
            items = cast("list[Any]", data)
            data = items[part] if part < len(items) else None
        else:
            return None
    return data


def _cut(model: type[BaseModel], data: PlacedDict, errors: Sequence[ErrorDetails]) -> bool:
    """Remove what is wrong, or the nearest thing around it that can go; False where nothing would stay."""
    items: set[Loc] = set()
    for error in errors:
        loc, missing = error["loc"], error["type"] == "missing"
        for depth in range(len(loc) - 1, -1, -1):
            part, around = loc[depth], loc[:depth]
            if isinstance(part, int):
                items.add(loc[: depth + 1])
                break
            if missing and depth == len(loc) - 1:
                continue
            here = model_at(model, around)
            required = here is not None and keys_of(here).get(part, (None, False))[1]
            if required or (here is not None and part in ("disclosure", "disclosure_of", "anonymous")):
                continue
            holder = _walk(data, around)
            if isinstance(holder, dict):
                cast("dict[str, Any]", holder).pop(part, None)
                break
        else:
            return False
    # From the last and innermost to the first, so that the numbers of those still to go stay true.
    for loc in sorted(items, reverse=True):
        holder = _walk(data, loc[:-1])
        if isinstance(holder, list):
            del cast("list[Any]", holder)[cast("int", loc[-1])]
    return True


def _findings(model: type[BaseModel], data: PlacedDict, errors: Iterable[ErrorDetails]) -> list[Finding]:
    return [_finding(model, data, e["type"], e["loc"], e["input"], e.get("ctx", {}), e["msg"]) for e in errors]


def _finding(
    model: type[BaseModel],
    data: PlacedDict,
    kind: str,
    loc: Loc,
    value: Any,
    context: dict[str, Any],
    words: str,
) -> Finding:
    here = model_at(model, loc[:-1])
    problem = Problem(
        kind=kind,
        key=_last_key(loc),
        value=value,
        owner=_owner(data, loc),
        known=tuple(keys_of(here)) if here else (),
        context=context,
        words=words,
        table=data.origin.column == 0,
    )
    return say(problem, place_of(data, loc, key=kind == "extra_forbidden"))


def _last_key(loc: Loc) -> str:
    return next((part[:80] for part in reversed(loc) if isinstance(part, str)), "")


def _owner(data: PlacedDict, loc: Loc) -> str:
    """Return the code of the record that the value stands in."""
    for depth in range(len(loc) - 1, -1, -1):
        record = _walk(data, loc[:depth])
        if isinstance(record, PlacedDict):
            for key in ("code", "id"):
                if isinstance(record.get(key), str):
                    return str(record[key])
    return ""


def place_of(data: PlacedDict, loc: Loc, *, key: bool = False) -> Place:
    """Return where the value at `loc` was typed, or (`key`) its key; if it is missing, what is around it."""
    place = data.origin.place()
    node: Any = data
    inside: tuple[PlacedDict, str] | None = None
    for number, part in enumerate(loc):
        name = str(part)
        if isinstance(node, PlacedDict):
            origin = node.origin
            if key and number == len(loc) - 1 and name in origin.names:
                line, column = origin.names[name]
                return Place(origin.file, line, str(column))
            place = origin.place(name)
            inside = (node, name)
            node = node.get(name)
        elif inside is not None:
            record, outer = inside
            if f"{outer}[{name}]" in record.origin.keys:
                place = record.origin.place(f"{outer}[{name}]")
            node = _walk(node, (part,))
            if isinstance(node, PlacedDict):
                place = node.origin.place()
        else:
            break
    return place
