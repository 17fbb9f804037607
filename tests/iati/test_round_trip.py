"""What IATI can say of a report is read back equal: values, periods, targets, dimensions, money, and texts in all languages."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from reportgen.facts.money import resources
from reportgen.iati.codes import MEASURES
from reportgen.iati.elements import Tongues
from reportgen.iati.read import read_activities
from reportgen.iati.records import Activity, Stated
from reportgen.iati.unsaid_results import newest_of_each
from reportgen.iati.write import write
from reportgen.iati.write_results import current_goals, period_of, sayable
from reportgen.load import load
from reportgen.model import LocalText, Report
from reportgen.project import project
from tests.conftest import ROOT
from tests.helpers import MINIMAL
from tests.reports import report as a_report

NAMES = ("china-2024", "demo")
Key = tuple[object, ...]


@cache
def there_and_back(name: str) -> tuple[Report, tuple[Activity, ...]]:
    report = load(ROOT / "inputs" / name).report
    assert report is not None
    return back(project(report, "public"))


def back(public: Report) -> tuple[Report, tuple[Activity, ...]]:
    """Return a projected report, and what is read of its file; nothing may be odd about that."""
    data = write(public).data
    assert data is not None
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file.xml"
        path.write_bytes(data)
        findings: list[object] = []
        activities = tuple(read_activities(path, path.name, findings))  # type: ignore[arg-type]
    assert findings == []
    return public, activities


def words(text: str) -> str:
    """Return a text in one line, as it is read."""
    return " ".join(text.split())


def texts(report: Report, text: LocalText) -> dict[str, str]:
    return {key: words(value) for key, value in Tongues(report.settings.languages).texts(text).items()}


def said(stated: Iterable[Stated]) -> list[tuple[str, tuple[tuple[str, str], ...]]]:
    """Return each value with its dimensions; a value in words is the comment."""
    return [(each.text or "".join(each.comment.values()), each.parts) for each in stated]


@pytest.mark.parametrize("name", NAMES)
def test_outcomes_outputs_and_indicators_come_back_with_their_texts(name: str) -> None:
    report, activities = there_and_back(name)
    assert [each.title for each in activities] == [texts(report, o.statement(report.year)) for o in report.outcomes]
    for outcome, activity in zip(report.outcomes, activities, strict=True):
        assert activity.humanitarian == outcome.humanitarian
        assert activity.description == texts(report, outcome.description or outcome.statement(report.year))
        assert [tag.code for tag in activity.tags if tag.vocabulary != "99"] == list(outcome.sdgs)
        assert [marker.names for marker in activity.markers] == [texts(report, each.name) for each in outcome.markers]
        assert [(d.url, d.title) for d in activity.documents] == [
            (d.url, texts(report, d.title)) for d in outcome.documents
        ]
        outputs = [(each.statement(report.year), each.indicators) for each in outcome.outputs if each.indicators]
        parts = ([(outcome.statement(report.year), outcome.indicators)] if outcome.indicators else []) + outputs
        assert [each.title for each in activity.results] == [texts(report, title) for title, _ in parts]
        for (_, indicators), result in zip(parts, activity.results, strict=True):
            assert [i.title for i in result.indicators] == [texts(report, i.statement) for i in indicators]
            assert [i.measure for i in result.indicators] == [MEASURES[i.measure] for i in indicators]
            assert [i.ascending for i in result.indicators] == [i.direction != "decrease" for i in indicators]


@pytest.mark.parametrize("name", NAMES)
def test_every_baseline_target_and_result_comes_back(name: str) -> None:
    report, activities = there_and_back(name)
    read: Counter[Key] = Counter()
    for activity in activities:
        for indicator in (each for result in activity.results for each in result.indicators):
            code = next(each.code for each in indicator.references if each.vocabulary == "99")
            for baseline in indicator.baselines:
                read[code, "baseline", baseline.year, *said([baseline])[0]] += 1
            for period in indicator.periods:
                for kind, held in (("target", period.targets), ("actual", period.actuals)):
                    for value in said(held):
                        read[code, kind, period.start, period.end, *value] += 1
    assert read == _expected(report)


def _expected(report: Report) -> Counter[Key]:
    """Return what the tables say, but for what is named as unsaid."""
    found: Counter[Key] = Counter()
    indicators = {each.code: each for each in report.indicators}
    for code, goals in current_goals(report).items():
        for (kind, year, _), goal in goals.items():
            if not sayable(indicators[code], goal.value):
                continue
            if kind == "baseline":
                found[code, kind, year, words(goal.value.text), tuple(goal.current.parts.items())] += 1
            else:
                period: tuple[date, date] = period_of(goal.current, report.plans.values())
                found[code, "target", *period, words(goal.value.text), tuple(goal.current.parts.items())] += 1
    for result in newest_of_each(report):
        indicator = indicators[result.indicator]
        if result.value is not None and sayable(indicator, result.value):
            typed = words(result.value.text)
            if MEASURES[indicator.measure] == "5":
                said = Tongues(report.settings.languages).joined((LocalText(typed), result.caveat, result.comment))
                typed = words("".join(said.root.values()))
            found[
                result.indicator, "actual", result.period_start, result.period_end, typed, tuple(result.parts.items())
            ] += 1
    return found


@pytest.mark.parametrize("name", NAMES)
def test_caveats_and_comments_come_back_as_comments(name: str) -> None:
    report, activities = there_and_back(name)
    numeric = {each.code for each in report.indicators if MEASURES[each.measure] != "5"}
    stated = [
        words("\n".join(part for part in (*row.caveat.root.values(), *row.comment.root.values())))
        for row in newest_of_each(report)
        if row.indicator in numeric and row.number is not None and (row.caveat or row.comment)
    ]
    read = [
        comment
        for activity in activities
        for result in activity.results
        for indicator in result.indicators
        for period in indicator.periods
        for actual in period.actuals
        if indicator.measure != "5"
        for comment in actual.comment.values()
    ]
    assert Counter(read) == Counter(stated) and stated


def test_money_comes_back_by_year_and_stage_to_the_cent() -> None:
    report, activities = there_and_back("demo")
    held = resources(report)
    for outcome, activity in zip(report.outcomes, activities, strict=True):
        read: Counter[Key] = Counter()
        for amount in (*activity.budgets, *activity.transactions):
            if amount.kind == "transaction" and amount.type == "11":
                continue
            assert amount.day and amount.value is not None and amount.currency == "USD"
            stage = {"1": "planned", "2": "revised"} if amount.kind == "budget" else {}
            names = stage or {"1": "received", "2": "committed", "4": "expended"}
            read[names[amount.type], amount.day.year] += amount.value  # type: ignore[assignment]
        stages = ("planned", "revised", "received", "committed", "expended")
        expected = {
            (stage, year): amount.value
            for (code, year), each in held.items()
            for stage in stages
            if code == outcome.code and (amount := each.amount(stage)) is not None
        }
        assert dict(read) == expected and expected


def test_each_payment_comes_back_with_who_paid_it() -> None:
    report, activities = there_and_back("demo")
    names = {each.id: texts(report, each.name) or {"en": "Other partners"} for each in report.partners}
    codes = [each.code for each in report.outcomes]
    stated = Counter(
        (row.outcome, names[row.partner]["en"], row.year, row.converted())
        for row in report.contributions
        if row.outcome
    )
    read: Counter[Key] = Counter(
        (code, amount.provider.names["en"], amount.day.year if amount.day else 0, amount.value or Decimal(0))
        for code, activity in zip(codes, activities, strict=True)
        for amount in activity.transactions
        if amount.type == "1" and amount.provider
    )
    assert read == stated and stated


def test_as_of_days_come_back_as_value_dates() -> None:
    report, activities = there_and_back("demo")
    days = {line.as_of for line in report.finance if line.stage == "expended"}
    assert {a.value_day for activity in activities for a in activity.transactions if a.type == "4"} <= days


def test_texts_come_back_in_all_languages_of_the_report() -> None:
    plan = MINIMAL["outcomes.yaml"].replace("{en: Laws are reviewed}", "{en: Laws are reviewed, ar: تُراجع القوانين}")
    plan = plan.replace("{en: laws}", "{en: laws, ar: قوانين}")
    rows = "indicator,period_start,period_end,value,comment:en,comment:ar\n"
    public = project(
        a_report(
            office=MINIMAL["office.yaml"].replace("{en: Norlund}", "{en: Norway}"),
            report=MINIMAL["report.yaml"].replace("languages: [en]", "languages: [ar, en]"),
            outcomes=plan,
            results=f"{rows}D_1.1.A,2024-01-01,2024-12-31,4,One is late.,تأخّر واحد\n",
        ),
        "public",
    )
    [activity] = back(public)[1]
    [result] = activity.results
    assert activity.language == "ar" and result.title == {"ar": "تُراجع القوانين", "en": "Laws are reviewed"}
    assert set(result.indicators[0].description) == {"ar", "en"}
    actual = next(each for period in result.indicators[0].periods for each in period.actuals)
    assert actual.comment == {"ar": "تأخّر واحد", "en": "One is late."} and actual.number == 4
