"""What became of a draft becomes patches to its narratives, each read again before it is believed.

A patch whose result does not read as the reviewer wrote it is written more carefully, then without looks that Markdown
has no words for, and otherwise given up by name: never guessed at.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportgen.load.narratives import read_narrative
from reportgen.model import narrative as m
from reportgen.review.align import Group
from reportgen.review.book import Book, Leaf, joined, labels_of
from reportgen.review.changed import Placed, Shape, Step, Written, place, steps_of
from reportgen.review.compared import Compared
from reportgen.review.difference import Difference
from reportgen.review.patch import apply, edits_of
from reportgen.review.pieces import pieces, span_of
from reportgen.review.rounds import Edit
from reportgen.review.source import Source
from reportgen.review.tokens import Token, of_paragraph
from reportgen.review.verify import expected, notes_read, reading, said, tokens_of
from reportgen.review.word.story import Stamp

Pairs = tuple[tuple[Token, Token | None], ...]


@dataclass(frozen=True, slots=True)
class Patch:
    """One change of a narrative.

    Attributes:
        edits: Empty where it cannot be written.
        lost: What was given up, in words for a person.
        by: Who changed a footnote's text; of all others the paragraphs know.
        words: Of a footnote: its text as returned.
    """

    file: str
    step: Step
    edits: tuple[Edit, ...]
    lost: str = ""
    by: tuple[Stamp, ...] = ()
    words: str = ""


def patches(compared: Compared) -> tuple[list[Patch], Placed]:
    """Return the patches of all narratives that were sent, and where paragraphs belong."""
    book = compared.book
    placed = place(book, compared.groups, compared.view.paragraphs, compared.texts)
    found: list[Patch] = []
    for file, narrative in book.narratives.items():
        leaves = [leaf for leaf in _firsts(book) if leaf.file == file]
        if leaves:
            source = _source(compared, file, narrative, leaves)
            steps = [*_steps(compared, file, leaves, placed), *_front_steps(compared, leaves)]
            found += _patched(source, book, steps)
            found += _note_patches(source, compared)
    return found, placed


def _firsts(book: Book) -> list[Leaf]:
    """Return the leaves in the order of their files' pieces; of one that was printed twice, the first print."""
    seen: dict[str, Leaf] = {}
    for leaf in book.leaves.values():
        seen.setdefault(leaf.origin, leaf)
    return list(seen.values())


def _source(compared: Compared, file: str, narrative: m.Narrative, leaves: Sequence[Leaf]) -> Source:
    book = compared.book
    title = next((book.view.paragraphs[leaf.at].level for leaf in leaves if leaf.origin.endswith("#title")), 0)
    levels = [
        book.view.paragraphs[leaf.at].level - (_level(leaf) - 2) for leaf in leaves if leaf.piece and _level(leaf)
    ]
    new_notes = {
        key: tuple((token, None) for token in of_paragraph(joined(compared.view.notes[key]), compared.keys))
        for key, origin in compared.keys.items()
        if origin == key and compared.view.notes[key]
    }
    return Source(
        file=file,
        text=narrative.source,
        narrative=narrative,
        leaves=leaves,
        notes={origin: leaf for origin, leaf in book.notes.items() if leaf.file == file},
        new_notes=new_notes,
        labels={label: label for label in labels_of(narrative)},
        heading=levels[0] if levels else title + 1 if title else 2,
        texts=book.draft.sources,
        all_leaves={leaf.origin: leaf for leaf in (*book.leaves.values(), *book.notes.values())},
    )


def _level(leaf: Leaf) -> int:
    block = leaf.piece.chain[-1] if leaf.piece else None
    return block.level if isinstance(block, m.TextBlock) else 0


def _steps(compared: Compared, file: str, leaves: Sequence[Leaf], placed: Placed) -> list[Step]:
    body = [leaf for leaf in leaves if leaf.piece]
    return [
        _shifted(step, leaves, body)
        for step in steps_of(
            file, body, compared.groups, compared.differences, placed,
            compared.book.view.paragraphs, compared.view.paragraphs,
        )
    ]  # fmt: skip


def _shifted(step: Step, leaves: Sequence[Leaf], body: Sequence[Leaf]) -> Step:
    """Return a step whose numbers are those of all leaves, the front matter's among them."""
    number = {id(leaf): index for index, leaf in enumerate(leaves)}
    at = [number[id(leaf)] for leaf in body]
    first = next((index for index, leaf in enumerate(leaves) if leaf.piece), len(leaves))
    return Step(
        step.groups,
        {at[i]: written for i, written in step.content.items()},
        {at[i] for i in step.reshaped},
        {at[i] for i in step.gone},
        {at[i] if i >= 0 else first - 1: written for i, written in step.after.items()},
    )


