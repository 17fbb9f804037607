"""HTML becomes the tree; what has no place in the vocabulary is refused by name."""

from __future__ import annotations

import pytest

from reportgen.document import nodes as n
from reportgen.document.outline import outline, text_of, walk
from reportgen.document.read import read_html
from reportgen.errors import LimitError, VocabularyError


def read(body: str, head: str = "", attributes: str = 'lang="en"') -> n.Document:
    return read_html(f"<!DOCTYPE html><html {attributes}><head><title>T</title>{head}</head><body>{body}</body></html>")


def only(body: str) -> n.Block:
    [block] = read(body).blocks
    return block


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("<script>x</script>", "<script> is not a block"),
        ("<p><script>x</script></p>", "<script> is not an inline"),
        ("<style>p {}</style>", "<style> is not a block"),
        ("<svg></svg>", "comments and foreign elements"),
        ("<p><svg></svg></p>", "comments and foreign elements"),
        ("<math></math>", "comments and foreign elements"),
        ("<!-- x -->", "comments and foreign elements"),
        ("<iframe></iframe>", "<iframe> is not a block"),
        ("<form></form>", "<form> is not a block"),
        ("<p><b>x</b></p>", "<b> is not an inline"),
        ("<p><img src='rg:x' alt='x'></p>", "<img> is not an inline"),
        ("<img src='rg:x' alt='x'>", "<img> is not a block"),
        ("<pre>x</pre>", "<pre> is not a block"),
        ("<p style='color:red'>x</p>", "attribute 'style' on <p>"),
        ("<p onclick='x()'>x</p>", "attribute 'onclick' on <p>"),
        ("<p data-other='x'>x</p>", "attribute 'data-other' on <p>"),
        ("<p><a href='javascript:x'>x</a></p>", "link to 'javascript:x'"),
        ("<p><a href='file:///x'>x</a></p>", "link to 'file:///x'"),
        ("<p><a href='//x'>x</a></p>", "link to '//x'"),
        ("<p><a>x</a></p>", "link to ''"),
        ("words", "text outside a paragraph: 'words'"),
        ("<p>x</p>words", "text outside a paragraph: 'words'"),
        ("<div>words</div>", "text outside a paragraph: 'words'"),
        ("<ul><p>x</p></ul>", "<p> in a list: only <li>"),
        ("<dl><p>x</p></dl>", "<p> in <dl>: only <dt> and <dd>"),
        ("<figure><h2>x</h2></figure>", "<h2> in <figure>"),
        ("<figure><img src='x.png' alt='x'></figure>", "picture 'x.png': pictures come from the report's own map"),
        ("<figure><img src='data:,x' alt='x'></figure>", "pictures come from the report's own map"),
        ("<figure><img src='rg:x' alt=''></figure>", "picture 'rg:x' without alternative text"),
        ("<figure><img src='rg:x'></figure>", "picture 'rg:x' without alternative text"),
        ("<figure><img src='rg:x' alt='x' width='wide'></figure>", "width='wide' on <img> is not a number"),
        ("<table><tfoot><tr><td>x</td></tr></tfoot></table>", "<tfoot> in <table>"),
        ("<table><colgroup></colgroup></table>", "<colgroup> in <table>"),
        ("<table id='t'><tbody><tr><td>1</td></tr><tr><td>1</td><td>2</td></tr></tbody></table>", "'t' has rows of 1, 2 columns"),
        ("<table id='t'><tbody><tr><td rowspan='2'>1</td></tr></tbody></table>", "'t': a cell spans out of its group"),
        ("<table id='t'><tbody><tr><td colspan='1000000'>1</td></tr></tbody></table>", "'t': a cell spans out of its group"),
        ("<table id='t'><tbody><tr><td colspan='0'>1</td></tr></tbody></table>", "'t': a cell spans out of its group"),
        ("<nav data-kind='menu'></nav>", "contents of kind 'menu'"),
    ],
)  # fmt: skip
def test_what_has_no_place_is_refused_by_name(body: str, told: str) -> None:
    with pytest.raises(VocabularyError) as error:
        read(body)
    assert told in str(error.value)


def test_depth_is_limited() -> None:
    with pytest.raises(LimitError, match="nested deeper than 64 levels"):
        read("<div>" * 70 + "<p>x</p>" + "</div>" * 70)


def test_columns_and_rows_are_limited() -> None:
    with pytest.raises(LimitError, match="41 columns"):
        read("<table><tbody><tr>" + "<td>x</td>" * 41 + "</tr></tbody></table>")
    with pytest.raises(LimitError, match="more than 20000 rows"):
        read("<table><tbody>" + "<tr><td>x</td></tr>" * 20_001 + "</tbody></table>")


def test_white_space_is_collapsed_and_trimmed() -> None:
    block = only("<p>\n  one\t two <em> three </em>\n four  </p>")
    assert isinstance(block, n.Paragraph) and text_of(block.content) == "one two  three  four"


