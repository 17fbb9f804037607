"""Findings become groups: those of one rule and severity together, with the rule's card, gravest first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from reportgen.findings import SEVERITIES, Card, Finding, Place, Severity

TOPICS: Mapping[str, str] = {
    "STR": "structure",
    "RES": "results",
    "FIN": "finance",
    "NAR": "narratives",
    "IMG": "images",
    "DIS": "disclosure",
    "LAY": "layout",
    "IMP": "import",
}
"""What the first three letters of a code stand for."""


@dataclass(frozen=True, slots=True)
class Group:
    """What one rule found.

    Attributes:
        card: The rule. Where a finding's rule has no card, one with its code and name alone.
        severity: That of all its findings; a rule that found both errors and warnings makes two groups.
        findings: In the order of their places.
    """

    card: Card
    severity: Severity
    findings: tuple[Finding, ...]

    @property
    def count(self) -> str:
        """How many, in words: ``2 warnings``."""
        return counted(len(self.findings), self.severity)

    def own_hint(self, finding: Finding) -> str:
        """Return what a finding advises beside what its rule does; empty where it is the same."""
        return "" if finding.hint == self.card.mend else finding.hint

    @property
    def mend(self) -> str:
        """What the rule advises; empty where every finding has advice of its own."""
        return self.card.mend if any(f.hint == self.card.mend for f in self.findings) else ""


def counted(number: int, severity: Severity) -> str:
    """Return a number and the name of a severity: ``1 error``, ``2 errors``, ``2 info``."""
    return f"{number} {severity}{'s' if number != 1 and severity != 'info' else ''}"


def counts(findings: Iterable[Finding]) -> dict[Severity, int]:
    """Return how many findings there are of each severity, gravest first; those of which there are none are left out."""
    found = Counter(finding.severity for finding in findings)
    return {severity: found[severity] for severity in SEVERITIES if found[severity]}


CAUSES = ("IMP", "STR")
"""Families of rules about reading."""


def by_rule(findings: Iterable[Finding], cards: Mapping[str, Card]) -> tuple[Group, ...]:
    """Return the findings by rule: gravest first, then of what could not be read, then by code; in a rule as they come."""
    found: dict[tuple[Severity, str], list[Finding]] = {}
    for finding in findings:
        found.setdefault((finding.severity, finding.rule), []).append(finding)
    # A row that was not read leaves figures missing elsewhere: the cause comes before what follows from it.
    ordered = sorted(
        found.items(), key=lambda item: (SEVERITIES.index(item[0][0]), item[0][1][:3] not in CAUSES, item[0][1])
    )
    return tuple(
        Group(cards.get(code) or _unknown(members[0]), severity, tuple(members))
        for (severity, code), members in ordered
    )


def _unknown(finding: Finding) -> Card:
    return Card(finding.rule, finding.slug, finding.severity, why="", example="", mend="", source="")


def cards_of(findings: Iterable[Finding]) -> Mapping[str, Card]:
    """Return the cards of the rules that were found, and of others.

    The cards of packs and of Word styles lie behind libraries that take long to load; they are asked for only
    where one of their rules is among the findings.
    """
    from reportgen.build.layout_rules import CARDS as BUILD_CARDS
    from reportgen.checks import cards as check_cards
    from reportgen.load.rules import CARDS as LOAD_CARDS

    cards = {card.code: card for card in (*LOAD_CARDS, *check_cards().values(), *BUILD_CARDS)}
    if all(finding.rule in cards for finding in findings):
        return cards
    from reportgen.build.check import all_cards

    return all_cards()


def portable(findings: Iterable[Finding], folder: Path) -> tuple[Finding, ...]:
    """Return the findings without the path of the workspace, for files that are read on other machines.

    Only what stops the reading of a folder names it in full; its place then becomes the file that is sought there.
    """
    path, name = str(folder), folder.resolve().name
    if not folder.is_absolute():
        return tuple(replace(f, place=Place("report.yaml")) if f.place.file == path else f for f in findings)
    return tuple(
        replace(
            finding,
            place=Place("report.yaml") if finding.place.file == path else finding.place,
            message=finding.message.replace(path, name),
            found=finding.found.replace(path, name),
            hint=finding.hint.replace(path, name),
        )
        for finding in findings
    )
