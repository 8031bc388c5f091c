from collections.abc import Iterator

import pytest

from twosource.articles.feeds import Link
from twosource.articles.fetch import Fetched
from twosource.articles.follow import follow
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
