from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from reportgen.errors import WorkspaceError
from reportgen.review.store import KEPT, Store, interrupted, recover

OLD: dict[str, bytes] = {"a.md": b"old a", "b.csv": b"old b\r\n", "deep/c.yaml": b"old c", "gone.md": b"goes"}
NEW: dict[str, bytes | None] = {
    "a.md": b"new a",
    "b.csv": b"new b",
    "deep/c.yaml": b"new c",
    "gone.md": None,
    "fresh/d.md": b"d",
}
KILLED = """
import os, signal, sys
from pathlib import Path
from reportgen.review.store import Store

real, count = os.{call}, 0

def {call}(*args, **more):
    global count
    count += 1
    if count == int(sys.argv[2]):
        os.kill(os.getpid(), signal.SIGKILL)
    return real(*args, **more)

os.{call} = {call}
folder = Path(sys.argv[1])
new = {new!r}
if sys.argv[3] == "undo":
    Store(folder, "r").undo()
else:
    Store(folder, "r").commit({{folder / name: data for name, data in new.items()}}, "accepted 3")
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, data in OLD.items():
        path = tmp_path / "w" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return tmp_path / "w"


def held(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and "undo" not in path.parts
    }


def wanted(folder: Path) -> dict[Path, bytes | None]:
    return {folder / name: data for name, data in NEW.items()}


AFTER = {name: data for name, data in NEW.items() if data is not None}


def test_files_change_together_and_go_back_together(folder: Path) -> None:
    store = Store(folder, "r")
    assert len(store.commit(wanted(folder), "accepted 3")) == 5
    assert held(folder) == AFTER
    assert store.undo().what == "accepted 3"
    assert held(folder) == OLD
    assert not any((folder / "reviews/r/undo").iterdir())


def test_what_is_the_same_is_no_step(folder: Path) -> None:
    store = Store(folder, "r")
    assert store.commit({folder / "a.md": b"old a", folder / "none": None}, "nothing") == ()
    with pytest.raises(WorkspaceError, match="there is nothing to undo in r"):
        store.undo()


def test_steps_are_undone_one_by_one_the_last_first(folder: Path) -> None:
    store = Store(folder, "r")
    for number in range(3):
        store.commit({folder / "a.md": b"%d" % number}, f"step {number}")
    assert [step.what for step in store.history()] == ["step 2", "step 1", "step 0"]
    assert [store.undo().what for _ in range(3)] == ["step 2", "step 1", "step 0"]
    assert held(folder) == OLD


def test_only_the_latest_steps_are_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportgen.review.store.KEPT", 3)
    store = Store(folder, "r")
    for number in range(5):
        store.commit({folder / "a.md": b"%d" % number}, f"step {number}")
    assert [step.what for step in store.history()] == ["step 4", "step 3", "step 2"]
    assert KEPT > 3


@pytest.mark.parametrize("nth", range(1, 8))
def test_a_write_that_fails_leaves_all_as_it_was(folder: Path, monkeypatch: pytest.MonkeyPatch, nth: int) -> None:
    real, count = os.replace, 0

    def failing(old: str, new: Path) -> None:
        nonlocal count
        count += 1
        if count == nth:
            raise OSError(28, "No space left on device", str(new))
        real(old, new)

    monkeypatch.setattr(os, "replace", failing)
    store = Store(folder, "r")
    if nth == 7:  # a journal, four files and the journal again are six
        store.commit(wanted(folder), "accepted 3")
        return
    with pytest.raises(WorkspaceError, match=r"cannot be written \(No space left on device\): nothing was changed"):
        store.commit(wanted(folder), "accepted 3")
    assert held(folder) == OLD
    assert not any((folder / "reviews/r/undo").iterdir())


def test_an_undo_that_fails_leaves_all_as_it_was(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(folder, "r")
    store.commit(wanted(folder), "accepted 3")
    real = os.replace
    for nth in range(1, 6):
        left = nth

        def failing(old: str, new: Path) -> None:
            nonlocal left
            left -= 1
            if left == 0:
                raise OSError(28, "No space left on device", str(new))
            real(old, new)

        monkeypatch.setattr(os, "replace", failing)
        with pytest.raises(WorkspaceError, match="nothing was changed"):
            store.undo()
        assert held(folder) == AFTER
    monkeypatch.setattr(os, "replace", real)
    assert store.undo().what == "accepted 3"
    assert held(folder) == OLD


def test_a_disk_that_stays_full_is_put_right_by_the_next_command(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, count = os.replace, 0

    def failing(old: str, new: Path) -> None:
        nonlocal count
        count += 1
        if count > 3:
            raise OSError(28, "No space left on device", str(new))
        real(old, new)

    monkeypatch.setattr(os, "replace", failing)
    with pytest.raises(WorkspaceError, match="the next `reportgen review` command puts them back"):
        Store(folder, "r").commit(wanted(folder), "accepted 3")
    assert interrupted(folder)
    monkeypatch.setattr(os, "replace", real)
    assert recover(folder) == ("A step that was interrupted (accepted 3) was put back: nothing of it is in the files.",)
    assert held(folder) == OLD and not interrupted(folder)


def killed(folder: Path, call: str, nth: int, what: str) -> int:
    code = KILLED.format(call=call, new=NEW)
    done = subprocess.run([sys.executable, "-c", code, str(folder), str(nth), what], check=False, timeout=60)
    return done.returncode


@pytest.mark.parametrize("call", ["replace", "fsync"])
@pytest.mark.parametrize("nth", [1, 2, 4, 6, 9, 12])
def test_a_process_that_is_killed_leaves_what_the_next_command_puts_back(folder: Path, call: str, nth: int) -> None:
    if killed(folder, call, nth, "commit") == 0:
        assert held(folder) == AFTER
        return
    said = recover(folder)
    if held(folder) == AFTER:  # it was done but for the last wait for the disk
        assert said == ()
        return
    assert {name: data for name, data in held(folder).items() if ".part" not in name} == OLD
    # Before the journal stood there was nothing to put back.
    assert len(said) == int((call, nth) not in {("replace", 1), ("fsync", 1)})


@pytest.mark.parametrize("nth", [2, 3, 5])
def test_an_undo_that_is_killed_is_undone_to_the_end(folder: Path, nth: int) -> None:
    Store(folder, "r").commit(wanted(folder), "accepted 3")
    assert killed(folder, "replace", nth, "undo") == -signal.SIGKILL
    assert recover(folder) == ("A step that was interrupted (accepted 3) was undone to the end.",)
    assert held(folder) == OLD


def test_what_somebody_changed_after_an_interruption_stays(folder: Path) -> None:
    assert killed(folder, "replace", 4, "commit") == -signal.SIGKILL
    (folder / "a.md").write_bytes(b"mine")
    said = recover(folder)
    assert "a.md was changed since that step, so it stays as it is." in said[1]
    assert held(folder) == {**OLD, "a.md": b"mine"}


def test_a_file_that_was_changed_since_is_named_and_nothing_is_undone(folder: Path) -> None:
    store = Store(folder, "r")
    store.commit(wanted(folder), "accepted 3")
    (folder / "b.csv").write_bytes(b"mine")
    with pytest.raises(WorkspaceError, match=r"b\.csv was changed after the last step \(accepted 3\)"):
        store.undo()
    assert held(folder) == {**AFTER, "b.csv": b"mine"}


def test_who_may_read_a_file_stays_as_it_is(folder: Path) -> None:
    (folder / "a.md").chmod(0o640)
    store = Store(folder, "r")
    store.commit({folder / "a.md": b"new"}, "accepted 3")
    assert (folder / "a.md").stat().st_mode & 0o777 == 0o640
    store.undo()
    assert (folder / "a.md").stat().st_mode & 0o777 == 0o640


def test_paths_that_lead_out_of_the_workspace_are_refused(folder: Path, tmp_path: Path) -> None:
    store = Store(folder, "r")
    with pytest.raises(WorkspaceError, match="leads out of the folder"):
        store.commit({folder / "../x": b"x"}, "accepted 3")
    home = folder / "reviews/r/undo"
    home.mkdir(parents=True)
    (home / "0001.json").write_text(
        '{"state": "writing", "what": "x", "files": [{"path": "../evil", "old": "eA==", "new": null}]}'
    )
    with pytest.raises(WorkspaceError, match="leads out of the folder"):
        recover(folder)
    assert not (tmp_path / "evil").exists()


def test_a_journal_that_is_broken_is_named(folder: Path) -> None:
    home = folder / "reviews/r/undo"
    home.mkdir(parents=True)
    (home / "0001.json").write_text('{"state": "writing", "what')
    with pytest.raises(WorkspaceError, match=r"0001\.json cannot be read, so nothing is undone"):
        recover(folder)


def test_a_workspace_may_be_named_from_where_one_stands(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder.parent)
    store = Store(Path("w"), "r")
    store.commit({Path("w/a.md"): b"new"}, "accepted 3")
    assert (folder / "a.md").read_bytes() == b"new"
    store.undo()
    assert held(folder) == OLD
