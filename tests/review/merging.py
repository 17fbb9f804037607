"""A returned file becomes what a merge makes of it, and what two independent readers say of the result."""

from __future__ import annotations

import difflib
from dataclasses import dataclass

from reportgen.review.compared import Compared, compare_with
from reportgen.review.difference import Figure
from reportgen.review.narratives import Patch, patches
from reportgen.review.patch import apply
from reportgen.review.unplaced import Unplaced, unplaced
from reportgen.review.word.reading import read_story
from tests.review.chapters import Chapter


@dataclass(frozen=True)
class Merged:
    """What came of a returned file: patches, figures that were changed, what has no place, and the new sources."""

    patches: tuple[Patch, ...]
    figures: tuple[Figure, ...]
    unplaced: tuple[Unplaced, ...]
    sources: dict[str, str]
    compared: Compared

    @property
    def lost(self) -> list[str]:
        """What a person is told of: words without a place, and looks that were given up."""
        return [patch.lost for patch in self.patches if patch.lost] + [each.note for each in self.unplaced]


def merged(chapter: Chapter, docx: bytes) -> Merged:
    """Merge a returned file into the chapter's sources."""
    returned = read_story(docx)
    compared = compare_with(chapter.book, returned)
    found, placed = patches(compared)
    sources = dict(chapter.record.sources)
    for file in {patch.file for patch in found}:
        sources[file] = apply(sources[file], [edit for patch in found if patch.file == file for edit in patch.edits])
    differences = (*compared.differences.values(), *compared.notes.values())
    figures = tuple(figure for each in differences for figure in each.figures if figure.new != figure.old)
    rest = tuple(unplaced(compared, placed, chapter.story, returned))
    return Merged(tuple(found), figures, rest, sources, compared)


def unexplained(returned: list[str], built: list[str], result: Merged) -> list[str]:
    """Return the blocks that differ between a returned file and the new build and are in no list for a person.

    A figure that was changed is a proposal: the build still prints the old one. So a block that differs in nothing else is
    explained, and so is one whose words are told as without a place.
    """
    told = " ".join(f"{each.old} {each.new}" for each in result.unplaced)
    told += " ".join(f" {each.old} {each.new} ".replace("\u00a0", " ") for each in result.figures)
    told += " ".join(_words_of(result, patch) for patch in result.patches if not patch.edits)
    left: list[str] = []
    matcher = difflib.SequenceMatcher(None, returned, built, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            continue
        theirs, ours = " ".join(returned[a:b]), " ".join(built[c:d])
        missing = [word for word in (*_only(theirs, ours), *_only(ours, theirs)) if word not in told]
        if missing:
            left.append(f"{returned[a:b]} / {built[c:d]}: {missing}")
    return left


def _only(one: str, other: str) -> list[str]:
    mine, theirs = one.split(), other.split()
    matcher = difflib.SequenceMatcher(None, mine, theirs, autojunk=False)
    return [word for tag, a, b, _, _ in matcher.get_opcodes() if tag != "equal" for word in mine[a:b]]


def _words_of(result: Merged, patch: Patch) -> str:
    compared = result.compared
    groups = [compared.groups[index] for index in patch.step.groups]
    before = [compared.book.view.paragraphs[old].text for group in groups for old in group.before]
    after = [compared.texts[new] for group in groups for new in group.after]
    return " ".join((*before, *after, patch.words))
