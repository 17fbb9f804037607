"""A story becomes what it says when all its changes are accepted, or rejected: plain paragraphs, without marks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from reportgen.review.word.story import NOBODY, Cell, Mark, Paragraph, Run, Stamp, Story


@dataclass(frozen=True, slots=True)
class View:
    """One reading of a story: paragraphs of the body, and of each note."""

    paragraphs: tuple[Paragraph, ...]
    notes: dict[str, tuple[Paragraph, ...]]


def accepted(story: Story) -> View:
    """Return the story with every change accepted."""
    return _view(story, "del")


def rejected(story: Story) -> View:
    """Return the story with every change rejected."""
    return _view(story, "ins")


def _view(story: Story, gone: Mark) -> View:
    notes = {key: tuple(settle(each, gone)) for key, each in story.notes.items()}
    return View(tuple(_numbered(settle(story.paragraphs, gone))), notes)


def settle(paragraphs: Iterable[Paragraph], gone: Mark) -> list[Paragraph]:
    """Return the paragraphs without the runs, rows and paragraph ends that `gone` marks (17.13.5.15, 17.13.5.18).

    A paragraph whose end is gone runs on in the next one of the same cell; what is left of it gives its looks, unless
    nothing is left.
    """
    settled: list[Paragraph] = []
    held: Paragraph | None = None
    for paragraph in paragraphs:
        if paragraph.row == gone:
            continue
        kept = _kept(paragraph, gone)
        if held is not None and held.cell == kept.cell and held.note == kept.note:
            kept = _joined(held, kept)
        elif held is not None:
            settled.append(held)
        held = None
        if paragraph.mark == gone:
            held = kept
        else:
            settled.append(kept)
    if held is not None and (held.runs or held.anchors):
        settled.append(held)
    return settled


def _kept(paragraph: Paragraph, gone: Mark) -> Paragraph:
    if not paragraph.mark and not any(run.mark or run.by != NOBODY for run in paragraph.runs):
        return paragraph
    runs: list[Run] = []
    places = [0]  # of each character of the whole, its place among those that are kept
    for run in paragraph.runs:
        stays = run.mark != gone
        for _ in run.text:
            places.append(places[-1] + stays)
        if stays:
            runs.append(run)
    remarks = tuple((key, places[min(a, len(places) - 1)], places[min(b, len(places) - 1)])
                    for key, a, b in paragraph.remarks)  # fmt: skip
    stamps = [run.by for run in paragraph.runs if run.by != NOBODY] + ([paragraph.by] if paragraph.mark else [])
    return replace(paragraph, runs=tuple(runs), remarks=remarks, stamps=tuple(dict.fromkeys(stamps)))


def _joined(first: Paragraph, second: Paragraph) -> Paragraph:
    looks = first if first.text or any(run.note for run in first.runs) else second
    shift = len(first.text)
    moved = tuple((key, start + shift, end + shift) for key, start, end in second.remarks)
    return replace(
        looks,
        runs=first.runs + second.runs,
        anchors=first.anchors + second.anchors,
        mark=second.mark,
        by=second.by if second.by != Stamp() else first.by,
        cell=second.cell,
        pictures=first.pictures + second.pictures,
        remarks=first.remarks + moved,
        stamps=tuple(dict.fromkeys(first.stamps + second.stamps)),
    )


def _numbered(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Count the rows of tables anew: some may be gone."""
    rows: dict[tuple[int, int], int] = {}
    counts: dict[int, int] = {}
    out: list[Paragraph] = []
    for paragraph in paragraphs:
        if paragraph.cell is not None:
            key = (paragraph.cell.table, paragraph.cell.row)
            if key not in rows:
                rows[key] = counts.get(key[0], 0)
                counts[key[0]] = rows[key] + 1
            if rows[key] != key[1]:
                paragraph = replace(paragraph, cell=Cell(key[0], rows[key], paragraph.cell.column))
        out.append(paragraph)
    return out
