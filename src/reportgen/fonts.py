"""What fontconfig says becomes the families that are installed, which are those that pages are set in."""

from __future__ import annotations

import subprocess


def installed_families() -> frozenset[str] | None:
    """Return the families that are installed; None = there is no ``fc-list`` to ask."""
    try:
        listed = subprocess.run(
            ["fc-list", ":", "family"], capture_output=True, text=True, timeout=10, check=True, encoding="utf-8"
        )
    except (OSError, subprocess.SubprocessError, UnicodeDecodeError):
        return None
    # A font may go by several names, and fc-list escapes hyphens in them.
    return frozenset(name.strip().replace("\\", "") for line in listed.stdout.splitlines() for name in line.split(","))
