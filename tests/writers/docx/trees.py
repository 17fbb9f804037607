"""Short words for small trees, and a report that has a bit of everything."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image

from reportgen.document.nodes import (
    Block,
    Cell,
    Container,
    Contents,
    ContentsEntry,
    Document,
    Fact,
    Figure,
    Heading,
    Inline,
    Link,
    List,
    Note,
    Paragraph,
    Picture,
    Quote,
    Row,
    Span,
    Strong,
    Table,
    Terms,
    Text,
)

Words = str | tuple[Inline, ...]


def content(words: Words) -> tuple[Inline, ...]:
    return (Text(text=words),) if isinstance(words, str) else words


def p(words: Words, *roles: str, **more: Any) -> Paragraph:
    return Paragraph(content=content(words), roles=roles, **more)


def h(level: int, words: Words, id: str = "", **more: Any) -> Heading:
    return Heading(level=level, content=content(words), id=id, **more)


def span(words: Words, *roles: str, **more: Any) -> Span:
    return Span(content=content(words), roles=roles, **more)


def section(*blocks: Block, roles: str = "", **more: Any) -> Container:
    return Container(section=True, blocks=blocks, roles=tuple(roles.split()), **more)


def div(*blocks: Block, roles: str = "", **more: Any) -> Container:
    return Container(section=False, blocks=blocks, roles=tuple(roles.split()), **more)


def note(words: Words) -> Note:
    return Note(content=content(words))


def ref(target: str, words: str, *roles: str) -> Link:
    return Link(href=f"#{target}", content=content(words), roles=roles)


def fact(words: str, path: str) -> Fact:
    return Fact(value=words, ref=path, trace="0", content=content(words))


def caption(label: str, words: str) -> tuple[Inline, ...]:
    return (span(label, "label"), Text(text=f" {words}"))


def cell(words: Words, **more: Any) -> Cell:
    return Cell(content=content(words), **more)


def row(*cells: str | Cell, **more: Any) -> Row:
    return Row(cells=tuple(each if isinstance(each, Cell) else cell(each) for each in cells), **more)


def head(*words: str) -> tuple[Row, ...]:
    return (Row(cells=tuple(cell(each, header=True, scope="col") for each in words)),)


def table(columns: int, *rows: Row, **more: Any) -> Table:
    more.setdefault("head", head(*(f"Column {number}" for number in range(1, columns + 1))))
    return Table(bodies=(rows,), columns=columns, **more)


def bullets(*items: str | tuple[Block, ...], ordered: bool = False) -> List:
    return List(ordered=ordered, items=tuple((p(each),) if isinstance(each, str) else each for each in items))


def entry(target: str, words: Words, level: int = 1) -> ContentsEntry:
    return ContentsEntry(target=target, level=level, content=content(words))


def document(*blocks: Block, **more: Any) -> Document:
    return Document(blocks=blocks, **{"title": "A report", "lang": "en", "date": "2025-02-28", **more})


def picture(colour: str = "teal", size: tuple[int, int] = (1200, 500)) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", size, colour).save(stream, "PNG", dpi=(200, 200))
    return stream.getvalue()


PICTURES = {"rg:chart": picture()}


def rated(status: str, words: str) -> tuple[Inline, ...]:
    return (span(words, "status", f"status-{status}"),)


def results(id: str, number: int, columns: int = 4, rows: int = 6) -> Table:
    """Return a table with groups, decimals, statuses and a total."""
    states = (("met", "met"), ("partly", "partly met"), ("not-met", "not met"), ("no-data", "no data"))
    body = [
        row(
            cell(f"Survivors who used services, district {index}", header=True, scope="row"),
            cell((fact(f"{index * 1250:,}", f"results.{index}"),), align="decimal"),
            cell(f"{index}.{index}" if index % 2 else f"{index}", align="decimal"),
            cell(rated(*states[index % 4])),
            *(cell("more words") for _ in range(columns - 4)),
        )
        for index in range(1, rows + 1)
    ]
    group = row(cell("Output 1: standards", header=True, scope="rowgroup", colspan=columns), roles=("group",))
    total = row(cell("Total", header=True), *(cell("7") for _ in range(columns - 1)), roles=("total",))
    words = caption(f"Table {number}", "Results against the milestone")
    heads = head("Indicator", "Result", "Rate", "Status", *(f"Year {n}" for n in range(columns - 4)))
    return Table(id=id, caption=words, head=heads, bodies=((group, *body), (total,)), columns=columns)


def chart(id: str = "figure-1", number: int = 1) -> Figure:
    return Figure(
        id=id,
        pictures=(Picture(source="rg:chart", alt="Bars: violence 72, work 44."),),
        caption=caption(f"Figure {number}", "Seven of ten reached a service"),
        notes=(p("Per cent, 2024, provisional.", "note"), p("Source: national registry.", "source")),
    )


def cover() -> Container:
    words = (
        p("Office of Testland", "office"),
        p("Services within reach", "title"),
        p("28 February 2025", "date"),
    )
    return section(*words, roles="cover")


def lists() -> Container:
    lines = (entry("one", "What changed"), entry("two", "Money", 2), entry("annex", "Matrix"))
    figures = Contents(
        kind="figures", entries=(entry("figure-1", caption("Figure 1", "Seven of ten reached a service")),)
    )
    tables = Contents(kind="tables", entries=(entry("table-1", caption("Table 1", "Results against the milestone")),))
    return section(
        h(1, "Contents", "contents", roles=("unlisted",)), Contents(entries=lines), h(2, "Figures"), figures,
        h(2, "Tables"), tables, roles="front contents",
    )  # fmt: skip


def chapter() -> Container:
    """Return a chapter with every block and inline."""
    first = (
        Text(text="See "),
        ref("figure-1", "Figure 1", "ref"),
        Text(text=", "),
        ref("table-1", "Table 1", "ref"),
        Text(text=" and "),
        ref("two", "the chapter on money"),
        Text(text="."),
        note((Text(text="From the "), Link(href="https://example.org/a?b=1&c=2", content=content("registry")))),
        Text(text=" Spent: "),
        fact("US$ 7.0 million", "finance.2024"),
        Text(text=", again "),
        fact("US$ 7.0 million", "finance.2024"),
        Strong(content=content(" in full")),
    )
    number = div(p("1,950,000", "key-figure-value"), p("people covered", "key-figure-label"), roles="key-figure")
    deep = (p("Second"), bullets((p("third"), bullets((p("fourth"), bullets("fifth"))))))
    quote = Quote(blocks=(p("I had a lawyer on Tuesday."), p("A survivor", "byline")))
    story = div(h(3, "A story"), p("It began in March."), p("Recorded with consent", "byline"), roles="story")
    terms = Terms(pairs=((content("GBV"), content("Gender-based violence")),))
    return section(
        p("Outcome 1", "kicker"), h(1, "What changed", "one"), p("The plan's wording.", "statement"),
        p("More survivors reached services.", "lead"), div(number, roles="key-figures"), p(first), chart(),
        bullets("First", deep), bullets("One", "Two", ordered=True), p("Between lists."),
        bullets("One again", ordered=True),
        quote, terms, h(2, "Money", "two"), story, results("table-1", 1), p("Source: partners.", "source"),
        h(2, "Progress", roles=("unlisted",)), p("No data yet.", "empty"), roles="body chapter",
    )  # fmt: skip


def annex() -> Container:
    return section(h(1, "Matrix", "annex"), results("table-2", 2, 12), roles="body landscape annex")


def arabic() -> Container:
    words = (
        Text(text="بلغت النسبة 58 في المائة وفق UN Women ومؤشر SDG 5.2، والتغير "),
        span("−3.5", "ltr", dir="ltr"),
        Text(text=" نقطة."),
        note("حاشية."),
    )
    grid = Table(
        caption=caption("الجدول 3", "المؤشرات"), head=head("المؤشر", "القيمة"),
        bodies=((row("عدد الناجيات", cell("1,950", align="decimal")),),), columns=2,
    )  # fmt: skip
    blocks = (h(1, "النتائج"), p(words), bullets("الأول", "الثاني"), grid)
    return section(*blocks, roles="body chapter", lang="ar", dir="rtl")


def chinese() -> Container:
    return section(h(1, "成果"), p("“转介路径”的覆盖率从31%上升到58%。"), roles="body chapter", lang="zh")


LABELS = {"one": "1", "two": "2", "annex": "4", "figure-1": "1", "table-1": "2"}


def whole(**more: Any) -> Document:
    """Return a report with a bit of everything."""
    return document(cover(), lists(), chapter(), annex(), arabic(), chinese(), running="Testland, 2024", **more)
