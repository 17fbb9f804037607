"""Styles, not formatting: every look has a name, comes from the theme, and can be changed in one place in Word."""

from __future__ import annotations

import io
import re
import zipfile

import pytest

from reportgen.theme import load_theme, theme_names
from reportgen.writers.docx.palette import SLOTS, Palette
from reportgen.writers.docx.sample import write_sample
from reportgen.writers.docx.styles import shown

from .looks import Looks, contrast, runs, shaded, stories, val
from .read_back import W, part
from .trees import arabic, document, h, p, whole

IN_CELLS = (
    "a number is moved by what it lacks behind its decimal sign; a cell is centred or set to a side by its column"
)
PARAGRAPH = {
    "pStyle": "the style",
    "keepNext": "what belongs together stays on one page: rows of a group, a figure with its notes",
    "numPr": "the instance of a list, which no style can know",
    "bidi": "a paragraph that runs against the document",
    "ind": IN_CELLS,
    "jc": IN_CELLS,
    "sectPr": "the end of a section stands in its last paragraph",
}
RUN = {
    "rStyle": "the style",
    "rFonts": "a hint that shared punctuation is East Asian; it names no font",
    "b": "a run has one character style, and these words two",
    "bCs": "the same for complex scripts",
    "i": "a run has one character style, and these words two",
    "iCs": "the same for complex scripts",
    "rtl": "the direction of the words",
    "lang": "the language of the words",
}
TABLE = {"tblStyle", "bidiVisual", "tblW", "tblInd", "tblLayout", "tblLook", "tblCaption", "tblDescription"}
ROW = {"cnfStyle", "cantSplit", "tblHeader"}
CELL = {"tcW", "gridSpan", "vMerge", "vAlign"}
"""What a table and its cells say of themselves: widths from the content, spans, what repeats, which parts it has."""


def direct(docx: bytes) -> list[str]:
    """Return all formatting past the styles."""
    found: list[str] = []
    for name, root in stories(docx).items():
        for kind, allowed in (("pPr", PARAGRAPH), ("rPr", RUN), ("tblPr", TABLE), ("trPr", ROW), ("tcPr", CELL)):
            for properties in root.iter(f"{W}{kind}"):
                found += [
                    f"{name} {kind}/{e.tag.removeprefix(W)}" for e in properties if e.tag.removeprefix(W) not in allowed
                ]
        for properties in root.iter(f"{W}pPr"):
            cell = properties.getparent().getparent().tag == f"{W}tc"
            figure = val(properties, "pStyle") in ("Figure", "FigureEnd")
            if properties.find(f"{W}ind") is not None and not cell:
                found.append(f"{name} an indent outside a cell")
            if properties.find(f"{W}jc") is not None and not (cell or figure):
                found.append(f"{name} an alignment outside a cell")
        for properties in root.iter(f"{W}rPr"):
            fonts = properties.find(f"{W}rFonts")
            if fonts is not None and set(fonts.attrib) != {f"{W}hint"}:
                found.append(f"{name} a font: {dict(fonts.attrib)}")
            tags = {e.tag.removeprefix(W) for e in properties}
            if tags & {"b", "i"} and "rStyle" not in tags:
                found.append(f"{name} emphasis without a style")
        found += [f"{name} a paragraph without a style" for e in root.iter(f"{W}p") if not val(e, "pPr/pStyle")]
        found += [f"{name} a table without a style" for e in root.iter(f"{W}tbl") if not val(e, "tblPr/tblStyle")]
    return sorted(set(found))


def test_nothing_in_a_report_is_formatted_past_its_style(edition):
    assert direct(edition.docx) == []


@pytest.mark.parametrize("tree", [whole(stamp="Draft"), document(arabic(), lang="ar", dir="rtl")])
def test_nothing_in_any_element_is_formatted_past_its_style(write, tree):
    assert direct(write(tree)) == []


@pytest.mark.parametrize("name", theme_names())
def test_nothing_in_the_house_document_is_formatted_past_its_style(name):
    assert direct(write_sample(load_theme(name))) == []


