from __future__ import annotations

import re
import time
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportgen.load.leftovers import LEFTOVERS, MARK
from reportgen.load.markdown import Read, read_markdown
from reportgen.model.narrative import (
    Emphasis,
    FactReference,
    Footnote,
    Inline,
    LineBreak,
    ListBlock,
    NarrativeBlock,
    QuoteBlock,
    Span,
    TableBlock,
    TextBlock,
    WebLink,
    Words,
)


def read(source: str) -> Read:
    return read_markdown(source, "narratives/en/x.md")


def clean(source: str) -> tuple[NarrativeBlock, ...]:
    result = read(source)
    assert [str(finding) for finding in result.findings] == []
    return result.blocks


def inlines_of(source: str) -> tuple[Inline, ...]:
    [block] = clean(source)
    assert isinstance(block, TextBlock)
    return block.content


def flat(inlines: tuple[Inline, ...]) -> str:
    """Inlines as text, each construct with its own brackets."""
    parts: list[str] = []
    for inline in inlines:
        match inline:
            case Words():
                parts.append(inline.text)
            case Emphasis():
                mark = "**" if inline.strong else "*"
                parts.append(f"{mark}{flat(inline.content)}{mark}")
            case WebLink():
                parts.append(f"[{flat(inline.content)}]({inline.url})")
            case FactReference():
                parts.append(f"<{inline.path}|{inline.format}>")
            case Footnote():
                parts.append(f"^{inline.label}:{flat(inline.content)}^")
            case LineBreak():
                parts.append("/")
    return "".join(parts)


def outline(blocks: tuple[NarrativeBlock, ...]) -> list[object]:
    lines: list[object] = []
    for block in blocks:
        match block:
            case TextBlock():
                lines.append(f"{'#' * block.level}{flat(block.content)}")
            case ListBlock():
                lines.append(["1." if block.ordered else "-", *(outline(item) for item in block.items)])
            case QuoteBlock():
                lines.append([">", *outline(block.blocks)])
            case TableBlock():
                rows = [[flat(cell) for cell in row] for row in (block.head, *block.rows)]
                lines.append(["|", list(block.align), *rows])
    return lines


def messages(source: str) -> list[str]:
    return [str(finding).partition(" hint")[0] for finding in read(source).findings]


def places(source: str) -> list[str]:
    return [f"{finding.place} {finding.rule}" for finding in read(source).findings]


# What is read


def test_paragraphs_headings_and_emphasis_are_read():
    source = "## One\n\nPlain *soft* and **loud _and_ more**.\n\n### Two ###\n\nTitle\n---\n"
    assert outline(clean(source)) == [
        "##One",
        "Plain *soft* and **loud *and* more**.",
        "###Two",
        "##Title",
    ]


def test_lists_quotes_and_tables_are_read():
    source = "- a\n- b\n  1. c\n\n> said\n> more\n\n| x | y |\n|:--|--:|\n| 1 | 2 |\n"
    assert outline(clean(source)) == [
        ["-", ["a"], ["b", ["1.", ["c"]]]],
        [">", "said more"],
        ["|", ["left", "right"], ["x", "y"], ["1", "2"]],
    ]


def test_a_line_end_is_a_space_and_two_blanks_break_the_line():
    assert flat(inlines_of("one\ntwo  \nthree\\\nfour")) == "one two/three/four"


def test_between_ideographs_a_line_end_is_nothing():
    assert flat(inlines_of("妇女\n地位")) == "妇女地位"


def test_escapes_and_entities_are_units_of_their_own():
    source = r"a \* b &amp; c &eacute;"
    words = [(w.text, source[w.span.start : w.span.end]) for w in inlines_of(source) if isinstance(w, Words)]
    assert words == [
        ("a ", "a "),
        ("*", r"\*"),
        (" b ", " b "),
        ("&", "&amp;"),
        (" c ", " c "),
        ("é", "&eacute;"),
    ]


def test_links_to_the_web_and_to_a_mailbox_are_read():
    source = "[UN *Women*](https://unwomen.org/x?a=1), <https://un.org> <a@un.org> [mail](mailto:a@un.org)"
    assert flat(inlines_of(source)) == (
        "[UN *Women*](https://unwomen.org/x?a=1), [https://un.org](https://un.org) "
        "[a@un.org](mailto:a@un.org) [mail](mailto:a@un.org)"
    )


# Facts


def test_a_fact_is_read_with_its_span():
    source = 'In {{ indicators["D_1.1.A"].2024.result | number 1 }} places'
    fact = inlines_of(source)[1]
    assert fact == FactReference('indicators["D_1.1.A"].2024.result', "number 1", Span(3, 53))
    assert source[3:53] == '{{ indicators["D_1.1.A"].2024.result | number 1 }}'


