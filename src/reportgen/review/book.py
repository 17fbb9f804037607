"""A draft and its sources become a book: every paragraph that was sent, with the piece of a narrative behind it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from reportgen.load.narratives import read_narrative
from reportgen.model import narrative as m
from reportgen.review.pieces import Piece, notes_of, pieces
from reportgen.review.rounds import Draft
from reportgen.review.tokens import Marked, Token, of_paragraph, of_piece
from reportgen.review.word.story import Paragraph, Run, Story
from reportgen.review.word.views import View, accepted

ANCHOR = 27
"""Letters of an anchor's or a fact's name, without the count that follows where it stands twice: ``rg_`` and 24 more."""
FACT = 28
FRONT = ("title", "by")


@dataclass(frozen=True, slots=True)
class Leaf:
    """A piece of a narrative as it was sent.

    Attributes:
        origin: Its name, ``file#3``.
        file: Of the narrative.
        at: Index of its paragraph in the body that was sent; of notes -1.
        marked: Its tokens in the source; None for words of the front matter.
        tokens: What was compared: the same tokens, or those of the front matter's words.
    """

    origin: str
    file: str
    at: int
    marked: Marked | None
    tokens: tuple[Token, ...]

    @property
    def piece(self) -> Piece | None:
        """The piece; None for words of the front matter."""
        return self.marked.piece if self.marked else None


@dataclass(frozen=True)
class Book:
    """What was sent.

    Attributes:
        draft: The record of the draft.
        view: Its paragraphs.
        narratives: File -> narrative, as it was.
        leaves: Index of a paragraph of the body -> the piece behind it.
        notes: Origin of a footnote -> its piece.
        note_keys: Key of a footnote in the file as sent -> origin.
        printed: What a reference in a source printed: its text in the source -> words.
    """

    draft: Draft
    view: View
    narratives: Mapping[str, m.Narrative]
    leaves: Mapping[int, Leaf]
    notes: Mapping[str, Leaf]
    note_keys: Mapping[str, str]
    printed: dict[tuple[str, str], str] = field(default_factory=dict[tuple[str, str], str])

    def tokens(self, at: int) -> tuple[Token, ...]:
        """Return the tokens of the paragraph `at` of the body."""
        leaf = self.leaves.get(at)
        return leaf.tokens if leaf else of_paragraph(self.view.paragraphs[at], self.note_keys)

    def path_of(self, name: str) -> str:
        """Return the path of the fact with the bookmark `name`."""
        return self.draft.facts.get(name[:FACT], "")


def open_book(draft: Draft, sent: Story) -> Book:
    """Return the book of a draft."""
    view = accepted(sent)
    narratives = {file: _narrative(file, text) for file, text in draft.sources.items()}
    behind = {piece.origin: (file, piece) for file, each in narratives.items() if each for piece in pieces(each)}
    note_keys = {
        key: draft.anchors[anchor[:ANCHOR]]
        for key, paragraphs in view.notes.items()
        for paragraph in paragraphs
        for anchor in paragraph.anchors
        if anchor[:ANCHOR] in draft.anchors
    }
    printed: dict[tuple[str, str], str] = {}
    leaves: dict[int, Leaf] = {}
    for at, paragraph in enumerate(view.paragraphs):
        leaf = _leaf(draft, at, paragraph, behind, note_keys, printed)
        if leaf:
            leaves[at] = leaf
    notes: dict[str, Leaf] = {}
    for key, origin in note_keys.items():
        if origin in behind and origin not in notes:
            file, piece = behind[origin]
            paragraph = joined(view.notes[key])
            notes[origin] = _of_source(origin, file, -1, piece, paragraph, printed)
    known = {file: each for file, each in narratives.items() if each}
    return Book(draft, view, known, leaves, notes, note_keys, printed)


def joined(paragraphs: Iterable[Paragraph]) -> Paragraph:
    """Return the paragraphs of a footnote as one: a note of a narrative has no more."""
    first, *rest = paragraphs
    runs = list(first.runs)
    for each in rest:
        runs += [Run(" "), *each.runs]
    stamps = tuple(dict.fromkeys(stamp for each in (first, *rest) for stamp in each.stamps))
    return replace(first, runs=tuple(runs), stamps=stamps)


def facts_of(content: Iterable[m.Inline]) -> list[m.FactReference]:
    """Return the references to data in `content`, those in footnotes left out."""
    found: list[m.FactReference] = []
    for item in content:
        if isinstance(item, m.FactReference):
            found.append(item)
        elif isinstance(item, m.Emphasis | m.WebLink):
            found += facts_of(item.content)
    return found


def _narrative(file: str, text: str) -> m.Narrative | None:
    return read_narrative(text, file, file.split("/")[1] if "/" in file else "en")[0]


def _leaf(
    draft: Draft,
    at: int,
    paragraph: Paragraph,
    behind: Mapping[str, tuple[str, Piece]],
    note_keys: Mapping[str, str],
    printed: dict[tuple[str, str], str],
) -> Leaf | None:
    """Return the piece behind a paragraph; None where a report computed it, or says more than the piece."""
    for anchor in paragraph.anchors:
        origin = draft.anchors.get(anchor[:ANCHOR], "")
        file, _, name = origin.rpartition("#")
        if origin in behind:
            return _of_source(origin, file, at, behind[origin][1], paragraph, printed)
        if name in FRONT:
            return Leaf(origin, file, at, None, of_paragraph(paragraph, note_keys))
    return None


def _of_source(
    origin: str, file: str, at: int, piece: Piece, paragraph: Paragraph, printed: dict[tuple[str, str], str]
) -> Leaf:
    shown: list[tuple[str, str]] = []
    for run in paragraph.runs:
        name = run.facts[-1] if run.facts else ""
        if name and shown and shown[-1][0] == name:
            shown[-1] = (name, shown[-1][1] + run.text)
        elif name:
            shown.append((name, run.text))
    for reference, (_, words) in zip(facts_of(piece.content), shown, strict=False):
        printed[reference.path, reference.format] = words
    marked = of_piece(piece, shown)
    return Leaf(origin, file, at, marked, marked.tokens)


def labels_of(narrative: m.Narrative) -> set[str]:
    """Return the labels of the footnotes that a narrative marks."""
    return {note.label for piece in pieces(narrative) for note in notes_of(piece.content)}


def text_of(tokens: Iterable[Token]) -> str:
    """Return the words of tokens, for people: a footnote's mark is a star."""
    return "".join("*" if token.note else token.text for token in tokens)
