"""Which story each article belongs to, written down: the members, the list of stories, and what became of old ids."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy import Connection, Row

from twosource.store import schema as t
from twosource.store.adding import utc_now
from twosource.store.contents import in_time
from twosource.store.database import count_listing, parts
from twosource.store.narrowing import facets_of, statuses, write_facets, write_statuses
from twosource.store.reading import story_of_first
from twosource.store.telling import linked, told


class Home(NamedTuple):
    """The story that the grouper gave an article. `near` and `links` are what it keeps of a placed one; `left` is the
    article's story before, `told` the one that was told of it.
    """

    story: str
    topic: str | None = None
    near: bytes | None = None
    links: bytes | None = None
    left: str | None = None
    told: str | None = None


class Went(NamedTuple):
    """The story that was told of an article, and the one that is now."""

    was: str | None
    now: str


def versions_of(condition: sa.ColumnElement[bool]) -> sa.Select[Any]:
    """Articles with where they belong."""
    a, m = t.articles.c, t.members.c
    columns = (a.number, a.key, a.page, a.day, a.published, a.retrieved, m.grouped, m.story, m.near)
    return sa.select(*columns).outerjoin(t.members, m.article == a.number).where(condition)


def write_homes(connection: Connection, placed: Mapping[int, Home], pages: Mapping[str, Sequence[Row[Any]]]) -> None:
    """Write the homes of placed articles; the other versions of their pages, and of `pages`, follow them."""
    homes = _with_followers(placed, _all_pages(connection, placed, pages))
    groups = {h.story for h in homes.values()} | {h.left for h in homes.values() if h.left}
    held = linked(connection, groups)
    numbers = sorted(homes)
    for some in parts(numbers):
        connection.execute(sa.delete(t.members).where(t.members.c.article.in_(some)))
    if homes:
        columns = ("story", "topic", "near", "links")
        rows = [{"article": n} | {column: getattr(homes[n], column) for column in columns} for n in numbers]
        connection.execute(sa.insert(t.members), [row | {"grouped": row["story"]} for row in rows])
    tell(connection, groups, held, {n: Went(h.told, h.story) for n, h in homes.items()})


def tell(
    connection: Connection,
    groups: Collection[str],
    before: Sequence[Row[Any]],
    went: Mapping[int, Went] | None = None,
    *,
    lost: Iterable[str] = (),
) -> None:
    """Tell stories of the grouper's as people corrected them, with those that corrections link with them, or did `before`.
    `went`: articles that the grouper has just placed; `lost`: told stories that have lost one.
    """
    went = dict(went or {})
    region = {row.grouped for row in before}
    after = linked(connection, region | set(groups))
    region |= {row.grouped for row in after}
    new: dict[str, list[int]] = {}
    for its in told(connection, after, region):
        for row in its.rows:
            was = went[row.article].was if row.article in went else row.story
            if row.story != its.id:
                new.setdefault(its.id, []).append(row.article)
            if row.article in went or was != its.id:
                went[row.article] = Went(was, its.id)
    for story in sorted(new):
        for some in parts(new[story]):
            connection.execute(sa.update(t.members).where(t.members.c.article.in_(some)).values(story=story))
    _list_anew(connection, went, lost)


def _list_anew(connection: Connection, went: Mapping[int, Went], lost: Iterable[str]) -> None:
    """Bring the list of stories, their accounts and the moves to what is told now."""
    touched = {w.now for w in went.values()} | {w.was for w in went.values() if w.was} | set(lost)
    before = _listed(connection, touched)
    changed = {story for w in went.values() if w.was != w.now for story in w}
    kept = statuses(connection, sorted(touched - changed))  # their accounts stay as they are
    left = {w.was for w in went.values() if w.was and w.was != w.now}
    for stories in parts(sorted(left)):  # an account is only of articles that its story has: `forget` counts on it
        connection.execute(sa.delete(t.accounts).where(t.accounts.c.story.in_(stories)))
    _log_moves(connection, went.values(), before, _list_stories(connection, sorted(touched)))
    for story in sorted(kept):
        write_statuses(connection, story, kept[story])
    count_listing(connection)


def _all_pages(
    connection: Connection, placed: Mapping[int, Home], pages: Mapping[str, Sequence[Row[Any]]]
) -> list[Sequence[Row[Any]]]:
    """All versions of the pages that are known and of those of the placed articles."""
    a = t.articles.c
    known = {row.number for versions in pages.values() for row in versions}
    more: dict[str, list[Row[Any]]] = {}
    for some in parts(sorted(placed.keys() - known)):
        its = sa.select(a.page).where(a.number.in_(some))
        for row in connection.execute(versions_of(a.page.in_(its))):
            more.setdefault(row.page, []).append(row)
    return [*pages.values(), *more.values()]


def _with_followers(placed: Mapping[int, Home], pages: Iterable[Sequence[Row[Any]]]) -> dict[int, Home]:
    """The placed articles' homes, and the same story for the later versions of their pages."""
    homes: dict[int, Home] = {}
    for versions in pages:
        head = min(versions, key=in_time)
        story = placed[head.number].story if head.number in placed else head.grouped
        for row in versions:
            if row.number in placed:
                homes[row.number] = placed[row.number]._replace(left=row.grouped, told=row.story)
            elif row.grouped != story:
                homes[row.number] = Home(story, left=row.grouped, told=row.story)
    return homes


