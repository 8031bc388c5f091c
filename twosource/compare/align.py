"""Which points of different statements are about the same thing: pair scores, then clusters.

A logistic model weighs the signs of `signs.py`, a second one weighs them again with what the first has found in the
whole story. The weights stand in `weights.json`, fitted by `training/alignment.py` and cross-validated by story. Clusters come from average linkage, so that eight outlets'
versions of one claim are one cluster and a chain of half-alike claims is not. Scores rank and align; they never
decide a status.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from math import inf
from typing import TypedDict

import numpy as np

from twosource.compare.intervals import compare_quantities, interval
from twosource.compare.points import Point
from twosource.compare.signs import SECOND, SIGNS, Matrix, Table
from twosource.data import Quantity
from twosource.errors import ModelError

# ---- scores


class Fitted(TypedDict):
    """How one kind of point is aligned: weights of the first signs, weights of all signs once the first have spoken,
    and the score at which groups stop growing.
    """

    threshold: float
    first: dict[str, float]  # with "bias"
    second: dict[str, float]


Weights = Mapping[str, Fitted]


@cache
def weights() -> Weights:
    """The fitted weights that the package carries."""
    text = resources.files("twosource.compare").joinpath("weights.json").read_text(encoding="utf-8")
    loaded: Weights = json.loads(text)
    for kind, signs in SIGNS.items():
        for stage, expected in (("first", signs), ("second", (*signs, *SECOND))):
            if set(loaded[kind][stage]) != {"bias", *(s.__name__ for s in expected)}:  # type: ignore[literal-required]
                raise ModelError(
                    f"compare/weights.json does not fit this version: the {stage} signs of {kind} differ. "
                    "Refit them with training/alignment.py"
                )
    return loaded


def pair_scores(points: Sequence[Point], kind: str, fitted: Weights) -> Matrix:
    """Probability that two points are about the same thing, n x n, symmetric. Within an article the first signs alone
    speak: the second ones compare articles.
    """
    table = Table(points)
    signs = {sign.__name__: sign(table) for sign in SIGNS[kind]}
    first = weighed(signs, fitted[kind]["first"])
    if kind == "quantity":
        first = np.where(comparable(points), first, 0.0)
    signs |= second_signs(table, first)
    second = weighed(signs, fitted[kind]["second"])
    return np.where(table.apart & (first > 0), second, first)


def second_signs(table: Table, first: Matrix) -> dict[str, Matrix]:
    """The second signs, after the first have spoken."""
    table.first = np.where(table.apart, first, 0.0)
    return {sign.__name__: sign(table) for sign in SECOND}


def weighed(signs: Mapping[str, Matrix], weight: Mapping[str, float]) -> Matrix:
    """The logistic model's probability."""
    total = sum((weight[name] * sign for name, sign in signs.items()), np.float64(weight["bias"]))
    scores: Matrix = 1 / (1 + np.exp(-total))
    return scores


def comparable(points: Sequence[Point]) -> Matrix:
    """Pairs of figures that may answer one question: one dimension, and slots that do not exclude each other."""
    n = len(points)
    allowed = np.ones((n, n), dtype=bool)
    for i in range(n):
        for j in range(i):
            allowed[i, j] = allowed[j, i] = _one_question(points[i], points[j])
    return allowed


def _one_question(a: Point, b: Point) -> bool:
    if a.quantity is None or b.quantity is None:
        return False
    if a.slot != b.slot and (a.slot and b.slot or not a.counted or a.counted != b.counted):
        return False
    if _far_apart(a.quantity, b.quantity, SLOT_RATIO if a.slot and b.slot else RATIO):
        return False
    return compare_quantities(a.quantity, b.quantity)[0] != "incomparable"


RATIO, SLOT_RATIO = 10.0, 500.0  # two figures further apart than this factor answer different questions


def _far_apart(a: Quantity, b: Quantity, factor: float) -> bool:
    one, two = (interval(q) for q in (a, b))
    low, high = (one, two) if one[1] <= two[1] else (two, one)
    return 0 < low[1] < inf and low[1] * factor < high[0]


def clusters(scores: Matrix, threshold: float, allowed: Matrix | None = None) -> list[list[int]]:
    """Average-linkage clusters of at least two members; each a sorted list of row numbers.

    `allowed` forbids pairs (False): clusters that hold a forbidden pair never merge. Ties are broken by row
    order, so the result depends on the points alone.
    """
    n = len(scores)
    sums = scores.astype(np.float64).copy()
    np.fill_diagonal(sums, 0.0)
    open_ = np.ones((n, n), dtype=bool) if allowed is None else allowed.copy()
    np.fill_diagonal(open_, False)
    sizes = np.ones(n)
    members: dict[int, list[int]] = {i: [i] for i in range(n)}
    means = np.where(open_, sums, -1.0)
    best = means.argmax(axis=1) if n else np.zeros(0, dtype=int)
    while len(members) > 1:
        rows = np.arange(n)
        peaks = means[rows, best]
        a = int(peaks.argmax())
        if peaks[a] < threshold:
            break
        b = int(best[a])
        a, b = min(a, b), max(a, b)
        _merge(a, b, sums, open_, sizes, means)
        members[a] += members.pop(b)
        stale = (best == a) | (best == b)
        stale[a] = True
        best[stale] = means[stale].argmax(axis=1)
        better = means[:, a] > means[rows, best]
        best[better] = a
    return [sorted(m) for _, m in sorted(members.items()) if len(m) > 1]


def _merge(a: int, b: int, sums: Matrix, open_: Matrix, sizes: Matrix, means: Matrix) -> None:
    """Fold row b into row a in place."""
    sums[a] += sums[b]
    sums[:, a] = sums[a]
    open_[a] &= open_[b]
    open_[:, a] = open_[a]
    open_[b] = False
    open_[:, b] = False
    sizes[a] += sizes[b]
    sizes[b] = 1.0
    open_[a, a] = False
    row = np.where(open_[a], np.round(sums[a] / (sizes[a] * sizes), 9), -1.0)
    means[a] = row
    means[:, a] = row
    means[b] = -1.0
    means[:, b] = -1.0


def neighbourhoods(scores: Matrix, threshold: float, articles: Sequence[str], overlap: float = 0.67) -> list[list[int]]:
    """Each point with its best match in every other article, where that scores at least `threshold`.

    Unlike `clusters` these may share members: one sentence often answers several questions. Of two that share more than
    `overlap` of the smaller one's members only the larger, then the tighter, is kept. Each is a sorted list of rows.
    """
    names = np.array(articles)
    table = scores.copy()
    table[names[:, None] == names[None, :]] = 0.0
    found: set[tuple[int, ...]] = set()
    for row in range(len(names)):
        members = {row}
        for article in sorted(set(articles) - {articles[row]}):
            columns = np.flatnonzero(names == article)
            best = int(columns[table[row, columns].argmax()])
            if table[row, best] >= threshold:
                members.add(best)
        if len(members) > 1:
            found.add(tuple(sorted(members)))
    ranked = sorted(found, key=lambda m: (-len(m), -round(float(table[np.ix_(m, m)].sum()), 6), m))
    kept: list[set[int]] = []
    for group in ranked:
        if not any(len(k & set(group)) >= overlap * len(group) for k in kept):
            kept.append(set(group))
    return [sorted(k) for k in kept]
