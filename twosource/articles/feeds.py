"""Feeds (RSS, Atom), reading lists (OPML), sitemaps and lists of addresses: articles where they hold the text, else links.

feedparser reads the feed: it keeps who an item was taken from and survives broken XML without losing text. What no
feed needs and parsers choke on (declared entities, endless nesting, hundreds of thousands of items) is refused first.
"""

from __future__ import annotations

import gzip
import io
import re
import zlib
from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import urljoin, urlsplit

from twosource.articles.dates import read_date
from twosource.articles.decode import PAGE_BYTES
from twosource.articles.html import refuse_monsters
from twosource.articles.records import CONTROL, NAME_CHARACTERS, Given, complete, host
from twosource.data import Article
from twosource.errors import InputRefused

ITEMS = 20_000  # of one feed; the longest that publishers serve have some hundreds
LINKS = 50_000  # of one sitemap, as the protocol has it
WHOLE_WORDS = 80  # an item with fewer is a teaser
LOOKED_AT = 65_536
WEB = re.compile(rb"https?://\S+", re.IGNORECASE)
ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
ROOT = re.compile(rb"<\s*(?:[\w.-]+:)?(rss|feed|rdf|opml|urlset|sitemapindex)\b", re.IGNORECASE)
FIRST = re.compile(  # possessive, or hostile comments make it try every way to read them
    rb"(?>[\s\xef\xbb\xbf]|<\?.*?\?>|<!--.*?-->|<!doctype[^>]*>)*+<([a-z]+)\b", re.IGNORECASE | re.DOTALL
)
PAGE_TAGS = frozenset({b"html", b"head", b"body"})
FEEDS = frozenset({"rss", "feed", "rdf"})
SITEMAPS = frozenset({"urlset", "sitemapindex"})
AS_FEED = "Give the feed as its publisher serves it, or its articles as .jsonl."
MENTION_COLUMNS = (
    16,
    3,
    5,
)  # GDELT's mentions table: how many, the one with the kind (1: web), the one with the address


class Link(NamedTuple):
    """An address that a list names, and what the list says of the article there."""

    url: str
    source: str  # the list and the place in it
    title: str | None = None
    published: str | None = None
    outlet: str | None = None
    is_list: bool = False  # the address of a further feed or sitemap


def kind_of(data: bytes) -> str | None:
    """`feed`, `opml` or `sitemap` by the root element; None for what is no such list, as a page that only has one in it."""
    first = FIRST.match(data[:LOOKED_AT])
    if first is not None and first.group(1).lower() in PAGE_TAGS:
        return None
    root = ROOT.search(data[:LOOKED_AT])
    name = root.group(1).decode().lower() if root else ""
    return "feed" if name in FEEDS else "sitemap" if name in SITEMAPS else name or None


