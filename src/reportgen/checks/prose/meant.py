"""A number that an author typed, and the facts near it, become the one fact that it is meant to be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reportgen.checks.prose.catalogue import Local, same
from reportgen.checks.prose.passages import Passage
from reportgen.checks.prose.quantities import Quantity, years
from reportgen.checks.prose.topics import Topic
from reportgen.facts import Fact
from reportgen.model import Indicator

_WHOLE = re.compile(r"(?<!number )(?<!total )\b(?:out of|of)(?: the| all| its| our| these| every)? $")
"""What stands before the whole in “seven of the nine provinces”; the part is the result."""
_CHANGE = re.compile(
    r"(?:\b(?:rose|risen|grew|grown|fell|fallen|increas\w+|decreas\w+|reduc\w+|dropped|declined|improved|narrowed|widened|up|down)"
    r"(?: by)?|\b(?:increase|rise|growth|decrease|fall|drop) of|\+) ?$",
    re.IGNORECASE,
)
"""What makes a number a change, of which the data hold no value."""
_PLANNED = re.compile(
    r"\b(?:target|milestone|plan(?:ned|s)?|expected|should|was to|were to|are to|is to|would)\b[^.;:]{0,40}$",
    re.IGNORECASE,
)
_SET = re.compile(r"\b(?:milestones?|targets?) (?:of|was|were|is) $|\bplanned that $", re.IGNORECASE)
"""What leaves no doubt that the number behind it was planned."""
_AGAINST_PLAN = re.compile(r"[ \u00a0](?:\w+ )?(?:planned|expected|aimed at|in the plan)\b", re.IGNORECASE)
_COMPARES = re.compile(
    r"\b(?:from|earlier|before|previous|last year|against|compared|than|since|up|down|rose|fell|baseline|target|milestone"
    r"|planned)\b",
    re.IGNORECASE,
)
SMALL, _SURE = 10, 0.75
"""A number in words below ten is seldom a figure of the data; its sentence must hold this share of an indicator's words."""
_GOAL = re.compile(r"\.(?:milestone|target)(?:\[[^\]]*\])?(?:\.original)?$")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that an author typed, with what its sentence speaks of."""

    passage: Passage
    sentence: tuple[int, int]
    quantity: Quantity
    near: tuple[tuple[Topic, float], ...]
    mentioned: tuple[str, ...]
    others: tuple[Quantity, ...]
    local: Local

    @property
    def words(self) -> str:
        """The sentence."""
        return self.passage.text[self.sentence[0] : self.sentence[1]]


def _fits(quantity: Quantity, indicator: Indicator) -> bool:
    """Say whether a number may be a value of an indicator: a percentage of a percentage, an amount of an amount."""
    return {"percent": "percent", "money": "money"}.get(indicator.measure, "number") == quantity.kind


def _counted(figure: Figure, indicator: Indicator) -> bool:
    """Say whether what stands behind the number is what the indicator counts."""
    quantity = figure.quantity
    if quantity.kind != "number":
        return True
    unit = indicator.unit.to("en").casefold().rstrip("s")
    words = re.split(r"\b(?:to|of|for|in|from|at|with|on|by|who|that|which)\b", quantity.noun)[0].split()
    statement = re.sub(r"^(?:number|amount) of ", "", indicator.statement.to("en").casefold())
    head = next(iter(statement.split()), "").rstrip("s")
    counted = any(word.rstrip("s") in (unit, head) or (word == "women" and unit == "people") for word in words)
    before = figure.passage.text[figure.sentence[0] : quantity.start].casefold()
    return counted or any(name and f"number of {name}" in before for name in (unit, head))


def about(figure: Figure) -> Iterator[Topic]:
    """Yield the indicators that the number itself seems to be a value of, the nearest only."""
    before = figure.passage.text[max(0, figure.quantity.start - 40) : figure.quantity.start]
    if (figure.quantity.kind == "number" and _WHOLE.search(before)) or _CHANGE.search(before):
        return
    fitting = [
        (topic, share)
        for topic, share in figure.near
        if _fits(figure.quantity, topic.indicator) and _counted(figure, topic.indicator)
    ]
    sure = _SURE if figure.quantity.in_words and figure.quantity.value < SMALL else 0
    for topic, share in fitting:
        if share >= max(fitting[0][1], sure):
            yield topic


def is_planned(figure: Figure) -> bool:
    """Say whether the number is told as what was aimed at, not as what came of it."""
    text, quantity = figure.passage.text, figure.quantity
    before = text[max(figure.sentence[0], quantity.start - 60) : quantity.start]
    return _PLANNED.search(before) is not None or _AGAINST_PLAN.match(text, quantity.end) is not None


def year_of(figure: Figure) -> int | None:
    """Return the one year that the sentence names, else that of the narrative; None where it names several."""
    named = {year for _, year in years(figure.words)}
    return next(iter(named)) if len(named) == 1 else None if named else figure.passage.narrative.year


def right_fact(figure: Figure, facts: Iterable[Fact]) -> Fact | None:
    """Return the fact that the number should be; None where it is one of them, or of the same outcome's others."""
    quantity, year = figure.quantity, year_of(figure)
    facts = list(facts)
    if quantity.kind == "money" or facts[0].path.endswith(".delivery_rate"):
        facts = [fact for fact in facts if year is None or f".{year}" in fact.path] or facts  # money of its own year
    of_year = [fact for fact in facts if year is not None and str(year) in fact.path]
    if year is not None and not of_year and year != figure.passage.narrative.year:
        return None  # a year of which the data say nothing
    hits = [fact for fact in facts if same(fact, quantity)]
    if hits and _SET.search(figure.words[: quantity.start - figure.sentence[0]]):
        goals = [fact for fact in of_year or facts if re.search(r"\.(?:milestone|target)$", fact.path)]
        return goals[0] if goals and not any(_GOAL.search(fact.path) for fact in hits) and len(goals) == 1 else None
    if hits:
        # The value of another year, where the sentence names this one: a sentence that was not brought up to date.
        stale = _dated(figure.words) and all(re.search(r"\.(?:19|20)\d\d\.result$", fact.path) for fact in hits)
        current = [fact for fact in of_year if fact.path.endswith(".result")]
        return (
            current[0]
            if stale and current and not any(fact in of_year for fact in hits) and not quantity.approximate
            else None
        )
    named = {topic.indicator.code for topic in about(figure)}
    others = [code for code in figure.mentioned if code not in named]
    if (quantity.in_words and quantity.value < 2) or figure.local.explains(quantity, figure.words, year, others):
        return None
    own = of_year or [fact for fact in facts if f".{figure.passage.narrative.year}" in fact.path] or facts
    goals = [fact for fact in own if _GOAL.search(fact.path)] if is_planned(figure) else []
    meant = (goals or [fact for fact in own if fact.path.endswith((".result", ".total"))] or own)[0]
    # Where the right value stands in the sentence already, the other number is about something else.
    told = any(same(meant, other) for other in figure.others)
    return None if told else meant


def _dated(sentence: str) -> bool:
    """Say whether a sentence says of one year only what happened in it, and compares it with no other."""
    named = {each for _, each in years(sentence)}
    return (
        len(named) == 1
        and re.search(rf"\b[Ii]n {next(iter(named))}\b", sentence) is not None
        and not _COMPARES.search(sentence)
    )


def only_fact(figure: Figure, hits: list[Fact]) -> Fact | None:
    """Return the one fact that is meant; of several years' the sentence's own."""
    year = year_of(figure)
    if is_planned(figure):
        hits = [fact for fact in hits if _GOAL.search(fact.path)]
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
