"""Two later versions of a text and their common base become one text, or conflicts.

First the blocks are laid side by side; where both versions changed the same stretch of blocks, its words are.
A change that stands beside another one, with nothing but space between, is never joined with it: of 100 that
became 120 here and 130 there no 120130 is made.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from typing import Literal

MAX_STEPS = 50_000_000
"""Comparisons that one diff may cost at the worst: above, what lies between the ends in common is one change."""
MAX_DIRECT = 400_000
"""Pairs of tokens above which sentences and lines are compared before words are."""

_SEPARATOR = re.compile(r"\r?\n[ \t]*(?:\r?\n[ \t]*)+")
_FRONT_MATTER = re.compile(r"---[ \t]*(?:\r?\n(?!---[ \t]*(?:\r?\n|\Z))[^\n]*)*\r?\n---[ \t]*(?=\r?\n|\Z)")
_PUNCTUATION = (
    r"\s!-/:-@\[-^`{-~\u00a1-\u00bf\u2010-\u2027\u2030-\u205e\u3001-\u3003\u3008-\u301f"
    r"\u060c\u061b\u061f\u0964\u0965\uff01-\uff0f"
)
_TOKEN = re.compile(
    r"\{\{[^{}]*\}\}"  # a fact
    r"|\d+(?:[-/.,:]\d+)*"  # 1,950.5 and 2024-03-31: half of either is none
    rf"|[^{_PUNCTUATION}]+(?:['’-][^{_PUNCTUATION}]+)*"  # by what ends a word: vowel signs are no letters to `re`
    r"|\s+"
    r"|.",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Conflict:
    """A stretch that both versions changed, each in its own way.

    Attributes:
        base: The stretch before.
        ours: What our version made of it, which the merged text keeps.
        theirs: What the other version made of it.
        start: Offset in our version at which the stretch starts.
    """

    base: str
    ours: str
    theirs: str
    start: int


@dataclass(frozen=True, slots=True)
class Merged:
    """One text of two versions.

    Attributes:
        text: All that could be joined; our version where there is a conflict.
        conflicts: In the order of the text; empty where all could be joined.
    """

    text: str
    conflicts: tuple[Conflict, ...]


def merge(base: str, ours: str, theirs: str) -> Merged:
    """Return `ours` with what `theirs` changed in `base`.

    To take a change back that was applied before: `merge(with_the_change, ours, without_it)`.
    """
    if theirs in (base, ours):
        return Merged(ours, ())
    if ours == base:
        return Merged(theirs, ())
    before, mine, other = _pieces(base), _pieces(ours), _pieces(theirs)
    offsets = [0, *accumulate(map(len, mine))]
    merged: list[str] = []
    conflicts: list[Conflict] = []
    done = 0
    for stretch in _stretches(_changes(before, mine), _changes(before, other)):
        merged.extend(before[done : stretch.start])
        done = stretch.end
        old = "".join(before[stretch.start : done])
        start, end = stretch.within(stretch.ours)
        new = "".join(mine[start:end]) if stretch.ours else old
        low, high = stretch.within(stretch.theirs)
        foreign = "".join(other[low:high]) if stretch.theirs else old
        joined = _join(old, new, foreign)
        if joined is None:
            conflicts.append(Conflict(old, new, foreign, offsets[start]))
        merged.append(new if joined is None else joined)
    merged.extend(before[done:])
    return Merged("".join(merged), tuple(conflicts))


def _pieces(text: str) -> list[str]:
    """Return the lines of the front matter and the blocks of the body; each starts with what parts it from the one before.

    The space at the end is a piece of its own, so that a block added at the end leaves the last one as it was.
    """
    front = _FRONT_MATTER.match(text)
    head = re.split(r"(?=\r?\n)(?<!\r)", front[0]) if front else []
    start = front.end() if front else 0
    end = max(start, len(text.rstrip()))
    cuts = [start, *(match.start() for match in _SEPARATOR.finditer(text, start, end)), end, len(text)]
    body = (text[cut:following] for cut, following in pairwise(cuts))
    return [piece for piece in (*head, *body) if piece]


@dataclass(frozen=True, slots=True)
class _Change:
    """The pieces from `start` to `end` of the base became those from `at` to `to` of the other version."""

    start: int
    end: int
    at: int
    to: int

    @property
    def grows(self) -> bool:
        return self.to - self.at > self.end - self.start


@dataclass(slots=True)
class _Stretch:
    """A part of the base, and the changes of it: several where they lie over one another."""

    start: int
    end: int
    ours: list[_Change] = field(default_factory=list[_Change])
    theirs: list[_Change] = field(default_factory=list[_Change])

    def within(self, changes: Sequence[_Change]) -> tuple[int, int]:
        """Return where the stretch stands in the version with these changes."""
        if not changes:
            return 0, 0
        first, last = changes[0], changes[-1]
        return first.at - (first.start - self.start), last.to + (self.end - last.end)


def _stretches(ours: list[_Change], theirs: list[_Change]) -> Iterator[_Stretch]:
    """Yield stretches of the base, each with the changes that cannot be looked at one without another."""
    stretch: _Stretch | None = None
    for change, is_ours in _in_order(ours, theirs):
        if stretch is None or not _contend((stretch.theirs if is_ours else stretch.ours)[-1:], change):
            if stretch:
                yield stretch
            stretch = _Stretch(change.start, change.end)
        (stretch.ours if is_ours else stretch.theirs).append(change)
        stretch.end = max(stretch.end, change.end)
    if stretch:
        yield stretch


def _contend(earlier: Sequence[_Change], change: _Change) -> bool:
    """Say whether the changes lie over one another, or both add blocks at one point."""
    return any(change.start < one.end or (change.start == one.end and one.grows and change.grows) for one in earlier)


def _in_order(ours: Iterable[_Change], theirs: Iterable[_Change]) -> list[tuple[_Change, bool]]:
    both = [*((change, True) for change in ours), *((change, False) for change in theirs)]
    return sorted(both, key=lambda pair: (pair[0].start, pair[0].end))


_Edit = tuple[int, int, str]
"""Start and end in the tokens of the base, and what stands there now."""


def _join(base: str, ours: str, theirs: str) -> str | None:
    """Return one stretch with the changes of both sides; None where they are at odds."""
    if theirs in (base, ours):
        return ours
    if ours == base:
        return theirs
    tokens, mine, other = (_TOKEN.findall(text) for text in (base, ours, theirs))
    edits: dict[_Edit, Literal["ours", "theirs", "both"]] = {}
    for change in _word_changes(tokens, mine):
        edits[_edit(change, mine)] = "ours"
    for change in _word_changes(tokens, other):
        edit = _edit(change, other)
        edits[edit] = "both" if edit in edits else "theirs"
    adding = {side for (start, end, new), side in edits.items() if _blocks(new) > _blocks("".join(tokens[start:end]))}
    if {"ours", "theirs"} <= adding:
        # Each added a block of its own here; a full stop that the new texts share does not hold them apart.
        return None
    ordered = sorted(edits.items(), key=lambda pair: pair[0][:2])
    last: dict[str, int] = {}
    for (start, end, _), side in ordered:
        if side == "both":  # it stands apart from all else that either did
            continue
        before = last.get("theirs" if side == "ours" else "ours")
        if before is not None and not "".join(tokens[before:start]).strip():
            return None
        last[side] = end
    done, merged = 0, list[str]()
    for (start, end, new), _ in ordered:
        merged += [*tokens[done:start], new]
        done = end
    return "".join(merged + tokens[done:])


def _blocks(text: str) -> int:
    return len(_SEPARATOR.findall(text))


def _edit(change: _Change, tokens: Sequence[str]) -> _Edit:
    return change.start, change.end, "".join(tokens[change.at : change.to])


def _word_changes(base: list[str], other: list[str]) -> list[_Change]:
    """Return changes of tokens; in a long stretch, within those of sentences and lines."""
    if len(base) * len(other) <= MAX_DIRECT:
        return _changes(base, other, str.isspace)
    before, after = _sentences(base), _sentences(other)
    starts, places = ([0, *accumulate(map(len, groups))] for groups in (before, after))
    changes: list[_Change] = []
    for rough in _changes(["".join(each) for each in before], ["".join(each) for each in after]):
        start, at = starts[rough.start], places[rough.at]
        fine = _changes(base[start : starts[rough.end]], other[at : places[rough.to]], str.isspace)
        changes += [_Change(each.start + start, each.end + start, each.at + at, each.to + at) for each in fine]
    return changes


def _sentences(tokens: list[str]) -> list[list[str]]:
    """Return the tokens by sentence or line."""
    groups: list[list[str]] = [[]]
    for number, token in enumerate(tokens):
        groups[-1].append(token)
        if token.isspace() and ("\n" in token or (number and tokens[number - 1] in ".!?;:。؟।")):
            groups.append([])
    return groups if groups[-1] else groups[:-1]


def _changes(base: list[str], other: list[str], is_space: Callable[[str], bool] | None = None) -> list[_Change]:
    """Return what parts `other` from `base`, in order; pieces that `is_space` never hold a place by themselves."""
    shorter = min(len(base), len(other))
    head = next((n for n in range(shorter) if base[n] != other[n]), shorter)
    tail = next((n for n in range(shorter - head) if base[-1 - n] != other[-1 - n]), shorter - head)
    before, after = base[head : len(base) - tail], other[head : len(other) - tail]
    if not before and not after:
        return []
    counts = Counter(piece for piece in after if not (is_space and is_space(piece)))
    if not before or not after or sum(counts[piece] for piece in before) * min(len(before), len(after)) > MAX_STEPS:
        return [_Change(head, head + len(before), head, head + len(after))]
    matcher = difflib.SequenceMatcher(is_space, before, after, autojunk=False)
    return [
        _Change(start + head, end + head, at + head, to + head)
        for tag, start, end, at, to in matcher.get_opcodes()
        if tag != "equal"
    ]
