"""Which articles tell one event: average linkage over the chances that two of them do.

Articles handed in together are mostly one story, told from several sides, so the threshold is low: they are told apart
when hardly anything says that they belong together. For a stream of thousands there is `grouper.py`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np

from twosource.data import Article
from twosource.stories.likeness import chances, row_of, shipped_weights, stacked
from twosource.stories.traits import features

THRESHOLD = 0.02  # mean chance; benchmarks/LOG.md has what it splits and what it merges
TIED = 0.15  # share of the mean chance within that two groups need between them: each may be a story of its own


def group_articles(articles: Sequence[Article]) -> tuple[tuple[Article, ...], ...]:
    """Groups of articles, each by publication and id; earliest group first. Independent of the order given."""
    ordered = sorted(articles, key=lambda a: (a.published or "", a.id))
    if len(ordered) < 2:
        return tuple((a,) for a in ordered)
    return tuple(tuple(ordered[i] for i in g) for g in average_linkage(article_chances(ordered), THRESHOLD, TIED))


def average_linkage(likeness: np.ndarray, threshold: float, tied: float) -> list[list[int]]:
    """Groups of rows, the two with the highest mean likeness joined first, the earlier rows on a tie. Two groups of several
    rows need besides `tied` times the likeness that the looser one has within. Each row knows the likeliest of those after it, so that a
    step looks at the rows that the last one changed.
    """
    sums, sizes = likeness.astype(np.float64), np.ones(len(likeness))
    own = np.diag(sums).copy()
    groups: dict[int, list[int]] = {i: [i] for i in range(len(likeness))}
    rows, left = np.arange(len(likeness)), np.ones(len(likeness), dtype=bool)
    means = np.where(rows[:, None] < rows, np.round(sums, 6), -np.inf)
    nearest = means.argmax(axis=1)
    best = means[rows, nearest]
    while len(groups) > 1:
        a = int(best.argmax())
        b = int(nearest[a])
        if best[a] < threshold:
            break
        groups[a] += groups.pop(b)
        for values in (sizes, own, sums):
            values[a] += values[b]
        sums[:, a] += sums[:, b]
        left[b] = False
        means[b] = means[:, b] = best[b] = -np.inf
        several = sizes > 1
        within = np.where(several, (np.diag(sums) - own) / np.maximum(sizes * (sizes - 1), 1), 0)
        joined = np.round(sums[a] / (sizes[a] * sizes), 6)
        joined[several & (joined < np.round(tied * np.minimum(within[a], within), 6)) | ~left] = -np.inf
        means[a, a + 1 :], means[:a, a] = joined[a + 1 :], joined[:a]
        changed = np.flatnonzero((nearest == a) | (nearest == b) | (rows == a) | (means[:, a] >= best))
        nearest[changed] = means[changed].argmax(axis=1)
        best[changed] = means[changed, nearest[changed]]
    return sorted(sorted(g) for g in groups.values())


def article_chances(articles: Sequence[Article]) -> np.ndarray:
    """N x n: how likely it is that two articles tell one event."""
    rows = [row_of(features(a)) for a in articles]
    table, weights = stacked(rows), shipped_weights()
    found = np.array([chances(row, table, weights)[0] for row in rows])
    likeness: np.ndarray = np.round((found + found.T) / 2, 6)
    return likeness


def story_id(articles: Sequence[Article]) -> str:
    """An id that follows from the articles' contents alone."""
    digest = hashlib.sha256("\n".join(sorted(a.sha256 for a in articles)).encode()).hexdigest()
    return f"story-{digest[:12]}"
