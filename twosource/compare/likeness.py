"""How alike two stretches of words are, word by word.

Each word has a vector of its meaning in its sentence, from the reader. Of two stretches, each word of one looks for
its nearest word in the other; the mean of those cosines, rare words counting most, says how much of the one the other
covers. After late interaction (Khattab and Zaharia 2020) and greedy matching with rarity weights (Zhang et al. 2020,
BERTScore); measured against one vector per clause in training/LOG.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log

import numpy as np

from twosource.data import Anchor, Document

Matrix = np.ndarray
RARITY = 3.0  # exponent of a word's rarity in the story: a word all reports use says nothing about which claim it is


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The telling words of a stretch: unit vectors (k x dim) and weights that sum to one."""

    rows: np.ndarray
    weights: np.ndarray


class Lexis:
    """The words of one document, ready to be cut out by anchor."""

    def __init__(self, document: Document, rarity: Mapping[str, float]) -> None:
        if document.meaning is None:
            raise ValueError(f"{document.article.id}: its words have no vectors; run the flow's steps in order")
        tokens = [t for t in document.doc if not t.is_space]
        rows = np.stack([document.meaning[t.i] for t in tokens]) if tokens else np.zeros((0, 1), dtype=np.float32)
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        self.rows = rows / np.where(lengths == 0, 1, lengths)
        self.starts = np.array([t.idx for t in tokens], dtype=np.int64)
        self.telling = np.array([not (t.is_stop or t.is_punct) for t in tokens], dtype=bool)
        self.weights = np.array([rarity.get(_key(t.lemma_, t.text), 1.0) for t in tokens])

    def words(self, anchor: Anchor, *, without: Anchor | None = None) -> Words:
        """The telling words of a stretch, all its words where none is; those of `without` left out."""
        inside = (self.starts >= anchor.start) & (self.starts < anchor.end)
        if without is not None:
            inside &= ~((self.starts >= without.start) & (self.starts < without.end))
        chosen = np.flatnonzero(inside & self.telling)
        chosen = chosen if len(chosen) else np.flatnonzero(inside)
        if not len(chosen):
            return Words(np.zeros((1, self.rows.shape[1]), dtype=np.float32), np.ones(1))
        weights = self.weights[chosen]
        return Words(self.rows[chosen], weights / weights.sum())


def rarity_of(documents: Sequence[Document]) -> dict[str, float]:
    """Weight of each word of the story by its lemma: the rarer the heavier."""
    counts = Counter(
        _key(t.lemma_, t.text) for d in documents for t in d.doc if not (t.is_stop or t.is_punct or t.is_space)
    )
    total = sum(len(d.doc) for d in documents)
    return {word: log(1 + total / count) ** RARITY for word, count in counts.items()}


def _key(lemma: str, text: str) -> str:
    return (lemma or text).lower()


def covered(stretches: Sequence[Words]) -> Matrix:
    """How much of each stretch (row) each other one (column) covers, n x n, at most 1."""
    everything = np.concatenate([s.rows for s in stretches])
    edges = np.cumsum([0, *(len(s.rows) for s in stretches)])[:-1]
    table = np.zeros((len(stretches), len(stretches)))
    for row, stretch in enumerate(stretches):
        nearest = np.maximum.reduceat(stretch.rows @ everything.T, edges, axis=1)
        table[row] = stretch.weights @ nearest
    return table


def centred(stretches: Sequence[Words]) -> Matrix:
    """Cosine of the stretches' weighted mean vectors, n x n."""
    means = np.stack([s.weights @ s.rows for s in stretches])
    lengths = np.linalg.norm(means, axis=1, keepdims=True)
    means = means / np.where(lengths == 0, 1, lengths)
    table: Matrix = means @ means.T
    return table
