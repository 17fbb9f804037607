"""Random edits of many kinds come back whole: in the sources, as proposals, or in the list for a person.

A tenth of the scripts in every run, all of them in `make proof`.
"""

from __future__ import annotations

import os

import pytest

from tests.review.chapters import Chapter
from tests.review.merging import merged, unexplained
from tests.review.reviewers.edits import edit
from tests.review.reviewers.facts import edit_facts
from tests.review.reviewers.office import Office
from tests.review.reviewers.reading import blocks_of

PROOF = bool(os.environ.get("REPORTGEN_PROOF"))
CHUNKS = 8
IN_XML = 472 if PROOF else 48
IN_OFFICE = 30 if PROOF else 3
FIGURES = 80 if PROOF else 10
MODES = ("tracked", "accepted", "untracked")

pytestmark = pytest.mark.proof


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_what_was_edited_in_word_is_in_the_new_build_or_told(chapter: Chapter, chunk: int) -> None:
    wrong: list[str] = []
    told = 0
    for seed in range(chunk, IN_XML, CHUNKS):
        edited = edit(chapter.docx, seed, mode=MODES[seed // CHUNKS % 3], anchors=chapter.anchors)
        result = merged(chapter, edited.docx)
        built = chapter.with_sources(result.sources)
        left = unexplained(blocks_of(edited.docx), blocks_of(built.docx), result)
        told += bool(result.lost)
        wrong += [f"seed {seed}: {[step.kind for step in edited.script]}: {each}" for each in left]
    assert not wrong, "\n".join(wrong)
    assert told <= IN_XML / CHUNKS / 5, "what is told must stay the exception"


def test_what_was_edited_in_libreoffice_is_in_the_new_build_or_told(chapter: Chapter) -> None:
    wrong: list[str] = []
    with Office() as office:
        for seed in range(IN_OFFICE):
            edited = office.edit(
                chapter.docx, seed, tracked=seed % 3 != 0, accept=seed % 3 == 2, anchors=chapter.anchors
            )
            result = merged(chapter, edited.docx)
            built = chapter.with_sources(result.sources)
            # Saved by the same program, so that what it changes of itself is the same on both sides.
            saved = office.edit(built.docx, seed, tracked=True, accept=False, anchors=(), count=0)
            left = unexplained(blocks_of(edited.docx), blocks_of(saved.docx), result)
            wrong += [f"seed {seed}: {[step.kind for step in edited.script]}: {each}" for each in left]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("mode", MODES)
def test_edited_figures_are_proposals_and_never_literal_text(chapter: Chapter, mode: str) -> None:
    count = 0
    for seed in range(FIGURES):
        docx, edits = edit_facts(chapter.docx, seed, mode=mode, anchors=chapter.anchors if seed % 2 else None)  # type: ignore[arg-type]
        result = merged(chapter, docx)
        wanted = sorted((each.bookmark[:28], each.old, each.new) for each in edits)
        assert sorted((each.name[:28], each.old, str(each.new)) for each in result.figures) == wanted, seed
        assert not result.unplaced, seed
        for file, text in result.sources.items():
            before = chapter.record.sources[file]
            assert text.count("{{") == before.count("{{"), f"seed {seed}: a reference is gone from {file}"
            for each in edits:
                if len(each.new) > 3:
                    assert text.count(each.new) == before.count(each.new), f"seed {seed}: {each.new} is literal text"
        count += len(edits)
    assert count >= FIGURES
