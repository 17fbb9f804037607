"""A small workspace is sent for review once a run; its draft is edited as reviewers do in Word, and merged."""

from __future__ import annotations

import copy
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from random import Random

import pytest
from filelock import FileLock
from lxml import etree

from reportgen.review.desk import Desk
from reportgen.review.merge import read_return
from reportgen.review.rounds import Change, Comment, read_changes, read_comments
from reportgen.review.send import SendRequest, send
from reportgen.review.take import Taken, take
from tests.conftest import reportgen
from tests.helpers import write_workspace
from tests.review.reviewers import pen as pens
from tests.review.reviewers.package import COMMENTS, Node, Package, W, make, opened, within
from tests.review.reviewers.pen import Pen, live_text

W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
THREADS = "word/commentsExtended.xml"
DAY = {"SOURCE_DATE_EPOCH": "1741000000"}
REVIEWER = "Amina Karefa-Smart"
NOTE = "narratives/en/progress-note-2024.md"
TEXT = """\
---
kind: progress-note
outcome: D_1
year: 2024
title: Four laws were revised
---
In 2024 the parliament revised {{ indicators["D_1.1.A"].2024.result | words }} laws, as the office had asked.

The second paragraph tells of the south,[^south] where [three offices](https://example.org/three) work together.

In all {{ outcomes["D_1"].finance.2024.received | money }} came in during the year.

- First point of the list
  - Nested point of the list
- Second point of the list

| Place | Councils |
|:------|---------:|
| Velda | {{ indicators["D_1.1.A"].2024.result }} |
| Quillon | 7 |

The last paragraph is unbelievable, and ends the note.

[^south]: A note on the **south** of the country.
"""
FINANCE = """\
code,year,source_of_funds,stage,amount,currency,as_of
D_1,2024,other,available,1000000,USD,2025-01-31
D_1,2024,other,received,950000,USD,2025-01-31
D_1,2024,regular,received,50000,USD,2025-01-31
"""


@dataclass(frozen=True)
class Case:
    """A workspace of which a draft was sent."""

    folder: Path
    path: Path

    @property
    def docx(self) -> bytes:
        return self.path.read_bytes()

    @property
    def note(self) -> str:
        return (self.folder / NOTE).read_text()

    def write(self, old: str, new: str, name: str = NOTE) -> None:
        """Change a source by hand."""
        text = (self.folder / name).read_bytes().decode()
        assert old in text
        (self.folder / name).write_bytes(text.replace(old, new, 1).encode())

    def everything(self) -> dict[str, bytes]:
        """Return all files, what a build keeps for itself left out."""
        paths = (path for path in self.folder.rglob("*") if path.is_file())
        named = {path.relative_to(self.folder).as_posix(): path for path in paths}
        return {name: path.read_bytes() for name, path in named.items() if not name.startswith(".reportgen")}

    def came_back(self, docx: bytes, name: str = "back.docx") -> Path:
        path = self.folder.parent / name
        path.write_bytes(docx)
        return path

    def review(self, command: str, *more: object) -> subprocess.CompletedProcess[str]:
        return reportgen("review", command, self.folder, *more, environment=DAY)

    def merge(self, *files: Path, yes: bool = True, more: Sequence[str] = ()) -> subprocess.CompletedProcess[str]:
        return self.review("merge", *files, *(["--yes"] if yes else []), *more)

    def take(self, docx: bytes, name: str = "back.docx") -> Taken:
        """Merge without the command, which is faster."""
        return take(self.folder, read_return(Desk(self.folder), self.came_back(docx, name)))

    def send(self) -> bytes:
        """Send the next draft, without the command."""
        return send(SendRequest(self.folder, date(2025, 3, 17), self.folder.parent / "out")).path.read_bytes()

    def changes(self, round_: str = "round-1") -> tuple[Change, ...]:
        return read_changes(self.folder, round_)

    def comments(self, round_: str = "round-1") -> tuple[Comment, ...]:
        return read_comments(self.folder, round_)


