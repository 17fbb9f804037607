"""What became of each narrative: its pieces kept, edited, deleted, and what was put after each; with no word of syntax."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from reportgen.review.align import Group, in_order
from reportgen.review.book import Book, Leaf
from reportgen.review.difference import Difference, Woven
from reportgen.review.tokens import PARAGRAPH, Token
from reportgen.review.word.story import Cell, Paragraph


@dataclass(frozen=True, slots=True)
class Shape:
    """What a paragraph is: a heading of a level, an item of a list, a quotation, a cell, or (all 0) plain."""

    level: int = 0
    item: int = 0
    ordered: bool = False
    quote: bool = False
    cell: bool = False


def shape_of(paragraph: Paragraph) -> Shape:
    """Return what a paragraph is."""
    if paragraph.cell is not None:
        return Shape(cell=True)
    if paragraph.item:
        return Shape(item=paragraph.item, ordered=paragraph.ordered)
    return Shape(level=paragraph.level, quote=paragraph.style in ("quote", "quotations", "intensequote"))


@dataclass(frozen=True, slots=True)
class Written:
    """A paragraph as returned: each token with the one that it was kept from, and what it is."""

    tokens: tuple[tuple[Token, Token | None], ...]
    shape: Shape
    cell: Cell | None = None
    at: int = -1


@dataclass(slots=True)
class Step:
    """Something that a reviewer did to one narrative; a whole, to be taken or left.

    Attributes:
        groups: The groups of paragraphs that it is about.
        content: Index of a leaf -> what it says now.
        reshaped: Leaves of `content` that are something else now, a heading for example.
        gone: Leaves that are deleted, or have moved.
        after: Index of a leaf (-1 = before all) -> paragraphs that were put behind it.
    """

    groups: set[int] = field(default_factory=set[int])
    content: dict[int, Written] = field(default_factory=dict[int, Written])
    reshaped: set[int] = field(default_factory=set[int])
    gone: set[int] = field(default_factory=set[int])
    after: dict[int, list[Written]] = field(default_factory=dict[int, list[Written]])

    def take(self, other: Step) -> None:
        """Add what another step does."""
        self.groups |= other.groups
        self.content |= other.content
        self.reshaped |= other.reshaped
        self.gone |= other.gone
        for index, written in other.after.items():
            self.after.setdefault(index, []).extend(written)


@dataclass(frozen=True, slots=True)
class Placed:
    """Where the paragraphs as returned belong: index -> file, which of them stand where they were sent, their groups."""

    files: Mapping[int, str]
    still: frozenset[int]
    groups: Mapping[int, int]


def place(book: Book, groups: Sequence[Group], after: Sequence[Paragraph], texts: Sequence[str]) -> Placed:
    """Return the file of each paragraph as returned; none where a report computes it or nothing tells."""
    olds = {new: group.before for group in groups for new in group.after}
    still = _still(olds)
    files: dict[int, str] = {}
    for new, before in olds.items():
        leaf = next((book.leaves[old] for old in before if old in book.leaves), None)
        if leaf and leaf.marked and (new in still or not before):
            files[new] = leaf.file
    for new in range(len(after)):
        before = olds.get(new, ())
        moved = any(old in book.leaves and book.leaves[old].marked for old in before) and new not in still
        if new not in files and texts[new] and (not before or moved):
            file = _beside(book, new, after, olds, files, still)
            if file:
                files[new] = file
    return Placed(files, still, {new: index for index, group in enumerate(groups) for new in group.after})


def _still(olds: Mapping[int, tuple[int, ...]]) -> frozenset[int]:
    """Return the paragraphs that stand in the order in which they were sent."""
    pairs = [(new, before[0]) for new, before in olds.items() if before]
    firsts: dict[int, int] = {}
    for new, old in sorted(pairs):
        firsts.setdefault(old, new)
    kept = {new for new, _ in in_order([(new, old) for old, new in firsts.items()])}
    # The rest of a paragraph that was split stands where its first part does.
    return frozenset(new for new, old in pairs if firsts[old] in kept)


def _beside(
    book: Book,
    new: int,
    after: Sequence[Paragraph],
    olds: Mapping[int, tuple[int, ...]],
    files: Mapping[int, str],
    still: frozenset[int],
) -> str:
    """Return the narrative that a new paragraph was written into: the one before it, else the one after it."""
    cell = after[new].cell
    for step in (-1, 1):
        near = new + step
        while 0 <= near < len(after) and near not in files and not olds.get(near):
            near += step
        if not 0 <= near < len(after):
            continue
        if near in files and (cell is None or not olds.get(near) or _same_table(cell, after[near].cell)):
            return files[near]
        front = next(
            (book.leaves[o] for o in olds.get(near, ()) if o in book.leaves and not book.leaves[o].marked), None
        )
        if step < 0 and front and front.origin.endswith("#title"):
            return front.file
    return ""


def _same_table(one: Cell, other: Cell | None) -> bool:
    return other is not None and one.table == other.table


def steps_of(
    file: str,
    leaves: Sequence[Leaf],
    groups: Sequence[Group],
    differences: Mapping[int, Difference],
    placed: Placed,
    before: Sequence[Paragraph],
    after: Sequence[Paragraph],
) -> list[Step]:
    """Return the steps that turn the pieces of `file` as sent into those as returned."""
    number = {leaf.at: index for index, leaf in enumerate(leaves)}
    steps: list[Step] = []
    seen: set[int] = set()
    last = -1  # the last piece that stays
    for new in sorted(new for new, each in placed.files.items() if each == file):
        index = placed.groups[new]
        group = groups[index]
        mine = [number[old] for old in group.before if old in number]
        written = _written(group, new, differences[index], after)
        if mine and new in placed.still and mine[0] not in seen:
            seen.update(mine)
            step = _in_place(group, index, mine, last, written, differences[index], before, after)
            if step:
                steps.append(step)
            if step is None or mine[0] not in step.gone:
                last = mine[0]
        elif written.tokens:
            steps.append(Step(groups={index}, after={last: [written]}))
    for index in range(len(leaves)):
        if index not in seen:
            owners = {i for i, group in enumerate(groups) if leaves[index].at in group.before}
            steps.append(Step(groups=owners, gone={index}))
    return _together(steps, leaves)


def _in_place(
    group: Group,
    index: int,
    mine: list[int],
    last: int,
    written: Written,
    difference: Difference,
    before: Sequence[Paragraph],
    after: Sequence[Paragraph],
) -> Step | None:
    """Return what became of a leaf that stands where it stood; None = nothing."""
    old, new = before[group.before[0]], after[written.at]
    was, now = shape_of(old), shape_of(new)
    if not written.tokens and not now.cell:
        return Step({index}, gone=set(mine))
    reshaped = was != now and not was.cell
    if len(group.before) == len(group.after) == 1 and difference.same and not reshaped:
        return None
    step = Step({index}, gone=set(mine[1:]))
    if reshaped and (was.item or was.quote):
        step.gone.add(mine[0])
        step.after[last] = [written]
    else:
        step.content[mine[0]] = written
        if reshaped:
            step.reshaped.add(mine[0])
    return step


def _written(group: Group, new: int, difference: Difference, after: Sequence[Paragraph]) -> Written:
    """Return one paragraph of a group's other side, its figures as they were sent."""
    tokens: list[tuple[Token, Token | None]] = []
    done: set[int] = set()
    for each in parts(difference.after)[group.after.index(new)]:
        if each.figure >= 0:
            if each.figure not in done:
                done.add(each.figure)
                figure = difference.figures[each.figure]
                tokens.extend((t, t) for t in difference.before[figure.start : figure.end])
        else:
            tokens.append((each.token, difference.before[each.kept] if each.kept >= 0 else None))
    return Written(tuple(tokens), shape_of(after[new]), after[new].cell, new)


