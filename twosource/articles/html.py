"""A saved web page into the words of its article, by trafilatura; resiliparse gives the second opinion.

The extractor's text is stored as it is and named in the article's notes. Even the best generic extractor returns a bad
text for about one page in ten, and it does so silently; two extractors of different make seldom err alike, so their
agreement in word shingles is the warning sign.
"""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING, Literal, NamedTuple
from urllib.parse import urlsplit

from twosource.articles.lost import restore_paragraphs
from twosource.articles.page_dates import find_dates
from twosource.errors import InputRefused

if TYPE_CHECKING:
    from lxml.html import HtmlElement
    from trafilatura.settings import Document

TAGS = 200_000  # a page with more takes the parsers over a second; live blogs of a whole day have about 30,000
ATTRIBUTES = 5_000  # in one tag: parsers compare each with each
DEPTH = 1_500  # of elements in one another; deeper nesting overflows recursive extractors
AGREEMENT = 0.5  # below it the account says so: 3 of 181 pages, once what was lost is put back (benchmarks html)
TEXT_CHARACTERS = 1_000_000  # what an article may have
LEAST_WORDS = 8  # of an article; less is a menu or a heading
FEW_WORDS = 40  # of all that was found in a page
SHINGLE = 4
QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
LONG_TAG = re.compile(r"<[a-zA-Z][^<>]{20000,}")
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^>]*?(/?)>")
UNNESTED = frozenset(
    "area base br col embed hr img input link meta source track wbr p li option td tr th dt dd".split()
)
ADVICE = "Give the article's text as .txt, with a sidecar .json for outlet and date."


class Page(NamedTuple):
    """What a page says about its article."""

    text: str
    title: str | None
    byline: str | None
    site: str | None
    url: str | None
    published: str | None
    basis: Literal["page", "url", "none"]
    modified: str | None
    dated_by: str  # a note on a date that the page does not state outright, else ""
    notes: tuple[str, ...]


def extract_page(html: str, *, url: str | None = None, source: str = "page") -> Page:
    """The article of a page. Raises `InputRefused` for a page without one, or made to overload a parser."""
    refuse_monsters(html, source)
    try:
        page = _extract(html, url, source)
    except (InputRefused, MemoryError):
        raise
    except Exception as error:  # three third-party parsers at work on foreign bytes; any failure is the page's
        raise InputRefused(source, f"the page cannot be parsed ({type(error).__name__})", ADVICE) from error
    if page is None:
        raise InputRefused(source, "no article text was found in the page", ADVICE)
    return page


def refuse_monsters(html: str, source: str, *, what: str = "the page") -> None:
    """Raise `InputRefused` for pages that keep parsers busy for minutes. One pass over the text, no parsing."""
    if html.count("<") > TAGS:
        raise InputRefused(source, f"{what} has more than {TAGS:,} tags", ADVICE)
    for tag in LONG_TAG.finditer(html):
        names = QUOTED.sub(" ", tag.group())
        if max(names.count("="), len(names.split())) > ATTRIBUTES:
            raise InputRefused(source, f"one tag of {what} has more than {ATTRIBUTES:,} attributes", ADVICE)
    depth = deepest = 0
    for close, name, selfclose in TAG.findall(html):
        if selfclose or name.lower() in UNNESTED:
            continue
        depth = max(0, depth - 1) if close else depth + 1
        deepest = max(deepest, depth)
    if deepest > DEPTH:
        raise InputRefused(source, f"the elements of {what} are nested {deepest:,} deep", ADVICE)


def _extract(html: str, url: str | None, source: str) -> Page | None:
    from importlib.metadata import version

    from lxml.html import HTMLParser, document_fromstring
    from resiliparse.parse.html import HTMLTree

    # what a browser makes of the page: on broken markup the extractor's own parser loses four times as many paragraphs
    document = HTMLTree.parse(html.replace("\x00", "\ufffd")).document
    if document is None:
        return None
    html = str(document.html)
    other = _second_opinion(html)
    if len(other) > TEXT_CHARACTERS:  # before the extractor, which takes a thousand bytes for each character of it
        raise InputRefused(source, f"the page's text has more than {TEXT_CHARACTERS:,} characters", ADVICE)
    found = _first_opinion(html, url, other)
    if found is None:
        return None
    tree: HtmlElement = document_fromstring(html.encode("utf-8", "replace"), parser=HTMLParser(encoding="utf-8"))
    text, restored = restore_paragraphs(str(found.text), tree)
    address = url or _canonical(tree)
    dated = find_dates(tree, address)
    notes = [f"text taken from the page by trafilatura {version('trafilatura')}"]
    if restored:
        notes.append(f"paragraphs put back that the extractor had lost: {restored}")
    shared = agreement(text, other)
    if not shared and len(text.split()) < FEW_WORDS:
        return None  # a notice about cookies or a login, where no article is
    if shared < AGREEMENT:
        notes.append(f"two extractors disagree ({shared:.2f})")
    return Page(
        text=text,
        title=_clean(found.title),
        byline=_clean(found.author),
        site=_clean(found.sitename),
        url=address,
        published=dated.published,
        basis=dated.basis,
        modified=dated.modified,
        dated_by=DATED_BY.get(dated.by, ""),
        notes=tuple(notes),
    )


def _first_opinion(html: str, url: str | None, other: str) -> Document | None:
    """Trafilatura's article: what it is sure of, or all that it found where only that agrees with the second opinion.

    A notice above the article can look surer than the article.
    """
    sure = _trafilatura(html, url, sure=True)
    if sure is not None and agreement(str(sure.text), other) >= AGREEMENT:
        return sure
    everything = _trafilatura(html, url, sure=False)
    if everything is None:
        return sure
    return everything if agreement(str(everything.text), other) >= AGREEMENT else sure


def _trafilatura(html: str, url: str | None, *, sure: bool) -> Document | None:
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    for name in ("trafilatura", "htmldate", "courlan"):
        logging.getLogger(name).addHandler(logging.NullHandler())  # their warnings are not the user's
    found = bare_extraction(
        html,
        url=url,
        favor_precision=sure,
        include_comments=False,
        with_metadata=True,
        date_extraction_params=NO_DATE,
    )
    enough = LEAST_WORDS if sure else FEW_WORDS
    return found if isinstance(found, Document) and len((found.text or "").split()) >= enough else None


DATED_BY = {
    "htmldate": "date of publication found by htmldate in the page's markup",
    "address": "date of publication taken from the page's address",
}
# trafilatura looks for a date in any case; ours are found apart, so let it do the least
NO_DATE = {"original_date": True, "extensive_search": False, "max_date": "2100-12-31"}


def agreement(text: str, other: str) -> float:
    """Share of the word shingles of both texts that both have; 0 when either has none."""
    ours, theirs = _shingles(text), _shingles(other)
    return len(ours & theirs) / len(ours | theirs) if ours and theirs else 0.0


def _shingles(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1))} if words else set()


def _second_opinion(html: str) -> str:
    from resiliparse.extract.html2text import extract_plain_text

    return str(extract_plain_text(html, main_content=True, alt_texts=False))


def _canonical(tree: HtmlElement) -> str | None:
    """The address a page gives for itself."""
    for element in tree.iter("link", "meta"):
        if (element.get("rel") or "").lower() == "canonical" or (element.get("property") or "").lower() == "og:url":
            address = (element.get("href") or element.get("content") or "").strip()
            if urlsplit(address).scheme in {"http", "https"} and urlsplit(address).hostname:
                return str(address)
    return None


def _clean(words: str | None) -> str | None:
    return " ".join(words.split()) or None if words else None
