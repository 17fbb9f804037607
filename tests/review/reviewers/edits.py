"""A seed becomes an edited draft: what a reviewer does in Word to the paragraphs of one chapter, as Word saves it.

Every edit is made with tracking on. The other modes are the same edit in its final form, so that the words are the same.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Literal

from . import words
from .accepting import accept, marked_row
from .facts import change_fact, facts_of
from .package import Node, W, kind, make, opened, within
from .pen import (
    Pen,
    cut,
    facts_in,
    insert,
    link_spans,
    live_runs,
    live_text,
    mark,
    mark_change,
    new_paragraph,
    pristine,
    replace,
    runs_between,
    shatter,
    strike,
    text_of,
    touches,
    words_of,
    written,
)

Mode = Literal["tracked", "accepted", "untracked"]
# Nobody edits these without tools of their own: fields, drawings, formulas.
HARD = ("fldChar", "drawing", "sdt", "pict", "object", "oMath", "fldSimple")
# What stays behind when a paragraph is moved.
NOT_COPIED = ("commentRangeStart", "commentRangeEnd", "commentReference", "rPrChange")


@dataclass(frozen=True)
class Step:
    """One thing that the reviewer did."""

    kind: str
    anchor: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class Edited:
    """A draft as it comes back, and what was done to it."""

    docx: bytes
    script: tuple[Step, ...]


@dataclass
class Desk:
    """The paragraphs that a reviewer works on."""

    pen: Pen
    anchors: frozenset[str]
    busy: list[Node] = field(default_factory=list)

    @property
    def chance(self) -> Random:
        return self.pen.chance

    def paragraphs(self) -> list[tuple[str, Node]]:
        """Return the anchored paragraphs that still have text, with their bookmarks."""
        found: dict[Node, str] = {}
        for story in self.pen.package.stories():
            for start in story.iter(f"{W}bookmarkStart"):
                p = within(start, "p")
                if start.get(f"{W}name") in self.anchors and p is not None and editable(p):
                    found.setdefault(p, start.get(f"{W}name"))
        return [(name, p) for p, name in found.items()]

    def choose(self, fits: Callable[[Node], bool]) -> tuple[str, Node] | None:
        """Return a paragraph for a step, seldom one that has been edited already."""
        fitting = [each for each in self.paragraphs() if fits(each[1])]
        fresh = [each for each in fitting if each[1] not in self.busy]
        pool = fitting if self.chance.random() < 0.2 or not fresh else fresh
        if not pool:
            return None
        name, p = self.chance.choice(pool)
        if p not in self.busy:
            self.busy.append(p)
            if self.chance.random() < 0.5:
                shatter(self.pen, p)
        return name, p


def edit(
    draft: bytes,
    seed: int,
    *,
    mode: Mode,
    anchors: Collection[str],
    kinds: Collection[str] | None = None,
    count: int | None = None,
    author: str = "Amina K.",
    date: str = "2025-03-03T09:30:00Z",
) -> Edited:
    """Return the draft as a reviewer sends it back, with a random script of one to six steps."""
    pen = Pen(opened(draft), Random(seed), Random(seed * 7 + 1), author, date, mode)
    desk = Desk(pen, frozenset(anchors))
    names = [name for name in KINDS if kinds is None or name in kinds]
    script: list[Step] = []
    wanted = pen.chance.choice((1, 1, 2, 2, 3, 3, 4, 5, 6)) if count is None else count
    for _ in range(wanted * 8):
        if len(script) == wanted:
            break
        if step := KINDS[pen.chance.choice(names)](desk):
            script.append(step)
    if mode != "tracked":
        accept(pen)
    return Edited(pen.package.save(), tuple(script))


def editable(p: Node) -> bool:
    hard = next(p.iter(*(f"{W}{tag}" for tag in HARD)), None) is not None
    return not hard and mark_change(p) not in ("del", "moveFrom", "moveTo") and bool(live_text(p).strip())


def style(p: Node) -> str:
    found = p.find(f"{W}pPr/{W}pStyle")
    return found.get(f"{W}val", "") if found is not None else ""


def in_note(p: Node) -> bool:
    return within(p, "footnote") is not None


def in_text(p: Node) -> bool:
    """Return whether words of the paragraph may be edited: any of the body with some words."""
    return not in_note(p) and len(words_of(p)) > 2


def whole(p: Node) -> bool:
    """Return whether the paragraph may be split, moved or deleted: running text, not a heading, not in a cell."""
    ends_section = p.find(f"{W}pPr/{W}sectPr") is not None
    return in_text(p) and within(p, "tc") is None and not ends_section and not style(p).startswith(("Heading", "Title"))


def untouched(p: Node) -> bool:
    return whole(p) and pristine(p)


def is_item(p: Node) -> bool:
    return whole(p) and style(p).startswith("List")


def span_of_words(desk: Desk, p: Node, most: int, *, facts: float = 0.0) -> tuple[int, int] | None:
    """Choose some words that follow each other; whole facts among them only now and then."""
    all_words, taken = words_of(p), [(start, end) for _, start, end in facts_in(p)]
    for _ in range(12):
        first = desk.chance.randrange(len(all_words))
        last = min(len(all_words) - 1, first + desk.chance.randint(0, most - 1))
        span = all_words[first][0], all_words[last][1]
        inside = all(span[0] <= start and end <= span[1] for start, end in taken if touches(span, [(start, end)]))
        if not touches(span, taken) or (inside and desk.chance.random() < facts):
            return span
    return None


def place(desk: Desk, p: Node) -> int | None:
    """Choose the start of a word that is not within a fact."""
    taken = [(start, end) for _, start, end in facts_in(p)]
    starts = [start for start, _ in words_of(p) if not any(a < start < b for a, b in taken)]
    return desk.chance.choice(starts) if starts else None


def insert_words(desk: Desk) -> Step | None:
    if not (found := desk.choose(in_text)):
        return None
    return typed(desk, *found, "insert-words")


def typed(desk: Desk, name: str, p: Node, kind_: str) -> Step | None:
    """Insert words: within the paragraph, at its very start or at its very end."""
    text, chance = " ".join(words.some(desk.chance, 1, 6)), desk.chance.random()
    if chance < 0.1:
        if desk.chance.random() < 0.5:
            text = f"{desk.chance.choice(words.STARTS)} {text}"
        at, text = 0, f"{text} "
    elif chance < 0.25:
        at, text = len(live_text(p)), f" {text}"
    elif (somewhere := place(desk, p)) is not None:
        at, text = somewhere, f"{text} "
    else:
        return None
    insert(desk.pen, p, at, text)
    return Step(kind_, name, "", text)


def delete_words(desk: Desk) -> Step | None:
    if not (found := desk.choose(in_text)):
        return None
    name, p = found
    if (span := span_of_words(desk, p, 6, facts=0.2)) is None or span == (0, len(live_text(p))):
        return None
    text = live_text(p)
    end = span[1] + (text[span[1] : span[1] + 1] == " ")
    runs = runs_between(p, span[0], end)
    strike(desk.pen, runs)
    return Step("delete-words", name, text[span[0] : end], "")


def replace_word(desk: Desk) -> Step | None:
    return replaced(desk, "replace-word", in_text)


def replaced(desk: Desk, kind_: str, fits: Callable[[Node], bool]) -> Step | None:
    if not (found := desk.choose(fits)) or (span := span_of_words(desk, found[1], 2)) is None:
        return None
    new = " ".join(words.some(desk.chance, 1, 2, 0.25))
    return Step(kind_, found[0], replace(desk.pen, found[1], *span, new), new)


def retype(desk: Desk) -> Step | None:
    """Type other words over a whole paragraph; some facts may be left alone while the words around them change."""
    if not (found := desk.choose(untouched)):
        return None
    name, p = found
    before, shared = live_text(p), live_text(p).split()
    stay = [each for each in facts_in(p) if desk.chance.random() < 0.4 and each[1] < each[2]]
    starts = [0, *(end for _, _, end in stay)]
    ends = [*(start for _, start, _ in stay), len(before)]
    for start, end in reversed(list(zip(starts, ends, strict=True))):
        text = words.sentence(desk.chance, 3, 14, shared if desk.chance.random() < 0.6 else ())
        text = (" " if start else "") + text + (" " if end < len(before) else "")
        if start < end:
            replace(desk.pen, p, start, end, text)
        else:
            insert(desk.pen, p, start, text)
    return Step("retype", name, before, live_text(p))


def split(desk: Desk) -> Step | None:
    if not (found := desk.choose(untouched)):
        return None
    name, p = found
    text = live_text(p)
    taken = [(start, end) for _, start, end in facts_in(p)] + link_spans(p)
    sentences = [match.end() for match in re.finditer(r"[.;:] ", text)]
    places = sentences if sentences and desk.chance.random() < 0.7 else [start for start, _ in words_of(p)][1:]
    places = [at for at in places if not any(a < at < b for a, b in taken) and text[:at].strip() and text[at:].strip()]
    if not places:
        return None
    at = desk.chance.choice(places)
    cut(p, at)
    head = new_paragraph(p)
    mark(desk.pen, head, "ins")
    p.addprevious(head)
    behind = next(run for run in live_runs(p) if live_offset(p, run) >= at)
    top = behind if behind.getparent() is p else next(each for each in behind.iterancestors() if each.getparent() is p)
    while (previous := top.getprevious()) is not None and kind(previous) == "bookmarkStart":
        top = previous
    while (previous := top.getprevious()) is not None and kind(previous) != "pPr":
        head.insert(1 if len(head) and kind(head[0]) == "pPr" else 0, previous)
    desk.busy.append(head)
    return Step("split", name, text, f"{text[:at]}¶{text[at:]}")


def live_offset(p: Node, run: Node) -> int:
    at = 0
    for each in live_runs(p):
        if each is run:
            return at
        at += len(text_of(each))
    return at


def merge(desk: Desk) -> Step | None:
    known = {p for _, p in desk.paragraphs()}

    def has_next(p: Node) -> bool:
        following = p.getnext()
        return untouched(p) and following is not None and following in known and untouched(following)

    if not (found := desk.choose(has_next)):
        return None
    name, p = found
    following = p.getnext()
    before = f"{live_text(p)}¶{live_text(following)}"

    if p.find(f".//{W}footnoteReference") is not None or desk.chance.random() < 0.7:
        insert(desk.pen, following, 0, " ")
    else:
        insert(desk.pen, p, len(live_text(p)), " ")
    mark(desk.pen, p, "del")
    desk.busy += [p, following]
    return Step("merge", name, before, before.replace("¶", " "))


def copied_notes(desk: Desk, p: Node) -> None:
    """Give a copied paragraph footnotes of its own, as Word does."""
    for reference in p.iter(f"{W}footnoteReference"):
        old = reference.get(f"{W}id")
        note = next(each for each in desk.pen.package.notes if each.get(f"{W}id") == old)
        again = copy.deepcopy(note)
        for node in list(again.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
            node.getparent().remove(node)
        again.set(f"{W}id", str(next_note(desk)))
        reference.set(f"{W}id", again.get(f"{W}id"))
        desk.pen.package.notes.append(again)


def next_note(desk: Desk) -> int:
    return max(int(each.get(f"{W}id")) for each in desk.pen.package.notes) + 1


def move(desk: Desk) -> Step | None:
    """Move a paragraph before or behind another one of the chapter."""
    if not (found := desk.choose(untouched)):
        return None
    name, p = found
    near = (p, p.getnext(), p.getprevious())
    targets = [
        (other, each)
        for other, each in desk.paragraphs()
        if whole(each) and not mark_change(each) and each.getparent() is p.getparent() and each not in near
    ]
    if not targets:
        return None
    other, target = desk.chance.choice(targets)
    copied = copy.deepcopy(p)
    for node in list(copied.iter(*(f"{W}{tag}" for tag in NOT_COPIED))):
        node.getparent().remove(node)
    copied_notes(desk, copied)
    takes = desk.pen.luck.random() < 0.5 or desk.pen.mode == "untracked"
    for node in list((p if takes else copied).iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
        node.getparent().remove(node)
    moved(desk.pen, p, "moveFrom", (named := f"move{desk.chance.randrange(10**8)}"))
    target.addprevious(copied)
    moved(desk.pen, copied, "moveTo", named)
    return Step("move", name, live_text(copied), f"before {other}: {live_text(target)[:60]}")


def moved(pen: Pen, p: Node, tag: str, named: str) -> None:
    """Mark a whole paragraph as moved."""
    for run in list(p.iter(f"{W}r")):
        wrapper = pen.change(tag)
        run.addprevious(wrapper)
        wrapper.append(run)
    mark(pen, p, tag)
    number = pen.number()
    start = make(f"{tag}RangeStart", id=number, author=pen.author, date=pen.date, name=named)
    p.insert(1, start)
    p.append(make(f"{tag}RangeEnd", id=number))


def strike_all(pen: Pen, p: Node) -> None:
    """Delete all that a paragraph holds, footnotes too."""
    strike(pen, live_runs(p))
    for reference in list(p.iter(f"{W}footnoteReference")):
        run = reference.getparent()
        if within(run, "del", "moveFrom") is None:
            strike(pen, [run])


def delete_paragraph(desk: Desk) -> Step | None:
    return deleted(desk, "delete-paragraph", whole)


def deleted(desk: Desk, kind_: str, fits: Callable[[Node], bool]) -> Step | None:
    def fit(p: Node) -> bool:
        following = p.getnext()
        return fits(p) and not mark_change(p) and following is not None and kind(following) in ("p", "tbl")

    if not (found := desk.choose(fit)):
        return None
    name, p = found
    before = live_text(p)
    strike_all(desk.pen, p)
    mark(desk.pen, p, "del")
    return Step(kind_, name, before, "")


def insert_paragraph(desk: Desk) -> Step | None:
    return added(desk, "insert-paragraph", whole, desk.chance.choice((1, 1, 1, 2, 3)))


def added(desk: Desk, kind_: str, fits: Callable[[Node], bool], count: int) -> Step | None:
    """Add paragraphs before or behind one; either the new marks are inserted, or that of the old one is."""
    if not (found := desk.choose(lambda p: fits(p) and not mark_change(p))):
        return None
    name, p = found
    texts = []
    for _ in range(count):
        shared = live_text(p).split() if desk.chance.random() < 0.4 else ()
        texts.append(words.sentence(desk.chance, 2 if kind_ == "list-item" else 5, 20, shared))
    new = [new_paragraph(p) for _ in texts]
    for each, text in zip(new, texts, strict=True):
        each.append(desk.pen.change("ins", written(desk.pen, text)))
    marked = list(new)
    if desk.chance.random() < 0.5:
        for each in new:
            p.addprevious(each)
    else:
        for each in reversed(new):
            p.addnext(each)
        if desk.chance.random() < 0.5:
            marked = [p, *new[:-1]]
    for each in marked:
        mark(desk.pen, each, "ins")
    return Step(kind_, name, "", "¶".join(texts))


def list_item(desk: Desk) -> Step | None:
    if desk.chance.random() < 0.6:
        return added(desk, "list-item", is_item, 1)
    return deleted(desk, "list-item", is_item)


def bold(desk: Desk) -> Step | None:
    """Set some words in bold or italics, or take that away."""
    if not (found := desk.choose(in_text)) or (span := span_of_words(desk, found[1], 5, facts=1.0)) is None:
        return None
    name, p = found
    runs = [run for run in runs_between(p, *span) if within(run, "moveTo") is None]
    tag, on = desk.chance.choice("bi"), desk.chance.random() < 0.7
    for run in runs:
        set_format(desk.pen, run, tag, on)
    return Step("format", name, "".join(map(text_of, runs)), f"{tag} {'on' if on else 'off'}")


def set_format(pen: Pen, run: Node, tag: str, on: bool) -> None:
    properties = run.find(f"{W}rPr")
    if properties is None:
        properties = make("rPr")
        run.insert(0, properties)
    old = copy.deepcopy(properties)
    for child in list(properties):
        named = kind(child) == "rStyle" and child.get(f"{W}val") in ("Strong", "Emphasis")
        if kind(child) in (tag, f"{tag}Cs", "rPrChange") or (named and not on):
            properties.remove(child)
    new = [make(tag), make(f"{tag}Cs")] if on else [make(tag, val="0"), make(f"{tag}Cs", val="0")]
    before = {"b": ("rStyle", "rFonts"), "i": ("rStyle", "rFonts", "b", "bCs")}[tag]
    at = sum(kind(child) in before for child in properties)
    properties[at:at] = new
    change = old.find(f"{W}rPrChange")
    if within(run, "ins") is None:
        properties.append(change if change is not None else pen.change("rPrChange", old))


def link(desk: Desk) -> Step | None:
    """Edit words in a link."""
    if not (found := desk.choose(lambda p: in_text(p) and bool(link_spans(p)))):
        return None
    name, p = found
    start, end = desk.chance.choice(link_spans(p))
    inside = [span for span in words_of(p) if start <= span[0] and span[1] <= end]
    if not inside or touches(span := desk.chance.choice(inside), [each[1:] for each in facts_in(p)]):
        return None
    new = " ".join(words.some(desk.chance, 1, 2, 0.2))
    return Step("link", name, replace(desk.pen, p, *span, new), new)


def rows(desk: Desk) -> Iterator[tuple[str, Node]]:
    """Yield the rows of which every cell is one plain paragraph of the chapter."""
    known = {p: name for name, p in desk.paragraphs()}
    seen = {row for p in known if (row := within(p, "tr")) is not None}
    for row in sorted(seen, key=lambda each: list(each.getroottree().getroot().iter(f"{W}tr")).index(each)):
        cells = [list(cell.iterchildren(f"{W}p")) for cell in row.iterchildren(f"{W}tc")]
        plain = row.find(f".//{W}vMerge") is None and row.find(f".//{W}gridSpan") is None
        if plain and all(len(ps) == 1 and ps[0] in known and pristine(ps[0]) for ps in cells):
            yield known[cells[0][0]], row


def table_row(desk: Desk) -> Step | None:
    if not (found := list(rows(desk))):
        return None
    name, row = desk.chance.choice(found)
    before = " | ".join(live_text(p) for p in row.iter(f"{W}p"))
    if desk.chance.random() < 0.4 and row.find(f"{W}trPr/{W}tblHeader") is None:
        for p in row.iter(f"{W}p"):
            strike_all(desk.pen, p)
            mark(desk.pen, p, "del")
        marked_row(desk.pen, row, "del")
        return Step("table-row", name, before, "")
    return Step("table-row", name, "", " | ".join(new_row(desk, row)))


def new_row(desk: Desk, row: Node) -> list[str]:
    """Add a row behind another one; return the words in its cells."""
    new, texts = copy.deepcopy(row), []
    for tag in ("tblHeader", "ins", "del"):
        for node in new.findall(f"{W}trPr/{W}{tag}"):
            node.getparent().remove(node)
    for p in list(new.iter(f"{W}p")):
        fresh = new_paragraph(p)
        if style(p) == "TableHeading":
            fresh.find(f"{W}pPr/{W}pStyle").set(f"{W}val", "TableText")
        texts.append(" ".join(words.some(desk.chance, 1, 4)))
        fresh.append(desk.pen.change("ins", written(desk.pen, texts[-1])))
        mark(desk.pen, fresh, "ins")
        p.getparent().replace(p, fresh)
    marked_row(desk.pen, new, "ins")
    row.addnext(new)
    return texts


def table_cell(desk: Desk) -> Step | None:
    def in_cell(p: Node) -> bool:
        return not in_note(p) and within(p, "tc") is not None

    if desk.chance.random() < 0.5 or not (found := desk.choose(in_cell)):
        return replaced(desk, "table-cell", in_cell)
    return typed(desk, *found, "table-cell")


def footnote_edit(desk: Desk) -> Step | None:
    if desk.chance.random() < 0.5 or not (found := desk.choose(in_note)):
        return replaced(desk, "footnote-edit", in_note)
    name, p = found
    if (at := place(desk, p)) is None:
        return None
    text = " ".join(words.some(desk.chance, 1, 5)) + " "
    insert(desk.pen, p, at, text)
    return Step("footnote-edit", name, "", text)


def footnote_insert(desk: Desk) -> Step | None:
    if desk.pen.package.notes is None or not (found := desk.choose(lambda p: in_text(p) and within(p, "tc") is None)):
        return None
    name, p = found
    span = span_of_words(desk, p, 1)
    runs = [] if span is None else runs_between(p, *span)
    if not runs or within(runs[-1], "hyperlink", "ins") is not None:
        return None
    number, text = next_note(desk), words.sentence(desk.chance, 3, 12)

    def small(child: Node) -> Node:
        return make("r", make("rPr", make("rStyle", val="FootnoteReference")), child)

    paragraph = make("p", make("pPr", make("pStyle", val="FootnoteText")))
    paragraph.append(desk.pen.change("ins", small(make("footnoteRef")), written(desk.pen, f" {text}")))
    desk.pen.package.notes.append(make("footnote", paragraph, id=number))
    runs[-1].addnext(desk.pen.change("ins", small(make("footnoteReference", id=number))))
    return Step("footnote-insert", name, live_text(p)[span[0] : span[1]], text)


def footnote_delete(desk: Desk) -> Step | None:
    def noted(p: Node) -> bool:
        references = p.iter(f"{W}footnoteReference")
        return not in_note(p) and any(within(each, "ins", "del", "moveTo", "moveFrom") is None for each in references)

    if desk.pen.package.notes is None or not (found := desk.choose(noted)):
        return None
    name, p = found
    reference = next(each for each in p.iter(f"{W}footnoteReference") if within(each, "ins", "del", "moveTo") is None)
    note = next(each for each in desk.pen.package.notes if each.get(f"{W}id") == reference.get(f"{W}id"))
    strike(desk.pen, [reference.getparent()])
    text = " ".join(live_text(each) for each in note.iter(f"{W}p"))
    if desk.chance.random() < 0.5:
        for each in note.iter(f"{W}p"):
            strike(desk.pen, live_runs(each))
    return Step("footnote-delete", name, text, "")


def comment(desk: Desk) -> Step | None:
    if not (found := desk.choose(in_text)):
        return None
    name, p = found
    span = desk.chance.choice(words_of(p))
    runs = [run for run in runs_between(p, *span) if run.getparent() is p]
    if not runs:
        return None
    comments, text = desk.pen.package.comments, words.sentence(desk.chance, 2, 12)
    number = max((int(each.get(f"{W}id")) for each in comments), default=-1) + 1
    note = make("comment", id=number, author=desk.pen.author, date=desk.pen.date, initials="AK")
    note.append(make("p", written(desk.pen, text)))
    comments.append(note)
    runs[0].addprevious(make("commentRangeStart", id=number))
    runs[-1].addnext(make("commentRangeEnd", id=number))
    runs[-1].getnext().addnext(make("r", make("commentReference", id=number)))
    return Step("comment", name, "".join(map(text_of, runs)), text)


def fact_edit(desk: Desk) -> Step | None:
    if not (found := desk.choose(lambda p: not in_note(p) and bool(facts_of(p)))):
        return None
    name, p = found
    changed = change_fact(desk.pen, p, desk.chance.choice(facts_of(p)))
    return Step("fact-edit", name, f"{changed.bookmark} {changed.old}", changed.new) if changed else None


KINDS: dict[str, Callable[[Desk], Step | None]] = {
    "insert-words": insert_words,
    "delete-words": delete_words,
    "retype": retype,
    "replace-word": replace_word,
    "split": split,
    "merge": merge,
    "move": move,
    "delete-paragraph": delete_paragraph,
    "insert-paragraph": insert_paragraph,
    "format": bold,
    "link": link,
    "list-item": list_item,
    "table-row": table_row,
    "table-cell": table_cell,
    "footnote-edit": footnote_edit,
    "footnote-insert": footnote_insert,
    "footnote-delete": footnote_delete,
    "comment": comment,
    "fact-edit": fact_edit,
}
