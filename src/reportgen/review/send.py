"""A workspace becomes a draft for review: a Word file to send, and the record of what was sent."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from reportgen.build.cache import Cache
from reportgen.build.check import Checked, check_workspace
from reportgen.build.draft import Drafted, Order, Text, make_draft
from reportgen.build.edition import Progress
from reportgen.build.fresh import code_key
from reportgen.build.locking import locked
from reportgen.errors import FindingsError, WorkspaceError
from reportgen.files import atomic_write
from reportgen.findings import Finding, sort_findings
from reportgen.language import Words, languages
from reportgen.model import Report
from reportgen.project import project
from reportgen.review.remarks import Remarks, earlier
from reportgen.review.rounds import Draft, Round, Sent, as_json, as_yaml, read_round, round_folder, rounds
from reportgen.theme import load_theme
from reportgen.writers.docx import Comment

_NUMBERED = re.compile(r"round-([0-9]+)")


@dataclass(frozen=True, slots=True)
class SendRequest:
    """What was asked for.

    Attributes:
        folder: The workspace.
        day: On which the draft is sent.
        out: Folder for deliverables.
        round: Name of the round; empty = the one that is under way, or the next.
        to: Whom this copy is for.
        language: Of the draft; empty = the first of the workspace.
        sections: Codes of outcomes and names of sections; empty = all.
        extra: An operator's own folder of templates.
    """

    folder: Path
    day: date
    out: Path = Path("out")
    round: str = ""
    to: str = ""
    language: str = ""
    sections: tuple[str, ...] = ()
    extra: Path | None = None


@dataclass(frozen=True, slots=True)
class SentDraft:
    """A draft that is written: its file, its record, its round, how many comments it carries, and all findings."""

    path: Path
    sent: Sent
    round: str
    comments: int
    findings: tuple[Finding, ...]


def send(request: SendRequest, *, wait: bool = False, progress: Progress = lambda step: None) -> SentDraft:
    """Write a draft for review, and remember what it was made from.

    Raises:
        FindingsError: The workspace has errors; nothing was written.
        WorkspaceError: No such language or section; a name that is none for a round; a round that cannot be read.
        LockedError: Another build of the workspace is under way.
    """
    if request.extra and not request.extra.is_dir():
        raise WorkspaceError(f"there is no folder of templates {request.extra}.")
    with locked(request.folder, wait):
        progress("Reading and checking the workspace")
        checked = check_workspace(request.folder, extra=request.extra)
        if checked.report is None or not checked.ok:
            count = sum(finding.severity == "error" for finding in checked.findings)
            raise FindingsError(f"{count} error(s) in {request.folder}; no draft was written.", checked.findings)
        return _Sender(request, checked, checked.report, progress).send()


def round_to_send(workspace: Path) -> str:
    """Return the round of the next draft: the last one, or, once something came back in it, the next."""
    names = rounds(workspace)
    if not names:
        return "round-1"
    returned = round_folder(workspace, names[-1]) / "returned"
    if not (returned.is_dir() and any(returned.iterdir())):
        return names[-1]
    numbers = [int(match[1]) for name in names if (match := _NUMBERED.fullmatch(name))]
    return f"round-{max([len(names), *numbers]) + 1}"


class _Sender:
    """One draft in the making."""

    def __init__(self, request: SendRequest, checked: Checked, report: Report, progress: Progress) -> None:
        self.request, self.checked, self.report, self.progress = request, checked, report, progress
        self.seen = project(report, "review")
        self.language = request.language or report.settings.languages[0]
        known = tuple(each for each in report.settings.languages if each in languages(request.extra))
        if self.language not in known:
            raise WorkspaceError(f"the report has no language {self.language!r}; it has {', '.join(known)}.")
        self.round = request.round or round_to_send(request.folder)
        self.home = round_folder(request.folder, self.round)
        self.comments: tuple[Comment, ...] = ()

    def send(self) -> SentDraft:
        """Make the draft, write first what it was made from, then the draft."""
        request, settings = self.request, self.seen.settings
        self.progress(f"Composing the draft in {self.language}")
        drafted = make_draft(
            self.seen,
            Words(self.language, request.extra),
            load_theme(settings.theme, settings.overrides),
            Cache(request.folder, code_key()),
            request.folder,
            Order(self.round, request.day, request.to, request.sections),
            self._remarks,
            extra=request.extra,
            own=self.checked.word_style,
            progress=self.progress,
        )
        parts = (self.seen.name, self.language, self.round, _slug(request.to), "docx")
        path = request.out / self.seen.name / "review" / ".".join(part for part in parts if part)
        sent = Sent(
            build=drafted.build,
            file=path.name,
            language=self.language,
            date=request.day.isoformat(),
            data=drafted.mark,
            to=request.to,
            sections=request.sections,
        )
        files = self._records(drafted, sent)
        for each, data in (*files.items(), (path, drafted.word)):
            _write(each, data)
        findings = sort_findings((*self.checked.findings, *drafted.findings))
        return SentDraft(path, sent, self.round, len(self.comments), findings)

    def _remarks(self, text: Text) -> tuple[Comment, ...]:
        request = self.request
        remarks = Remarks(
            self.report, self.seen, Words(self.language, request.extra), request.day, partial=bool(request.sections)
        )
        self.comments = remarks.place(text, self.checked.findings, earlier(request.folder))
        return self.comments

    def _records(self, drafted: Drafted, sent: Sent) -> dict[Path, bytes]:
        """Return the files of the round: copies for several people have one base, that of the first."""
        held = read_round(self.request.folder, self.round) if (self.home / "round.yaml").is_file() else None
        before = held.sent if held else ()
        drafts, word = self.home / "drafts", f"{drafted.build}.docx"
        record = Draft(
            build=drafted.build,
            workspace=self.seen.name,
            language=self.language,
            round=self.round,
            sources={each.file: each.source for each in self.seen.narratives if each.language == self.language},
            anchors=dict(drafted.anchors),
            facts=dict(drafted.facts),
            word=word,
        )
        files: dict[Path, bytes] = {}
        if not (drafts / word).is_file():
            files[drafts / word] = drafted.word
        files[drafts / f"{drafted.build}.json"] = as_json(record)
        files[self.home / "round.yaml"] = as_yaml(Round(name=self.round, sent=tuple(dict.fromkeys((*before, sent)))))
        return files


def _slug(name: str) -> str:
    """Return a name as a part of a file's name."""
    return re.sub(r"[\W_]+", "-", name.casefold()).strip("-")[:40]


def _write(path: Path, data: bytes) -> None:
    try:
        atomic_write(path, data)
    except OSError as error:
        raise WorkspaceError(f"{path} cannot be written: {error.strerror or error}.") from None
