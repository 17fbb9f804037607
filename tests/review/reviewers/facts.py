"""Printed figures become other figures, as people change them: in, beside and without the bookmark of the fact."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from random import Random
from typing import Literal

from .accepting import accept
from .package import Node, W, opened, within
from .pen import Pen, facts_in, insert, live_text, mark_change, replace, runs_between, shatter, strike, written

NUMBER = re.compile(
    r"(?P<whole>\d{1,3}(?:(?P<group>[,.'\u2019 \u00a0\u202f])\d{3})+(?!\d)|\d+)(?:(?P<point>[.,])(?P<part>\d+))?"
)
IN_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split()
)
WAYS = ("whole", "behind", "digit", "append", "decimals", "neighbours", "lost")


@dataclass(frozen=True)
class FactEdit:
    """A figure that was changed: the bookmark of the fact, what was printed, what is printed now, and how it came."""

    bookmark: str
    old: str
    new: str
    how: str


def edit_facts(
    draft: bytes,
    seed: int,
    *,
    mode: Literal["tracked", "accepted", "untracked"],
    anchors: Collection[str] | None,
    ways: Collection[str] | None = None,
    count: int | None = None,
    author: str = "Amina K.",
    date: str = "2025-03-03T09:30:00Z",
) -> tuple[bytes, tuple[FactEdit, ...]]:
    """Change figures in the paragraphs with these bookmarks, or anywhere in the body."""
    pen = Pen(opened(draft), Random(seed), Random(seed * 7 + 1), author, date, mode)
    places = [(p, name) for p in paragraphs(pen, anchors) for name in facts_of(p)]
    wanted = pen.chance.choice((1, 1, 2, 3, 4, 6)) if count is None else count
    done: list[FactEdit] = []
    for p, name in pen.chance.sample(places, len(places)):
        if len(done) == wanted:
            break
        if pen.maybe(0.3):
            shatter(pen, p)
        if changed := change_fact(pen, p, name, WAYS if ways is None else ways):
            done.append(changed)
    if mode != "tracked":
        accept(pen)
    return pen.package.save(), tuple(done)


def paragraphs(pen: Pen, anchors: Collection[str] | None) -> list[Node]:
    found: dict[Node, None] = {}
    for start in pen.package.body.iter(f"{W}bookmarkStart"):
        name, p = start.get(f"{W}name", ""), within(start, "p")
        if p is not None and (name.startswith("rgf_") if anchors is None else name in anchors):
            found[p] = None
    return list(found)


def facts_of(p: Node) -> list[str]:
    """Return the bookmarks of the facts whose figure can be changed and has not been."""
    if mark_change(p) in ("del", "moveFrom", "moveTo"):
        return []
    text = live_text(p)
    return [name for name, start, end in facts_in(p) if changeable(text[start:end]) and not changed_in(p, name)]


def changeable(text: str) -> bool:
    return bool(NUMBER.search(text)) or text.lower() in IN_WORDS


def inside(p: Node, name: str) -> tuple[Node, Node, list[Node]]:
    """Return the start and the end of a bookmark, and what stands between."""
    start = next(each for each in p.iter(f"{W}bookmarkStart") if each.get(f"{W}name") == name)
    between: list[Node] = []
    everything = list(p.iter())
    for node in everything[everything.index(start) + 1 :]:
        if node.tag == f"{W}bookmarkEnd" and node.get(f"{W}id") == start.get(f"{W}id"):
            return start, node, between
        between.append(node)
    raise LookupError(name)


def changed_in(p: Node, name: str) -> bool:
    return any(node.tag in (f"{W}ins", f"{W}del") for node in inside(p, name)[2])


def change_fact(pen: Pen, p: Node, name: str, ways: Collection[str] = WAYS) -> FactEdit | None:
    """Change one figure in a way that fits it; tell what was changed."""
    start, end = next((start, end) for each, start, end in facts_in(p) if each == name)
    old = live_text(p)[start:end]
    fitting = [way for way in WAYS if way in ways]
    while fitting:
        way = pen.chance.choice(fitting)
        if (new := CHANGES[way](pen, p, name, start, end)) is not None:
            return FactEdit(name, old, new, "whole" if way == "lost" and pen.mode == "tracked" else way)
        fitting.remove(way)
    return None


def whole(pen: Pen, p: Node, name: str, start: int, end: int) -> str | None:
    new = other_figure(pen.chance, live_text(p)[start:end])
    replace(pen, p, start, end, new, outside_facts=False)
    return new


def lost(pen: Pen, p: Node, name: str, start: int, end: int) -> str | None:
    """Type another figure over the old one; its bookmark is gone once the changes are accepted."""
    pen.lost.add(name)
    return whole(pen, p, name, start, end)


def behind(pen: Pen, p: Node, name: str, start: int, end: int) -> str | None:
    """Type the new figure just behind the bookmark, in which nothing is left."""
    new = other_figure(pen.chance, live_text(p)[start:end])
    runs = runs_between(p, start, end)
    typed = written(pen, new, runs[0])
    strike(pen, runs)
    inside(p, name)[1].addnext(pen.change("ins", typed))
    pen.kept.add(name)
    return new


def digit(pen: Pen, p: Node, name: str, start: int, end: int) -> str | None:
    """Change one digit: delete it, type another."""
    old = live_text(p)[start:end]
    if (number := NUMBER.search(old)) is None:
        return None
    at = pen.chance.choice([at for at in range(*number.span()) if old[at].isdigit()])
    lowest = 1 if at == number.start() and number.end() > at + 1 else 0
    value = pen.chance.choice([each for each in range(lowest, 10) if each != int(old[at])])
    new = chr(ord(old[at]) - int(old[at]) + value)
    replace(pen, p, start + at, start + at + 1, new, outside_facts=False)
    return old[:at] + new + old[at + 1 :]


def append(pen: Pen, p: Node, name: str, start: int, end: int) -> str | None:
    """Type more digits at the end of the figure, outside of the bookmark."""
    old, following = live_text(p)[start:end], live_text(p)[end : end + 1]
    number = NUMBER.search(old)
    if number is None or number.end() != len(old) or following.isdigit():
        return None
    more = same_digits(old, str(pen.chance.randrange(1, 10)))
    insert(pen, p, end, more)
    return old + more


def decimals(pen: Pen, p: Node, name: str, start: int, end: int) -> str | None:
    """Add a decimal to the figure, or one more."""
    old = live_text(p)[start:end]
    if (number := NUMBER.search(old)) is None or old[number.end() : number.end() + 1] in ("/", "-"):
        return None
    point = "" if number["part"] else {",": ".", None: "."}.get(number["group"], ",")
    more = point + same_digits(old, str(pen.chance.randrange(1, 10)))
    insert(pen, p, start + number.end(), more, outside_facts=False)
    return old[: number.end()] + more + old[number.end() :]


def neighbours(pen: Pen, p: Node, name: str, start: int, end: int) -> str | None:
    """Type the figure anew together with the words next to it."""
    text = live_text(p)
    others = [span for each, *span in facts_in(p) if each != name]
    left = re.search(r"\S+\s$", text[:start])
    right = re.match(r"\s\S+", text[end:])
    first = left.start() if left else start
    last = end + right.end() if right else end
    if (first, last) == (start, end) or any(first < b and a < last for a, b in others):
        return None
    new = other_figure(pen.chance, text[start:end])
    replace(pen, p, first, last, text[first:start] + new + text[end:last])
    return new


CHANGES = dict(zip(WAYS, (whole, behind, digit, append, decimals, neighbours, lost), strict=True))


def other_figure(chance: Random, text: str) -> str:
    """Return a figure of the same form with another value."""
    if text.lower() in IN_WORDS:
        other = chance.choice([each for each in IN_WORDS[1:] if each != text.lower()])
        return other.capitalize() if text[:1].isupper() else other
    number = NUMBER.search(text)
    assert number is not None
    group, part = number["group"] or "", number["part"] or ""
    whole_digits = "".join(char for char in number["whole"] if char.isdigit())
    value = int(whole_digits + part)
    new = max(0, round(value * chance.uniform(0.7, 1.4)))
    new = new if new != value else value + chance.randint(1, 9)
    digits = str(new).rjust(len(part) + 1, "0")
    left, right = digits[: len(digits) - len(part)], digits[len(digits) - len(part) :]
    if group:
        left = re.sub(r"(?<=\d)(?=(\d{3})+$)", group, left)
    printed = same_digits(text, left + (f"{number['point']}{right}" if part else ""))
    return text[: number.start()] + printed + text[number.end() :]


def same_digits(like: str, number: str) -> str:
    """Return a number in the digits of another text: Latin, Arabic."""
    first = next((char for char in like if char.isdigit()), "0")
    zero = ord(first) - int(first)
    return "".join(chr(zero + int(char)) if char.isdigit() else char for char in number)
