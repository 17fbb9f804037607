"""Comments over three rounds: each is there once, with its answers, whichever program saved the file in between."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from filelock import FileLock

from reportgen.review.decide import Selection, accept, reply
from tests.review.reviewers.office import resave
from tests.review.reviewers.package import W, opened
from tests.review.small_rounds import NOTE, REVIEWER, THREADS, W14, W15, Case, Copy
from tests.review.small_rounds import case as case  # a fixture
from tests.review.small_rounds import sent as sent  # a fixture

Thread = tuple[str, str, bool]


def threads(docx: bytes) -> list[Thread]:
    """Return the comments of a draft: what is said, what it answers, and whether it is resolved; sorted."""
    package = opened(docx)
    said = {
        list(each.iter(f"{W}p"))[-1].get(f"{W14}paraId"): "\n".join(
            "".join(t.text or "" for t in p.iter(f"{W}t")) for p in each.iter(f"{W}p")
        )
        for each in package.comments
        if each.get(f"{W}author") != "reportgen"
    }
    about = {each.get(f"{W15}paraId"): each for each in package.tree(THREADS)}
    return sorted(
        (text, said.get(about[mark].get(f"{W15}paraIdParent"), ""), about[mark].get(f"{W15}done") == "1")
        for mark, text in said.items()
    )


def number(case: Case, text: str, round_: str = "round-1") -> int:
    return next(each.number for each in case.comments(round_) if each.text == text)


def first_round(case: Case) -> bytes:
    """Two comments come back, one with an answer; one is answered, one closed. Return the second draft."""
    copy = (
        Copy.of(case.docx)
        .comment("three offices", "Which ones?")
        .reply("Which ones?", "The new ones.", author="Ben Okoro")
    )
    case.take(copy.comment("came in", "In which year?", date="2025-03-10T09:40:00Z").save())
    assert [(each.text, each.quote, len(each.replies)) for each in case.comments()] == [
        ("Which ones?", "three offices", 1),
        ("In which year?", "came in", 0),
    ]
    which, when = (number(case, text) for text in ("Which ones?", "In which year?"))
    reply(case.folder, "round-1", which, "Those in Velda.", "Office")
    assert accept(case.folder, "round-1", Selection((when,))).ok
    return case.send()


@pytest.fixture(scope="session")
def answered(sent: Case, shared: Path) -> Case:
    """The workspace after the first round, with the draft of the second; made once a run, not to be changed."""
    home = shared / "second-round"
    made = Case(home / "norlund", home / "second.docx")
    with FileLock(shared / "second-round.lock"):
        if not made.path.exists():
            shutil.copytree(sent.folder, made.folder)
            made.path.write_bytes(first_round(Case(made.folder, sent.path)))
    return made


@pytest.fixture
def later(answered: Case, tmp_path: Path) -> Case:
    """A copy of it, to be changed; its draft is the second."""
    return Case(shutil.copytree(answered.folder, tmp_path / "norlund"), answered.path)


SECOND = [
    ("In which year?", "", True),
    ("The new ones.", "Which ones?", False),
    ("Those in Velda.", "Which ones?", False),
    ("Which ones?", "", False),
]
THIRD = sorted([*SECOND, ("And the old ones?", "Which ones?", False), ("Says who?", "", False)])


def second_round(second: bytes) -> Copy:
    """Somebody answers a comment of the first round and makes a new one."""
    copy = Copy.of(second, "Chidi", day="2025-03-20T10:00:00Z")
    return copy.reply("Which ones?", "And the old ones?").comment(
        "ends the note", "Says who?", date="2025-03-20T10:01:00Z"
    )


def test_three_rounds_hold_each_comment_once_with_its_thread(later: Case) -> None:
    assert threads(later.docx) == SECOND
    later.take(second_round(later.docx).save())
    assert threads(later.send()) == THIRD


def test_what_libreoffice_saved_in_between_loses_and_doubles_nothing(later: Case) -> None:
    assert later.take(resave(later.docx), "untouched.docx").comments == ()
    later.take(resave(second_round(later.docx).save()), "second.docx")
    third = later.send()
    assert threads(third) == THIRD
    assert later.take(resave(third), "third.docx").comments == ()


def test_a_number_of_an_earlier_round_covers_no_comment_of_this_one(later: Case) -> None:
    """Numbers begin anew with each round: number 1 of the first round is not number 1 of the second."""
    later.take(Copy.of(later.docx, "Dara").comment("the parliament", "All of it?").save(), "dara.docx")
    later.take(second_round(later.docx).save(), "chidi.docx")
    texts = [each.text for each in later.comments("round-2")]
    assert sorted(texts) == ["All of it?", "Says who?", "Which ones?"]
    assert len({each.number for each in later.comments("round-2")}) == 3


def test_two_answers_to_one_comment_in_one_command_are_both_kept(later: Case) -> None:
    paths = [
        later.came_back(Copy.of(later.docx, name).reply("Which ones?", f"Says {name}.").save(), f"{name}.docx")
        for name in ("Dara", "Chidi")
    ]
    assert later.merge(*paths).returncode == 0
    [comment] = later.comments("round-2")
    assert [reply.text for reply in comment.replies][-2:] == ["Says Dara.", "Says Chidi."]


def test_a_file_passed_on_from_hand_to_hand_brings_its_comments_once(case: Case) -> None:
    one = Copy.of(case.docx).comment("three offices", "Which ones?").save()
    two = Copy.of(one, "Chidi").comment("came in", "When?").save()
    assert case.merge(case.came_back(one, "one.docx"), case.came_back(two, "two.docx")).returncode == 0
    assert [(each.number, each.text) for each in case.comments()] == [(1, "Which ones?"), (2, "When?")]


def test_comments_whose_words_are_gone_or_computed_come_back_once(case: Case) -> None:
    """A draft says before such a comment what it stood on; it is the same comment all the same."""
    copy = Copy.of(case.docx).comment("No summary was written", "Why not?")
    case.take(copy.comment("Second point of the list", "Which?", date="2025-03-10T09:40:00Z").save())
    case.write("- Second point of the list\n", "")
    (case.folder / "narratives/en/summary.md").write_text("---\nkind: summary\n---\nThe year was a good one.\n")
    second = case.send()
    assert any(text.startswith("On “No summary was written”:") for text, _, _ in threads(second))
    assert case.take(second, "second.docx").comments == ()
    taken = case.take(Copy.of(second, "Chidi").reply("Why not?", "No time.").save(), "again.docx")
    assert [(each.text, [reply.text for reply in each.replies]) for each in taken.comments] == [
        ("Why not?", ["No time."])
    ]


def test_two_comments_on_the_same_words_stay_two_through_libreoffice(case: Case) -> None:
    copy = Copy.of(case.docx).comment("three offices", "Which?")
    case.take(copy.comment("three offices", "Where?", author="Chidi", date="2025-03-10T09:40:00Z").save())
    second = case.send()
    assert threads(second) == [("Where?", "", False), ("Which?", "", False)]
    assert case.take(resave(second), "second.docx").comments == ()
    assert threads(case.send()) == threads(second)


def test_a_thread_that_says_nothing_of_done_is_open(case: Case) -> None:
    copy = Copy.of(case.docx).comment("three offices", "Which?").reply("Which?", "All.")
    for each in copy.package.tree(THREADS):
        each.attrib.pop(f"{W15}done", None)
    [comment] = case.take(copy.save()).comments
    assert not comment.resolved


def test_what_a_reviewer_resolves_is_resolved_in_the_next_draft(later: Case) -> None:
    later.take(Copy.of(later.docx, "Chidi").resolve("Which ones?").save(), "second.docx")
    assert ("Which ones?", "", True) in threads(later.send())


def test_a_comment_on_words_that_somebody_deleted_keeps_its_text(case: Case) -> None:
    copy = Copy.of(case.docx).comment("Second point", "Why this?").delete("Second point of the list")
    [comment] = case.take(copy.save()).comments
    assert (comment.author, comment.text) == (REVIEWER, "Why this?")
    assert Path(case.folder / NOTE).exists()


def test_an_answer_to_a_comment_that_somebody_took_out_is_kept(later: Case) -> None:
    """LibreOffice and careless hands take comments out and leave the answers."""
    copy = second_round(later.docx)
    asked = copy.said("Which ones?")
    asked.getparent().remove(asked)
    del copy.package.members[THREADS], copy.package.trees[THREADS]
    [held] = [each for each in later.take(copy.save()).comments if each.text == "Which ones?"]
    assert held.replies[-1].text == "And the old ones?"
