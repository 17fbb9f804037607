"""Names and amounts of what is withheld, typed into texts that others read."""

from functools import partial
from pathlib import Path

import pytest

from reportgen.checks import check
from reportgen.findings import Finding
from reportgen.project import project
from tests.checks.conftest import read, says
from tests.helpers import MINIMAL

PARTNERS = MINIMAL["partners.yaml"] + (
    "  - {id: quill, name: {en: Quill Foundation}, acronym: QFD, roles: [funder], disclosure: internal}\n"
)
PAID = (
    "partner,agreement,outcome,year,amount,currency,disclosure\n"
    "quill,A-09,D_1,2024,78412.59,USD,internal\nquill,A-09,D_1,2023,1000.41,USD,internal\n"
)
AGREED = (
    "id,partner,title,outcomes,start,end,currency,amount\n"
    "A-09,quill,Childcare for the islands,D_1,2023-01-01,2024-12-31,USD,512890.63\n"
)


def found(folder: Path, text: str, rule: str, **files: str) -> list[Finding]:
    story = f"---\nkind: story\ntitle: T\n---\n{text}\n"
    files = {"partners": PARTNERS, "contributions": PAID, "agreements": AGREED, "narratives/en/story.md": story} | files
    report = read(folder, **files)
    return [finding for finding in check(report, partial(project, report, "public")) if finding.rule == rule]


@pytest.mark.parametrize("name", ["Quill Foundation", "quill foundation", "QFD", "Childcare for the islands"])
def test_a_name_that_is_withheld_is_found_in_a_text(tmp_path: Path, name: str):
    [line] = says(found(tmp_path, f"We thank the {name}.", "DIS005"))
    assert line == (
        f"narratives/en/story.md:5:1: error: The text is for the audience “public”, and names “{name}”, which is not."
    )


def test_other_words_are_silent(tmp_path: Path):
    assert found(tmp_path / "1", "A quill is a feather; the Quillon people.", "DIS005") == []
    text = "We thank the Quill Foundation."
    closed = f"---\nkind: story\ntitle: T\ndisclosure: internal\n---\n{text}\n"
    assert found(tmp_path / "2", "", "DIS005", **{"narratives/en/story.md": closed}) == []


@pytest.mark.parametrize("amount", ["78,412.59", "78412.59", "78 412.59", "78’413", "512,891", "79,413"])
def test_an_amount_that_is_withheld_is_found_in_a_text(tmp_path: Path, amount: str):
    """As typed, rounded, with any separators; also what the partner gave in all."""
    text = f"A grant of US${amount} came."
    hits = found(tmp_path, text, "DIS006")
    if amount == "79,413":
        assert hits == [], "a sum over years is left to the guard of the tables"
    else:
        [finding] = hits
        assert finding.severity == "error" and finding.found.strip() == amount


def test_amounts_that_others_gave_too_and_short_numbers_are_silent(tmp_path: Path):
    assert found(tmp_path, "In 2024 there were 950,000 dollars and 12 people.", "DIS006") == []


@pytest.mark.parametrize(
    ("file", "text"),
    [
        (
            "results",
            'indicator,period_start,period_end,value,source\nD_1.1.A,2024-01-01,2024-12-31,4,"Quill Foundation"\n',
        ),
        ("report", MINIMAL["report.yaml"] + "subtitle: {en: With the Quill Foundation}\n"),
        (
            "report",
            MINIMAL["report.yaml"] + "key_figures: [{fact: report.year, label: {en: paid by the Quill Foundation}}]\n",
        ),
        ("outcomes", MINIMAL["outcomes.yaml"].replace("{en: laws}", "{en: laws of the Quill Foundation}")),
        ("donors", "donors: [{partner: norlund, disclaimer: {en: Not the view of the Quill Foundation}}]\n"),
    ],
)
def test_every_text_that_is_printed_is_looked_at(tmp_path: Path, file: str, text: str):
    report = read(tmp_path, **{"partners": PARTNERS, "contributions": PAID, "agreements": AGREED, file: text})
    audience = "donor:norlund" if file == "donors" else "public"
    told = [f for f in check(report, partial(project, report, audience)) if f.rule == "DIS005"]
    assert len(told) == 1 and told[0].place.file.startswith(file)
