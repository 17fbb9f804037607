"""What a build reads and what it wrote become a record, so that a build with nothing changed does nothing.

This module imports nothing heavy: a build that has nothing to do must end before matplotlib and WeasyPrint are loaded.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path
from typing import Any, cast

from reportgen.files import atomic_write
from reportgen.findings import Finding, Place
from reportgen.resources import templates

STATE = ".reportgen"
"""Folder in the workspace for what can be made again: cache, build record, lock."""
LEDGER = "disclosure-ledger.yaml"
"""What donors were told so far; no build reads it, only packs do."""
REVIEWS = "reviews"
"""Folder of the rounds of review; no build reads it."""
LIBRARIES = (
    "weasyprint",
    "pydyf",
    "matplotlib",
    "python-docx",
    "xlsxwriter",
    "jinja2",
    "babel",
    "lxml",
    "pillow",
    "pikepdf",
)


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked for; with the inputs, templates and code it decides what comes out."""

    folder: Path
    out: Path
    formats: tuple[str, ...]
    languages: tuple[str, ...]
    audience: str
    strict: bool = False
    extra: Path | None = None


def _hash_tree(digest: Any, root: Path, pattern: str = "*") -> None:
    for path in sorted(root.rglob(pattern)):
        if (
            path.name == LEDGER
            or path.name.startswith("~$")  # stands there while a spreadsheet has the workbook open
            or path.relative_to(root).parts[0] == REVIEWS
            or STATE in path.parts
            or "__pycache__" in path.parts
            or not path.is_file()
            or path.is_symlink()
        ):
            continue
        digest.update(str(path.relative_to(root)).encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())


def code_key() -> str:
    """Return a hash of the package's code, its templates and the versions of the libraries that shape pages."""
    digest = hashlib.sha256()
    _hash_tree(digest, Path(__file__).resolve().parents[1], "*.py")
    _hash_tree(digest, templates())
    for name in LIBRARIES:
        digest.update(f"{name}={metadata.version(name)};".encode())
    return digest.hexdigest()


def request_key(request: Request) -> str:
    """Return a hash of everything that a build reads."""
    digest = hashlib.sha256(code_key().encode())
    _hash_tree(digest, request.folder)
    if request.extra:
        _hash_tree(digest, request.extra)
    asked = (request.formats, request.languages, request.audience, request.strict, str(request.out.resolve()))
    digest.update(repr(asked).encode())
    return digest.hexdigest()


def _record(folder: Path) -> Path:
    return folder / STATE / "build.json"


def _read(folder: Path) -> dict[str, Any]:
    with suppress(OSError, ValueError):
        data: Any = json.loads(_record(folder).read_text(encoding="utf-8"))
        held = cast("dict[str, Any]", data) if isinstance(data, dict) else {}
        if isinstance(held.get("builds"), dict):
            return held
    return {"version": 1, "builds": {}}


def _finding(held: dict[str, Any]) -> Finding:
    fields: dict[str, Any] = dict(held)
    fields["place"] = Place(**held["place"])
    return Finding(**fields)


def unchanged(request: Request, key: str) -> tuple[tuple[Path, ...], tuple[Finding, ...]] | None:
    """Return paths and findings of an earlier build of the same key whose files all stand as they were written."""
    build = _read(request.folder)["builds"].get(key)
    try:
        files: Mapping[str, str] = build["files"]
        for name, digest in files.items():
            if hashlib.sha256(Path(name).read_bytes()).hexdigest() != digest:
                return None
        findings = tuple(_finding(each) for each in build["findings"])
    except (OSError, TypeError, KeyError):
        return None
    home = request.out.resolve()
    return tuple(request.out / Path(name).relative_to(home) for name in files), findings


def remember(request: Request, key: str, files: Mapping[Path, bytes], findings: Iterable[Finding]) -> None:
    """Write the record of a build that is done; a workspace that cannot be written to simply has none."""
    data = _read(request.folder)
    builds: dict[str, Any] = data["builds"]
    builds.pop(key, None)
    builds[key] = {
        "files": {str(path.resolve()): hashlib.sha256(content).hexdigest() for path, content in files.items()},
        "findings": [asdict(finding) for finding in findings],
    }
    data["builds"] = dict(list(builds.items())[-20:])
    with suppress(OSError):
        atomic_write(_record(request.folder), json.dumps(data, ensure_ascii=False, indent=1).encode())
