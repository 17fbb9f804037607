"""A field is an instruction with a cached result: right at opening, alive when one presses F9 (ECMA-376
Part 1, 17.16).

All runs of a field are alike: programs take the look of its result from the first of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Generator
from contextlib import contextmanager

from .word import Word
from .xml import Element, add

_NUMBER = re.compile(r"\d+(?!.*\d)")
NewRun = Callable[[], Element]


def open_field(new_run: NewRun, instruction: str) -> None:
    """Start a field; what is added next is its result."""
    add(new_run(), "w:fldChar", fldCharType="begin")
    add(new_run(), "w:instrText", f" {instruction} ", xml_space="preserve")
    add(new_run(), "w:fldChar", fldCharType="separate")


def close_field(new_run: NewRun) -> None:
    """End the innermost open field."""
    add(new_run(), "w:fldChar", fldCharType="end")


@contextmanager
def field(new_run: NewRun, instruction: str) -> Generator[None]:
    """Write a field around its result."""
    open_field(new_run, instruction)
    yield
    close_field(new_run)


def simple_field(new_run: NewRun, instruction: str, result: str) -> None:
    """Write a field with a result of plain text."""
    with field(new_run, instruction):
        add(new_run(), "w:t", result, xml_space="preserve")


def split_label(label: str) -> tuple[str, str, str]:
    """Return the words before the number of a label such as "Figure 3", the number, and what follows."""
    match = _NUMBER.search(label)
    if not match:
        return label, "", ""
    return label[: match.start()], match[0], label[match.end() :]


def sequence(word: Word, kind: str, number: str) -> str:
    """Return the instruction that counts captions; it starts anew where a number does not follow the last."""
    value = int(number)
    expected = word.counts[kind] + 1
    word.counts[kind] = value
    return rf"SEQ {kind} \* ARABIC" + ("" if value == expected else rf" \r {value}")
