"""Words at a place of a paragraph become tracked insertions and deletions, as Word writes them.

A place is an offset in the live text of a paragraph: what stands there with all changes accepted.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

from .package import XML_SPACE, Node, Package, W, kind, make, within

GONE = ("del", "moveFrom")
# What a reviewer's word processor puts into a run property list after bold and italics.
AFTER_BOLD = ("lang", "rPrChange")
STEPPED_OVER = ("bookmarkEnd", "proofErr")


@dataclass
class Pen:
    """A reviewer at work: whose changes these are, what chance decides, and what becomes of bookmarks.

    `chance` decides on words, the same for every mode; `luck` decides where bookmarks go.
    """

    package: Package
    chance: Random
    luck: Random
    author: str
    date: str
    mode: str = "tracked"
    # The names of bookmarks that are lost, and of those that stay although nothing is left in them.
    lost: set[str] = field(default_factory=set)
    kept: set[str] = field(default_factory=set)
    last: int = 0

    def __post_init__(self) -> None:
        ids = [node.get(f"{W}id", "") for story in self.package.stories() for node in story.iter(f"{W}*")]
        self.last = max((int(each) for each in ids if each.isdigit()), default=0)

    def number(self) -> int:
        self.last += 1
        return self.last

    def change(self, tag: str, *children: Node) -> Node:
        """Return a tracked change of this reviewer around the children."""
        return make(tag, *children, id=self.number(), author=self.author, date=self.date)

    def maybe(self, share: float) -> bool:
        return self.chance.random() < share


def live_runs(p: Node) -> list[Node]:
    """Return the runs with text that would stand in the paragraph with all changes accepted."""
    return [
        run
        for run in p.iter(f"{W}r")
        if run.find(f"{W}t") is not None and within(run, *GONE) is None and within(run, "p") is p
    ]


def text_of(run: Node) -> str:
    return "".join(t.text or "" for t in run.iter(f"{W}t"))


def live_text(p: Node) -> str:
    return "".join(map(text_of, live_runs(p)))


def put_text(t: Node, text: str) -> None:
    t.text = text
    if text != text.strip() or "  " in text:
        t.set(XML_SPACE, "preserve")


def split_run(run: Node, at: int) -> Node:
    """Split a run after `at` characters; return the new run behind it, with the same properties."""
    tail = make("r")
    if (properties := run.find(f"{W}rPr")) is not None:
        tail.append(copy.deepcopy(properties))
    for child in [child for child in run if kind(child) != "rPr"]:
        length = len(child.text or "") if kind(child) == "t" else 0
        if at <= 0:
            tail.append(child)
        elif kind(child) == "t" and at < length:
            rest = make("t")
            put_text(rest, (child.text or "")[at:])
            put_text(child, (child.text or "")[:at])
            tail.append(rest)
        at -= length
    run.addnext(tail)
    return tail


def cut(p: Node, at: int) -> None:
    """Make a run of the paragraph end at the offset."""
    for run in live_runs(p):
        length = len(text_of(run))
        if 0 < at < length:
            split_run(run, at)
            return
        at -= length


def runs_between(p: Node, start: int, end: int) -> list[Node]:
    """Return the runs that hold just this part of the live text."""
    cut(p, start)
    cut(p, end)
    found, at = [], 0
    for run in live_runs(p):
        length = len(text_of(run))
        if start <= at and at + length <= end and length:
            found.append(run)
        at += length
    return found


def strike(pen: Pen, runs: Sequence[Node]) -> None:
    """Delete runs: the draft's are marked as deleted, the reviewer's own just go."""
    for run in runs:
        if (wrapper := within(run, "ins")) is not None:
            run.getparent().remove(run)
            if not len(wrapper):
                wrapper.getparent().remove(wrapper)
            continue
        for t in run.iter(f"{W}t"):
            t.tag = f"{W}delText"
            t.set(XML_SPACE, "preserve")
        before = run.getprevious()
        if before is not None and kind(before) == "del" and pen.chance.random() < 0.5:
            before.append(run)
            continue
        wrapper = pen.change("del")
        run.addprevious(wrapper)
        wrapper.append(run)


def written(pen: Pen, text: str, like: Node | None = None) -> Node:
    """Return a run with new text and the character format of another run."""
    run, properties = make("r"), None
    if like is not None and (properties := copy.deepcopy(like.find(f"{W}rPr"))) is not None:
        for child in list(properties):
            style = child.get(f"{W}val", "") if kind(child) == "rStyle" else ""
            if kind(child) == "rPrChange" or style in ("Hyperlink", "FootnoteReference"):
                properties.remove(child)
    if pen.maybe(0.2):
        properties = make("rPr") if properties is None else properties
        if properties.find(f"{W}lang") is None:
            properties.append(make("lang", val="en-US"))
    if properties is not None and len(properties):
        run.append(properties)
    first, *more = text.split("\u00ad")
    run.append(make("t"))
    put_text(run[-1], first)
    for part in more:
        run.append(make("softHyphen"))
        run.append(make("t"))
        put_text(run[-1], part)
    return run


def insert(pen: Pen, p: Node, at: int, text: str, *, outside_facts: bool = True) -> None:
    """Insert text at a place; it joins an insertion of the reviewer's that stands there."""
    cut(p, at)
    before, behind, offset = None, None, 0
    for run in live_runs(p):
        offset += len(text_of(run))
        if offset <= at:
            before = run
        elif behind is None:
            behind = run
    if before is None and behind is not None:
        place_before(pen, behind, written(pen, text, behind), outside_facts)
    elif before is not None:
        place_behind(pen, before, written(pen, text, before), outside_facts)
    else:
        p.append(pen.change("ins", written(pen, text)))


