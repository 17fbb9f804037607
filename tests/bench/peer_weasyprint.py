"""WeasyPrint alone: what `capture.py` kept becomes a PDF/UA-1 file. Usage: peer_weasyprint.py FOLDER OUT.pdf.

As anyone would call it: ready HTML, a ready style sheet, ready charts, no setting touched. It knows nothing of reportgen.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from weasyprint import CSS, HTML
from weasyprint.urls import URLFetcher, URLFetcherResponse


class Files(URLFetcher):
    """Serves the pictures that the folder's map names."""

    def __init__(self, folder: Path) -> None:
        super().__init__()  # pyright: ignore[reportUnknownMemberType]
        self.folder = folder
        self.map: dict[str, list[str]] = json.loads((folder / "vector.json").read_text(encoding="utf-8"))

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        file, kind = self.map[url]
        return URLFetcherResponse(url, (self.folder / file).read_bytes(), {"Content-Type": kind})


def main(folder: Path, out: Path) -> None:
    fetcher = Files(folder)
    html: Any = HTML(string=(folder / "report.html").read_text(encoding="utf-8"), url_fetcher=fetcher)
    css = CSS(string=(folder / "print.css").read_text(encoding="utf-8"), url_fetcher=fetcher)
    html.write_pdf(out, stylesheets=[css], pdf_variant="pdf/ua-1")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