def test_marks_inside_a_fact_are_never_markdown():
    source = '*a* {{ x["a_b_c*d*|e"] | f }} _b_ **{{ y }}**'
    assert flat(inlines_of(source)) == '*a* <x["a_b_c*d*|e"]|f> *b* **<y|>**'


def test_a_pipe_inside_a_fact_does_not_part_cells():
    source = "| a | b |\n|---|---|\n| {{ x | money }} | *{{ y | number }}* z |\n"
    assert outline(clean(source)) == [["|", ["", ""], ["a", "b"], ["<x|money>", "*<y|number>* z"]]]


def test_an_escaped_pipe_in_a_cell_is_a_pipe_with_its_span():
    source = "| a\\|b | c |\n|---|---|\n| d | e\\|f\\| |\n"
    [table] = clean(source)
    assert outline((table,)) == [["|", ["", ""], ["a|b", "c"], ["d", "e|f|"]]]
    assert isinstance(table, TableBlock)
    assert [source[w.span.start : w.span.end] for w in table.rows[0][1]] == ["e", "\\|", "f", "\\|"]


@pytest.mark.parametrize("text", ["{{7*7}}", "{{ 7 * 7 }}", "{{}}", '{{ "}}" }}', '{{ a" }}'])
def test_anything_in_double_braces_is_a_fact(text: str):
    [fact] = inlines_of(text)
    assert isinstance(fact, FactReference)
    assert fact.span == Span(0, len(text))


def test_a_brace_after_a_backslash_opens_nothing():
    assert flat(inlines_of(r"write \{\{ report.year }\}")) == "write {{ report.year }}"


def test_a_fact_that_is_not_closed_is_found():
    assert places("see {{ report.year\nand on") == ["narratives/en/x.md:1:5 NAR911"]


def test_a_fact_in_the_address_of_a_link_is_found():
    result = read("[a](https://x.org/{{ report.year }}) b")
    assert [finding.rule for finding in result.findings] == ["NAR904"]
    assert outline(result.blocks) == ["[a](https://x.org/<report.year|>) b"]


# Footnotes


def test_a_footnote_stands_at_its_mark():
    source = "Said.[^a] On.\n\n[^a]: Office *x*,\n    2024, {{ report.year }}.\n"
    assert outline(clean(source)) == ["Said.^a:Office *x*, 2024, <report.year|>.^ On."]


def test_an_undefined_footnote_is_found_and_kept():
    result = read("Said.[^b]")
    assert [str(finding.place) for finding in result.findings] == ["narratives/en/x.md:1:6"]
    assert result.findings[0].message == "The note [^b] is not defined."
    assert outline(result.blocks) == ["Said.[^b]"]


def test_an_unused_footnote_is_found():
    assert places("Said.\n\n[^c]: Never.\n") == ["narratives/en/x.md:3:1 NAR906"]


def test_a_footnote_defined_twice_names_both_places():
    [finding] = read("Said.[^1]\n\n[^1]: One.\n\n[^1]: Two.\n").findings
    assert str(finding.place) == "narratives/en/x.md:5:1"
    assert "first at narratives/en/x.md:3:1" in finding.message


def test_paragraphs_of_a_footnote_are_joined_with_an_info():
    result = read("Said.[^1]\n\n[^1]: One.\n\n    Two.\n")
    assert [(f.rule, f.severity) for f in result.findings] == [("NAR908", "info")]
    assert outline(result.blocks) == ["Said.^1:One. Two.^"]


def test_a_note_inside_a_note_is_found():
    assert "NAR902" in places("A.[^1]\n\n[^1]: B.[^2]\n\n[^2]: C.\n")[0]


# What is not read


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a <b>x</b>", "1:3 NAR902"),
        ("a\n<script>x</script>", "2:1 NAR902"),
        ("a <!-- b -->", "1:3 NAR902"),
        ("<!-- todo -->", "1:1 NAR902"),
        ("see ![x](y.png)", "1:5 NAR902"),
        ("see `x`", "1:5 NAR903"),
        ("```\ncode\n```", "1:1 NAR902"),
        ("a\n\n    code", "3:5 NAR902"),
        ("a\n\n***\n", "3:1 NAR903"),
        ("# A", "1:1 NAR903"),
        ("#### A", "1:1 NAR903"),
        ("~~a~~", "1:1 NAR903"),
        ("** a**", "1:1 NAR903"),
        ("[a](javascript:alert(1))", "1:1 NAR904"),
        ("[a](file:///etc/passwd)", "1:1 NAR904"),
        ("[a](annex.docx)", "1:1 NAR904"),
        ("[a](//x.org)", "1:1 NAR904"),
        ("[a](data:text/html,x)", "1:1 NAR904"),
        ("<javascript:alert(1)>", "1:1 NAR904"),
        ("[](https://x.org)", "1:1 NAR904"),
        ("[a] (x)\n[b]: https://x.org", "2:1 NAR904"),
        ("see [a][b]", "1:7 NAR904"),
        ("[a](https://x .org)", "1:3 NAR904"),
        ("a^[note]", "1:2 NAR902"),
        ("2024. A year", "1:1 NAR912"),
        ("### A\n\n## B", "1:1 NAR913"),
        ('[a](https://x.org "t")', "1:1 NAR903"),
        ("[a [b](https://x.org) c](https://y.org)", "1:24 NAR904"),
    ],
)
def test_what_is_not_read_is_found_and_its_words_are_kept(source: str, expected: str):
    result = read(source)
    found = [f"{finding.place}".removeprefix("narratives/en/x.md:") + f" {finding.rule}" for finding in result.findings]
    assert expected in found
    text = str(outline(result.blocks))
    for word in re.findall(r"\w+", re.sub(r"\(https?:\S+|\"t\"|^2024", "", source)):
        assert word in text