def replace(pen: Pen, p: Node, start: int, end: int, text: str, *, outside_facts: bool = True) -> str:
    """Type text over a part of the live text; return what stood there."""
    runs = runs_between(p, start, end)
    was = "".join(map(text_of, runs))
    own = [run for run in runs if within(run, "ins") is not None]
    if len(own) == len(runs):
        runs[-1].addnext(written(pen, text, runs[0]))
        strike(pen, runs)
        return was
    drafts = [run for run in runs if run not in own]
    new = pen.change("ins", written(pen, text, drafts[0]))
    strike(pen, runs)
    if pen.maybe(0.2):
        anchor = within(drafts[0], "del")
        while outside_facts and (previous := anchor.getprevious()) is not None and starts_fact(previous):
            anchor = previous
        anchor.addprevious(new)
        return was
    anchor = within(drafts[-1], "del")
    while outside_facts and (closing := fact_end_behind(anchor)) is not None:
        anchor = closing
    anchor.addnext(new)
    return was


def place_before(pen: Pen, run: Node, new: Node, outside_facts: bool) -> None:
    anchor = run
    if within(run, "ins") is not None:
        run.addprevious(new)
        return
    if (link := within(run, "hyperlink")) is not None:
        anchor = link
    while outside_facts and (previous := anchor.getprevious()) is not None and starts_fact(previous):
        anchor = previous
    anchor.addprevious(pen.change("ins", new))


def place_behind(pen: Pen, run: Node, new: Node, outside_facts: bool) -> None:
    wrapper = within(run, "ins")
    closes_fact = outside_facts and wrapper is not None and wrapper[-1] is run and fact_end_behind(wrapper) is not None
    if wrapper is not None and not closes_fact:
        run.addnext(new)
        return
    anchor = run if wrapper is None else wrapper
    link = within(run, "hyperlink")
    if link is not None and not [each for each in live_runs(within(run, "p")) if each in set(run.itersiblings())]:
        anchor = link
    while outside_facts and (end := fact_end_behind(anchor)) is not None:
        anchor = end
    anchor.addnext(pen.change("ins", new))


def starts_fact(node: Node) -> bool:
    return kind(node) == "bookmarkStart" and node.get(f"{W}name", "").startswith("rgf_")


