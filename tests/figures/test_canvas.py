"""What is drawn: labels in their room, numbers as in the spec, the same bytes everywhere."""

from __future__ import annotations

import subprocess
import sys
from typing import Literal

import pytest

from reportgen.document.chart import Chart, ChartKind
from reportgen.figures.canvas import KINDS, draw, draw_png, lay_out, missing_glyphs, printed, render
from reportgen.figures.draw_bars import part_colours
from reportgen.figures.look import LIGHTNESS_STEP, lightness, look_of, mark_style
from reportgen.figures.sheet import Bar, Path, Sign
from reportgen.theme import load_theme
from tests.figures.specs import SCRIPTS, a_chart, a_series, all_specs

THEME = load_theme("lagoon")
DIRECTIONS: tuple[Literal["ltr", "rtl"], ...] = ("ltr", "rtl")


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_chart_is_a_strip_with_its_words(kind: ChartKind) -> None:
    sheet = lay_out(a_chart(kind, empty="No data for 2024"), THEME)
    assert [label.text for label in sheet.labels] == ["No data for 2024"]
    assert sheet.height < 40


@pytest.mark.parametrize("direction", DIRECTIONS)
def test_bars_are_as_long_as_their_numbers(direction: Literal["ltr", "rtl"]) -> None:
    chart = a_chart("bars", categories=tuple("abcd"), series=(a_series("x", [120, -35, 0, None]),), dir=direction)
    sheet = lay_out(chart, THEME)
    bars = {bar.datum: bar for bar in sheet.items if isinstance(bar, Bar)}
    unit = bars[0, 0].width / 120
    assert bars[0, 1].width == pytest.approx(35 * unit)
    assert bars[0, 2].width == 0
    assert (0, 3) not in bars
    [zero] = {point[0] for path in sheet.items if isinstance(path, Path) for point in path.points}
    edges = (bars[0, 0].x, bars[0, 1].x + bars[0, 1].width)
    if direction == "rtl":
        edges = (bars[0, 0].x + bars[0, 0].width, bars[0, 1].x)
    assert edges == pytest.approx((zero, zero))
    assert {line.text for line in sheet.labels} >= {"120", "−35", "0", "not collected"}


def test_parts_of_a_bar_follow_one_another_and_a_refund_stands_before_zero() -> None:
    parts = (a_series("D", [400, -340]), a_series("H", [500, 100], "second"), a_series("Total", [900, -240], "muted"))
    sheet = lay_out(a_chart("bars", categories=("a", "b"), series=parts), THEME)
    bars = {bar.datum: bar for bar in sheet.items if isinstance(bar, Bar) and bar.datum}
    assert set(bars) == {(0, 0), (1, 0), (0, 1), (1, 1)}
    assert bars[0, 0].x + bars[0, 0].width == pytest.approx(bars[1, 0].x)
    assert bars[1, 0].width / bars[0, 0].width == pytest.approx(500 / 400)
    assert bars[0, 1].x + bars[0, 1].width == pytest.approx(bars[0, 0].x)


def test_panels_share_their_scale_and_columns_start_at_zero() -> None:
    stages = (a_series("Budget", [5, 6], "goal"), a_series("Expended", [4, None]))
    sheet = lay_out(a_chart("columns", categories=("2023", "2024"), series=stages, highlight=0), THEME)
    bars = {bar.datum: bar for bar in sheet.items if isinstance(bar, Bar)}
    assert bars[0, 1].width / bars[0, 0].width == pytest.approx(6 / 5)
    assert bars[1, 0].x == pytest.approx(bars[0, 0].x)
    assert (1, 1) not in bars
    one = a_chart("columns", categories=("2022", "2023", "2024"), series=(a_series("x", [8, -4, 0]),))
    columns = {bar.datum: bar for bar in lay_out(one, THEME).items if isinstance(bar, Bar)}
    assert columns[0, 0].height / columns[0, 1].height == pytest.approx(2)
    assert columns[0, 0].y + columns[0, 0].height == pytest.approx(columns[0, 1].y)


@pytest.mark.parametrize("years", [("2024",), ("2023", "2024")])
def test_a_budget_alone_is_drawn_as_an_open_bar(years: tuple[str, ...]) -> None:
    budget = a_series("Budget", [5, 6][-len(years) :], "goal")
    sheet = lay_out(a_chart("columns", categories=years, series=(budget,), highlight=-1), THEME)
    bars = [item for item in sheet.items if isinstance(item, Bar)]
    assert len(bars) == len(years)
    assert not any(isinstance(item, Sign) for item in sheet.items)
    for bar in bars:
        assert bar.width > 20 or bar.height > 20
        assert not bar.fill
        assert bar.edge


def test_year_without_data_is_a_gap() -> None:
    chart = a_chart("line", categories=("2020", "2021", "2022", "2023"), series=(a_series("x", [10, 20, None, 40]),))
    sheet = lay_out(chart, THEME)
    lines = [path for path in sheet.items if isinstance(path, Path) and path.datum]
    assert [len(line.points) for line in lines] == [2]
    dots = {sign.datum: sign for sign in sheet.items if isinstance(sign, Sign)}
    assert set(dots) == {(0, 0), (0, 1), (0, 3)}
    zero = next(path for path in sheet.items if isinstance(path, Path) and not path.datum).points[0][1]
    assert (zero - dots[0, 3].y) / (zero - dots[0, 0].y) == pytest.approx(4)
    assert "2022 not collected" in {line.text for line in sheet.labels}


