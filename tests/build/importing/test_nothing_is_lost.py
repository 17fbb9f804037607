"""Random rows of every table go into a workbook and come back: as a report, as cells and as files, nothing is lost."""

from __future__ import annotations

import csv
import io
import string
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import pytest

from reportgen.build.importing import import_workbook
from reportgen.build.workbook.export import export_workbook
from reportgen.load import load
from reportgen.load.fields import columns_of
from reportgen.load.workspace import TABLES
from reportgen.model import Report
from tests.build.workbook.sheets import Workbook
from tests.conftest import PROOF
from tests.helpers import MINIMAL, write_workspace

MANY = 120 if PROOF else 12
"""Reports, of which each has as many rows as five small ones: what takes time is to make the workbooks."""
PARTS = 4
"""The reports are spread over so many tests, which run beside one another."""
LETTERS = string.ascii_letters + string.digits + " .,;:=+-@'\"%/éñß中文العربية́–“”_x&<>\u00a0\u202f😀"
WORDS = (
    "", "", "", "=1+1", "+3", "-", "-5", "@x", "'quoted", "''", '"', "_x0041_", "_x000D_", "0012", "1e5", "TRUE", "#N/A",
    "2024-01-01", "5.10", "two\nlines", "a\n\nb", "tab\there", "x" * 2000, "<b>&amp;", "45657", "50%", "1,950", "Total", "﷽",
)  # fmt: skip
NUMBERS = ("0", "58.30", "-0.5", "123456789012345", "99999999999.99", "-12", "3.0", "0.000001")
ODD = ("1e3", "1234567890123456", "0.1234567890123456789", "-1E-7", "12345678901234567890.5")
"""What is no plain number to the tables, and is kept as words where words may stand."""
DISCLOSURES = ("", "", "public", "internal", "partner:norlund", "embargo:2030-01-01")
CURRENCIES = ("USD", "EUR", "XOF")
PARTNERS = """\
partners:
  - {id: norlund, name: {en: Government of Norlund}, type: government, roles: [funder]}
  - {id: "12", name: {en: Twelve}, type: private, roles: [funder]}
"""

Rows = list[dict[str, str]]


