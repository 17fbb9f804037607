"""A chapter of the demonstration becomes a small draft that can be sent, edited, merged and built again in a moment."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from reportgen.build.check import check_workspace
from reportgen.compose import compose
from reportgen.facts import Facts
from reportgen.figures import FIGURES, table_of
from reportgen.language import Words
from reportgen.load.narratives import read_narrative
from reportgen.model import Report
from reportgen.project import project
from reportgen.review.book import Book, open_book
from reportgen.review.pieces import pieces
from reportgen.review.rounds import Draft
from reportgen.review.word.reading import read_story
from reportgen.review.word.story import Story
from reportgen.theme import load_theme
from reportgen.writers.docx import write_docx
from reportgen.writers.docx.word import anchor_name, fact_name

# A table, notes, quotations and lists, so that every kind of edit has something to work on.
EXTRA = """---
kind: progress-note
outcome: {outcome}
year: 2024
title: What changed for women in this chapter
updated: 2025-03-01
---
{body}

## What was learned

> “Nobody had asked us before,” said a *member* of the council.
>
> The minutes agree with her.

1. Ask **early**, and ask those who come late.
2. Publish what was asked, in [plain words](https://example.org/plain).
   Twice, if need be.
3. Answer.

| Place | Councils | Remark |
|:------|---------:|--------|
| Velda | 12 | with *own* budget |
| Aldermere | 9 | two in 2025[^two] |
| Quillon | 7 | none \\| few |

<!-- reportgen: ignore NAR004 because the sentence is quoted as it was said -->
The last word belongs to R&amp;D: costs\\* fell, and _nobody_ minded[^min].

[^two]: Both were **delayed** by the flood.
[^min]: Minutes of 3 May 2024, [page 2](https://example.org/minutes).
"""


@dataclass
class Chapter:
    """One outcome of the demonstration, with a longer note."""

    report: Report

    @classmethod
    def of(cls, folder: Path, outcome: str) -> Chapter:
        report = check_workspace(folder).report
        assert report is not None
        seen = project(report, "review")
        narratives = [each for each in seen.narratives if each.outcome == outcome and each.language == "en"]
        note = next(each for each in narratives if each.kind == "progress-note" and each.year == 2024)
        body = note.source.split("---\n", 2)[2].strip()
        longer, _ = read_narrative(EXTRA.format(outcome=outcome, body=body), note.file, "en")
        assert longer is not None
        narratives = [longer if each is note else each for each in narratives]
        settings = seen.settings.model_copy(
            update={"sections": seen.settings.sections.model_copy(update={"order": ("outcomes",), "off": ()})}
        )
        update = {
            "settings": settings,
            "outcomes": tuple(each for each in seen.outcomes if each.code == outcome),
            "narratives": tuple(narratives),
            "memo": {},
        }
        return cls(seen.model_copy(update=update))

    def with_sources(self, sources: dict[str, str]) -> Chapter:
        """Return the chapter with other texts."""
        narratives = [
            read_narrative(sources[each.file], each.file, "en")[0] if each.file in sources else each
            for each in self.report.narratives
        ]
        return Chapter(self.report.model_copy(update={"narratives": tuple(narratives), "memo": {}}))

    @cached_property
    def docx(self) -> bytes:
        """The draft."""
        manuscript = compose(
            self.report,
            Words("en"),
            draw=lambda name, *args, **options: FIGURES[name].build(*args, **options),
            table_of=table_of,
            anchored=True,
        )
        settings = self.report.settings
        pixel = (Path(__file__).parent / "pixel.png").read_bytes()
        pictures = dict.fromkeys([*manuscript.charts, *manuscript.images], pixel)
        return write_docx(manuscript.document, load_theme(settings.theme, settings.overrides), pictures, None, {})

    @cached_property
    def record(self) -> Draft:
        """What a round keeps of the draft."""
        anchors: dict[str, str] = {}
        for narrative in self.report.narratives:
            origins = [f"{narrative.file}#title", f"{narrative.file}#by", *(p.origin for p in pieces(narrative))]
            anchors |= {anchor_name(origin): origin for origin in origins}
        facts = {fact_name(fact.path): fact.path for fact in Facts.of(self.report).facts.values()}
        return Draft(
            build="0" * 16, workspace="demo", language="en", round="round-1",
            sources={each.file: each.source for each in self.report.narratives}, anchors=anchors, facts=facts,
            word="draft.docx",
        )  # fmt: skip

    @cached_property
    def story(self) -> Story:
        return read_story(self.docx)

    @property
    def book(self) -> Book:
        return open_book(self.record, self.story)

    @cached_property
    def anchors(self) -> tuple[str, ...]:
        """The anchors of the body of the chapter's texts, in the order of the draft."""
        body = [anchor for paragraph in self.story.paragraphs for anchor in paragraph.anchors]
        notes = [a for paragraphs in self.story.notes.values() for p in paragraphs for a in p.anchors]
        named = {a for a, origin in self.record.anchors.items() if not origin.endswith(("#title", "#by"))}
        return tuple(anchor for anchor in (*body, *notes) if anchor in named)
