"""A narrative that is bad in any way is handled, or refused at its place; never a traceback, and never a wait without end."""

from __future__ import annotations

import signal
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from reportgen.build.check import check_workspace
from reportgen.checks import check
from reportgen.findings import Finding
from reportgen.load import load
from tests.conftest import reportgen
from tests.helpers import write_workspace

FILE = "narratives/en/bad.md"
FRONT = "---\nkind: progress-note\noutcome: D_1\nyear: 2023\ntitle: A note\n---\n"
SECONDS = 120
"""A hundred times what is expected on one slow core: what reaches it would never have ended."""
MEGABYTE = 2**20 - 200
CHINESE = "议会在本年度修订了四项法律，并在三个省设立了妇女庇护所。"
ARABIC = "راجع البرلمان أربعة قوانين هذا العام، وافتتحت ثلاث مقاطعات ملاجئ للنساء اللواتي نجون من العنف. "
RUSSIAN = "В этом году парламент пересмотрел четыре закона, и в трёх областях открылись приюты для женщин. "
ENGLISH = "In 2023 the parliament revised four laws on pay, and three provinces opened shelters for women. "


def filled(text: str, size: int = MEGABYTE) -> str:
    """Return `text` again and again, up to `size` bytes."""
    return text * (size // len(text.encode()))


def nested(mark: str, depth: int) -> str:
    """Return a list in a list, or a quotation in a quotation, so many deep."""
    return "\n".join(
        f"{mark * level if mark == '> ' else '  ' * level + mark}Level {level} of the law." for level in range(depth)
    )


HANDLED: Mapping[str, str] = {
    "one paragraph of a megabyte": filled(ENGLISH),
    "one sentence of a megabyte": filled("the women of the province and "),
    "one word of a megabyte": "a" * MEGABYTE,
    "many short paragraphs": filled("Four laws were revised.\n\n"),
    "many different paragraphs": "\n\n".join(f"In village {n} the council met {n + 7} times in 2023." for n in range(18_000)),
    "nothing": "",
    "blanks only": " \n\t\n" * 1000,
    "headings only": "## One\n\n### Two\n\n## Three\n",
    "a heading and nothing below": "## What changed\n",
    "Arabic in an English folder": filled(ARABIC, 20_000),
    "Chinese in an English folder": filled(CHINESE, 20_000),
    "Russian in an English folder": filled(RUSSIAN, 20_000),
    "mixed scripts in a word": filled("The Соmmittee of Νorlund heard the pеtition of wоmen. ", 20_000),
    "invisible characters": filled("The com\u00admittee\u200b of Nor\ufeffland\u200d met. ", 20_000),
    "bidi overrides": filled("The law \u202eswal ruof\u202c was \u2067revised\u2069 and \u202aadopted. ", 20_000),
    "ten thousand numbers": " ".join(str(number) for number in range(10_000)),
    "ten thousand percentages": " ".join(f"{number % 100} per cent," for number in range(10_000)),
    "ten thousand years": " ".join(str(1900 + number % 200) for number in range(10_000)),
    "five thousand acronyms": " ".join(f"A{chr(65 + n % 26)}{chr(65 + n // 26 % 26)}{chr(65 + n // 676)}" for n in range(5_000)),
    "five thousand defined acronyms": " ".join(
        f"Alpha {chr(65 + n % 26)}eta {chr(65 + n // 26 % 26)}amma {chr(65 + n // 676)}elta (A{chr(65 + n % 26)}{chr(65 + n // 26 % 26)}{chr(65 + n // 676)})"
        for n in range(5_000)
    ),
    "opened and never closed brackets": "(" * 100_000,
    "opened and never closed quotations": "“" * 100_000 + "”",
    "straight quotation marks": '"' * 100_000,
    "points": "." * 100_000,
    "blanks within a line": "a" + " " * 100_000 + "b",
    "digits": "1" * 100_000,
    "commas and digits": "1," * 100_000,
    "hyphens": "a-" * 100_000,
    "capital letters": "A" * 100_000,
    "combining marks": "e" + "\u0301" * 100_000,
    "emoji": "👩\u200d⚖️ " * 20_000,
    "at signs": "@Anna " * 20_000,
    "square brackets": filled("\\[insert number\\] ", 20_000),
    "a wide table": "| " + " | ".join("abcdefgh") + " |\n|" + "---|" * 8 + "\n" + filled("| 1 " * 8 + "|\n", 100_000),
    "deep lists": nested("- ", 60),
    "deep quotations": nested("> ", 60),
    "very deep lists": nested("- ", 400),
    "very deep quotations": nested("> ", 400),
}  # fmt: skip
"""What is read, or refused in parts, and what every rule must survive."""
REFUSED: Mapping[str, tuple[bytes, str]] = {
    "control characters": (FRONT.encode() + b"The law\x0b was \x01revised.\n", "STR007"),
    "invalid UTF-8": (FRONT.encode() + b"The law \xff\xfe\xc3\x28 was revised \xe2\x82.\n", ""),
    "a lone surrogate": (FRONT.encode() + b"The law \xed\xa0\x80 was revised.\n", ""),
    "a packed file": (b"PK\x03\x04" + b"\x00" * 200, "STR006"),
    "no front matter": (b"Four laws were revised.\n", "NAR"),
    "front matter that does not end": (b"---\nkind: story\nFour laws.\n", "NAR"),
    "over a megabyte": (FRONT.encode() + b"Four laws were revised. " * 60_000, "STR"),
    "no bytes": (b"", "NAR"),
}
"""What the loader refuses, and by which rule; empty where it may also read it in an older encoding, and say so."""
CASES: Mapping[str, bytes] = {name: (FRONT + body).encode() for name, body in HANDLED.items()} | {
    name: body for name, (body, _) in REFUSED.items()
}


def workspace(folder: Path, body: bytes) -> Path:
    """Return a workspace with one more narrative, and another of the year before with the same words."""
    return write_workspace(folder, **{FILE: body})


@contextmanager
def within(seconds: int) -> Iterator[None]:
    """Fail what has not ended after `seconds`; a regular expression is interrupted too."""

    def late(*_: object) -> None:
        raise AssertionError(f"not done after {seconds} seconds")

    held = signal.signal(signal.SIGALRM, late)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, held)


