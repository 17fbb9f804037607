"""A place and a new value become the bytes of its file with that one value changed.

Nothing else of the file changes: not a line end, a comment, or the way in which another value is written. `text`
opens YAML, CSV and Markdown and writes them back; `csv`, `yaml` (with `styles`) and `xlsx` (with `cell`)
find the value and put the new one in its stead.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Protocol

from reportgen.errors import WorkspaceError
from reportgen.files import CONTROL
from reportgen.findings import Place
from reportgen.review.values import csv, xlsx, yaml

__all__ = ["value_at", "with_value"]


class _Format(Protocol):
    def value_at(self, root: Path, place: Place) -> str: ...
    def with_value(self, root: Path, place: Place, new: str) -> bytes: ...


_FORMATS: Mapping[str, _Format] = {".csv": csv, ".yaml": yaml, ".yml": yaml, ".md": yaml, ".xlsx": xlsx}


def value_at(root: Path, place: Place) -> str:
    """Return what stands at a place of the workspace in `root`, as typed; nothing where a cell is empty.

    Raises:
        WorkspaceError: The place is not there any more, or holds no single value that can be changed.
    """
    return _format(place).value_at(root, place)


def with_value(root: Path, place: Place, new: str) -> bytes:
    """Return the file that `place` is in, with `new` as the value there; nothing is written.

    Raises:
        WorkspaceError: As for `value_at`, or the file cannot hold this text.
    """
    module = _format(place)
    new = re.sub(r"\r\n?", "\n", new)
    if found := CONTROL.search(new):
        raise WorkspaceError(
            f"The new value for {place} holds an invisible control character (U+{ord(found[0]):04X}). Type it again."
        )
    if any("\ud800" <= letter <= "\udfff" for letter in new):
        raise WorkspaceError(f"The new value for {place} holds half a letter (a lone surrogate). Type it again.")
    return module.with_value(root, place, new)


def _format(place: Place) -> _Format:
    suffix = PurePosixPath(place.file).suffix.lower()
    if suffix not in _FORMATS:
        raise WorkspaceError(f"{place} stands in no table or YAML file, so its value cannot be changed from here.")
    return _FORMATS[suffix]