def changed(docx: bytes, style: str, old: str, new: str) -> bytes:
    """Return the file with one property of a style changed, as Word does when somebody changes the style."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "word/styles.xml":
                text = data.decode()
                start = text.index(f'w:styleId="{style}"')
                end = text.index("</w:style>", start)
                assert re.search(old, text[start:end])
                data = (text[:start] + re.sub(old, new, text[start:end], count=1) + text[end:]).encode()
            target.writestr(name, data)
    return out.getvalue()


def test_change_heading_1_and_every_heading_follows_but_not_the_contents(write):
    docx = changed(write(whole()), "Heading1", r"<w:color [^>]*/>", '<w:color w:val="AA0011"/>')
    docx = changed(docx, "Heading1", r"<w:rFonts [^>]*/>", '<w:rFonts w:ascii="Georgia" w:hAnsi="Georgia"/>')
    looks = Looks(docx)
    headings = [
        ("Heading1", None),
        *((s, r) for s, r, _ in runs(part(docx)) if re.match(r"Heading\d|TOCH|TableHeadingL", s)),
    ]
    assert {style for style, _ in headings} >= {
        "Heading1",
        "Heading2",
        "Heading2Unlisted",
        "TOCHeading",
        "TableHeadingList",
    }
    for style, run in headings:
        look = looks.look(style, run)
        assert (look.colour, look.font) == ("AA0011", "Georgia"), (style, run)
    for style in ("TOC1", "TOC2", "BodyText", "Caption", "TableText"):
        assert looks.look(style, None).colour != "AA0011" and looks.look(style, None).font != "Georgia"


def test_no_run_of_a_heading_overrides_it(write, edition):
    tree = document(h(1, "Plain"), h(2, "Also plain"), h(3, "And this"))
    for docx in (write(tree), edition.docx):
        looks = Looks(docx)
        for style, run, words in runs(part(docx)):
            if looks.outline(style):
                assert run is None or looks.styles[run].find(f"{W}rPr/{W}color") is None, words


def test_a_status_and_its_mark_change_their_colour_together(write):
    looks = Looks(changed(write(whole()), "StatusMet", r"<w:color [^>]*/>", '<w:color w:val="AA0011"/>'))
    assert looks.look("TableText", "StatusMet").colour == looks.look("TableText", "StatusMarkMet").colour == "AA0011"


@pytest.fixture(params=theme_names())
def sample(request) -> Looks:
    return Looks(write_sample(load_theme(request.param)))


def test_every_chain_ends_in_normal_or_in_words_own_default(sample):
    for key, style in sample.styles.items():
        ends = [each.get(f"{W}styleId") for each in sample.chain(key)][-1]
        kind = style.get(f"{W}type")
        assert (
            ends
            == {
                "paragraph": "Normal",
                "character": "DefaultParagraphFont",
                "table": "TableNormal",
                "numbering": "NoList",
            }[kind]
        )
        assert len(list(sample.chain(key))) <= 8


def test_normal_says_nothing_itself(sample):
    normal = sample.styles["Normal"]
    assert normal.get(f"{W}default") == "1"
    assert normal.find(f"{W}rPr") is None and normal.find(f"{W}pPr") is None


def test_each_name_is_there_once_and_words_own_are_not_custom(sample):
    names = [val(style, "name") for style in sample.styles.values()]
    assert len({name.lower() for name in names}) == len(names)
    built_in = {val(style, "name") for style in sample.styles.values() if not style.get(f"{W}customStyle")}
    assert built_in == {
        "Normal", "Body Text", "Quote", "Title", "Subtitle", "Date", "TOC Heading", "Emphasis", "Strong", "Hyperlink",
        "FollowedHyperlink", "Default Paragraph Font", "Normal Table", "No List", "caption", "footnote text",
        "footnote reference", "page number", "header", "footer", "table of figures",
        *(f"heading {n}" for n in range(1, 7)), *(f"toc {n}" for n in range(1, 4)),
        *(f"List {kind}{n}" for kind in ("Bullet", "Number", "Continue") for n in ("", " 2", " 3")),
    }  # fmt: skip


def test_the_gallery_holds_what_writers_choose_and_nothing_that_is_hidden(sample):
    offered = {key for key, style in sample.styles.items() if style.find(f"{W}qFormat") is not None}
    hidden = {key for key, style in sample.styles.items() if style.find(f"{W}semiHidden") is not None}
    assert offered >= {
        "BodyText",
        "Lead",
        "Heading1",
        "Heading4",
        "Quote",
        "Caption",
        "Source",
        "ListBullet",
        "ListNumber",
        "ReportTable",
        "Strong",
    }
    assert not offered & {"TOC1", "Header", "Normal", "PageNumber", "Heading1Unlisted"}
    assert not offered & hidden
    assert hidden == {
        "SectionEnd", "TableGap", "BodyTextAfterTable", "HeaderLandscape", "FooterLandscape", "DefaultParagraphFont",
        "TableNormal", "NoList", "StatusMarkMet", "StatusMarkPartly", "StatusMarkNotMet", "StatusMarkNoData",
    }  # fmt: skip


def test_word_hides_its_other_styles_and_shows_ours_as_they_say(sample):
    latent = sample.root.find(f"{W}latentStyles")
    assert latent.get(f"{W}defSemiHidden") == "1" and latent.get(f"{W}defQFormat") == "0"
    rows = {e.get(f"{W}name"): e for e in latent}
    for style in sample.styles.values():
        name = val(style, "name")
        if name in rows:
            assert rows[name].get(f"{W}uiPriority") == val(style, "uiPriority"), name
            assert (rows[name].get(f"{W}qFormat") == "1") == (style.find(f"{W}qFormat") is not None), name
    assert {"heading 1", "Body Text", "Table Grid"} <= rows.keys()


def test_each_style_that_writers_choose_leads_to_a_style_that_exists(sample):
    for style in sample.styles.values():
        assert val(style, "next") in (None, *sample.styles)
    assert val(sample.styles["Heading1"], "next") == "BodyText"


def test_colours_and_fonts_are_the_themes(sample):
    """Design > Colours and Design > Fonts restyle everything but what must stay: a red that means "not met"."""
    literal = set()
    for key, style in sample.styles.items():
        for element in style.iter(f"{W}color", f"{W}top", f"{W}left", f"{W}bottom", f"{W}insideH"):
            if element.get(f"{W}color" if element.tag != f"{W}color" else f"{W}val") and not element.get(
                f"{W}themeColor"
            ):
                literal.add(key)
        for element in style.iter(f"{W}shd"):
            assert element.get(f"{W}themeFill"), key
        for element in style.iter(f"{W}rFonts"):
            assert element.get(f"{W}asciiTheme") or key.startswith("StatusMark"), key
    assert literal <= {"StatusNotMet"}
    assert sample.root.find(f".//{W}rPrDefault/{W}rPr/{W}rFonts").get(f"{W}asciiTheme") == "minorHAnsi"


def test_bullets_have_the_fonts_of_the_theme(write):
    fonts = list(part(write(p("x")), "word/numbering.xml").iter(f"{W}rFonts"))
    assert fonts and all(e.get(f"{W}asciiTheme") and not e.get(f"{W}ascii") for e in fonts)


def test_a_theme_colour_shows_as_the_value_beside_it(sample):
    """Word takes the slot, other programs the value: nobody may see a difference."""
    for element in sample.root.iter(f"{W}color"):
        value = element.get(f"{W}val")
        seen = sample.colour(element)
        assert max(abs(int(value[at : at + 2], 16) - int(seen[at : at + 2], 16)) for at in (0, 2, 4)) <= 12


def test_a_role_whose_colour_its_slot_does_not_give_names_no_slot():
    theme = load_theme("lagoon", {"rule": "#ff0000"})
    assert "themeColor" not in Palette.of(theme).attributes("rule")
    assert 'w:themeTint="66"' in Palette.of(load_theme("lagoon")).attributes("rule")


@pytest.mark.parametrize("name", theme_names())
def test_the_palette_agrees_with_an_independent_reckoning(name):
    palette = Palette.of(load_theme(name))
    for role in SLOTS:
        match = re.search(r'themeColor="(\w+)"(?: w:theme(Tint|Shade)="(\w\w)")?', palette.attributes(role))
        if match:
            slot = {
                "text1": "dk1",
                "background1": "lt1",
                "text2": "dk2",
                "background2": "lt2",
                "hyperlink": "hlink",
                "followedHyperlink": "folHlink",
            }.get(match[1], match[1])
            shade = shaded(palette.slots[slot], match[2], int(match[3], 16) / 255) if match[2] else palette.slots[slot]
            assert contrast(shade, palette.roles[role]) < 1.15, role


def test_no_style_is_left_over(sample):
    """Everything that is defined is used by a report, is a base of what is used, or is what Word needs itself."""
    used = {
        e.get(f"{W}val")
        for root in stories(sample.docx).values()
        for tag in ("pStyle", "rStyle", "tblStyle")
        for e in root.iter(f"{W}{tag}")
    }
    for key in list(used):
        used |= {style.get(f"{W}styleId") for style in sample.chain(key)}
    assert set(sample.styles) - used == {"FollowedHyperlink", "TableGap", "NoList"}


def test_styles_are_shown_as_word_shows_them():
    assert [shown(name) for name in ("heading 1", "toc 2", "table of figures", "TOC Heading", "FollowedHyperlink")] == [
        "Heading 1", "TOC 2", "Table of Figures", "TOC Heading", "FollowedHyperlink",
    ]  # fmt: skip


def test_lists_are_known_again_when_they_are_pasted_elsewhere(write):
    first, second = part(write(p("x")), "word/numbering.xml").findall(f"{W}abstractNum")
    assert val(first, "nsid") != val(second, "nsid") and len(val(first, "nsid")) == 8
    levels = [(e.get(f"{W}ilvl"), val(e, "pStyle")) for e in first.findall(f"{W}lvl")][:3]
    assert levels == [("0", "ListBullet"), ("1", "ListBullet2"), ("2", "ListBullet3")]
