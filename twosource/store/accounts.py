"""The account of a story, made once and kept with the version of the models that made it; the same for each reading.

What was made by one version is never mixed with another's: an account of an older one is made anew from the texts.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import msgspec
import sqlalchemy as sa

from twosource.data import Account, Article, Document
from twosource.models.load import version
from twosource.settings import setting
from twosource.store import schema as t
from twosource.store.adding import Progress
from twosource.store.database import Database
from twosource.store.narrowing import write_statuses
from twosource.store.reading import digest_of
from twosource.store.reading import story as story_page
from twosource.store.records import Layers, Revision

LEVEL = 6  # of zlib
UNWRITTEN = 100  # accounts that are held while an archive that may only be read is open


class Unwritten(NamedTuple):
    """An account as its row would be."""

    members: str
    model: str
    data: bytes


def made_by() -> str:
    """What accounts are made by: `version()`, and the user's table of families where one is in the shipped one's place."""
    if not setting("TWOSOURCE_FAMILIES"):
        return version()
    from twosource.stories.families import table_digest  # the encoder comes with it

    return f"{version()}, families {table_digest()}"


def account(database: Database, asked: str, *, progress: Progress | None = None) -> Account:
    """The account of a story, from the newest version of each page: the one kept, or made now and kept."""
    model = made_by()
    with database.reading() as connection:
        page = story_page(connection, asked)
        articles = [stored.article for stored in page.articles]
        digest = digest_of(a.id for a in articles)
        kept = connection.execute(sa.select(t.accounts).where(t.accounts.c.story == page.id)).one_or_none()
    kept = database.unwritten.get(page.id) or kept
    if kept is not None and (kept.members, kept.model) == (digest, model):
        return msgspec.json.decode(zlib.decompress(kept.data), type=Account)
    from twosource.pipeline import account_of  # spaCy and all: who finds an account kept does without

    made = account_of(page.id, read(database, articles, progress=progress))
    data = zlib.compress(msgspec.json.encode(made), LEVEL)
    row = {"story": page.id, "members": digest, "model": model, "data": data}

    def keep(connection: sa.Connection) -> None:
        here = sa.select(t.articles.c.id).join(t.members, t.members.c.article == t.articles.c.number)
        still = set(connection.scalars(here.where(t.members.c.story == page.id)))
        connection.execute(sa.delete(t.accounts).where(t.accounts.c.story == page.id))
        if still.issuperset(article.id for article in articles):  # none was forgotten or moved meanwhile
            connection.execute(sa.insert(t.accounts).values(row))
            write_statuses(connection, page.id, {str(finding.status) for finding in made.findings})

    if database.writable:
        database.write(keep)
    else:
        database.unwritten[page.id] = Unwritten(digest, model, data)
        for oldest in list(database.unwritten)[:-UNWRITTEN]:
            database.unwritten.pop(oldest, None)
    return made


def with_unwritten(database: Database, revision: Revision) -> Revision:
    """The revision of a story, with the account that is held for it where none can be written."""
    held = database.unwritten.get(revision.id)
    return revision if held is None else msgspec.structs.replace(revision, members=held.members, model=held.model)


def kept(database: Database, story: str) -> Account | None:
    """The account of a story that this version made last, be it of fewer articles than the story has by now."""
    chosen = sa.select(t.accounts.c.data).where(t.accounts.c.story == story, t.accounts.c.model == made_by())
    with database.reading() as connection:
        data = connection.scalar(chosen)
    held = database.unwritten.get(story)
    if held is not None and held.model == made_by():
        data = held.data
    return None if data is None else msgspec.json.decode(zlib.decompress(data), type=Account)


def layers(database: Database, article: str) -> Layers | None:
    """What this version read in an article, where that is kept; nothing is read for it."""
    chosen = (
        sa.select(t.readings.c.data)
        .join(t.articles, t.articles.c.number == t.readings.c.article)
        .where(t.articles.c.id == article, t.readings.c.model == version())
    )
    with database.reading() as connection:
        data = connection.scalar(chosen)
    return None if data is None else msgspec.msgpack.decode(zlib.decompress(data), type=Layers)


def read(database: Database, articles: Sequence[Article], *, progress: Progress | None = None) -> list[Document]:
    """The articles as documents: kept readings of this version, the others read now and kept."""
    from twosource.annotate.packed import pack, unpack
    from twosource.pipeline import read_documents

    model = version()
    of = {article.id: article for article in articles}
    with database.reading() as connection:
        rows = connection.execute(
            sa.select(t.articles.c.id, t.articles.c.number, t.readings.c.data)
            .outerjoin(t.readings, sa.and_(t.readings.c.article == t.articles.c.number, t.readings.c.model == model))
            .where(t.articles.c.id.in_(sorted(of)))
        ).all()
    documents = {row.id: unpack(of[row.id], row.data) for row in rows if row.data is not None}
    missing = [of[name] for name in sorted(of.keys() - documents.keys())]
    numbers = {row.id: row.number for row in rows}
    fresh = []
    for document in read_documents(missing, progress=progress):
        documents[document.article.id] = document
        if document.article.id in numbers:
            row = {"article": numbers[document.article.id], "model": model, "data": pack(document)}
            fresh.append(row)
    if fresh and database.writable:
        database.write(lambda connection: _keep(connection, fresh, model))
    return [documents[name] for name in sorted(documents)]


def _keep(connection: sa.Connection, rows: Sequence[Mapping[str, Any]], model: str) -> None:
    """Keep readings in the place of those of other versions, of the articles that are still there."""
    there = set(
        connection.scalars(sa.select(t.articles.c.number).where(t.articles.c.number.in_([r["article"] for r in rows])))
    )
    kept = [row for row in rows if row["article"] in there]
    connection.execute(sa.delete(t.readings).where(t.readings.c.article.in_([row["article"] for row in kept])))
    if kept:
        connection.execute(sa.insert(t.readings), kept)
