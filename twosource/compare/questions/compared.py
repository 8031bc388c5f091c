"""Comparisons of two or more reports with one thing: more deaths than in one earlier storm, an area larger than one city."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING

from twosource.compare.points import Point
from twosource.compare.questions.comparatives import Comparison, find_comparisons
from twosource.compare.questions.evidence import Ruled, because, told_by
from twosource.compare.questions.ranked import Nouns
from twosource.compare.questions.together import of_one
from twosource.compare.verdicts import Answer, Verdict
from twosource.data import Conflict, Status

if TYPE_CHECKING:
    from twosource.compare.questions import Reports

YEAR = 4  # digits: a reference of so many letters is a year alone


@dataclass(frozen=True, slots=True)
class Compared:
    """A comparison, with the statement that makes it."""

    comparison: Comparison
    point: Point

    @property
    def article(self) -> str:
        """Id of the article."""
        return self.comparison.words.article


def comparisons(reports: Reports) -> Iterator[Ruled]:
    """What two or more reports compare with one thing."""
    found = [
        Compared(made, replace(point, anchor=made.words, focus=made.words))
        for scopes in reports.scopes
        for made in find_comparisons(scopes)
        if (point := told_by(made.words, reports.told[scopes.document.article.id])) is not None
    ]
    for group in of_one(found, lambda a, b: one_comparison(a, b, reports.nouns)):
        verdict = _judge(group)
        if verdict is not None:
            yield verdict, 1.0


def one_comparison(a: Compared, b: Compared, nouns: Nouns) -> bool:
    """Whether both compare the same with the same: one reference, one scale, one thing that is measured."""
    one, two = a.comparison, b.comparison
    if one.to != two.to or one.scale != two.scale:
        return False
    shared = any(nouns.alike(x, y) for x in one.nouns for y in two.nouns)
    if len(one.to) == YEAR:  # much is compared with one year
        return shared and one.direction == two.direction and bool(a.point.actors & b.point.actors)
    return shared or not (one.nouns and two.nouns)


def _judge(group: Sequence[Compared]) -> Verdict | None:
    values: dict[tuple[str, str], list[Compared]] = {}
    for one in group:
        values.setdefault((one.comparison.direction, one.comparison.factor), []).append(one)
    answers = tuple(
        Answer(tuple(c.point for c in v), v[0].comparison.words, ", ".join(filter(None, key)))
        for key, v in values.items()
    )
    words = [c.comparison.words for c in group]
    inputs = [a.normalised for a in answers]
    if _opposite(group):
        reason = because("compared.opposite", inputs, words)
        return Verdict("other", Status.CONFLICTING, answers, (reason,), Conflict.QUANTITY)
    if {"more", "less"} <= {c.comparison.direction for c in group}:
        return None  # perhaps of two things: nothing is told
    same = len(values) == 1
    reason = because("compared.same" if same else "compared.compatible", inputs, words)
    return Verdict("other", Status.CORROBORATED if same else Status.REFINED, answers, (reason,))


def _opposite(group: Sequence[Compared]) -> bool:
    """Whether one measure of one thing is more in one report and less in another: both name it, by one noun."""
    return any(
        {one.comparison.direction, two.comparison.direction} == {"more", "less"}
        and one.article != two.article
        and bool(one.comparison.nouns & two.comparison.nouns)
        for one, two in combinations(group, 2)
    )
