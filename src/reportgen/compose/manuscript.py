"""A projected report becomes one manuscript: HTML in the closed vocabulary, its tree, its charts and its pictures."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from jinja2 import (
    ChoiceLoader,
    FileSystemLoader,
    StrictUndefined,
    Template,
    TemplateNotFound,
    TemplateSyntaxError,
    UndefinedError,
)
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup, escape

from reportgen.compose.acronyms import acronyms
from reportgen.compose.breaks import let_break
from reportgen.compose.cells import Cells
from reportgen.compose.decimals import align_decimals
from reportgen.compose.kinds import ReportKind, load_kind
from reportgen.compose.labels import Labels, entries, fill_contents
from reportgen.compose.pack_page import pack_names
from reportgen.compose.packs import Pack, kind_of
from reportgen.compose.prose import Prose
from reportgen.compose.tongues import mark_tongues
from reportgen.document import nodes as n
from reportgen.document.chart import Chart
from reportgen.document.outline import text_of, walk
from reportgen.document.read import read_html
from reportgen.errors import TemplateError
from reportgen.facts import OFFICE, Facts, Numbers
from reportgen.language import Words, direction, fill
from reportgen.model import LocalText, Narrative, Outcome, Report
from reportgen.resources import template_homes

ACRONYMS = "annex-acronyms"
_TO_COME = f'<div class="{ACRONYMS}"></div>'
DrawChart = Callable[..., Chart]
"""(figure name, projected report, words, options ...) -> chart spec; the build passes the FIGURES table's."""
TableOf = Callable[[Chart], tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]]


@dataclass(frozen=True, slots=True)
class DraftNote:
    """What the page before a draft for review says: the round, the day of sending, and, where that is known, for whom."""

    round: str
    day: date
    to: str = ""


@dataclass(frozen=True)
class Manuscript:
    """One edition, ready for all writers.

    Attributes:
        html: Complete HTML document without any style; pictures are ``rg:`` names.
        document: The tree read from it, contents filled; of a draft for review also the page before it.
        charts: ``rg:`` name -> chart spec.
        images: ``rg:`` name -> id of an image of the report.
    """

    html: str
    document: n.Document
    charts: Mapping[str, Chart]
    images: Mapping[str, str]


