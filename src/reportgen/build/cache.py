"""A key becomes bytes that were made before: drawn figures and page numbers, disposable and shared by nobody.

A key names everything that shaped the bytes; what one audience sees never enters the key of another, since the key is made
from the projected spec itself.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from pathlib import Path

from reportgen.build.fresh import STATE
from reportgen.files import atomic_write


class Cache:
    """Small files under ``.reportgen/cache/`` of one workspace; a folder that cannot be written to caches nothing."""

    def __init__(self, folder: Path, code: str) -> None:
        self._home = folder / STATE / "cache"
        self._code = code

    def _path(self, kind: str, key: str) -> Path:
        digest = hashlib.sha256(f"{self._code}\0{key}".encode()).hexdigest()
        return self._home / kind / digest

    def get(self, kind: str, key: str) -> bytes | None:
        """Return the bytes of a key, or None. The content carries its own hash, so a torn file is no hit."""
        with suppress(OSError):
            data = self._path(kind, key).read_bytes()
            if hashlib.sha256(data[32:]).digest() == data[:32]:
                return data[32:]
        return None

    def put(self, kind: str, key: str, data: bytes) -> None:
        """Keep the bytes of a key."""
        with suppress(OSError):
            atomic_write(self._path(kind, key), hashlib.sha256(data).digest() + data, lasting=False)