def test_headings_before_the_first_of_their_level_are_raised_to_it():
    levels = [block.level for block in read("### A\n\nWords.\n\n### B\n\n## C\n\n### D\n").blocks]  # type: ignore[union-attr]
    assert levels == [2, 0, 2, 2, 3]
    assert [f.rule for f in read("## A\n\n### B\n").findings] == []


def test_directives_are_consumed_and_know_the_block_after_them():
    source = "One.\n\n<!-- reportgen: ignore NAR004 because a quotation -->\nTwo.\n"
    result = read(source)
    assert outline(result.blocks) == ["One.", "Two."]
    [directive] = result.directives
    assert (directive.rule, directive.reason, directive.line, directive.before) == (
        "NAR004",
        "a quotation",
        3,
        1,
    )


def test_a_directive_names_a_rule_in_any_way_and_may_lack_its_reason():
    for words in ("NAR004", "NAR004 because", "absent-figure-in-prose", "contradiction because"):
        result = read(f"<!-- reportgen: ignore {words} -->\n\nText\n")
        assert (result.findings, [each.reason for each in result.directives]) == ((), [""])
    [directive] = read("<!-- reportgen: ignore relative-time because of a title -->\n\nText\n").directives
    assert (directive.rule, directive.reason) == ("relative-time", "of a title")


def test_a_directive_that_is_misspelt_is_found():
    [finding] = read("<!-- reportgen: ignore NAR004, NAR110 because x -->\n\nText\n").findings
    assert str(finding).startswith("narratives/en/x.md:1:1: error [NAR909 directive-form]")


# Caps


@pytest.mark.parametrize(
    "source",
    [
        "[" * 50_000,
        "[a](" * 20_000,
        "*" * 20_000,
        "*a " * 20_000,
        "**a*b_c" * 10_000,
        "`" * 20_000,
        "".join("`" * n + "a" for n in range(200)),
        ">" * 20_000,
        "- " * 10_000,
        "<" * 20_000,
        "&" * 20_000,
        "{{" * 20_000,
        '{{"' * 20_000,
        "|" * 20_000 + "\n" + "|-" * 20_000,
        "a|\n" * 5_000,
        "\\" * 20_001,
        "![" * 1_000 + "](",
        "[^a]" * 1_999,
        "a\n" * 20_000,
        "a" + " " * 50_000 + "b",
        "a" + " " * 50_000 + "b\n" + "[" * 3_000,
        ("x" + " " * 50_000 + "\n") * 2 + "`" + " " * 50_000 + "`",
        "<a " * 20_000,
        "<!-- reportgen: " + "--> " * 20_000,
        " " * 50_000 + "<!--",
        "<!-- reportgen: x -->\na\n\n" * 5_000,
    ],
    ids=lambda source: source[:6],
)
def test_pathological_text_is_read_in_seconds_and_not_in_minutes(source: str):
    start = time.process_time()
    read(source)
    assert time.process_time() - start < 10


def test_too_many_brackets_are_found_and_the_words_kept():
    result = read("word " + "[" * 3_000)
    assert [finding.rule for finding in result.findings] == ["NAR910"]
    assert "word" in str(outline(result.blocks))


def test_blocks_nested_too_deep_are_found():
    assert any("NAR910" in place for place in places("> " * 30 + "deep"))


# Spans