@dataclass
class _Edition:
    """What the templates of one edition see, and what they leave behind."""

    report: Report
    words: Words
    kind: ReportKind
    draw: DrawChart
    table_of: TableOf
    labels: Labels
    prose: Prose
    cells: Cells
    pack: Pack | None = None
    charts: dict[str, Chart] = field(default_factory=dict[str, Chart])
    images: dict[str, str] = field(default_factory=dict[str, str])
    beside: set[str] = field(default_factory=set[str])

    @property
    def sections(self) -> tuple[str, ...]:
        """The names of the sections of this edition, in order."""
        if self.pack is not None:  # a donor's profile says what its documents hold
            return self.kind.sections
        chosen = self.report.settings.sections
        return tuple(name for name in (chosen.order or self.kind.sections) if name not in chosen.off)

    @property
    def bare(self) -> bool:
        """Say whether nobody has written anything yet, as after an import: then what is empty is left out.

        Elsewhere a sentence says what is missing, as it does to reviewers, who may have it.
        """
        written = any(each.language == self.words.language for each in self.report.narratives)
        return not written and self.pack is None and self.report.audience != "review"

    # Text

    def t(self, key: str, **values: object) -> Markup:
        """Return an interface string as HTML; what is filled in is escaped, unless it is HTML already."""
        pattern = str(escape(self.words.pattern(key, values.get("count"))))
        return Markup(fill(pattern, {name: escape(value) for name, value in values.items()}, key))

    def text(self, text: LocalText | str) -> Markup:
        """Return a text in the edition's language; marked where only another language has it."""
        if isinstance(text, str):
            return escape(text)
        language = text.language(self.words.language)
        if language != self.words.language:
            turn = direction(language)
            turned = Markup(' dir="{}"').format(turn) if turn != self.words.direction else ""
            return Markup('<span lang="{}"{}>{}</span>').format(language, turned, text.to(self.words.language))
        return escape(text.to(self.words.language))

    def money(self, value: Decimal) -> str:
        """Return an amount in the report's currency, in full."""
        return self.words.money(value, self.report.settings.currency)

    def money_short(self, value: Decimal) -> str:
        """Return an amount in the report's currency, in millions."""
        return self.words.money_short(value, self.report.settings.currency)

    def narratives(self, kind: str, outcome: str | None = None, year: int | None = None) -> list[Narrative]:
        """Return the narratives of a kind in the edition's language, in their order."""
        found = [
            self.prose.credited(each)
            for each in self.report.narratives
            if each.kind == kind
            and each.language == self.words.language
            and (outcome is None or each.outcome == outcome)
            and (year is None or each.year in (None, year))
        ]
        return sorted(found, key=lambda each: (each.order, each.file))

    def narrative(self, kind: str, outcome: str | None = None, year: int | None = None) -> Narrative | None:
        """Return the first narrative of a kind, or None."""
        return next(iter(self.narratives(kind, outcome, year)), None)

    # Figures and pictures

    def chart(self, name: str, **options: Any) -> Chart:
        """Return the spec of a figure."""
        return self.draw(name, self.report, self.words, **options)

    def figure(self, name: str, *, beside: str = "", **options: Any) -> Markup:
        """Return a numbered figure; `beside` is the id of the table that holds its data, if it is not the annex of data."""
        chart = self.chart(name, **options)
        if chart.empty and self.bare:
            return Markup("")
        if chart.empty:
            return Markup('<p class="empty">{}</p>').format(chart.empty)
        key, id = f"rg:chart-{chart.name}", f"figure-{chart.name}"
        self.charts[key] = chart
        table = beside or (f"table-data-{chart.name}" if "annex-data" in self.sections else "")
        if beside:
            self.beside.add(key)
        source = self.t("mark.stop").join(escape(part.rstrip(".。")) for part in (chart.period, chart.source) if part)
        if table:
            source += self.t("mark.stop") + self.t("label.data", table=self.labels.reference(table))
        note = Markup('<p class="source">{}</p>').format(source) if source else Markup("")
        return Markup(
            '<figure id="{}" class="chart chart-{}"><figcaption>{}{}</figcaption><img src="{}" alt="{}">{}</figure>'
        ).format(id, chart.kind, self.labels.label("figure", id), chart.title, key, chart.alt, note)

    def picture(self, image_id: str) -> Markup:
        """Return an image with its caption and credit."""
        image = next((each for each in self.report.images if each.id == image_id), None)
        if image is None or not image.data:
            return Markup("")
        key = f"rg:image-{image.id}"
        self.images[key] = image.id
        stop = self.t("mark.stop")
        parts = [str(self.text(part)).rstrip(".。") for part in (image.caption, image.place_shown) if part]
        caption = "".join(part + stop for part in parts)
        return Markup(
            '<figure class="picture"><img src="{}" alt="{}"><figcaption>{}<span class="credit">{}</span></figcaption></figure>'
        ).format(key, self.text(image.alt), Markup(caption), self.text(image.credit))

    def logo(self, id: str | None = None) -> Markup:
        """Return a logo (the office's, unless another is named), or nothing."""
        image = next((each for each in self.report.images if each.id == (id or self.report.settings.logo)), None)
        if image is None or not image.data:
            return Markup("")
        key = f"rg:image-{image.id}"
        self.images[key] = image.id
        return Markup('<figure class="logo"><img src="{}" alt="{}"></figure>').format(key, self.text(image.alt))


