"""Who copies whom in the whole archive: keys of paragraphs in a table, one lookup for an article, then its words decide.

Where it has its words from is found once, when it comes in (`tracing.py`). For `copies`, a key that very many articles
share is a phrase of a house and leads nowhere (`paragraphs.COMMON`).
"""

from __future__ import annotations

import zlib
from collections.abc import Collection, Mapping
from functools import partial
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from twosource.data import Article
from twosource.store import schema as t
from twosource.store.ancestry import paths
from twosource.store.contents import article_of
from twosource.store.database import Database, parts
from twosource.store.reading import article as read_article
from twosource.store.records import Copied, Descent
from twosource.store.tracing import Held, held_keys, moment, trace, untrace
from twosource.stories.citing import own_keys, read_sources
from twosource.stories.paragraphs import COMMON, SCHEME, verify

AT_ONCE = 500  # articles of one transaction
TRACING = "1"  # raised with another rule for parents


def keep_keys(connection: Connection, keys: Mapping[int, Mapping[int, Held]]) -> None:
    """Keep the keys of new articles, by their numbers, and from which earlier ones these have their words."""
    a = t.articles.c
    moments: dict[int, int] = {}
    for some in parts(sorted(keys)):
        chosen = sa.select(a.number, a.key, a.published, a.retrieved, a.record).where(a.number.in_(some))
        moments |= {row.number: moment(row._mapping) for row in connection.execute(chosen)}
    rows = [(key, moments[number], number, *held) for number, its in keys.items() for key, held in its.items()]
    if rows:  # very many, so past the making of each row's parameters
        held = ", ".join(["?" if connection.dialect.name == "sqlite" else "%s"] * len(t.bands.c))
        into = f"INSERT INTO bands (key, at, article, place, share) VALUES ({held}) ON CONFLICT DO NOTHING"
        connection.exec_driver_sql(into, sorted(rows))
    trace(connection, {number: (its, moments[number]) for number, its in keys.items()})


def drop_keys(connection: Connection, number: int, article: Article) -> None:
    """Take the keys of an article out, and find anew whose words those have that it stood before."""
    keys = held_keys(article)
    a = t.articles.c
    row = connection.execute(sa.select(a.key, a.published, a.retrieved, a.record).where(a.number == number)).one()
    for some in parts(sorted(keys)):
        connection.execute(sa.delete(t.bands).where(t.bands.c.key.in_(some), t.bands.c.article == number))
    untrace(connection, number, keys, moment(row._mapping))


def descent(connection: Connection, name: str) -> Descent:
    """Where an article's words come from: the earliest report of its lineage, what shows it, and whom it credits."""
    stored = read_article(connection, name)
    article = stored.article
    number = connection.scalar(sa.select(t.articles.c.number).where(t.articles.c.id == article.id)) or 0
    path = paths(connection, [number])[number]
    rows = _rows(connection, path)
    steps = [_copied(article, article_of(rows[path[-1]]._mapping), rows[path[-1]])] if path else []
    if steps == [None]:  # it has them at second hand: every step is shown
        chain = [article, *(article_of(rows[n]._mapping) for n in path)]
        steps = [_copied(a, b, rows[n]) for a, b, n in zip(chain, chain[1:], path, strict=False)]
    sources = read_sources(article)
    shown = [sources.shown[key] for key in sorted(sources.shown)]
    return Descent(
        article=article.id,
        origin=steps[-1].article if steps and steps[-1] else article.id,
        steps=tuple(step for step in steps if step is not None),
        credits=tuple(c for c in article.credits if c.anchor in shown),
        credited=_credited(connection, stored.story, sources.rests_on - sources.own, article.id),
    )


def _credited(connection: Connection, story: str | None, keys: Collection[str], name: str) -> tuple[str, ...]:
    """The reports of its story by the outlets that an article credits, earliest first."""
    if story is None or not keys:
        return ()
    a, m = t.articles.c, t.members.c
    chosen = sa.select(a.id, a.outlet, a.published).join(t.members, m.article == a.number).where(m.story == story)
    rows = connection.execute(chosen.order_by(sa.func.coalesce(a.published, a.retrieved, ""), a.key))
    return tuple(row.id for row in rows if row.id != name and own_keys(row.outlet) & set(keys))


def copies(connection: Connection, name: str) -> tuple[Copied, ...]:
    """The articles that share so much of their own words with one that both go back to one report, earliest first."""
    article = read_article(connection, name).article
    number = connection.scalar(sa.select(t.articles.c.number).where(t.articles.c.id == article.id))
    b = t.bands.c
    holders: dict[int, list[int]] = {}
    for some in parts(sorted(held_keys(article))):
        for key, other in connection.execute(sa.select(b.key, b.article).where(b.key.in_(some))):
            holders.setdefault(key, []).append(other)
    near = {other for found in holders.values() if len(found) <= COMMON for other in found} - {number}
    made = [_copied(article, article_of(row._mapping), row) for row in _rows(connection, near).values()]
    found = [copied for copied in made if copied is not None]
    return tuple(sorted(found, key=lambda copied: (copied.published or "", copied.article)))


def _rows(connection: Connection, numbers: Collection[int]) -> dict[int, Any]:
    """Articles by number, with their stories."""
    rows: dict[int, Any] = {}
    for some in parts(sorted(numbers)):
        chosen = sa.select(t.articles, t.members.c.story).outerjoin(
            t.members, t.members.c.article == t.articles.c.number
        )
        rows |= {row.number: row for row in connection.execute(chosen.where(t.articles.c.number.in_(some)))}
    return rows


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
    """A number for the way in which keys are made and parents found."""
    return zlib.crc32(f"{SCHEME} {TRACING}".encode())


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
        keys = {row.number: held_keys(article_of(row._mapping)) for row in rows}
        database.write(partial(_keep_again, keys=keys, done=len(rows) < AT_ONCE))
        if len(rows) < AT_ONCE:
            return
        last = rows[-1].number


def _kept_version(connection: Connection) -> int | None:
    return connection.scalar(sa.select(t.meta.c.value).where(t.meta.c.name == "keys"))


def _drop_all(connection: Connection) -> None:
    connection.execute(sa.delete(t.bands))
    connection.execute(sa.delete(t.lineage))


def _keep_again(connection: Connection, keys: Mapping[int, Mapping[int, Held]], done: bool) -> None:
    keep_keys(connection, keys)
    if done:
        connection.execute(sa.delete(t.meta).where(t.meta.c.name == "keys"))
        connection.execute(sa.insert(t.meta).values(name="keys", value=keys_version()))
