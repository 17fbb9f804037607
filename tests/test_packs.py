"""The packs of all donors of the demonstration: what is in them, that it is sound, and that it says the same everywhere."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import page
import pikepdf
import pytest
from lxml import etree
from PIL import Image

from tests.conftest import Packs, copy_workspace, reportgen
from tests.packs import DONORS, files_of
from tests.reading import read_docx, read_pdf, structure
from tests.writers.docx.accessible import problems
from tests.writers.docx.conftest import VALIDATOR, missing
from tests.writers.docx.read_back import part

ELSEWHERE = {"PYTHONHASHSEED": "4242", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "SOURCE_DATE_EPOCH": "86400"}


def documents(packs: Packs, donor: str, form: str) -> list[Path]:
    return [path for path in files_of(packs.of(donor)) if path.suffix == f".{form}"]


def words_of(path: Path) -> str:
    """Return the words of a PDF as its tags give them, or of a Word file as its XML does."""
    reading = read_pdf(structure(path)) if path.suffix == ".pdf" else read_docx(path.read_bytes())
    return " ".join(reading.words)


@pytest.fixture(scope="module")
def validate_word(tmp_path_factory: pytest.TempPathFactory) -> Callable[[bytes], list[str]]:
    """Return the errors that the Open XML SDK finds."""

    def errors(docx: bytes) -> list[str]:
        if not VALIDATOR.exists():
            missing("the Open XML validator")
        path = tmp_path_factory.mktemp("valid") / "pack.docx"
        path.write_bytes(docx)
        done = subprocess.run([VALIDATOR, path], capture_output=True, text=True, timeout=60)
        return [f"{error['path']}: {error['description']}" for error in json.loads(done.stdout)["errors"]]

    return errors


@pytest.mark.parametrize("donor", DONORS)
def test_a_brief_has_two_pages(packs: Packs, donor: str) -> None:
    with pikepdf.open(packs.file(donor, "brief.en.pdf")) as pdf:
        assert len(pdf.pages) == 2


@pytest.mark.parametrize("donor", DONORS)
def test_a_brief_has_few_words(packs: Packs, donor: str) -> None:
    words = words_of(packs.file(donor, "brief.en.docx")).split()
    # About 500 of prose; the rest stands in tables and small print.
    assert 350 <= len([word for word in words if re.search("[a-z]{2}", word)]) <= 750


@pytest.mark.parametrize("donor", DONORS)
def test_every_agreement_in_force_but_core_has_its_report(packs: Packs, donor: str) -> None:
    manifest = json.loads((packs.of(donor) / "manifest.json").read_text())
    reported = {a for a in manifest["agreements"] if a != "A-17"}
    for form in ("pdf", "docx"):
        names = {re.search(r"(A-\d+)\.report", path.name) for path in documents(packs, donor, form)}
        assert {found[1] for found in names if found} == reported


@pytest.mark.parametrize("donor", DONORS)
def test_pdf_and_word_of_one_document_say_the_same(packs: Packs, donor: str) -> None:
    """Every amount, share and result stands in both."""
    for pdf in documents(packs, donor, "pdf"):
        figures = re.compile(r"(?:US\$|€|£)?\d[\d,.’]*\d%?|\d+%")
        one, two = (set(figures.findall(words_of(path))) for path in (pdf, pdf.with_suffix(".docx")))
        assert len(one) > 30 and {each for each in one ^ two if len(each) > 3} == set(), pdf.name


@pytest.mark.parametrize("donor", DONORS)
@pytest.mark.parametrize("profile", ["ua1", "3a"])
def test_every_pdf_is_pdf_ua_and_pdf_a(packs: Packs, donor: str, profile: str) -> None:
    for path in documents(packs, donor, "pdf"):
        assert [str(each) for each in page.validate_pdf_bytes(path.read_bytes(), profile=profile).failures] == [], (
            path.name
        )


@pytest.mark.parametrize("donor", DONORS)
def test_every_word_file_is_valid_and_accessible(packs: Packs, donor: str, validate_word) -> None:
    for path in documents(packs, donor, "docx"):
        assert validate_word(path.read_bytes()) == [], path.name
        if ".form." not in path.name:  # what is not filled in is the donor's own
            assert problems(path.read_bytes()) == [], path.name


@pytest.mark.parametrize("donor", DONORS)
def test_the_manifest_lists_every_file_with_its_sum(packs: Packs, donor: str) -> None:
    home = packs.of(donor)
    listed = {each["name"]: each for each in json.loads((home / "manifest.json").read_text())["files"]}
    there = {path.relative_to(home).as_posix(): path.read_bytes() for path in files_of(home)}
    assert set(listed) == set(there) - {"manifest.json"}
    for name, each in listed.items():
        assert (each["bytes"], each["sha256"]) == (len(there[name]), hashlib.sha256(there[name]).hexdigest())


@pytest.mark.parametrize("donor", DONORS)
def test_every_figure_comes_as_png_and_svg_with_its_words(packs: Packs, donor: str) -> None:
    charts = packs.of(donor) / "charts"
    told = (charts / "alternative-texts.en.txt").read_text()
    names = {path.stem for path in charts.iterdir() if path.suffix in (".png", ".svg")}
    assert names
    for name in names:
        svg = etree.fromstring((charts / f"{name}.svg").read_bytes())
        said = {child.tag.rpartition("}")[2]: child.text for child in svg[:2]}
        with Image.open(charts / f"{name}.png") as picture:
            assert picture.info["Title"] == said["title"] and picture.info["Description"] == said["desc"]
            assert picture.width > 1200
        assert f"{name}\n{said['title']}\n{said['desc']}\n" in told and len(said["desc"]) > 60


def test_the_readme_says_what_is_in_the_folder_and_how_to_use_it(packs: Packs) -> None:
    told = (packs.of("norlund") / "README.txt").read_text()
    assert "demo.norlund.A-02.report.en.docx  Report on agreement A-02, 2024" in told
    assert "The data stand as of 15 March 2025; the pack was issued on 31 March 2025." in told
    assert "Credit line: With the support of the people of Norlund" in told


# What donors ask for -------------------------------------------------------------------------------------------------


def test_an_april_to_march_agreement_is_reported_by_its_own_period(packs: Packs) -> None:
    words = words_of(packs.file("aldermere", "A-05.report.en.docx"))
    assert (
        "01/04/2024 – 31/03/2025" in words and "Results are recorded by calendar year and are those of 2024." in words
    )


def test_numbers_dates_and_fonts_are_the_donor_s(packs: Packs) -> None:
    assert "US$19\u202f" not in words_of(packs.file("norlund", "brief.en.docx"))
    assert re.search(r"US\$\d{1,3} \d{3} \d{3}", words_of(packs.file("kestland", "brief.en.docx")))
    assert re.search(r"US\$\d{1,3}’\d{3}", words_of(packs.file("brevia", "brief.en.docx")))
    fonts = subprocess.run(
        ["pdffonts", packs.file("brevia", "brief.en.pdf")], capture_output=True, text=True, check=True
    )
    assert "Serif" not in fonts.stdout and "NotoSans" in fonts.stdout.replace("-", "")


def test_amounts_of_the_union_are_in_its_currency_with_the_average_rate(packs: Packs) -> None:
    words = words_of(packs.file("meridian-union", "A-10.report.en.docx"))
    assert "€1,980,000" in words and re.search(r"average rate of the payments received, USD 1 = EUR 0\.\d{4}", words)


def test_emblem_and_line_are_one_figure_in_pdf_and_stay_together_in_word(packs: Packs) -> None:
    docx = packs.file("meridian-union", "brief.en.docx").read_bytes()
    body = part(docx)
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    [line] = [p for p in body.iter(f"{w}p") if "Co-funded by the Meridian Union" in "".join(p.itertext())]
    before = line.getprevious()
    assert before.find(f".//{w}drawing") is not None
    assert before.find(f"{w}pPr/{w}keepNext") is not None or b"keepNext" in etree.tostring(
        part(docx, "word/styles.xml")
    )
    assert "Meridian Union, emblem" in etree.tostring(before, encoding="unicode")


def test_the_union_s_disclaimer_stands_at_the_start(packs: Packs) -> None:
    words = words_of(packs.file("meridian-union", "brief.en.docx"))
    assert words.index("sole responsibility") < words.index("Your contribution")
    other = words_of(packs.file("norlund", "brief.en.docx"))
    assert other.index("The views expressed") > other.index("What comes next")


def test_a_waiver_shows_neither_line_nor_logo_but_its_reference(packs: Packs) -> None:
    words = words_of(packs.file("brightloom", "brief.en.docx"))
    assert "Visibility waived: letter of 2 May 2024." in words and "Made possible" not in words


def test_pooled_money_contributed_and_core_money_is_attributed_to_nothing(packs: Packs) -> None:
    pooled = words_of(packs.file("velda-fund", "brief.en.docx"))
    assert "The pooled fund contributed to the results below" in pooled and "helped to achieve" not in pooled
    core = words_of(packs.file("kestland", "brief.en.docx"))
    assert "They are not attributed to an outcome or a result." in core and "A-17" in core
    assert not [path for path in documents(packs, "kestland", "pdf") if "A-17" in path.name]


def test_a_joint_programme_shows_the_share_and_counts_people_once(packs: Packs) -> None:
    words = words_of(packs.file("velda-fund", "A-09.report.en.docx"))
    assert "joint programme" in words and "38 per cent" in words and "people are counted once" in words


def test_targets_show_their_first_and_their_current_value(packs: Packs) -> None:
    words = words_of(packs.file("velda-fund", "A-09.report.en.docx"))
    assert re.search(r"14,500 14,000", words)
    assert "Reason for variance" in words and "Source of verification" in words


def test_a_financial_statement_adds_up(packs: Packs) -> None:
    """Brought forward + received - expenditure = balance, in every column; and the payments add up to what was received."""
    words = words_of(packs.file("norlund", "A-02.report.en.docx"))

    def amounts(name: str, columns: int = 3) -> list[int]:
        found = re.search(rf"{name} ((?:US\$[\d,]+ ?){{{columns}}})", words)
        assert found, name
        return [int(each.replace(",", "")) for each in re.findall(r"US\$([\d,]+)", found[1])]

    brought, received, spent, left = (
        amounts(name) for name in ("Brought forward", "Received", "Expenditure", "Balance")
    )
    assert all(abs(b + r - s - rest) <= 1 for b, r, s, rest in zip(brought, received, spent, left, strict=True))
    assert all(abs(sum(row[:-1]) - row[-1]) <= 1 for row in (brought, received, spent, left))


def test_a_form_of_the_donor_s_own_is_filled(packs: Packs) -> None:
    words = "".join(part(packs.file("solmara-government", "A-08.form.en.docx").read_bytes()).itertext())
    assert "Government of Solmara" in words and "US$" in words and "{{" not in words
    assert "empty in the form: Stamp" in packs.told


# The same again --------------------------------------------------------------------------------------------------------


@pytest.mark.proof
def test_a_pack_made_elsewhere_has_the_same_bytes(packs: Packs, tmp_path: Path) -> None:
    folder = tmp_path / "another folder, with a longer name é"
    workspace = copy_workspace("demo", folder)
    done = reportgen(
        "pack",
        workspace,
        "--donor",
        "solmara-government",
        "--out",
        tmp_path / "out",
        environment=ELSEWHERE,
        cwd=tmp_path,
    )
    assert done.returncode == 0, done.stderr
    again = tmp_path / "out" / "demo" / "packs" / "solmara-government"
    assert [path.name for path in files_of(again)] == [path.name for path in files_of(packs.of("solmara-government"))]
    for path in files_of(again):
        assert path.read_bytes() == (packs.of("solmara-government") / path.relative_to(again)).read_bytes(), path.name


@pytest.mark.proof
def test_a_pack_made_again_with_its_ledger_has_the_same_bytes(packs: Packs, tmp_path: Path) -> None:
    workspace = shutil.copytree(packs.workspace, tmp_path / "demo")
    ledger = (workspace / "disclosure-ledger.yaml").read_bytes()
    done = reportgen("pack", workspace, "--donor", "coast-bank", "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    again = tmp_path / "out" / "demo" / "packs" / "coast-bank"
    for path in files_of(again):
        assert path.read_bytes() == (packs.of("coast-bank") / path.relative_to(again)).read_bytes(), path.name
    assert (workspace / "disclosure-ledger.yaml").read_bytes() == ledger


def test_one_agreement_alone_stands_in_a_folder_of_its_own(packs: Packs, tmp_path: Path) -> None:
    workspace = shutil.copytree(packs.workspace, tmp_path / "demo")
    done = reportgen(
        "pack", workspace, "--donor", "norlund", "--agreement", "A-19", "--out", tmp_path / "out", "--json"
    )
    assert done.returncode == 0, done.stderr
    [made] = json.loads(done.stdout)["packs"]
    names = {Path(path).name for path in made["paths"]}
    assert "demo.norlund.A-19.report.en.pdf" in names and "demo.norlund.A-01.report.en.pdf" not in names
    assert (tmp_path / "out" / "demo" / "packs" / "norlund.A-19").is_dir()