def fact_end_behind(node: Node) -> Node | None:
    """Return the end of a fact's bookmark that follows with nothing but struck words in between."""
    for each in node.itersiblings():
        if kind(each) == "bookmarkEnd":
            start = start_of(each)
            if start is not None and starts_fact(start):
                return each
        elif kind(each) not in (*GONE, "proofErr"):
            return None
    return None


def start_of(end: Node) -> Node | None:
    name = end.get(f"{W}id")
    p = within(end, "p")
    return next((each for each in p.iter(f"{W}bookmarkStart") if each.get(f"{W}id") == name), None)


def facts_in(p: Node) -> list[tuple[str, int, int]]:
    """Return the bookmarks of facts with the part of the live text in each."""
    open_, found, at = {}, [], 0
    live = set(live_runs(p))
    for node in p.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd", f"{W}r"):
        if kind(node) == "r":
            at += len(text_of(node)) if node in live else 0
        elif starts_fact(node):
            open_[node.get(f"{W}id")] = (node.get(f"{W}name"), at)
        elif node.get(f"{W}id") in open_ and kind(node) == "bookmarkEnd":
            name, start = open_.pop(node.get(f"{W}id"))
            found.append((name, start, at))
    return found


def link_spans(p: Node) -> list[tuple[int, int]]:
    """Return the parts of the live text that are links."""
    found, at = [], 0
    for run in live_runs(p):
        length = len(text_of(run))
        if within(run, "hyperlink") is not None:
            found.append((at, at + length))
        at += length
    return found


def words_of(p: Node) -> list[tuple[int, int]]:
    """Return where the words of the live text stand."""
    return [match.span() for match in re.finditer(r"\S+", live_text(p))]


def touches(span: tuple[int, int], others: Sequence[tuple[int, int]]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)


def mark_properties(p: Node) -> Node:
    """Return the properties of the paragraph mark, made if there are none."""
    properties = p.find(f"{W}pPr")
    if properties is None:
        properties = make("pPr")
        p.insert(0, properties)
    mark = properties.find(f"{W}rPr")
    if mark is None:
        mark = make("rPr")
        behind = next((each for each in properties if kind(each) in ("sectPr", "pPrChange")), None)
        if behind is None:
            properties.append(mark)
        else:
            behind.addprevious(mark)
    return mark


def mark(pen: Pen, p: Node, tag: str) -> None:
    """Mark the paragraph's mark as inserted, deleted or moved."""
    mark_properties(p).insert(0, pen.change(tag))


def mark_change(p: Node) -> str:
    """Return how the paragraph's mark is changed: ins, del, moveFrom, moveTo or nothing."""
    found = p.find(f"{W}pPr/{W}rPr")
    tags = [kind(each) for each in found] if found is not None else []
    return next((each for each in tags if each in ("ins", "del", "moveFrom", "moveTo")), "")


def pristine(p: Node) -> bool:
    return not mark_change(p) and not any(True for _ in p.iter(*(f"{W}{tag}" for tag in ("ins", *GONE, "moveTo"))))


def new_paragraph(like: Node) -> Node:
    """Return an empty paragraph with the format of another."""
    p = make("p")
    if (properties := like.find(f"{W}pPr")) is not None:
        properties = copy.deepcopy(properties)
        for child in list(properties):
            if kind(child) in ("rPr", "sectPr", "pPrChange"):
                properties.remove(child)
        p.append(properties)
    return p


def shatter(pen: Pen, p: Node) -> None:
    """Split runs at random places, as Word does when it saves again and again."""
    for _ in range(pen.chance.randint(1, 4)):
        length = len(live_text(p))
        if length < 2:
            return
        cut(p, pen.chance.randrange(1, length))
    for run in live_runs(p):
        if pen.maybe(0.3):
            run.set(f"{W}rsidR", f"00{pen.chance.randrange(16**6):06X}")
        if pen.maybe(0.1) and kind(run.getparent()) == "p":
            run.addprevious(make("proofErr", type="spellStart"))
            run.addnext(make("proofErr", type="spellEnd"))
