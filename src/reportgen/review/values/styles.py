"""A scalar of YAML and its new text become proposals how to write it: first in its own style, then in plainer ones.

Styles are those of YAML 1.2.2: plain (7.3.3), single-quoted (7.3.2), double-quoted (7.3.1), literal (8.1.2) and
folded (8.1.3). A proposal may be wrong where it stands; whoever takes it reads it back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reportgen.review.alike import alike

_BLANKS = re.compile("([ \t\n]+)")
_MARKS = re.compile(r"(?:[&!][^\s,\[\]{}]*(?:[ \t\n]+|\Z))*")
"""Anchors and tags before a scalar."""
_HEADER = re.compile(r"([|>][-+0-9]*)([^\n]*)(\n|\Z)")
_ESCAPED = re.compile('[\\\\"\n\t\x80-\x9f\u2028\u2029\ufeff]')
"""What libyaml does not read back from between double quotation marks as it stands."""
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}


@dataclass(frozen=True, slots=True)
class Scalar:
    """A scalar.

    Attributes:
        value: What the loader reads.
        style: Empty for plain, else the character that begins it: ``'``, ``"``, ``|`` or ``>``.
        start: Offset of its first character, anchor and tag included.
        end: Offset behind its last one; of a block, behind the empty lines after it.
        marked: It has an anchor or a tag.
    """

    value: str
    style: str
    start: int
    end: int
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Edit:
    """A piece of the text, and what comes in its place."""

    start: int
    end: int
    text: str


def expected(scalar: Scalar, new: str) -> str:
    """Return the value that `new` comes to: a block keeps the line ends at its end."""
    if scalar.style not in ("|", ">"):
        return new
    words = new.rstrip("\n")
    return words + scalar.value[len(scalar.value.rstrip("\n")) :] if words else ""


def proposals(text: str, scalar: Scalar, value: str) -> Iterator[Edit]:
    """Yield ways to write `value` in the place of `scalar`, the most faithful first."""
    start = scalar.start
    if scalar.marked and (marks := _MARKS.match(text, start, scalar.end)):
        start = marks.end()
    if scalar.style in ("|", ">"):
        yield from _block(text, start, scalar, value)
        return
    end = scalar.end
    if not value and not scalar.style:
        # An empty value leaves no blank behind its colon, so that it is what it would be if typed.
        yield Edit(len(text[:start].rstrip(" ")), end, "")
        yield Edit(start, end, "")
    if start == end and text[start - 1 : start] not in ("", " ", "\n"):
        # Behind a colon, a dash or an anchor.
        for way in _ways(value, scalar.style):
            yield Edit(start, end, f" {way}")
    patched = _patched(text[start:end], scalar, value)
    if patched is not None:
        yield Edit(start, end, patched)
    for way in _ways(value, scalar.style):
        yield Edit(start, end, way)


def _ways(value: str, style: str) -> Iterator[str]:
    if not style:
        yield value
    doubled = '"' + _ESCAPED.sub(_escape, value) + '"'
    single = "'" + value.replace("'", "''") + "'"
    if style == "'" or (not style and any(letter in value for letter in '\\"')):
        yield single
    yield doubled


def _escape(match: re.Match[str]) -> str:
    letter = match[0]
    return _ESCAPES.get(letter) or f"\\u{ord(letter):04x}"


def _patched(written: str, scalar: Scalar, value: str) -> str | None:
    """Return what is written with only the words changed that differ, so that lines stay broken as they are."""
    quote = scalar.style
    inner = written[len(quote) : len(written) - len(quote)]
    typed, old, new = _BLANKS.split(inner), _BLANKS.split(scalar.value), _BLANKS.split(value)
    if len(typed) != len(old):
        return None
    before, after = alike(old, new)
    words = new[before : len(new) - after]
    if quote:
        words = [_quoted(word, quote) for word in words]
    return quote + "".join((*typed[:before], *words, *typed[len(typed) - after :])) + quote


def _quoted(word: str, quote: str) -> str:
    return word.replace("'", "''") if quote == "'" else _ESCAPED.sub(_escape, word)


def _block(text: str, start: int, scalar: Scalar, value: str) -> Iterator[Edit]:
    header = _HEADER.match(text, start, scalar.end)
    if header is None:
        return
    lines = text[header.end() : scalar.end].split("\n")
    while lines and not lines[-1].strip(" "):
        lines.pop()
    end = header.end() + len("\n".join(lines)) if lines else header.start(3)
    indent = _indent(lines, scalar.value)
    if indent and value:
        body = _literal if scalar.style == "|" else _folded
        written = body(lines, scalar.value, value, indent)
        if written is not None:
            yield Edit(header.end(), end, written)
    yield Edit(start, end, '"' + _ESCAPED.sub(_escape, value) + '"' + header[2])


def _indent(lines: list[str], value: str) -> str:
    """Return the blanks before each line of a block that do not belong to its value."""
    typed = next((line for line in lines if line.strip(" ")), "")
    said = next((line for line in value.split("\n") if line.strip(" ")), "")
    return " " * (len(typed) - len(typed.lstrip(" ")) - (len(said) - len(said.lstrip(" "))))


def _literal(lines: list[str], old: str, new: str, indent: str) -> str | None:
    before_lines, after_lines = old.rstrip("\n").split("\n"), new.rstrip("\n").split("\n")
    if len(before_lines) != len(lines):
        return None
    before, after = alike(before_lines, after_lines)
    changed = [indent + line if line else "" for line in after_lines[before : len(after_lines) - after]]
    return "\n".join((*lines[:before], *changed, *lines[len(lines) - after :]))


def _folded(lines: list[str], old: str, new: str, indent: str) -> str | None:
    typed = _BLANKS.split("\n".join(lines)[len(indent) :])
    said, wanted = _BLANKS.split(old.rstrip("\n")), _BLANKS.split(new.rstrip("\n"))
    if len(typed) != len(said):
        return None
    before, after = alike(said, wanted)
    # Of two line ends in a row, folding takes one away (YAML 1.2.2, 6.5).
    changed = [f"\n{item}{indent}" if "\n" in item else item for item in wanted[before : len(wanted) - after]]
    return indent + "".join((*typed[:before], *changed, *typed[len(typed) - after :]))
