"""Findings become a page for a browser: by rule, each with the line or the cell that it speaks of; it reaches for nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from reportgen.build.by_rule import TOPICS, Group, by_rule, cards_of, counted, counts, portable
from reportgen.build.excerpts import Excerpt, Sources
from reportgen.findings import Finding
from reportgen.resources import templates

SOURCES_OF_A_RULE = 200
SOURCES_OF_ALL = 4_000
"""A page of every source would be too large for a browser; the findings themselves are all there."""
LONGEST = 600
"""Characters shown of a message or of what was found."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One finding as the page shows it; `source` is None where it is left out or the place is a whole file."""

    place: str
    message: str
    found: str
    expected: str
    hint: str
    source: Excerpt | None


@dataclass(frozen=True, slots=True)
class Part:
    """One rule as the page shows it; `without` says of how many findings the sources are left out."""

    id: str
    topic: str
    group: Group
    findings: tuple[Shown, ...]
    without: int


def findings_page(findings: Iterable[Finding], folder: Path) -> bytes:
    """Return the page of the findings of the workspace in `folder`."""
    shown = portable(findings, folder)
    parts = tuple(_parts(by_rule(shown, cards_of(shown)), Sources(folder)))
    environment = Environment(
        loader=FileSystemLoader(templates() / "findings"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    page = environment.get_template("page.html.j2").render(
        name=folder.resolve().name,
        parts=parts,
        counts=[(severity, counted(number, severity)) for severity, number in counts(shown).items()],
        version=version("reportgen"),
        most=SOURCES_OF_A_RULE,
    )
    return page.encode("utf-8", "replace")


def _parts(groups: Iterable[Group], sources: Sources) -> Iterator[Part]:
    left = SOURCES_OF_ALL
    for group in groups:
        most = min(SOURCES_OF_A_RULE, left)
        left -= min(most, len(group.findings))
        findings = tuple(
            _shown(finding, group, sources if number < most else None) for number, finding in enumerate(group.findings)
        )
        name = f"{group.card.code}-{group.severity}"
        topic = TOPICS.get(group.card.code[:3], "")
        yield Part(name, topic, group, findings, max(0, len(findings) - most))


def _shown(finding: Finding, group: Group, sources: Sources | None) -> Shown:
    return Shown(
        str(finding.place),
        _short(finding.message),
        _short(finding.found),
        _short(finding.expected),
        _short(group.own_hint(finding)),
        sources.excerpt(finding.place, finding.found) if sources else None,
    )


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"
