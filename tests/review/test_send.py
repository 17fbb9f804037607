"""Drafts that are sent: of a copy of the demonstration with faults in it, and with comments of an earlier round."""

from __future__ import annotations

import os
import shutil
import zipfile
from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from reportgen.build.check import check_workspace
from reportgen.build.draft import Text
from reportgen.errors import FindingsError, WorkspaceError
from reportgen.findings import Finding, Place
from reportgen.language import Words
from reportgen.model import Report
from reportgen.project import project
from reportgen.review.pieces import pieces
from reportgen.review.remarks import Remarks
from reportgen.review.rounds import Comment, Comments, Draft, Reply, Round, Sent, as_yaml, read_draft, read_round
from reportgen.review.send import SendRequest, round_to_send, send
from reportgen.writers.docx import anchor_name, fact_name
from tests.conftest import copy_workspace, reportgen
from tests.writers.docx.conftest import validate as validate  # a fixture
from tests.writers.docx.read_back import W, names, part
from tests.writers.docx.test_comments import W15, ranges

DAY = date(2025, 4, 7)
LESSON, CONTEXT, STORY = (f"narratives/en/{name}.md" for name in ("lesson-1", "context", "story-1-council"))
SETTLED = "Where a province first agreed on a budget line and wrote the plan afterwards"
EARLIER = (
    Comment(
        number=1, author="Ana Ruiz", initials="AR", date="2025-03-20T10:00:00Z", text="Nine or eight?",
        anchor=f"{CONTEXT}#1", quote="The country has nine provinces.", block="Solmara lies. The country has nine provinces.",
        replies=(Reply(author="Ben Okoro", date="2025-03-21T09:00:00Z", text="Nine."),), resolved=True,
    ),
    Comment(
        number=2, author="Ana Ruiz", initials="AR", date="2025-03-20T10:05:00Z", text="Which survey?",
        anchor=f"{CONTEXT}#^care", quote="time-use survey", block="The figure is from the time-use survey of 2019.",
    ),
    Comment(
        number=3, author="Ana Ruiz", date="2025-03-20T10:06:00Z", text="Is this right?",
        anchor='fact:indicators["D_1.A"].2024.result', quote="31.2",
    ),
    Comment(number=4, author="Ana Ruiz", date="2025-03-20T10:07:00Z", text="Where is this?", quote="gone", block="gone too"),
    Comment(number=5, author="Ana Ruiz", date="2025-03-20T10:08:00Z", text="French!", anchor="narratives/fr/story-2-loan.md#1"),
    Comment(number=6, author="reportgen", date="2025-03-15T00:00:00Z", text="[X] old", anchor=f"{LESSON}#1"),
)  # fmt: skip


def anchors_of(docx: bytes) -> Counter[str]:
    """Return how often each piece of a narrative is anchored, copies under the name of the first; figures left out."""
    found: Counter[str] = Counter()
    for path in ("word/document.xml", "word/footnotes.xml"):
        for mark in part(docx, path).iter(f"{W}bookmarkStart"):
            name = mark.get(f"{W}name")
            if name.startswith("rg_"):
                found[name] += 1
    return found


@dataclass(frozen=True)
class Made:
    workspace: Path
    path: Path

    @cached_property
    def docx(self) -> bytes:
        return self.path.read_bytes()

    @cached_property
    def draft(self) -> Draft:
        [sent] = read_round(self.workspace, "round-2").sent
        found = read_draft(self.workspace, "round-2", sent.build)
        assert found
        return found

    @cached_property
    def report(self) -> Report:
        report = check_workspace(self.workspace).report
        assert report
        return report


