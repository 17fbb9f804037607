"""The texts of a document become the acronyms that it defines and uses, in the order in which a reader meets them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from reportgen.checks.prose.passages import Passage, Prose
from reportgen.language.acronyms import Definition, definitions, key_of, uses
from reportgen.model import Narrative, Report

SECTIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("foreword", ("foreword",)),
    ("summary", ("summary",)),
    ("context", ("context",)),
    ("outcomes", ("progress-note", "story")),
    ("joint-work", ("joint-work",)),
    ("finance", ("finance",)),
    ("partners", ("partners",)),
    ("lessons-risks", ("lesson", "risk")),
    ("next-year", ("next-year",)),
    ("annex-notes", ()),
    ("annex-method", ("method",)),
)
"""Sections in the order of the report kinds that ship, and the kinds of texts that each prints; notes about earlier years
stand in the annex."""
PACK = frozenset({"brief", "brief-story", "setback", "next-step", "visibility"})
"""Kinds of texts that only donors' packs print: other documents, with other readers."""
_MOST = 20
"""How many mentions of one acronym in one passage are kept; more would tell nothing."""
ROMAN = re.compile(r"(?=[IVXL])(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3})")


@dataclass(frozen=True, slots=True)
class Mention:
    """An acronym in a passage: what is typed, where, and the definition that it is part of, if any.

    Attributes:
        passage: Where it stands.
        text: As typed.
        start, end: Its span.
        definition: The definition that it belongs to.
    """

    passage: Passage
    text: str
    start: int
    end: int
    definition: Definition | None = None

    @property
    def in_text(self) -> bool:
        """Whether it stands in running text or a table, not above it."""
        return self.passage.kind not in ("title", "heading", "by")


@dataclass
class Document:
    """What one reader holds: the report in one language, or what donors' packs print in that language.

    Attributes:
        language: Its language.
        is_pack: Whether its texts are those of donors' packs, each of which is read by itself.
        mentions: Key of an acronym -> its mentions, in the order of print.
    """

    language: str
    is_pack: bool
    mentions: dict[str, list[Mention]] = field(default_factory=dict[str, list[Mention]])

    @cached_property
    def defined(self) -> Mapping[str, list[Mention]]:
        """Key of an acronym -> its definitions, in the order of print."""
        held = {key: [each for each in found if each.definition] for key, found in self.mentions.items()}
        return {key: found for key, found in held.items() if found}


def documents(report: Report) -> tuple[Document, ...]:
    """Return the documents of a report with their acronyms, made once for each report object."""
    held = report.memo.get("checks.prose.acronyms")
    if isinstance(held, _Held) and held.report is report:
        return held.documents
    made = tuple(_documents(report))
    report.memo["checks.prose.acronyms"] = _Held(report, made)
    return made


@dataclass(frozen=True, slots=True)
class _Held:
    report: Report
    documents: tuple[Document, ...]


def _documents(report: Report) -> Iterator[Document]:
    for language, passages in Prose.of(report).by_language.items():
        for is_pack in (False, True):
            document = Document(language, is_pack)
            found: dict[str, list[Mention]] = defaultdict(list)
            for passage in _printed(report, passages, is_pack):
                for mention in _mentions(passage):
                    found[key_of(mention.text)].append(mention)
            document.mentions.update(found)
            yield document


def _printed(report: Report, passages: Iterable[Passage], is_pack: bool) -> list[Passage]:
    """Return the passages of a document in the order of print."""
    chosen = [each for each in passages if (each.narrative.kind in PACK) == is_pack and each.kind != "by"]
    order = _order(report)
    orders = {id(each.narrative): order(each.narrative) for each in chosen}
    return sorted(chosen, key=lambda each: orders[id(each.narrative)])


def _order(report: Report) -> Callable[[Narrative], tuple[int, ...]]:
    """Return what sorts narratives as the report prints them."""
    sections = report.settings.sections.order or [name for name, _ in SECTIONS]
    homes = {kind: (name, kinds.index(kind)) for name, kinds in SECTIONS for kind in kinds}
    outcomes = {outcome.code: number for number, outcome in enumerate(report.outcomes)}
    year = report.settings.year

    def order(narrative: Narrative) -> tuple[int, ...]:
        section, within = homes.get(narrative.kind, ("", 0))
        outcome = outcomes.get(narrative.outcome or "", len(outcomes))
        places = (outcome, within) if section == "outcomes" else (within, outcome)
        if narrative.kind == "progress-note" and narrative.year not in (None, year):
            section, places = "annex-notes", (-(narrative.year or 0), outcome)
        return (sections.index(section) if section in sections else len(sections), *places)

    return order


def _mentions(passage: Passage) -> Iterator[Mention]:
    text = passage.text
    said = {each.start: each for each in definitions(text)} if "(" in text or "（" in text else {}
    count: dict[str, int] = defaultdict(int)
    for use in uses(text):
        count[use.text] += 1
        if (count[use.text] <= _MOST or use.start in said) and not passage.is_bound(use.start, use.end):
            yield Mention(passage, use.text, use.start, use.end, said.pop(use.start, None))
    for each in said.values():  # such as M&E, which no use of capitals alone tells
        yield Mention(passage, each.acronym, each.start, each.end, each)
