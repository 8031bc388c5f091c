"""Stored articles into stories: what waits is grouped, and every id once given stays true.

What a story is follows from the articles in the archive alone, never from when or in what portions they came. A story
is named after its earliest article, so that an id leads to the story of that article for ever; every merge, split and
renaming is written down. Versions of one page stay together: the earliest one decides where they belong.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, NamedTuple

import msgspec
import sqlalchemy as sa
from sqlalchemy import Connection, Row

from twosource.models.load import reader_name
from twosource.store import schema as t
from twosource.store.adding import Progress
from twosource.store.contents import article_of, in_time
from twosource.store.database import Database, parts
from twosource.store.homes import Home, versions_of, write_homes
from twosource.store.neighbours import (
    MOST_NODES,
    Changed,
    Neighbours,
    Stretch,
    TooShort,
    generation_of,
    grouping_version,
    next_generation,
    nothing_between,
    unplace,
)
from twosource.store.undated import homes_of, keep_clues, look_again
from twosource.stories import Traits, features

AT_ONCE = 500  # articles of one transaction


class Chunk(NamedTuple):
    """Articles that wait, earliest first, and what is to be done with them."""

    waiting: list[int]
    heads: list[
        Row[Any]
    ]  # to be placed: the earliest version of each page; where none has a day, also if it was placed
    replaced: list[int]  # placed, but no longer the earliest
    pages: dict[str, list[Row[Any]]]
    stretch: Stretch
    left: int  # how many wait in all


def settle(
    database: Database, *, near: Neighbours | None = None, progress: Progress | None = None
) -> tuple[int, Neighbours | None]:
    """Group all that waits; how many articles waited, and those near them, to go on from the next time. Several processes
    may do so at once.
    """
    done = 0
    with database.reading() as connection:
        version = _version(connection)
    if version != grouping_version():
        database.write(_one_version)
    while True:
        with database.reading() as connection:
            generation, chunk = generation_of(connection), _chunk(connection)
        if not chunk.waiting:
            return done, near
        if chunk.replaced:
            database.write(partial(unplace, numbers=chunk.replaced))
            near = None
            continue
        made = _traits(database, chunk.heads)
        beside = {} if chunk.stretch.last else _beside(database, chunk, made)
        leaving = [row.number for row in chunk.heads if row.number in beside and row.near is not None]
        if leaving:
            database.write(partial(unplace, numbers=leaving))
            near = None
            continue
        alone = [row for row in chunk.heads if row.near is None and row.number not in beside]
        changed: list[Changed] = []
        if alone:
            near, changed = _placed(database, chunk.stretch, alone, made, near, generation)
        homes = {c.now.number: Home(c.now.story, c.now.topic, c.now.near, c.now.links) for c in changed}
        homes |= {
            row.number: Home(beside[row.number])
            for row in chunk.heads
            if beside.get(row.number, row.grouped) != row.grouped
        }
        if not database.write(partial(_write, chunk=chunk, homes=homes, made=made, generation=generation)):
            near = None  # another process wrote a grouping since this one was begun
            continue
        if near is not None:
            near.generation = generation + 1
        done += len(chunk.waiting)
        if progress is not None:
            progress("group", done, done + chunk.left - len(chunk.waiting))


def _one_version(connection: Connection) -> None:
    """Have everything grouped anew where another encoder or other weights decided before."""
    now = grouping_version()
    if _version(connection) == now:
        return
    connection.execute(sa.delete(t.meta).where(t.meta.c.name == "grouping"))
    connection.execute(sa.insert(t.meta).values(name="grouping", value=now))
    next_generation(connection)
    there = sa.select(t.members.c.article).where(t.members.c.article.not_in(sa.select(t.pending.c.article)))
    connection.execute(sa.insert(t.pending).from_select(["article"], there))
    connection.execute(sa.update(t.members).values(near=None, links=None, topic=None))
    connection.execute(sa.delete(t.clues))


def _version(connection: Connection) -> int | None:
    return connection.scalar(sa.select(t.meta.c.value).where(t.meta.c.name == "grouping"))


# ---- what waits


def _chunk(connection: Connection) -> Chunk:
    """The earliest articles that wait, with all versions of their pages. Those without a day come when no other waits."""
    a = t.articles.c
    left = connection.scalar(sa.select(sa.func.count()).select_from(t.pending)) or 0
    waiting = connection.execute(
        sa.select(a.number, a.page, a.day)
        .join(t.pending, t.pending.c.article == a.number)
        .order_by(a.day == "", sa.func.coalesce(a.published, a.retrieved, ""), a.key)
        .limit(AT_ONCE)
    ).all()
    dated = bool(waiting and waiting[0].day)
    together = [row for row in waiting if bool(row.day) == dated]
    pages: dict[str, list[Row[Any]]] = {}
    for some in parts(sorted({row.page for row in together})):
        for row in connection.execute(versions_of(a.page.in_(some))):
            pages.setdefault(row.page, []).append(row)
    firsts = [min(versions, key=in_time) for versions in pages.values()]
    heads = [row for row in firsts if bool(row.day) == dated and (row.near is None or not dated)]
    days = [date.fromisoformat(row.day).toordinal() for row in heads or together if dated]  # versions only follow
    return Chunk(
        waiting=[row.number for row in together],
        heads=sorted(heads, key=in_time),
        replaced=sorted(
            row.number
            for first, versions in zip(firsts, pages.values(), strict=True)
            for row in versions
            if row.near is not None and row.number != first.number
        ),
        pages=pages,
        stretch=Stretch(min(days), max(days)) if days else Stretch(0, 0),
        left=left,
    )


def _traits(database: Database, heads: Sequence[Row[Any]]) -> dict[str, Traits]:
    """The traits of articles by key: those kept, of this encoder; the others made from their texts."""
    made: dict[str, Traits] = {}
    a, model = t.articles.c, reader_name()
    with database.reading() as connection:
        for some in parts([row.number for row in heads]):
            chosen = sa.select(a.key, a.text, a.record, t.traits.c.data).outerjoin(
                t.traits, sa.and_(t.traits.c.article == a.number, t.traits.c.model == model)
            )
            for row in connection.execute(chosen.where(a.number.in_(some))):
                made[row.key] = (
                    Traits.from_bytes(row.data)
                    if row.data is not None
                    else msgspec.structs.replace(features(article_of(row._mapping)), article=row.key)
                )
    return made


def _beside(database: Database, chunk: Chunk, made: Mapping[str, Traits]) -> dict[int, str]:
    """The dated story of each head without a day that joins one."""
    with database.reading() as connection:
        return homes_of(connection, {row.number: made[row.key] for row in chunk.heads})


def _placed(
    database: Database,
    stretch: Stretch,
    heads: Sequence[Row[Any]],
    made: Mapping[str, Traits],
    near: Neighbours | None,
    generation: int,
) -> tuple[Neighbours, list[Changed]]:
    """Heads among their neighbours; what changed."""
    needed = stretch.reach()
    numbers = {row.key: row.number for row in heads}
    while True:
        if near is None or not _enough(database, near, needed, generation):
            near = Neighbours(needed, generation)
            with database.reading() as connection:
                near.load(connection)
        try:
            return near, near.place(numbers, [made[row.key] for row in heads])
        except TooShort as short:
            needed = short.stretch
            near = None


def _enough(database: Database, near: Neighbours, needed: Stretch, generation: int) -> bool:
    """Whether what is in memory is still how things are, and holds, or can be said to hold, all that is needed. What is
    needed no more is let go, once it is much.
    """
    if near.generation != generation or needed.first < near.stretch.first:
        return False
    if len(near.grouper.nodes) > MOST_NODES:
        near.drop(needed.first)
    if not near.stretch.covers(needed):
        with database.reading() as connection:
            if not near.stretch.last or not nothing_between(connection, near.stretch.last, needed.last):
                return False
        near.stretch = Stretch(near.stretch.first, needed.last)
    return True


def _write(
    connection: Connection,
    *,
    chunk: Chunk,
    homes: Mapping[int, Home],
    made: Mapping[str, Traits],
    generation: int,
) -> bool:
    """Write the grouping, unless another one was written since this was begun."""
    if generation_of(connection) != generation:
        return False
    next_generation(connection)
    for some in parts([row.number for row in chunk.heads]):
        connection.execute(sa.delete(t.traits).where(t.traits.c.article.in_(some)))
    kept = [
        {"article": row.number, "model": made[row.key].model, "data": made[row.key].to_bytes()} for row in chunk.heads
    ]
    if kept:
        connection.execute(sa.insert(t.traits), kept)
    keep_clues(connection, {row.number: made[row.key] for row in chunk.heads})
    before = _stories_of(connection, homes)
    write_homes(connection, homes, chunk.pages)
    if chunk.stretch.last:
        look_again(connection, before | {home.story for home in homes.values()})
    for some in parts(chunk.waiting):
        connection.execute(sa.delete(t.pending).where(t.pending.c.article.in_(some)))
    return True


def _stories_of(connection: Connection, numbers: Iterable[int]) -> set[str]:
    """The stories that the grouper gave articles."""
    found: set[str] = set()
    for some in parts(sorted(numbers)):
        found |= set(connection.scalars(sa.select(t.members.c.grouped).where(t.members.c.article.in_(some))))
    return found
