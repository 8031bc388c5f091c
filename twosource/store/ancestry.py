"""The way from an article back to the origin of its words, as `tracing.py` kept it. It reads numbers, no texts."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import sqlalchemy as sa
from sqlalchemy import Connection

from twosource.store import schema as t
from twosource.store.database import parts


def origins(connection: Connection, numbers: Collection[int]) -> dict[int, str]:
    """The id of the earliest article of each article's lineage; its own where no earlier one has its words."""
    last = {number: path[-1] if path else number for number, path in paths(connection, numbers).items()}
    named = names(connection, last.values())
    return {number: named[origin] for number, origin in last.items()}


def names(connection: Connection, numbers: Iterable[int]) -> dict[int, str]:
    """The ids of articles."""
    found: dict[int, str] = {}
    for some in parts(sorted(set(numbers))):
        chosen = sa.select(t.articles.c.number, t.articles.c.id).where(t.articles.c.number.in_(some))
        found |= {row.number: row.id for row in connection.execute(chosen)}
    return found


def paths(connection: Connection, numbers: Collection[int]) -> dict[int, list[int]]:
    """The way from each article back to its origin: parents, nearest first; empty for an origin."""
    way: dict[int, list[int]] = {number: [] for number in numbers}
    heads = {number: number for number in numbers}
    while heads:
        found = kept_parents(connection, set(heads.values()))
        heads = {start: found[head] for start, head in heads.items() if head in found}
        for start, parent in heads.items():
            way[start].append(parent)
    return way


def kept_parents(connection: Connection, numbers: Iterable[int]) -> dict[int, int]:
    """The parents of articles, of those that have one."""
    found: dict[int, int] = {}
    for some in parts(sorted(numbers)):
        rows = connection.execute(sa.select(t.lineage).where(t.lineage.c.article.in_(some)))
        found |= {row.article: row.parent for row in rows}
    return found
