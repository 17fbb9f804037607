"""For every file in the shared folder: elements counted by XPath beside those in the workspace, equal or named."""

from __future__ import annotations

import csv
import os
from collections import Counter, defaultdict
from decimal import Decimal, InvalidOperation
from pathlib import Path

import pytest
import yaml
from lxml import etree

from reportgen.build.check import check_workspace
from reportgen.iati.workspace import Imported, import_iati
from tests.conftest import ROOT

FOLDER = Path(os.environ.get("REPORTGEN_IATI") or ROOT.parent / "shared/data/iati")
FILES = sorted(FOLDER.glob("*.xml"))
_ACTIVITY = "/iati-activities/iati-activity"
_RESULT, _PERIOD = f"{_ACTIVITY}/result", f"{_ACTIVITY}/result/indicator/period"
PATHS = {
    "activities": _ACTIVITY,
    "results": _RESULT,
    "results, output": f"{_RESULT}[normalize-space(@type)='1']",
    "results, outcome": f"{_RESULT}[normalize-space(@type)='2']",
    "results, impact": f"{_RESULT}[normalize-space(@type)='3']",
    "results, other": f"{_RESULT}[not(contains('1 2 3', normalize-space(@type))) or normalize-space(@type)='']",
    "indicators": f"{_RESULT}/indicator",
    "baselines": f"{_RESULT}/indicator/baseline",
    "periods": _PERIOD,
    "targets": f"{_PERIOD}/target",
    "actuals": f"{_PERIOD}/actual",
    "dimensions": f"({_RESULT}/indicator/baseline|{_PERIOD}/target|{_PERIOD}/actual)/*[self::dimension or self::location]",
    "budgets": f"{_ACTIVITY}/budget",
    "transactions": f"{_ACTIVITY}/transaction",
}
pytestmark = pytest.mark.skipif(
    not FILES, reason=f"there are no IATI files in {FOLDER}; REPORTGEN_IATI names another folder"
)


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    path = folder / name
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def in_workspace(folder: Path) -> dict[str, int]:
    """Count again, from the files that were written and nothing else."""
    outcomes = yaml.load((folder / "outcomes.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)["outcomes"]
    outputs = [output for outcome in outcomes for output in outcome.get("outputs", ())]
    indicators = [each for record in (*outcomes, *outputs) for each in record.get("indicators", ())]
    results, targets = rows(folder, "results.csv"), rows(folder, "targets.csv")
    return {
        "activities": len(outcomes),
        "results": len(outputs),
        **{
            f"results, {kind}": sum(output.get("type", "output") == kind for output in outputs)
            for kind in ("output", "outcome", "impact", "other")
        },
        "indicators": len(indicators),
        "baselines": sum(row["kind"] == "baseline" for row in targets),
        "periods": len({(row["indicator"], row["period_start"], row["period_end"]) for row in results}),
        "targets": sum(row["kind"] != "baseline" for row in targets),
        "actuals": len(results),
        "dimensions": sum(row["dimensions"].count("=") for row in (*results, *targets)),
    }


def sums_by_xpath(tree: etree._ElementTree) -> dict[tuple[str, str], Decimal]:
    sums: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for kind in ("budget", "transaction"):
        for value in tree.xpath(f"/iati-activities/iati-activity/{kind}/value"):
            currency = value.get("currency") or value.xpath("string(ancestor::iati-activity/@default-currency)")
            try:
                sums[f"{kind}s", currency] += Decimal(value.text.strip())
            except (InvalidOperation, AttributeError):
                continue
    return dict(sums)


def sums_in_workspace(folder: Path) -> Counter[tuple[str, str]]:
    sums: Counter[tuple[str, str]] = Counter()
    for row in rows(folder, "finance.csv"):
        kind = "budgets" if row["stage"] in ("planned", "revised") else "transactions"
        sums[kind, row["currency"]] += Decimal(row["amount"])  # type: ignore[assignment]
    for row in rows(folder, "agreements.csv"):
        sums["transactions", row["currency"]] += Decimal(row["amount"])  # type: ignore[assignment]
    return sums


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_xpath_counts_is_what_stands_in_the_workspace_or_has_a_name(path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "made"
    made: Imported = import_iati([path], folder)
    assert made.written
    tree, account = etree.parse(str(path)), made.account
    counted = {kind: len(tree.xpath(where)) for kind, where in PATHS.items()}
    assert {kind: account.came[kind] for kind in PATHS} == counted
    held = in_workspace(folder)
    assert {kind: account.stands(kind) for kind in held} == held
    for kind, number in counted.items():
        assert number - account.stands(kind) == sum(account.differences(kind).values()), kind
    assert account.money_came == sums_by_xpath(tree) and account.missing() == []
    standing = {(kind, currency): total for (kind, currency, fate), total in account.money.items() if not fate}
    assert {key: total for key, total in standing.items() if total} == dict(sums_in_workspace(folder))
    checked = check_workspace(folder)
    assert [str(each) for each in checked.findings if each.severity == "error"] == []
    print(f"\n{path.name}", *account.lines(), sep="\n")


def test_all_files_together_make_one_workspace(tmp_path: Path) -> None:
    made = import_iati(FILES, tmp_path / "all")
    assert made.written and made.account.missing() == []
    assert made.account.came["activities"] == sum(
        len(etree.parse(str(path)).xpath(PATHS["activities"])) for path in FILES
    )
