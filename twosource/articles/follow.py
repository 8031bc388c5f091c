"""Links into articles: pages are fetched and read, lists lead to further links.

Several hosts are asked at once, each host one page at a time. What comes is read as it comes; which link stands for an
address that is named twice, and what is found behind it, does not depend on who was quick.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol
from urllib.parse import urlsplit

from twosource.articles.feeds import Link, kind_of, read_feed, read_links, unpacked
from twosource.articles.fetch import Fetched
from twosource.articles.pages import read_page
from twosource.articles.records import Given, host
from twosource.data import Article
from twosource.errors import InputRefused

DEPTH = 3  # of lists in lists: a reading list names a feed, an index of sitemaps a sitemap
HOSTS = 8  # asked at once
PAGES, LISTS = 1_000, 16  # links followed together; a list may hold 50,000 more
PILE = 16  # pages that wait to be read
PAGE_KINDS = frozenset({"", "text/html", "application/xhtml+xml", "application/octet-stream", "text/plain"})
Outcome = Article | Link | InputRefused
Read = Callable[[Fetched, Link, Given], Iterator[Outcome]]
Answer = Fetched | InputRefused


class Fetches(Protocol):
    """What gives the bytes of an address; several threads ask it."""

    def fetch(self, url: str) -> Fetched:
        """The bytes, or `InputRefused`."""
        ...


def read_fetched(found: Fetched, link: Link, given: Given) -> Iterator[Outcome]:
    """What an address gave: the article of a page, or what a list holds. Raises `InputRefused` for other kinds."""
    data = unpacked(found.data or b"", found.url)
    kind = kind_of(data)
    if kind == "feed":
        yield from read_feed(data, found.url, given, url=found.url, retrieved=found.retrieved)
    elif kind is not None:
        yield from read_links(data, found.url)
    elif link.is_list:
        raise InputRefused(found.url, "neither a feed nor a sitemap is there", "Give the address of the feed itself.")
    elif found.kind not in PAGE_KINDS:
        raise InputRefused(found.url, f"it is of the type {found.kind}, not a page", "Give the address of an article.")
    else:
        stated = {"url": found.url, "published": link.published, "outlet": link.outlet, "retrieved": found.retrieved}
        fields = {name: words for name, words in stated.items() if words}
        given.begin(found.url)
        yield read_page(data, found.url, host(found.url) or "page", given, fields, charset=found.charset)


def follow(
    outcomes: Iterable[Outcome], fetcher: Fetches, given: Given, *, read: Read = read_fetched
) -> Iterator[Article | InputRefused]:
    """The articles behind the links among the outcomes, each address once; all else as it is."""
    return Following(fetcher, given, read).articles(outcomes, 0)


class Following:
    """Links on their way, and the addresses seen so far."""

    def __init__(self, fetcher: Fetches, given: Given, read: Read) -> None:
        self.fetcher = fetcher
        self.given = given
        self.read = read
        self.seen: set[str] = set()

    def articles(self, outcomes: Iterable[Outcome], depth: int) -> Iterator[Article | InputRefused]:
        """What is no link as it is, and what the links lead to, some of them at a time."""
        some: list[Link] = []
        for outcome in outcomes:
            if not isinstance(outcome, Link):
                yield outcome
            elif outcome.url in self.seen:
                continue
            elif depth >= DEPTH:
                yield InputRefused(outcome.source, f"lists lie more than {DEPTH} deep", "Give the inner list itself.")
            else:
                self.seen.add(outcome.url)
                some.append(outcome)
                if len(some) >= (LISTS if any(link.is_list for link in some) else PAGES):
                    yield from self._behind(some, depth)
                    some = []
        yield from self._behind(some, depth)

    def _behind(self, links: Sequence[Link], depth: int) -> Iterator[Article | InputRefused]:
        further: list[list[Link]] = [[] for _ in links]
        for number, answer in fetch_all(links, self.fetcher.fetch):
            if isinstance(answer, InputRefused):
                yield answer
                continue
            try:
                for outcome in self.read(answer, links[number], self.given):
                    if isinstance(outcome, Link):
                        further[number].append(outcome)
                    else:
                        yield outcome
            except InputRefused as refusal:
                yield refusal
        if any(further):
            yield from self.articles((link for found in further for link in found), depth + 1)


def fetch_all(links: Sequence[Link], fetch: Callable[[str], Fetched]) -> Iterator[tuple[int, Answer]]:
    """The number of each link with what its address gave, as it comes; `HOSTS` hosts at once, each one by one."""
    hosts: dict[str, list[int]] = {}
    for number, link in enumerate(links):
        hosts.setdefault(_host(link.url), []).append(number)
    if len(hosts) < 2:
        yield from ((number, _answer(link.url, fetch)) for number, link in enumerate(links))
        return
    todo = iter(hosts.values())  # a thread takes a host: `next` on it is one step
    answers: queue.Queue[tuple[int, Answer]] = queue.Queue(PILE)
    stop = threading.Event()

    def ask() -> None:
        while (numbers := next(todo, None)) is not None:
            for number in numbers:
                if stop.is_set():
                    return
                answers.put((number, _answer(links[number].url, fetch)))

    for _ in range(min(HOSTS, len(hosts))):
        threading.Thread(target=ask, daemon=True, name="twosource-fetch").start()
    try:
        for _ in links:
            yield answers.get()
    finally:
        stop.set()
        while not answers.empty():  # who waits to put one more goes on, and sees that it is over
            answers.get_nowait()


def _answer(url: str, fetch: Callable[[str], Fetched]) -> Answer:
    try:
        return fetch(url)
    except InputRefused as refusal:
        return refusal
    except Exception as error:  # a fault of ours or of a library: the others go on
        reason = f"it cannot be fetched ({type(error).__name__}: {error})"
        return InputRefused(url, reason, "Report it with the address.")


def _host(url: str) -> str:
    try:
        return urlsplit(url).netloc.lower()
    except ValueError:
        return ""
