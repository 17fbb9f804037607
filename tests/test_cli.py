"""The command: exit codes, what goes to which stream, no traceback for any input, and nothing lost."""

from __future__ import annotations

import json
import os
import pty
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reportgen.build.check import all_cards, check_workspace
from tests.broken import CASES, make
from tests.conftest import COMMAND, ROOT, copy_workspace, reportgen
from tests.helpers import write_workspace

COMMANDS = ("init", "check", "build", "list", "schema", "explain", "doctor", "style")


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return write_workspace(tmp_path)


# What each command gives ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", [(), *((name,) for name in COMMANDS)])
def test_help_is_a_result(command: tuple[str, ...]) -> None:
    done = reportgen(*command, "--help")
    assert done.returncode == 0 and done.stderr == "" and done.stdout.startswith("Usage: reportgen")
    assert "\x1b" not in done.stdout


def test_version_is_a_result() -> None:
    done = reportgen("--version")
    assert (done.returncode, done.stderr) == (0, "") and done.stdout.startswith("reportgen ")
    assert reportgen("--version", "--version").stdout == done.stdout


def test_build_prints_the_paths_and_nothing_else(workspace: Path, tmp_path: Path) -> None:
    done = reportgen("build", workspace, "--to", "html", "--out", tmp_path / "out")
    assert done.returncode == 0
    assert done.stdout == f"{tmp_path}/out/norlund/public/norlund.en.html\n"
    assert "2 warnings." in done.stderr and "FIN005" in done.stderr
    assert sorted(p.name for p in (tmp_path / "out/norlund/public").iterdir()) == ["norlund.en.html"]


def test_build_as_json_prints_findings_alone(workspace: Path, tmp_path: Path) -> None:
    done = reportgen("build", workspace, "--to", "html", "--out", tmp_path / "out", "--json")
    told = json.loads(done.stdout)
    assert told["version"] == 1 and {finding["rule"] for finding in told["findings"]} == {"FIN005"}
    assert "norlund.en.html" in done.stderr


def test_check_as_json_is_the_contract(workspace: Path) -> None:
    done = reportgen("check", workspace, "--json")
    assert done.returncode == 0
    keys = {"rule", "slug", "severity", "place", "found", "expected", "hint", "message"}
    assert all(set(finding) == keys for finding in json.loads(done.stdout)["findings"])


def test_check_as_json_of_a_broken_workspace_is_still_json(tmp_path: Path) -> None:
    done = reportgen("check", make("impossible year", tmp_path), "--json")
    assert done.returncode == 1
    assert [f["place"] for f in json.loads(done.stdout)["findings"]] == ["report.yaml:3:7"]


def test_check_prints_findings_as_its_result(workspace: Path) -> None:
    done = reportgen("check", workspace)
    assert (done.returncode, done.stderr) == (0, "2 warnings.\n")
    assert done.stdout.startswith("FIN005 no-as-of-date (2 warnings)\n  Why: ")
    assert "\n  finance.csv:2:as_of: " in done.stdout


def test_strict_makes_warnings_errors(workspace: Path, tmp_path: Path) -> None:
    assert reportgen("check", workspace, "--strict").returncode == 1
    done = reportgen("build", workspace, "--to", "html", "--out", tmp_path / "out", "--strict")
    assert done.returncode == 1 and done.stdout == "" and "FIN005 no-as-of-date (2 errors)" in done.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("what", ["kinds", "sections", "figures", "checks", "languages", "themes"])
def test_every_list_is_a_result(what: str) -> None:
    done = reportgen("list", what)
    assert done.returncode == 0 and done.stderr == "" and len(done.stdout.splitlines()) >= 1
    listed = json.loads(reportgen("list", what, "--json").stdout)
    assert list(listed) == [what] and all(name in done.stdout for name in listed[what])


