"""What must be in nobody else's pack: the needles of each donor, and a search over every byte of many files."""

from __future__ import annotations

import csv
import re
from decimal import Decimal
from functools import cache
from pathlib import Path

from tests.conftest import ROOT
from tests.streams import spellings

DEMO = ROOT / "inputs" / "demo"
CLOSED = {
    "quillon": {"Quillon", "quillon", "A-14", "Childcare and shelters, first grant"},
    "sable-hill": {"Sable Hill", "sable-hill", "A-15", "Enterprises and legal aid"},
    "tern": {"Tern Point", "A-16", "Work and safety for young women"},
}
"""Partners of the demonstration that asked not to be named, and the words that would name them."""
NOBODY = {"Open Door Shelter Circle", "open-door", "13.67", "13.7 per cent", "13.7%", "Upper Tarrow"}
"""A partner at risk, a survey under embargo, a place with four survivors: in no pack."""
DONORS = (
    "norlund", "westmark", "aldermere", "kestland", "brevia", "solmara-government", "velda-fund", "meridian-union",
    "coast-bank", "ilex", "brightloom", "quillon", "sable-hill", "tern",
)  # fmt: skip


def rows(name: str) -> list[dict[str, str]]:
    with (DEMO / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def secret_amounts(partner: str) -> frozenset[Decimal]:
    """Return every amount that tells what a closed partner gave, agreed or had spent: of rows, years, and in all."""
    agreements = {row["id"] for row in rows("agreements.csv") if row["partner"] == partner}
    found = {Decimal(row["amount"]) for row in rows("agreements.csv") if row["id"] in agreements}
    paid = [row for row in rows("contributions.csv") if row["partner"] == partner]
    spent = [row for row in rows("spending.csv") if row["agreement"] in agreements]
    found |= {Decimal(row["amount"]) for row in (*paid, *spent)}
    for key in ("year", "outcome", ""):
        for value in {row.get(key, "") for row in paid}:
            found.add(sum((Decimal(row["amount"]) for row in paid if row.get(key, "") == value), Decimal(0)))
    return frozenset(found)


@cache
def needles(donor: str) -> frozenset[str]:
    """Return what must not be in the pack of `donor`, spelled in every way; for "" what must be in nobody's."""
    words, amounts = set(NOBODY), set[Decimal]()
    for partner, names in CLOSED.items():
        if partner != donor:
            words |= names
            amounts |= secret_amounts(partner)
    if donor in CLOSED and donor != "":
        own = {spelling for amount in secret_amounts(donor) for spelling in spellings(amount)}
        return frozenset((words | {s for a in amounts for s in spellings(a)}) - own)
    return frozenset(words | {spelling for amount in amounts for spelling in spellings(amount)})


def files_of(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def is_number(needle: str) -> bool:
    return bool(re.match(r"[\d٠-٩]", needle))