def spans_hold(source: str, blocks: tuple[NarrativeBlock, ...]) -> None:
    """Spans come in order, lie within what they belong to, and words are what was typed."""
    notes: list[Footnote] = []

    def inlines(content: tuple[Inline, ...], start: int, end: int) -> None:
        at = start
        for inline in content:
            span, typed = inline.span, source[inline.span.start : inline.span.end]
            assert at <= span.start <= span.end <= end, (inline, at, end)
            at = span.end
            match inline:
                case Words():
                    one = len(inline.text) <= 2
                    assert inline.text == typed or (one and (typed[:1] in "\\&" or "\n" in typed)), (
                        inline,
                        typed,
                    )
                case FactReference():
                    assert typed.startswith("{{") and typed.endswith("}}")
                case Emphasis():
                    mark = typed[: 1 + inline.strong]
                    assert mark in ("*", "_", "**", "__") and typed.endswith(mark)
                    inlines(inline.content, span.start + len(mark), span.end - len(mark))
                case WebLink():
                    assert (typed[0], typed[-1]) in (("[", ")"), ("<", ">"))
                    inlines(inline.content, span.start + 1, span.end - 1)
                case Footnote():
                    assert typed == f"[^{inline.label}]"
                    notes.append(inline)
                case LineBreak():
                    assert "\n" in typed

    def walk(blocks: tuple[NarrativeBlock, ...], start: int, end: int) -> None:
        at = start
        for block in blocks:
            span = block.span
            assert at <= span.start <= span.end <= end, (block, at, end)
            at = span.end
            match block:
                case TextBlock():
                    inlines(block.content, span.start, span.end)
                case QuoteBlock():
                    assert source[span.start] == ">"
                    walk(block.blocks, span.start, span.end)
                case ListBlock():
                    assert re.match(r"[-*+]|\d+[.)]", source[span.start : span.end])
                    walk(tuple(b for item in block.items for b in item), span.start, span.end)
                case TableBlock():
                    cells = [cell for row in (block.head, *block.rows) for cell in row]
                    inlines(tuple(i for cell in cells for i in cell), span.start, span.end)

    walk(blocks, 0, len(source))
    for note in notes:
        at = 0
        for inline in note.content:
            assert at <= inline.span.start <= inline.span.end
            at = inline.span.end


PIECES = [
    "word",
    "two words",
    "*soft*",
    "**loud**",
    "***both***",
    "_x_",
    "__y__",
    "*open",
    "a*b*c",
    "\\*",
    "\\\\",
    "&amp;",
    "&#233;",
    "`code`",
    "``",
    "[l](https://a.org)",
    "[l *e*](https://a.org)",
    "[m](mailto:a@b.c)",
    "[r](x.doc)",
    "<https://u.org>",
    "<b>",
    "<!-- c -->",
    "![i](p.png)",
    "[^1]",
    "[^2]",
    "{{ a_b | c }}",
    '{{ x["a|b"].y }}',
    "{{",
    "}}",
    "|",
    "\\|",
    "~~s~~",
    "é",
    "妇女",
    "—",
    "\u00a0",
    "\t",
    "  ",
    "\n",
    "  \n",
    "\\\n",
    "\n\n",
    "\n\n## ",
    "\n# ",
    "\n#### ",
    "\n- ",
    "\n  - ",
    "\n1. ",
    "\n7. ",
    "\n> ",
    "\n>> ",
    "\n> - ",
    "\n    ",
    "\n---\n",
    "\n===\n",
    "\n```\n",
    "\n[^1]: ",
    "\n\n    ",
    "\n| a | b |\n|---|:-:|\n| ",
    "\n> | a | b |\n> |---|---|\n> | c \\| d | {{ e | f }} |\n",
    "\n<!-- reportgen: ignore NAR001 because x -->\n",
    "\ue000",
    "  - [x](y)",
]


@settings(max_examples=1500, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_spans_are_ordered_nested_and_true(source: str):
    spans_hold(source, read(source).blocks)


@settings(max_examples=800, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(st.lists(st.sampled_from(PIECES), max_size=20))
def test_no_word_is_lost(pieces: list[str]):
    # A word of its own between all pieces, so that each can be looked for.
    names = iter(_names())
    marked = [part for piece in pieces for part in (piece, next(names))]
    source = "".join(marked)
    result = read(source)
    dropped = {"NAR905", "NAR906", "NAR907", "NAR910", "NAR909", "NAR902", "NAR903"}
    text = str(outline(result.blocks))
    for word in marked[1::2]:
        if word not in text:
            line = source[: source.index(word)].count("\n") + 1
            assert any(f.rule in dropped and f.place.line <= line for f in result.findings), (word, source)


def _names() -> Iterator[str]:
    for first in "BCDFGHJKLM":
        for second in "BCDFGHJKLM":
            yield f"Q{first}{second}Z"


def test_words_in_which_a_mark_is_left_hold_one_of_its_signs():
    left = ("<!--", "<b>", "](", "[a]:", "][", "^[", "~~", "**", "__", "{{", "}}")
    assert all(any(pattern.search(text) for pattern, _, _ in LEFTOVERS) and MARK.search(text) for text in left)
    assert len(LEFTOVERS) == 8 and not MARK.search("Plain words, 5 > 3 & more - said “she”.")
