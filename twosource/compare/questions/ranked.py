"""How reports rank one thing, compared: "the longest strike since 1987", "Norway's longest in three decades".

Two rankings are compared where they rank one thing: a thing of one name in one scope (a superlative picks out one), a
thing of which both say it by name, or a happening, whose nouns may differ ("fire", "blaze") where the reader finds them
alike. They exclude each other only on one list: the largest of a country is not its second largest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from twosource.compare.beings import LEAST, being
from twosource.compare.likeness import lemma_of, unit
from twosource.compare.points import Point
from twosource.compare.questions.evidence import Ruled, because, told_by
from twosource.compare.questions.scopes import UNITS, WHOLES
from twosource.compare.questions.superlatives import Ranking, find_rankings
from twosource.compare.questions.together import of_one
from twosource.compare.verdicts import Answer, Verdict, grouped
from twosource.data import Conflict, Document, Status

if TYPE_CHECKING:
    from twosource.compare.questions import Reports

ALIKE = 0.5  # cosine of the mean vectors of two nouns from which they may name one happening
TOP = 3  # places of a list that a story may tell of several things
SHARED = 2  # words that two sentences have in common, where a date alone says that both rank one thing


@dataclass(frozen=True, slots=True)
class Ranked:
    """A ranking, with the statement that makes it."""

    ranking: Ranking
    point: Point

    @property
    def article(self) -> str:
        """Id of the article."""
        return self.ranking.words.article


def rankings(reports: Reports) -> Iterator[Ruled]:
    """What two or more reports rank alike, or place differently on one list."""
    found = collect(reports)
    for group in of_one(found, lambda a, b: one_thing(a, b, reports.nouns)):
        if not any(_tells(r.ranking) for r in group):
            continue
        yield _judge(group), 1.0 if len({r.ranking.head for r in group}) == 1 else ALIKE


def _tells(ranking: Ranking) -> bool:
    """Whether a ranking is one among those of a time or place: "in the best interests of the committee" is none."""
    return bool(ranking.scope.time or _actors(ranking) or ranking.scope.limits & (UNITS | WHOLES))


def collect(reports: Reports) -> list[Ranked]:
    """The rankings of all reports whose words a statement holds."""
    return [
        Ranked(ranking, replace(point, anchor=ranking.words, focus=ranking.words))
        for scopes in reports.scopes
        for ranking in find_rankings(scopes)
        if (point := told_by(ranking.words, reports.told[scopes.document.article.id])) is not None
    ]


class Nouns:
    """How alike two nouns are in the reports of a story: by the means of their vectors."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self.documents = documents
        self.means: dict[str, np.ndarray] = {}

    @cached_property
    def at(self) -> dict[str, list[tuple[np.ndarray, int]]]:
        """The rows of each lemma: of which document's meanings, and which."""
        found: dict[str, list[tuple[np.ndarray, int]]] = defaultdict(list)
        for document in self.documents:
            if document.meaning is not None:
                for token in document.doc:
                    found[lemma_of(token)].append((document.meaning, token.i))
        return found

    def alike(self, one: str, two: str) -> bool:
        """Whether two nouns may name one happening; who acts is no happening."""
        if one.removesuffix("s") == two.removesuffix("s"):
            return True
        if one not in self.at or two not in self.at:
            return False
        a, b = self._mean(one), self._mean(two)
        return float(a @ b) >= ALIKE and max(being(a), being(b)) <= LEAST

    def _mean(self, lemma: str) -> np.ndarray:
        if lemma not in self.means:
            mean = unit(np.stack([rows[i] for rows, i in self.at[lemma]])).mean(axis=0)
            self.means[lemma] = unit(mean[None, :])[0]
        return self.means[lemma]


# ---- one thing or two


def one_thing(a: Ranked, b: Ranked, nouns: Nouns) -> bool:
    """Whether two rankings, of two articles, rank one thing on scales that can be compared."""
    one, two = a.ranking, b.ranking
    if not _one_scale(one, two) or one.dated != two.dated or _elsewhere(one, two):
        return False
    if one.subject and two.subject:
        return one.subject == two.subject and nouns.alike(one.head, two.head)
    if min(one.place, two.place) > TOP:  # a list's far places are told of one thing of a story
        return one.head == two.head and _same_limits(one, two)
    if one.place != two.place or not nouns.alike(one.head, two.head):
        return one.place == two.place and _one_date(a, b)
    happens = [_of_a_happening(r) for r in (one, two)]
    same_limits = bool(one.scope.limits) and one.scope.limits == two.scope.limits
    if all(happens) or (any(happens) and same_limits):
        return True
    unscoped = any(happens) and one.scale == two.scale == "harm" and _unscoped(one) is not _unscoped(two)
    unique = same_limits and one.sort == two.sort and not (one.shared or two.shared)
    return one.head == two.head and (unscoped or unique or _one_place(one, two, nouns))