@pytest.fixture(scope="session")
def made(shared: Path) -> Made:
    """A draft of a second round, made once a run, by the command."""
    home = shared / "review-send"
    made = Made(home / "demo", home / "out/demo/review/demo.en.round-2.docx")
    with FileLock(shared / "review-send.lock"):
        if not home.exists():
            home.mkdir()
            copy_workspace("demo", home)
            lesson, context = made.workspace / LESSON, made.workspace / CONTEXT
            lesson.write_text(lesson.read_text().replace("staff were hired", "staff ~~were~~ hired"))
            context.write_text(context.read_text().replace("limit: 450", "limit: 45"))
            earlier = made.workspace / "reviews/round-1"
            (earlier / "returned").mkdir(parents=True)
            (earlier / "returned/ana.docx").write_bytes(b"")
            sent = Sent(build="0" * 16, file="a.docx", language="en", date="2025-03-15", data="0")
            (earlier / "round.yaml").write_bytes(as_yaml(Round(name="round-1", sent=(sent,))))
            (earlier / "comments.yaml").write_bytes(as_yaml(Comments(comments=EARLIER)))
            done = reportgen("review", "send", made.workspace, "--out", home / "out", environment=_day())
            assert done.returncode == 0, done.stderr
            assert done.stdout.split() == [str(made.path)]
    return made


def _day() -> dict[str, str]:
    return {"SOURCE_DATE_EPOCH": "1744016400"}


def test_the_validator_finds_no_error(made, validate):
    assert validate(made.docx) == []


def test_tracking_is_enforced_and_there_is_no_content_control(made):
    settings = part(made.docx, "word/settings.xml")
    assert settings.find(f"{W}trackRevisions") is not None
    assert settings.find(f"{W}documentProtection").get(f"{W}enforcement") == "1"
    assert not list(part(made.docx).iter(f"{W}sdt"))


def test_each_piece_of_a_printed_narrative_has_one_bookmark_of_its_name(made):
    found = anchors_of(made.docx)
    assert set(found.values()) == {1}
    printed = {origin.partition("#")[0] for origin in made.draft.anchors.values()}
    assert len(printed) > 40
    for narrative in made.report.narratives:
        if narrative.file in printed and not narrative.kind.startswith("brief"):
            origins = {piece.origin for piece in pieces(narrative)}
            wanted = {anchor_name(origin) for origin in origins}
            if any(made.draft.anchors.get(name) in origins for name in wanted):
                assert wanted <= set(found), narrative.file
    assert set(made.draft.anchors) <= set(found)


def test_the_way_back_travels_with_the_file(made):
    item = {e.tag: e.text for e in part(made.docx, "customXml/item1.xml")}
    assert (item["build"], item["round"], item["workspace"]) == (made.draft.build, "round-2", "demo")
    assert dict(line.split("\t") for line in item["anchors"].split("\n")) == made.draft.anchors
    properties = {e.get("name"): e[0].text for e in part(made.docx, "docProps/custom.xml")}
    assert properties == {
        "reportgen-audience": "review", "reportgen-build": made.draft.build, "reportgen-round": "round-2",
        "reportgen-workspace": "demo",
    }  # fmt: skip


def test_what_it_was_made_from_is_kept(made):
    drafts = made.workspace / "reviews/round-2/drafts"
    assert (drafts / made.draft.word).read_bytes() == made.docx
    assert made.draft.sources[LESSON] == (made.workspace / LESSON).read_text()
    [sent] = read_round(made.workspace, "round-2").sent
    assert (sent.file, sent.language, sent.date, sent.to) == (made.path.name, "en", "2025-04-07", "")


def test_the_first_page_says_how_to_review_and_the_headers_what_this_is(made):
    body = part(made.docx)
    first = "".join(t.text for t in next(body.iter(f"{W}p")).iter(f"{W}t"))
    assert first == "How to review this draft"
    header = "".join(t.text for t in part(made.docx, "word/header1.xml").iter(f"{W}t"))
    assert header.startswith("Draft for review · round-2 · 7 April 2025 · data ")


def test_findings_stand_at_their_place(made):
    found = [(text, words) for text, words in ranges(made.docx) if text.startswith("[NAR")]
    over = [words for text, words in found if "over its limit of 45" in text]
    assert over == ["New councils, a dissolved Parliament and a slower economy"]
    tildes = [words for text, words in found if "tildes" in text]
    assert len(tildes) == 1 and SETTLED in tildes[0]