def parts(row: Sequence[Woven]) -> list[list[Woven]]:
    """Part a row of tokens at the ends of paragraphs."""
    found: list[list[Woven]] = [[]]
    for each in row:
        if each.token.text == PARAGRAPH:
            found.append([])
        else:
            found[-1].append(each)
    return found


def _together(steps: list[Step], leaves: Sequence[Leaf]) -> list[Step]:
    """Join steps that cannot be taken one without the other.

    Both ends of a move, the parts of a split, the cells of a row, neighbours that are all deleted, and what was put at
    one place.
    """
    joined: list[tuple[set[object], Step]] = []
    for step in steps:
        keys = _keys(step, leaves)
        whole = Step()
        for each in [each for each in joined if each[0] & keys]:
            joined.remove(each)
            keys |= each[0]
            whole.take(each[1])
        whole.take(step)
        joined.append((keys, whole))
    return [step for _, step in joined]


def _keys(step: Step, leaves: Sequence[Leaf]) -> set[object]:
    keys: set[object] = {("group", index) for index in step.groups}
    keys |= {("after", index) for index in step.after}
    keys |= {("row", each.cell.table, each.cell.row) for many in step.after.values() for each in many if each.cell}
    for index in step.gone:
        piece = leaves[index].piece
        keys |= {("gone", index), ("gone", index + 1)}
        if piece and piece.kind == "cell":
            keys.add(("row of", id(piece.chain[-1]), piece.row))
    return keys
