"""The tutorial is true: its steps are done in their order, and the commands print what it says."""

from __future__ import annotations

import re
from pathlib import Path

from reportgen.findings import Place
from reportgen.review.values.xlsx import with_value
from tests.conftest import ROOT, reportgen

TEXT = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")
SENTENCE = "\nOf the money available in 2024, {{ office.finance.2024.delivery_rate | percent }} was spent.\n"


def steps() -> dict[int, list[tuple[list[str], str]]]:
    """Return the commands of each step with what they print, as the tutorial has them."""
    found: dict[int, list[tuple[list[str], str]]] = {}
    for part in re.split(r"^## ", TEXT, flags=re.MULTILINE)[1:]:
        blocks = "".join(re.findall(r"```console\n(.*?)```", part, re.DOTALL))
        pairs = [each.partition("\n") for each in re.split(r"^\$ reportgen ", blocks, flags=re.MULTILINE)[1:]]
        found[int(part.partition(".")[0])] = [(command.split(), said) for command, _, said in pairs]
    return found


def follow(folder: Path, step: list[tuple[list[str], str]]) -> None:
    """Run the commands of a step; builds make HTML alone, because the others take their time."""
    for arguments, said in step:
        extra = ["--to", "html"] if arguments[0] == "build" else []
        done = reportgen(*arguments, *extra, cwd=folder, environment={"COLUMNS": "100"})
        lines = [line for line in said.strip().split("\n") if not line.endswith((".pdf", ".docx"))]
        printed = set((done.stdout + done.stderr).split("\n"))
        assert [line for line in lines if line not in ("...", "") and line not in printed] == [], arguments


def typed(folder: Path, **cells: str) -> None:
    path = folder / "my-office" / "data.xlsx"
    for cell, value in cells.items():
        path.write_bytes(with_value(path.parent, Place("data.xlsx", cell=f"Results!{cell}"), value))


def test_every_step_of_the_tutorial_does_what_it_says(tmp_path: Path):
    tutorial = steps()
    assert [len(tutorial[number]) for number in range(1, 9)] == [1, 1, 3, 1, 0, 3, 1, 3]
    page = tmp_path / "out/my-office/public/my-office.en.html"
    for number in (2, 3):
        follow(tmp_path, tutorial[number])
    assert "29.4" not in page.read_text(encoding="utf-8")
    typed(tmp_path, F5="29.4")
    notes = tmp_path / "my-office/narratives/en/finance.md"
    assert SENTENCE in TEXT
    notes.write_text(notes.read_text(encoding="utf-8") + SENTENCE, encoding="utf-8")
    follow(tmp_path, tutorial[4])
    built = page.read_text(encoding="utf-8")
    assert built.count("29.4") > 4 and re.search(
        r"available in 2024, <data [^>]*>93\sper\scent</data> was spent", built
    )
    typed(tmp_path, F13="four")
    follow(tmp_path, tutorial[6])
    assert (tmp_path / "checked.xlsx").is_file() and page.read_text(encoding="utf-8") == built
    typed(tmp_path, F13="4", F5="", G5="not-collected", H5="")
    follow(tmp_path, tutorial[7])
    follow(tmp_path, tutorial[8])
    assert [path.name for path in (tmp_path / "our-office").glob("*.csv")] == []
