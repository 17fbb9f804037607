"""Numbers in sentences become findings where the data say otherwise, or could print them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reportgen.checks.check import Check, listed
from reportgen.checks.prose.catalogue import Local, nearest_reference, printed, reference, same, scaled
from reportgen.checks.prose.passages import Passage, Prose
from reportgen.checks.prose.quantities import Quantity, quantities, years
from reportgen.checks.prose.topics import Topic, Topics
from reportgen.facts import Fact
from reportgen.findings import Card, Finding
from reportgen.model import Indicator, Report

CONTRADICTS = Card(
    "NAR160",
    "figure-contradicts-data",
    "warning",
    why="The sentence and the table a page further give two numbers for one thing; a reader who finds that believes neither.",
    example="“19 per cent of seats are held by women”, where results.csv says 19.8 for 2024 and 18.1 before",
    mend="Write the reference that the finding names in the place of the number, so that both come from the data. If the "
    "number is about something else, say what in the sentence, or ignore the finding with a reason.",
    languages=("en",),
)
NOT_BOUND = Card(
    "NAR161",
    "figure-not-bound",
    "info",
    why="A number that was copied from the data stays behind when they change.",
    example="“312 women completed the course”, where the data hold 312",
    mend="Write the reference in its place; `reportgen check FOLDER --fix` does it.",
    languages=("en",),
)
NO_SOURCE = Card(
    "NAR162",
    "figure-without-source",
    "info",
    why="No line of the data holds this number, so nobody can trace it.",
    example="“reached 4,200 readers”, and nothing in the data is 4,200",
    mend="Add it to office.yaml as a fact with its source and refer to it, or name the source in a footnote.",
    languages=("en",),
)
_DURATION = re.compile(r"(?:hours?|days?|weeks?|months?|years?|minutes?|year-olds?|o’clock|a\.m|p\.m)\b")
_PLACE = re.compile(
    r"\b[Ii]n (?:neighbouring|other|some|several|few|certain) \w+|\b(?:elsewhere|abroad|worldwide|globally)\b"
    r"|\b[Ii]n (?:the )?(?:provinces?|districts?|regions?|towns?|cit(?:y|ies)|villages?|islands?|valleys?|north|south|east"
    r"|west)(?: of)? [A-Z]"
    r"|^In (?!January|February|March|April|May|June|July|August|September|October|November|December)[A-Z]\w+(?: [A-Z]\w+)?, "
)
"""What makes a sentence one about a part of the country, of which the data hold no value."""
_COMPARES = re.compile(
    r"\b(?:from|earlier|before|previous|last year|against|compared|than|since|up|down|rose|fell|baseline|target|milestone"
    r"|planned)\b",
    re.IGNORECASE,
)
_TOLD = ("story", "brief-story", "foreword")
"""Kinds of texts in which somebody tells; the data need not hold how many votes she won by."""
_LONG = 3_000
"""Letters above which a sentence is a list or noise, of which nobody can tell what its numbers are about."""
_SMALL, _SURE = 10, 0.75
"""A number in words below ten is seldom a figure of the data; its sentence must hold this share of an indicator's words."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that an author typed, with what its sentence speaks of."""

    passage: Passage
    sentence: tuple[int, int]
    quantity: Quantity
    near: tuple[tuple[Topic, float], ...]
    mentioned: tuple[str, ...]
    local: Local

    @property
    def words(self) -> str:
        """The sentence."""
        return self.passage.text[self.sentence[0] : self.sentence[1]]


def _figures(report: Report) -> Iterator[Figure]:
    """Yield every number of the texts that is typed and not printed from the data; found once for all rules."""
    held = report.memo.get("checks.prose.figures")
    if not isinstance(held, tuple):
        held = report.memo["checks.prose.figures"] = tuple(_find(report))
    yield from held  # pyright: ignore[reportUnknownVariableType]


