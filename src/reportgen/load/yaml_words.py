"""A complaint of the YAML parser becomes a line, a column and a sentence for somebody who keeps data."""

from __future__ import annotations

import yaml

SENTENCES: tuple[tuple[str, str], ...] = (
    (
        "mapping values are not allowed",
        "A colon followed by a space stands inside a text. Put the whole text in quotation marks.",
    ),
    ("could not find expected ':'", "A key without a colon stands here. Write `key: value`."),
    (
        "did not find expected ',' or '}'",
        "A map in braces {} is not closed, or a comma is missing. Texts with commas go in quotation marks.",
    ),
    (
        "did not find expected ',' or ']'",
        "A list in brackets [] is not closed, or a comma is missing. Texts with commas go in quotation marks.",
    ),
    ("found unexpected end of stream", "A quotation mark is opened here and never closed."),
    ("found unexpected document indicator", "A quotation mark is opened here and never closed."),
    (
        "did not find expected '-' indicator",
        "This line does not stand in one column with the other items of the list. Begin it with `- `.",
    ),
    (
        "did not find expected key",
        "This line does not fit the lines above. Keys of one level start in one column; a text with a "
        "quotation "
        "mark, or one that starts with a bracket, goes in quotation marks as a whole.",
    ),
    (
        "did not find expected <document start>",
        "This line does not belong to what stands above. Keys of one level start in the same column.",
    ),
    (
        "block sequence entries are not allowed",
        "A list starts here on the line of its key. Begin `- ` on a new line.",
    ),
    (
        "found unknown escape character",
        "A backslash stands in double quotation marks. Use single ones: 'C:\\x'.",
    ),
    ("found undefined tag handle", "A text starts with `!`. Put it in quotation marks."),
    ("did not find expected alphabetic", "A text starts with `*` or `&`. Put it in quotation marks."),
    ("did not find expected node content", "A value is missing here, or a bracket or comma is too much."),
    ("found a tab character", "A tab stands where spaces are needed. Indent with spaces."),
    ("control characters are not allowed", "An invisible control character stands here. Delete it."),
)
"""Words of libyaml's complaint -> what a person should do. The first that fits is taken."""

COLON = "A colon stands inside a text in braces or brackets. A text with a colon stands in quotation marks."

STARTS = {
    "\t": "A tab stands where spaces are needed. Indent with spaces.",
    "@": "A text starts with `@`. Put it in quotation marks.",
    "`": "A text starts with a backtick. Put it in quotation marks.",
    "%": "A text starts with `%`. Put it in quotation marks.",
}
"""Character that cannot start a value -> the same."""


def explain(error: yaml.YAMLError, text: str) -> tuple[int, int, str]:
    """Return line and column, from 1, and what to say."""
    opening = _place(error, "context_mark")
    place = _place(error, "problem_mark") or opening
    problem = str(getattr(error, "problem", "") or "")
    if place is None:
        # The reader, which looks at letters before the parser looks at lines, knows an offset only.
        before = text[: int(getattr(error, "position", 0) or 0)]
        reason = str(getattr(error, "reason", "") or error)
        return before.count("\n") + 1, len(before) - before.rfind("\n"), _sentence(reason)
    if "unexpected" in problem and opening is not None:
        # The end of the file is not where the mistake is; the opening quotation mark is.
        place = opening
    line, column = place
    if "cannot start any token" in problem:
        letter = _letter(text, line, column)
        fallback = f"The character “{letter}” cannot stand here. Put the text in quotation marks."
        return line, column, STARTS.get(letter, fallback)
    # On a later line than the bracket it is the colon of the next key, and the bracket was not closed.
    same_line = opening is not None and opening[0] == line
    if "did not find expected ','" in problem and same_line and _letter(text, line, column) == ":":
        return line, column, COLON
    return line, column, _sentence(problem)


def _letter(text: str, line: int, column: int) -> str:
    lines = text.split("\n")
    return lines[line - 1][column - 1 : column] if line <= len(lines) else ""


def _place(error: yaml.YAMLError, name: str) -> tuple[int, int] | None:
    mark = getattr(error, name, None)
    return None if mark is None else (int(mark.line) + 1, int(mark.column) + 1)


def _sentence(problem: str) -> str:
    for words, sentence in SENTENCES:
        if words in problem:
            return sentence
    return f"The file cannot be read from here on ({problem or 'no reason given'})."
