"""Whole processes become measured runs: wall time, processor time of the process and its children, peak memory.

This program stays small on purpose: Linux counts the memory of the process that starts another into the peak of
the one started, so nothing heavy is imported here.
"""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median


@dataclass(frozen=True, slots=True)
class Run:
    """What one run took: seconds of wall time, of processor time (user and system), megabytes at the peak."""

    wall: float
    cpu: float
    peak: float


def run(command: Sequence[str | Path], env: Mapping[str, str], log: Path) -> Run:
    """Run a command to its end, its messages in `log`.

    The peak is that of the largest process of the tree; processor time is that of the whole tree, as far as each
    process waited for its own.

    Raises:
        RuntimeError: The command failed; the end of its messages is told.
    """
    with log.open("wb") as messages:
        start = time.perf_counter()
        process = subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=messages,
            env=dict(env),
        )
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        said = log.read_text(encoding="utf-8", errors="replace")[-2000:]
        raise RuntimeError(f"{' '.join(map(str, command))} ended with {process.returncode}:\n{said}")
    return Run(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def middle(runs: Sequence[Run]) -> Run:
    """Return the medians of several runs."""
    return Run(median(r.wall for r in runs), median(r.cpu for r in runs), median(r.peak for r in runs))
