"""No pack holds anything of another donor: searched in every byte stream of every file, in what was said, and in caches."""

from __future__ import annotations

import os
import random
import re
import shutil
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from reportgen.build import packs as build
from reportgen.build.packs import PackRequest, build_packs
from reportgen.build.packs import run as packing
from reportgen.project import Projection, Told
from tests.conftest import Packs, copy_workspace, reportgen
from tests.packs import CLOSED, DONORS, files_of, needles, secret_amounts
from tests.streams import found_among, found_in, streams

pytestmark = pytest.mark.proof
RENDERED = 20 if os.environ.get("REPORTGEN_PROOF") else 1


@pytest.mark.parametrize("donor", DONORS)
def test_a_pack_holds_nothing_of_another_donor(packs: Packs, donor: str) -> None:
    files = files_of(packs.of(donor))
    assert len(files) >= 8, files
    hits = [f"{path.name}/{hit}" for path in files for hit in found_in(path, needles(donor))]
    assert hits == []


def test_the_search_finds_what_is_there(packs: Packs) -> None:
    """Quillon's own pack holds its own amounts, so that the search can fail, in PDF and Word alike."""
    own = {format(amount, ",.0f") for amount in secret_amounts("quillon")} | {"A-14"}
    for name in ("brief.en.pdf", "brief.en.docx", "A-14.report.en.pdf", "A-14.report.en.docx"):
        told = found_in(packs.file("quillon", name), own)
        assert any("A-14" in hit for hit in told) and any(re.search(r": \d{2,3},\d{3}$", hit) for hit in told), name


def test_what_was_said_while_packing_names_no_amount(packs: Packs) -> None:
    """Findings for the office name partners; what goes to a donor is standard output alone, and never an amount."""
    paths = [line for line in packs.told.splitlines() if line.startswith(str(packs.out))]
    assert len(paths) > 120
    amounts = {f"{amount:f}" for partner in CLOSED for amount in secret_amounts(partner)}
    assert found_among([("told", packs.told.encode())], amounts) == []


def test_the_ledger_and_the_manifest_name_no_amount(packs: Packs) -> None:
    amounts = {s for partner in CLOSED for amount in secret_amounts(partner) for s in (f"{amount:f}", f"{amount:,.2f}")}
    assert found_in(packs.workspace / "disclosure-ledger.yaml", amounts) == []
    assert "sable-hill" in (packs.workspace / "disclosure-ledger.yaml").read_text()


