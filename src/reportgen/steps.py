"""Steps of a build become a progress bar, on a terminal and on work that takes over a second; elsewhere nothing."""

from __future__ import annotations

import os
import sys
import time
from typing import Any

STEPS = 6
"""About as many steps as one language of a build has."""


class Steps:
    """Called with the name of each step as it begins, and with an empty one at the end."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._shown = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
        self._bar: Any = None
        self._task: Any = None

    def __call__(self, step: str) -> None:
        """Show `step`; the bar is only made once a second has passed."""
        if not self._shown:
            return
        if not step:
            if self._bar is not None:
                self._bar.stop()
            return
        if self._bar is None and time.monotonic() - self._began > 0.5:
            from rich.console import Console
            from rich.progress import Progress

            self._bar = Progress(console=Console(stderr=True), transient=True)
            self._task = self._bar.add_task(step, total=STEPS)
            self._bar.start()
        if self._bar is not None:
            self._bar.update(self._task, advance=1, description=step)
