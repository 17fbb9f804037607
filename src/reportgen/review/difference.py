"""The tokens of a paragraph as sent and as returned become one row: what was kept, what is new, and each figure's fate.

A figure stays bound whatever happens around it. Bookmarks are a hint only: programs shift and lose them, so the words
themselves are compared, and what stands now between a figure's old neighbours is what it was changed to.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from reportgen.review.tokens import Token, plain

_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Woven:
    """One token as returned: `kept` is its index among those sent, or -1; `figure` that of the fact that it is a part of."""

    token: Token
    kept: int = -1
    figure: int = -1


@dataclass(frozen=True, slots=True)
class Figure:
    """A fact of a paragraph: tokens `start` to `end` as sent, and what it reads now (None = it is gone)."""

    name: str
    start: int
    end: int
    old: str
    new: str | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """What became of a paragraph."""

    before: tuple[Token, ...]
    after: tuple[Woven, ...]
    figures: tuple[Figure, ...]

    @property
    def same(self) -> bool:
        """Whether nothing changed but perhaps a figure's text."""
        kept = [each.kept for each in self.after if each.figure < 0]
        inner = {i for figure in self.figures for i in range(figure.start, figure.end)}
        free = [i for i in range(len(self.before)) if i not in inner]
        return kept == free and all(f.new is not None for f in self.figures) and not self.looks

    @property
    def looks(self) -> bool:
        """Whether a kept token is set otherwise than before."""
        return any(each.kept >= 0 and each.token.look != self.before[each.kept].look for each in self.after)


def compare(before: Sequence[Token], after: Sequence[Token]) -> Difference:
    """Return what became of `before`."""
    figures = _figures(before)
    whole = _whole(figures, before, after)
    pairs = _matched(before, after, figures, whole)
    fates: dict[int, tuple[int, int] | None] = dict(whole)
    for region in _regions(figures, pairs, len(after), whole):
        fates.update(_settle(region, figures, before, after, whole))
    inner = {i for figure in figures for i in range(figure.start, figure.end)}
    taken = {new for old, new in pairs.items() if old not in inner}
    taken.update(i for stretch in fates.values() if stretch for i in range(*stretch))
    for number, figure in enumerate(figures):
        if not fates.get(number) and _DIGIT.search(figure.old):  # the sentence was turned round
            free = [i for i in range(len(after)) if i not in taken]
            if found := _as_it_was(figure, free, before, after):
                fates[number] = found
                taken.update(range(*found))
    return _woven(before, after, pairs, figures, fates)


def _key(token: Token) -> str:
    return f"\0{token.note}" if token.note else token.text


def _whole(figures: Sequence[Figure], before: Sequence[Token], after: Sequence[Token]) -> dict[int, tuple[int, int]]:
    """Return where figures stand that still have their bookmark and their words, wherever that is."""
    where: dict[str, list[int]] = {}
    for index, token in enumerate(after):
        if token.fact:
            where.setdefault(token.fact, []).append(index)
    found: dict[int, tuple[int, int]] = {}
    for number, figure in enumerate(figures):
        at = where.get(figure.name, [])
        wanted = [token.text for token in before[figure.start : figure.end]]
        if at and at == list(range(at[0], at[-1] + 1)) and [after[i].text for i in at] == wanted:
            found[number] = (at[0], at[-1] + 1)
    return found


def _matched(
    before: Sequence[Token], after: Sequence[Token], figures: Sequence[Figure], whole: Mapping[int, tuple[int, int]]
) -> dict[int, int]:
    """Return index as sent -> index as returned of the tokens that were kept; a whole figure matches itself alone."""
    a, b = [_key(token) for token in before], [_key(token) for token in after]
    for number, (start, end) in whole.items():
        names = [f"\0figure {number} {i}" for i in range(end - start)]
        a[figures[number].start : figures[number].end] = names
        b[start:end] = names
    first = 0
    while first < min(len(a), len(b)) and a[first] == b[first]:
        first += 1
    last = 0
    while last < min(len(a), len(b)) - first and a[-1 - last] == b[-1 - last]:
        last += 1
    pairs = {i: i for i in range(first)}
    middle_a, middle_b = a[first : len(a) - last], b[first : len(b) - last]
    if middle_a and middle_b:
        blocks = SequenceMatcher(None, middle_a, middle_b, autojunk=False).get_matching_blocks()
        for start, at, size in _telling(blocks[:-1], middle_a, middle_b):
            pairs.update({first + start + i: first + at + i for i in range(size)})
    pairs.update({len(a) - i: len(b) - i for i in range(last, 0, -1)})
    return pairs


