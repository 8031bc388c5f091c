"""Which points of different statements are about the same thing: pair scores, then clusters.

Every sign of agreement is one n x n matrix (`SIGNS`), so a story is scored in a few matrix products. A logistic
model weighs the signs; its weights stand in `weights.json` with the report of the program that fitted them
(`training/alignment.py`, cross-validated by story). Clusters come from average linkage, so that eight outlets'
versions of one claim are one cluster and a chain of half-alike claims is not. Scores rank and align; they never
decide a status.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib import resources
from math import inf, log
from typing import TypedDict

import numpy as np

from twosource.compare.intervals import compare_quantities, interval, middle
from twosource.compare.points import WORD, Point
from twosource.data import Quantity

Matrix = np.ndarray


# ---- signs: each takes the points and gives an n x n matrix of values in 0..1 (or -1..1 for cosines)


def clause_meaning(points: Sequence[Point]) -> Matrix:
    """Cosine of the clauses' vectors."""
    vectors = np.stack([p.vector for p in points])
    return _exact(vectors @ vectors.T)


def sentence_meaning(points: Sequence[Point]) -> Matrix:
    """Cosine of the whole sentences' vectors."""
    vectors = np.stack([p.context for p in points])
    return _exact(vectors @ vectors.T)


def shared_words(points: Sequence[Point]) -> Matrix:
    """Weighted overlap of the clauses' content words; a word rare in the story counts more."""
    return _overlap([p.lemmas for p in points], _rarity([p.around for p in points]))


def shared_context(points: Sequence[Point]) -> Matrix:
    """Weighted overlap of the sentences' content words."""
    around = [p.around for p in points]
    return _overlap(around, _rarity(around))


def shared_actors(points: Sequence[Point]) -> Matrix:
    """Weighted overlap of the actors mentioned."""
    actors = [p.actors for p in points]
    return _overlap(actors, _rarity(actors))


def shared_figures(points: Sequence[Point]) -> Matrix:
    """Weighted overlap of the figures given."""
    figures = [p.figures for p in points]
    return _overlap(figures, _rarity(figures))


def shared_days(points: Sequence[Point]) -> Matrix:
    """Overlap of the days named."""
    days = [p.days for p in points]
    return _overlap(days, _rarity(days))


def same_predicate(points: Sequence[Point]) -> Matrix:
    """1 where the predicates have one lemma."""
    return _equal([p.statement.lemma for p in points])


def same_event_type(points: Sequence[Point]) -> Matrix:
    """1 where both have one PLOVER type."""
    return _equal([p.statement.event_type for p in points])


def same_slot(points: Sequence[Point]) -> Matrix:
    """1 where both figures fill one slot (dead, injured, missing ...)."""
    return _equal([p.slot for p in points])


def same_counted(points: Sequence[Point]) -> Matrix:
    """1 where both figures count the same noun."""
    return _equal([p.counted for p in points])


def same_value(points: Sequence[Point]) -> Matrix:
    """1 where both give the same figure, day, place or person."""
    return _equal([p.value for p in points])


def own_meaning(points: Sequence[Point]) -> Matrix:
    """Cosine of the words around each figure, the figures themselves left open."""
    vectors = np.stack([p.own if p.own is not None else p.vector for p in points])
    return _exact(vectors @ vectors.T)


def own_words(points: Sequence[Point]) -> Matrix:
    """Weighted overlap of the content words around each figure."""
    words = [p.own_lemmas for p in points]
    return _overlap(words, _rarity(words))


def nearest_own(points: Sequence[Point]) -> Matrix:
    """1 where each is the other's nearest in its article by the words around the figure, less the lower it ranks."""
    return _nearness(points, own_meaning(points) + 0.5 * own_words(points))


def near_value(points: Sequence[Point]) -> Matrix:
    """The smaller of two figures as a share of the larger: answers to one question have one order of magnitude."""
    middles = np.log([middle(p.quantity) if p.quantity else 1.0 for p in points])
    return _exact(np.exp(-np.abs(middles[:, None] - middles[None, :])))


def one_small(points: Sequence[Point]) -> Matrix:
    """1 where one of the figures is a count of at most `SMALL`: such words often count nothing in particular."""
    small = np.array(
        [p.quantity is not None and not p.quantity.dimension and middle(p.quantity) <= SMALL for p in points]
    )
    return (small[:, None] | small[None, :]).astype(np.float64)


SMALL = 3


def same_part(points: Sequence[Point]) -> Matrix:
    """1 where both figures are totals, both parts of one, or both on top of one."""
    return _equal([p.part for p in points])


def copied(points: Sequence[Point]) -> Matrix:
    """Share of the clauses' word trigrams that both hold: copies align however little they say."""
    return _overlap([_trigrams(p.statement.anchor.quote) for p in points], None)