def test_dots_stand_at_their_share_of_the_way_and_run_off_as_arrows() -> None:
    chart = a_chart(
        "dots",
        categories=("a", "b"),
        series=(
            a_series("Baseline", [0, 0], "start"),
            a_series("Result", [40, 300]),
            a_series("Target", [100, 100], "goal"),
        ),
    )
    signs = {sign.datum: sign for sign in lay_out(chart, THEME).items if isinstance(sign, Sign) and sign.datum}
    track = signs[2, 0].x - signs[0, 0].x
    assert (signs[1, 0].x - signs[0, 0].x) / track == pytest.approx(0.4)
    assert (signs[1, 1].shape, signs[2, 1].shape, signs[2, 1].fill) == ("arrow", "diamond", "")


def test_marks_differ_in_shape() -> None:
    look = look_of(a_chart("matrix"), THEME)
    shapes = [mark_style(mark, look)[0] for mark in ("met", "partly", "not-met", "no-data")]
    assert len(set(shapes)) == 4


@pytest.mark.parametrize(
    "roles", [("accent", "second"), ("second", "accent"), ("second", "muted"), ("muted", "accent")]
)
def test_parts_that_touch_differ_in_greyscale(roles: tuple[str, str]) -> None:
    chart = a_chart("bars", categories=("a",), series=tuple(a_series(role, [1], role) for role in roles))
    (one, _), (other, edge) = part_colours(chart, look_of(chart, THEME))
    assert abs(lightness(one) - lightness(other)) >= LIGHTNESS_STEP
    assert edge


def test_arabic_charts_are_mirrored() -> None:
    chart = a_chart("bars", categories=("حكومة", "شركاء"), series=(a_series("المجموع", [2, 1]),), dir="rtl")
    sheet = lay_out(chart, THEME)
    name = next(line for line in sheet.labels if line.text == "حكومة")
    bar = next(bar for bar in sheet.items if isinstance(bar, Bar))
    assert name.x + name.width == pytest.approx(sheet.width)
    assert bar.x < name.x


def _samples() -> list[Chart]:
    return [next(c for c in all_specs(kind, s) if len(c.categories) == 3) for kind in KINDS for s in SCRIPTS]


_HASH = """
import hashlib
from tests.figures.test_canvas import THEME, _samples, render
digest = hashlib.sha256()
for chart in _samples():
    for _, data in sorted(render(chart, THEME, dpi=60).files.items()):
        digest.update(data)
print(digest.hexdigest())
"""


def test_the_same_bytes_twice_and_in_other_processes() -> None:
    first = [render(chart, THEME, dpi=60).files for chart in _samples()]
    assert first == [render(chart, THEME, dpi=60).files for chart in _samples()]
    run = [
        subprocess.run(
            [sys.executable, "-c", _HASH], capture_output=True, text=True, check=True, env=_environment(seed)
        )
        for seed in ("1", "2")
    ]
    assert run[0].stdout == run[1].stdout


def _environment(seed: str) -> dict[str, str]:
    import os

    return {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)}


def test_svg_and_png_come_from_one_layout_and_hold_no_clock() -> None:
    chart = _samples()[0]
    rendering = render(chart, THEME, dpi=100)
    drawing = draw(chart, THEME)
    assert drawing.svg == rendering.files["svg"]
    assert drawing.width_mm == THEME.page.measure
    assert b"<metadata" not in drawing.svg and b"<!--" not in drawing.svg
    png = draw_png(chart, THEME, 100)
    assert png == rendering.files["png"]
    assert b"tEXt" not in png and b"tIME" not in png
    assert int.from_bytes(png[16:20], "big") == int(160 / 25.4 * 100)


def test_pictures_stay_small() -> None:
    for kind in KINDS:
        for chart in all_specs(kind, "latin"):
            if len(chart.categories) == 12 and len(chart.categories[0]) < 10 and len(chart.series) < 3:
                assert len(draw(chart, THEME).svg) < 60_000
                break


def test_nothing_imports_pyplot_and_the_package_does_not_open_matplotlib() -> None:
    code = "import sys, reportgen.figures; a = 'matplotlib' in sys.modules; import reportgen.figures.canvas; "
    code += "print(a, 'matplotlib.pyplot' in sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=_environment("0")
    )
    assert run.stdout.strip() == "False False"


def test_a_glyph_that_no_font_has_is_named() -> None:
    chart = a_chart("bars", categories=("plain \U0001fae8 and \ue123",), series=(a_series("x", [-1]),))
    assert missing_glyphs(chart, THEME) == ["\U0001fae8", "\ue123"] or missing_glyphs(chart, THEME) == ["\ue123"]
    draw(chart, THEME)


def test_every_text_of_the_spec_is_looked_at_for_glyphs() -> None:
    chart = a_chart("bars", categories=("a",), series=(a_series("s", [1]),), unit="u")
    assert printed(chart) == ("u", "a", "s", "1")


def test_a_long_name_breaks_before_60_characters_and_keeps_its_words() -> None:
    letters = look_of(a_chart("bars"), THEME).letters
    name = "Regional consortium of cooperatives, associations and networks of rural women's enterprises"
    lines = letters.wrap(name, 1000)
    assert " ".join(lines) == name and max(map(len, lines)) <= 60
    assert all(letters.width(line) <= 50 for line in letters.wrap(name, 50))
