"""The articles an article may belong with: an index by day, asked for the days around its own.

Two ways lead to a candidate: rare words that both use, or leads of like meaning. Both are fixed for a pair of articles,
whatever else is in the index, so that the order in which articles come changes nothing. No way compares all pairs of texts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import numpy as np

from twosource.stories.likeness import Row
from twosource.stories.traits import DIMENSION, Traits, key_of

RARE_TERMS = 24  # of an article, its rarest and most used: the keys of the index
SHARED_TERMS = 2  # that two articles must have in common
ALIKE = 0.45  # or the cosine of their leads
GROWTH = 64


class Day:
    """The articles of one day: their rows, their leads' vectors and who uses which rare word."""

    def __init__(self) -> None:
        self.articles: list[str] = []
        self.rows: list[Row] = []
        self.users: dict[int, list[int]] = defaultdict(list)
        self.leads = np.zeros((GROWTH, DIMENSION), dtype=np.float32)

    def add(self, traits: Traits, row: Row) -> None:
        """Take an article in."""
        at = len(self.articles)
        if at == len(self.leads):
            self.leads = np.concatenate([self.leads, np.zeros_like(self.leads)])
        self.leads[at] = row.vectors[1]
        self.articles.append(traits.article)
        self.rows.append(row)
        for key in rare_keys(traits):
            self.users[key].append(at)

    def near(self, keys: list[int], lead: np.ndarray) -> np.ndarray:
        """Positions of the articles that share rare words or meaning."""
        n = len(self.articles)
        shared = np.bincount([at for key in keys for at in self.users.get(key, ())], minlength=n)
        found: np.ndarray = np.flatnonzero((shared >= SHARED_TERMS) | (self.leads[:n] @ lead >= ALIKE))
        return found


class Window:
    """All days, by date."""

    def __init__(self, days: int | None) -> None:
        self.width = days
        self.days: dict[int, Day] = {}

    def add(self, traits: Traits, row: Row) -> None:
        """Take an article in."""
        self.days.setdefault(self.slot(traits.day), Day()).add(traits, row)

    def slot(self, day: int) -> int:
        """The day under which articles are kept: one for all where there is no window."""
        return 0 if self.width is None else day

    def around(self, day: int) -> Iterator[Day]:
        """The days within the window, earliest first."""
        if self.width is None or not day:
            span = range(1)
        else:
            span = range(day - self.width, day + self.width + 1)
        yield from (self.days[d] for d in span if d in self.days)

    def near(self, traits: Traits, row: Row) -> tuple[list[str], list[Row]]:
        """Candidates for an article, itself left out."""
        keys = rare_keys(traits)
        names: list[str] = []
        rows: list[Row] = []
        for day in self.around(traits.day):
            for at in day.near(keys, row.vectors[1]).tolist():
                if day.articles[at] != traits.article:
                    names.append(day.articles[at])
                    rows.append(day.rows[at])
        return names, rows


def rare_keys(traits: Traits) -> list[int]:
    """The words under which an article is found."""
    return [key_of(term) for term in traits.terms[:RARE_TERMS]]
