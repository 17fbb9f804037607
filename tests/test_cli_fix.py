"""`reportgen check --fix` on the command line: the diff first, then the question, then the texts."""

from pathlib import Path

from tests.conftest import reportgen
from tests.helpers import write_workspace

NOTE = "narratives/en/story.md"
HEAD = "---\nkind: story\nyear: 2024\ntitle: What changed\n---\n"
TEXT = HEAD + "The account , opened in May, has 18.3million readers.\n"


def test_without_an_answer_the_diff_is_shown_and_nothing_is_written(tmp_path: Path):
    folder = write_workspace(tmp_path, **{NOTE: TEXT})
    done = reportgen("check", folder, "--fix")
    assert done.returncode == 1
    assert done.stdout == f"{NOTE}:6: The account[- -], opened in May, has 18.3{{+ +}}million readers.\n"
    assert done.stderr.strip() == "2 mends in 1 file: nothing was written. Add --yes to write them."
    assert (folder / NOTE).read_text(encoding="utf-8") == TEXT


def test_yes_writes_and_the_second_run_has_nothing_to_do(tmp_path: Path):
    folder = write_workspace(tmp_path, **{NOTE: TEXT})
    done = reportgen("check", folder, "--fix", "--yes")
    assert done.returncode == 0 and done.stderr.strip() == "2 mends in 1 file: written (NAR100 1, NAR103 1)."
    assert (folder / NOTE).read_text(
        encoding="utf-8"
    ) == HEAD + "The account, opened in May, has 18.3 million readers.\n"
    again = reportgen("check", folder, "--fix", "--yes")
    assert (again.returncode, again.stdout, again.stderr.strip()) == (0, "", "Nothing to mend.")


def test_long_lines_are_shown_around_what_changes(tmp_path: Path):
    long = HEAD + "Many words stand here in a row. " * 20 + "The end , of it.\n"
    done = reportgen("check", write_workspace(tmp_path, **{NOTE: long}), "--fix")
    (line,) = done.stdout.splitlines()
    assert len(line) < 200 and "…" in line and line.endswith("The end[- -], of it.")


def test_flags_that_do_not_go_together_are_refused(tmp_path: Path):
    folder = write_workspace(tmp_path)
    for flags in (
        ("--yes",),
        ("--fix", "--json"),
        ("--fix", "--strict"),
        ("--fix", "--all"),
        ("--fix", "--html", "x.html"),
    ):
        done = reportgen("check", folder, *flags)
        assert done.returncode == 2 and "--fix" in done.stderr, flags


def test_a_folder_that_is_no_workspace_is_said_in_one_sentence(tmp_path: Path):
    done = reportgen("check", tmp_path, "--fix")
    assert done.returncode == 2 and len(done.stderr.strip().splitlines()) == 1 and "cannot be loaded" in done.stderr
