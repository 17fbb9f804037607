"""Two sequences become how far they are alike at both ends."""

from __future__ import annotations

from collections.abc import Sequence


def alike(old: Sequence[str], new: Sequence[str]) -> tuple[int, int]:
    """Return how many items (or letters) are the same at the start, and at the end of what is left."""
    least = min(len(old), len(new))
    before = next((index for index in range(least) if old[index] != new[index]), least)
    least -= before
    after = next((index for index in range(least) if old[-1 - index] != new[-1 - index]), least)
    return before, after
