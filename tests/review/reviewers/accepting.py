"""A tracked edit becomes the same edit in its final form, as Word's accept-all or an editor without tracking leaves it."""

from __future__ import annotations

from itertools import takewhile

from .package import NOTES, Node, W, kind, make, within
from .pen import GONE, Pen, mark_change

CONTENT = ("t", "footnoteReference", "drawing", "br", "tab", "sym", "object", "softHyphen")
RANGES = ("moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd")
ANCHORS = ("rg_", "rgf_")


def accept(pen: Pen) -> None:
    """Accept all changes; what becomes of the bookmarks depends on the mode of the pen."""
    empty_before = {
        name: empty for story in pen.package.stories() for name, empty in emptiness(story, accepted=False).items()
    }
    for story in pen.package.stories():
        rows(story)
        changes_in_text(story)
        lose_emptied(pen, story, empty_before)
        marks(pen, story)
        ends_lost(pen, story)
    forget_notes(pen)


def rows(story: Node) -> None:
    for change in list(story.iter(f"{W}ins", f"{W}del")):
        properties = change.getparent()
        if properties is None or kind(properties) != "trPr":
            continue
        row = properties.getparent()
        properties.remove(change)
        if kind(change) == "del":
            row.getparent().remove(row)


def changes_in_text(story: Node) -> None:
    """Drop what is deleted, unwrap what is inserted, and forget old formats."""
    for node in list(story.iter(*(f"{W}{tag}" for tag in (*GONE, *RANGES, "rPrChange", "pPrChange")))):
        parent = node.getparent()
        if kind(parent) != "rPr" or kind(node) == "rPrChange":
            parent.remove(node)
    for node in list(story.iter(f"{W}ins", f"{W}moveTo")):
        parent = node.getparent()
        if kind(parent) == "rPr":
            continue
        for child in list(node):
            node.addprevious(child)
        parent.remove(node)


def emptiness(story: Node, *, accepted: bool = True) -> dict[str, bool]:
    """Return for each bookmark of ours whether nothing stands in it."""
    open_: dict[str, str] = {}
    empty: dict[str, bool] = {}
    for node in story.iter(f"{W}*"):
        tag = kind(node)
        if tag == "bookmarkStart" and node.get(f"{W}name", "").startswith(ANCHORS):
            open_[node.get(f"{W}id")] = node.get(f"{W}name")
            empty[node.get(f"{W}name")] = True
        elif tag == "bookmarkEnd":
            open_.pop(node.get(f"{W}id"), None)
        elif open_ and (tag in CONTENT or (tag == "delText" and not accepted)):
            empty.update(dict.fromkeys(open_.values(), False))
    return empty


def lose_emptied(pen: Pen, story: Node, empty_before: dict[str, bool]) -> None:
    """Remove bookmarks in which nothing is left: mostly, and always those that the reviewer is known to lose."""
    share = 0.7 if pen.mode == "accepted" else 0.5
    for name, empty in emptiness(story).items():
        emptied = empty and not empty_before.get(name)
        if name in pen.lost or (emptied and name not in pen.kept and pen.luck.random() < share):
            remove_bookmark(story, name)


def remove_bookmark(story: Node, name: str, *, only_end: bool = False) -> None:
    start = next((each for each in story.iter(f"{W}bookmarkStart") if each.get(f"{W}name") == name), None)
    if start is None:
        return
    end = next((each for each in story.iter(f"{W}bookmarkEnd") if each.get(f"{W}id") == start.get(f"{W}id")), None)
    for node in (None if only_end else start, end):
        if node is not None:
            node.getparent().remove(node)


def marks(pen: Pen, story: Node) -> None:
    """Join paragraphs whose mark is deleted with the next one."""
    for p in list(story.iter(f"{W}p")):
        change = mark_change(p)
        if not change:
            continue
        properties = p.find(f"{W}pPr/{W}rPr")
        for node in list(properties):
            if kind(node) == change:
                properties.remove(node)
        if not len(properties):
            properties.getparent().remove(properties)
        if change in GONE:
            join(pen, p)


def join(pen: Pen, p: Node) -> None:
    following = next(p.itersiblings(), None)
    while following is not None and kind(following) in ("bookmarkStart", "bookmarkEnd", "proofErr"):
        following = next(following.itersiblings(), None)
    rest = [child for child in p if kind(child) != "pPr"]
    filled = any(kind(node) in CONTENT for child in rest for node in child.iter(f"{W}*"))
    if following is None or kind(following) != "p":
        if not filled and following is not None:
            give_up(pen, p, None)
        return
    if not filled:
        give_up(pen, p, following)
        return
    at = len(list(takewhile(lambda node: kind(node) == "pPr", following)))
    for child in reversed(rest):
        following.insert(at, child)
    p.getparent().remove(p)


def give_up(pen: Pen, p: Node, following: Node | None) -> None:
    """Remove an empty paragraph; an editor without tracking may leave its bookmark at the start of the next."""
    starts = {each.get(f"{W}id"): each for each in p.iter(f"{W}bookmarkStart")}
    stays = pen.mode == "untracked" and following is not None and pen.luck.random() < 0.25
    for end in list(p.iter(f"{W}bookmarkEnd")):
        outside = end.get(f"{W}id") not in starts
        if following is not None and (outside or stays):
            at = 1 if len(following) and kind(following[0]) == "pPr" else 0
            following.insert(at, end)
            if not outside:
                following.insert(at, starts[end.get(f"{W}id")])
    for number, start in starts.items():
        if within(start, "p") is p:
            story = p.getroottree().getroot()
            gone = [each for each in story.iter(f"{W}bookmarkEnd") if each.get(f"{W}id") == number]
            for end in gone:
                end.getparent().remove(end)
    p.getparent().remove(p)


def ends_lost(pen: Pen, story: Node) -> None:
    """Lose the end of half of the bookmarks that a split paragraph spreads over two."""
    if pen.mode != "accepted":
        return
    ends = {each.get(f"{W}id"): each for each in story.iter(f"{W}bookmarkEnd")}
    for start in story.iter(f"{W}bookmarkStart"):
        end = ends.get(start.get(f"{W}id"))
        ours = start.get(f"{W}name", "").startswith("rg_")
        apart = end is not None and within(end, "p") is not within(start, "p")
        if ours and apart and pen.luck.random() < 0.5:
            end.getparent().remove(end)


def forget_notes(pen: Pen) -> None:
    """Drop the footnotes that nothing points to any more."""
    if pen.package.notes is None or NOTES not in pen.package.members:
        return
    used = {each.get(f"{W}id") for each in pen.package.body.iter(f"{W}footnoteReference")}
    for note in list(pen.package.notes):
        if note.get(f"{W}type") is None and note.get(f"{W}id") not in used:
            pen.package.notes.remove(note)


def marked_row(pen: Pen, row: Node, tag: str) -> None:
    """Mark a table row as inserted or deleted."""
    properties = row.find(f"{W}trPr")
    if properties is None:
        properties = make("trPr")
        behind = [each for each in row if kind(each) == "tblPrEx"]
        row.insert(len(behind), properties)
    properties.append(pen.change(tag))