def _find(report: Report) -> Iterator[Figure]:
    topics = Topics.of(report)
    locals_: dict[str, Local] = {}
    for passage in Prose.of(report).passages(CONTRADICTS):
        typed = [
            q for q in quantities(passage) if not q.bound and q.kind != "points" and not passage.in_quotation(q.start)
        ]
        if not typed:
            continue
        outcome = passage.narrative.outcome or ""
        local = locals_.setdefault(outcome, Local(report, outcome))
        near: dict[tuple[int, int], tuple[tuple[tuple[Topic, float], ...], tuple[str, ...]]] = {}
        for quantity in typed:
            sentence = passage.sentence_of(quantity.start)
            if sentence[1] - sentence[0] > _LONG:
                continue
            if sentence not in near:
                near[sentence] = topics.of_sentence(passage.text[slice(*sentence)], outcome or None)
            yield Figure(passage, sentence, quantity, *near[sentence], local)


_WHOLE = re.compile(r"(?<!number )(?<!total )\b(?:out of|of)(?: the| all| its| our| these| every)? $")
"""What stands before the whole in “seven of the nine provinces”; the part is the result."""


def _fits(quantity: Quantity, indicator: Indicator) -> bool:
    """Say whether a number may be a value of an indicator: a percentage of a percentage, an amount of an amount."""
    return {"percent": "percent", "money": "money"}.get(indicator.measure, "number") == quantity.kind


def _counted(figure: Figure, indicator: Indicator) -> bool:
    """Say whether what stands behind the number is what the indicator counts."""
    quantity = figure.quantity
    if quantity.kind != "number":
        return True
    unit = indicator.unit.to("en").casefold().rstrip("s")
    words = quantity.noun.split()
    statement = re.sub(r"^(?:number|amount) of ", "", indicator.statement.to("en").casefold())
    head = next(iter(statement.split()), "").rstrip("s")
    return any(word.rstrip("s") in (unit, head) or (word == "women" and unit == "people") for word in words)


def _about(figure: Figure) -> Iterator[Topic]:
    """Yield the indicators that the number itself seems to be a value of, the nearest only."""
    if figure.quantity.kind == "number" and _WHOLE.search(figure.passage.text[: figure.quantity.start][-16:]):
        return
    fitting = [
        (topic, share)
        for topic, share in figure.near
        if _fits(figure.quantity, topic.indicator) and _counted(figure, topic.indicator)
    ]
    sure = _SURE if figure.quantity.in_words and figure.quantity.value < _SMALL else 0
    for topic, share in fitting:
        if share >= max(fitting[0][1], sure):
            yield topic


def _year(figure: Figure) -> int | None:
    """Return the one year that the sentence names, else that of the narrative; None where it names several."""
    named = {year for _, year in years(figure.words)}
    return next(iter(named)) if len(named) == 1 else None if named else figure.passage.narrative.year


def figure_contradicts_data(report: Report) -> Iterator[Finding]:
    """A number beside the words of an indicator, or of an amount, is one that the data hold."""
    for figure in _figures(report):
        quantity, passage = figure.quantity, figure.passage
        facts = [fact for topic in _about(figure) for fact in figure.local.of_indicator(topic.indicator.code)]
        facts = facts or figure.local.money_of(figure.words, figure.sentence[0], quantity)
        if not facts and quantity.kind == "percent":
            facts = figure.local.off_by_a_power(quantity, [topic.indicator for topic, _ in figure.near])
        if not facts:
            continue
        right = None if _PLACE.search(figure.words) else _right(figure, facts)
        if right is None:
            continue
        where = f" ({listed(map(str, right.places), 1)})" if right.places else ""
        message = f"“{quantity.text}” stands in the sentence; {right.path} is {printed(right, quantity)}{where}."
        if scaled(right, quantity):
            message += f" The two differ by a factor of {scaled(right, quantity)}."
        expected = nearest_reference(right, quantity)
        yield passage.find(CONTRADICTS, quantity.start, quantity.end, message, expected=expected)


