"""From which earlier report an article has its words: its parent, kept as articles come, whatever their order.

An article is held against the `NEAREST` holders before it, in time, of each key of its paragraphs. Those that share enough
paragraphs are compared word by word (`paragraphs.far_copied`), earliest first; the first that is a copy is its parent, and
who has no parent is an origin. So a set phrase of a house, or a wire story with a thousand reprints, costs a new article
no more than any other. What an article's parent is follows from the articles alone: an article that comes late is held
against those after it as well, and they find their parents anew where it comes between.

By time is meant the minute of publication, else of retrieval. A day without an hour counts as its end, so that it claims
to be earlier than nothing that day; a report without any date comes after all others.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

import msgspec
import sqlalchemy as sa
from sqlalchemy import BigInteger, Connection, RowMapping
from sqlalchemy.dialects import postgresql

from twosource.data import Article
from twosource.store import schema as t
from twosource.store.ancestry import kept_parents
from twosource.store.contents import article_of
from twosource.store.database import parts
from twosource.stories.copying import Prose, overlap, read_prose
from twosource.stories.paragraphs import bands, far_copied

NEAREST = 4  # holders of a key, before and after
PLACES, SHARE, ALONE = 2, 100, 400  # paragraphs, and thousandths of a text, that keys must show before words are read
UNDATED = 2**33 - 1  # minutes; the year 9999 has fewer
LONGEST = 1023  # minutes from publication to the last change that tell versions of a page apart
HASH_BITS, CHANGE_BITS = 20, 10
LAST = 2**63 - 1


class Held(NamedTuple):
    """A key of an article: its paragraph's number and share of the article's words, in thousandths."""

    place: int
    share: int


class Near(NamedTuple):
    """Another article with some of the keys: when it was, and the places both have in common."""

    at: int
    mine: dict[int, int]  # paragraph -> share
    theirs: dict[int, int]

    @property
    def enough(self) -> bool:
        """Whether the words are worth reading: more than one paragraph of a house."""
        share = max(sum(self.mine.values()), sum(self.theirs.values()))
        places = min(len(self.mine), len(self.theirs))
        return share >= (SHARE if places >= PLACES else ALONE)


def held_keys(article: Article) -> dict[int, Held]:
    """The keys of all its paragraphs, with where they stand."""
    paragraphs = bands(article)
    total = sum(p.triples for p in paragraphs) or 1
    held: dict[int, Held] = {}
    for place, paragraph in enumerate(paragraphs):
        for key in paragraph.keys:
            held.setdefault(key, Held(place, 1000 * paragraph.triples // total))
    return held


def moment(row: RowMapping) -> int:
    """Where an article stands among all, by time; hardly ever have two the same."""
    published = _minute(row["published"])
    changed = 0
    modified = msgspec.json.decode(row["record"], type=_Changed).modified
    if published is not None and modified:
        changed = min(max(0, (_minute(modified) or 0) - published), LONGEST)
    minute = published if published is not None else _minute(row["retrieved"])
    told = UNDATED if minute is None else minute
    return (told << CHANGE_BITS | changed) << HASH_BITS | int(row["key"][: HASH_BITS // 4], 16)


class _Changed(msgspec.Struct):
    modified: str | None = None


def _minute(iso: str | None) -> int | None:
    """Minutes since the year 1 in UTC, the last of the day where no hour is said."""
    if not iso:
        return None
    when = datetime.fromisoformat(iso)
    hour, minute = (23, 59) if len(iso) <= len("2025-01-01") else (when.hour, when.minute)
    offset = when.utcoffset()
    return max(0, when.toordinal() * 1440 + hour * 60 + minute - (int(offset.total_seconds()) // 60 if offset else 0))


# ---- finding parents


class Tracer:
    """The articles read while parents are looked for."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.articles: dict[int, tuple[Article, int]] = {}
        self.prose: dict[str, Prose] = {}

    def read(self, numbers: Iterable[int]) -> None:
        """Have these articles at hand."""
        a = t.articles.c
        columns = (a.number, a.key, a.published, a.retrieved, a.text, a.record)
        for some in parts(sorted(set(numbers) - self.articles.keys())):
            for row in self.connection.execute(sa.select(*columns).where(a.number.in_(some))):
                self.articles[row.number] = (article_of(row._mapping), moment(row._mapping))

    def before(self, number: int) -> dict[int, Near]:
        """The articles before one with which it shares enough to read their words, earliest first."""
        self.read([number])
        article, at = self.articles[number]
        earlier, _ = near(self.connection, held_keys(article), at, number)
        return {other: found for other, found in earlier.items() if found.enough}

    def parent(self, number: int, among: Iterable[int]) -> int | None:
        """The first of these that the article is a copy of."""
        return next((other for other in among if self.copied(other, number)), None)

    def copied(self, earlier: int, later: int) -> bool:
        """Whether two articles go back to one text, word by word."""
        self.read([earlier, later])
        a, b = self.articles[earlier][0], self.articles[later][0]
        for article in (a, b):
            if article.id not in self.prose:
                self.prose[article.id] = read_prose(article)
        found = overlap(a, b, self.prose)
        return found is not None and far_copied(found)


