"""`reportgen doctor` names what is missing, and the command that mends it."""

from __future__ import annotations

import ctypes
import importlib.util
import subprocess
import sys
import time
import tomllib
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest

from reportgen import doctor
from reportgen.doctor import CHECKER_PACKAGE, FONT_PACKAGES, LIBRARIES, OFFICE_PACKAGE, Need, examine
from reportgen.fonts import installed_families
from reportgen.theme import load_theme, theme_names

ROOT = Path(__file__).resolve().parents[1]


def rows_of_system_sh() -> list[tuple[str, str, str, str]]:
    """Return group, package, probe and what it looks for of each row of .ci/system.sh's table."""
    text = (ROOT / ".ci" / "system.sh").read_text(encoding="utf-8")
    rows = text.partition("<<'END'\n")[2].partition("\nEND")[0].splitlines()
    return [(group, package, probe, what) for group, package, probe, what in (row.split(maxsplit=3) for row in rows)]


def need(name: str) -> Need:
    return next(each for each in examine() if each.name == name)


@pytest.fixture
def debian(monkeypatch: pytest.MonkeyPatch) -> None:
    """A Debian on which commands are found, and whose user is not root."""
    monkeypatch.setattr(doctor.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(doctor.os, "geteuid", lambda: 1000)


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """A system without apt-get, and without anything else."""
    monkeypatch.setattr(doctor.shutil, "which", lambda name: None)


def without_fonts(monkeypatch: pytest.MonkeyPatch, *families: str) -> None:
    monkeypatch.setattr(doctor, "installed_families", lambda: frozenset(FONT_PACKAGES) - set(families))


def without_library(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    opened = ctypes.CDLL

    def open_(place: str) -> ctypes.CDLL:
        if name in place:
            raise OSError(place)
        return opened(place)

    monkeypatch.setattr(doctor.ctypes, "CDLL", open_)


def test_the_libraries_are_those_that_make_installs() -> None:
    pages = {
        (package, what) for group, package, probe, what in rows_of_system_sh() if (group, probe) == ("pages", "lib")
    }
    assert {(library.package, library.names[0]) for library in LIBRARIES} == pages


def test_the_fonts_are_those_that_make_installs() -> None:
    fonts = {what: package for _, package, probe, what in rows_of_system_sh() if probe == "font"}
    assert dict(FONT_PACKAGES) == fonts


def test_the_office_is_the_one_that_make_installs() -> None:
    assert OFFICE_PACKAGE in {package for group, package, _, _ in rows_of_system_sh() if group == "tests"}


def test_every_family_of_a_theme_has_a_package() -> None:
    for name in theme_names():
        fonts = load_theme(name).fonts
        assert {fonts.body, fonts.display, fonts.data, *fonts.fallback} <= FONT_PACKAGES.keys(), name


def test_the_libraries_are_names_that_weasyprint_opens() -> None:
    spec = importlib.util.find_spec("weasyprint")
    assert spec is not None and spec.origin is not None
    opened = (Path(spec.origin).parent / "text" / "ffi.py").read_text(encoding="utf-8")
    assert [name for library in LIBRARIES for name in library.names if f"'{name}'" not in opened] == []


def test_the_checker_is_the_one_that_the_package_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["optional-dependencies"]["validate"] == [CHECKER_PACKAGE]
    oldest = ".".join(map(str, doctor.OLDEST_PYTHON))
    assert project["requires-python"] == f">={oldest}" and oldest in need(f"Python {oldest} or newer").name


def test_a_machine_that_runs_these_tests_lacks_nothing_needed() -> None:
    assert [each for each in examine() if not each.present and not each.optional] == []


def test_what_is_present_says_its_version_and_needs_no_mending() -> None:
    for each in examine():
        if each.present:
            assert each.version and not each.mend, each.name
    assert need("Pango").version.count(".") == 2


def test_examining_takes_less_than_three_tenths_of_a_second() -> None:
    def seconds() -> float:
        start = time.perf_counter()
        examine()
        return time.perf_counter() - start

    assert min(seconds() for _ in range(3)) < 0.3


def test_weasyprint_and_matplotlib_are_not_loaded() -> None:
    code = (
        "import sys; from reportgen.doctor import examine; examine();"
        "print(*{'weasyprint', 'matplotlib', 'lxml'} & sys.modules.keys())"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == ""


@pytest.mark.usefixtures("debian")
@pytest.mark.parametrize("library", LIBRARIES, ids=lambda library: library.package)
def test_a_missing_library_is_named_with_its_package(monkeypatch: pytest.MonkeyPatch, library: Any) -> None:
    without_library(monkeypatch, library.names[0].partition(".so")[0])
    found = need("Pango")
    assert not found.present and not found.optional
    install = f"apt-get install --yes --no-install-recommends {library.package}"
    assert found.mend == f"sudo apt-get update && sudo {install}"


@pytest.mark.usefixtures("debian")
def test_root_needs_no_sudo(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor.os, "geteuid", lambda: 0)
    without_library(monkeypatch, "libpango-1.0")
    assert need("Pango").mend.startswith("apt-get update && apt-get install ")


@pytest.mark.usefixtures("elsewhere")
def test_another_system_is_told_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    without_library(monkeypatch, "libpango-1.0")
    assert need("Pango").mend == (
        "install Pango, with HarfBuzz and its subset library (what Debian calls libpango-1.0-0)"
    )
    assert need("LibreOffice").mend == f"install LibreOffice Writer (what Debian calls {OFFICE_PACKAGE})"


@pytest.mark.usefixtures("debian")
def test_a_missing_font_is_named_under_its_script(monkeypatch: pytest.MonkeyPatch) -> None:
    without_fonts(monkeypatch, "Noto Sans CJK SC")
    chinese = need("Fonts: Chinese")
    assert not chinese.present and chinese.optional
    assert chinese.version == "missing: Noto Sans CJK SC"
    assert chinese.mend.endswith(" fonts-noto-cjk")
    assert need("Fonts: Latin and Cyrillic").present


@pytest.mark.usefixtures("debian")
def test_fonts_of_the_text_and_symbols_are_no_option(monkeypatch: pytest.MonkeyPatch) -> None:
    without_fonts(monkeypatch, "Noto Serif", "Noto Sans Symbols2")
    for name in ("Fonts: Latin and Cyrillic", "Fonts: symbols"):
        assert not need(name).present and not need(name).optional


@pytest.mark.usefixtures("debian")
def test_a_font_of_no_known_package_is_named_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    theme = load_theme("lagoon", {"fonts.body": "House Serif"})
    monkeypatch.setattr(doctor, "load_theme", lambda name: theme)
    assert need("Fonts: Latin and Cyrillic").mend == "install the fonts House Serif from their makers"


def test_without_fc_list_no_font_is_taken_for_granted(monkeypatch: pytest.MonkeyPatch, debian: None) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    latin = need("Fonts: Latin and Cyrillic")
    assert not latin.present
    assert latin.version == "unknown: there is no fc-list to ask"
    assert latin.mend.endswith(" libpango-1.0-0 fonts-noto-core")


def test_names_of_fonts_are_read_as_fontconfig_escapes_them(monkeypatch: pytest.MonkeyPatch) -> None:
    def run(*args: Any, **options: Any) -> subprocess.CompletedProcess[str]:
        return subprocess.CompletedProcess([], 0, "Noto Sans,Noto Sans Light\nSemi\\-Serif\n", "")

    monkeypatch.setattr(subprocess, "run", run)
    assert installed_families() == {"Noto Sans", "Noto Sans Light", "Semi-Serif"}


def test_a_missing_checker_comes_from_pip(monkeypatch: pytest.MonkeyPatch) -> None:
    def version(name: str) -> str:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(doctor.metadata, "version", version)
    found = need("page-validation")
    assert not found.present and found.optional
    assert found.mend == f"{sys.executable} -m pip install 'page-validation>=0.11'"
