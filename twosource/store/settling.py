"""Stored articles into stories: what waits is grouped with its neighbours in time, and ids stay true.

What a story is follows from the articles in the archive alone, never from when or in what portions they came. A story
is named after its earliest article, so that an id leads to the story of that article for ever; every merge, split and
renaming is written down. Versions of one page stay together: the earliest one decides where they belong.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy import Connection, RowMapping

from twosource.data import Article
from twosource.store import schema as t
from twosource.store.adding import Progress, utc_now
from twosource.store.contents import ID_DIGITS, article_of
from twosource.store.database import Database

APART = 3  # days without any report after which stories do not go on
UNDATED = "9999"
MANY = 500  # of an IN list
Grouping = Callable[[Sequence[Article]], Sequence[Sequence[Article]]]


class Neighbours(NamedTuple):
    """What has to be looked at together: rows of articles, those that wait, and the state they were read at."""

    rows: list[RowMapping]
    waiting: list[int]
    stretches: list[list[str]]  # days that are grouped together
    generation: int


def settle(database: Database, *, grouping: Grouping, progress: Progress | None = None) -> int:
    """Group all that waits; how many articles waited. Several processes may do so at once."""
    done = 0
    while True:
        with database.reading() as connection:
            near = _neighbours(connection)
        if not near.waiting:
            return done
        groups = _grouped(near, grouping)
        if database.write(lambda connection, near=near, groups=groups: _write(connection, near, groups)):  # type: ignore[misc]
            done += len(near.waiting)
            if progress is not None:
                progress("group", done, done)


def story_name(rows: Iterable[RowMapping]) -> str:
    """The id of the story with these articles: its earliest one's."""
    first = min(rows, key=_in_time)
    return f"story-{first['key'][:ID_DIGITS]}"


def _in_time(row: RowMapping) -> tuple[str, str]:
    return (row["published"] or row["retrieved"] or UNDATED, row["key"])


# ---- what to look at


def _neighbours(connection: Connection) -> Neighbours:
    """The articles that wait, and all that may share a story with them."""
    generation = connection.scalar(sa.select(t.meta.c.value).where(t.meta.c.name == "generation")) or 0
    waiting = list(connection.scalars(sa.select(t.pending.c.article).order_by(t.pending.c.article)))
    if not waiting:
        return Neighbours([], [], [], generation)
    pages = sa.select(t.articles.c.page).join(t.pending, t.pending.c.article == t.articles.c.number)
    touched = set(connection.scalars(sa.select(t.articles.c.day).where(t.articles.c.page.in_(pages)).distinct()))
    days = list(connection.scalars(sa.select(t.articles.c.day).distinct().order_by(t.articles.c.day)))
    stretches = [stretch for stretch in _stretches(days) if touched & set(stretch)]
    near = [day for stretch in stretches for day in stretch]
    columns = [c for c in t.articles.c if c.name != "added"]
    chosen = sa.select(t.articles.c.page).where(t.articles.c.day.in_(near))
    rows = connection.execute(
        sa.select(*columns, t.members.c.story)
        .outerjoin(t.members, t.members.c.article == t.articles.c.number)
        .where(t.articles.c.page.in_(chosen))
    )
    return Neighbours(_at_home([row._mapping for row in rows], set(near)), waiting, stretches, generation)


def _at_home(rows: list[RowMapping], days: set[str]) -> list[RowMapping]:
    """The rows of pages whose earliest version is of one of the days; the others belong elsewhere."""
    pages: dict[str, list[RowMapping]] = {}
    for row in rows:
        pages.setdefault(row["page"], []).append(row)
    return [row for versions in pages.values() if min(versions, key=_in_time)["day"] in days for row in versions]


def _stretches(days: Sequence[str]) -> list[list[str]]:
    """Days in runs that no gap of more than `APART` days breaks; reports without a day are a run of their own."""
    runs: list[list[str]] = []
    for day in days:
        if runs and runs[-1][-1] and date.fromisoformat(day) - date.fromisoformat(runs[-1][-1]) <= timedelta(APART):
            runs[-1].append(day)
        else:
            runs.append([day])
    return runs