def test_what_one_pack_leaves_in_the_cache_holds_nothing_of_others(tmp_path: Path) -> None:
    workspace = copy_workspace("demo", tmp_path)
    done = reportgen("pack", workspace, "--donor", "coast-bank", "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    kept = files_of(workspace / ".reportgen")
    assert len(kept) > 5
    assert [hit for path in kept for hit in found_in(path, needles("coast-bank"))] == []


def test_the_anonymous_donor_is_not_named_in_its_own_pack(packs: Packs) -> None:
    files = files_of(packs.of("quillon"))
    assert [hit for path in files for hit in found_in(path, {"Quillon", "quillon"})] == []


def test_the_note_for_the_office_is_beside_the_packs_and_in_none(packs: Packs) -> None:
    note = (packs.out / "demo" / "internal" / "withheld.norlund.txt").read_text()
    assert "contributions.csv:78: contribution of quillon, D_3, 2023: disclosure internal" in note
    assert "partner open-door: naming it could harm it" in note
    assert [path for donor in DONORS for path in files_of(packs.of(donor)) if "withheld" in path.name] == []


# Mutations: what if one writer, a figure or a paper were given the report that nobody projected? -----------------------


def leaking(whole: Projection) -> Projection:
    """Return the whole report under the audience of a donor, as if nothing had been taken out."""
    return whole


Mutation = Callable[[pytest.MonkeyPatch], None]


def _only(patch: pytest.MonkeyPatch, *forms: str) -> None:
    """Let the files of these formats be written from the unprojected report, all others from the projected one."""
    right = packing.make_document

    def wrong(report, pack, *rest, **named):
        made = right(report, pack, *rest, **named)
        whole = WHOLE[0]
        view = type(pack.donor)(whole, pack.donor.id, only=pack.donor.only)
        spoilt = right(whole, type(pack)(view, pack.profile, pack.agreement, pack.due), *rest, **named)
        made.files.update({form: spoilt.files[form] for form in forms if form in spoilt.files})
        if "charts" in forms:
            made.charts.update(spoilt.charts)
        return made

    patch.setattr(packing, "make_document", wrong)


def _figures(patch: pytest.MonkeyPatch) -> None:
    """Let figures be drawn from the unprojected report, and nothing else."""
    from reportgen.build import edition

    right = edition._draw
    patch.setattr(edition, "_draw", lambda name, report, words, **options: right(name, WHOLE[0], words, **options))


def _manifest(patch: pytest.MonkeyPatch) -> None:
    """Let the note for the office slip into the pack."""
    right = packing.readme
    patch.setattr(packing, "readme", lambda *rest: right(*rest) + "\n".join(a.id for a in WHOLE[0].agreements).encode())


def _attachment(patch: pytest.MonkeyPatch) -> None:
    """Let the data of the report be attached to the PDF, unprojected."""
    from reportgen.build import data, edition

    right = edition.Edition.__init__

    def attaching(self, *rest, **named):
        right(self, *rest, **{**named, "attach": True})

    made = data.data_files
    patch.setattr(edition.Edition, "__init__", attaching)
    patch.setattr(data, "data_files", lambda report: made(WHOLE[0]))


MUTATIONS: dict[str, tuple[Mutation, str]] = {
    "pdf": (lambda patch: _only(patch, "pdf"), ".pdf"),
    "docx": (lambda patch: _only(patch, "docx"), ".docx"),
    "charts": (lambda patch: _only(patch, "charts"), "charts/"),
    "figures": (_figures, "partner-contributions"),
    "readme": (_manifest, "README.txt"),
    "attachment": (_attachment, ".pdf"),
}
WHOLE: list = []


@pytest.fixture(scope="module")
def cached(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace that has drawn its figures once."""
    workspace = copy_workspace("demo", tmp_path_factory.mktemp("mutations"))
    build_packs(PackRequest(workspace, workspace.parent / "right", donor="coast-bank"))
    return workspace


@pytest.mark.parametrize("name", MUTATIONS)
def test_a_part_that_skips_the_projection_is_found(
    cached: Path, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each mutation makes the search find something, at the part that was spoilt."""
    from reportgen.build.check import check_workspace

    report = check_workspace(cached).report
    assert report is not None
    WHOLE[:] = [report.model_copy(update={"audience": "donor:coast-bank"}).of()]
    mutate, where = MUTATIONS[name]
    mutate(monkeypatch)
    [made] = build_packs(PackRequest(cached, tmp_path, donor="coast-bank"))
    assert made.built, made.findings
    hits = [
        f"{path.relative_to(tmp_path)} {hit}" for path in made.paths for hit in found_in(path, needles("coast-bank"))
    ]
    assert any(where in hit for hit in hits), hits[:10]


def test_a_projection_that_is_skipped_is_found_before_anything_is_written(
    cached: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even texts alone then hold what the checks know: the whole report has findings of disclosure, or it leaks."""
    from reportgen.project import projection

    def skipped(report, audience, **rest):
        right = projection(report, audience, **rest)
        return Projection(report.model_copy(update={"audience": audience}).of(), right.withheld, {}, Told())

    monkeypatch.setattr(packing, "projection", skipped)
    [made] = build_packs(PackRequest(cached, tmp_path, donor="coast-bank"))
    hits = [hit for path in made.paths for hit in found_in(path, needles("coast-bank"))]
    assert hits or not made.built


# Non-interference, rendered in full --------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(RENDERED))
def test_money_moved_between_undisclosed_partners_leaves_every_byte_of_a_pack(
    packs: Packs, tmp_path: Path, seed: int
) -> None:
    """Amounts of two closed partners, of one outcome and year, change; the sum does not: the pack is the same to the byte."""
    pick = random.Random(seed)
    donor = pick.choice([name for name in DONORS if name not in CLOSED]) if seed else "coast-bank"
    workspace = copy_workspace("demo", tmp_path)
    shutil.copytree(packs.workspace / ".reportgen", workspace / ".reportgen")
    for _ in range(4):
        outcome, year = pick.choice([("D_3", "2023"), ("D_4", "2023"), ("D_3", "2024"), ("D_4", "2024")])
        giver, taker = pick.sample(sorted(CLOSED), 2)
        _move(workspace / "contributions.csv", giver, taker, outcome, year, Decimal(pick.randint(100, 900_000)) / 100)
    done = reportgen("pack", workspace, "--donor", donor, "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    again = tmp_path / "out" / "demo" / "packs" / donor
    assert [p.relative_to(again) for p in files_of(again)] == [
        p.relative_to(packs.of(donor)) for p in files_of(packs.of(donor))
    ]
    for path in files_of(again):
        assert path.read_bytes() == (packs.of(donor) / path.relative_to(again)).read_bytes(), path.name


def _move(table: Path, giver: str, taker: str, outcome: str, year: str, amount: Decimal) -> None:
    lines = table.read_text(encoding="utf-8").splitlines()
    for partner, change in ((giver, -amount), (taker, amount)):
        at = next(n for n, line in enumerate(lines) if re.match(rf"{partner},[^,]*,{outcome},{year},", line))
        cells = lines[at].split(",")
        cells[4] = str(Decimal(cells[4]) + change)
        cells[8] = cells[4]
        lines[at] = ",".join(cells)
    table.write_text("\n".join(lines) + "\n", encoding="utf-8")


def test_the_same_search_would_see_a_changed_sum(packs: Packs, tmp_path: Path) -> None:
    """If the sum changes, the pack does: the comparison can fail."""
    workspace = copy_workspace("demo", tmp_path)
    table = workspace / "contributions.csv"
    text = table.read_text()
    changed = re.sub(
        r"quillon,A-14,D_4,2024,187431.27,USD,,2024-04-12,187431.27",
        "quillon,A-14,D_4,2024,187131.27,USD,,2024-04-12,187131.27",
        text,
    )
    assert changed != text
    table.write_text(changed)
    (workspace / "controls.csv").unlink()  # it states the sum, which is meant to change here
    done = reportgen("pack", workspace, "--donor", "westmark", "--agreement", "A-04", "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    new = tmp_path / "out" / "demo" / "packs" / "westmark.A-04" / "demo.westmark.A-04.report.en.docx"
    assert new.read_bytes() != packs.file("westmark", "A-04.report.en.docx").read_bytes()


def test_streams_of_packs_are_many(packs: Packs) -> None:
    """Workbooks behind charts, properties, alternative texts and PDF objects are all among what is searched."""
    names = [name for path in files_of(packs.of("westmark")) for name, _ in streams(path)]
    for part in (
        "xlsx/xl/worksheets/sheet1.xml",
        "docProps/core.xml",
        "docProps/custom.xml",
        "strings of all objects",
        "texts",
    ):
        assert any(part in name for name in names), part
    assert build.Packed("x").built is False
