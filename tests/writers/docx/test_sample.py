"""The house-style document shows every style once, in itself, and says what it is for."""

from __future__ import annotations

from reportgen.theme import load_theme
from reportgen.writers.docx.sample import write_sample
from reportgen.writers.docx.styles import all_styles, shown
from reportgen.writers.docx.uses import USES

from .looks import runs
from .read_back import W, part


def test_every_style_is_shown_by_its_name_and_says_what_it_is_for(validate) -> None:
    docx = write_sample(load_theme("lagoon"))
    assert validate(docx) == []
    names = {each.id: shown(each.name) for each in all_styles(load_theme("lagoon"))}
    words = [f"{names[key]}: {use}" for key, use in USES.items() if key in names]
    text = "\n".join("".join(t.text or "" for t in p.iter(f"{W}t")) for p in part(docx).iter(f"{W}p"))
    elsewhere = ("Emphasis", "Strong", "Hyperlink", "FootnoteReference", "CaptionLabel", "Term", "FactTerm", "Quiet")
    for key, line in zip([key for key in USES if key in names], words, strict=True):
        if key not in elsewhere and not key.startswith(("StatusMark", "Footer", "Header", "FootnoteText")):
            assert line in text, key


def test_a_paragraph_that_names_a_style_has_it() -> None:
    docx = write_sample(load_theme("savanna"))
    names = {shown(each.name): each.id for each in all_styles(load_theme("savanna"))}
    bases = {"Normal", "SmallText", "CoverText", "FollowedHyperlink", "StampWords", "PageNumber"}
    seen = 0
    for paragraph, run, words in runs(part(docx)):
        key = names.get(words.partition(":")[0].strip()) if ":" in words else None
        if key and key not in bases and paragraph not in ("Caption",) and not words.startswith("Figure: the"):
            seen += 1
            assert key in (paragraph, run), words
    assert seen > 60
