"""`reportgen import iati` and `export iati`, as somebody types them: what is printed, and how they end."""

from __future__ import annotations

import json
from pathlib import Path

from tests.conftest import reportgen

from .made import activity, indicator, money, period, result, stated, whole

WELLS = activity(
    inner=money("3", "1250.50") + result(indicator(period(stated("target", "4"), stated("actual", "3"), year=2020)))
)


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_an_import_counts_what_came_in_and_can_be_checked(tmp_path: Path):
    file, into = written(tmp_path / "wells.xml", whole(WELLS)), tmp_path / "made"
    done = reportgen("import", "iati", file, "--into", into)
    assert done.returncode == 0 and f"reportgen build {into}" in done.stderr
    rows = [line.split() for line in done.stdout.splitlines()]
    assert ["indicators", "1", "1"] in rows and ["transactions", "USD", "1,250.50", "1,250.50"] in rows
    checked = reportgen("check", into)
    assert checked.returncode == 0, checked.stdout


def test_a_file_that_is_refused_leaves_nothing_and_counts_nothing(tmp_path: Path):
    broken, into = written(tmp_path / "cut.xml", whole(WELLS)[:-60]), tmp_path / "made"
    done = reportgen("import", "iati", broken, "--into", into)
    assert done.returncode == 1 and not into.exists()
    assert "ends in the middle" in done.stderr and "Nothing was written." in done.stderr
    assert "came in" not in done.stdout


def test_programs_can_read_what_came_in(tmp_path: Path):
    file = written(tmp_path / "wells.xml", whole(WELLS))
    done = reportgen("import", "iati", file, "--into", tmp_path / "made", "--dry-run", "--json")
    told = json.loads(done.stdout)
    assert done.returncode == 0 and told["version"] == 1 and not told["written"]
    assert not (tmp_path / "made").exists()


def test_a_folder_that_is_somebodys_is_never_written_over(tmp_path: Path):
    file, into = written(tmp_path / "wells.xml", whole(WELLS)), tmp_path / "mine"
    into.mkdir()
    written(into / "report.yaml", "kind: annual\n")
    done = reportgen("import", "iati", file, "--into", into, "--replace")
    assert done.returncode == 2 and [each.name for each in into.iterdir()] == ["report.yaml"]
