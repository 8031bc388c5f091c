"""Signs that two points are about the same thing, each one n x n matrix, so that a story is scored in a few products.

The first signs look at the two points alone. The second ones look at the whole story once the first have spoken: is
this the best match there is in that article, and do third articles say the same?
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from functools import cached_property
from math import log

import numpy as np

from twosource.compare.intervals import middle
from twosource.compare.likeness import Words, centred, covered
from twosource.compare.points import WORD, Point

Matrix = np.ndarray


class Table:
    """The points of one kind, with the word-by-word likeness of their clauses, sentences and own words, each once."""

    def __init__(self, points: Sequence[Point]) -> None:
        self.points = points
        self.articles = [p.article for p in points]
        self.first = np.zeros((0, 0))  # scores by the first signs, 0 within an article; `second_signs` sets them

    @cached_property
    def apart(self) -> Matrix:
        """Pairs of two articles."""
        names = np.array(self.articles)
        different: Matrix = names[:, None] != names[None, :]
        return different

    @cached_property
    def clause(self) -> Alike:
        """Likeness of the clauses."""
        return Alike([p.clause for p in self.points], [p.statement.anchor for p in self.points])

    @cached_property
    def sentence(self) -> Alike:
        """Likeness of the sentences."""
        return Alike([p.sentence for p in self.points], [p.statement.sentence for p in self.points])

    @cached_property
    def own(self) -> Alike:
        """Likeness of the words around what the points give."""
        return Alike([p.own for p in self.points], [(p.anchor, p.focus) for p in self.points])

    @cached_property
    def supporters(self) -> list[tuple[float, Matrix]]:
        """For each level the number of points that match both of a pair at least so well. A point of the same article
        as one of the pair never does, since scores within an article are 0.
        """
        above = [(level, (self.first >= level).astype(np.float32)) for level in LEVELS]
        return [(level, (matched @ matched).astype(np.float64)) for level, matched in above]


class Alike:
    """How far stretches of words cover each other; a stretch that several points share is looked at once."""

    def __init__(self, stretches: Sequence[Words], places: Sequence[Hashable]) -> None:
        first: dict[Hashable, int] = {}
        kept = [
            s
            for s, place in zip(stretches, places, strict=True)
            if first.setdefault(place, len(first)) == len(first) - 1
        ]
        rows = np.array([first[place] for place in places])
        spread = np.ix_(rows, rows)
        table = covered(kept)
        self.mean = _exact(centred(kept)[spread])
        self.least, self.most = (_exact(m[spread]) for m in (np.minimum(table, table.T), np.maximum(table, table.T)))
        self.both = _exact(np.sqrt(np.maximum(self.least * self.most, 0)))


def clause_mean(table: Table) -> Matrix:
    """Cosine of the clauses' mean word vectors."""
    return table.clause.mean


def clause_match(table: Table) -> Matrix:
    """How far the clauses cover each other, word by word (geometric mean of both ways)."""
    return table.clause.both


def clause_inside(table: Table) -> Matrix:
    """How far the better covered clause is covered: high where one says all that the other does, and more."""
    return table.clause.most


def clause_outside(table: Table) -> Matrix:
    """How far the worse covered clause is covered."""
    return table.clause.least


def sentence_mean(table: Table) -> Matrix:
    """Cosine of the whole sentences' mean word vectors."""
    return table.sentence.mean


def sentence_match(table: Table) -> Matrix:
    """How far the whole sentences cover each other."""
    return table.sentence.both


def shared_words(table: Table) -> Matrix:
    """Weighted overlap of the clauses' content words; a word rare in the story counts more."""
    return _overlap([p.lemmas for p in table.points], _rarity([p.around for p in table.points]))


def shared_context(table: Table) -> Matrix:
    """Weighted overlap of the sentences' content words."""
    around = [p.around for p in table.points]
    return _overlap(around, _rarity(around))


def shared_actors(table: Table) -> Matrix:
    """Weighted overlap of the actors mentioned."""
    actors = [p.actors for p in table.points]
    return _overlap(actors, _rarity(actors))


def shared_figures(table: Table) -> Matrix:
    """Weighted overlap of the figures given."""
    figures = [p.figures for p in table.points]
    return _overlap(figures, _rarity(figures))


def shared_days(table: Table) -> Matrix:
    """Overlap of the days named."""
    days = [p.days for p in table.points]
    return _overlap(days, _rarity(days))


def same_predicate(table: Table) -> Matrix:
    """1 where the predicates have one lemma."""
    return _equal([p.statement.lemma for p in table.points])


def same_event_type(table: Table) -> Matrix:
    """1 where both have one PLOVER type."""
    return _equal([p.statement.event_type for p in table.points])


def same_slot(table: Table) -> Matrix:
    """1 where both figures fill one slot (dead, injured, missing ...)."""
    return _equal([p.slot for p in table.points])


def same_counted(table: Table) -> Matrix:
    """1 where both figures count the same noun."""
    return _equal([p.counted for p in table.points])


def same_value(table: Table) -> Matrix:
    """1 where both give the same figure, day, place or person."""
    return _equal([p.value for p in table.points])


def own_mean(table: Table) -> Matrix:
    """Cosine of the mean word vectors around what the points give, that itself left out."""
    return table.own.mean


def own_match(table: Table) -> Matrix:
    """How far the words around what the points give cover each other."""
    return table.own.both


def own_actors(table: Table) -> Matrix:
    """Weighted overlap of the actors in the words around what the points give."""
    actors = [p.own_actors for p in table.points]
    return _overlap(actors, _rarity(actors))


