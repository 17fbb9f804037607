"""A URL in the manuscript becomes bytes from the validated map; every other address is refused.

WeasyPrint asks its fetcher for fifteen kinds of URL, ``file:`` among them; nothing here opens a file or a socket.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from weasyprint.urls import URLFetcher, URLFetcherResponse, URLFetchingError

_TYPES = ((b"\x89PNG", "image/png"), (b"\xff\xd8\xff", "image/jpeg"), (b"<", "image/svg+xml"))
_begin: Any = vars(URLFetcher)["__init__"]
"""The library has no types of its own."""


class MapFetcher(URLFetcher):
    """Serves ``rg:`` names from memory."""

    def __init__(self, served: Mapping[str, bytes]) -> None:
        _begin(self, allowed_protocols=(), allow_redirects=False)
        self._served = served

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        """Return the bytes of an ``rg:`` name.

        Raises:
            URLFetchingError: Anything else.
        """
        data = self._served.get(url)
        if data is None:
            raise URLFetchingError(f"{url[:80]!r} is not in the report's own map")
        kind = next((name for mark, name in _TYPES if data.startswith(mark)), "application/octet-stream")
        return URLFetcherResponse(url, data, {"Content-Type": kind})
