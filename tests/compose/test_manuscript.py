"""A projected report becomes a manuscript: labels, references, acronyms, contents, sections switched and ordered."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from reportgen.compose import compose, kind_names, load_kind, section_names
from reportgen.compose.acronyms import acronyms
from reportgen.compose.labels import Labels
from reportgen.document import nodes as n
from reportgen.document.outline import outline, text_of, walk
from reportgen.document.read import read_html
from reportgen.errors import TemplateError
from reportgen.figures import FIGURES, table_of
from reportgen.language import Words
from reportgen.model import Report
from reportgen.project import project
from tests.conftest import Edition, compose_report
from tests.helpers import MINIMAL
from tests.reports import report

NOTE = "narratives/en/progress-note-2024.md"


def headings(document: n.Document, level: int = 1) -> list[str]:
    return [text_of(b.content) for b in walk(document.blocks) if isinstance(b, n.Heading) and b.level == level]


def composed(**files: str) -> n.Document:
    return compose_report(project(report(**files), "public")).document


def test_only_a_projected_report_is_composed() -> None:
    with pytest.raises(TemplateError, match="project it first"):
        compose_report(report())


# Labels


def test_figures_and_tables_are_numbered_apart() -> None:
    labels = Labels(Words("en"))
    shown = [str(labels.label(kind, id)) for kind, id in [("figure", "a"), ("table", "b"), ("figure", "c")]]  # type: ignore[arg-type]
    assert [re.sub("<[^>]*>", "", each).strip() for each in shown] == ["Figure 1", "Table 1", "Figure 2"]


def test_a_reference_may_stand_before_what_it_names() -> None:
    labels = Labels(Words("en"))
    html = f"<p>See {labels.reference('late')}.</p>{labels.label('figure', 'late')}"
    assert '<a class="ref" href="#late">figure 1</a>' in labels.resolve(html)


def test_an_id_is_given_once_and_a_reference_names_something() -> None:
    labels = Labels(Words("en"))
    labels.label("figure", "a")
    with pytest.raises(TemplateError, match="two figures or tables have the id 'a'"):
        labels.label("table", "a")
    with pytest.raises(TemplateError, match="a reference to 'b', which is no figure or table"):
        labels.resolve(str(labels.reference("b")))


def test_numbers_run_on_through_both_reports(edition: Edition) -> None:
    for kind, words in ((n.Figure, "Figure"), (n.Table, "Table")):
        captions = [
            text_of(b.caption) for b in walk(edition.manuscript.document.blocks) if isinstance(b, kind) and b.caption
        ]
        numbers = [int(found[1]) for caption in captions if (found := re.match(rf"{words} (\d+)\b", caption))]
        assert numbers == list(range(1, len(numbers) + 1))


def test_ids_are_unique_and_links_lead_to_them(edition: Edition) -> None:
    ids = re.findall(r'\sid="([^"]+)"', edition.manuscript.html)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', edition.manuscript.html)) <= set(ids)


# Acronyms


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The World Development Office (WDO) met.", {"WDO": "World Development Office"}),
        ("the Convention on the Elimination of Violence (CEV)", {"CEV": "Convention on the Elimination of Violence"}),
        ("of civil society organizations (CSOs) and", {"CSOs": "civil society organizations"}),
        ("a Women-led Enterprise Fund (WEF)", {}),
        ("in the spring (May)", {}),
        ("twelve laws (GDP)", {}),
        ("nothing (A)", {}),
    ],
)
def test_acronyms_are_taken_where_they_are_defined(text: str, found: dict[str, str]) -> None:
    blocks = read_html(f'<html lang="en"><head><title>T</title></head><body><p>{text}</p></body></html>').blocks
    told = dict(acronyms(blocks))
    assert told == found or (text.startswith("a Women-led") and set(told) <= {"WEF"})


def test_acronyms_of_the_text_stand_in_the_annex() -> None:
    note = MINIMAL[NOTE] + "The World Development Office (WDO) helped, and the WDO paid.\n"
    document = composed(**{NOTE: note})
    assert "dl" in outline(document) and "WDO | World Development Office" in outline(document)


def test_without_acronyms_there_is_no_annex_of_them() -> None:
    assert "acronyms" not in outline(composed())


def test_the_annex_of_acronyms_stands_at_its_place_and_knows_what_stands_before_it() -> None:
    note = MINIMAL[NOTE] + "The World Development Office (WDO) helped.\n"

    def lines_of(*sections: str) -> list[str]:
        settings = f"{MINIMAL['report.yaml']}sections: {{order: [{', '.join(sections)}]}}\n"
        return outline(composed(report=settings, **{NOTE: note})).splitlines()

    lines = lines_of("contents", "outcomes", "annex-acronyms", "annex-method")
    sections = [line.split(".")[-1].strip() for line in lines if line.startswith("section")]
    assert sections.index("annex-acronyms") + 1 == sections.index("annex-method")
    assert sum("Annex: acronyms" in line for line in lines) == 2  # the contents name it
    assert not any("WDO | " in line for line in lines_of("annex-acronyms", "outcomes"))


# Contents and sections


def test_contents_name_every_heading_of_two_levels_in_order(edition: Edition) -> None:
    document = edition.manuscript.document
    [contents] = [b for b in walk(document.blocks) if isinstance(b, n.Contents) and b.kind == "contents"]
    listed = [
        b for b in walk(document.blocks) if isinstance(b, n.Heading) and b.level <= 2 and "unlisted" not in b.roles
    ]
    assert [e.target for e in contents.entries] == [b.id for b in listed]
    assert all(b.id for b in listed)


def test_headings_never_skip_a_level(edition: Edition) -> None:
    level = 0
    for block in walk(edition.manuscript.document.blocks):
        if isinstance(block, n.Heading):
            assert block.level <= level + 1, text_of(block.content)
            level = block.level


def test_every_kind_and_section_that_is_named_is_there() -> None:
    assert {"country-report", "results-brief"} <= set(kind_names())
    for name in kind_names():
        kind = load_kind(name)
        assert set(kind.sections + kind.chapter) <= set(section_names()) | {
            path.name.partition(".")[0]
            for path in (Path(__file__).parents[2] / "templates/reports" / name).glob("*.j2")
        }
    with pytest.raises(TemplateError, match="there is no report kind 'none'; there are country-report"):
        load_kind("none")
    with pytest.raises(TemplateError):
        load_kind("../reports/country-report")


def test_every_kind_composes(demo: Edition) -> None:
    settings = demo.loaded.settings.model_copy(update={"kind": "results-brief"})
    brief = project(demo.loaded.model_copy(update={"settings": settings}), "public")
    assert len(outline(compose_report(brief).document)) < len(outline(demo.manuscript.document)) / 3


def test_a_section_can_be_switched_off() -> None:
    whole = headings(composed())
    less = headings(composed(report=MINIMAL["report.yaml"] + "sections: {off: [imprint, annex-method]}\n"))
    assert set(less) < set(whole) and len(whole) - len(less) == 2


def test_sections_can_be_ordered() -> None:
    settings = MINIMAL["report.yaml"] + "sections: {order: [cover, annex-method, imprint]}\n"
    names = headings(composed(report=settings))
    whole = headings(composed())
    assert len(names) == 2 and names != sorted(names, key=whole.index)


def test_an_operators_own_template_comes_first(tmp_path: Path) -> None:
    (tmp_path / "sections").mkdir()
    (tmp_path / "sections/imprint.html.j2").write_text(
        '<section class="front"><h1 id="own">{{ office.name.to("en") }}</h1></section>'
    )
    manuscript = compose(project(report(), "public"), Words("en"), draw=_draw, table_of=table_of, extra=tmp_path)
    assert "UN Women Norlund" in headings(manuscript.document)


@pytest.mark.parametrize(
    ("template", "told"),
    [
        ("{{ nowhere }}", "a template uses a name that does not exist: 'nowhere' is undefined"),
        ("{% if %}", "sections/imprint.html.j2:1:"),
        ("{{ ''.__class__.__mro__ }}", ""),
        ("{% include 'sections/none.html.j2' %}", "there is no section 'sections/none.html.j2'"),
        ("{% include '/etc/passwd' %}", "there is no section '/etc/passwd'"),
        ("{% include '../../pyproject.toml' %}", "there is no section '../../pyproject.toml'"),
        ("{{ fact('no.such') }}", ""),
        ("{{ t('no.such') }}", "no interface string 'no.such'"),
        ("</p><h1>A</h1><h3>Deep</h3><p>", "the heading “Deep” is h3 and stands under h1: a level is left out"),
    ],
)
def test_a_fault_of_a_template_is_told(tmp_path: Path, template: str, told: str) -> None:
    from jinja2.exceptions import SecurityError

    from reportgen.errors import ReportgenError

    (tmp_path / "sections").mkdir()
    (tmp_path / "sections/imprint.html.j2").write_text(f"<p>{template}a</p>")
    with pytest.raises((ReportgenError, SecurityError)) as error:
        compose(project(report(), "public"), Words("en"), draw=_draw, table_of=table_of, extra=tmp_path)
    assert told in str(error.value)


_draw: Callable[..., object] = lambda name, *args, **options: FIGURES[name].build(*args, **options)  # noqa: E731


# What the text says


def test_facts_stay_bound() -> None:
    facts = [
        inline
        for block in walk(composed().blocks)
        if isinstance(block, n.Paragraph)
        for inline in block.content
        if isinstance(inline, n.Fact)
    ]
    assert any(f.ref == 'indicators["D_1.1.A"].2024.result' and f.value == "4" and f.trace for f in facts)


def test_an_absence_is_named_and_never_zero() -> None:
    results = "indicator,period_start,period_end,value,absence\nD_1.1.A,2024-01-01,2024-12-31,,not-collected\n"
    note = MINIMAL[NOTE].replace('{{ indicators["D_1.1.A"].2024.result | words }}', "some")
    text = outline(composed(results=results, **{NOTE: note}))
    row = next(line for line in text.splitlines() if "Number of laws adopted or revised" in line and " | " in line)
    assert Words("en").t("absence.not-collected") in row


def test_a_text_in_another_language_is_marked() -> None:
    office = MINIMAL["office.yaml"].replace("country: {en: Norlund}", "country: {fr: Norlande}")
    spans = [
        inline
        for block in walk(composed(office=office).blocks)
        if isinstance(block, n.Heading | n.Paragraph)
        for inline in block.content
        if isinstance(inline, n.Span) and inline.lang == "fr"
    ]
    assert spans and all(text_of(span.content) == "Norlande" for span in spans)


def test_markup_in_data_is_text() -> None:
    office = MINIMAL["office.yaml"].replace("UN Women Norlund", '"<script>alert(1)</script> & <b>Norlund</b>"')
    manuscript = compose_report(project(report(office=office), "public"))
    assert "<script" not in manuscript.html and "<b>" not in manuscript.html
    assert "<script>alert(1)</script> & <b>Norlund</b>" in outline(manuscript.document)


def test_the_smallest_report_reads_as_it_did(golden: Callable[[str, str], None]) -> None:
    golden("norlund", outline(composed()))


def test_the_report_for_china_reads_as_it_did(china: Edition, golden: Callable[[str, str], None]) -> None:
    golden("china-2024", outline(china.manuscript.document))


def test_composing_twice_gives_the_same(demo: Edition) -> None:
    assert compose_report(demo.report) == demo.manuscript


def test_no_year_without_data_is_printed_as_zero() -> None:
    of: Report = project(report(finance="code,year,source_of_funds,stage,amount,currency\n"), "public")
    assert "US$0" not in outline(compose_report(of).document)


# A report that nobody has written in yet


def test_without_any_text_what_is_empty_is_left_out() -> None:
    files = {NOTE: None, "results.csv": None, "office.yaml": MINIMAL["office.yaml"].split("facts:")[0]}
    document = compose_report(project(report(**files), "public")).document
    assert not {"2024 at a glance", "The context: Norlund", "Funding partners"} & set(headings(document))
    lines = outline(document).splitlines()
    assert not [line for line in lines if "p.empty" in line]
    assert [line for line in lines if "Not published for 2024" in line]
    assert [line for line in lines if "contributions of partners" in line]


def test_with_one_text_and_to_reviewers_what_is_missing_is_said() -> None:
    for document in (composed(), compose_report(project(report(**{NOTE: None}), "review")).document):
        assert "2024 at a glance" in headings(document)
        assert any("No summary was written." in line for line in outline(document).splitlines())
