"""The part of the archive's grouping that new articles can touch, in memory: loaded, changed, compared with what was.

`Grouper` decides; it knows only the articles it is given. What an article is decided against lies within the window
around its day, so a stretch of days with a margin on both sides, and the whole of every topic that reaches into it, is
enough. Where a late article changes a topic that goes on beyond the stretch, a longer one is loaded and all done again.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from datetime import date
from importlib import resources
from typing import Any, NamedTuple

import msgspec
import sqlalchemy as sa
from sqlalchemy import Connection

from twosource.models.load import reader_name
from twosource.store import schema as t
from twosource.store.database import parts
from twosource.store.undated import look_again
from twosource.stories import Grouper, Placed, Traits
from twosource.stories.grouper import WINDOW_DAYS, story_id

SCHEME = b"2"  # raised with another rule for placing
# what decides an article lies in the window before it, with the whole of the topics that reach into it; what it changes
# may change what lies in the window after, and that what lies in the next
BEFORE, AFTER = WINDOW_DAYS, 2 * WINDOW_DAYS
MOST_NODES = 12_000  # in memory; then what lies before the stretch at hand is let go
Near = dict[int, tuple[float, float]]


class Stretch(NamedTuple):
    """First and last day as counts of days; both 0 for articles without one."""

    first: int
    last: int

    def covers(self, other: Stretch) -> bool:
        """Whether it holds all days of the other."""
        return self.first <= other.first and other.last <= self.last

    def reach(self) -> Stretch:
        """The days that may decide what lies in it, or be decided anew by it."""
        return Stretch(max(1, self.first - BEFORE), min(date.max.toordinal(), self.last + AFTER)) if self.last else self


class Standing(NamedTuple):
    """An article as it stands in the archive: its row, story and topic, and what the grouper keeps, by row numbers, packed."""

    number: int
    story: str
    topic: str
    near: bytes
    links: bytes


class Changed(NamedTuple):
    """A placed article that stands otherwise now."""

    key: str
    now: Standing


class TooShort(Exception):
    """A change reaches beyond the days that are loaded; `stretch` holds those needed."""

    def __init__(self, stretch: Stretch) -> None:
        super().__init__(stretch)
        self.stretch = stretch


def grouping_version() -> int:
    """A number for the encoder, weights and rules that decide: what one of them decided is not mixed with another's."""
    weights = resources.files("twosource.stories").joinpath("likeness.json").read_bytes()
    return zlib.crc32(SCHEME + reader_name().encode() + weights)


class Neighbours:
    """A grouper with the articles of a stretch of days, and how each stands in the archive."""

    def __init__(self, stretch: Stretch, generation: int) -> None:
        self.stretch = stretch
        self.generation = generation  # of the archive's grouping that this is a part of
        self.grouper = Grouper()
        self.standing: dict[str, Standing] = {}  # by key
        self.number_of: dict[str, int] = {}
        self.key_of: dict[int, str] = {}

    def load(self, connection: Connection) -> None:
        """Take in the placed articles of the stretch and the rest of their topics."""
        rows = _load(connection, self.stretch)
        for row in rows:
            self.number_of[row.key] = row.number
            self.key_of[row.number] = row.key
        known = []
        for row in rows:
            near, links = msgspec.msgpack.decode(row.near, type=Near), msgspec.msgpack.decode(row.links)
            self.standing[row.key] = Standing(row.number, row.grouped, row.topic, row.near, row.links)
            inside = {self.key_of[n]: said for n, said in near.items() if n in self.key_of}
            traits = Traits.from_bytes(row.data)
            known.append(Placed(traits, inside, tuple(sorted(self.key_of[n] for n in links if n in self.key_of))))
        self.grouper = Grouper(known=known)

    def place(self, numbers: dict[str, int], traits: Sequence[Traits]) -> list[Changed]:
        """Place new articles; everything that is another now. Raises `TooShort` where that is not enough to know."""
        late = any(each.order < self.grouper.last for each in traits)
        self.number_of |= numbers
        self.key_of |= {number: key for key, number in numbers.items()}
        self.grouper.place(traits)
        changed = list(self._changed({each.article for each in traits}))
        if late:
            self._check()
        self.standing |= {each.key: each.now for each in changed}
        return changed

    def drop(self, before: int) -> None:
        """Let go of what lies before a day."""
        for key in self.grouper.drop(before):
            del self.standing[key]
            del self.key_of[self.number_of.pop(key)]
        self.stretch = Stretch(max(self.stretch.first, before), self.stretch.last)

    def _topic_of(self, key: str) -> str:
        return story_id(self.grouper.topics.home[key])

    def _changed(self, new: set[str]) -> Iterable[Changed]:
        nodes = self.grouper.nodes
        # an earlier neighbour is new to them; what an article keeps are the earlier ones
        beside = {name for key in new for name in self.grouper.later(key)}
        for key in sorted(self.grouper.touched | beside):
            stood, story, topic = self.standing.get(key), self.grouper.story_of(key), self._topic_of(key)
            links = msgspec.msgpack.encode(sorted(self.number_of[name] for name in nodes[key].links))
            same = stood is not None and (stood.story, stood.topic, stood.links) == (story, topic, links)
            if same and key not in beside:
                continue
            near = msgspec.msgpack.decode(stood.near, type=Near) if stood else {}
            near |= {self.number_of[name]: said for name, said in self.grouper.placed(key).near.items()}
            packed = msgspec.msgpack.encode(dict(sorted(near.items())))
            now = Standing(self.number_of[key], story, topic, packed, links)
            if now != stood:
                yield Changed(key, now)

    def _check(self) -> None:
        """Whatever was decided anew lies within the window after an article of a changed topic."""
        last = max((self.grouper.nodes[key].day for key in self.grouper.touched), default=0)
        if last and last + WINDOW_DAYS > self.stretch.last and self.stretch.last < date.max.toordinal():
            raise TooShort(Stretch(self.stretch.first, last).reach())