def _grouped(near: Neighbours, grouping: Grouping) -> dict[str, list[RowMapping]]:
    """Story id -> its rows."""
    pages: dict[str, list[RowMapping]] = {}
    for row in near.rows:
        pages.setdefault(row["page"], []).append(row)
    heads = [min(versions, key=_in_time) for versions in pages.values()]
    page_of = {row["id"]: row["page"] for row in heads}
    groups: list[list[RowMapping]] = []
    for days in near.stretches:
        together = sorted((row for row in heads if row["day"] in set(days)), key=_in_time)
        for group in grouping([article_of(row) for row in together]):
            groups.append([row for article in group for row in pages[page_of[article.id]]])
    return {story_name(members): members for members in groups}


# ---- writing it down


def _write(connection: Connection, near: Neighbours, groups: dict[str, list[RowMapping]]) -> bool:
    """Write the grouping, unless another process wrote one since it was computed."""
    generation = connection.scalar(sa.select(t.meta.c.value).where(t.meta.c.name == "generation"))
    if (generation or 0) != near.generation:
        return False
    if generation is None:
        connection.execute(sa.insert(t.meta).values(name="generation", value=1))
    else:
        connection.execute(sa.update(t.meta).where(t.meta.c.name == "generation").values(value=generation + 1))
    home = {row["number"]: story for story, rows in groups.items() for row in rows}
    moved = [row for row in near.rows if row["story"] != home[row["number"]]]
    old = {row["story"] for row in near.rows if row["story"]}
    _log_moves(connection, near.rows, home, old)
    for some in _parts([row["number"] for row in moved]):
        connection.execute(sa.delete(t.members).where(t.members.c.article.in_(some)))
    if moved:
        connection.execute(
            sa.insert(t.members), [{"article": row["number"], "story": home[row["number"]]} for row in moved]
        )
    _list_stories(connection, groups, old)
    for some in _parts(near.waiting):
        connection.execute(sa.delete(t.pending).where(t.pending.c.article.in_(some)))
    return True


def _list_stories(connection: Connection, groups: dict[str, list[RowMapping]], old: set[str]) -> None:
    """Bring the list of stories to what the groups say; rows that say it already are left alone."""
    listed: dict[str, dict[str, Any]] = {}
    for some in _parts(sorted(old | groups.keys())):
        rows = connection.execute(sa.select(t.stories).where(t.stories.c.id.in_(some)))
        listed |= {row.id: dict(row._mapping) for row in rows}
    entries = {story: entry_of(story, rows) for story, rows in groups.items()}
    for some in _parts(sorted(s for s in listed if listed[s] != entries.get(s))):
        connection.execute(sa.delete(t.stories).where(t.stories.c.id.in_(some)))
    new = [entries[s] for s in sorted(entries) if listed.get(s) != entries[s]]
    if new:
        connection.execute(sa.insert(t.stories), new)


def entry_of(story: str, rows: Sequence[RowMapping]) -> dict[str, Any]:
    """The row of a story."""
    ordered = sorted(rows, key=_in_time)
    days = sorted(row["day"] for row in rows if row["day"])
    return {
        "id": story,
        "title": next((row["title"] for row in ordered if row["title"]), None),
        "first": days[0] if days else "",
        "last": days[-1] if days else "",
        "articles": len(rows),
        "outlets": len({row["outlet"] for row in rows}),
    }


def _log_moves(connection: Connection, rows: Sequence[RowMapping], home: dict[int, str], old: set[str]) -> None:
    """Every story that another one took in, that split, or that an earlier report gave another name."""
    went: dict[str, Counter[str]] = {}
    for row in rows:
        if row["story"]:
            went.setdefault(row["story"], Counter())[home[row["number"]]] += 1
    founders = {f"story-{row['key'][:ID_DIGITS]}": home[row["number"]] for row in rows}
    now, moves = utc_now(), []
    for story in sorted(went):
        into = founders.get(story) or min(went[story], key=lambda s: (-went[story][s], s))  # its name-giver is gone
        if into != story:
            moves.append((now, "merged" if into in old else "renamed", story, into))
        for other in sorted(went[story].keys() - {into, story}):
            moves.append((now, "split", story, other))
    if moves:
        connection.execute(
            sa.insert(t.moves), [dict(zip(("at", "kind", "story", "into"), move, strict=True)) for move in moves]
        )


def _parts(items: Sequence[Any]) -> list[Sequence[Any]]:
    return [items[i : i + MANY] for i in range(0, len(items), MANY)]
