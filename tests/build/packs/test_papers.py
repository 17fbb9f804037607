"""Names of files are made of ids that come from outside."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.build.packs import PackRequest, build_packs
from reportgen.build.packs.papers import file_name
from tests.helpers import MINIMAL, write_workspace


@pytest.mark.parametrize("id", ["norlund", "A-01", "UNW.2024_7", "series-D_1.1.A"])
def test_a_plain_id_is_its_own_name(id: str) -> None:
    assert file_name(id) == id


@pytest.mark.parametrize("id", ["../x", "/etc/x", "..", ".hidden", "a/b", "a b", "a\\b", "é", "x.", "a:b", "\u202ea"])
def test_any_other_id_stays_in_its_folder(id: str) -> None:
    name = file_name(id)
    assert name and "/" not in name and "\\" not in name and not name.startswith(".") and name.isascii()


def test_two_ids_never_share_a_name() -> None:
    ids = ["a/b", "a b", "a-b", "a:b", "a", "a.", "../a"]
    assert len({file_name(id) for id in ids}) == len(ids)


def test_a_donor_whose_id_leads_elsewhere_has_its_pack_in_the_folder_of_packs(tmp_path: Path) -> None:
    agreements = "id,partner,outcomes,start,end,currency,amount\n../A-1,../../gone,D_1,2024-01-01,2025-12-31,USD,9\n"
    partners = MINIMAL["partners.yaml"] + "  - {id: ../../gone, name: {en: Gone}, roles: [funder]}\n"
    workspace = write_workspace(tmp_path / "in", agreements=agreements, partners=partners)
    [made] = build_packs(PackRequest(workspace, tmp_path / "out", donor="../../gone"))
    assert made.built and made.note
    home = (tmp_path / "out" / "norlund").resolve()
    assert all(path.resolve().is_relative_to(home / "packs") for path in made.paths)
    assert made.note.resolve().is_relative_to(home / "internal")
    assert {path.name for path in tmp_path.iterdir()} == {"in", "out"}