@pytest.fixture(scope="session")
def sent(shared: Path) -> Case:
    """The small workspace with a draft of round-1, made once a run; not to be changed."""
    home = shared / "small-round"
    made = Case(home / "norlund", home / "out/norlund/review/norlund.en.round-1.docx")
    with FileLock(shared / "small-round.lock"):
        if not made.path.exists():
            write_workspace(home, finance=FINANCE, **{NOTE: TEXT})
            done = reportgen("review", "send", made.folder, "--out", home / "out", environment=DAY)
            assert done.returncode == 0, done.stderr
            assert done.stdout.split() == [str(made.path)]
    return made


@pytest.fixture
def case(sent: Case, tmp_path: Path) -> Case:
    """A copy of it, to be changed."""
    shutil.copytree(sent.folder, tmp_path / "norlund")
    return Case(tmp_path / "norlund", sent.path)


@dataclass
class Copy:
    """A draft open in Word: what a reviewer does to it is tracked."""

    pen: Pen
    package: Package = field(init=False)

    def __post_init__(self) -> None:
        self.package = self.pen.package

    @classmethod
    def of(cls, docx: bytes, author: str = REVIEWER, day: str = "2025-03-10T09:30:00Z") -> Copy:
        return cls(Pen(opened(docx), Random(1), Random(2), author, day))

    def save(self) -> bytes:
        return self.package.save()

    def paragraph(self, words: str) -> Node:
        """Return the one paragraph of a narrative, else the first of all, with these words."""
        every = [p for story in self.package.stories() for p in story.iter(f"{W}p") if words in live_text(p)]
        assert every, words
        return next((p for p in every if _anchored(p)), every[0])

    def change(self, old: str, new: str, *, within: str = "") -> Copy:
        """Type other words over some."""
        self.type_over(self.paragraph(within or old), old, new)
        return self

    def type_over(self, p: Node, old: str, new: str) -> None:
        """Type other words over some of a paragraph."""
        at = live_text(p).index(old)
        pens.replace(self.pen, p, at, at + len(old), new, outside_facts=False)

    def delete(self, words: str) -> Copy:
        p = self.paragraph(words)
        at = live_text(p).index(words)
        pens.strike(self.pen, pens.runs_between(p, at, at + len(words)))
        return self

    def comment(self, words: str, text: str, *, author: str = "", date: str = "", thread: bool = True) -> Copy:
        """Remark on words, in a thread as Word keeps them."""
        runs = pens.runs_between(p := self.paragraph(words), at := live_text(p).index(words), at + len(words))
        return self._remark(runs[0], runs[-1], text, author, date, "", thread)

    def reply(self, to: str, text: str, *, author: str = "", date: str = "") -> Copy:
        """Answer the comment that says `to`."""
        asked = self.said(to)
        key = asked.get(f"{W}id", "")
        start = next(each for each in self.package.body.iter(f"{W}commentRangeStart") if each.get(f"{W}id") == key)
        end = next(each for each in self.package.body.iter(f"{W}commentRangeEnd") if each.get(f"{W}id") == key)
        return self._remark(start, end, text, author, date, _mark(asked))

    def resolve(self, words: str) -> Copy:
        mark = _mark(self.said(words))
        [thread] = [each for each in self.package.tree(THREADS) if each.get(f"{W15}paraId") == mark]
        thread.set(f"{W15}done", "1")
        return self

    def said(self, words: str) -> Node:
        [found] = [each for each in self.package.comments if words in "".join(each.itertext())]
        return found

    def _remark(
        self, first: Node, last: Node, text: str, author: str, date: str, parent: str, thread: bool = True
    ) -> Copy:
        number = max((int(each.get(f"{W}id", "0")) for each in self.package.comments), default=-1) + 1
        mark = f"5A{number:06X}"
        remark = make("comment", id=number, author=author or self.pen.author, date=date or self.pen.date, initials="AK")
        p = make("p", pens.written(self.pen, text))
        p.set(f"{W14}paraId", mark)
        remark.append(p)
        self.package.comments.append(remark)
        if thread:
            about = {f"{W15}paraId": mark, f"{W15}done": "0"} | ({f"{W15}paraIdParent": parent} if parent else {})
            etree.SubElement(self._threads(), f"{W15}commentEx", about)
        first.addprevious(make("commentRangeStart", id=number))
        last.addnext(make("commentRangeEnd", id=number))
        last.getnext().addnext(make("r", make("commentReference", id=number)))
        return self

    def _threads(self) -> Node:
        """Return the part of threads; a file without one gets it as it gets comments."""
        if THREADS not in self.package.members:
            self.package.members[THREADS] = f'<w15:commentsEx xmlns:w15="{W15[1:-1]}"/>'.encode()
            relations, types = (
                self.package.tree("word/_rels/document.xml.rels"),
                self.package.tree("[Content_Types].xml"),
            )
            kind = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
            about = {"Id": "rIdThreads", "Type": kind, "Target": "commentsExtended.xml"}
            etree.SubElement(relations, f"{{{etree.QName(relations).namespace}}}Relationship", about)
            form = "application/vnd.openxmlformats-officedocument.wordprocessingml.commentsExtended+xml"
            about = {"PartName": f"/{THREADS}", "ContentType": form}
            etree.SubElement(types, f"{{{etree.QName(types).namespace}}}Override", about)
        return self.package.tree(THREADS)

    # Rows, items and notes

    def row(self, beside: str, *cells: str) -> Copy:
        """Add a table's row behind the one with these words."""
        row = within(self.paragraph(beside), "tr")
        assert row is not None
        new = copy.deepcopy(row)
        for p, text in zip(list(new.iter(f"{W}p")), cells, strict=True):
            self._fresh(p, text)
        for properties in new.findall(f"{W}trPr"):
            properties.append(self.pen.change("ins"))
        row.addnext(new)
        return self

    def item(self, behind: str, text: str) -> Copy:
        """Add a paragraph, or a list's item, like the one with these words, behind it."""
        p = self.paragraph(behind)
        new = pens.new_paragraph(p)
        new.append(self.pen.change("ins", pens.written(self.pen, text)))
        pens.mark(self.pen, new, "ins")
        p.addnext(new)
        return self

    def footnote(self, behind: str, text: str) -> Copy:
        """Add a footnote behind words."""
        p = self.paragraph(behind)
        at = live_text(p).index(behind)
        run = pens.runs_between(p, at, at + len(behind))[-1]
        notes = self.package.notes
        assert notes is not None
        number = max(int(each.get(f"{W}id", "0")) for each in notes) + 1
        notes.append(make("footnote", make("p", self.pen.change("ins", pens.written(self.pen, text))), id=number))
        run.addnext(self.pen.change("ins", make("r", make("footnoteReference", id=number))))
        return self

    def drop_footnote(self, words: str) -> Copy:
        """Delete the first mark of a footnote in the paragraph with these words."""
        reference = next(self.paragraph(words).iter(f"{W}footnoteReference"))
        pens.strike(self.pen, [reference.getparent()])
        return self

    def _fresh(self, p: Node, text: str) -> None:
        fresh = pens.new_paragraph(p)
        fresh.append(self.pen.change("ins", pens.written(self.pen, text)))
        pens.mark(self.pen, fresh, "ins")
        p.getparent().replace(p, fresh)

    # Marks of the draft

    def forget(self, *, bookmarks: bool = True) -> Copy:
        """Take away the mark of the round, and all bookmarks, as copying into a new document does."""
        properties = self.package.tree("docProps/custom.xml")
        for each in list(properties):
            if each.get("name", "").startswith("reportgen-"):
                properties.remove(each)
        for story in self.package.stories() if bookmarks else ():
            for node in list(story.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
                node.getparent().remove(node)
        return self

    def say(self, **properties: str) -> Copy:
        """Change what the file says of the draft that it is: `say(round="round-9")`."""
        for each in self.package.tree("docProps/custom.xml"):
            name = each.get("name", "").removeprefix("reportgen-")
            if name in properties:
                each[0].text = properties[name]
        return self


def _mark(comment: Node) -> str:
    return list(comment.iter(f"{W}p"))[-1].get(f"{W14}paraId", "")


def _anchored(p: Node) -> bool:
    return any(each.get(f"{W}name", "").startswith("rg_") for each in p.iter(f"{W}bookmarkStart"))


def has_comments(docx: bytes) -> bool:
    return COMMENTS in opened(docx).members
