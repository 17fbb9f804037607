"""The wheel, installed apart from the checkout, builds a report: templates, themes and languages are inside."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.helpers import write_workspace


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    done = subprocess.run(
        [sys.executable, "-m", "pip", "wheel", ROOT, "--no-deps", "--no-build-isolation", "--no-index", "--quiet",
         "--disable-pip-version-check", "--wheel-dir", folder],
        capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    [found] = folder.glob("*.whl")
    return found


def test_the_wheel_holds_every_template_and_nothing_else_of_the_checkout(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    shipped = {
        f"reportgen/templates/{path.relative_to(ROOT / 'templates')}"
        for path in (ROOT / "templates").rglob("*")
        if path.is_file()
    }
    assert shipped - names == set()
    assert "reportgen/py.typed" in names
    assert not [name for name in names if name.startswith(("tests", "inputs", "src"))]


def test_the_installed_wheel_builds_a_report(wheel: Path, tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", tmp_path / "venv"], check=True)
    python = tmp_path / "venv/bin/python"
    subprocess.run(
        [sys.executable, "-m", "pip", "--python", python, "install", "--no-deps", "--no-index", "--quiet",
         "--disable-pip-version-check", wheel],
        check=True,
    )  # fmt: skip
    # The libraries come from this environment's folder; .pth files, and so the editable install, are not read there.
    environment = {**os.environ, "PYTHONPATH": sysconfig.get_path("purelib")}

    def run(*arguments: object) -> str:
        done = subprocess.run(
            [tmp_path / "venv/bin/reportgen", *map(str, arguments)],
            capture_output=True, text=True, env=environment, cwd=tmp_path,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    where = "import reportgen; from reportgen.resources import templates; print(reportgen.__file__, templates())"
    places = subprocess.run([python, "-c", where], capture_output=True, text=True, env=environment, cwd=tmp_path).stdout
    assert all(place.startswith(str(tmp_path)) for place in places.split())
    assert "lagoon" in run("list", "themes")
    folder = write_workspace(tmp_path)
    path = tmp_path / "out/norlund/public/norlund.en.html"
    assert run("build", folder, "--to", "html") == "out/norlund/public/norlund.en.html\n"
    assert "Annual country report 2024" in path.read_text(encoding="utf-8")
    assert len(run("init", tmp_path / "new").splitlines()) > 5
