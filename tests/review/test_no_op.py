"""A file that nobody changed changes nothing: as it was sent, and as LibreOffice saves it."""

from __future__ import annotations

from tests.review.chapters import Chapter
from tests.review.merging import merged
from tests.review.reviewers.office import resave


def test_a_draft_as_it_was_sent_changes_nothing(chapter: Chapter) -> None:
    result = merged(chapter, chapter.docx)
    assert (result.patches, result.figures, result.unplaced) == ((), (), ())
    assert result.sources == chapter.record.sources


def test_a_draft_saved_by_libreoffice_changes_nothing(chapter: Chapter) -> None:
    result = merged(chapter, resave(chapter.docx))
    assert (result.patches, result.figures, result.unplaced) == ((), (), ())
    assert result.sources == chapter.record.sources
