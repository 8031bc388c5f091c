"""Which points of different statements are about the same thing: pair scores, then clusters.

A logistic model weighs the signs of `signs.py`, a second one weighs them again with what the first has found in the
whole story. The weights stand in `weights.json`, fitted by `training/alignment.py` and cross-validated by story.
Clusters come from average linkage, so that eight outlets' versions of one claim are one cluster and a chain of
half-alike claims is not. Scores rank and align; they never decide a status.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import TypedDict

import numpy as np

from twosource.compare.apart import Things
from twosource.compare.candidates import find_candidates
from twosource.compare.claimers import spoken_for
from twosource.compare.intervals import interval
from twosource.compare.pairs import Pairs, Values, codes
from twosource.compare.pairwise import ranked
from twosource.compare.points import Point, outdated
from twosource.compare.signs import SECOND, SIGNS, Table
from twosource.data import Quantity
from twosource.errors import ModelError

# ---- scores


Matrix = np.ndarray


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


class Scores:
    """Probability that two points are about the same thing, for each candidate pair."""

    def __init__(self, pairs: Pairs, values: Values) -> None:
        self.pairs, self.values = pairs, values

    def block(self, rows: Sequence[int]) -> Matrix:
        """The scores among these rows; 0 for a pair that is no candidate."""
        return self.pairs.block(self.values, rows)

    def at_least(self, threshold: float) -> tuple[np.ndarray, np.ndarray]:
        """The pairs of two points that score so much."""
        at = np.flatnonzero((self.values >= threshold) & (self.pairs.left != self.pairs.right))
        return self.pairs.left[at], self.pairs.right[at]


def pair_scores(points: Sequence[Point], kind: str, fitted: Weights, questions: Questions | None = None) -> Scores:
    """The scores of the points of one kind. Within an article the first signs alone speak: the second ones compare
    articles. `questions` are those of figures, where they are made already.
    """
    pairs = find_candidates(points)
    table, weight = Table(points, pairs), fitted[kind]
    odds, more = np.full(len(pairs), weight["first"]["bias"]), np.full(len(pairs), weight["second"]["bias"])
    for sign in SIGNS[kind]:  # one after the other: many signs of a large story do not fit into memory together
        values, name = sign(table), sign.__name__
        odds += weight["first"][name] * values
        more += weight["second"][name] * values
    first = chance(odds)
    if kind == "quantity":
        first = np.where((questions or Questions(points)).meet(pairs.left, pairs.right), first, 0.0)
    for name, values in second_signs(table, first).items():
        more += weight["second"][name] * values
    return Scores(pairs, np.where(table.apart & (first > 0), chance(more), first))


def second_signs(table: Table, first: Values) -> dict[str, Values]:
    """The second signs, after the first have spoken."""
    table.first = np.where(table.apart, first, 0.0)
    return {sign.__name__: sign(table) for sign in SECOND}


def weighed(signs: Mapping[str, Values], weight: Mapping[str, float]) -> Values:
    """The logistic model's probability."""
    total = sum((weight[name] * sign for name, sign in signs.items()), np.float64(weight["bias"]))
    return chance(np.asarray(total))


def chance(odds: Values) -> Values:
    """Log odds as a probability."""
    made: Values = 1 / (1 + np.exp(-odds))
    return made


class Questions:
    """Which figures may answer one question: one dimension, slots that do not exclude each other, and figures that are
    not further apart than `RATIO`, or `SLOT_RATIO` where both fill a slot. One sentence gives one claimer's answer to a
    question once: of two figures in it that exclude each other each answers its own, but for what rose or fell. Figures of
    two things (`Things`) never do.
    """

    def __init__(self, points: Sequence[Point]) -> None:
        figures = [p.quantity for p in points]
        bounds = [interval(q) if q else (0.0, 0.0) for q in figures]
        self.low, self.high = np.array(bounds, dtype=np.float64).reshape(-1, 2).T
        self.measure = codes([f"{q.dimension} {q.ordinal}" if q else "" for q in figures])
        self.slot, self.counted = codes([p.slot for p in points]), codes([p.counted for p in points])
        said = [(p.statement.sentence, spoken_for(p.statement.claimer or "")) for p in points]
        self.breath = codes([f"{s.article} {s.start} {claimer}" for s, claimer in said])
        self.beyond = np.array(
            [bool(p.part == "more" and q and q.dimension) for p, q in zip(points, figures, strict=True)], dtype=bool
        )
        self.moved = np.array([bool(q and (q.change or outdated(q))) for q in figures], dtype=bool)
        self.rose, self.fell = (
            np.array([bool(q and q.change == way) for q in figures], dtype=bool) for way in ("up", "down")
        )
        self.written = codes([_written(q) for q in figures])
        self.around = [(p.own_lemmas, p.around) for p in points]
        self.things = Things(points, self.low, self.high, self.measure)

    def meet(self, left: np.ndarray, right: np.ndarray) -> np.ndarray:
        """Whether each of these pairs may stand in one group; a point may with itself."""
        slotted = (self.slot[left] >= 0) & (self.slot[right] >= 0)
        unslotted = (self.slot[left] < 0) & (self.slot[right] < 0)
        one_thing = np.where(slotted, self.slot[left] == self.slot[right], self.counted[left] == self.counted[right])
        factor = np.where(slotted, SLOT_RATIO, RATIO)
        swap = self.high[left] > self.high[right]
        top, bottom = np.minimum(self.high[left], self.high[right]), self.low[np.where(swap, left, right)]
        finite = np.where(np.isfinite(top), top, 0.0)
        far = (finite > 0) & (finite * factor < bottom)
        slip = self._slips(left, right)
        same = (self.measure[left] == self.measure[right]) | slip
        apart = (self.high[left] < self.low[right]) | (self.high[right] < self.low[left])
        breath = (self.breath[left] == self.breath[right]) & ~self.moved[left] & ~self.moved[right]
        measured = self.beyond[left] == self.beyond[right]  # "$18 billion more" is no answer beside "$72 billion"
        one_question = same & measured & (one_thing | unslotted) & (~far | slip)
        two_things = self.things.apart(left, right, apart)
        allowed: np.ndarray = (one_question & ~(breath & apart) & ~two_things) | (left == right)
        return allowed

    def excluding(self, rows: Sequence[int]) -> Matrix:
        """Which pairs among these rows cannot both be true."""
        low, high = self.low[list(rows)], self.high[list(rows)]
        apart: Matrix = (high[:, None] < low[None, :]) | (high[None, :] < low[:, None])
        rose, fell = self.rose[list(rows)], self.fell[list(rows)]
        return np.asarray(apart | (rose[:, None] & fell[None, :]) | (fell[:, None] & rose[None, :]))

    def _slips(self, left: np.ndarray, right: np.ndarray) -> np.ndarray:
        """Pairs of figures with one number, the words around which or the sentences of which are mostly the same:
        whatever their units or scales ("20 million", "20 billion"), they are told of one thing.
        """
        found: np.ndarray = np.asarray((self.written[left] == self.written[right]) & (left != right))
        one, two = np.broadcast_arrays(left, right)
        for at in zip(*np.nonzero(found), strict=True):
            both = zip(self.around[one[at]], self.around[two[at]], strict=True)
            found[at] = any(len(mine & other) >= SLIP * max(1, len(mine | other)) for mine, other in both)
        return found

    def block(self, rows: Sequence[int]) -> Matrix:
        """The same for all pairs among these rows."""
        at = np.array(rows, dtype=np.int64)
        return self.meet(at[:, None], at[None, :])


