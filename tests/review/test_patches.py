"""What a reviewer did in Word is written into the Markdown as a careful editor would, and every other letter stays."""

from __future__ import annotations

import copy
import dataclasses
from functools import cache
from random import Random

from reportgen.build.check import check_workspace
from reportgen.load.narratives import read_narrative
from reportgen.model import Report
from reportgen.project import project
from tests.conftest import ROOT
from tests.review.chapters import Chapter
from tests.review.merging import Merged, merged
from tests.review.reviewers.accepting import accept, marked_row
from tests.review.reviewers.edits import moved, set_format, strike_all
from tests.review.reviewers.package import Node, W, kind, make, opened, within
from tests.review.reviewers.pen import (
    Pen,
    cut,
    insert,
    live_text,
    mark,
    new_paragraph,
    replace,
    runs_between,
    strike,
    written,
)

KINDS = ("foreword", "next-year")
FILES = tuple(f"narratives/en/{each}.md" for each in KINDS)
FRONT = "---\nkind: {}\nyear: 2024\ntitle: Women lead\nby: Ama Boateng\n---\n"
FACT = '{{ office.facts["population"] | number }}'


@cache
def _office() -> Report:
    report = check_workspace(ROOT / "inputs" / "demo").report
    assert report is not None
    seen = project(report, "review")
    sections = seen.settings.sections.model_copy(update={"order": KINDS, "off": ()})
    return seen.model_copy(update={"settings": seen.settings.model_copy(update={"sections": sections})})


@cache
def draft(body: str, other: str = "Another text.\n", front: str = FRONT) -> Chapter:
    """Return a draft of two narratives with these bodies, which stand behind one another."""
    texts = [front.format(kind) + text for kind, text in zip(KINDS, (body, other), strict=True)]
    read = [read_narrative(text, file, "en") for text, file in zip(texts, FILES, strict=True)]
    assert not [findings for _, findings in read if any(each.severity == "error" for each in findings)]
    narratives = tuple(narrative for narrative, _ in read)
    return Chapter(_office().model_copy(update={"narratives": narratives, "memo": {}}))


