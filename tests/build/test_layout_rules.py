"""What does not fit on a page is traced to the text that somebody can shorten."""

from __future__ import annotations

from pathlib import Path

from reportgen.build.layout_rules import place_of
from reportgen.findings import Place


def test_a_word_is_sought_where_it_is_printed_from(tmp_path: Path) -> None:
    (tmp_path / "iati-extra.yaml").write_text("- Wellenbrecher\n", encoding="utf-8")
    assert place_of("Wellenbrecher", tmp_path) == Place("report.yaml")
    (tmp_path / "outcomes.yaml").write_text("outcomes:\n  - ein Wellenbrecher\n", encoding="utf-8")
    assert place_of("Wellenbrecher", tmp_path) == Place("outcomes.yaml", 2, "9")
