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

FROM = 0.15  # chance by the signs from which a pair is read again: a tenth of the pairs
SIGNS, READ = 0.3, 0.7  # weights of the log odds by the signs and by the model
# chosen by the figures of whole accounts on stories that the model never saw (training/LOG.md)
SHIFT = {"event": -0.1, "date": -0.5, "place": -0.5, "person": -0.8}
LEAST = 0.002  # log odds are of a chance between this and its opposite


def reread(scores: Scores, points: Sequence[Point], kind: str) -> Scores:
    """The scores with those of likely pairs from two articles made anew; a kind that is not read again keeps its own."""
    pairs, article = scores.pairs, codes([p.article for p in points])
    likely = (scores.values >= FROM) & (pairs.left < pairs.right) & (article[pairs.left] != article[pairs.right])
    at = np.flatnonzero(likely)
    if kind not in SHIFT or not len(at):
        return scores
    sides = {row: _side(points[row]) for row in {*pairs.left[at].tolist(), *pairs.right[at].tolist()}}
    base = np.clip(scores.values[at], LEAST, 1 - LEAST)
    base = np.log(base / (1 - base))
    told = [(sides[i], sides[j]) for i, j in zip(pairs.left[at].tolist(), pairs.right[at].tolist(), strict=True)]
    values = scores.values.copy()
    values[at] = chance(SIGNS * base + READ * odds(told, kind, base) + SHIFT[kind])
    values[pairs.back[at]] = values[at]
    return Scores(pairs, values)


def _side(point: Point) -> Side:
    return point.read.side(point.statement.anchor, point.focus)
