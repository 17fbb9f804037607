"""Prints how reportgen does beside its peers: paired ratios of whole processes, each with its target.

Usage: python tests/bench/bench.py [-n ROUNDS] [--only NAME]... [--quick]. Progress goes to standard error.

Before that, how right the narrative rules are over the labelled texts (``--only corpus``), and what became of every
element of the IATI files in the shared folder (``--only iati``).

Everything runs in a temporary folder on a copy of the code, so that an edit meanwhile changes nothing, and on copies
of the inputs. In each round all commands run in turn, and each ratio is taken within its round; what else the machine
does then touches both. Nothing is asserted: the numbers are for people to judge.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median

from large import write_workspace
from runs import Run, middle, run
from scenarios import LATER, REASONS, SCENARIOS, Place, Scenario

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
PEERS = {
    "weasyprint": ("WeasyPrint alone, the same HTML, CSS and charts", "peer_weasyprint.py", "peer.pdf"),
    "python-docx": ("python-docx alone, as many words, rows, pictures", "peer_docx.py", "peer.docx"),
}
HEAVY = re.compile(r"\|\s*(weasyprint|matplotlib)\s*$", re.MULTILINE)


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


class Bench:
    """A temporary home with a copy of the code, the inputs of every scenario, and what the peers get."""

    def __init__(self, home: Path, chosen: Sequence[Scenario]) -> None:
        self.home, self.chosen = home, chosen
        self.peers = [name for name in PEERS if any(s.peer == name for s in chosen)]
        self.runs: dict[str, list[Run]] = {name: [] for name in (*self.peers, *(s.name for s in chosen))}
        self.size = ""
        skip = shutil.ignore_patterns("__pycache__", ".reportgen")
        shutil.copytree(ROOT / "src/reportgen", home / "code/reportgen", ignore=skip)
        shutil.copytree(ROOT / "templates", home / "code/reportgen/templates", ignore=skip)
        self.script = home / "start.py"
        self.script.write_text("from reportgen.cli import main\n\nmain()\n", encoding="utf-8")
        self.env = {**os.environ, "PYTHONPATH": str(home / "code"), "SOURCE_DATE_EPOCH": "0"}
        for scenario in chosen:
            shutil.copytree(ROOT / "inputs/demo", self.place(scenario).demo, ignore=skip)
        if any(s.name == "check" for s in chosen):
            say("writing the large workspace")
            write_workspace(home / "large")

    def place(self, scenario: Scenario) -> Place:
        folder = self.home / scenario.name
        return Place(folder / "demo", folder / "out", self.home / "large")

    def capture(self) -> None:
        """Keep what the peers get from one build of ours."""
        if not self.peers:
            return
        say("building once, to give the peers the same work")
        workspace, folder = self.home / "captured" / "demo", self.home / "given"
        shutil.copytree(ROOT / "inputs/demo", workspace, ignore=shutil.ignore_patterns(".reportgen"))
        folder.mkdir()
        command = [sys.executable, str(HERE / "capture.py"), str(workspace), str(folder)]
        self.size = subprocess.run(command, env=self.env, check=True, stdout=subprocess.PIPE, text=True).stdout.strip()

    def ours(self, scenario: Scenario, *options: str) -> list[str | Path]:
        return [sys.executable, *options, self.script, *scenario.command(self.place(scenario))]

    def warm(self, *, quick: bool) -> None:
        """Run once what leans on an earlier run; and, unless in haste, everything else, for the disk's sake."""
        for scenario in self.chosen:
            if scenario.leans or not quick:
                say(f"warming up: {scenario.name}")
                scenario.ready(self.place(scenario), 0)
                self.time(scenario.name, self.ours(scenario))

    def round(self, number: int) -> None:
        for name in self.peers:
            command = [sys.executable, HERE / PEERS[name][1], self.home / "given", self.home / PEERS[name][2]]
            self.runs[name].append(self.time(name, command))
        for scenario in self.chosen:
            scenario.ready(self.place(scenario), number)
            self.runs[scenario.name].append(self.time(scenario.name, self.ours(scenario)))

    def time(self, name: str, command: Sequence[str | Path]) -> Run:
        taken = run(command, self.env, self.home / "messages.txt")
        say(f"  {name:<12} {taken.wall:7.2f} s wall {taken.cpu:7.2f} s CPU {taken.peak:6.0f} MB")
        return taken

    def imported(self, scenario: Scenario) -> set[str]:
        """Return which of the heavy libraries a run imports."""
        command = [str(part) for part in self.ours(scenario, "-X", "importtime")]
        said = subprocess.run(command, env=self.env, check=True, capture_output=True, text=True).stderr
        return set(HEAVY.findall(said))


