"""A sentence becomes the indicators that it speaks of, told by the words of their statements."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from reportgen.model import Indicator, Report

_COMMON = frozenset(
    (
        "a an the and or of in on at to by for from with without that which who whose whom this these those their its "
        "our is are was were be been has have had will as than not no all any each every other such per cent percent "
        "number percentage share proportion amount level rate total extent existence least under into during through "
        "within between over more new year years two three one also it they them there can may who women people "
    ).split()
)
_WORD = re.compile(r"[A-Za-z][A-Za-z’'-]*[A-Za-z]")
_ENOUGH = 0.6
"""Share of an indicator's own words that a sentence must hold to be about it."""
_SOME = 0.34
_MANY = 400
"""Of more indicators than these, a text that belongs to no outcome is not asked which it means."""


def stems(text: str) -> frozenset[str]:
    """Return the beginnings of the words that carry meaning: ``councillors`` and ``council`` share one."""
    return frozenset(_stem(word) for match in _WORD.finditer(text) if (word := match[0].casefold()) not in _COMMON)


def _stem(word: str) -> str:
    word = re.sub(r"[’']s?$", "", word)
    for ending in ("ies", "es", "s", "ing", "ed"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            word = word[: -len(ending)] + ("y" if ending == "ies" else "")
            break
    return word[:6] if len(word) > 6 else word


@dataclass(frozen=True, slots=True)
class Topic:
    """One indicator and the stems of its statement."""

    indicator: Indicator
    stems: frozenset[str]


@dataclass(slots=True)
class Topics:
    """The indicators of a report by outcome, with what finds them by a word."""

    by_outcome: dict[str, tuple[Topic, ...]]
    _index: dict[str, dict[str, list[Topic]]] = field(default_factory=dict[str, dict[str, list[Topic]]])

    @classmethod
    def of(cls, report: Report) -> Topics:
        """Return the topics of `report`, made once for each report object."""
        held = report.memo.get("checks.prose.topics")
        if isinstance(held, tuple) and held[0] is report:  # pyright: ignore[reportUnknownMemberType]
            return held[1]  # type: ignore[no-any-return]
        made = cls({outcome.code: tuple(_topics(outcome.all_indicators)) for outcome in report.outcomes})
        report.memo["checks.prose.topics"] = (report, made)
        return made

    def _by_stem(self, outcome: str) -> dict[str, list[Topic]]:
        if outcome not in self._index:
            topics = self.by_outcome.get(outcome, ())
            if not outcome and sum(map(len, self.by_outcome.values())) <= _MANY:
                topics = tuple(topic for group in self.by_outcome.values() for topic in group)
            index: dict[str, list[Topic]] = defaultdict(list)
            for topic in topics:
                for stem in topic.stems:
                    index[stem].append(topic)
            self._index[outcome] = dict(index)
        return self._index[outcome]

    def of_sentence(
        self, sentence: str, outcome: str | None
    ) -> tuple[tuple[tuple[Topic, float], ...], tuple[str, ...]]:
        """Return the indicators that a sentence speaks of, with the share of their words that it holds, the nearest first.

        And the codes of those that it may touch, of whose words it holds a few. `outcome` is that of the narrative;
        without one all indicators are asked.
        """
        index = self._by_stem(outcome or "")
        if not index:
            return (), ()
        hits: dict[str, int] = defaultdict(int)
        topics: dict[str, Topic] = {}
        for stem in stems(sentence):
            for topic in index.get(stem, ()):
                hits[topic.indicator.code] += 1
                topics[topic.indicator.code] = topic
        scored = [(topics[code], count / len(topics[code].stems), count) for code, count in hits.items()]
        near = [(topic, share) for topic, share, count in scored if count >= 2 and share >= _ENOUGH]
        return tuple(sorted(near, key=lambda pair: (-pair[1], pair[0].indicator.code))), tuple(
            topic.indicator.code for topic, share, count in scored if count >= 2 or share >= _SOME
        )


def _topics(indicators: Iterable[Indicator]) -> Iterator[Topic]:
    for indicator in indicators:
        found = stems(indicator.statement.to("en"))
        if len(found) >= 2:
            yield Topic(indicator, found)
