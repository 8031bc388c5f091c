"""The stories that are told: the grouper's, and above them what people corrected (`correcting.py`), replayed in its order.

Each correction is done to what those before it left: `together` makes one story of those that have its articles, `apart`
takes its articles out of theirs, to be a story of their own. So the later one wins, and one withdrawn is as if it had
never been. Versions of a page go together. What comes out follows from the articles and the corrections alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy import Connection, Row

from twosource.store import schema as t
from twosource.store.contents import in_time, story_id
from twosource.store.database import parts
from twosource.store.records import Correction

IN_FORCE = t.corrections.c.withdrawn.is_(None)


class Told(NamedTuple):
    """A story as it is told."""

    id: str
    rows: list[Row[Any]]  # its articles: article, grouped, story, id, key, published, retrieved
    corrections: frozenset[int]  # that made it what it is


def listed(connection: Connection, numbers: Iterable[int] | None = None) -> list[Correction]:
    """Corrections, all or those with these numbers, as they were given, first to last; with where their articles are now."""
    c, h, a = t.corrections.c, t.holds.c, t.articles.c
    chosen = sa.select(t.corrections)
    holding: sa.Select[Any] = sa.select(h.correction, a.id, t.members.c.story).join(t.articles, a.number == h.article)
    if numbers is not None:
        these = sorted(numbers)
        chosen, holding = chosen.where(c.number.in_(these)), holding.where(h.correction.in_(these))
    held: dict[int, list[Row[Any]]] = {}
    joined = holding.outerjoin(t.members, t.members.c.article == h.article)
    for row in connection.execute(joined.order_by(h.correction, a.id)):
        held.setdefault(row.correction, []).append(row)
    return [
        Correction(
            **row._mapping,
            articles=tuple(its.id for its in held.get(row.number, ())),
            stories=tuple(sorted({its.story for its in held.get(row.number, ()) if its.story})),
        )
        for row in connection.execute(chosen.order_by(c.number))
    ]


def corrections_of(connection: Connection, story: str) -> tuple[Correction, ...]:
    """The corrections in force that made a told story what it is."""
    m = t.members.c
    held = linked(connection, connection.scalars(sa.select(m.grouped).where(m.story == story).distinct()))
    told_of = told(connection, held, {row.grouped for row in held})
    made = (its.corrections for its in told_of if its.id == story)
    numbers = next(made, None)
    return tuple(listed(connection, numbers)) if numbers else ()


class _Piece:
    """Articles that are told together, while corrections are replayed."""

    def __init__(self, articles: Iterable[int], corrections: Iterable[int] = ()) -> None:
        self.articles = set(articles)
        self.corrections = set(corrections)


def in_force(connection: Connection) -> list[Row[Any]]:
    """What the corrections in force hold to: each article, all versions of its page, with the grouper's story."""
    return _held(connection, connection.scalars(sa.select(t.corrections.c.number).where(IN_FORCE)))


def linked(connection: Connection, groups: Iterable[str]) -> list[Row[Any]]:
    """The same of those corrections alone that hold to some of the grouper's stories, and of all that these link."""
    h, a, v, m = t.holds.c, t.articles.alias("held").c, t.articles.alias("versions").c, t.members.c
    rows: list[Row[Any]] = []
    known, new, numbers = set[str](), set(groups), set[int]()
    if connection.scalar(sa.select(t.corrections.c.number).where(IN_FORCE).limit(1)) is None:
        return rows
    holding = (
        sa.select(h.correction)
        .join(a.number.table, a.number == h.article)
        .join(v.number.table, v.page == a.page)
        .join(t.members, m.article == v.number)
        .join(t.corrections, t.corrections.c.number == h.correction)
        .where(IN_FORCE)
    )
    while new:
        found = {n for some in parts(sorted(new)) for n in connection.scalars(holding.where(m.grouped.in_(some)))}
        its = _held(connection, found - numbers)
        rows += its
        numbers |= found
        known |= new
        new = {row.grouped for row in its} - known
    return rows


def _held(connection: Connection, numbers: Iterable[int]) -> list[Row[Any]]:
    c, h, m = t.corrections.c, t.holds.c, t.members.c
    a, v = t.articles.alias("held").c, t.articles.alias("versions").c
    chosen: sa.Select[Any] = (
        sa.select(c.number, c.kind, m.article, m.grouped)
        .join(t.holds, h.correction == c.number)
        .join(a.number.table, a.number == h.article)
        .join(v.number.table, v.page == a.page)
        .join(t.members, m.article == v.number)
        .distinct()
    )
    return [row for some in parts(sorted(numbers)) for row in connection.execute(chosen.where(c.number.in_(some)))]


def told(connection: Connection, held: Sequence[Row[Any]], groups: Collection[str]) -> Iterator[Told]:
    """The stories that are told of some of the grouper's, with what the corrections in force hold to of them."""
    a, m = t.articles.c, t.members.c
    columns = (m.article, m.grouped, m.story, a.id, a.key, a.published, a.retrieved)
    rows: dict[int, Row[Any]] = {}
    for some in parts(sorted(groups)):
        chosen = sa.select(*columns).join(t.articles, a.number == m.article).where(m.grouped.in_(some))
        rows |= {row.article: row for row in connection.execute(chosen)}
    whole: dict[str, set[int]] = {}
    for row in rows.values():
        whole.setdefault(row.grouped, set()).add(row.article)
    for piece in _replayed(held, whole):
        its = [rows[number] for number in sorted(piece.articles)]
        group = its[0].grouped
        id = group if piece.articles == whole[group] else story_id(min(its, key=in_time).key)
        yield Told(id, its, frozenset(piece.corrections))


def _replayed(held: Sequence[Row[Any]], whole: dict[str, set[int]]) -> list[_Piece]:
    """What the corrections make of the grouper's stories."""
    home: dict[int, _Piece] = {}
    for group in sorted(whole):
        home |= dict.fromkeys(whole[group], _Piece(whole[group]))
    given: dict[tuple[int, str], set[int]] = {}
    for row in held:
        if row.article in home:
            given.setdefault((row.number, row.kind), set()).add(row.article)
    for (number, kind), its in sorted(given.items()):
        before = _pieces(home, its)
        if len(before) == 1 and (kind == "together" or before[0].articles <= its):
            continue  # it is so already
        if kind == "apart":
            for piece in before:
                piece.articles -= its
                piece.corrections.add(number)
            made = _Piece(its, [number])
        else:
            made = _Piece(set().union(*(piece.articles for piece in before)), [number])
            made.corrections.update(*(piece.corrections for piece in before))
        home |= dict.fromkeys(made.articles, made)
    return _pieces(home, home)


def _pieces(home: Mapping[int, _Piece], articles: Iterable[int]) -> list[_Piece]:
    """The pieces that articles are in, each once."""
    return list({id(home[number]): home[number] for number in sorted(articles)}.values())
