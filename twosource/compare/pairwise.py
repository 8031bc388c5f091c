"""Numbers for candidate pairs: overlap of sets, equal keys, rank within an article, neighbours that both share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain
from math import log

import numpy as np

from twosource.compare.pairs import Pairs, Values, codes, exact, ranges

ITEMS = 1 << 20  # in a table, and looked up in it, at once: bounds the memory


def rarity(sets: Sequence[frozenset[str]]) -> dict[str, float]:
    """Weight of each item: the fewer of the sets have it, the heavier."""
    counts = Counter(chain.from_iterable(sets))
    return {item: log(1 + len(sets) / count) for item, count in counts.items()}


def overlap(sets: Sequence[frozenset[str]], weight: Mapping[str, float] | None, pairs: Pairs) -> Values:
    """Cosine of weighted sets: 1 for equal sets, 0 where either is empty. Without weights all items count 1."""
    weight = weight if weight is not None else dict.fromkeys(chain.from_iterable(sets), 1.0)
    column = {item: i for i, item in enumerate(sorted(weight))}
    lengths = np.array([len(s) for s in sets], dtype=np.int64)
    starts = np.cumsum(lengths) - lengths
    items = np.array([c for s in sets for c in sorted(column[item] for item in s)], dtype=np.int64)
    weights = np.array([weight[item] for item in sorted(weight)])[items] if len(items) else np.zeros(0)
    owner = np.repeat(np.arange(len(sets)), lengths)
    weights = weights / np.sqrt(np.bincount(owner, weights**2, minlength=len(sets)))[owner]
    shared = np.zeros(len(pairs))
    half = np.flatnonzero(pairs.left <= pairs.right)  # the other half is the same the other way round
    cost = np.cumsum(lengths[pairs.right[half]]) + pairs.left[half] * len(column)
    chunks = np.searchsorted(cost, np.arange(ITEMS, int(cost[-1]) if len(cost) else 0, ITEMS))
    for some in filter(len, np.split(half, chunks)):
        left, right = pairs.left[some], pairs.right[some]
        at = ranges(starts[right], lengths[right])
        pair = np.repeat(np.arange(len(some)), lengths[right])
        first, last = left[[0, -1]]  # a table of these rows is many times faster than a search
        mine = np.arange(starts[first], starts[last] + lengths[last])
        table = np.full((last - first + 1, len(column)), -1)
        table[owner[mine] - first, items[mine]] = mine
        found = table[left[pair] - first, items[at]]
        hit = found >= 0
        shared[some] = np.bincount(pair[hit], (weights[found] * weights[at])[hit], minlength=len(some))
    shared[pairs.back[half]] = shared[half]
    return exact(shared)


def equal(keys: Sequence[str], pairs: Pairs) -> Values:
    """1 where the keys are one and not empty; a point is always equal to itself."""
    code = codes(keys)
    same: Values = (code[pairs.left] == code[pairs.right]).astype(np.float64)
    return same


def ranked(pairs: Pairs, article: np.ndarray, values: Values) -> tuple[np.ndarray, np.ndarray]:
    """The pairs of each point by the other's article, the highest value first; and the rank of each in that order.
    Points of one article stand together.
    """
    if not len(pairs):
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    other = article[pairs.right]
    new = (np.diff(pairs.left, prepend=-1) != 0) | (np.diff(other, prepend=other[0] - 1) != 0)
    first = np.flatnonzero(new)
    group = np.cumsum(new)
    key = 4 * group - values  # one sort where two keys need two: values are within -1 and 1
    order = np.argsort(key, kind="stable")
    tied = np.flatnonzero(np.diff(key[order]) == 0)
    if (values[order[tied]] != values[order[tied + 1]]).any():  # nearer to each other than the key can tell
        order = np.lexsort((-values, group))
    return order, np.arange(len(order)) - np.repeat(first, np.diff(np.append(first, len(order))))


def nearness(pairs: Pairs, article: np.ndarray, values: Values) -> Values:
    """1 where each of a pair has its highest value in the other's article with the other, less the lower it ranks."""
    order, rank = ranked(pairs, article, values)
    share = np.empty(len(pairs))
    share[order] = 1 / (1 + rank)
    return exact(np.sqrt(share * share[pairs.back]))


def above_rivals(pairs: Pairs, article: np.ndarray, values: Values) -> Values:
    """How far each pair is above the next best that either has in the other's article."""
    order, rank = ranked(pairs, article, values)
    first = np.flatnonzero(rank == 0)
    sizes = np.diff(np.append(first, len(rank)))
    inside = values[order]
    top = inside[first]
    second = np.where(sizes > 1, inside[np.minimum(first + 1, max(0, len(inside) - 1))], 0.0)
    rival = np.empty(len(pairs))
    rival[order] = np.where(inside >= np.repeat(top, sizes), np.repeat(second, sizes), np.repeat(top, sizes))
    return exact(values - np.maximum(rival, rival[pairs.back]))


def shared_neighbours(pairs: Pairs, levels: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """For each pair, over all points that are matched with both, the lower of the two levels: the highest, and the sum."""
    strong = np.flatnonzero(levels > 0)
    starts = np.searchsorted(pairs.left[strong], np.arange(pairs.n + 1))
    to, level = pairs.right[strong], levels[strong]
    best, total = np.zeros(len(pairs), dtype=np.int64), np.zeros(len(pairs))
    for row in range(pairs.n):
        mine = slice(starts[row], starts[row + 1])
        lengths = starts[to[mine] + 1] - starts[to[mine]]
        at = ranges(starts[to[mine]], lengths)
        lower = np.minimum(np.repeat(level[mine], lengths), level[at])
        highest = np.zeros(pairs.n, dtype=np.int64)
        np.maximum.at(highest, to[at], lower)
        wanted = pairs.right[pairs.of(row)]
        best[pairs.of(row)] = highest[wanted]
        total[pairs.of(row)] = np.bincount(to[at], lower, minlength=pairs.n)[wanted]
    return best, total
