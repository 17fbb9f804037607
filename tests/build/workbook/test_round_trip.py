"""Export, import, export gives the same cells, and nothing is lost."""

from __future__ import annotations

import csv
import io
import shutil
import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from reportgen.build.workbook.export import export_workbook
from reportgen.load import load
from reportgen.load.workspace import TABLES
from tests.helpers import MINIMAL, write_workspace

from .conftest import DEMO
from .sheets import MAIN, Workbook

TEXT = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), max_size=40).map(str.strip)
WORDS = st.one_of(
    TEXT, st.sampled_from(["=1+1", "-", "+3", "@x", "_x0041_", "0012", "1e5", "TRUE", "2024-01-01", "a\nb", "#N/A"])
)
NUMBER = st.decimals(-(10**9), 10**9, places=2).map(lambda d: f"{d:f}")
VALUE = st.one_of(NUMBER, st.sampled_from(["yes", "no", "0.5", "100000000000000"]), WORDS.filter(bool))
DAY = st.dates(date(1990, 1, 1), date(2199, 12, 31)).map(str)
DISCLOSURE = st.sampled_from(["", "public", "internal", "partner:norlund", "embargo:2030-01-01"])


def row(**columns: st.SearchStrategy[str]) -> st.SearchStrategy[dict[str, str]]:
    return st.fixed_dictionaries(columns)


RESULT = row(indicator=st.sampled_from(["D_1.1.A", "X.9"]), period_start=st.just("2024-01-01"), period_end=DAY.filter(lambda d: d > "2024"),
             dimensions=st.sampled_from(["", "sex=female;age=15-24"]), value=VALUE, verified=st.sampled_from(["", "yes", "no"]),
             caveat=WORDS, **{"comment:fr": WORDS}, source=WORDS, disclosure=DISCLOSURE, note=WORDS)  # fmt: skip
LINE = row(code=st.sampled_from(["D_1", "D_1.1", "5"]), year=st.sampled_from(["2022", "2024"]), source_of_funds=st.sampled_from(["regular", "other"]),
           stage=st.sampled_from(["planned", "available", "expended"]), amount=NUMBER, currency=st.sampled_from(["USD", "EUR"]),
           as_of=st.one_of(st.just(""), DAY), note=WORDS)  # fmt: skip
SHARE = row(outcome=st.just("D_1"), year=st.just("2024"), goal=st.sampled_from(["5", "16"]), target=st.sampled_from(["", "5.10", "16.10", "5.c"]),
            share=st.sampled_from(["0", "12.5", "100"]))  # fmt: skip


def table(rows: list[dict[str, str]]) -> str:
    stream = io.StringIO()
    writer = csv.DictWriter(stream, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue()


def plain(rows: tuple[object, ...]) -> list[object]:
    """Return records without where they stand; a number may be written with fewer zeros."""
    return [{key: getattr(value, "number", None) or value for key, value in vars(each).items()} for each in rows]


def through_the_workbook(folder: Path) -> None:
    first = export_workbook(folder, "internal")[0]
    before = load(folder)
    for name in TABLES:
        (folder / name).unlink(missing_ok=True)
    (folder / "data.xlsx").write_bytes(first)
    after = load(folder)
    assert before.report and after.report
    for field, _ in TABLES.values():
        assert plain(getattr(after.report, field)) == plain(getattr(before.report, field)), field
    assert {f.rule for f in before.findings} == {f.rule for f in after.findings}, after.findings
    one, other = Workbook(first), Workbook(export_workbook(folder, "internal")[0])
    # Findings name other files now.
    for sheet in one.paths.keys() - {"Findings"}:
        assert other.cells(sheet) == one.cells(sheet), sheet


@pytest.mark.parametrize("name", ["demo", "china-2024"])
def test_the_examples_come_back_as_they_were(tmp_path: Path, name: str):
    shutil.copytree(DEMO.parent / name, tmp_path / name)
    through_the_workbook(tmp_path / name)


@settings(
    max_examples=8, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, phases=[Phase.generate]
)
@given(
    results=st.lists(RESULT, min_size=1, max_size=5),
    finance=st.lists(LINE, min_size=1, max_size=5),
    sdg=st.lists(SHARE, min_size=1, max_size=3),
)
def test_random_reports_come_back_as_they_were(results, finance, sdg):
    files = {"results": table(results), "finance": table(finance), "sdg": table(sdg)}
    report = MINIMAL["report.yaml"].replace("[en]", "[en, fr]")
    with tempfile.TemporaryDirectory() as folder:
        through_the_workbook(
            write_workspace(Path(folder), report=report, **files, **{"narratives/en/progress-note-2024.md": None})
        )


def test_a_table_of_many_rows_comes_back_and_its_empty_cells_are_open_without_being_there(tmp_path: Path):
    head = "indicator,period_start,period_end,dimensions,value,source\n"
    lines = (f"D_1.1.A,2024-01-01,2024-12-31,district={n},{n * 3},Register {n}\n" for n in range(5_001))
    folder = write_workspace(tmp_path, results=head + "".join(lines))
    data = export_workbook(folder, "internal")[0]
    (folder / "results.csv").unlink()
    (folder / "data.xlsx").write_bytes(data)
    read = load(folder).report
    assert read and [(r.dimensions, r.value and r.value.text, r.source) for r in read.results] == [
        (f"district={n}", str(n * 3), f"Register {n}") for n in range(5_001)
    ]
    book = Workbook(data)
    empty = f"{book.column('Results', 'caveat')}5003"
    assert empty not in {cell.get("r") for cell in book.sheet("Results").iter(f"{MAIN}c")}
    number, columns = ord(empty[0]) - 64, book.sheet("Results").iter(f"{MAIN}col")
    [caveat] = [c for c in columns if int(c.get("min", "")) <= number <= int(c.get("max", ""))]
    formats = book.xml("xl/styles.xml").find(f"{MAIN}cellXfs")
    assert formats is not None
    assert formats[int(caveat.get("style", "0"))].find(f"{MAIN}protection[@locked='0']") is not None
