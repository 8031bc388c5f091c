"""What stories are narrowed by: outlet, language, agency, status, and when; and how many there are of each.

A story's facets are rows beside the list of stories, written in the same transaction, so that a count is one look into
an index and never of another state than the list. A status is of the kept account, and goes when the story changes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy import Connection

from twosource.store import schema as t
from twosource.store.database import count_listing, parts
from twosource.store.records import Counted, StoryEntry
from twosource.store.searching import matching

FACETS = ("outlet", "language", "agency", "status")
LONGEST = 200  # characters of a value
YEARS = 2  # that are counted by month; more by year


class _Credit(msgspec.Struct):
    name: str
    kind: str


class _Told(msgspec.Struct):
    language: str = "en"
    credits: tuple[_Credit, ...] = ()


# ---- choosing


def stories(
    connection: Connection, wanted: Mapping[str, str], *, day: str | None, words: str | None, limit: int, offset: int
) -> list[StoryEntry]:
    """Stories that have all that is wanted, latest first."""
    chosen = _chosen(connection, wanted, day, words)
    if chosen is None:
        return []
    ordered = chosen.order_by(t.stories.c.last.desc(), t.stories.c.first.desc(), t.stories.c.id)
    return [StoryEntry(**row._mapping) for row in connection.execute(ordered.limit(limit).offset(offset))]


def counted(connection: Connection, wanted: Mapping[str, str], *, day: str | None, words: str | None) -> Counted:
    """How many stories have all that is wanted, and of them each value of each facet."""
    chosen = _chosen(connection, wanted, day, words)
    if chosen is None:
        return Counted(total=0, facets={name: {} for name in FACETS}, days={})
    these = chosen.with_only_columns(t.stories.c.id, t.stories.c.first, t.stories.c.last).cte("these")
    exact = 10 if day is not None and len(day) > 4 else 7  # characters of a day that are told apart
    first, last = (sa.func.substr(these.c[name], 1, exact) for name in ("first", "last"))
    f = t.facets.c
    asked = sa.union_all(
        sa.select(sa.literal("").label("name"), sa.literal(""), sa.literal(""), sa.func.count()).select_from(these),
        sa.select(sa.literal("day"), first, last, sa.func.count()).group_by(first, last),
        sa.select(f.name, f.value, sa.literal(""), sa.func.count())
        .join(these, these.c.id == f.story)
        .group_by(f.name, f.value),
    )
    total, found, spans = 0, {name: Counter[str]() for name in FACETS}, Counter[tuple[str, str]]()
    for name, value, until, number in connection.execute(asked):
        if name == "":
            total = number
        elif name == "day":
            spans[value, until] += number
        else:
            found[name][value] = number
    ranked = {name: dict(sorted(counts.items(), key=lambda c: (-c[1], c[0]))) for name, counts in found.items()}
    return Counted(total=total, facets=ranked, days=_periods(spans, day))


def statuses(connection: Connection, these: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The statuses of the findings of the stories' kept accounts; none where no account of what it is now is kept."""
    found: dict[str, tuple[str, ...]] = {}
    for some in parts(these):
        rows = connection.execute(
            sa.select(t.facets.c.story, t.facets.c.value)
            .where(t.facets.c.story.in_(some), t.facets.c.name == "status")
            .order_by(t.facets.c.value)
        )
        for story, value in rows:
            found[story] = (*found.get(story, ()), value)
    return found


def _chosen(
    connection: Connection, wanted: Mapping[str, str], day: str | None, words: str | None
) -> sa.Select[Any] | None:
    """The stories asked for; None where words ask for nothing."""
    s, f = t.stories.c, t.facets.c
    chosen = sa.select(t.stories)
    if day is not None:
        first, last = ends(day)
        chosen = chosen.where(s.first <= last, s.last >= first)
    for name, value in wanted.items():
        chosen = chosen.where(s.id.in_(sa.select(f.story).where(f.name == name, f.value == _plain(value))))
    if words is not None:
        found = matching(connection, words)
        if found is None:
            return None
        told = sa.select(t.members.c.story).where(t.members.c.article.in_(sa.select(found.subquery().c.number)))
        chosen = chosen.where(s.id.in_(told))
    return chosen


def ends(day: str) -> tuple[str, str]:
    """The first and the last day of a year, a month, a day; they need not be in the calendar, only in order."""
    return day + "-01-01"[len(day) - 4 :], day + "-12-31"[len(day) - 4 :]


def _periods(spans: Mapping[tuple[str, str], int], day: str | None) -> dict[str, int]:
    """How many stories go on in each period within what was asked for: years, then months, then days; latest first."""
    dated = {span: number for span, number in spans.items() if span[1]}
    if not dated:
        return {}
    years = {span[0][:4] for span in dated} | {span[1][:4] for span in dated}
    size = {0: 4 if len(years) > YEARS else 7, 4: 7, 7: 10, 10: 10}[len(day or "")]
    first, last = (end[:size] for end in ends(day)) if day else ("", "~")
    found: Counter[str] = Counter()
    for (start, end), number in dated.items():
        for period in _between(max(start[:size], first), end[:size] if last == "~" else min(end[:size], last)):
            found[period] += number
    return dict(sorted(found.items(), reverse=True))


def _between(start: str, end: str) -> Iterator[str]:
    """The periods from one to another, of the size of the first."""
    if len(start) == 4:
        yield from (f"{year:04}" for year in range(int(start), int(end) + 1))
    elif len(start) == 7:
        one, two = (int(p[:4]) * 12 + int(p[5:]) - 1 for p in (start, end))
        yield from (f"{month // 12:04}-{month % 12 + 1:02}" for month in range(one, two + 1))
    else:
        yield from (f"{start[:8]}{day:02}" for day in range(int(start[8:]), int(end[8:]) + 1))


# ---- writing


def facets_of(told: Iterable[tuple[str, bytes]]) -> set[tuple[str, str]]:
    """What articles, by outlet and record, have of each facet but the status."""
    found: set[tuple[str, str]] = set()
    for outlet, record in told:
        read = msgspec.json.decode(record, type=_Told)
        found |= {("outlet", _plain(outlet)), ("language", _plain(read.language))}
        found |= {("agency", _plain(credit.name)) for credit in read.credits if credit.kind == "agency"}
    return found


def write_facets(connection: Connection, found: Mapping[str, Iterable[tuple[str, str]]]) -> None:
    """Write the facets of stories that have none of these yet."""
    rows = [{"story": s, "name": n, "value": v} for s in sorted(found) for n, v in sorted(found[s])]
    if rows:
        connection.execute(sa.insert(t.facets), rows)


def write_statuses(connection: Connection, story: str, found: Iterable[str]) -> None:
    """Write the statuses of a story's account that is kept from now on."""
    f = t.facets.c
    connection.execute(sa.delete(t.facets).where(f.story == story, f.name == "status"))
    if connection.scalar(sa.select(t.stories.c.id).where(t.stories.c.id == story)):
        write_facets(connection, {story: {("status", status) for status in found}})
    count_listing(connection)


def _plain(value: str) -> str:
    return value.replace("\x00", "\ufffd")[:LONGEST]
