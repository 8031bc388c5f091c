"""What an article is in the archive: its key, id and page, and how it becomes a row and comes back."""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any

import msgspec
from sqlalchemy import RowMapping

from twosource.data import Article, Credit

KEY_FIELDS = ("outlet", "url", "title", "byline", "published", "text")  # not when or from which file it was read
ID_DIGITS = 16  # of the key, in ids of articles and stories: no two of 100 million articles share them
NUL = "\x00"


def key_of(article: Article) -> str:
    """The sha256 of what was reported. The same report read twice has one key; a changed page has another."""
    told = [getattr(article, field) for field in KEY_FIELDS]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()


def page_of(article: Article, key: str) -> str:
    """What the versions of one page share: its address in one spelling; the key where there is no address."""
    return page_of_address(article.url or "") or f"key:{key}"


def page_of_address(url: str) -> str:
    """An address without scheme, "www.", trackers and fragment."""
    from courlan import normalize_url

    try:
        address = normalize_url(url) if url else ""
    except ValueError:
        address = url
    return re.sub(r"^https?://(?:www\.)?|#.*$|/$", "", address).replace(NUL, "\ufffd")


def spellings(page: str) -> tuple[str, str]:
    """A page as it is spelled now, and as rows have it that were stored while "www." made another page."""
    return page, f"www.{page}"


def as_stored(article: Article, key: str) -> Article:
    """The article under the id that follows from its contents."""
    readable = "-".join(re.findall(r"[a-z0-9]+", article.outlet.lower()))[:40].strip("-") or "article"
    name = f"{readable}-{key[:ID_DIGITS]}"
    credits = tuple(_renamed(credit, name) for credit in article.credits)
    return msgspec.structs.replace(article, id=name, credits=credits)


def _renamed(credit: Credit, name: str) -> Credit:
    return msgspec.structs.replace(credit, anchor=msgspec.structs.replace(credit.anchor, article=name))


def in_time(row: Any) -> tuple[bool, str, str]:
    """Where an article stands among all: those without a day behind the others, which are grouped before them."""
    at = row.published or row.retrieved or ""
    return (not at, at, row.key)


def story_id(key: str) -> str:
    """The id of the story whose earliest article has this key."""
    return f"story-{key[:ID_DIGITS]}"


def row_of(article: Article, key: str, added: str) -> dict[str, Any]:
    """The row of an article that has its archive id."""
    record = article.to_dict()
    if NUL not in article.text:  # which a text column of PostgreSQL cannot hold
        del record["text"]
    return {
        "key": key,
        "id": article.id,
        "page": page_of(article, key),
        "outlet": article.outlet.replace(NUL, "\ufffd"),
        "title": article.title.replace(NUL, "\ufffd") if article.title else None,
        "published": article.published,
        "day": (article.published or article.retrieved or "")[:10],
        "retrieved": article.retrieved,
        "added": added,
        "text": article.text.replace(NUL, "\ufffd"),
        "record": msgspec.json.encode(record),
    }


def article_of(row: RowMapping) -> Article:
    """The article of a row that has `text` and `record`."""
    record: dict[str, Any] = msgspec.json.decode(row["record"])
    record.setdefault("text", row["text"])
    return Article.from_dict(record)
