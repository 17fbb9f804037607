"""For every file in the shared folder, what XPath counts beside what stands in the workspace; and how fast a large file is.

Usage: python -m tests.iati.accounted. The large file (100 MB) is made of small ones that are invented.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from lxml import etree

from reportgen.iati.workspace import import_iati
from tests.iati.made import activity, budget, indicator, money, period, result, stated, whole
from tests.iati.test_accounted import FILES, FOLDER, PATHS, in_workspace

MEASURE = """
import gc, resource, sys, time
from pathlib import Path
from reportgen.iati.workspace import import_iati
gc.set_threshold(500_000, 50, 100)
file, into = Path(sys.argv[1]), Path(sys.argv[2])
begun = time.process_time()
import_iati([file], into, dry_run=True)
speed = file.stat().st_size / 2**20 / (time.process_time() - begun)
print(f"{speed:.1f} MB a second of CPU (target 10, stretch 30), {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB (300)")
"""
SIZE = 100 * 2**20


def large(path: Path) -> None:
    """Write a file of about `SIZE` bytes."""
    indicators = [
        indicator(
            stated("baseline", "2", more=' year="2018"'),
            *(
                period(
                    stated("target", "40"),
                    *(stated("actual", str(n), sex=sex) for n, sex in ((9, "female"), (8, "male"))),
                    year=year,
                )
                for year in (2019, 2020)
            ),
            title=f"Number of wells of kind {number} that are kept by the villages themselves",
        )
        for number in range(8)
    ]
    inner = "".join(budget("1000", year=year) for year in range(2017, 2021)) + result(*indicators)
    inner += "".join(money("4", f"{n}.25", f"2020-0{n % 9 + 1}-15", provider="Norland") for n in range(40))
    told = "The villages choose a committee, which keeps the well, the pump and a small fund for repairs. " * 15
    one = activity("XM-EX-77-@", inner=inner).replace("Villages dig and keep their wells.", told)
    one = "".join(
        f"          {line}\n" for line in one.replace("><", ">\n          <").split("\n")
    )  # indented, as files are
    with path.open("w", encoding="utf-8") as file:
        head, tail = whole("@@").split("@@")
        file.write(head)
        for number in range(SIZE // len(one) + 1):
            file.write(one.replace("XM-EX-77-@", f"XM-EX-77-{number}"))
        file.write(tail)


def main() -> None:
    """Print the counts of every file, and the speed."""
    if not FILES:
        print(f"There are no IATI files in {FOLDER}; REPORTGEN_IATI names another folder.")
    with tempfile.TemporaryDirectory() as home:
        for path in FILES:
            folder = Path(home) / path.stem
            account = import_iati([path], folder).account
            tree, held = etree.parse(str(path)), in_workspace(folder)
            counted = {kind: len(tree.xpath(where)) for kind, where in PATHS.items()}
            lost = account.missing()
            lost += [f"{kind}: XPath counts {n}" for kind, n in counted.items() if n != account.came[kind]]
            lost += [f"{kind}: the workspace has {n}" for kind, n in held.items() if n != account.stands(kind)]
            print(f"{path.name}: {'; '.join(lost) or 'equal, or each difference named'}")
            print(*(f"  {line}" for line in account.lines()), sep="\n", end="\n\n", flush=True)
        file = Path(home) / "large.xml"
        large(file)
        subprocess.run([sys.executable, "-c", MEASURE, str(file), str(Path(home) / "into")], check=True)


if __name__ == "__main__":
    main()
