"""Bytes on disk become safe text, and finished work becomes files: whole or not at all."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import stat
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from reportgen.errors import WorkspaceError
from reportgen.findings import Card, Finding, Place
from reportgen.limits import MAX_TEXT_FILE

FILE_UNREADABLE = Card(
    "STR004",
    "file-unreadable",
    "error",
    why="A file that cannot be read leaves a hole in the report that no reader would notice.",
    example="results.csv is a folder, a link to another place, or closed to the user who builds.",
    mend="Put an ordinary, readable file of this name there.",
)
OLD_ENCODING = Card(
    "STR005",
    "old-encoding",
    "info",
    why="In another encoding than UTF-8, letters such as é or – can turn into others without a trace.",
    example="results.csv saved by a spreadsheet as “CSV (comma delimited)” on Windows.",
    mend="Save the file as UTF-8; in a spreadsheet choose “CSV UTF-8”.",
)
NOT_TEXT = Card(
    "STR006",
    "not-text",
    "error",
    why="Guessing at an unreadable file would print wrong words and wrong figures.",
    example="results.csv is a workbook that was renamed, or was saved as “Unicode text” (UTF-16).",
    mend="Save the file again as text in UTF-8; in a spreadsheet choose “CSV UTF-8”.",
)
CONTROL_CHARACTER = Card(
    "STR007",
    "control-character",
    "error",
    why="An invisible control character cannot be stored in a Word or PDF file, which then would not open.",
    example="A cell pasted from another program with a vertical tab (Ctrl+K) in it.",
    mend="Delete the invisible character; typing the line again removes it too.",
)
FILE_CARDS = (FILE_UNREADABLE, OLD_ENCODING, NOT_TEXT, CONTROL_CHARACTER)

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
"""What no XML, and so no Word file, may hold (XML 1.0, 2.2), and DEL."""

_SIGNATURES = (
    (b"PK\x03\x04", "a workbook or another packed file"),
    (b"\xd0\xcf\x11\xe0", "a workbook or document of old Office programs"),
    (b"%PDF", "a PDF file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
)


def atomic_write(path: Path, data: bytes, *, lasting: bool = True) -> None:
    """Put `data` under `path` so that a reader finds the old file or the new one, never a part of it.

    What is not `lasting` may be lost when the machine stops, which spares a wait for the disk.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name[:80]}.", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            # mkstemp makes files that only their owner may read; a deliverable is for everybody whom umask
            # lets in.
            os.fchmod(file.fileno(), 0o666 & ~_umask())
            if lasting:
                os.fsync(file.fileno())
        os.replace(name, path)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(name)
        raise
    if lasting:
        _sync_folder(path.parent)


