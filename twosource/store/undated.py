"""The stories of articles without a day: found by rare words among dated ones of any day, found anew when those change.

Dated articles are grouped first and are never moved by undated ones; `stories/undated.py` says which story one joins. An
undated article that joins one is kept like the later version of a page: it has a story, and no place among neighbours.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy import Connection

from twosource.store import schema as t
from twosource.store.database import parts
from twosource.stories.likeness import Rows, row_of, stacked
from twosource.stories.traits import Traits
from twosource.stories.undated import MOST, SHARED, clues, likeliest

HELD = 20_000  # articles of stories that are kept in memory while many are looked at


def homes_of(connection: Connection, made: Mapping[int, Traits]) -> dict[int, str]:
    """The story of each undated article that joins one of dated articles, by number."""
    known: dict[str, Rows] = {}
    homes: dict[int, str] = {}
    for number in sorted(made):
        names = _near(connection, clues(made[number]))
        if sum(len(rows.days) for rows in known.values()) > HELD:
            known.clear()
        known |= _rows_of(connection, [name for name in names if name not in known])
        home = likeliest(row_of(made[number]), [(name, known[name]) for name in names])
        if home is not None:
            homes[number] = home
    return homes


def _near(connection: Connection, keys: Sequence[int]) -> list[str]:
    """The stories of the dated articles with the most of these clues, by id."""
    a, m, c = t.articles.c, t.members.c, t.clues.c
    shared = sa.func.count().label("shared")
    sharing = (
        sa.select(c.article, shared)
        .where(c.dated == 1, c.key.in_(keys))
        .group_by(c.article)
        .having(shared >= SHARED)
        .subquery()
    )
    found = (
        sa.select(m.grouped)
        .join(sharing, sharing.c.article == m.article)
        .join(t.articles, a.number == m.article)
        .where(m.near.is_not(None))
        .order_by(sharing.c.shared.desc(), a.key)
        .limit(MOST)
    )
    return sorted(set(connection.scalars(found)))


def _rows_of(connection: Connection, stories: Sequence[str]) -> dict[str, Rows]:
    """What is compared of the dated articles of stories."""
    a, m = t.articles.c, t.members.c
    found: dict[str, list[Any]] = {}
    for some in parts(stories):
        for row in connection.execute(_dated(m.grouped, t.traits.c.data).where(m.grouped.in_(some)).order_by(a.key)):
            found.setdefault(row.grouped, []).append(row_of(Traits.from_bytes(row.data)))
    return {story: stacked(rows) for story, rows in found.items()}


def _dated(*columns: sa.ColumnElement[Any]) -> sa.Select[Any]:
    """The dated articles that the grouper has placed."""
    a, m = t.articles.c, t.members.c
    joined = sa.select(*columns).join(t.articles, a.number == m.article)
    return joined.join(t.traits, t.traits.c.article == m.article).where(a.day != "", m.near.is_not(None))


# ---- clues, and who is to be looked at again


def keep_clues(connection: Connection, made: Mapping[int, Traits]) -> None:
    """Keep the clues of articles that are grouped, by number."""
    rows = [(int(bool(traits.day)), key, number) for number, traits in made.items() for key in set(clues(traits))]
    if rows:
        held = ", ".join(["?" if connection.dialect.name == "sqlite" else "%s"] * len(t.clues.c))
        into = f"INSERT INTO clues (dated, key, article) VALUES ({held}) ON CONFLICT DO NOTHING"
        connection.exec_driver_sql(into, sorted(rows))


def drop_clues(connection: Connection, number: int) -> None:
    """Take the clues of an article out."""
    data = connection.scalar(sa.select(t.traits.c.data).where(t.traits.c.article == number))
    if data is not None:
        c = t.clues.c
        keys = clues(Traits.from_bytes(data))
        connection.execute(sa.delete(t.clues).where(c.dated.in_((0, 1)), c.key.in_(keys), c.article == number))


class _Told(msgspec.Struct):
    terms: tuple[str, ...]


def look_again(connection: Connection, stories: Iterable[str]) -> None:
    """Have those undated articles wait that may join one of these stories, or another one instead."""
    c, m = t.clues.c, t.members.c
    if connection.scalar(sa.select(c.article).where(c.dated == 0).limit(1)) is None:
        return
    for some in parts(sorted(stories)):
        told = connection.scalars(_dated(t.traits.c.data).where(m.grouped.in_(some)))
        _wait(connection, _sharing(connection, [set(clues(msgspec.msgpack.decode(d, type=_Told))) for d in told]))


def _sharing(connection: Connection, keys: Sequence[set[int]]) -> set[int]:
    """The undated articles that share enough clues with one of the articles that have these."""
    c = t.clues.c
    users: dict[int, list[int]] = {}
    for some in parts(sorted(set().union(*keys))):
        for row in connection.execute(sa.select(c.key, c.article).where(c.dated == 0, c.key.in_(some))):
            users.setdefault(row.key, []).append(row.article)
    shared = (Counter(number for key in its for number in users.get(key, ())) for its in keys)
    return {number for counts in shared for number, count in counts.items() if count >= SHARED}


def _wait(connection: Connection, numbers: Iterable[int]) -> None:
    waits = sa.select(t.pending.c.article)
    for some in parts(sorted(numbers)):
        there = sa.select(t.articles.c.number).where(t.articles.c.number.in_(some), t.articles.c.number.not_in(waits))
        connection.execute(sa.insert(t.pending).from_select(["article"], there))
