"""What people correct of the grouping: stories that are one, reports that do not belong where they are; and taking it back.

A correction holds to articles, so that it outlives other names of stories, and reports that come later. The grouping
knows nothing of it. None is ever deleted: who withdrew it, and when, stands beside it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, Row

from twosource.errors import UsageError
from twosource.store import schema as t
from twosource.store.adding import utc_now
from twosource.store.contents import in_time
from twosource.store.homes import tell
from twosource.store.reading import no_article, resolve
from twosource.store.records import Correction, Told
from twosource.store.telling import linked, listed


def merge(connection: Connection, stories: Sequence[str], *, by: str, note: str) -> Correction:
    """Have stories, by any ids they ever had, told as one. It holds to the earliest article of each."""
    _check_name(by)
    found = sorted({resolve(connection, story) for story in stories})
    if len(found) == 1:
        raise UsageError(f"{' and '.join(dict.fromkeys(stories))}: one story already. Name another one to put it with")
    if not found:
        raise UsageError("name the stories that are one")
    return give(connection, "together", [_earliest(connection, story) for story in found], by=by, note=note)


def split(connection: Connection, articles: Sequence[str], *, by: str, note: str) -> Correction:
    """Have articles of a story, by id or key, with all versions of their pages, told as a story of their own."""
    _check_name(by)
    if not articles:
        raise UsageError("name the articles that do not belong in their story")
    a, m = t.articles.c, t.members.c
    found: dict[str, Any] = {}
    for name in articles:
        row = connection.execute(
            sa.select(a.id, a.page, m.story)
            .outerjoin(t.members, m.article == a.number)
            .where(sa.or_(a.id == name, a.key == name))
        ).one_or_none()
        if row is None:
            raise no_article(connection, name)
        if row.story is None:
            raise UsageError(f"{row.id} is not grouped yet: the `add` that brought it was stopped. Run it again first")
        found[row.page] = row
    stories = sorted({row.story for row in found.values()})
    if len(stories) != 1:
        named = "; ".join(f"{row.id} is in {row.story}" for row in found.values())
        raise UsageError(f"the articles of one story can be parted from it at once. {named}")
    versions = sa.select(a.number, m.story).outerjoin(t.members, m.article == a.number)
    parted = [row.number for page in sorted(found) for row in connection.execute(versions.where(a.page == page))]
    others = sa.select(sa.func.count()).where(m.story == stories[0], m.article.not_in(parted))
    if not connection.scalar(others):
        raise UsageError(f"these are all the articles of {stories[0]}: there is nothing to part them from")
    return give(connection, "apart", parted, by=by, note=note)


def undo(connection: Connection, number: int, *, by: str) -> Correction:
    """Withdraw a correction: everything is told as if it had never been given."""
    _check_name(by)
    c = t.corrections.c
    row = connection.execute(sa.select(t.corrections).where(c.number == number)).one_or_none()
    if row is None:
        raise UsageError(f"there is no correction {number}. `twosource corrections` lists them")
    if row.withdrawn is not None:
        when = f"on {row.withdrawn[:10]} by {row.withdrawn_by}"
        raise UsageError(f"correction {number} was withdrawn already, {when}. To have it again, give it anew")
    groups = _groups(connection, sa.select(t.holds.c.article).where(t.holds.c.correction == number))
    before = linked(connection, groups)
    changed = sa.update(t.corrections).where(c.number == number)
    connection.execute(changed.values(withdrawn=utc_now(), withdrawn_by=by.strip()))
    tell(connection, groups, before)
    return listed(connection, [number])[0]


def hand_over(connection: Connection, article: int) -> None:
    """Before an article is forgotten by which stories were put together: let the next one of its story stand for it."""
    c, h, m = t.corrections.c, t.holds.c, t.members.c
    holding = sa.select(c.number).join(t.holds, h.correction == c.number)
    these = holding.where(h.article == article, c.kind == "together", c.withdrawn.is_(None))
    numbers = list(connection.scalars(these.order_by(c.number)))
    if not numbers:
        return
    stood = connection.execute(sa.select(m.grouped, m.story).where(m.article == article)).one()
    beside = sa.and_(m.grouped == stood.grouped, m.story == stood.story, m.article != article)
    heir = min(_in_story(connection, beside), key=in_time, default=None)
    if heir is not None:
        has = set(connection.scalars(holding.where(h.article == heir.number, c.number.in_(numbers))))
        rows = [{"correction": number, "article": heir.number} for number in numbers if number not in has]
        if rows:
            connection.execute(sa.insert(t.holds), rows)


def give(connection: Connection, kind: Told, articles: Collection[int], *, by: str, note: str) -> Correction:
    """Keep a correction that holds to these articles, by number, and tell what it changes."""
    groups = _groups(connection, articles)
    before = linked(connection, groups)
    row = {"kind": kind, "by": by.strip(), "note": note, "at": utc_now()}
    number: int = connection.execute(
        sa.insert(t.corrections).values(row).returning(t.corrections.c.number)
    ).scalar_one()
    connection.execute(sa.insert(t.holds), [{"correction": number, "article": article} for article in sorted(articles)])
    tell(connection, groups, before)
    return listed(connection, [number])[0]


def _groups(connection: Connection, articles: Collection[int] | sa.Select[Any]) -> set[str]:
    """The grouper's stories of articles."""
    m = t.members.c
    return set(connection.scalars(sa.select(m.grouped).where(m.article.in_(articles))))


def _earliest(connection: Connection, story: str) -> int:
    """The article that a told story is named after."""
    number: int = min(_in_story(connection, t.members.c.story == story), key=in_time).number
    return number


def _in_story(connection: Connection, condition: sa.ColumnElement[bool]) -> Sequence[Row[Any]]:
    a = t.articles.c
    chosen: sa.Select[Any] = sa.select(a.number, a.key, a.published, a.retrieved).join(
        t.members, t.members.c.article == a.number
    )
    return connection.execute(chosen.where(condition)).all()


def _check_name(by: str) -> None:
    if not by.strip():
        raise UsageError("a correction needs the name of who makes it")
