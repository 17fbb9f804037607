"""Several files of a workspace become other files together or not at all, and can be put back.

Before anything is written, a journal says what stood there: ``reviews/<round>/undo/<NNNN>.json``. Whoever calls
holds the workspace's lock (`reportgen.build.locking.locked`).
"""

from __future__ import annotations

import base64
import contextlib
import glob
import hashlib
import json
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from reportgen.errors import WorkspaceError
from reportgen.files import atomic_write, inside
from reportgen.review.rounds import FOLDER, round_folder

KEPT = 100
"""Journals that a round keeps: so many steps can be undone."""
_NAME = re.compile(r"(\d{4,})\.json")
_UNFINISHED = ('{"state": "writing"', '{"state": "undoing"')


class _Was(BaseModel):
    """One file: its path in the workspace, its bytes before (base64; None = there was none), and a hash of the new ones."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    path: str
    old: str | None
    new: str | None

    def before(self) -> bytes | None:
        return None if self.old is None else base64.b64decode(self.old)


class Journal(BaseModel):
    """What one step did. `state` stands first, so that it is read without the rest."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    state: Literal["writing", "done", "undoing"]
    what: str
    files: tuple[_Was, ...]

    def before(self, name: str) -> bytes | None:
        """Return what a file held before this step; None where it did not exist, or the step left it alone."""
        return next((each.before() for each in self.files if each.path == name), None)


class Store:
    """The files of a workspace, as one round changes them."""

    def __init__(self, folder: Path, round_: str) -> None:
        self.folder, self.round = folder, round_
        self.home = round_folder(folder, round_) / "undo"

    def commit(self, files: Mapping[Path, bytes | None], what: str) -> tuple[Path, ...]:
        """Write all of these files (None = delete), and return those that are others now.

        Args:
            files: Paths, in full or from the workspace on, and what they shall hold.
            what: What the step does, for people: ``accepted 3 and 5``.

        Raises:
            WorkspaceError: A file cannot be written; all are as they were.
        """
        wanted = {self._path(path): data for path, data in files.items()}
        now = {path: _read(path) for path in wanted}
        changed = {path: data for path, data in wanted.items() if data != now[path]}
        if not changed:
            return ()
        was = tuple(
            _Was(path=self._name(path), old=_packed(now[path]), new=_hash(data)) for path, data in changed.items()
        )
        journals = self._journals()
        journal = self.home / f"{1 + max(journals, default=0):04d}.json"
        record = Journal(state="writing", what=what, files=was)
        try:
            _write(journal, _as_bytes(record))
            for path, data in changed.items():
                _write(path, data)
            _write(journal, _as_bytes(record.model_copy(update={"state": "done"})))
        except BaseException as error:
            self._put_back({path: now[path] for path in changed}, journal, None, error)
            raise
        for number in sorted(journals)[: len(journals) + 1 - KEPT]:
            with contextlib.suppress(OSError):
                journals[number].unlink()
        return tuple(changed)

    def undo(self) -> Journal:
        """Put back what the last step changed, and return what it was.

        Raises:
            WorkspaceError: There is no such step; a file says something else by now; a file cannot be written.
        """
        journals = self._journals()
        if not journals:
            raise WorkspaceError(f"there is nothing to undo in {self.round}.")
        journal = journals[max(journals)]
        record = _journal(journal)
        files = {self._path(self.folder / each.path): each for each in record.files}
        now = {path: _read(path) for path in files}
        for path, each in files.items():
            if _hash(now[path]) != each.new:
                raise WorkspaceError(
                    f"{each.path} was changed after the last step ({record.what}), so nothing was undone. "
                    "Take that change out first, or change the file by hand."
                )
        held = journal.read_bytes()
        try:
            _write(journal, _as_bytes(record.model_copy(update={"state": "undoing"})))
            for path, each in files.items():
                _write(path, each.before())
            _write(journal, None)
        except BaseException as error:
            self._put_back(now, journal, held, error)
            raise
        return record

    def recover(self) -> tuple[str, ...]:
        """Put back what a step that was interrupted had written, and say so, in sentences."""
        said: list[str] = []
        for _, journal in sorted(self._journals().items()):
            with open(journal, encoding="utf-8", errors="replace") as file:
                if not file.read(40).startswith(_UNFINISHED):
                    continue
            record = _journal(journal)
            left: list[str] = []
            try:
                for each in record.files:
                    path = self._path(self.folder / each.path)
                    _sweep(path)
                    if _hash(_read(path)) == each.new:
                        _write(path, each.before())
                    elif _read(path) != each.before():
                        left.append(each.path)
                _write(journal, None)
            except OSError as error:
                raise WorkspaceError(
                    _failed(error, f"an interrupted step ({record.what}) is not put back yet")
                ) from None
            undone = (
                "was undone to the end" if record.state == "undoing" else "was put back: nothing of it is in the files"
            )
            said.append(f"A step that was interrupted ({record.what}) {undone}.")
            said += [f"{name} was changed since that step, so it stays as it is. Look at it." for name in left]
        return tuple(said)

    def history(self) -> Iterator[Journal]:
        """Yield what was done, the last step first."""
        for _, journal in sorted(self._journals().items(), reverse=True):
            yield _journal(journal)

    def _put_back(
        self, files: Mapping[Path, bytes | None], journal: Path, record: bytes | None, error: BaseException
    ) -> None:
        """Make all files what they were, the journal last; for a file that failed, raise a sentence in its stead."""
        try:
            for path, data in (*files.items(), (journal, record)):
                if _read(path) != data:
                    _write(path, data)
        except OSError as second:
            words = "some files are changed and some are not; the next `reportgen review` command puts them back"
            raise WorkspaceError(_failed(second, words)) from None
        if isinstance(error, OSError):
            raise WorkspaceError(_failed(error, "nothing was changed")) from None

    def _journals(self) -> dict[int, Path]:
        if not self.home.is_dir():
            return {}
        found = ((_NAME.fullmatch(path.name), path) for path in self.home.iterdir())
        return {int(match[1]): path for match, path in found if match}

    def _path(self, path: Path) -> Path:
        """Return a path in full; a journal that came with the workspace leads nowhere else."""
        try:
            name = path.absolute().relative_to(self.folder.absolute())
        except ValueError:
            name = path
        return inside(self.folder, name)

    def _name(self, path: Path) -> str:
        return path.relative_to(self.folder.resolve()).as_posix()


