"""Statements and names in a sheet become the codes under which the workspace knows them."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from reportgen.build.importing.mapping import SheetMap
from reportgen.build.importing.rules import BAD_MAP, NO_STATEMENT
from reportgen.errors import WorkspaceError
from reportgen.files import inside, read_text
from reportgen.findings import Finding
from reportgen.load.yaml import read_yaml
from reportgen.model.base import PlacedDict

FILES: Mapping[str, str] = {
    "indicator": "outcomes.yaml", "code": "outcomes.yaml", "outcome": "outcomes.yaml", "partner": "partners.yaml",
}  # fmt: skip
"""Column that may hold statements or names -> the file that says them."""
MOST_SAID = 200
SHORTEST = 0.6
"""How alike the nearest statement is at least."""


@dataclass(slots=True)
class _Codes:
    """The codes of one column: as they are, by folded statement, and each statement as it is written."""

    codes: set[str] = field(default_factory=set[str])
    folded: dict[str, set[str]] = field(default_factory=dict[str, set[str]])
    written: dict[str, str] = field(default_factory=dict[str, str])

    def add(self, code: object, texts: Iterable[str]) -> None:
        if not isinstance(code, str):
            return
        self.codes.add(code)
        for text in texts:
            self.folded.setdefault(folded(text), set()).add(code)
            self.written.setdefault(folded(text), text)

    def code_of(self, text: str) -> str:
        """Return the one code of a statement, with or without the code before it; empty where there is none."""
        if text in self.codes:
            return text
        for code in self.codes:
            rest = text.removeprefix(code)
            if rest != text and not rest[:1].isalnum() and code in self.folded.get(folded(rest), ()):
                return code
        found = self.folded.get(folded(text), set[str]())
        return next(iter(found)) if len(found) == 1 else ""

    def nearest(self, text: str) -> str:
        """Return what is said of the nearest statement."""
        plain = folded(text)
        if len(codes := self.folded.get(plain, ())) > 1:
            return f"It is that of {' and '.join(sorted(codes))}."
        near = next(iter(difflib.get_close_matches(plain, self.folded, 1, SHORTEST)), "")
        return f"The nearest is {' or '.join(sorted(self.folded[near]))}, “{self.written[near][:120]}”." if near else ""


def folded(text: str) -> str:
    """Return letters and digits of a text, small and without accents, whatever its script."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if letter.isalnum())


def to_codes(folder: Path, each: SheetMap, rows: Iterable[PlacedDict]) -> list[Finding]:
    """Put codes in the place of statements, and return what was found for none: those stay as they stand."""
    findings: list[Finding] = []
    held = list(rows)
    for column in each.by_statement:
        file = FILES.get(column)
        if file is None:
            message = f"“{column}” holds neither statements nor names; {', '.join(FILES)} may."
            findings.append(BAD_MAP.at(each.place("by_statement"), message, found=column))
            continue
        codes = _read(folder, column, file)
        if codes is None:
            message = f"The codes of “{column}” are looked for in {file}, which {folder} lacks or which cannot be read."
            findings.append(BAD_MAP.at(each.place("by_statement"), message, found=column))
            continue
        findings.extend(_replaced(codes, column, file, held))
    return findings


def _replaced(codes: _Codes, column: str, file: str, rows: Iterable[PlacedDict]) -> Iterator[Finding]:
    known: dict[str, str] = {}
    for row in rows:
        text = row.get(column)
        if not isinstance(text, str):
            continue
        if text not in known:
            known[text] = codes.code_of(text)
            if not known[text] and len(known) <= MOST_SAID:
                message = f"“{text[:120]}” is not in {file}; it was left as it stands. {codes.nearest(text)}".strip()
                yield NO_STATEMENT.at(row.origin.place(column), message, found=text[:120])
        if known[text]:
            row[column] = known[text]


def _read(folder: Path, column: str, file: str) -> _Codes | None:
    """Return the codes of a column; None where their file is missing or broken."""
    try:
        text, _ = read_text(inside(folder, file), file)
    except WorkspaceError:
        text = None
    if text is None:
        return None
    data, _ = read_yaml(text, file)
    codes, body = _Codes(), cast("dict[str, Any]", data) if isinstance(data, dict) else {}
    if column == "partner":
        for partner in _maps(body.get("partners")):
            codes.add(partner.get("id"), [*_texts(partner.get("name")), *_texts(partner.get("acronym"))])
        return codes
    for outcome in _maps(body.get("outcomes")):
        outputs = list(_maps(outcome.get("outputs")))
        if column == "indicator":
            for owner in (outcome, *outputs):
                for indicator in _maps(owner.get("indicators")):
                    codes.add(indicator.get("code"), _texts(indicator.get("statement")))
            continue
        for owner in (outcome, *(outputs if column == "code" else ())):
            words = [text for one in _maps(owner.get("statements")) for text in _texts(one.get("text"))]
            codes.add(owner.get("code"), [*words, *_texts(owner.get("short"))])
    return codes


def _maps(value: object) -> Iterator[dict[str, Any]]:
    """Yield the maps of a list; the file is held against its records when the workspace is checked, not here."""
    for each in cast("list[object]", value) if isinstance(value, list) else ():
        if isinstance(each, dict):
            yield cast("dict[str, Any]", each)


def _texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    return (
        [each for each in cast("dict[str, object]", value).values() if isinstance(each, str)]
        if isinstance(value, dict)
        else []
    )
