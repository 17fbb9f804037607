"""An edition becomes a draft for review: the Word file that reviewers write in, and what is needed to read it back."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from reportgen.build.cache import Cache
from reportgen.build.edition import Edition, Progress
from reportgen.compose import DraftNote
from reportgen.document import nodes as n
from reportgen.errors import WorkspaceError
from reportgen.findings import Finding
from reportgen.language import Words
from reportgen.model import Report
from reportgen.theme import Theme
from reportgen.writers.docx import Comment, Draft, Own, anchor_name, fact_name
from reportgen.writers.docx.survey import AnyNode, plain, walk

NOTE = "review-note#"
"""How the origins of the page of instructions begin."""
_ALWAYS = ("instructions", "cover")
_WORDLESS = (n.Text, n.Break, n.Picture, n.List, n.Terms, n.Quote, n.Table, n.Figure, n.Contents, n.Container, n.Row)
Remarks = Callable[["Text"], tuple[Comment, ...]]


@dataclass(frozen=True, slots=True)
class Order:
    """What a draft is for.

    Attributes:
        round: Name of the round of review.
        day: On which it is sent.
        to: Whom this copy is for.
        sections: Codes of outcomes and names of sections that it holds; empty = all.
    """

    round: str
    day: date
    to: str = ""
    sections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Text:
    """What a draft prints of the sources, so that comments find their place in it.

    Attributes:
        pieces: Origin of a piece of a narrative -> its words as printed, footnotes left out.
        facts: Path of each fact that is printed, in order.
    """

    pieces: Mapping[str, str]
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Drafted:
    """A draft: the Word file, its build id, and where its bookmarks lead.

    Attributes:
        mark: First digits of a hash of the data.
        anchors: Bookmark -> piece of a narrative.
        facts: Bookmark -> path of the fact.
        findings: What the layout found.
    """

    word: bytes
    build: str
    mark: str
    anchors: Mapping[str, str]
    facts: Mapping[str, str]
    findings: tuple[Finding, ...]


def make_draft(
    report: Report,
    words: Words,
    theme: Theme,
    cache: Cache,
    folder: Path,
    order: Order,
    remarks: Remarks,
    *,
    extra: Path | None = None,
    own: Own | None = None,
    progress: Progress = lambda step: None,
) -> Drafted:
    """Return the draft of a projected report.

    Args:
        report: A projection for `review`.
        words: The language.
        theme: The look.
        cache: Where drawings and page numbers are kept.
        folder: The workspace.
        order: What the draft is for.
        remarks: Returns the comments for what the draft prints.
        extra: An operator's own folder of templates.
        own: Styles of the organisation's own Word document.
        progress: Told each step.

    Raises:
        WorkspaceError: There is no section of a name that was asked for.
    """
    note = DraftNote(order.round, order.day, order.to)
    edition = Edition(report, words, theme, cache, folder, extra=extra, own=own, note=note)
    if order.sections:
        _keep_sections(edition, order.sections)
    nodes = list(walk(edition.manuscript.document.blocks))
    text = _text(nodes)
    build = _build_id(edition, order)
    anchors = {anchor_name(origin): origin for origin in text.pieces}
    facts = {fact_name(path): path for path in text.facts}
    day = words.date(order.day)
    edition.draft = Draft(
        watermark=words.t("review.watermark"),
        stamp=words.t("review.stamp", round=order.round, day=day, mark=edition.mark),
        build=build,
        round=order.round,
        workspace=report.name,
        anchors=anchors,
        facts=facts,
        comments=remarks(text),
    )
    edition.properties |= {"reportgen-build": build, "reportgen-round": order.round, "reportgen-workspace": report.name}
    if order.to:
        edition.properties["reportgen-to"] = order.to
    edition.with_pages = any(isinstance(node, n.Contents) for node in nodes)
    word = edition.write(("docx",), progress)["docx"]
    return Drafted(word, build, edition.mark, anchors, facts, tuple(edition.findings))


def _build_id(edition: Edition, order: Order) -> str:
    """Return a hash of what the draft says: for whom a copy is, and comments, are no part of it."""
    parts = (edition.manuscript.html, order.round, order.day.isoformat(), *sorted(order.sections))
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def _text(nodes: Collection[AnyNode]) -> Text:
    pieces: dict[str, str] = {}
    facts: dict[str, None] = {}
    for node in nodes:
        if node.origin and not node.origin.startswith(NOTE) and not isinstance(node, _WORDLESS):
            pieces.setdefault(node.origin, spaced(plain(node.content)))
        if isinstance(node, n.Fact):
            facts.setdefault(node.ref)
    return Text(pieces, tuple(facts))


def spaced(text: str) -> str:
    """Return words with one space between them, whatever kind it was."""
    return " ".join(text.split())


def _keep_sections(edition: Edition, wanted: Collection[str]) -> None:
    """Leave only the wanted sections, the cover and the instructions in the document."""
    manuscript = edition.manuscript
    named = [(_name(block), block) for block in manuscript.document.blocks]
    known = [name for name, block in named if name and not _is_always(block)]
    for name in wanted:
        if name not in known:
            raise WorkspaceError(f"there is no section “{name}” in the report; there are {', '.join(known)}.")
    kept = tuple(block for name, block in named if name in wanted or _is_always(block))
    sources = {node.source for node in walk(kept) if isinstance(node, n.Picture)}
    charts = {name: chart for name, chart in manuscript.charts.items() if name in sources}
    edition.manuscript = replace(manuscript, document=replace(manuscript.document, blocks=kept), charts=charts)


def _name(block: n.Block) -> str:
    """Return the name of a section: the id of its first heading, which is an outcome's code or the section's own name."""
    inner = block.blocks if isinstance(block, n.Container) else ()
    return next((each.id for each in walk(inner) if isinstance(each, n.Heading)), "")


def _is_always(block: n.Block) -> bool:
    return any(role in block.roles for role in _ALWAYS)
