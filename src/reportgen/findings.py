"""What is wrong with the inputs becomes findings: rule, severity, place, found, expected, and what to do.

A rule is described once, by a `Card`; `Card.at` makes a finding of it. `CONTRACT_VERSION` versions the JSON form.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
CONTRACT_VERSION = 1


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands in the inputs.

    Attributes:
        file: Path relative to the workspace, with forward slashes.
        line: Line, from 1; of a CSV file the line on which the row starts. 0 = the file as a whole.
        column: Column from 1, the column's name in a table, or an XPath; empty = the whole line.
        cell: For workbooks ``Sheet!A1``, which is printed instead of line and column; the line is that of the row.
    """

    file: str
    line: int = 0
    column: str = ""
    cell: str = ""

    def __str__(self) -> str:
        if self.cell:
            return f"{self.file}!{self.cell}"
        parts = [self.file]
        if self.line:
            parts.append(str(self.line))
            if self.column:
                parts.append(self.column)
        return ":".join(parts)

    @property
    def row(self) -> tuple[str, int]:
        """The table that the place is in, and its row: sheets of a workbook count their rows apart."""
        sheet = self.cell.rpartition("!")[0]
        return (f"{self.file}!{sheet}" if sheet else self.file, self.line)

    def at(self, column: str | int) -> Place:
        """Return the same line at another column."""
        return replace(self, column=str(column))


@dataclass(frozen=True, slots=True)
class Edit:
    """A mend that changes no meaning: in `file`, the characters from `start` to `end`, which read `old`, become `new`."""

    file: str
    start: int
    end: int
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that somebody who keeps the data should look at.

    Attributes:
        rule: Code of the rule, such as ``RES003``.
        slug: The rule's name, such as ``percent-within-bounds``.
        severity: ``error`` stops a build, ``warning`` does not (unless strict), ``info`` never does.
        place: Where it stands.
        message: The whole matter in one or two sentences.
        found: What stands there, as typed.
        expected: What would be right.
        hint: What to do next.
        edit: What ``check --fix`` would write; no part of the JSON form.
    """

    rule: str
    slug: str
    severity: Severity
    place: Place
    message: str
    found: str = ""
    expected: str = ""
    hint: str = ""
    edit: Edit | None = None

    def __str__(self) -> str:
        text = f"{self.place}: {self.severity} [{self.rule} {self.slug}] {self.message}"
        return f"{text} {self.hint}" if self.hint else text

    def as_dict(self) -> dict[str, str]:
        """Return the JSON form of the finding contract."""
        return {
            "rule": self.rule,
            "slug": self.slug,
            "severity": self.severity,
            "place": str(self.place),
            "found": self.found,
            "expected": self.expected,
            "hint": self.hint,
            "message": self.message,
        }


@dataclass(frozen=True, slots=True)
class Card:
    """What `reportgen explain CODE` prints: a rule in full.

    Attributes:
        code: Topic and number: STR structure, RES results, FIN finance, NAR narrative, IMG images, LAY layout,
            IMP import, DIS disclosure.
        slug: A name of few words, with hyphens.
        severity: The severity unless an editorial profile says otherwise.
        why: What goes wrong for a reader when the rule is broken.
        example: An input that breaks it.
        mend: What to do.
        source: The document that the rule comes from, or ``reportgen`` where it is the program's own.
        languages: Languages of the texts that the rule understands, such as ``("en",)``; empty = all. Of texts in other
            languages it says nothing.
    """

    code: str
    slug: str
    severity: Severity
    why: str
    example: str
    mend: str
    source: str = "reportgen"
    languages: tuple[str, ...] = ()

    def at(
        self,
        place: Place,
        message: str,
        *,
        found: str = "",
        expected: str = "",
        hint: str = "",
        severity: Severity | None = None,
        edit: Edit | None = None,
    ) -> Finding:
        """Return a finding of this rule at `place`."""
        return Finding(
            self.code,
            self.slug,
            severity or self.severity,
            place,
            message,
            found,
            expected,
            hint or self.mend,
            edit,
        )


def sort_findings(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings by severity, then file, line, column and rule, each once."""
    order = {severity: number for number, severity in enumerate(SEVERITIES)}
    unique = dict.fromkeys(findings)
    return tuple(sorted(unique, key=lambda f: (order[f.severity], _in_file(f.place), f.rule, f.message)))


def _in_file(place: Place) -> tuple[str, int, int, str, int, str]:
    """Order places as a reader meets them: column 8 before column 52, Z9 before AA9."""
    number = int(place.column) if place.column.isdigit() else 0
    return (*place.row, number, place.column, len(place.cell), place.cell)


def raise_warnings(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings with every warning turned into an error (``--strict``)."""
    return tuple(replace(f, severity="error") if f.severity == "warning" else f for f in findings)


def has_errors(findings: Iterable[Finding]) -> bool:
    """Say whether any finding stops a build."""
    return any(finding.severity == "error" for finding in findings)


def to_json(findings: Iterable[Finding]) -> str:
    """Return the findings in the JSON of the finding contract."""
    body = {"version": CONTRACT_VERSION, "findings": [finding.as_dict() for finding in findings]}
    return json.dumps(body, ensure_ascii=False, indent=2)