def _telling(blocks: Sequence[tuple[int, int, int]], a: list[str], b: list[str]) -> list[tuple[int, int, int]]:
    """Drop stretches that two texts share by chance: spaces, signs and short words within what was rewritten."""
    kept: list[tuple[int, int, int]] = []
    for start, at, size in blocks:
        letters = sum(len(word) for word in a[start : start + size] if word.strip() and word[0].isalnum())
        edge = (start == 0 and at == 0) or (start + size == len(a) and at + size == len(b))
        noted = any(word.startswith("\0") or _DIGIT.search(word) for word in a[start : start + size])
        if letters > 3 or edge or noted:
            kept.append((start, at, size))
    return kept


def _figures(before: Sequence[Token]) -> list[Figure]:
    """Return the facts of a paragraph; one ends where the next token belongs to another."""
    found: list[Figure] = []
    for index, token in enumerate(before):
        if not token.fact:
            continue
        last = found[-1] if found else None
        if last and last.end == index and last.name == token.fact and before[index - 1].start == token.start:
            found[-1] = replace(last, end=index + 1, old=last.old + token.text)
        else:
            found.append(Figure(token.fact, index, index + 1, token.text))
    return found


@dataclass(frozen=True, slots=True)
class _Region:
    """Figures (by index) that share a stretch of what was returned, from `start` to `end`."""

    figures: tuple[int, ...]
    start: int
    end: int


def _regions(
    figures: Sequence[Figure], pairs: Mapping[int, int], count: int, whole: Mapping[int, tuple[int, int]]
) -> list[_Region]:
    """Return for each figure that is not whole the stretch between what was kept before and after it."""
    broken = [figure for number, figure in enumerate(figures) if number not in whole]
    inner = {i for figure in broken for i in range(figure.start, figure.end)}
    firm = sorted(i for i in pairs if i not in inner)
    found: list[_Region] = []
    for number, figure in enumerate(figures):
        if number in whole:
            continue
        if all(i in pairs for i in range(figure.start, figure.end)):
            at = [pairs[i] for i in range(figure.start, figure.end)]
            if at == list(range(at[0], at[0] + len(at))):
                found.append(_Region((number,), at[0], at[-1] + 1))
                continue
        start = max((pairs[i] + 1 for i in firm if i < figure.start), default=0)
        end = min((pairs[i] for i in firm if i >= figure.end), default=count)
        if found and (found[-1].start, found[-1].end) == (start, end):
            found[-1] = replace(found[-1], figures=(*found[-1].figures, number))
        else:
            found.append(_Region((number,), start, end))
    return found


def _settle(
    region: _Region,
    figures: Sequence[Figure],
    before: Sequence[Token],
    after: Sequence[Token],
    whole: Mapping[int, tuple[int, int]],
) -> dict[int, tuple[int, int] | None]:
    """Return for each figure of a region the stretch that it reads now; None = it is gone."""
    taken = {i for stretch in whole.values() for i in range(*stretch)}
    fates: dict[int, tuple[int, int] | None] = {}
    steps = (_as_it_was, _by_bookmark, _by_number, _by_place)
    for step in steps:
        for number in region.figures:
            if number in fates:
                continue
            free = [i for i in range(region.start, region.end) if i not in taken]
            alone = step is not _by_place or len(region.figures) == 1
            if alone and (found := step(figures[number], free, before, after)):
                fates[number] = found
                taken.update(range(*found))
    return {number: fates.get(number) for number in region.figures}


def _as_it_was(
    figure: Figure, free: list[int], before: Sequence[Token], after: Sequence[Token]
) -> tuple[int, int] | None:
    """Find the figure's own words."""
    length = figure.end - figure.start
    wanted = [token.text for token in before[figure.start : figure.end]]
    for i in free:
        if [token.text for token in after[i : i + length]] == wanted and set(range(i, i + length)) <= set(free):
            return i, i + length
    return None