def test_a_no_break_space_is_kept() -> None:
    block = only("<p>US$\u00a05</p>")
    assert isinstance(block, n.Paragraph) and text_of(block.content) == "US$\u00a05"


def test_inlines() -> None:
    block = only(
        '<p class="lead">a <strong>b</strong><br><a href="#x">c</a> <data value="5" data-ref="r" data-trace="t">five</data>'
        '<span class="footnote"> note </span><span lang="fr" dir="ltr">mot</span></p>'
    )
    assert isinstance(block, n.Paragraph) and block.roles == ("lead",)
    assert text_of(block.content) == "a b\nc five[[note]]mot"
    assert n.Fact(value="5", ref="r", trace="t", content=(n.Text(text="five"),)) in block.content
    assert n.Span(content=(n.Text(text="mot"),), lang="fr", dir="ltr") in block.content


def test_lists_hold_words_or_blocks() -> None:
    block = only("<ul><li>one</li><li><p>two</p><ol><li>three</li></ol></li><li>four<ul><li>five</li></ul></li></ul>")
    assert isinstance(block, n.List) and not block.ordered
    assert [[type(each).__name__ for each in item] for item in block.items] == [
        ["Paragraph"],
        ["Paragraph", "List"],
        ["Paragraph", "List"],
    ]


def test_terms_may_be_grouped() -> None:
    block = only("<dl><div><dt>a</dt><dd>b</dd></div><dt>c</dt><dd>d</dd><dd>e</dd></dl>")
    assert isinstance(block, n.Terms)
    assert [(text_of(t), text_of(d)) for t, d in block.pairs] == [("a", "b"), ("c", "d"), ("c", "e")]


def test_tables_keep_their_groups_and_know_their_width() -> None:
    block = only(
        "<table id='t'><caption>C</caption><thead><tr><th scope='col' rowspan='2'>a</th><th scope='colgroup' colspan='2'>b</th></tr>"
        "<tr><th scope='col'>c</th><th scope='col'>d</th></tr></thead>"
        "<tbody><tr><th scope='row'>x</th><td class='decimal'>1</td><td>2</td></tr></tbody>"
        "<tbody><tr><td colspan='3'>y</td></tr></tbody></table>"
    )
    assert isinstance(block, n.Table) and (block.columns, len(block.head), len(block.bodies)) == (3, 2, 2)
    cell = block.bodies[0][0].cells[1]
    assert (cell.align, cell.header, block.bodies[0][0].cells[0].scope) == ("decimal", False, "row")


def test_figures_hold_pictures_caption_and_notes() -> None:
    block = only(
        "<figure id='f'><figcaption>Says</figcaption><img src='rg:a' alt='Shows' width='80'><p class='source'>From</p></figure>"
    )
    assert isinstance(block, n.Figure) and text_of(block.caption) == "Says"
    assert block.pictures == (n.Picture(source="rg:a", alt="Shows", width=80),)
    assert block.notes[0].roles == ("source",)


def test_the_head_becomes_the_documents_properties() -> None:
    head = (
        '<meta name="description" content="S"><meta name="author" content="A"><meta name="keywords" content="a, b,">'
        '<meta name="dcterms.created" content="2025-03-31"><meta name="stamp" content="Draft"><meta name="running" content="R">'
    )
    document = read("<p>x</p>", head, 'lang="ar" dir="rtl"')
    assert (document.title, document.lang, document.dir) == ("T", "ar", "rtl")
    assert (document.subject, document.author, document.keywords) == ("S", "A", ("a", "b"))
    assert (document.date, document.stamp, document.running) == ("2025-03-31", "Draft", "R")


def test_the_outline_shows_every_word() -> None:
    document = read(
        "<section class='s'><h2>H<span class='footnote'>N</span></h2><p class='lead'>P</p><blockquote><p>Q</p></blockquote>"
        "<ul><li>L</li></ul><dl><dt>D</dt><dd>E</dd></dl><table><caption>C</caption><tbody><tr><td>1</td><td>2</td></tr></tbody>"
        "</table><figure><img src='rg:a' alt='A'><figcaption>F</figcaption></figure><nav></nav></section>"
    )
    assert outline(document).splitlines() == [
        "section.s", "  h2 H[[N]]", "  p.lead P", "  quote", "    p Q", "  ul", "    p L", "  dl D | E", "  table C", "    1 | 2",
        "  figure F", "    alt A", "  contents",
    ]  # fmt: skip


def test_walking_meets_every_block_in_order() -> None:
    blocks = read("<div><h1>a</h1><ul><li><p>b</p></li></ul><blockquote><p>c</p></blockquote></div><p>d</p>").blocks
    names = [type(block).__name__ for block in walk(blocks)]
    assert names == ["Container", "Heading", "List", "Paragraph", "Quote", "Paragraph", "Paragraph"]
