"""One outcome's chapter in English, Arabic and Chinese, built once a session with the strings that stand beside it.

The languages do not ship yet; what is tested is direction and script.
"""

from __future__ import annotations

import shutil
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
from tests.conftest import reportgen

HERE = Path(__file__).parent
TEMPLATES = HERE / "templates"
LANGUAGES = ("en", "ar", "zh")


@dataclass(frozen=True)
class Chapter:
    """One language of the workspace, built."""

    language: str
    folder: Path

    def path(self, form: str) -> Path:
        return self.folder / "out" / "chapter" / "public" / f"chapter.{self.language}.{form}"

    @cached_property
    def report(self) -> Report:
        report = check_workspace(self.folder / "chapter", extra=TEMPLATES).report
        assert report is not None
        return project(report, "public")

    @cached_property
    def words(self) -> Words:
        return Words(self.language, TEMPLATES)

    @cached_property
    def manuscript(self) -> Manuscript:
        return self.composed(self.words)

    def composed(self, words: Words) -> Manuscript:
        return compose(
            self.report,
            words,
            draw=lambda name, *args, **options: FIGURES[name].build(*args, **options),
            table_of=table_of,
            extra=TEMPLATES,
        )


@pytest.fixture(scope="session")
def chapters(shared: Path) -> dict[str, Chapter]:
    """All three languages; a finding of any kind stops the build."""
    home = shared / "scripts"
    with FileLock(shared / "scripts.lock"):
        if not (home / "done").exists():
            shutil.copytree(HERE / "workspace", home / "chapter", dirs_exist_ok=True)
            built = reportgen("build", home / "chapter", "--out", home / "out", "--templates", TEMPLATES, "--strict")
            assert built.returncode == 0, built.stderr
            (home / "done").touch()
    return {language: Chapter(language, home) for language in LANGUAGES}


@pytest.fixture(scope="session")
def arabic(chapters: dict[str, Chapter]) -> Chapter:
    return chapters["ar"]


@pytest.fixture(scope="session")
def chinese(chapters: dict[str, Chapter]) -> Chapter:
    return chapters["zh"]


@pytest.fixture(scope="session", params=LANGUAGES)
def chapter(request: pytest.FixtureRequest, chapters: dict[str, Chapter]) -> Chapter:
    """The three languages, one after the other."""
    return chapters[request.param]