def replace_folder(folder: Path, files: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Put a folder with these files in the place of `folder`: a reader finds the old one or the new one, never half of it.

    What an interrupted call left beside it is put right first. Returns the paths in the order of `files`.
    """
    new, old = (folder.with_name(f".{folder.name}.{mark}") for mark in ("new", "old"))
    if old.exists() and not folder.exists():
        old.rename(folder)
    for left in (new, old):
        shutil.rmtree(left, ignore_errors=True)
    try:
        for name, data in files.items():
            atomic_write(new / name, data)
        if folder.exists():
            folder.rename(old)
        new.rename(folder)
    except BaseException:
        if old.exists() and not folder.exists():
            old.rename(folder)
        shutil.rmtree(new, ignore_errors=True)
        raise
    _sync_folder(folder.parent)
    shutil.rmtree(old, ignore_errors=True)
    return tuple(folder / name for name in files)


def inside(root: Path, path: Path | str) -> Path:
    """Return `path` (taken from `root`) in full; refuse one that leaves `root` or goes through a link."""
    base = root.resolve()
    whole = base / path
    try:
        resolved = whole.resolve()
        within = resolved.is_relative_to(base)
    except (OSError, RuntimeError, ValueError):
        within, resolved = False, whole
    if not within:
        raise WorkspaceError(f"“{path}” leads out of the folder {root}. Only files inside it are read.")
    step = base
    for part in Path(path).parts if not Path(path).is_absolute() else whole.relative_to(base).parts:
        step = step / part
        if step.is_symlink():
            raise WorkspaceError(f"“{path}” goes through a symbolic link ({step.name}). Put the file itself there.")
    return resolved


def read_bytes(path: Path, name: str, limit: int) -> tuple[bytes | None, tuple[Finding, ...]]:
    """Return the bytes of an ordinary file of at most `limit` bytes; `name` stands in findings."""
    place = Place(name)
    try:
        # Neither follow a link nor wait for the other end of a named pipe.
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(descriptor, "rb") as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                return None, (_unreadable(place, f"{name} is not an ordinary file."),)
            data = file.read(limit + 1)
    except OSError as error:
        return None, (_unreadable(place, _reason(name, path, error)),)
    if len(data) > limit:
        message = f"{name} is larger than {_size(limit)}, the most that is read."
        return None, (_unreadable(place, message, found=_size(status.st_size), expected=f"at most {_size(limit)}"),)
    return data, ()


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with ``\\n`` line ends, and what is needed to write it back as it was.

    Attributes:
        text: The text, without byte-order mark.
        encoding: ``utf-8``, ``utf-8-sig`` or ``cp1252``.
        newline: ``\\n``, ``\\r\\n`` or ``\\r``: the first that the file uses.
    """

    text: str
    encoding: Literal["utf-8", "utf-8-sig", "cp1252"]
    newline: str


def decode(data: bytes) -> Decoded | str:
    """Return the text of `data`, or, where it is none, why in a few words."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "is saved as UTF-16 (“Unicode text”)"
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            return f"is {what}, not text"
    if (nul := data.find(b"\0")) >= 0:
        if data.count(b"\0") * 3 > len(data):
            return "is saved as UTF-16 (“Unicode text”)"
        line = data.count(b"\n", 0, nul) + 1
        return f"holds a NUL character in line {line}, so it is not text"
    encoding = "utf-8-sig" if data.startswith(b"\xef\xbb\xbf") else "utf-8"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        # A few broken letters among many sound ones: UTF-8 that was damaged, which Windows-1252 would garble.
        sound = sum(character > "\x7f" for character in data.decode("utf-8", "ignore"))
        broken = sum(character == "\ufffd" for character in data.decode("utf-8", "replace"))
        line = data.count(b"\n", 0, error.start) + 1
        if sound > broken:
            return f"holds letters that are not UTF-8 among others that are, the first in line {line}"
        try:
            text, encoding = data.decode("cp1252"), "cp1252"
        except UnicodeDecodeError:
            return f"holds bytes that are text in no encoding known here, the first in line {line}"
    ending = re.search(r"\r\n|\r|\n", text)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return Decoded(text, encoding, ending[0] if ending else "\n")


def read_text(path: Path, name: str, limit: int = MAX_TEXT_FILE) -> tuple[str | None, tuple[Finding, ...]]:
    """Return the text of a file with ``\\n`` line ends, and notes; None where it cannot be read.

    UTF-8 is expected, a byte-order mark is dropped, Windows-1252 is read with a note. `name` stands in
    findings. A control character is found and replaced by a space, so that every other character keeps its
    place.
    """
    data, notes = read_bytes(path, name, limit)
    if data is None:
        return None, notes
    decoded = decode(data)
    if isinstance(decoded, str):
        return None, (NOT_TEXT.at(Place(name), f"{name} {decoded}."),)
    findings = list(notes)
    if decoded.encoding == "cp1252":
        message = f"{name} is not UTF-8; it was read as Windows-1252. Look whether its accents are right."
        findings.append(OLD_ENCODING.at(Place(name), message, found="Windows-1252", expected="UTF-8"))
    text = decoded.text
    if CONTROL.search(text):
        for match in list(CONTROL.finditer(text))[:20]:
            start = match.start()
            line, column = text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)
            code = f"U+{ord(match[0]):04X}"
            message = f"An invisible control character ({code}) stands here."
            findings.append(CONTROL_CHARACTER.at(Place(name, line, str(column)), message, found=code))
        text = CONTROL.sub(" ", text)
    return text, tuple(findings)


def _unreadable(place: Place, message: str, *, found: str = "", expected: str = "") -> Finding:
    return FILE_UNREADABLE.at(place, message, found=found, expected=expected)


def _reason(name: str, path: Path, error: OSError) -> str:
    if path.is_symlink():
        return f"{name} is a symbolic link. Links are not followed."
    if isinstance(error, PermissionError):
        return f"{name} may not be read by this user."
    if isinstance(error, IsADirectoryError):
        return f"{name} is a folder; a file is expected."
    if isinstance(error, FileNotFoundError):
        return f"{name} is missing."
    return f"{name} cannot be read: {error.strerror or error}."


def _size(count: int) -> str:
    return f"{count / 2**20:.1f} MB"


def _umask() -> int:
    # The only way to read the mask is to set it; a clash with another thread would leave the mask as it was.
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
