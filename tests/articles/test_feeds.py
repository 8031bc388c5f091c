import gzip
from pathlib import Path

import pytest

from tests.pace import at_most
from twosource.articles import read_articles
from twosource.articles.feeds import Link, kind_of, read_feed, read_links, unpacked
from twosource.articles.records import Given
from twosource.data import Article
from twosource.errors import InputRefused

BODY = " ".join(
    f"Rescue boat {n} brought {n + 4} people from the ferry to the quay of Aster before the storm came back."
    for n in range(6)
)


def rss(*items: str, head: str = "") -> bytes:
    return f'<?xml version="1.0"?>{head}<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Harbour Post</title>{"".join(items)}</channel></rss>'.encode()


def item(
    title: str = "Ferry sinks", *, body: str = "", link: str = "https://www.harbour-post.example/1", more: str = ""
) -> str:
    content = f"<content:encoded><![CDATA[<p>{body}</p>]]></content:encoded>" if body else ""
    return f"<item><title>{title}</title><link>{link}</link><pubDate>Tue, 29 Apr 2025 10:00:00 +0200</pubDate>{content}{more}</item>"


def test_an_item_with_its_text_is_an_article() -> None:
    (article,) = read_feed(rss(item(body=BODY)), "feed.xml", Given())
    assert isinstance(article, Article)
    assert (article.outlet, article.title) == ("Harbour Post", "Ferry sinks")
    assert article.published == "2025-04-29T10:00:00+02:00"
    assert article.text.startswith("Rescue boat 0 brought 4 people")
    assert article.source == "feed.xml, item 1"


def test_an_item_taken_from_another_outlet_names_that_outlet() -> None:
    taken = '<source url="https://coast-wire.example/feed">Coast Wire</source>'
    (article,) = read_feed(rss(item(body=BODY, more=taken)), "feed.xml", Given())
    assert isinstance(article, Article) and article.outlet == "Coast Wire"


def test_a_teaser_is_a_link_with_what_the_feed_says() -> None:
    (link,) = read_feed(
        rss(item("Ferry &amp; storm", more="<description>Two lines.</description>")), "feed.xml", Given()
    )
    assert link == Link(
        "https://www.harbour-post.example/1", "feed.xml, item 1", "Ferry & storm", "2025-04-29T10:00:00+02:00", None
    )


def test_a_relative_link_starts_from_the_feed() -> None:
    (link,) = read_feed(rss(item(link="/news/7")), "feed", Given(), url="https://a.example/feed.xml")
    assert isinstance(link, Link) and link.url == "https://a.example/news/7"


@pytest.mark.parametrize("link", ["javascript:alert(1)", "file:///etc/passwd", "", "https://"])
def test_an_item_without_web_address_and_text_is_refused(link: str) -> None:
    (outcome,) = read_feed(rss(item(link=link)), "feed.xml", Given())
    assert isinstance(outcome, InputRefused) and "no link" in outcome.reason


def test_a_broken_feed_keeps_what_can_be_read() -> None:
    outcomes = list(read_feed(rss(item("AT&T sues", body=BODY), "<item><title>cut")[:-20], "feed.xml", Given()))
    assert isinstance(outcomes[0], Article) and (outcomes[0].title or "").startswith("AT&T")


