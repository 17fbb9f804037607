"""Findings that only repeat that a file could not be read become one line, so that they do not bury the cause."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from reportgen.findings import Card, Finding, Place
from reportgen.model import Report

LEFT_OUT = Card(
    "STR014",
    "follow-on-left-out",
    "info",
    why="What refers to a file that could not be read seems to refer to nothing; hundreds of such findings bury the cause.",
    example="outcomes.yaml with a colon too many, and every figure of the narratives unknown",
    mend="Mend the file, and run the check again: what is still wrong is said then.",
)
CARDS: tuple[Card, ...] = (LEFT_OUT,)


@dataclass(frozen=True, slots=True)
class _Needed:
    """What nobody can tell without a file: its field of `Report`, rules, and the roots of paths that lead into it."""

    field: str
    rules: frozenset[str]
    roots: tuple[str, ...] = ()


NEEDED: Mapping[str, _Needed] = {
    "outcomes.yaml": _Needed(
        "outcomes",
        frozenset(("STR101", "STR102", "STR103", "STR126")),
        ("indicators", "outcomes", "sdg", "office.finance"),
    ),
    "partners.yaml": _Needed("partners", frozenset(("STR104", "STR141"))),
    "plan.yaml": _Needed("plans", frozenset(("STR100", "STR107"))),
}
FIGURES = frozenset(("NAR001", "STR127"))
"""Rules about paths to figures; what they found is the path."""


def without_follow_on(report: Report, loaded: Sequence[Finding], checked: Iterable[Finding]) -> Iterator[Finding]:
    """Yield what was checked without what follows from a file of which nothing could be read, and how much that was.

    The error that the file has from loading stays, so that no report is built for want of these.
    """
    broken = {finding.place.file for finding in loaded if finding.severity == "error"}
    unread = {file: each for file, each in NEEDED.items() if file in broken and not getattr(report, each.field)}
    left = dict.fromkeys(unread, 0)
    for finding in checked:
        file = next((file for file, each in unread.items() if _follows(finding, each)), "")
        if file:
            left[file] += 1
        else:
            yield finding
    for file, count in left.items():
        if count:
            many = "1 follow-on finding is" if count == 1 else f"{count} follow-on findings are"
            yield LEFT_OUT.at(Place(file), f"{many} left out until {file} can be read.", found=str(count))


def _follows(finding: Finding, needed: _Needed) -> bool:
    if finding.rule in FIGURES:
        return bool(needed.roots) and finding.found.lstrip().startswith(needed.roots)
    return finding.rule in needed.rules