def _by_bookmark(
    figure: Figure, free: list[int], before: Sequence[Token], after: Sequence[Token]
) -> tuple[int, int] | None:
    """Find what the figure's bookmark holds, and what was typed right beside it."""
    held = [i for i in free if after[i].fact == figure.name and not after[i].blank]
    if not held or held[-1] - held[0] >= len(held) * 2:
        return None
    return _grown(held[0], held[-1] + 1, figure, free, before, after)


def _by_number(
    figure: Figure, free: list[int], before: Sequence[Token], after: Sequence[Token]
) -> tuple[int, int] | None:
    """Find a number where a number stood."""
    if not _DIGIT.search(figure.old):
        return None
    number = next((i for i in free if _DIGIT.search(after[i].text)), None)
    return None if number is None else _grown(number, number + 1, figure, free, before, after)


def _by_place(
    figure: Figure, free: list[int], before: Sequence[Token], after: Sequence[Token]
) -> tuple[int, int] | None:
    """Take what stands in the figure's place, if a neighbour still stands there too: "seven" became "nine"."""
    words = [i for i in free if not after[i].blank]
    if not words or len(words) > max(2, figure.end - figure.start):
        return None
    left = _nearest(before, figure.start - 1, -1) == _nearest(after, words[0] - 1, -1)
    right = _nearest(before, figure.end, 1) == _nearest(after, words[-1] + 1, 1)
    return (words[0], words[-1] + 1) if left or right else None


def _nearest(tokens: Sequence[Token], at: int, step: int) -> str:
    """Return the word or sign at a place, or the next one beyond it; nothing at the end."""
    while 0 <= at < len(tokens) and tokens[at].blank:
        at += step
    return tokens[at].text if 0 <= at < len(tokens) else ""


def _grown(
    start: int, end: int, figure: Figure, free: list[int], before: Sequence[Token], after: Sequence[Token]
) -> tuple[int, int]:
    """Return the stretch with what belongs to the figure: signs and letters that touch it, its unit, its currency."""
    unit = {
        token.text for token in before[figure.start : figure.end] if not _DIGIT.search(token.text) and not token.blank
    }
    open_ = set(free)
    while start - 1 in open_:
        if _touches(after, start - 1, start) or after[start - 1].text in unit:
            start -= 1
        elif after[start - 1].blank and start - 2 in open_ and after[start - 2].text in unit:
            start -= 2
        else:
            break
    while end in open_:
        if _touches(after, end - 1, end) or after[end].text in unit:
            end += 1
        elif after[end].blank and end + 1 in open_ and after[end + 1].text in unit:
            end += 2
        else:
            break
    return start, end


def _touches(after: Sequence[Token], left: int, right: int) -> bool:
    """Say whether two tokens are parts of one figure: digits beside digits, a sign of per cent, a decimal mark between."""
    a, b = after[left].text, after[right].text
    if right + 1 < len(after) and b in ".," and not after[right + 1].text[:1].isdigit():
        return False
    return bool(a and b) and (a[-1].isdigit() or a in ".,−-+$€£") and (b[0].isdigit() or b in ".,%")


def _woven(
    before: Sequence[Token],
    after: Sequence[Token],
    pairs: Mapping[int, int],
    figures: Sequence[Figure],
    fates: Mapping[int, tuple[int, int] | None],
) -> Difference:
    inner = {i for figure in figures for i in range(figure.start, figure.end)}
    kept = {new: old for old, new in pairs.items() if old not in inner}
    owner = {i: number for number, stretch in fates.items() if stretch for i in range(*stretch)}
    woven = tuple(
        Woven(token, -1 if i in owner else kept.get(i, -1), owner.get(i, -1)) for i, token in enumerate(after)
    )
    told = tuple(
        replace(figure, new=plain(after[slice(*stretch)]) if (stretch := fates.get(number)) else None)
        for number, figure in enumerate(figures)
    )
    return Difference(tuple(before), woven, told)
