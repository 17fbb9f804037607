"""What `check --fix` writes: the mend and nothing else, byte for byte, and nothing the second time."""

from pathlib import Path

import pytest

from reportgen.build.locking import locked
from reportgen.build.mend import MendedFile, mend, write
from reportgen.errors import LockedError, WorkspaceError
from tests.helpers import write_workspace

NOTE = "narratives/en/story.md"
HEAD = "---\nkind: story\nyear: 2024\ntitle: What changed\n---\n"


def workspace(tmp_path: Path, body: str | bytes) -> Path:
    return write_workspace(tmp_path, **{NOTE: (HEAD + body) if isinstance(body, str) else HEAD.encode() + body})


def mended(tmp_path: Path, body: str) -> str:
    folder = workspace(tmp_path, body)
    files = mend(folder)
    write(folder, files)
    assert mend(folder) == (), "a second run finds nothing to mend"
    return (folder / NOTE).read_bytes().decode().removeprefix(HEAD)


@pytest.mark.parametrize(
    ("body", "better"),
    [
        ("The account , opened in May, has readers.\n", "The account, opened in May, has readers.\n"),
        ("It reached 18.3million readers.\n", "It reached 18.3 million readers.\n"),
        ("A rise of 8% was seen.\n", "A rise of 8 per cent was seen.\n"),
        ("It has 5 products. Some 37300 people looked.\n", "It has five products. Some 37,300 people looked.\n"),
        (
            "The country has 688,000 women.\n",
            'The country has {{ office.facts["population-women"] | number }} women.\n',
        ),
    ],
)
def test_a_safe_mend_is_made(tmp_path: Path, body: str, better: str):
    assert mended(tmp_path, body) == better


def test_all_else_stays_byte_for_byte(tmp_path: Path):
    body = "*Odd*   blanks\\\nand &amp; marks , here.\r\n\r\n- one\r\n-   two ,  three\r\n\r\n| a | b |\r\n|---|---|\r\n| x | 8% |"
    raw = b"\xef\xbb\xbf" + HEAD.replace("\n", "\r\n").encode() + body.encode()
    folder = write_workspace(tmp_path, **{NOTE: raw})
    files = mend(folder)
    write(folder, files)
    data = (folder / NOTE).read_bytes()
    assert data.startswith(b"\xef\xbb\xbf---\r\n") and data.endswith(b"| x | 8% |")
    assert b"marks, here.\r\n" in data and b"&amp;" in data and b"\\\nand" in data
    assert data.count(b"\r\n") == raw.count(b"\r\n") and data.count(b"\n") == raw.count(b"\n")


def test_what_cannot_be_written_in_the_file_s_old_encoding_is_left_alone(tmp_path: Path):
    folder = workspace(tmp_path, "L\xe9a , 18.3million.\n".encode("cp1252"))
    files = mend(folder)
    write(folder, files)
    assert (folder / NOTE).read_bytes().endswith("L\xe9a, 18.3 million.\n".encode("cp1252"))


def test_what_a_directive_takes_away_is_left_alone(tmp_path: Path):
    body = "<!-- reportgen: ignore NAR100 because it is a poem -->\nThe account , opened.\n"
    assert mend(workspace(tmp_path, body)) == ()


def test_quotations_and_bound_figures_are_left_alone(tmp_path: Path):
    body = '> A rise of 8% was seen.\n\nShe wrote “8% more” of {{ office.facts["population-women"] | number }} women.\n'
    assert mend(workspace(tmp_path, body)) == ()


def test_a_mend_that_would_change_the_structure_is_not_made(tmp_path: Path):
    # Without the space, the line would begin a list or a heading, or a link would end elsewhere.
    for body in ("# , a line\n", "1 . A line\n", "[a link ,](https://example.org) here\n"):
        folder = workspace(tmp_path / str(abs(hash(body))), body)
        before = (folder / NOTE).read_bytes()
        write(folder, mend(folder))
        assert (folder / NOTE).read_bytes().count(b"\n") == before.count(b"\n")
        assert mend(folder) == ()


def test_a_file_that_changed_meanwhile_is_not_written(tmp_path: Path):
    folder = workspace(tmp_path, "The account , opened.\n")
    files = mend(folder)
    (folder / NOTE).write_text(HEAD + "Another text.\n")
    with pytest.raises(WorkspaceError, match="changed meanwhile"):
        write(folder, files)
    assert (folder / NOTE).read_text().endswith("Another text.\n")


def test_a_workspace_under_a_build_is_not_written(tmp_path: Path):
    folder = workspace(tmp_path, "The account , opened.\n")
    files = mend(folder)
    with locked(folder, wait=False), pytest.raises(LockedError):
        write(folder, files)


def test_a_folder_that_is_no_workspace_is_refused(tmp_path: Path):
    with pytest.raises(WorkspaceError, match="cannot be loaded"):
        mend(tmp_path)


def test_rules_that_were_followed_are_counted(tmp_path: Path):
    (file,) = mend(workspace(tmp_path, "The account , opened , has 18.3million readers.\n"))
    assert isinstance(file, MendedFile) and file.rules == {"NAR100": 2, "NAR103": 1}
