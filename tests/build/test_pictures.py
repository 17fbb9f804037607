"""Charts are drawn in the form that is asked for, once; and what no font has is told every time."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from reportgen.build.cache import Cache
from reportgen.build.pictures import draw_charts, missing_characters
from reportgen.document.chart import Chart
from reportgen.theme import load_theme
from tests.figures.specs import all_specs

THEME = load_theme("lagoon")
NO_FONT = "\ue123"


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path, "code")


def two_charts() -> dict[str, Chart]:
    bars, line = next(all_specs("bars", "latin")), next(all_specs("line", "latin"))
    return {"rg:one": bars, "rg:two": replace(line, unit=f"laws {NO_FONT}")}


@pytest.fixture(scope="module")
def charts() -> dict[str, Chart]:
    return two_charts()


def kept(tmp_path: Path, kind: str) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (tmp_path / ".reportgen/cache" / kind).iterdir()}


def test_only_the_form_that_is_asked_for_is_drawn(tmp_path: Path, cache: Cache, charts: dict[str, Chart]) -> None:
    vector = draw_charts(charts, THEME, "svg", cache)
    assert [data[:4] for data in vector.values()] == [b"<?xm"] * 2 and len(kept(tmp_path, "figures")) == 2
    raster = draw_charts(charts, THEME, "png", cache)
    assert [data[:4] for data in raster.values()] == [b"\x89PNG"] * 2 and len(kept(tmp_path, "figures")) == 4


def test_a_chart_is_drawn_once_and_a_torn_one_again(tmp_path: Path, cache: Cache, charts: dict[str, Chart]) -> None:
    first = draw_charts(charts, THEME, "svg", cache)
    drawn = kept(tmp_path, "figures")
    torn = tmp_path / ".reportgen/cache/figures" / sorted(drawn)[0]
    torn.write_bytes(drawn[torn.name][:-1])
    assert draw_charts(charts, THEME, "svg", cache) == first
    assert kept(tmp_path, "figures") == drawn


def test_what_no_font_has_is_told_without_the_fonts(tmp_path: Path, cache: Cache, charts: dict[str, Chart]) -> None:
    assert missing_characters(charts, THEME, cache) == (("rg:two", NO_FONT),)
    code = (
        "import sys; from tests.build.test_pictures import *; "
        "found = missing_characters(two_charts(), THEME, Cache(Path(sys.argv[1]), 'code')); "
        "print(found == (('rg:two', NO_FONT),), 'matplotlib' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code, tmp_path], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "False"]


def test_a_chart_that_changed_is_looked_at_anew(cache: Cache, charts: dict[str, Chart]) -> None:
    missing_characters(charts, THEME, cache)
    assert missing_characters({"rg:one": charts["rg:one"]}, THEME, cache) == ()
