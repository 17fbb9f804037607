"""disclosure-ledger.yaml becomes what each donor was told by earlier packs, and is written on when a pack is made.

It names withheld payments and is for the office alone. It holds no amounts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import yaml

from reportgen.build.fresh import LEDGER
from reportgen.errors import WorkspaceError
from reportgen.files import atomic_write
from reportgen.model import Report
from reportgen.project import Told

NAME = LEDGER
_HEAD = """\
# What donors' packs have told, by names of payments, never by amounts. Kept by `reportgen pack`: a later pack is held against it,
# so that both together tell no secret. For the office alone; deleting it forgets what donors know.
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """What one pack told one audience, in the report of one year and date."""

    audience: str
    year: int
    date: str
    told: Told


def read_ledger(folder: Path) -> tuple[Entry, ...]:
    """Return the entries of the ledger; none where there is no ledger.

    Raises:
        WorkspaceError: A ledger that cannot be read: it must be mended, since packs would forget what was told.
    """
    path = folder / NAME
    if not path.exists():
        return ()
    try:
        data: Any = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        return tuple(_entry(each) for each in cast("list[dict[str, Any]]", data["packs"]))
    except (OSError, UnicodeDecodeError, yaml.YAMLError, KeyError, TypeError, AttributeError, ValueError) as error:
        reason = type(error).__name__
        raise WorkspaceError(
            f"{path} cannot be read ({reason}). Restore it from a copy: without it nobody knows what donors were told."
        ) from None


def _entry(data: Mapping[str, Any]) -> Entry:
    sums = cast("dict[str, list[str]]", data.get("sums") or {})
    known = cast("list[str]", data.get("known") or [])
    told = Told(tuple(map(str, known)), {str(name): tuple(map(str, cells)) for name, cells in sums.items()})
    return Entry(str(data["audience"]), int(data["year"]), str(data["date"]), told)


def told_before(entries: tuple[Entry, ...], audience: str) -> list[Told]:
    """Return what an audience was told by packs so far. What this report's own pack told changes nothing when it is made anew."""
    return [each.told for each in entries if each.audience == audience]


def remember_told(folder: Path, report: Report, told: Told) -> None:
    """Write on the ledger what the pack of a projected report tells; what is once told stays told, also when it is made anew."""
    kept = {(each.audience, each.year, each.date): each.told for each in read_ledger(folder)}
    key = (report.audience, report.year, report.settings.date.isoformat())
    before = kept.get(key, Told())
    known = tuple(sorted({*before.known, *told.known}))
    if known or told.sums or before.sums:
        kept[key] = Told(known, {**before.sums, **told.sums})
    packs = [
        {"audience": audience, "year": year, "date": day, "known": list(each.known),
         "sums": {name: list(cells) for name, cells in each.sums.items()}}
        for (audience, year, day), each in sorted(kept.items(), key=lambda item: (item[0][2], item[0][1], item[0][0]))
    ]  # fmt: skip
    text = _HEAD + yaml.dump({"version": 1, "packs": packs}, sort_keys=False, allow_unicode=True, width=120)
    path = folder / NAME
    if packs and (not path.exists() or path.read_text(encoding="utf-8") != text):
        atomic_write(path, text.encode())
