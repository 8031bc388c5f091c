"""Which articles tell one event: average linkage over likeness of leads and shared rare names.

Articles handed in together are mostly one story, so the threshold is low: two events are told apart when neither their
leads nor their names have much in common. For a stream of thousands there is `grouper.py`.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from math import log

import numpy as np

from twosource.data import Article
from twosource.models.encoder import shared_encoder
from twosource.stories.traits import lead

NAME = re.compile(r"(?<![.!?]\s)(?<!^)\b[A-ZÀ-Þ][\w’'-]{2,}")
THRESHOLD = 0.24  # mean of lead cosine and name overlap; a plateau on the open stories and ECB+


def group_articles(articles: Sequence[Article]) -> tuple[tuple[Article, ...], ...]:
    """Groups of articles, each by publication and id; earliest group first. Independent of the order given."""
    ordered = sorted(articles, key=lambda a: (a.published or "", a.id))
    if len(ordered) < 2:
        return tuple((a,) for a in ordered)
    return tuple(tuple(ordered[i] for i in g) for g in average_linkage(article_likeness(ordered), THRESHOLD))


def average_linkage(likeness: np.ndarray, threshold: float) -> list[list[int]]:
    """Groups of rows, the two with the highest mean likeness joined first, the earlier rows on a tie."""
    sums, sizes = likeness.astype(np.float64), np.ones(len(likeness))
    groups: dict[int, list[int]] = {i: [i] for i in range(len(likeness))}
    later = np.triu(np.ones_like(sums, dtype=bool), 1)
    while len(groups) > 1:
        means = np.where(later, np.round(sums / np.outer(sizes, sizes), 6), -np.inf)
        a, b = (int(i) for i in np.unravel_index(means.argmax(), means.shape))
        if means[a, b] < threshold:
            break
        groups[a] += groups.pop(b)
        sizes[a] += sizes[b]
        sums[a] += sums[b]
        sums[:, a] += sums[:, b]
        later[b] = later[:, b] = False
    return sorted(sorted(g) for g in groups.values())


def article_likeness(articles: Sequence[Article]) -> np.ndarray:
    """N x n: mean of the cosine of the leads' vectors and the weighted overlap of capitalised words."""
    vectors = shared_encoder().encode([lead(a) for a in articles])
    names = [Counter(w.lower() for w in NAME.findall(a.text)) for a in articles]
    df = Counter(w for c in names for w in c)
    columns = {w: i for i, w in enumerate(sorted(df))}
    table = np.zeros((len(articles), max(1, len(columns))))
    for row, counts in enumerate(names):
        for word, n in counts.items():
            table[row, columns[word]] = (1 + log(n)) * log(1 + len(articles) / df[word])
    lengths = np.linalg.norm(table, axis=1, keepdims=True)
    table /= np.where(lengths == 0, 1, lengths)
    likeness: np.ndarray = np.round((vectors @ vectors.T + table @ table.T) / 2, 6)
    return likeness


def story_id(articles: Sequence[Article]) -> str:
    """An id that follows from the articles' contents alone."""
    digest = hashlib.sha256("\n".join(sorted(a.sha256 for a in articles)).encode()).hexdigest()
    return f"story-{digest[:12]}"
