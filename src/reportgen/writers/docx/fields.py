"""A field is an instruction with a cached result: right at opening, alive when one presses F9 (ECMA-376 Part 1, 17.16)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from .word import Word
from .xml import Element, add

_NUMBER = re.compile(r"\d+(?!.*\d)")


def open_field(parent: Element, instruction: str) -> None:
    """Start a field; what is added next is its result."""
    add(add(parent, "w:r"), "w:fldChar", fldCharType="begin")
    add(add(parent, "w:r"), "w:instrText", f" {instruction} ", xml_space="preserve")
    add(add(parent, "w:r"), "w:fldChar", fldCharType="separate")


def close_field(parent: Element) -> None:
    """End the innermost open field."""
    add(add(parent, "w:r"), "w:fldChar", fldCharType="end")


@contextmanager
def field(parent: Element, instruction: str) -> Iterator[None]:
    """Write a field around its result."""
    open_field(parent, instruction)
    yield
    close_field(parent)


def simple_field(parent: Element, instruction: str, result: str) -> None:
    """Write a field with a result of plain text."""
    with field(parent, instruction):
        add(add(parent, "w:r"), "w:t", result, xml_space="preserve")


def split_label(label: str) -> tuple[str, str, str]:
    """Return the words before the number of a label such as "Figure 3", the number, and what follows."""
    match = _NUMBER.search(label)
    if not match:
        return label, "", ""
    return label[: match.start()], match[0], label[match.end() :]


def sequence(word: Word, kind: str, number: str) -> str:
    """Return the instruction that counts captions; it starts anew where the printed number does not follow the last."""
    value = int(number)
    expected = word.sequences[kind] + 1
    word.sequences[kind] = value
    return rf"SEQ {kind} \* ARABIC" + ("" if value == expected else rf" \r {value}")
