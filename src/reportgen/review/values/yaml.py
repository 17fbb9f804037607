"""A line, a column and a new value become the bytes of the YAML file with that one scalar changed.

A narrative's front matter is YAML too. `styles` proposes how to write the value; the first proposal is taken that
the parser of the loader reads as the old document with that one value in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from reportgen.errors import WorkspaceError
from reportgen.files import CONTROL
from reportgen.findings import Place
from reportgen.load.yaml import NULLS
from reportgen.load.yaml_words import explain
from reportgen.review.front import keys_span
from reportgen.review.values.styles import Scalar, expected, proposals
from reportgen.review.values.text import Source, open_text

_Meaning = tuple[str, ...]
"""What an event says, whatever the way in which it is written."""


@dataclass(frozen=True, slots=True)
class _Document:
    """The YAML of a file: all of it, or its front matter.

    Attributes:
        source: The file.
        start: Offset of `text` in the file's text.
        first_line: Line on which `text` starts.
        text: The YAML.
        events: What the parser says of it.
    """

    source: Source
    start: int
    first_line: int
    text: str
    events: list[Event]


def value_at(root: Path, place: Place) -> str:
    """Return the text of a scalar as the loader reads it; of a block with its last line end."""
    document = _open(root, place)
    return _scalar(document, _find(document, place)).value


def with_value(root: Path, place: Place, new: str) -> bytes:
    """Return the file with `new` as one scalar.

    Of a block (``|``, ``>``) the line ends after the last word belong to its style: those of `new` do not count.
    """
    document = _open(root, place)
    index = _find(document, place)
    scalar = _scalar(document, index)
    value = expected(scalar, new)
    if value == scalar.value:
        return document.source.data
    wanted = [_meaning(event) for event in document.events]
    marks = wanted[index][2:]
    accepted = [("text", value, *marks), *([("null", "", *marks)] if not value else [])]
    for edit in proposals(document.text, scalar, value):
        text = document.text[: edit.start] + edit.text + document.text[edit.end :]
        try:
            read = [_meaning(event) for event in _events(text)]
        except yaml.YAMLError:
            continue
        same = read[:index] == wanted[:index] and read[index + 1 :] == wanted[index + 1 :]
        if same and read[index] in accepted and _stays(document, text):
            return document.source.replaced(document.start + edit.start, document.start + edit.end, edit.text)
    raise WorkspaceError(
        f"The value at {place} cannot be changed without a change to the text around it. Take the change over by hand."
    )


def _open(root: Path, place: Place) -> _Document:
    source = open_text(root, place.file)
    start, end, first_line = 0, len(source.text), 1
    if place.file.lower().endswith(".md"):
        span = keys_span(source.text)
        if span is None:
            raise WorkspaceError(f"{place.file} has no front matter (any more), so {place} holds no value of its own.")
        (start, end), first_line = span, 2
    text = source.text[start:end]
    try:
        return _Document(source, start, first_line, text, list(_events(text)))
    except yaml.YAMLError as error:
        line, _, message = explain(error, text)
        where = f"{place.file}:{line + first_line - 1}"
        raise WorkspaceError(f"{place.file} cannot be read, so nothing in it is changed. {where}: {message}") from None


def _events(text: str) -> Iterator[Event]:
    return cast("Iterator[Event]", yaml.parse(text, yaml.CSafeLoader))  # pyright: ignore[reportUnknownMemberType]


def _stays(document: _Document, text: str) -> bool:
    """Say whether front matter still ends where it ended: a line ``---`` in a value would close it."""
    whole, end = document.source.text, document.start + len(document.text)
    if not document.start:
        return True
    return keys_span(whole[: document.start] + text + whole[end:]) == (document.start, document.start + len(text))


def _find(document: _Document, place: Place) -> int:
    """Return the number of the event that is the scalar at `place`, or the value of the key there."""
    found = False
    for index, key in _nodes(document.events):
        mark = document.events[index].start_mark
        if (mark.line + document.first_line, str(mark.column + 1)) != (place.line, place.column):
            continue
        found = True
        index += key
        if isinstance(document.events[index], ScalarEvent):
            return index
    if found:
        raise WorkspaceError(
            f"At {place} stands a list or a map, not one value. Take the change over by hand, in {place.file}."
        )
    raise WorkspaceError(
        f"No value starts at {place} any more: the file was changed since the draft was made. "
        "Take the change over by hand."
    )


def _nodes(events: list[Event]) -> Iterator[tuple[int, bool]]:
    """Yield the number of each node, and whether it is the key of the node that follows it."""
    # Of each open collection: None for a list, else whether a key comes next.
    open_: list[bool | None] = []
    for index, event in enumerate(events):
        if isinstance(event, (MappingEndEvent, SequenceEndEvent)):
            open_.pop()
        if not isinstance(event, NodeEvent):
            continue
        key = bool(open_ and open_[-1])
        if open_ and open_[-1] is not None:
            open_[-1] = not key
        yield index, key and isinstance(event, (ScalarEvent, AliasEvent))
        if isinstance(event, MappingStartEvent):
            open_.append(True)
        elif isinstance(event, SequenceStartEvent):
            open_.append(None)


def _scalar(document: _Document, index: int) -> Scalar:
    event = cast(ScalarEvent, document.events[index])
    start, end = event.start_mark.index, event.end_mark.index
    value = CONTROL.sub(" ", event.value)
    return Scalar(value, event.style or "", start, end, marked=event.anchor is not None or event.tag is not None)


def _meaning(event: Event) -> _Meaning:
    match event:
        case ScalarEvent():
            null = event.implicit[0] and event.value in NULLS
            return ("null" if null else "text", event.value, event.anchor or "", event.tag or "")
        case AliasEvent() | MappingStartEvent() | SequenceStartEvent():
            tag = "" if isinstance(event, AliasEvent) else event.tag
            return (type(event).__name__, event.anchor or "", tag or "")
        case DocumentStartEvent():
            return (type(event).__name__, str(event.version), str(event.tags))
        case _:
            return (type(event).__name__,)
