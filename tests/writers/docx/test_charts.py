"""Native charts: which there are, what they hold, how they look, and what other programs make of them."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import zipfile
from decimal import Decimal
from pathlib import Path

import docx
import pytest

from reportgen.document.nodes import Figure, Picture
from reportgen.theme import load_theme
from reportgen.writers.docx import native_charts as which_are_native
from reportgen.writers.docx import write_docx
from reportgen.writers.docx.charts.formats import number_format
from tests.conftest import Edition, reportgen
from tests.figures.specs import a_chart, a_series
from tests.helpers import write_workspace

from .charts_back import C, R, native_charts, printed
from .conftest import VALIDATOR, missing
from .read_back import WP, names, part, read_text
from .trees import content, document, picture, row, table

YEARS = ("2022", "2023", "2024")
STAGES = (
    a_series("Budget", [12.5, 14, 15], "goal"),
    a_series("Available", [11, 12, 13], "muted"),
    a_series("Received", [10, None, 12], "muted"),
    a_series("Expended", [9, 11, 12]),
)
PARTS = (a_series("Development", [400, 20], "second"), a_series("Humanitarian", [500, 0], "muted"))
TOTAL = a_series("Total", [900, 20], "muted")
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><use href="#g0"/></svg>'


def bars(*values: object, **more: object):
    return a_chart("bars", categories=tuple("abcdefgh"[: len(values)]), series=(a_series("x", list(values)),), **more)


def line(**more: object):
    return a_chart("line", categories=YEARS, series=(a_series("Result", [5, None, 20]),), **more)


def element(root: object, path: str) -> str:
    """Return the value of an element, as most of a chart's elements hold it."""
    return root.find("/".join(f".//{C}{tag}" if not at else f"{C}{tag}" for at, tag in enumerate(path.split("/")))).get(
        "val"
    )  # type: ignore[attr-defined]


# Which charts are native


@pytest.mark.parametrize(
    ("chart", "form"),
    [
        (bars(3, 2), ("barChart", "bar", "clustered")),
        (a_chart("bars", categories=("a", "b"), series=(*PARTS, TOTAL)), ("barChart", "bar", "stacked")),
        (a_chart("columns", categories=YEARS, series=STAGES), ("barChart", "col", "clustered")),
        (a_chart("columns", categories=("2024",), series=(a_series("x", [1]),)), ("barChart", "bar", "clustered")),
        (line(), ("lineChart", None, "standard")),
    ],
)
def test_each_kind_becomes_the_chart_that_word_has_for_it(word_charts, chart, form):
    [native] = native_charts(word_charts(chart))
    [group] = native.root.iter(f"{C}{form[0]}")
    direction = group.find(f"{C}barDir")
    assert (direction.get("val") if direction is not None else None, element(group, "grouping")) == form[1:]


NO_CHART_FOR = (
    a_chart("dots", categories=("a",), series=(a_series("x", [1]),)),
    a_chart("strip", categories=("a",), series=(a_series("x", [1]),)),
    a_chart("matrix", categories=("a",), columns=("x",), marks=(("met",),)),
    a_chart("bars", categories=("a",), series=(a_series("x", [1]), a_series("y", [2], "goal"))),
    a_chart("bars", categories=("a", "b"), series=(a_series("x", [None, None]),)),
    a_chart("bars", empty="No data for 2024"),
    a_chart("columns", categories=tuple("abcdefghij"), series=STAGES),
)


@pytest.mark.parametrize("chart", NO_CHART_FOR, ids=lambda chart: chart.kind)
def test_what_word_has_no_chart_for_stays_a_picture(chart):
    assert which_are_native({"rg:x": chart}) == {}


