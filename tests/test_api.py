"""The same as the command, for programs."""

from __future__ import annotations

from pathlib import Path

import pytest

import reportgen
from reportgen.errors import FindingsError, ReportgenError
from tests.broken import make
from tests.helpers import write_workspace


def test_a_workspace_is_loaded_checked_and_built(tmp_path: Path) -> None:
    folder = write_workspace(tmp_path)
    report, findings = reportgen.load_report(folder)
    assert report is not None and report.year == 2024 and not [f for f in findings if f.severity == "error"]
    assert {f.rule for f in reportgen.check_report(str(folder))} == {"FIN005"}
    assert {f.severity for f in reportgen.check_report(folder, strict=True)} == {"error"}
    paths, _ = reportgen.build_report(folder, out=tmp_path / "out", formats=("html",))
    assert [path.name for path in paths] == ["norlund.en.html"] and paths[0].read_bytes().startswith(b"<!DOCTYPE html>")


def test_bad_input_is_an_error_that_holds_its_findings(tmp_path: Path) -> None:
    with pytest.raises(FindingsError) as error:
        reportgen.build_report(make("unknown partner", tmp_path), out=tmp_path / "out")
    assert "STR104" in {getattr(finding, "rule", "") for finding in error.value.findings}
    assert not (tmp_path / "out").exists()


def test_what_cannot_be_loaded_is_none(tmp_path: Path) -> None:
    report, findings = reportgen.load_report(tmp_path / "nowhere")
    assert report is None and [f.rule for f in findings] == ["STR001"]


def test_an_unknown_format_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ReportgenError, match="there is no format 'odt'"):
        reportgen.build_report(write_workspace(tmp_path), out=tmp_path / "out", formats=("odt",))


def test_a_pack_is_built_from_python(tmp_path: Path) -> None:
    agreements = "id,partner,outcomes,start,end,currency,amount\nA-1,norlund,D_1,2024-01-01,2025-12-31,USD,9\n"
    folder = write_workspace(tmp_path, agreements=agreements)
    [pack] = reportgen.build_packs(folder, donor="norlund", out=tmp_path / "out")
    assert pack.built and pack.note and pack.note.is_file()
    assert {path.suffix for path in pack.paths} >= {".pdf", ".docx", ".txt", ".json"}