def _one_scale(one: Ranking, two: Ranking) -> bool:
    scales = {one.scale, two.scale}
    return len(scales) == 1 or (scales == {"great", "harm"} and (one.worst or two.worst))


def _of_a_happening(ranking: Ranking) -> bool:
    """Whether the ranked thing happens: it is ranked among those of a time, or by the harm it did somewhere."""
    return bool(ranking.scope.time) or (ranking.scale == "harm" and bool(ranking.scope.limits))


def _unscoped(ranking: Ranking) -> bool:
    return not (ranking.scope.time or ranking.scope.limits)


def _elsewhere(one: Ranking, two: Ranking) -> bool:
    """Whether both name places or owners, and none is shared: the worst in Norway, the worst in Chile."""
    a, b = _actors(one), _actors(two)
    generic = (one.scope.limits | two.scope.limits) & UNITS
    return bool(a and b) and not a & b and not generic


def _actors(ranking: Ranking) -> set[str]:
    return {x for x in ranking.scope.limits if x.startswith("actor-")}


def _one_place(one: Ranking, two: Ranking, nouns: Nouns) -> bool:
    """Whether both stand in one place of what happened: "the fire at the country's largest mill"."""
    if not one.of or not two.of:
        return False
    (noun, case), (other, case_too) = one.of.split(), two.of.split()
    return case == case_too and nouns.alike(noun, other)


def _one_date(a: Ranked, b: Ranked) -> bool:
    """Whether one date bounds both lists, in sentences that share words: "the biggest since 1931"."""
    time = a.ranking.scope.time
    if time != b.ranking.scope.time or not time.startswith("since:") or not time[6:7].isdigit():
        return False
    return len(a.point.around & b.point.around) >= SHARED or bool(a.point.actors & b.point.actors)


# ---- judged


def _judge(group: Sequence[Ranked]) -> Verdict:
    values = grouped(group, lambda a, b: _same(a.ranking, b.ranking))
    answers = tuple(Answer(tuple(r.point for r in v), v[0].ranking.words, normalised(v[0].ranking)) for v in values)
    words = tuple(v[0].ranking.words for v in values)
    inputs = tuple(a.normalised for a in answers)
    apart = _apart([v[0].ranking for v in values])
    if apart is not None:
        reason = because("rank.disjoint", inputs, words)
        return Verdict("other", Status.CONFLICTING, answers, (reason,), apart)
    rule = "rank.same" if len(values) == 1 else "rank.compatible"
    status = Status.CORROBORATED if len(values) == 1 else Status.REFINED
    places = tuple(r.ranking.words for r in group) if len(values) == 1 else words
    return Verdict("other", status, answers, (because(rule, inputs, places),))


def _same(one: Ranking, two: Ranking) -> bool:
    """Whether two rankings say the same: one scale, place and scope, as far as both give it."""
    times = [r.scope.time if r.scope.time != "ever" else "" for r in (one, two)]
    one_sort = one.sort == two.sort or not one.sort or not two.sort
    return one.exact == two.exact and times[0] == times[1] and one_sort and _same_limits(one, two)


def _same_limits(one: Ranking, two: Ranking) -> bool:
    """Whether both are ranked among the same; "the country" is the one that the other report names."""
    a, b = ({"country" if x == "nation" else x for x in r.scope.limits} for r in (one, two))
    if a == b:
        return True
    if not a or not b:  # unsaid, unless a list of all times is one of all places
        return one.scale == "new" or "ever" not in {one.scope.time, two.scope.time}
    left, right = a - b, b - a
    return any(len(x) == 1 and x <= UNITS and len(y) == 1 and not y & UNITS for x, y in ((left, right), (right, left)))


def _apart(values: Sequence[Ranking]) -> Conflict | None:
    """In what two values exclude each other: another place on one list, or another date since which it is the first."""
    for one, two in combinations(values, 2):
        one_list = (
            one.head == two.head
            and one.sort == two.sort
            and (one.scope.limits == two.scope.limits or (min(one.place, two.place) > TOP and _same_limits(one, two)))
            and one.scale == two.scale
        )
        if not one_list or one.shared or two.shared:
            continue
        if one.place != two.place and one.scope.time == two.scope.time:
            return Conflict.QUANTITY
        if one.scale == "first" and _other_year(one.scope.time, two.scope.time):
            return Conflict.DATE
    return None


def _other_year(one: str, two: str) -> bool:
    years = [t.removeprefix("since:")[:4] for t in (one, two) if t.startswith("since:")]
    return len(years) == 2 and all(y.isdigit() for y in years) and years[0] != years[1]


def normalised(ranking: Ranking) -> str:
    """The ranking as read: "great, place 2, one of several, since:1931"."""
    place = "" if ranking.place == 1 else f"place {ranking.place}"
    return ", ".join(
        filter(None, (ranking.scale, place, "one of several" if ranking.shared else "", ranking.scope.time))
    )
