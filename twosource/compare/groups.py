"""Points about one thing, in groups: figures in clusters, all else by its best matches; and events told by a figure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from itertools import combinations

import numpy as np

from twosource.compare.align import (
    Questions,
    Scores,
    Weights,
    clusters,
    connected,
    linked,
    neighbourhoods,
    pair_scores,
)
from twosource.compare.asked import both_moving, counted_by_place, has_grown, of_two_kinds, one_question, two_places
from twosource.compare.doubts import doubtful, plain
from twosource.compare.pairs import all_pairs, codes
from twosource.compare.points import WORD, Point
from twosource.compare.rereading import reread
from twosource.compare.stances import contrary, one_verb, stance
from twosource.compare.verdicts import Setting, disagree
from twosource.data import Anchor, BlockKind

NAMED = frozenset({"place", "person"})
SAME_EVENT = 0.1  # score at which two figures answer one question once their statements are known to tell one event
RIVALS = 0.45  # score at which figures that exclude each other answer one question
MOST = 0.75  # share of an event's articles whose figure is what their statement says
Rows = list[int]  # of the points of one kind


class Aligned:
    """The points of one kind with the scores of their pairs."""

    def __init__(self, points: Sequence[Point], kind: str, fitted: Weights, setting: Setting) -> None:
        self.points, self.kind, self.setting = points, kind, setting
        self.threshold = fitted[kind]["threshold"]
        self._held: dict[tuple[int, int], tuple[float, float]] = {}  # share and least of the scores of pairs of rows
        questions = self.questions if kind == "quantity" else None
        self.scores = pair_scores(points, kind, fitted, questions) if points else Scores(all_pairs(0), np.zeros(0))
        if kind == "person":
            self.scores = of_one_verb(self.scores, points, self.threshold)
        if kind == "quantity":
            self.scores = of_one_wording(self.scores, points)
        self.scores = reread(self.scores, points, kind)

    @cached_property
    def questions(self) -> Questions:
        """Which figures may stand in one group."""
        return Questions(self.points)

    @cached_property
    def by_place(self) -> frozenset[str]:
        """What some report counts in one place and some report in another."""
        return counted_by_place(self.points)

    def groups(self) -> list[Rows]:
        """Points of two or more articles about one thing: figures in clusters, all else by its best matches, for one
        sentence answers several questions.
        """
        if self.kind == "quantity":
            joined = linked(self.scores, self.threshold, self.questions)
            found = [part for rows in joined for part in self._rivals_together(rows)]
        else:
            found = neighbourhoods(self.scores, self.threshold, [p.article for p in self.points])
        if self.kind in NAMED:
            found = [part for rows in found for part in self._by_value(rows)]
        return [rows for rows in found if len(self.articles(rows)) > 1]

    def _rivals_together(self, rows: Rows) -> list[Rows]:
        """The rows in parts: figures that exclude each other stay in one only where two of them score at least `RIVALS`
        or others between them agree with both. To disagree takes plainer likeness than to agree.
        """
        scores = self.scores.block(rows)
        agreeing = ~self.questions.excluding(rows) & self._of_one_thing(rows)
        tied = agreeing | (scores >= RIVALS) & self._one_question(rows, scores)
        left, right = np.nonzero(np.triu(tied, 1))
        parts = connected(len(rows), left, right)
        return [[rows[i] for i in part] for part in parts]

    def _of_one_thing(self, rows: Rows) -> np.ndarray:
        """Which pairs of the figures in these rows are not of two kinds, and equal or not counted in a place and elsewhere
        or at large.
        """
        return ~np.array([[self._of_two_things(one, two) for two in rows] for one in rows], dtype=bool)

    def _of_two_things(self, one: int, two: int) -> bool:
        a, b = self.points[one], self.points[two]
        return (a.value != b.value and two_places(a, b, self.by_place)) or of_two_kinds(a, b)

    def _one_question(self, rows: Rows, scores: np.ndarray) -> np.ndarray:
        """Which pairs of the figures in these rows answer one question so surely that they may disagree."""
        asked = np.zeros((len(rows), len(rows)), dtype=bool)
        for i, j in combinations(range(len(rows)), 2):
            a, b = self.points[rows[i]], self.points[rows[j]]
            asked[i, j] = asked[j, i] = not both_moving(a, b, self.setting) and one_question(
                a, b, float(scores[i, j]), by_place=self.by_place, grown=has_grown(a, b, self.setting)
            )
        return asked

    def _by_value(self, rows: Rows) -> list[Rows]:
        """The rows apart by whom or what they name: nothing here knows whether two names can both be right."""
        named: dict[str, Rows] = {}
        for row in rows:
            named.setdefault(self.points[row].value, []).append(row)
        return [named[value] for value in sorted(named)]

    def within(self, rows: Rows, threshold: float) -> list[Rows]:
        """Clusters of figures among these rows, of two or more articles."""
        if len(self.articles(rows)) < 2:
            return []
        allowed = self.questions.block(rows) & self._of_one_thing(rows)
        inside = clusters(self.scores.block(rows), threshold, allowed)
        found = [[rows[i] for i in g] for g in inside]
        return [sorted(g) for g in found if len(self.articles(g)) > 1]

    def joined(self, rows: Rows, others: Sequence[Rows]) -> Rows:
        """The group with all points of the others that may stand beside every point it has."""
        grown = list(rows)
        for row in (r for g in others for r in g):
            meets = row not in grown and self.questions.meet(np.array([row]), np.array(grown)).all()
            if meets and not any(self._of_two_things(row, other) for other in grown):
                grown.append(row)
        return sorted(grown)

    def chosen(self, rows: Rows) -> list[Point]:
        """The points in these rows."""
        return [self.points[row] for row in rows]

    def articles(self, rows: Rows) -> set[str]:
        """Articles of the points in these rows."""
        return {self.points[row].article for row in rows}

    @cached_property
    def _row(self) -> dict[int, int]:
        return {id(point): row for row, point in enumerate(self.points)}

    def alike(self, points: Sequence[Point]) -> float:
        """Mean score of the pairs from two articles among some of the points; 0 without such a pair. What holds all together
        holds no better than its least held point, within `SLACK`.
        """
        scores, article = self._certain(points), codes([p.article for p in points])
        two = article[:, None] != article[None]
        if not two.any():
            return 0.0
        each = np.where(two, scores, 0.0).sum(axis=1)[two.any(axis=1)] / two.sum(axis=1)[two.any(axis=1)]
        return round(min(float(scores[two].mean()), float(each.min()) + SLACK), 3)

    def _certain(self, points: Sequence[Point]) -> np.ndarray:
        """The scores among some of the points, less where something makes it doubtful that two tell one thing."""
        rows = [self._row[id(p)] for p in points]
        scores = self.scores.block(rows)
        for i, j in combinations(range(len(points)), 2):
            if points[i].article == points[j].article:
                continue
            pair = (rows[i], rows[j])
            if pair not in self._held:  # a group, its parts and its core ask alike
                doubt = doubtful(points[i], points[j])
                self._held[pair] = (DOUBT, 0.0) if doubt else (1.0, PLAINLY if plain(points[i], points[j]) else 0.0)
            share, least = self._held[pair]
            scores[i, j] = scores[j, i] = max(scores[i, j] * share, least)
        return scores

    def tight(self, points: Sequence[Point], least: float) -> list[list[Point]]:
        """Clusters among some of the points whose mean score is at least so much."""
        found = clusters(self._certain(points), least)
        return [[points[i] for i in part] for part in found]

    def likeness(self, rows: Rows, least: float) -> dict[tuple[int, int], float]:
        """Score of each pair of a group that scores at least so much, by the ids of its points."""
        block = self.scores.block(rows)
        np.fill_diagonal(block, 0.0)
        where = zip(*(at.tolist() for at in np.nonzero(block >= least)), strict=True)
        return {(id(self.points[rows[i]]), id(self.points[rows[j]])): float(block[i, j]) for i, j in where}


def of_one_verb(scores: Scores, points: Sequence[Point], threshold: float) -> Scores:
    """The scores without those of pairs that have different verbs and are not much alike: whoever does one thing here and
    another there is one person, but neither report confirms what the other says.
    """
    pairs, values = scores.pairs, scores.values.copy()
    for at in np.flatnonzero((values >= threshold) & (values < ONE_DEED) & (pairs.left < pairs.right)):
        a, b = points[pairs.left[at]], points[pairs.right[at]]
        if not one_verb(a.statement.lemma, b.statement.lemma):
            values[[at, pairs.back[at]]] = 0.0
    return Scores(pairs, values)


def of_one_wording(scores: Scores, points: Sequence[Point]) -> Scores:
    """The scores, but certain for figures in sentences that are the same but for them, of three words more or longer."""
    wordings = codes([_without_figure(p) for p in points])
    left, right = scores.pairs.left, scores.pairs.right
    same = (wordings[left] == wordings[right]) & (wordings[left] >= 0) & (left != right)
    return Scores(scores.pairs, np.where(same & (scores.values > 0), 1.0, scores.values))


LEAST_WORDS = 3


def _without_figure(point: Point) -> str:
    """The sentence in small letters, a mark in place of the figure; "" where hardly a word is left: a table's "12"."""
    sentence, figure = point.statement.sentence, point.focus
    if figure is None:
        return ""
    start, end = figure.start - sentence.start, figure.end - sentence.start
    rest = f"{sentence.quote[:start]} # {sentence.quote[end:]}".strip().lower()
    return rest if len(WORD.findall(rest)) >= LEAST_WORDS else ""


