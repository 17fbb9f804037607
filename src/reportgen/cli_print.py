"""Findings become lines for a person: by rule, coloured where somebody looks on, and their count; cards become paragraphs."""

from __future__ import annotations

import os
import shutil
import sys
import textwrap
from collections.abc import Mapping
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from reportgen.build.by_rule import Group
    from reportgen.findings import Card, Finding, Severity

COLOURS: Mapping[Severity, str] = {"error": "\033[31m", "warning": "\033[33m", "info": "\033[2m"}
MOST = 20
"""Findings of a rule that are printed unless all are asked for."""
WIDEST = 100


def say(text: str) -> None:
    """Print a line on standard error."""
    print(text, file=sys.stderr)


def print_findings(findings: tuple[Finding, ...], *, to_stdout: bool, every: bool = False) -> None:
    """Print findings by rule, gravest first, and their count; colour only where a person looks on.

    Args:
        findings: What was found.
        to_stdout: Whether they are the command's result: `check`, which alone has ``--all``.
        every: Whether all are printed, however many a rule found.
    """
    if not findings:
        say("No findings.")
        return
    from reportgen.build.by_rule import by_rule, cards_of, counted, counts

    stream = sys.stdout if to_stdout else sys.stderr
    colour = stream.isatty() and not os.environ.get("NO_COLOR")
    more = "--all shows them" if to_stdout else "reportgen check --all shows those of the inputs"
    for group in by_rule(findings, cards_of(findings)):
        _print_group(group, stream, len(group.findings) if every else MOST, more, colour=colour)
    stream.flush()
    say(", ".join(counted(number, severity) for severity, number in counts(findings).items()) + ".")


def _print_group(group: Group, stream: TextIO, most: int, more: str, *, colour: bool) -> None:
    """Print one rule: what it is, why it is there, what it found and what to do."""
    heading = f"{group.card.code} {group.card.slug} ({group.count})"
    lines = [f"{COLOURS[group.severity]}{heading}\033[0m" if colour else heading]
    if group.card.why:
        lines.append(f"  Why: {group.card.why}")
    for finding in group.findings[:most]:
        lines.append(f"  {finding.place}: {finding.message} {group.own_hint(finding)}".rstrip())
    if len(group.findings) > most:
        lines.append(f"  and {len(group.findings) - most} more ({more})")
    if group.mend:
        lines.append(f"  Mend: {group.mend}")
    print("\n".join(lines), end="\n\n", file=stream)


def print_card(card: Card) -> None:
    """Print a rule's card, wrapped to the terminal and to at most 100 columns."""
    columns = shutil.get_terminal_size((WIDEST, 24)).columns
    width = max(40, min(WIDEST, columns))
    rows = {"Why": card.why, "Example": card.example, "Mend": card.mend, "Source": card.source}
    if card.languages:
        rows["Texts"] = f"in {', '.join(card.languages)} alone"
    print(f"{card.code} {card.slug} ({card.severity})\n")
    for name, text in rows.items():
        for number, paragraph in enumerate(text.split("\n")):
            head = f"{name + ':' if not number else '':<9}"
            print(textwrap.fill(paragraph, width, initial_indent=head, subsequent_indent=" " * 9,
                                break_long_words=False, break_on_hyphens=False))  # fmt: skip
