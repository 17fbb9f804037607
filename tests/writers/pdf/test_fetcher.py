"""Whatever a page asks for, only what stands in the report's own map is served: no file is opened, no socket either."""

from __future__ import annotations

import datetime
import http.server
import io
import threading
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from weasyprint.urls import URLFetchingError

from reportgen.errors import TemplateError
from reportgen.writers.pdf import lay_out
from reportgen.writers.pdf.fetcher import MapFetcher

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="10" height="10"/></svg>'
DAY = datetime.date(2025, 3, 31)
SECRET = "canary-7f3a-canary"


@pytest.fixture
def canary() -> Iterator[tuple[str, list[str]]]:
    """A server on this machine, and the list of what was asked of it."""
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(SVG)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    server.server_close()
    thread.join()


def test_the_map_is_served_with_its_type() -> None:
    fetcher = MapFetcher({"rg:a": SVG, "rg:b": b"\x89PNG...", "rg:c": b"\xff\xd8\xff\xe0"})
    assert fetcher.fetch("rg:a").content_type == "image/svg+xml"
    assert fetcher.fetch("rg:b").content_type == "image/png"
    assert fetcher.fetch("rg:c").content_type == "image/jpeg"


@pytest.mark.parametrize(
    "url",
    [
        "rg:other", "RG:a", "rg:a?x", "file:///etc/passwd", "file:/etc/passwd", "/etc/passwd", "etc/passwd", "",
        "http://127.0.0.1/", "https://127.0.0.1/", "ftp://127.0.0.1/", "//127.0.0.1/", "data:text/plain,x",
        "gopher://x", "javascript:1", "about:blank", "blob:x", "jar:file:///x", "\\\\host\\share",
    ],
)  # fmt: skip
def test_everything_else_is_refused(url: str) -> None:
    with pytest.raises(URLFetchingError, match="is not in the report's own map"):
        MapFetcher({"rg:a": SVG}).fetch(url)


CHANNELS = [
    '<img src="{u}" alt="x">',
    '<img srcset="{u} 2x" src="{u}" alt="x">',
    '<object data="{u}"></object>',
    '<embed src="{u}">',
    '<iframe src="{u}"></iframe>',
    '<link rel="stylesheet" href="{u}">',
    '<link rel="attachment" href="{u}">',
    '<a rel="attachment" href="{u}">x</a>',
    '<base href="{u}"><img src="x.png" alt="x">',
    '<style>@import "{u}";</style>',
    "<style>@font-face {{ font-family: x; src: url({u}) }} p {{ font-family: x }}</style><p>x</p>",
    '<p style="background: url({u})">x</p>',
    '<p style="list-style: url({u}) inside; display: list-item">x</p>',
    '<p style="border-image-source: url({u}); border: 3px solid">x</p>',
    "<style>p::before {{ content: url({u}) }}</style><p>x</p>",
    "<style>@page {{ background: url({u}) }}</style><p>x</p>",
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"><image xlink:href="{u}" width="9" '
    'height="9"/><use href="{u}#a"/></svg>',
    '<video src="{u}" poster="{u}"></video><input type="image" src="{u}" alt="x">',
    '<meta http-equiv="refresh" content="0; url={u}">',
]


@pytest.mark.proof
def test_no_channel_reaches_a_server_or_a_file(tmp_path: Path, canary: tuple[str, list[str]]) -> None:
    address, asked = canary
    secret = tmp_path / "secret.svg"
    secret.write_text(f'<svg xmlns="http://www.w3.org/2000/svg"><text y="9">{SECRET}</text></svg>')
    body = "".join(
        channel.format(u=url)
        for number, channel in enumerate(CHANNELS)
        for url in (f"{address}/{number}", secret.as_uri(), str(secret))
    )
    html = f'<!DOCTYPE html><html lang="en"><head><title>T</title></head><body><p>Words</p>{body}</body></html>'
    pages = lay_out(html, "", {}, day=DAY)
    assert asked == []
    assert any("is not in the report's own map" in warning for warning in pages.warnings)
    with pikepdf.open(io.BytesIO(pages.pdf)) as pdf:
        assert list(pdf.attachments) == []
        held = b"".join(o.read_bytes() for o in pdf.objects if isinstance(o, pikepdf.Stream))
    assert SECRET.encode() not in held


@pytest.mark.proof
def test_svg_of_the_map_reaches_for_nothing_either(tmp_path: Path, canary: tuple[str, list[str]]) -> None:
    address, asked = canary
    secret = tmp_path / "secret.svg"
    secret.write_text(f'<svg xmlns="http://www.w3.org/2000/svg"><text y="9">{SECRET}</text></svg>')
    inside = "".join(
        f'<image href="{url}" width="9" height="9"/><use href="{url}#a"/><style>@import "{url}";</style>'
        for url in (f"{address}/svg", secret.as_uri())
    )
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{inside}</svg>'.encode()
    html = '<!DOCTYPE html><html lang="en"><head><title>T</title></head><body><img src="rg:a" alt="x"></body></html>'
    pages = lay_out(html, "", {"rg:a": svg}, day=DAY)
    assert asked == [] and SECRET.encode() not in pages.pdf


def test_a_colour_profile_from_elsewhere_ends_in_a_sentence() -> None:
    html = '<!DOCTYPE html><html lang="en"><head><title>T</title></head><body><p>x</p></body></html>'
    with pytest.raises(TemplateError, match="not in the report's own map"):
        lay_out(html, "@color-profile --x { src: url(file:///etc/passwd) }", {}, day=DAY)


def test_a_picture_that_is_missing_is_told() -> None:
    html = '<!DOCTYPE html><html lang="en"><head><title>T</title></head><body><img src="rg:gone" alt="x"></body></html>'
    pages = lay_out(html, "", {}, day=DAY)
    assert any("rg:gone" in warning for warning in pages.warnings)
