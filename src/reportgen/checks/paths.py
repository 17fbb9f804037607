"""A path that leads nowhere becomes the paths that were probably meant, one step at a time."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches

from reportgen.facts.grammar import spell

Steps = tuple[str, ...]
SHOWN = 3
_YEAR = re.compile(r"\d{4}")


def is_year(step: str) -> bool:
    """Say whether a step of a path is a year."""
    return _YEAR.fullmatch(step) is not None


class Paths:
    """All paths as a tree: a search among the names of one step is far quicker than one among all paths."""

    def __init__(self, paths: Iterable[Steps]) -> None:
        self.under: dict[Steps, dict[str, None]] = {}
        self.whole = dict.fromkeys(paths)
        for path in self.whole:
            for length in range(len(path)):
                self.under.setdefault(path[:length], {})[path[length]] = None

    def near(self, path: Steps) -> tuple[str, ...]:
        """Return up to three paths near `path`: with a step spelled otherwise, or going on from it; never another year's."""
        found = self._mend((), path)
        if not found:
            known = self._known(path)
            # What goes on from a root alone, such as any indicator, is near nothing.
            wide = len(known) > 1 and not any(map(is_year, path))
            found = self._on(known) if known == path or wide else ()
        return tuple(spell(each) for each in found[:SHOWN])

    def _mend(self, done: Steps, rest: Steps) -> tuple[Steps, ...]:
        """Return paths that follow `rest` from `done`, with unknown steps replaced by names near them."""
        if not rest:
            return (done,) if done in self.whole else self._on(done)
        names = self.under.get(done, {})
        step = rest[0]
        if step in names:
            return self._mend((*done, step), rest[1:])
        if is_year(step):
            return ()
        near = [name for name in get_close_matches(step[:80], names, SHOWN, 0.6) if not is_year(name)]
        return tuple(each for name in near for each in self._mend((*done, name), rest[1:])[:1])

    def _known(self, path: Steps) -> Steps:
        """Return the longest beginning of `path` that exists."""
        while path and path not in self.under:
            path = path[:-1]
        return path

    def _on(self, done: Steps) -> tuple[Steps, ...]:
        """Return a few paths that go on from `done`, each by another step."""
        found: list[Steps] = []
        for name in list(self.under.get(done, {}))[-SHOWN:]:
            path = (*done, name)
            while path not in self.whole and path in self.under:
                path = (*path, next(reversed(self.under[path])))
            found.append(path)
        return tuple(found)
