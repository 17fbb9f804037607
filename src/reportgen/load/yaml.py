"""YAML text becomes plain dicts and lists of strings that know their places; nothing is guessed about types.

The parser's events are read one by one, so that caps on depth and size hold before anything is built. Plain
scalars stay strings (``NO`` stays Norway, 5.10 stays 5.10): the records decide what they mean. Only an empty
value, ``~`` and ``null`` become None.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, cast

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from reportgen.files import CONTROL, CONTROL_CHARACTER
from reportgen.findings import Finding, Place
from reportgen.limits import MAX_YAML_DEPTH, MAX_YAML_NODES
from reportgen.load.rules import structure as rules
from reportgen.load.yaml_words import explain
from reportgen.model.base import Origin, PlacedDict

Position = tuple[int, int]
NULLS = frozenset(("", "~", "null", "Null", "NULL"))


@dataclass(slots=True)
class _Open:
    """A mapping or list whose end was not read yet.

    Attributes:
        value: What is being built.
        at: Where it starts.
        key: For a mapping, the key whose value comes next; None where a key comes next.
        skip: The value that comes next is dropped (its key was there before).
        keys: Places of values, as in `Origin.keys`.
        names: Places of keys.
        texts: Scalars as typed.
    """

    value: dict[str, Any] | list[Any]
    at: Position
    key: str | None = None
    skip: bool = False
    keys: dict[str, Position] = field(default_factory=dict[str, Position])
    names: dict[str, Position] = field(default_factory=dict[str, Position])
    texts: dict[str, str] = field(default_factory=dict[str, str])


class _Stop(Exception):
    """Reading cannot go on after this finding."""

    def __init__(self, finding: Finding) -> None:
        super().__init__()
        self.finding = finding


def read_yaml(text: str, file: str, *, first_line: int = 1) -> tuple[Any, tuple[Finding, ...]]:
    """Return the document of `text` (None where there is none, or none to be read) and what is wrong.

    Mappings are `PlacedDict`. `first_line` is the line of `file` on which `text` starts.
    """
    reader = _Reader(file, first_line)
    try:
        return reader.read(text), tuple(reader.findings)
    except _Stop as stop:
        return None, (*reader.findings, stop.finding)
    except yaml.YAMLError as error:
        return None, (*reader.findings, reader.syntax(error, text))


class _Reader:
    def __init__(self, file: str, first_line: int) -> None:
        self.file = file
        self.first_line = first_line
        self.findings: list[Finding] = []
        self.open: list[_Open] = []
        self.document: Any = None
        self.nodes = 0
        self.wary = True

    def read(self, text: str) -> Any:
        documents = 0
        # Nothing is left of a text without either by which a value could hold a control character.
        self.wary = "\\" in text or CONTROL.search(text) is not None
        events = cast("Iterator[Event]", yaml.parse(text, yaml.CSafeLoader))  # pyright: ignore[reportUnknownMemberType]
        for event in events:
            if isinstance(event, ScalarEvent):
                self.scalar(event)
            elif isinstance(event, (MappingStartEvent, SequenceStartEvent)):
                self.start(event)
            elif isinstance(event, (MappingEndEvent, SequenceEndEvent)):
                self.end()
            elif isinstance(event, AliasEvent):
                message = f"An alias (*{event.anchor[:80]}) stands here; values are written out."
                raise _Stop(rules.YAML_FORBIDDEN.at(self.place(event), message, found=f"*{event.anchor[:80]}"))
            elif isinstance(event, DocumentStartEvent):
                documents += 1
                if documents > 1:
                    message = "A second document starts here (a line ---); a file holds one."
                    raise _Stop(rules.YAML_FORBIDDEN.at(self.place(event), message, found="---"))
        return self.document

    def position(self, event: Event) -> Position:
        mark = event.start_mark
        return mark.line + self.first_line, mark.column + 1

    def place(self, event: Event) -> Place:
        line, column = self.position(event)
        return Place(self.file, line, str(column))

    def plain(self, event: ScalarEvent | MappingStartEvent | SequenceStartEvent) -> None:
        """Count a node, and refuse tags and anchors."""
        self.nodes += 1
        if self.nodes > MAX_YAML_NODES:
            message = f"The file holds more than {MAX_YAML_NODES:,} values."
            raise _Stop(rules.TOO_LARGE.at(self.place(event), message))
        if event.tag is None and event.anchor is None:
            return
        if event.tag is not None:
            message = f"A tag ({event.tag[:80]}) stands here; values have no tags."
            raise _Stop(rules.YAML_FORBIDDEN.at(self.place(event), message, found=event.tag[:80]))
        message = f"An anchor (&{event.anchor[:80]}) stands here; values are written out."
        raise _Stop(rules.YAML_FORBIDDEN.at(self.place(event), message, found=f"&{event.anchor[:80]}"))

    def scalar(self, event: ScalarEvent) -> None:
        self.plain(event)
        text: str = event.value
        if self.wary and CONTROL.search(text):
            found = f"U+{ord(CONTROL.search(text)[0]):04X}"  # type: ignore[index]
            message = f"The text holds an invisible control character ({found}), written as an escape."
            self.findings.append(CONTROL_CHARACTER.at(self.place(event), message, found=found))
            text = CONTROL.sub(" ", text)
        top = self.open[-1] if self.open else None
        if top is not None and isinstance(top.value, dict) and top.key is None:
            self.key(top, text, event)
            return
        value = None if text in NULLS and event.implicit[0] else text
        mark = event.start_mark
        self.put(value, (mark.line + self.first_line, mark.column + 1), text)

    def key(self, top: _Open, text: str, event: ScalarEvent) -> None:
        """Take `text` as the key of the value that comes next."""
        at = self.position(event)
        top.key = text
        top.skip = not text or text in top.names
        if text in top.names:
            line, column = top.names[text]
            message = f"The key “{text[:80]}” stands here again; it was given in line {line}, column {column} before."
            first = str(Place(self.file, line, str(column)))
            self.findings.append(
                rules.DUPLICATE_KEY.at(self.place(event), message, found=text[:80], expected=f"once, as at {first}")
            )
        elif not text:
            message = "A colon without a key before it stands here."
            self.findings.append(rules.YAML_SYNTAX.at(self.place(event), message))
        else:
            top.names[text] = at

    def start(self, event: MappingStartEvent | SequenceStartEvent) -> None:
        self.plain(event)
        if len(self.open) >= MAX_YAML_DEPTH:
            message = f"Values are nested more than {MAX_YAML_DEPTH} deep here."
            raise _Stop(rules.TOO_LARGE.at(self.place(event), message))
        top = self.open[-1] if self.open else None
        if top is not None and isinstance(top.value, dict) and top.key is None:
            message = "A key is a word; a list or a map stands here in its place. Is a pair of braces {} too much?"
            raise _Stop(rules.YAML_SYNTAX.at(self.place(event), message))
        value: dict[str, Any] | list[Any] = {} if isinstance(event, MappingStartEvent) else []
        self.open.append(_Open(value, self.position(event)))

    def end(self) -> None:
        done = self.open.pop()
        value: Any = done.value
        if isinstance(value, dict):
            line, column = done.at
            value = PlacedDict(value, Origin(self.file, line, column, done.keys, done.texts, done.names))  # pyright: ignore[reportUnknownArgumentType]
        self.put(value, done.at, None, done.keys)

    def put(self, value: Any, at: Position, text: str | None, inner: dict[str, Position] | None = None) -> None:
        """Put a finished value where it belongs."""
        if not self.open:
            self.document = value
            return
        top = self.open[-1]
        if isinstance(top.value, list):
            top.keys[str(len(top.value))] = at
            top.value.append(value)
            return
        key, top.key = top.key, None
        if key is None or top.skip:
            return
        top.value[key] = value
        top.keys[key] = at
        if text is not None:
            top.texts[key] = text
        if inner:
            top.keys |= {f"{key}[{name}]": place for name, place in inner.items() if "[" not in name}

    def syntax(self, error: yaml.YAMLError, text: str) -> Finding:
        line, column, message = explain(error, text)
        place = Place(self.file, line + self.first_line - 1, str(column))
        return rules.YAML_SYNTAX.at(place, message)
