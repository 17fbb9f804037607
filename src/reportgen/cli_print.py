"""Findings become lines for a person: one a line, coloured where somebody looks on, and their count."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportgen.findings import Finding


def say(text: str) -> None:
    """Print a line on standard error."""
    print(text, file=sys.stderr)


def print_findings(findings: tuple[Finding, ...], *, to_stdout: bool) -> None:
    """Print findings, each on a line, and their count; colour only where a person looks on."""
    stream = sys.stdout if to_stdout else sys.stderr
    colour = stream.isatty() and not os.environ.get("NO_COLOR")
    codes = {"error": "\033[31m", "warning": "\033[33m", "info": "\033[2m"}
    for finding in findings:
        line = str(finding)
        print(f"{codes[finding.severity]}{line}\033[0m" if colour else line, file=stream)
    counts = [f"{n} {name}{'s' if n != 1 and name != 'info' else ''}" for name in codes
              if (n := sum(f.severity == name for f in findings))]  # fmt: skip
    say(", ".join(counts) + "." if counts else "No findings.")
