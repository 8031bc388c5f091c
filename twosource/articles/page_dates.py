"""When a page says it was published and changed: JSON-LD, then meta elements, then htmldate, then its address.

Extractors that look at the address first lose the clock time and shift the day of evening articles, so the address
comes last and is marked as such. JSON-LD is read here: broken blocks and impossible years are passed over.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from twosource.articles.dates import read_date

if TYPE_CHECKING:
    from lxml.html import HtmlElement

PUBLISHED = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "parsely-pub-date",
    "sailthru.date", "article.published", "publishdate", "publish-date", "publish_date", "publication_date",
    "pubdate", "cxenseparse:recs:publishtime", "dc.date.issued", "dcterms.created", "citation_publication_date",
)  # fmt: skip
MODIFIED = ("article:modified_time", "og:updated_time", "datemodified", "lastmod", "last-modified", "dcterms.modified")
ARTICLE = re.compile(r"Article|BlogPosting|Report$|NewsItem")
DEPTH = 12  # of JSON-LD objects in one another
ADDRESS = re.compile(r"[/_-](20\d\d|19\d\d)[/_-]?(0[1-9]|1[0-2])[/_-]?(0[1-9]|[12]\d|3[01])(?!\d)")


class Dated(NamedTuple):
    """What was found, with the place it was found at."""

    published: str | None
    basis: Literal["page", "url", "none"]
    by: str
    modified: str | None


def find_dates(tree: HtmlElement, url: str | None) -> Dated:
    """Dates of publication and last change of a parsed page."""
    blocks = list(_json_ld(tree))
    modified = _first_date(b.get("dateModified") for b in blocks) or _meta(tree, MODIFIED)
    published = _first_date(b.get("datePublished") for b in blocks)
    if published:
        return Dated(published, "page", "JSON-LD", modified)
    published = _meta(tree, PUBLISHED)
    if published:
        return Dated(published, "page", "meta element", modified)
    published = _by_htmldate(tree)
    if published:
        return Dated(published, "page", "htmldate", modified)
    published = date_in_address(url)
    return Dated(published, "url" if published else "none", "address", modified)


def date_in_address(url: str | None) -> str | None:
    """The day that stands in an address like `/2025/02/04/`."""
    match = ADDRESS.search(url or "")
    return read_date("-".join(match.groups())) if match else None


def _json_ld(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """Objects about an article in the page's JSON-LD, in page order."""
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower() and script.text:
            try:
                content = json.loads(script.text.strip().removesuffix(";"), strict=False)
            except (ValueError, RecursionError):
                continue
            yield from _articles(content, DEPTH)


def _articles(node: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth == 0:
        return
    if isinstance(node, dict):
        kinds = node.get("@type")
        if any(isinstance(k, str) and ARTICLE.search(k) for k in (kinds if isinstance(kinds, list) else [kinds])):
            yield node
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "hasPart"):
            yield from _articles(node.get(key), depth - 1)
    elif isinstance(node, list):
        for item in node[:100]:
            yield from _articles(item, depth - 1)


def _first_date(values: Iterator[Any]) -> str | None:
    found = (read_date(value) for value in values if isinstance(value, str))
    return next((date for date in found if date), None)


def _meta(tree: HtmlElement, names: tuple[str, ...]) -> str | None:
    """The date of the first name, in the order of `names`, that the page has."""
    stated: dict[str, str] = {}
    for element in tree.iter("meta", "time"):
        words = element.get("content") or element.get("datetime")
        for attribute in ("property", "name", "itemprop"):
            if words and element.get(attribute):
                stated.setdefault(element.get(attribute).strip().lower(), words)
    return next((date for name in names if name in stated and (date := read_date(stated[name]))), None)


def _by_htmldate(tree: HtmlElement) -> str | None:
    from htmldate import find_date

    # url="": the address is not to be looked at here, not even the canonical one; fast search: no date out of the prose
    words = find_date(
        tree,
        url="",
        original_date=True,
        extensive_search=False,
        deferred_url_extractor=True,
        outputformat="%Y-%m-%dT%H:%M:%S%z",
        min_date="1990-01-01",
        max_date="2100-12-31",  # not today's: the same page must always give the same date
    )
    found = read_date(words) if words else None
    return re.sub(r"T00:00:00$", "", found) if found else None