def nearest_clause(points: Sequence[Point]) -> Matrix:
    """1 where each is the other's nearest in its article by clause, less the lower it ranks (geometric mean of 1/rank)."""
    return _nearness(points, clause_meaning(points) + shared_words(points) + 0.3 * sentence_meaning(points))


def nearest_sentence(points: Sequence[Point]) -> Matrix:
    """The same by sentence."""
    return _nearness(points, sentence_meaning(points) + shared_context(points))


MEANING = (
    clause_meaning, sentence_meaning, shared_words, shared_context, shared_actors, shared_figures, shared_days,
    same_predicate, same_event_type, copied, nearest_clause, nearest_sentence,
)  # fmt: skip
SIGNS: dict[str, tuple[Callable[[Sequence[Point]], Matrix], ...]] = {
    "event": MEANING,
    "quantity": (
        *MEANING,
        same_slot,
        same_counted,
        same_value,
        own_meaning,
        own_words,
        nearest_own,
        near_value,
        one_small,
        same_part,
    ),  # fmt: skip
    "date": (*MEANING, same_value),
    "place": (*MEANING, same_value),
    "person": (*MEANING, same_value),
}


def _trigrams(text: str) -> frozenset[str]:
    words = WORD.findall(text.lower())
    return frozenset(" ".join(words[i : i + 3]) for i in range(len(words) - 2))


def _exact(matrix: Matrix) -> Matrix:
    """Cosines rounded so that the last bits of a matrix product never decide an order."""
    return np.round(matrix.astype(np.float64), 5)


def _rarity(sets: Sequence[frozenset[str]]) -> dict[str, float]:
    counts = Counter(item for s in sets for item in s)
    return {item: log(1 + len(sets) / count) for item, count in counts.items()}


def _overlap(sets: Sequence[frozenset[str]], weight: Mapping[str, float] | None) -> Matrix:
    """Cosine of weighted sets: 1 for equal sets, 0 where either is empty. Without weights all items count 1."""
    weight = weight if weight is not None else {item: 1.0 for s in sets for item in s}
    columns = {item: i for i, item in enumerate(sorted(weight))}
    table = np.zeros((len(sets), max(1, len(columns))))
    for row, items in enumerate(sets):
        for item in items:
            table[row, columns[item]] = weight[item]
    lengths = np.linalg.norm(table, axis=1, keepdims=True)
    table /= np.where(lengths == 0, 1, lengths)
    return _exact(table @ table.T)


def _nearness(points: Sequence[Point], likeness: Matrix) -> Matrix:
    ranks = np.zeros_like(likeness)
    articles = np.array([p.article for p in points])
    for article in sorted(set(articles)):
        columns = np.flatnonzero(articles == article)
        order = np.argsort(-likeness[:, columns], axis=1, kind="stable")
        place = np.empty_like(order)
        np.put_along_axis(place, order, np.broadcast_to(np.arange(len(columns)), order.shape).copy(), axis=1)
        ranks[:, columns] = 1 / (1 + place)
    return _exact(np.sqrt(ranks * ranks.T))


def _equal(keys: Sequence[str]) -> Matrix:
    names = {key: i for i, key in enumerate(sorted({k for k in keys if k}))}
    codes = np.array([names.get(key, -1 - i) for i, key in enumerate(keys)])
    return (codes[:, None] == codes[None, :]).astype(np.float64)


# ---- scores


class Fitted(TypedDict):
    """How one kind of point is aligned: weights of the signs, and the score at which groups stop growing."""

    bias: float
    threshold: float
    signs: dict[str, float]


Weights = Mapping[str, Fitted]


@cache
def weights() -> Weights:
    """The fitted weights that the package carries."""
    text = resources.files("twosource.compare").joinpath("weights.json").read_text(encoding="utf-8")
    loaded: Weights = json.loads(text)
    for kind, signs in SIGNS.items():
        expected = [s.__name__ for s in signs]
        if sorted(loaded[kind]["signs"]) != sorted(expected):
            from twosource.errors import ModelError

            raise ModelError(
                f"compare/weights.json does not fit this version: {kind} signs differ. Refit with training/alignment.py"
            )
    return loaded


def pair_scores(points: Sequence[Point], kind: str, fitted: Weights) -> Matrix:
    """Probability that two points are about the same thing, n x n, symmetric."""
    total = np.full((len(points), len(points)), fitted[kind]["bias"])
    for sign in SIGNS[kind]:
        total += fitted[kind]["signs"][sign.__name__] * sign(points)
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
    if a.slot != b.slot or _far_apart(a.quantity, b.quantity, SLOT_RATIO if a.slot else RATIO):
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