def findings_of(folder: Path, body: bytes) -> list[Finding]:
    """Return what loading and all checks say about one more narrative."""
    loaded = load(workspace(folder, body))
    assert loaded.report is not None
    return [*loaded.findings, *check(loaded.report)]


@pytest.mark.parametrize("name", HANDLED)
def test_a_bad_narrative_is_read_and_what_is_said_of_it_has_a_place(tmp_path: Path, name: str):
    with within(SECONDS):
        findings = findings_of(tmp_path, CASES[name])
    of_file = [finding for finding in findings if finding.place.file == FILE]
    lines = CASES[name].count(b"\n") + 1
    assert all(1 <= finding.place.line <= lines for finding in of_file)
    assert all(len(finding.found) <= 200 and len(finding.message) < 1000 for finding in of_file)


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_narrative_is_refused_by_name(tmp_path: Path, name: str):
    body, rule = REFUSED[name]
    with within(SECONDS):
        findings = findings_of(tmp_path, body)
    first = next(finding for finding in findings if finding.place.file == FILE)
    assert first.rule.startswith(rule) and first.severity == ("error" if rule else "info"), str(first)


@pytest.mark.parametrize(
    ("name", "rules"),
    {
        "Arabic in an English folder": {"NAR184"},
        "Chinese in an English folder": {"NAR184"},
        "Russian in an English folder": {"NAR184"},
        "mixed scripts in a word": {"NAR116"},
        "invisible characters": {"NAR117"},
        "one paragraph of a megabyte": {"NAR192", "NAR202"},
        "one sentence of a megabyte": {"NAR200", "NAR202"},
        "many short paragraphs": set[str](),
        "at signs": {"NAR182"},
        "square brackets": {"NAR180"},
    }.items(),
)
def test_what_is_wrong_with_it_is_found(tmp_path: Path, name: str, rules: set[str]):
    with within(SECONDS):
        found = {finding.rule for finding in findings_of(tmp_path, CASES[name]) if finding.place.file == FILE}
    assert rules <= found


def test_a_lone_surrogate_from_a_caller_is_no_traceback():
    from reportgen.load.narratives import read_narrative
    from tests.reports import report

    narrative, _ = read_narrative(f"{FRONT}The law \ud800 was revised \udfff.\n", FILE, "en")
    assert narrative is not None
    made = report().model_copy(update={"narratives": (narrative,)}).of()
    assert all(finding.place.file for finding in check(made))


def test_the_command_says_where_all_bad_narratives_are(tmp_path: Path):
    few = [name for name in CASES if len(CASES[name]) < 30_000]
    files = {f"narratives/en/bad-{number}.md": CASES[name] for number, name in enumerate(few)}
    root = write_workspace(tmp_path, **files)
    done = reportgen("check", root, timeout=SECONDS)
    assert done.returncode == 1 and "Traceback" not in done.stdout + done.stderr
    refused = [number for number, name in enumerate(few) if name in REFUSED and REFUSED[name][1]]
    assert [number for number in refused if f"narratives/en/bad-{number}.md" not in done.stdout + done.stderr] == []
    assert any(finding.severity == "error" for finding in check_workspace(root).findings)
