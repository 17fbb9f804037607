"""Two lists of paragraphs, as sent and as returned, become groups of those that belong together.

First by the bookmarks that each piece of a narrative carries, then by equal words in equal order, then by likeness. A
group of one and two is a paragraph that was split, of two and one a pair that was merged; a group without a first side
was written anew, one without a second was deleted.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from reportgen.review.word.story import Paragraph

ALIKE = 0.5
"""From this share of common words on, two paragraphs at one place are the same one, edited."""
MOVED = 0.75
"""The same for two that stand at different places."""
HELD = 0.6
"""From this share of its words on, a new paragraph is the rest of the one beside it, which was split."""


@dataclass(frozen=True, slots=True)
class Group:
    """Indexes of paragraphs as sent and as returned, each in order."""

    before: tuple[int, ...]
    after: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """What is compared of a paragraph: its words, its anchors, whether it stands in a table."""

    text: str
    anchors: frozenset[str]
    table: bool

    @property
    def bag(self) -> Counter[str]:
        """Its words, without their order."""
        return Counter(self.text.split())


def line_of(paragraph: Paragraph, text: str) -> Line:
    """Return what is compared of `paragraph`; a cell that a report computes is known by its figures."""
    table = paragraph.cell is not None
    facts = {name for run in paragraph.runs for name in run.facts} if table and not paragraph.anchors else set[str]()
    return Line(text, frozenset((*paragraph.anchors, *facts)), table)


def align(before: Sequence[Line], after: Sequence[Line]) -> list[Group]:
    """Return the groups, in the order of `after`; what was deleted stands where its neighbours are."""
    links = _Links(before, after)
    links.by_anchor()
    links.equal_in_order()
    links.in_gaps()
    links.elsewhere()
    links.split_and_merged()
    return links.groups()


class _Links:
    """Which paragraph as sent goes with which as returned."""

    def __init__(self, before: Sequence[Line], after: Sequence[Line]) -> None:
        self.before, self.after = before, after
        self.of_after: dict[int, list[int]] = {}
        self.of_before: dict[int, list[int]] = {}

    def link(self, old: int, new: int) -> None:
        self.of_after.setdefault(new, []).append(old)
        self.of_before.setdefault(old, []).append(new)

    def free(self, old: int, new: int) -> bool:
        return old not in self.of_before and new not in self.of_after

    def by_anchor(self) -> None:
        """Link what carries the same bookmark.

        A bookmark whose paragraph was deleted slips into the next one: where that has its own, and none of the words,
        the slipped one says nothing.
        """
        where = {anchor: index for index, line in enumerate(self.before) for anchor in line.anchors}
        for new, line in enumerate(self.after):
            olds = sorted({where[anchor] for anchor in line.anchors if anchor in where})
            olds = [old for old in olds if not self._slipped(old, line)]
            if len(olds) > 1:
                told = [old for old in olds if self._shares(old, line, olds)]
                olds = told or olds[-1:]
            for old in olds:
                if self.before[old].table == line.table:
                    self.link(old, new)

    def _slipped(self, old: int, line: Line) -> bool:
        """Say whether `line` is not the paragraph `old` but one that stood behind it."""
        behind = self.before[old + 1 : old + 6]
        return not self._shares(old, line) and any(each.text == line.text for each in behind)

    def _shares(self, old: int, line: Line, olds: Iterable[int] = ()) -> bool:
        """Say whether half of a paragraph's words are in `line` besides those of the others."""
        words, left = self.before[old].bag, line.bag
        for other in olds:
            if other != old:
                left -= self.before[other].bag
        return sum((words & left).values()) >= 0.5 * max(sum(words.values()), 1)

    def equal_in_order(self) -> None:
        """Link what says the same, in the same order."""
        number = {new: f"\0{olds[0]}" for new, olds in self.of_after.items()}
        old_keys = [f"\0{old}" if old in self.of_before else self._key(line) for old, line in enumerate(self.before)]
        new_keys = [number.get(new) or self._key(line) for new, line in enumerate(self.after)]
        for a, b, size in SequenceMatcher(None, old_keys, new_keys, autojunk=False).get_matching_blocks():
            for old, new in zip(range(a, a + size), range(b, b + size), strict=True):
                if self.free(old, new):
                    self.link(old, new)

    def _key(self, line: Line) -> str:
        return f"{line.table} {line.text}"

    def in_gaps(self) -> None:
        """Link what is alike between two that are linked."""
        for olds, news in self._gaps():
            cells = all(self.before[old].table for old in olds) and all(self.after[new].table for new in news)
            if len(olds) == len(news) and (cells or (len(olds) == 1 and not self._mixed(olds[0], news[0]))):
                for old, new in zip(olds, news, strict=True):
                    self.link(old, new)
            elif len(olds) * len(news) <= 40_000:
                for old, new in _best(olds, news, self.before, self.after):
                    self.link(old, new)

    def _mixed(self, old: int, new: int) -> bool:
        return self.before[old].table != self.after[new].table

    def _gaps(self) -> list[tuple[list[int], list[int]]]:
        """Return stretches of unlinked paragraphs between neighbours that are linked in order."""
        order = in_order([(min(news), old) for old, news in self.of_before.items()])
        gaps: list[tuple[list[int], list[int]]] = []
        last_old, last_new = -1, -1
        for new, old in [*order, (len(self.after), len(self.before))]:
            olds = [each for each in range(last_old + 1, old) if each not in self.of_before]
            news = [each for each in range(last_new + 1, new) if each not in self.of_after]
            if olds and news:
                gaps.append((olds, news))
            last_old, last_new = old, new
        return gaps

    def elsewhere(self) -> None:
        """Link what was moved and has lost its bookmark."""
        olds = [o for o in range(len(self.before)) if o not in self.of_before and len(self.before[o].text) > 20]
        news = [n for n in range(len(self.after)) if n not in self.of_after and len(self.after[n].text) > 20]
        if len(olds) * len(news) > 10_000:
            return
        pairs = sorted(
            ((likeness(self.before[o].text, self.after[n].text), o, n) for o in olds for n in news),
            key=lambda each: (-each[0], each[1], each[2]),
        )
        for share, old, new in pairs:
            if share >= MOVED and self.free(old, new) and self.before[old].table == self.after[new].table:
                self.link(old, new)

    def split_and_merged(self) -> None:
        """Link a new paragraph to the one beside it that lacks its words, and a lost one to the one that has them."""
        for new in range(len(self.after)):
            if new in self.of_after:
                continue
            for near in _neighbours(new, self.of_after, len(self.after)):
                olds = self.of_after[near]
                if len(olds) == 1 and self._rest(self.after[new], [self.before[olds[0]]], self._news(olds[0])):
                    self.link(olds[0], new)
                    break
        for old in range(len(self.before)):
            if old in self.of_before:
                continue
            for near in _neighbours(old, self.of_before, len(self.before)):
                news = self.of_before[near]
                if len(news) == 1 and self._rest(self.before[old], [self.after[news[0]]], self._olds(news[0])):
                    self.link(old, news[0])
                    break

    def _news(self, old: int) -> list[Line]:
        return [self.after[new] for new in self.of_before[old]]

    def _olds(self, new: int) -> list[Line]:
        return [self.before[old] for old in self.of_after[new]]

    def _rest(self, line: Line, whole: Iterable[Line], taken: Iterable[Line]) -> bool:
        """Say whether `line` is made of what `whole` has and `taken` has not."""
        left = sum((each.bag for each in whole), Counter[str]()) - sum((each.bag for each in taken), Counter[str]())
        words = line.bag
        count = sum(words.values())
        return not line.table and count > 0 and sum((words & left).values()) >= HELD * count

    def groups(self) -> list[Group]:
        """Return what hangs together."""
        done: set[int] = set()
        found: list[Group] = []
        for new in range(len(self.after)):
            if new in done:
                continue
            olds, news = self._reach(new)
            done |= news
            found.append(Group(tuple(sorted(olds)), tuple(sorted(news))))
        lost = [old for old in range(len(self.before)) if old not in self.of_before]
        return found + [Group((old,), ()) for old in lost]

    def _reach(self, new: int) -> tuple[set[int], set[int]]:
        olds: set[int] = set()
        news: set[int] = set()
        waiting = [new]
        while waiting:
            each = waiting.pop()
            if each in news:
                continue
            news.add(each)
            for old in self.of_after.get(each, ()):
                olds.add(old)
                waiting.extend(self.of_before[old])
        return olds, news


