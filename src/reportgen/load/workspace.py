"""A folder of inputs becomes a report, with all that is wrong in its form found in one run.

Whether codes and names in one file exist in another is asked later, by the checks.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from reportgen.editorial import shipped_style, style_names, whole
from reportgen.errors import WorkspaceError
from reportgen.files import FILE_UNREADABLE, inside, read_text
from reportgen.findings import Finding, Place, sort_findings
from reportgen.limits import MAX_FILES
from reportgen.load.csv import read_table
from reportgen.load.fields import columns_of
from reportgen.load.images import read_image
from reportgen.load.narratives import read_narratives
from reportgen.load.records import read_record, read_rows
from reportgen.load.rules import image as image_rules
from reportgen.load.rules import structure as structure_rules
from reportgen.load.rules import workbook as workbook_rules
from reportgen.load.workbook import BOOKS, OTHER_FORMS, WORKBOOK, Tabled, read_workbook
from reportgen.load.yaml import read_yaml
from reportgen.model.base import PlacedDict, Record
from reportgen.model.controls import Control
from reportgen.model.donors import Donors
from reportgen.model.editorial import Editorial, NameList
from reportgen.model.finance import Agreement, Contribution, FinanceLine, SdgShare, Spending
from reportgen.model.images import Image, Images
from reportgen.model.office import Office
from reportgen.model.outcomes import Outcomes
from reportgen.model.partners import Partners
from reportgen.model.plan import Plans
from reportgen.model.report import Report, Settings
from reportgen.model.results import Result, Target

R = TypeVar("R", bound=Record)

TABLES: Mapping[str, tuple[str, type[Record]]] = {
    "targets.csv": ("targets", Target),
    "results.csv": ("results", Result),
    "finance.csv": ("finance", FinanceLine),
    "sdg.csv": ("sdg", SdgShare),
    "agreements.csv": ("agreements", Agreement),
    "contributions.csv": ("contributions", Contribution),
    "spending.csv": ("spending", Spending),
    "controls.csv": ("controls", Control),
}
"""File -> field of `Report`, and what a row is. A table that an office has nothing for may be absent."""
NEEDED = {"report.yaml", "office.yaml", "plan.yaml", "outcomes.yaml"}
FILES = (*sorted(NEEDED), "partners.yaml", "donors.yaml", "names.yaml", *TABLES, WORKBOOK)
FOLDERS = ("images", "narratives")
KEPT = {"reviews", "disclosure-ledger.yaml", "iati-extra.yaml", "out", "README.md", "README", "README.txt", "LICENSE"}
"""What may stand beside the inputs without a word."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a folder says.

    Attributes:
        report: The report; None where report.yaml or office.yaml is missing or unusable.
        findings: What is wrong with the form of the inputs, sorted. With an error among them the report lacks
        what
            the error is about.
    """

    report: Report | None
    findings: tuple[Finding, ...]


def load(folder: Path) -> Loaded:
    """Read the workspace in `folder`. Findings are collected, never raised; nothing is written."""
    problem, names = _list(folder)
    if problem is not None:
        return Loaded(None, (problem,))
    loader = _Loader(folder)
    return Loaded(loader.load(names), sort_findings(loader.findings))


def _list(folder: Path) -> tuple[Finding | None, list[str]]:
    """Return the names in the folder, or why it is no workspace."""
    place = Place(str(folder))
    if not folder.exists():
        what = "file" if folder.name in FILES else "folder"
        return structure_rules.NO_WORKSPACE.at(place, f"There is no {what} {folder}."), []
    if not folder.is_dir():
        guess = " Give the folder that it stands in." if folder.name in FILES else ""
        return structure_rules.NO_WORKSPACE.at(place, f"{folder} is a file; a workspace is a folder.{guess}"), []
    try:
        names = sorted(path.name for path in folder.iterdir())
    except OSError as error:
        return structure_rules.NO_WORKSPACE.at(place, f"{folder} cannot be read: {error.strerror}."), []
    if not any(name in FILES for name in names):
        inner = next((name for name in names if (folder / name / "report.yaml").is_file()), "")
        hint = f"Is {folder / inner} meant?" if inner else ""
        message = f"{folder} holds no report.yaml and no other file of a workspace."
        return structure_rules.EMPTY_WORKSPACE.at(place, message, hint=hint), []
    return None, names


class _Loader:
    def __init__(self, root: Path) -> None:
        self.root = root
        self.findings: list[Finding] = []
        self.tabled = Tabled()
        self.books: set[str] = set()

    def load(self, names: list[str]) -> Report | None:
        settings = self.document("report.yaml", Settings)
        office = self.document("office.yaml", Office)
        plans = self.document("plan.yaml", Plans)
        outcomes = self.document("outcomes.yaml", Outcomes)
        partners = self.document("partners.yaml", Partners)
        donors = self.document("donors.yaml", Donors)
        names_of_house = self.document("names.yaml", NameList)
        editorial = self.editorial(settings)
        self.workbook(names)
        tables = {field: self.table(file, model) for file, (field, model) in TABLES.items()}
        self.tabled = Tabled()
        images = self.images()
        narratives, found = read_narratives(self.root, settings.languages if settings else (), MAX_FILES)
        self.findings.extend(found)
        self.unknown_files(names, settings, donors)
        if outcomes:
            results = [record for outcome in outcomes.outcomes for record in
                       (outcome, *outcome.indicators, *_within(outcome.outputs))]  # fmt: skip
            self.unique(results, "code", "code")
        if office:
            self.unique(office.facts, "id", "id of a fact")
        tables["agreements"] = self.unique(tables["agreements"], "id", "id of an agreement")
        if settings is None or office is None:
            return None
        # Records that were validated once are not looked at again.
        return Report.model_construct(
            name=self.root.resolve().name,
            settings=settings,
            office=office,
            plans=plans.plans if plans else {},
            outcomes=outcomes.outcomes if outcomes else (),
            partners=self.unique(partners.partners, "id", "id of a partner") if partners else (),
            donors=self.unique(donors.donors, "partner", "partner of an entry of donors.yaml") if donors else (),
            narratives=narratives,
            images=images,
            editorial=editorial,
            names=names_of_house.names if names_of_house else (),
            **tables,  # pyright: ignore[reportArgumentType]
        )

    def document(self, name: str, model: type[R]) -> R | None:
        """Read a YAML file; None where it is absent or unusable, which is a finding if it is needed."""
        path = self.root / name
        if not path.exists() and not path.is_symlink():
            if name in NEEDED:
                message = f"{name} is missing from {self.root}."
                self.findings.append(structure_rules.FILE_MISSING.at(Place(name), message))
            return None
        text, notes = read_text(path, name)
        self.findings.extend(notes)
        if text is None:
            return None
        data, notes = read_yaml(text, name)
        self.findings.extend(notes)
        if not isinstance(data, PlacedDict):
            if not notes and (data is not None or name in NEEDED):
                self.findings.append(self.no_map(name, data))
            return None
        record, found = read_record(model, data)
        self.findings.extend(found)
        return record

    def editorial(self, settings: Settings | None) -> Editorial:
        """Return the house style; of a name that no style has, the checks speak."""
        name = settings.editorial if settings else ""
        if not settings or not name.lower().endswith((".yaml", ".yml")):
            return shipped_style(name) if name in style_names() else Editorial()
        place = settings.place("editorial")
        try:
            inside(self.root, name)
        except WorkspaceError as error:
            self.findings.append(structure_rules.LEAVES_WORKSPACE.at(place, str(error)))
            return Editorial()
        if not (self.root / name).is_file():
            message = f"The house style {name} is missing from {self.root}."
            self.findings.append(structure_rules.FILE_MISSING.at(place, message, found=name))
            return Editorial()
        style = self.document(name, Editorial) or Editorial()
        if style.extends and style.extends not in style_names():
            expected = ", ".join(style_names())
            message = f"There is no editorial profile “{style.extends}” that could be extended; there are {expected}."
            self.findings.append(
                structure_rules.NOT_ALLOWED.at(style.place("extends"), message, found=style.extends, expected=expected)
            )
        return whole(style)

    def no_map(self, name: str, data: Any) -> Finding:
        if data is None:
            return structure_rules.FILE_MISSING.at(Place(name), f"{name} is empty.")
        what = "a list" if isinstance(data, list) else "a text"
        return structure_rules.WRONG_TYPE.at(Place(name, 1), f"{name} holds {what}; keys with values are expected.")

    def table(self, name: str, model: type[R]) -> tuple[R, ...]:
        """Read a table, from its file or its sheet; empty where it is absent."""
        path = self.root / name
        if name in self.tabled.rows:
            rows = self.tabled.rows.pop(name)
        elif not path.exists() and not path.is_symlink():
            return ()
        else:
            text, notes = read_text(path, name)
            self.findings.extend(notes)
            if text is None:
                return ()
            rows, found = read_table(text, name, columns_of(model))
            self.findings.extend(found)
        records, found = read_rows(model, rows)
        self.findings.extend(found)
        return records

    def workbook(self, names: list[str]) -> None:
        """Read the tables that stand in a workbook instead of files."""
        # Without any table, a workbook of another name, such as “data (1).xlsx”, was meant to be the one that is read.
        alone = WORKBOOK not in names and not any(name in TABLES for name in names)
        for name in names:
            if name != WORKBOOK and (OTHER_FORMS.fullmatch(name) or (alone and BOOKS.fullmatch(name))):
                self.books.add(name)
                other = (
                    ""
                    if OTHER_FORMS.fullmatch(name)
                    else (
                        f"If it is the workbook of this workspace, save it as {WORKBOOK}; another is taken in with "
                        "`reportgen import xlsx`."
                    )
                )
                message = f"{name} is not read; only {WORKBOOK} is."
                self.findings.append(
                    workbook_rules.OTHER_FORM.at(Place(name), message, found=name, expected=WORKBOOK, hint=other)
                )
        if WORKBOOK in names:
            self.tabled = read_workbook(self.root / WORKBOOK, WORKBOOK, TABLES, names)
            self.findings.extend(self.tabled.findings)

    def images(self) -> tuple[Image, ...]:
        folder = self.root / "images"
        if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
            message = "“images” is not a folder; the folder of images.yaml and its pictures is expected."
            self.findings.append(FILE_UNREADABLE.at(Place("images"), message))
            return ()
        described = self.document("images/images.yaml", Images)
        images: list[Image] = []
        for image in self.unique(described.images, "id", "id of a picture") if described else ():
            read, found = read_image(self.root, image)
            images.append(read)
            self.findings.extend(found)
        used = {image.file for image in images} | {"images.yaml"}
        for path in sorted(folder.iterdir())[:MAX_FILES] if folder.is_dir() else ():
            if path.name not in used and not path.name.startswith(".") and path.is_file():
                message = f"images/{path.name} is not described in images.yaml, so it is never shown."
                self.findings.append(image_rules.IMAGE_UNLISTED.at(Place(f"images/{path.name}"), message))
        return tuple(images)

    def unique(self, records: Iterable[R], key: str, what: str) -> tuple[R, ...]:
        """Return the first record of each code; a second one is a finding that names both places."""
        first: dict[str, R] = {}
        for record in records:
            code = getattr(record, key)
            if code in first:
                place = first[code].place(key)
                message = f"“{code}” stands here as the {what}, and already at {place}."
                self.findings.append(
                    structure_rules.DUPLICATE_CODE.at(
                        record.place(key), message, found=code, expected=f"once, as at {place}"
                    )
                )
            else:
                first[code] = record
        return tuple(first.values())

    def unknown_files(self, names: list[str], settings: Settings | None, donors: Donors | None) -> None:
        named = {settings.word_style, settings.editorial, settings.theme} if settings else set[str | None]()
        named |= {donor.form.file for donor in donors.donors if donor.form} if donors else set[str | None]()
        known = (*FILES, *FOLDERS)
        for name in names:
            if name in known or name in KEPT or name in named or name.startswith((".", "~")) or name in self.books:
                continue
            near = next(iter(difflib.get_close_matches(name, known, 1, 0.6)), "")
            guess = f" Is {near} meant?" if near and near not in names else ""
            message = f"{name} is not read.{guess}"
            self.findings.append(structure_rules.UNKNOWN_FILE.at(Place(name), message, found=name, expected=near))


def _within(outputs: Iterable[Any]) -> Iterable[Any]:
    return (record for output in outputs for record in (output, *output.indicators))