class Copy:
    """A draft on a reviewer's desk, with tracking on; words tell places, so that a test reads as what was done."""

    def __init__(self, chapter: Chapter) -> None:
        self.pen = Pen(opened(chapter.docx), Random(1), Random(1), "Amina K.", "2025-03-03T09:30:00Z")

    def find(self, words: str) -> tuple[Node, int]:
        """Return the paragraph with `words`, and where they begin."""
        for story in self.pen.package.stories():
            for p in story.iter(f"{W}p"):
                if (at := live_text(p).find(words)) >= 0:
                    return p, at
        raise LookupError(words)

    def row(self, words: str) -> Node:
        row = within(self.find(words)[0], "tr")
        assert row is not None
        return row

    # Words

    def put(self, new: str, *, behind: str = "", before: str = "") -> Copy:
        p, at = self.find(behind or before)
        insert(self.pen, p, at + len(behind), new)
        return self

    def retype(self, old: str, new: str) -> Copy:
        p, at = self.find(old)
        replace(self.pen, p, at, at + len(old), new)
        return self

    def strike(self, old: str) -> Copy:
        p, at = self.find(old)
        strike(self.pen, runs_between(p, at, at + len(old)))
        return self

    def look(self, words: str, tag: str, on: bool = True) -> Copy:
        p, at = self.find(words)
        for run in runs_between(p, at, at + len(words)):
            set_format(self.pen, run, tag, on)
        return self

    def unlink(self, words: str) -> Copy:
        p, at = self.find(words)
        link = within(runs_between(p, at, at + len(words))[0], "hyperlink")
        assert link is not None
        for run in list(link):
            for style in run.findall(f"{W}rPr/{W}rStyle"):
                style.getparent().remove(style)
            link.addprevious(run)
        link.getparent().remove(link)
        return self

    # Paragraphs

    def style(self, words: str, name: str) -> Copy:
        properties = self.find(words)[0].find(f"{W}pPr")
        properties.find(f"{W}pStyle").set(f"{W}val", name)
        for number in properties.findall(f"{W}numPr"):
            properties.remove(number)
        return self

    def new(self, text: str, *, behind: str = "", before: str = "", like: str = "") -> Copy:
        """Put a paragraph behind or before that with these words, with the format of another one, or of that one."""
        near = self.find(behind or before)[0]
        p = new_paragraph(self.find(like)[0] if like else near)
        p.append(self.pen.change("ins", written(self.pen, text)))
        mark(self.pen, p, "ins")
        near.addnext(p) if behind else near.addprevious(p)
        return self

    def delete(self, *paragraphs: str) -> Copy:
        for p in [self.find(words)[0] for words in paragraphs]:
            strike_all(self.pen, p)
            mark(self.pen, p, "del")
        return self

    def split(self, before: str) -> Copy:
        """Press Enter before `before`, whose paragraph has no marks there."""
        p, at = self.find(before)
        cut(p, at)
        head = new_paragraph(p)
        mark(self.pen, head, "ins")
        p.addprevious(head)
        done = 0
        for child in [each for each in p if kind(each) != "pPr"]:
            if done >= at and kind(child) != "bookmarkEnd":
                break
            done += sum(len("".join(t.itertext())) for t in child.iter(f"{W}t"))
            head.append(child)
        return self

    def join(self, first: str) -> Copy:
        """Press Delete at the end of the paragraph with `first`, and type a space."""
        p = self.find(first)[0]
        insert(self.pen, p, len(live_text(p)), " ")
        mark(self.pen, p, "del")
        return self

    def move(self, words: str, *, before: str) -> Copy:
        """Cut a paragraph and paste it: it goes with its bookmarks and footnotes."""
        p, target = self.find(words)[0], self.find(before)[0]
        copied = copy.deepcopy(p)
        for node in list(p.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
            node.getparent().remove(node)
        moved(self.pen, p, "moveFrom", "move1")
        target.addprevious(copied)
        moved(self.pen, copied, "moveTo", "move1")
        return self

    # Tables and footnotes

    def add_row(self, words: str, *cells: str) -> Copy:
        """Put a row behind that with these words."""
        row = self.row(words)
        new = copy.deepcopy(row)
        for tag in ("tblHeader", "ins"):
            for node in new.findall(f"{W}trPr/{W}{tag}"):
                node.getparent().remove(node)
        for p, text in zip(list(new.iter(f"{W}p")), cells, strict=True):
            fresh = new_paragraph(p)
            if text:
                fresh.append(self.pen.change("ins", written(self.pen, text)))
            mark(self.pen, fresh, "ins")
            p.getparent().replace(p, fresh)
        marked_row(self.pen, new, "ins")
        row.addnext(new)
        return self

    def delete_row(self, words: str) -> Copy:
        row = self.row(words)
        for p in row.iter(f"{W}p"):
            strike_all(self.pen, p)
        marked_row(self.pen, row, "del")
        return self

    def note(self, text: str, *, behind: str, key: int = 90) -> Copy:
        """Put a footnote behind words."""
        p, at = self.find(behind)
        notes = self.pen.package.notes
        assert notes is not None
        paragraph = make("p", make("pPr", make("pStyle", val="FootnoteText")))
        mark_run = make("r", make("rPr", make("rStyle", val="FootnoteReference")), make("footnoteRef"))
        paragraph.append(self.pen.change("ins", mark_run, written(self.pen, f" {text}")))
        notes.append(make("footnote", paragraph, id=key))
        return self._marked(p, at + len(behind), key)

    def _marked(self, p: Node, at: int, key: object) -> Copy:
        reference = make("r", make("rPr", make("rStyle", val="FootnoteReference")), make("footnoteReference", id=key))
        runs_between(p, 0, at)[-1].addnext(self.pen.change("ins", reference))
        return self

    def strike_note(self, number: int = 0) -> Copy:
        reference = list(self.pen.package.body.iter(f"{W}footnoteReference"))[number]
        strike(self.pen, [reference.getparent()])
        return self

    def mark_again(self, *, behind: str) -> Copy:
        """Copy the mark of the first footnote behind words, so that two marks lead to one note."""
        first = next(self.pen.package.body.iter(f"{W}footnoteReference"))
        p, at = self.find(behind)
        return self._marked(p, at + len(behind), first.get(f"{W}id"))

    @property
    def docx(self) -> bytes:
        return copy.deepcopy(self.pen.package).save()

    @property
    def accepted(self) -> bytes:
        """The same with all changes accepted."""
        pen = dataclasses.replace(self.pen, package=copy.deepcopy(self.pen.package), mode="accepted")
        accept(pen)
        return pen.package.save()


def bodies(chapter: Chapter, result: Merged) -> list[str]:
    """Return the texts behind the front matter."""
    return [result.sources[file].split("---\n", 2)[2] for file in FILES]


def body_of(chapter: Chapter, desk: Copy) -> str:
    """Return the first narrative's body after the merge: the same for the tracked file and the accepted one."""
    result = merged(chapter, desk.docx)
    assert not result.lost, result.lost
    first, second = bodies(chapter, result)
    assert second == bodies(chapter, merged(chapter, chapter.docx))[1]
    return first