BOMBS = {
    "laughs": rss(item(), head='<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'),
    "external": rss(item("&x;"), head='<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
    "items": rss("<item><title>a</title></item>" * 200_000),
    "deep": rss("<item>" + "<b>" * 100_000 + "</item>"),
    "deep html": rss(item(more="<description><![CDATA[" + "<div>" * 50_000 + "]]></description>")),
    "tags": rss(item(more="<description><![CDATA[" + "<b>" * 1_000_000 + "]]></description>")),
}


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_are_refused_at_once(name: str) -> None:
    with at_most(3):
        with pytest.raises(InputRefused):
            for outcome in read_feed(BOMBS[name], "feed.xml", Given()):
                if isinstance(outcome, InputRefused):
                    raise outcome


def test_a_date_of_endless_digits_is_left_out() -> None:
    feed = rss(item(body=BODY).replace("Tue, 29 Apr 2025 10:00:00 +0200", "9" * 200_000))
    (article,) = read_feed(feed, "feed.xml", Given())
    assert isinstance(article, Article) and article.published is None


def test_what_is_no_feed_is_refused() -> None:
    with pytest.raises(InputRefused, match="no feed"):
        list(read_feed(b"<html><body><p>Words.</p></body></html>", "page", Given()))


def test_packed_lists_are_unpacked_within_bounds() -> None:
    assert unpacked(gzip.compress(b"<rss/>"), "a.xml.gz") == b"<rss/>"
    with pytest.raises(InputRefused, match="damaged"):
        unpacked(gzip.compress(b"<rss/>" * 100)[:-6], "a.xml.gz")
    with pytest.raises(InputRefused, match="more than"):
        unpacked(gzip.compress(b"0" * 60_000_000), "a.xml.gz")


OPML = b"""<opml version="2.0"><body><outline text="Coast"><outline type="rss" text="Harbour Post"
 xmlUrl="https://a.example/feed"/><outline type="rss" xmlUrl="file:///etc/passwd"/></outline></body></opml>"""
SITEMAP = b"""<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>https://a.example/1</loc><news:news><news:publication><news:name>Harbour Post</news:name></news:publication>
<news:publication_date>2025-04-29T08:00:00Z</news:publication_date><news:title>Ferry sinks</news:title></news:news></url>
<url><loc>ftp://a.example/2</loc></url></urlset>"""
INDEX = b'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>https://a.example/s.xml.gz</loc></sitemap></sitemapindex>'
MENTIONS = "\t".join(["1", "20250429", "20250429", "1", "a.example", "https://a.example/3", *["0"] * 10]).encode()


@pytest.mark.parametrize(
    ("data", "kind", "wanted"),
    [
        (OPML, "opml", [("https://a.example/feed", "Harbour Post", True), "no web address"]),
        (SITEMAP, "sitemap", [("https://a.example/1", "Harbour Post", False), "no web address"]),
        (INDEX, "sitemap", [("https://a.example/s.xml.gz", None, True)]),
        (MENTIONS, None, [("https://a.example/3", None, False)]),
        (b"# mine\nhttps://a.example/4\n\nwords\n", None, [("https://a.example/4", None, False), "no web address"]),
    ],
)
def test_lists_of_addresses(data: bytes, kind: str | None, wanted: list[object]) -> None:
    assert kind_of(data) == kind
    found = list(read_links(data, "list"))
    assert len(found) == len(wanted)
    for outcome, want in zip(found, wanted, strict=True):
        if isinstance(want, str):
            assert isinstance(outcome, InputRefused) and want in outcome.reason
        else:
            assert isinstance(outcome, Link) and (outcome.url, outcome.outlet, outcome.is_list) == want


def test_a_news_sitemap_says_title_and_date() -> None:
    link = next(read_links(SITEMAP, "s.xml"))
    assert isinstance(link, Link)
    assert (link.title, link.published) == ("Ferry sinks", "2025-04-29T08:00:00+00:00")


def test_a_feed_file_gives_its_articles_and_says_what_it_only_points_to(tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_bytes(rss(item(body=BODY), item("Later", link="https://a.example/9")))
    refused: list[InputRefused] = []
    articles = read_articles([tmp_path], on_refusal=refused.append)
    assert [a.outlet for a in articles] == ["Harbour Post"]
    assert [r.reason for r in refused] == ["it only points to https://a.example/9"]


@pytest.mark.parametrize("source", ["https://a.example/1", "HTTP://a.example/feed"])
def test_an_address_is_not_fetched_where_no_archive_is(source: str) -> None:
    with pytest.raises(InputRefused, match="only points to"):
        read_articles([source])


def test_mention_tables_and_address_lists_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(MENTIONS)
    (tmp_path / "b.urls").write_text("https://a.example/4\n")
    refused: list[InputRefused] = []
    assert read_articles([tmp_path / "a.csv", tmp_path / "b.urls"], on_refusal=refused.append) == []
    assert [r.reason for r in refused] == [f"it only points to https://a.example/{n}" for n in (3, 4)]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"<rss version='2.0'><channel><title>Post</title></channel></rss>", "the feed has no items"),
        (b"<opml version='2.0'><body><outline text='a folder'/></body></opml>", "it names no address"),
        (b"<urlset></urlset>", "it names no address"),
        (b"# nothing yet\n\n", "it names no address"),
    ],
)
def test_a_list_of_nothing_is_no_silence(data: bytes, reason: str) -> None:
    with pytest.raises(InputRefused, match=reason):
        list(read_feed(data, "a", Given()) if b"rss" in data else read_links(data, "a"))


def test_hostile_comments_before_the_root_take_no_time() -> None:
    with at_most(2):
        assert kind_of(b"<!-- a -->" * 6000 + b"<!-- <?") is None
        assert kind_of(b"<!-- a -->" * 6000 + b"<rss>") == "feed"
