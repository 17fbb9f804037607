"""Values become YAML and CSV in a folder beside the one that is wanted, which takes its place when all of it is whole."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
from collections.abc import Mapping, Sequence
from json.encoder import encode_basestring
from pathlib import Path
from typing import Any, TextIO, cast

from reportgen.errors import WorkspaceError
from reportgen.iati.values import Texts

MARK = "# An import of IATI files"
"""The beginning of iati-extra.yaml, by which an earlier import is known."""
HEAD = """\
# Made of IATI files by `reportgen import iati`; from here on it is yours to edit.
# The rule: an activity is an outcome. Its results stand under it, each as what its type says; only one that says what the
# activity says gives its indicators to the outcome itself. An indicator or result that is repeated word for word is one.
# For you to declare, beneath the `measure` of each indicator: `accumulation: sum` (years add up), `cumulative` (each value
# holds the years before), `latest` (the newest stands) or `none`. Until then it gets no total and no status."""
EXTRA = f"""\
{MARK}: what they say and the workspace has no place for, by activity. Nothing reads this file; keep it.
activities:"""
LONGEST = 600
"""Letters of a value or comment that a table has room for; the whole stands in iati-extra.yaml."""
_KEY = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")


def quoted(text: str) -> str:
    """Return a text as a scalar; a JSON string is a YAML string, whatever stands in it."""
    return encode_basestring(text)


class Flow(dict[str, Any]):
    """What is written in one line, however much it holds."""


_flow = json.JSONEncoder(ensure_ascii=False).encode


def by_language(texts: Texts) -> str:
    """Return a text in one or several languages."""
    if set(texts) <= {""}:
        return quoted(texts.get("", ""))
    return "{" + ", ".join(f"{code or 'und'}: {quoted(text)}" for code, text in texts.items()) + "}"


def block(value: Any, indent: int = 0) -> list[str]:
    """Return the lines of nested mappings, lists and texts; what is empty is left out."""
    lines: list[str] = []
    _put(value, " " * indent, lines)
    return lines


def in_one_line(item: Any) -> str:
    """Return an item of a list in an activity, with all that is in it; JSON is YAML, and is written ten times as fast."""
    return f"      - {_flow(item)}"


def _put(value: Any, pad: str, lines: list[str]) -> None:
    if isinstance(value, dict):
        for key, inner in cast("dict[str, Any]", value).items():
            if inner is None or inner == "" or inner == [] or inner == {}:
                continue
            name = key if _KEY.fullmatch(key) else quoted(key)
            if isinstance(inner, (dict, list)):
                before = len(lines)
                lines.append(f"{pad}{name}:")
                _put(inner, pad + "  ", lines)
                if len(lines) == before + 1:  # nothing in it is said
                    lines.pop()
            else:
                lines.append(f"{pad}{name}: {_scalar(inner)}")
        return
    for item in cast("list[Any]", value):
        if type(item) is Flow:
            lines.append(f"{pad}- {_flow(item)}")
        elif isinstance(item, (dict, list)):
            first = len(lines)
            _put(item, pad + "  ", lines)
            if len(lines) > first:
                lines[first] = f"{pad}- {lines[first][len(pad) + 2 :]}"
        elif item is not None:
            lines.append(f"{pad}- {_scalar(item)}")


def _scalar(value: Any) -> str:
    return str(value) if type(value) is int else quoted(str(value))


