"""Which pairs of points are looked at: all of a small story, of a larger one for each point the most alike.

A story of 200 articles has 6,000 statements and 18 million pairs of them; nearly all are about different things. Each
point gets a vector made of the mean meaning of its clause and of its sentence and of a sketch of its words, actors,
days and figures, the rare ones heavier (signed hashing, Weinberger et al. 2009). The `MOST` points that are nearest by
these vectors are its candidates, and it is one of theirs. Points of one article always meet: figures need them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from math import log
from zlib import crc32

import numpy as np

from twosource.compare.likeness import Words, unit
from twosource.compare.pairs import Pairs, all_pairs, codes
from twosource.compare.points import Point

MOST = 400  # candidates of one point; a story with no more points of a kind has all pairs
SKETCH = 256  # numbers that stand for the words, actors, days and figures
ROWS = 256  # points compared with all others at once: bounds the memory


def find_candidates(points: Sequence[Point], most: int = MOST) -> Pairs:
    """The pairs of these points that are looked at."""
    n = len(points)
    if n <= most:
        return all_pairs(n)
    keys = [row * n + column for row, column in _nearest(_vectors(points), most)]
    near = np.concatenate([*keys, *(k % n * n + k // n for k in keys), *_within(points)])
    near.sort()
    kept = near[np.diff(near, prepend=-1) > 0]
    return Pairs(n, kept // n, kept % n)


# ---- parts


def _within(points: Sequence[Point]) -> Iterator[np.ndarray]:
    """Pairs of one article, as keys."""
    n, article = len(points), codes([p.article for p in points])
    for code in np.unique(article):
        rows = np.flatnonzero(article == code)
        yield (rows[:, None] * n + rows[None, :]).ravel()


def _nearest(vectors: np.ndarray, most: int) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Pairs of a row and each of its `most` nearest, all those included that are as near as the last."""
    for start in range(0, len(vectors), ROWS):
        near = np.round(vectors[start : start + ROWS] @ vectors.T, 4)
        last = np.partition(near, -most, axis=1)[:, -most, None]
        rows, columns = np.nonzero((near >= last) & (near > 0))
        yield rows + start, columns


def _vectors(points: Sequence[Point]) -> np.ndarray:
    """What points are first compared by, n x numbers."""
    features = [_features(p) for p in points]
    counts = Counter(feature for some in features for feature in some)
    hashed = {feature: crc32(feature.encode()) for feature in counts}
    sketch = np.zeros((len(points), SKETCH), dtype=np.float32)
    for row, some in enumerate(features):
        for feature in sorted(some):
            code = hashed[feature]
            sketch[row, code % SKETCH] += log(1 + len(points) / counts[feature]) * (1 if code & 0x10000 else -1)
    clause, sentence = (np.stack([w.weights @ w.rows for w in words]) for words in _stretches(points))
    return np.hstack([unit(part) for part in (clause, sentence, sketch)]).astype(np.float32)


def _stretches(points: Sequence[Point]) -> tuple[list[Words], list[Words]]:
    return [p.clause for p in points], [p.sentence for p in points]


def _features(point: Point) -> set[str]:
    told = {f"lemma {x}" for x in point.lemmas | point.own_lemmas} | {f"actor {x}" for x in point.actors}
    told |= {f"figure {x}" for x in point.figures} | {f"day {x}" for x in point.days}
    return told | {f"{name} {x}" for name, x in (("value", point.value), ("slot", point.slot)) if x}
