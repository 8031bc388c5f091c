import threading
from pathlib import Path

import pytest

from twosource.articles.feeds import Link
from twosource.articles.fetch import Fetched
from twosource.errors import InputRefused
from twosource.store import open_archive
from twosource.store.watching import Watch, feeds_of, rounds

TEXT = (
    "The ferry left the port of Aster on Tuesday morning with 140 passengers and sank off Lunde Island before noon. "
    "Nobody had expected the storm to come so early, and three ships had been let out of the harbour that day."
)
FEED = "https://a.example/feed"


class Web:
    """A site with a feed whose items can grow; conditional requests are answered as a server does."""

    def __init__(self) -> None:
        self.items: list[str] = ["1"]
        self.asked: list[str] = []

    def fetch(self, url: str, *, etag: str | None = None, modified: str | None = None) -> Fetched:
        self.asked.append(url)
        if url == FEED:
            tag = f'"{len(self.items)}"'
            if etag == tag:
                return Fetched(url, None, "", None, etag, modified)
            items = "".join(f"<item><title>{i}</title><link>/{i}</link></item>" for i in self.items)
            body = f"<rss version='2.0'><channel><title>Post</title>{items}</channel></rss>"
            return Fetched(url, body.encode(), "application/rss+xml", "utf-8", tag, None)
        if url.endswith("gone"):
            raise InputRefused(url, "the server answered 404", "Check the address.")
        body = f"<html><head><title>Report {url[-1]}</title></head><body><article><p>Report {url[-1]}. {TEXT}</p></article></body></html>"
        return Fetched(url, body.encode(), "text/html", "utf-8", None, None)

    def close(self) -> None:
        pass


def test_rounds_add_only_what_is_new(tmp_path: Path) -> None:
    web = Web()
    with open_archive(tmp_path / "news", create=True) as archive:
        watch = Watch(archive, (Link(FEED, FEED, is_list=True),), web)  # type: ignore[arg-type]
        assert watch.round().stored == 1
        assert watch.round().taken == 0
        assert web.asked == [FEED, "https://a.example/1", FEED]
        web.items += ["2", "gone"]
        third = watch.round()
        assert (third.stored, third.quarantined) == (1, 1)
        assert web.asked.count("https://a.example/1") == 1


def test_a_feed_that_fails_does_not_stop_the_others(tmp_path: Path) -> None:
    feeds = (Link("https://a.example/gone", "x", is_list=True), Link(FEED, "y", is_list=True))
    with open_archive(tmp_path / "news", create=True) as archive:
        added = Watch(archive, feeds, Web()).round()  # type: ignore[arg-type]
        assert (added.stored, added.quarantined) == (1, 1)
        assert archive.log(outcome="quarantined")[0].reason == "the server answered 404"


def test_a_watch_ends_when_told_to(tmp_path: Path) -> None:
    with open_archive(tmp_path / "news", create=True) as archive:
        watch = Watch(archive, (Link(FEED, FEED, is_list=True),), Web())  # type: ignore[arg-type]
        stop = threading.Event()
        stop.set()
        assert list(rounds(watch, stop)) == []
        assert len(list(rounds(watch, threading.Event(), every=0.001, most=3))) == 3


def test_only_feeds_are_watched() -> None:
    with pytest.raises(InputRefused, match="there is no such file"):
        feeds_of([InputRefused("a", "there is no such file", "Check the path.")])
    assert feeds_of([Link(FEED, "a"), Link(FEED, "b")]) == (Link(FEED, "a"),)
