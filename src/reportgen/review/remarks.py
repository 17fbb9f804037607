"""Open findings and the comments of earlier rounds become the comments of a draft, each at its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from pathlib import Path

from reportgen.build.draft import Text, spaced
from reportgen.facts import Facts, parse_path
from reportgen.findings import Finding, Place
from reportgen.language import Words
from reportgen.model import Narrative, Record, Report
from reportgen.model.report import TABLES
from reportgen.review.front import keys_span
from reportgen.review.pieces import Piece, pieces
from reportgen.review.rounds import Comment as Kept
from reportgen.review.rounds import Reply as KeptReply
from reportgen.review.rounds import read_comments, rounds
from reportgen.writers.docx import Comment, Reply, anchor_name, fact_name

OURS = "reportgen"
"""Who says what the checks found."""
_FACT = "fact:"


def earlier(workspace: Path) -> tuple[Kept, ...]:
    """Return the comments of all rounds, oldest first, each once: as it stood when it last came back."""
    found: dict[tuple[str, str, str], Kept] = {}
    for name in rounds(workspace):
        for comment in read_comments(workspace, name):
            key = (comment.author, comment.date, comment.text)
            before = found.get(key)
            if before:
                replies = dict.fromkeys((*before.replies, *comment.replies))
                resolved = before.resolved or comment.resolved
                comment = comment.model_copy(update={"replies": tuple(replies), "resolved": resolved})
            found[key] = comment
    return tuple(found.values())


@dataclass(frozen=True)
class Remarks:
    """What places comments in one draft.

    Attributes:
        whole, seen: The report as loaded, and as colleagues who review it may see it.
        words: The language.
        day: On which the draft is sent.
        partial: Whether the draft holds only some sections: what belongs to the others is left out.
    """

    whole: Report
    seen: Report
    words: Words
    day: date
    partial: bool = False

    def place(self, text: Text, findings: Sequence[Finding], kept: Sequence[Kept]) -> tuple[Comment, ...]:
        """Return the comments of a draft that prints `text`: earlier ones first, in the order in which they were made."""
        said = {each.text for each in kept if each.author == OURS and each.replies}
        ours = tuple(each for each in self._of_findings(text, findings) if each.text not in said)
        carried = (self._carried(text, each) for each in kept if each.author != OURS or each.replies)
        return (*(each for each in carried if each), *ours)

    # Findings

    def _of_findings(self, text: Text, findings: Iterable[Finding]) -> Iterator[Comment]:
        printed = _Printed(text, Facts.of(self.seen))
        discreet = _Discreet(self.whole, self.seen)
        left: list[str] = []
        for finding in findings:
            words = f"[{finding.rule} {finding.slug}] {finding.message} {finding.hint}".strip()
            if not discreet.may_tell(finding):
                continue
            narrative = next((each for each in self.seen.narratives if each.file == finding.place.file), None)
            anchor = self._in_text(text, narrative, finding) if narrative else printed.bookmark(finding)
            if anchor:
                yield self._ours(words, anchor)
            elif narrative is None and finding.severity != "info" and not self.partial and discreet.may_list(finding):
                left.append(f"{finding.place}: {words}")
        if left:
            yield self._ours("\n".join([self.words.t("review.unplaced"), *left]), "")

    def _ours(self, words: str, anchor: str) -> Comment:
        return Comment(author=OURS, initials="rg", date=f"{self.day}T00:00:00Z", text=words, anchor=anchor)

    def _in_text(self, text: Text, narrative: Narrative, finding: Finding) -> str:
        """Return the bookmark of the piece that a finding in a narrative is about; empty where the draft has not got it."""
        around = _at(narrative, finding)
        wanted = [around.origin] if around else []
        return next(
            (anchor_name(name) for name in (*wanted, f"{narrative.file}#title") if name in text.pieces),
            next((anchor_name(name) for name in text.pieces if _file_of(name) == narrative.file), ""),
        )

    # Earlier comments

    def _carried(self, text: Text, kept: Kept) -> Comment | None:
        """Return an earlier comment at its place in this draft; None where it belongs to what this draft leaves out."""
        path, file = kept.anchor.removeprefix(_FACT), _file_of(kept.anchor)
        anchor = ""
        if kept.anchor.startswith(_FACT):
            anchor = fact_name(path) if path in text.facts else ""
        elif file:
            anchor = self._near(text, file, kept)
            if not anchor and (self.partial or self._elsewhere(file)):
                return None
        if not anchor and self.partial:
            return None
        replies = tuple(_reply(each) for each in kept.replies)
        return Comment(
            author=kept.author,
            initials=kept.initials,
            date=_date(kept.date),
            text=kept.text,
            anchor=anchor,
            block=kept.block,
            quote=kept.quote,
            lost=self.words.t("review.quoted", quote=kept.quote or kept.block[:80]) if kept.quote or kept.block else "",
            resolved=kept.resolved,
            replies=replies,
        )

    def _elsewhere(self, file: str) -> bool:
        """Whether a file is a narrative of another language: its comments belong to that language's drafts."""
        return any(each.file == file and each.language != self.words.language for each in self.whole.narratives)

    def _near(self, text: Text, file: str, kept: Kept) -> str:
        """Return the bookmark of the piece of a file that a comment was made on, however it reads by now."""
        there = {name: words for name, words in text.pieces.items() if _file_of(name) == file}
        block, quote = spaced(kept.block), spaced(kept.quote)
        same = [name for name, words in there.items() if words == block]
        if same:
            return anchor_name(kept.anchor if kept.anchor in same else same[0])
        holding = [name for name, words in there.items() if quote and quote in words]
        if holding:
            return anchor_name(max(holding, key=lambda name: SequenceMatcher(None, block, there[name]).ratio()))
        title = f"{file}#title"
        return anchor_name(title) if title in there else next((anchor_name(name) for name in there), "")


