"""A record type becomes what a loader asks of it: keys as typed, which are required, records within."""

from __future__ import annotations

from functools import cache
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from reportgen.load.csv import Columns
from reportgen.model.base import LocalText

Loc = tuple[int | str, ...]
"""The way from a record to a value in it, as pydantic gives it."""

LOADER_ONLY: dict[str, frozenset[str]] = {
    "Narrative": frozenset({"language", "file", "source", "blocks", "directives"}),
    "Image": frozenset({"data", "size"}),
}
"""Fields that the loader fills in; a user who types them has typed an unknown key."""


@cache
def keys_of(model: type[BaseModel]) -> dict[str, tuple[Any, bool]]:
    """Return key as typed -> (annotation, required), without what only loaders fill in; a note comes last."""
    hidden = LOADER_ONLY.get(model.__name__, frozenset())
    return {
        field.alias or name: (field.annotation, field.is_required())
        for name, field in sorted(model.model_fields.items(), key=lambda item: item[0] == "note")
        if name not in hidden
    }


@cache
def columns_of(model: type[BaseModel]) -> Columns:
    """Return the columns of the table whose rows are `model`."""
    keys = keys_of(model)
    return Columns(
        names=tuple(keys),
        required=frozenset(key for key, (_, required) in keys.items() if required),
        localized=frozenset(key for key, (annotation, _) in keys.items() if annotation is LocalText),
    )


def record_in(annotation: Any) -> type[BaseModel] | None:
    """Return the record type within an annotation such as ``tuple[Outcome, ...]`` or ``Joint | None``."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return None if issubclass(annotation, LocalText) else annotation
    return next((found for argument in get_args(annotation) if (found := record_in(argument))), None)


def model_at(model: type[BaseModel], loc: Loc) -> type[BaseModel] | None:
    """Return the record type that stands at `loc`; None where it is no record but a map, list or value."""
    here: type[BaseModel] | None = model
    inner: type[BaseModel] | None = None
    for part in loc:
        if here is None:
            # Inside a list or a map of records: the index or key leads to the record.
            here, inner = inner, None
            if here is None:
                return None
            continue
        annotation, _ = keys_of(here).get(str(part), (None, False))
        record = record_in(annotation)
        if get_origin(annotation) in (tuple, list, dict):
            here, inner = None, record
        else:
            here = record
    return here
