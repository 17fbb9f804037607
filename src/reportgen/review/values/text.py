"""A text file of the workspace becomes text that is written back as it was but for one piece."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Literal

from reportgen.errors import WorkspaceError
from reportgen.files import CONTROL, decode, inside, read_bytes
from reportgen.limits import MAX_TEXT_FILE
from reportgen.review.alike import alike

_LINE_END = re.compile(r"\r\n?|\n")


@dataclass(frozen=True, slots=True)
class Source:
    """A text file.

    Attributes:
        name: Its path in the workspace, for messages.
        data: Its bytes.
        text: What the loaders read: ``\\n`` line ends, a space for each control character.
        raw: The text as it stands, without byte-order mark.
        encoding: ``utf-8``, ``utf-8-sig`` or ``cp1252``.
        newline: The line end that the file uses first.
    """

    name: str
    data: bytes
    text: str
    raw: str
    encoding: Literal["utf-8", "utf-8-sig", "cp1252"]
    newline: str

    def replaced(self, start: int, end: int, new: str) -> bytes:
        """Return the file with `new` in the place of ``text[start:end]``.

        Line ends in `new` become those of the piece it replaces, else those of the file.

        Raises:
            WorkspaceError: The encoding of the file has no such letters.
        """
        whole = self.text[:start] + new + self.text[end:]
        ending = _LINE_END.search(self.raw, self._raw_offset(start), self._raw_offset(end))
        start, end, new = _narrowed(self.text, start, end, new)
        first, last = self._raw_offset(start), self._raw_offset(end)
        new = new.replace("\n", ending[0] if ending else self.newline)
        try:
            data = (self.raw[:first] + new + self.raw[last:]).encode(self.encoding)
        except UnicodeEncodeError as error:
            raise self._wrong_letter(error.object[error.start]) from None
        read = decode(data)
        # Windows-1252 is recognised by what it is not: other letters can turn all of it into something else.
        if isinstance(read, str) or CONTROL.sub(" ", read.text) != whole:
            raise self._wrong_letter(next((letter for letter in new if letter > "\x7f"), ""))
        return data

    def _raw_offset(self, offset: int) -> int:
        if "\r\n" not in self.raw:
            return offset
        passed = self.text.count("\n", 0, offset)
        return offset + sum(len(ending[0]) - 1 for ending in islice(_LINE_END.finditer(self.raw), passed))

    def _wrong_letter(self, letter: str) -> WorkspaceError:
        what = f"the letter “{letter}” of the new value" if letter else "the new value"
        return WorkspaceError(
            f"{self.name} is saved in an old encoding (Windows-1252), in which {what} cannot be stored. "
            "Save the file as UTF-8, then accept the change again."
        )


def open_text(root: Path, name: str) -> Source:
    """Return a text file of the workspace in `root`.

    Raises:
        WorkspaceError: It is missing, leads out of the workspace, or is no text.
    """
    data, findings = read_bytes(inside(root, name), name, MAX_TEXT_FILE)
    if data is None:
        raise WorkspaceError(f"{findings[0].message} {findings[0].hint}")
    decoded = decode(data)
    if isinstance(decoded, str):
        raise WorkspaceError(f"{name} {decoded}. Save it as text in UTF-8.")
    raw = data.decode(decoded.encoding)
    return Source(name, data, CONTROL.sub(" ", decoded.text), raw, decoded.encoding, decoded.newline)


def _narrowed(text: str, start: int, end: int, new: str) -> tuple[int, int, str]:
    """Leave out what begins and ends alike, so that its line ends stay as they are."""
    before, after = alike(text[start:end], new)
    return start + before, end - after, new[before : len(new) - after]
