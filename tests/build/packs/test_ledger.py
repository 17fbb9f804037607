"""What donors were told is kept, by names of payments, and later packs are held against it."""

from __future__ import annotations

from pathlib import Path

from reportgen.build.packs.ledger import NAME, read_ledger, remember_told, told_before
from reportgen.model import Report
from reportgen.project import Told
from tests.reports import report


def of(audience: str = "donor:norlund") -> Report:
    return report().model_copy(update={"audience": audience})


def test_what_is_told_is_read_back(tmp_path: Path) -> None:
    told = Told(("finance:D_1/2024/received/other",), {"group:D_1/2024": ("contribution:a", "contribution:b")})
    remember_told(tmp_path, of(), told)
    [entry] = read_ledger(tmp_path)
    assert (entry.audience, entry.year, entry.date, entry.told) == ("donor:norlund", 2024, "2025-03-31", told)
    assert told_before((entry,), "donor:norlund") == [told] and told_before((entry,), "donor:ash") == []


def test_what_is_once_told_stays_told(tmp_path: Path) -> None:
    """A pack that is made anew after a correction does not make the donor forget the first."""
    remember_told(tmp_path, of(), Told(("a",), {"group:x": ("a", "b")}))
    remember_told(tmp_path, of(), Told(("c",), {"group:y": ("c", "d")}))
    [entry] = read_ledger(tmp_path)
    assert entry.told == Told(("a", "c"), {"group:x": ("a", "b"), "group:y": ("c", "d")})


def test_the_same_pack_again_leaves_every_byte(tmp_path: Path) -> None:
    told = Told(("a",), {"group:x": ("a", "b")})
    remember_told(tmp_path, of(), told)
    before = (tmp_path / NAME).read_bytes(), (tmp_path / NAME).stat().st_mtime_ns
    remember_told(tmp_path, of(), told)
    assert ((tmp_path / NAME).read_bytes(), (tmp_path / NAME).stat().st_mtime_ns) == before


def test_where_nothing_is_secret_there_is_no_ledger(tmp_path: Path) -> None:
    remember_told(tmp_path, of(), Told())
    assert read_ledger(tmp_path) == () and not (tmp_path / NAME).exists()


def test_donors_stand_side_by_side_in_a_fixed_order(tmp_path: Path) -> None:
    for audience in ("donor:b", "donor:a"):
        remember_told(tmp_path, of(audience), Told(("x",)))
    assert [entry.audience for entry in read_ledger(tmp_path)] == ["donor:a", "donor:b"]