SLACK = 0.1  # by how much a point may hang less on the others than they do on each other
PLAINLY = 0.85  # score of statements that are plainly of one act
DOUBT = 0.5  # what is left of a doubtful score: never enough to be sure
ONE_DEED = 0.7  # score from which two statements about one person may have different verbs


def _disagree_surely(figures: Aligned, rows: Rows, setting: Setting) -> bool:
    """Whether two of these figures, from two articles, cannot both stand and answer one question whatever their score."""
    points = figures.chosen(rows)
    return disagree(points, setting) and any(
        a.article != b.article
        and not both_moving(a, b, setting)
        and one_question(a, b, 0.0, by_place=figures.by_place, grown=has_grown(a, b, setting))
        and disagree([a, b], setting)
        for a, b in combinations(points, 2)
    )


Told = tuple[Rows, Rows]  # the event's statements, and the figures they tell it by (none where they do not)


def by_figure(events: Aligned, figures: Aligned, setting: Setting) -> tuple[list[Told], list[Rows]]:
    """The event groups, each with the figures that tell it, and the figure groups that none of them takes in.

    "13,000 hectares burned" and "16,000 hectares have burned" are one event told by a figure, and a question about that
    figure. Such figures meet at a lower score than others, since their statements already have met.
    """
    rows_of: dict[Anchor, Rows] = {}
    for row, point in enumerate(figures.points):
        rows_of.setdefault(point.statement.anchor, []).append(row)
    told: list[Told] = []
    asked = figures.groups()
    for group in events.groups():
        inside = [row for i in group for row in rows_of.get(events.points[i].statement.anchor, ())]
        found = [g for g in figures.within(inside, SAME_EVENT) if _tells(figures, g, events.articles(group))]
        best = max(found, key=lambda g: (len(figures.articles(g)), len(g), [-row for row in g]), default=[])
        if not best or not _disagree_surely(figures, best, setting):
            told.append((group, []))
            continue
        rivals = [g for g in asked if 2 * len(set(g) & set(best)) >= min(len(g), len(best))]
        told.append((group, figures.joined(best, rivals)))
        asked = [g for g in asked if g not in rivals]
    return told, asked


