"""An exported report becomes a workspace again that says the same in what IATI can say, and that `check` takes."""

from __future__ import annotations

import tempfile
from collections import Counter, defaultdict
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from reportgen.checks import check
from reportgen.facts import parts_key
from reportgen.facts.money import resources
from reportgen.findings import has_errors
from reportgen.iati.codes import MEASURES, marker_code
from reportgen.iati.unsaid_results import newest_of_each
from reportgen.iati.workspace import import_iati
from reportgen.iati.write import write
from reportgen.iati.write_results import current_goals, sayable
from reportgen.load import load
from reportgen.model import Report
from reportgen.project import project
from tests.conftest import ROOT

NAMES = ("china-2024", "demo")


@cache
def both(name: str) -> tuple[Report, Report]:
    """Return what was exported, and what was imported of it."""
    whole = load(ROOT / "inputs" / name).report
    assert whole is not None
    public = project(whole, "public")
    with tempfile.TemporaryDirectory() as folder:
        file, into = Path(folder) / f"{name}.xml", Path(folder) / "back"
        file.write_bytes(write(public).data or b"")
        made = import_iati([file], into)
        assert made.written and made.account.missing() == []
        loaded = load(into)
    assert loaded.report is not None and not has_errors(loaded.findings), loaded.findings
    return public, loaded.report


def same(public: Report, back: Report) -> dict[str, str]:
    """Return code of an indicator as imported -> as exported: their order is kept."""
    assert len(public.indicators) == len(back.indicators)
    return {new.code: old.code for old, new in zip(public.indicators, back.indicators, strict=True)}


@pytest.mark.parametrize("name", NAMES)
def test_check_finds_no_error_in_what_came_back(name: str) -> None:
    _, back = both(name)
    found = check(back, lambda: project(back, "public"))
    assert not has_errors(found), [str(each) for each in found if each.severity == "error"]


@pytest.mark.parametrize("name", NAMES)
def test_outcomes_and_outputs_keep_order_and_wording(name: str) -> None:
    public, back = both(name)
    year = public.year
    assert back.settings.year == year and len(back.outcomes) == len(public.outcomes)
    for old, new in zip(public.outcomes, back.outcomes, strict=True):
        assert new.id == (old.id or f"{public.office.code}-{old.code}")
        assert new.statement(year).to("en") == old.statement(year).to("en")
        outputs = [each.statement(year).to("en") for each in old.outputs if each.indicators]
        assert [each.statement(year).to("en") for each in new.outputs] == outputs
        assert new.sdgs == old.sdgs and new.humanitarian == old.humanitarian
        assert [each.url for each in new.documents] == [each.url for each in old.documents]
        levels = [each.level for each in old.markers if marker_code(each.name)]
        assert [each.level for each in new.markers if marker_code(each.name)] == levels
        statements = [(each.statement.to("en"), each.sdg_indicator) for each in old.all_indicators]
        assert [(each.statement.to("en"), each.sdg_indicator) for each in new.all_indicators] == statements


@pytest.mark.parametrize("name", NAMES)
def test_every_number_of_every_period_and_part_comes_back(name: str) -> None:
    public, back = both(name)
    codes = same(public, back)
    numeric = {each.code for each in public.indicators if MEASURES[each.measure] != "5"}
    stated = {
        (row.indicator, row.period_start, row.period_end, tuple(row.parts.items())): row.number
        for row in newest_of_each(public)
        if row.indicator in numeric and row.number is not None
    }
    read = {
        (codes[row.indicator], row.period_start, row.period_end, tuple(row.parts.items())): row.number
        for row in back.results
        if codes[row.indicator] in numeric and row.value is not None
    }
    assert read == stated and len(stated) > 30


@pytest.mark.parametrize("name", NAMES)
def test_answers_and_words_come_back_with_what_was_said_of_them(name: str) -> None:
    public, back = both(name)
    codes = same(public, back)
    wordy = {each.code for each in public.indicators if MEASURES[each.measure] == "5"}
    stated = {
        (row.indicator, row.period_end): " ".join(row.value.text.split())
        for row in newest_of_each(public)
        if row.indicator in wordy and row.value is not None and not row.parts
    }
    read = {
        (codes[row.indicator], row.period_end): row.value.text
        for row in back.results
        if codes[row.indicator] in wordy and row.value is not None
    }
    assert read.keys() == stated.keys()
    assert all(read[key].casefold().startswith(stated[key].casefold()) for key in stated)


@pytest.mark.parametrize("name", NAMES)
def test_baselines_milestones_and_targets_come_back(name: str) -> None:
    public, back = both(name)
    codes = same(public, back)
    indicators = {each.code: each for each in public.indicators}
    stated: dict[tuple[str, bool, int, object], set[str]] = defaultdict(set)
    for code, goals in current_goals(public).items():
        for (kind, year, parts), goal in goals.items():
            if sayable(indicators[code], goal.value):
                stated[code, kind == "baseline", year, parts].add(" ".join(goal.value.text.split()).casefold())
    read: dict[tuple[str, bool, int, object], set[str]] = defaultdict(set)
    for target in back.targets:
        key = (codes[target.indicator], target.kind == "baseline", target.period, parts_key(target))
        read[key].add(target.value.text.casefold())
    assert read.keys() == stated.keys()
    assert all(read[key] <= stated[key] for key in stated)


def test_money_of_each_outcome_year_and_stage_comes_back_to_the_cent() -> None:
    public, back = both("demo")
    old, new = resources(public), resources(back)
    compared = 0
    for before, after in zip(public.outcomes, back.outcomes, strict=True):
        for (code, year), held in old.items():
            if code != before.code:
                continue
            for stage in ("planned", "revised", "received", "committed", "expended"):
                amount = held.amount(stage)
                found = new[after.code, year].amount(stage)
                assert (found and found.value) == (amount and amount.value), (code, year, stage)
                compared += amount is not None
    assert compared > 100


def test_what_each_partner_paid_for_each_outcome_comes_back_to_the_cent() -> None:
    def paid(report: Report) -> Counter[tuple[int, str, int]]:
        names = {each.id: each.name.to("en") or "Other partners" for each in report.partners}
        number = {outcome.code: place for place, outcome in enumerate(report.outcomes)}
        sums: Counter[tuple[int, str, int]] = Counter()
        for row in report.contributions:
            if row.outcome:
                sums[number[row.outcome], names[row.partner], row.year] += row.converted()  # type: ignore[assignment]
        return sums

    public, back = both("demo")
    assert paid(back) == paid(public)
    assert sum(paid(public).values(), Decimal(0)) > 1_000_000