def test_earlier_comments_stand_where_they_stood_with_their_threads(made):
    found = dict(ranges(made.docx))
    assert found["Nine or eight?"] == found["Nine."] == "The country has nine provinces."
    assert found["Is this right?"] == "31.2%" or found["Is this right?"].startswith("31.2")
    assert "Which survey?" in found
    assert found["On “gone”:\nWhere is this?"] == "How to review this draft"
    threads = [(e.get(f"{W15}paraIdParent"), e.get(f"{W15}done")) for e in part(made.docx, "word/commentsExtended.xml")]
    assert threads[:3] == [(None, "1"), ("00000001", "1"), (None, "0")]
    first = next(iter(part(made.docx, "word/comments.xml")))
    assert [first.get(f"{W}{name}") for name in ("author", "initials", "date")] == [
        "Ana Ruiz",
        "AR",
        "2025-03-20T10:00:00Z",
    ]


def test_comments_of_another_language_and_old_findings_stay_out(made):
    said = [text for text, _ in ranges(made.docx)]
    assert "French!" not in said and "[X] old" not in said


def test_a_second_send_writes_the_same_bytes_and_no_second_record(made, tmp_path):
    workspace = shutil.copytree(made.workspace, tmp_path / "demo")
    sent = send(SendRequest(workspace, DAY, tmp_path / "out"))
    assert sent.path.read_bytes() == made.docx
    assert len(read_round(workspace, "round-2").sent) == 1


def test_a_copy_for_somebody_has_their_name_and_the_base_of_all(made, tmp_path):
    workspace = shutil.copytree(made.workspace, tmp_path / "demo")
    sent = send(SendRequest(workspace, DAY, tmp_path / "out", to="María Núñez"))
    assert sent.path.name == "demo.en.round-2.maría-núñez.docx"
    assert sent.sent.build == made.draft.build
    assert [each.to for each in read_round(workspace, "round-2").sent] == ["", "María Núñez"]
    assert (workspace / "reviews/round-2/drafts" / made.draft.word).read_bytes() == made.docx
    assert "This copy is for María Núñez." in "".join(t.text for t in part(sent.path.read_bytes()).iter(f"{W}t"))


def test_a_draft_may_hold_some_sections_only(made, tmp_path):
    workspace = shutil.copytree(made.workspace, tmp_path / "demo")
    sent = send(SendRequest(workspace, DAY, tmp_path / "out", sections=("D_1", "lessons-risks")))
    docx = sent.path.read_bytes()
    files = {name.partition("#")[0] for name in _draft(workspace, sent.sent.build).anchors.values()}
    assert LESSON in files and "narratives/en/progress-note-D_1-2024.md" in files
    assert not [file for file in files if "D_2" in file or "context" in file]
    said = [text for text, _ in ranges(docx)]
    assert any("tildes" in text for text in said) and not any("Nine" in text or "limit" in text for text in said)
    with pytest.raises(WorkspaceError, match=r"no section “D_9” in the report; there are imprint, contents, .*D_1"):
        send(SendRequest(workspace, DAY, tmp_path / "out", sections=("D_9",)))


def _draft(workspace: Path, build: str) -> Draft:
    found = read_draft(workspace, "round-2", build)
    assert found
    return found


def test_the_public_edition_has_nothing_of_a_draft(demo):
    assert not [name for name in names(demo.docx) if "customXml" in name or "comments" in name]
    with zipfile.ZipFile(demo.path("docx")) as archive:
        text = b"".join(archive.read(name) for name in archive.namelist() if name.endswith(".xml"))
    for word in (b'"rg_', b"trackRevisions", b"documentProtection", b"review-note", b"How to review"):
        assert word not in text


# What decides where a comment goes, without a draft --------------------------------------------------------------------


def _finding(place: Place, message: str = "Odd.", **more: Any) -> Finding:
    return Finding("RES003", "percent-within-bounds", "warning", place, message, **more)


def _remarks(whole: Report, **more: Any) -> Remarks:
    return Remarks(whole, project(whole, "review"), Words("en"), DAY, **more)


@pytest.fixture(scope="module")
def whole() -> Report:
    report = check_workspace(Path(__file__).parents[2] / "inputs/demo").report
    assert report
    return report


def test_a_finding_in_the_data_stands_at_the_first_figure_that_came_from_there(whole):
    path = 'indicators["D_1.A"].2024.result'
    text = Text({}, ('indicators["D_1.A"].2023.result', path))
    [comment] = _remarks(whole).place(text, [_finding(Place("results.csv", 5, "value"), hint="Look again.")], ())
    assert comment.anchor == fact_name(path)
    assert (comment.author, comment.date) == ("reportgen", "2025-04-07T00:00:00Z")
    assert comment.text == "[RES003 percent-within-bounds] Odd. Look again."