def _listed(connection: Connection, stories: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for some in parts(sorted(stories)):
        found |= set(connection.scalars(sa.select(t.stories.c.id).where(t.stories.c.id.in_(some))))
    return found


def _list_stories(connection: Connection, stories: Sequence[str]) -> set[str]:
    """Bring the list of stories to what the members say; those that there are."""
    a, m = t.articles.c, t.members.c
    there: set[str] = set()
    for some in parts(stories):
        rows: dict[str, list[Any]] = {}
        columns = (m.story, a.key, a.published, a.retrieved, a.title, a.day, a.outlet, a.record)
        chosen = sa.select(*columns).join(t.members, m.article == a.number).where(m.story.in_(some))
        for row in connection.execute(chosen):
            rows.setdefault(row.story, []).append(row)
        connection.execute(sa.delete(t.stories).where(t.stories.c.id.in_(some)))
        if rows:
            connection.execute(sa.insert(t.stories), [_entry(story, rows[story]) for story in sorted(rows)])
            write_facets(connection, {story: facets_of((r.outlet, r.record) for r in rows[story]) for story in rows})
        there |= rows.keys()
    return there


def _entry(story: str, rows: Sequence[Any]) -> dict[str, Any]:
    """The row of a story."""
    ordered = sorted(rows, key=in_time)
    days = sorted(row.day for row in rows if row.day)
    return {
        "id": story,
        "title": next((row.title for row in ordered if row.title), None),
        "first": days[0] if days else "",
        "last": days[-1] if days else "",
        "articles": len(rows),
        "outlets": len({row.outlet for row in rows}),
    }


def _log_moves(connection: Connection, all_went: Iterable[Went], before: set[str], now: set[str]) -> None:
    """Every story that another one took in, that split, or that an earlier report gave another name."""
    went: dict[str, Counter[str]] = {}
    for was, story in all_went:
        if was and was != story:
            went.setdefault(was, Counter())[story] += 1
    at, moves = utc_now(), []
    for story in sorted(went):
        into = None if story in now else _successor(connection, story, went[story])
        if into is not None:
            moves.append({"at": at, "kind": "merged" if into in before else "renamed", "story": story, "into": into})
        for other in sorted(went[story].keys() - {into}):
            moves.append({"at": at, "kind": "split", "story": story, "into": other})
    if moves:
        connection.execute(sa.insert(t.moves), moves)


def _successor(connection: Connection, story: str, went: Counter[str]) -> str:
    """The story that has the article which the old one was named after; if that is gone, most of its articles."""
    return story_of_first(connection, story) or min(went, key=lambda other: (-went[other], other))