def _tells(figures: Aligned, rows: Rows, articles: set[str]) -> bool:
    """Whether in most of the articles one of these figures is what its statement says, not an aside; figures of one slot,
    noun or measure need not be.
    """
    points = figures.chosen(rows)
    said = points if _of_one_kind(points) else [p for p in points if p.anchor.covers(p.statement.predicate)]
    return len({p.article for p in said} & articles) >= max(2, MOST * len(articles))


def _of_one_kind(points: Sequence[Point]) -> bool:
    kinds = [
        {p.slot for p in points},
        {p.counted for p in points},
        {p.quantity.dimension for p in points if p.quantity},
    ]
    return any(len(kind) == 1 and "" not in kind for kind in kinds)


LIGHT = frozenset(  # verbs that say too little, and verbs of knowing itself
    "be have do say make take get go come give see happen remain become know tell find start begin bring put set call "
    "clear confirm establish determine verify explain specify disclose reveal".split()
)
OPEN = frozenset(  # an outlet says that it is not known; "he asked whether", "fans wonder how" say no such thing
    "unclear unknown uncertain unconfirmed undetermined unsure unverified known clear certain say determine determined "
    "establish established confirm confirmed verified specify disclose investigate investigating investigated probe "
    "probing examining ruled".split()
)
OFTEN = 2  # statements of one article: a verb that it uses more often does not say which of them the question is about


def open_questions(events: Aligned) -> list[Rows]:
    """What one article says is not known ("it is unclear what they discussed"), with what others say with that verb
    ("to discuss a pact"): such words seldom look alike, so that no score brings them together.
    """
    by_verb: dict[str, Rows] = {}
    for row, point in enumerate(events.points):
        if point.statement.lemma not in LIGHT and point.statement.block is BlockKind.PARAGRAPH:
            by_verb.setdefault(point.statement.lemma, []).append(row)
    found = []
    for rows in by_verb.values():
        told = Counter(events.points[row].article for row in rows)
        for row in rows:
            asked = events.points[row].statement
            open_ = [m for m in asked.marks if m.start < asked.predicate.start and m.quote.lower() in OPEN]
            if stance(events.points[row]) != "unclear" or not open_:
                continue
            answers = [
                r
                for r in rows
                if stance(events.points[r]) == "affirmed"
                and told[events.points[r].article] <= OFTEN
                and contrary(events.points[r], events.points[row])
            ]
            group = sorted({row, *(r for r in answers if events.points[r].article != asked.anchor.article)})
            if len(events.articles(group)) > 1:
                found.append(group)
    return found
