"""``{{ path | format }}`` becomes a finding where nothing can be printed in its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from reportgen.checks.check import BUDGET, Check
from reportgen.checks.index import Index
from reportgen.checks.paths import Paths, is_year
from reportgen.errors import FactError
from reportgen.facts import Fact, Facts, parse_format, parse_path, print_fact
from reportgen.findings import Card, Finding, Place, Severity
from reportgen.language import Words
from reportgen.model import Disclosure, LocalText, Narrative, Report, Value
from reportgen.model.base import Record

UNKNOWN_FACT = Card(
    "NAR001",
    "unknown-figure",
    "error",
    why="The sentence would have a hole where its figure should stand.",
    example='{{ indicators["D_1.A"].2025.result }} in a report whose data end with 2024',
    mend="Write the path of a figure that the data hold; docs/reference/workspace.md lists the forms.",
)
MALFORMED = Card(
    "NAR002",
    "not-a-reference",
    "warning",
    why="What stands in double braces is no path to a figure, so it is printed as it was typed, braces and all.",
    example="{{7*7}}; as an error where a path was meant: {{ indicators[D_1.A].2024.result }}, without quotation marks",
    mend='Write a path, such as {{ indicators["D_1.A"].2024.result | number }}, or remove the braces.',
)
FORMAT = Card(
    "NAR003",
    "figure-format",
    "error",
    why="A date cannot be printed as money, nor words as a percentage.",
    example="{{ report.as_of | money }}",
    mend="Use number, percent, money, date or words, or no format: then it is printed as the data say.",
)
ABSENT = Card(
    "NAR004",
    "absent-figure-in-prose",
    "warning",
    why="In place of a number the sentence prints a phrase such as “not collected”, which seldom fits.",
    example='"Shelters served {{ indicators["D_4.B"].2024.result }} women", where the result is not-collected',
    mend="Rewrite the sentence, or look at it in print and keep it with an ignore directive.",
)
OUTSIDE_TEXT = Card(
    "NAR005",
    "braces-outside-text",
    "warning",
    why="References are read in the text of narratives only; elsewhere the braces are printed as they stand.",
    example="{{7*7}} in a title, a caption or a comment",
    mend="Write the words that should be printed.",
)
ROOTS = ("indicators", "outcomes", "partners", "agreements", "office", "report", "sdg", "counts")
"""What a path begins with. A text that does, and is no path, was meant as one."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one path and format."""

    card: Card
    message: str
    found: str
    expected: str = ""
    severity: Severity | None = None


class Resolver:
    """Looks paths up once each; a path that is used a thousand times costs one search."""

    def __init__(self, report: Report) -> None:
        self.facts = Facts.of(report)
        self.words = Words("en")
        self.paths: Paths | None = None
        self.searched = 0
        self.codes = {each.code for each in (*report.indicators, *report.outcomes, *report.outputs)}
        self.known: dict[tuple[str, str], Problem | None] = {}

    def problem(self, path: str, form: str) -> Problem | None:
        """Return what is wrong with a reference; None where it prints a figure."""
        key = (path, form)
        if key not in self.known:
            self.known[key] = self._malformed(path, form) or self._lookup(path, form)
        return self.known[key]

    def _malformed(self, path: str, form: str) -> Problem | None:
        try:
            parse_path(path)
        except FactError:
            typed = path + (f" | {form}" if form else "")
            meant = path.lstrip().startswith(ROOTS)
            message = f"“{{{{ {typed[:80]} }}}}” is not a path to a figure" + (
                "." if meant else ", so it is printed as it was typed."
            )
            return Problem(MALFORMED, message, typed, "a path", "error" if meant else None)
        return None

    def _lookup(self, path: str, form: str) -> Problem | None:
        steps = parse_path(path)
        fact = self.facts.find(steps)
        if fact is None:
            return self._unknown(path, steps)
        try:
            print_fact(fact, parse_format(form), self.words)
        except FactError as error:
            text = str(error)
            # A path stays as it is typed, also where it begins the sentence.
            text = text if text.startswith(fact.path) else f"{text[:1].upper()}{text[1:]}"
            return Problem(FORMAT, f"{text}.", form or path, "another format")
        return self._absent(fact)

    def _unknown(self, path: str, steps: tuple[str, ...]) -> Problem:
        self.searched += 1
        self.paths = self.paths or Paths(self.facts.facts)
        at = next((at for at, step in enumerate(steps) if is_year(step)), 0)
        held = at > 1 and (steps[:at] in self.paths.under or steps[1] in self.codes)
        # A code that exists and has no figures is no slip for another code.
        bare = len(steps) > 1 and steps[1] in self.codes and steps[:2] not in self.paths.under
        near = () if bare or self.searched > BUDGET else self.paths.near(steps)
        table = _table(steps) if held and not near else ""
        message = f"There is no figure {path[:120]}." + (f" Near: {', '.join(near)}." if near else "")
        if table:
            message += f" There is no figure for {steps[at]} in the table {table}; its row is missing or has an error."
        return Problem(UNKNOWN_FACT, message, path, ", ".join(near))

    def _absent(self, fact: Fact) -> Problem | None:
        if fact.kind != "absent":
            return None
        message = f"{fact.path} is {fact.text}; the sentence prints that instead of a figure."
        return Problem(ABSENT, message, fact.text, "a figure")


