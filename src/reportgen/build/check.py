"""A workspace becomes a report and all that is wrong with it, in one run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.build.follow_on import CARDS as FOLLOW_ON_CARDS
from reportgen.build.follow_on import without_follow_on
from reportgen.build.layout_rules import CARDS as BUILD_CARDS
from reportgen.build.word_style import word_style
from reportgen.checks import cards as check_cards
from reportgen.checks import check
from reportgen.findings import Card, Finding, has_errors, raise_warnings, sort_findings
from reportgen.load import load
from reportgen.load.rules import CARDS as LOAD_CARDS
from reportgen.model import Report
from reportgen.project import project

if TYPE_CHECKING:
    from reportgen.writers.docx import Own


@dataclass(frozen=True, slots=True)
class Checked:
    """A loaded report (None where it cannot be loaded), its findings, sorted, and the Word styles that it asks for."""

    report: Report | None
    findings: tuple[Finding, ...]
    word_style: Own | None = None

    @property
    def ok(self) -> bool:
        """Whether a build may go on."""
        return self.report is not None and not has_errors(self.findings)


def check_workspace(folder: Path, *, strict: bool = False, extra: Path | None = None) -> Checked:
    """Load and check a workspace. Bad content is a finding, never an exception.

    Args:
        folder: The workspace.
        strict: Whether warnings count as errors.
        extra: An operator's own folder of templates.
    """
    loaded = load(folder)
    findings = list(loaded.findings)
    own = None
    if loaded.report is not None:
        own, found = word_style(folder, loaded.report.settings)
        findings += found
        form = {card.code: card for card in LOAD_CARDS}
        checked = check(loaded.report, partial(project, loaded.report, "public"), extra=extra, form=form)
        findings += without_follow_on(loaded.report, loaded.findings, checked)
    ordered = sort_findings(findings)
    return Checked(loaded.report, raise_warnings(ordered) if strict else ordered, own)


def all_cards() -> Mapping[str, Card]:
    """Return every rule's card by its code."""
    from reportgen.build.importing.rules import CARDS as IMPORT_CARDS
    from reportgen.build.packs.rules import CARDS as PACK_CARDS
    from reportgen.iati.in_rules import CARDS as IATI_IN_CARDS
    from reportgen.iati.out_rules import CARDS as IATI_OUT_CARDS
    from reportgen.writers.docx.own.rules import CARDS as WORD_STYLE_CARDS

    every = (*LOAD_CARDS, *FOLLOW_ON_CARDS, *check_cards().values(), *BUILD_CARDS, *PACK_CARDS, *WORD_STYLE_CARDS)
    others = (*IMPORT_CARDS, *IATI_IN_CARDS, *IATI_OUT_CARDS)
    return {card.code: card for card in (*every, *others)}
