"""One web page into an Article: its bytes, what is known of it from outside, and what it says of itself."""

from __future__ import annotations

from collections.abc import Mapping

from twosource.articles.decode import decode_page
from twosource.articles.html import extract_page
from twosource.articles.records import Given, complete
from twosource.data import Article
from twosource.errors import InputRefused


def read_page(
    data: bytes, name: str, stem: str, given: Given, fields: Mapping[str, str], *, charset: str | None = None
) -> Article:
    """The article of a page. Raises `InputRefused` where there is none.

    `fields` is what a sidecar, a crawl or a feed says of it and goes before what the page says; `charset` is the one
    that the server named.
    """
    html, broken = decode_page(data, name, charset=charset)
    undecoded = InputRefused(name, f"its character set is not the one declared (byte {broken})", "Save it as UTF-8.")
    try:
        page = extract_page(html, url=fields.get("url") or given.url, source=name)
    except InputRefused:
        if broken is not None:
            raise undecoded from None  # wrong characters may well be why no article was found
        raise
    if broken is not None and "\ufffd" in page.text:
        raise undecoded
    told = {"outlet": given.outlet, "url": given.url, "published": given.published} | dict(fields)
    said = {"outlet": page.site, "url": page.url, "published": page.published, "modified": page.modified}
    said |= {"title": page.title, "byline": page.byline}
    own_date = not told["published"] and page.published
    return complete(
        page.text,
        {field: words for field, words in (said | {f: w for f, w in told.items() if w}).items() if words},
        source=name,
        stem=stem,
        given=given,
        basis=page.basis if own_date and page.basis != "none" else "given",
        notes=page.notes + ((page.dated_by,) if own_date and page.dated_by else ()),
    )
