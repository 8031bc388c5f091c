"""Pairs that the signs find likely are read again, word by word, by the pair model (`models/pair_model.py`).

The signs of the alignment count what two statements have in common; the model has learned from a larger one which words
matter to whether both answer one question (training/questions). Both have their say in the log odds. Figures are left to
the signs and the rules: the model tells apart badly what excludes each other and what is another thing.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from twosource.compare.align import Scores, chance
from twosource.compare.pairs import codes
from twosource.compare.points import Point
from twosource.models.pair_model import Side, odds

# chance by the signs from which a pair is read again
FROM = {"event": 0.15, "date": 0.25, "place": 0.3, "person": 0.25}
MOST = 12  # pairs of a point: more are too dear in a story of hundreds of reports
SIGNS, READ = 0.3, 0.7  # weights of the log odds by the signs and by the model
# chosen by the accounts of the open stories and the labelled reports, which the model never saw; the unread ones were measured (training/LOG.md)
SHIFT = {"event": -0.1, "date": -0.5, "place": -0.5, "person": -0.8}
LEAST = 0.002  # log odds are of a chance between this and its opposite


def reread(scores: Scores, points: Sequence[Point], kind: str) -> Scores:
    """The scores with those of likely pairs from two articles made anew; a kind that is not read again keeps its own."""
    pairs = scores.pairs
    if kind not in FROM:
        return scores
    at = _likely(scores, codes([p.article for p in points]), FROM[kind])
    if not len(at):
        return scores
    rows, ends = np.unique((pairs.left[at], pairs.right[at]), return_inverse=True)
    left, right = ends.reshape(2, -1)
    base = np.clip(scores.values[at], LEAST, 1 - LEAST)
    base = np.log(base / (1 - base))
    told = odds([_side(points[row]) for row in rows.tolist()], left, right, kind, base)
    values = scores.values.copy()
    values[at] = chance(SIGNS * base + READ * told + SHIFT[kind])
    values[pairs.back[at]] = values[at]
    return Scores(pairs, values)


def _likely(scores: Scores, article: np.ndarray, least: float) -> np.ndarray:
    """Places of the pairs to read again, each once: of each point the `MOST` likeliest in other articles."""
    pairs = scores.pairs
    at = np.flatnonzero((scores.values >= least) & (article[pairs.left] != article[pairs.right]))
    order = np.lexsort((pairs.right[at], -scores.values[at], pairs.left[at]))
    left = pairs.left[at][order]
    rank = np.arange(len(left)) - np.searchsorted(left, left)
    best = np.zeros(len(pairs), dtype=bool)
    best[at[order[rank < MOST]]] = True
    chosen: np.ndarray = np.flatnonzero((best | best[pairs.back]) & (pairs.left < pairs.right))
    return chosen


def _side(point: Point) -> Side:
    return point.read.side(point.statement.anchor, point.focus)