def unpacked(data: bytes, source: str, *, most: int = 5 * PAGE_BYTES) -> bytes:
    """Bytes that may be gzip; no more than `most` are ever unpacked."""
    if not data.startswith(b"\x1f\x8b"):
        return data
    try:
        with gzip.open(io.BytesIO(data)) as stream:
            plain = stream.read(most + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise InputRefused(source, f"its gzip data is damaged ({error})", "Fetch it again.") from None
    if len(plain) > most:
        raise InputRefused(source, f"unpacked it has more than {most:,} bytes", "Give less at a time.")
    return plain


def read_feed(
    data: bytes, source: str, given: Given, *, url: str | None = None, retrieved: str | None = None
) -> Iterator[Article | Link | InputRefused]:
    """An article for each item that holds its text, a link for each that only points to it, a refusal for the rest.

    `url` is the feed's own address, which its relative links start from; `retrieved` when it was had from there. Raises `InputRefused` for what is no feed.
    """
    import feedparser

    _refuse_bombs(data, source)
    try:
        parsed = feedparser.parse(
            io.BytesIO(data), response_headers={"content-location": url} if url else None, sanitize_html=False
        )
    except MemoryError:
        raise
    except Exception as error:  # a third-party parser on foreign bytes; any failure is the feed's
        raise InputRefused(source, f"the feed cannot be parsed ({type(error).__name__})", AS_FEED) from error
    if not parsed.entries and not parsed.version:
        raise InputRefused(source, "no feed was found in it", AS_FEED)
    if len(parsed.entries) > ITEMS:
        raise InputRefused(source, f"the feed has more than {ITEMS:,} items", AS_FEED)
    if not parsed.entries:
        raise InputRefused(source, "the feed has no items", "Nothing is lost; give it again when it has some.")
    publisher = _line(parsed.feed.get("title"))
    given = given._replace(url=None)  # an address is that of one page
    for number, entry in enumerate(parsed.entries, start=1):
        place = f"{source}, item {number}"
        try:
            given.begin(place)
            yield _item(entry, place, given, publisher=publisher, base=url, retrieved=retrieved)
        except InputRefused as refusal:
            yield refusal


def _refuse_bombs(data: bytes, source: str) -> None:
    if ENTITY.search(data):
        raise InputRefused(source, "it declares entities, which no feed needs", AS_FEED)
    if len(data) > 5 * PAGE_BYTES:
        raise InputRefused(source, f"more than {5 * PAGE_BYTES:,} bytes", AS_FEED)
    refuse_monsters(data.decode("utf-8", "replace"), source, what="the list")


def _item(
    entry: Any, place: str, given: Given, *, publisher: str | None, base: str | None, retrieved: str | None
) -> Article | Link:
    address = _address(entry.get("link"), base)
    taken_from = _line((entry.get("source") or {}).get("title")) if isinstance(entry.get("source"), dict) else None
    # feedparser gives the one for the other where only one is stated, and warns
    updated = _line(entry["updated"]) if "updated" in entry else None
    raw = _line(entry["published"]) if "published" in entry else updated
    published = read_date(raw) if raw else None
    bodies = [part.get("value") or "" for part in entry.get("content", ())] + [entry.get("summary") or ""]
    text = max((_words_of(body, place) for body in bodies), key=lambda words: len(words.split()), default="")
    fields = {
        "url": address,
        "title": _line(_words_of(entry.get("title") or "", place)),
        "published": published,
        "modified": read_date(updated or ""),
        "retrieved": retrieved,
        "byline": _line(entry.get("author")),
        "outlet": taken_from or given.outlet or publisher,
    }
    if len(text.split()) < WHOLE_WORDS:
        if address is None:
            reason = f"the item has no link and only {len(text.split())} words"
            raise InputRefused(place, reason, "Give the article itself.")
        return Link(address, place, fields["title"], published, taken_from)
    known = {name: words for name, words in fields.items() if words}
    notes = ("text taken from a feed's item",)
    if raw and published is None:
        known["published"] = raw  # left out with a note, as every date that is not clear
    return complete(text, known, source=place, stem=host(address) or "feed", given=given, notes=notes)


def _words_of(html: str, place: str) -> str:
    """The text of an item's HTML, paragraph by paragraph."""
    if "<" not in html and "&" not in html:
        return html.strip()
    from resiliparse.extract.html2text import extract_plain_text

    refuse_monsters(html, place, what="the item")
    return str(extract_plain_text(html, main_content=False, alt_texts=False, links=False)).strip()


def _line(words: Any) -> str | None:
    """A field's words on one line; None when there are none."""
    cleaned = CONTROL.sub(" ", words).strip() if isinstance(words, str) else ""
    return " ".join(cleaned.split())[:NAME_CHARACTERS] or None


def _address(link: Any, base: str | None) -> str | None:
    """A web address, absolute; None for every other kind."""
    if not isinstance(link, str) or len(link) > NAME_CHARACTERS:
        return None
    try:
        address = urljoin(base, link.strip()) if base else link.strip()
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme in {"http", "https"} and parts.hostname else None


def is_addresses(data: bytes) -> bool:
    """Whether a text is nothing but web addresses, one a line; lines that begin with # say something about them."""
    lines = [line.strip() for line in data.split(b"\n")]
    told = [line for line in lines if line and not line.startswith(b"#")]
    return bool(told) and all(WEB.fullmatch(line) for line in told)


def read_links(data: bytes, source: str) -> Iterator[Link | InputRefused]:
    """The addresses of an OPML reading list, a sitemap, a GDELT mentions table, or a text with an address a line."""
    kind = kind_of(data)
    if kind in {"opml", "sitemap"}:
        _refuse_bombs(data, source)
        found = _marked_links(data, source, kind)
    else:
        found = _listed_links(data, source)
    empty = True
    for outcome in found:
        empty = False
        yield outcome
    if empty:
        raise InputRefused(source, "it names no address", "Nothing is lost; give it again when it names some.")


def _listed_links(data: bytes, source: str) -> Iterator[Link | InputRefused]:
    for number, line in enumerate(data.decode("utf-8", "replace").splitlines(), start=1):
        place = f"{source}, line {number}"
        words = line.strip()
        columns, kind_column, address_column = MENTION_COLUMNS
        cells = line.split("\t")
        if len(cells) == columns:
            if cells[kind_column].strip() not in {"", "1"} and not _address(cells[address_column], None):
                yield InputRefused(place, "the mention is not on the web", "It is left out.")
                continue
            words = cells[address_column].strip()
        if not words or words.startswith("#"):
            continue
        address = _address(words, None)
        if address is None:
            yield InputRefused(place, f"{words[:60]!r} is no web address", "Give one address a line.")
        else:
            yield Link(address, place)


def _marked_links(data: bytes, source: str, kind: str) -> Iterator[Link | InputRefused]:
    from lxml import etree

    options: dict[str, Any] = {"resolve_entities": False, "no_network": True, "huge_tree": False, "recover": True}
    try:
        root = etree.fromstring(data, parser=etree.XMLParser(**options))
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputRefused(source, f"its XML is broken ({error})", "Fetch it again.") from None
    if root is None:
        raise InputRefused(source, "its XML is broken", "Fetch it again.")
    found = _outlines(root, source) if kind == "opml" else _locations(root, source)
    for number, link in enumerate(found, start=1):
        if number > LINKS:
            yield InputRefused(source, f"the list has more than {LINKS:,} addresses", "The first ones were read.")
            return
        yield link


def _outlines(root: Any, source: str) -> Iterator[Link | InputRefused]:
    for number, outline in enumerate(root.iter("outline"), start=1):
        told = {name.lower(): words for name, words in outline.attrib.items()}
        if "xmlurl" not in told:
            continue
        place = f"{source}, outline {number}"
        address = _address(told["xmlurl"], None)
        if address is None:
            yield InputRefused(place, f"{told['xmlurl'][:60]!r} is no web address", "Mend or remove the outline.")
        else:
            yield Link(address, place, outlet=_line(told.get("title") or told.get("text")), is_list=True)


def _locations(root: Any, source: str) -> Iterator[Link | InputRefused]:
    number = 0
    for entry in root.iter("{*}url", "{*}sitemap"):
        number += 1
        place = f"{source}, entry {number}"
        said: dict[str, str] = {}
        for part in entry.iter("{*}loc", "{*}lastmod", "{*}title", "{*}publication_date", "{*}name"):
            said.setdefault(part.tag.rpartition("}")[2], (part.text or "").strip())
        address = _address(said.get("loc"), None)
        if address is None:
            yield InputRefused(place, "it has no web address", "Mend or remove the entry.")
            continue
        published = read_date(said.get("publication_date", ""))
        is_list = entry.tag.rpartition("}")[2] == "sitemap"
        yield Link(address, place, _line(said.get("title")), published, _line(said.get("name")), is_list)
