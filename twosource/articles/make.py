"""One text into an Article: line ends, checks, hash, blocks, credits, byline, dateline."""

from __future__ import annotations

import hashlib
import re
from datetime import date
from typing import Literal

from twosource.articles.blocks import find_blocks
from twosource.articles.credits import find_credits
from twosource.articles.dates import as_words, read_date
from twosource.data import Article, Block, BlockKind
from twosource.errors import InputRefused

TEXT_CHARACTERS = 1_000_000  # what a spaCy pipeline takes; about 170,000 words
BY = re.compile(
    r"^(?:(?:story|text|words|reported|written)?\s*by|writer|words|reporter|author)\b\s*:?\s*", re.IGNORECASE
)
HALF_CHARACTER = re.compile(r"[\ud800-\udfff]")


def make_article(
    text: str,
    *,
    id: str,
    outlet: str,
    url: str | None = None,
    published: str | date | None = None,
    published_basis: Literal["given", "page", "url", "none"] | None = None,
    modified: str | date | None = None,
    retrieved: str | date | None = None,
    title: str | None = None,
    byline: str | None = None,
    language: str = "en",
    source: str = "",
    notes: tuple[str, ...] = (),
) -> Article:
    """The article of one outlet with this text. Line ends become LF here, once; every offset refers to the result.

    A date is ISO words, a `datetime.date` or a `datetime`; one that cannot be read is left out, with a note. Raises
    `InputRefused` for a text that is empty, too long, or not Unicode. `source` is what messages call the article by.
    """
    for name, value in (("text", text), ("id", id), ("outlet", outlet)):
        if not isinstance(value, str):
            raise TypeError(f"{name} must be a string, not {type(value).__name__}: {value!r:.60}")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    check_text(text, source or id)
    given = {"published": published, "modified": modified, "retrieved": retrieved}
    dates, complaints = _dates({name: as_words(value, name) for name, value in given.items()})
    blocks = find_blocks(text, title=title)
    return Article(
        id=id,
        outlet=outlet,
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        url=url,
        title=title or _first(text, blocks, BlockKind.HEADLINE),
        published=dates["published"],
        published_basis=(published_basis or "given") if dates["published"] else "none",
        modified=dates["modified"],
        retrieved=dates["retrieved"],
        byline=byline or _byline(_first(text, blocks, BlockKind.BYLINE)),
        dateline=_place(_first(text, blocks, BlockKind.DATELINE)),
        language=language,
        blocks=blocks,
        credits=find_credits(id, text, blocks),
        source=source,
        notes=(*notes, *complaints),
    )


def check_text(text: str, source: str) -> None:
    """Raise `InputRefused` for a text that no article can have."""
    if not text.strip():
        raise InputRefused(source, "it has no text", "Give the article's words.")
    if len(text) > TEXT_CHARACTERS:
        reason = f"its text has {len(text):,} characters, more than {TEXT_CHARACTERS:,}"
        raise InputRefused(source, reason, "Give one article at a time.")
    broken = HALF_CHARACTER.search(text)
    if broken is not None:
        reason = f"its text holds half a character (a lone surrogate) at character {broken.start()}"
        raise InputRefused(source, reason, "Write the text again as valid Unicode.")


def _dates(given: dict[str, str | None]) -> tuple[dict[str, str | None], list[str]]:
    dates = {name: read_date(words) if words else None for name, words in given.items()}
    notes = [
        f"{name} {words[:40]!r} is no clear date and was left out"
        for name, words in given.items()
        if words and dates[name] is None
    ]
    if dates["published"] is None:
        grouped = "; it is grouped by the time it was retrieved" if dates["retrieved"] else ""
        notes.append(f"no date of publication: relative dates stay unresolved{grouped}")
    return dates, notes


def _first(text: str, blocks: tuple[Block, ...], kind: BlockKind) -> str | None:
    return next((text[b.start : b.end] for b in blocks if b.kind is kind), None)


def _byline(line: str | None) -> str | None:
    return BY.sub("", line).strip(" |,:") or None if line else None


def _place(line: str | None) -> str | None:
    """The place words of a dateline: before agency, date and dash."""
    if line is None or re.search(r"\b(?:desk|bureau|staff|correspondents?|reporter)\b", line, re.IGNORECASE):
        return None
    place = re.split(r"\s*(?:[([|:—–]|--|\s-|-$|,?\s*\b\w{3,9}\.? \d{1,2}\b)", line)[0].strip(" ,")
    return place if re.match(r"[^\W\d_]", place) else None
