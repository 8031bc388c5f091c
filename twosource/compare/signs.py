"""Signs that two points are about the same thing, each one number for every candidate pair (`candidates.py`).

The first signs look at the two points alone. The second ones look at the whole story once the first have spoken: is
this the best match there is in that article, and do third articles say the same?
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from functools import cached_property

import numpy as np

from twosource.compare.intervals import middle
from twosource.compare.likeness import Words, centred, covered
from twosource.compare.pairs import Pairs, Values, codes, exact
from twosource.compare.pairwise import above_rivals, equal, nearness, overlap, rarity, shared_neighbours
from twosource.compare.points import WORD, Point


class Table:
    """The points of one kind, with the word-by-word likeness of their clauses, sentences and own words, each once."""

    def __init__(self, points: Sequence[Point], pairs: Pairs) -> None:
        self.points, self.pairs = points, pairs
        self.article = codes([p.article for p in points])
        self.first = np.zeros(0)  # scores by the first signs, 0 within an article; `second_signs` sets them

    @cached_property
    def apart(self) -> Values:
        """Pairs of two articles."""
        different: Values = self.article[self.pairs.left] != self.article[self.pairs.right]
        return different

    @cached_property
    def clause(self) -> Alike:
        """Likeness of the clauses."""
        return Alike([p.clause for p in self.points], [p.statement.anchor for p in self.points], self.pairs)

    @cached_property
    def sentence(self) -> Alike:
        """Likeness of the sentences."""
        return Alike([p.sentence for p in self.points], [p.statement.sentence for p in self.points], self.pairs)

    @cached_property
    def own(self) -> Alike:
        """Likeness of the words around what the points give."""
        return Alike([p.own for p in self.points], [(p.anchor, p.focus) for p in self.points], self.pairs)

    @cached_property
    def support(self) -> tuple[Values, Values]:
        """For each pair, over the points that match both: the highest level of the worse match, and all such levels
        together. A point of the same article as one of the pair never is one, since scores within an article are 0.
        """
        return shared_neighbours(self.pairs, np.searchsorted(np.array(LEVELS), self.first, side="right"))


class Alike:
    """How far stretches of words cover each other; a stretch that several points share is looked at once."""

    def __init__(self, stretches: Sequence[Words], places: Sequence[Hashable], pairs: Pairs) -> None:
        first: dict[Hashable, int] = {}
        kept = [
            s
            for s, place in zip(stretches, places, strict=True)
            if first.setdefault(place, len(first)) == len(first) - 1
        ]
        row = np.array([first[place] for place in places], dtype=np.int64)
        half = np.flatnonzero(pairs.left <= pairs.right)
        one, two = row[pairs.left[half]], row[pairs.right[half]]
        once, found = np.unique(np.minimum(one, two) * len(kept) + np.maximum(one, two), return_inverse=True)
        left, right = once // max(1, len(kept)), once % max(1, len(kept))
        back = np.empty(len(pairs), dtype=np.int64)
        back[half] = back[pairs.back[half]] = found
        forth, over = covered(kept, left, right)
        least, most = exact(np.minimum(forth, over)), exact(np.maximum(forth, over))
        self.mean = exact(centred(kept, left, right))[back]
        self.both = exact(np.sqrt(np.maximum(least * most, 0)))[back]
        self.least, self.most = least[back], most[back]


def clause_mean(table: Table) -> Values:
    """Cosine of the clauses' mean word vectors."""
    return table.clause.mean


def clause_match(table: Table) -> Values:
    """How far the clauses cover each other, word by word (geometric mean of both ways)."""
    return table.clause.both


def clause_inside(table: Table) -> Values:
    """How far the better covered clause is covered: high where one says all that the other does, and more."""
    return table.clause.most


def clause_outside(table: Table) -> Values:
    """How far the worse covered clause is covered."""
    return table.clause.least


def sentence_mean(table: Table) -> Values:
    """Cosine of the whole sentences' mean word vectors."""
    return table.sentence.mean


def sentence_match(table: Table) -> Values:
    """How far the whole sentences cover each other."""
    return table.sentence.both


def shared_words(table: Table) -> Values:
    """Weighted overlap of the clauses' content words; a word rare in the story counts more."""
    return overlap([p.lemmas for p in table.points], rarity([p.around for p in table.points]), table.pairs)


def shared_context(table: Table) -> Values:
    """Weighted overlap of the sentences' content words."""
    around = [p.around for p in table.points]
    return overlap(around, rarity(around), table.pairs)


def shared_actors(table: Table) -> Values:
    """Weighted overlap of the actors mentioned."""
    actors = [p.actors for p in table.points]
    return overlap(actors, rarity(actors), table.pairs)


def shared_figures(table: Table) -> Values:
    """Weighted overlap of the figures given."""
    figures = [p.figures for p in table.points]
    return overlap(figures, rarity(figures), table.pairs)


