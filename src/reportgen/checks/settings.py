"""report.yaml becomes findings where it asks for kinds, sections or languages that do not ship."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import cast

from reportgen.checks.check import Check, Names, TemplateCheck, listed, unknown
from reportgen.checks.paths import is_year
from reportgen.editorial import style_names
from reportgen.errors import FactError
from reportgen.facts import Facts, parse_format, parse_path, print_fact
from reportgen.findings import Card, Finding, Place
from reportgen.language import Words, languages
from reportgen.model import Report
from reportgen.resources import template_homes

UNKNOWN_KIND = Card(
    "STR120",
    "unknown-report-kind",
    "error",
    why="The kind decides which sections a report holds.",
    example="kind: annual-report, where country-report and results-brief exist",
    mend="Use a kind that `reportgen list` shows.",
)
UNKNOWN_SECTION = Card(
    "STR121",
    "unknown-section",
    "error",
    why="A misspelt section would be missing from the report, or stand in it though it was switched off.",
    example="off: [joint_work] instead of joint-work",
    mend="Use a section that `reportgen list` shows for the report's kind.",
)
EDITORIAL = Card(
    "STR123",
    "unknown-editorial-profile",
    "error",
    why="House styles differ; without a profile nobody knows which one the text should follow.",
    example="editorial: unwomen",
    mend="Write un, un-women or plain, or the name of your own style, a .yaml file in the workspace.",
)
NO_STRINGS = Card(
    "STR124",
    "language-without-strings",
    "error",
    why="Headings, legends and labels of the edition would be in English.",
    example="languages: [en, pt]",
    mend="Use languages that `reportgen list` shows, or add a folder with strings under templates/languages/.",
)
NO_NARRATIVES = Card(
    "STR125",
    "language-without-narratives",
    "warning",
    why="The edition would hold tables and figures, and not a sentence of its own.",
    example="languages: [en, fr], and no folder narratives/fr/",
    mend="Add the narratives, or take the language out of report.yaml.",
)
NO_OUTCOMES = Card(
    "STR126",
    "no-outcomes",
    "error",
    why="A report is about outcomes; without one there is nothing that results, money and notes could belong to.",
    example="outcomes: []",
    mend="Describe at least one outcome in outcomes.yaml.",
)
KEY_FIGURE = Card(
    "STR127",
    "key-figure-unknown",
    "error",
    why="The strip of key figures is what most readers see; a figure that does not resolve cannot stand there.",
    example="key_figures: [{fact: indicators.D_1.2024, label: laws}]",
    mend="Correct the path or the format; docs/reference/facts.md lists them.",
)


def report_kinds(extra: Path | None = None) -> dict[str, tuple[str, ...]]:
    """Return the kinds that ship and those in `extra`, each with its sections."""
    kinds: dict[str, tuple[str, ...]] = {}
    homes = reversed(template_homes(extra))
    for path in [path for home in homes for path in sorted((home / "reports").glob("*/kind.toml"))]:
        sections: object = tomllib.loads(path.read_text(encoding="utf-8")).get("sections", ())
        kinds[path.parent.name] = tuple(map(str, cast("list[object]", sections))) if isinstance(sections, list) else ()
    return kinds


def unknown_report_kind(report: Report, extra: Path | None = None) -> Iterator[Finding]:
    """The report is of a kind that exists."""
    kinds = report_kinds(extra)
    if kinds and report.settings.kind not in kinds:
        message, details = unknown("report kind", report.settings.kind, Names.of(kinds))
        yield UNKNOWN_KIND.at(report.settings.place("kind"), message, **details)


def unknown_section(report: Report, extra: Path | None = None) -> Iterator[Finding]:
    """Sections that are ordered or switched off exist in the report's kind."""
    known = report_kinds(extra).get(report.settings.kind, ())
    names, sections = Names.of(known), report.settings.sections
    for key in ("order", "off"):
        wanted: tuple[str, ...] = getattr(sections, key)
        for number, section in enumerate(wanted):
            if known and section not in known:
                message, details = unknown(f"section of {report.settings.kind} called", section, names, at_most=30)
                yield UNKNOWN_SECTION.at(sections.place(f"{key}[{number}]"), message, **details)


def unknown_editorial_profile(report: Report) -> Iterator[Finding]:
    """The editorial profile is one of those that ship, or a file of the workspace, which loading has read."""
    profile = report.settings.editorial
    if profile not in style_names() and not profile.lower().endswith((".yaml", ".yml")):
        message, details = unknown("editorial profile", profile, Names.of(style_names()))
        yield EDITORIAL.at(report.settings.place("editorial"), message, **details)


def language_without_strings(report: Report, extra: Path | None = None) -> Iterator[Finding]:
    """Every edition's language has interface strings."""
    settings, known = report.settings, languages(extra)
    if not settings.languages:
        yield NO_STRINGS.at(settings.place("languages"), "No edition's language is named.", expected=listed(known))
    for number, language in enumerate(settings.languages):
        if language not in known:
            message = f"There are no interface strings in “{language}”; there are {listed(known, 10)}."
            place = settings.place(f"languages[{number}]")
            yield NO_STRINGS.at(place, message, found=language, expected=listed(known, 10))


def language_without_narratives(report: Report) -> Iterator[Finding]:
    """Every edition's language has narratives."""
    written = {narrative.language for narrative in report.narratives}
    for number, language in enumerate(report.settings.languages):
        if language not in written:
            message = f"There is no narrative in “{language}”, though an edition in it is wanted."
            place = report.settings.place(f"languages[{number}]")
            yield NO_NARRATIVES.at(place, message, found=language, expected=f"files in narratives/{language}/")


def no_outcomes(report: Report) -> Iterator[Finding]:
    """A report has outcomes."""
    if not report.outcomes:
        place = Place("outcomes.yaml")
        yield NO_OUTCOMES.at(place, "The report has no outcomes.", expected="at least one outcome")


def key_figure_unknown(report: Report) -> Iterator[Finding]:
    """Every key figure resolves to a fact that its format suits."""
    facts = Facts.of(report)
    codes = {each.code for each in (*report.indicators, *report.outcomes, *report.outputs)}
    for figure in report.settings.key_figures:
        try:
            print_fact(facts.get(figure.fact), parse_format(figure.format), Words("en"))
        except FactError as error:
            spelt = [each for each in error.nearest if _spelling(figure.fact, each, codes)]
            near = f" Near: {', '.join(spelt)}." if spelt else ""
            yield KEY_FIGURE.at(figure.place("fact"), f"Key figure: {error}.{near}", found=figure.fact)


def _spelling(typed: str, near: str, codes: set[str]) -> bool:
    """Say whether a path near what was typed may be meant: not another year's, nor another code's where the code exists."""
    steps, other = parse_path(typed), parse_path(near)
    same_years = [*filter(is_year, steps)] in ([], [*filter(is_year, other)])
    return same_years and (steps[1:2] == other[1:2] or steps[1:2] == () or steps[1] not in codes)


CHECKS: tuple[Check, ...] = (
    Check(KEY_FIGURE, key_figure_unknown),
    Check(EDITORIAL, unknown_editorial_profile),
    Check(NO_NARRATIVES, language_without_narratives),
    Check(NO_OUTCOMES, no_outcomes),
)
TEMPLATE_CHECKS: tuple[TemplateCheck, ...] = (
    TemplateCheck(UNKNOWN_KIND, unknown_report_kind),
    TemplateCheck(UNKNOWN_SECTION, unknown_section),
    TemplateCheck(NO_STRINGS, language_without_strings),
)
