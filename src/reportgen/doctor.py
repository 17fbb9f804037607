"""This machine becomes a list of needs: what is there, what is missing, and the command that mends it.

Nothing heavy is loaded: the libraries are opened by the names that WeasyPrint opens them by, without WeasyPrint.
The packages are those of ``.ci/system.sh``, which sets up a checkout; here they help whoever installed the wheel.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import os
import platform
import shlex
import shutil
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

from reportgen.errors import ThemeError
from reportgen.fonts import installed_families
from reportgen.theme import load_theme, theme_names

OLDEST_PYTHON = (3, 11)


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that a report needs on this machine.

    Attributes:
        name: What it is.
        what_for: What cannot be done without it.
        present: Whether it is there.
        version: Its version or place; what is missing of it otherwise.
        mend: The command that brings it, or, where none is known for this system, what to install. Empty if present.
        optional: Whether reports can be built without it.
    """

    name: str
    what_for: str
    present: bool
    version: str
    mend: str
    optional: bool = False


@dataclass(frozen=True, slots=True)
class _Library:
    """A shared library: Debian's package of it, and its file's names on Linux, macOS and Windows."""

    package: str
    names: tuple[str, ...]


LIBRARIES = (
    _Library("libpango-1.0-0", ("libpango-1.0.so.0", "libpango-1.0.dylib", "pango-1.0", "libpango-1.0-0")),
    _Library("libpangoft2-1.0-0", ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib", "libpangoft2-1.0-0")),
    _Library("libharfbuzz-subset0", ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib", "libharfbuzz-subset-0")),
)
FONT_PACKAGES: Mapping[str, str] = {
    "Noto Sans": "fonts-noto-core",
    "Noto Serif": "fonts-noto-core",
    "Noto Sans Math": "fonts-noto-core",
    "Noto Sans Symbols2": "fonts-noto-core",
    "Noto Sans Arabic": "fonts-noto-core",
    "Noto Naskh Arabic": "fonts-noto-core",
    "Noto Sans CJK SC": "fonts-noto-cjk",
    "Noto Serif CJK SC": "fonts-noto-cjk",
}
"""Family -> Debian's package of it."""
SCRIPTS: Mapping[str, tuple[str, bool]] = {
    "Latin and Cyrillic": ("every report", False),
    "symbols": ("marks of status, arrows and mathematical signs", False),
    "Arabic": ("editions in Arabic, and names written in it", True),
    "Chinese": ("editions in Chinese, and names written in it", True),
}
"""Script -> what its fonts are for, and whether an English report can do without them."""
OFFICE_PACKAGE = "libreoffice-writer"
CHECKER_PACKAGE = "page-validation>=0.11"


def examine() -> tuple[Need, ...]:
    """Return all that reports need on this machine, present or not, the most needed first."""
    return (_python(), _pango(), *_fonts(), _page_checker(), _office())


def _python() -> Need:
    version = sys.version_info
    there = tuple(version[:2]) >= OLDEST_PYTHON
    mend = "" if there else _apt("Python 3.11 or newer, with venv", ["python3", "python3-venv"])
    return Need("Python 3.11 or newer", "reportgen itself", there, platform.python_version(), mend)


def _pango() -> Need:
    opened = {library.package: _open(library.names) for library in LIBRARIES}
    missing = [package for package, library in opened.items() if library is None]
    what = "laying out pages: PDF files, and the page numbers in the contents of Word files"
    if missing:
        mend = _apt("Pango, with HarfBuzz and its subset library", missing)
        return Need("Pango", what, False, f"missing: {', '.join(missing)}", mend)
    version = getattr(opened["libpango-1.0-0"], "pango_version_string", None)
    if version is None:
        return Need("Pango", what, True, "", "")
    version.restype = ctypes.c_char_p
    return Need("Pango", what, True, version().decode("ascii", "replace"), "")


def _open(names: Iterable[str]) -> ctypes.CDLL | None:
    """Return the first library that opens; on Linux its file's name is enough, elsewhere the usual places are tried."""
    for name in names:
        # On Linux find_library would start a compiler for a name that the loader does not know: slow, and no gain.
        place = name if sys.platform.startswith("linux") else ctypes.util.find_library(name) or name
        try:
            return ctypes.CDLL(place)
        except OSError:
            continue
    return None


def _fonts() -> list[Need]:
    installed = installed_families()
    needs: list[Need] = []
    for script, families in _families_by_script().items():
        missing = [family for family in families if installed is None or family not in installed]
        purpose, optional = SCRIPTS[script]
        what = ", ".join(families) if not missing else f"missing: {', '.join(missing)}"
        if installed is None:
            what = "unknown: there is no fc-list to ask"
        mend = _font_mend(missing, ask=installed is None)
        needs.append(Need(f"Fonts: {script}", purpose, not missing, what, mend, optional))
    return needs


def _families_by_script() -> dict[str, list[str]]:
    """Return script -> the families that the themes name; a theme that cannot be read names none."""
    families: dict[str, None] = {}
    for name in theme_names():
        try:
            fonts = load_theme(name).fonts
        except ThemeError:
            continue
        families |= dict.fromkeys((fonts.body, fonts.display, fonts.data, *fonts.fallback))
    scripts: dict[str, list[str]] = {script: [] for script in SCRIPTS}
    for family in families:
        scripts[_script(family)].append(family)
    return {script: found for script, found in scripts.items() if found}


def _script(family: str) -> str:
    """Return the script that a family is for. Families of one script say so in their names."""
    words = set(family.split())
    if words & {"Math", "Symbols", "Symbols2", "Emoji"}:
        return "symbols"
    if words & {"Arabic", "Naskh", "Kufi"}:
        return "Arabic"
    return "Chinese" if words & {"CJK", "SC", "TC"} else "Latin and Cyrillic"


def _font_mend(families: Sequence[str], *, ask: bool) -> str:
    if not families:
        return ""
    unknown = [family for family in families if family not in FONT_PACKAGES]
    packages = list(dict.fromkeys(FONT_PACKAGES[family] for family in families if family in FONT_PACKAGES))
    if ask:
        # Debian's Pango brings fontconfig, to which fc-list belongs.
        packages.insert(0, LIBRARIES[0].package)
    parts = [_apt(f"the fonts {', '.join(families)}", packages)] if packages else []
    if unknown:
        parts.append(f"install the fonts {', '.join(unknown)} from their makers")
    return "; ".join(parts)


def _page_checker() -> Need:
    try:
        there, version = find_spec("page") is not None, metadata.version("page-validation")
    except metadata.PackageNotFoundError:
        there, version = False, ""  # some other module may go by that short name
    mend = "" if there else f"{shlex.quote(sys.executable)} -m pip install {shlex.quote(CHECKER_PACKAGE)}"
    what = "checking finished PDF files against PDF/UA and PDF/A"
    return Need("page-validation", what, there, version, mend, optional=True)


def _office() -> Need:
    # Its version is not asked for: LibreOffice takes seconds to answer.
    found = shutil.which("soffice") or shutil.which("libreoffice") or ""
    if not found and sys.platform == "darwin":
        bundle = Path("/Applications/LibreOffice.app/Contents/MacOS/soffice")
        found = str(bundle) if bundle.exists() else ""
    mend = "" if found else _apt("LibreOffice Writer", [OFFICE_PACKAGE])
    return Need("LibreOffice", "looking at Word files as pages; the tests", bool(found), found, mend, optional=True)


def _apt(words: str, packages: Sequence[str]) -> str:
    """Return the command that installs Debian's `packages`; on another system, what to install in words."""
    if shutil.which("apt-get") is None:
        return f"install {words} (what Debian calls {', '.join(packages)})"
    sudo = "" if os.geteuid() == 0 else "sudo "
    names = " ".join(packages)
    return f"{sudo}apt-get update && {sudo}apt-get install --yes --no-install-recommends {names}"