def shared_days(table: Table) -> Values:
    """Overlap of the days named."""
    days = [p.days for p in table.points]
    return overlap(days, rarity(days), table.pairs)


def same_predicate(table: Table) -> Values:
    """1 where the predicates have one lemma."""
    return equal([p.statement.lemma for p in table.points], table.pairs)


def same_event_type(table: Table) -> Values:
    """1 where both have one PLOVER type."""
    return equal([p.statement.event_type for p in table.points], table.pairs)


def same_slot(table: Table) -> Values:
    """1 where both figures fill one slot (dead, injured, missing ...)."""
    return equal([p.slot for p in table.points], table.pairs)


def same_counted(table: Table) -> Values:
    """1 where both figures count the same noun."""
    return equal([p.counted for p in table.points], table.pairs)


def same_value(table: Table) -> Values:
    """1 where both give the same figure, day, place or person."""
    return equal([p.value for p in table.points], table.pairs)


def own_mean(table: Table) -> Values:
    """Cosine of the mean word vectors around what the points give, that itself left out."""
    return table.own.mean


def own_match(table: Table) -> Values:
    """How far the words around what the points give cover each other."""
    return table.own.both


def own_actors(table: Table) -> Values:
    """Weighted overlap of the actors in the words around what the points give."""
    actors = [p.own_actors for p in table.points]
    return overlap(actors, rarity(actors), table.pairs)


def other_actors(table: Table) -> Values:
    """1 where both name actors and have none in common: seats of one party are not seats of another."""
    actors = [p.own_actors for p in table.points]
    named = np.array([bool(a) for a in actors])
    apart = overlap(actors, None, table.pairs) == 0
    both: Values = (named[table.pairs.left] & named[table.pairs.right] & apart).astype(np.float64)
    return both


def own_words(table: Table) -> Values:
    """Weighted overlap of the content words around each figure."""
    words = [p.own_lemmas for p in table.points]
    return overlap(words, rarity(words), table.pairs)


def nearest_own(table: Table) -> Values:
    """1 where each is the other's nearest in its article by the words around what they give, less the lower it ranks."""
    return nearness(table.pairs, table.article, table.own.both)


def near_value(table: Table) -> Values:
    """The smaller of two figures as a share of the larger: answers to one question have one order of magnitude."""
    middles = np.log([middle(p.quantity) if p.quantity else 1.0 for p in table.points])
    return exact(np.exp(-np.abs(middles[table.pairs.left] - middles[table.pairs.right])))


def one_small(table: Table) -> Values:
    """1 where one of the figures is a count of at most `SMALL`: such words often count nothing in particular."""
    small = np.array(
        [p.quantity is not None and not p.quantity.dimension and middle(p.quantity) <= SMALL for p in table.points]
    )
    either: Values = (small[table.pairs.left] | small[table.pairs.right]).astype(np.float64)
    return either


SMALL = 3


def same_part(table: Table) -> Values:
    """1 where both figures are totals, both parts of one, or both on top of one."""
    return equal([p.part for p in table.points], table.pairs)


def copied(table: Table) -> Values:
    """Share of the clauses' word trigrams that both hold: copies align however little they say."""
    return overlap([_trigrams(p.statement.anchor.quote) for p in table.points], None, table.pairs)


def nearest_clause(table: Table) -> Values:
    """1 where each is the other's nearest in its article by clause, less the lower it ranks (geometric mean of 1/rank)."""
    return nearness(table.pairs, table.article, table.clause.both)


def nearest_sentence(table: Table) -> Values:
    """The same by sentence."""
    return nearness(table.pairs, table.article, table.sentence.both)


Sign = Callable[[Table], Values]
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


def first_score(table: Table) -> Values:
    """What the first signs say, as log odds."""
    inside = np.clip(table.first, 1e-4, 1 - 1e-4)
    return exact(np.log(inside / (1 - inside)))


def first_rank(table: Table) -> Values:
    """1 where each is the other's best match in its article, less the lower it ranks."""
    return nearness(table.pairs, table.article, table.first)


def first_margin(table: Table) -> Values:
    """How far a pair is above the next best match that either has in the other's article."""
    return above_rivals(table.pairs, table.article, table.first)


def best_support(table: Table) -> Values:
    """The highest level at which a point of a third article matches both."""
    levels: Values = np.array([0.0, *LEVELS])[table.support[0]]
    return levels


def all_support(table: Table) -> Values:
    """How many points of third articles match both, each by how well it matches the worse matched (log)."""
    return exact(np.log1p(table.support[1] / len(LEVELS)))


LEVELS = tuple(round(0.1 * i, 1) for i in range(1, 10))
SECOND: tuple[Sign, ...] = (first_score, first_rank, first_margin, best_support, all_support)


# ---- parts


def _trigrams(text: str) -> frozenset[str]:
    words = WORD.findall(text.lower())
    return frozenset(" ".join(words[i : i + 3]) for i in range(len(words) - 2))