def other_actors(table: Table) -> Matrix:
    """1 where both name actors and have none in common: seats of one party are not seats of another."""
    actors = [p.own_actors for p in table.points]
    named = np.array([bool(a) for a in actors])
    apart = _overlap(actors, None) == 0
    both: Matrix = (named[:, None] & named[None, :] & apart).astype(np.float64)
    return both


def own_words(table: Table) -> Matrix:
    """Weighted overlap of the content words around each figure."""
    words = [p.own_lemmas for p in table.points]
    return _overlap(words, _rarity(words))


def nearest_own(table: Table) -> Matrix:
    """1 where each is the other's nearest in its article by the words around what they give, less the lower it ranks."""
    return _nearness(table.articles, table.own.both)


def near_value(table: Table) -> Matrix:
    """The smaller of two figures as a share of the larger: answers to one question have one order of magnitude."""
    middles = np.log([middle(p.quantity) if p.quantity else 1.0 for p in table.points])
    return _exact(np.exp(-np.abs(middles[:, None] - middles[None, :])))


def one_small(table: Table) -> Matrix:
    """1 where one of the figures is a count of at most `SMALL`: such words often count nothing in particular."""
    small = np.array(
        [p.quantity is not None and not p.quantity.dimension and middle(p.quantity) <= SMALL for p in table.points]
    )
    either: Matrix = (small[:, None] | small[None, :]).astype(np.float64)
    return either


SMALL = 3


def same_part(table: Table) -> Matrix:
    """1 where both figures are totals, both parts of one, or both on top of one."""
    return _equal([p.part for p in table.points])


def copied(table: Table) -> Matrix:
    """Share of the clauses' word trigrams that both hold: copies align however little they say."""
    return _overlap([_trigrams(p.statement.anchor.quote) for p in table.points], None)


def nearest_clause(table: Table) -> Matrix:
    """1 where each is the other's nearest in its article by clause, less the lower it ranks (geometric mean of 1/rank)."""
    return _nearness(table.articles, table.clause.both)


def nearest_sentence(table: Table) -> Matrix:
    """The same by sentence."""
    return _nearness(table.articles, table.sentence.both)


Sign = Callable[[Table], Matrix]
MEANING: tuple[Sign, ...] = (
    clause_mean, clause_match, clause_inside, clause_outside, sentence_mean, sentence_match, shared_words, shared_context,
    shared_actors, other_actors, shared_figures, shared_days, same_predicate, same_event_type, copied, nearest_clause, nearest_sentence,
)  # fmt: skip
OWN: tuple[Sign, ...] = (same_value, own_mean, own_match, nearest_own, own_actors)
SIGNS: dict[str, tuple[Sign, ...]] = {
    "event": MEANING,
    "quantity": (*MEANING, *OWN, same_slot, same_counted, own_words, near_value, one_small, same_part),
    "date": (*MEANING, *OWN),
    "place": (*MEANING, *OWN),
    "person": (*MEANING, *OWN),
}


# ---- second signs


def first_score(table: Table) -> Matrix:
    """What the first signs say, as log odds."""
    inside = np.clip(table.first, 1e-4, 1 - 1e-4)
    return _exact(np.log(inside / (1 - inside)))


def first_rank(table: Table) -> Matrix:
    """1 where each is the other's best match in its article, less the lower it ranks."""
    return _nearness(table.articles, table.first)


def first_margin(table: Table) -> Matrix:
    """How far a pair is above the next best match that either has in the other's article."""
    names = np.array(table.articles)
    rival = np.zeros_like(table.first)
    for article in sorted(set(table.articles)):
        columns = np.flatnonzero(names == article)
        scores = table.first[:, columns]
        ranked = -np.sort(-scores, axis=1)
        second = ranked[:, 1] if len(columns) > 1 else np.zeros(len(names))
        rival[:, columns] = np.where(scores >= ranked[:, :1], second[:, None], ranked[:, :1])
    return _exact(table.first - np.maximum(rival, rival.T))


def best_support(table: Table) -> Matrix:
    """The highest level at which a point of a third article matches both."""
    best = np.zeros_like(table.first)
    for level, both in table.supporters:
        best[both > 0] = level
    return best


def all_support(table: Table) -> Matrix:
    """How many points of third articles match both, each by how well it matches the worse matched (log)."""
    total = sum((both for _, both in table.supporters), np.zeros_like(table.first))
    return _exact(np.log1p(total / len(LEVELS)))


LEVELS = tuple(round(0.1 * i, 1) for i in range(1, 10))
SECOND: tuple[Sign, ...] = (first_score, first_rank, first_margin, best_support, all_support)


# ---- parts


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


def _nearness(names: Sequence[str], likeness: Matrix) -> Matrix:
    ranks = np.zeros_like(likeness)
    articles = np.array(names)
    for article in sorted(set(names)):
        columns = np.flatnonzero(articles == article)
        order = np.argsort(-likeness[:, columns], axis=1, kind="stable")
        place = np.empty_like(order)
        np.put_along_axis(place, order, np.broadcast_to(np.arange(len(columns)), order.shape).copy(), axis=1)
        ranks[:, columns] = 1 / (1 + place)
    return _exact(np.sqrt(ranks * ranks.T))


def _equal(keys: Sequence[str]) -> Matrix:
    names = {key: i for i, key in enumerate(sorted({k for k in keys if k}))}
    codes = np.array([names.get(key, -1 - i) for i, key in enumerate(keys)])
    equal: Matrix = (codes[:, None] == codes[None, :]).astype(np.float64)
    return equal
