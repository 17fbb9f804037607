"""Records become records without the office's notes, which go no further than the checks."""

from __future__ import annotations

from typing import TypeVar

from reportgen.model import Noted

N = TypeVar("N", bound=Noted)
_WITHIN = ("statements", "indicators", "outputs", "facts")
"""Fields that hold records which may have notes of their own."""


def without_notes(record: N) -> N:
    """Return `record` without its note and those within it; the same object where there are none."""
    changed: dict[str, object] = {}
    for name in _WITHIN:
        held: tuple[Noted, ...] = record.__dict__.get(name, ())
        kept = tuple(without_notes(each) for each in held)
        if any(new is not old for new, old in zip(kept, held, strict=True)):
            changed[name] = kept
    return record.unnoted(**changed) if changed or record.note else record
