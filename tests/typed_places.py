"""A workspace becomes the places where somebody types: every number, name, year, unit and share of its inputs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import yaml

Kind = Literal["number", "name", "year", "unit", "share"]


@dataclass(frozen=True, slots=True)
class Spot:
    """A place: in `file`, the characters from `start` to `end`; `source` says what kind of place it is."""

    source: str
    file: str
    start: int
    end: int
    text: str
    others: tuple[str, ...] = ()
    """What stands in other places of this kind."""


Cell = tuple[str, int, int]
"""Text of a cell, its start and its end."""
SPLIT = re.compile(r'(?:"((?:[^"]|"")*)"|([^",\n]*))(,|\n|\Z)')


def cells(text: str) -> Iterator[dict[str, Cell]]:
    """Yield the rows of a table, each as column -> cell with its place."""
    row: list[Cell] = []
    head: list[str] = []
    for match in SPLIT.finditer(text):
        group = 1 if match[1] is not None else 2
        row.append((match[group], match.start(group), match.end(group)))
        if match[3] != ",":
            if head and len(row) == len(head):
                yield dict(zip(head, row, strict=True))
            head = head or [cell for cell, _, _ in row]
            row = []


@dataclass(frozen=True, slots=True)
class Workspace:
    """The texts of a workspace's files, by path."""

    texts: Mapping[str, str]

    @classmethod
    def read(cls, folder: Path) -> Workspace:
        """Read what is typed: tables, YAML files, and the texts in the languages of the editions."""
        languages = yaml.safe_load((folder / "report.yaml").read_text(encoding="utf-8"))["languages"]
        paths = [*folder.glob("*.csv"), *folder.glob("*.yaml")]
        paths += [path for language in languages for path in folder.glob(f"narratives/{language}/*.md")]
        return cls({p.relative_to(folder).as_posix(): p.read_text(encoding="utf-8") for p in sorted(paths)})

    def column(self, file: str, *names: str, only: Callable[[dict[str, Cell]], bool] | None = None) -> Iterator[Spot]:
        """Yield the cells of columns that are not empty."""
        for row in cells(self.texts[file]):
            for name in names:
                text, start, end = row[name]
                if text and (only is None or only(row)):
                    yield Spot(f"{file} {name}", file, start, end, text)

    def found(self, source: str, file: str, pattern: str, within: Iterable[tuple[int, int]] = ()) -> Iterator[Spot]:
        """Yield what the first group of a pattern finds in a file, or within parts of it."""
        text = self.texts[file]
        for start, end in within or ((0, len(text)),):
            for match in re.compile(pattern, re.MULTILINE).finditer(text, start, end):
                yield Spot(source, file, match.start(1), match.end(1), match[1])

    def prose(self, source: str, pattern: str) -> Iterator[Spot]:
        """Yield what is found in the sentences of texts: neither in front matter, nor facts, nor addresses."""
        for file, text in self.texts.items():
            if file.endswith(".md"):
                begin = text.index("\n---\n", 4) + 5
                shut = re.compile(r"\{\{.*?\}\}|\]\([^)]*\)|<[^>]*>", re.DOTALL)
                gaps = [begin, *(at for match in shut.finditer(text, begin) for at in match.span()), len(text)]
                yield from self.found(source, file, pattern, list(zip(gaps[::2], gaps[1::2], strict=True)))

    def measures(self) -> Mapping[str, str]:
        """Return indicator -> measure."""
        found: dict[str, str] = {}
        for outcome in yaml.safe_load(self.texts["outcomes.yaml"])["outcomes"]:
            for holder in (outcome, *outcome.get("outputs", ())):
                found |= {each["code"]: each.get("measure", "number") for each in holder.get("indicators", ())}
        return found

    def names(self) -> tuple[list[str], list[str]]:
        """Return the names that texts may use, and the acronyms."""
        partners = yaml.safe_load(self.texts["partners.yaml"])["partners"]
        names = [each["name"]["en"] for each in partners]
        names += [each["name"] for each in yaml.safe_load(self.texts.get("names.yaml", "names: []"))["names"]]
        names += [yaml.safe_load(self.texts["office.yaml"])["country"]["en"]]
        return sorted(set(names), key=len, reverse=True), [each["acronym"] for each in partners if each.get("acronym")]


CODES: Mapping[str, tuple[str, ...]] = {
    "results.csv": ("indicator",), "targets.csv": ("indicator",), "finance.csv": ("code",), "sdg.csv": ("outcome",),
    "contributions.csv": ("agreement", "outcome"), "agreements.csv": ("id", "outcomes"), "spending.csv": ("agreement", "outcome"),
}  # fmt: skip
FORMATS = r"\|\s*((?:percent|number|money million|money thousand|money|words)(?: \d)?)\s*\}\}"


