"""Labelled texts become what each narrative rule finds in them: hits, false alarms and misses, by rule.

A file ``tests/corpus/NAR100.yaml`` holds the cases of one rule; ``finds`` names what must be found, and a case without it
must stay silent.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from reportgen.checks import CHECKS
from reportgen.checks.check import Check
from reportgen.editorial import shipped_style
from reportgen.load import load
from reportgen.load.narratives import read_narrative
from reportgen.model import Name, Narrative, Report
from tests.helpers import write_workspace

FOLDER = Path(__file__).parent
RULES: Mapping[str, Check] = {check.card.code: check for check in CHECKS}


@dataclass(frozen=True)
class Case:
    """One labelled text (or several that belong together)."""

    rule: str
    number: int
    finds: tuple[str, ...]
    data: Mapping[str, Any]

    @property
    def name(self) -> str:
        """Rule and number, as pytest shows them."""
        return f"{self.rule}-{self.number}"


@dataclass(frozen=True)
class Outcome:
    """What a rule did with a case."""

    case: Case
    hits: tuple[str, ...]
    missed: tuple[str, ...]
    false: tuple[str, ...]


@dataclass(frozen=True)
class Score:
    """How well a rule does over its cases. A rule that never speaks is precise, and recalls nothing."""

    rule: str
    hits: int
    missed: int
    false: int

    @property
    def precision(self) -> float:
        """Share of findings that are wanted."""
        return self.hits / (self.hits + self.false) if self.hits + self.false else 1.0

    @property
    def recall(self) -> float:
        """Share of wanted findings that are found."""
        return self.hits / (self.hits + self.missed) if self.hits + self.missed else 1.0


def rules() -> tuple[str, ...]:
    """Return the codes of the rules that have cases."""
    return tuple(sorted(path.stem for path in FOLDER.glob("NAR*.yaml")))


@cache
def cases(rule: str) -> tuple[Case, ...]:
    """Return the cases of a rule."""
    held = yaml.safe_load((FOLDER / f"{rule}.yaml").read_text(encoding="utf-8"))
    return tuple(
        Case(rule, number, tuple(map(str, case.get("finds") or ())), case)
        for number, case in enumerate(held["cases"], 1)
    )


@cache
def _workspace(files: tuple[tuple[str, str], ...]) -> Report:
    with tempfile.TemporaryDirectory() as folder:
        loaded = load(write_workspace(Path(folder), **dict(files)))
    assert loaded.report is not None, loaded.findings
    return loaded.report


FRONT = ("kind", "year", "title", "outcome", "by", "partner")


def _narrative(text: Mapping[str, Any], number: int, language: str) -> Narrative:
    keys = {"kind": "story", "year": 2024, "title": "What changed"} | {k: text[k] for k in FRONT if k in text}
    if keys["kind"] == "progress-note":
        keys.setdefault("outcome", "D_1")
    front = yaml.safe_dump({key: value for key, value in keys.items() if value != ""}, allow_unicode=True)
    narrative, _ = read_narrative(
        f"---\n{front}---\n{text['text'].rstrip()}\n", f"narratives/{language}/text-{number}.md", language
    )
    assert narrative is not None, text
    return narrative.model_copy(update={"language": language, "file": f"narratives/{language}/text-{number}.md"})


def report_of(case: Case) -> Report:
    """Return the minimal report with the texts of a case as its only narratives."""
    data = case.data
    language = str(data.get("language", "en"))
    files: dict[str, str] = data.get("files") or {}
    base = _workspace(tuple(files.items()))
    texts = data.get("texts") or [data]
    update = {
        "narratives": tuple(
            _narrative(text, n, str(text.get("language", language))) for n, text in enumerate(texts, 1)
        ),
        "editorial": shipped_style(str(data.get("editorial", "un"))),
        "names": tuple(Name.model_validate(name) for name in data.get("names", ())),
    }
    codes = dict.fromkeys([language, *(str(text.get("language", language)) for text in texts)])
    return base.model_copy(update=update).of(languages=tuple(codes))


def run(case: Case) -> Outcome:
    """Return what the rule finds in the case, each finding held against one expectation."""
    found = [finding.found for finding in RULES[case.rule].find(report_of(case))]
    hits: list[str] = []
    missed: list[str] = []
    for wanted in case.finds:
        near = next((each for each in found if wanted in each or (each and each in wanted)), None)
        if near is None:
            missed.append(wanted)
        else:
            found.remove(near)
            hits.append(wanted)
    return Outcome(case, tuple(hits), tuple(missed), tuple(found))


def score(rule: str) -> Score:
    """Return the score of a rule over all its cases."""
    outcomes = [run(case) for case in cases(rule)]
    return Score(
        rule,
        sum(len(each.hits) for each in outcomes),
        sum(len(each.missed) for each in outcomes),
        sum(len(each.false) for each in outcomes),
    )


def main() -> None:
    """Print the scores of all rules, or of those named, with every miss and false alarm."""
    import sys

    total = Score("all", 0, 0, 0)
    for rule in sys.argv[1:] or rules():
        if rule not in RULES:
            print(f"{rule}  has cases and no rule")
            continue
        made = score(rule)
        total = Score("all", total.hits + made.hits, total.missed + made.missed, total.false + made.false)
        note = "  (information only)" if RULES[rule].card.severity == "info" else ""
        print(f"{rule}  precision {made.precision:.2f}  recall {made.recall:.2f}  {len(cases(rule))} cases{note}")
        for outcome in map(run, cases(rule)):
            for kind in ("missed", "false"):
                for text in getattr(outcome, kind):
                    print(f"    {outcome.case.name} {kind}: {text!r}")
    print(f"all     precision {total.precision:.3f}  recall {total.recall:.3f}")
