"""The articles an article may belong with: an index by day, asked for the days around its own.

Two ways lead to a candidate: rare words that both use, or leads of like meaning. Both are fixed for a pair of articles,
whatever else is in the index, so that the order in which articles come changes nothing. No way compares all pairs of texts.
Several articles are asked for together: the day's table of leads is what is large, and is so read once for all of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np

from twosource.stories.likeness import Row, Rows, empty_rows, joined, put, taken
from twosource.stories.traits import Traits, key_of

RARE_TERMS = 24  # of an article, its rarest and most used: the keys of the index
SHARED_TERMS = 2  # that two articles must have in common
ALIKE = 0.45  # or the cosine of their leads
GROWTH = 64


class Day:
    """The articles of one day: their rows as one growing table, and who uses which rare word."""

    def __init__(self) -> None:
        self.articles: list[str] = []
        self.users: dict[int, list[int]] = defaultdict(list)
        self.rows = empty_rows(GROWTH)
        self.leads = self.rows.vectors[:, 1]

    def add(self, traits: Traits, row: Row) -> None:
        """Take an article in."""
        at = len(self.articles)
        if at == len(self.leads):
            self.rows = joined([self.rows, empty_rows(at)])
            self.leads = self.rows.vectors[:, 1]
        put(self.rows, at, row)
        self.articles.append(traits.article)
        for key in rare_keys(traits):
            self.users[key].append(at)

    def near(self, keys: Sequence[list[int]], leads: np.ndarray) -> Iterator[np.ndarray]:
        """Positions of the articles that share rare words or meaning, for each of several articles."""
        n = len(self.articles)
        alike = self.leads[:n] @ leads.T >= ALIKE  # of all at once: the table is read once, and the sums are exact
        for column, its in enumerate(keys):
            shared = np.bincount([at for key in its for at in self.users.get(key, ())], minlength=n)
            yield np.flatnonzero((shared >= SHARED_TERMS) | alike[:, column])


class Window:
    """All days, by date."""

    def __init__(self, days: int | None) -> None:
        self.width = days
        self.days: dict[int, Day] = {}

    def add(self, traits: Traits, row: Row) -> None:
        """Take an article in."""
        self.days.setdefault(self.slot(traits.day), Day()).add(traits, row)

    def drop(self, before: int) -> None:
        """Forget the days before one."""
        for day in [d for d in self.days if 0 < d < before]:
            del self.days[day]

    def slot(self, day: int) -> int:
        """The day under which articles are kept: one for all where there is no window."""
        return 0 if self.width is None else day

    def around(self, day: int) -> Iterator[int]:
        """The days within the window that have articles, earliest first."""
        if self.width is None or not day:
            span = range(1)
        else:
            span = range(day - self.width, day + self.width + 1)
        yield from (d for d in span if d in self.days)

    def near(self, traits: Traits, row: Row) -> tuple[list[str], Rows]:
        """Candidates for an article, itself left out."""
        ((names, rows),) = self.near_each([traits], [row])
        return names, rows

    def near_each(self, traits: Sequence[Traits], rows: Sequence[Row]) -> Iterator[tuple[list[str], Rows]]:
        """Candidates for each of several articles: those in the index, and of the several those before it."""
        keys = [rare_keys(each) for each in traits]
        leads = np.stack([row.vectors[1] for row in rows])
        place = {each.article: i for i, each in enumerate(traits)}
        asking: dict[int, list[int]] = defaultdict(list)
        for i, each in enumerate(traits):
            for day in self.around(each.day):
                asking[day].append(i)
        found: list[list[tuple[Day, np.ndarray]]] = [[] for _ in traits]
        for day, some in sorted(asking.items()):
            kept = self.days[day]
            for i, near in zip(some, kept.near([keys[i] for i in some], leads[some]), strict=True):
                before = [at for at in near.tolist() if place.get(kept.articles[at], -1) < i]
                if before:
                    found[i].append((kept, np.array(before)))
        for near_days in found:
            names = [day.articles[at] for day, places in near_days for at in places.tolist()]
            yield names, joined([taken(day.rows, places) for day, places in near_days])


def rare_keys(traits: Traits) -> list[int]:
    """The words under which an article is found."""
    return [key_of(term) for term in traits.terms[:RARE_TERMS]]