def _number_spots(of: Workspace) -> Iterator[Spot]:
    measures = of.measures()
    yield from of.column(
        "results.csv", "value", only=lambda row: measures.get(row["indicator"][0]) in ("number", "money")
    )
    yield from of.column("targets.csv", "value")
    for file in ("finance.csv", "spending.csv", "agreements.csv"):
        yield from of.column(file, "amount")
    yield from of.column("contributions.csv", "amount", "rate", "development", "humanitarian")
    yield from of.found("office facts", "office.yaml", r"\bvalue: (\d[\d.]*)(?=[,}])")
    yield from of.prose("texts", r"(?<![\w.,\-–/])((?!(?:19|20)\d\d\b)\d+(?:[.,]\d+)*)(?![\w\-–/]|[.,]\d)")


def _name_spots(of: Workspace) -> Iterator[Spot]:
    for file, columns in CODES.items():
        yield from of.column(file, *columns)
    yield from of.found("partner ids", "partners.yaml", r"\{id: ([\w-]+)")
    yield from of.column("agreements.csv", "partner")
    yield from of.column("contributions.csv", "partner")
    yield from of.found("partner names", "partners.yaml", r"name: \{en: \"?([^\"}]+)\"?\}")
    names, acronyms = of.names()
    yield from of.prose("names in texts", rf"(?<!\w)({'|'.join(map(re.escape, names))})(?!\w)")
    yield from of.found("acronyms", "partners.yaml", r"acronym: (\w+)")
    yield from of.found("acronyms", "outcomes.yaml", rf"entities: \[.*?\b({'|'.join(acronyms)})\b")
    yield from of.prose("acronyms", r"(?<![\w-])([A-Z]{2,6})(?![\w-])")


def _year_spots(of: Workspace) -> Iterator[Spot]:
    for file in ("results.csv", "spending.csv"):
        yield from of.column(file, "period_start", "period_end")
    for file in ("finance.csv", "contributions.csv", "sdg.csv"):
        yield from of.column(file, "year")
    yield from of.column("targets.csv", "period")
    for file in of.texts:
        if file.endswith(".md"):
            yield from of.found("front matter", file, r"\A(?:.*\n)*?year: (\d{4})$")
    yield from of.prose("years in texts", r"(?<![\w.\-/])((?:19|20)\d\d)(?![\w/]|[-.]\d)")


def _unit_spots(of: Workspace) -> Iterator[Spot]:
    for file in ("finance.csv", "contributions.csv", "agreements.csv", "spending.csv"):
        yield from of.column(file, "currency")
    yield from of.found("report.yaml currency", "report.yaml", r"^currency: (\w+)")
    yield from of.found("measure", "outcomes.yaml", r"^ +measure: ([\w-]+)")
    yield from of.found("unit", "outcomes.yaml", r"^ +unit: \{en: ([^}]+)\}")
    yield from of.found("decimals", "outcomes.yaml", r"^ +decimals: (\d+)")
    yield from of.prose("units in texts", r"\b(million|thousand|billion|per cent|percentage points?)\b")
    for file in of.texts:
        if file.endswith(".md"):
            yield from of.found("formats", file, FORMATS)


def _share_spots(of: Workspace) -> Iterator[Spot]:
    measures = of.measures()
    yield from of.column("sdg.csv", "share", "goal", "target")
    yield from of.found("joint share", "outcomes.yaml", r"joint: \{.*\bshare: ([\d.]+)")
    yield from of.column("results.csv", "value", only=lambda row: measures.get(row["indicator"][0]) == "percent")


SPOTS: Mapping[Kind, Callable[[Workspace], Iterator[Spot]]] = {
    "number": _number_spots, "name": _name_spots, "year": _year_spots, "unit": _unit_spots, "share": _share_spots,
}  # fmt: skip


def spots(of: Workspace, kind: Kind) -> Mapping[str, tuple[Spot, ...]]:
    """Return all places of a kind by their source, each knowing what stands in the others; words are no numbers."""
    by_source: dict[str, list[Spot]] = {}
    for spot in SPOTS[kind](of):
        if kind in ("number", "share") and not re.fullmatch(r"-?\d[\d.,]*", spot.text):
            continue
        by_source.setdefault(spot.source, []).append(spot)
    known = {source: tuple(sorted({each.text for each in found})) for source, found in by_source.items()}
    return {
        source: tuple(Spot(s.source, s.file, s.start, s.end, s.text, known[source]) for s in found)
        for source, found in sorted(by_source.items())
    }