def compose(
    report: Report,
    words: Words,
    *,
    draw: DrawChart,
    table_of: TableOf,
    extra: Path | None = None,
    mark: str = "",
    pack: Pack | None = None,
    anchored: bool = False,
    note: DraftNote | None = None,
) -> Manuscript:
    """Return the manuscript of a projected report in one language.

    Args:
        report: A projection (`reportgen.project.project`), never the report as loaded.
        words: The language.
        draw: Makes the specs of figures.
        table_of: Makes the data table of a spec.
        extra: An operator's own folder of templates, tried before the shipped ones.
        mark: The first digits of a hash of the data, for the foot of a draft's pages.
        pack: For a document of a donor's pack: the donor, its profile and the agreement.
        anchored: For a draft: every piece of a narrative says where it came from, and figures of tables are bound.
        note: For a draft: what the page before it says.

    Raises:
        TemplateError: A template failed, or names a figure, fact or string that does not exist.
        VocabularyError: A template used an element outside the vocabulary.
    """
    if not report.audience:
        raise TemplateError("a report is composed for an audience: project it first")
    kind = kind_of(pack) if pack else load_kind(report.settings.kind, extra)
    prose = Prose(Facts.of(report), words, anchored=anchored)
    edition = _Edition(report, words, kind, draw, table_of, Labels(words), prose, Cells(words, prose), pack)
    environment = _environment(edition, kind, extra)
    known: dict[str, Any] = {"mark": mark, "pack": pack, **(pack_names(pack, edition) if pack else {})}
    environment.globals.update(known)
    with _faults_told():
        html = let_break(mark_tongues(_render(environment, edition), words))
        html = align_decimals(html, words.decimal_mark)
        document = read_html(html)
        if ACRONYMS in edition.sections:
            html, document = _with_acronyms(html, document, environment, edition)
    _headings_follow(document)
    lists = {name: entries(document, name) for name in ("contents", "figures", "tables")}
    front = _front_ids(document)
    for name, lines in lists.items():
        html = html.replace(f'data-kind="{name}"></nav>', f'data-kind="{name}">{_nav(lines, front)}</nav>')
    document = replace(document, blocks=fill_contents(document.blocks, lists))
    if note:
        with _faults_told():
            page = environment.get_template("review/note.html.j2").render(note=note)
            page = mark_tongues(f"<html><body>{page}</body></html>", words)
            document = replace(document, blocks=(*read_html(page).blocks, *document.blocks))
    return Manuscript(html, document, edition.charts, edition.images)


@contextmanager
def _faults_told() -> Generator[None, None, None]:
    """Say what is wrong with a template."""
    try:
        yield
    except TemplateNotFound as error:
        raise TemplateError(f"there is no section {str(error.name or error)!r} in the templates") from None
    except TemplateSyntaxError as error:
        raise TemplateError(f"{error.name}:{error.lineno}: {error.message}") from None
    except UndefinedError as error:
        raise TemplateError(f"a template uses a name that does not exist: {error.message}") from None


def _render(environment: SandboxedEnvironment, edition: _Edition) -> str:
    """Render the sections in order, with an empty element where the acronyms will stand, which are found in the text."""
    parts = [
        _TO_COME if name == ACRONYMS else _section(environment, edition, name).render()
        for name in dict.fromkeys(edition.sections)
    ]
    page = environment.get_template("base/document.html.j2").render(body=Markup("\n".join(parts)))
    for role in ("front", "body"):  # page numbers start anew where the first section of each kind stands
        page = page.replace(f'<section class="{role} ', f'<section id="start-{role}" class="start-{role} {role} ', 1)
    return edition.labels.resolve(page)


def _section(environment: SandboxedEnvironment, edition: _Edition, name: str) -> Template:
    return environment.select_template([f"reports/{edition.kind.name}/{name}.html.j2", f"sections/{name}.html.j2"])


def _with_acronyms(
    html: str, document: n.Document, environment: SandboxedEnvironment, edition: _Edition
) -> tuple[str, n.Document]:
    """Return page and tree with the annex of acronyms; they are those of the sections before it."""
    before, after = html.split(_TO_COME)
    at = next(
        index for index, block in enumerate(document.blocks) if isinstance(block, n.Container) and not block.blocks
        and block.roles == (ACRONYMS,)
    )  # fmt: skip
    found = dict(acronyms(document.blocks[:at]))
    text = before[before.index("<body") :]
    for partner in edition.report.partners:
        if partner.acronym and partner.acronym in text:
            found[partner.acronym] = partner.name.to(edition.words.language)
    ordered = sorted(found.items(), key=lambda item: item[0].casefold())
    annex = _section(environment, edition, ACRONYMS).render(acronyms=tuple(ordered))
    page = environment.get_template("base/document.html.j2").render(body=Markup(_TO_COME + annex + _TO_COME))
    page = mark_tongues(edition.labels.resolve(page), edition.words)
    _, annex, _ = page.split(_TO_COME)
    blocks = (*document.blocks[:at], *read_html(page).blocks[1:-1], *document.blocks[at + 1 :])
    return before + annex + after, replace(document, blocks=blocks)