class Table:
    """Rows that are written aside until all columns are known, since texts may come in any language."""

    def __init__(
        self, folder: Path | None, name: str, columns: tuple[str, ...], localized: tuple[str, ...] = ()
    ) -> None:
        """Begin a table in `folder`; without one, rows are counted only."""
        self.name, self.columns, self.localized = name, columns, localized
        self.rows = 0
        self._folder = folder
        self._languages: dict[str, None] = {}
        self._spool: TextIO | None = None

    def add(self, row: Mapping[str, str], texts: Mapping[str, Texts] | None = None) -> None:
        """Add a row; `texts` are those of its columns that may have several languages."""
        self.rows += 1
        if self._folder is None:
            return
        cells = dict(row)
        for column, by_code in (texts or {}).items():
            for code, text in by_code.items():
                cells[f"{column}:{code}" if code else column] = text
                if code:
                    self._languages[code] = None
        if self._spool is None:
            self._spool = (self._folder / f".{self.name}.rows").open("w+", encoding="utf-8")
        self._spool.write(_flow(cells) + "\n")

    def close(self, most: int) -> int:
        """Write the table where it has rows, and return its size; of one larger than `most` the rest is left out."""
        if self._spool is None or self._folder is None:
            return 0
        headings = [
            heading
            for column in self.columns
            for heading in (column, *(f"{column}:{code}" for code in self._languages if column in self.localized))
        ]
        self._spool.seek(0)
        size = 0
        with (self._folder / self.name).open("w", encoding="utf-8", newline="") as file:
            text = io.StringIO()
            writer = csv.writer(text, lineterminator="\n")
            writer.writerow(headings)
            for line in self._spool:
                cells = json.loads(line)
                writer.writerow([cells.get(heading, "") for heading in headings])
                if text.tell() > 1 << 18:
                    size += file.write(text.getvalue())
                    text.seek(0)
                    text.truncate()
                    if size > most:
                        break
            size += file.write(text.getvalue())
        self._spool.close()
        (self._folder / f".{self.name}.rows").unlink()
        return size

    def discard(self) -> None:
        """Forget the rows."""
        if self._spool is not None:
            self._spool.close()


class Staging:
    """A folder beside the one that is wanted: it takes its place whole, or vanishes."""

    def __init__(self, folder: Path, *, replace: bool) -> None:
        """Look whether `folder` may be written, and make the one beside it.

        Raises:
            WorkspaceError: Something else than an earlier import stands there, or nothing can be written.
        """
        self.target = folder
        _refuse_other(folder, replace=replace)
        self.folder = folder.resolve().with_name(f".{folder.resolve().name}.new")
        shutil.rmtree(self.folder, ignore_errors=True)
        try:
            self.folder.mkdir(parents=True)
        except OSError as error:
            raise WorkspaceError(f"{folder} cannot be made: {error.strerror}. Name another place.") from None

    def write(self, name: str, lines: Sequence[str]) -> None:
        """Write one file."""
        (self.folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")

    def discard(self) -> None:
        """Remove what was made so far."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def commit(self) -> None:
        """Put the folder in its place."""
        for path in self.folder.iterdir():
            with path.open("rb") as file:
                os.fsync(file.fileno())
        target = self.target.resolve()
        old = target.with_name(f".{target.name}.old")
        shutil.rmtree(old, ignore_errors=True)
        if target.exists():
            target.rename(old)
        try:
            self.folder.rename(target)
        except OSError:
            if old.exists():
                old.rename(target)
            raise
        shutil.rmtree(old, ignore_errors=True)


WRITTEN = frozenset(
    "report.yaml office.yaml plan.yaml outcomes.yaml partners.yaml targets.csv results.csv finance.csv sdg.csv agreements.csv "
    "contributions.csv iati-extra.yaml".split()
)
"""What an import writes."""


def _refuse_other(folder: Path, *, replace: bool) -> None:
    """Let nothing of anybody's be overwritten but an earlier import, and that only if it was asked for."""
    if not folder.exists() and not folder.is_symlink():
        return
    if folder.is_symlink() or not folder.is_dir():
        raise WorkspaceError(f"{folder} is no folder of its own. Name one that does not exist yet.")
    names = sorted(path.name for path in folder.iterdir() if path.name not in (".reportgen", ".schemas"))
    if not names:
        return
    extra = folder / "iati-extra.yaml"
    earlier = False
    if extra.is_file():
        with extra.open(encoding="utf-8", errors="replace") as file:
            earlier = file.readline().startswith(MARK)
    others = [name for name in names if name not in WRITTEN]
    if not earlier or others:
        raise WorkspaceError(
            f"the folder {folder} is not empty (it holds {(others or names)[0]}), and nothing in it is overwritten. "
            "Name a new folder."
        )
    if not replace:
        raise WorkspaceError(f"the folder {folder} holds an earlier import. --replace puts the new one in its place.")
