"""``{{7*7}}`` in every field of every file prints literally, in every format alike, or is a finding; nothing computes it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from reportgen.build.check import check_workspace
from tests.broken import picture
from tests.conftest import COMMAND, Edition, reportgen
from tests.helpers import MINIMAL, write_workspace
from tests.reading import read_docx, read_html, read_pdf, structure

pytestmark = pytest.mark.proof
assert COMMAND

RICH: dict[str, str | bytes] = {
    **MINIMAL,
    "report.yaml": MINIMAL["report.yaml"]
    + "subtitle: {en: A subtitle}\nedition: illustrative\nstamp: {en: A stamp}\nas_of: 2025-02-28\n"
    + "status: {formula: {en: A formula}}\n"
    + "key_figures:\n  - {fact: counts.outcomes, label: {en: outcomes}}\n"
    + "imprint:\n  publisher: {en: A publisher}\n  copyright: {en: A copyright}\n  disclaimer: {en: A disclaimer}\n"
    + "  notes: [{en: A note}]\n",
    "outcomes.yaml": MINIMAL["outcomes.yaml"]
    .replace("    outputs:", "    description: {en: A description}\n    sdgs: ['5']\n"
             "    markers: [{name: {en: Gender equality}, level: principal}]\n    functions: [{en: Advice}]\n"
             "    documents: [{title: {en: A document}, url: 'https://example.org/a'}]\n"
             "    joint: {programme: {en: A joint programme}, share: 40, partners: [wdo]}\n    outputs:", 1)
    + "            caveat: {en: A caveat}\n            verification: {en: A way to verify}\n"
    + "            flag: {kind: common, entities: [UNDP]}\n            sdg_indicator: 5.1.1\n",
    "partners.yaml": MINIMAL["partners.yaml"]
    + "  - {id: wdo, name: {en: World Development Office}, acronym: WDO, type: un, roles: [un-entity]}\n"
    + "  - {id: ilex, name: {en: Ilex Foundation}, type: foundation, roles: [funder], credit_line: {en: Thanks to Ilex}}\n",
    "results.csv": "indicator,period_start,period_end,dimensions,value,absence,caveat,comment,source,status,status_reason,note\n"
    "D_1.1.A,2023-01-01,2023-12-31,,,not-collected,,A comment,A source,,,A note\n"
    "D_1.1.A,2024-01-01,2024-12-31,,4,,A caveat of the year,A remark,Official gazette,met,A reason,A note\n",
    "targets.csv": "indicator,version,kind,period,value,approved_by,reason,note\n"
    "D_1.1.A,2022-01-15,baseline,2021,0,The board,,\n"
    "D_1.1.A,2022-01-15,milestone,2024,3,The board,First,\n"
    "D_1.1.A,2023-01-15,milestone,2024,5,The board,Raised,A note\n"
    "D_1.1.A,2022-01-15,target,2025,12,,,\n",
    "finance.csv": "code,year,source_of_funds,stage,amount,currency,as_of,status,note\n"
    "D_1,2024,other,planned,1100000,USD,2025-02-28,provisional,A note\n"
    "D_1,2024,other,available,1000000,USD,2025-02-28,provisional,\n"
    "D_1,2024,other,received,900000,USD,2025-02-28,provisional,\n"
    "D_1,2024,other,expended,800000,USD,2025-02-28,provisional,\n",
    "sdg.csv": "outcome,year,goal,target,share,note\nD_1,2024,5,5.1,60,A note\nD_1,2024,16,,40,\n",
    "agreements.csv": "id,partner,outcomes,title,start,end,currency,amount,earmarking,amendments,note\n"
    "A-1,norlund,D_1,Safety and voice,2023-01-01,2025-12-31,USD,2000000,earmarked,Shifted once,A note\n",
    "contributions.csv": "partner,agreement,outcome,year,amount,currency,development,humanitarian,note\n"
    "norlund,A-1,D_1,2024,600000,USD,600000,0,A note\nilex,,D_1,2024,300000,USD,300000,0,\n",
    "images/images.yaml": "images:\n  - id: opening\n    file: opening.png\n    alt: {en: Women at a table}\n"
    "    caption: {en: At the opening}\n    place: {en: In town}\n    credit: {en: Ana Reyes}\n    consent: {who: not needed}\n",
    "images/opening.png": picture(),
    "narratives/en/story.md": "---\nkind: story\noutcome: D_1\nyear: 2024\ntitle: A story\nimage: opening\n---\n"
    "She opened a shop.[^1] **Bold** and [a link](https://example.org/b).\n\n| a | b |\n|---|---|\n| c | d |\n\n"
    "- an item\n\n> A quotation.\n\n## A heading\n\nMore.\n\n[^1]: A footnote.\n",
}  # fmt: skip


def _leaves(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if isinstance(node, dict):
        for key, value in node.items():
            yield from _leaves(value, (*path, key))
    elif isinstance(node, list):
        for number, value in enumerate(node):
            yield from _leaves(value, (*path, number))
    else:
        yield path


def _with(node: Any, path: tuple[Any, ...], text: str) -> Any:
    if not path:
        return text
    copied = dict(node) if isinstance(node, dict) else list(node)
    copied[path[0]] = _with(node[path[0]], path[1:], text)
    return copied


def _spoilt(files: dict[str, Any], name: str, path: tuple[Any, ...], mark: str) -> str:
    """Return the file with `mark` instead of one value."""
    content = files[name]
    if name.endswith(".yaml"):
        return yaml.safe_dump(
            _with(yaml.load(content, yaml.BaseLoader), path, mark), allow_unicode=True, sort_keys=False
        )
    if name.endswith(".csv"):
        rows = list(csv.reader(io.StringIO(content)))
        rows[path[0]][path[1]] = mark
        buffer = io.StringIO()
        csv.writer(buffer, lineterminator="\n").writerows(rows)
        return buffer.getvalue()
    start, end = path
    return content[:start] + mark + content[end:]


def _fields(files: dict[str, Any]) -> Iterator[tuple[str, tuple[Any, ...]]]:
    for name, content in files.items():
        if name.endswith(".yaml"):
            for path in _leaves(yaml.load(content, yaml.BaseLoader)):
                yield name, path
        elif name.endswith(".csv"):
            rows = list(csv.reader(io.StringIO(content)))
            for number, row in enumerate(rows[1:], 1):
                for column, cell in enumerate(row):
                    if cell:
                        yield name, (number, column)
        elif name.endswith(".md"):
            for match in re.finditer(r"(?<=: )[^\n]+|^[A-Z][^\n]*|(?<=\| )\w", content, re.MULTILINE):
                yield name, match.span()


def test_every_field_prints_it_or_is_found(tmp_path: Path) -> None:
    base = write_workspace(tmp_path / "base", **RICH)
    first = check_workspace(base)
    assert first.ok, first.findings
    # Narratives first: their places are counted in characters, so what stands later must be spoilt first.
    fields = sorted(
        _fields(RICH),
        key=lambda field: (field[0], field[1]) if field[0].endswith(".md") else (field[0], ()),
        reverse=True,
    )
    assert len(fields) > 150
    accepted = dict(RICH)
    marks: dict[str, tuple[str, tuple[Any, ...]]] = {}
    refused = 0
    for number, (name, path) in enumerate(fields):
        # Unlike letters, so that no mark is the beginning of another.
        mark = f"{{{{7*7}}}}q{number}z"
        tried = _spoilt(accepted, name, path, mark)
        checked = check_workspace(write_workspace(tmp_path / f"try{number}", **{**accepted, name: tried}))
        if checked.ok:
            accepted[name] = tried
            marks[mark] = (name, path)
        else:
            refused += 1
            errors = [finding for finding in checked.findings if finding.severity == "error"]
            # Where it names something, the error may be told of what refers to it.
            told = [f"{e} {e.found} {e.expected}" for e in errors]
            assert any(mark in each for each in told) or any(name == e.place.file for e in errors), (name, path, told)
    assert len(marks) > 40 and refused > 40

    folder = write_workspace(tmp_path / "all", **accepted)
    done = reportgen("build", folder, "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    edition = Edition(folder, tmp_path / "out")
    readings = {
        "html": read_html(edition.html),
        "docx": read_docx(edition.docx),
        "pdf": read_pdf(structure(edition.path("pdf"))),
    }
    texts = {
        form: "".join(reading.words) + "".join("".join(text.split()) for text in reading.pictures)
        for form, reading in readings.items()
    }
    printed = {form: {mark for mark in marks if mark in text} for form, text in texts.items()}
    assert printed["html"] == printed["docx"] == printed["pdf"]
    assert len(printed["html"]) > 40, [marks[m] for m in marks if m not in printed["html"]]
    for form, reading in readings.items():
        assert not re.search(r"(?<!\d)49q", texts[form]), form
        assert not any("49" in word for word in reading.words if "7*7" not in word), form
