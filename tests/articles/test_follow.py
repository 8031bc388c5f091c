import threading
import time
from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from tests.pace import PATIENCE
from twosource.articles.feeds import Link
from twosource.articles.fetch import Fetched
from twosource.articles.follow import HOSTS, fetch_all, follow
from twosource.articles.records import Given
from twosource.data import Article
from twosource.errors import InputRefused

TEXT = (
    "The ferry left the port of Aster on Tuesday morning with 140 passengers and sank off Lunde Island before noon. "
    "Nobody had expected the storm to come so early, and three ships had been let out of the harbour that day."
)


def page(title: str) -> bytes:
    return f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1><p>{title}. {TEXT}</p></article></body></html>".encode()


FEED = b"""<rss version="2.0"><channel><title>Harbour Post</title>
<item><title>One</title><link>/1</link><pubDate>Tue, 29 Apr 2025 10:00:00 +0200</pubDate></item>
<item><title>Gone</title><link>/gone</link></item></channel></rss>"""
OPML = b'<opml><body><outline text="P" xmlUrl="https://a.example/feed"/></body></opml>'
INDEX = b"<sitemapindex><sitemap><loc>https://a.example/map</loc></sitemap></sitemapindex>"
MAP = b"<urlset><url><loc>https://a.example/1</loc></url><url><loc>https://a.example/2</loc></url></urlset>"
WEB: dict[str, tuple[str, bytes]] = {
    "https://a.example/1": ("text/html", page("One")),
    "https://a.example/2": ("text/html", page("Two")),
    "https://a.example/feed": ("application/rss+xml", FEED),
    "https://a.example/list": ("text/xml", OPML),
    "https://a.example/index": ("text/xml", INDEX),
    "https://a.example/map": ("text/xml", MAP),
    "https://a.example/round": ("text/xml", INDEX.replace(b"/map", b"/round2")),
    "https://a.example/round2": ("text/xml", INDEX.replace(b"/map", b"/round")),
    "https://a.example/film": ("video/mp4", b"0000"),
}


class Web:
    """The pages above, counting what is asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def fetch(self, url: str) -> Fetched:
        self.asked.append(url)
        if url not in WEB:
            raise InputRefused(url, "the server answered 404", "Check the address.")
        kind, data = WEB[url]
        return Fetched(url, data, kind, "utf-8", None, None)


def followed(*urls: str) -> Iterator[Article | InputRefused]:
    return follow([Link(f"https://a.example/{url}", "a list") for url in urls], Web(), Given())


@pytest.mark.parametrize(
    ("url", "titles", "reasons"),
    [
        ("1", ["One"], []),
        ("feed", ["One"], ["answered 404"]),
        ("list", ["One"], ["answered 404"]),
        ("map", ["One", "Two"], []),
        ("index", ["One", "Two"], []),
        ("film", [], ["of the type video/mp4"]),
        ("missing", [], ["answered 404"]),
        ("round", [], []),
    ],
)
def test_links_lead_to_articles_or_refusals(url: str, titles: list[str], reasons: list[str]) -> None:
    found = list(followed(url))
    assert [a.title for a in found if isinstance(a, Article)] == titles
    refused = [r.reason for r in found if isinstance(r, InputRefused)]
    assert len(refused) == len(reasons) and all(w in r for w, r in zip(reasons, refused, strict=True))


def test_an_address_is_asked_once() -> None:
    web = Web()
    links = [Link("https://a.example/1", "a"), Link("https://a.example/map", "b"), Link("https://a.example/1", "c")]
    articles = list(follow(links, web, Given()))
    assert len(articles) == 2
    assert sorted(web.asked) == sorted(set(web.asked))


def test_what_the_list_says_goes_before_what_the_page_says() -> None:
    article = next(followed("feed"))
    assert isinstance(article, Article)
    assert (article.published, article.url) == ("2025-04-29T10:00:00+02:00", "https://a.example/1")


def test_what_is_no_link_passes() -> None:
    refusal = InputRefused("a", "b", "c")
    assert list(follow([refusal], Web(), Given())) == [refusal]


class Slow:
    """Sites with pages, each taking its time; it is noted who is asked at the same moment."""

    def __init__(self, seconds: dict[str, float]) -> None:
        self.seconds = seconds
        self.lock = threading.Lock()
        self.at_work: Counter[str] = Counter()
        self.most: Counter[str] = Counter()
        self.asked: list[str] = []

    def fetch(self, url: str) -> Fetched:
        site = urlsplit(url).netloc
        with self.lock:
            self.asked.append(url)
            self.at_work[site] += 1
            self.most[site] = max(self.most[site], self.at_work[site])
            self.most["all"] = max(self.most["all"], self.at_work.total())
        time.sleep(self.seconds.get(site, 0.01))
        with self.lock:
            self.at_work[site] -= 1
        if url.endswith("0"):
            raise InputRefused(url, "the server answered 404", "Check the address.")
        return Fetched(url, page(url), "text/html", "utf-8", None, None)


class Lists(Slow):
    """Sites that also have a list, which names one page and gives it the site's name."""

    def fetch(self, url: str) -> Fetched:
        found = super().fetch(url)
        if not url.endswith("/list1"):
            return found
        name = f"<news><publication><name>{urlsplit(url).netloc}</name></publication></news>"
        data = f"<urlset><url><loc>https://p.example/1</loc>{name}</url></urlset>".encode()
        return found._replace(data=data, kind="text/xml")


