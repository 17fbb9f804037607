"""`reportgen export iati`: what is written, what is printed where, and what is refused with the old file left whole."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reportgen.errors import FindingsError, ReportgenError, WorkspaceError
from reportgen.iati.export import export_iati
from tests.conftest import ROOT, reportgen
from tests.helpers import MINIMAL, write_workspace
from tests.streams import found_in
from tests.test_no_leak import AT_RISK, NAMES, _needles

OFFICE = MINIMAL["office.yaml"].replace("{en: Norlund}", "{en: Norway}")


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return write_workspace(tmp_path, office=OFFICE)


def test_the_path_goes_to_standard_output_and_the_rest_to_standard_error(workspace: Path, tmp_path: Path) -> None:
    file = tmp_path / "made" / "norlund.xml"
    done = reportgen("export", "iati", workspace, file)
    assert (done.returncode, done.stdout) == (0, f"{file}\n")
    assert "IMP061 iati-no-sector (1 warning)\n" in done.stderr
    assert "  Narratives (1): narratives/en/progress-note-2024.md. IATI has no reports.\n" in done.stderr
    assert file.read_bytes().startswith(b"<?xml version='1.0' encoding='UTF-8'?>\n<iati-activities version=\"2.03\"")


def test_json_holds_findings_and_what_is_unsaid(workspace: Path, tmp_path: Path) -> None:
    done = reportgen("export", "iati", workspace, tmp_path / "a.xml", "--json")
    told = json.loads(done.stdout)
    assert done.returncode == 0 and told["version"] == 1 and [each["rule"] for each in told["findings"]] == ["IMP061"]
    assert {"what": "Short names", "why": "IATI has titles only.", "names": ["D_1"]} in told["unsaid"]


def test_what_is_missing_ends_with_1_and_leaves_the_old_file(tmp_path: Path) -> None:
    file = tmp_path / "a.xml"
    file.write_text("mine")
    done = reportgen("export", "iati", write_workspace(tmp_path), file, "--force")
    assert done.returncode == 1 and "IMP060 iati-no-recipient" in done.stderr and done.stdout == ""
    assert "lacks what IATI needs; nothing was written." in done.stderr and file.read_text() == "mine"


def test_warnings_stop_a_strict_export(workspace: Path, tmp_path: Path) -> None:
    with pytest.raises(FindingsError, match="lacks what IATI needs"):
        export_iati(workspace, tmp_path / "a.xml", strict=True)
    assert not (tmp_path / "a.xml").exists()


def test_a_workspace_with_errors_is_not_published(tmp_path: Path) -> None:
    folder = write_workspace(tmp_path, office=OFFICE, results=MINIMAL["results.csv"] + "D_9,2024-01-01,2024-12-31,4,\n")
    with pytest.raises(FindingsError, match="has errors; nothing was written") as refused:
        export_iati(folder, tmp_path / "a.xml")
    assert "STR103" in str(refused.value.findings) and not (tmp_path / "a.xml").exists()


def test_another_file_of_that_name_gives_way_only_to_force(workspace: Path, tmp_path: Path) -> None:
    file = tmp_path / "a.xml"
    export_iati(workspace, file)
    first = file.read_bytes()
    export_iati(workspace, file)  # the same bytes again
    file.write_text("mine")
    with pytest.raises(WorkspaceError, match=r"is there already; `--force` replaces it\."):
        export_iati(workspace, file)
    assert file.read_text() == "mine"
    export_iati(workspace, file, force=True)
    assert file.read_bytes() == first


@pytest.mark.parametrize(("name", "words"), [("a.txt", "must end in .xml"), ("folder.xml", "cannot be written")])
def test_a_file_that_cannot_be_is_refused(workspace: Path, tmp_path: Path, name: str, words: str) -> None:
    (tmp_path / "folder.xml").mkdir()
    with pytest.raises(WorkspaceError, match=words):
        export_iati(workspace, tmp_path / name)


def test_there_are_the_audiences_of_a_build_and_no_other(workspace: Path, tmp_path: Path) -> None:
    with pytest.raises(ReportgenError, match="there is no audience 'everybody'"):
        export_iati(workspace, tmp_path / "a.xml", audience="everybody")


def test_the_public_file_of_the_demo_holds_nothing_withheld_and_the_internal_one_does(tmp_path: Path) -> None:
    secrets = _needles() | NAMES | AT_RISK | {"quillon", "A-14", "A-15", "A-16", "13.67", "Upper Tarrow"}
    export_iati(ROOT / "inputs" / "demo", tmp_path / "public.xml")
    assert found_in(tmp_path / "public.xml", secrets) == []
    made = export_iati(ROOT / "inputs" / "demo", tmp_path / "internal.xml", audience="internal")
    assert "IMP064" in {each.rule for each in made.findings}
    told = "\n".join(found_in(tmp_path / "internal.xml", secrets))
    assert "Quillon" in told and "13.67" in told
