"""Who copies whom in the whole archive: keys of paragraphs in a table, one lookup for an article, then its words decide.

A key that very many articles share is a phrase of a house and leads nowhere (`paragraphs.COMMON`).
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection
from sqlalchemy.dialects import postgresql, sqlite

from twosource.data import Article
from twosource.store import schema as t
from twosource.store.contents import article_of
from twosource.store.database import Database, parts
from twosource.store.reading import article as read_article
from twosource.store.records import Copied
from twosource.stories.paragraphs import COMMON, SCHEME, bands, verify

AT_ONCE = 500  # articles of one transaction


def keys_of(article: Article) -> frozenset[int]:
    """The keys of all its paragraphs."""
    return frozenset(key for paragraph in bands(article) for key in paragraph.keys)


def keep_keys(connection: Connection, keys: Mapping[int, Iterable[int]]) -> None:
    """Keep the keys of articles, by their numbers."""
    rows = sorted({(key, number) for number, its in keys.items() for key in its})
    if rows:
        insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
        values = [{"key": key, "article": number} for key, number in rows]
        connection.execute(insert(t.bands).on_conflict_do_nothing(), values)


def drop_keys(connection: Connection, number: int, article: Article) -> None:
    """Take the keys of an article out."""
    for some in parts(sorted(keys_of(article))):
        connection.execute(sa.delete(t.bands).where(t.bands.c.key.in_(some), t.bands.c.article == number))


def copies(connection: Connection, name: str) -> tuple[Copied, ...]:
    """The articles that share so much of their own words with one that both go back to one report, earliest first."""
    article = read_article(connection, name).article
    number = connection.scalar(sa.select(t.articles.c.number).where(t.articles.c.id == article.id))
    b, a = t.bands.c, t.articles.c
    holders: dict[int, list[int]] = {}
    for some in parts(sorted(keys_of(article))):
        for key, other in connection.execute(sa.select(b.key, b.article).where(b.key.in_(some))):
            holders.setdefault(key, []).append(other)
    near = {other for found in holders.values() if len(found) <= COMMON for other in found} - {number}
    made = []
    for some in parts(sorted(near)):
        chosen = sa.select(t.articles, t.members.c.story).outerjoin(t.members, t.members.c.article == a.number)
        for row in connection.execute(chosen.where(a.number.in_(some))):
            copied = _copied(article, article_of(row._mapping), row)
            if copied is not None:
                made.append(copied)
    return tuple(sorted(made, key=lambda copied: (copied.published or "", copied.article)))


def _copied(article: Article, other: Article, row: Any) -> Copied | None:
    found = verify(article, other)
    if found is None:
        return None
    return Copied(
        article=other.id,
        outlet=other.outlet,
        title=other.title,
        published=other.published,
        story=row.story,
        share=round(found.overlap.share, 3),
        passages=found.passages,
    )


# ---- keys of another scheme are not comparable


def keys_version() -> int:
    """A number for the way in which keys are made."""
    return zlib.crc32(SCHEME.encode())


def refresh_keys(database: Database) -> None:
    """Make all keys anew where they were made in another way; stopped half-way, it begins again the next time."""
    with database.reading() as connection:
        if _kept_version(connection) == keys_version():
            return
    database.write(_drop_all)
    last = 0
    while True:
        with database.reading() as connection:
            chosen = sa.select(t.articles).where(t.articles.c.number > last).order_by(t.articles.c.number)
            rows = connection.execute(chosen.limit(AT_ONCE)).all()
        keys = {row.number: keys_of(article_of(row._mapping)) for row in rows}
        database.write(partial(_keep_again, keys=keys, done=len(rows) < AT_ONCE))
        if len(rows) < AT_ONCE:
            return
        last = rows[-1].number


def _kept_version(connection: Connection) -> int | None:
    return connection.scalar(sa.select(t.meta.c.value).where(t.meta.c.name == "keys"))


def _drop_all(connection: Connection) -> None:
    connection.execute(sa.delete(t.bands))


def _keep_again(connection: Connection, keys: Mapping[int, Iterable[int]], done: bool) -> None:
    keep_keys(connection, keys)
    if done:
        connection.execute(sa.delete(t.meta).where(t.meta.c.name == "keys"))
        connection.execute(sa.insert(t.meta).values(name="keys", value=keys_version()))