def likeness(one: str, other: str) -> float:
    """Return the share of words that two texts have in common, from 0 to 1."""
    a, b = Counter(one.split()), Counter(other.split())
    total = sum(a.values()) + sum(b.values())
    return 2 * sum((a & b).values()) / total if total else 1.0


def _neighbours(index: int, linked: dict[int, list[int]], count: int) -> list[int]:
    """Return the nearest linked indexes before and after `index`."""
    before = next((each for each in range(index - 1, -1, -1) if each in linked), None)
    after = next((each for each in range(index + 1, count) if each in linked), None)
    return [each for each in (before, after) if each is not None]


def in_order(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest run of pairs that rise on both sides (patience)."""
    tails: list[int] = []
    ends: list[int] = []
    back: list[int] = []
    ordered = sorted(pairs)
    for index, (_, old) in enumerate(ordered):
        at = bisect_left(tails, old)
        back.append(ends[at - 1] if at else -1)
        tails[at : at + 1] = [old]
        ends[at : at + 1] = [index]
    found: list[tuple[int, int]] = []
    index = ends[-1] if ends else -1
    while index >= 0:
        found.append(ordered[index])
        index = back[index]
    return found[::-1]


def _best(olds: list[int], news: list[int], before: Sequence[Line], after: Sequence[Line]) -> list[tuple[int, int]]:
    """Return the pairs in order whose likeness is greatest in all."""
    rows, columns = len(olds), len(news)
    score = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    like = [[0.0] * columns for _ in range(rows)]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            old, new = before[olds[i]], after[news[j]]
            share = likeness(old.text, new.text) if old.table == new.table else 0.0
            like[i][j] = share if share >= ALIKE else 0.0
            score[i][j] = max(score[i + 1][j], score[i][j + 1], like[i][j] + score[i + 1][j + 1] if like[i][j] else 0.0)
    pairs: list[tuple[int, int]] = []
    i = j = 0
    while i < rows and j < columns:
        if like[i][j] and score[i][j] == like[i][j] + score[i + 1][j + 1]:
            pairs.append((olds[i], news[j]))
            i, j = i + 1, j + 1
        elif score[i][j] == score[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs
