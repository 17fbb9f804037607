"""The commands that write workbooks: what they write, and what they never write over."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.build.check import check_workspace
from reportgen.build.scaffold import scaffold
from reportgen.build.workbook.write import write_workbook
from reportgen.errors import WorkspaceError
from reportgen.load.workspace import TABLES
from tests.conftest import reportgen
from tests.helpers import MINIMAL, write_workspace

from .sheets import Workbook


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("init") / "examplia"
    scaffold(folder, name="Office of Here", workbook=True)
    return folder


def test_a_workspace_can_start_from_a_workbook(started: Path):
    assert (started / "data.xlsx").is_file() and not [name for name in TABLES if (started / name).exists()]
    assert [str(finding) for finding in check_workspace(started, strict=True).findings] == []
    book = Workbook((started / "data.xlsx").read_bytes())
    assert book.cells("Read me")["A1"].value == "Office of Here: data of the report"


def test_the_workbook_comes_back_with_comments_and_is_never_overwritten(started: Path, tmp_path: Path):
    own = (started / "data.xlsx").read_bytes()
    done = reportgen("check", started, "--annotate", started / "data.xlsx")
    assert done.returncode == 2 and "never overwritten" in done.stderr
    done = reportgen("check", started / "data.xlsx", "--annotate", tmp_path / "out.xlsx")
    assert done.returncode == 0 and Workbook((tmp_path / "out.xlsx").read_bytes()).notes("Results")
    assert (started / "data.xlsx").read_bytes() == own


def test_words_that_a_language_lacks_are_said(tmp_path: Path):
    report = MINIMAL["report.yaml"].replace("[en]", "[fr]").replace("{en: Annual", "{fr: Annual")
    folder = write_workspace(tmp_path, report=report)
    words = tmp_path / "templates" / "languages" / "fr"
    words.mkdir(parents=True)
    english = Path(__file__).parents[3] / "templates" / "languages" / "en" / "workbook.toml"
    (words / "workbook.toml").write_bytes(english.read_bytes().replace(b'gap = "Gap"', b""))
    arguments = ("export", "xlsx", folder, tmp_path / "a.xlsx", "--audience", "internal")
    done = reportgen(*arguments)
    assert done.returncode == 0 and "words of the workbook are in English" in done.stderr
    done = reportgen(*arguments, "--force", "--templates", tmp_path / "templates")
    assert "2 words of the workbook are in English" in done.stderr and "computed.gap" in done.stderr


@pytest.mark.parametrize("lock", ["~$out.xlsx", ".~lock.out.xlsx#"])
def test_a_workbook_that_is_open_in_a_spreadsheet_is_not_written_over(tmp_path: Path, lock: str):
    folder, out = write_workspace(tmp_path), tmp_path / "out.xlsx"
    write_workbook(folder, out)
    held = out.read_bytes()
    (tmp_path / lock).write_bytes(b"\x06Anna")
    with pytest.raises(WorkspaceError, match="is open in a spreadsheet"):
        write_workbook(folder, out, audience="internal", force=True)
    assert out.read_bytes() == held
    (tmp_path / lock).unlink()
    write_workbook(folder, out, audience="internal", force=True)


def test_export_writes_no_file_over_another_and_nothing_public_over_the_offices_own(tmp_path: Path):
    files = {"results": MINIMAL["results.csv"]}
    folder, out = write_workspace(tmp_path, **files), tmp_path / "out.xlsx"
    done = reportgen("export", "xlsx", folder, out)
    assert (done.returncode, done.stdout.strip()) == (0, str(out))
    held = out.read_bytes()
    done = reportgen("export", "xlsx", folder, out, "--audience", "internal")
    assert done.returncode == 2 and "say --force" in done.stderr and out.read_bytes() == held
    done = reportgen("export", "xlsx", folder, folder / "data.xlsx")
    assert done.returncode == 2 and "--audience internal" in done.stderr
    done = reportgen("export", "xlsx", folder, folder / "data.xlsx", "--audience", "internal")
    assert done.returncode == 0 and "then delete targets.csv" in done.stderr
    assert reportgen("export", "xlsx", folder, tmp_path / "out.csv").returncode == 2