def recover(folder: Path) -> tuple[str, ...]:
    """Put back what steps that were interrupted had written, in all rounds of a workspace, and say so."""
    home = folder / FOLDER
    names = sorted(path.parent.name for path in home.glob("*/undo")) if home.is_dir() else []
    return tuple(said for name in names for said in Store(folder, name).recover())


def interrupted(folder: Path) -> bool:
    """Whether a step was interrupted, or is under way."""
    for path in (folder / FOLDER).glob("*/undo/*.json"):
        with contextlib.suppress(OSError), open(path, encoding="utf-8", errors="replace") as file:
            if file.read(40).startswith(_UNFINISHED):
                return True
    return False


def _write(path: Path, data: bytes | None) -> None:
    """Write or delete a file; who may read it stays as it is."""
    if data is None:
        path.unlink(missing_ok=True)
        return
    mode = path.stat().st_mode if path.exists() else None
    atomic_write(path, data)
    if mode is not None and path.stat().st_mode != mode:
        os.chmod(path, mode & 0o7777)


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise WorkspaceError(_failed(error, "nothing was changed")) from None


def _sweep(path: Path) -> None:
    """Take away what a write that was cut off left beside a file."""
    for left in path.parent.glob(f".{glob.escape(path.name[:80])}.*.part"):
        left.unlink(missing_ok=True)


def _failed(error: OSError, words: str) -> str:
    where = error.filename2 or error.filename or "a file"
    return f"{where} cannot be written ({error.strerror or error}): {words}."


def _packed(data: bytes | None) -> str | None:
    return None if data is None else base64.b64encode(data).decode()


def _hash(data: bytes | None) -> str | None:
    return None if data is None else hashlib.sha256(data).hexdigest()


def _as_bytes(record: Journal) -> bytes:
    return (json.dumps(record.model_dump(), ensure_ascii=False) + "\n").encode()


def _journal(path: Path) -> Journal:
    try:
        return Journal.model_validate_json(path.read_bytes())
    except (OSError, ValidationError):
        raise WorkspaceError(f"{path} cannot be read, so nothing is undone. Restore it from a copy.") from None
