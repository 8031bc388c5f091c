"""Links into articles: pages are fetched and read, lists lead to further links."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from twosource.articles.feeds import Link, kind_of, read_feed, read_links, unpacked
from twosource.articles.fetch import Fetched
from twosource.articles.pages import read_page
from twosource.articles.records import Given, host
from twosource.data import Article
from twosource.errors import InputRefused

DEPTH = 3  # of lists in lists: a reading list names a feed, an index of sitemaps a sitemap
PAGE_KINDS = frozenset({"", "text/html", "application/xhtml+xml", "application/octet-stream", "text/plain"})
Outcome = Article | Link | InputRefused


class Fetches(Protocol):
    """What gives the bytes of an address."""

    def fetch(self, url: str) -> Fetched:
        """The bytes, or `InputRefused`."""
        ...


def follow(outcomes: Iterable[Outcome], fetcher: Fetches, given: Given) -> Iterator[Article | InputRefused]:
    """The articles behind the links among the outcomes, each address once; all else as it is."""
    seen: set[str] = set()
    for outcome in outcomes:
        yield from _followed(outcome, fetcher, given, seen, 0)


def _followed(
    outcome: Outcome, fetcher: Fetches, given: Given, seen: set[str], depth: int
) -> Iterator[Article | InputRefused]:
    if not isinstance(outcome, Link):
        yield outcome
        return
    if outcome.url in seen:
        return
    seen.add(outcome.url)
    try:
        found = fetcher.fetch(outcome.url)
        for inner in read_fetched(found, outcome, given):
            if isinstance(inner, Link) and depth + 1 >= DEPTH:
                yield InputRefused(inner.source, f"lists lie more than {DEPTH} deep", "Give the inner list itself.")
            else:
                yield from _followed(inner, fetcher, given, seen, depth + 1)
    except InputRefused as refusal:
        yield refusal


def read_fetched(found: Fetched, link: Link, given: Given) -> Iterator[Outcome]:
    """What an address gave: the article of a page, or what a list holds. Raises `InputRefused` for other kinds."""
    data = unpacked(found.data or b"", found.url)
    kind = kind_of(data)
    if kind == "feed":
        yield from read_feed(data, found.url, given, url=found.url)
    elif kind is not None:
        yield from read_links(data, found.url)
    elif link.is_list:
        raise InputRefused(found.url, "neither a feed nor a sitemap is there", "Give the address of the feed itself.")
    elif found.kind not in PAGE_KINDS:
        raise InputRefused(found.url, f"it is of the type {found.kind}, not a page", "Give the address of an article.")
    else:
        stated = {"url": found.url, "published": link.published, "outlet": link.outlet}
        fields = {name: words for name, words in stated.items() if words}
        yield read_page(data, found.url, host(found.url) or "page", given, fields, charset=found.charset)