class Chance:
    """Values drawn by chance, each as somebody would type it into a CSV file."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.any: Callable[[Any], Any] = self.random.choice

    def words(self) -> str:
        if self.random.random() < 0.5:
            return self.any(WORDS)
        return "".join(self.any(LETTERS) for _ in range(self.random.randrange(25))).strip()

    def number(self) -> str:
        if self.random.random() < 0.3:
            return self.any(NUMBERS)
        return (
            f"{self.random.randrange(-(10**6), 10**12) / 10 ** self.random.randrange(4):.{self.random.randrange(4)}f}"
        )

    def day(self, first: int = 1990) -> str:
        return str(date(first, 1, 1) + timedelta(days=self.random.randrange(60 * 365)))

    def maybe(self, value: str) -> str:
        return value if self.random.random() < 0.6 else ""

    def value(self) -> str:
        return self.any([self.number(), self.number(), "yes", "no", self.any(ODD), self.words() or "none"])

    def rows(self, row: Callable[[], dict[str, str]]) -> Rows:
        return [row() for _ in range(self.random.randrange(5, 26))]


def tables(chance: Chance) -> dict[str, Rows]:
    """Return random valid rows of every table, in every column."""
    any_, maybe = chance.any, chance.maybe

    def common() -> dict[str, str]:
        return {"disclosure": any_(DISCLOSURES), "note": chance.words()}

    def money(name: str = "amount") -> dict[str, str]:
        return {name: chance.number(), "currency": any_(CURRENCIES)}

    def dimensions() -> str:
        return any_(["", "", "sex=female", "sex=female;age=15-24", "place=Nord; sud"[:10]])

    def accounts() -> dict[str, str]:
        return {"as_of": maybe(chance.day()), "status": any_(["", "provisional", "certified"])}

    def target() -> dict[str, str]:
        return {"indicator": any_(["D_1.1.A", "X.9", "7"]), "version": chance.day(), "kind": any_(["baseline", "milestone", "target"]),
                "period": str(chance.random.randrange(2000, 2040)), "dimensions": dimensions(), "value": chance.value(),
                "approved_by": chance.words(), "reason": chance.words(), **common()}  # fmt: skip

    def result() -> dict[str, str]:
        absent = chance.random.random() < 0.3
        return {"indicator": any_(["D_1.1.A", "X.9", "7"]), "period_start": "2024-01-01", "period_end": chance.day(2024),
                "dimensions": dimensions(), "value": "" if absent else chance.value(),
                "absence": any_(["not-collected", "withheld", "embargoed"]) if absent else "", "verified": any_(["", "yes", "no"]),
                "caveat": chance.words(), "comment": chance.words(), "comment:fr": chance.words(), "source": chance.words(),
                "recorded": maybe(chance.day()), "status": any_(["", "met", "partly", "not-met"]),
                "status_reason": chance.words(), "status_reason:fr": chance.words(), **common()}  # fmt: skip

    def line() -> dict[str, str]:
        return {"code": any_(["D_1", "D_1.1", "5", "5.10"]), "year": any_(["2022", "2024"]), "source_of_funds": any_(["regular", "other"]),
                "stage": any_(["planned", "revised", "available", "expended"]), **money(), **accounts(), **common()}  # fmt: skip

    def share() -> dict[str, str]:
        return {"outcome": "D_1", "year": "2024", "goal": any_(["5", "16"]), "target": any_(["", "5.10", "16.10", "5.c"]),
                "share": any_(["0", "12.5", "33.33", "100", "50.0"]), **common()}  # fmt: skip

    def agreement(number: int) -> dict[str, str]:
        return {"id": f"{any_(['A-', '00', '1e'])}{number}", "partner": any_(["norlund", "12"]), "outcomes": any_(["", "D_1"]),
                "title": chance.words(), "title:fr": chance.words(), "start": "2020-02-29", "end": chance.day(2021), **money(),
                "earmarking": any_(["earmarked", "softly-earmarked", "pooled", "core"]), "fees": maybe(chance.number()),
                "reports_due": any_(["", "2024-06-30", "2024-06-30;2025-06-30"]), "reports_sent": any_(["", "2024-06-29"]),
                "amendments": chance.words(), **common()}  # fmt: skip

    def contribution() -> dict[str, str]:
        return {"partner": "norlund", "agreement": "", "outcome": any_(["", "D_1"]), "year": "2024", **money(),
                "rate": maybe(chance.any(["0.92", "655.957", "1"])), "rate_date": maybe(chance.day()),
                "development": maybe("60"), "humanitarian": maybe("40.0"), **common()}  # fmt: skip

    def spent() -> dict[str, str]:
        return {"agreement": "A-1", "outcome": "D_1", "period_start": "2024-01-01", "period_end": chance.day(2024),
                "stage": any_(["planned", "committed", "expended"]), **money(), **accounts(), **common()}  # fmt: skip

    def control() -> dict[str, str]:
        return {"table": "finance", "column": "amount", "where": any_(["", "year=2024;stage=expended"]), "total": chance.number(),
                "rows": maybe("3"), "source": chance.words(), "date": maybe(chance.day()), "note": chance.words()}  # fmt: skip

    numbers = iter(range(1, 999))
    return {
        "targets": chance.rows(target), "results": chance.rows(result), "finance": chance.rows(line), "sdg": chance.rows(share),
        "agreements": chance.rows(lambda: agreement(next(numbers))), "contributions": chance.rows(contribution),
        "spending": chance.rows(spent), "controls": chance.rows(control),
    }  # fmt: skip


def as_csv(rows: Rows) -> str:
    stream = io.StringIO()
    writer = csv.DictWriter(stream, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue()


def typed(report: Report) -> dict[str, list[dict[str, str]]]:
    """Return what was typed, by table: of cells that hold something, texts as they are and numbers as what they are."""
    return {
        field: [
            {name: _as_number(text) for name, text in row.origin.texts.items() if text.strip()}
            for row in getattr(report, field)
        ]
        for field, _ in TABLES.values()
    }


def _as_number(text: str) -> str:
    try:
        return f"{Decimal(text).normalize():f}"
    except ArithmeticError:
        return text


def held(report: Report) -> dict[str, list[object]]:
    """Return the records without where they stand."""
    return {
        field: [
            {key: getattr(value, "number", None) or value for key, value in vars(row).items()}
            for row in getattr(report, field)
        ]
        for field, _ in TABLES.values()
    }


def check(folder: Path, seed: int) -> None:
    rows = tables(Chance(seed))
    report = MINIMAL["report.yaml"].replace("[en]", "[en, fr]")
    files = {name: as_csv(each) for name, each in rows.items()}
    files["narratives/en/progress-note-2024.md"] = None  # type: ignore[assignment]
    root = write_workspace(folder, report=report, partners=PARTNERS, **files)
    before = load(root).report
    assert before is not None
    lengths = {field: len(getattr(before, field)) for field, _ in TABLES.values()}
    assert lengths == {name: len(each) for name, each in rows.items()}, "the rows are valid"
    exported = export_workbook(root, "internal")[0]
    (folder / "data.xlsx").write_bytes(exported)
    # Into the workspace itself, over its CSV files: the same tables stand there again.
    made = import_workbook(folder / "data.xlsx", root, replace=True)
    assert [str(each) for each in made.findings if each.severity == "error"] == []
    again = load(root).report
    assert again is not None and typed(again) == typed(before) and held(again) == held(before)
    for name in rows:
        (root / f"{name}.csv").unlink()
    (root / "data.xlsx").write_bytes(exported)
    after = load(root).report
    assert after is not None and typed(after) == typed(before) and held(after) == held(before)
    one, other = Workbook(exported), Workbook(export_workbook(root, "internal")[0])
    for sheet in one.paths.keys() - {"Findings"}:  # findings name other files now
        assert other.cells(sheet) == one.cells(sheet), sheet


@pytest.mark.proof
@pytest.mark.parametrize("part", range(PARTS))
def test_random_reports_come_back_as_they_were(tmp_path: Path, part: int):
    for seed in range(part, MANY, PARTS):
        try:
            check(tmp_path / str(seed), seed)
        except AssertionError as error:
            raise AssertionError(f"seed {seed}: {error}") from error


def test_every_column_of_every_table_is_drawn():
    drawn: dict[str, set[str]] = {}
    for seed in range(5):
        for name, rows in tables(Chance(seed)).items():
            drawn.setdefault(name, set()).update(
                key.partition(":")[0] for row in rows for key, text in row.items() if text
            )
    for file, (_, model) in TABLES.items():
        # Agreements of a contribution would have to be there.
        assert set(columns_of(model).names) - drawn[file.removesuffix(".csv")] <= {"agreement"}, file