def _reply(kept: KeptReply) -> Reply:
    initials = "".join(word[0] for word in kept.author.split())[:3].upper()
    return Reply(author=kept.author, initials=initials, date=_date(kept.date), text=kept.text)


def _date(text: str) -> str:
    """Return a date as Word wants one, which knows no zone but writes a Z."""
    return f"{text[:19]}Z" if len(text) >= 19 else (f"{text[:10]}T00:00:00Z" if len(text) >= 10 else "")


def _file_of(origin: str) -> str:
    return origin.partition("#")[0]


def _at(narrative: Narrative, finding: Finding) -> Piece | None:
    """Return the piece in which a finding's line and column stand: the smallest, else the next one."""
    lines = narrative.source.split("\n")
    line = finding.place.line
    if not 0 < line <= len(lines):
        return None
    start = sum(len(each) + 1 for each in lines[: line - 1])
    front = keys_span(narrative.source)
    if front and start < front[1]:
        return None
    end = start + len(lines[line - 1])
    if finding.place.column.isdigit():
        start = end = min(start + int(finding.place.column) - 1, end)
    all_ = list(pieces(narrative))
    around = [each for each in all_ if each.span.start <= end and each.span.end >= start]
    if around:
        return min(around, key=lambda each: each.span.end - each.span.start)
    return next((each for each in all_ if each.span.start >= start), None)


class _Printed:
    """Finds the first printed figure that came from a place in the data."""

    def __init__(self, text: Text, facts: Facts) -> None:
        self._by_row: dict[tuple[str, int], str] = {}
        self._by_cell: dict[Place, str] = {}
        for path in text.facts:
            fact = facts.find(parse_path(path))
            for place in fact.places if fact else ():
                self._by_row.setdefault(place.row, path)
                self._by_cell.setdefault(place, path)

    def bookmark(self, finding: Finding) -> str:
        """Return the bookmark of the figure that a finding is about; empty where none of that place is printed."""
        place = finding.place
        path = self._by_cell.get(place) or self._by_row.get(place.row)
        return fact_name(path) if path and place.line else ""


class _Discreet:
    """Keeps from a draft what its readers must not learn from a finding: what the projection withholds from them."""

    def __init__(self, whole: Report, seen: Report) -> None:
        self._names: set[str] = set()
        self._files: set[str] = set()
        for table in TABLES:
            shown = {each.place().row for each in seen.records(table)}
            for record in whole.records(table):
                place = record.place()
                if place.row not in shown:
                    self._files.add(place.file)
                    self._names |= _names(record)
        named = {partner.id: partner.name for partner in seen.partners}
        for partner in whole.partners:
            if named.get(partner.id) != partner.name:
                self._files.add(partner.place().file)
                self._names |= _names(partner)

    def may_tell(self, finding: Finding) -> bool:
        """Whether a finding names nothing that is withheld."""
        words = f"{finding.message} {finding.hint} {finding.found} {finding.expected}"
        return not any(name in words for name in self._names)

    def may_list(self, finding: Finding) -> bool:
        """Whether a finding that no printed figure stands for may be told: its file has nothing that is withheld."""
        return finding.place.file not in self._files


def _names(record: Record) -> set[str]:
    """Return the words by which a record could be known."""
    values: Mapping[str, object] = dict(record)
    found = {str(values[key]) for key in ("id", "code", "indicator", "agreement", "acronym") if values.get(key)}
    name = getattr(record, "name", None)
    return found | ({text for text in name.root.values() if text} if name else set())
