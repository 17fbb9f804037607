"""Two builds give the same bytes: in other processes, folders, time zones and languages, and with other hashes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import PROOF, Edition, copy_workspace, reportgen

pytestmark = pytest.mark.proof
ELSEWHERE = {
    "PYTHONHASHSEED": "4242",
    "TZ": "Pacific/Kiritimati",
    "LANG": "tr_TR.UTF-8",
    "LC_ALL": "C",
    "HOME": "/nonexistent",
    "COLUMNS": "40",
    "SOURCE_DATE_EPOCH": "86400",
}


@pytest.fixture(params=["china", "demo"] if PROOF else ["china"])
def edition(request: pytest.FixtureRequest) -> Edition:
    """The report for China; where promises are proved in full also the demonstration, which takes six times as long."""
    return request.getfixturevalue(request.param)


def test_a_build_elsewhere_gives_the_same_bytes(edition: Edition, tmp_path: Path) -> None:
    folder = tmp_path / "quite another folder, with a longer name é"
    workspace = copy_workspace(edition.workspace.name, folder)
    # An earlier build leaves its cache; this one starts with none.
    built = reportgen("build", workspace, "--out", tmp_path / "elsewhere", environment=ELSEWHERE, cwd=tmp_path)
    assert built.returncode == 0, built.stderr
    again = Edition(workspace, tmp_path / "elsewhere")
    for form in ("html", "pdf", "docx"):
        assert again.path(form).read_bytes() == edition.path(form).read_bytes(), form
    for path in (again.path("html"), again.path("pdf"), again.path("docx")):
        assert str(tmp_path).encode() not in path.read_bytes()


def test_one_format_alone_has_the_same_bytes_as_among_all(china: Edition, tmp_path: Path) -> None:
    workspace = copy_workspace(china.workspace.name, tmp_path)
    for form in ("docx", "html", "pdf"):
        built = reportgen("build", workspace, "--to", form, "--out", tmp_path / form)
        assert built.returncode == 0, built.stderr
        assert Edition(workspace, tmp_path / form).path(form).read_bytes() == china.path(form).read_bytes(), form


def test_a_build_from_the_cache_has_the_same_bytes(china: Edition, tmp_path: Path) -> None:
    workspace = copy_workspace(china.workspace.name, tmp_path)
    for out in ("one", "two"):
        assert reportgen("build", workspace, "--out", tmp_path / out).returncode == 0
    one, two = Edition(workspace, tmp_path / "one"), Edition(workspace, tmp_path / "two")
    assert [one.html, one.pdf, one.docx] == [two.html, two.pdf, two.docx]


def test_a_second_build_does_nothing(china: Edition, tmp_path: Path) -> None:
    workspace = copy_workspace(china.workspace.name, tmp_path)
    first = reportgen("build", workspace, "--to", "html", "--out", tmp_path / "out")
    path = Edition(workspace, tmp_path / "out").path("html")
    time = path.stat().st_mtime_ns
    second = reportgen("build", workspace, "--to", "html", "--out", tmp_path / "out")
    assert second.stdout == first.stdout == f"{path}\n"
    assert "Nothing has changed" in second.stderr
    assert path.stat().st_mtime_ns == time
    path.write_bytes(b"spoilt")
    third = reportgen("build", workspace, "--to", "html", "--out", tmp_path / "out")
    assert "Nothing has changed" not in third.stderr
    assert path.read_bytes() == china.html
