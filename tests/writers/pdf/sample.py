"""A document with one of everything that is mended, as it is written here and as WeasyPrint alone writes it."""

from __future__ import annotations

import datetime
from functools import cache
from typing import Any

import weasyprint

from reportgen.writers.pdf import Attached, lay_out

DAY = datetime.date(2025, 3, 31)
ATTACHED = (Attached("data.csv", "The data", b"a,b\n1,2\n"),)
_ROWS = "".join(f"<tr><th scope='row'>Row {n}</th><td>{n}</td><td>{n * 2}</td></tr>" for n in range(60))
_ITEMS = "".join(f"<li>Item {n} of a list that runs over the end of a page</li>" for n in range(60))
HTML = f"""<!DOCTYPE html><html lang="en"><head><title>Sample</title></head><body>
<section class="front" id="start-front"><h1 id="contents">Contents</h1>
<nav class="contents"><p class="entry level-1 roman"><a href="#contents">Contents</a></p>
<p class="entry level-1"><a href="#one">One heading</a></p><p class="entry level-2"><a href="#within">Within it</a></p>
<p class="entry level-1"><a href="#two">Another heading</a></p></nav></section>
<section class="body" id="start-body"><h1 id="one">One heading</h1>
<div><div class="box"><p>25</p></div> <div class="box"><p>26</p></div></div>
<p>{"Many words to fill a page. " * 300}</p>
<p>With a note<span class="footnote">The note.</span> and after it, <span lang="fr">en français</span>, and
<a href="#two">a link whose words are so many that they do not stand in one line of this page but take two</a>.</p>
<p>See <a href="https://example.org/">the <em>whole</em> page</a>.</p>
<h2 id="within">Within it</h2>
<dl><dt>Term</dt><dd>Description</dd></dl>
<ul><li>before<ul><li>inner</li></ul>behind</li><li><table><tbody><tr><td>1</td></tr></tbody></table></li></ul>
<ul id="long">{_ITEMS}</ul>
<p class="narrow">incomprehensibilities</p>
</section><section class="later"><h1 id="two">Another heading</h1>
<table id="rows"><caption>Rows</caption><thead><tr><th scope="col">Name</th><th scope="col">One</th>
<th scope="col">Two</th></tr></thead><tbody>{_ROWS}</tbody></table>
<table id="spans"><thead><tr><th scope="col" rowspan="2">A</th><th scope="colgroup" colspan="2">B</th></tr>
<tr><th scope="col">B1</th><th scope="col">B2</th></tr></thead>
<tbody><tr><th scope="rowgroup" colspan="3">Group</th></tr><tr><th scope="row" rowspan="2">x</th><td>1</td><td>2</td></tr>
<tr><td colspan="2">3</td></tr></tbody>
<tbody><tr><th scope="rowgroup" colspan="3">Other</th></tr><tr><th scope="row">y</th><td>4</td><td>5</td></tr></tbody></table>
<figure><figcaption>Figure 1 A square</figcaption><img src="rg:mark.svg" alt="A square of 10 by 10" style="width: 40mm">
</figure></section></body></html>"""
CSS = """@page { size: A4; margin: 20mm; @top-left { content: "Running head" } @bottom-right { content: counter(page) } }
section.front { page: front } section.body { break-before: page; page: body } section.later { break-before: page }
@page front { @bottom-right { content: counter(page, lower-roman) } }
@page body:nth(1 of body) { counter-reset: page 1 }
.footnote { float: footnote } .footnote::footnote-marker { content: counter(footnote) ". " }
.footnote::footnote-call { content: counter(footnote) }
.entry a::after { content: target-counter(attr(href), page); float: right }
.entry.roman a::after { content: target-counter(attr(href), page, lower-roman) }
.box { display: inline-block; width: 40mm } .narrow { width: 15mm; hyphens: auto } #spans { break-before: page }"""
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10" width="10" height="10"><path d="M0 0h10v10H0z"/></svg>'


@cache
def mended() -> bytes:
    return lay_out(HTML, CSS, {"rg:mark.svg": SVG}, day=DAY, attached=ATTACHED).pdf


@cache
def upstream() -> bytes:
    class Fetcher(weasyprint.urls.URLFetcher):
        def fetch(self, url: str, headers: Any = None) -> Any:
            return weasyprint.urls.URLFetcherResponse(url, SVG, {"Content-Type": "image/svg+xml"})

    source = weasyprint.HTML(string=HTML, url_fetcher=Fetcher())
    data = source.write_pdf(stylesheets=[weasyprint.CSS(string=CSS)], pdf_variant="pdf/a-3a", pdf_identifier=b"x" * 16)
    assert data is not None
    return data
