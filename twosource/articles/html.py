"""A news page into text and facts: trafilatura for the words, the page's own data for the date.

The extractor's text is stored as it is, with the extractor's name and version, and never extracted again in silence. A
second extractor (resiliparse) reads the same page; where the two differ much a note says so, because a lost or foreign
paragraph is a lost or false claim. Publication time: JSON-LD, then meta tags, then htmldate on the page before the URL.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from twosource.errors import InputRefused

AGREEMENT = 0.6  # share of word trigrams the two extractors have in common
MIN_WORDS = 20
DEEP = 2_000_000  # tags; a page with more is no news page
META_DATES = ("article:published_time", "og:article:published_time", "datePublished", "date", "dc.date", "pubdate", "parsely-pub-date", "sailthru.date")


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says."""

    text: str
    title: str | None
    byline: str | None
    outlet: str | None
    url: str | None
    published: str | None
    published_basis: Literal["given", "page", "url", "none"]
    modified: str | None
    notes: tuple[str, ...]


def read_page(raw: bytes, name: str) -> Page:
    """The article of an HTML page. Raises InputRefused for a page without one."""
    import trafilatura
    from trafilatura.settings import use_config

    if not raw.strip():
        raise InputRefused(name, "the file is empty", "Leave it out or fetch it again.")
    if b"\x00" in raw[:1024] and not raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InputRefused(name, "the file is binary, not a page", "Give text, HTML or JSONL.")
    if raw.count(b"<") > DEEP:
        raise InputRefused(name, f"the page has more than {DEEP:,} tags", "Cut it down to the article.")
    config = use_config()
    config.set("DEFAULT", "EXTRACTION_TIMEOUT", "0")
    try:
        tree = trafilatura.load_html(raw)
        if tree is None:
            raise InputRefused(name, "the page cannot be parsed", "Fetch it again, or save the article as text.")
        published, basis, modified = _dates(tree)
        text = trafilatura.extract(raw, include_comments=False, include_tables=False, favor_precision=True, config=config) or ""
        facts = trafilatura.extract_metadata(raw)
    except InputRefused:
        raise
    except (ValueError, RecursionError, AssertionError, TypeError, AttributeError, LookupError, MemoryError) as error:
        raise InputRefused(name, f"the page cannot be parsed ({type(error).__name__})", "Save the article as text.") from error
    text = text.replace("\x00", "")
    if len(text.split()) < MIN_WORDS:
        raise InputRefused(name, "no article was found on the page", "Is it a login wall or a list of links? Save the article as text.")
    notes = [f"text by trafilatura {trafilatura.__version__}", *_second_opinion(raw, text)]
    return Page(
        text=text,
        title=facts.title if facts else None,
        byline=facts.author if facts else None,
        outlet=(facts.sitename or facts.hostname) if facts else None,
        url=facts.url if facts else None,
        published=published,
        published_basis=basis,
        modified=modified,
        notes=tuple(notes),
    )


def _second_opinion(raw: bytes, text: str) -> list[str]:
    """A note when resiliparse reads another text from the page."""
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import bytes_to_str, detect_encoding

    try:
        other = extract_plain_text(bytes_to_str(raw, detect_encoding(raw)), main_content=True)
    except (ValueError, RuntimeError, TypeError, LookupError) as error:
        return [f"the second extractor failed ({type(error).__name__})"]
    one, two = _trigrams(text), _trigrams(other)
    share = len(one & two) / max(1, min(len(one), len(two)))
    return [] if share >= AGREEMENT else [f"two extractors disagree ({share:.2f}): check the text against the page"]


def _trigrams(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[i : i + 3]) for i in range(len(words) - 2)}


# ---- dates


def _dates(tree: Any) -> tuple[str | None, Literal["page", "url", "none"], str | None]:
    """Publication, where it comes from, and modification."""
    published = modified = None
    for item in _json_ld(tree):
        published = published or _plausible(item.get("datePublished"))
        modified = modified or _plausible(item.get("dateModified"))
    if published is None:
        for key in META_DATES:
            found = tree.xpath("//meta[@property=$k or @name=$k or @itemprop=$k]/@content", k=key)
            published = published or next((d for d in map(_plausible, found) if d), None)
    if published is not None:
        return published, "page", modified
    from htmldate import find_date

    guessed = find_date(tree, deferred_url_extractor=True, original_date=True, extensive_search=False)
    return guessed, ("page" if guessed else "none"), modified


def _json_ld(tree: Any) -> Iterator[dict[str, Any]]:
    """Objects of the page's JSON-LD that have a publication date; broken JSON is passed over."""
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            loaded = json.loads(script, strict=False)
        except (ValueError, RecursionError):
            continue
        pending = [loaded]
        for _ in range(10_000):
            if not pending:
                break
            item = pending.pop(0)
            if isinstance(item, list):
                pending = [*item, *pending]
            elif isinstance(item, dict):
                if "datePublished" in item:
                    yield item
                pending += [v for v in item.values() if isinstance(v, list | dict)]


def _plausible(value: object) -> str | None:
    """An ISO date or date-time of a year in which a page can have been published."""
    if not isinstance(value, str):
        return None
    plain = value.strip().replace("Z", "+00:00")
    try:
        moment = datetime.fromisoformat(plain)
    except ValueError:
        return None
    return plain if 1990 <= moment.year <= 2100 else None
