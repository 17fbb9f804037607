"""An activity's results become an outcome's outputs and indicators, with rows of targets and results.

The rule: a result stands under the outcome, as what its type says. Only one that is no output and says what its activity
says is the outcome itself (`iati.kinds`). An indicator that is repeated within a result for other periods is one indicator.
Nothing is added up, and nothing is guessed.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from reportgen.checks.sdg import is_indicator
from reportgen.iati import in_rules as rules
from reportgen.iati.account import RESULTS, STANDS
from reportgen.iati.context import PLAN, Context
from reportgen.iati.emit import Flow, by_language, quoted
from reportgen.iati.in_codes import letters
from reportgen.iati.kinds import KINDS, OUTPUT, beginning, code_of, is_the_outcome, kind_of
from reportgen.iati.records import Activity, Indicator, Result, Spot
from reportgen.iati.rows import Rows
from reportgen.iati.values import Texts

SDG_INDICATORS = "9"
JOINED = "joined with one of the same title"
AT_OUTCOME = "that say what their activity says; their indicators stand at the outcome"


@dataclass
class Group:
    """Indicators that are one."""

    indicators: list[Indicator]
    periods: set[object] = field(default_factory=set[object])
    baselines: dict[object, str] = field(default_factory=dict[object, str])

    def takes(self, other: Indicator) -> bool:
        """Say whether another one goes on with this: for other periods, and from the same baselines."""
        mine = _days(other)
        clash = any(self.baselines.get(key, text) != text for key, text in _baselines(other).items())
        return bool(mine) and not mine & self.periods and not clash

    def add(self, indicator: Indicator) -> None:
        """Add one."""
        self.indicators.append(indicator)
        self.periods |= _days(indicator)
        self.baselines |= _baselines(indicator)


def _days(indicator: Indicator) -> set[object]:
    return {(period.start, period.end) for period in indicator.periods}


def _baselines(indicator: Indicator) -> dict[object, str]:
    return {(each.year, each.parts): each.text for each in indicator.baselines}


class Placed:
    """The results of one activity, placed: lines of outcomes.yaml, and what has no place there.

    Attributes:
        indicators: Lines of the outcome's own indicators.
        outputs: Lines of its outputs.
        extra: Results with what else they say.
    """

    def __init__(self, context: Context, activity: Activity, code: str, since: int) -> None:
        self.context, self.activity, self.code, self.since = context, activity, code, since
        self.language = context.language or activity.language
        self.indicators: list[str] = []
        self.outputs: list[str] = []
        self.extra: list[dict[str, Any]] = []
        self._facts = context.of_file(activity.file)
        self._own = 0
        self._place()

    def _place(self) -> None:
        joined: dict[object, list[Result]] = {}
        for number, result in enumerate(self.activity.results):
            for counted in ("results", RESULTS[kind_of(result)]):
                self.context.account.came[counted] += 1
            self.context.account.came["indicators"] += len(result.indicators)
            own = beginning(result.indicators)  # outputs of the same words, which this program exported, stay apart
            key = (_frozen(result.title), _frozen(result.description), result.type, result.references,
                   own if own.startswith(f"{self.code}.") else "")  # fmt: skip
            joined.setdefault(key if result.title else number, []).append(result)
        numbers: Counter[str] = Counter()
        for results in joined.values():
            kind = kind_of(results[0])
            own = is_the_outcome(self.activity, results[0])
            numbers[kind] += not own
            self._result(results, 0 if own else numbers[kind])

    def _result(self, results: list[Result], number: int) -> None:
        """Place results of one title; `number` is 0 for those that are the outcome itself."""
        first, kind = results[0], kind_of(results[0])
        for again in results[1:]:
            self._count(kind, JOINED)
            self._facts.joined_results += 1
            self._facts.first_joined = self._facts.first_joined or again.spot
        self._count(kind, STANDS if number else AT_OUTCOME)
        extra: dict[str, Any] = {"line": first.spot.line}
        groups = self._groups(results)
        if number:
            self._entry(first, groups, number, extra)
        else:
            extra |= {"type": first.type, "title": first.title, "description": first.description}
            for group in groups:
                self._indicator(group, self.code, self._own, "      ", self.indicators, extra)
                self._own += 1
        rests = [Flow(result.rest) for result in results if result.rest]
        if rests:
            extra["more"] = rests
        if len(extra) > 2 or not number:
            self.extra.append(extra)

    def _entry(self, result: Result, groups: list[Group], number: int, extra: dict[str, Any]) -> None:
        """Put a result under the outcome, with its indicators."""
        kind = kind_of(result)
        every = [indicator for group in groups for indicator in group.indicators]
        code = code_of(self.context.codes, self.code, result, every, number)
        extra |= {"output": code}
        if result.type not in KINDS:
            extra |= {"type": result.type or "none"}
        statement = statement_of(result.title, result.description, code)
        if statement is result.title:
            extra |= {"description": result.description}
        self.context.heard(statement)
        self.outputs += [
            f"      - code: {quoted(code)}",
            *([f"        type: {kind}"] if kind != OUTPUT else []),
            f"        statements: [{{plan: {PLAN}, from: {self.since}, text: {by_language(statement)}}}]",
        ]
        if groups:
            self.outputs.append("        indicators:")
        for index, group in enumerate(groups):
            self._indicator(group, code, index, "          ", self.outputs, extra)

    def _count(self, kind: str, fate: str) -> None:
        """Say what became of a result, among all and among those of its kind."""
        for counted in ("results", RESULTS[kind]):
            self.context.account.put(counted, fate)

    def _groups(self, results: list[Result]) -> list[Group]:
        """Return the indicators, those that go on with one another together."""
        groups: list[Group] = []
        by_key: dict[object, list[Group]] = {}
        for result in results:
            for indicator in result.indicators:
                key = (_frozen(indicator.title), _frozen(indicator.description), indicator.references,
                       indicator.measure, indicator.ascending)  # fmt: skip
                same = by_key.setdefault(key, [])
                group = next((each for each in same if each.takes(indicator)), None) if indicator.title else None
                if group is None:
                    group = Group([])
                    groups.append(group)
                    same.append(group)
                    self.context.account.put("indicators", STANDS)
                else:
                    self.context.account.put("indicators", "joined with one of the same title for other periods")
                    self._facts.joined_indicators += 1
                    self._facts.first_joined = self._facts.first_joined or indicator.spot
                group.add(indicator)
        return groups

    def _indicator(
        self, group: Group, owner: str, index: int, pad: str, lines: list[str], result: dict[str, Any]
    ) -> None:
        first = group.indicators[0]
        code = self.context.codes.inner(self.code, owner, letters(index), first.references)
        rows = Rows(self.context, self.activity, code, group.indicators, self.language)
        statement = statement_of(first.title, first.description, code)
        self.context.heard(statement)
        self._directions(first)
        lines += [
            f"{pad}- code: {quoted(code)}",
            f"{pad}  statement: {by_language(statement)}",
            f"{pad}  measure: {rows.measure}",
        ]
        if not first.ascending:
            lines.append(f"{pad}  direction: decrease")
        sdg = next((r.code for r in first.references if r.vocabulary == SDG_INDICATORS and is_indicator(r.code)), "")
        if sdg:
            lines.append(f"{pad}  sdg_indicator: {quoted(sdg)}")
        if rows.dimensions:
            declared = ", ".join(f"{quoted(name)}: overlapping" for name in rows.dimensions)
            lines.append(f"{pad}  disaggregation: {{{declared}}}")
        extra: dict[str, Any] = {"indicator": code, "line": first.spot.line}
        if statement is first.title:
            extra |= {"description": first.description}
        if first.measure not in ("1", "2", "5"):
            extra |= {"measure": first.measure}
        rests = [Flow(indicator.rest) for indicator in group.indicators if indicator.rest]
        extra |= {"more": rests[:1] if all(rest == rests[0] for rest in rests) else rests} | rows.extra
        if any(value for key, value in extra.items() if key not in ("indicator", "line")):
            result.setdefault("indicators", []).append(extra)

    def _directions(self, indicator: Indicator) -> None:
        publisher = self.activity.publisher.ref if self.activity.publisher else ""
        if indicator.ascending:
            self._facts.rising.add(publisher)
        else:
            self._facts.falling.setdefault(publisher, []).append(indicator.spot)


def statement_of(title: Texts, description: Texts, code: str) -> Texts:
    """Return the title; one that only numbers (“1400-A”, “Indicator 4.2”) with the description that says what it is."""
    if not title:
        return description or {"": code}
    if not description or not all(_is_number(text) for text in title.values()):
        return title
    every = dict.fromkeys((*title, *description))
    return {key: f"{title[key]}: {description[key]}" if key in title and key in description
            else title.get(key) or description[key] for key in every}  # fmt: skip


def _is_number(text: str) -> bool:
    words = text.split()
    return len(words) == 1 or (len(words) == 2 and any(map(str.isdigit, words[1])))


def _frozen(texts: Texts) -> tuple[tuple[str, str], ...]:
    return tuple(texts.items())


def tell_of_files(context: Context) -> None:
    """Add the findings that are told once for a file."""
    for name, facts in context.files.items():
        if facts.measured:
            message = (
                f"IATI does not say how the periods of an indicator go together, so none of the {facts.measured:,} "
                "indicators of this file that have numbers gets a total or a status."
            )
            context.find(rules.ACCUMULATION, name, Spot(0, ""), message)
        if facts.first_joined:
            what = [f"{facts.joined_indicators:,} indicators"] * bool(facts.joined_indicators)
            what += [f"{facts.joined_results:,} results"] * bool(facts.joined_results)
            message = f"{' and '.join(what)} that repeat another word for word were joined with it; this is the first."
            context.find(rules.JOINED, name, facts.first_joined, message)
        for publisher, spots in facts.falling.items():
            if publisher not in facts.rising and len(spots) > 2:
                message = (
                    f'All {len(spots):,} indicators of {publisher or "a publisher"} say ascending="0": fewer is better.'
                )
                context.find(rules.ALL_DESCEND, name, spots[0], message, more="/@ascending", found="0")