def near(
    connection: Connection, keys: Mapping[int, Held], at: int, number: int
) -> tuple[dict[int, Near], dict[int, Near]]:
    """The nearest holders of the keys before and after a time, each in the order of time."""
    asked = {"asked": _listed(connection, keys), "at": at, "number": number}
    found: dict[int, Near] = {}
    for row in connection.execute(_nearest(connection.dialect.name), asked):
        other = found.setdefault(row.article, Near(row.at, {}, {}))
        mine = keys[row.key]
        other.mine[mine.place] = mine.share
        other.theirs[row.place] = row.share
    ordered = sorted(found.items(), key=lambda item: (item[1].at, item[0]))
    return {n: o for n, o in ordered if o.at < at}, {n: o for n, o in ordered if o.at > at}


def _listed(connection: Connection, keys: Iterable[int]) -> Any:
    listed = sorted(keys)
    return msgspec.json.encode(listed).decode() if connection.dialect.name == "sqlite" else listed


@cache
def _nearest(dialect: str) -> sa.Select[Any]:
    """The rows of the nearest holders of the keys asked for: one descent into the index for each bound."""
    b, c = t.bands.c, t.bands.alias("bound").c
    at = sa.bindparam("at", type_=BigInteger)
    if dialect == "sqlite":
        key = sa.func.json_each(sa.bindparam("asked")).table_valued(sa.column("value", BigInteger)).c.value
    else:
        listed = sa.bindparam("asked", type_=postgresql.ARRAY(BigInteger))
        key = sa.func.unnest(listed).table_valued(sa.column("value", BigInteger)).render_derived().c.value
    bound = sa.select(c.at).where(c.key == key).limit(1).offset(NEAREST - 1).correlate(key.table)
    first = bound.where(c.at < at).order_by(c.at.desc()).scalar_subquery()
    last = bound.where(c.at > at).order_by(c.at).scalar_subquery()
    return sa.select(b.key, b.at, b.article, b.place, b.share).where(
        b.key == key,
        b.at >= sa.func.coalesce(first, -1),
        b.at <= sa.func.coalesce(last, LAST),
        b.article != sa.bindparam("number"),
    )


# ---- keeping them


def trace(connection: Connection, new: Mapping[int, tuple[Mapping[int, Held], int]]) -> None:
    """Keep the parents of new articles, by number with their keys and moments; and of those after them that change."""
    tracer = Tracer(connection)
    parents: dict[int, int | None] = {}
    after: dict[int, bool] = {}  # older entries that come later in time -> whether a new one may be their parent
    for number in sorted(new):
        earlier, later = near(connection, *new[number], number)
        parents[number] = tracer.parent(number, [other for other, found in earlier.items() if found.enough])
        for other, found in later.items():
            if other not in new:
                after[other] = after.get(other, False) or found.enough
    kept = kept_parents(connection, after)
    for number in sorted(after):
        if after[number] or number in kept:
            parent = _again(tracer, number, kept.get(number), new)
            if parent != kept.get(number):
                parents[number] = parent
    write_parents(connection, parents)


def _again(tracer: Tracer, number: int, kept: int | None, new: Collection[int]) -> int | None:
    """An article's parent, now that there are new ones before it: what was no copy before is none now."""
    before = tracer.before(number)
    if kept is not None and kept not in before:  # the new ones have come between
        return tracer.parent(number, before)
    among = [other for other in before if other in new or other == kept]
    return next((other for other in among if other == kept or tracer.copied(other, number)), None)


def untrace(connection: Connection, number: int, keys: Mapping[int, Held], at: int) -> None:
    """Find the parents anew of those that an article stood before; its keys are out of the table already."""
    tracer = Tracer(connection)
    _, later = near(connection, keys, at, number)
    children = connection.scalars(sa.select(t.lineage.c.article).where(t.lineage.c.parent == number))
    touched = sorted({*later, *children})
    connection.execute(sa.delete(t.lineage).where(t.lineage.c.article == number))
    write_parents(connection, {n: tracer.parent(n, tracer.before(n)) for n in touched})


def write_parents(connection: Connection, parents: Mapping[int, int | None]) -> None:
    """Keep these parents in place of those that were."""
    for some in parts(sorted(parents)):
        connection.execute(sa.delete(t.lineage).where(t.lineage.c.article.in_(some)))
    rows = [{"article": n, "parent": parent} for n, parent in sorted(parents.items()) if parent is not None]
    if rows:
        connection.execute(sa.insert(t.lineage), rows)
