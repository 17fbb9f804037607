from __future__ import annotations

import json
import os
import pty
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.review.rounds_on_disk import RESULTS, TEXT, Desk, comment, data_change, desk, text_change

COMMAND = [
    sys.executable,
    "-c",
    "import sys; sys.argv[0] = 'reportgen'; from reportgen.cli import main; main()",
    "review",
]


def run(at: Desk, command: str, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, command, str(at.folder), *words],
        check=False, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=60, env={**os.environ, **environment},
    )  # fmt: skip


def at_terminal(at: Desk, answers: str, command: str = "decide") -> tuple[int, str]:
    """Run a command at a terminal, where somebody types these answers, one a question."""
    pid, terminal = pty.fork()
    if not pid:
        os.environ["NO_COLOR"] = "1"
        os.execv(sys.executable, [*COMMAND, command, str(at.folder)])
    said, answered, until = b"", 0, time.monotonic() + 60
    while time.monotonic() < until:
        ready, _, _ = select.select([terminal], [], [], 1)
        if not ready:
            continue
        try:
            piece = os.read(terminal, 4096)
        except OSError:  # what Linux says at the end
            break
        if not piece:
            break
        said += piece
        asked = said.count(b"? ") + said.count(b"): ")
        if answered < min(asked, len(answers.split())):
            os.write(terminal, answers.split()[answered].encode() + b"\n")
            answered += 1
    os.close(terminal)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), said.decode().replace("\r\n", "\n")


@pytest.fixture
def at(tmp_path: Path) -> Desk:
    return desk(
        tmp_path, text_change(1, "40 councils", "42 councils"), text_change(2, "three", "four"),
        data_change(3, 2, "4120", "4210"), comment(4, text="Who says so?"),
    )  # fmt: skip


def test_accept_prints_what_changed_and_says_what_was_done(at: Desk) -> None:
    done = run(at, "accept", "2", "3")
    assert done.returncode == 0, done.stderr
    assert [line.removeprefix(f"{at.folder}/") for line in done.stdout.splitlines()] == [
        "narratives/en/D_1.md",
        "results.csv",
        "reviews/round-1/changes.yaml",
    ]
    assert "round-1: accepted 2, 3. `reportgen review undo " in done.stderr and "puts it back" in done.stderr
    assert at.text() == TEXT.replace("three", "four")


def test_a_conflict_ends_with_1_and_shows_all_versions(at: Desk) -> None:
    at.replace("40 councils", "41 councils")
    done = run(at, "accept", "--all")
    assert done.returncode == 1
    assert "1 is left as it was: narratives/en/D_1.md:5 says" in done.stderr
    assert "ours:   Women lead [-40-]{+41+} councils" in done.stderr
    assert "theirs: Women lead [-40-]{+42+} councils" in done.stderr
    told = run(at, "status")
    assert told.returncode == 1 and "conflict" in told.stdout
    assert run(at, "accept", "1", "--theirs").returncode == 0
    assert run(at, "status").returncode == 0


def test_status_tells_a_program_and_shows_single_items(at: Desk) -> None:
    data = json.loads(run(at, "status", "--json").stdout)
    assert [item["number"] for item in data["items"]] == [1, 2, 3, 4]
    assert "[-three-]{+four+} offices" in run(at, "status", "2").stdout
    assert "round-1 has no number 9" in run(at, "status", "9").stderr


def test_reject_reply_and_undo(at: Desk) -> None:
    run(at, "accept", "--section", "D_1")
    assert at.text("results.csv") != RESULTS
    assert run(at, "reject", "3").returncode == 0
    assert at.text("results.csv") == RESULTS
    assert run(at, "undo").stderr.endswith("Undone: rejected 3.\n")
    assert at.text("results.csv") != RESULTS
    assert run(at, "reply", "4", "The census.", "--as", "Mia Dahl").returncode == 0
    assert run(at, "reply", "4", "Of 2023.", REPORTGEN_NAME="Mia Dahl").returncode == 0
    assert [(each.author, each.text) for each in at.comment(4).replies] == [
        ("Mia Dahl", "The census."),
        ("Mia Dahl", "Of 2023."),
    ]


@pytest.mark.parametrize(
    ("command", "words", "says"),
    [
        ("accept", (), "say which: numbers, --section NAME, or --all."),
        ("accept", ("9",), "round-1 has no number 9; it has 1 to 4."),
        ("accept", ("1", "--round", "x"), "there is no round “x”; there are round-1."),
        ("reply", ("4", "Yes."), "say --as NAME, or set REPORTGEN_NAME."),
        ("reply", ("1", "Yes.", "--as", "Mia"), "1 is a change: accept or reject it"),
        ("undo", (), "there is nothing to undo in round-1."),
        ("decide", (), "`review decide` asks at a terminal, and there is none."),
    ],
)
def test_wrong_use_ends_with_2_and_one_sentence(at: Desk, command: str, words: tuple[str, ...], says: str) -> None:
    done = run(at, command, *words, REPORTGEN_NAME="")
    assert done.returncode == 2 and says in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_an_interrupted_step_is_put_back_by_the_next_command(at: Desk) -> None:
    run(at, "accept", "1")
    (journal,) = (at.folder / "reviews/round-1/undo").iterdir()
    journal.write_text(journal.read_text().replace('"done"', '"writing"', 1))
    done = run(at, "status")
    assert "A step that was interrupted (accepted 1) was put back" in done.stderr
    assert at.text() == TEXT and at.change(1).state == "open"


def test_decide_goes_through_what_is_open_and_keeps_each_decision(at: Desk) -> None:
    at.replace("40 councils", "41 councils")
    code, said = at_terminal(at, "a t r s a")
    assert code == 0, said
    assert "ours:   Women lead [-40-]{+41+} councils" in said and "[t]ake theirs" in said
    assert "42 councils" in at.text() and "three offices" in at.text()
    assert [at.change(number).state for number in (1, 2, 3)] == ["accepted", "rejected", "open"]
    assert at.comment(4).resolved


def test_decide_ends_where_somebody_quits(at: Desk) -> None:
    code, said = at_terminal(at, "a q")
    assert code == 0 and "round-1: 3 open, 1 accepted." in said
    assert run(at, "undo").stderr.endswith("Undone: accepted 1.\n")
    assert at.text() == TEXT


def test_decide_asks_for_a_value_where_there_is_none(tmp_path: Path) -> None:
    at = desk(tmp_path, data_change(1, 2, "4120", "", new="over four thousand"))
    code, said = at_terminal(at, "a 4001")
    assert code == 0 and "Value to write at results.csv:2:value" in said
    assert at.text("results.csv") == RESULTS.replace("4120", "4001")
