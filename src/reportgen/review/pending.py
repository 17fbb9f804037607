"""The files of a workspace become what they would be after some changes; nothing is written yet.

Text is written back with the encoding and byte-order mark of its file, and line by line with the line ends that it had.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from difflib import SequenceMatcher
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Self

from reportgen.errors import WorkspaceError
from reportgen.files import CONTROL, atomic_write, decode, inside
from reportgen.findings import Place
from reportgen.review.alike import alike
from reportgen.review.values import value_at, with_value
from reportgen.review.values.text import Source, open_text

_LINE_END = re.compile(r"(\r\n|\r|\n)")
_WORKBOOK = re.compile(r"(?P<file>.+?\.xlsx)!(?P<cell>.+)", re.IGNORECASE | re.DOTALL)
_LINE = re.compile(r"(?P<file>.+?):(?P<line>\d+)(?::(?P<column>.*))?", re.DOTALL)


def place_of(text: str) -> Place | None:
    """Return the place that `str(place)` wrote; None where it names no line and no cell."""
    if match := _WORKBOOK.fullmatch(text):
        return Place(match["file"], cell=match["cell"])
    if match := _LINE.fullmatch(text):
        return Place(match["file"], int(match["line"]), match["column"] or "")
    return None


class Pending:
    """A workspace with changes that are not written yet; to be closed, as `with` does."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._new: dict[str, bytes] = {}
        self._shadow = TemporaryDirectory(prefix="reportgen-review-")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._shadow.cleanup()

    def text(self, name: str) -> str | None:
        """Return the text of a file as the loaders read it; None where there is none."""
        if name not in self._new and not inside(self._folder, name).exists():
            return None
        return open_text(self._root(name), name).text

    def set_text(self, name: str, text: str) -> None:
        """Make this the text of a file.

        Raises:
            WorkspaceError: The file is no text, or its encoding has no such letters.
        """
        self._put(name, rewritten(open_text(self._root(name), name), text))

    def value(self, place: Place) -> str:
        """Return what stands at a place, as typed."""
        return value_at(self._root(place.file), place)

    def set_value(self, place: Place, new: str) -> tuple[int, int]:
        """Write a value at a place; return by how many lines the file grew, and by how many characters its line did."""
        if place.cell:
            self._put(place.file, with_value(self._root(place.file), place, new))
            return 0, 0
        before = self._lines(place.file)
        self._put(place.file, with_value(self._root(place.file), place, new))
        after = self._lines(place.file)
        if len(before) != len(after):
            return len(after) - len(before), 0
        return 0, sum(map(len, after)) - sum(map(len, before))

    def _lines(self, name: str) -> list[str]:
        return open_text(self._root(name), name).text.split("\n")

    def swap_text(self, name: str, old: str, new: str) -> None:
        """Make `new` the text of a file that holds `old`.

        Raises:
            ValueError: It holds something else.
        """
        if self.text(name) != old:
            raise ValueError(name)
        self.set_text(name, new)

    def swap_value(self, place: Place, old: str, new: str) -> None:
        """Write `new` at a place that holds `old`.

        Raises:
            ValueError: It holds something else.
        """
        if self.value(place).strip() != old.strip():
            raise ValueError(place)
        self.set_value(place, new)

    def data(self, name: str) -> bytes:
        """Return the bytes of a file."""
        return self._new[name] if name in self._new else inside(self._folder, name).read_bytes()

    def exactly(self, name: str, candidates: Iterable[bytes], redo: Iterable[Callable[[Pending], None]]) -> None:
        """Where `redo`, done to an earlier state of a file, gives the file as it is on disk, make that state the new one.

        So a change that is taken back leaves no trace, such as another way of quoting.
        """
        now = inside(self._folder, name).read_bytes()
        for old in candidates:
            with Pending(self._folder) as again:
                again._put(name, old)
                try:
                    for each in redo:
                        each(again)
                except (WorkspaceError, ValueError):
                    continue
                if again.data(name) == now:
                    self._put(name, old)
                    return

    def changed(self) -> Iterator[tuple[Path, bytes]]:
        """Yield the files that changes were made to."""
        for name, data in self._new.items():
            yield self._folder / name, data

    def _root(self, name: str) -> Path:
        return Path(self._shadow.name) if name in self._new else self._folder

    def _put(self, name: str, data: bytes) -> None:
        inside(self._folder, name)
        atomic_write(Path(self._shadow.name) / name, data, lasting=False)
        self._new[name] = data


def rewritten(source: Source, text: str) -> bytes:
    """Return a file with another text: lines that stay keep their line ends, new ones take those of what they replace.

    Raises:
        WorkspaceError: The encoding of the file has no such letters.
    """
    parts = _LINE_END.split(source.raw)
    raw, ends = parts[::2], parts[1::2]
    new = text.split("\n")
    out: list[str] = []
    for old_start, old_end, start, end, same in _pairs(source.text.split("\n"), new):
        for index in range(start, end):
            old = old_start + index - start
            known = old < min(old_end, len(ends))
            out.append(raw[old] if same else new[index])
            out.append(ends[old] if known else source.newline)
    whole = "".join(out[:-1])  # the last line has no end
    try:
        data = whole.encode(source.encoding)
    except UnicodeEncodeError as error:
        raise _wrong_letter(source.name, error.object[error.start]) from None
    read = decode(data)
    if isinstance(read, str) or CONTROL.sub(" ", read.text) != text:
        raise _wrong_letter(source.name, next((letter for letter in text if letter > "\x7f"), ""))
    return data


def _pairs(old: list[str], new: list[str]) -> Iterator[tuple[int, int, int, int, bool]]:
    """Yield stretches of lines of the old and the new text, and whether they are the same."""
    before, after = alike(old, new)
    if before:
        yield 0, before, 0, before, True
    matcher = SequenceMatcher(None, old[before : len(old) - after], new[before : len(new) - after], autojunk=False)
    for tag, start, end, at, to in matcher.get_opcodes():
        yield start + before, end + before, at + before, to + before, tag == "equal"
    if after:
        yield len(old) - after, len(old), len(new) - after, len(new), True


def _wrong_letter(name: str, letter: str) -> WorkspaceError:
    what = f"the letter “{letter}” of the new words" if letter else "the new words"
    return WorkspaceError(
        f"{name} is saved in an old encoding (Windows-1252), in which {what} cannot be stored. "
        "Save the file as UTF-8, then accept the change again."
    )
