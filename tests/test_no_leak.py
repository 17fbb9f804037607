"""What a public build of the demonstration must not hold is in no byte stream of any format, nor in what a build keeps."""

from __future__ import annotations

import csv
import re
from decimal import Decimal
from pathlib import Path

import pytest

from tests.conftest import ROOT, Edition
from tests.streams import found_in, spellings, streams

pytestmark = pytest.mark.proof
DEMO = ROOT / "inputs" / "demo"
NAMES = {"Quillon", "Sable Hill", "sable-hill", "Tern Point", "Childcare and shelters, first grant"}
AT_RISK = {"Open Door Shelter Circle", "open-door"}


def _rows(name: str) -> list[dict[str, str]]:
    with (DEMO / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _amounts() -> set[Decimal]:
    rows = [*_rows("contributions.csv"), *_rows("agreements.csv")]
    return {Decimal(row["amount"]) for row in rows if row["disclosure"] == "internal"}


def _by_partner() -> set[Decimal]:
    """Sums that would tell a partner's amount: of a year, and of all years."""
    totals: dict[tuple[str, str], Decimal] = {}
    for row in _rows("contributions.csv"):
        if row["disclosure"] == "internal":
            for year in (row["year"], ""):
                totals[row["partner"], year] = totals.get((row["partner"], year), Decimal(0)) + Decimal(row["amount"])
    return set(totals.values())


def _needles() -> set[str]:
    return {spelling for amount in _amounts() | _by_partner() for spelling in spellings(amount)}


def _files(edition: Edition) -> list[Path]:
    return [edition.path(form) for form in ("html", "pdf", "docx")]


def test_the_demo_withholds_three_partners() -> None:
    assert len(_amounts()) == 15
    assert {row["partner"] for row in _rows("contributions.csv") if row["disclosure"]} == {
        "quillon",
        "sable-hill",
        "tern",
    }
    assert "78,412.59" in _needles() and "78412,59" in _needles() and "78,413" in _needles() and "78 413" in {
        re.sub(r"\s", " ", needle) for needle in _needles()
    }  # fmt: skip


@pytest.mark.parametrize("form", ["html", "pdf", "docx"])
def test_public_editions_hold_no_undisclosed_amount(demo: Edition, form: str) -> None:
    assert found_in(demo.path(form), _needles()) == []


@pytest.mark.parametrize("form", ["html", "pdf", "docx"])
def test_public_editions_name_no_undisclosed_partner(demo: Edition, form: str) -> None:
    assert found_in(demo.path(form), NAMES | AT_RISK | {"quillon", "A-14", "A-15", "A-16"}) == []


@pytest.mark.parametrize("form", ["html", "pdf", "docx"])
def test_public_editions_hold_no_embargoed_or_internal_result(demo: Edition, form: str) -> None:
    assert found_in(demo.path(form), {"13.67", "13.7 per cent", "13.7%", "Upper Tarrow"}) == []


def test_what_a_public_build_keeps_beside_the_workspace_holds_none_of_it(demo: Edition) -> None:
    kept = [path for path in (demo.workspace / ".reportgen").rglob("*") if path.is_file()]
    assert len(kept) > 20
    needles = _needles() | NAMES | {"quillon", "13.67", "Upper Tarrow", "Open Door"}
    assert [hit for path in kept for hit in found_in(path, needles)] == []


@pytest.mark.parametrize("form", ["html", "pdf", "docx"])
def test_the_internal_edition_holds_them_so_the_search_can_fail(demo_internal: Edition, form: str) -> None:
    told = "\n".join(found_in(demo_internal.path(form), _needles() | NAMES | {"13.67", "13.7%", "13.7 per cent"}))
    assert "Quillon" in told and "Sable Hill" in told and "Tern Point" in told
    assert re.search(r": \S*(\d{2,3},\d{3}|13\.[67])", told), told


def test_the_search_reads_the_workbooks_behind_charts(demo: Edition, demo_internal: Edition) -> None:
    sheets = [name for name, _ in streams(demo.path("docx")) if name.endswith(".xlsx/xl/worksheets/sheet1.xml")]
    assert len(sheets) > 20
    told = found_in(demo_internal.path("docx"), _needles() | NAMES)
    assert any("sheet1.xml:" in hit for hit in told), "an amount in a cell"
    assert any("sharedStrings.xml:" in hit for hit in told), "a name in a cell"


def test_internal_figures_do_not_reach_the_public_cache_keys(demo: Edition, demo_internal: Edition) -> None:
    public = {path.name for path in (demo.workspace / ".reportgen/cache/figures").iterdir()}
    internal = {path.name for path in (demo_internal.workspace / ".reportgen/cache/figures").iterdir()}
    assert internal - public, "figures with internal data are drawn anew"
    assert public <= internal
