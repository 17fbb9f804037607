"""A whole merge by the command: what came back is shown, taken, kept and put back, and no word of it is lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.review.reviewers.edits import set_format
from tests.review.reviewers.package import W
from tests.review.reviewers.pen import live_text, runs_between
from tests.review.small_rounds import NOTE, REVIEWER, TEXT, Case, Copy
from tests.review.small_rounds import case as case  # a fixture
from tests.review.small_rounds import sent as sent  # a fixture


def busy(case: Case) -> Copy:
    """A text changed, a figure, a comment, and words that the report computes."""
    copy = Copy.of(case.docx).change("work together", "work side by side")
    copy.change("four", "five", within="parliament revised").comment("ends the note", "Does it?")
    return copy.reply("Does it?", "It does.", author="Ben Okoro").change(
        "No summary was written", "A summary was written"
    )


def kinds(case: Case) -> list[tuple[str, str]]:
    return [(change.kind, change.state) for change in case.changes()]


def test_a_file_in_which_nothing_was_changed_changes_nothing(case: Case) -> None:
    before = case.everything()
    done = case.merge(case.came_back(case.docx))
    assert done.returncode == 0 and "back.docx (round-1): nothing was changed." in done.stderr
    after = case.everything()
    assert {name: after[name] for name in before} == before
    assert {Path(name).parent.name for name in after.keys() - before.keys()} == {"returned", "undo"}


def test_without_a_terminal_and_without_yes_it_is_shown_and_not_taken(case: Case) -> None:
    before = case.everything()
    done = case.merge(case.came_back(busy(case).save()), yes=False)
    assert done.returncode == 2 and "there is no terminal to ask at. Say --yes" in done.stderr
    assert "1 change to the text, 1 proposal for the data, 1 change without a place, 1 comment" in done.stderr
    for words in ("side by side", "four", "five", "[-No-]{+A+} summary", "Does it?", "It does.", REVIEWER):
        assert words in done.stdout, words
    assert case.everything() == before


def test_all_that_came_back_finds_its_place_and_undo_puts_every_byte_back(case: Case) -> None:
    before = case.everything()
    docx = busy(case).save()
    done = case.merge(case.came_back(docx))
    assert done.returncode == 0, done.stderr
    assert case.note == TEXT.replace("work together", "work side by side")
    text, data, lost = case.changes()
    assert [(each.kind, each.state, each.reviewer) for each in (text, data, lost)] == [
        ("text", "accepted", REVIEWER),
        ("data", "open", REVIEWER),
        ("unplaced", "open", REVIEWER),
    ]
    assert (data.place, data.typed, data.value) == ("results.csv:2:value", "4", "5")
    assert (lost.old, lost.new) == ("No summary was written.", "A summary was written.")
    [comment] = case.comments()
    assert (comment.text, comment.place, comment.quote) == ("Does it?", f"{NOTE}:22", "ends the note")
    assert [(each.author, each.text) for each in comment.replies] == [("Ben Okoro", "It does.")]
    [kept] = (case.folder / "reviews/round-1/returned").iterdir()
    assert kept.read_bytes() == docx and str(kept) in done.stdout.split("\n")
    after = case.everything()
    assert {name for name in before if after[name] != before[name]} == {NOTE}

    again = case.merge(case.came_back(docx, "other name.docx"))
    assert again.returncode == 0 and "was merged before" in again.stderr and case.everything() == after

    assert case.review("undo").returncode == 0
    assert {name: data for name, data in case.everything().items() if "/undo/" not in name} == before


def test_the_same_file_twice_in_one_command_is_taken_once(case: Case) -> None:
    docx = busy(case).save()
    done = case.merge(case.came_back(docx), case.came_back(docx, "copy.docx"))
    assert done.returncode == 0 and "copy.docx was merged before" in done.stderr
    assert len(case.changes()) == 3 and len(case.comments()) == 1


def test_two_files_in_one_command_are_both_taken(case: Case) -> None:
    one = Copy.of(case.docx, "Dara").change("work together", "work side by side").comment("came in", "When?").save()
    two = Copy.of(case.docx, "Chidi").change("Second point", "Last point").change("four", "six", within="parliament")
    paths = case.came_back(one, "dara.docx"), case.came_back(two.save(), "chidi.docx")
    done = case.merge(*paths, more=("--json",))
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)["merged"]
    assert [(each["file"], each["round"]) for each in told] == [(str(path), "round-1") for path in paths]
    assert [change["number"] for each in told for change in each["changes"]] == [1, 3, 4]
    assert [comment["number"] for each in told for comment in each["comments"]] == [2]
    assert case.note == TEXT.replace("work together", "work side by side").replace("Second point", "Last point")
    assert [change.reviewer for change in case.changes()] == ["Dara", "Chidi", "Chidi"]


def test_sources_that_moved_on_elsewhere_are_kept_and_merged(case: Case) -> None:
    case.write("came in during the year", "came in from all sides")
    case.write("The second paragraph tells", "The next paragraph tells")
    case.take(busy(case).save())
    wanted = TEXT.replace("during the year", "from all sides").replace("The second paragraph", "The next paragraph")
    assert case.note == wanted.replace("work together", "work side by side")


@pytest.mark.parametrize("decision", ["--theirs", "reject"])
def test_a_conflict_leaves_the_source_and_waits_for_a_decision(case: Case, decision: str) -> None:
    case.write("work together", "work hand in hand")
    ours = case.note
    done = case.merge(case.came_back(busy(case).save()))
    assert done.returncode == 1, done.stderr
    assert case.note == ours and kinds(case)[0] == ("text", "open") and case.changes()[0].conflict
    for side, words in (("base:", "work together"), ("ours:", "hand in hand"), ("theirs:", "side by side")):
        assert side in done.stdout and words in done.stdout
    assert case.review("accept", 1).returncode == 1 and case.note == ours
    decided = case.review("reject", 1) if decision == "reject" else case.review("accept", 1, "--theirs")
    assert decided.returncode == 0, decided.stderr
    assert case.note == (ours if decision == "reject" else ours.replace("hand in hand", "side by side"))


def test_an_older_draft_of_the_round_is_merged_from_its_own_base(case: Case) -> None:
    case.write("came in during the year", "came in from all sides")
    assert case.send() != case.docx
    case.take(Copy.of(case.docx).change("during the year", "during the whole year").save(), "old.docx")
    assert kinds(case) == [("text", "open")] and "from all sides" in case.note
    case.take(busy(case).save())
    assert "work side by side" in case.note and "from all sides" in case.note


@pytest.mark.parametrize("saved", ["\r\n", "\ufeff", "\ufeff\r\n"])
def test_line_ends_and_byte_order_mark_stay(case: Case, saved: str) -> None:
    mark, end = saved[: saved.startswith("\ufeff")], "\r\n" if "\r\n" in saved else "\n"
    (case.folder / NOTE).write_bytes((mark + TEXT.replace("\n", end)).encode())
    case.take(busy(case).row("Quillon", "Sable", "9").save())
    wanted = TEXT.replace("work together", "work side by side").replace("| 7 |\n", "| 7 |\n| Sable | 9 |\n")
    assert (case.folder / NOTE).read_bytes().decode() == mark + wanted.replace("\n", end)


# Figures -----------------------------------------------------------------------------------------------------------------


def test_a_proposal_says_which_finding_it_would_add(case: Case) -> None:
    copy = Copy.of(case.docx)
    row = copy.paragraph("Available").getparent().getparent()
    figure = next(p for p in row.iter(f"{W}p") if live_text(p) == "US$1,000,000")
    copy.type_over(figure, "US$1,000,000", "-5")
    copy.change("four", "five", within="parliament revised")
    before = case.everything()
    done = case.merge(case.came_back(copy.save()))
    by_place = {change.place: change for change in case.changes()}
    wrong, fine = by_place["finance.csv:2:amount"], by_place["results.csv:2:value"]
    assert (wrong.value, wrong.state, fine.checks) == ("-5", "open", ())
    assert len(wrong.checks) == 2 and "FIN009 negative-amount" in wrong.checks[0]
    assert "checks: would add finance.csv:2:amount: error [FIN009" in done.stdout and "checks: pass" in done.stdout
    assert case.everything()["finance.csv"] == before["finance.csv"]


def test_a_figure_in_a_table_is_a_proposal_and_the_same_one_twice_is_one(case: Case) -> None:
    copy = Copy.of(case.docx).change("four", "six", within="parliament")
    row = copy.paragraph("Velda").getparent().getparent()
    [cell] = [p for p in row.iter(copy.paragraph("Velda").tag) if live_text(p) == "4"]
    copy.type_over(cell, "4", "6")
    case.take(copy.save())
    [change] = case.changes()
    assert (change.place, change.typed, change.value) == ("results.csv:2:value", "4", "6")
    assert case.note == TEXT


def test_a_figure_of_several_cells_names_them(case: Case) -> None:
    case.take(Copy.of(case.docx).change("US$1,000,000", "US$1,200,000", within="came in").save())
    [change] = case.changes()
    assert (change.kind, change.place, change.value) == ("data", "", "1200000")
    assert "finance.csv:3:amount, finance.csv:4:amount" in change.note
    done = case.review("accept", 1)
    assert done.returncode == 1 and "finance.csv:3:amount" in done.stderr


# Kinds of edits ----------------------------------------------------------------------------------------------------------

EDITS = {
    "the title": (lambda copy: copy.change("Four laws were", "Five laws were", within="Four laws were revised"), "title: Four laws", "title: Five laws"),
    "a new footnote": (lambda copy: copy.footnote("ends the note", "Minutes of May."), "ends the note.\n\n[^south]: A note on the **south** of the country.\n", "ends the note[^n1].\n\n[^south]: A note on the **south** of the country.\n\n[^n1]: Minutes of May.\n"),
    "a footnote's text": (lambda copy: copy.change("of the country", "of the land"), "of the country", "of the land"),
    "a table's row": (lambda copy: copy.row("Quillon", "Sable | Hill", "9"), "| Quillon | 7 |\n", "| Quillon | 7 |\n| Sable \\| Hill | 9 |\n"),
    "a nested item": (lambda copy: copy.item("Nested point of the list", "Another point of the list"), "  - Nested point of the list\n", "  - Nested point of the list\n  - Another point of the list\n"),
    "a link's words": (lambda copy: copy.change("three offices", "four offices"), "[three offices]", "[four offices]"),
    "signs of Markdown": (lambda copy: copy.change("work together", "work *together* [a](b) {{ x }}"), "work together", "work \\*together\\* "),
}  # fmt: skip


@pytest.mark.parametrize("which", EDITS)
def test_an_edit_stands_in_the_source_and_nothing_else_does(case: Case, which: str) -> None:
    edit, old, new = EDITS[which]
    taken = case.take(edit(Copy.of(case.docx)).save())
    assert [(each.kind, each.state) for each in taken.changes] == [("text", "accepted")]
    rest, tail = TEXT.split(old)
    assert case.note.startswith(rest + new) and case.note.endswith(tail)
    assert which == "signs of Markdown" or case.note == rest + new + tail


def test_a_footnote_that_was_deleted_goes_with_its_mark(case: Case) -> None:
    case.take(Copy.of(case.docx).drop_footnote("second paragraph").save())
    assert "south]" not in case.note and "of the south, where [three offices]" in case.note


def test_bold_within_a_word_is_done_or_told(case: Case) -> None:
    copy = Copy.of(case.docx)
    p = copy.paragraph("unbelievable")
    at = live_text(p).index("believ")
    for run in runs_between(p, at, at + len("believ")):
        set_format(copy.pen, run, "b", True)
    taken = case.take(copy.save())
    done, told = "un**believ**able" in case.note, " ".join(f"{each.note} {each.new}" for each in taken.changes)
    assert done or "bold" in told, told
    assert "unbelievable" in case.note.replace("**", "")


def test_a_paragraph_split_joined_and_written_anew_keeps_every_word(case: Case) -> None:
    copy = Copy.of(case.docx).delete("Second point of the list").item("came in during", "A new paragraph of its own.")
    taken = case.take(copy.change("ends the note", "has the last word").save())
    assert "A new paragraph of its own." in case.note and "has the last word" in case.note
    assert "Second point" not in case.note or any("Second point" in each.old for each in taken.changes)
