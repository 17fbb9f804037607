"""What many tests share: goldens, and both example workspaces built once a session, whichever worker asks first."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest
from filelock import FileLock

from reportgen.build.check import check_workspace
from reportgen.compose import Manuscript, compose
from reportgen.figures import FIGURES, table_of
from reportgen.language import Words
from reportgen.model import Report
from reportgen.project import project
from tests.scheduling import pytest_xdist_make_scheduler as pytest_xdist_make_scheduler  # a hook

ROOT = Path(__file__).resolve().parents[1]
PROOF = bool(os.environ.get("REPORTGEN_PROOF"))
"""Whether promises are proved in full, by `make proof`, or by samples."""
COMMAND = "import sys; sys.argv[0] = 'reportgen'; from reportgen.cli import main; main()"
GOLDENS = ROOT / "tests" / "golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="Write what the golden tests find as right; never in CI.")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with ``tests/golden/<name>.txt``; ``--accept`` writes it instead."""

    def compare(name: str, text: str) -> None:
        path = GOLDENS / f"{name}.txt"
        if request.config.getoption("--accept") and not os.environ.get("CI"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert path.exists(), f"{path.name} is missing; `pytest --accept` writes it."
        assert text.splitlines() == path.read_text(encoding="utf-8").splitlines()

    return compare


@dataclass(frozen=True)
class Edition:
    """One workspace, built: where it stands, what it was made from, and the three files."""

    workspace: Path
    out: Path
    audience: str = "public"

    def path(self, form: str) -> Path:
        name = self.workspace.name
        return self.out / name / self.audience / f"{name}.en.{form}"

    @property
    def html(self) -> bytes:
        return self.path("html").read_bytes()

    @property
    def pdf(self) -> bytes:
        return self.path("pdf").read_bytes()

    @property
    def docx(self) -> bytes:
        return self.path("docx").read_bytes()

    @property
    def told(self) -> str:
        """What the build said."""
        return (self.out.parent / "done").read_text()

    @cached_property
    def loaded(self) -> Report:
        report = check_workspace(self.workspace).report
        assert report is not None
        return report

    @cached_property
    def report(self) -> Report:
        return project(self.loaded, self.audience)

    @cached_property
    def manuscript(self) -> Manuscript:
        return compose_report(self.report)


def compose_report(report: Report, language: str = "en") -> Manuscript:
    """Compose a projected report as a build does."""
    return compose(
        report,
        Words(language),
        draw=lambda name, *args, **options: FIGURES[name].build(*args, **options),
        table_of=table_of,
    )


def copy_workspace(name: str, folder: Path) -> Path:
    """Copy an example workspace, without what builds leave in it, to ``folder/name``."""
    return shutil.copytree(
        ROOT / "inputs" / name, folder / name, ignore=shutil.ignore_patterns(".reportgen", "disclosure-ledger.yaml")
    )


def reportgen(
    *arguments: object, environment: dict[str, str] | None = None, cwd: Path | None = None, timeout: float = 300
) -> subprocess.CompletedProcess[str]:
    """Run the command as a user does; a traceback is never right."""
    done = subprocess.run(
        # WeasyPrint leaves its colour profile open; everything else that warns is an error.
        [sys.executable, "-W", "error", "-W", "ignore::ResourceWarning", "-c", COMMAND, *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        env={**os.environ, **(environment or {})},
        cwd=cwd,
        timeout=timeout,
    )
    assert "Traceback" not in done.stdout + done.stderr, done.stdout + done.stderr
    return done


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of this run that all workers of xdist share."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base) / "shared"
    folder.mkdir(exist_ok=True)
    return folder


def _built(
    shared: Path, name: str, audience: str, cache_of: Edition | None = None, *, look: str = "", forms: str = ""
) -> Edition:
    """Build a shipped workspace once a run; `look` takes the place of its theme, `forms` are those to build."""
    home = shared / f"{name}-{audience}{'-other' if look else ''}"
    edition = Edition(home / name, home / "out", audience)
    with FileLock(shared / f"{home.name}.lock"):
        failed, done = home / "failed", home / "done"
        # What does not build once is not tried again by every test.
        assert not failed.exists(), failed.read_text()
        if not done.exists():
            home.mkdir()
            failed.write_text(f"{name} could not be built; the first test that asked for it says why.")
            copy_workspace(name, home)
            if cache_of:
                figures = ".reportgen/cache/figures"
                shutil.copytree(cache_of.workspace / figures, edition.workspace / figures)
            settings = edition.workspace / "report.yaml"
            if look:
                lines = settings.read_text().splitlines()
                settings.write_text("\n".join([*(line for line in lines if not line.startswith("theme:")), look, ""]))
            to = ("--to", forms) if forms else ()
            built = reportgen("build", edition.workspace, "--out", edition.out, "--audience", audience, *to)
            assert built.returncode == 0, built.stderr
            failed.write_text(built.stderr)
            failed.rename(done)
    return edition


@pytest.fixture(scope="session")
def china(shared: Path) -> Edition:
    """The report for China, 2024, as the public sees it."""
    return _built(shared, "china-2024", "public")


@pytest.fixture(scope="session")
def demo(shared: Path) -> Edition:
    """The demonstration as the public sees it."""
    return _built(shared, "demo", "public")


@pytest.fixture(scope="session")
def demo_internal(shared: Path, demo: Edition) -> Edition:
    """The demonstration as the office itself sees it."""
    return _built(shared, "demo", "internal", cache_of=demo)


@dataclass(frozen=True)
class Packs:
    """The packs of all donors of the demonstration: where they are, and what was said while they were made."""

    workspace: Path
    out: Path

    @property
    def told(self) -> str:
        return (self.out.parent / "told").read_text()

    def of(self, donor: str) -> Path:
        return self.out / "demo" / "packs" / donor

    def file(self, donor: str, name: str) -> Path:
        """Return the one file of a donor whose name ends so."""
        [found] = [path for path in self.of(donor).iterdir() if path.name.endswith(name)]
        return found


@pytest.fixture(scope="session")
def packs(shared: Path) -> Packs:
    """The packs of all donors, built once a run."""
    home = shared / "packs"
    made = Packs(home / "demo", home / "out")
    with FileLock(shared / "packs.lock"):
        failed, done = home / "failed", home / "told"
        assert not failed.exists(), failed.read_text()
        if not done.exists():
            home.mkdir()
            failed.write_text("The packs could not be built; the first test that asked for them says why.")
            copy_workspace("demo", home)
            built = reportgen("pack", made.workspace, "--all", "--out", made.out, timeout=900)
            assert built.returncode == 0, built.stderr
            failed.write_text(built.stderr + built.stdout)
            failed.rename(done)
    return made


OTHER_LOOK = "theme: savanna\noverrides: {page.size: Letter}"


@pytest.fixture(scope="session")
def china_other(shared: Path) -> Edition:
    """The PDF for China in the other theme, on the other paper."""
    return _built(shared, "china-2024", "public", look=OTHER_LOOK, forms="pdf")


@pytest.fixture(scope="session")
def demo_other(shared: Path) -> Edition:
    """The demonstration's PDF in the other theme, on the other paper."""
    return _built(shared, "demo", "public", look=OTHER_LOOK, forms="pdf")


@pytest.fixture(scope="session", params=["china", "demo"])
def edition(request: pytest.FixtureRequest) -> Edition:
    """Both public editions, one after the other."""
    return request.getfixturevalue(request.param)
