"""The safe mends of a workspace's findings become new texts of its narratives, all else in them byte for byte as it was."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from reportgen.build.locking import locked
from reportgen.checks import check
from reportgen.errors import WorkspaceError
from reportgen.files import atomic_write, decode, inside
from reportgen.findings import Edit, Finding
from reportgen.limits import MAX_NARRATIVE
from reportgen.load import load
from reportgen.load.narratives import read_narrative
from reportgen.model import Narrative, Report
from reportgen.model.narrative import ListBlock, NarrativeBlock, QuoteBlock, TableBlock

ROUNDS = 8
"""How often a text is looked at again: a mend may bring the next one to light, as a space does before a number."""


@dataclass(frozen=True, slots=True)
class MendedFile:
    """One narrative before and after.

    Attributes:
        file: Path in the workspace.
        before, after: The text, with ``\\n`` line ends and as many lines as before.
        old, new: The bytes.
        rules: Code of each rule that was followed -> how often.
    """

    file: str
    before: str
    after: str
    old: bytes
    new: bytes
    rules: Mapping[str, int]


def mend(folder: Path, *, extra: Path | None = None) -> tuple[MendedFile, ...]:
    """Return what ``check --fix`` would write; nothing is written.

    Findings that a directive takes away are left alone, and so is a text whose structure a mend would change. What comes
    out has nothing left to mend.

    Raises:
        WorkspaceError: The workspace cannot be loaded.
    """
    report = load(folder).report
    if report is None:
        raise WorkspaceError(f"{folder} cannot be loaded; `reportgen check {folder}` says why.")
    first = {narrative.file: narrative for narrative in report.narratives}
    done: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    refused: set[tuple[str, str, str]] = set()
    for _ in range(ROUNDS):
        findings = [f for f in check(report, extra=extra) if f.edit and (f.rule, f.edit.old, f.edit.new) not in refused]
        changed: dict[str, Narrative] = {}
        for file, those in _by_file(findings).items():
            narrative = next(each for each in report.narratives if each.file == file)
            better, used, given_up = _mended(narrative, those)
            refused |= {(f.rule, f.edit.old, f.edit.new) for f in given_up if f.edit}
            if used:
                changed[file] = better
                for finding in used:
                    done[file][finding.rule] += 1
        if not changed:
            break
        report = _with(report, changed)
    last = {narrative.file: narrative for narrative in report.narratives}
    return tuple(
        made
        for file in done
        if (made := _file(folder, file, first[file].source, last[file].source, dict(sorted(done[file].items()))))
    )


def write(folder: Path, files: Iterable[MendedFile]) -> None:
    """Write the mended narratives, each whole or not at all.

    Raises:
        WorkspaceError: A file was changed meanwhile (then nothing is written), or cannot be written.
        LockedError: A build of the workspace is under way.
    """
    files = tuple(files)
    with locked(folder, wait=False):
        for each in files:
            if inside(folder, each.file).read_bytes() != each.old:
                raise WorkspaceError(
                    f"{each.file} was changed meanwhile, so nothing was written. Run the command again."
                )
        for each in files:
            try:
                atomic_write(inside(folder, each.file), each.new)
            except OSError as error:
                raise WorkspaceError(f"{each.file} cannot be written: {error.strerror or error}.") from None


def _by_file(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    by_file: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.edit:
            by_file[finding.edit.file].append(finding)
    return by_file


def _mended(narrative: Narrative, findings: list[Finding]) -> tuple[Narrative, list[Finding], list[Finding]]:
    """Return the narrative with the edits of `findings`, those that were used, and those that would change its structure."""
    chosen = _apart(findings)
    whole = _read(narrative, _applied(narrative.source, [f.edit for f in chosen if f.edit]))
    if whole is not None:
        return whole, chosen, []
    used: list[Finding] = []
    given_up: list[Finding] = []
    for finding in sorted(
        chosen, key=lambda f: -(f.edit.start if f.edit else 0)
    ):  # from the end: places before it hold
        better = _read(narrative, _applied(narrative.source, [finding.edit] if finding.edit else []))
        if better is None:
            given_up.append(finding)
        else:
            narrative, used = better, [*used, finding]
    return narrative, used, given_up


def _apart(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings whose edits do not touch each other, the first of two that do; the next round sees the other."""
    chosen: list[Finding] = []
    end = -1
    for finding in sorted(findings, key=lambda f: (f.edit.start, -f.edit.end) if f.edit else (0, 0)):
        edit = finding.edit
        if edit and edit.start > end and "\n" not in edit.old + edit.new:
            chosen.append(finding)
            end = edit.end
    return chosen


def _applied(source: str, edits: Iterable[Edit]) -> str:
    for edit in sorted(edits, key=lambda edit: -edit.start):
        if source[edit.start : edit.end] == edit.old:
            source = source[: edit.start] + edit.new + source[edit.end :]
    return source


def _read(narrative: Narrative, source: str) -> Narrative | None:
    """Return the narrative with a new text; None where it would be read as another structure, or with new complaints."""
    if len(source) > MAX_NARRATIVE:
        return None
    before = read_narrative(narrative.source, narrative.file, narrative.language)[1]
    better, after = read_narrative(source, narrative.file, narrative.language)
    if better is None or len(after) > len(before) or _shape(better.blocks) != _shape(narrative.blocks):
        return None
    return better


def _shape(blocks: Iterable[NarrativeBlock]) -> tuple[object, ...]:
    """Return the kinds of blocks, one within the other."""
    shape: list[object] = []
    for block in blocks:
        match block:
            case ListBlock():
                shape.append(("list", block.ordered, tuple(_shape(item) for item in block.items)))
            case QuoteBlock():
                shape.append(("quote", _shape(block.blocks)))
            case TableBlock():
                shape.append(("table", len(block.head), tuple(len(row) for row in block.rows)))
            case _:
                shape.append(block.level)
    return tuple(shape)


def _with(report: Report, changed: Mapping[str, Narrative]) -> Report:
    narratives = tuple(changed.get(narrative.file, narrative) for narrative in report.narratives)
    return report.model_copy(update={"narratives": narratives}).of()


def _file(folder: Path, file: str, before: str, after: str, rules: Mapping[str, int]) -> MendedFile | None:
    """Return the file with its new bytes: encoding, byte-order mark and line ends as they are; None where that cannot be."""
    old = inside(folder, file).read_bytes()
    decoded = decode(old)
    if isinstance(decoded, str) or len(decoded.text) != len(before):
        return None
    lines = after.split("\n")
    texts = decoded.text.split("\n")
    endings = _endings(old.decode(decoded.encoding))
    if len(lines) != len(texts) or len(endings) != len(texts):
        return None
    # A line that no mend touched stays as it was typed, control characters too.
    whole = "".join(
        (line if line != was else own) + ending
        for line, was, own, ending in zip(lines, before.split("\n"), texts, endings, strict=True)
    )
    try:
        return MendedFile(file, before, after, old, whole.encode(decoded.encoding), rules)
    except UnicodeEncodeError:
        return None  # a dash or a letter that the file's old encoding has not


def _endings(raw: str) -> list[str]:
    """Return the line end behind each line, the last one's empty."""
    return [*re.findall("\r\n|\r|\n", raw), ""]