def _front_steps(compared: Compared, leaves: Sequence[Leaf]) -> list[Step]:
    """Return changes of titles and bylines, at whichever place they were made."""
    steps: list[Step] = []
    for index, leaf in enumerate(leaves):
        if leaf.piece:
            continue
        copies = {at for at, each in compared.book.leaves.items() if each.origin == leaf.origin}
        for number in sorted({compared.group_of[at] for at in copies}):
            group, difference = compared.groups[number], compared.differences.get(number)
            if len(group.before) == 1 and group.after and difference:
                tokens = tuple((each.token, None) for each in difference.after)
                words = "".join(token.text for token, _ in tokens)
                if words and words != "".join(token.text for token in difference.before):
                    steps.append(Step({number}, {index: Written(tokens, Shape())}))
                    break
    return steps


def _patched(source: Source, book: Book, steps: Sequence[Step]) -> list[Patch]:
    """Return the steps as patches that read as they should, together and alone."""
    source.gone = frozenset(index for step in steps for index in step.gone)
    found: list[Patch] = []
    good: list[Step] = []
    for step in steps:
        patch = None
        for lost, tried in _ways(step):
            for careful in (False, True):
                source.careful = careful
                patch = _tried(source, book, tried, good, found, lost)
                if patch:
                    break
            if patch:
                break
        source.careful = False
        if patch:
            found.append(patch)
            good.append(patch.step)
        else:
            found.append(Patch(source.file, step, (), "it cannot be written into the file as it stands"))
    return found


def _ways(step: Step) -> list[tuple[str, Step]]:
    """Return the step, and the step without looks that no Markdown may be found for."""

    def bare(written: Written) -> Written:
        pairs = tuple((replace(t, strong=k.strong, emphasis=k.emphasis) if k else replace(t, strong=False, emphasis=False), k)
                      for t, k in written.tokens)  # fmt: skip
        return replace(written, tokens=pairs)

    plain = Step(
        step.groups, {i: bare(w) for i, w in step.content.items()}, step.reshaped, step.gone,
        {i: [bare(w) for w in many] for i, many in step.after.items()},
    )  # fmt: skip
    return [("", step), ("bold or italic was left out, for which Markdown has no marks at that place", plain)]


def _tried(
    source: Source, book: Book, step: Step, good: Sequence[Step], found: Sequence[Patch], lost: str
) -> Patch | None:
    """Return the step's patch, if the file with it and those before it reads as it should."""
    try:
        edits = edits_of(source, step)
        text = apply(source.text, [*(edit for patch in found for edit in patch.edits), *edits])
    except ValueError:
        return None
    if reading(text, source.file, book) != expected(source, [*good, step]) or not notes_read(text, source, step, book):
        return None
    return Patch(source.file, step, tuple(edits), lost)


def _note_patches(source: Source, compared: Compared) -> list[Patch]:
    """Return changes of the texts of footnotes."""
    found: list[Patch] = []
    for origin, leaf in source.notes.items():
        difference = compared.notes.get(origin)
        if difference is None or difference.same or leaf.piece is None or not difference.after:
            continue
        pairs = figures_kept(difference)
        by = tuple(dict.fromkeys(stamp for p in compared.notes_said(origin) for stamp in p.stamps))
        span = span_of(leaf.piece.content)
        for careful in (False, True):
            source.careful = careful
            text = source.written(pairs).replace("\\\n", " ")
            edit = Edit(file=source.file, start=span.start, end=span.end, text=text)
            narrative, _ = read_narrative(apply(source.text, [edit]), source.file, "en")
            notes = {p.origin: p for p in pieces(narrative)} if narrative else {}
            read = notes.get(origin)
            if read and said(tokens_of(read, compared.book)) == said(token for token, _ in pairs):
                found.append(Patch(source.file, Step(), (edit,), by=by))
                break
        else:
            lost = "the footnote cannot be written as it stands"
            found.append(Patch(source.file, Step(), (), lost, by, text))
        source.careful = False
    return found


def figures_kept(difference: Difference) -> Pairs:
    """Return the tokens as returned, figures as they were sent."""
    pairs: list[tuple[Token, Token | None]] = []
    done: set[int] = set()
    for each in difference.after:
        if each.figure < 0:
            pairs.append((each.token, difference.before[each.kept] if each.kept >= 0 else None))
        elif each.figure not in done:
            done.add(each.figure)
            figure = difference.figures[each.figure]
            pairs.extend((token, token) for token in difference.before[figure.start : figure.end])
    return tuple(pairs)


def groups_of(groups: Sequence[Group], step: Step) -> list[Group]:
    """Return the groups that a step is about."""
    return [groups[index] for index in sorted(step.groups)]