def test_list_of_everything_holds_all_lists() -> None:
    listed = json.loads(reportgen("list", "--json").stdout)
    assert set(listed) == {"kinds", "sections", "figures", "checks", "languages", "profiles", "themes"}
    assert set(listed["kinds"]) >= {"country-report", "results-brief"}


def test_explain_prints_the_card_by_code_or_name() -> None:
    by_code, by_name = reportgen("explain", "fin001"), reportgen("explain", "shares-not-100")
    assert by_code.returncode == 0 and by_code.stdout == by_name.stdout
    assert by_code.stdout.startswith("FIN001 shares-not-100 (error)\n")
    assert json.loads(reportgen("explain", "FIN001", "--json").stdout)["code"] == "FIN001"


def test_every_card_can_be_explained() -> None:
    for code, card in all_cards().items():
        assert code == card.code and card.why and card.example and card.mend, code


# What is asked for wrongly -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--to", "odt"), "there is no format 'odt'; there are html, pdf, docx."),
        (("--lang", "qq"), "there is no language 'qq'; there are en"),
        (("--audience", "donor"), "there is no audience 'donor'; there are public, internal, review."),
        (("--templates", "/nowhere"), "there is no folder of templates /nowhere."),
        (("--frob",), "No such option: --frob"),
    ],
)
def test_unknown_choices_are_usage_errors(
    workspace: Path, tmp_path: Path, arguments: tuple[str, ...], told: str
) -> None:
    done = reportgen("build", workspace, "--out", tmp_path / "out", *arguments)
    assert (done.returncode, done.stdout) == (2, "") and told in done.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("explain", "FIN999"), "there is no rule 'FIN999'; near: FIN0"),
        (("explain", "STR00"), "there is no rule 'STR00'; so begin STR001 no-workspace, STR002"),
        (("explain", "STR0"), "STR008 unknown-file and "),
        (("explain", "zzzzzz"), "there is no rule 'zzzzzz'."),
        (
            ("list", "theme"),
            "there is no list 'theme'; there are kinds, sections, figures, checks, languages, profiles, themes.",
        ),
        (("pack", "inputs/demo"), "name one donor with --donor ID, or say --all."),
        (("pack", "inputs/demo", "--donor", "norlund", "--all"), "name one donor with --donor ID, or say --all."),
        (("pack", "inputs/demo", "--all", "--agreement", "A-01"), "--agreement goes with --donor."),
        (("pack", "inputs/demo", "--donor", "norlund", "--templates", "/nowhere"), "there is no folder of templates"),
        (("agreements", "inputs/demo", "--on", "31.3.2025"), "--on 31.3.2025 is not a day; a date such as 2025-03-31"),
        (("frobnicate",), "No such command 'frobnicate'"),
        (("build",), "Missing argument"),
        (("check",), "Missing argument"),
        (("explain",), "Missing argument"),
        (("schema", "/nowhere"), "there is no folder /nowhere"),
    ],
)
def test_usage_errors_exit_with_2(arguments: tuple[str, ...], told: str) -> None:
    done = reportgen(*arguments)
    assert (done.returncode, done.stdout) == (2, "") and told in done.stderr


@pytest.mark.parametrize("command", ["build", "check"])
def test_a_missing_folder_a_file_and_an_empty_folder_are_told_apart(tmp_path: Path, command: str) -> None:
    (tmp_path / "file").write_text("x")
    (tmp_path / "empty").mkdir()
    for name, told in [
        ("nowhere", "There is no folder"),
        # `check` takes a file of a workspace for the folder that holds it, so that another file is a slip of the hand.
        ("file", "is a file; a workspace is a folder" if command == "build" else "is no file of a workspace"),
        ("empty", "STR002 empty-workspace (1 error)"),
        ("empty/data.xlsx", "There is no file"),
    ]:
        done = reportgen(command, tmp_path / name)
        code = 2 if (command, name) == ("check", "file") else 1
        assert done.returncode == code and told in done.stdout + done.stderr, name
        assert not list(tmp_path.glob("out"))


