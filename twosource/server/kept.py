"""Pages that were made, each with the state of what it shows: while that stays, the page does; when not, it is made anew.

Several that ask for one page at once wait for one making of it. Its ETag is the hash of its bytes: who has them is told so
in place of them, whatever was written into the archive since, by whichever version.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, NamedTuple

from litestar import Response

MOST = 64 * 2**20  # bytes of all pages together
LARGEST = MOST // 8  # of one that is kept


class _Page(NamedTuple):
    state: Hashable
    body: bytes
    media: str | None
    headers: dict[str, str]


class Kept:
    """The pages asked for last."""

    def __init__(self, most: int = MOST) -> None:
        self.most = most
        self._pages: OrderedDict[Hashable, _Page] = OrderedDict()
        self._bytes = 0
        self._making: dict[Hashable, Lock] = {}
        self._lock = Lock()

    def answer(
        self, key: Hashable, state: Hashable, make: Callable[[], Response[Any]], *, had: str = ""
    ) -> Response[bytes]:
        """The page of this state. `state` is read before the page is made, so that it is never newer than the page. `had` is what
        an If-None-Match says: a page that is one of them is not sent again.
        """
        found = self._find(key, state)
        if found is None:
            with self._lock:
                making = self._making.setdefault(key, Lock())
            try:
                with making:
                    found = self._find(key, state) or self._keep(key, _page(state, make()))
            finally:  # of an address that is refused nothing stays
                with self._lock:
                    self._making.pop(key, None)
        if "etag" in found.headers and found.headers["etag"] in _tags(had):
            return Response(b"", status_code=304, media_type=found.media, headers=found.headers)
        return Response(found.body, media_type=found.media, headers=found.headers)

    def _find(self, key: Hashable, state: Hashable) -> _Page | None:
        with self._lock:
            found = self._pages.get(key)
            if found is None or found.state != state:
                return None
            self._pages.move_to_end(key)
            return found

    def _keep(self, key: Hashable, page: _Page) -> _Page:
        with self._lock:
            before = self._pages.pop(key, None)
            self._bytes -= len(before.body) if before else 0
            if len(page.body) <= LARGEST:
                self._pages[key] = page
                self._bytes += len(page.body)
            while self._bytes > self.most:
                self._bytes -= len(self._pages.popitem(last=False)[1].body)
        return page


def _page(state: Hashable, made: Response[Any]) -> _Page:
    body = made.content.encode() if isinstance(made.content, str) else made.content
    headers = dict(made.headers)
    if "refresh" not in headers:  # what is only shown while one waits is always sent
        tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
        headers |= {"etag": tag, "cache-control": "private, no-cache"}  # kept, and asked about each time
    return _Page(state, body, made.media_type, headers)


def _tags(had: str) -> set[str]:
    """The tags of an If-None-Match; a proxy that packs pages makes them weak."""
    return {tag.strip().removeprefix("W/") for tag in had.split(",")}
