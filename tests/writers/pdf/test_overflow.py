"""What does not fit its page or its box is told, with its words, its page and by how much; what fits is not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from reportgen.writers.pdf.layout import lay_out
from tests.conftest import Edition, reportgen
from tests.helpers import MINIMAL, write_workspace

PAGE = "@page { size: 100mm 100mm; margin: 20mm } body { font: 10pt Noto Sans; margin: 0 } table { border-collapse: collapse }"
LONG = "Verwaltungsgerichtsbarkeitsentlastungsgesetzgebungsverfahren"
TALL = b'<svg xmlns="http://www.w3.org/2000/svg" width="100" height="100" viewBox="0 0 100 100"></svg>'


def told(body: str, css: str = "") -> list[tuple[str, str, str, int]]:
    html = f'<html lang="en"><head><title>T</title></head><body>{body}</body></html>'
    pages = lay_out(html, PAGE + css, {"rg:tall": TALL}, day=date(2025, 1, 1), write=False)
    return [(each.kind, each.words, page, round(each.excess)) for each, page in pages.overflows]


def test_what_fits_is_not_told() -> None:
    short = "<tr><td>one</td><td>two</td></tr>"
    assert (
        told(
            f"<p>{'Short words. ' * 200}</p><table>{short}</table><p>a<span style='float: right'>b</span></p>"
            "<p style='position: relative; padding-left: 9mm'>a<span style='position: absolute; left: 0'>b</span></p>"
        )
        == []
    )


def test_a_word_wider_than_its_column_is_told() -> None:
    [(kind, words, page, excess)] = told(f"<p>Short.</p><p>A {LONG} of law</p>")
    assert (kind, words, page) == ("text", LONG, "1") and 100 < excess < 250


def test_a_cell_whose_words_stand_over_the_next_is_told() -> None:
    table = f"<table style='table-layout: fixed; width: 100%'><tr><td>{LONG}</td><td>two</td></tr></table>"
    assert [each[:3] for each in told(table)] == [("text", LONG, "1")]


def test_a_table_wider_than_its_page_is_told_once_by_its_caption() -> None:
    cells = "".join(f"<td>column{n}</td>" for n in range(12))
    [(kind, words, page, _)] = told(f"<p>a</p><table><caption>Table 1 Too much</caption><tr>{cells}</tr></table>")
    assert (kind, words, page) == ("table", "Table 1 Too much", "1")
    assert told(f"<table><tr>{cells}</tr></table>")[0][1].startswith("column0 column1")


def test_a_figure_taller_than_its_page_is_told_by_its_words() -> None:
    assert told("<img src='rg:tall' alt='Eighty bars' style='width: 50mm; height: 80mm; display: block'>") == [
        ("figure", "Eighty bars", "1", 57)
    ]


def test_a_running_foot_that_has_no_room_is_told() -> None:
    foot = f"@page {{ @bottom-left {{ content: '{LONG} {LONG}'; white-space: nowrap; width: 90% }} @bottom-right {{ content: '1' }} }}"
    assert told("<p>a</p>", foot)[0][0] == "text"


def test_a_long_running_foot_takes_two_lines(tmp_path: Path) -> None:
    settings = MINIMAL["report.yaml"].replace("title: {en: ", f"title: {{en: {LONG} {LONG} ")
    done = reportgen(
        "build", write_workspace(tmp_path, **{"report.yaml": settings}), "--to", "pdf", "--out", tmp_path / "out"
    )
    assert done.returncode == 0 and "LAY105" not in done.stderr, done.stderr


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    note = (
        "---\nkind: progress-note\noutcome: D_1\nyear: 2024\ntitle: Laws\n---\nWords.\n\n"
        + "|" + "|".join(f"Verwaltungsbezirk{n}" for n in range(10)) + "|\n" + "|---" * 10 + "|\n" + "| x " * 10 + "|\n"
    )  # fmt: skip
    files = {
        "narratives/en/progress-note-2024.md": note,
        "report.yaml": MINIMAL["report.yaml"].replace("title: {en: ", f"title: {{en: {LONG}{LONG}{LONG} "),
    }
    return write_workspace(tmp_path_factory.mktemp("crowded"), **files)


def test_a_build_names_the_place_of_what_does_not_fit(crowded: Path, tmp_path: Path) -> None:
    done = reportgen("build", crowded, "--to", "pdf", "--out", tmp_path)
    assert done.returncode == 1, done.stderr
    assert "narratives/en/progress-note-2024.md:9:" in done.stderr and "LAY104 table-too-wide (" in done.stderr
    assert "report.yaml:" in done.stderr and "LAY105 text-overflows (" in done.stderr
    assert not list(tmp_path.rglob("*.pdf"))


def test_everything_fits_in_the_reports_that_ship(edition: Edition) -> None:
    assert "LAY" not in edition.told, edition.told