def test_such_a_picture_is_drawn_in_lines_with_a_bitmap_for_other_programs(theme, validate):
    tree = document(Figure(pictures=(Picture(source="rg:x", alt="Marks."),)))
    file = write_docx(tree, theme, {"rg:x": picture()}, None, {}, vectors={"rg:x": SVG})
    targets = {each.get("Id"): each.get("Target") for each in part(file, "word/_rels/document.xml.rels")}
    [blip] = part(file).iter("{*}blip")
    [vector] = part(file).iter("{*}svgBlip")
    assert targets[blip.get(f"{R}embed")].endswith(".png")
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        # Word reads SVG 1.1, which knows no other link.
        assert b'<use xlink:href="#g0"/>' in archive.read(f"word/{targets[vector.get(f'{R}embed')]}")
    assert validate(file) == []


def test_charts_can_be_pictures_throughout(tmp_path: Path):
    money = "code,year,source_of_funds,stage,amount,currency,as_of,status\n" + "".join(
        f"D_1,2024,other,{stage},{amount},USD,2025-02-28,certified\n"
        for stage, amount in (("available", 900000), ("expended", 800000))
    )
    home = write_workspace(tmp_path, **{"finance.csv": money})
    settings = home / "report.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + "charts: picture\n", encoding="utf-8")
    done = reportgen("build", home, "--to", "docx", "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    shown = names(Edition(home, tmp_path / "out").docx)
    assert not [name for name in shown if "charts/" in name or "embeddings/" in name]
    assert [name for name in shown if name.endswith(".svg")]


# What a chart holds


def test_the_workbook_holds_the_charts_own_numbers_and_nothing_else(word_charts):
    chart = a_chart("columns", categories=YEARS, series=STAGES, first_column="Year", scale=1)
    [native] = native_charts(word_charts(chart))
    assert native.cells == {
        "A1": "Year", "B1": "Budget", "C1": "Available", "D1": "Received", "E1": "Expended",
        "A2": "2022", "B2": Decimal("12.5"), "C2": 11, "D2": 10, "E2": 9,
        "A3": "2023", "B3": 14, "C3": 12, "E3": 11,
        "A4": "2024", "B4": 15, "C4": 13, "D4": 12, "E4": 12,
    }  # fmt: skip
    with zipfile.ZipFile(io.BytesIO(native.workbook)) as archive:
        assert sorted(archive.namelist()) == [
            "[Content_Types].xml", "_rels/.rels", "docProps/app.xml", "docProps/core.xml",
            "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml", "xl/styles.xml", "xl/theme/theme1.xml",
            "xl/workbook.xml", "xl/worksheets/sheet1.xml",
        ]  # fmt: skip
        core = archive.read("docProps/core.xml").decode()
        assert {each.date_time for each in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert "<dc:creator></dc:creator><cp:lastModifiedBy></cp:lastModifiedBy>" in core
    assert core.count("2025-02-28T00:00:00Z") == 2, "the date of the report"


def test_a_number_stands_in_the_unit_that_is_printed(word_charts):
    series = a_series("x", [1234567], labels=("1,235",))
    chart = a_chart("bars", categories=("a",), series=(series,), scale=1000, unit="US$ thousand")
    [native] = native_charts(word_charts(chart))
    assert native.cells["B2"] == Decimal("1234.567")
    assert printed(Decimal("1234.567"), native.series[0].codes[0]) == "1,235"


def test_a_category_without_data_is_a_gap_and_says_so(word_charts):
    [native] = native_charts(word_charts(line(unit="laws")))
    assert native.series[0].numbers == {0: "5", 2: "20"}
    assert "B3" not in native.cells
    assert element(native.root, "dispBlanksAs") == "gap"
    titles = ["".join(t.text for t in title.iter("{*}t")) for title in native.root.iter(f"{C}title")]
    assert titles == ["2023 not collected", "laws"]


def test_a_word_that_looks_like_a_formula_stays_a_word(word_charts):
    chart = a_chart(
        "bars", categories=('=HYPERLINK("http://x")', "+1", "http://y"), series=(a_series("=1+1", [3, 2, 1]),)
    )
    [native] = native_charts(word_charts(chart))
    assert [native.cells[key] for key in ("A2", "A3", "A4", "B1")] == [
        '=HYPERLINK("http://x")',
        "+1",
        "http://y",
        "=1+1",
    ]
    assert b"hyperlink" not in native.workbook.lower()


@pytest.mark.parametrize(
    ("value", "label", "code"),
    [
        ("12.34", "12.34", '#,##0.00;"−"#,##0.00'),
        ("91.23", "91%", '#,##0"%";"−"#,##0"%"'),
        ("91.23", "91 %", '#,##0" %";"−"#,##0" %"'),
        ("1234.5", "1\u202f234,5", '#,##0.0;"−"#,##0.0'),
        ("1234", "1234", '0;"−"0'),
        ("1500000", "US$1.5 million", '"US$"#,##0.0,," million";"−""US$"#,##0.0,," million"'),
        ("-20", "−US$20", '"US$"#,##0;"−""US$"#,##0'),
        ("-20", "\u2066−20\u2069", '"\u200e"#,##0"\u200e";"−""\u200e"#,##0"\u200e"'),
        ("0.0032", "0.0032", '#,##0.0000;"−"#,##0.0000'),
        ("6", 'about "six"', '"about "\\""six"\\"""'),
        ("6", "7", '"7"'),
        ("6", "x" * 300, "General"),
    ],
)
def test_a_printed_label_becomes_a_number_format(value, label, code):
    assert number_format(Decimal(value), label) == code


def test_numbers_that_are_printed_differently_keep_their_own_formats(word_charts):
    values = a_series("x", [5000000, 3200, 0, 4000000], labels=("5.00", "0.0032", "0", "4.00"))
    chart = a_chart("bars", categories=tuple("abcd"), series=(values,), scale=1000000)
    [native] = native_charts(word_charts(chart))
    [series] = native.series
    assert [printed(Decimal(series.numbers[row]), series.codes[row]) for row in range(4)] == list(values.labels)
    assert [label.find(f"{C}idx").get("val") for label in native.root.iter(f"{C}dLbl")] == ["1", "2"]


# How it looks


def test_bars_stand_in_the_order_of_the_drawn_figure_from_a_zero_line(word_charts):
    [native] = native_charts(word_charts(bars(95, 94, 93)))
    categories, values = native.root.find(f".//{C}catAx"), native.root.find(f".//{C}valAx")
    assert element(categories, "orientation") == "maxMin", "the first category on top"
    assert element(values, "min") == "0", "else Word would start the scale at 92"
    assert all(int(axis.find(f"{C}axId").get("val")) > 0 for axis in (categories, values))


def test_arabic_charts_run_from_right_to_left(word_charts):
    chart = a_chart("bars", categories=("أ", "ب"), series=(a_series("س", [2, 1]),), dir="rtl", lang="ar", unit="ألف")
    [native] = native_charts(word_charts(chart, lang="ar", dir="rtl"))
    assert [e.get("val") for e in native.root.iter(f"{C}orientation")] == ["maxMin", "maxMin"]
    assert native.root.find(f".//{C}catAx/{C}axPos").get("val") == "r"
    assert {e.get("rtl") for e in native.root.iter("{*}pPr")} == {"1"}
    assert element(native.root, "lang") == "ar-SA"


def test_colours_and_fonts_are_words_own_to_change(word_charts):
    charts = (bars(3, 2, highlight=0), line(), a_chart("columns", categories=YEARS, series=STAGES))
    for native in native_charts(word_charts(*charts)):
        assert not list(native.root.iter("{*}srgbClr"))
        assert {e.get("typeface") for e in native.root.iter("{*}latin", "{*}ea", "{*}cs")} == {
            "+mj-lt",
            "+mj-ea",
            "+mj-cs",
        }


def test_official_colours_are_fixed_and_the_highlight_is_not(word_charts):
    goals, ranked = native_charts(word_charts(bars(3, 2, colours=("#ff3a21", "")), bars(3, 2, highlight=1)))
    [point] = goals.root.iter(f"{C}dPt")
    assert element(point, "idx") == "0"
    assert [e.get("val") for e in point.iter("{*}srgbClr")] == ["FF3A21"]
    assert point.find(".//{*}ln//{*}schemeClr").get("val") == "dk1"
    [point] = ranked.root.iter(f"{C}dPt")
    assert (element(point, "idx"), point.find(".//{*}schemeClr").get("val")) == ("1", "accent2")


def test_series_side_by_side_differ_in_more_than_their_name(word_charts):
    [native] = native_charts(word_charts(a_chart("columns", categories=YEARS, series=STAGES)))
    fills = []
    for ser in native.root.iter(f"{C}ser"):
        fill = ser.find(f"{C}spPr")[0]
        fills.append((fill.tag, *((e.get("val"), *(m.get("val") for m in e)) for e in fill)))
    assert len(set(fills)) == 4


def test_one_series_has_no_legend_several_are_named_where_they_stand(word_charts):
    apart = (a_series("Women", [5, 7, 20]), a_series("Men", [15, 12, 6], "muted"))
    near = (a_series("Women", [5, 7, 20]), a_series("Men", [15, 12, "19.5"], "muted"))
    ones = native_charts(word_charts(bars(3, 2), line()))
    assert not [legend for native in ones for legend in native.root.iter(f"{C}legend")]
    shown = [a_chart("line", categories=YEARS, series=series) for series in (apart, near)]
    direct, crowded = native_charts(word_charts(*shown))
    assert direct.root.find(f".//{C}legend") is None
    assert [e.get("val") for e in direct.root.iter(f"{C}showSerName")].count("1") == 2
    assert element(crowded.root, "legend/legendPos") == "t", "names would stand on one another"
    assert "1" not in {e.get("val") for e in crowded.root.iter(f"{C}showSerName")}


def test_the_total_of_parts_is_a_number_and_no_bar(word_charts):
    [native] = native_charts(word_charts(a_chart("bars", categories=("a", "b"), series=(*PARTS, TOTAL))))
    development, humanitarian, total = native.root.iter(f"{C}ser")
    assert total.find(f"{C}spPr/{{*}}noFill") is not None
    assert element(total, "dLblPos") == "inBase"
    deleted = [
        [label.find(f"{C}idx").get("val") for label in ser.iter(f"{C}dLbl") if label.find(f"{C}delete") is not None]
        for ser in (development, humanitarian, total)
    ]
    assert deleted == [["1"], ["1"], []], "a part that is too short for its number has none"


def test_a_chart_is_as_wide_as_the_text_and_says_what_it_shows(word_charts, theme):
    file = word_charts(bars(*range(1, 9)), bars(1))
    extents = [(int(e.get("cx")), int(e.get("cy"))) for e in part(file).iter(f"{WP}extent")]
    assert {cx for cx, _ in extents} <= {round(theme.page.measure * 1440 / 25.4) * 635}
    assert extents[0][1] > 3 * extents[1][1]
    assert [e.get("descr") for e in part(file).iter(f"{WP}docPr")] == ["Alt", "Alt"]


def test_a_chart_of_many_bars_stays_on_its_page(word_charts, theme):
    names_ = tuple(f"Regional consortium of cooperatives and associations, number {number}" for number in range(80))
    file = word_charts(a_chart("bars", categories=names_, series=(a_series("x", list(range(80, 0, -1))),)))
    [extent] = part(file).iter(f"{WP}extent")
    assert int(extent.get("cy")) < (theme.page.height - theme.page.top - theme.page.bottom) * 36000


# The file


ALL = (
    *(bars(*values, unit="US$") for values in ((3,), (3, None), (3, -2, 0), (0,))),
    bars(3, 2, colours=("#ff3a21", "#00689d")), bars(3, 2, highlight=1), line(), line(unit="laws" * 30),
    a_chart("bars", categories=("a", "b"), series=(*PARTS, TOTAL), unit="US$"),
    a_chart("bars", categories=("a", "b"), series=PARTS),
    a_chart("columns", categories=YEARS, series=STAGES, unit="US$ million"),
    a_chart("columns", categories=YEARS, series=STAGES[:1], highlight=1),
    a_chart("line", categories=YEARS, series=STAGES),
)  # fmt: skip


def test_the_validator_finds_no_error_in_charts_and_workbooks(word_charts, validate, tmp_path):
    file = word_charts(*ALL)
    assert validate(file) == []
    assert len(native_charts(file)) == len(ALL)
    (tmp_path / "cells.xlsx").write_bytes(native_charts(file)[0].workbook)
    done = subprocess.run([VALIDATOR, tmp_path / "cells.xlsx"], capture_output=True, text=True, timeout=60)
    assert '"ok": true' in done.stdout


def test_another_day_and_place_gives_the_same_bytes(word_charts, theme):
    code = (
        "import sys\nfrom reportgen.theme import load_theme\nfrom tests.writers.docx.test_charts import lone\n"
        "sys.stdout.buffer.write(lone(load_theme('lagoon')))"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "99", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, cwd=Path(__file__).parents[3], capture_output=True
    )
    assert done.stdout == lone(theme), done.stderr


def lone(theme) -> bytes:
    named = {f"rg:{number}": chart for number, chart in enumerate(ALL)}
    figures = (Figure(pictures=(Picture(source=name, alt="x"),)) for name in named)
    return write_docx(document(*figures), theme, {}, None, {}, charts=named)


def test_python_docx_opens_it_and_finds_the_charts(word_charts):
    opened = docx.Document(io.BytesIO(word_charts(bars(3, 2), line())))
    assert len(opened.inline_shapes) == 2
    kinds = sorted(
        relation.target_part.partname for relation in opened.part.rels.values() if "/chart" in relation.reltype
    )
    assert kinds == ["/word/charts/chart1.xml", "/word/charts/chart2.xml"]


def test_a_reader_that_knows_no_charts_still_has_caption_and_table(pandoc, theme, tmp_path):
    figure = Figure(pictures=(Picture(source="rg:c", alt="Bars."),), caption=content("Three were adopted"))
    tree = document(figure, table(2, row("Norlund", "3")))
    path = tmp_path / "report.docx"
    path.write_bytes(write_docx(tree, theme, {}, None, {}, charts={"rg:c": bars(3)}))
    done = subprocess.run([pandoc, "-f", "docx", "-t", "plain", path], capture_output=True, text=True, check=True)
    assert "Three were adopted" in done.stdout and "Norlund" in done.stdout
    assert read_text(path.read_bytes())[0] == "Three were adopted"


def test_libreoffice_prints_names_labels_and_units(word_charts, tmp_path):
    office = shutil.which("soffice")
    if not office:
        missing("LibreOffice")
    chart = a_chart("columns", categories=YEARS, series=STAGES, unit="US$ million")
    (tmp_path / "charts.docx").write_bytes(word_charts(chart, bars("64.5", "20.5", unit="Per cent"), line()))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, tmp_path / "charts.docx"]
    subprocess.run(command, capture_output=True, check=True, timeout=180)
    done = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "charts.pdf", "-"], capture_output=True, text=True, check=True
    )
    printed_words = done.stdout.split()
    wanted = [word for series in STAGES for label in (series.name, *series.labels) for word in label.split()]
    for word in (*wanted, "US$", "million", *YEARS, "64.5", "20.5", "collected"):
        assert word in printed_words, (word, done.stdout)


def test_another_theme_keeps_white_legible_on_the_first_part():
    for name in ("lagoon", "savanna"):
        chart = a_chart("bars", categories=("a", "b"), series=PARTS)
        tree = document(Figure(pictures=(Picture(source="rg:c", alt="Bars."),)))
        [native] = native_charts(write_docx(tree, load_theme(name), {}, None, {}, charts={"rg:c": chart}))
        fill = native.root.find(f".//{C}ser/{C}spPr/{{*}}solidFill/{{*}}schemeClr")
        assert [e.get("val") for e in fill] in ([], ["75000"])
