"""`reportgen init` makes a workspace that builds as it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.build.check import check_workspace
from reportgen.build.scaffold import scaffold
from reportgen.build.schemas import schemas
from reportgen.errors import WorkspaceError
from reportgen.load.fields import columns_of
from reportgen.load.workspace import FILES, TABLES, load
from reportgen.model.narrative import Kind
from reportgen.resources import templates
from tests.conftest import reportgen

HOME = templates() / "workspace"
PICTURES = {".jpg", ".png"}


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("init") / "examplia"
    scaffold(folder)
    return folder


def test_the_workspace_has_no_findings_at_all(workspace: Path) -> None:
    checked = check_workspace(workspace, strict=True)
    assert [str(finding) for finding in checked.findings] == []
    assert checked.ok


def test_every_file_of_a_workspace_is_there(workspace: Path) -> None:
    assert [
        name for name in (*FILES, "images/images.yaml") if name != "data.xlsx" and not (workspace / name).is_file()
    ] == []


def test_the_files_are_those_of_the_template_byte_for_byte(workspace: Path) -> None:
    for source in HOME.rglob("*"):
        if source.is_file():
            assert (workspace / source.relative_to(HOME)).read_bytes() == source.read_bytes()


def test_the_paths_returned_are_the_files_written(tmp_path: Path) -> None:
    written = scaffold(tmp_path / "new")
    assert sorted(written) == sorted(path for path in (tmp_path / "new").rglob("*") if path.is_file())
    assert {path.name for path in written if path.parent.name == ".schemas"} == set(schemas())


def test_a_narrative_of_every_kind_shows_what_it_is(workspace: Path) -> None:
    report = load(workspace).report
    assert report is not None
    assert {narrative.kind for narrative in report.narratives} == set(Kind.__args__)


def test_the_tables_have_all_columns_of_the_model(workspace: Path) -> None:
    for name, (_, model) in TABLES.items():
        head = (workspace / name).read_text(encoding="utf-8").split("\n", 1)[0]
        assert tuple(head.split(",")) == columns_of(model).names, name


def test_the_first_line_of_every_yaml_file_names_its_schema(workspace: Path) -> None:
    files = sorted(workspace.rglob("*.yaml"))
    assert len(files) == 8
    for path in files:
        first = path.read_text(encoding="utf-8").split("\n", 1)[0]
        start, _, named = first.partition("=")
        assert start == "# yaml-language-server: $schema"
        assert (path.parent / named).is_file()
        assert Path(named).name == f"{path.stem}.schema.json"


def test_text_files_end_with_one_line_end(workspace: Path) -> None:
    for path in workspace.rglob("*"):
        if path.is_file() and path.suffix not in PICTURES:
            text = path.read_bytes()
            assert text.endswith(b"\n") and not text.endswith(b"\n\n") and b"\r" not in text, path.name


def test_the_edition_is_marked_as_invented(workspace: Path) -> None:
    report = load(workspace).report
    assert report is not None
    assert report.settings.edition == "draft"
    assert "invented" in report.settings.stamp.to("en")


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    assert (tmp_path / "report.yaml") in scaffold(tmp_path)


def test_a_folder_with_anything_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(WorkspaceError, match=r"is not empty \(it holds notes\.txt\).*Name a new folder"):
        scaffold(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_a_second_init_changes_nothing(tmp_path: Path) -> None:
    scaffold(tmp_path / "new")
    (tmp_path / "new" / "report.yaml").write_text("mine")
    with pytest.raises(WorkspaceError, match="not empty"):
        scaffold(tmp_path / "new")
    assert (tmp_path / "new" / "report.yaml").read_text() == "mine"


def test_a_file_of_that_name_is_refused(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("mine")
    with pytest.raises(WorkspaceError, match="is a file"):
        scaffold(tmp_path / "taken")
    with pytest.raises(WorkspaceError, match="cannot be made"):
        scaffold(tmp_path / "taken" / "inside")


@pytest.mark.parametrize("name", ["UN Women Fiji", 'Office "South": {a} # b', "Bureau de l’Été \\1", "two\nlines"])
def test_a_name_becomes_the_name_of_the_office(tmp_path: Path, name: str) -> None:
    scaffold(tmp_path / "new", name=name)
    checked = check_workspace(tmp_path / "new", strict=True)
    assert checked.ok and checked.report is not None
    assert checked.report.office.name.to("en") == " ".join(name.split())


def test_an_empty_workspace_of_a_workbook_checks_builds_and_says_what_is_missing(tmp_path: Path) -> None:
    done = reportgen("init", tmp_path / "new", "--workbook")
    assert done.returncode == 0 and "README.md" in done.stderr
    written = {Path(line).relative_to(tmp_path / "new").as_posix() for line in done.stdout.split()}
    assert {name for name in written if not name.startswith(".")} == {
        "README.md", "data.xlsx", "office.yaml", "outcomes.yaml", "plan.yaml", "report.yaml",
    }  # fmt: skip
    checked = check_workspace(tmp_path / "new")
    assert [finding.rule for finding in checked.findings] == ["RES009", "STR125"] and checked.report is not None
    assert (checked.report.results, checked.report.targets, checked.report.finance) == ((), (), ())
    assert reportgen("build", tmp_path / "new", "--to", "html", "--out", tmp_path / "out").returncode == 0


def test_an_empty_workspace_takes_the_name_of_its_office(tmp_path: Path) -> None:
    scaffold(tmp_path / "new", name="Office of Here", workbook=True, example=False)
    report = load(tmp_path / "new").report
    assert report is not None and report.office.name.to("en") == "Office of Here"
