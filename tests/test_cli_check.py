"""`check` and `explain`: what is printed, which files are written, and what is refused."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from reportgen.build.check import all_cards
from tests.conftest import ROOT, reportgen
from tests.helpers import MINIMAL, write_workspace

ROWS = "".join(f"D_9,{year}-01-01,{year}-12-31,4,\n" for year in range(2000, 2024))


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A workspace with 24 errors of one rule, two warnings of another, and some notes."""
    return write_workspace(tmp_path, **{"results.csv": MINIMAL["results.csv"] + ROWS})


def test_findings_are_printed_by_rule_with_why_and_mend_once(workspace: Path) -> None:
    done = reportgen("check", workspace)
    assert done.returncode == 1 and done.stderr.startswith("24 errors, 2 warnings")
    first, second, *_ = done.stdout.rstrip("\n").split("\n\n")
    card = all_cards()["STR103"]
    heading, why, *lines, more, mend = first.split("\n")
    assert heading == "STR103 unknown-indicator (24 errors)" and why == f"  Why: {card.why}"
    assert len(lines) == 20 and all(line.startswith("  results.csv:") for line in lines)
    assert lines[0].startswith("  results.csv:3:indicator: There is no indicator “D_9”.")
    assert more == "  and 4 more (--all shows them)" and mend == f"  Mend: {card.mend}"
    assert second.startswith("FIN005 no-as-of-date (2 warnings)\n")


def test_all_prints_every_finding(workspace: Path) -> None:
    told = reportgen("check", workspace, "--all").stdout
    assert told.partition("\n\n")[0].count("  results.csv:") == 24 and "more (" not in told


def test_a_build_says_how_to_see_the_rest(workspace: Path, tmp_path: Path) -> None:
    done = reportgen("build", workspace, "--to", "html", "--out", tmp_path / "out")
    assert "STR103 unknown-indicator (24 errors)\n" in done.stderr
    assert "  and 4 more (reportgen check --all shows those of the inputs)\n" in done.stderr


def test_nothing_found_is_said(tmp_path: Path) -> None:
    finance = MINIMAL["finance.csv"].replace("currency", "currency,as_of").replace("USD", "USD,2025-01-31")
    done = reportgen("check", write_workspace(tmp_path, **{"finance.csv": finance}))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "No findings.\n")


def test_files_are_written_beside_what_is_printed(workspace: Path, tmp_path: Path) -> None:
    page, log = tmp_path / "made" / "findings.html", tmp_path / "made" / "findings.sarif"
    done = reportgen("check", workspace, "--html", page, "--sarif", log)
    assert done.returncode == 1 and done.stdout == reportgen("check", workspace).stdout
    assert page.read_text("utf-8").startswith("<!DOCTYPE html>") and "STR103" in page.read_text("utf-8")
    results = json.loads(log.read_text("utf-8"))["runs"][0]["results"]
    assert [result["level"] for result in results[:27]] == ["error"] * 24 + ["warning"] * 2 + ["note"] * (
        len(results) > 26
    )
    assert sorted(path.name for path in page.parent.iterdir()) == ["findings.html", "findings.sarif"]
    before = page.read_bytes(), log.read_bytes()
    told = json.loads(reportgen("check", workspace, "--json", "--html", page, "--sarif", log).stdout)
    assert len(told["findings"]) == len(results) and (page.read_bytes(), log.read_bytes()) == before


def test_files_are_written_for_a_folder_that_is_none(tmp_path: Path) -> None:
    done = reportgen("check", tmp_path / "nowhere", "--html", tmp_path / "a.html", "--sarif", tmp_path / "a.sarif")
    assert done.returncode == 1 and "STR001" in (tmp_path / "a.html").read_text("utf-8")
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize("option", ["--sarif", "--html"])
def test_a_dash_is_standard_output(workspace: Path, option: str) -> None:
    done = reportgen("check", workspace, option, "-")
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith("{" if option == "--sarif" else "<!DOCTYPE html>") and "\nSTR103 " not in done.stdout


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--json", "--sarif", "-"), "only one of --json, --sarif - and --html - can have standard output."),
        (("--html", "-", "--sarif", "-"), "only one of"),
        (("--html", "report.yaml"), "--html report.yaml: the name must end in .html or .htm, or be -."),
        (("--sarif", "/dev/null"), "--sarif /dev/null: the name must end in .sarif or .json, or be -."),
        (("--templates", "/nowhere"), "there is no folder of templates /nowhere."),
    ],
)
def test_what_cannot_be_meant_is_refused_before_anything_is_written(
    workspace: Path, arguments: tuple[str, ...], told: str
) -> None:
    before = {path: path.read_bytes() for path in workspace.rglob("*") if path.is_file()}
    done = reportgen("check", workspace, *arguments)
    assert (done.returncode, done.stdout) == (2, "") and told in done.stderr
    assert {path: path.read_bytes() for path in workspace.rglob("*") if path.is_file()} == before


def test_a_file_that_cannot_be_written_is_told_in_one_sentence(workspace: Path) -> None:
    done = reportgen("check", workspace, "--html", workspace / "report.yaml" / "a.html")
    assert done.returncode == 2 and done.stderr.count("\n") == 1
    assert re.search(r"a\.html cannot be written: \w", done.stderr)


def test_explain_takes_several_rules_by_code_or_name() -> None:
    done = reportgen("explain", "fin001", "no-as-of-date", "FIN001")
    first, second = done.stdout.split("\n\nFIN005 ")
    assert done.returncode == 0 and first.startswith("FIN001 shares-not-100 (error)\n\nWhy:     ")
    assert second.startswith("no-as-of-date (warning)\n")
    assert [card["code"] for card in json.loads(reportgen("explain", "FIN001", "FIN005", "--json").stdout)] == [
        "FIN001",
        "FIN005",
    ]


def test_an_unknown_rule_among_several_prints_nothing_and_names_near_ones() -> None:
    done = reportgen("explain", "FIN001", "share-not-100")
    assert (done.returncode, done.stdout) == (2, "") and "near: shares-not-100" in done.stderr


@pytest.mark.parametrize(("columns", "widest"), [("60", 60), ("300", 100), ("", 100)])
def test_cards_are_wrapped_to_the_terminal_and_lose_no_word(columns: str, widest: int) -> None:
    codes = sorted(all_cards())
    done = reportgen("explain", *codes, environment={"COLUMNS": columns})
    assert max(map(len, done.stdout.splitlines())) <= widest
    told = " ".join(done.stdout.split())
    for card in all_cards().values():
        for text in (card.why, card.example, card.mend):
            assert " ".join(text.split()) in told


def test_help_and_a_check_without_files_load_no_templates() -> None:
    program = (
        "import sys; from reportgen import cli; print([n for n in ('jinja2', 'pydantic', 'lxml') if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout == "[]\n"
