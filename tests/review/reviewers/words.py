"""Chance becomes the words that reviewers type: mostly ordinary ones, some of them nasty."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

ORDINARY = """
    also women and men in the district, although most of this work was done before the council met again
    last spring; the ministry agreed that further steps are needed, while partners said they would rather wait
    for better evidence. Several shelters have since opened with support from local budgets (see above) and
    nobody expects them to close: a small step, yet a real one. Staff were trained together.
""".split()
NASTY = [
    "*", "**bold**", "_x_", "__init__", "[brackets]", "[a](b)", "![x](y)", "#", "|", "a|b", "&", "&amp;", "{{", "}}", "{%", "<b>",
    "</b>", "<!--", "\\", "\\*", "`code`", "$x$", "~", "~~gone~~", "^2", ":::", "^[note]", "[^1]", "“quoted”", "‘single’",
    '"straight"', "it's", "a.person@example.org", "https://example.org/a_b?c=d&e=*f*", "www.example.org", "non\u00a0breaking",
    "soft\u00adhyphen", "12", "3,400", "7.5%", "2024", "المرأة", "والفتيات", "妇女", "平等。", "🌍", "—", "–", "...", "e.g.", "R&D", "::", "==",
]  # fmt: skip
STARTS = [
    "1.",
    "2)",
    "-",
    "+",
    "*",
    "#",
    "##",
    ">",
    "|",
    "```",
    "---",
    "===",
    ":",
    "{{",
    "<b>",
    "\\",
    "    ",
    "Note:",
    "[^1]:",
]


def some(chance: Random, least: int, most: int, nasty: float = 0.12) -> list[str]:
    """Return some words, running on from a random place so that they read like a sentence."""
    count, at = chance.randint(least, most), chance.randrange(len(ORDINARY))
    words = [ORDINARY[(at + n) % len(ORDINARY)] for n in range(count)]
    return [chance.choice(NASTY) if chance.random() < nasty else word for word in words]


def sentence(chance: Random, least: int, most: int, shared: Sequence[str] = ()) -> str:
    """Return words for a whole paragraph, some of them shared with another one."""
    words = some(chance, least, most)
    if shared:
        keep, at = chance.randint(1, max(1, min(len(shared), 12))), chance.randrange(len(shared))
        place = chance.randint(0, len(words))
        words[place:place] = shared[at : at + keep]
    if chance.random() < 0.1:
        words.insert(0, chance.choice(STARTS).strip() or "Note:")
    text = " ".join(words)
    return text[:1].upper() + text[1:] + ("" if text.endswith(".") else ".")
