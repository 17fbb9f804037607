from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from reportgen import files
from reportgen.errors import WorkspaceError
from reportgen.files import Decoded, atomic_write, decode, inside, read_text, replace_folder


def test_a_file_is_written_whole_with_its_folders(tmp_path: Path):
    path = tmp_path / "a" / "b" / "c.pdf"
    atomic_write(path, b"one")
    atomic_write(path, b"two")
    assert path.read_bytes() == b"two"
    assert list(path.parent.iterdir()) == [path]


def test_a_written_file_may_be_read_by_whom_the_mask_lets_in(tmp_path: Path):
    mask = os.umask(0o027)
    try:
        atomic_write(tmp_path / "x", b"")
    finally:
        os.umask(mask)
    assert stat.S_IMODE((tmp_path / "x").stat().st_mode) == 0o640


@pytest.mark.parametrize("step", ["fsync", "replace", "fchmod"])
def test_when_a_step_fails_the_old_file_stays_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
):
    path = tmp_path / "x.pdf"
    atomic_write(path, b"old")

    def fail(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(files.os, step, fail)
    with pytest.raises(OSError, match="disk full"):
        atomic_write(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_what_need_not_last_does_not_wait_for_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    waited: list[int] = []
    monkeypatch.setattr(files.os, "fsync", waited.append)
    atomic_write(tmp_path / "x", b"1", lasting=False)
    assert (tmp_path / "x").read_bytes() == b"1" and not waited
    atomic_write(tmp_path / "x", b"2")
    assert len(waited) == 2  # the file, and the folder that names it


def test_a_very_long_name_is_written(tmp_path: Path):
    path = tmp_path / ("x" * 250)
    atomic_write(path, b"x")
    assert path.exists()


def test_paths_inside_are_given_in_full(tmp_path: Path):
    (tmp_path / "images").mkdir()
    assert inside(tmp_path, "images/a.png") == tmp_path.resolve() / "images" / "a.png"
    assert inside(tmp_path, "images/../a.png") == tmp_path.resolve() / "a.png"
    assert inside(tmp_path, tmp_path.resolve() / "a.png") == tmp_path.resolve() / "a.png"


@pytest.mark.parametrize("path", ["..", "../x", "/etc/passwd", "a/../../x", "a\0b", "x" * 10_000 + "/../.."])
def test_paths_that_lead_out_are_refused(tmp_path: Path, path: str):
    with pytest.raises(WorkspaceError):
        inside(tmp_path, path)


def test_links_are_refused_even_when_they_stay_inside(tmp_path: Path):
    (tmp_path / "a").mkdir()
    (tmp_path / "b").symlink_to(tmp_path / "a")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    for path in ("b", "b/x", "loop", "loop/x", "b/../a"):
        with pytest.raises(WorkspaceError):
            inside(tmp_path, path)


def test_a_workspace_may_itself_be_a_link(tmp_path: Path):
    (tmp_path / "a").mkdir()
    (tmp_path / "b").symlink_to(tmp_path / "a")
    assert inside(tmp_path / "b", "x") == (tmp_path / "a").resolve() / "x"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"a\nb", Decoded("a\nb", "utf-8", "\n")),
        (b"a\r\nb\r\n", Decoded("a\nb\n", "utf-8", "\r\n")),
        (b"a\rb", Decoded("a\nb", "utf-8", "\r")),
        (b"\xef\xbb\xbf\xc3\xa9", Decoded("é", "utf-8-sig", "\n")),
        (b"\xe9\x96", Decoded("é–", "cp1252", "\n")),
        (b"SANT\xc9\x94 \xe9\xe8", Decoded("SANTÉ” éè", "cp1252", "\n")),
        (b"", Decoded("", "utf-8", "\n")),
    ],
)
def test_text_is_decoded(data: bytes, expected: Decoded):
    assert decode(data) == expected


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("a".encode("utf-16"), "UTF-16"),
        ("abc".encode("utf-16-le"), "UTF-16"),
        ("abc".encode("utf-16-be"), "UTF-16"),
        (b"a\nb\0c" + b"d" * 20, "NUL character in line 2"),
        (b"PK\x03\x04", "workbook"),
        (b"%PDF-1.7", "PDF"),
        (b"\x81\x8d", "no encoding known here"),
        ("é\nü\nö".encode() + b"\nx\xe9y", "not UTF-8 among others that are, the first in line 4"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, words: str):
    reason = decode(data)
    assert isinstance(reason, str) and words in reason


def test_a_file_that_is_too_large_is_refused(tmp_path: Path):
    (tmp_path / "x.csv").write_bytes(b"a" * 101)
    text, [finding] = read_text(tmp_path / "x.csv", "x.csv", 100)
    assert text is None
    assert finding.rule == "STR004" and "is larger than" in finding.message


def test_control_characters_become_spaces_and_findings(tmp_path: Path):
    (tmp_path / "x.md").write_bytes(b"a\nb\x0bc\td\x7f")
    text, findings = read_text(tmp_path / "x.md", "x.md")
    assert text == "a\nb c\td "
    assert [str(finding.place) for finding in findings] == ["x.md:2:2", "x.md:2:6"]


def _folder(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_folder_takes_the_place_of_another_as_a_whole(tmp_path: Path):
    home = tmp_path / "packs" / "norlund"
    assert replace_folder(home, {"a.txt": b"1", "charts/b.txt": b"2"}) == (home / "a.txt", home / "charts/b.txt")
    replace_folder(home, {"c.txt": b"3"})
    assert _folder(home) == {"c.txt": b"3"} and [path.name for path in home.parent.iterdir()] == ["norlund"]


@pytest.mark.parametrize("step", ["replace", "rename"])
@pytest.mark.parametrize("number", [1, 2, 3])
def test_when_a_step_of_a_folder_fails_the_old_one_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, number: int
):
    home = tmp_path / "norlund"
    replace_folder(home, {"old.txt": b"old"})
    calls = 0
    right = getattr(os, step)

    def failing(*rest, **named):
        nonlocal calls
        calls += 1
        if calls == number:
            raise OSError("no space left")
        return right(*rest, **named)

    monkeypatch.setattr(os, step, failing)
    try:
        replace_folder(home, {"new.txt": b"new", "two.txt": b"2", "three.txt": b"3"})
    except OSError:
        assert _folder(home) == {"old.txt": b"old"}
    else:
        assert calls < number and "new.txt" in _folder(home)
    monkeypatch.undo()
    replace_folder(home, {"new.txt": b"new"})
    assert _folder(home) == {"new.txt": b"new"} and [path.name for path in tmp_path.iterdir()] == ["norlund"]


def test_what_an_interruption_left_between_two_folders_is_put_right(tmp_path: Path):
    """Killed after the old folder was moved away: the next call finds it and, failing or not, nothing is lost."""
    home = tmp_path / "norlund"
    replace_folder(home, {"old.txt": b"old"})
    home.rename(tmp_path / ".norlund.old")
    (tmp_path / ".norlund.new").mkdir()
    (tmp_path / ".norlund.new" / "half.txt").write_bytes(b"half")
    replace_folder(home, {"new.txt": b"new"})
    assert _folder(home) == {"new.txt": b"new"} and [path.name for path in tmp_path.iterdir()] == ["norlund"]