def days_of(stretch: Stretch) -> tuple[str, str]:
    """A stretch as the archive's words for days."""
    if not stretch.last:
        return ("", "")
    return (date.fromordinal(stretch.first).isoformat(), date.fromordinal(stretch.last).isoformat())


def nothing_between(connection: Connection, after: int, last: int) -> bool:
    """Whether no placed article has a day after the one and up to the other."""
    first, until = days_of(Stretch(after + 1, last))
    found = (
        sa.select(t.members.c.article)
        .join(t.articles, t.articles.c.number == t.members.c.article)
        .where(t.articles.c.day >= first, t.articles.c.day <= until, t.members.c.near.is_not(None))
    )
    return connection.execute(found.limit(1)).one_or_none() is None


def _load(connection: Connection, stretch: Stretch) -> list[Any]:
    first, last = days_of(stretch)
    a, m = t.articles.c, t.members.c
    placed = (
        sa.select(a.number, a.key, m.grouped, m.topic, m.near, m.links, t.traits.c.data)
        .join(t.members, m.article == a.number)
        .join(t.traits, t.traits.c.article == a.number)
        .where(m.near.is_not(None))
    )
    inside = sa.and_(a.day >= first, a.day <= last)
    rows: list[Any] = list(connection.execute(placed.where(inside)))
    if not stretch.last:
        return rows
    topics = sa.select(m.topic).join(t.articles, a.number == m.article).where(inside, m.near.is_not(None))
    outside = sa.and_(a.day != "", sa.or_(a.day < first, a.day > last))
    return rows + list(connection.execute(placed.where(outside, m.topic.in_(topics))))


# ---- the grouping has a number, which rises with every change: what was begun on an earlier one is begun again


def generation_of(connection: Connection) -> int:
    """The number of the grouping as it stands."""
    return connection.scalar(sa.select(t.meta.c.value).where(t.meta.c.name == "generation")) or 0


def next_generation(connection: Connection) -> None:
    """Say that the grouping is another one now."""
    now = generation_of(connection)
    connection.execute(sa.delete(t.meta).where(t.meta.c.name == "generation"))
    connection.execute(sa.insert(t.meta).values(name="generation", value=now + 1))


# ---- taking articles out of the grouping


def unplace(connection: Connection, numbers: Sequence[int]) -> None:
    """Have articles grouped anew, with all whose topics may depend on them."""
    next_generation(connection)
    a, m = t.articles.c, t.members.c
    touched: set[str] = set()
    stories: set[str] = set()
    placed: dict[str, set[int]] = {}  # by day
    for number in numbers:
        row = connection.execute(
            sa.select(a.day, m.grouped, m.near).join(t.members, m.article == a.number).where(a.number == number)
        ).one_or_none()
        if row is None:
            continue
        stories.add(row.grouped)
        if row.near is not None:
            near = list(msgspec.msgpack.decode(row.near, type=Near))
            touched |= set(connection.scalars(sa.select(m.topic).where(m.article.in_(near), m.topic.is_not(None))))
            placed.setdefault(row.day, set()).add(number)
    for day in sorted(placed):
        touched |= _later(connection, placed[day], day)
    look_again(connection, stories)
    in_them = sa.select(m.topic).where(m.grouped.in_(sorted(stories)), m.topic.is_not(None))
    touched |= set(connection.scalars(in_them))
    waits = m.article.in_(sa.select(t.pending.c.article))
    for topics in parts(sorted(touched)):
        there = sa.select(m.article).where(m.topic.in_(topics), ~waits)
        connection.execute(sa.insert(t.pending).from_select(["article"], there))
        connection.execute(sa.update(t.members).where(m.topic.in_(topics)).values(near=None, links=None, topic=None))
    followers = sa.select(m.article).where(m.grouped.in_(sorted(stories)), ~waits)
    connection.execute(sa.insert(t.pending).from_select(["article"], followers))


def _later(connection: Connection, numbers: set[int], day: str) -> set[str]:
    """Topics of the articles that count one of a day among their earlier neighbours."""
    first = date.fromisoformat(day).toordinal() if day else 0
    within = days_of(Stretch(first, min(first + WINDOW_DAYS, date.max.toordinal())) if first else Stretch(0, 0))
    a, m = t.articles.c, t.members.c
    rows = connection.execute(
        sa.select(m.topic, m.near)
        .join(t.articles, a.number == m.article)
        .where(a.day >= within[0], a.day <= within[1], m.near.is_not(None))
    )
    return {row.topic for row in rows if not numbers.isdisjoint(msgspec.msgpack.decode(row.near, type=Near))}