def test_a_place_that_cannot_be_written_to_is_told_in_one_sentence(workspace: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    done = reportgen("build", workspace, "--to", "html", "--out", tmp_path / "file" / "out")
    assert done.returncode == 2 and "cannot be written: Not a directory" in done.stderr


def test_an_internal_error_says_so_and_exits_with_3() -> None:
    program = (
        "import reportgen.build.inventory as i, reportgen.cli as c, sys\n"
        "def fail(): raise ZeroDivisionError('on purpose')\n"
        "i.inventory = fail; sys.argv = ['reportgen', 'list']; c.main()"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.returncode == 3 and done.stdout == ""
    assert done.stderr.startswith("reportgen: internal error: ZeroDivisionError: on purpose\n")
    assert "Traceback" not in done.stderr and "REPORTGEN_DEBUG=1" in done.stderr


# Bad input -----------------------------------------------------------------------------------------------------------

EXPECTED = {
    "missing file": "outcomes.yaml: error [STR003 file-missing] outcomes.yaml is missing",
    "missing report.yaml": "report.yaml: error [STR003 file-missing] report.yaml is missing",
    "wrong encoding": "results.csv: error [STR006 not-text] results.csv is saved as UTF-16",
    "byte-order mark": "",
    "Windows-1252": "results.csv: info [STR005 old-encoding] results.csv is not UTF-8; it was read as Windows-1252.",
    "unknown key": "outcomes.yaml:15:13: error [STR020 unknown-key] There is no key “acumulation” here. Is “accumulation” meant?",
    "unknown column": "results.csv:1:sorce: error [STR031 unknown-column] There is no column “sorce”. Is “source” meant?",
    "duplicate key": "office.yaml:6:1: error [STR013 duplicate-key] The key “code” stands here again; it was given in line 1",
    "duplicate id": "partners.yaml:3:10: error [STR040 duplicate-code] “norlund” stands here as the id of a partner, and already",
    "duplicate code": "outcomes.yaml:16:11: error [STR040 duplicate-code] “D_1” stands here as the code, and already at outcomes.yaml:2:11.",
    "wrong type": "report.yaml:6:12: error [STR022 wrong-type] “languages” holds one value; a list is expected",
    "impossible year": "report.yaml:3:7: error [STR026 impossible-year] “20244” in “year” is not a year between 1900 and 2200.",
    "impossible period": "results.csv:2: error [STR028 contradiction] The period ends before it starts.",
    "impossible day": "results.csv:2:period_start: error [STR025 date-format] There is no day “2024-02-30”",
    "unknown outcome": "finance.csv:2:code: error [STR102 unknown-finance-code] There is no outcome or output “D_9”. Is “D_1” meant?",
    "unknown outcome of a narrative": "narratives/en/progress-note-2024.md:3:10: error [STR101 unknown-outcome] There is no outcome “D_7”.",
    "unknown indicator": "results.csv:2:indicator: error [STR103 unknown-indicator] There is no indicator “D_1.1.B”. Is “D_1.1.A” meant?",
    "unknown fact": "narratives/en/progress-note-2024.md:7:32: error [NAR001 unknown-figure] There is no figure "
    'indicators["D_1.1.B"].2024.result. Near: indicators["D_1.1.A"].2024.result.',
    "malformed fact": "narratives/en/progress-note-2024.md:7:32: error [NAR002 not-a-reference]",
    "unknown SDG target": "sdg.csv:2:target: error [STR110 unknown-sdg] Goal 5 has no target “5.77”.",
    "unknown partner": "contributions.csv:2:partner: error [STR104 unknown-partner] There is no partner “norlandia”. Is “norlund” meant?",
    "unknown agreement": "contributions.csv:2:agreement: error [STR105 unknown-agreement] There is no agreement “A-77”.",
    "unknown currency": "contributions.csv:2:currency: error [STR108 unknown-currency] There is no currency “XQQ”.",
    "thousands separators": "finance.csv:2:amount: error [STR024 number-format] “1,000,000” in “amount” has separators between thousands.",
    "decimal comma": "finance.csv:3:amount: error [STR024 number-format] “950000,5” in “amount” has a comma where a decimal point",
    "shares not 100": "sdg.csv:3:share: error [FIN001 shares-not-100] D_1, 2024: the shares add up to 90 instead of 100",
    "undeclared accumulation": "outcomes.yaml:11:13: warning [RES001 undeclared-accumulation] D_1.1.A does not say whether",
    "missing narrative": "report.yaml:6:13: warning [STR125 language-without-narratives] There is no narrative in “en”",
    "image missing": "images/images.yaml:3:11: error [IMG001 image-missing] The picture opening is missing",
    "image oversized": "images/images.yaml:3:11: error [IMG003 image-too-large] images/opening.png has more than 40 million pixels.",
    "image without alternative text": "images/images.yaml:2:5: error [IMG010 image-without-alternative-text] “opening” has no",
    "image without credit": "images/images.yaml:2:5: error [IMG011 image-without-credit] “opening” has no credit",
    "image without consent": "images/images.yaml:2:5: error [IMG012 image-without-consent] “opening” says nothing about consent",
    "image with a consent that ended": "images/images.yaml:6:38: error [IMG012 image-without-consent] “opening” has a consent that "
    "ended on 2020-01-01",
    "image that is none": "images/images.yaml:3:11: error [IMG002 image-format] images/opening.png is neither PNG nor JPEG",
    "empty workspace": "error [STR002 empty-workspace]",
    "broken YAML": "office.yaml:2:5: error [STR010 yaml-syntax] A list in brackets [] is not closed",
    "YAML alias": "office.yaml:1:7: error [STR011 yaml-not-allowed] An anchor (&a) stands here",
    "value and absence": "results.csv:2: error [STR028 contradiction] Either a value or an absence is expected, and not both.",
    "HTML in a narrative": "narratives/en/progress-note-2024.md:9:1: error [NAR902 markdown-not-read] “<script>” is HTML",
    "control character": "narratives/en/progress-note-2024.md:7:19: error [STR007 control-character] An invisible control character",
    "ragged row": "results.csv:3: error [STR034 row-length] The row has 7 cells, more than the 5 headings",
    "unknown plan": "report.yaml:5:7: error [STR100 unknown-plan] There is no plan “SP-2099”.",
    "unknown theme": "report.yaml:10:8: error [STR122 theme-impossible] There is no theme “lagon”. Is “lagoon” meant?",
    "unknown kind": "report.yaml:1:7: error [STR120 unknown-report-kind] There is no report kind “country-rapport”. Is “country-report”",
    "unknown language": "report.yaml:6:13: error [STR124 language-without-strings] There are no interface strings in “xx”",
    "unknown section": "report.yaml:10:18: error [STR121 unknown-section] There is no section of country-report called “sumary”.",
    "unknown section in order": "report.yaml:10:27: error [STR121 unknown-section] There is no section of country-report called “sumary”.",
    "unknown fact among key figures": "report.yaml:11:12: error [NAR001 unknown-figure] There is no figure counts.outcome. Near: counts.outcomes.",
}


def test_every_case_has_its_message() -> None:
    assert EXPECTED.keys() == CASES.keys()


@pytest.mark.parametrize("case", CASES)
def test_bad_input_is_told_with_its_place(case: str, tmp_path: Path) -> None:
    checked = check_workspace(make(case, tmp_path))
    assert EXPECTED[case] in "\n".join(map(str, checked.findings))
    assert checked.ok is not (": error [" in EXPECTED[case] or case == "empty workspace")


def printed(finding: str) -> tuple[str, str]:
    """Return what is printed of a finding: its rule as a heading, and its line."""
    place, rule, message = re.split(r"(?:^|: )error \[(.*?)\] ?", finding, maxsplit=1) if finding else ("", "", "")
    return f"{rule} (", f"  {place}: {message}" if place else ""


@pytest.mark.parametrize("case", [case for case in CASES if " error [" in f" {EXPECTED[case]}"])
def test_bad_input_stops_a_build_before_anything_is_written(case: str, tmp_path: Path) -> None:
    done = reportgen("build", make(case, tmp_path), "--to", "html", "--out", tmp_path / "out")
    assert (done.returncode, done.stdout) == (1, "")
    assert all(part in done.stderr for part in printed(EXPECTED[case]))
    assert "nothing was written" in done.stderr.splitlines()[-1]
    assert not (tmp_path / "out").exists()


def test_all_findings_come_in_one_run(tmp_path: Path) -> None:
    files = {name: content for case in ("unknown outcome", "unknown indicator", "duplicate id", "unknown SDG target")
             for name, content in CASES[case].items()}  # fmt: skip
    done = reportgen("check", write_workspace(tmp_path, **files))
    for code in ("STR102", "STR103", "STR040", "STR110", "NAR001"):
        assert code in done.stdout


# Nothing lost --------------------------------------------------------------------------------------------------------


def test_a_failed_build_leaves_the_old_deliverables(tmp_path: Path) -> None:
    workspace = copy_workspace("china-2024", tmp_path)
    assert reportgen("build", workspace, "--out", tmp_path / "out").returncode == 0
    home = tmp_path / "out/china-2024/public"
    before = {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in home.iterdir()}
    assert len(before) == 3
    results = workspace / "results.csv"
    results.write_text(results.read_text().replace("2024-12-31", "2024-13-31", 1))
    assert reportgen("build", workspace, "--out", tmp_path / "out").returncode == 1
    assert {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in home.iterdir()} == before


HOLD = """
import sys, time
from filelock import FileLock
with FileLock(sys.argv[1]):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_second_build_of_a_locked_workspace_stops_at_once(workspace: Path, tmp_path: Path) -> None:
    (workspace / ".reportgen").mkdir()
    holder = subprocess.Popen([sys.executable, "-c", HOLD, workspace / ".reportgen/lock"], stdout=subprocess.PIPE)
    try:
        assert holder.stdout and holder.stdout.readline() == b"held\n"
        started = time.monotonic()
        done = reportgen("build", workspace, "--to", "html", "--out", tmp_path / "out")
        assert (done.returncode, done.stdout) == (4, "")
        assert "another build of" in done.stderr and "`--wait` waits for it." in done.stderr
        assert time.monotonic() - started < 10
    finally:
        holder.kill()
        holder.communicate()
    # The system frees the lock of a process that was killed.
    assert reportgen("build", workspace, "--to", "html", "--out", tmp_path / "out").returncode == 0


@pytest.mark.parametrize("after", [0.6, 1.5, 2.5])
def test_ctrl_c_during_a_build_writes_nothing(tmp_path: Path, after: float) -> None:
    workspace = copy_workspace("demo", tmp_path)
    command = [sys.executable, "-c", COMMAND, "build", workspace, "--out", tmp_path / "out"]
    build = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True)
    # Interrupt once the build holds the workspace, so that a slow machine is not interrupted while Python starts.
    while not (workspace / ".reportgen/lock").exists():
        assert build.poll() is None
        time.sleep(0.01)
    time.sleep(after)
    os.killpg(build.pid, signal.SIGINT)
    out, told = build.communicate(timeout=30)
    assert (build.returncode, out) == (130, ""), told
    assert told.strip().splitlines()[-1] == "reportgen: interrupted; nothing was written."
    assert "Traceback" not in told
    assert not [
        path for path in tmp_path.rglob("*") if path.is_file() and "out" in path.relative_to(tmp_path).parts[:1]
    ]
    assert not list(workspace.rglob("*.part"))


# Terminals -----------------------------------------------------------------------------------------------------------


def _in_terminal(arguments: list[str], **environment: str) -> str:
    """Return what a terminal of 80 columns shows."""
    master, slave = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", COMMAND, *arguments],
        stdin=slave, stdout=slave, stderr=slave, env={**os.environ, "TERM": "xterm", **environment},
    )  # fmt: skip
    os.close(slave)
    shown = b""
    while True:
        try:
            data = os.read(master, 65536)
        except OSError:  # the other end is closed
            break
        if not data:
            break
        shown += data
    process.wait(timeout=60)
    os.close(master)
    return shown.decode()


def test_a_terminal_gets_colour_unless_it_asks_for_none(workspace: Path) -> None:
    assert "\x1b[33m" in _in_terminal(["check", str(workspace)])
    assert "\x1b[33m" not in _in_terminal(["check", str(workspace)], NO_COLOR="1")


def test_what_is_no_terminal_gets_neither_colour_nor_progress(workspace: Path, tmp_path: Path) -> None:
    done = reportgen("build", workspace, "--to", "html", "--out", tmp_path / "out", environment={"FORCE_COLOR": ""})
    assert "\x1b" not in done.stdout + done.stderr and "\r" not in done.stderr
    lines = [line for line in done.stderr.splitlines() if line]
    assert lines[0] == "FIN005 no-as-of-date (2 warnings)" and lines[-1] == "2 warnings."
    assert [line.split(":")[0] for line in lines[1:-1]] == ["  Why", "  finance.csv", "  finance.csv", "  Mend"]


def test_a_reader_that_goes_away_is_no_error() -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", COMMAND, "list", "checks"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout and process.stderr
    process.stdout.close()
    told = process.stderr.read()
    process.stderr.close()
    assert process.wait(timeout=60) == 0 and told == b""


def test_check_loads_neither_matplotlib_nor_the_page_layout(workspace: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from reportgen.build.check import check_workspace\n"
        f"check_workspace(Path({str(workspace)!r}))\n"
        "print([name for name in ('weasyprint', 'matplotlib.figure', 'docx') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


# Donors ----------------------------------------------------------------------------------------------------------------


def test_agreements_lists_what_donors_wait_for() -> None:
    done = reportgen("agreements", ROOT / "inputs" / "demo", "--on", "2025-04-15")
    assert done.returncode == 0, done.stderr
    rows = done.stdout.splitlines()
    assert rows[0].split() == ["due", "agreement", "donor", "state"]
    assert "2025-02-28  A-08       solmara-government  overdue; lacks final accounts" in done.stdout
    assert "2025-03-31  A-03       westmark            sent 2025-03-12" in done.stdout
    assert "2 overdue, 12 due, 42 sent on 2025-04-15." in done.stderr
    listed = json.loads(
        reportgen("agreements", ROOT / "inputs" / "demo", "--on", "2025-04-15", "--all", "--json").stdout
    )
    assert len(listed["reports"]) == 56 and listed["on"] == "2025-04-15"


def test_a_donor_that_does_not_exist_is_a_usage_error(tmp_path: Path) -> None:
    done = reportgen("pack", ROOT / "inputs" / "demo", "--donor", "norlnd", "--out", tmp_path / "out")
    assert (done.returncode, done.stdout) == (2, "") and "there is no donor 'norlnd' (is norlund meant?)" in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_pack_that_is_not_written_ends_with_1_and_says_why(tmp_path: Path) -> None:
    workspace = write_workspace(
        tmp_path,
        agreements="id,partner,outcomes,start,end,currency,amount\nA-1,norlund,D_1,2024-01-01,2025-12-31,EUR,9\n",
    )
    done = reportgen("pack", workspace, "--donor", "norlund", "--out", tmp_path / "out")
    assert (done.returncode, done.stdout) == (1, "")
    assert "FIN031 agreement-without-rate (1 error)" in done.stderr and "not written" in done.stderr
    assert not (tmp_path / "out").exists()
