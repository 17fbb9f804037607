"""The page of findings: all of them, each with its source, escaped, legible, and the same bytes twice."""

from __future__ import annotations

import json
import re
import subprocess
import time
from pathlib import Path
from typing import Any

import lxml.html
import pytest

from reportgen.build.check import all_cards, check_workspace
from reportgen.build.findings_page import SOURCES_OF_A_RULE, SOURCES_OF_ALL, findings_page
from reportgen.contrast import LEAST_TEXT, contrast
from reportgen.findings import Card, Finding, Place
from reportgen.resources import templates
from tests.broken import CASES, make
from tests.conftest import ROOT
from tests.helpers import MINIMAL, write_workspace
from tests.writers.test_html import VNU, tool

CARD = Card("RES090", "odd-number", "error", why="Why <b>.", example="x", mend="Mend & go.", source="A standard")
ITEMS = "//ol[@class='findings']/li"


def page_of(findings: tuple[Finding, ...], folder: Path) -> Any:
    data = findings_page(findings, folder)
    assert data == findings_page(findings, folder)
    return lxml.html.document_fromstring(data.decode())


def words(element: Any) -> str:
    return " ".join(element.text_content().split())


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A workspace with a mistake in a table, in YAML and in a narrative, one of them an attack."""
    note = MINIMAL["narratives/en/progress-note-2024.md"].replace(
        "laws.", "laws & {{ counts.outcome }} <b>\n\nمرحبا.\n"
    )
    results = (
        MINIMAL["results.csv"].replace("Official gazette", "<script>alert(1)</script>")
        + "D_9,2024-01-01,2024-12-31,4,\n"
    )
    settings = MINIMAL["report.yaml"] + "languges: [en]\n"
    files = {"narratives/en/progress-note-2024.md": note, "results.csv": results, "report.yaml": settings}
    return write_workspace(tmp_path, **files)


def test_the_head_counts_by_severity_and_the_contents_lead_to_every_rule(broken: Path) -> None:
    findings = check_workspace(broken).findings
    page = page_of(findings, broken)
    assert words(page.find(".//h1")) == "Findings in norlund" and page.find(".//title").text == "Findings in norlund"
    counted = [words(each) for each in page.xpath("//ul[@class='sums']/li")]
    assert counted[0] == f"{sum(f.severity == 'error' for f in findings)} errors" and counted[1] == "2 warnings"
    links = [a.get("href")[1:] for a in page.xpath("//table[@class='contents']//a")]
    assert links == [section.get("id") for section in page.xpath("//section")]
    assert {link.partition("-")[0] for link in links} == {finding.rule for finding in findings}


def test_every_finding_is_shown_with_what_it_says(broken: Path) -> None:
    findings = check_workspace(broken).findings
    items = [words(item) for item in page_of(findings, broken).xpath(ITEMS)]
    assert len(items) == len(findings)
    for finding in findings:
        [item] = [
            item for item in items if item.startswith(f"{finding.place} ") and " ".join(finding.message.split()) in item
        ]
        assert finding.found in item and finding.expected in item


def test_a_rule_says_why_and_what_to_do_once(broken: Path) -> None:
    card = all_cards()["STR020"]
    [section] = page_of(check_workspace(broken).findings, broken).xpath("//section[@id='STR020-error']")
    assert words(section.find("h2")) == "STR020 unknown-key (1 error)"
    assert [words(each) for each in section.find("dl")] == ["Why", card.why, "Mend", card.mend, "Source", card.source]


def test_the_offending_word_and_cell_are_marked(broken: Path) -> None:
    page = page_of(check_workspace(broken).findings, broken)
    assert [words(mark) for mark in page.xpath("//*[@id='STR020-error']//mark")] == ["languges:"]
    [source] = page.xpath("//*[@id='STR103-error']//table[@class='row']")
    assert words(source.find(".//mark")) == "D_9"
    assert [words(th) for th in source.iter("th")][:3] == ["Line", "indicator", "period_start"]
    assert [words(mark) for mark in page.xpath("//*[@id='NAR001-error']//mark")] == ["{{ counts.outcome"]
    assert page.xpath("//*[@id='NAR001-error']//li[@class='here']")[0].get("value") == "7"


def test_what_the_inputs_say_is_never_markup(broken: Path) -> None:
    findings = (*check_workspace(broken).findings, CARD.at(Place("<i>.md"), "</li><script>x</script>", found="<u>"),
                CARD.at(Place("results.csv", 2, "source"), "m"))  # fmt: skip
    page = page_of(findings, broken)
    assert not [each for each in page.iter("script", "b", "i", "u", "img", "link", "iframe")]
    assert "<script>alert(1)</script>" in words(page)
    assert not re.search(r"(?:src|href)=\"(?!#)|url\(|@import|https?:", findings_page(findings, broken).decode())


def test_a_source_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    page = page_of((CARD.at(Place("gone.md", 3, "1"), "m"), CARD.at(Place("gone.md"), "n")), tmp_path)
    first, second = (words(item) for item in page.xpath(ITEMS))
    assert first.endswith("The source cannot be read here.") and second == "gone.md n Mend & go."


def test_a_workspace_without_findings_says_so(tmp_path: Path) -> None:
    page = page_of((), tmp_path / "office")
    assert "No findings." in words(page) and not page.xpath("//table | //section")


@pytest.mark.parametrize("case", [*CASES, "nowhere"])
def test_no_input_breaks_the_page_or_puts_a_path_of_this_machine_on_it(case: str, tmp_path: Path) -> None:
    folder = make(case, tmp_path) if case in CASES else tmp_path / "nowhere"
    assert str(tmp_path).encode() not in findings_page(check_workspace(folder).findings, folder)


def test_letters_that_no_file_can_hold_do_not_stop_it(tmp_path: Path) -> None:
    assert "lone" in words(page_of((CARD.at(Place("a\udce9.md", 1), "lone \ud800"),), tmp_path))


def test_sources_are_capped_and_the_page_says_so(broken: Path) -> None:
    many = tuple(CARD.at(Place("results.csv", 2, "value"), f"m{n}") for n in range(SOURCES_OF_A_RULE + 50))
    page = page_of(many, broken)
    assert len(page.xpath(ITEMS)) == len(many) and len(page.xpath("//div[@class='source']")) == SOURCES_OF_A_RULE
    assert "The sources are shown for the first 200 of 250 findings." in words(page)


def test_twenty_thousand_findings_make_a_page_that_opens(broken: Path) -> None:
    cards = [Card(f"RES{n:03}", f"rule-{n}", "warning", why="Why.", example="x", mend="Mend.") for n in range(100)]
    many = tuple(
        cards[n % 100].at(
            Place("results.csv", 2, "value"), f"Finding {n} is told in about one line of words " * 2, found="4"
        )
        for n in range(20_000)
    )
    began = time.process_time()
    data = findings_page(many, broken)
    assert time.process_time() - began < 8
    assert len(data) < 20 * 2**20 and data.count(b"<mark>") == SOURCES_OF_ALL
    assert data.count(b'class="place"') == 20_000


def test_every_colour_can_be_read_on_every_ground() -> None:
    css = (templates() / "findings" / "page.css").read_text(encoding="utf-8")
    schemes = [
        dict(re.findall(r"--([a-z-]+): #([0-9a-f]{6})", block))
        for block in re.findall(r":root \{(.*?)\}", css, re.DOTALL)
    ]
    assert len(schemes) == 3
    for scheme in schemes:
        assert contrast(scheme["on-mark"], scheme["mark"]) >= LEAST_TEXT
        for name in ("text", "quiet", "link", "error", "warning", "info"):
            for ground in ("ground", "raised"):
                assert contrast(scheme[name], scheme[ground]) >= LEAST_TEXT, (name, ground)


def test_the_page_is_valid_accessible_and_fits_a_phone(broken: Path, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_bytes(findings_page(check_workspace(broken).findings, broken))
    command = [tool("java"), "-jar", VNU, "--format", "json", "--exit-zero-always", file]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert json.loads(done.stderr or done.stdout)["messages"] == []
    checker = ROOT / "tests" / "writers" / "axe.cjs"
    done = subprocess.run([tool("node"), checker, tool("chromium"), file], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)[str(file)]
    assert found["violations"] == [] and found["passes"] > 15
    assert found["requests"] == [f"file://{file}"] and found["scrollsSideways"] is False
