"""An exported report becomes a workspace again that says the same in what IATI can say, and that `check` takes."""

from __future__ import annotations

import tempfile
from collections import Counter
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from reportgen.checks import check
from reportgen.facts import parts_key
from reportgen.facts.money import resources
from reportgen.findings import has_errors
from reportgen.iati.unsaid import unsaid
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


def line(text: str) -> str:
    """Return a text in one line, as it is read."""
    return " ".join(text.split())


def unsaid_names(public: Report, what: str) -> set[str]:
    return {name for each in unsaid(public) if each.what == what for name in each.names}


@pytest.mark.parametrize("name", NAMES)
def test_check_finds_no_error_in_what_came_back(name: str) -> None:
    _, back = both(name)
    found = check(back, lambda: project(back, "public"))
    assert not has_errors(found), [str(each) for each in found if each.severity == "error"]


@pytest.mark.parametrize("name", NAMES)
def test_outcomes_results_and_indicators_keep_codes_order_and_wording(name: str) -> None:
    public, back = both(name)
    year = public.year
    assert back.settings.year == year and back.office.code == public.office.code
    assert [each.code for each in back.outcomes] == [each.code for each in public.outcomes]
    for old, new in zip(public.outcomes, back.outcomes, strict=True):
        assert new.id == (old.id or f"{public.office.code}-{old.code}")
        assert new.statement(year).to("en") == old.statement(year).to("en")
        assert new.description.to("en") == (line(old.description.to("en")) or old.statement(year).to("en"))
        outputs = [(each.code, each.type, each.statement(year).to("en")) for each in old.outputs if each.indicators]
        assert [(each.code, each.type, each.statement(year).to("en")) for each in new.outputs] == outputs
        assert new.sdgs == old.sdgs and new.humanitarian == old.humanitarian
        assert [each.url for each in new.documents] == [each.url for each in old.documents]
        markers = [(each.name.to("en"), each.level) for each in old.markers]
        assert [(each.name.to("en"), each.level) for each in new.markers] == markers
        statements = [(each.code, each.statement.to("en"), each.sdg_indicator) for each in old.all_indicators]
        assert [(each.code, each.statement.to("en"), each.sdg_indicator) for each in new.all_indicators] == statements


@pytest.mark.parametrize("name", NAMES)
def test_measures_and_directions_come_back_but_for_those_that_are_named(name: str) -> None:
    public, back = both(name)
    money = unsaid_names(public, "Amounts of money as indicators")
    kept = unsaid_names(public, "Indicators that are to be kept as they are")
    for old, new in zip(public.indicators, back.indicators, strict=True):
        assert new.measure == ("number" if old.code in money else old.measure)
        assert new.direction == ("increase" if old.code in kept else old.direction)
        assert new.accumulation is None  # never guessed


@pytest.mark.parametrize("name", NAMES)
def test_every_value_of_every_period_and_part_comes_back(name: str) -> None:
    public, back = both(name)
    indicators = {each.code: each for each in public.indicators}

    def values(report: Report) -> dict[tuple[object, ...], str]:
        return {
            (row.indicator, row.period_start, row.period_end, parts_key(row)): line(row.value.text)
            for row in newest_of_each(report)
            if row.value is not None and sayable(indicators[row.indicator], row.value)
        }

    assert values(back) == values(public) and len(values(public)) > 30


@pytest.mark.parametrize("name", NAMES)
def test_comments_come_back_with_the_caveats_that_are_named_before_them(name: str) -> None:
    public, back = both(name)
    named = unsaid_names(public, "Caveats of results")
    read = {(row.indicator, row.period_end, parts_key(row)): row.comment.to("en") for row in back.results}
    led = 0
    for row in newest_of_each(public):
        if row.value is None:
            continue
        comment = read[row.indicator, row.period_end, parts_key(row)]
        expected = line(f"{row.caveat.to('en')} {row.comment.to('en')}")
        assert comment == expected, row
        if row.caveat:
            led += 1
            assert f"{row.indicator} {row.year}{' ' if row.dimensions else ''}{row.dimensions}" in named
    assert led


@pytest.mark.parametrize("name", NAMES)
def test_baselines_milestones_and_targets_come_back(name: str) -> None:
    public, back = both(name)
    indicators = {each.code: each for each in public.indicators}

    def goals(report: Report) -> dict[tuple[object, ...], str]:
        return {
            (code, *key): line(goal.value.text)
            for code, held in current_goals(report).items()
            for key, goal in held.items()
            if sayable(indicators[code], goal.value)
        }

    assert goals(back) == goals(public) and goals(public)


def test_sums_come_back_by_source_of_funds_with_the_day_of_the_accounts() -> None:
    public, back = both("demo")
    old, new = resources(public), resources(back)
    compared = 0
    for (code, year), held in old.items():
        if all(outcome.code != code for outcome in public.outcomes):
            continue
        for stage in ("received", "committed", "expended"):
            for source in ("regular", "other"):
                amount, found = held.amount(stage, source), new[code, year].amount(stage, source)
                assert (found and found.value) == (amount and amount.value), (code, year, stage, source)
                if amount and found and stage != "received":
                    assert found.as_of == amount.as_of, (code, year, stage, source)
                compared += amount is not None
    assert compared > 140


def test_agreements_on_one_outcome_come_back_with_their_name() -> None:
    public, back = both("demo")
    several = unsaid_names(public, "Agreements on several outcomes")

    def held(report: Report) -> set[tuple[object, ...]]:
        return {
            (each.id, each.outcomes, each.title.to("en"), each.start, each.currency, each.amount)
            for each in report.agreements
            if each.id not in several
        }

    assert held(back) == held(public) and held(public)
    paid = {(row.agreement, row.outcome, row.year) for row in public.contributions if row.outcome}
    of_one = {key for key in paid if key[0] and key[0] not in several}
    assert {(row.agreement, row.outcome, row.year) for row in back.contributions if row.agreement} == of_one and of_one


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