def _table(steps: tuple[str, ...]) -> str:
    """Return the table whose rows the figures of a path with a year are read from; empty where it is none's."""
    if "finance" in steps:
        return "finance"
    if steps[0] == "indicators":
        return next((table for step, table in _OF_STEP.items() if step in steps), "")
    return {"sdg": "sdg", "partners": "contributions"}.get(steps[0], "")


_OF_STEP = {"result": "results", "progress": "results", "milestone": "targets"}


def _resolver(report: Report) -> Resolver:
    held = report.memo.get("checks.resolver")
    if isinstance(held, tuple) and held[0] is report:  # pyright: ignore[reportUnknownMemberType]
        return held[1]  # type: ignore[no-any-return]
    resolver = Resolver(report)
    report.memo["checks.resolver"] = (report, resolver)
    return resolver


def _problems(report: Report, card: Card) -> Iterator[Finding]:
    """Yield the findings of one card in narratives and key figures."""
    index = Index.of(report)
    used: list[tuple[str, str, Severity | None, Place]] = [
        (figure.fact, figure.format, None, figure.place("format" if card is FORMAT else "fact"))
        for figure in report.settings.key_figures
    ]
    for reference in index.references:
        fact, narrative = reference.fact, reference.narrative
        if _resolver(report).problem(fact.path, fact.format):
            severity = index.unless_unbuilt(narrative)
            used.append((fact.path, fact.format, severity, index.at(narrative, fact.span.start)))
    for path, form, severity, place in used:
        problem = _resolver(report).problem(path, form)
        if problem and problem.card is card:
            yield card.at(
                place, problem.message, found=problem.found, expected=problem.expected,
                severity=severity or problem.severity,
            )  # fmt: skip


def unknown_figure(report: Report) -> Iterator[Finding]:
    """Every path leads to a figure."""
    return _problems(report, UNKNOWN_FACT)


def not_a_reference(report: Report) -> Iterator[Finding]:
    """What stands in double braces is a path."""
    return _problems(report, MALFORMED)


def figure_format(report: Report) -> Iterator[Finding]:
    """The format exists and suits the figure."""
    return _problems(report, FORMAT)


def absent_figure_in_prose(report: Report) -> Iterator[Finding]:
    """What a sentence prints is there."""
    return _problems(report, ABSENT)


_WORDLESS = frozenset((type(None), bool, int, float, Decimal, date, Disclosure))
"""Kinds of values that hold no words: most are of these."""


def _fields(record: Record) -> Iterator[tuple[Record, str, str]]:
    """Yield record, key and text of every printed text with braces, in nested records too."""
    for key, value in record.__dict__.items():
        if type(value) in _WORDLESS:
            continue
        if type(value) is str:
            if "{{" in value and key != "note" and not (key == "source" and isinstance(record, Narrative)):
                yield record, key, value
            continue
        for item in value if isinstance(value, tuple) else (value,):  # pyright: ignore[reportUnknownVariableType]
            if isinstance(item, str):
                if "{{" in item and key != "note" and not (key == "source" and isinstance(record, Narrative)):
                    yield record, key, item
            elif isinstance(item, LocalText | dict):
                for text in _texts(item):  # pyright: ignore[reportUnknownArgumentType]
                    yield record, key, text
            elif isinstance(item, Value):
                if "{{" in item.text:
                    yield record, key, item.text
            elif isinstance(item, Record):
                yield from _fields(item)


def _texts(value: LocalText | dict[str, object]) -> Iterator[str]:
    for item in (value.root if isinstance(value, LocalText) else value).values():
        if isinstance(item, str):
            if "{{" in item:
                yield item
        elif isinstance(item, LocalText):
            yield from _texts(item)


def braces_outside_text(report: Report) -> Iterator[Finding]:
    """Titles, statements, captions and table cells hold no references."""
    plans = tuple(report.plans.values())
    records: tuple[Record, ...] = (
        report.settings, report.office, *plans, *report.outcomes, *report.targets, *report.results,
        *report.finance, *report.sdg, *report.partners, *report.agreements, *report.contributions,
        *report.narratives, *report.images,
    )  # fmt: skip
    for record in records:
        for owner, key, text in _fields(record):
            start = text.index("{{")
            found = text[start : text.find("}}", start) + 2 or None][:80]
            message = f"“{found}” in “{key}” is printed as it stands: references are read in narratives' text only."
            yield OUTSIDE_TEXT.at(owner.place(key), message, found=found, expected="words")


CHECKS: tuple[Check, ...] = (
    Check(UNKNOWN_FACT, unknown_figure),
    Check(MALFORMED, not_a_reference),
    Check(FORMAT, figure_format),
    Check(ABSENT, absent_figure_in_prose),
    Check(OUTSIDE_TEXT, braces_outside_text),
)
