"""What is published after a round holds nothing of it: no name, no remark, no mark, in no byte stream of any file."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from filelock import FileLock

from reportgen.review.decide import Selection, accept, reject, reply
from tests.conftest import reportgen
from tests.review.reviewers.package import W, opened
from tests.review.small_rounds import REVIEWER, TEXT, Case, Copy
from tests.review.small_rounds import sent as sent  # a fixture
from tests.streams import found_in

REMARK, ANSWER, OFFICE = "Ask the Speaker of Tarrow first", "She said yes at Easter", "Zelda Quarshie"
REFUSED, SUMMARY = "an indiscreet remark on the minister", "A wholly invented summary"
SECRETS = {REVIEWER, "Amina", "Karefa", REMARK, ANSWER, OFFICE, REFUSED, SUMMARY, "Ben Okoro"}
MARKS = {"reportgen-round", "reportgen-workspace", "round-1", "review-note", "w:ins ", "w:del ", "w:delText", "w:rPrChange", "commentRangeStart", "commentReference", "trackRevisions", "documentProtection"}  # fmt: skip
PAID = {
    "contributions.csv": """\
partner,agreement,outcome,year,amount,currency,rate,rate_date,development,humanitarian,disclosure
norlund,A-1,D_1,2024,950000,USD,,2024-05-16,950000,0,public
""",
    "agreements.csv": """\
id,partner,outcomes,title,start,end,currency,amount,earmarking,fees,reports_due,reports_sent,amendments,disclosure
A-1,norlund,D_1,Women in councils,2024-01-01,2025-12-31,USD,950000,earmarked,8,2025-04-30,,,public
""",
}
ANCHOR = re.compile(rb"\brg_[0-9a-f]{24}")


@dataclass(frozen=True)
class Published:
    """The public edition and a donor's pack, built after a round."""

    folder: Path
    files: tuple[Path, ...]

    def ending(self, suffix: str) -> list[Path]:
        return [path for path in self.files if path.suffix == suffix]


@pytest.fixture(scope="session")
def published(sent: Case, shared: Path) -> Published:
    """A whole round with every kind of trace, then what is published; made once a run."""
    home = shared / "published"
    with FileLock(shared / "published.lock"):
        if not (home / "done").exists():
            shutil.rmtree(home, ignore_errors=True)
            case = Case(shutil.copytree(sent.folder, home / "norlund"), sent.path)
            whole_round(case)
            for name, text in PAID.items():
                (case.folder / name).write_text(text)
            for command in (("build", case.folder), ("pack", case.folder, "--donor", "norlund")):
                done = reportgen(*command, "--out", home / "out")
                assert done.returncode == 0, done.stderr
            (home / "done").touch()
    return Published(home / "norlund", tuple(sorted(path for path in (home / "out").rglob("*") if path.is_file())))


def whole_round(case: Case) -> None:
    """Texts, a figure and remarks come back; some are accepted, some refused, one remark is answered."""
    copy = Copy.of(case.docx).change("work together", "work side by side").comment("ends the note", REMARK)
    copy.reply(REMARK, ANSWER, author="Ben Okoro").change("four", "five", within="parliament revised")
    copy.change("No summary was written", SUMMARY).item("came in during", f"Here stood {REFUSED}.")
    taken = case.take(copy.save())
    by_kind = {change.kind: change.number for change in taken.changes}
    [refused] = [change.number for change in taken.changes if REFUSED in change.new]
    assert accept(case.folder, "round-1", Selection((by_kind["data"],))).ok
    assert reject(case.folder, "round-1", Selection((refused,))).ok
    reply(case.folder, "round-1", case.comments()[0].number, "We did.", OFFICE, resolve=True)
    assert case.note == TEXT.replace("work together", "work side by side")


def test_what_was_accepted_is_published(published: Published) -> None:
    kinds = {path.suffix for path in published.files}
    assert {".html", ".pdf", ".docx"} <= kinds and len(published.ending(".docx")) >= 2
    for path in published.files:
        if path.parent.name == "public" and path.suffix in (".html", ".pdf"):
            assert found_in(path, {"side by side"}), path.name
        if path.parent.name == "public" and path.suffix == ".pdf":
            assert found_in(path, {"revised five laws"}), path.name


def test_no_stream_holds_a_name_or_a_word_of_the_review(published: Published) -> None:
    assert [hit for path in published.files for hit in found_in(path, SECRETS)] == []


def test_no_stream_holds_a_mark_of_the_review(published: Published) -> None:
    assert [hit for path in published.files for hit in found_in(path, MARKS)] == []


def test_word_files_have_no_anchor_of_a_narrative_no_change_and_no_comment(published: Published) -> None:
    for path in published.ending(".docx"):
        package = opened(path.read_bytes())
        assert not [name for name in package.members if "comment" in name.lower() or "customXml" in name]
        assert not [name for name, data in package.members.items() if ANCHOR.search(data)]
        tags = {f"{W}{tag}" for tag in ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange")}
        assert not [node.tag for story in package.stories() for node in story.iter(*tags)]


def test_the_bookmarks_of_figures_stay_in_word(published: Published) -> None:
    [report] = [path for path in published.ending(".docx") if path.parent.name == "public"]
    names = [each.get(f"{W}name", "") for each in opened(report.read_bytes()).body.iter(f"{W}bookmarkStart")]
    assert sum(name.startswith("rgf_") for name in names) >= 2


def test_the_search_can_fail(published: Published) -> None:
    """The file that came back, and the records of the round, hold all of it."""
    [kept] = (published.folder / "reviews/round-1/returned").iterdir()
    told = "\n".join(found_in(kept, SECRETS | MARKS))
    for words in (REVIEWER, REMARK, ANSWER, REFUSED, SUMMARY, "reportgen-round", "w:ins", "commentRangeStart"):
        assert words in told, words
    assert ANCHOR.search(opened(kept.read_bytes()).members["word/document.xml"])
    assert OFFICE in (published.folder / "reviews/round-1/comments.yaml").read_text()


def test_what_a_build_keeps_for_itself_holds_no_word_of_the_review(published: Published) -> None:
    kept = [path for path in (published.folder / ".reportgen").rglob("*") if path.is_file()]
    assert kept and [hit for path in kept for hit in found_in(path, SECRETS)] == []
