"""A draft and a file that came back become groups of paragraphs, each with what became of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from reportgen.review.align import Group, align, likeness, line_of
from reportgen.review.book import ANCHOR, Book, joined
from reportgen.review.difference import Difference, compare
from reportgen.review.tokens import PARAGRAPH, Token, of_paragraph
from reportgen.review.word.story import NOBODY, Paragraph, Stamp, Story
from reportgen.review.word.views import View, accepted

_SPACE = re.compile(r"[ \t\r\n]+")
END = Token(PARAGRAPH)


@dataclass(frozen=True)
class Compared:
    """A returned file beside the draft.

    Attributes:
        view: Its paragraphs, with all changes accepted.
        texts: Their words.
        keys: Key of a footnote in it -> origin, or the key itself for a new one.
        groups: Paragraphs that belong together.
        differences: Group (by index) -> what became of it; those alone that say something else, or hold a narrative.
        notes: Origin of a footnote -> what became of its text.
        stamps: Anchor -> who changed the paragraph that it starts.
    """

    book: Book
    view: View
    texts: tuple[str, ...]
    keys: Mapping[str, str]
    groups: tuple[Group, ...]
    differences: Mapping[int, Difference]
    notes: Mapping[str, Difference]
    stamps: Mapping[str, tuple[Stamp, ...]]

    @cached_property
    def group_of(self) -> Mapping[int, int]:
        """Paragraph as sent -> the group that it is in."""
        return {old: index for index, group in enumerate(self.groups) for old in group.before}

    def notes_said(self, origin: str) -> tuple[Paragraph, ...]:
        """Return the paragraphs of a footnote as returned."""
        return next((self.view.notes[key] for key, each in self.keys.items() if each == origin), ())

    def by(self, group: Group) -> tuple[Stamp, ...]:
        """Return who changed a group."""
        found = [stamp for new in group.after for stamp in self.view.paragraphs[new].stamps]
        for old in group.before:
            for anchor in self.book.view.paragraphs[old].anchors:
                found += self.stamps.get(anchor, ())
        return tuple(dict.fromkeys(found))


def said(paragraph: Paragraph) -> str:
    """Return the words of a paragraph, white space as one space."""
    return _SPACE.sub(" ", paragraph.text).strip()


def compare_with(book: Book, returned: Story) -> Compared:
    """Return what became of each paragraph of a draft."""
    view = accepted(returned)
    keys = _note_keys(book, view)
    before = [line_of(each, said(each)) for each in book.view.paragraphs]
    texts = tuple(said(each) for each in view.paragraphs)
    after = [line_of(each, text) for each, text in zip(view.paragraphs, texts, strict=True)]
    groups = tuple(align(before, after))
    differences: dict[int, Difference] = {}
    for index, group in enumerate(groups):
        narrative = any(old in book.leaves for old in group.before)
        same = [before[old].text for old in group.before] == [texts[new] for new in group.after]
        if narrative or not same:
            row = _row([book.tokens(old) for old in group.before])
            if same and _alike(book, view, keys, group):
                differences[index] = compare(row, row)
            else:
                differences[index] = compare(row, _row([of_paragraph(view.paragraphs[n], keys) for n in group.after]))
    stamps: dict[str, tuple[Stamp, ...]] = {}
    for paragraph in returned.paragraphs:
        found = [run.by for run in paragraph.runs if run.by != NOBODY] + ([paragraph.by] if paragraph.mark else [])
        for anchor in paragraph.anchors if found else ():
            stamps[anchor] = tuple(dict.fromkeys(found))
    return Compared(book, view, texts, keys, groups, differences, _notes(book, view, keys), stamps)


def _alike(book: Book, view: View, keys: Mapping[str, str], group: Group) -> bool:
    """Say whether a group is the same letter by letter, its looks and footnotes too: then no words need be cut."""
    before = [_looks(book.view.paragraphs[old], book.note_keys) for old in group.before]
    return before == [_looks(view.paragraphs[new], keys) for new in group.after]


def _looks(paragraph: Paragraph, keys: Mapping[str, str]) -> list[tuple[str, tuple[object, ...]]]:
    """Return the text in stretches of one look."""
    found: list[tuple[str, tuple[object, ...]]] = []
    for run in paragraph.runs:
        look = (run.strong, run.emphasis, run.link, keys.get(run.note, run.note))
        if found and found[-1][1] == look and not run.note:
            found[-1] = (found[-1][0] + run.text, look)
        else:
            found.append((run.text, look))
    return found


def _row(paragraphs: Sequence[tuple[Token, ...]]) -> list[Token]:
    row: list[Token] = []
    for index, tokens in enumerate(paragraphs):
        if index:
            row.append(END)
        row.extend(tokens)
    return row


def _note_keys(book: Book, view: View) -> dict[str, str]:
    """Return the origin of each footnote: by its bookmark, else by its words, else by its place among those left."""
    keys: dict[str, str] = {}
    prints = Counter(book.note_keys.values())  # a note that is marked twice is printed twice

    def left_of(origin: str) -> bool:
        return list(keys.values()).count(origin) < prints[origin]

    for key, paragraphs in view.notes.items():
        for anchor in (a for paragraph in paragraphs for a in paragraph.anchors):
            origin = book.draft.anchors.get(anchor[:ANCHOR])
            if origin and left_of(origin):
                keys[key] = origin
    sent = {origin: said(joined(book.view.notes[key])) for key, origin in book.note_keys.items()}
    order = [run.note for paragraph in view.paragraphs for run in paragraph.runs if run.note in view.notes]
    left = [key for key in dict.fromkeys(order) if key not in keys and view.notes[key]]
    for step in (1.0, 0.5):
        for key in list(left):
            words = said(joined(view.notes[key]))
            free = {origin: text for origin, text in sent.items() if left_of(origin)}
            best = max(free, key=lambda origin: likeness(free[origin], words), default=None)
            if best is not None and likeness(free[best], words) >= step:
                keys[key] = best
                left.remove(key)
    return {key: keys.get(key, key) for key in view.notes}


def _notes(book: Book, view: View, keys: Mapping[str, str]) -> dict[str, Difference]:
    found: dict[str, Difference] = {}
    for key, origin in keys.items():
        leaf = book.notes.get(origin)
        if leaf and view.notes[key] and (origin not in found or found[origin].same):
            found[origin] = compare(leaf.tokens, of_paragraph(joined(view.notes[key]), keys))
    return found