def test_findings_without_a_place_in_the_text_are_one_comment(whole):
    findings = [_finding(Place("office.yaml", 3), "One."), _finding(Place("report.yaml", 1), "Two.")]
    [comment] = _remarks(whole).place(Text({}, ()), findings, ())
    assert comment.anchor == "" and comment.text.count("\n") == 2 and "office.yaml:3: [RES003" in comment.text
    assert _remarks(whole, partial=True).place(Text({}, ()), findings, ()) == ()


def test_a_finding_never_tells_what_the_draft_withholds(whole):
    seen = project(whole, "review")
    hidden = next(p for p in whole.partners if p.name != next((s.name for s in seen.partners if s.id == p.id), None))
    findings = [
        _finding(Place("report.yaml", 1), f"The partner {hidden.name.to('en')} is odd."),
        _finding(hidden.place(), "Odd."),
    ]
    assert _remarks(whole).place(Text({}, ()), findings, ()) == ()


def test_a_comment_goes_with_its_words(whole):
    text = Text({f"{STORY}#title": "T", f"{STORY}#1": "New words.", f"{STORY}#2": "The council met in May again."}, ())
    kept = Comment(
        number=1, author="A", date="2025-03-20", text="?", anchor=f"{STORY}#1", quote="met in May", block="x"
    )
    [comment] = _remarks(whole).place(text, (), (kept,))
    assert comment.anchor == anchor_name(f"{STORY}#2")
    lost = kept.model_copy(update={"quote": "nowhere"})
    [comment] = _remarks(whole).place(text, (), (lost,))
    assert comment.anchor == anchor_name(f"{STORY}#title")
    same = kept.model_copy(update={"block": "The  council met in May again.", "quote": ""})
    [comment] = _remarks(whole).place(text, (), (same,))
    assert comment.anchor == anchor_name(f"{STORY}#2")


def test_a_finding_that_somebody_answered_is_there_once(whole):
    text = Text({}, ())
    open_ = [_finding(Place("report.yaml", 1), "Two.")]
    [ours] = _remarks(whole).place(text, open_, ())
    answered = Comment(
        number=1,
        author="reportgen",
        date="2025-03-01T00:00:00Z",
        text=ours.text,
        replies=(Reply(author="A", date="", text="x"),),
    )
    [comment] = _remarks(whole).place(text, open_, (answered,))
    assert len(comment.replies) == 1


def test_the_next_round_begins_when_something_came_back(tmp_path):
    assert round_to_send(tmp_path) == "round-1"
    sent = Sent(build="0" * 16, file="a.docx", language="en", date="2025-03-15", data="0")
    for name in ("round-1", "finance"):
        (tmp_path / "reviews" / name).mkdir(parents=True)
        (tmp_path / "reviews" / name / "round.yaml").write_bytes(as_yaml(Round(name=name, sent=(sent,))))
    assert round_to_send(tmp_path) == "round-1"
    (tmp_path / "reviews/round-1/returned").mkdir()
    assert round_to_send(tmp_path) == "round-1"
    (tmp_path / "reviews/round-1/returned/a.docx").write_bytes(b"")
    assert round_to_send(tmp_path) == "round-3"


def test_a_workspace_with_errors_sends_nothing(tmp_path):
    workspace = copy_workspace("demo", tmp_path)
    (workspace / "finance.csv").write_text("nonsense\n1\n")
    with pytest.raises(FindingsError):
        send(SendRequest(workspace, DAY, tmp_path / "out"))
    assert not (workspace / "reviews").exists() and not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("more", "message"),
    [({"language": "fr"}, "no language 'fr'; it has en"), ({"round": "../x"}, "is no name for a round")],
)
def test_what_is_not_there_is_said(tmp_path, more, message):
    workspace = copy_workspace("demo", tmp_path)
    with pytest.raises(WorkspaceError, match=message):
        send(SendRequest(workspace, DAY, tmp_path / "out", **more))
    assert os.listdir(tmp_path) == ["demo"]
