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
from typing import TYPE_CHECKING

import numpy as np

from twosource.compare.pairs import ranges
from twosource.data import Anchor, Document

if TYPE_CHECKING:
    from spacy.tokens import Token

PAIRS = 1 << 16  # vectors multiplied at once: bounds the memory
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
        self.rows = unit(rows)
        self.starts = np.array([t.idx for t in tokens], dtype=np.int64)
        self.telling = np.array([not (t.is_stop or t.is_punct) for t in tokens], dtype=bool)
        self.weights = np.array([rarity.get(lemma_of(t), 1.0) for t in tokens])

    def words(self, anchor: Anchor, *, without: Anchor | None = None) -> Words:
        """The telling words of a stretch, all its words where none is; those of `without` left out."""
        inside = np.arange(*np.searchsorted(self.starts, (anchor.start, anchor.end)))
        if without is not None:
            inside = inside[(self.starts[inside] < without.start) | (self.starts[inside] >= without.end)]
        told = inside[self.telling[inside]]
        chosen = told if len(told) else inside
        if not len(chosen):
            return Words(np.zeros((1, self.rows.shape[1]), dtype=np.float32), np.ones(1))
        weights = self.weights[chosen]
        return Words(self.rows[chosen], weights / weights.sum())


def rarity_of(documents: Sequence[Document]) -> dict[str, float]:
    """Weight of each word of the story by its lemma: the rarer the heavier."""
    counts = Counter(lemma_of(t) for d in documents for t in d.doc if not (t.is_stop or t.is_punct or t.is_space))
    total = sum(len(d.doc) for d in documents)
    return {word: log(1 + total / count) ** RARITY for word, count in counts.items()}


def lemma_of(token: Token) -> str:
    """A word's lemma without case, the word itself where the reader gives none."""
    return (token.lemma_ or token.text).lower()


def unit(rows: np.ndarray) -> np.ndarray:
    """Rows at length 1; a row of zeros stays one."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    made: np.ndarray = rows / np.where(lengths == 0, 1, lengths)
    return made


def covered(stretches: Sequence[Words], left: np.ndarray, right: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """For each pair (`left` in order) how much of the left one the right one covers, and the other way; at most 1."""
    if not len(left):
        return np.zeros(0), np.zeros(0)
    rows = np.concatenate([s.rows for s in stretches])
    weights = np.concatenate([s.weights for s in stretches])
    lengths = np.array([len(s.rows) for s in stretches], dtype=np.int64)
    starts = np.cumsum(lengths) - lengths
    forth, back = np.zeros(len(left)), np.zeros(len(left))
    edges = np.flatnonzero(np.diff(left, prepend=-1))
    for start, end in zip(edges, np.append(edges[1:], len(left)), strict=True):
        stretch, others = stretches[left[start]], right[start:end]
        begins = np.cumsum(lengths[others]) - lengths[others]
        at = ranges(starts[others], lengths[others])
        alike = stretch.rows @ rows[at].T
        forth[start:end] = stretch.weights @ np.maximum.reduceat(alike, begins, axis=1)
        back[start:end] = np.add.reduceat(alike.max(axis=0) * weights[at], begins)
    return forth, back


def centred(stretches: Sequence[Words], left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """For each pair the cosine of the stretches' weighted mean vectors."""
    if not len(left):
        return np.zeros(0)
    means = unit(np.stack([s.weights @ s.rows for s in stretches]))
    cosines = np.zeros(len(left))
    for start in range(0, len(left), PAIRS):
        some = slice(start, start + PAIRS)
        cosines[some] = np.einsum("ij,ij->i", means[left[some]], means[right[some]])
    return cosines
