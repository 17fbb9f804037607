"""Dashes, quotation marks and short forms become findings where running text wants something else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from reportgen.checks.check import Check
from reportgen.checks.prose.passages import Passage, Prose
from reportgen.checks.prose.surroundings import (
    RUNNING,
    SPEECH,
    around,
    in_brackets,
    is_opaque,
    matches,
    said,
    shown,
    starts_sentence,
    word_after,
    word_before,
)
from reportgen.findings import Card, Finding
from reportgen.model import Report

UN = "United Nations Editorial Manual"
DASH = Card(
    "NAR110",
    "hyphen-as-dash",
    "warning",
    why="A hyphen joins; between blanks it reads as a minus or as a slip of the pen.",
    example="“the campaign - in partnership with”",
    mend="Set an en dash between blanks, or commas.",
    source=UN,
)
QUOTES = Card(
    "NAR111",
    "quotation-marks-mixed",
    "warning",
    why="Straight and curly marks in one text show where it was pasted together.",
    example="“women’s” in one line, “women's” in the next",
    mend="Use one sort throughout: the curly one, unless the house style says otherwise.",
)
AMPERSAND = Card(
    "NAR112",
    "ampersand-in-sentence",
    "warning",
    why="The sign is for names and tables; in a sentence it reads as a note to oneself.",
    example="“science & technology”",
    mend="Write “and”. Names of firms and short forms such as M&E keep the sign.",
    source=UN,
    languages=("en",),
)
CONTRACTION = Card(
    "NAR113",
    "contraction-used",
    "warning",
    why="Short forms of speech do not belong in a report, quotations apart.",
    example="“we’ve launched”",
    mend="Write both words in full.",
    source=UN,
    languages=("en",),
)
ABBREVIATION = Card(
    "NAR114",
    "abbreviation-in-sentence",
    "info",
    why="Such short forms save room in tables and brackets; in a sentence the words read better.",
    example="“channels, incl. social media”",
    mend="Write the word: including, about, for example, and others.",
    source=UN,
    languages=("en",),
)
_DASH = re.compile(r"(?<=[^\s–—-])( --? )(?=[^\s–—-])|(?<=[^\W_])(--)(?=[^\W\d_])")
_STRAIGHT = re.compile(
    r"(?<=[^\W\d_])'(?=[^\W\d_])|(?<=[^\W\d_])'(?=[\s,.;:!?)]|$)|(?<!\d)(?<!\w)['\"](?=\w)|(?<=[^\s\d(\[])\"(?!\w)"
)
_CURLY = re.compile(r"[“”‘’]")
_AMPERSAND = re.compile(r"(?<=[^\W_])[ \u00a0]?&[ \u00a0]?(?=[^\W_])")
_NOT = "aren couldn didn doesn don hadn hasn haven isn mightn mustn needn oughtn shouldn wasn weren wouldn".split()
_LONG_FORMS = {f"{verb}t": f"{verb.removesuffix('n')} not" for verb in _NOT} | {
    "cant": "cannot", "wont": "will not", "shant": "shall not", "aint": "is not", "lets": "let us",
}  # fmt: skip
_ENDS = {"ve": "have", "re": "are", "ll": "will", "m": "am", "d": "would or had", "s": "is or has"}
_CONTRACTION = re.compile(
    rf"(?<![\w’'-])(?=[A-Za-z]{{1,6}}['’])(?:(?:{'|'.join(_NOT)}|can|won|shan|ain)['’]t|(?:I|we|you|they|who|it"
    rf"|he|she|that|there|this|what|where|how|would|could|should|might|must)"
    r"['’](?:ve|re|ll|d)|I['’]m|(?:it|that|there|here|what|he|she|who|where|how|let)['’]s|can['’]t)\b",
    re.IGNORECASE,
)
_SHORT_FORMS = {
    "incl.": "including",
    "approx.": "about",
    "e.g.": "for example",
    "eg.": "for example",
    "i.e.": "that is",
    "ie.": "that is",
    "etc.": "and others, or such as before the list",
    "etc": "and others, or such as before the list",
    "esp.": "especially",
    "excl.": "excluding",
    "viz.": "namely",
    "vs.": "against or compared with",
    "vs": "against or compared with",
    "resp.": "respectively",
    "govt.": "Government",
    "dept.": "department",
    "w/": "with",
    "w/o": "without",
    "w.r.t.": "on",
    "max.": "at most",
    "min.": "at least",
    "avg.": "average",
    "no. of": "number of",
    "b/w": "between",
    "asap": "as soon as possible",
}
_STEMS = tuple(
    "No. no. incl. approx. e.g eg. i.e ie. etc esp. excl. viz vs resp. ovt. ept. w/ w.r.t max. min. avg. b/w asap ASAP E.g I.e "
    "Incl Approx Etc".split()
)
_SHORT_FORM = re.compile(
    r"(?<![\w.&/])(?:(?:incl|approx|e\.g|eg|i\.e|ie|etc|esp|excl|viz|vs|resp|govt|dept|w\.r\.t|max|min"
    r"|avg)\.(?!\w)|(?:etc|vs|asap)\b(?!\.)|w/o?(?=\s)|b/w\b|no\. of\b)",
    re.IGNORECASE,
)


def hyphen_as_dash(report: Report) -> Iterator[Finding]:
    """A dash between words is an en dash."""
    for passage, match in matches(report, DASH, _DASH, (), ("- ", "--")):
        text = passage.text
        left, right = text[match.start() - 1], text[match.end()]
        before, after = word_before(text, match.start()), word_after(text, match.end())
        if passage.kind == "cell" or (right.isdigit() and (left.isdigit() or left.isupper() or left in "$€£")):
            continue
        if (
            min(len(before), len(after)) == 1
            and (before + after).isalnum()
            and not before.islower()
            and after not in ("a", "I")
        ):
            continue  # a formula, A - B
        apart = before[:1].isupper() and after[:1].isupper() and passage.kind in ("paragraph", "note")
        message = "A hyphen stands where a dash is meant."
        expected = (
            "– (spaced en dash), or – without blanks from one place to another" if apart else "– (spaced en dash)"
        )
        yield shown(passage, DASH, *match.span(), message, expected=expected, new=None if apart else " – ")


def quotation_marks_mixed(report: Report) -> Iterator[Finding]:
    """Quotation marks and apostrophes of a text are all curly or all straight."""
    house = report.editorial.quotes
    by_text: dict[str, list[Passage]] = {}
    for passage in Prose.of(report).passages(QUOTES):
        by_text.setdefault(passage.narrative.file, []).append(passage)
    for passages in by_text.values():
        straight = list(_marks(passages, _STRAIGHT))
        curly = list(_marks(passages, _CURLY)) if straight or house == "straight" else []
        if house == "any" and not (straight and curly):
            continue
        wrong = (
            straight
            if house == "curly"
            else curly
            if house == "straight"
            else straight
            if len(straight) <= len(curly)
            else curly
        )
        if not wrong:
            continue
        passage, at = wrong[0]
        sort, other = ("straight", "curly") if wrong is straight else ("curly", "straight")
        count = f"{len(wrong)} marks are" if len(wrong) > 1 else "One mark is"
        message = (
            f"{count} {sort} in this text, the others {other}."
            if house == "any"
            else f"{count} {sort}; the house style wants {other} ones."
        )
        new = _other(passage.text, at) if len(wrong) == 1 else None
        close = passage.text.find(passage.text[at], at + 1, at + 80) + 1 if passage.text[at] == '"' else 0
        finding = shown(passage, QUOTES, at, at + 1, message, expected=f"{other} marks", new=new)
        yield replace(finding, found=passage.text[at:close]) if close else finding


def _marks(passages: list[Passage], pattern: re.Pattern[str]) -> Iterator[tuple[Passage, int]]:
    for passage in passages:
        if pattern is _STRAIGHT and "'" not in passage.text and '"' not in passage.text:
            continue
        for match in pattern.finditer(passage.text):
            if not passage.is_bound(*match.span()) and not is_opaque(passage.text, match.start()):
                yield passage, match.start()


def _other(text: str, at: int) -> str:
    """Return the other sort of a mark: an apostrophe or a closing one behind a letter, an opening one elsewhere."""
    mark = text[at]
    if mark in "“”‘’":
        return '"' if mark in "“”" else "'"
    behind = at > 0 and not text[at - 1].isspace() and text[at - 1] not in "([“‘–—"
    return {"'": "’" if behind else "‘", '"': "”" if behind else "“"}[mark]


def ampersand_in_sentence(report: Report) -> Iterator[Finding]:
    """Sentences say “and”."""
    for passage, match in said(report, AMPERSAND, _AMPERSAND, RUNNING, ("&",)):
        text = passage.text
        before, after = word_before(text, match.start()), word_after(text, match.end())
        spaced = match[0] != "&"
        if not before or not after or (not spaced and not (len(before) > 3 and before.islower() and after.islower())):
            continue
        if (before[0].isupper() and after[0].isupper()) or (before + after).isdigit():
            continue
        yield shown(
            passage, AMPERSAND, *match.span(), "The sign & stands in a sentence.", expected=f"{before} and {after}"
        )


def contraction(report: Report) -> Iterator[Finding]:
    """Verbs are written in full."""
    if report.editorial.contractions:
        return
    for passage, match in said(report, CONTRACTION, _CONTRACTION, SPEECH, ("’", "'")):
        word, text = match[0], passage.text
        starts = starts_sentence(text, match.start())
        if (
            word[0].isupper()
            and not word.startswith("I")
            and not starts
            and word_after(text, match.end())[:1].isupper()
        ):
            continue  # the name of a campaign
        if text[match.start() - 1 : match.start()] in ("#", "-"):
            continue
        yield passage.find(CONTRACTION, *match.span(), f"“{word}” is a short form of speech.", expected=_in_full(word))


def _in_full(word: str) -> str:
    stem, _, end = word.replace("’", "'").partition("'")
    bare = f"{stem}{end}".lower()
    full = _LONG_FORMS.get(bare) or f"{stem} {_ENDS.get(end.lower(), end)}"
    return full[0].upper() + full[1:] if word[0].isupper() else full


def abbreviation_in_sentence(report: Report) -> Iterator[Finding]:
    """A sentence has whole words where there is room for them."""
    for passage, match in said(report, ABBREVIATION, _SHORT_FORM, ("paragraph",), _STEMS):
        if in_brackets(passage.text, match.start()):
            continue
        form = match[0]
        key = form.lower()
        if key in ("max.", "min.") and match[0][0].isupper():
            continue
        start, end = match.span()
        low, high = around(passage.text, start, end)
        expected = _SHORT_FORMS[key]
        if not passage.text[low:high].strip():
            continue
        yield passage.find(
            ABBREVIATION, start, end, f"“{form}” is a short form for tables and brackets.", expected=expected
        )


CHECKS: tuple[Check, ...] = (
    Check(DASH, hyphen_as_dash),
    Check(QUOTES, quotation_marks_mixed),
    Check(AMPERSAND, ampersand_in_sentence),
    Check(CONTRACTION, contraction),
    Check(ABBREVIATION, abbreviation_in_sentence),
)
