"""Steps become edits of a narrative's source: characters replaced, lines taken out, blocks put in; all else stays.

What is kept within an edited paragraph is what its author typed: words, line ends, references, marks.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any, cast

import yaml

from reportgen.review.book import Leaf
from reportgen.review.changed import Step, Written
from reportgen.review.insertion import insertions
from reportgen.review.pieces import span_of
from reportgen.review.removal import removals
from reportgen.review.rounds import Edit
from reportgen.review.source import Source, block_text, lead_of, margin, margined, row_line


def edits_of(source: Source, step: Step) -> list[Edit]:
    """Return the edits that do what a step says."""
    edits: list[Edit] = []
    rows: set[tuple[int, int]] = set()
    for index, written in step.content.items():
        edits += _content(source, index, written, reshaped=index in step.reshaped, rows=rows)
    edits += removals(source, frozenset(step.gone))
    for index, written in step.after.items():
        edits += insertions(source, index, sorted(written, key=lambda each: each.at))
    edits += _notes(source, step)
    return _removed_once(edits)


def _removed_once(edits: Iterable[Edit]) -> list[Edit]:
    """Join removals that overlap: of blocks, and of the footnotes between them."""
    joined: list[Edit] = []
    for edit in sorted(edits, key=lambda each: (each.start, each.end)):
        last = joined[-1] if joined else None
        if last and not last.text and not edit.text and edit.start < last.end:
            joined[-1] = last.model_copy(update={"end": max(last.end, edit.end)})
        else:
            joined.append(edit)
    return joined


def apply(text: str, edits: Iterable[Edit]) -> str:
    """Return `text` with the edits made; of two at one place the one that takes nothing away comes first."""
    out: list[str] = []
    last = 0
    for edit in sorted(edits, key=lambda each: (each.start, each.end)):
        if edit.start < last:
            raise ValueError(f"edits overlap at {edit.start}")
        out += (text[last : edit.start], edit.text)
        last = edit.end
    return "".join((*out, text[last:]))


def _content(source: Source, index: int, written: Written, *, reshaped: bool, rows: set[tuple[int, int]]) -> list[Edit]:
    leaf = source.leaves[index]
    piece = leaf.piece
    if piece is None:
        return [front_edit(source, leaf, "".join(token.text for token, _ in written.tokens))]
    if reshaped:
        span = piece.chain[0].span
        return [Edit(file=source.file, start=span.start, end=span.end, text=block_text(source, written, "- "))]
    if piece.kind == "cell":
        return _cell(source, index, written, rows)
    span = span_of(piece.content)
    text = source.written(written.tokens, opening=piece.kind == "paragraph")
    if any(kept and kept.origin != piece.origin for _, kept in written.tokens):
        text = margined(text, lead_of(source, piece))
    return [Edit(file=source.file, start=span.start, end=span.end, text=text)]


def _cell(source: Source, index: int, written: Written, rows: set[tuple[int, int]]) -> list[Edit]:
    """Return the edit of a cell; one that was empty has no place of its own, so its row is written anew."""
    piece = source.leaves[index].piece
    assert piece is not None
    text = source.written(written.tokens, cell=True, opening=False)
    if piece.content:
        span = span_of(piece.content)
        return [Edit(file=source.file, start=span.start, end=span.end, text=text)]
    line = row_line(source, piece.chain[-1], piece.row)
    if line is None:
        return []
    cells = [source.text[line[0] : line[1]]]
    bars = [match.start() for match in re.finditer(r"\{\{.*?\}\}|(?<!\\)\|", cells[0]) if match[0] == "|"]
    if len(bars) <= piece.column + 1:
        return []
    at = line[0] + bars[piece.column]
    return [Edit(file=source.file, start=at + 1, end=line[0] + bars[piece.column + 1], text=f" {text} ")]


def front_edit(source: Source, leaf: Leaf, new: str) -> Edit:
    """Return the edit that gives a key of the front matter another text, quoted where YAML would read it otherwise."""
    key = leaf.origin.rpartition("#")[2]
    front = source.text[: source.text.find("\n---", 3)]
    root = cast("yaml.Node | None", yaml.compose(front, yaml.SafeLoader))  # pyright: ignore[reportUnknownMemberType]
    pairs: list[tuple[Any, Any]] = root.value if isinstance(root, yaml.MappingNode) else []
    for name, value in pairs:
        if name.value == key:
            return Edit(
                file=source.file, start=value.start_mark.index, end=value.end_mark.index, text=_scalar(new, value.style)
            )
    end = len(front)
    return Edit(file=source.file, start=end, end=end, text=f"\n{key}: {_scalar(new, None)}")


def _scalar(text: str, style: str | None) -> str:
    if style == "'":
        return "'" + text.replace("'", "''") + "'"
    if style != '"':
        try:
            if yaml.safe_load(f"k: {text}") == {"k": text} and "\n" not in text and " #" not in text:
                return text
        except yaml.YAMLError:
            pass
    return json.dumps(text, ensure_ascii=False)


def _notes(source: Source, step: Step) -> list[Edit]:
    """Return definitions of new footnotes, and take out those whose marks are gone."""
    written = [*step.content.values(), *(each for many in step.after.values() for each in many)]
    marks = [token.note for each in written for token, _ in each.tokens if token.note]
    edits: list[Edit] = []
    text = ""
    for note in dict.fromkeys(marks):
        if not note.startswith(f"{source.file}#^"):
            content = source.new_notes.get(note)
            leaf = source.all_leaves.get(note)
            if content is None and leaf is not None:
                content = tuple((token, token) for token in leaf.tokens)
            text += f"\n\n[^{source.label(note)}]: {source.written(content or ())}".replace("\\\n", " ")
    if text:
        end = len(source.text.rstrip("\n"))
        edits.append(Edit(file=source.file, start=end, end=end, text=text))
    before = {
        token.note for index in {*step.content, *step.gone} for token in source.leaves[index].tokens if token.note
    }
    for note in sorted(before - set(marks)):
        leaf = source.notes.get(note)
        elsewhere = any(
            token.note == note
            for index, each in enumerate(source.leaves)
            if index not in step.content and index not in step.gone
            for token in each.tokens
        )
        if leaf and leaf.piece and leaf.piece.content and not elsewhere:
            edits.append(_definition_out(source, leaf))
    return edits


def _definition_out(source: Source, leaf: Leaf) -> Edit:
    """Take the lines of a footnote out, with the empty lines behind them."""
    assert leaf.piece is not None
    span = span_of(leaf.piece.content)
    start, end = margin(source.text, source.text.rfind("[^", 0, span.start)), span.end
    while end < len(source.text) and source.text[end] in " \t\n":
        end += 1
    if end == len(source.text):  # new footnotes are put at the end of the text
        end = span.end
    return Edit(file=source.file, start=start, end=end, text="")
