"""One text into an Article: line ends, hash, blocks, credits, byline, dateline."""

from __future__ import annotations

import hashlib
import re
from typing import Literal

from twosource.articles.blocks import find_blocks
from twosource.articles.credits import find_credits
from twosource.data import Article, Block, BlockKind


def make_article(
    text: str,
    *,
    id: str,
    outlet: str,
    url: str | None = None,
    published: str | None = None,
    published_basis: Literal["given", "page", "url", "none"] | None = None,
    modified: str | None = None,
    retrieved: str | None = None,
    title: str | None = None,
    byline: str | None = None,
    language: str = "en",
    source: str = "",
    notes: tuple[str, ...] = (),
) -> Article:
    """The article of one outlet with this text. Line ends become LF here, once; every offset refers to the result."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    blocks = find_blocks(text)
    return Article(
        id=id,
        outlet=outlet,
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        url=url,
        title=title or _first(text, blocks, BlockKind.HEADLINE),
        published=published,
        published_basis=published_basis or ("given" if published else "none"),
        modified=modified,
        retrieved=retrieved,
        byline=byline or _byline(_first(text, blocks, BlockKind.BYLINE)),
        dateline=_place(_first(text, blocks, BlockKind.DATELINE)),
        language=language,
        blocks=blocks,
        credits=find_credits(id, text, blocks),
        source=source,
        notes=notes,
    )


def _first(text: str, blocks: tuple[Block, ...], kind: BlockKind) -> str | None:
    return next((text[b.start : b.end] for b in blocks if b.kind is kind), None)


def _byline(line: str | None) -> str | None:
    return re.sub(r"^(?:by|written by|writer|words|reporter|author)\b\s*:?\s*", "", line, flags=re.IGNORECASE) if line else None


def _place(line: str | None) -> str | None:
    """The place words of a dateline."""
    return re.split(r"\s*(?:\(|—|–|--|:| - )", line)[0].strip(" ,") or None if line else None