def _right(figure: Figure, facts: Iterable[Fact]) -> Fact | None:
    """Return the fact that the number should be; None where it is one of them, or of the same outcome's others."""
    quantity, year = figure.quantity, _year(figure)
    facts = list(facts)
    if quantity.kind == "money" or facts[0].path.endswith(".delivery_rate"):
        facts = [fact for fact in facts if year is None or f".{year}" in fact.path] or facts  # money of its own year
    of_year = [fact for fact in facts if year is not None and str(year) in fact.path]
    if year is not None and not of_year and year != figure.passage.narrative.year:
        return None  # a year of which the data say nothing
    hits = [fact for fact in facts if same(fact, quantity)]
    if hits:
        # The value of another year, where the sentence names this one: a sentence that was not brought up to date.
        stale = _dated(figure.words) and all(re.search(r"\.(?:19|20)\d\d\.result$", fact.path) for fact in hits)
        current = [fact for fact in of_year if fact.path.endswith(".result")]
        return (
            current[0]
            if stale and current and not any(fact in of_year for fact in hits) and not quantity.approximate
            else None
        )
    about = {topic.indicator.code for topic in _about(figure)}
    others = [code for code in figure.mentioned if code not in about]
    if (quantity.in_words and quantity.value < 2) or figure.local.explains(quantity, figure.words, year, others):
        return None
    results = [fact for fact in of_year if fact.path.endswith((".result", ".total"))] or of_year or facts
    return results[0]


def _dated(sentence: str) -> bool:
    """Say whether a sentence says of one year only what happened in it, and compares it with no other."""
    named = {each for _, each in years(sentence)}
    return (
        len(named) == 1
        and re.search(rf"\b[Ii]n {next(iter(named))}\b", sentence) is not None
        and not _COMPARES.search(sentence)
    )


def figure_not_bound(report: Report) -> Iterator[Finding]:
    """A number that the data hold is printed from the data."""
    for figure in _figures(report):
        quantity, passage = figure.quantity, figure.passage
        if quantity.approximate in ("over", "under", "about") or passage.kind not in ("paragraph", "cell", "note"):
            continue
        facts = [fact for topic in _about(figure) for fact in figure.local.of_indicator(topic.indicator.code)]
        hits = [
            fact
            for fact in facts or figure.local.money_of(figure.words, figure.sentence[0], quantity)
            if same(fact, quantity)
        ]
        hits = hits or figure.local.elsewhere(quantity, figure.words)
        fact = _only(figure, hits)
        if fact is None:
            continue
        text = reference(fact, quantity)
        message = f"“{quantity.text}” is {fact.path}, typed as a number."
        yield passage.find(
            NOT_BOUND, quantity.start, quantity.end, message, expected=text or fact.path, new=text or None
        )


def _only(figure: Figure, hits: list[Fact]) -> Fact | None:
    """Return the one fact that is meant; of several years' the sentence's own."""
    year = _year(figure)
    own = [fact for fact in hits if year is not None and f".{year}." in fact.path]
    own = own or [fact for fact in hits if not re.search(r"\.(?:19|20)\d\d\b", fact.path)]
    if own and not all(f".{year}." in fact.path for fact in own) and len(own) != len(hits):
        return None
    plain = [fact for fact in own if fact.path.endswith((".result", ".received", ".expended"))] or own
    ours = [
        fact for fact in plain if figure.local.outcome and fact.path.startswith(f'outcomes["{figure.local.outcome}"]')
    ]
    paths = {fact.path: fact for fact in ours or plain}
    return next(iter(paths.values())) if len(paths) == 1 else None


def figure_without_source(report: Report) -> Iterator[Finding]:
    """A number in a text is one that the data hold."""
    for figure in _figures(report):
        quantity = figure.quantity
        if figure.passage.narrative.kind in _TOLD:
            continue
        if (
            quantity.in_words
            or (quantity.kind == "number" and quantity.value < _SMALL)
            or figure.passage.kind not in ("paragraph", "cell")
        ):
            continue
        if _DURATION.match(quantity.noun) or figure.local.holds(quantity) or any(True for _ in _about(figure)):
            continue
        message = f"“{quantity.text}” stands in no line of the data."
        yield figure.passage.find(NO_SOURCE, quantity.start, quantity.end, message)


CHECKS: tuple[Check, ...] = (
    Check(CONTRADICTS, figure_contradicts_data),
    Check(NOT_BOUND, figure_not_bound),
    Check(NO_SOURCE, figure_without_source),
)
