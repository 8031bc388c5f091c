"""A topic into stories: which of its articles tell one event and which another of the same people.

Average linkage twice. First over the chances of pairs. Then, within what that gives, over chances that also weigh each
word by its rarity among those articles: what all of them share tells nothing apart, the second defendant's name does.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log

import numpy as np

from twosource.stories.likeness import BAGS, EMPTY, Row, Weights, logistic
from twosource.stories.traits import rarities

PRIOR = 10  # articles that the table of counts stands for when rarity is measured among few


def tell_apart(rows: Sequence[Row], chance: np.ndarray, second: np.ndarray, weights: Weights) -> list[list[int]]:
    """The stories of a topic as positions in it. `chance` and `second`: n x n, -inf in `second` where nothing is known."""
    stories = []
    for group in average_link(chance, weights.alike):
        if len(group) > 1:
            own = np.tensordot(local_signs([rows[i] for i in group]), weights.local, axes=1)
            sure = logistic(second[np.ix_(group, group)] + own + weights.size * log(len(group)))
            stories += [[group[i] for i in part] for part in average_link(np.round(sure, 5), weights.story)]
        else:
            stories.append(group)
    return sorted(stories)


def local_signs(rows: Sequence[Row]) -> np.ndarray:
    """N x n x bags: the cosines of the bags of words, rarity measured among these articles."""
    keys = np.stack([r.keys for r in rows])
    used = np.stack([r.used for r in rows])
    marks = np.stack([r.marks for r in rows])
    known, at = np.unique(keys, return_inverse=True)
    at = at.reshape(keys.shape)
    expected = PRIOR * np.exp(-rarities(known).astype(np.float64))
    cosines = np.zeros((len(rows), len(rows), len(BAGS)))
    for bag, (mark, _) in enumerate(BAGS):
        inside = ((marks & mark) == mark) & (keys != EMPTY)
        articles = np.bincount(at[inside], minlength=len(known))
        rare = np.maximum(np.log((len(rows) + PRIOR) / (articles + expected)), 0)
        values = np.where(inside, used * rare[at], 0)
        lengths = np.sqrt((values**2).sum(axis=1))
        values /= np.where(lengths == 0, 1, lengths)[:, None]
        shared = articles > 1
        column = np.cumsum(shared) - 1
        table = np.zeros((len(rows), max(1, int(shared.sum()))))
        row, place = np.nonzero(inside & shared[at])
        table[row, column[at[row, place]]] = values[row, place]
        cosines[:, :, bag] = table @ table.T
    return np.round(cosines, 5)


def average_link(likeness: np.ndarray, least: float) -> list[list[int]]:
    """Groups by average linkage, while the mean likeness of the two most alike groups is at least `least`."""
    table = likeness.astype(np.float64)
    np.fill_diagonal(table, -np.inf)
    groups = [[i] for i in range(len(table))]
    sizes = np.ones(len(table))
    nearest = table.argmax(axis=1)
    best = table[np.arange(len(table)), nearest]
    while True:
        i = int(best.argmax())
        if best[i] < least or best[i] == -np.inf:
            return sorted(sorted(g) for g in groups if g)
        i, j = sorted((i, int(nearest[i])))
        joined = (table[i] * sizes[i] + table[j] * sizes[j]) / (sizes[i] + sizes[j])
        joined[[i, j]] = -np.inf
        table[i], table[:, i] = joined, joined
        table[j], table[:, j] = -np.inf, -np.inf
        sizes[i] += sizes[j]
        groups[i], groups[j] = groups[i] + groups[j], []
        best[j] = -np.inf
        stale = np.flatnonzero((nearest == i) | (nearest == j))
        stale = np.union1d(stale, [i])
        nearest[stale] = table[stale].argmax(axis=1)
        best[stale] = table[stale, nearest[stale]]
        best[j] = -np.inf
        closer = np.flatnonzero(joined > best)
        nearest[closer], best[closer] = i, joined[closer]