def links(hosts: int, pages: int) -> list[Link]:
    return [Link(f"https://h{h}.example/{p}", "a list") for h in range(hosts) for p in range(pages)]


def test_several_hosts_are_asked_at_once_each_one_by_one() -> None:
    web = Slow({})
    answers = dict(fetch_all(links(20, 3), web.fetch))
    assert sorted(answers) == list(range(60))
    assert sum(isinstance(answer, InputRefused) for answer in answers.values()) == 20
    assert 1 < web.most.pop("all") <= HOSTS
    assert set(web.most.values()) == {1}
    assert [url for url in web.asked if "h7." in url] == [f"https://h7.example/{n}" for n in range(3)]


def test_a_fault_at_one_address_leaves_the_others() -> None:
    def fetch(url: str) -> Fetched:
        return Fetched(url, b"", "", None, None, None) if "h1" in url else 1 // 0  # type: ignore[return-value]

    answers = [answer for _, answer in fetch_all(links(2, 2), fetch)]
    assert (
        sorted(a.reason for a in answers if isinstance(a, InputRefused))
        == ["it cannot be fetched (ZeroDivisionError: integer division or modulo by zero)"] * 2
    )


@pytest.mark.parametrize("slow", ["h0.example", "h1.example"])
def test_what_is_found_does_not_depend_on_who_is_quick(slow: str) -> None:
    """Two lists name one page with different outlets: the first list's word counts, whichever answers first."""
    web = Lists({slow: 0.2})
    lists = [Link(f"https://h{n}.example/list1", "given", is_list=True) for n in range(2)]
    (article,) = follow(lists, web, Given())
    assert isinstance(article, Article) and article.outlet == "h0.example"


def test_who_has_enough_stops_the_asking() -> None:
    web = Slow({})
    answers = fetch_all(links(4, 50), web.fetch)
    next(answers)
    answers.close()  # type: ignore[attr-defined]
    deadline = time.monotonic() + PATIENCE
    while any(thread.name == "twosource-fetch" for thread in threading.enumerate()) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not any(thread.name == "twosource-fetch" for thread in threading.enumerate())
    assert len(web.asked) < 100


@pytest.mark.parametrize("url", ["1", "whole"])
def test_a_page_without_a_date_says_when_it_was_had(url: str) -> None:
    """So that an archive can place it in time; no date of publication is made of it."""
    item = f"<item><title>Whole</title><description>{TEXT * 3}</description></item>"

    class Dated(Web):
        def fetch(self, url: str) -> Fetched:
            found = super().fetch("https://a.example/1")
            if url.endswith("whole"):
                found = found._replace(data=f"<rss version='2.0'><channel>{item}</channel></rss>".encode())
            return found._replace(retrieved="2025-05-02T10:00:00+00:00")

    (article,) = follow([Link(f"https://a.example/{url}", "a list")], Dated(), Given())
    assert isinstance(article, Article)
    assert (article.published, article.retrieved) == (None, "2025-05-02T10:00:00+00:00")
    assert any("grouped by the time it was retrieved" in note for note in article.notes)
