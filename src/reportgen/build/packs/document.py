"""One donor and one agreement (or none, for the brief) become a document: PDF and Word, its charts, what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.build.cache import Cache
from reportgen.build.edition import Edition
from reportgen.build.packs.rules import MOST_PAGES, OVER_LIMIT, TOO_LONG
from reportgen.compose import Pack
from reportgen.document.chart import Chart
from reportgen.document.nodes import Block, Container, Paragraph
from reportgen.document.outline import text_of, walk
from reportgen.findings import Finding, Place
from reportgen.language import Words
from reportgen.model import LocalText, Report
from reportgen.theme import Theme

if TYPE_CHECKING:
    from reportgen.writers.docx import Own

FORMATS = ("pdf", "docx")
_SMALL = {"note", "source", "byline"}
_WORD = re.compile(r"\w[\w’'.,-]*")


@dataclass
class Made:
    """What came of a document: format -> bytes, its charts by name, findings, pages and words of the PDF."""

    files: dict[str, bytes]
    charts: dict[str, Chart]
    findings: list[Finding] = field(default_factory=list[Finding])
    pages: int = 0


def titled(report: Report, pack: Pack, words: Words) -> Report:
    """Return the report under the title of a document of a pack."""
    donor = words.t("donor.anonymous") if pack.profile.anonymous else pack.donor.partner.name.to(words.language)
    if pack.agreement is None:
        title = words.t("donor.title", year=report.year, donor=donor)
    else:
        days = pack.donor.period_words(pack.agreement, words)
        title = words.t("donor.report-title", agreement=pack.agreement.id, period=days, donor=donor)
    return report.of(title=LocalText({"": title}), subtitle=LocalText({}))


def make_document(
    report: Report,
    pack: Pack,
    words: Words,
    theme: Theme,
    cache: Cache,
    folder: Path,
    *,
    extra: Path | None,
    own: Own | None,
) -> Made:
    """Return one document of a pack, written in all its formats, in memory."""
    look = theme if pack.agreement else theme.compact()
    named = titled(report, pack, words)
    edition = Edition(named, words, look, cache, folder, extra=extra, own=own, pack=pack, attach=False)
    files = edition.write(FORMATS, lambda step: None)
    made = Made(files, dict(edition.manuscript.charts), list(edition.findings), edition.pages)
    place = _place(report, pack)
    made.findings += over_limits(edition.manuscript.document.blocks, pack, place)
    if pack.agreement is None and made.pages > pack.profile.pages:
        most = made.pages > MOST_PAGES
        message = (
            f"The brief for {pack.donor.id} has {made.pages} pages; its profile wants {pack.profile.pages} at most."
        )
        expected = f"at most {MOST_PAGES if most else pack.profile.pages} pages"
        severity = "error" if most else None
        found = f"{made.pages} pages"
        made.findings.append(TOO_LONG.at(place, message, found=found, expected=expected, severity=severity))
    return made


def _place(report: Report, pack: Pack) -> Place:
    donor = next((each for each in report.donors if each.partner == pack.donor.id), None)
    return donor.place("profile") if donor else pack.donor.partner.place("id")


def words_in(blocks: Iterable[Block]) -> int:
    """Return how many words the paragraphs and lists have; headings, tables, figures and small print are not counted."""
    paragraphs = (block for block in walk(blocks) if isinstance(block, Paragraph))
    return sum(len(_WORD.findall(text_of(each.content))) for each in paragraphs if not _SMALL.intersection(each.roles))


def over_limits(blocks: Iterable[Block], pack: Pack, place: Place) -> list[Finding]:
    """Return a finding for each section that has more words than its limit; tables and figures are not counted."""
    found: list[Finding] = []
    for block in blocks:
        if isinstance(block, Container):
            for name in block.roles:
                limit = pack.profile.limits.get(name)
                count = words_in(block.blocks) if limit else 0
                if limit and count > limit:
                    what = pack.agreement.id if pack.agreement else "the brief"
                    over = f"{count} words, {count - limit} more than its limit of {limit}"
                    message = f"{name} of {what} for {pack.donor.id} has {over}."
                    expected = f"at most {limit} words"
                    found.append(OVER_LIMIT.at(place, message, found=f"{count} words", expected=expected))
    return found