def _headings_follow(document: n.Document) -> None:
    """Refuse a level that is left out (ISO 14289-1, 7.4); in narratives loading has mended it, so a template is at fault."""
    last = 0
    for block in walk(document.blocks):
        if isinstance(block, n.Heading):
            if block.level > last + 1:
                words = text_of(block.content).strip()
                raise TemplateError(
                    f"the heading “{words}” is h{block.level} and stands under h{last}: a level is left out"
                )
            last = block.level


def _front_ids(document: n.Document) -> frozenset[str]:
    """Return the ids that stand on pages with roman numbers."""
    fronts = [b for b in document.blocks if isinstance(b, n.Container) and "front" in b.roles]
    return frozenset(block.id for front in fronts for block in walk(front.blocks) if block.id)


def _nav(lines: tuple[n.ContentsEntry, ...], front: frozenset[str]) -> str:
    """Return the lines of a list as HTML: nested lists would be read out as such, so depth is a class."""
    out: list[str] = []
    for line in lines:
        roles = f"entry level-{line.level}{' roman' if line.target in front else ''}"
        link = f'<a href="#{escape(line.target)}">{_inline_html(line.content)}</a>'
        out.append(f'<p class="{roles}">{link}</p>')
    return "".join(out)


def _inline_html(content: tuple[n.Inline, ...]) -> str:
    out: list[str] = []
    for item in content:
        match item:
            case n.Text():
                out.append(str(escape(item.text)))
            case n.Emphasis():
                out.append(f"<em>{_inline_html(item.content)}</em>")
            case n.Span():
                role = f' class="{escape(" ".join(item.roles))}"' if item.roles else ""
                lang = f' lang="{escape(item.lang)}"' if item.lang else ""
                turn = f' dir="{item.dir}"' if item.dir else ""
                out.append(f"<span{role}{lang}{turn}>{_inline_html(item.content)}</span>")
            case _:
                pass
    return "".join(out)


def _environment(edition: _Edition, kind: ReportKind, extra: Path | None) -> SandboxedEnvironment:
    """Return the sandbox in which templates run: autoescape on, an unknown name is an error, no clock, no files."""
    homes = [FileSystemLoader(home) for home in template_homes(extra)]
    environment = SandboxedEnvironment(
        loader=ChoiceLoader(homes),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    report, words, numbers = edition.report, edition.words, Numbers.of(edition.report)
    names: dict[str, Any] = {
        "report": report,
        "settings": report.settings,
        "office": report.office,
        "plan": report.plan,
        "year": report.year,
        "years": report.settings.years,
        "kind": kind,
        "sections": edition.sections,
        "words": words,
        "numbers": numbers,
        "Decimal": Decimal,
        "cells": edition.cells,
        "OFFICE": OFFICE,
        "t": edition.t,
        "text": edition.text,
        "figure": edition.figure,
        "chart": edition.chart,
        "charts": edition.charts,
        "beside": edition.beside,
        "bare": edition.bare,
        "table_of": edition.table_of,
        "picture": edition.picture,
        "logo": edition.logo,
        "label": edition.labels.label,
        "counts": edition.labels.counts,
        "ref": edition.labels.reference,
        "fact": edition.prose.fact,
        "narrative": edition.narrative,
        "narratives": edition.narratives,
        "prose": edition.prose.render,
        "money": edition.money,
        "short": edition.money_short,
        "number_of": _number_of(report),
        "named_partners": tuple(partner.id for partner in report.partners if partner.name),
        "by_type": _by_type(report),
    }
    environment.globals.update(names)
    return environment


def _number_of(report: Report) -> Callable[[str], int]:
    order = {outcome.code: number for number, outcome in enumerate(report.outcomes, 1)}
    return lambda code: order[code]


def _by_type(report: Report) -> Mapping[str, tuple[Outcome, ...]]:
    return {
        kind: tuple(outcome for outcome in report.outcomes if outcome.type == kind)
        for kind in ("development", "organizational")
    }
