"""A workspace becomes one that no other build touches: an operating system's lock, gone when its holder dies."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from reportgen.build.fresh import STATE
from reportgen.errors import LockedError


@contextmanager
def locked(folder: Path, wait: bool) -> Generator[None, None, None]:
    """Hold the workspace's lock; a workspace that cannot be written to needs none, since nothing is kept in it.

    Raises:
        LockedError: Another build holds it, and `wait` was not asked for.
    """
    lock = _lock(folder, wait)
    try:
        yield
    finally:
        if lock:
            lock.release()


def _lock(folder: Path, wait: bool) -> FileLock | None:
    home = folder / STATE
    if not folder.is_dir():
        return None
    try:
        home.mkdir(exist_ok=True)
        lock = FileLock(home / "lock", timeout=-1 if wait else 0)
        lock.acquire()
    except Timeout:
        raise LockedError(f"another build of {folder} is under way; `--wait` waits for it.") from None
    except OSError:
        return None
    return lock