RATIO, SLOT_RATIO = 10.0, 500.0  # two figures further apart than this factor answer different questions
SLIP = 0.75  # share that the content words of both must have in common


def _written(quantity: Quantity | None) -> str:
    """The digits of an exact figure with what it measures, whatever its unit or scale; "" for others."""
    if quantity is None or len(quantity.named) != 1 or not (quantity.dimension or quantity.named[0] >= SCALED):
        return ""
    digits = f"{abs(quantity.named[0]):.6e}".partition("e")[0]
    if not quantity.dimension.startswith("currency") and quantity.named[0] < SCALED:
        digits = f"{quantity.named[0]:.6g}"
    measure = quantity.dimension.partition(":")[0]
    return f"{'percent' if measure == 'percentage points' else measure} {digits}"


SCALED = 1e5  # from here on numbers are written with a scale: million, billion


def linked(scores: Scores, threshold: float, questions: Questions) -> list[list[int]]:
    """`clusters` of all points, each connected part of the graph of scores by itself: an average that reaches the
    threshold holds a pair that does, so that no cluster crosses two parts.
    """
    left, right = scores.at_least(threshold)
    allowed = questions.meet(left, right)
    found: list[list[int]] = []
    for part in connected(scores.pairs.n, left[allowed], right[allowed]):
        inside = clusters(scores.block(part), threshold, questions.block(part))
        found.extend([part[i] for i in group] for group in inside)
    return sorted(found)


def connected(n: int, left: np.ndarray, right: np.ndarray) -> list[list[int]]:
    """The connected parts of two or more points, each sorted."""
    lowest = np.arange(n)
    while True:  # each point takes the lowest number beside it, and that number's own, until nothing changes
        lower = lowest.copy()
        np.minimum.at(lower, left, lowest[right])
        np.minimum.at(lower, right, lowest[left])
        lower = lower[lower]
        if (lower == lowest).all():
            break
        lowest = lower
    order = np.argsort(lowest, kind="stable")
    parts = np.split(order, np.flatnonzero(np.diff(lowest[order])) + 1)
    return [part.tolist() for part in parts if len(part) > 1]


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


def neighbourhoods(scores: Scores, threshold: float, articles: Sequence[str], overlap: float = 0.85) -> list[list[int]]:
    """Each point with its best match in every other article, where that scores at least `threshold`.

    Unlike `clusters` these may share members: one sentence often answers several questions. Of two that share more than
    `overlap` of the smaller one's members only the larger, then the tighter, is kept. Each is a sorted list of rows.
    """
    article = codes(articles)
    left, right = scores.pairs.left, scores.pairs.right
    apart = np.where(article[left] == article[right], 0.0, scores.values)
    order, rank = ranked(scores.pairs, article, apart)
    best = order[(rank == 0) & (apart[order] >= threshold)]
    members: dict[int, set[int]] = {}
    for row, other in zip(left[best].tolist(), right[best].tolist(), strict=True):
        members.setdefault(row, {row}).add(other)
    found = {tuple(sorted(group)) for group in members.values()}
    tight = {group: round(float(scores.pairs.block(apart, group).sum()), 6) for group in found}
    kept: list[list[int]] = []
    holding: dict[int, list[int]] = {}  # which kept groups hold a row
    for group in sorted(found, key=lambda m: (-len(m), -tight[m], m)):
        shared = Counter(number for row in group for number in holding.get(row, ()))
        if max(shared.values(), default=0) < overlap * len(group):
            for row in group:
                holding.setdefault(row, []).append(len(kept))
            kept.append(list(group))
    return kept