def ratios(scenario: Scenario, runs: Mapping[str, Sequence[Run]]) -> list[float]:
    """Return the scenario's value in every round: its ratio to the peer of the same round, or its seconds."""
    own = [getattr(r, scenario.measure) for r in runs[scenario.name]]
    if not scenario.peer:
        return own
    return [mine / getattr(r, scenario.measure) for mine, r in zip(own, runs[scenario.peer], strict=True)]


def verdict(scenario: Scenario, value: float, peak: float) -> str:
    if value > scenario.target or (scenario.megabytes and peak > scenario.megabytes):
        return "MISSED"
    return "met, stretch too" if value <= scenario.stretch else "met"


def figure(value: float) -> str:
    return f"{value:.3f}" if value < 0.2 else f"{value:.2f}"


def table(bench: Bench) -> None:
    """Print the lines, each target that is missed with its reason."""
    print(f"{'scenario':<40}{'measured':>15} {'target':>7} {'stretch':>8}  verdict")
    for scenario in bench.chosen:
        values = ratios(scenario, bench.runs)
        value, peak = median(values), middle(bench.runs[scenario.name]).peak
        unit = f"{scenario.measure} x" if scenario.peer else "s CPU"
        judged = verdict(scenario, value, peak)
        print(f"{scenario.what:<40}{figure(value):>9} {unit:<6}{scenario.target:>7g} {scenario.stretch:>8g}  {judged}")
        if scenario.megabytes:
            print(f"{'':<40}{peak:>9.0f} {'MB':<6}{scenario.megabytes:>7}")
        if len(values) > 1:
            print(f"    rounds: {' '.join(figure(v) for v in values)}")
        if judged == "MISSED":
            print(f"    why: {REASONS.get(scenario.name, 'no reason is on record; profile it.')}")
        if scenario.name == "unchanged":
            heavy = ", ".join(sorted(bench.imported(scenario)))
            print(f"    {'MISSED: it imports ' + heavy if heavy else 'imports neither weasyprint nor matplotlib'}")
    print(f"\n{'medians of whole processes':<52}{'CPU s':>8}{'wall s':>8}{'MB':>7}")
    for name, runs in bench.runs.items():
        taken = middle(runs)
        title = PEERS[name][0] if name in PEERS else next(s.what for s in SCENARIOS if s.name == name)
        print(f"{title:<52}{taken.cpu:>8.2f}{taken.wall:>8.2f}{taken.peak:>7.0f}")
    if bench.size:
        print(f"\nThe peers get {bench.size}.")
    print(f"Nothing to run yet for: {', '.join(LATER)}.")


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure reportgen beside its peers.")
    parser.add_argument("-n", type=int, default=5, metavar="ROUNDS", help="rounds after the warm-up (default: 5)")
    names = [*(scenario.name for scenario in SCENARIOS), "corpus", "iati"]
    parser.add_argument("--only", action="append", choices=names, metavar="NAME", help=f"one of {', '.join(names)}")
    parser.add_argument("--quick", action="store_true", help="one round, warmed up only where it must be")
    asked = parser.parse_args()
    if not asked.only or "corpus" in asked.only:
        print("Precision and recall of the narrative rules (tests/corpus):", flush=True)
        subprocess.run([sys.executable, "-m", "tests.corpus"], cwd=ROOT, check=True)
        print()
    if not asked.only or "iati" in asked.only:
        print(
            "IATI files: what XPath counts beside what stands in the workspace (tests/iati/accounted.py):", flush=True
        )
        subprocess.run([sys.executable, "-m", "tests.iati.accounted"], cwd=ROOT, check=True)
        print()
    chosen = [scenario for scenario in SCENARIOS if not asked.only or scenario.name in asked.only]
    if not chosen:
        return
    with tempfile.TemporaryDirectory(prefix="reportgen-bench-") as home:
        bench = Bench(Path(home), chosen)
        bench.capture()
        bench.warm(quick=asked.quick)
        rounds = 1 if asked.quick else asked.n
        for number in range(1, rounds + 1):
            load = os.getloadavg()[0]
            say(f"round {number} of {rounds}" + (f" (the machine is busy: load {load:.1f})" if load > 1.6 else ""))
            bench.round(number)
        table(bench)


if __name__ == "__main__":
    main()
